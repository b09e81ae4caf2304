/* SPDX-License-Identifier: ISC */
/* Reading activities: lists with filters, and one with its history. */
#include "daemon/commands/activity_read.h"

#include <inttypes.h>

#include "daemon/calendar/interval.h"
#include "daemon/calendar/zone.h"
#include "daemon/commands/activity_open.h"
#include "daemon/commands/activity_words.h"
#include "daemon/commands/families.h"
#include "daemon/commands/department.h"
#include "daemon/commands/department_board.h"
#include "daemon/commands/plan.h"
#include "daemon/commands/rating_read.h"
#include "daemon/calendar/json_day.h"

#define DUE_WITHIN_MAX 36500
#define SEARCH_MAX     200
#define DUE_BYTES      150000 /* of a list in `status` */

/* clang-format off */
/* Nobody is asked about what stands in a closed plan, and nothing is late. */
#define GOES_ON PLAN_GOES_ON("a.plan")

#define ACTIVITY_MEMBERS \
	"'id', a.id, 'plan', a.plan, 'activity', a.activity," \
	" 'purpose', a.purpose, 'timeframe', json_object('text'," \
	"   a.timeframe, 'kind', a.kind, 'start', a.start, 'end', a.end)," \
	" 'due', a.due, 'lead', a.lead, 'cooperating'," \
	" (SELECT json_group_array(department) FROM (SELECT department" \
	"   FROM cooperating WHERE activity = a.id ORDER BY position))," \
	" 'owner_text', a.owner_text, 'status', a.status," \
	" 'progress', a.progress, 'overdue', json(iif(a.due < ?2 AND" \
	"   a.open AND " GOES_ON ", 'true', 'false'))," \
	" 'areas', json(a.areas), 'strategies', json(a.strategies)," \
	" 'unclear', json(a.unclear)"

/* With what not every one has; `expected` is the day that its lead has
 * promised. */
#define ACTIVITY_OBJECT(more) \
	"iif(a.goal = '' AND a.other = '{}' AND a.expected IS NULL" \
	" AND a.problem IS NULL AND a.carried_from IS NULL" \
	" AND a.carried_to IS NULL," \
	" json_object(" ACTIVITY_MEMBERS more ")," \
	" json_patch(json_object(" ACTIVITY_MEMBERS more ")," \
	" json_object('goal', nullif(a.goal, '')," \
	"  'problem', (SELECT name FROM problem WHERE id = a.problem)," \
	"  'other', json(nullif(a.other, '{}')), 'expected', a.expected," \
	"  'carried_from', a.carried_from, 'carried_to', a.carried_to," \
	"  'carried_plan', (SELECT b.plan FROM activity b" \
	"   WHERE b.id = a.carried_to))))"

/* What `export` needs beside it: what is the activity's own, and the last word
 * about it. */
#define ACTIVITY_DETAILS \
	", 'key', a.key, 'review', a.review, 'done_on', a.done_on," \
	" 'comment', coalesce(a.dropped_reason, (SELECT note FROM" \
	"   progress_note p WHERE p.activity = a.id AND note <> ''" \
	"   ORDER BY seq DESC LIMIT 1))"

#define INSTANT(column) \
	"strftime('%Y-%m-%dT%H:%M:%SZ', " column ", 'unixepoch')"

/* When its lead was last heard. */
#define ANSWERED \
	", 'answered', (SELECT " INSTANT("max(at)") " FROM progress_note p" \
	"  WHERE p.activity = a.id AND p.answered IS NOT NULL)"

/* A command's answer. */
#define ACTIVITY_ANSWERED \
	"iif(" GOES_ON ", " ACTIVITY_OBJECT("") ", json_insert(" \
	ACTIVITY_OBJECT("") ", '$.note', '" PLAN_CLOSED_NOTE "'))" \
	" FROM activity a WHERE a.id = ?1"

