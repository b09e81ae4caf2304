/* SPDX-License-Identifier: ISC */
#include "daemon/commands/activity_progress.h"

#include <inttypes.h>
#include <string.h>

#include "daemon/commands/activity.h"
#include "daemon/commands/activity_open.h"
#include "daemon/commands/activity_read.h"
#include "daemon/commands/families.h"
#include "daemon/commands/department.h"
#include "daemon/commands/holiday.h"
#include "daemon/commands/plan.h"
#include "daemon/commands/setting.h"

enum { NOTE, FIRST_NOTE, READ, SINCE, SAME, PROGRESS };

static const char *const activity_progress_sql[] = {
	[NOTE] = "INSERT INTO progress_note SELECT ?1, id, ?3, ?4, ?5,"
		 " status, progress, ?6, due_version, lead_version, ?7, ?8, ?9,"
		 " ?5 IS NOT NULL OR ?10, ?11, ?12"
		 " FROM activity WHERE id = ?2",
	[FIRST_NOTE] = "INSERT INTO progress_note VALUES (?1, ?2, ?3, ?4,"
		       " NULL, ?5, ?6, ?7, 1, 1, NULL, NULL, NULL, ?8, NULL,"
		       " NULL)",
	[READ] = "SELECT EXISTS (SELECT 1 FROM progress_note"
		 " WHERE activity = ?1 AND reply = ?2)",
	/* Since when it stands as it was last said. No clock of a writer's is
	 * believed beyond the entry. */
	[SINCE] = "SELECT max(min(coalesce(written_at, at), at))"
		  " FROM progress_note WHERE activity = ?1"
		  " AND (answered IS NOT NULL OR reported_by IS NULL)",
	/* The last that was said, within a day, is the same. */
	[SAME] = "SELECT EXISTS (SELECT 1 FROM progress_note n"
		 " JOIN activity a ON a.id = n.activity WHERE n.activity = ?1"
		 " AND n.seq = (SELECT max(seq) FROM progress_note"
		 "  WHERE activity = ?1) AND n.at > ?2 AND n.by = ?3"
		 " AND n.reported_by IS ?4 AND n.note = ?5"
		 " AND n.answered IS ?6 AND n.expected IS ?7"
		 " AND n.holds IS ?8 AND n.status = a.status"
		 " AND n.progress = a.progress"
		 " AND n.due_version = a.due_version"
		 " AND n.lead_version = a.lead_version)",
	[PROGRESS] = "UPDATE activity SET status = ?2, progress = ?3,"
		     " done_on = ?4, dropped_reason = ?5, expected = ?6"
		     " WHERE id = ?1",
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
	const char *reply; /* that it was read from; NULL: none */
	int64_t written;   /* when that was written; 0: not known */
};

static int put_held_note(struct invocation *invocation, int64_t id,
    const char *reported_by, const char *words, const struct note_hold *hold,
    struct err *err)
{
	if (store_run(invocation->store, activity_progress_sql, NOTE,
		BIND(INTEGER(invocation->seq), INTEGER(id),
		    INTEGER(invocation->now.seconds),
		    TEXT(invocation->principal->name), TEXT(reported_by),
		    TEXT(words), TEXT(hold->by), DAY(hold->expected),
		    DAY(hold->holds),
		    INTEGER(invocation->principal->department[0] != '\0'),
		    TEXT(hold->reply),
		    hold->written > 0 ? INTEGER(hold->written) : TEXT(NULL)),
		err) != 0)
		return -1;
	return activity_due_await_again(invocation, id, err);
}

int activity_put_first_note(struct invocation *invocation, int64_t id,
    const struct activity_progress *progress, const char *words,
    struct err *err)
{
	return store_run(invocation->store, activity_progress_sql, FIRST_NOTE,
	    BIND(INTEGER(invocation->seq), INTEGER(id),
		INTEGER(invocation->now.seconds),
		TEXT(invocation->principal->name),
		TEXT(status_words[progress->status]),
		INTEGER(progress->progress), TEXT(words),
		INTEGER(invocation->principal->department[0] != '\0')),
	    err);
}

int activity_put_note(struct invocation *invocation, int64_t id,
    const char *reported_by, const char *words, struct err *err)
{
	return put_held_note(invocation, id, reported_by, words,
	    &(struct note_hold){ NULL, DAY_NONE, DAY_NONE, NULL, 0 }, err);
}

