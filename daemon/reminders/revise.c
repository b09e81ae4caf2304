/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/revise.h"

#include <stdlib.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/notice.h"
#include "daemon/reminders/notices_due.h"
#include "daemon/reminders/notices_plan.h"
#include "daemon/reminders/failure.h"
#include "daemon/reminders/waiting.h"
#include "daemon/request/door.h"
#include "daemon/request/execute.h"

enum { GONE, WRITTEN };

const char *const revise_sql[] = {
	[GONE] = "SELECT count(*) FROM notice n"
		 " LEFT JOIN activity a ON a.id = n.activity"
		 " WHERE n.dispatch = ?1 AND n.skipped = 0 AND " IS_GONE,
	[WRITTEN] = "SELECT sent_at FROM dispatch WHERE id = ?1"
		    " AND run IS NOT NULL",
	NULL,
};

struct revision {
	struct door *door;
	int64_t dispatch;
	struct day today;
	struct day day; /* for which it is written */
	struct due_items due_items;
	struct waiting waiting; /* that dispatch */
	struct failures failures;
};

/* Today's run is still to come: it takes over what waits, or leaves it. Where
 * not even the run that wrote it was kept, nothing waits for one. */
static int is_before_run(struct revision *revision, struct err *err)
{
	struct door *door = revision->door;
	struct day run = revision->waiting.messages[0].run;
	struct instant now = clock_now(door_clock(door));
	struct day last, next;

	if (notice_last_run(door_store(door), &last, err) != 0)
		return -1;
	next = schedule_next(&revision->due_items.schedule, last, now);
	return day_is_some(last) && day_compare(run, last) <= 0 &&
	    day_compare(next, revision->today) == 0;
}

static int revise_gather(struct revision *revision, struct err *err)
{
	struct store *store = door_store(revision->door);
	struct day run;

	run = revision->waiting.messages[0].run;
	revision->day =
	    day_compare(run, revision->today) > 0 ? run : revision->today;
	return failures_told(&revision->failures, revision->due_items.arena,
	    store, revision->dispatch, err);
}

/* What stands; the rest is dropped. */
static struct due_notice *revise_keep(
    struct revision *revision, size_t *count, json_t *dropped)
{
	const struct waiting *waiting = &revision->waiting;
	struct due_notice *list = arena_alloc(revision->due_items.arena,
	    (waiting->notice_count + 1) * sizeof(*list));

	*count = 0;
	for (size_t i = 0; i < waiting->notice_count; i++)
		if (waiting->notices[i].gone)
			json_array_append_new(
			    dropped, json_integer(waiting->notices[i].id));
		else
			list[(*count)++] = waiting->notices[i].notice;
	for (size_t i = 0; i < *count; i++)
		list[i].waited =
		    day_compare(waiting->messages[0].run, revision->day) < 0;
	qsort(list, *count, sizeof(*list), notices_due_compare);
	return list;
}

static int write_again(
    struct revision *revision, json_t *params, struct err *err)
{
	const struct waiting_message *waits = revision->waiting.messages;
	struct message message = {
		.address = waits->address,
		.day = revision->day,
		.rehearsal = door_rehearsal(revision->door),
		.head = *door_head(revision->door),
		.failures = revision->failures.list,
		.failure_count = revision->failures.count,
		.missed = waits->missed,
		.missed_count = waits->missed_count,
	};
	struct buffer subject = { 0 }, text = { 0 };
	int result = due_items_told_until(&revision->due_items,
	    door_store(revision->door), waits->run, &message.told_until, err);

	message.notices = revise_keep(
	    revision, &message.count, json_object_get(params, "dropped"));
	if (result == 0 &&
	    message.count + message.failure_count + message.missed_count > 0) {
		result = compose_write(&revision->due_items,
		    door_store(revision->door), &message, &subject, &text, err);
		json_object_set_new(params, "subject",
		    json_stringn(subject.bytes, subject.length));
		json_object_set_new(
		    params, "text", json_stringn(text.bytes, text.length));
	}
	buffer_free(&subject);
	buffer_free(&text);
	return result;
}

static int write_entry(struct revision *revision, struct err *err)
{
	json_t *params;
	int result = -1;

	if (revise_gather(revision, err) != 0)
		return -1;
	params = json_pack("{s:I, s:[]}", "dispatch",
	    (json_int_t)revision->dispatch, "dropped");
	if (write_again(revision, params, err) == 0)
		result = request_own(
		    revision->door, "notice.revise", params, NULL, err);
	json_decref(params);
	return result;
}

static enum revised revise_run(
    struct revision *revision, bool stale, struct err *err)
{
	struct store *store = door_store(revision->door);
	int ahead = 0;

	if (due_items_open(&revision->due_items, store, err) != 0 ||
	    waiting_load_one(&revision->waiting, &revision->due_items, store,
		revision->dispatch, err) != 0)
		return REVISE_FAILED;
	revision->due_items.checked = door_checked_path(revision->door);
	if (stale)
		ahead = is_before_run(revision, err);
	if (ahead != 0)
		return ahead < 0 ? REVISE_FAILED : REVISE_LATER;
	return write_entry(revision, err) == 0 ? REVISED_NOW : REVISE_FAILED;
}

enum revised revise_dispatch(
    struct door *door, int64_t dispatch, struct err *err)
{
	struct store *store = door_store(door);
	struct instant written = { 0 };
	struct revision revision = { .door = door, .dispatch = dispatch };
	enum revised result;
	int64_t gone;
	bool stale;

	if (store_integer(store, revise_sql, GONE, BIND(INTEGER(dispatch)),
		&gone, 0, err) != 0 ||
	    store_integer(store, revise_sql, WRITTEN, BIND(INTEGER(dispatch)),
		&written.seconds, INT64_MAX, err) != 0)
		return REVISE_FAILED;
	revision.today = zone_local(clock_now(door_clock(door))).day;
	stale = written.seconds != INT64_MAX &&
	    day_compare(zone_local(written).day, revision.today) < 0;
	if (gone == 0 && !stale)
		return REVISE_STANDS;
	result = revise_run(&revision, stale, err);
	waiting_release(&revision.waiting);
	due_items_release(&revision.due_items);
	return result;
}
