/* SPDX-License-Identifier: ISC */
/* What the files of the store share and nobody else sees. */
#ifndef DAEMON_STORE_STORE_PRIVATE_H
#define DAEMON_STORE_STORE_PRIVATE_H

#include <sqlite3.h>

#include "daemon/store/store.h"

/* Of its cache, in KiB. */
#define STORE_NARROW "PRAGMA cache_size = -2000;"
#define STORE_WIDE   "PRAGMA cache_size = -12000;"
/* Where each page is read about once. */
#define STORE_ONCE "PRAGMA cache_size = -500;"

sqlite3 *store_db(struct store *store);
const char *store_path(struct store *store); /* as it was opened by */
int store_patience(struct store *store);     /* with another process, in ms */

/* store_error_tell() of its database; -1. */
int store_fail(struct store *store, const char *what, struct err *err);

#endif
