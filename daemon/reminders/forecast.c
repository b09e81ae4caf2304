/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/forecast.h"

#include <stdlib.h>

#include "daemon/reminders/notices_due.h"
#include "daemon/reminders/notices_plan.h"
#include "protocol/grow.h"

/* The runs of the period, and what one of them says. */
struct forecast_walk {
	struct forecast *forecast;
	struct due_items *due_items;
	struct day first, last;
	struct due_notices notices;
};

/* The run that a date of the ladder joins: its own, as runs happen on every
 * workday, but for what waits for the first. False after the period. */
static bool run_of(
    const struct forecast_walk *walk, struct day wake, struct day *run)
{
	*run = wake;
	if (!day_is_some(wake))
		return false;
	if (day_compare(wake, walk->first) < 0)
		*run =
		    workday_from(&walk->due_items->sending_days, walk->first);
	return day_compare(*run, walk->last) <= 0;
}

static void forecast_take(struct forecast_walk *walk, struct day run)
{
	struct forecast *forecast = walk->forecast;

	for (size_t i = 0; i < walk->notices.count; i++) {
		if (walk->notices.list[i].skipped)
			continue;
		forecast->list = grow(forecast->list, forecast->count,
		    &forecast->capacity, sizeof(*forecast->list));
		forecast->list[forecast->count++] =
		    (struct forecast_notice){ run, walk->notices.list[i] };
	}
}

static void walk_item(struct forecast_walk *walk, struct due_item *item)
{
	const struct due_items *due_items = walk->due_items;
	struct day run;

	while (run_of(walk, notices_due_next(due_items, item), &run)) {
		walk->notices.count = 0;
		notices_due_item(due_items, item, run, &walk->notices);
		forecast_take(walk, run);
		notices_due_note(due_items, item, run, walk->notices.list,
		    walk->notices.count);
	}
}

static void walk_plan(struct forecast_walk *walk, struct due_plan *plan)
{
	struct day run;

	while (
	    run_of(walk, notices_due_plan_next(walk->due_items, plan), &run)) {
		walk->notices.count = 0;
		notices_due_plan(walk->due_items, plan, run, &walk->notices);
		forecast_take(walk, run);
		notices_due_note_plan(
		    plan, walk->notices.list, walk->notices.count);
	}
}

static int forecast_compare(const void *left, const void *right)
{
	const struct forecast_notice *a = left, *b = right;
	int order = day_compare(a->day, b->day);

	return order != 0 ? order : notices_due_compare(&a->notice, &b->notice);
}

static void walk_digest(struct forecast_walk *walk, struct digest *digest)
{
	const struct workdays *workdays = &walk->due_items->sending_days;
	struct due_notice notice;

	for (struct day day = workday_from(workdays, walk->first);
	     day_compare(day, walk->last) <= 0;
	     day = workday_after(workdays, day)) {
		walk->notices.count = 0;
		if (digest_notice(digest, walk->due_items, day, &notice))
			notices_due_add(&walk->notices, notice);
		forecast_take(walk, day);
	}
}

void forecast_add_item(struct forecast *forecast, struct due_items *due_items,
    size_t i, struct day first, struct day last)
{
	struct forecast_walk walk = { forecast, due_items, first, last, { 0 } };

	walk_item(&walk, &due_items->items[i]);
	notices_due_release(&walk.notices);
}

void forecast_end(struct forecast *forecast, struct due_items *due_items,
    struct digest *digest, struct day first, struct day last)
{
	struct forecast_walk walk = { forecast, due_items, first, last, { 0 } };

	for (size_t i = 0; i < due_items->plan_count; i++)
		walk_plan(&walk, &due_items->plans[i]);
	walk_digest(&walk, digest);
	notices_due_release(&walk.notices);
	if (forecast->count > 0)
		qsort(forecast->list, forecast->count, sizeof(*forecast->list),
		    forecast_compare);
}

void forecast_release(struct forecast *forecast)
{
	free(forecast->list);
	*forecast = (struct forecast){ 0 };
}
