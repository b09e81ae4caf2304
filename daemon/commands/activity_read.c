/* SPDX-License-Identifier: ISC */
/* Reading activities: lists with filters, and one with its history. */
#include "daemon/commands/activity_read.h"

#include <inttypes.h>

#include "daemon/calendar/interval.h"
#include "daemon/calendar/zone.h"
#include "daemon/commands/families.h"
#include "daemon/commands/department.h"
#include "daemon/commands/plan.h"
#include "daemon/calendar/json_day.h"

#define DUE_WITHIN_MAX 36500

/* clang-format off */
#define ACTIVITY_MEMBERS \
	"'id', a.id, 'plan', a.plan, 'activity', a.activity," \
	" 'purpose', a.purpose, 'timeframe', json_object('text'," \
	"   a.timeframe, 'kind', a.kind, 'start', a.start, 'end', a.end)," \
	" 'due', a.due, 'lead', a.lead, 'cooperating'," \
	" (SELECT json_group_array(department) FROM (SELECT department" \
	"   FROM cooperating WHERE activity = a.id ORDER BY position))," \
	" 'owner_text', a.owner_text, 'status', a.status," \
	" 'progress', a.progress, 'overdue', json(iif(a.due < ?2 AND" \
	"   a.open, 'true', 'false'))," \
	" 'areas', json(a.areas), 'strategies', json(a.strategies)," \
	" 'unclear', json(a.unclear)"

/* With what not every one has; `expected` is the day that its lead has
 * promised. */
#define ACTIVITY_OBJECT(more) \
	"iif(a.goal = '' AND a.other = '{}' AND a.expected IS NULL," \
	" json_object(" ACTIVITY_MEMBERS more ")," \
	" json_patch(json_object(" ACTIVITY_MEMBERS more ")," \
	" json_object('goal', nullif(a.goal, '')," \
	"  'other', json(nullif(a.other, '{}')), 'expected', a.expected)))"

/* What `export` needs beside it: what is the activity's own, and the last word
 * about it. */
#define ACTIVITY_DETAILS \
	", 'key', a.key, 'review', a.review, 'done_on', a.done_on," \
	" 'comment', coalesce(a.dropped_reason, (SELECT note FROM" \
	"   progress_note p WHERE p.activity = a.id AND note <> ''" \
	"   ORDER BY seq DESC LIMIT 1))"

#define ACTIVITY_LISTED \
	"iif(?10, " ACTIVITY_OBJECT(ACTIVITY_DETAILS) "," \
	" iif(?9, " ACTIVITY_OBJECT(", 'reason', a.reason") "," \
	"  " ACTIVITY_OBJECT("") "))"

#define INSTANT(column) \
	"strftime('%Y-%m-%dT%H:%M:%SZ', " column ", 'unixepoch')"

/* Days between the first due date there was and the one in force. */
#define SLIPPAGE \
	"CAST(julianday(a.due) - julianday(o.due) AS INTEGER)"

/* Its own interval, or the plan's. */
#define REVIEW \
	"coalesce(a.review, (SELECT review FROM plan p WHERE p.code = a.plan))"

/* The newest that fit into one frame together, in bytes. */
#define SHOWN "200000"

#define HISTORY_JSON \
	"(SELECT json_group_array(json_object('version', version," \
	" 'timeframe', timeframe, 'start', start, 'end', end, 'due', due," \
	" 'decision', decision, 'at', " INSTANT("at") ", 'by', by))" \
	" FROM (SELECT *, sum(200 + length(CAST(timeframe AS BLOB))) OVER" \
	"   (ORDER BY version DESC) AS size FROM due_history h" \
	"   WHERE h.activity = a.id ORDER BY version) WHERE size < " SHOWN ")"

#define NOTES_JSON \
	"(SELECT json_group_array(json_object('at', " INSTANT("at") "," \
	" 'by', by, 'reported_by', reported_by, 'status', status," \
	" 'progress', progress, 'note', note, 'answered', answered," \
	" 'expected', expected, 'holds', holds))" \
	" FROM (SELECT *, sum(200 + length(CAST(note AS BLOB))) OVER" \
	"   (ORDER BY seq DESC) AS size FROM progress_note p" \
	"   WHERE p.activity = a.id ORDER BY seq) WHERE size < " SHOWN ")"
/* clang-format on */

enum { LIST, ONE, SHOW, REVIEWED };

/* The columns of REVIEWED. */
enum {
	REVIEWED_START,
	REVIEWED_AT,
	REVIEWED_INTERVAL,
	REVIEWED_MONTHS,
	REVIEWED_MONTH
};

