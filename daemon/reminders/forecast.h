/* SPDX-License-Identifier: ISC */
/* What the runs of a period would send, with the plan as it stands. */
#ifndef DAEMON_REMINDERS_FORECAST_H
#define DAEMON_REMINDERS_FORECAST_H

#include "daemon/reminders/digest.h"

/* A notice that the run of `day` would issue. */
struct forecast_notice {
	struct day day;
	struct due_notice notice; /* of the due items */
};

/* By day, by address, then as a letter lists them; {0} is empty. */
struct forecast {
	struct forecast_notice *list; /* owned */
	size_t count, capacity;
};

/* Every notice of the runs from `first`, the day of the next run, to `last`,
 * as if every message arrived the day it is sent: those of each activity, by
 * its place among the due items, and then, with all of them in order, those of
 * plans and the digest. What nobody can be told is left out. Moves the due
 * items and the digest on as the runs would. */
void forecast_add_item(struct forecast *forecast, struct due_items *due_items,
    size_t i, struct day first, struct day last);
void forecast_end(struct forecast *forecast, struct due_items *due_items,
    struct digest *digest, struct day first, struct day last);
void forecast_release(struct forecast *forecast); /* takes {0} */

#endif