/* As the command says it and its reading has it. */
static int put_note(struct invocation *invocation, int64_t id,
    const char *words, struct err *err)
{
	struct note_hold hold = {
		reading_text(invocation, "answered"),
		param_day(invocation, "expected"),
		reading_day(invocation, "holds"),
		param_text(invocation, "reply"),
		param_integer(invocation, "written", 0),
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

/* What is done is done wholly. */
static int check_done(struct invocation *invocation,
    const struct activity_state *state, struct err *err)
{
	int given = param_word(invocation, "status", status_words);
	int64_t progress = param_integer(invocation, "progress", 100);

	if (progress == 100 ||
	    (given != STATUS_DONE &&
		(given >= 0 || state->status != STATUS_DONE)))
		return 0;
	return err_set(err, ERR_INVALID,
	    "progress: what is done is at 100 %%: leave --progress out, or say"
	    " --status started");
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
	    check_done(invocation, &state, err) != 0 ||
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

/* A reply is heard once, and an old one does not undo what was said after it
 * was written; `again` says that a person wants it all the same. Sets *read to
 * whether it was recorded before. */
static int check_reply(
    struct invocation *invocation, int64_t id, bool *read, struct err *err)
{
	const char *reply = param_text(invocation, "reply");
	int64_t written = param_integer(invocation, "written", 0);
	int64_t found = 0, since = 0;

	*read = false;
	if (reply == NULL || param_flag(invocation, "again"))
		return 0;
	if (store_integer(invocation->store, activity_progress_sql, READ,
		BIND(INTEGER(id), TEXT(reply)), &found, 0, err) != 0 ||
	    store_integer(invocation->store, activity_progress_sql, SINCE,
		BIND(INTEGER(id)), &since, 0, err) != 0)
		return -1;
	*read = found != 0;
	if (*read || since <= written)
		return 0;
	return err_set(err, ERR_CONFLICT,
	    "activity %" PRId64 " was answered after this reply was written:"
	    " look at it (planvakt activity show %" PRId64 ") and say --again",
	    id, id);
}

/* Whether the update leaves the activity as it stands. */
static bool is_state(const struct activity_state *state,
    const struct activity_progress *progress)
{
	return progress->status == state->status &&
	    progress->progress == state->progress &&
	    day_compare(progress->done_on, state->done_on) == 0 &&
	    day_compare(progress->expected, state->expected) == 0;
}

/* An answer is heard also where it says on another day what was said before;
 * twice on one day it is one. */
static int find_same(
    struct invocation *invocation, int64_t id, bool *same, struct err *err)
{
	const char *note = param_text(invocation, "note");
	int64_t found = 0;

	if (param_text(invocation, "reply") == NULL && note == NULL &&
	    param_text(invocation, "expected") == NULL)
		found = 1;
	else if (param_text(invocation, "reply") == NULL &&
	    store_integer(invocation->store, activity_progress_sql, SAME,
		BIND(INTEGER(id), INTEGER(invocation->now.seconds - 86400),
		    TEXT(invocation->principal->name),
		    TEXT(param_text(invocation, "reported_by")),
		    TEXT(note != NULL ? note : ""),
		    TEXT(reading_text(invocation, "answered")),
		    DAY(param_day(invocation, "expected")),
		    DAY(reading_day(invocation, "holds"))),
		&found, 0, err) != 0)
		return -1;
	*same = found != 0;
	return 0;
}

/* How the activity stands after the update: done is wholly done, and keeps no
 * promise. */
static struct activity_progress find_next(
    struct invocation *invocation, const struct activity_state *state)
{
	int given = param_word(invocation, "status", status_words);
	struct activity_progress next = {
		.status = given < 0 ? state->status : (enum status)given,
		.expected = param_day(invocation, "expected"),
		.done_on = param_day(invocation, "done_on"),
	};
	bool closes = !activity_is_closed(state) && next.status == STATUS_DONE;

	next.progress = param_integer(
	    invocation, "progress", closes ? 100 : state->progress);
	if (!day_is_some(next.expected) && next.status != STATUS_DONE)
		next.expected = state->expected;
	if (!day_is_some(next.done_on))
		next.done_on =
		    closes ? reading_day(invocation, "today") : state->done_on;
	return next;
}

/* A note changes no more than the log, in most cases: a row that stays as it is
 * is not written, for that writes its places in the indexes, too. */
static int put_update(struct invocation *invocation, int64_t id,
    const struct activity_state *state, const struct activity_progress *next,
    struct err *err)
{
	const char *note = param_text(invocation, "note");
	bool stays = is_state(state, next) && state->dropped_reason == NULL;

	if ((!stays && activity_put_progress(invocation, id, next, err) != 0) ||
	    put_note(invocation, id, note != NULL ? note : "", err) != 0)
		return -1;
	return activity_touch(invocation, id, err);
}

static int update(struct invocation *invocation, struct err *err)
{
	int64_t id = param_integer(invocation, "id", 0);
	struct activity_progress next;
	struct activity_state state;
	bool same;

	if (activity_find(invocation, id, &state, err) != 0 ||
	    check_reply(invocation, id, &invocation->unchanged, err) != 0)
		return -1;
	if (invocation->unchanged)
		return activity_one(invocation, id, err);
	next = find_next(invocation, &state);
	if (check_update(invocation, id, &state, err) != 0 ||
	    find_same(invocation, id, &same, err) != 0)
		return -1;
	invocation->unchanged = same && is_state(&state, &next);
	if (!invocation->unchanged &&
	    put_update(invocation, id, &state, &next, err) != 0)
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
	{ "reported_by", FIELD_CODE, OPTIONAL, .of = CODE_DEPARTMENT },
	{ "reply", FIELD_HASH, OPTIONAL },
	{ "written", FIELD_NUMBER, OPTIONAL, .min = 0, .max = INT64_C(1) << 40,
	    .instant = true },
	{ "again", FIELD_FLAG, OPTIONAL },
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
	{ 0 },
};

const struct family activity_progress_family = {
	activity_progress_commands,
	activity_progress_sql,
};
