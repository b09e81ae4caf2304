/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/forecast.h"

#include <stdlib.h>

#include "daemon/reminders/climb.h"
#include "protocol/grow.h"

/* The runs of the period, and what one of them says. */
struct walk {
	struct forecast *forecast;
	struct agenda *agenda;
	struct day first, last;
	struct agenda_notices notices;
};

/* The run that a date of the ladder joins: its own, as runs happen on every
 * workday, but for what waits for the first. False after the period. */
static bool run_of(const struct walk *walk, struct day wake, struct day *run)
{
	*run = wake;
	if (!day_is_some(wake))
		return false;
	if (day_compare(wake, walk->first) < 0)
		*run = workday_from(&walk->agenda->loud, walk->first);
	return day_compare(*run, walk->last) <= 0;
}

static void take(struct walk *walk, struct day run)
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

static void walk_item(struct walk *walk, struct agenda_item *item)
{
	const struct agenda *agenda = walk->agenda;
	struct day run;

	while (run_of(walk,
	    ladder_wake(&item->ladder, item->rungs, &agenda->loud), &run)) {
		walk->notices.count = 0;
		climb_item(agenda, item, run, &walk->notices);
		take(walk, run);
		climb_note(
		    agenda, item, run, walk->notices.list, walk->notices.count);
	}
}

static void walk_plan(struct walk *walk, struct agenda_plan *plan)
{
	struct day run;

	while (run_of(walk, climb_plan_wake(walk->agenda, plan), &run)) {
		walk->notices.count = 0;
		climb_plan(walk->agenda, plan, run, &walk->notices);
		take(walk, run);
		climb_note_plan(walk->agenda, plan, run);
	}
}

static int compare(const void *left, const void *right)
{
	const struct forecast_notice *a = left, *b = right;
	int order = day_compare(a->day, b->day);

	return order != 0 ? order : climb_compare(&a->notice, &b->notice);
}

void forecast_make(struct forecast *forecast, struct agenda *agenda,
    struct day first, struct day last)
{
	struct walk walk = { forecast, agenda, first, last, { 0 } };

	for (size_t i = 0; i < agenda->count; i++)
		walk_item(&walk, &agenda->items[i]);
	for (size_t i = 0; i < agenda->plan_count; i++)
		walk_plan(&walk, &agenda->plans[i]);
	climb_release(&walk.notices);
	if (forecast->count > 0)
		qsort(forecast->list, forecast->count, sizeof(*forecast->list),
		    compare);
}

void forecast_release(struct forecast *forecast)
{
	free(forecast->list);
	*forecast = (struct forecast){ 0 };
}
