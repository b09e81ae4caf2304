/* SPDX-License-Identifier: ISC */
/* One call of the program: the words it was given, the daemon it asks, and
 * where it shows the answer. */
#ifndef CLIENT_CALL_H
#define CLIENT_CALL_H

#include "client/connection/client_config.h"
#include "client/connection/session.h"
#include "client/output/output.h"
#include "client/connection/signer.h"
#include "client/connection/trust.h"
#include "client/words.h"
#include "protocol/error.h"

struct call {
	const struct words *words; /* borrowed */
	struct output output;
	struct client_config config; /* where call_meet() was called */
	bool configured;
	struct session *session;
	struct signer signer;
	struct receipt held; /* when it was opened */
	int exit_status;     /* of a command that was done */
};

void call_release(struct call *call); /* takes {0} */

/* Connects and reads the hello, but trusts nobody yet. */
int call_meet(struct call *call, struct trust_daemon *daemon, struct err *err);

/* The same, after reading the key, and trusts the daemon that we know; sets
 * *held to our receipt, which may not be in its log. */
int call_greet(struct call *call, struct receipt *held, struct err *err);

/* Reads the key, connects, makes sure that it is the daemon we know and that
 * its log has our receipt, and reads the names in the line's params as codes
 * (code.h). Where that is done already it does nothing. */
int call_open(struct call *call, struct err *err);

/* The same after a while in which the daemon may have closed the connection, or
 * ended and begun again: who was asked takes his time. */
int call_again(struct call *call, struct err *err);

/* Asks; keeps a write's receipt. The caller releases the answer. */
int call_request(struct call *call, const char *method, json_t *params,
    bool writes, struct answer *answer, struct err *err);

/* Keeps a receipt from this daemon for one of our keys. */
void call_keep_receipt(struct call *call, const uint8_t public[SIGN_PUBLIC],
    const struct receipt *receipt);

/* Asks for all rows of a list, page by page, and appends them to an array;
 * `params` gets the key of the last page. */
int call_rows(struct call *call, const char *method, json_t *params,
    json_t *rows, struct err *err);

/* Shows what a request did: a write in a line, as the log tells it, and the
 * answer's note; in JSON and CSV, and of what changed nothing, the answer. */
void call_tell(struct call *call, struct answer *answer);

/* Asks what the command's row says, page by page, and shows it. */
int call_ask(struct call *call, struct err *err);

#endif
