/* SPDX-License-Identifier: ISC */
/* notice.register: the messages themselves, each once, for the registrar. */
#include "daemon/calendar/zone.h"
#include "daemon/commands/families.h"

/* clang-format off */
#define INSTANT(column) \
	"strftime('%Y-%m-%dT%H:%M:%SZ', " column ", 'unixepoch')"

/* The plans of which the message tells. */
#define PLANS \
	"SELECT coalesce(n.plan, a.plan) FROM notice n" \
	"  LEFT JOIN activity a ON a.id = n.activity WHERE n.dispatch = d.id" \
	" UNION SELECT d.plan"

/* The left of its Message-ID: dispatch_name(). */
#define MESSAGE "'dispatch-' || d.id || '.' || substr(d.token, 1, 32)"

#define LETTER \
	"json_object('dispatch', d.id, 'at', " INSTANT("d.sent_at") "," \
	" 'settled_at', " INSTANT("d.settled_at") ", 'address', d.address," \
	" 'department', d.department," \
	" 'plans', (SELECT json_group_array(code) FROM plan" \
	"  WHERE code IN (" PLANS "))," \
	" 'cases', (SELECT json_group_array(case_number) FROM (SELECT" \
	"  DISTINCT case_number FROM plan WHERE code IN (" PLANS ")" \
	"  AND case_number IS NOT NULL ORDER BY code))," \
	" 'activities', (SELECT json_group_array(activity) FROM (SELECT" \
	"  DISTINCT activity FROM notice n WHERE n.dispatch = d.id" \
	"  AND activity IS NOT NULL AND NOT skipped ORDER BY activity))," \
	" 'subject', d.subject, 'state'," \
	" iif(d.state = 'planned', 'waiting', d.state), 'answer', d.answer," \
	" 'message', " MESSAGE
/* clang-format on */

enum { LIST };

static const char *const notice_register_sql[] = {
	[LIST] = "SELECT iif(?4, " LETTER ", 'text', d.text), " LETTER ")),"
		 " d.id FROM dispatch d WHERE d.id > ?1"
		 " AND (?2 IS NULL OR d.sent_at >= ?2)"
		 " AND (?3 IS NULL OR d.sent_at < ?3) ORDER BY d.id",
	NULL,
};

/* When a day begins by the municipality's clocks; NULL of DAY_NONE. */
static struct value register_midnight(struct day day)
{
	return day_is_some(day) ? INTEGER(zone_instant(day, 0, 0, 0).seconds)
				: TEXT(NULL);
}

/* Refuses days that cannot be meant: an empty register would hide that they
 * were mistyped. */
static int notice_register(struct invocation *invocation, struct err *err)
{
	struct day from = param_day(invocation, "from");
	struct day to = param_day(invocation, "to");

	if (day_is_some(from) && day_is_some(to) && day_compare(to, from) < 0)
		return err_set(err, ERR_INVALID,
		    "to: is before from: give the earlier day as from");
	if (day_is_some(from) &&
	    day_compare(from, invocation_today(invocation)) > 0)
		return err_set(err, ERR_INVALID,
		    "from: is in the future: planvakt rehearse shows what will"
		    " be sent");
	return invocation_list(invocation, notice_register_sql, LIST,
	    BIND(INTEGER(param_integer(invocation, "after", 0)),
		register_midnight(from),
		register_midnight(day_is_some(to) ? day_plus(to, 1) : to),
		INTEGER(param_flag(invocation, "text"))),
	    err);
}

static const struct field register_fields[] = {
	{ "from", FIELD_DATE, OPTIONAL },
	{ "to", FIELD_DATE, OPTIONAL },
	{ "text", FIELD_FLAG, OPTIONAL },
	{ "after", FIELD_ID, OPTIONAL },
	{ 0 },
};

static const struct command notice_register_commands[] = {
	{ "notice.register", ACCESS_ANY, READS, register_fields,
	    notice_register },
	{ 0 },
};

const struct family notice_register_family = {
	notice_register_commands,
	notice_register_sql,
};
