/* SPDX-License-Identifier: ISC */
#include "daemon/commands/activity_progress.h"

#include <inttypes.h>
#include <string.h>

#include "daemon/commands/activity.h"
#include "daemon/commands/activity_read.h"
#include "daemon/commands/families.h"
#include "daemon/commands/department.h"
#include "daemon/commands/holiday.h"
#include "daemon/commands/plan.h"
#include "daemon/commands/setting.h"

enum { NOTE, PROGRESS, DROP, REOPEN, SUCCEED, UNDOUBLE };

static const char *const activity_progress_sql[] = {
	[NOTE] = "INSERT INTO progress_note SELECT ?1, id, ?3, ?4, ?5,"
		 " status, progress, ?6, due_version, lead_version, ?7, ?8, ?9"
		 " FROM activity WHERE id = ?2",
	[PROGRESS] = "UPDATE activity SET status = ?2, progress = ?3,"
		     " done_on = ?4, dropped_reason = ?5, expected = ?6"
		     " WHERE id = ?1",
	[DROP] = "UPDATE activity SET status = 'dropped',"
		 " dropped_reason = ?2 WHERE id = ?1",
	/* A department that was replaced stands for its successor. */
	[REOPEN] = "UPDATE activity SET dropped_reason = NULL,"
		   " done_on = NULL, progress = ?3, status = ?2,"
		   " lead = (SELECT coalesce(successor, code) FROM department"
		   "  WHERE code = lead) WHERE id = ?1",
	[SUCCEED] = "UPDATE cooperating SET department ="
		    " (SELECT coalesce(successor, code) FROM department"
		    "  WHERE code = department) WHERE activity = ?1",
	[UNDOUBLE] = "DELETE FROM cooperating WHERE activity = ?1 AND"
		     " (department = (SELECT lead FROM activity WHERE id = ?1)"
		     "  OR EXISTS (SELECT 1 FROM cooperating first WHERE"
		     "   first.activity = ?1 AND"
		     "   first.department = cooperating.department AND"
		     "   first.position < cooperating.position))",
	NULL,
};

int activity_put_progress(struct invocation *invocation, int64_t id,
    const struct activity_progress *progress, struct err *err)
{
	return store_run(invocation->store, activity_progress_sql, PROGRESS,
	    BIND(INTEGER(id), TEXT(status_words[progress->status]),
		INTEGER(progress->progress), DAY(progress->done_on),
		TEXT(progress->dropped_reason), DAY(progress->expected)),
	    err);
}

/* Whose answer a note is, what it promises and until when it holds. */
struct note_hold {
	const char *by; /* NULL: it is nobody's */
	struct day expected, holds;
};

static int put_held_note(struct invocation *invocation, int64_t id,
    const char *reported_by, const char *words, const struct note_hold *hold,
    struct err *err)
{
	return store_run(invocation->store, activity_progress_sql, NOTE,
	    BIND(INTEGER(invocation->seq), INTEGER(id),
		INTEGER(invocation->now.seconds),
		TEXT(invocation->principal->name), TEXT(reported_by),
		TEXT(words), TEXT(hold->by), DAY(hold->expected),
		DAY(hold->holds)),
	    err);
}

int activity_put_note(struct invocation *invocation, int64_t id,
    const char *reported_by, const char *words, struct err *err)
{
	return put_held_note(invocation, id, reported_by, words,
	    &(struct note_hold){ NULL, DAY_NONE, DAY_NONE }, err);
}

/* As the command says it and its reading has it. */
static int put_note(struct invocation *invocation, int64_t id,
    const char *words, struct err *err)
{
	struct note_hold hold = {
		reading_text(invocation, "answered"),
		param_day(invocation, "expected"),
		reading_day(invocation, "holds"),
	};

	return put_held_note(invocation, id,
	    param_text(invocation, "reported_by"), words, &hold, err);
}

