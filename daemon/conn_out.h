/* SPDX-License-Identifier: ISC */
/* What a connection is told: hello, replies, and to a subscriber what is new
 * in the log; conn.h has the rest of its face. */
#ifndef DAEMON_CONN_OUT_H
#define DAEMON_CONN_OUT_H

#include "daemon/conn.h"

/* Gives the connection its session, and says it. */
void conn_send_hello(struct conn *conn);

/* One that does not fit into a frame becomes an internal error. */
void conn_send_reply(struct conn *conn, struct reply *reply);

/* From now on it is a subscriber, who has had all up to the entry `after` and
 * asked with the key `watcher`. */
void conn_watch(
    struct conn *conn, int64_t after, const uint8_t watcher[SEAL_PUBLIC]);

/* Tells a subscriber what is new, as far as he reads. */
void conn_tell(struct conn *conn);

/* Bytes that the other side has not taken. */
size_t conn_unread(const struct conn *conn);

#endif
