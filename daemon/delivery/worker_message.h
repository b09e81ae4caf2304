/* SPDX-License-Identifier: ISC */
/* What planvaktd and its workers say to each other, on a Unix stream. A
 * message to a worker is u32 big-endian length of the rest and u8 type; of
 * a delivery then i64 id and JSON. An answer is u32 length, u8 type of what
 * it answers, i64 id, u8 status, text. */
#ifndef DAEMON_DELIVERY_WORKER_MESSAGE_H
#define DAEMON_DELIVERY_WORKER_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

#define WORKER_MESSAGE_MAX      (1u << 20) /* bytes of a dispatch's JSON */
#define WORKER_MESSAGE_TEXT_MAX 200        /* bytes of an answer's text */

#define WORKER_MESSAGE_LENGTH_SIZE 4
#define WORKER_MESSAGE_TYPE_SIZE   1
#define WORKER_MESSAGE_ID_SIZE     8
#define WORKER_MESSAGE_HEAD_SIZE                                               \
	(WORKER_MESSAGE_LENGTH_SIZE + WORKER_MESSAGE_TYPE_SIZE)

enum worker_message_type {
	WORKER_MESSAGE_DELIVER = 1, /* run planvakt-deliver on the JSON */
	WORKER_MESSAGE_SPAWN =
	    2, /* start another worker: the answer has its socket */
	WORKER_MESSAGE_RELOAD = 3, /* read the configuration anew */
};

/* The id comes back in the answer. ERR_TOO_LARGE over WORKER_MESSAGE_MAX. */
int worker_message_write(struct buffer *to, int64_t id, const void *json,
    size_t length, struct err *err);

/* WORKER_MESSAGE_SPAWN or WORKER_MESSAGE_RELOAD. */
void worker_message_write_order(
    struct buffer *to, enum worker_message_type type);

/* Reads WORKER_MESSAGE_HEAD_SIZE bytes; -1 where they begin no message. *rest
 * is what follows them: of WORKER_MESSAGE_DELIVER at least
 * WORKER_MESSAGE_ID_SIZE, of the others 0. */
int worker_message_head_read(
    const void *bytes, enum worker_message_type *type, size_t *rest);

int64_t worker_message_id_read(
    const void *bytes); /* WORKER_MESSAGE_ID_SIZE of them */

struct worker_answer {
	enum worker_message_type type;
	int64_t id; /* of a WORKER_MESSAGE_DELIVER */
	int status; /* sysexits(3); 75 also where a signal or the time limit
	              * ended the delivery, or it could not be started */
	char text[WORKER_MESSAGE_TEXT_MAX +
	    1]; /* one line of UTF-8 without control
	                              * characters; can be empty */
};

/* `text` is any bytes, at most WORKER_MESSAGE_TEXT_MAX. */
void worker_answer_write(struct buffer *to, enum worker_message_type type,
    int64_t id, uint8_t status, const void *text, size_t length);

/* Looks for one whole answer at the start of `bytes`. 1: *answer and *used
 * are set; 0: more bytes are needed; -1: ERR_MALFORMED, and nothing that
 * comes after can be read. */
int worker_answer_read(const void *bytes, size_t length,
    struct worker_answer *answer, size_t *used, struct err *err);

#endif