/* Of what is late, it says who was not heard. */
#define ACTIVITY_LISTED \
	"iif(?10, " ACTIVITY_OBJECT(ACTIVITY_DETAILS) "," \
	" iif(?9, " ACTIVITY_OBJECT(", 'reason', a.reason") "," \
	"  iif(?5, " ACTIVITY_OBJECT(ANSWERED) "," \
	"   " ACTIVITY_OBJECT("") ")))"

/* Days between the first due date there was and the one in force. */
#define SLIPPAGE \
	"CAST(julianday(a.due) - julianday(" ORIGINAL_DUE ") AS INTEGER)"

/* Its own interval, or the plan's. */
#define REVIEW \
	"coalesce(a.review, (SELECT review FROM plan p WHERE p.code = a.plan))"

/* The activity ?1 and the numbers it had in the plans before. */
#define LINEAGE \
	"WITH RECURSIVE lineage (id) AS (SELECT ?1 UNION ALL SELECT" \
	" b.carried_from FROM lineage JOIN activity b ON b.id = lineage.id" \
	" WHERE b.carried_from IS NOT NULL)"

/* The first due date that it ever had. */
#define ORIGINAL_DUE \
	"(" LINEAGE " SELECT o.due FROM due_history o WHERE o.version = 1" \
	" AND o.activity = (SELECT min(id) FROM lineage))"

/* The newest that fit into one frame together, in bytes. */
#define SHOWN "200000"

/* SQLite's lower() knows the letters of ASCII only. */
#define LOWER(text) \
	"replace(replace(replace(replace(lower(" text "), 'Å', 'å')," \
	" 'Ä', 'ä'), 'Ö', 'ö'), 'É', 'é')"

#define SEARCHED \
	"instr(" LOWER("a.activity || char(10) || a.purpose || char(10)" \
	    " || a.goal || char(10) || a.owner_text || char(10)" \
	    " || a.other") ", " LOWER("?12") ") OR EXISTS (SELECT 1" \
	" FROM progress_note p WHERE p.activity = a.id" \
	" AND instr(" LOWER("p.note") ", " LOWER("?12") "))"

#define HISTORY_JSON \
	"(SELECT json_group_array(json_patch(json_object('version', version," \
	" 'timeframe', timeframe, 'start', start, 'end', end, 'due', due," \
	" 'decision', decision, 'at', " INSTANT("at") ", 'by', by)," \
	" json_object('carried_from', carried, 'reopened'," \
	"  json(iif(reopened, 'true', 'null')))))" \
	" FROM (" LINEAGE " SELECT timeframe, start, end, due, decision, at," \
	"   by, iif(h.version = 1, (SELECT b.plan FROM activity c JOIN" \
	"    activity b ON b.id = c.carried_from WHERE c.id = h.activity)," \
	"    NULL) AS carried, (SELECT method = 'activity.reopen'" \
	"    FROM entry_method e WHERE e.seq = h.seq) AS reopened," \
	"   row_number() OVER (ORDER BY activity, version) AS version," \
	"   sum(200 + length(CAST(timeframe AS BLOB))) OVER" \
	"   (ORDER BY activity DESC, version DESC) AS size" \
	"   FROM due_history h WHERE h.activity IN (SELECT id FROM lineage)" \
	"   ORDER BY activity, version) WHERE size < " SHOWN ")"

#define NOTE_JSON \
	"json_patch(json_object('at', " INSTANT("at") "," \
	" 'by', by, 'reported_by', reported_by, 'status', status," \
	" 'progress', progress, 'note', note, 'answered', answered," \
	" 'expected', expected, 'holds', holds)," \
	" CASE WHEN reply IS NULL THEN '{}' ELSE json_object('reply', reply," \
	" 'written', " INSTANT("written_at") ") END)"

#define NOTES_JSON \
	"(SELECT json_group_array(" NOTE_JSON ")" \
	" FROM (SELECT *, sum(200 + length(CAST(note AS BLOB))) OVER" \
	"   (ORDER BY seq DESC) AS size FROM progress_note p" \
	"   WHERE p.activity = a.id ORDER BY seq) WHERE size < " SHOWN ")"

