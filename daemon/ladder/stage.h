/* SPDX-License-Identifier: ISC */
/* The ladder as data: which stages there are, when, and who is told. What a
 * municipality or one plan has not changed is the default. When a step comes
 * is daemon/ladder/ladder.h. */
#ifndef DAEMON_LADDER_STAGE_H
#define DAEMON_LADDER_STAGE_H

#include <stdbool.h>

#include "daemon/calendar/day.h"

/* From the calmest to the most urgent: of one activity's notices a letter
 * shows the last. */
enum stage {
	STAGE_DIGEST,    /* the coordinator's letter of the week */
	STAGE_ASSIGNED,  /* it came to a department; it left one */
	STAGE_MOVED,     /* its due date is another */
	STAGE_UNCLEAR,   /* undated, vague and not confirmed, nobody leads */
	STAGE_ENDING,    /* of a plan: it is valid until a day */
	STAGE_FOLLOW_UP, /* of a plan: it is to be followed up */
	STAGE_REVIEW,    /* of what has no end */
	STAGE_STALE,     /* started, and no word since */
	STAGE_MIDWAY,    /* half of its time is over, and no word */
	STAGE_BEGIN,     /* it should have begun */
	STAGE_UPCOMING,
	STAGE_DUE,
	STAGE_OVERDUE,
	STAGE_ESCALATED,
	STAGES
};

enum role_told {
	TOLD_LEAD, /* the coordinator where nobody leads */
	TOLD_COOPERATING,
	TOLD_ESCALATION, /* the lead's escalation address, else the
	                  * coordinator */
	TOLD_FORMER,
	TOLD_COORDINATOR,
	TOLD_STEERING, /* the plan's steering address */
	TOLD_ROLES
};

#define RUNG_NUMBERS 8

/* What `at` means is the stage's own:
 *   assigned    0, in the run after; so moved
 *   upcoming    days before the due date; 0 is the last workday on or before
 *               it; one of 30 or more only where the period is longer
 *               than that and a day
 *   begin       workdays after the start
 *   midway      days that the period is longer than
 *   due         days before the due date, as upcoming
 *   overdue     how many of the weeks after the first notice have one more
 *               (0-8), then every how many months (0: none)
 *   escalated   workdays after the first overdue notice was accepted; the
 *               n-th goes to the n-th of `told`, the last to all the rest
 *   stale       days without a progress note
 *   review      0, at each interval
 *   follow-up   how many weeks after the day (0-8), then every how many
 *               months, then the days before it at which to warn
 *   ending      every how many months after the day, then as follow-up
 *   unclear     how many weeks in all (1-8), then every how many months
 *   digest      0, on the weekday that a setting names */
struct rung {
	int at[RUNG_NUMBERS];
	int count; /* 0: the stage is off */
	enum role_told told[TOLD_ROLES];
	int told_count;
	/* When it was set, 0 of the default; and from which day on its dates
	 * come: whoever climbs the ladder works that out. */
	struct instant set_at;
	struct day since;
};

struct ladder {
	struct rung rungs[STAGES];
};

const char *stage_word(enum stage stage);
const char *told_word(enum role_told role);

/* Whether a rung tells one who has these roles (bits 1 << enum role_told);
 * `place` is which of the rung's numbers, of an escalation. */
bool rung_tells(
    const struct rung *rung, enum stage stage, int place, unsigned roles);

/* The same, each in its place, and NULL. */
extern const char *const stage_words[], *const told_words[];

extern const struct ladder ladder_default;

#endif
