/* SPDX-License-Identifier: ISC */
/* What the files of the store share and nobody else sees. */
#ifndef DAEMON_STORE_STORE_PRIVATE_H
#define DAEMON_STORE_STORE_PRIVATE_H

#include <sqlite3.h>

#include "daemon/store/store.h"

sqlite3 *store_db(struct store *store);
const char *store_path(struct store *store); /* as it was opened by */
int store_patience(struct store *store);     /* with another process, in ms */

/* store_error_tell() of its database; -1. */
int store_fail(struct store *store, const char *what, struct err *err);

#endif
