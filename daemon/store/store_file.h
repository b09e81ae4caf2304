/* SPDX-License-Identifier: ISC */
/* The database as a file: what lies beside it, and who uses it. */
#ifndef DAEMON_STORE_STORE_FILE_H
#define DAEMON_STORE_STORE_FILE_H

#include <stdbool.h>

#include "daemon/store/store.h"

/* Whether it is to be read in a folder where we cannot write. */
bool store_file_is_sealed(const char *path, enum store_access access);

/* Whether a file of its name and this suffix has any content. */
bool store_file_has_beside(const char *path, const char *suffix);

/* Whether another process has the database open: it holds a lock on the bytes
 * that SQLite keeps for that (https://sqlite.org/fileformat.html, 1.4). */
bool store_file_is_in_use(const char *path);

/* Whether it is there as the access wants it: ERR_CONFLICT, ERR_NOT_FOUND;
 * ERR_INVALID where another program's journal lies beside it. */
int store_file_check(
    const char *path, enum store_access access, struct err *err);

#endif
