/* SPDX-License-Identifier: ISC */
/* The one door to the state. A request lives through verify, decode,
 * authorize, read and execute; its reply leaves after the commit. What the
 * daemon itself decides enters by request_own(), an entry of the log by
 * request_replay(). */
#ifndef DAEMON_REQUEST_H
#define DAEMON_REQUEST_H

#include <jansson.h>
#include <stdbool.h>

#include "daemon/clock.h"
#include "daemon/log.h"
#include "daemon/store/store.h"
#include "protocol/frame.h"
#include "protocol/message.h"

struct requests;

/* A connection as the door sees it; owned by the connection, whose uid and
 * session it sets and whose frame_max it obeys. */
struct caller {
	int64_t uid;
	uint8_t session[MESSAGE_SESSION];
	int64_t last_id;
	size_t frame_max;
};

/* What is to be said once the turn has committed. */
struct reply {
	int64_t id;
	bool has_request;
	uint8_t request[SEAL_SHA512];
	struct buffer result; /* JSON; owned, reply_release() */
	bool has_receipt;
	struct receipt receipt;
	struct err error;    /* ERR_NONE: a result */
	bool ends;           /* the connection is closed after it */
	bool watches;        /* the connection is told of every entry ... */
	int64_t watch_after; /* ... after this one ... */
	uint8_t watcher[SEAL_PUBLIC]; /* ... while this key is in use */
};

void reply_release(struct reply *reply); /* takes {0} */

/* Every table of statements, for store_prepare(). */
extern const char *const *const request_families[];

/* All are borrowed and outlive the door. The store is open and prepared. */
int requests_open(struct requests **requests, struct store *store,
    const struct seal_key *key, const struct clock *clock, struct err *err);
/* Without the private key, a door that entries of the log enter by and nothing
 * else does. */
int requests_open_replay(struct requests **requests, struct store *store,
    const uint8_t public[SEAL_PUBLIC], struct err *err);
void requests_close(struct requests *requests); /* takes NULL */

/* Lives a request's whole life but the reply's sending. Never fails: what
 * goes wrong is the reply. A write waits in the turn's transaction. */
void request_handle(struct requests *requests, struct caller *caller,
    const struct frame *frame, struct reply *reply);

/* Executes what the daemon decides, signed with its own key, in the turn's
 * transaction. `params` is borrowed. *result, where not NULL, is owned by the
 * caller. ERR_INTERNAL for anything a request would be refused for. */
int request_own(struct requests *requests, const char *method, json_t *params,
    json_t **result, struct err *err);

/* Begins the turn's transaction where it has not begun: for what belongs to
 * it and is not part of the log. */
int requests_begin(struct requests *requests, struct err *err);

/* Whether something waits for requests_commit(). */
bool requests_pending(const struct requests *requests);

/* Commits the turn; with nothing written it does nothing. -1: all that was
 * answered in this turn did not happen (ERR_INTERNAL), and the log's head was
 * read again. */
int requests_commit(struct requests *requests, struct err *err);

/* Appends what subscribers are told of the first entry after `after`, a JSON
 * object, and sets *seq: 1. Where there is none: 0. */
int requests_event(struct requests *requests, int64_t after,
    struct buffer *json, int64_t *seq, struct err *err);

/* Whether the key is one that requests may be signed with: neither unknown nor
 * revoked. False too where it could not be found out, which is told. */
bool requests_admit(
    struct requests *requests, const uint8_t public[SEAL_PUBLIC]);

/* Executes one entry of the log with its stored reading. The transaction is
 * the caller's. */
int request_replay(
    struct requests *requests, const struct entry *entry, struct err *err);

/* Every entry of the log that `log_store` holds, likewise; errors name the
 * entry. */
int request_replay_log(
    struct requests *requests, struct store *log_store, struct err *err);

struct store *requests_store(struct requests *requests);
const struct clock *requests_clock(struct requests *requests);
/* The time as the log has it: never before its head. */
struct instant requests_now(struct requests *requests);
const struct receipt *requests_head(struct requests *requests);
/* The time of the log's last entry. */
struct instant requests_last(struct requests *requests);
const struct seal_key *requests_key(struct requests *requests);
bool requests_rehearsal(struct requests *requests);
/* Whether there are no runs as the clock is not believed: `status` tells. */
void requests_hold(struct requests *requests, bool held);

#endif