static const char *const activity_read_sql[] = {
	/* Where the list is of what is unclear, each row says why. */
	[LIST] = "SELECT " ACTIVITY_LISTED ", a.id"
		 " FROM activity a WHERE a.id > ?1"
		 " AND (?3 IS NULL OR a.plan = ?3)"
		 " AND (?4 IS NULL OR a.lead = ?4 OR EXISTS (SELECT 1 FROM"
		 "  cooperating c WHERE c.department = ?4"
		 "  AND c.activity = a.id))"
		 " AND (?5 = 0 OR (a.due < ?2"
		 "  AND a.open))"
		 " AND (?6 IS NULL OR (a.due BETWEEN ?2 AND ?6"
		 "  AND a.open))"
		 " AND (?7 IS NULL OR a.status = ?7)"
		 " AND (?8 IS NULL OR a.areas LIKE '%\"' || ?8 || '\"%')"
		 " AND (?9 = 0 OR (a.unclear <> '[]'"
		 "  AND a.open))"
		 " ORDER BY a.id",
	[ONE] = "SELECT " ACTIVITY_OBJECT(
	    "") ""
		" FROM activity a WHERE a.id = ?1 AND ?2 = ?2",
	[SHOW] = "SELECT " ACTIVITY_OBJECT(
	    ", 'key', a.key,"
	    " 'reason', a.reason, 'done_on', a.done_on,"
	    " 'dropped_reason', a.dropped_reason,"
	    " 'review', " REVIEW
	    ", 'original_due', o.due, 'slippage', " SLIPPAGE
	    ", 'history', " HISTORY_JSON
	    ", 'notes', " NOTES_JSON) " FROM activity a LEFT JOIN due_history o"
				      " ON o.activity = a.id AND o.version = 1"
				      " WHERE a.id = ?1 AND ?2 = ?2",
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

static int activity_read_show(struct invocation *invocation, struct err *err)
{
	int64_t id = param_integer(invocation, "id", 0);

	if (activity_read_query_one(invocation, SHOW, id, err) != 0)
		return -1;
	return put_next_review(invocation, id, err);
}

/* Refuses a code that is not there: an empty list would hide that it was
 * mistyped. */
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

static int activity_read_list(struct invocation *invocation, struct err *err)
{
	struct day day = zone_local(invocation->now).day;
	int64_t within = param_integer(invocation, "due_within", -1);
	char today[DAY_TEXT], until[DAY_TEXT];

	if (check_filters(invocation, err) != 0)
		return -1;
	day_write(day, today);
	day_write(day_plus(day, (int)within), until);
	return invocation_list(invocation, activity_read_sql, LIST,
	    BIND(INTEGER(param_integer(invocation, "after", 0)), TEXT(today),
		TEXT(param_text(invocation, "plan")),
		TEXT(param_text(invocation, "department")),
		INTEGER(param_flag(invocation, "overdue")),
		TEXT(within >= 0 ? until : NULL),
		TEXT(param_text(invocation, "status")),
		TEXT(param_text(invocation, "area")),
		INTEGER(param_flag(invocation, "unclear")),
		INTEGER(param_flag(invocation, "details"))),
	    err);
}

const char *const area_words[] = { "vbe", "hrv", NULL };
const char *const strategy_words[] = { "förebygga", "förhindra", "skydda",
	"hantera", NULL };

static const struct field list_fields[] = {
	{ "plan", FIELD_CODE, OPTIONAL },
	{ "department", FIELD_CODE, OPTIONAL },
	{ "overdue", FIELD_FLAG, OPTIONAL },
	{ "due_within", FIELD_NUMBER, OPTIONAL, .min = 0,
	    .max = DUE_WITHIN_MAX },
	{ "status", FIELD_WORD, OPTIONAL, .words = status_words },
	{ "area", FIELD_WORD, OPTIONAL, .words = area_words },
	{ "unclear", FIELD_FLAG, OPTIONAL },
	{ "details", FIELD_FLAG, OPTIONAL },
	{ "after", FIELD_ID, OPTIONAL },
	{ 0 },
};

static const struct field show_fields[] = {
	{ "id", FIELD_ID, REQUIRED },
	{ 0 },
};

static const struct command activity_read_commands[] = {
	{ "activity.list", ACCESS_ANY, READS, list_fields, activity_read_list },
	{ "activity.show", ACCESS_ANY, READS, show_fields, activity_read_show },
	{ 0 },
};

const struct family activity_read_family = {
	activity_read_commands,
	activity_read_sql,
};
