/* SPDX-License-Identifier: ISC */
/* What a recipient once answered to a notice: that it was seen, or that it may
 * rest for a while. Closed: the log has such entries; new ones answer for an
 * activity (activity_answer.c). */
#include <inttypes.h>

#include "daemon/commands/activity.h"
#include "daemon/commands/families.h"
#include "daemon/commands/notice.h"

#define SNOOZE_TIMES 3

enum { ACKNOWLEDGE, SNOOZED, SNOOZE };

static const char *const notice_answer_sql[] = {
	[ACKNOWLEDGE] = "UPDATE notice SET acknowledged_at = ?2,"
			" acknowledged_by = ?3, acknowledged_note = ?4"
			" WHERE id = ?1",
	[SNOOZED] = "SELECT until = ?4, times FROM snooze WHERE activity = ?1"
		    " AND due_version = ?2 AND department = ?3",
	[SNOOZE] = "INSERT INTO snooze VALUES (?1, ?2, ?3, ?4, ?5)"
		   " ON CONFLICT DO UPDATE SET until = excluded.until,"
		   " times = excluded.times",
	NULL,
};

static int touch(
    struct invocation *invocation, const struct notice *notice, struct err *err)
{
	return notice->activity == 0
	    ? 0
	    : activity_touch(invocation, notice->activity, err);
}

/* Seen is not done: the ladder goes on. */
static int notice_answer_acknowledge(
    struct invocation *invocation, struct err *err)
{
	int64_t id = param_integer(invocation, "id", 0);
	struct notice notice;

	if (notice_find(invocation, id, &notice, err) != 0)
		return -1;
	if (notice.skipped)
		return err_set(err, ERR_CONFLICT,
		    "notice %" PRId64 " was skipped: nobody has got it", id);
	invocation->unchanged = notice.acknowledged;
	if (!notice.acknowledged &&
	    (store_run(invocation->store, notice_answer_sql, ACKNOWLEDGE,
		 BIND(INTEGER(id), INTEGER(invocation->now.seconds),
		     TEXT(invocation->principal->name),
		     TEXT(param_text(invocation, "note"))),
		 err) != 0 ||
		touch(invocation, &notice, err) != 0))
		return -1;
	return notice_one(invocation, id, err);
}

/* --- snooze --- */

/* The reminders that come again. */
static const bool is_reminder[STAGES] = {
	[STAGE_UPCOMING] = true,
	[STAGE_BEGIN] = true,
	[STAGE_DUE] = true,
	[STAGE_OVERDUE] = true,
	[STAGE_STALE] = true,
	[STAGE_REVIEW] = true,
};

/* Whether there is something that can still be silenced. */
static int check_snooze(struct invocation *invocation, int64_t id,
    const struct notice *notice, struct err *err)
{
	struct activity_state state;

	if (notice->activity == 0)
		return err_set(err, ERR_CONFLICT,
		    "notice %" PRId64 " is of a plan as a whole: only"
		    " reminders of one activity can be snoozed",
		    id);
	if (!is_reminder[notice->stage])
		return err_set(err, ERR_CONFLICT,
		    "notice %" PRId64 " is of stage %s, which cannot be"
		    " snoozed: only reminders of the activity itself can",
		    id, stage_words[notice->stage]);
	if (activity_find(invocation, notice->activity, &state, err) != 0)
		return -1;
	if (activity_is_closed(&state))
		return err_set(err, ERR_CONFLICT,
		    "activity %" PRId64 " is %s: nobody is reminded of it",
		    notice->activity, status_words[state.status]);
	if (state.due_version != notice->due_version)
		return err_set(err, ERR_CONFLICT,
		    "the due date of activity %" PRId64 " was moved since:"
		    " snooze a notice of the new date",
		    notice->activity);
	return 0;
}

static const struct value *snooze_values(
    struct invocation *invocation, const struct notice *notice, int64_t times)
{
	struct value *values =
	    arena_alloc(invocation->arena, 7 * sizeof(*values));

	values[0] = INTEGER(notice->activity);
	values[1] = INTEGER(notice->due_version);
	values[2] = TEXT(notice->department);
	values[3] = TEXT(param_text(invocation, "until"));
	if (times > 0)
		values[4] = INTEGER(times);
	return values;
}

/* How often it was snoozed, and whether until the same day. */
static int notice_answer_find_snooze(struct invocation *invocation,
    const struct notice *notice, int64_t *times, struct err *err)
{
	struct rows rows;
	int found;

	*times = 0;
	rows = store_query(invocation->store, notice_answer_sql, SNOOZED,
	    snooze_values(invocation, notice, 0));
	found = rows_next(&rows, err);
	if (found == 1) {
		invocation->unchanged = rows_integer(&rows, 0) != 0;
		*times = rows_integer(&rows, 1);
	}
	rows_end(&rows);
	return found < 0 ? -1 : 0;
}

static void notice_answer_put_snooze(
    struct invocation *invocation, const struct notice *notice, int64_t times)
{
	struct buffer *reply = invocation->reply;

	buffer_printf(reply,
	    "{\"activity\":%" PRId64 ",\"recipient\":", notice->activity);
	buffer_json(reply, notice->recipient);
	buffer_printf(reply, ",\"until\":\"%s\",\"times\":%" PRId64 "}",
	    param_text(invocation, "until"), times);
}

static int snooze(struct invocation *invocation, struct err *err)
{
	int64_t id = param_integer(invocation, "id", 0), times;
	struct notice notice;

	if (notice_find(invocation, id, &notice, err) != 0 ||
	    check_snooze(invocation, id, &notice, err) != 0 ||
	    notice_answer_find_snooze(invocation, &notice, &times, err) != 0)
		return -1;
	if (!invocation->unchanged && times++ == SNOOZE_TIMES)
		return err_set(err, ERR_CONFLICT,
		    "the reminders of activity %" PRId64 " to %s were snoozed"
		    " %d times: report progress (planvakt update %" PRId64
		    "), or move the due date by decision",
		    notice.activity, notice.recipient, SNOOZE_TIMES,
		    notice.activity);
	notice_answer_put_snooze(invocation, &notice, times);
	if (invocation->unchanged)
		return 0;
	if (store_run(invocation->store, notice_answer_sql, SNOOZE,
		snooze_values(invocation, &notice, times), err) != 0)
		return -1;
	return touch(invocation, &notice, err);
}

static const struct field acknowledge_fields[] = {
	{ "id", FIELD_ID, REQUIRED },
	{ "note", FIELD_TEXT, OPTIONAL, .min = 1, .max = TEXT_LONG },
	{ 0 },
};

static const struct field snooze_fields[] = {
	{ "id", FIELD_ID, REQUIRED },
	{ "until", FIELD_DATE, REQUIRED },
	{ 0 },
};

static const struct command notice_answer_commands[] = {
	{ "notice.acknowledge", ACCESS_RECIPIENT, WRITES, acknowledge_fields,
	    notice_answer_acknowledge, NULL, .closed = true },
	{ "notice.snooze", ACCESS_RECIPIENT, WRITES, snooze_fields, snooze,
	    NULL, .closed = true },
	{ 0 },
};

const struct family notice_answer_family = {
	notice_answer_commands,
	notice_answer_sql,
};
