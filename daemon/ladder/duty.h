/* SPDX-License-Identifier: ISC */
/* A day by which something of a plan must be recorded as done: that it was
 * followed up, that it was closed or carried on. Pure. */
#ifndef DAEMON_LADDER_DUTY_H
#define DAEMON_LADDER_DUTY_H

#include <stdbool.h>

#include "daemon/calendar/workday.h"
#include "daemon/ladder/stage.h"

struct duty {
	enum stage stage; /* STAGE_FOLLOW_UP or STAGE_ENDING */
	struct day day;   /* DAY_NONE: there is none */
	struct day joins; /* the first run since the day is this one */
};

/* The first date after `after` on which one who has these roles is told;
 * DAY_NONE where there is none. A duty that was past when it came is told at
 * once. The steering address is not warned of a follow-up: it is told on the
 * day, then each month. */
struct day duty_next(const struct duty *duty, const struct rung *rung,
    const struct workdays *workdays, unsigned roles, struct day after);

/* Where the dates on record begin: duty_next()'s first `after`. */
struct day duty_noticed(const struct duty *duty, struct day noticed);

/* The last date of the weekly letter that has come by `day` and is after
 * `after`, `weekday` 1 Monday .. 5; DAY_NONE where there is none. *month is
 * whether one of those that have come is of the month's first week. */
struct day digest_date(const struct workdays *workdays, int weekday,
    struct day after, struct day day, bool *month);

#endif
