/* SPDX-License-Identifier: ISC */
/* What the files of the store share and nobody else sees. */
#ifndef DAEMON_STORE_STORE_PRIVATE_H
#define DAEMON_STORE_STORE_PRIVATE_H

#include <sqlite3.h>

#include "daemon/store/store.h"

sqlite3 *store_db(struct store *store);
const char *store_path(struct store *store); /* as it was opened by */

/* The length of the folder's part of a path; all of it where it has none. */
size_t path_folder(const char *path);

/* ERR_INTERNAL with what is wrong with the disk, else SQLite's last words and
 * how `what`, a statement or words, begins; -1. (daemon/store/store_error.c) */
int store_error_tell(
    sqlite3 *db, const char *path, const char *what, struct err *err);
int store_fail(struct store *store, const char *what, struct err *err);

#endif
