/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/lived.h"

#include <stdlib.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/holiday.h"
#include "daemon/commands/notice.h"
#include "daemon/commands/setting.h"
#include "daemon/reminders/next_due.h"
#include "daemon/reminders/reminder_run.h"
#include "daemon/reminders/row_values.h"
#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "daemon/store/store_whole.h"
#include "protocol/arena.h"
#include "protocol/sign_key.h"

#define ARENA_LIMIT (256u << 20)

enum { WAITING, MESSAGES, NOTICES };

static const char *const lived_sql[] = {
	[WAITING] = "SELECT id, address FROM dispatch WHERE state = 'planned'"
		    " LIMIT 1",
	[MESSAGES] = "SELECT id, address, subject, text,"
		     " (SELECT count(*) FROM notice WHERE dispatch = d.id"
		     "  AND NOT skipped) FROM dispatch d WHERE run = ?1"
		     " AND state = 'accepted' AND id > ?2 ORDER BY id",
	[NOTICES] = "SELECT coalesce(n.activity, 0), n.plan, n.stage, n.n,"
		    " coalesce(a.activity, p.title, '') FROM notice n"
		    " LEFT JOIN activity a ON a.id = n.activity"
		    " LEFT JOIN plan p ON p.code = n.plan"
		    " WHERE n.dispatch = ?1 AND NOT n.skipped ORDER BY n.id",
	NULL,
};

/* The copy, whose clock stands at each run. */
struct lived {
	struct store *store;
	struct sign_key *key; /* nobody's: what it signs is thrown away */
	struct clock clock;
	struct door *door;
	struct workdays workdays;
	struct settings settings;
	int64_t told; /* the last message */
};

static int lived_open(struct lived *lived, struct store *store,
    struct instant now, struct err *err)
{
	*lived = (struct lived){ .clock = { .still = true, .at = now } };
	if (store_copy(&lived->store, store, ":memory:", err) != 0)
		return -1;
	lived->key = sign_key_generate();
	if (door_prepare(lived->store, err) != 0)
		return -1;
	reminder_run_prepare(lived->store);
	store_prepare(lived->store, lived_sql);
	if (setting_load(&lived->settings, lived->store, err) != 0 ||
	    holiday_workdays(&lived->workdays, lived->store, err) != 0)
		return -1;
	return door_open(
	    &lived->door, lived->store, lived->key, &lived->clock, err);
}

static void lived_close(struct lived *lived)
{
	door_close(lived->door);
	holiday_release(&lived->workdays);
	sign_key_free(lived->key);
	store_close(lived->store);
}

/* --- a run --- */

/* 1 where one waited, 0, -1. */
static int accept_one(struct lived *lived, struct err *err)
{
	struct rows rows =
	    store_query(lived->store, lived_sql, WAITING, BIND_NONE);
	json_t *params = NULL;
	int found = rows_next(&rows, err);

	if (found == 1)
		params = json_pack("{s:I, s:s, s:s}", "dispatch",
		    (json_int_t)rows_integer(&rows, 0), "address",
		    rows_text(&rows, 1), "state", "accepted");
	rows_end(&rows);
	if (found == 1 &&
	    request_own(lived->door, "notice.settle", params, NULL, err) != 0)
		found = -1;
	json_decref(params);
	return found;
}

/* Everything arrives, and what a run must look at again is found out. */
static int lived_end_turn(struct lived *lived, struct err *err)
{
	int more;

	while ((more = accept_one(lived, err)) == 1)
		;
	if (more < 0 || door_begin(lived->door, err) != 0 ||
	    next_due_settle_all(lived->store, err) != 0)
		return -1;
	return door_commit(lived->door, err);
}

static int hold(struct lived *lived, struct day day, struct err *err)
{
	struct instant moment = zone_instant(day, lived->settings.hour, 0, 0);
	int messages;

	if (moment.seconds > lived->clock.at.seconds)
		lived->clock.at = moment;
	if (reminder_run_hold(lived->door, day, &messages, err) != 0)
		return -1;
	return lived_end_turn(lived, err);
}

