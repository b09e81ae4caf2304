/* SPDX-License-Identifier: ISC */
/* Which notices an activity's due date calls for, and on which days: the one
 * rule of the live run and of every rehearsal. Pure. */
#ifndef DAEMON_REMINDERS_LADDER_H
#define DAEMON_REMINDERS_LADDER_H

#include <stdbool.h>

#include "daemon/calendar/workday.h"

enum stage {
	STAGE_DUE,     /* the last workday on or before the due date */
	STAGE_OVERDUE, /* the first workday after it, then again and again:
	                * the first workday of each of the next four ISO
	                * weeks, where that is at least five workdays later;
	                * then the first workday of each month */
};

struct ladder_item {
	struct day due;
	/* The first day whose run the item could join; stages of earlier
	 * dates had passed when it came. */
	struct day joins;
};

struct ladder_step {
	enum stage stage;
	struct day regular;
};

/* The first step whose regular date is after `after`; false where the ladder
 * has ended (YEAR_MAX). */
bool ladder_next(const struct ladder_item *item,
    const struct workdays *workdays, struct day after,
    struct ladder_step *step);

const char *stage_word(enum stage stage);

#endif