/* Whether what is done on that day is done by the due date. */
static bool is_by_due(const struct activity_state *state, struct day day)
{
	return (state->kind == TIMEFRAME_FIXED ||
		   state->kind == TIMEFRAME_DEADLINE) &&
	    day_is_some(state->end) && day_compare(day, state->end) <= 0;
}

/* Until when an answer of today holds: the day that it promises, which may be
 * far where the due date is, else some workdays. */
static int find_hold(struct invocation *invocation,
    const struct activity_state *state, struct day today, struct day *until,
    struct err *err)
{
	struct day expected = param_day(invocation, "expected");
	struct settings settings;
	struct workdays workdays;
	struct day most;

	if (setting_load(&settings, invocation->store, err) != 0 ||
	    holiday_workdays(&workdays, invocation->store, err) != 0)
		return -1;
	*until = workday_plus(&workdays, today, settings.answer_holds);
	most = workday_plus(&workdays, today, settings.expected_most);
	holiday_release(&workdays);
	if (!day_is_some(expected))
		return 0;
	*until = expected;
	if (day_compare(expected, today) < 0)
		return err_set(err, ERR_INVALID,
		    "expected: is past: give the day on which it will be done");
	if (day_compare(expected, most) > 0 && !is_by_due(state, expected))
		return err_set(err, ERR_INVALID,
		    "expected: is more than %d workdays ahead: what needs"
		    " longer gets a new due date by decision (planvakt"
		    " activity move)",
		    settings.expected_most);
	return 0;
}

/* Who only cooperates may say something of it, not decide how it stands. */
static int check_reporter(struct invocation *invocation,
    const struct activity_state *state, struct err *err)
{
	const char *own = invocation->principal->department;

	if (own[0] == '\0' || same_text(own, state->lead) ||
	    (param_text(invocation, "status") == NULL &&
		param_integer(invocation, "progress", -1) < 0 &&
		param_text(invocation, "expected") == NULL &&
		param_text(invocation, "done_on") == NULL))
		return 0;
	return err_set(err, ERR_DENIED,
	    "activity %" PRId64 " is not led by %s, which can give a --note:"
	    " its lead or the coordinator reports the rest",
	    param_integer(invocation, "id", 0), own);
}

/* Whose answer it is, and until when it holds: of the lead's, by its key or by
 * the coordinator. Others only tell. */
static int read_hold(
    struct invocation *invocation, struct day today, struct err *err)
{
	const char *own = invocation->principal->department;
	const char *by = param_text(invocation, "reported_by");
	struct activity_state state;
	struct day until;

	if (activity_find(invocation, param_integer(invocation, "id", 0),
		&state, err) != 0 ||
	    check_reporter(invocation, &state, err) != 0 ||
	    find_hold(invocation, &state, today, &until, err) != 0)
		return -1;
	if (by == NULL)
		by = own[0] != '\0' ? own : state.lead;
	if (by == NULL || state.lead == NULL || strcmp(by, state.lead) != 0)
		return 0;
	reading_put_text(invocation, "answered", by);
	reading_put_day(invocation, "holds", until);
	return 0;
}

/* Today is the calendar's answer, so it stands in the reading. */
static int read_update(struct invocation *invocation, struct err *err)
{
	struct day today = invocation_today(invocation);
	struct day done = param_day(invocation, "done_on");

	reading_put_day(invocation, "today", today);
	if (read_hold(invocation, today, err) != 0)
		return -1;
	if (!day_is_some(done))
		return 0;
	if (day_compare(done, today) > 0)
		return err_set(err, ERR_INVALID,
		    "done_on: is in the future: give the day it was done");
	return plan_check_since(invocation, NULL,
	    param_integer(invocation, "id", 0), "done_on", done, err);
}

