/* SPDX-License-Identifier: ISC */
/* A reply read against the letter that it answers: the updates that it asks
 * for, and what of it could not be read. */
#ifndef CLIENT_ANSWER_READING_H
#define CLIENT_ANSWER_READING_H

#include <jansson.h>

#include "client/call.h"
#include "client/mail.h"

struct answer_reading {
	long long dispatch;
	json_t *named;     /* owned: activity -> code of who was written to */
	json_t *updates;   /* owned: params of activity.update */
	json_t *lines;     /* owned: of each update, the line that says it */
	json_t *unread;    /* owned: {"line","reason"}, reason null: no words
			  * that are known */
	json_t *twice;     /* owned: activities that were answered twice */
	json_t *recorded;  /* owned: {"activity","at"}, by this reply before */
	json_t *older;     /* owned: updates that something was said after */
	json_t *since;     /* owned: of each of them, the note that says it */
	json_t *strangers; /* owned: answer_sender_find(), or NULL */
	size_t quoted;     /* lines of the letter that were passed over */
};

/* Finds the letter by the mail's In-Reply-To or References and reads the
 * mail's lines; the daemon says which day a date is. ERR_NOT_FOUND where the
 * mail answers no letter to a department. The caller releases in any case. */
int answer_reading_make(struct answer_reading *reading, struct call *call,
    const struct mail *mail, struct err *err);
void answer_reading_release(struct answer_reading *reading); /* takes {0} */

#endif
