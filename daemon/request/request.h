/* SPDX-License-Identifier: ISC */
/* The one door to the state. A request lives through verify, decode,
 * authorize, read and execute; its reply leaves after the commit. What the
 * daemon itself decides enters by request_own(), an entry of the log by
 * request_replay(). */
#ifndef DAEMON_REQUEST_REQUEST_H
#define DAEMON_REQUEST_REQUEST_H

#include <jansson.h>
#include <stdbool.h>

#include "daemon/contract/invocation.h"
#include "daemon/machine/clock.h"
#include "daemon/log/log.h"
#include "daemon/store/store.h"
#include "protocol/frame.h"
#include "protocol/message.h"

struct door;

/* A connection as the door sees it; owned by the connection, whose uid and
 * session it sets and whose frame_max it obeys. */
struct caller {
	int socket; /* 0 for none */
	/* Tells `connection` how far its request is, where that asks for it;
	 * NULL where nobody listens. */
	invocation_teller *tell;
	void *connection;
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
	struct buffer told;  /* JSON of what a write did, where asked; owned */
	struct err error;    /* ERR_NONE: a result */
	bool ends;           /* the connection is closed after it */
	bool goes_on;        /* nothing is said yet: the frame is handled again
				once others have had their turn */
	bool watches;        /* the connection is told of every entry ... */
	int64_t watch_after; /* ... after this one ... */
	uint8_t watcher[SIGN_PUBLIC]; /* ... while this key is in use */
};

void reply_release(struct reply *reply); /* takes {0} */

/* Takes a request through all steps but the sending of the reply. Never fails:
 * what goes wrong is told in the reply. What a write changes waits in the
 * turn's transaction. */
void request_handle(struct door *door, struct caller *caller,
    const struct frame *frame, struct reply *reply);

/* Whether the key is one that requests may be signed with: neither unknown nor
 * revoked. False too where it could not be found out, which is told. */
bool door_admit(struct door *door, const uint8_t public[SIGN_PUBLIC]);

#endif