static int check_update(struct invocation *invocation, int64_t id,
    const struct activity_state *state, struct err *err)
{
	int given = param_word(invocation, "status", status_words);
	enum status status = given < 0 ? state->status : (enum status)given;
	const char *by = param_text(invocation, "reported_by");
	const char *own = invocation->principal->department;

	if (given < 0 && param_integer(invocation, "progress", -1) < 0 &&
	    param_text(invocation, "note") == NULL &&
	    param_text(invocation, "expected") == NULL &&
	    param_text(invocation, "done_on") == NULL)
		return err_set(err, ERR_INVALID,
		    "nothing to update: give --status, --progress, --note,"
		    " --expected or --done-on");
	if (check_reporter(invocation, state, err) != 0)
		return -1;
	if (by != NULL && own[0] != '\0' && strcmp(by, own) != 0)
		return err_set(err, ERR_DENIED,
		    "reported_by: a department's key reports on its own"
		    " word");
	if (by != NULL && department_check(invocation, by, err) != 0)
		return -1;
	if (param_text(invocation, "done_on") != NULL && status != STATUS_DONE)
		return err_set(
		    err, ERR_INVALID, "done_on: goes with --status done");
	if (state->status == STATUS_DROPPED || status != state->status ||
	    param_text(invocation, "expected") != NULL)
		return activity_check_open(id, state, err);
	return 0;
}

/* An activity that is done has progress 100, unless another is given. */
static int update(struct invocation *invocation, struct err *err)
{
	int64_t id = param_integer(invocation, "id", 0), progress;
	int given = param_word(invocation, "status", status_words);
	const char *note = param_text(invocation, "note");
	struct day expected = param_day(invocation, "expected");
	struct day done_on = param_day(invocation, "done_on");
	struct activity_state state;
	enum status status;
	bool closes;

	if (activity_find(invocation, id, &state, err) != 0 ||
	    check_update(invocation, id, &state, err) != 0)
		return -1;
	status = given < 0 ? state.status : (enum status)given;
	closes = !activity_is_closed(&state) && status == STATUS_DONE;
	progress = param_integer(
	    invocation, "progress", closes ? 100 : state.progress);
	if (!day_is_some(expected) && status != STATUS_DONE)
		expected = state.expected;
	if (!day_is_some(done_on))
		done_on =
		    closes ? reading_day(invocation, "today") : state.done_on;
	/* An answer is heard also where it says what was said before. */
	invocation->unchanged = note == NULL &&
	    param_text(invocation, "expected") == NULL &&
	    status == state.status && progress == state.progress &&
	    day_compare(done_on, state.done_on) == 0;
	if (!invocation->unchanged &&
	    (activity_put_progress(invocation, id,
		 &(struct activity_progress){
		     status, progress, done_on, expected, NULL },
		 err) != 0 ||
		put_note(invocation, id, note != NULL ? note : "", err) != 0 ||
		activity_touch(invocation, id, err) != 0))
		return -1;
	return activity_one(invocation, id, err);
}

static int activity_progress_drop(
    struct invocation *invocation, struct err *err)
{
	int64_t id = param_integer(invocation, "id", 0);
	const char *reason = param_text(invocation, "reason");
	struct activity_state state;

	if (activity_find(invocation, id, &state, err) != 0)
		return -1;
	if (activity_is_closed(&state))
		return err_set(err, ERR_CONFLICT,
		    "activity %" PRId64 " is %-s already", id,
		    status_words[state.status]);
	if (store_run(invocation->store, activity_progress_sql, DROP,
		BIND(INTEGER(id), TEXT(reason)), err) != 0 ||
	    put_note(invocation, id, reason, err) != 0 ||
	    activity_touch(invocation, id, err) != 0)
		return -1;
	return activity_one(invocation, id, err);
}

/* Reopening adds a version to the history: the ladder begins again. What
 * was confirmed stays so: the words are the same. */
static int put_again(struct invocation *invocation, int64_t id,
    const struct activity_state *state, struct err *err)
{
	struct due due = activity_due_fetch(
	    json_object_get(invocation->reading, "timeframe"));

	due.vague = due.vague && state->vague;
	return activity_due_put(invocation, id, state->due_version + 1,
	    state->timeframe, &due, NULL, err);
}

