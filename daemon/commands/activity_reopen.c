/* SPDX-License-Identifier: ISC */
/* Given up with a reason, and taken up again. */
#include <inttypes.h>

#include "daemon/commands/activity.h"
#include "daemon/commands/activity_open.h"
#include "daemon/commands/activity_progress.h"
#include "daemon/commands/activity_read.h"
#include "daemon/commands/families.h"

enum { OPEN_STATUS, DROP, REOPEN, SUCCEED, UNDOUBLE };

static const char *const activity_reopen_sql[] = {
	/* As it stood before it was dropped. */
	[OPEN_STATUS] = "SELECT coalesce((SELECT status = 'started'"
			" FROM progress_note WHERE activity = ?1"
			" AND status IN ('planned', 'started')"
			" ORDER BY seq DESC LIMIT 1), ?2)",
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

static int activity_reopen_drop(struct invocation *invocation, struct err *err)
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
	if (store_run(invocation->store, activity_reopen_sql, DROP,
		BIND(INTEGER(id), TEXT(reason)), err) != 0 ||
	    activity_put_note(invocation, id, NULL, reason, err) != 0 ||
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
	if (store_run(invocation->store, activity_reopen_sql, SUCCEED,
		BIND(INTEGER(id)), err) != 0)
		return -1;
	return store_run(invocation->store, activity_reopen_sql, UNDOUBLE,
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

/* What was done begins anew, what was dropped goes on where it was. */
static int find_open_status(struct invocation *invocation, int64_t id,
    const struct activity_state *state, int64_t progress, enum status *status,
    struct err *err)
{
	int64_t started = progress > 0;

	if (state->status == STATUS_DROPPED &&
	    store_integer(invocation->store, activity_reopen_sql, OPEN_STATUS,
		BIND(INTEGER(id), INTEGER(started)), &started, 0, err) != 0)
		return -1;
	*status = started != 0 ? STATUS_STARTED : STATUS_PLANNED;
	return 0;
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
	if (find_open_status(invocation, id, &state, progress, &status, err) !=
	    0)
		return -1;
	if (store_run(invocation->store, activity_reopen_sql, REOPEN,
		BIND(
		    INTEGER(id), TEXT(status_words[status]), INTEGER(progress)),
		err) != 0 ||
	    put_successors(invocation, id, err) != 0 ||
	    put_again(invocation, id, &state, err) != 0 ||
	    activity_put_note(invocation, id, NULL,
		param_text(invocation, "reason"), err) != 0 ||
	    activity_refresh(invocation, id, err) != 0 ||
	    activity_touch(invocation, id, err) != 0)
		return -1;
	return activity_one(invocation, id, err);
}

static const struct field reason_fields[] = {
	{ "id", FIELD_ID, REQUIRED, .unlisted = true },
	{ "reason", FIELD_LINE, REQUIRED, .min = 1, .max = REFERENCE_MAX },
	{ 0 },
};

static const struct command activity_reopen_commands[] = {
	{ "activity.drop", ACCESS_COORDINATOR, WRITES, reason_fields,
	    activity_reopen_drop },
	{ "activity.reopen", ACCESS_COORDINATOR, WRITES, reason_fields, reopen,
	    read_reopen, due_timeframe_reading },
	{ 0 },
};

const struct family activity_reopen_family = {
	activity_reopen_commands,
	activity_reopen_sql,
};
