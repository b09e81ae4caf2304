/* SPDX-License-Identifier: ISC */
/* Who meets when, and by which day the papers for it must be ready. */
#ifndef DAEMON_COMMANDS_MEETING_H
#define DAEMON_COMMANDS_MEETING_H

#include "daemon/contract/invocation.h"

/* Papers are ready so many workdays before a meeting, where nobody has said
 * otherwise. */
#define MEETING_PAPERS 10

#define MEETING_TIME_MAX 40 /* characters, as people write it */

/* Puts the time of day that a param is into `reading`; ERR_INVALID where it
 * is none. */
int meeting_read_time(json_t *reading, const char *text, struct err *err);

/* The name of a body as it compares, into `reading`; ERR_INVALID where
 * nothing is left of it. */
int meeting_read_body(const struct invocation *invocation, json_t *reading,
    const char *name, const char *text, struct err *err);

/* What is said of one meeting. */
struct meeting_said {
	const char *folded, *name; /* of the body; one that is new is added */
	struct day day;
	const char *time;  /* or NULL: nothing */
	struct day papers; /* or DAY_NONE: nothing */
};

/* What came of it. */
enum meeting_outcome {
	MEETING_ADDED,
	MEETING_CHANGED,
	MEETING_SAME,
	MEETING_DROPPED /* it is not held: left as it is */
};

struct meeting_change {
	enum meeting_outcome outcome;
	/* Before; in the arena or NULL. */
	const char *time, *papers;
};

/* Keeps what is not said. `again` adds one that was dropped. */
int meeting_put(struct invocation *invocation, const struct meeting_said *said,
    bool again, struct meeting_change *change, struct err *err);

#endif
