/* SPDX-License-Identifier: ISC */
/* What a report says of an activity beyond what a list does: where its due date
 * was first and by what it moved, the last word about it, and since when it is
 * closed. Days are local. */
#include "daemon/calendar/json_day.h"
#include "daemon/calendar/zone.h"
#include "daemon/commands/families.h"
#include "daemon/commands/plan.h"
#include "daemon/text/status_cell.h"

#include <inttypes.h>

#define PAGE_BYTES 300000

/* clang-format off */
/* The activity a and the numbers it had in the plans before. */
#define LINEAGE \
	"WITH RECURSIVE lineage (id) AS (SELECT a.id UNION ALL SELECT" \
	" b.carried_from FROM lineage JOIN activity b ON b.id = lineage.id" \
	" WHERE b.carried_from IS NOT NULL)"

#define ORIGINAL_DUE \
	"(" LINEAGE " SELECT o.due FROM due_history o WHERE o.version = 1" \
	" AND o.activity = (SELECT min(id) FROM lineage))"

/* A column of the last version that a decision made. */
#define MOVED(column) \
	"(SELECT " column " FROM due_history h WHERE h.activity = a.id" \
	" AND h.version > 1 AND h.decision IS NOT NULL" \
	" ORDER BY h.version DESC LIMIT 1)"

/* A column of the last note that has words. */
#define NOTED(column) \
	"(SELECT " column " FROM progress_note n WHERE n.activity = a.id" \
	" AND n.note <> '' ORDER BY n.seq DESC LIMIT 1)"

/* Whether the last words are why it was taken up again: no progress. */
#define REOPENED \
	"(SELECT method = 'activity.reopen' FROM entry_method e" \
	" WHERE e.seq = " NOTED("seq") ")"

/* A column of what gave it the status that closes it: the first note after the
 * last with another. */
#define CLOSING(column) \
	"(SELECT min(n." column ") FROM progress_note n" \
	" WHERE n.activity = a.id AND n.seq > coalesce((SELECT max(o.seq)" \
	"  FROM progress_note o WHERE o.activity = a.id" \
	"  AND o.status <> a.status), 0))"

/* Since when it is closed. What was carried on was closed with its plan. */
#define CLOSED_AT \
	"iif(a.open, NULL, iif(a.carried_to IS NOT NULL, p.closed_at," \
	" coalesce(" CLOSING("at") ", a.added_at)))"

/* Whether a file said that it is closed, and not since when. */
#define IMPORTED \
	"iif(a.open OR a.carried_to IS NOT NULL OR a.done_on IS NOT NULL, 0," \
	" (SELECT method = 'plan.import' FROM entry_method e" \
	"  WHERE e.seq = " CLOSING("seq") "))"

#define FACTS_OF_PLAN \
	"SELECT a.id, a.added_at, " ORIGINAL_DUE ", " MOVED("at") "," \
	" " MOVED("decision") ", " NOTED("at") ", " NOTED("note") "," \
	" " NOTED("coalesce(n.reported_by, iif(n.own, n.answered, NULL))") "," \
	" " NOTED("n.reported_by IS NULL AND NOT n.own" \
		  " AND n.answered IS NOT NULL") "," \
	" " REOPENED ", " NOTED("n.status = 'done'") "," \
	" " CLOSED_AT ", " IMPORTED ", a.dropped_reason" \
	" FROM activity a JOIN plan p ON p.code = a.plan" \
	" WHERE a.plan = ?1 AND a.id > ?2 ORDER BY a.id"
/* clang-format on */

enum { FACTS };

/* Its columns. */
enum {
	FACTS_ID,
	FACTS_ADDED,
	FACTS_ORIGINAL,
	FACTS_MOVED,
	FACTS_DECISION,
	FACTS_NOTED,
	FACTS_NOTE,
	FACTS_BY,
	FACTS_COORDINATOR,
	FACTS_REOPENED,
	FACTS_DONE,
	FACTS_CLOSED,
	FACTS_IMPORTED,
	FACTS_REASON
};

static const char *const activity_facts_sql[] = {
	[FACTS] = FACTS_OF_PLAN,
	NULL,
};

static struct day local_day(const struct rows *rows, int column)
{
	struct instant at = { rows_integer(rows, column) };

	return zone_local(at).day;
}

