/* SPDX-License-Identifier: ISC */
/* How an activity stands, and what was said of it. */
#ifndef DAEMON_COMMANDS_ACTIVITY_PROGRESS_H
#define DAEMON_COMMANDS_ACTIVITY_PROGRESS_H

#include "daemon/contract/invocation.h"

/* How an activity stands. */
struct activity_progress {
	enum status status;
	int64_t progress;
	struct day done_on, expected; /* or DAY_NONE */
	const char *dropped_reason;   /* or NULL */
};

/* Of what is only planned. */
#define ACTIVITY_PROGRESS_NONE                                                 \
	((struct activity_progress){ .status = STATUS_PLANNED,                 \
	    .done_on = DAY_NONE,                                               \
	    .expected = DAY_NONE })

int activity_put_progress(struct invocation *invocation, int64_t id,
    const struct activity_progress *progress, struct err *err);

/* A note with the status and progress as they have become, on the word of a
 * department where `reported_by` is not NULL. It is nobody's answer and holds
 * no reminders. One an activity and entry. */
int activity_put_note(struct invocation *invocation, int64_t id,
    const char *reported_by, const char *words, struct err *err);

/* The first one of an activity that this entry adds, which stands so. */
int activity_put_first_note(struct invocation *invocation, int64_t id,
    const struct activity_progress *progress, const char *words,
    struct err *err);

#endif
