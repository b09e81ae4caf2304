/* SPDX-License-Identifier: ISC */
/* One connection to a daemon: its hello, then requests and their answers, of
 * which nothing is believed before the daemon's signature holds. */
#ifndef CLIENT_CONNECTION_SESSION_H
#define CLIENT_CONNECTION_SESSION_H

#include <jansson.h>
#include <stdbool.h>
#include <sys/types.h>

#include "client/connection/page.h"
#include "client/connection/signer.h"
#include "client/connection/stream.h"
#include "protocol/error.h"
#include "protocol/event.h"
#include "protocol/message.h"

struct session;

/* Connects. ERR_INVALID for a path that no socket can have; ERR_UNREACHABLE
 * where no daemon answers within five seconds. */
int session_open(struct session **session, const char *path, struct err *err);
/* Reads the hello, which the daemon has begun to make when we connected; what
 * stands below needs it. ERR_PROTOCOL and ERR_TRUST for one that is none. */
int session_meet(struct session *session, struct err *err);
void session_close(struct session *session); /* takes NULL */

/* These live as long as the connection. */
const struct hello *session_hello(const struct session *session);
const char *session_socket(const struct session *session);
uid_t session_peer(const struct session *session);

/* Who signs from here on (borrowed), and the newest receipt he holds. A read
 * names that as seen; a write the hello's head where it is newer, once the
 * daemon has answered that its log has the receipt, which costs a ping where
 * nothing was asked before. */
void session_sign(struct session *session, const struct signer *signer,
    const struct receipt *seen);

/* From here on the answer to a write also tells what it did (answer.told). */
void session_tell(struct session *session);

/* Asks once and waits up to a minute; where the params have "progress", how
 * far the daemon is stands on the terminal meanwhile. `params` is borrowed.
 * On success the answer holds a result and the caller releases it. A refusal
 * is returned as the error it is; also ERR_TOO_LARGE for a request over the
 * key's limit, ERR_UNREACHABLE, and ERR_PROTOCOL or ERR_TRUST for an answer
 * that is not this daemon's to this request. */
int session_request(struct session *session, const char *method, json_t *params,
    bool writes, struct answer *answer, struct err *err);

/* The same for a list whose rows are not looked at: where the answer has the
 * usual form, *page is set (its rows live until the next request, its `next`
 * is the caller's) and 1 returned; else 0 and *answer, as above. */
int session_request_page(struct session *session, const char *method,
    json_t *params, struct page *page, struct answer *answer, struct err *err);

/* Waits for what the daemon tells unasked, after a request that began it, so
 * many seconds or STREAM_FOREVER. The caller releases the event. Errors as
 * above. */
int session_event(
    struct session *session, struct event *event, int seconds, struct err *err);

#endif