static void put_fact_day(
    struct buffer *to, const struct rows *rows, const char *name, int column)
{
	buffer_printf(to, ",\"%s\":", name);
	if (rows_null(rows, column))
		buffer_text(to, "null");
	else
		buffer_day(to, local_day(rows, column));
}

static void put_fact_flag(
    struct buffer *to, const struct rows *rows, const char *name, int column)
{
	buffer_printf(to, ",\"%s\":%s", name,
	    rows_integer(rows, column) != 0 ? "true" : "false");
}

/* What a file gave as the reason can be no more than its status. */
static bool is_reason(const char *text, struct arena *arena)
{
	struct status_cell cell;

	if (text == NULL || text[0] == '\0')
		return false;
	cell = status_cell_read(arena, text);
	return cell.word == NULL || cell.more;
}

static void put_imported(
    struct buffer *to, const struct rows *rows, struct arena *arena)
{
	if (rows_integer(rows, FACTS_IMPORTED) != 0)
		buffer_printf(to, ",\"imported\":{\"reason\":%s}",
		    is_reason(rows_text(rows, FACTS_REASON), arena) ? "true"
								    : "false");
}

static void put_facts(
    struct buffer *to, const struct rows *rows, struct arena *arena)
{
	buffer_printf(to, "{\"id\":%" PRId64, rows_integer(rows, FACTS_ID));
	put_fact_day(to, rows, "added", FACTS_ADDED);
	buffer_text(to, ",\"original_due\":");
	buffer_json(to, rows_text(rows, FACTS_ORIGINAL));
	put_fact_day(to, rows, "closed", FACTS_CLOSED);
	put_imported(to, rows, arena);
	if (!rows_null(rows, FACTS_MOVED)) {
		buffer_text(to, ",\"moved\":{\"on\":");
		buffer_day(to, local_day(rows, FACTS_MOVED));
		buffer_text(to, ",\"decision\":");
		buffer_json(to, rows_text(rows, FACTS_DECISION));
		buffer_text(to, "}");
	}
	if (!rows_null(rows, FACTS_NOTED)) {
		buffer_text(to, ",\"noted\":{\"on\":");
		buffer_day(to, local_day(rows, FACTS_NOTED));
		buffer_text(to, ",\"by\":");
		buffer_json(to, rows_text(rows, FACTS_BY));
		put_fact_flag(to, rows, "coordinator", FACTS_COORDINATOR);
		put_fact_flag(to, rows, "reopened", FACTS_REOPENED);
		put_fact_flag(to, rows, "done", FACTS_DONE);
		buffer_text(to, ",\"text\":");
		buffer_json(to, rows_text(rows, FACTS_NOTE));
		buffer_text(to, "}");
	}
	buffer_text(to, "}");
}

static int activity_facts(struct invocation *invocation, struct err *err)
{
	const char *plan = param_text(invocation, "plan");
	struct buffer *reply = invocation->reply;
	int64_t last = param_integer(invocation, "after", 0);
	const char *comma = "";
	struct rows rows;
	int result;

	if (plan_check(invocation, plan, err) != 0)
		return -1;
	buffer_text(reply, "{\"rows\":[");
	rows = store_query(invocation->store, activity_facts_sql, FACTS,
	    BIND(TEXT(plan), INTEGER(last)));
	while ((result = rows_next(&rows, err)) == 1 &&
	    reply->length < PAGE_BYTES) {
		buffer_text(reply, comma);
		put_facts(reply, &rows, invocation->arena);
		last = rows_integer(&rows, FACTS_ID);
		comma = ",";
	}
	rows_end(&rows);
	buffer_text(reply, "]");
	if (result == 1)
		buffer_printf(reply, ",\"next\":%" PRId64, last);
	buffer_text(reply, "}");
	return result < 0 ? -1 : 0;
}

static const struct field facts_fields[] = {
	{ "plan", FIELD_CODE, REQUIRED, .of = CODE_PLAN },
	{ "after", FIELD_ID, OPTIONAL },
	{ 0 },
};

static const struct command activity_facts_commands[] = {
	{ "activity.facts", ACCESS_ANY, READS, facts_fields, activity_facts },
	{ 0 },
};

const struct family activity_facts_family = {
	activity_facts_commands,
	activity_facts_sql,
};
