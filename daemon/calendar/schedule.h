/* SPDX-License-Identifier: ISC */
/* When the reminder runs happen: at one local hour of each workday. Pure but
 * for the zone's rules. */
#ifndef DAEMON_CALENDAR_SCHEDULE_H
#define DAEMON_CALENDAR_SCHEDULE_H

#include "daemon/calendar/workday.h"
#include "daemon/calendar/zone.h"

struct schedule {
	const struct workdays *workdays; /* borrowed */
	int hour;                        /* local, 0-23 */
	struct instant begun;            /* no run was due before */
	struct day resumes; /* a pause holds runs back before; DAY_NONE */
	struct day pauses;  /* the first day of that pause */
};

/* The moment of a day's run. */
struct instant schedule_moment(const struct schedule *schedule, struct day day);

/* The day whose run is the next to happen; `last` is the day of the last one
 * (DAY_NONE for none). It is today where today is a workday, its moment was not
 * before the state began and it has not run; then a moment that has passed is
 * due at once. Else it is the next workday, in a pause the first one after
 * it. */
struct day schedule_next(
    const struct schedule *schedule, struct day last, struct instant now);

/* How many runs were due after one instant and until another, as far as
 * `most`. Days off are none, nor are those of the pause. */
int schedule_due(const struct schedule *schedule, struct instant after,
    struct instant until, int most);

/* The first day whose run comes after `instant`: what happens at an instant
 * joins that run at the earliest. */
struct day schedule_joins(
    const struct schedule *schedule, struct instant instant);

#endif