/* The newest that were sent, or that failed. */
#define NOTICES_MAX "500"
#define NOTICES_SENT \
	" FROM notice n JOIN dispatch d ON d.id = n.dispatch" \
	" WHERE n.skipped = 0 AND d.state <> 'planned' AND n.activity = "
#define NOTICES_JSON \
	"(SELECT json_group_array(json_object('at', " INSTANT("sent_at") "," \
	" 'stage', stage, 'n', n, 'recipient', address, 'state', state))" \
	" FROM (SELECT * FROM (SELECT n.id AS notice, sent_at, stage, n.n," \
	"   address, state" NOTICES_SENT "a.id ORDER BY n.id DESC" \
	"   LIMIT " NOTICES_MAX ") ORDER BY sent_at, notice))"

/* How many rows of activity ?1 are older than those. */
#define NOT_SHOWN(table, words, order) \
	"(SELECT count(*) FROM (SELECT sum(200 +" \
	"  length(CAST(" words " AS BLOB))) OVER (ORDER BY " order " DESC)" \
	"  AS size FROM " table " WHERE activity = ?1) WHERE size >= " SHOWN ")"

/* Led or joined by ?4, or any. */
#define OF_DEPARTMENT \
	"(?4 IS NULL OR a.lead = ?4 OR EXISTS (SELECT 1 FROM" \
	" cooperating c WHERE c.department = ?4 AND c.activity = a.id))"

/* What is open and due between two places, of ?4 or of all. */
#define DUE_BETWEEN \
	" FROM activity a WHERE a.place > ?1 AND a.place < ?3 AND ?2 = ?2" \
	" AND " OF_DEPARTMENT " AND " GOES_ON

/* Where the list is of what is unclear, each row says why. */
#define LISTED(of_plan) \
	"SELECT " ACTIVITY_LISTED ", json_quote(a.place) FROM activity a" \
	" WHERE a.place > ?1 AND a.place < ?11 AND " of_plan \
	" AND " OF_DEPARTMENT " AND (?5 = 0 OR (a.due < ?2 AND a.open))" \
	" AND (?6 IS NULL OR (a.due BETWEEN ?2 AND ?6 AND a.open))" \
	" AND ((?5 = 0 AND ?6 IS NULL AND ?9 = 0)" \
	"  OR (?5 = 0 AND ?3 IS NOT NULL) OR " GOES_ON ")" \
	" AND (?7 IS NULL OR a.status = ?7)" \
	" AND (?8 IS NULL OR a.areas LIKE '%\"' || ?8 || '\"%')" \
	" AND (?9 = 0 OR (a.unclear <> '[]' AND a.open))" \
	" AND (?12 IS NULL OR " SEARCHED ")" \
	" AND (?13 IS NULL OR instr(?13, ' ' || a.lead || ' '))" \
	" ORDER BY a.place"

/* clang-format on */

enum { LIST, OF_PLAN, DUE, DUE_COUNT, ONE, SHOW, LEFT_OUT, NOTES, REVIEWED };

/* The columns of REVIEWED. */
enum {
	REVIEWED_START,
	REVIEWED_AT,
	REVIEWED_INTERVAL,
	REVIEWED_MONTHS,
	REVIEWED_MONTH
};

