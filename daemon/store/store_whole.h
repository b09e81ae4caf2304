/* SPDX-License-Identifier: ISC */
/* What is done to a database as a whole. */
#ifndef DAEMON_STORE_STORE_WHOLE_H
#define DAEMON_STORE_STORE_WHOLE_H

#include "daemon/store/store.h"

/* A copy of the database at `path`, which is ":memory:" or is not there yet,
 * with nothing prepared. What the store's transaction has changed by now is in
 * it. */
int store_copy(struct store **copy, struct store *store, const char *path,
    struct err *err);

/* A database in memory, with its transaction begun, for who throws it away
 * where anything fails: it can take nothing back, and looks up no foreign
 * key. */
int store_scratch(struct store **scratch, struct err *err);

/* Writes the file anew without what was deleted, and empties its write-ahead
 * log. Outside of a transaction; ERR_INTERNAL where another process reads. */
int store_erase(struct store *store, struct err *err);

/* A larger cache, for one who writes tens of thousands of rows; else pages go
 * out and come back many times before the commit. */
int store_widen(struct store *store, bool wide, struct err *err);

#endif
