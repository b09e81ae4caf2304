/* SPDX-License-Identifier: ISC */
/* Indexes that are not kept up while a table is filled: made of all its rows
 * at once, they cost a fraction. */
#ifndef DAEMON_STORE_PUT_OFF_H
#define DAEMON_STORE_PUT_OFF_H

#include "daemon/store/store.h"

/* Drops those that view.sql marks for it. *later, the caller's for free(), is
 * the SQL that makes them again, for store_execute(). A statement that would
 * ask one of them is slower meanwhile, and does the same. */
int store_put_off(struct store *store, char **later, struct err *err);

#endif