static const char *const activity_read_sql[] = {
	[LIST] = LISTED("?3 IS NULL"),
	[OF_PLAN] = LISTED("a.plan = ?3"),
	[DUE] = "SELECT " ACTIVITY_OBJECT(ANSWERED) DUE_BETWEEN
	" ORDER BY a.place LIMIT 100",
	[DUE_COUNT] = "SELECT count(*)" DUE_BETWEEN,
	[ONE] = "SELECT " ACTIVITY_ANSWERED,
	[SHOW] = "SELECT " ACTIVITY_OBJECT(
	    ", 'key', a.key,"
	    " 'reason', a.reason, 'done_on', a.done_on,"
	    " 'dropped_reason', a.dropped_reason,"
	    " 'review', " REVIEW ", 'original_due', " ORIGINAL_DUE
	    ", 'slippage', " SLIPPAGE ", 'history', " HISTORY_JSON
	    ", 'notes', " NOTES_JSON
	    ", 'notices', " NOTICES_JSON) " FROM activity a"
					  " WHERE a.id = ?1 AND ?2 = ?2",
	[LEFT_OUT] = "SELECT " NOT_SHOWN("due_history", "timeframe",
	    "version") ", " NOT_SHOWN("progress_note", "note",
	    "seq") ", max("
		   "(SELECT count(*)" NOTICES_SENT "?1) - " NOTICES_MAX ", 0)",
	[NOTES] = "SELECT " NOTE_JSON ", seq FROM progress_note"
		  " WHERE activity = ?2 AND seq > ?1 ORDER BY seq",
	/* What has no due date, and since when its reviews count. */
	[REVIEWED] = "SELECT coalesce(a.start, p.adopted), a.added_at," REVIEW
		     ", a.interval_months, a.review_month FROM activity a"
		     " JOIN plan p ON p.code = a.plan"
		     " WHERE a.id = ?1 AND a.kind IN"
		     " ('ongoing', 'open', 'recurring', 'event')"
		     " AND a.open",
	NULL,
};

static int activity_read_query_one(
    struct invocation *invocation, int statement, int64_t id, struct err *err)
{
	return invocation_one(invocation, activity_read_sql, statement,
	    BIND(INTEGER(id), DAY(invocation_today(invocation))), err,
	    "there is no activity %" PRId64 ": planvakt activity list shows"
	    " those there are",
	    id);
}

int activity_one(struct invocation *invocation, int64_t id, struct err *err)
{
	return activity_read_query_one(invocation, ONE, id, err);
}

int activity_put_due(struct invocation *invocation, const char *name,
    struct day from, struct day to, struct err *err)
{
	const struct principal *principal = invocation->principal;
	const char *own =
	    principal->role == ROLE_DEPARTMENT ? principal->department : NULL;
	struct buffer *reply = invocation->reply;
	char today[DAY_TEXT], first[DAY_TEXT], last[DAY_TEXT];
	const char *comma = "";
	struct rows rows;
	int64_t count;
	size_t begin;
	int result;

	day_text(zone_local(invocation->now).day, today);
	const struct value *values = BIND(
	    TEXT(arena_printf(invocation->arena, "0%s",
		day_is_some(from) ? day_text(from, first) : "")),
	    TEXT(today),
	    TEXT(arena_printf(invocation->arena, "0%s~", day_text(to, last))),
	    TEXT(own));
	if (store_integer(invocation->store, activity_read_sql, DUE_COUNT,
		values, &count, 0, err) != 0)
		return -1;
	buffer_printf(
	    reply, ",\"%s_count\":%" PRId64 ",\"%s\":[", name, count, name);
	begin = reply->length;
	rows = store_query(invocation->store, activity_read_sql, DUE, values);
	while ((result = rows_next(&rows, err)) == 1 &&
	    reply->length - begin < DUE_BYTES) {
		buffer_text(reply, comma);
		buffer_text(reply, rows_text(&rows, 0));
		comma = ",";
	}
	rows_end(&rows);
	buffer_text(reply, "]");
	return result < 0 ? -1 : 0;
}

/* Of a month that is named, the first day after it. */
static struct day named_after(
    struct day base, int month, int every, struct day today)
{
	int months = 12 * day_date(base).year + month;
	struct day day;

	do {
		day = day_of(months / 12, months % 12 + 1, 1);
		months +=
		    day_compare(day, base) <= 0 || every == 0 ? 12 : every;
	} while (day_compare(day, today) <= 0 || day_compare(day, base) <= 0);
	return day;
}

