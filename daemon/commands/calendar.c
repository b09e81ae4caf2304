/* SPDX-License-Identifier: ISC */
#include "daemon/commands/calendar.h"

#include <stddef.h>

#include "daemon/commands/department.h"
#include "daemon/commands/families.h"
#include "daemon/commands/plan.h"
#include "daemon/contract/invocation.h"

/* clang-format off */
#define INSTANT(column) \
	"strftime('%Y-%m-%dT%H:%M:%SZ', " column ", 'unixepoch')"

/* Its due date, else the last that it had: who took that into his calendar
 * must be told that it is gone. */
#define LAST_DUE \
	"coalesce(a.due, (SELECT h.due FROM due_history h" \
	"  WHERE h.activity = a.id AND h.due IS NOT NULL" \
	"  ORDER BY h.version DESC LIMIT 1))"

/* The newest entry that said something of the activity. What was sent, seen
 * and snoozed says nothing. */
#define CHANGED \
	"(SELECT max(e.seq) FROM entry_activity e" \
	"  JOIN entry_method m ON m.seq = e.seq WHERE e.activity = a.id" \
	"  AND m.method NOT GLOB 'notice.*' AND m.method NOT IN" \
	"  ('activity.acknowledge', 'activity.snooze'))"

#define STATE \
	"CASE WHEN a.status = 'done' THEN 'done'" \
	" WHEN a.status = 'dropped' THEN 'dropped'" \
	" WHEN a.closed_at IS NOT NULL THEN 'closed'" \
	" WHEN a.due IS NULL THEN 'undated' ELSE 'open' END"

#define DEPARTMENT_NAME(code) \
	"(SELECT d.name FROM department d WHERE d.code = " code ")"

/* Led or joined by ?3, or any. */
#define OF_DEPARTMENT \
	"(?3 IS NULL OR a.lead = ?3 OR EXISTS (SELECT 1 FROM" \
	" cooperating c WHERE c.department = ?3 AND c.activity = a.id))"

/* A plan's end comes after all that was said of its activities: one more than
 * the last of that is still below what comes later. */
#define EVENT \
	"json_object('id', a.id, 'plan', a.plan, 'activity', a.activity," \
	" 'purpose', a.purpose, 'timeframe', a.timeframe, 'due', a.day," \
	" 'state', " STATE ", 'status', a.status," \
	" 'vague', json(iif(a.vague, 'true', 'false'))," \
	" 'expected', a.expected, 'lead', " DEPARTMENT_NAME("a.lead") "," \
	" 'cooperating', (SELECT json_group_array(name) FROM (SELECT d.name" \
	"  FROM cooperating c JOIN department d ON d.code = c.department" \
	"  WHERE c.activity = a.id ORDER BY c.position))," \
	" 'sequence', a.changed + (a.closed_at IS NOT NULL)," \
	" 'changed', " INSTANT("max(l.at, coalesce(a.closed_at, 0))") ")"

#define DATED \
	" FROM (SELECT a.*, p.closed_at, " LAST_DUE " AS day, " \
	CHANGED " AS changed FROM activity a JOIN plan p ON p.code = a.plan" \
	"  WHERE a.id > ?1 AND (?2 IS NULL OR a.plan = ?2)" \
	"  AND " OF_DEPARTMENT ") a JOIN log l ON l.seq = a.changed" \
	" WHERE a.day IS NOT NULL ORDER BY a.id"

/* As `planvakt calendar` names it (client/calendar.c). */
#define UID \
	"'activity-' || a.id || '@' || (SELECT replace(replace(substr(" \
	"fingerprint, 8), '+', '-'), '/', '_') FROM key" \
	" WHERE role = 'daemon' ORDER BY added_at DESC LIMIT 1) || '.planvakt'"

/* Of ?3. */
#define OF_LETTER \
	"SELECT json_group_array(json_object('uid', uid, 'sequence', changed," \
	" 'changed', at, 'day', due, 'words', words)) FROM (SELECT " UID \
	" AS uid, a.changed, l.at, a.due, substr(a.activity, 1, 120) AS words" \
	" FROM (SELECT a.*, " CHANGED " AS changed FROM activity a" \
	"  JOIN plan p ON p.code = a.plan WHERE a.open AND a.due > '' AND " \
	OF_DEPARTMENT " AND p.closed_at IS NULL) a" \
	" JOIN log l ON l.seq = a.changed ORDER BY a.due, a.id LIMIT 200)"

