/* SPDX-License-Identifier: ISC */
/* One connection: bytes to whole frames, replies to bytes. */
#ifndef DAEMON_CONN_H
#define DAEMON_CONN_H

#include <stdbool.h>

#include "daemon/request.h"

struct conn;
struct event_base;

/* The open connections, newest first; {0} is none. */
struct conns {
	struct conn *first;
	size_t count;
};

/* Takes the socket `fd`, says hello and listens. */
void conn_new(struct conns *conns, struct event_base *base,
    struct requests *requests, int fd);

/* After each turn: sends every reply that waited for the commit; what was
 * answered in a turn that did not commit becomes an internal error. */
void conns_turn(struct conns *conns, bool committed);

void conns_close(struct conns *conns);

#endif
