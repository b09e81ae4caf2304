/* SPDX-License-Identifier: ISC */
/* What comes again and again: reviews of what has no end, and questions about
 * what is unclear. */
#include "daemon/ladder/ladder_review.h"

#include "daemon/ladder/weeks.h"

/* More than any workday is from the date it stands for. */
#define FAR 400

/* "I maj": the first workday of the month after. */
static struct day after_month(
    const struct workdays *workdays, struct day base, int month, int passed)
{
	struct date date = day_date(base);
	int months = 12 * date.year + month + passed;

	return workday_from(workdays, day_of(months / 12, months % 12 + 1, 1));
}

/* The first one in the named month whose date is after `after`. */
static struct day named_review(const struct search *search, struct day after)
{
	const struct ladder_item *item = search->item;
	int every = item->review.months > 0 ? item->review.months : 12;
	int passed = 0;
	struct day day;

	do {
		day = after_month(search->workdays, item->reviewed,
		    item->review_month, passed);
		passed += day_compare(day, item->reviewed) <= 0 ? 12 : every;
	} while ((day_compare(day, item->reviewed) <= 0 ||
		     day_compare(day, after) <= 0) &&
	    day_date(day).year < YEAR_MAX);
	return day_date(day).year < YEAR_MAX ? day : DAY_NONE;
}

/* Dates of the interval that fall on days off mean the next workday; two of
 * them can mean the same. */
static struct day interval_review(const struct search *search, struct day after)
{
	const struct ladder_item *item = search->item;
	struct day date = day_plus(after, -FAR), day;

	do {
		date = interval_next(item->reviewed, item->review, date);
		if (!day_is_some(date) || day_date(date).year >= YEAR_MAX)
			return DAY_NONE;
		day = workday_from(search->workdays, date);
	} while (day_compare(day, after) <= 0);
	return day;
}

void search_review(struct search *search)
{
	const struct ladder_item *item = search->item;
	struct day after = search_after(search, STAGE_REVIEW), day;

	if (!day_is_some(item->reviewed) ||
	    search_rung(search, STAGE_REVIEW)->count == 0)
		return;
	if (item->review_month == 0)
		day = interval_review(search, after);
	else
		day = named_review(search, after);
	search_offer(search, STAGE_REVIEW, day, 0);
}

/* So many weeks, the first included, then first workdays of months. */
void search_unclear(struct search *search)
{
	const struct rung *rung = search_rung(search, STAGE_UNCLEAR);
	struct day after = search_after(search, STAGE_UNCLEAR);
	struct day first, last;

	if (!day_is_some(search->item->unclear) || rung->count == 0)
		return;
	first = workday_from(search->workdays, search->item->unclear);
	last = first;
	search_offer(search, STAGE_UNCLEAR, first, 0);
	for (int week = 1; week < rung->at[0]; week++) {
		struct day monday = day_plus(week_monday(first), 7 * week);
		struct day day = week_first(search->workdays, monday);

		if (day_is_some(day))
			last = day;
		if (!search_told_in(search, monday))
			search_offer(search, STAGE_UNCLEAR, day, 0);
	}
	search_offer(search, STAGE_UNCLEAR,
	    month_first(search->workdays, last, after, rung->at[1]), 0);
}
