/* SPDX-License-Identifier: ISC */
/* What a connection is told: hello, replies, and to a subscriber what is new
 * in the log; connection.h has the rest of its face. */
#ifndef DAEMON_SOCKET_CONNECTION_SEND_H
#define DAEMON_SOCKET_CONNECTION_SEND_H

#include "daemon/socket/connection.h"

/* Gives the connection its session, and sends the hello that names it. */
void connection_send_hello(struct connection *connection);

/* Sends a reply; one that does not fit into a frame becomes an internal
 * error. */
void connection_send_reply(struct connection *connection, struct reply *reply);

/* From now on the connection is told how far a request is that asks for that
 * and is not answered yet. Nobody waits for it. */
void connection_listens(struct connection *connection);

/* From now on it is a subscriber, who has had all up to the entry `after` and
 * asked with the key `watcher`. */
void connection_watch(struct connection *connection, int64_t after,
    const uint8_t watcher[SIGN_PUBLIC]);

/* Tells a subscriber what is new, as far as he reads. */
void connection_tell(struct connection *connection);

/* Bytes that the other side has not taken. */
size_t connection_unread(const struct connection *connection);

#endif