/* The interval counts from the start, else from the plan's adoption, else from
 * when it came; it is the one its words say, its own, or the plan's. */
static struct day review_after(const struct rows *rows, struct day today)
{
	struct instant at = { rows_integer(rows, REVIEWED_AT) };
	struct day base = rows_day(rows, REVIEWED_START);
	int months = (int)rows_integer(rows, REVIEWED_MONTHS);
	int month = (int)rows_integer(rows, REVIEWED_MONTH);
	struct interval interval = { .months = months };

	if (!day_is_some(base))
		base = zone_local(at).day;
	if (month > 0)
		return named_after(base, month, months, today);
	if (months == 0 &&
	    !interval_read(rows_text(rows, REVIEWED_INTERVAL), &interval))
		return DAY_NONE;
	return interval_next(base, interval, today);
}

static int put_next_review(
    struct invocation *invocation, int64_t id, struct err *err)
{
	struct day next = DAY_NONE;
	struct rows rows = store_query(
	    invocation->store, activity_read_sql, REVIEWED, BIND(INTEGER(id)));
	int result = rows_next(&rows, err);

	if (result == 1)
		next = review_after(&rows, invocation_today(invocation));
	rows_end(&rows);
	buffer_cut(invocation->reply, invocation->reply->length - 1);
	buffer_text(invocation->reply, ",\"next_review\":");
	buffer_day(invocation->reply, next);
	buffer_text(invocation->reply, "}");
	return result < 0 ? -1 : 0;
}

/* What the answer has no room for is counted. */
static int put_left_out(
    struct invocation *invocation, int64_t id, struct err *err)
{
	static const char *const names[] = { "history", "notes", "notices" };
	struct buffer *reply = invocation->reply;
	struct rows rows = store_query(
	    invocation->store, activity_read_sql, LEFT_OUT, BIND(INTEGER(id)));
	int result = rows_next(&rows, err);

	buffer_cut(reply, reply->length - 1);
	for (int i = 0; result == 1 && i < 3; i++)
		if (rows_integer(&rows, i) > 0)
			buffer_printf(reply, ",\"%s_left_out\":%" PRId64,
			    names[i], rows_integer(&rows, i));
	rows_end(&rows);
	if (result < 0 || rating_put_of(invocation, id, err) != 0)
		return -1;
	buffer_text(reply, "}");
	return 0;
}

static int activity_read_show(struct invocation *invocation, struct err *err)
{
	int64_t id = param_integer(invocation, "id", 0);

	if (activity_read_query_one(invocation, SHOW, id, err) != 0 ||
	    put_left_out(invocation, id, err) != 0)
		return -1;
	return put_next_review(invocation, id, err);
}

static int activity_read_notes(struct invocation *invocation, struct err *err)
{
	int64_t id = param_integer(invocation, "id", 0);

	if (activity_read_query_one(invocation, ONE, id, err) != 0)
		return -1; /* there is none */
	buffer_cut(invocation->reply, 0);
	return invocation_list(invocation, activity_read_sql, NOTES,
	    BIND(INTEGER(param_integer(invocation, "after", 0)), INTEGER(id)),
	    err);
}

/* An empty list would hide that a code was mistyped. */
static int check_filters(struct invocation *invocation, struct err *err)
{
	const char *plan = param_text(invocation, "plan");
	const char *department = param_text(invocation, "department");

	if (plan != NULL && plan_check(invocation, plan, err) != 0)
		return -1;
	return department == NULL
	    ? 0
	    : department_exists(invocation, department, err);
}

/* The department whose activities are asked for; NULL for all. A department's
 * key asks for its own where it does not say otherwise; others have none. */
static int asked_department(const struct invocation *invocation,
    const char **department, struct err *err)
{
	const struct principal *principal = invocation->principal;

	*department = param_text(invocation, "department");
	if (*department != NULL || param_flag(invocation, "all"))
		return 0;
	if (principal->role == ROLE_DEPARTMENT)
		*department = principal->department;
	else if (param_flag(invocation, "mine"))
		return err_set(err, ERR_INVALID,
		    "your key is no department's: name one by --department");
	return 0;
}

