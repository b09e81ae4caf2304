/* SPDX-License-Identifier: ISC */
#include "daemon/commands/rating_read.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/commands/families.h"
#include "daemon/commands/plan.h"

/* clang-format off */
#define RATING_JSON \
	"json_object('activity', r.activity, 'plan', a.plan, 'words'," \
	" a.activity, 'period', r.period, 'band', r.band, 'comment'," \
	" r.comment, 'figures', json(r.figures), 'at'," \
	" strftime('%Y-%m-%dT%H:%M:%SZ', r.at, 'unixepoch'), 'by', r.by)"

/* A page goes on behind an activity, a month and a period. */
#define AFTER \
	" r.activity >= ?1 AND (?6 IS NULL" \
	"  OR (r.activity, r.ends, r.period) > (?1, ?5, ?6))" \
	" AND (?2 IS NULL OR r.activity = ?2)" \
	" AND (?3 IS NULL OR r.period = ?3)" \
	" ORDER BY r.activity, r.ends, r.period"
#define NEXT \
	", json_quote(printf('%d %d %s', r.activity, r.ends, r.period))"
/* clang-format on */

enum { LIST, OF_PLAN, ONE, OF_ACTIVITY };

static const char *const rating_read_sql[] = {
	[LIST] = "SELECT " RATING_JSON NEXT " FROM rating r"
		 " JOIN activity a ON a.id = r.activity"
		 " WHERE ?4 IS NULL AND" AFTER,
	[OF_PLAN] = "SELECT " RATING_JSON NEXT
		    " FROM activity a JOIN rating r ON r.activity = a.id"
		    " WHERE a.plan = ?4 AND" AFTER,
	[ONE] = "SELECT " RATING_JSON
		" FROM rating r JOIN activity a ON a.id = r.activity"
		" WHERE r.activity = ?1 AND r.period = ?2",
	[OF_ACTIVITY] =
	    "WITH RECURSIVE lineage (id) AS (SELECT ?1 UNION ALL SELECT"
	    " b.carried_from FROM lineage JOIN activity b"
	    " ON b.id = lineage.id WHERE b.carried_from IS NOT NULL)"
	    " SELECT json_group_array(json_object('activity', activity,"
	    " 'period', period, 'band', band, 'comment', comment, 'figures',"
	    " json(figures), 'at', strftime('%Y-%m-%dT%H:%M:%SZ', at,"
	    "  'unixepoch'), 'by', by)) FROM (SELECT r.* FROM lineage"
	    "  JOIN rating r ON r.activity = lineage.id"
	    "  ORDER BY r.ends, r.period LIMIT 100)",
	NULL,
};

int rating_read_period(
    struct invocation *invocation, char period[YEAR_PART_TEXT], struct err *err)
{
	const char *text = param_text(invocation, "period");

	period[0] = '\0';
	if (text == NULL || year_part_read(text, period))
		return 0;
	return err_set(err, ERR_INVALID,
	    "period: is no whole months of one year: write it as 2026,"
	    " tertial 2 2026, delår 2 2026 or januari-augusti 2026");
}

/* "12 202608 2026-T2", as a page's `next` has it. */
static const char *read_after(
    const char *after, int64_t *activity, int64_t *ends)
{
	char *end;

	*activity = *ends = 0;
	if (after == NULL)
		return NULL;
	*activity = strtoll(after, &end, 10);
	*ends = strtoll(end, &end, 10);
	return end + strspn(end, " ");
}

static int rating_list(struct invocation *invocation, struct err *err)
{
	const char *plan = param_text(invocation, "plan");
	int64_t asked = param_integer(invocation, "activity", 0);
	int64_t activity, ends;
	const char *after =
	    read_after(param_text(invocation, "after"), &activity, &ends);
	char period[YEAR_PART_TEXT];

	if (rating_read_period(invocation, period, err) != 0 ||
	    (plan != NULL && plan_check(invocation, plan, err) != 0))
		return -1;
	return invocation_list(invocation, rating_read_sql,
	    plan != NULL ? OF_PLAN : LIST,
	    BIND(INTEGER(activity), asked > 0 ? INTEGER(asked) : TEXT(NULL),
		TEXT(period[0] != '\0' ? period : NULL), TEXT(plan),
		INTEGER(ends), TEXT(after)),
	    err);
}

int rating_one(struct invocation *invocation, int64_t id, const char *period,
    struct err *err)
{
	return invocation_one(invocation, rating_read_sql, ONE,
	    BIND(INTEGER(id), TEXT(period)), err, "no rating");
}

int rating_put_of(struct invocation *invocation, int64_t id, struct err *err)
{
	buffer_text(invocation->reply, ",\"ratings\":");
	return invocation_one(invocation, rating_read_sql, OF_ACTIVITY,
	    BIND(INTEGER(id)), err, "no ratings");
}

static const struct field list_fields[] = {
	{ "plan", FIELD_CODE, OPTIONAL, .of = CODE_PLAN },
	{ "activity", FIELD_ID, OPTIONAL },
	{ "period", FIELD_LINE, OPTIONAL, .min = 1, .max = PERIOD_WORDS_MAX },
	{ "after", FIELD_LINE, OPTIONAL, .min = 1, .max = 40 },
	{ 0 },
};

static const struct command commands[] = {
	{ "rating.list", ACCESS_ANY, READS, list_fields, rating_list },
	{ 0 },
};

const struct family rating_read_family = {
	commands,
	rating_read_sql,
};
