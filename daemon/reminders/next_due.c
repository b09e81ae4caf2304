/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/next_due.h"

#include "daemon/reminders/due_item.h"
#include "daemon/reminders/notices_due.h"

/* Later than any date: nothing will ever come by itself. */
#define NEVER "9999-12-31"

enum { BEHIND, FAR_BEHIND, SET };

const char *const next_due_sql[] = {
	[BEHIND] = "SELECT 1 FROM next_due WHERE day = '' LIMIT 1",
	[FAR_BEHIND] = "SELECT 1 FROM next_due WHERE day = ''"
		       " LIMIT 1 OFFSET ?1",
	[SET] = "UPDATE next_due SET day = coalesce(?2, '" NEVER "')"
		" WHERE activity = ?1",
	NULL,
};

int next_due_is_behind(struct store *store, bool *behind, struct err *err)
{
	int64_t found = 0;
	int result = store_integer(
	    store, next_due_sql, BEHIND, BIND_NONE, &found, 0, err);

	*behind = found == 1;
	return result;
}

int next_due_is_far_behind(struct store *store, bool *far, struct err *err)
{
	int64_t found = 0;
	int result = store_integer(store, next_due_sql, FAR_BEHIND,
	    BIND(INTEGER(NEXT_DUE_BATCH)), &found, 0, err);

	*far = found == 1;
	return result;
}

static int set_day(struct store *store, const struct due_items *due_items,
    const struct due_item *item, struct err *err)
{
	struct day day = item->plan != NULL ? notices_due_next(due_items, item)
					    : DAY_NONE; /* its plan is closed */

	return store_run(store, next_due_sql, SET,
	    BIND(INTEGER(item->words.id), DAY(day)), err);
}

int next_due_settle(struct store *store, int64_t most, struct err *err)
{
	struct due_items due_items;
	int result;

	if (due_items_open(&due_items, store, err) != 0)
		return -1;
	result = due_items_add_changed(&due_items, store, most, err);
	for (size_t i = 0; result == 0 && i < due_items.count; i++)
		result = set_day(store, &due_items, &due_items.items[i], err);
	due_items_release(&due_items);
	return result;
}

int next_due_settle_all(struct store *store, struct err *err)
{
	bool behind = true;

	while (behind)
		if (next_due_settle(store, NEXT_DUE_BATCH, err) != 0 ||
		    next_due_is_behind(store, &behind, err) != 0)
			return -1;
	return 0;
}
