/* SPDX-License-Identifier: ISC */
/* What planvaktd and its siblings say to each other, on a Unix stream. A
 * message to a sibling is u32 big-endian length of the rest and u8 type; of
 * a delivery then i64 id and JSON. An answer is u32 length, u8 type of what
 * it answers, i64 id, u8 status, text. */
#ifndef REMINDERS_JOB_H
#define REMINDERS_JOB_H

#include <stddef.h>
#include <stdint.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

#define JOB_MAX      (1u << 20) /* bytes of a dispatch's JSON */
#define JOB_TEXT_MAX 200        /* bytes of an answer's text */

#define JOB_LENGTH_SIZE 4
#define JOB_TYPE_SIZE   1
#define JOB_ID_SIZE     8
#define JOB_HEAD_SIZE   (JOB_LENGTH_SIZE + JOB_TYPE_SIZE)

enum job_type {
	JOB_DELIVER = 1, /* run planvakt-deliver on the JSON */
	JOB_SPAWN = 2,   /* start another sibling: the answer has its socket */
	JOB_RELOAD = 3,  /* read the configuration anew */
};

/* The id comes back in the answer. ERR_TOO_LARGE over JOB_MAX. */
int job_write(struct buffer *to, int64_t id, const void *json, size_t length,
    struct err *err);

/* JOB_SPAWN or JOB_RELOAD. */
void job_write_order(struct buffer *to, enum job_type type);

/* Reads JOB_HEAD_SIZE bytes; -1 where they begin no message. *rest is what
 * follows them: of JOB_DELIVER at least JOB_ID_SIZE, of the others 0. */
int job_head_read(const void *bytes, enum job_type *type, size_t *rest);

int64_t job_id_read(const void *bytes); /* JOB_ID_SIZE of them */

struct job_answer {
	enum job_type type;
	int64_t id; /* of a JOB_DELIVER */
	int status; /* sysexits(3); 75 also where a signal or the time limit
	              * ended the delivery, or it could not be started */
	char text[JOB_TEXT_MAX + 1]; /* one line of UTF-8 without control
	                              * characters; can be empty */
};

/* `text` is any bytes, at most JOB_TEXT_MAX. */
void job_answer_write(struct buffer *to, enum job_type type, int64_t id,
    uint8_t status, const void *text, size_t length);

/* Looks for one whole answer at the start of `bytes`. 1: *answer and *used
 * are set; 0: more bytes are needed; -1: ERR_MALFORMED, and nothing that
 * comes after can be read. */
int job_answer_read(const void *bytes, size_t length, struct job_answer *answer,
    size_t *used, struct err *err);

#endif
