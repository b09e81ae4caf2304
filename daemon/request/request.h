/* SPDX-License-Identifier: ISC */
/* The one door to the state. A request lives through verify, decode,
 * authorize, read and execute; its reply leaves after the commit. What the
 * daemon itself decides enters by request_own(), an entry of the log by
 * request_replay(). */
#ifndef DAEMON_REQUEST_REQUEST_H
#define DAEMON_REQUEST_REQUEST_H

#include <jansson.h>
#include <stdbool.h>

#include "daemon/machine/clock.h"
#include "daemon/log/log.h"
#include "daemon/store/store.h"
#include "protocol/frame.h"
#include "protocol/message.h"

struct door;

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
	uint8_t request[SIGN_SHA512];
	struct buffer result; /* JSON; owned, reply_release() */
	bool has_receipt;
	struct receipt receipt;
	struct err error;    /* ERR_NONE: a result */
	bool ends;           /* the connection is closed after it */
	bool watches;        /* the connection is told of every entry ... */
	int64_t watch_after; /* ... after this one ... */
	uint8_t watcher[SIGN_PUBLIC]; /* ... while this key is in use */
};

void reply_release(struct reply *reply); /* takes {0} */

/* Prepares all SQL that requests need; before a door is opened. */
int door_prepare(struct store *store, struct err *err);

/* All are borrowed and outlive the door. The store is open and prepared. */
int door_open(struct door **door, struct store *store,
    const struct sign_key *key, const struct clock *clock, struct err *err);
/* Opens a door without the private key, by which only entries of the log can
 * enter. */
int door_open_replay(struct door **door, struct store *store,
    const uint8_t public[SIGN_PUBLIC], struct err *err);
void door_close(struct door *door); /* takes NULL */

/* Takes a request through all steps but the sending of the reply. Never fails:
 * what goes wrong is told in the reply. What a write changes waits in the
 * turn's transaction. */
void request_handle(struct door *door, struct caller *caller,
    const struct frame *frame, struct reply *reply);

/* Executes what the daemon decides, signed with its own key, in the turn's
 * transaction. `params` is borrowed. *result, where not NULL, is owned by the
 * caller. ERR_INTERNAL for anything a request would be refused for. */
int request_own(struct door *door, const char *method, json_t *params,
    json_t **result, struct err *err);

/* Begins the turn's transaction where it has not begun, for changes that belong
 * to it and are no entry of the log. */
int door_begin(struct door *door, struct err *err);

/* Whether something waits for door_commit(). */
bool door_pending(const struct door *door);

/* Commits the turn; with nothing written it does nothing. -1: all that was
 * answered in this turn did not happen (ERR_INTERNAL), and the log's head was
 * read again. */
int door_commit(struct door *door, struct err *err);

/* Appends what subscribers are told of the first entry after `after`, a JSON
 * object, and sets *seq: 1. Where there is none: 0. */
int door_event(struct door *door, int64_t after, struct buffer *json,
    int64_t *seq, struct err *err);

/* Whether the key is one that requests may be signed with: neither unknown nor
 * revoked. False too where it could not be found out, which is told. */
bool door_admit(struct door *door, const uint8_t public[SIGN_PUBLIC]);

/* Executes one entry of the log with its stored reading. The transaction is
 * the caller's. */
int request_replay(
    struct door *door, const struct entry *entry, struct err *err);

/* Every entry of the log that `log_store` holds, likewise; errors name the
 * entry. */
int request_replay_log(
    struct door *door, struct store *log_store, struct err *err);

struct store *door_store(struct door *door);
const struct clock *door_clock(struct door *door);
/* The time for a new entry: now, but never before the log's head. */
struct instant door_now(struct door *door);
const struct receipt *door_head(struct door *door);
/* The time of the log's last entry. */
struct instant door_last(struct door *door);
const struct sign_key *door_key(struct door *door);
bool door_rehearsal(struct door *door);
/* Says whether runs are held back because the clock is not believed, so that
 * `status` can tell. */
void door_hold(struct door *door, bool held);

#endif
