/* SPDX-License-Identifier: ISC */
/* What a frame's body says: JSON-RPC 2.0 and the members that bind it to one
 * daemon, one connection and one place in the log (docs/wire.md). */
#ifndef PROTOCOL_MESSAGE_H
#define PROTOCOL_MESSAGE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "protocol/buffer.h"
#include "protocol/error.h"
#include "protocol/sign.h"

#define MESSAGE_VERSION 1
#define MESSAGE_SESSION 32 /* bytes of the hello's nonce */
#define MESSAGE_BLIND   32 /* bytes of a write's blind */
#define MESSAGE_ZONE    64 /* bytes of a time zone's name, with its end */

/* A place in the log; {0} is the place before the first entry. */
struct receipt {
	int64_t seq;
	uint8_t hash[SIGN_SHA256];
};

struct hello {
	char version[32];
	char daemon[SIGN_FINGERPRINT];
	uint8_t session[MESSAGE_SESSION];
	struct receipt head;
	bool rehearsal;
	char zone[MESSAGE_ZONE]; /* the municipality's, a name of tzdata */
};

/* A request. The strings point into `root`. */
struct request {
	json_t *root; /* owned; message_request_release() */
	bool packed;  /* the rows of params are texts (message_pack.h) */
	int64_t id;   /* grows on a connection, from 1, nine digits */
	const char *method;
	json_t *params; /* an object, of `root` */
	const char *daemon;
	uint8_t session[MESSAGE_SESSION];
	bool has_session; /* a request of the daemon's own has none */
	bool has_seen, has_blind;
	bool tells; /* what a write did is told with its result */
	struct receipt seen;
	uint8_t blind[MESSAGE_BLIND];
};

struct answer {
	json_t *root; /* owned; message_answer_release() */
	int64_t id;   /* 0 where the daemon could not read it */
	uint8_t request[SIGN_SHA512];
	bool has_request; /* false: about the connection as a whole */
	json_t *result;   /* of `root`; NULL for an error */
	bool has_receipt;
	struct receipt receipt; /* a write's place in the log */
	json_t *told; /* its row of log.list, of `root`; NULL where not asked */
	struct err error; /* ERR_NONE for a result */
};

/* Each _write() writes the body's bytes, each _read() reads them strictly: one
 * JSON object, valid UTF-8, no doubled and no unknown member, and no escapes in
 * a request's envelope. A request that breaks this is ERR_MALFORMED; a hello or
 * an answer, which the daemon wrote, ERR_PROTOCOL. */
void message_hello_write(struct buffer *to, const struct hello *hello);
int message_hello_read(
    struct hello *hello, const char *body, size_t length, struct err *err);

/* Ignores `root`; `params` is borrowed, NULL for none. A request that could
 * not be read needs no release; its `id` is set where that much was legible. */
void message_request_write(struct buffer *to, const struct request *request);
int message_request_read(
    struct request *request, const char *body, size_t length, struct err *err);
void message_request_release(struct request *request); /* takes {0} */

/* A result is JSON text that the daemon wrote, and so is what is told of a
 * write; that and receipt may be NULL. */
void message_result_write(struct buffer *to, int64_t id,
    const uint8_t request[SIGN_SHA512], const char *result,
    const struct receipt *receipt, const char *told);
/* `request` may be NULL, and id 0, where nothing could be read. */
void message_error_write(struct buffer *to, int64_t id, const uint8_t *request,
    const struct err *error);
int message_answer_read(
    struct answer *answer, const char *body, size_t length, struct err *err);
void message_answer_release(struct answer *answer); /* takes {0} */

#endif
