/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/forecast.h"

#include <stdlib.h>
#include <string.h>

static void add(struct forecast *forecast, struct forecast_notice notice)
{
	if (forecast->count == forecast->capacity) {
		forecast->capacity =
		    forecast->capacity ? 2 * forecast->capacity : 256;
		forecast->list = realloc(forecast->list,
		    forecast->capacity * sizeof(*forecast->list));
		if (forecast->list == NULL)
			abort();
	}
	forecast->list[forecast->count++] = notice;
}

/* One item's whole way up its ladder: runs happen on every workday, so each
 * step is taken on its own day, but for those that wait for the first run. */
static void climb_item(struct forecast *forecast, const struct agenda *agenda,
    struct agenda_item *item, struct day first, struct day last)
{
	struct ladder_step step;

	while (agenda_step(agenda, item, agenda_noticed(item), &step)) {
		struct day day =
		    day_compare(step.regular, first) < 0 ? first : step.regular;

		if (day_compare(day, last) > 0)
			return;
		agenda_climb(agenda, item, day);
		add(forecast,
		    (struct forecast_notice){
			day, item, item->words.stage, item->words.n });
		agenda_note(item);
	}
}

static int compare(const void *left, const void *right)
{
	const struct forecast_notice *a = left, *b = right;
	int order = day_compare(a->day, b->day);

	return order != 0 ? order : agenda_compare(a->item, b->item);
}

void forecast_make(struct forecast *forecast, struct agenda *agenda,
    struct day first, struct day last)
{
	for (size_t i = 0; i < agenda->count; i++)
		if (agenda->items[i].mail[0] != '\0')
			climb_item(
			    forecast, agenda, &agenda->items[i], first, last);
	if (forecast->count > 0)
		qsort(forecast->list, forecast->count, sizeof(*forecast->list),
		    compare);
}

void forecast_release(struct forecast *forecast)
{
	free(forecast->list);
	*forecast = (struct forecast){ 0 };
}