/* --- what it sent --- */

static int lived_read_notices(struct lived *lived, struct arena *arena,
    int64_t dispatch, struct rehearsed *message, struct err *err)
{
	struct rehearsed_notice *notices =
	    arena_alloc(arena, message->count * sizeof(*notices) + 1);
	struct rows rows = store_query(
	    lived->store, lived_sql, NOTICES, BIND(INTEGER(dispatch)));
	size_t count = 0;
	int result;

	while ((result = rows_next(&rows, err)) == 1)
		notices[count++] = (struct rehearsed_notice){
			rows_integer(&rows, 0),
			rows_copy(&rows, 1, arena),
			rows_copy(&rows, 2, arena),
			rows_integer(&rows, 3),
			rows_copy(&rows, 4, arena),
		};
	rows_end(&rows);
	message->notices = notices;
	return result;
}

/* 1: told; 0: there are no more; -1. *goes_on tells whether more is wanted. */
static int tell_next(struct lived *lived, struct arena *arena, struct day day,
    const struct hearer *hearer, bool *goes_on, struct err *err)
{
	struct rehearsed message = { .day = day };
	char text[DAY_TEXT];
	struct rows rows = store_query(lived->store, lived_sql, MESSAGES,
	    BIND(TEXT(day_write(day, text)), INTEGER(lived->told)));
	int found = rows_next(&rows, err);

	if (found == 1) {
		lived->told = rows_integer(&rows, 0);
		message.address = rows_copy(&rows, 1, arena);
		message.subject = rows_copy(&rows, 2, arena);
		message.text = rows_copy(&rows, 3, arena);
		message.count = (size_t)rows_integer(&rows, 4);
	}
	rows_end(&rows);
	if (found != 1)
		return found;
	if (lived_read_notices(lived, arena, lived->told, &message, err) != 0)
		return -1;
	*goes_on = hearer->hear(hearer->context, &message);
	return 1;
}

static int tell_all(struct lived *lived, struct day day,
    const struct hearer *hearer, bool *goes_on, struct err *err)
{
	int result = 1;

	while (result == 1 && *goes_on) {
		struct arena *arena = arena_new(ARENA_LIMIT);

		result = tell_next(lived, arena, day, hearer, goes_on, err);
		arena_free(arena);
	}
	return result < 0 ? -1 : 0;
}

struct lived *lived_begin(
    struct store *store, struct instant now, struct err *err)
{
	struct lived *lived = malloc(sizeof(*lived));

	if (lived == NULL)
		abort();
	if (lived_open(lived, store, now, err) == 0 &&
	    lived_end_turn(lived, err) == 0)
		return lived;
	lived_end(lived);
	return NULL;
}

void lived_end(struct lived *lived)
{
	if (lived == NULL)
		return;
	lived_close(lived);
	free(lived);
}

int lived_next(struct lived *lived, struct day last,
    const struct hearer *hearer, struct day *day, struct err *err)
{
	struct schedule schedule =
	    setting_schedule(&lived->settings, &lived->workdays);
	bool goes_on = true;
	struct day ran;

	if (notice_last_run(lived->store, &ran, err) != 0)
		return -1;
	*day = schedule_next(&schedule, ran, lived->clock.at);
	if (day_compare(*day, last) > 0)
		return 0;
	if (hold(lived, *day, err) != 0 ||
	    tell_all(lived, *day, hearer, &goes_on, err) != 0)
		return -1;
	return goes_on;
}

int lived_runs(struct store *store, struct instant now, struct day last,
    const struct hearer *hearer, struct err *err)
{
	struct lived *lived = lived_begin(store, now, err);
	struct day day;
	int result = lived != NULL ? 1 : -1;

	while (result == 1)
		result = lived_next(lived, last, hearer, &day, err);
	lived_end(lived);
	return result;
}
