/* SPDX-License-Identifier: ISC */
/* The runs of a period, held in a copy of the state that is then thrown away:
 * what they write is what the daemon would, by the same code. */
#ifndef DAEMON_REMINDERS_LIVED_H
#define DAEMON_REMINDERS_LIVED_H

#include "daemon/calendar/schedule.h"
#include "daemon/store/store.h"

/* A message of a rehearsal. */
struct rehearsed {
	struct day day;             /* of the run */
	const char *address;        /* the recipient */
	const char *subject, *text; /* NULL where they were not asked for */
	const struct rehearsed_notice {
		int64_t activity; /* 0: of a plan as a whole, or the digest */
		const char *plan; /* its code, of a plan as a whole; or NULL */
		const char *stage;
		int64_t n;
		const char *words; /* of the activity, the plan; "" */
	} * notices;
	size_t count;
};

/* Is told each message, by day and address; the texts are the caller's. False
 * ends the rehearsal. */
struct hearer {
	bool (*hear)(void *context, const struct rehearsed *message);
	void *context;
};

/* Every message of the runs from the next one to `last`, as if each arrived
 * the day it is sent. `now` is the time. The statements of a run need not be
 * prepared in `store`, which is only read. */
int lived_runs(struct store *store, struct instant now, struct day last,
    const struct hearer *hearer, struct err *err);

#endif
