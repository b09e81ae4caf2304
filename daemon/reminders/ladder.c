/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/ladder.h"

#define WEEKS 4
/* A weekly repeat keeps this distance to the first notice. */
#define WORKDAYS_APART 5

const char *stage_word(enum stage stage)
{
	return stage == STAGE_DUE ? "due" : "overdue";
}

static struct day monday_of(struct day day)
{
	return day_plus(day, 1 - day_weekday(day));
}

/* The repeat of the week that is `weeks` ISO weeks after the first notice's;
 * DAY_NONE where the whole week is off or it comes too soon. */
static struct day weekly(
    const struct workdays *workdays, struct day first, int weeks)
{
	struct day monday = day_plus(monday_of(first), 7 * weeks);
	struct day day = workday_from(workdays, monday);

	if (day_compare(day, day_plus(monday, 6)) > 0 ||
	    workday_between(workdays, first, day) < WORKDAYS_APART)
		return DAY_NONE;
	return day;
}

/* The first first-workday-of-a-month after `after`. */
static struct day monthly(const struct workdays *workdays, struct day after)
{
	struct date date = day_date(after);
	struct day day =
	    workday_from(workdays, day_of(date.year, date.month, 1));

	if (day_compare(day, after) > 0)
		return day;
	date.year += date.month == 12;
	date.month = date.month % 12 + 1;
	return workday_from(workdays, day_of(date.year, date.month, 1));
}

static struct day overdue_after(
    const struct workdays *workdays, struct day due, struct day after)
{
	struct day first = workday_after(workdays, due);
	struct day last_sunday = day_plus(monday_of(first), 7 * WEEKS + 6);

	if (day_compare(first, after) > 0)
		return first;
	if (day_compare(after, last_sunday) >= 0)
		return monthly(workdays, after);
	for (int weeks = 1; weeks <= WEEKS; weeks++) {
		struct day day = weekly(workdays, first, weeks);

		if (day_is_some(day) && day_compare(day, after) > 0)
			return day;
	}
	return monthly(workdays, last_sunday);
}

bool ladder_next(const struct ladder_item *item,
    const struct workdays *workdays, struct day after, struct ladder_step *step)
{
	struct day before = day_plus(item->joins, -1);
	struct day due = workday_until(workdays, item->due);

	if (day_compare(before, after) > 0)
		after = before;
	if (day_date(after).year >= YEAR_MAX)
		return false;
	if (day_compare(due, after) > 0) {
		*step = (struct ladder_step){ STAGE_DUE, due };
		return true;
	}
	*step = (struct ladder_step){ STAGE_OVERDUE,
		overdue_after(workdays, item->due, after) };
	return true;
}
