/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/sweep.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/reminders/agenda_item.h"
#include "daemon/reminders/climb.h"
#include "protocol/grow.h"
#include "daemon/reminders/failure.h"
#include "daemon/reminders/issue.h"
#include "daemon/reminders/revise.h"
#include "daemon/reminders/waiting.h"
#include "daemon/reminders/wake.h"

struct sweep {
	struct door *door;
	struct day day;
	struct agenda agenda;
	struct agenda_notices notices;
	struct waiting waiting; /* written before */
	struct failures failures;
	struct day told_until;
	struct day *missed; /* owned */
	size_t missed_count, missed_capacity;
	bool coordinator_told;
	int messages;
};

int sweep_prepare(struct store *store, struct err *err)
{
	static const char *const *const tables[] = { failure_sql, revise_sql,
		waiting_sql, wake_sql, NULL };

	if (agenda_prepare(store, err) != 0)
		return -1;
	return store_prepare(store, tables, err);
}

/* --- what there is to tell --- */

/* Each item that something may be told about: the agenda has those of what
 * waits besides. */
static void climb(struct sweep *sweep, size_t items)
{
	struct agenda *agenda = &sweep->agenda;

	for (size_t i = 0; i < items; i++)
		climb_item(
		    agenda, &agenda->items[i], sweep->day, &sweep->notices);
	for (size_t i = 0; i < agenda->plan_count; i++)
		climb_plan(
		    agenda, &agenda->plans[i], sweep->day, &sweep->notices);
	if (sweep->notices.count > 0)
		qsort(sweep->notices.list, sweep->notices.count,
		    sizeof(*sweep->notices.list), climb_compare);
}

static int gather(struct sweep *sweep, struct err *err)
{
	struct agenda *agenda = &sweep->agenda;
	struct store *store = door_store(sweep->door);
	bool loud = workday_is(&agenda->loud, sweep->day);
	size_t waking;

	if (agenda_told_until(
		agenda, store, sweep->day, &sweep->told_until, err) != 0 ||
	    (agenda->settings.coordinator[0] != '\0' &&
		failures_load(&sweep->failures, agenda->arena, store,
		    agenda->settings.coordinator, err) != 0) ||
	    (loud && agenda_add_waking(agenda, store, sweep->day, err) != 0))
		return -1;
	waking = agenda->count;
	if (waiting_load(&sweep->waiting, agenda, store, sweep->day, err) != 0)
		return -1;
	if (loud)
		climb(sweep, waking);
	return 0;
}

static int compare_days(const void *a, const void *b)
{
	return day_compare(*(const struct day *)a, *(const struct day *)b);
}

static bool was_paused(const struct settings *settings, struct day day)
{
	return day_is_some(settings->paused_until) &&
	    day_compare(day, settings->paused_from) >= 0 &&
	    day_compare(day, settings->paused_until) < 0;
}

/* The days since the last run whose own run would have told something. What
 * a pause kept back was not missed. */
static void find_missed(struct sweep *sweep)
{
	const struct agenda_notices *notices = &sweep->notices;
	size_t kept = 0;
	struct day last = sweep->told_until;

	for (size_t i = 0; i < notices->count; i++) {
		struct day day = notices->list[i].regular;

		if (day_compare(day, sweep->day) >= 0 ||
		    (day_is_some(last) && day_compare(day, last) <= 0) ||
		    was_paused(&sweep->agenda.settings, day))
			continue;
		sweep->missed = grow(sweep->missed, sweep->missed_count,
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
		.rehearsal = door_rehearsal(sweep->door),
		.head = *door_head(sweep->door),
		.notices = notices,
		.count = count,
		.told_until = sweep->told_until,
	};

	if (coordinator) {
		sweep->coordinator_told = true;
		message.failures = sweep->failures.list;
		message.failure_count = sweep->failures.count;
		message.missed = sweep->missed;
		message.missed_count = sweep->missed_count;
	}
	if (waiting_join(&sweep->waiting, &sweep->agenda,
		door_store(sweep->door), &sweep->notices, &message, err) != 0)
		return -1;
	if (issue_message(sweep->door, &sweep->agenda, &message, err) != 0)
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
	    request_own(sweep->door, "reminder.ran", params, NULL, err);

	json_decref(params);
	return result;
}

int sweep_run(struct door *door, struct day day, int *messages, struct err *err)
{
	struct sweep sweep = { .door = door, .day = day };
	int result = -1;

	if (agenda_open(&sweep.agenda, door_store(door), err) != 0)
		return -1;
	sweep.agenda.absorbs = true;
	if (gather(&sweep, err) == 0) {
		find_missed(&sweep);
		if (issue_all(&sweep, err) == 0)
			result = record(&sweep, err);
	}
	*messages = sweep.messages;
	climb_release(&sweep.notices);
	waiting_release(&sweep.waiting);
	free(sweep.missed);
	agenda_release(&sweep.agenda);
	return result;
}
