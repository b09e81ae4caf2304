/* SPDX-License-Identifier: ISC */
/* The tables as they were at the end of a day: the log up to then, executed
 * into a store in memory, some entries with each request, so that nobody waits
 * for it. One day's at a time. */
#ifndef DAEMON_REQUEST_PAST_H
#define DAEMON_REQUEST_PAST_H

#include "daemon/commands/past.h"

/* Entries that one request executes. */
#define PAST_SLICE 100

/* daemon/commands/past.h: {"entries","of"} until all are executed, then
 * {"head","result"}. ERR_CONFLICT where somebody else waits for another day. */
int past_answer(struct invocation *invocation, const struct past_wish *wish,
    struct err *err);

/* From now on past.read is answered of this store's log. */
void past_serve(struct store *store);

#endif
