/* SPDX-License-Identifier: ISC */
#include "daemon/commands/activity.h"

#include <inttypes.h>
#include <string.h>

#include "daemon/commands/activity_open.h"
#include "daemon/commands/activity_owner.h"
#include "daemon/commands/activity_read.h"
#include "daemon/commands/activity_words.h"
#include "daemon/commands/families.h"
#include "daemon/commands/department.h"
#include "daemon/commands/plan.h"
#include "daemon/commands/problem.h"

/* clang-format off */
enum {
	LED_BY, JOINED_BY, INSERT, EQUAL_NO_MORE, SET_OWNER, COOPERATING_OLD,
	COOPERATING_ADD, COOPERATING_NEW, COOPERATING_CLEAR, CLARITY,
	SET_UNCLEAR, STATE, EDIT, TOUCH
};

/* The columns of STATE, and of CLARITY. */
enum {
	STATE_STATUS, STATE_TIMEFRAME, STATE_KIND, STATE_PROGRESS,
	STATE_DUE_VERSION, STATE_DONE_ON, STATE_LEAD, STATE_UNRESOLVED,
	STATE_OWNER_TEXT, STATE_START, STATE_END, STATE_EXPECTED, STATE_VAGUE,
	STATE_CARRIED_TO, STATE_DUE, STATE_DROPPED_REASON
};
enum { CLARITY_KIND, CLARITY_VAGUE, CLARITY_UNRESOLVED };
/* clang-format on */

static const char *const activity_sql[] = {
	[LED_BY] = "SELECT lead IS ?2 FROM activity WHERE id = ?1",
	[JOINED_BY] = "SELECT lead IS ?2 OR EXISTS (SELECT 1 FROM cooperating c"
		      " WHERE c.activity = ?1 AND c.department = ?2)"
		      " FROM activity WHERE id = ?1",
	/* A new activity is one statement: an import has thousands. */
	[INSERT] =
	    "INSERT INTO activity (plan, key, activity, purpose,"
	    " timeframe, areas, strategies, review, goal, other,"
	    " kind, start, end, vague, reason, due, interval_months,"
	    " review_month, lead, owner_text, unresolved, unclear, unclear_at,"
	    " due_version, due_set_at, added_at, status, progress,"
	    " lead_version, lead_set_at, lead_told, done_on, dropped_reason)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
	    " coalesce(?9, ''), coalesce(?10, '{}'), ?11, ?12, ?13, ?14, ?15,"
	    " ?16, ?17, ?18, ?19, ?20, ?21, ?22, iif(?22 = '[]', NULL, ?23),"
	    " 1, ?23, ?23, ?24, ?25, 1, ?23, ?19 IS NULL, ?26, ?27)",
	/* Of equal rank it was told what came, and of no dates. */
	[EQUAL_NO_MORE] =
	    "UPDATE cooperating SET joined_at = ?3 WHERE activity = ?1"
	    " AND (SELECT unresolved FROM activity WHERE id = ?1) & ?2",
	[SET_OWNER] = "UPDATE activity SET lead = ?2, owner_text = ?3,"
		      " unresolved = ?4 WHERE id = ?1",
	/* Those that stay keep what they know. */
	[COOPERATING_OLD] = "UPDATE cooperating SET position = -1 - position"
			    " WHERE activity = ?1",
	[COOPERATING_ADD] =
	    "INSERT INTO cooperating SELECT ?1, ?2, ?3,"
	    " coalesce(max(joined_at), ?4), coalesce(max(told), 0)"
	    " FROM cooperating WHERE activity = ?1 AND department = ?3"
	    " AND position < 0",
	[COOPERATING_NEW] = "INSERT INTO cooperating VALUES"
			    " (?1, ?2, ?3, ?4, 0)",
	[COOPERATING_CLEAR] = "DELETE FROM cooperating WHERE activity = ?1"
			      " AND position < 0",
	[CLARITY] = "SELECT kind, vague, unresolved FROM activity"
		    " WHERE id = ?1",
	[SET_UNCLEAR] = "UPDATE activity SET unclear = ?2, unclear_at ="
			" iif(?2 = '[]', NULL, coalesce(unclear_at, ?3))"
			" WHERE id = ?1",
	[STATE] =
	    "SELECT status, timeframe, kind, progress, due_version,"
	    " done_on, lead, unresolved, owner_text, start, end, expected,"
	    " vague, coalesce(carried_to, 0), due, dropped_reason"
	    " FROM activity WHERE id = ?1",
	[EDIT] =
	    "UPDATE activity SET activity = coalesce(?2, activity),"
	    " purpose = coalesce(?3, purpose), areas = coalesce(?4, areas),"
	    " strategies = coalesce(?5, strategies),"
	    " review = coalesce(?6, review), goal = coalesce(?7, goal),"
	    " other = coalesce(?8, other) WHERE id = ?1"
	    " AND (activity, purpose, areas, strategies, review, goal, other)"
	    " IS NOT (coalesce(?2, activity), coalesce(?3, purpose),"
	    " coalesce(?4, areas), coalesce(?5, strategies),"
	    " coalesce(?6, review), coalesce(?7, goal), coalesce(?8, other))",
	[TOUCH] = "INSERT OR IGNORE INTO entry_activity VALUES (?1, ?2)",
	NULL,
};

