/* SPDX-License-Identifier: ISC */
/* The message to one address: what is overdue, what is due, what is coming,
 * what is asked. Pure: the same letter is always the same words. */
#ifndef DAEMON_LETTER_LETTER_H
#define DAEMON_LETTER_LETTER_H

#include <stdbool.h>
#include <stddef.h>

#include "daemon/calendar/day.h"
#include "daemon/ladder/stage.h"
#include "protocol/buffer.h"
#include "protocol/message.h"

/* One activity. It stands in a letter once, under its most urgent stage. */
struct letter_item {
	int64_t id;
	const char *activity;
	const char *plan;        /* its title */
	const char *case_number; /* or NULL */
	const char *timeframe;   /* as written */
	struct day start;        /* DAY_NONE where there is none */
	struct day due;          /* DAY_NONE where there is none */
	int late;                /* workdays since; 0 where not overdue */
	bool counted;            /* a notice stands for it in this run */
	enum stage stage;        /* of that notice */
	enum role_told role;     /* as whom the reader is told */
	int64_t n;               /* the n-th of its stage */
	struct day regular;      /* of what is late, when it was to come */
	struct day acknowledged; /* when a notice of it was; DAY_NONE */
	struct day noted;        /* the last word of progress; DAY_NONE */
	const char *lead;        /* name of the lead; NULL where nobody leads */
	const char *former;      /* of the former lead, or NULL */
	bool handed_over;        /* a notice that it is now theirs stands too */
	bool handed_away;        /* ... that it is not theirs any more */
	bool to_clarify;         /* ... that it is unclear */
	bool undated, vague;     /* unclear: why */
	const char *reason;      /* unclear: what is wrong with the timeframe */
};

/* A plan whose review is due. */
struct letter_plan {
	const char *code, *title;
	const char *case_number; /* or NULL */
	struct day adopted;
	struct day until; /* by when it is to be reviewed; can have passed */
};

/* A message that did not arrive. */
struct letter_failure {
	const char *address;
	const char *name; /* of the department; NULL: the coordinator */
	struct day run;   /* DAY_NONE: a test message */
	int64_t dispatch;
	int64_t notice; /* one that it carried, for `notice resend`; 0: none */
	const char *answer; /* of the mail system; can be "" */
};

struct letter {
	const char *language; /* "sv" or "en" */
	const char *name;     /* of the department(s); NULL: the coordinator */
	struct day day;       /* of the run */
	bool rehearsal;
	struct receipt head;
	const struct letter_item *items; /* most urgent first */
	size_t count;
	const struct letter_plan *plans;
	size_t plan_count;
	const struct letter_failure *failures;
	size_t failure_count;
	const struct day *missed; /* days whose run did not happen */
	size_t missed_count;
};

/* One line, and text whose lines are at most 76 columns wide. Both stay
 * empty where nothing is new: no notice, plan, failure or missed run. */
void letter_write(
    const struct letter *letter, struct buffer *subject, struct buffer *text);

#endif
