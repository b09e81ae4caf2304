/* SPDX-License-Identifier: ISC */
#include "daemon/ladder/duty.h"

#include "daemon/ladder/weeks.h"

struct duty_search {
	struct day after, found;
};

static void duty_offer(struct duty_search *search, struct day day)
{
	if (day_is_some(day) && day_compare(day, search->after) > 0 &&
	    (!day_is_some(search->found) ||
		day_compare(day, search->found) < 0))
		search->found = day;
}

/* --- to follow up --- */

/* Whether the day was past when it came in. */
static bool is_past(const struct duty *duty)
{
	return day_compare(duty->joins, duty->day) > 0;
}

static struct day follow_up_day(
    const struct duty *duty, const struct workdays *workdays)
{
	return is_past(duty) ? workday_from(workdays, duty->joins)
			     : workday_until(workdays, duty->day);
}

static void offer_coordinator(struct duty_search *search,
    const struct duty *duty, const struct rung *rung,
    const struct workdays *workdays)
{
	struct day first = follow_up_day(duty, workdays);
	struct day base = is_past(duty) ? first : duty->day, last = base;

	duty_offer(search, first);
	for (int i = 2; i < rung->count && !is_past(duty); i++)
		duty_offer(search,
		    workday_until(workdays, day_plus(duty->day, -rung->at[i])));
	for (int week = 1; week <= rung->at[0]; week++) {
		struct day monday = day_plus(week_monday(base), 7 * week);
		struct day day = week_first(workdays, monday);

		if (day_is_some(day))
			last = day;
		duty_offer(search, day);
	}
	duty_offer(
	    search, month_first(workdays, last, search->after, rung->at[1]));
}

static void offer_steering(struct duty_search *search, const struct duty *duty,
    const struct rung *rung, const struct workdays *workdays)
{
	struct day first = follow_up_day(duty, workdays);

	duty_offer(search, first);
	duty_offer(
	    search, month_first(workdays, first, search->after, rung->at[1]));
}

/* --- to close or to carry on --- */

static void offer_ending(struct duty_search *search, const struct duty *duty,
    const struct rung *rung, const struct workdays *workdays)
{
	struct day first = workday_after(workdays, duty->day);

	for (int i = 1; i < rung->count; i++)
		duty_offer(search,
		    workday_until(workdays, day_plus(duty->day, -rung->at[i])));
	duty_offer(search, first);
	duty_offer(
	    search, month_first(workdays, first, search->after, rung->at[0]));
}

struct day duty_noticed(const struct duty *duty, struct day noticed)
{
	struct day before = day_plus(duty->joins, -1);

	return day_is_some(noticed) && day_compare(noticed, before) > 0
	    ? noticed
	    : before;
}

struct day duty_next(const struct duty *duty, const struct rung *rung,
    const struct workdays *workdays, unsigned roles, struct day after)
{
	struct duty_search search = { after, DAY_NONE };

	if (day_is_some(rung->since) && day_compare(rung->since, after) > 0)
		search.after = day_plus(rung->since, -1);
	if (!day_is_some(duty->day) || rung->count == 0 ||
	    day_date(after).year >= YEAR_MAX)
		return DAY_NONE;
	if (duty->stage == STAGE_ENDING)
		offer_ending(&search, duty, rung, workdays);
	else if (roles & 1u << TOLD_COORDINATOR)
		offer_coordinator(&search, duty, rung, workdays);
	else
		offer_steering(&search, duty, rung, workdays);
	return search.found;
}

/* --- the week's letter --- */

struct day digest_date(const struct workdays *workdays, int weekday,
    struct day after, struct day day, bool *month)
{
	struct day nominal = day_plus(week_monday(after), weekday - 1 - 7 * 60);
	struct day found = DAY_NONE;

	*month = false;
	for (; day_compare(nominal, day) <= 0; nominal = day_plus(nominal, 7)) {
		struct day regular = workday_from(workdays, nominal);

		if (day_compare(regular, after) <= 0 ||
		    day_compare(regular, day) > 0)
			continue;
		found = regular;
		*month |= day_date(nominal).day <= 7;
	}
	return found;
}