static int activity_is_of(struct store *store, int statement, int64_t id,
    const char *department, struct err *err)
{
	int64_t is_of;

	if (store_integer(store, activity_sql, statement,
		BIND(INTEGER(id), TEXT(department)), &is_of, 1, err) != 0)
		return -1;
	return is_of == 1;
}

int activity_led_by(
    struct store *store, int64_t id, const char *department, struct err *err)
{
	return activity_is_of(store, LED_BY, id, department, err);
}

int activity_joined_by(
    struct store *store, int64_t id, const char *department, struct err *err)
{
	return activity_is_of(store, JOINED_BY, id, department, err);
}

int activity_touch(struct invocation *invocation, int64_t id, struct err *err)
{
	return store_run(invocation->store, activity_sql, TOUCH,
	    BIND(INTEGER(id), INTEGER(invocation->seq)), err);
}

static int insert(struct invocation *invocation,
    const struct activity *activity, int64_t *id, struct err *err)
{
	const struct due *due = &activity->due;
	const struct owner *owner = &activity->owner;
	const struct activity_progress *progress = &activity->progress;
	const char *unclear = activity_due_unclear(
	    invocation, due->kind, due->vague, owner->unresolved);
	int result = store_run(invocation->store, activity_sql, INSERT,
	    BIND(TEXT(activity->plan), TEXT(activity->key),
		TEXT(activity->activity), TEXT(activity->purpose),
		TEXT(activity->timeframe), TEXT(activity->areas),
		TEXT(activity->strategies), TEXT(activity->review),
		TEXT(activity->goal), TEXT(activity->other),
		TEXT(timeframe_kind_words[due->kind]), DAY(due->start),
		DAY(due->end), INTEGER(due->vague), TEXT(due->reason),
		DAY(due->due), INTEGER(due->interval_months),
		INTEGER(due->month), TEXT(owner->lead), TEXT(owner->text),
		INTEGER(owner->unresolved), TEXT(unclear),
		INTEGER(invocation->now.seconds),
		TEXT(status_words[progress->status]),
		INTEGER(progress->progress), DAY(progress->done_on),
		TEXT(progress->dropped_reason)),
	    err);

	*id = store_inserted(invocation->store);
	return result;
}

/* Nobody joined a new activity before. */
static int activity_add_cooperating(struct invocation *invocation, int64_t id,
    const json_t *cooperating, struct err *err)
{
	for (size_t i = 0; i < json_array_size(cooperating); i++)
		if (store_run(invocation->store, activity_sql, COOPERATING_NEW,
			BIND(INTEGER(id), INTEGER((int64_t)i),
			    TEXT(json_string_value(
				json_array_get(cooperating, i))),
			    INTEGER(invocation->now.seconds)),
			err) != 0)
			return -1;
	return 0;
}

int activity_put(struct invocation *invocation, const struct activity *activity,
    int64_t *id, struct err *err)
{
	if (insert(invocation, activity, id, err) != 0 ||
	    activity_touch(invocation, *id, err) != 0 ||
	    (activity->progress.status < STATUS_DONE &&
		activity_due_await(invocation, *id, err) != 0) ||
	    activity_due_record(invocation, *id, 1, activity->timeframe,
		&activity->due, NULL, err) != 0)
		return -1;
	return activity_add_cooperating(
	    invocation, *id, activity->owner.cooperating, err);
}

