/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/reminder_run.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/reminders/digest.h"
#include "daemon/reminders/digest_picture.h"
#include "daemon/reminders/due_item.h"
#include "daemon/reminders/due_prepare.h"
#include "daemon/reminders/notices_due.h"
#include "daemon/reminders/notices_plan.h"
#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "protocol/grow.h"
#include "daemon/reminders/failure.h"
#include "daemon/reminders/issue.h"
#include "daemon/reminders/revise.h"
#include "daemon/reminders/waiting.h"
#include "daemon/reminders/next_due.h"

struct reminder_run {
	struct door *door;
	struct day day;
	struct due_items due_items;
	struct due_notices notices;
	struct waiting waiting; /* written before */
	struct failures failures;
	struct day told_until;
	struct day *missed; /* owned */
	size_t missed_count, missed_capacity;
	bool coordinator_told;
	int messages;
};

void reminder_run_prepare(struct store *store)
{
	due_items_prepare(store);
	store_prepare(store, failure_sql);
	store_prepare(store, revise_sql);
	store_prepare(store, waiting_sql);
	store_prepare(store, compose_sql);
	store_prepare(store, next_due_sql);
}

/* --- what there is to tell --- */

/* Each item that something may be told about: the due items has those of what
 * waits besides. */
static void notices_due(struct reminder_run *reminder_run, size_t items)
{
	struct due_items *due_items = &reminder_run->due_items;

	for (size_t i = 0; i < items; i++)
		notices_due_item(due_items, &due_items->items[i],
		    reminder_run->day, &reminder_run->notices);
	for (size_t i = 0; i < due_items->plan_count; i++)
		notices_due_plan(due_items, &due_items->plans[i],
		    reminder_run->day, &reminder_run->notices);
}

static void sort_notices(struct due_notices *notices)
{
	if (notices->count > 0)
		qsort(notices->list, notices->count, sizeof(*notices->list),
		    notices_due_compare);
}

static int add_digest(struct reminder_run *reminder_run, struct err *err)
{
	struct due_notices *notices = &reminder_run->notices;
	struct due_notice notice;
	struct digest digest;

	if (digest_load(&digest, &reminder_run->due_items,
		door_store(reminder_run->door), reminder_run->told_until,
		err) != 0)
		return -1;
	if (digest_notice(
		&digest, &reminder_run->due_items, reminder_run->day, &notice))
		notices_due_add(notices, notice);
	sort_notices(notices);
	return 0;
}

static int reminder_run_gather(
    struct reminder_run *reminder_run, struct err *err)
{
	struct due_items *due_items = &reminder_run->due_items;
	struct store *store = door_store(reminder_run->door);
	bool sending_days =
	    workday_is(&due_items->sending_days, reminder_run->day);
	size_t waking;

	if (due_items_told_until(due_items, store, reminder_run->day,
		&reminder_run->told_until, err) != 0 ||
	    (due_items->settings.coordinator[0] != '\0' &&
		failures_load(&reminder_run->failures, due_items->arena, store,
		    due_items->settings.coordinator, err) != 0) ||
	    (sending_days &&
		due_items_add_due(due_items, store, reminder_run->day, err) !=
		    0))
		return -1;
	waking = due_items->count;
	if (waiting_load(&reminder_run->waiting, due_items, store,
		reminder_run->day, err) != 0)
		return -1;
	if (!sending_days)
		return 0;
	if (digest_picture_depart(reminder_run->door, due_items->arena,
		reminder_run->day, err) != 0)
		return -1;
	notices_due(reminder_run, waking);
	return add_digest(reminder_run, err);
}

static int reminder_run_compare_days(const void *a, const void *b)
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
static void find_missed(struct reminder_run *reminder_run)
{
	const struct due_notices *notices = &reminder_run->notices;
	size_t kept = 0;
	struct day last = reminder_run->told_until;

	for (size_t i = 0; i < notices->count; i++) {
		struct day day = notices->list[i].regular;

		if (day_compare(day, reminder_run->day) >= 0 ||
		    (day_is_some(last) && day_compare(day, last) <= 0) ||
		    was_paused(&reminder_run->due_items.settings, day))
			continue;
		reminder_run->missed = grow(reminder_run->missed,
		    reminder_run->missed_count, &reminder_run->missed_capacity,
		    sizeof(*reminder_run->missed));
		reminder_run->missed[reminder_run->missed_count++] = day;
	}
	if (reminder_run->missed_count > 0)
		qsort(reminder_run->missed, reminder_run->missed_count,
		    sizeof(*reminder_run->missed), reminder_run_compare_days);
	for (size_t i = 0; i < reminder_run->missed_count; i++)
		if (i == 0 ||
		    day_compare(reminder_run->missed[i],
			reminder_run->missed[kept - 1]) != 0)
			reminder_run->missed[kept++] = reminder_run->missed[i];
	reminder_run->missed_count = kept;
}

