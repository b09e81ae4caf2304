/* SPDX-License-Identifier: ISC */
/* A table as a plan: which of its rows are activities, and what stands in
 * them. What the words mean is for the daemon to judge. */
#ifndef CLIENT_PLAN_TABLE_H
#define CLIENT_PLAN_TABLE_H

#include <jansson.h>

#include "client/grid.h"

struct plan_table_options {
	const char *path;  /* for errors */
	const char *plan;  /* which rows of a list of several plans are meant */
	json_t *chosen;    /* list of "FIELD=HEADING", or NULL */
	bool fill_down;    /* an empty cell is that above */
	bool skip_invalid; /* a row without an activity is passed over */
	bool may_ask;      /* a person, on a terminal, which column is what */
};

/* All are owned. */
struct plan_table {
	json_t *rows; /* as plan.import takes them */
	char *daemon; /* whose list it is; NULL for none */
	int year;     /* that its heading names for all times; 0 */
	/* {"read":{HEADING:FIELD},"kept":[HEADING],"passed":[LINE]}, and lists
	 * of lines: "bare", which are words in the activity's column alone,
	 * "carried", whose goal is that above, "ownerless" and "timeless",
	 * where the column has nothing. */
	json_t *columns;
};

/* ERR_INVALID, with what to do, where there is no heading, no column for the
 * timeframe or the owner and nobody says that there is none, a row with a time
 * and an owner has no activity, or there are no activities. */
int plan_table_read(struct plan_table *table, const struct grid *grid,
    const struct plan_table_options *options, struct err *err);

void plan_table_release(struct plan_table *table); /* takes {0} */

#endif