int activity_put_owner(struct invocation *invocation, int64_t id,
    const struct owner *owner, struct err *err)
{
	json_t *code;
	size_t i;

	if ((owner->unresolved & UNRESOLVED_EQUAL) == 0 &&
	    store_run(invocation->store, activity_sql, EQUAL_NO_MORE,
		BIND(INTEGER(id), INTEGER(UNRESOLVED_EQUAL),
		    INTEGER(invocation->now.seconds)),
		err) != 0)
		return -1;
	if (store_run(invocation->store, activity_sql, SET_OWNER,
		BIND(INTEGER(id), TEXT(owner->lead), TEXT(owner->text),
		    INTEGER(owner->unresolved)),
		err) != 0 ||
	    store_run(invocation->store, activity_sql, COOPERATING_OLD,
		BIND(INTEGER(id)), err) != 0)
		return -1;
	json_array_foreach ((json_t *)(uintptr_t)owner->cooperating, i, code)
		if (store_run(invocation->store, activity_sql, COOPERATING_ADD,
			BIND(INTEGER(id), INTEGER((int64_t)i),
			    TEXT(json_string_value(code)),
			    INTEGER(invocation->now.seconds)),
			err) != 0)
			return -1;
	return store_run(invocation->store, activity_sql, COOPERATING_CLEAR,
	    BIND(INTEGER(id)), err);
}

int activity_refresh(struct invocation *invocation, int64_t id, struct err *err)
{
	const char *unclear = NULL;
	struct rows rows = store_query(
	    invocation->store, activity_sql, CLARITY, BIND(INTEGER(id)));
	int result = rows_next(&rows, err);

	if (result == 1)
		unclear = activity_due_unclear(invocation,
		    word_of(
			timeframe_kind_words, rows_text(&rows, CLARITY_KIND)),
		    rows_integer(&rows, CLARITY_VAGUE) != 0,
		    rows_integer(&rows, CLARITY_UNRESOLVED));
	rows_end(&rows);
	if (result < 0)
		return -1;
	return store_run(invocation->store, activity_sql, SET_UNCLEAR,
	    BIND(INTEGER(id), TEXT(unclear), INTEGER(invocation->now.seconds)),
	    err);
}

static void take_state(
    const struct rows *rows, struct arena *arena, struct activity_state *state)
{
	state->status = word_of(status_words, rows_text(rows, STATE_STATUS));
	state->timeframe = rows_copy(rows, STATE_TIMEFRAME, arena);
	state->kind =
	    word_of(timeframe_kind_words, rows_text(rows, STATE_KIND));
	state->progress = rows_integer(rows, STATE_PROGRESS);
	state->due_version = rows_integer(rows, STATE_DUE_VERSION);
	state->done_on = rows_day(rows, STATE_DONE_ON);
	state->lead = rows_copy(rows, STATE_LEAD, arena);
	state->unresolved = rows_integer(rows, STATE_UNRESOLVED);
	state->owner_text = rows_copy(rows, STATE_OWNER_TEXT, arena);
	state->start = rows_day(rows, STATE_START);
	state->end = rows_day(rows, STATE_END);
	state->expected = rows_day(rows, STATE_EXPECTED);
	state->vague = rows_integer(rows, STATE_VAGUE) != 0;
	state->carried_to = rows_integer(rows, STATE_CARRIED_TO);
	state->due = rows_day(rows, STATE_DUE);
	state->dropped_reason = rows_copy(rows, STATE_DROPPED_REASON, arena);
}

int activity_find(struct invocation *invocation, int64_t id,
    struct activity_state *state, struct err *err)
{
	struct rows rows = store_query(
	    invocation->store, activity_sql, STATE, BIND(INTEGER(id)));
	int found = rows_next(&rows, err);

	if (found == 1)
		take_state(&rows, invocation->arena, state);
	rows_end(&rows);
	if (found == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "there is no activity %" PRId64 ": planvakt activity list"
		    " shows those there are",
		    id);
	return found == 1 ? 0 : -1;
}

