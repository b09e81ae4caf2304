/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/rehearsal_part.h"

#include "daemon/commands/notice.h"

/* Activities at once. */
#define PART 50

void rehearsal_release(struct rehearsal *rehearsal)
{
	forecast_release(&rehearsal->forecast);
	due_items_release(&rehearsal->due_items);
	*rehearsal = (struct rehearsal){ 0 };
}

int rehearsal_begin(struct rehearsal *rehearsal, struct store *store,
    struct instant now, struct day last, struct err *err)
{
	struct due_items *due_items = &rehearsal->due_items;

	*rehearsal = (struct rehearsal){ .last = last };
	if (due_items_open(due_items, store, err) != 0)
		return -1;
	if (notice_last_run(store, &rehearsal->ran, err) != 0) {
		rehearsal_release(rehearsal);
		return -1;
	}
	rehearsal->first =
	    schedule_next(&due_items->schedule, rehearsal->ran, now);
	return 0;
}

bool rehearsal_is_of(const struct rehearsal *rehearsal, struct instant now)
{
	return day_compare(rehearsal->first,
		   schedule_next(&rehearsal->due_items.schedule, rehearsal->ran,
		       now)) == 0;
}

/* 1 where some were read; once all are, what the week's letter is made of,
 * too. */
static int rehearsal_read(struct rehearsal *rehearsal, struct store *store,
    int64_t *work, struct err *err)
{
	struct due_items *due_items = &rehearsal->due_items;
	int64_t before = (int64_t)due_items->count;
	struct day told_until;
	int result = due_items_add_due_part(
	    due_items, store, rehearsal->last, &rehearsal->place, PART, err);

	*work -= (int64_t)due_items->count - before;
	if (result != 0)
		return result;
	rehearsal->is_read = true;
	if (due_items_told_until(
		due_items, store, rehearsal->first, &told_until, err) != 0)
		return -1;
	return digest_load(
	    &rehearsal->digest, due_items, store, told_until, err);
}

/* One activity, for ten years of it are hundreds of notices. */
static void rehearsal_walk(struct rehearsal *rehearsal, int64_t *work)
{
	struct forecast *forecast = &rehearsal->forecast;
	size_t before = forecast->count;

	forecast_add_item(forecast, &rehearsal->due_items, rehearsal->at++,
	    rehearsal->first, rehearsal->last);
	*work -= 1 + (int64_t)(forecast->count - before);
}

int rehearsal_go_on(struct rehearsal *rehearsal, struct store *store,
    int64_t *work, struct err *err)
{
	while (!rehearsal->is_read) {
		if (rehearsal_read(rehearsal, store, work, err) < 0)
			return -1;
		if (*work <= 0)
			return 1;
	}
	while (rehearsal->at < rehearsal->due_items.count) {
		rehearsal_walk(rehearsal, work);
		if (*work <= 0)
			return 1;
	}
	forecast_end(&rehearsal->forecast, &rehearsal->due_items,
	    &rehearsal->digest, rehearsal->first, rehearsal->last);
	return 0;
}
