/* SPDX-License-Identifier: ISC */
/* The forecast of the runs from the next one to a day, worked out a part at a
 * time: of a large plan it takes seconds, and others want answers meanwhile. */
#ifndef DAEMON_REMINDERS_REHEARSAL_PART_H
#define DAEMON_REMINDERS_REHEARSAL_PART_H

#include "daemon/reminders/due_item.h"
#include "daemon/reminders/forecast.h"

/* {0} is none. The forecast's notices point into the due items. */
struct rehearsal {
	struct forecast forecast;
	struct due_items due_items;
	struct digest digest;
	struct day ran, first,
	    last;               /* runs: the last, the next, the period's */
	struct due_place place; /* of the items that were read ... */
	bool is_read;           /* ... which are all */
	size_t at;              /* of the items that were walked */
};

int rehearsal_begin(struct rehearsal *rehearsal, struct store *store,
    struct instant now, struct day last, struct err *err);
void rehearsal_release(struct rehearsal *rehearsal); /* takes {0} */

/* Works on until *work, which counts activities and notices, is used up: 1
 * where there is more, 0 where the forecast is whole, -1. In between nothing
 * may have been written to the store. */
int rehearsal_go_on(struct rehearsal *rehearsal, struct store *store,
    int64_t *work, struct err *err);

/* Whether a rehearsal that begins `now` would be of the same runs. */
bool rehearsal_is_of(const struct rehearsal *rehearsal, struct instant now);

#endif