int activity_edit(struct invocation *invocation, int64_t id,
    const struct activity_edit *edit, bool *changed, struct err *err)
{
	int result = store_run(invocation->store, activity_sql, EDIT,
	    BIND(INTEGER(id), TEXT(edit->activity), TEXT(edit->purpose),
		TEXT(edit->areas), TEXT(edit->strategies), TEXT(edit->review),
		TEXT(edit->goal), TEXT(edit->other)),
	    err);

	*changed = result == 0 && store_changed(invocation->store) > 0;
	return result;
}

/* --- the commands --- */

static int read_timeframe(struct invocation *invocation, struct err *err)
{
	return activity_due_read(invocation->reading, "timeframe",
	    param_text(invocation, "timeframe"),
	    (int)param_integer(invocation, "year", 0), err);
}

static int read_added(struct invocation *invocation, struct err *err)
{
	return problem_read_named(invocation, err) == 0
	    ? read_timeframe(invocation, err)
	    : -1;
}

/* What a decision moves is due after the plan was adopted. */
static int read_move(struct invocation *invocation, struct err *err)
{
	const char *end;
	struct day day;

	if (read_timeframe(invocation, err) != 0)
		return -1;
	end = json_string_value(json_object_get(
	    json_object_get(invocation->reading, "timeframe"), "end"));
	if (end == NULL || !day_read(end, &day))
		return 0;
	return plan_check_since(invocation, NULL,
	    param_integer(invocation, "id", 0), "timeframe", day, err);
}

static struct due read_due(struct invocation *invocation)
{
	return activity_due_fetch(
	    json_object_get(invocation->reading, "timeframe"));
}

static int activity_add(struct invocation *invocation, struct err *err)
{
	struct activity activity = {
		.plan = param_text(invocation, "plan"),
		.activity = param_text(invocation, "activity"),
		.purpose = param_text(invocation, "purpose"),
		.timeframe = param_text(invocation, "timeframe"),
		.due = read_due(invocation),
		.owner = { "", param_text(invocation, "lead"),
		    param_list(invocation, "cooperating"), 0 },
		.areas = invocation_json(
		    invocation, param_list(invocation, "areas")),
		.strategies = invocation_json(
		    invocation, param_list(invocation, "strategies")),
		.review = param_text(invocation, "review"),
		.goal = param_text(invocation, "goal"),
		.progress = ACTIVITY_PROGRESS_NONE,
	};
	int64_t id;
	bool ignored = false;

	if (plan_check(invocation, activity.plan, err) != 0 ||
	    activity_owner_check(invocation, activity.owner.lead,
		activity.owner.cooperating, err) != 0 ||
	    activity_put(invocation, &activity, &id, err) != 0 ||
	    problem_answer(invocation, id, &ignored, err) != 0)
		return -1;
	return activity_owner_reply(invocation, id, err);
}

static const char *list_param(struct invocation *invocation, const char *name)
{
	const json_t *list = param_list(invocation, name);

	return list != NULL ? invocation_json(invocation, list) : NULL;
}

static int activity_edit_command(struct invocation *invocation, struct err *err)
{
	struct activity_edit edit = {
		.activity = param_text(invocation, "activity"),
		.purpose = param_text(invocation, "purpose"),
		.areas = list_param(invocation, "areas"),
		.strategies = list_param(invocation, "strategies"),
		.review = param_text(invocation, "review"),
		.goal = param_text(invocation, "goal"),
	};
	int64_t id = param_integer(invocation, "id", 0);
	struct activity_state state;
	bool changed;

	if (json_object_size(invocation->params) < 2)
		return err_set(err, ERR_INVALID,
		    "nothing to edit: give --activity, --purpose, --goal,"
		    " --area, --strategy, --problem or --review");
	if (activity_find(invocation, id, &state, err) != 0 ||
	    activity_edit(invocation, id, &edit, &changed, err) != 0 ||
	    problem_answer(invocation, id, &changed, err) != 0 ||
	    activity_touch(invocation, id, err) != 0)
		return -1;
	invocation->unchanged = !changed;
	return activity_one(invocation, id, err);
}

/* Whether the new reading differs: the same words may now be read in another
 * year. */
static bool same_timeframe(
    const struct activity_state *state, const char *text, const struct due *due)
{
	return strcmp(state->timeframe, text) == 0 &&
	    state->kind == due->kind &&
	    day_compare(state->start, due->start) == 0 &&
	    day_compare(state->end, due->end) == 0;
}

