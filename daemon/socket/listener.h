/* SPDX-License-Identifier: ISC */
/* The socket that clients find planvaktd by: one daemon holds it, and nobody
 * but its owner and group may ask there. */
#ifndef DAEMON_SOCKET_LISTENER_H
#define DAEMON_SOCKET_LISTENER_H

#include <stdbool.h>

#include "protocol/error.h"

struct connections;
struct event_base;
struct listener;

/* Listens at `path` from now on, mode 0660, or by `given`, a socket that
 * listens there and is not ours to remove; -1 for none. Makes its directory,
 * 0750, where there is none. A dead daemon's socket is replaced. ERR_CONFLICT
 * where a daemon has it, or it is no socket; ERR_DENIED in a directory where
 * anybody could put another in its place. The rest is borrowed: `connections`
 * takes those who connect. */
int listener_new(struct listener **listener, const char *path, int given,
    struct event_base *base, struct connections *connections, struct err *err);

/* Removes the socket too; takes NULL. */
void listener_free(struct listener *listener);

/* Whether more may be waiting to connect than were let in since the last
 * call. */
bool listener_crowded(struct listener *listener);

#endif
