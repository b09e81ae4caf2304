/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/schedule.h"

struct instant schedule_moment(const struct schedule *schedule, struct day day)
{
	return zone_instant(day, schedule->hour, 0, 0);
}

struct day schedule_joins(
    const struct schedule *schedule, struct instant instant)
{
	struct day day = zone_local(instant).day;

	return schedule_moment(schedule, day).seconds > instant.seconds
	    ? day
	    : day_plus(day, 1);
}

struct day schedule_next(
    const struct schedule *schedule, struct day last, struct instant now)
{
	struct day today = zone_local(now).day;
	struct day first = workday_from(
	    schedule->workdays, schedule_joins(schedule, schedule->begun));
	struct day next = workday_from(schedule->workdays, today);

	if (day_is_some(last) && day_compare(last, next) >= 0)
		next = workday_after(schedule->workdays, last);
	if (day_compare(first, next) > 0)
		next = first;
	if (day_is_some(schedule->resumes) &&
	    day_compare(next, schedule->resumes) < 0)
		next = workday_from(schedule->workdays, schedule->resumes);
	return next;
}

static bool is_in_pause(const struct schedule *schedule, struct day day)
{
	return day_is_some(schedule->resumes) &&
	    day_compare(day, schedule->resumes) < 0 &&
	    day_compare(day, schedule->pauses) >= 0;
}

int schedule_due(const struct schedule *schedule, struct instant after,
    struct instant until, int most)
{
	struct day day =
	    workday_from(schedule->workdays, schedule_joins(schedule, after));
	int count = 0;

	while (count < most &&
	    schedule_moment(schedule, day).seconds <= until.seconds) {
		count += is_in_pause(schedule, day) ? 0 : 1;
		day = workday_after(schedule->workdays, day);
	}
	return count;
}
