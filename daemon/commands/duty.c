/* SPDX-License-Identifier: ISC */
#include "daemon/commands/duty.h"

#include <inttypes.h>

#include "daemon/commands/families.h"

/* The list names so many; a duty is told from so many days before. */
#define LISTED      "100"
#define DUTY_DAYS   90
#define ENDING_DAYS 30

enum { DUTIES, DUTIES_COUNT };

/* clang-format off */
/* What each plan must be done with by ?2 or by ?3. */
#define OWED \
	"(SELECT code, title, 'follow-up' AS stage, follow_up_due AS until" \
	" FROM plan WHERE closed_at IS NULL AND follow_up_due <= ?2" \
	" UNION ALL SELECT code, title, 'ending', valid_until" \
	" FROM plan WHERE closed_at IS NULL AND valid_until <= ?3" \
	" UNION ALL SELECT NULL, NULL, 'picture', due FROM picture" \
	"  WHERE version = (SELECT max(version) FROM picture)" \
	"  AND due <= ?2)"
/* clang-format on */

static const char *const duty_sql[] = {
	[DUTIES] = "SELECT json_group_array(json_object('plan', code, 'title',"
		   " title, 'stage', stage, 'until', until, 'overdue',"
		   " json(iif(until < ?1, 'true', 'false')))) FROM (SELECT *"
		   " FROM " OWED " ORDER BY until, code, stage"
		   " LIMIT " LISTED ")",
	[DUTIES_COUNT] = "SELECT count(*) FROM " OWED " WHERE ?1 = ?1",
	NULL,
};

int duty_put_status(
    struct invocation *invocation, struct day today, struct err *err)
{
	const struct value *values = BIND(DAY(today),
	    DAY(day_plus(today, DUTY_DAYS)), DAY(day_plus(today, ENDING_DAYS)));
	int64_t count = 0;

	buffer_text(invocation->reply, ",\"duties\":");
	if (invocation_one(invocation, duty_sql, DUTIES, values, err, "no %s",
		"duties") != 0 ||
	    store_integer(invocation->store, duty_sql, DUTIES_COUNT, values,
		&count, 0, err) != 0)
		return -1;
	buffer_printf(invocation->reply, ",\"duties_count\":%" PRId64, count);
	return 0;
}

const struct family duty_family = {
	NULL,
	duty_sql,
};