static int move(struct invocation *invocation, struct err *err)
{
	int64_t id = param_integer(invocation, "id", 0);
	const char *text = param_text(invocation, "timeframe");
	struct due due = read_due(invocation);
	struct activity_state state;

	if (activity_find(invocation, id, &state, err) != 0 ||
	    activity_check_open(id, &state, err) != 0)
		return -1;
	invocation->unchanged = same_timeframe(&state, text, &due);
	if (invocation->unchanged)
		return activity_one(invocation, id, err);
	if (activity_due_put(invocation, id, state.due_version + 1, text, &due,
		param_text(invocation, "decision"), err) != 0 ||
	    activity_refresh(invocation, id, err) != 0 ||
	    activity_touch(invocation, id, err) != 0 ||
	    activity_one(invocation, id, err) != 0)
		return -1;
	activity_due_note(invocation, state.due, &due);
	return 0;
}

static const struct field add_fields[] = {
	{ "plan", FIELD_CODE, REQUIRED, .of = CODE_PLAN },
	{ "activity", FIELD_TEXT, REQUIRED, .min = 1, .max = TEXT_LONG },
	{ "purpose", FIELD_TEXT, REQUIRED, .min = 0, .max = TEXT_LONG },
	{ "timeframe", FIELD_TEXT, REQUIRED, .min = 1, .max = TIMEFRAME_MAX },
	{ "lead", FIELD_CODE, REQUIRED, .of = CODE_DEPARTMENT },
	{ "cooperating", FIELD_CODE, OPTIONAL, .of = CODE_DEPARTMENT,
	    .many = COOPERATING_MAX },
	{ "areas", FIELD_WORD, OPTIONAL, .words = area_words, .many = 2 },
	{ "strategies", FIELD_WORD, OPTIONAL, .words = strategy_words,
	    .many = 4 },
	{ "review", FIELD_INTERVAL, OPTIONAL },
	{ "goal", FIELD_TEXT, OPTIONAL, .min = 0, .max = TEXT_LONG },
	PROBLEM_FIELD,
	{ "year", FIELD_NUMBER, OPTIONAL, .min = YEAR_MEANT_MIN,
	    .max = YEAR_MEANT_MAX },
	{ 0 },
};

static const struct field edit_fields[] = {
	{ "id", FIELD_ID, REQUIRED, .unlisted = true },
	{ "activity", FIELD_TEXT, OPTIONAL, .min = 1, .max = TEXT_LONG },
	{ "purpose", FIELD_TEXT, OPTIONAL, .min = 0, .max = TEXT_LONG },
	{ "areas", FIELD_WORD, OPTIONAL, .words = area_words, .many = 2 },
	{ "strategies", FIELD_WORD, OPTIONAL, .words = strategy_words,
	    .many = 4 },
	{ "review", FIELD_INTERVAL, OPTIONAL },
	{ "goal", FIELD_TEXT, OPTIONAL, .min = 0, .max = TEXT_LONG },
	PROBLEM_FIELD,
	{ 0 },
};

static const struct field add_reading[] = {
	{ "timeframe", FIELD_OBJECT, REQUIRED, .row = activity_due_fields },
	PROBLEM_READING,
	{ 0 },
};

static const struct field move_fields[] = {
	{ "id", FIELD_ID, REQUIRED, .unlisted = true },
	{ "timeframe", FIELD_TEXT, REQUIRED, .min = 1, .max = TIMEFRAME_MAX },
	{ "decision", FIELD_LINE, REQUIRED, .min = 1, .max = REFERENCE_MAX },
	{ "year", FIELD_NUMBER, OPTIONAL, .min = YEAR_MEANT_MIN,
	    .max = YEAR_MEANT_MAX },
	{ 0 },
};

static const struct command activity_commands[] = {
	{ "activity.add", ACCESS_COORDINATOR, WRITES, add_fields, activity_add,
	    read_added, add_reading },
	{ "activity.edit", ACCESS_COORDINATOR, WRITES, edit_fields,
	    activity_edit_command, problem_read_named },
	{ "activity.move", ACCESS_COORDINATOR, WRITES, move_fields, move,
	    read_move, due_timeframe_reading },
	{ 0 },
};

const struct family activity_family = {
	activity_commands,
	activity_sql,
};
