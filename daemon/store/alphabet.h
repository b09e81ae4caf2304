/* SPDX-License-Identifier: ISC */
/* The order in which Swedish lists names. Only answers are sorted by it, never
 * what is signed or replayed. */
#ifndef DAEMON_STORE_ALPHABET_H
#define DAEMON_STORE_ALPHABET_H

#include <sqlite3.h>

/* Before, at or after: without case, å ä ö behind z, é as e and ü as y, as
 * Svenska Akademiens ordlista has them. Texts that differ are never equal:
 * those that only case or an accent tells apart go by their bytes. Any bytes
 * will do. */
int alphabet_compare(int length_a, const void *a, int length_b, const void *b);

/* Makes `COLLATE swedish` known to a database. */
void alphabet_add(sqlite3 *db);

#endif
