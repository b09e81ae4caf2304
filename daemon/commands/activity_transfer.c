/* SPDX-License-Identifier: ISC */
#include "daemon/commands/activity_transfer.h"

#include "daemon/commands/families.h"

enum { PASSES, TRANSFER, TAKE, GIVE_BACK, FORGET };

static const char *const activity_transfer_sql[] = {
	/* Whether the lead there is was told, and who was before it. */
	[PASSES] = "SELECT a.lead_told, t.former IS ?2, t.seq FROM activity a"
		   " LEFT JOIN transfer t ON t.activity = a.id AND t.told = 0"
		   " WHERE a.id = ?1 AND a.lead IS NOT ?2",
	[TRANSFER] = "INSERT INTO transfer SELECT ?2, id, lead, lead_set_at,"
		     " ?3, 0 FROM activity WHERE id = ?1",
	[TAKE] = "UPDATE activity SET lead_version = lead_version + ?2,"
		 " lead_set_at = ?3, lead_told = ?4 WHERE id = ?1",
	[GIVE_BACK] = "UPDATE activity SET lead_version = lead_version - 1,"
		      " lead_told = 1, lead_set_at = (SELECT former_set_at"
		      "  FROM transfer WHERE activity = ?1 AND told = 0)"
		      " WHERE id = ?1",
	[FORGET] = "DELETE FROM transfer WHERE activity = ?1 AND told = 0",
	NULL,
};

/* The columns of PASSES. */
enum { PASSES_TOLD, PASSES_BACK, PASSES_FORMER };

/* A change of the lead. */
struct passing {
	bool told; /* the one there is, that it leads; or there is none */
	bool back; /* to the one before, whom nobody has told anything else */
};

/* 1 where another leads it now, 0 where not, -1. */
static int find_passing(struct invocation *invocation, int64_t id,
    const char *lead, struct passing *passing, struct err *err)
{
	struct rows rows = store_query(invocation->store, activity_transfer_sql,
	    PASSES, BIND(INTEGER(id), TEXT(lead)));
	int found = rows_next(&rows, err);

	if (found == 1) {
		passing->told = rows_integer(&rows, PASSES_TOLD) != 0;
		passing->back = !passing->told &&
		    !rows_null(&rows, PASSES_FORMER) &&
		    rows_integer(&rows, PASSES_BACK) != 0;
	}
	rows_end(&rows);
	return found;
}

int activity_transfer(struct invocation *invocation, int64_t id,
    const char *lead, struct err *err)
{
	struct passing passing;
	int passes = find_passing(invocation, id, lead, &passing, err);

	if (passes != 1)
		return passes;
	if (passing.back)
		return store_run(invocation->store, activity_transfer_sql,
			   GIVE_BACK, BIND(INTEGER(id)), err) == 0
		    ? store_run(invocation->store, activity_transfer_sql,
			  FORGET, BIND(INTEGER(id)), err)
		    : -1;
	if (passing.told &&
	    store_run(invocation->store, activity_transfer_sql, TRANSFER,
		BIND(INTEGER(id), INTEGER(invocation->seq),
		    INTEGER(invocation->now.seconds)),
		err) != 0)
		return -1;
	return store_run(invocation->store, activity_transfer_sql, TAKE,
	    BIND(INTEGER(id), INTEGER(passing.told),
		INTEGER(invocation->now.seconds), INTEGER(lead == NULL)),
	    err);
}

const struct family activity_transfer_family = {
	NULL,
	activity_transfer_sql,
};
