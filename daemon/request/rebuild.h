/* SPDX-License-Identifier: ISC */
/* The tables of view.sql made anew, empty; replay fills them. */
#ifndef DAEMON_REQUEST_REBUILD_H
#define DAEMON_REQUEST_REBUILD_H

#include <stdbool.h>

#include "daemon/store/store.h"

/* schema/log.sql and schema/view.sql in a fresh store. In the caller's
 * transaction. */
int rebuild_create(struct store *store, struct err *err);

/* Drops all tables but log.sql's and makes those of the built-in view.sql. In
 * the caller's transaction. */
int rebuild_tables(struct store *store, struct err *err);

/* Whether the tables, indexes, triggers and views are those of log.sql and
 * view.sql, to the letter, and no others; ERR_INVALID names the first that is
 * not. */
int rebuild_check_schema(struct store *store, struct err *err);

/* Whether the tables were made from the built-in view.sql. */
int rebuild_is_current(struct store *store, bool *current, struct err *err);

#endif
