/* SPDX-License-Identifier: ISC */
/* Which reports of a plan were handed over, so that the next one begins where
 * the last ended and names it. */
#include "daemon/commands/families.h"
#include "daemon/commands/plan.h"

/* clang-format off */
#define REPORT_JSON \
	"json_object('plan', plan, 'as_of', as_of, 'since', since, 'at'," \
	" strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch'))"
/* clang-format on */

enum { LIST, SAME, NOTE };

static const char *const report_sql[] = {
	[LIST] = "SELECT " REPORT_JSON ", json_quote(as_of) FROM report"
		 " WHERE plan = ?2 AND as_of > ?1 ORDER BY as_of",
	[SAME] = "SELECT 1 FROM report WHERE plan = ?1 AND as_of = ?2"
		 " AND since IS ?3",
	[NOTE] = "INSERT OR REPLACE INTO report VALUES (?1, ?2, ?3, ?4)",
	NULL,
};

static int report_list(struct invocation *invocation, struct err *err)
{
	const char *plan = param_text(invocation, "plan");
	const char *after = param_text(invocation, "after");

	if (plan_check(invocation, plan, err) != 0)
		return -1;
	return invocation_list(invocation, report_sql, LIST,
	    BIND(TEXT(after != NULL ? after : ""), TEXT(plan)), err);
}

/* Today is the calendar's answer. */
static int read_note(struct invocation *invocation, struct err *err)
{
	struct day as_of = param_day(invocation, "as_of");
	struct day since = param_day(invocation, "since");

	if (day_compare(as_of, invocation_today(invocation)) > 0)
		return err_set(err, ERR_INVALID,
		    "as_of: is in the future: give a day that has come");
	if (day_is_some(since) && day_compare(since, as_of) >= 0)
		return err_set(err, ERR_INVALID,
		    "since: is not before the day of the report");
	return 0;
}

static int report_note(struct invocation *invocation, struct err *err)
{
	const char *plan = param_text(invocation, "plan");
	const struct value *values =
	    BIND(TEXT(plan), DAY(param_day(invocation, "as_of")),
		DAY(param_day(invocation, "since")),
		INTEGER(invocation->now.seconds));
	int64_t same = 0;

	if (plan_check(invocation, plan, err) != 0 ||
	    store_integer(invocation->store, report_sql, SAME,
		BIND(TEXT(plan), DAY(param_day(invocation, "as_of")),
		    DAY(param_day(invocation, "since"))),
		&same, 0, err) != 0)
		return -1;
	invocation->unchanged = same == 1;
	return invocation->unchanged
	    ? 0
	    : store_run(invocation->store, report_sql, NOTE, values, err);
}

static const struct field list_fields[] = {
	{ "plan", FIELD_CODE, REQUIRED, .of = CODE_PLAN },
	{ "after", FIELD_DATE, OPTIONAL },
	{ 0 },
};

static const struct field note_fields[] = {
	{ "plan", FIELD_CODE, REQUIRED, .of = CODE_PLAN },
	{ "as_of", FIELD_DATE, REQUIRED },
	{ "since", FIELD_DATE, OPTIONAL },
	{ 0 },
};

static const struct command report_commands[] = {
	{ "report.list", ACCESS_ANY, READS, list_fields, report_list },
	{ "report.note", ACCESS_COORDINATOR, WRITES, note_fields, report_note,
	    read_note },
	{ 0 },
};

const struct family report_family = {
	report_commands,
	report_sql,
};
