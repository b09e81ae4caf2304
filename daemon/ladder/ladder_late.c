/* SPDX-License-Identifier: ISC */
/* What follows on a due date that has passed: the overdue notices and the
 * rungs of the escalation, and the hold that an answer puts on both. */
#include "daemon/ladder/ladder_late.h"

#include "daemon/ladder/weeks.h"

/* A weekly repeat keeps this distance to the first overdue notice. */
#define WORKDAYS_APART 5

static bool ladder_is_held(const struct ladder_item *item, struct day day)
{
	return day_is_some(item->held_until) &&
	    day_compare(day, item->held_until) <= 0;
}

/* The first run after the hold; DAY_NONE where there is none. */
static struct day after_hold(const struct search *search)
{
	struct day until = search->item->held_until;

	return day_is_some(until) ? workday_after(search->workdays, until)
				  : DAY_NONE;
}

static void offer_overdue(struct search *search, struct day day)
{
	if (day_is_some(day) && !ladder_is_held(search->item, day))
		search_offer(search, STAGE_OVERDUE, day, 0);
}

/* Offers the first of the weekly days after `after`: those that follow it are
 * later. */
static void offer_weeks(
    struct search *search, struct day first, int weeks, struct day after)
{
	for (int week = 1; week <= weeks; week++) {
		struct day monday = day_plus(week_monday(first), 7 * week);
		struct day day = week_first(search->workdays, monday);

		if (!day_is_some(day) || day_compare(day, after) <= 0 ||
		    search_told_in(search, monday) ||
		    workday_between(search->workdays, first, day) <
			WORKDAYS_APART)
			continue;
		offer_overdue(search, day);
		return;
	}
}

void search_late(struct search *search)
{
	const struct ladder_item *item = search->item;
	const struct rung *rung = search_rung(search, STAGE_OVERDUE);
	bool taken = day_is_some(item->taken);
	struct day first =
	    taken ? item->taken : workday_after(search->workdays, item->due);
	struct day last = day_plus(week_monday(first), 7 * rung->at[0] + 6);
	struct day after = search_after(search, STAGE_OVERDUE);
	struct day again = after_hold(search);

	if (rung->count == 0)
		return;
	if (!taken)
		offer_overdue(search, first);
	if (day_is_some(again) && day_compare(again, first) > 0)
		offer_overdue(search, again);
	if (ladder_is_held(item, after))
		after = item->held_until;
	if (day_compare(after, last) < 0)
		offer_weeks(search, first, rung->at[0], after);
	offer_overdue(
	    search, month_first(search->workdays, last, after, rung->at[1]));
}

/* --- the escalation --- */

/* When a rung comes, those before it having come in time. */
static struct day rung_date(const struct search *search, int place)
{
	const struct climb *climb = &search->item->climb;
	const struct rung *rung = search_rung(search, STAGE_ESCALATED);

	return workday_plus(
	    search->workdays, climb->from, rung->at[place] - climb->offset);
}

/* The first rung that fell within the hold, from the first again where all
 * were climbed before it; -1 where none did. */
static int held_rung(const struct search *search, struct day again)
{
	const struct climb *climb = &search->item->climb;
	int next = climb->last + 1;

	if (!day_is_some(again) ||
	    (day_is_some(climb->on) && day_compare(again, climb->on) <= 0))
		return -1;
	if (next >= search_rung(search, STAGE_ESCALATED)->count)
		return 0;
	return ladder_is_held(search->item, rung_date(search, next)) ? next
								     : -1;
}

void search_escalated(struct search *search)
{
	const struct rung *rung = search_rung(search, STAGE_ESCALATED);
	const struct climb *climb = &search->item->climb;
	struct day again = after_hold(search);
	int held;

	if (rung->count == 0 || !day_is_some(climb->from))
		return;
	held = held_rung(search, again);
	if (held >= 0) {
		search_offer(search, STAGE_ESCALATED, again, held);
		for (int i = held + 1; i < rung->count; i++)
			search_offer(search, STAGE_ESCALATED,
			    workday_plus(search->workdays, again,
				rung->at[i] - rung->at[held]),
			    i);
		return;
	}
	for (int i = climb->last + 1; i < rung->count; i++)
		search_offer(search, STAGE_ESCALATED, rung_date(search, i), i);
}

void climb_note(struct climb *climb, const struct rung *rung, int place,
    struct day date, bool held)
{
	bool with_next = climb->last > place && day_is_some(climb->on) &&
	    day_compare(climb->on, date) == 0;

	if (held && place < rung->count) {
		climb->from = date;
		climb->offset = rung->at[place];
		climb->last = with_next ? climb->last : place;
	} else if (place > climb->last) {
		climb->last = place;
	}
	climb->on = date;
}
