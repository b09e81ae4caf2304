/* SPDX-License-Identifier: ISC */
#include "daemon/commands/state_counts.h"

#include <string.h>

#include "daemon/commands/families.h"
#include "daemon/commands/plan.h"

enum { COUNTS };

/* The columns of COUNTS. */
enum { PARTIES, ACTIVITIES };

#define GOES_ON PLAN_GOES_ON("activity.plan")

/* What was carried is dropped in the plan that it was carried from. */
static const char *const state_counts_sql[] = {
	[COUNTS] =
	    "SELECT json_object('plans', (SELECT count(*) FROM plan),"
	    " 'open_plans', (SELECT count(*) FROM plan"
	    "  WHERE closed_at IS NULL),"
	    " 'departments', (SELECT count(*) FROM department),"
	    " 'external', (SELECT count(*) FROM department"
	    "  WHERE external AND successor IS NULL),"
	    " 'replaced', (SELECT count(*) FROM department"
	    "  WHERE successor IS NOT NULL)),"
	    " json_object('planned',"
	    " count(*) FILTER (WHERE status = 'planned'), 'started',"
	    " count(*) FILTER (WHERE status = 'started'), 'done',"
	    " count(*) FILTER (WHERE status = 'done'), 'dropped',"
	    " count(*) FILTER (WHERE status = 'dropped'), 'carried',"
	    " count(*) FILTER (WHERE carried_to IS NOT NULL), 'overdue',"
	    " count(*) FILTER (WHERE due < ?1 AND open AND " GOES_ON
	    "), 'unclear',"
	    " count(*) FILTER (WHERE unclear <> '[]' AND open AND " GOES_ON
	    ")) FROM activity",
	NULL,
};

int state_counts_put(
    struct invocation *invocation, struct day today, struct err *err)
{
	struct rows rows = store_query(
	    invocation->store, state_counts_sql, COUNTS, BIND(DAY(today)));
	int result = rows_next(&rows, err);

	/* The members themselves, without the object's braces. */
	if (result == 1) {
		const char *parties = rows_text(&rows, PARTIES);

		buffer_text(invocation->reply, ",");
		buffer_add(invocation->reply, parties + 1, strlen(parties) - 2);
		buffer_printf(invocation->reply, ",\"activities\":%s",
		    rows_text(&rows, ACTIVITIES));
	}
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

const struct family state_counts_family = {
	NULL,
	state_counts_sql,
};