/* --- one address --- */

static int reminder_run_issue(struct reminder_run *reminder_run,
    const char *address, const struct due_notice *notices, size_t count,
    struct err *err)
{
	bool coordinator =
	    strcasecmp(address, reminder_run->due_items.settings.coordinator) ==
	    0;
	struct message message = {
		.address = address,
		.day = reminder_run->day,
		.rehearsal = door_rehearsal(reminder_run->door),
		.head = *door_head(reminder_run->door),
		.notices = notices,
		.count = count,
		.told_until = reminder_run->told_until,
	};

	if (coordinator) {
		reminder_run->coordinator_told = true;
		message.failures = reminder_run->failures.list;
		message.failure_count = reminder_run->failures.count;
		message.missed = reminder_run->missed;
		message.missed_count = reminder_run->missed_count;
	}
	if (waiting_join(&reminder_run->waiting, &reminder_run->due_items,
		door_store(reminder_run->door), &reminder_run->notices,
		&message, err) != 0)
		return -1;
	compose_limit(&reminder_run->due_items, &message);
	if (issue_message(reminder_run->door, &reminder_run->due_items,
		&message, err) != 0)
		return -1;
	reminder_run->messages++;
	return 0;
}

static int issue_all(struct reminder_run *reminder_run, struct err *err)
{
	const struct due_notice *list = reminder_run->notices.list;
	const char *coordinator = reminder_run->due_items.settings.coordinator;
	size_t from = 0, to;

	for (; from < reminder_run->notices.count; from = to) {
		const char *address = list[from].carrier->mail;

		for (to = from + 1; to < reminder_run->notices.count &&
		     strcasecmp(list[to].carrier->mail, address) == 0;
		     to++)
			;
		if (reminder_run_issue(reminder_run, address, list + from,
			to - from, err) != 0)
			return -1;
	}
	if (!reminder_run->coordinator_told && coordinator[0] != '\0' &&
	    reminder_run->failures.count + reminder_run->missed_count > 0)
		return reminder_run_issue(
		    reminder_run, coordinator, NULL, 0, err);
	return 0;
}

static int record(struct reminder_run *reminder_run, struct err *err)
{
	char day[DAY_TEXT];
	json_t *params =
	    json_pack("{s:s, s:i}", "day", day_write(reminder_run->day, day),
		"messages", reminder_run->messages);
	int result =
	    request_own(reminder_run->door, "reminder.ran", params, NULL, err);

	json_decref(params);
	return result;
}

/* A letter without the run that it is of could not be followed by that run, for
 * each address has one of it. */
static int reminder_run_tell(struct reminder_run *reminder_run, struct err *err)
{
	if (reminder_run_gather(reminder_run, err) != 0)
		return -1;
	find_missed(reminder_run);
	if (issue_all(reminder_run, err) != 0)
		return -1;
	return record(reminder_run, err);
}

int reminder_run_hold(
    struct door *door, struct day day, int *messages, struct err *err)
{
	struct reminder_run reminder_run = { .door = door, .day = day };
	int result = -1;

	if (due_items_open(&reminder_run.due_items, door_store(door), err) != 0)
		return -1;
	reminder_run.due_items.absorbs = true;
	reminder_run.due_items.held_at = clock_now(door_clock(door));
	reminder_run.due_items.checked = door_checked_path(door);
	if (door_together(door, err) == 0)
		result = door_together_end(
		    door, reminder_run_tell(&reminder_run, err), err);
	*messages = reminder_run.messages;
	notices_due_release(&reminder_run.notices);
	waiting_release(&reminder_run.waiting);
	free(reminder_run.missed);
	due_items_release(&reminder_run.due_items);
	return result;
}
