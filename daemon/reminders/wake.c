/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/wake.h"

#include "daemon/reminders/agenda_item.h"

/* Later than any date: nothing will ever come by itself. */
#define NEVER "9999-12-31"

enum { BEHIND, SET };

const char *const wake_sql[] = {
	[BEHIND] = "SELECT 1 FROM wake WHERE day = '' LIMIT 1",
	[SET] = "UPDATE wake SET day = ?2 WHERE activity = ?1",
	NULL,
};

int wake_is_behind(struct store *store, bool *behind, struct err *err)
{
	int64_t found = 0;
	int result =
	    store_integer(store, wake_sql, BEHIND, BIND_NONE, &found, 0, err);

	*behind = found == 1;
	return result;
}

static int set_day(struct store *store, const struct agenda *agenda,
    const struct agenda_item *item, struct err *err)
{
	struct day day = ladder_wake(&item->ladder, item->rungs, &agenda->loud);
	char text[DAY_TEXT];

	day_write(day, text);
	return store_run(store, wake_sql, SET,
	    BIND(
		INTEGER(item->words.id), TEXT(day_is_some(day) ? text : NEVER)),
	    err);
}

int wake_settle(struct store *store, struct err *err)
{
	struct agenda agenda;
	int result;

	if (agenda_open(&agenda, store, err) != 0)
		return -1;
	result = agenda_add_changed(&agenda, store, WAKE_BATCH, err);
	for (size_t i = 0; result == 0 && i < agenda.count; i++)
		result = set_day(store, &agenda, &agenda.items[i], err);
	agenda_release(&agenda);
	return result;
}
