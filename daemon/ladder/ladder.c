/* SPDX-License-Identifier: ISC */
#include "daemon/ladder/ladder.h"

/* A weekly repeat keeps this distance to the first overdue notice. */
#define WORKDAYS_APART 5
/* A warning of so many days is for longer periods only. */
#define LONG_WARNING 30
/* More than any workday is from the date it stands for. */
#define FAR 400

/* One look at a chain: the earliest date offered so far. */
struct search {
	const struct ladder_item *item;
	const struct ladder *ladder;
	const struct workdays *workdays;
	enum chain chain;
	struct day after;
	struct ladder_step *step; /* stages is 0 before the first offer */
};

/* A stage that was changed does not come on dates that had passed. */
static struct day after_of(const struct search *search, enum stage stage)
{
	struct day since = search->ladder->rungs[stage].since;

	return day_is_some(since) && day_compare(since, search->after) > 0
	    ? day_plus(since, -1)
	    : search->after;
}

static void offer(
    struct search *search, enum stage stage, struct day day, int place)
{
	struct ladder_step *step = search->step;
	int order;

	if (!day_is_some(day) || day_compare(day, after_of(search, stage)) <= 0)
		return;
	order = step->stages == 0 ? -1 : day_compare(day, step->regular);
	if (order < 0)
		*step = (struct ladder_step){ day, 1u << stage, place };
	else if (order == 0)
		step->stages |= 1u << stage;
}

static const struct rung *rung_of(const struct search *search, enum stage stage)
{
	return &search->ladder->rungs[stage];
}

/* --- before and on the due date --- */

/* Whether the period, first and last day counted, is longer than the warning
 * and a day. */
static bool is_long(const struct ladder_item *item, int warning)
{
	struct day first =
	    day_is_some(item->start) ? item->start : item->period;

	return !day_is_some(first) ||
	    day_between(first, item->due) + 1 > warning + 1;
}

/* `before` days before the due date, or the next workday; never after the
 * last workday on or before the due date. */
static struct day warning(const struct search *search, int before)
{
	const struct ladder_item *item = search->item;
	struct day last = workday_until(search->workdays, item->due);
	struct day day =
	    workday_from(search->workdays, day_plus(item->due, -before));

	if (before == 0)
		return last;
	if (before >= LONG_WARNING && !is_long(item, before))
		return DAY_NONE;
	return day_compare(day, last) <= 0 ? day : DAY_NONE;
}

static void offer_warnings(struct search *search, enum stage stage)
{
	const struct rung *rung = rung_of(search, stage);

	for (int i = 0; i < rung->count; i++)
		offer(search, stage, warning(search, rung->at[i]), i);
}

/* In a period that is over by then it is too late to begin. */
static void offer_begin(struct search *search)
{
	const struct rung *rung = rung_of(search, STAGE_BEGIN);

	const struct ladder_item *item = search->item;

	if (!item->planned || !day_is_some(item->start))
		return;
	for (int i = 0; i < rung->count; i++) {
		struct day day =
		    workday_plus(search->workdays, item->start, rung->at[i]);

		if (!day_is_some(item->due) || day_compare(day, item->due) <= 0)
			offer(search, STAGE_BEGIN, day, i);
	}
}

/* --- after it --- */

static struct day monday_of(struct day day)
{
	return day_plus(day, 1 - day_weekday(day));
}

/* The first workday of the ISO week that begins with `monday`. */
static struct day first_of_week(
    const struct workdays *workdays, struct day monday)
{
	struct day day = workday_from(workdays, monday);

	return day_compare(day, day_plus(monday, 6)) <= 0 ? day : DAY_NONE;
}

/* The first workdays of months, `every` so many from that of `base`. */
static struct day monthly(const struct workdays *workdays, struct day base,
    struct day after, int every)
{
	struct date date = day_date(base);
	struct day day;
	int passed;

	if (day_compare(after, base) > 0) {
		struct date late = day_date(after);

		passed = 12 * (late.year - date.year) + late.month - date.month;
		date.month += passed / every * every;
	} else {
		after = base;
	}
	do {
		date.year += (date.month - 1) / 12;
		date.month = (date.month - 1) % 12 + 1;
		if (date.year >= YEAR_MAX)
			return DAY_NONE;
		day = workday_from(workdays, day_of(date.year, date.month, 1));
		date.month += every;
	} while (day_compare(day, after) <= 0);
	return day;
}

/* A week has one weekly notice, also where its first workday became another
 * since. */
static bool is_told_in(const struct search *search, struct day monday)
{
	struct day noticed = search->item->noticed[search->chain];

	return day_is_some(noticed) &&
	    day_compare(monday_of(noticed), monday) == 0;
}

static void offer_overdue(struct search *search)
{
	const struct workdays *workdays = search->workdays;
	const struct rung *rung = rung_of(search, STAGE_OVERDUE);
	struct day first = workday_after(workdays, search->item->due);
	int weeks = rung->at[0], every = rung->at[1];
	struct day last_sunday = day_plus(monday_of(first), 7 * weeks + 6);
	struct day after = after_of(search, STAGE_OVERDUE);

	if (rung->count == 0)
		return;
	offer(search, STAGE_OVERDUE, first, 0);
	if (day_compare(after, last_sunday) >= 0)
		weeks = 0;
	for (int week = 1; week <= weeks; week++) {
		struct day monday = day_plus(monday_of(first), 7 * week);
		struct day day = first_of_week(workdays, monday);

		if (day_is_some(day) && !is_told_in(search, monday) &&
		    workday_between(workdays, first, day) >= WORKDAYS_APART)
			offer(search, STAGE_OVERDUE, day, week);
	}
	if (every > 0)
		offer(search, STAGE_OVERDUE,
		    monthly(workdays, last_sunday, after, every), weeks + 1);
}