static int put_successors(
    struct invocation *invocation, int64_t id, struct err *err)
{
	if (store_run(invocation->store, activity_progress_sql, SUCCEED,
		BIND(INTEGER(id)), err) != 0)
		return -1;
	return store_run(invocation->store, activity_progress_sql, UNDOUBLE,
	    BIND(INTEGER(id)), err);
}

/* Reads the timeframe's words again, by the rules at the time of reopening. */
static int read_reopen(struct invocation *invocation, struct err *err)
{
	struct activity_state state;

	if (activity_find(invocation, param_integer(invocation, "id", 0),
		&state, err) != 0)
		return -1;
	return activity_due_read(
	    invocation->reading, "timeframe", state.timeframe, 0, err);
}

static int reopen(struct invocation *invocation, struct err *err)
{
	int64_t id = param_integer(invocation, "id", 0), progress;
	struct activity_state state;
	enum status status;

	if (activity_find(invocation, id, &state, err) != 0)
		return -1;
	if (!activity_is_closed(&state))
		return err_set(err, ERR_CONFLICT,
		    "activity %" PRId64 " is open: there is nothing to"
		    " reopen",
		    id);
	if (state.carried_to != 0)
		return activity_goes_on(id, &state, err);
	progress = state.progress < 100 ? state.progress : 0;
	status = progress > 0 ? STATUS_STARTED : STATUS_PLANNED;
	if (store_run(invocation->store, activity_progress_sql, REOPEN,
		BIND(
		    INTEGER(id), TEXT(status_words[status]), INTEGER(progress)),
		err) != 0 ||
	    put_successors(invocation, id, err) != 0 ||
	    put_again(invocation, id, &state, err) != 0 ||
	    put_note(invocation, id, param_text(invocation, "reason"), err) !=
		0 ||
	    activity_refresh(invocation, id, err) != 0 ||
	    activity_touch(invocation, id, err) != 0)
		return -1;
	return activity_one(invocation, id, err);
}

static const struct field update_fields[] = {
	{ "id", FIELD_ID, REQUIRED, .unlisted = true },
	{ "status", FIELD_WORD, OPTIONAL, .words = status_words,
	    .max = STATUS_DROPPED },
	{ "progress", FIELD_NUMBER, OPTIONAL, .min = 0, .max = 100 },
	{ "note", FIELD_TEXT, OPTIONAL, .min = 1, .max = TEXT_LONG },
	{ "done_on", FIELD_DATE, OPTIONAL },
	{ "expected", FIELD_DATE, OPTIONAL },
	{ "reported_by", FIELD_CODE, OPTIONAL },
	{ 0 },
};

static const struct field reason_fields[] = {
	{ "id", FIELD_ID, REQUIRED, .unlisted = true },
	{ "reason", FIELD_LINE, REQUIRED, .min = 1, .max = REFERENCE_MAX },
	{ 0 },
};

static const struct field today_reading[] = {
	{ "today", FIELD_DATE, REQUIRED },
	/* Of the lead's answers. */
	{ "answered", FIELD_CODE, OPTIONAL },
	{ "holds", FIELD_DATE, OPTIONAL },
	{ 0 },
};

static const struct command activity_progress_commands[] = {
	{ "activity.update", ACCESS_MEMBER, WRITES, update_fields, update,
	    read_update, today_reading },
	{ "activity.drop", ACCESS_COORDINATOR, WRITES, reason_fields,
	    activity_progress_drop },
	{ "activity.reopen", ACCESS_COORDINATOR, WRITES, reason_fields, reopen,
	    read_reopen, due_timeframe_reading },
	{ 0 },
};

const struct family activity_progress_family = {
	activity_progress_commands,
	activity_progress_sql,
};
