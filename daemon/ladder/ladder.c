/* SPDX-License-Identifier: ISC */
#include "daemon/ladder/ladder.h"

#include "daemon/ladder/ladder_late.h"
#include "daemon/ladder/ladder_review.h"
#include "daemon/ladder/ladder_search.h"

/* A warning of so many days is for longer periods only. */
#define LONG_WARNING 30

/* --- before and on the due date --- */

static struct day period_start(const struct ladder_item *item)
{
	return day_is_some(item->start) ? item->start : item->period;
}

/* Whether the period, first and last day counted, is longer. */
static bool is_longer(const struct ladder_item *item, int days)
{
	struct day first = period_start(item);

	return !day_is_some(first) || day_between(first, item->due) + 1 > days;
}

struct day ladder_due_letter(struct day due, const struct workdays *workdays)
{
	return workday_until(workdays, due);
}

/* Days before the due date, on a day off the workday before. */
static void offer_warnings(struct search *search, enum stage stage)
{
	const struct ladder_item *item = search->item;
	const struct rung *rung = search_rung(search, stage);

	for (int i = 0; i < rung->count; i++) {
		int before = rung->at[i];

		if (before < LONG_WARNING || is_longer(item, before + 1))
			search_offer(search, stage,
			    workday_until(
				search->workdays, day_plus(item->due, -before)),
			    i);
	}
}

/* In a period that is over by then it is too late to begin. */
static void offer_begin(struct search *search)
{
	const struct rung *rung = search_rung(search, STAGE_BEGIN);
	const struct ladder_item *item = search->item;

	if (!item->planned || !day_is_some(item->start))
		return;
	for (int i = 0; i < rung->count; i++) {
		struct day day =
		    workday_plus(search->workdays, item->start, rung->at[i]);

		if (!day_is_some(item->due) || day_compare(day, item->due) <= 0)
			search_offer(search, STAGE_BEGIN, day, i);
	}
}

/* Where nothing was heard since the period began. */
static void offer_midway(struct search *search)
{
	const struct rung *rung = search_rung(search, STAGE_MIDWAY);
	const struct ladder_item *item = search->item;
	struct day first = period_start(item);

	if (rung->count == 0 || !day_is_some(first) ||
	    !is_longer(item, rung->at[0]) ||
	    (day_is_some(item->heard) && day_compare(item->heard, first) >= 0))
		return;
	search_offer(search, STAGE_MIDWAY,
	    workday_until(search->workdays,
		day_plus(first, day_between(first, item->due) / 2)),
	    0);
}

/* Whether something comes before whatever comes late: an import asks this of
 * thousands whose due dates are far. */
static bool comes_in_time(const struct search *search)
{
	return search->step->stages != 0 && !day_is_some(search->item->taken) &&
	    day_compare(search->step->regular, search->item->due) <= 0;
}

/* Who gets `due` gets no `upcoming` that day. */
static void search_due(struct search *search)
{
	const unsigned both = 1u << STAGE_DUE | 1u << STAGE_UPCOMING;

	offer_begin(search);
	if (!day_is_some(search->item->due))
		return;
	offer_midway(search);
	offer_warnings(search, STAGE_UPCOMING);
	offer_warnings(search, STAGE_DUE);
	if (!comes_in_time(search))
		search_late(search);
	if ((search->step->stages & both) == both)
		search->step->stages &= ~(1u << STAGE_UPCOMING);
}

/* --- the other chains --- */

static void search_assigned(struct search *search)
{
	if (day_is_some(search->reader->assigned) &&
	    search_rung(search, STAGE_ASSIGNED)->count > 0)
		search_offer(search, STAGE_ASSIGNED,
		    workday_from(search->workdays, search->reader->assigned),
		    0);
}

