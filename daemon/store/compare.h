/* SPDX-License-Identifier: ISC */
/* Whether a database is whole, and the same as another. */
#ifndef DAEMON_STORE_COMPARE_H
#define DAEMON_STORE_COMPARE_H

#include "daemon/store/store.h"

/* SQLite's own integrity_check and foreign_key_check. */
int store_integrity(struct store *store, struct err *err);

/* Whether both hold the same schema and the same rows in every table but
 * those named in `except` (NULL-ended); *difference tells the first that
 * does not, in words for the operator. */
int store_compare(struct store *a, struct store *b, const char *const *except,
    char *difference, size_t size, struct err *err);

#endif