/* A meeting without a time of its own has its body's, which may change too. */
#define MEETING_CHANGED "max(m.seq, iif(m.time IS NULL, b.seq, 0))"

/* Where a plan names its board, the meetings of that and of its committees. */
#define OF_BOARD \
	"(?2 IS NULL OR EXISTS (SELECT 1 FROM plan p WHERE p.code = ?2" \
	" AND (p.board IS NULL OR p.board = b.name COLLATE swedish" \
	"  OR p.board = (SELECT c.name FROM body c" \
	"   WHERE c.folded = b.committee_of) COLLATE swedish)))"

#define MEETING \
	"json_object('body', b.name, 'key', b.folded, 'date', m.day," \
	" 'time', coalesce(m.time, b.time)," \
	" 'held', json(iif(m.dropped_reason IS NULL, 'true', 'false'))," \
	" 'reason', m.dropped_reason, 'sequence', " MEETING_CHANGED "," \
	" 'changed', (SELECT " INSTANT("l.at") " FROM log l" \
	"  WHERE l.seq = " MEETING_CHANGED "))"
/* clang-format on */

enum { LIST, MEETINGS, LETTER };

static const char *const calendar_sql[] = {
	[LIST] = "SELECT " EVENT ", a.id" DATED,
	[MEETINGS] = "SELECT " MEETING ", json_quote(m.day || ' ' || m.body)"
		     " FROM meeting m JOIN body b ON b.folded = m.body"
		     " WHERE m.day >= substr(?1, 1, 10)"
		     " AND m.day || ' ' || m.body > ?1 AND " OF_BOARD
		     " ORDER BY m.day, m.body",
	[LETTER] = OF_LETTER,
	NULL,
};

int calendar_events(struct store *store, const char *department,
    struct buffer *json, struct err *err)
{
	struct rows rows = store_query(store, calendar_sql, LETTER,
	    BIND(TEXT(NULL), TEXT(NULL), TEXT(department)));
	int result = rows_next(&rows, err);

	if (result == 1)
		buffer_text(json, rows_text(&rows, 0));
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

/* A department's key has its own, unless it asks for all. */
static const char *calendar_department(const struct invocation *invocation)
{
	const struct principal *principal = invocation->principal;
	const char *department = param_text(invocation, "department");

	if (department == NULL && principal->role == ROLE_DEPARTMENT &&
	    !param_flag(invocation, "all"))
		department = principal->department;
	return department;
}

/* Refuses what is not there: an empty calendar would hide that it was
 * mistyped. */
static int calendar_dates(struct invocation *invocation, struct err *err)
{
	const char *plan = param_text(invocation, "plan");
	const char *department = calendar_department(invocation);

	if ((plan != NULL && plan_check(invocation, plan, err) != 0) ||
	    (department != NULL &&
		department_exists(invocation, department, err) != 0))
		return -1;
	return invocation_list(invocation, calendar_sql, LIST,
	    BIND(INTEGER(param_integer(invocation, "after", 0)), TEXT(plan),
		TEXT(department)),
	    err);
}

static int calendar_meetings(struct invocation *invocation, struct err *err)
{
	const char *plan = param_text(invocation, "plan");
	const char *after = param_text(invocation, "after");

	if (plan != NULL && plan_check(invocation, plan, err) != 0)
		return -1;
	return invocation_list(invocation, calendar_sql, MEETINGS,
	    BIND(TEXT(after != NULL ? after : ""), TEXT(plan)), err);
}

static const struct field list_fields[] = {
	{ "plan", FIELD_CODE, OPTIONAL, .of = CODE_PLAN },
	{ "department", FIELD_CODE, OPTIONAL, .of = CODE_DEPARTMENT },
	{ "all", FIELD_FLAG, OPTIONAL },
	{ "after", FIELD_ID, OPTIONAL },
	{ 0 },
};

static const struct field meetings_fields[] = {
	{ "plan", FIELD_CODE, OPTIONAL, .of = CODE_PLAN },
	{ "after", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH + 20 },
	{ 0 },
};

static const struct command calendar_commands[] = {
	{ "calendar.meetings", ACCESS_ANY, READS, meetings_fields,
	    calendar_meetings },
	{ "calendar.dates", ACCESS_ANY, READS, list_fields, calendar_dates },
	{ 0 },
};

const struct family calendar_family = {
	calendar_commands,
	calendar_sql,
};
