/* SPDX-License-Identifier: ISC */
/* Takes redacted words out of the database's file, where SQLite leaves them. */
#ifndef DAEMON_REQUEST_ERASURE_H
#define DAEMON_REQUEST_ERASURE_H

#include "daemon/store/store.h"

extern const char *const erasure_sql[];

/* 1 where a committed redaction still waits to be erased, 0, -1. */
int erasure_waits(struct store *store, struct err *err);

/* Takes what was redacted out of the file's free space and its write-ahead
 * log. Outside of a transaction; -1 where another process reads the database,
 * to be tried again. */
int erasure_do(struct store *store, struct err *err);

#endif