/* No place of what is asked for is behind it: an open activity's begins with
 * "0" and its due date. */
static const char *last_place(
    const struct invocation *invocation, const char *today, const char *until)
{
	if (param_flag(invocation, "overdue"))
		return arena_printf(invocation->arena, "0%s", today);
	if (until != NULL)
		return arena_printf(invocation->arena, "0%s~", until);
	return param_flag(invocation, "unclear") ? "1" : "2";
}

static int activity_read_list(struct invocation *invocation, struct err *err)
{
	struct day day = zone_local(invocation->now).day;
	int64_t within = param_integer(invocation, "due_within", -1);
	const char *after = param_text(invocation, "after");
	const char *plan = param_text(invocation, "plan");
	const char *department, *until = NULL, *led;
	char today[DAY_TEXT], last[DAY_TEXT];

	if (check_filters(invocation, err) != 0 ||
	    department_of_board(
		invocation, param_text(invocation, "board"), &led, err) != 0 ||
	    asked_department(invocation, &department, err) != 0)
		return -1;
	day_write(day, today);
	if (within >= 0)
		until = day_write(day_plus(day, (int)within), last);
	return invocation_list(invocation, activity_read_sql,
	    plan != NULL ? OF_PLAN : LIST,
	    BIND(TEXT(after != NULL ? after : ""), TEXT(today), TEXT(plan),
		TEXT(department), INTEGER(param_flag(invocation, "overdue")),
		TEXT(until), TEXT(param_text(invocation, "status")),
		TEXT(param_text(invocation, "area")),
		INTEGER(param_flag(invocation, "unclear")),
		INTEGER(param_flag(invocation, "details")),
		TEXT(last_place(invocation, today, until)),
		TEXT(param_text(invocation, "search")), TEXT(led)),
	    err);
}

static const struct field list_fields[] = {
	{ "plan", FIELD_CODE, OPTIONAL, .of = CODE_PLAN },
	{ "department", FIELD_CODE, OPTIONAL, .of = CODE_DEPARTMENT },
	{ "overdue", FIELD_FLAG, OPTIONAL },
	{ "due_within", FIELD_NUMBER, OPTIONAL, .min = 0,
	    .max = DUE_WITHIN_MAX },
	{ "status", FIELD_WORD, OPTIONAL, .words = status_words },
	{ "area", FIELD_WORD, OPTIONAL, .words = area_words },
	{ "unclear", FIELD_FLAG, OPTIONAL },
	{ "search", FIELD_LINE, OPTIONAL, .min = 1, .max = SEARCH_MAX },
	{ "board", FIELD_LINE, OPTIONAL, .min = 1, .max = NAME_LENGTH },
	{ "mine", FIELD_FLAG, OPTIONAL },
	{ "all", FIELD_FLAG, OPTIONAL },
	{ "details", FIELD_FLAG, OPTIONAL },
	{ "after", FIELD_LINE, OPTIONAL, .min = 1, .max = 40 },
	{ 0 },
};

static const struct field show_fields[] = {
	{ "id", FIELD_ID, REQUIRED },
	{ 0 },
};

static const struct field notes_fields[] = {
	{ "id", FIELD_ID, REQUIRED },
	{ "after", FIELD_ID, OPTIONAL },
	{ 0 },
};

static const struct command activity_read_commands[] = {
	{ "activity.list", ACCESS_ANY, READS, list_fields, activity_read_list },
	{ "activity.show", ACCESS_ANY, READS, show_fields, activity_read_show },
	{ "activity.notes", ACCESS_ANY, READS, notes_fields,
	    activity_read_notes },
	{ 0 },
};

const struct family activity_read_family = {
	activity_read_commands,
	activity_read_sql,
};