static void search_due(struct search *search)
{
	offer_begin(search);
	if (!day_is_some(search->item->due))
		return;
	offer_warnings(search, STAGE_UPCOMING);
	offer_warnings(search, STAGE_DUE);
	offer_overdue(search);
}

/* --- the other chains --- */

static void search_escalated(struct search *search)
{
	const struct rung *rung = rung_of(search, STAGE_ESCALATED);

	if (!day_is_some(search->item->accepted))
		return;
	for (int i = 0; i < rung->count; i++)
		offer(search, STAGE_ESCALATED,
		    workday_plus(
			search->workdays, search->item->accepted, rung->at[i]),
		    i);
}

static void search_stale(struct search *search)
{
	const struct rung *rung = rung_of(search, STAGE_STALE);

	if (search->item->planned || !day_is_some(search->item->noted))
		return;
	for (int i = 0; i < rung->count; i++)
		offer(search, STAGE_STALE,
		    workday_from(search->workdays,
			day_plus(search->item->noted, rung->at[i])),
		    i);
}

/* Dates of the interval that fall on days off mean the next workday; two of
 * them can mean the same. */
static void search_review(struct search *search)
{
	const struct ladder_item *item = search->item;
	struct day after = after_of(search, STAGE_REVIEW);
	struct day date = day_plus(after, -FAR);
	struct day day;

	if (!day_is_some(item->reviewed) ||
	    rung_of(search, STAGE_REVIEW)->count == 0)
		return;
	do {
		date = interval_next(item->reviewed, item->review, date);
		if (!day_is_some(date) || day_date(date).year >= YEAR_MAX ||
		    (day_is_some(item->ends) &&
			day_compare(date, item->ends) > 0))
			return;
		day = workday_from(search->workdays, date);
	} while (day_compare(day, after) <= 0);
	offer(search, STAGE_REVIEW, day, 0);
}

static void search_unclear(struct search *search)
{
	const struct rung *rung = rung_of(search, STAGE_UNCLEAR);
	struct day first = monday_of(search->item->joins);
	struct day after = after_of(search, STAGE_UNCLEAR);
	struct day monday = monday_of(after);
	struct day day;
	int weeks;

	if (!search->item->unclear || rung->count == 0)
		return;
	weeks = day_between(first, monday) / 7;
	if (weeks > 0)
		first = day_plus(first, 7 * (weeks - weeks % rung->at[0]));
	do {
		day = first_of_week(search->workdays, first);
		first = day_plus(first, 7 * rung->at[0]);
		if (day_date(first).year >= YEAR_MAX)
			return;
	} while (!day_is_some(day) || day_compare(day, after) <= 0 ||
	    is_told_in(search, monday_of(day)));
	offer(search, STAGE_UNCLEAR, day, 0);
}

static void search_transferred(struct search *search)
{
	if (day_is_some(search->item->transferred) &&
	    rung_of(search, STAGE_TRANSFERRED)->count > 0)
		offer(search, STAGE_TRANSFERRED,
		    workday_from(search->workdays, search->item->transferred),
		    0);
}

bool ladder_next(const struct ladder_item *item, const struct ladder *ladder,
    const struct workdays *workdays, enum chain chain, struct day after,
    struct ladder_step *step)
{
	static void (*const searches[])(struct search * search) = {
		[CHAIN_DUE] = search_due,
		[CHAIN_ESCALATED] = search_escalated,
		[CHAIN_STALE] = search_stale,
		[CHAIN_REVIEW] = search_review,
		[CHAIN_UNCLEAR] = search_unclear,
		[CHAIN_TRANSFERRED] = search_transferred,
	};
	struct day before = day_plus(item->joins, -1);
	struct search search = { item, ladder, workdays, chain, after, step };

	if (day_compare(before, after) > 0)
		search.after = before;
	*step = (struct ladder_step){ DAY_NONE, 0, 0 };
	if (day_date(search.after).year < YEAR_MAX)
		searches[chain](&search);
	return step->stages != 0;
}

enum chain ladder_chain(enum stage stage)
{
	static const enum chain chains[STAGES] = {
		[STAGE_TRANSFERRED] = CHAIN_TRANSFERRED,
		[STAGE_UNCLEAR] = CHAIN_UNCLEAR,
		[STAGE_REVIEW] = CHAIN_REVIEW,
		[STAGE_STALE] = CHAIN_STALE,
		[STAGE_BEGIN] = CHAIN_DUE,
		[STAGE_UPCOMING] = CHAIN_DUE,
		[STAGE_DUE] = CHAIN_DUE,
		[STAGE_OVERDUE] = CHAIN_DUE,
		[STAGE_ESCALATED] = CHAIN_ESCALATED,
	};

	return chains[stage];
}

struct day ladder_noticed(const struct ladder_item *item, enum chain chain)
{
	return day_is_some(item->noticed[chain]) ? item->noticed[chain]
						 : day_plus(item->joins, -1);
}

struct day ladder_next_due(const struct ladder_item *item,
    const struct ladder *ladder, const struct workdays *workdays)
{
	struct day wake = DAY_NONE;

	for (enum chain chain = 0; chain < CHAINS; chain++) {
		struct day after = ladder_noticed(item, chain);
		struct ladder_step step;

		if (ladder_next(item, ladder, workdays, chain, after, &step) &&
		    (!day_is_some(wake) || day_compare(step.regular, wake) < 0))
			wake = step.regular;
	}
	return wake;
}
