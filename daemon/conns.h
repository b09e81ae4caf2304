/* SPDX-License-Identifier: ISC */
/* All connections: who is let in, whose request is next, who has to go. Every
 * limit that they share is here; those of one are in conn.h. */
#ifndef DAEMON_CONNS_H
#define DAEMON_CONNS_H

#include "daemon/request.h"

struct conns;
struct event_base;

/* Both are borrowed. At most `max` connections at once. */
struct conns *conns_new(struct event_base *base, struct door *door, size_t max);
void conns_free(struct conns *conns); /* closes them all; takes NULL */

/* Another limit; what is over it stays until it goes by itself. */
void conns_limit(struct conns *conns, size_t max);

/* Takes the socket `fd` of somebody who has just connected. At the limit the
 * oldest makes room that has not verified, of the process that has most of
 * them; where all have, it is closed. */
void conns_take(struct conns *conns, int fd);

/* Serves those who wait, one hello or request of each process after the
 * other, for a few milliseconds at most; `crowded`, as more stand at the door:
 * one of each process. */
void conns_serve(struct conns *conns, bool crowded);

/* Whether somebody still waits to be served. */
bool conns_waiting(const struct conns *conns);

/* After each turn: sends every reply that waited for the commit; what was
 * answered in a turn that did not commit becomes an internal error.
 * Subscribers are told of the log up to `head`, its last entry. */
void conns_turn(struct conns *conns, bool committed, int64_t head);

#endif
