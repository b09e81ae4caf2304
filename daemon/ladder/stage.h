/* SPDX-License-Identifier: ISC */
/* The ladder as data: which stages there are, when, and who is told. What a
 * municipality or one plan has not changed is the default. When a step comes
 * is daemon/ladder/ladder.h. */
#ifndef DAEMON_LADDER_STAGE_H
#define DAEMON_LADDER_STAGE_H

#include "daemon/calendar/day.h"

/* From the calmest to the most urgent: of one activity's notices a letter
 * shows the last. */
enum stage {
	STAGE_TRANSFERRED, /* former and new lead, in the run after */
	STAGE_UNCLEAR,     /* undated, vague and not confirmed, nobody leads */
	STAGE_REVIEW,      /* of what has no end; of a plan */
	STAGE_STALE,       /* started, and no word since */
	STAGE_BEGIN,       /* it should have begun */
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
	TOLD_ROLES
};

#define RUNG_NUMBERS 8

/* What `at` means is the stage's own:
 *   upcoming    days before the due date; 0 is the last workday on or before
 *               it; one of 30 or more only where the period is longer
 *               than that and a day
 *   begin       workdays after the start
 *   due         days before the due date, as upcoming
 *   overdue     how many of the weeks after the first notice have one more
 *               (0-8), then every how many months (0: none)
 *   escalated   workdays after the first overdue notice was accepted; the
 *               n-th goes to the n-th of `told`, the rest to its last
 *   stale       days without a progress note
 *   review      months after a plan was adopted, then the days before that
 *               at which to warn; an activity's own by its interval
 *   unclear     every how many weeks
 *   transferred 0 */
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

/* The same, each in its place, and NULL. */
extern const char *const stage_words[], *const told_words[];

extern const struct ladder ladder_default;

#endif
