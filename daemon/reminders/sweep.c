/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/sweep.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/commands/notice.h"
#include "daemon/reminders/agenda_item.h"
#include "daemon/reminders/climb.h"
#include "daemon/reminders/columns.h"
#include "daemon/reminders/compose.h"
#include "daemon/reminders/failure.h"
#include "daemon/reminders/issue.h"
#include "daemon/reminders/revise.h"
#include "daemon/reminders/wake.h"

struct sweep {
	struct requests *requests;
	struct day day;
	struct agenda agenda;
	struct agenda_notices notices;
	struct failures failures;
	struct day *missed; /* owned */
	size_t missed_count, missed_capacity;
	bool coordinator_told;
	int messages;
};

enum { RUN_BEFORE };

static const char *const sweep_sql[] = {
	[RUN_BEFORE] = "SELECT max(day) FROM run WHERE day < ?1",
	NULL,
};

int sweep_prepare(struct store *store, struct err *err)
{
	static const char *const *const tables[] = { sweep_sql, failure_sql,
		revise_sql, wake_sql, NULL };

	if (agenda_prepare(store, err) != 0)
		return -1;
	return store_prepare(store, tables, err);
}

/* --- what there is to tell --- */

static int gather(struct sweep *sweep, struct err *err)
{
	struct agenda *agenda = &sweep->agenda;
	struct store *store = requests_store(sweep->requests);

	if (agenda->settings.coordinator[0] != '\0' &&
	    failures_load(&sweep->failures, agenda->arena, store,
		agenda->settings.coordinator, err) != 0)
		return -1;
	if (!workday_is(&agenda->loud, sweep->day))
		return 0;
	if (agenda_add_waking(agenda, store, sweep->day, err) != 0)
		return -1;
	for (size_t i = 0; i < agenda->count; i++)
		climb_item(
		    agenda, &agenda->items[i], sweep->day, &sweep->notices);
	for (size_t i = 0; i < agenda->plan_count; i++)
		climb_plan(
		    agenda, &agenda->plans[i], sweep->day, &sweep->notices);
	if (sweep->notices.count > 0)
		qsort(sweep->notices.list, sweep->notices.count,
		    sizeof(*sweep->notices.list), climb_compare);
	return 0;
}

static int compare_days(const void *a, const void *b)
{
	return day_compare(*(const struct day *)a, *(const struct day *)b);
}

static int run_before(
    struct store *store, struct day day, struct day *before, struct err *err)
{
	char text[DAY_TEXT];
	struct rows rows;
	int result;

	*before = DAY_NONE;
	if (store_query(&rows, store, sweep_sql, RUN_BEFORE,
		BIND(TEXT(day_write(day, text))), err) != 0)
		return -1;
	result = rows_next(&rows, err);
	if (result == 1)
		*before = column_day(&rows, 0);
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

/* A run in a quiet period has told nobody which ones before it were missed. */
static int last_loud_run(
    const struct sweep *sweep, struct day *last, struct err *err)
{
	struct store *store = requests_store(sweep->requests);
	int result = notice_last_run(store, last, err);

	while (result == 0 && day_is_some(*last) &&
	    !workday_is(&sweep->agenda.loud, *last))
		result = run_before(store, *last, last, err);
	return result;
}

static bool was_paused(const struct settings *settings, struct day day)
{
	return day_is_some(settings->paused_until) &&
	    day_compare(day, settings->paused_from) >= 0 &&
	    day_compare(day, settings->paused_until) < 0;
}

/* The days since the last run whose own run would have told something. What
 * a pause kept back was not missed. */
static int find_missed(struct sweep *sweep, struct err *err)
{
	const struct agenda_notices *notices = &sweep->notices;
	size_t kept = 0;
	struct day last;

	if (last_loud_run(sweep, &last, err) != 0)
		return -1;
	for (size_t i = 0; i < notices->count; i++) {
		struct day day = notices->list[i].regular;

		if (day_compare(day, sweep->day) >= 0 ||
		    (day_is_some(last) && day_compare(day, last) <= 0) ||
		    was_paused(&sweep->agenda.settings, day))
			continue;
		sweep->missed = column_grow(sweep->missed, sweep->missed_count,
		    &sweep->missed_capacity, sizeof(*sweep->missed));
		sweep->missed[sweep->missed_count++] = day;
	}
	if (sweep->missed_count > 0)
		qsort(sweep->missed, sweep->missed_count,
		    sizeof(*sweep->missed), compare_days);
	for (size_t i = 0; i < sweep->missed_count; i++)
		if (i == 0 ||
		    day_compare(sweep->missed[i], sweep->missed[kept - 1]) != 0)
			sweep->missed[kept++] = sweep->missed[i];
	sweep->missed_count = kept;
	return 0;
}

/* --- one address --- */

static int issue(struct sweep *sweep, const char *address,
    const struct agenda_notice *notices, size_t count, struct err *err)
{
	bool coordinator =
	    strcasecmp(address, sweep->agenda.settings.coordinator) == 0;
	struct message message = {
		.address = address,
		.day = sweep->day,
		.rehearsal = requests_rehearsal(sweep->requests),
		.head = *requests_head(sweep->requests),
		.notices = notices,
		.count = count,
	};

	if (coordinator) {
		sweep->coordinator_told = true;
		message.failures = sweep->failures.list;
		message.failure_count = sweep->failures.count;
		message.missed = sweep->missed;
		message.missed_count = sweep->missed_count;
	}
	if (issue_message(sweep->requests, &sweep->agenda, &message, err) != 0)
		return -1;
	sweep->messages++;
	return 0;
}

static int issue_all(struct sweep *sweep, struct err *err)
{
	const struct agenda_notice *list = sweep->notices.list;
	const char *coordinator = sweep->agenda.settings.coordinator;
	size_t from = 0, to;

	for (; from < sweep->notices.count; from = to) {
		const char *address = list[from].carrier->mail;

		for (to = from + 1; to < sweep->notices.count &&
		     strcasecmp(list[to].carrier->mail, address) == 0;
		     to++)
			;
		if (issue(sweep, address, list + from, to - from, err) != 0)
			return -1;
	}
	if (!sweep->coordinator_told && coordinator[0] != '\0' &&
	    sweep->failures.count + sweep->missed_count > 0)
		return issue(sweep, coordinator, NULL, 0, err);
	return 0;
}

static int record(struct sweep *sweep, struct err *err)
{
	char day[DAY_TEXT];
	json_t *params = json_pack("{s:s, s:i}", "day",
	    day_write(sweep->day, day), "messages", sweep->messages);
	int result =
	    request_own(sweep->requests, "reminder.ran", params, NULL, err);

	json_decref(params);
	return result;
}

int sweep_run(
    struct requests *requests, struct day day, int *messages, struct err *err)
{
	struct sweep sweep = { .requests = requests, .day = day };
	int result = -1;

	if (agenda_open(&sweep.agenda, requests_store(requests), err) != 0)
		return -1;
	if (gather(&sweep, err) == 0 && find_missed(&sweep, err) == 0 &&
	    issue_all(&sweep, err) == 0)
		result = record(&sweep, err);
	*messages = sweep.messages;
	climb_release(&sweep.notices);
	free(sweep.missed);
	agenda_release(&sweep.agenda);
	return result;
}
