/* SPDX-License-Identifier: ISC */
/* All connections: who is let in, whose request is next, who has to go. The
 * limits that they share are in connections.c, those of one in connection.c. */
#ifndef DAEMON_SOCKET_CONNECTIONS_H
#define DAEMON_SOCKET_CONNECTIONS_H

#include "daemon/request/door.h"

struct connections;
struct event_base;

/* Both are borrowed. At most `max` connections at once. */
struct connections *connections_new(
    struct event_base *base, struct door *door, size_t max);
void connections_free(
    struct connections *connections); /* closes them all; takes NULL */

/* Sets another limit. Connections over it stay until they end by themselves. */
void connections_limit(struct connections *connections, size_t max);

/* Takes the socket `fd` of somebody who has just connected. At the limit the
 * oldest makes room that has not verified, of the process that has most of
 * them; where all have, it is closed. */
void connections_take(struct connections *connections, int fd);

/* Closes whoever makes room, as above; false where nobody can. */
bool connections_make_room(struct connections *connections);

/* Serves those who wait, one hello or request of each process after the other,
 * for a few milliseconds at most. Where `crowded`, as more want to connect,
 * each process gets one only. */
void connections_serve(struct connections *connections, bool crowded);

/* Whether somebody still waits to be served. */
bool connections_waiting(const struct connections *connections);

/* After each turn: sends every reply that waited for the commit; what was
 * answered in a turn that did not commit becomes an internal error.
 * Subscribers are told of the log up to `head`, its last entry. */
void connections_turn(
    struct connections *connections, bool committed, int64_t head);

#endif
