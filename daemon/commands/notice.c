/* SPDX-License-Identifier: ISC */
#include "daemon/commands/notice.h"

#include <inttypes.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/activity.h"
#include "daemon/commands/families.h"
#include "daemon/commands/department.h"

/* clang-format off */
/* A message that failed has reached nobody, so `failed` goes before
 * `acknowledged`. */
#define STATE \
	"CASE WHEN n.skipped THEN 'skipped'" \
	" WHEN d.state = 'failed' THEN 'failed'" \
	" WHEN n.acknowledged_at IS NOT NULL THEN 'acknowledged'" \
	" ELSE coalesce(d.state, 'planned') END"

#define RECIPIENT \
	"coalesce(d.address," \
	" (SELECT name FROM department p WHERE p.code = n.department)," \
	" 'coordinator')"

#define NOTICE_MEMBERS \
	"'id', n.id, 'activity', n.activity, 'plan', n.plan," \
	" 'stage', n.stage, 'n', n.n, 'recipient', " RECIPIENT "," \
	" 'planned_for', n.regular, 'state', " STATE "," \
	" 'dispatch', n.dispatch, 'department', nullif(n.department, '')"

/* The left of its Message-ID: dispatch_name(). */
#define MESSAGE "'dispatch-' || d.id || '.' || substr(d.token, 1, 32)"

#define INSTANT(column) \
	"strftime('%Y-%m-%dT%H:%M:%SZ', " column ", 'unixepoch')"

#define ACKNOWLEDGED \
	"json(CASE WHEN n.acknowledged_at IS NULL THEN NULL ELSE" \
	" json_object('at', " INSTANT("n.acknowledged_at") "," \
	" 'by', n.acknowledged_by, 'note', n.acknowledged_note) END)"

#define SNOOZED_UNTIL \
	"(SELECT s.until FROM snooze s WHERE s.activity = n.activity" \
	" AND s.due_version = n.due_version" \
	" AND s.department = n.department)"
/* clang-format on */

#define FROM_NOTICE " FROM notice n LEFT JOIN dispatch d ON d.id = n.dispatch"

enum { LIST, SHOW, LAST_RUN, IS_DISPATCH };

static const char *const notice_sql[] = {
	[LIST] = "SELECT json_object(" NOTICE_MEMBERS "), n.id" FROM_NOTICE
		 " WHERE n.id > ?1"
		 " AND (?2 IS NULL OR n.department = ?2)"
		 " AND (?3 IS NULL OR " STATE " = ?3)"
		 " AND (?4 IS NULL OR n.regular >= ?4)"
		 " AND (?5 IS NULL OR n.dispatch = ?5)"
		 " AND (?6 IS NULL OR n.activity = ?6) ORDER BY n.id",
	[SHOW] = "SELECT json_object(" NOTICE_MEMBERS
		 ", 'acknowledged', " ACKNOWLEDGED
		 ", 'snoozed_until', " SNOOZED_UNTIL ", 'subject',"
		 " d.subject, 'text', d.text, 'address', d.address,"
		 " 'sent_at', " INSTANT(
		     "d.sent_at") ","
				  " 'run', d.run, 'answer', d.answer,"
				  " 'message', " MESSAGE ")" FROM_NOTICE
				  " WHERE n.id = ?1",
	[LAST_RUN] = "SELECT max(day) FROM run",
	[IS_DISPATCH] = "SELECT 1 FROM dispatch WHERE id = ?1",
	NULL,
};

int notice_last_run(struct store *store, struct day *last, struct err *err)
{
	struct rows rows = store_query(store, notice_sql, LAST_RUN, BIND_NONE);
	int result = rows_next(&rows, err);

	*last = result == 1 ? rows_day(&rows, 0) : DAY_NONE;
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

static int check_dispatch(
    struct invocation *invocation, int64_t id, struct err *err)
{
	int64_t found = 0;

	if (store_integer(invocation->store, notice_sql, IS_DISPATCH,
		BIND(INTEGER(id)), &found, 0, err) != 0)
		return -1;
	if (found == 1)
		return 0;
	return err_set(err, ERR_NOT_FOUND,
	    "there is no message %" PRId64 ": planvakt notice list shows those"
	    " there are",
	    id);
}

static int notice_check_since(struct invocation *invocation, struct err *err)
{
	struct day since = param_day(invocation, "since");

	if (!day_is_some(since) ||
	    day_compare(since, invocation_today(invocation)) <= 0)
		return 0;
	return err_set(err, ERR_INVALID,
	    "since: is in the future: planvakt rehearse shows what will be"
	    " sent");
}

/* Refuses what is not there: an empty list would hide that it was mistyped. */
static int notice_list(struct invocation *invocation, struct err *err)
{
	const char *department = param_text(invocation, "department");
	int64_t dispatch = param_integer(invocation, "dispatch", 0);
	int64_t activity = param_integer(invocation, "activity", 0);
	struct activity_state found;

	if ((department != NULL &&
		department_exists(invocation, department, err) != 0) ||
	    (dispatch > 0 && check_dispatch(invocation, dispatch, err) != 0) ||
	    (activity > 0 &&
		activity_find(invocation, activity, &found, err) != 0) ||
	    notice_check_since(invocation, err) != 0)
		return -1;
	return invocation_list(invocation, notice_sql, LIST,
	    BIND(INTEGER(param_integer(invocation, "after", 0)),
		TEXT(department), TEXT(param_text(invocation, "state")),
		DAY(param_day(invocation, "since")),
		dispatch > 0 ? INTEGER(dispatch) : TEXT(NULL),
		activity > 0 ? INTEGER(activity) : TEXT(NULL)),
	    err);
}

static int notice_show(struct invocation *invocation, struct err *err)
{
	int64_t id = param_integer(invocation, "id", 0);

	return invocation_one(invocation, notice_sql, SHOW, BIND(INTEGER(id)),
	    err,
	    "there is no notice %" PRId64 ": planvakt notice list shows those"
	    " there are",
	    id);
}

static const struct field list_fields[] = {
	{ "activity", FIELD_ID, OPTIONAL },
	{ "department", FIELD_CODE, OPTIONAL, .of = CODE_DEPARTMENT },
	{ "state", FIELD_WORD, OPTIONAL, .words = dispatch_state_words },
	{ "since", FIELD_DATE, OPTIONAL },
	{ "dispatch", FIELD_ID, OPTIONAL },
	{ "after", FIELD_ID, OPTIONAL },
	{ 0 },
};

static const struct field show_fields[] = {
	{ "id", FIELD_ID, REQUIRED },
	{ 0 },
};

static const struct command notice_commands[] = {
	{ "notice.list", ACCESS_ANY, READS, list_fields, notice_list },
	{ "notice.show", ACCESS_ANY, READS, show_fields, notice_show },
	{ 0 },
};

const struct family notice_family = {
	notice_commands,
	notice_sql,
};