/* Who was told that it came was told its due date with that. */
static void search_moved(struct search *search)
{
	const struct ladder_reader *reader = search->reader;
	struct day knows = reader->noticed[CHAIN_ASSIGNED], day;

	if (!day_is_some(search->item->moved) ||
	    day_is_some(reader->assigned) ||
	    day_is_some(reader->noticed[CHAIN_MOVED]) ||
	    search_rung(search, STAGE_MOVED)->count == 0)
		return;
	day = workday_from(search->workdays, search->item->moved);
	if (!day_is_some(knows) || day_compare(knows, day) < 0)
		search_offer(search, STAGE_MOVED, day, 0);
}

/* What is overdue, or has reviews, is asked about anyway. */
static void search_stale(struct search *search)
{
	const struct rung *rung = search_rung(search, STAGE_STALE);
	const struct ladder_item *item = search->item;

	if (item->planned || !day_is_some(item->silence) ||
	    day_is_some(item->reviewed))
		return;
	for (int i = 0; i < rung->count; i++) {
		struct day day = workday_from(
		    search->workdays, day_plus(item->silence, rung->at[i]));

		if (!day_is_some(item->due) || day_compare(day, item->due) <= 0)
			search_offer(search, STAGE_STALE, day, i);
	}
}

/* The first day of which a chain may say something. That a date moved is told
 * in a late run of the same day, too. */
static struct day chain_begins(const struct ladder_item *item, enum chain chain)
{
	return chain == CHAIN_MOVED && day_is_some(item->moved) ? item->moved
								: item->joins;
}

bool ladder_next(const struct ladder_item *item,
    const struct ladder_reader *reader, const struct ladder *ladder,
    const struct workdays *workdays, enum chain chain, struct day after,
    struct ladder_step *step)
{
	static void (*const searches[])(struct search * search) = {
		[CHAIN_ASSIGNED] = search_assigned,
		[CHAIN_MOVED] = search_moved,
		[CHAIN_DUE] = search_due,
		[CHAIN_ESCALATED] = search_escalated,
		[CHAIN_STALE] = search_stale,
		[CHAIN_REVIEW] = search_review,
		[CHAIN_UNCLEAR] = search_unclear,
	};
	struct search search = { item, reader, ladder, workdays, chain, after,
		step };
	struct day joins = day_compare(reader->joins, item->joins) > 0
	    ? reader->joins
	    : chain_begins(item, chain);

	if (chain != CHAIN_ASSIGNED && chain != CHAIN_UNCLEAR &&
	    day_compare(joins, after) > 0)
		search.after = day_plus(joins, -1);
	*step = (struct ladder_step){ DAY_NONE, 0, 0 };
	if (day_date(search.after).year < YEAR_MAX)
		searches[chain](&search);
	return step->stages != 0;
}

enum chain ladder_chain(enum stage stage)
{
	static const enum chain chains[STAGES] = {
		[STAGE_ASSIGNED] = CHAIN_ASSIGNED,
		[STAGE_MOVED] = CHAIN_MOVED,
		[STAGE_UNCLEAR] = CHAIN_UNCLEAR,
		[STAGE_REVIEW] = CHAIN_REVIEW,
		[STAGE_STALE] = CHAIN_STALE,
		[STAGE_MIDWAY] = CHAIN_DUE,
		[STAGE_BEGIN] = CHAIN_DUE,
		[STAGE_UPCOMING] = CHAIN_DUE,
		[STAGE_DUE] = CHAIN_DUE,
		[STAGE_OVERDUE] = CHAIN_DUE,
		[STAGE_ESCALATED] = CHAIN_ESCALATED,
	};

	return chains[stage];
}

struct day ladder_noticed(const struct ladder_item *item,
    const struct ladder_reader *reader, enum chain chain)
{
	if (day_is_some(reader->noticed[chain]))
		return reader->noticed[chain];
	if (chain == CHAIN_ASSIGNED && day_is_some(reader->assigned))
		return day_plus(reader->assigned, -1);
	if (chain == CHAIN_UNCLEAR && day_is_some(item->unclear))
		return day_plus(item->unclear, -1);
	return day_plus(chain_begins(item, chain), -1);
}
