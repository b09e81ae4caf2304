/* SPDX-License-Identifier: ISC */
/* What departs is put on record once: an event for who watches, and told in
 * the coordinator's next digest. */
#ifndef DAEMON_COMMANDS_PICTURE_DEPART_H
#define DAEMON_COMMANDS_PICTURE_DEPART_H

#include "daemon/calendar/day.h"
#include "daemon/picture/departure.h"
#include "daemon/store/store.h"

struct departed {
	int month; /* picture/period.h */
	const char *area;
	int64_t kind;
	const char *name, *swedish; /* of the kind */
	enum departure departure;
};

struct departed_list {
	struct departed *list; /* owned; the texts are the arena's */
	size_t count, capacity;
};

/* What departs as of a day, by area and kind, and is not on record: in its
 * month as far as it has come what is high, in the month before also what is
 * low, from the 8th on, for what was seen is reported by the week. */
int departed_find(struct departed_list *departed, struct store *store,
    struct arena *arena, struct day day, struct err *err);

/* What is on record since an entry of the log. */
int departed_load(struct departed_list *departed, struct store *store,
    struct arena *arena, int64_t since, struct err *err);

void departed_release(struct departed_list *departed); /* takes {0} */

#endif
