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

/* A copy of the state of `store`, whose runs are held one after the other.
 * `now` is the time. NULL: an error. The caller's for lived_end(). */
struct lived;
struct lived *lived_begin(
    struct store *store, struct instant now, struct err *err);
void lived_end(struct lived *lived); /* takes NULL */

/* Holds the next run, which is that of *day, and tells its messages: 1; 0 where
 * it would be after `last` or no more is wanted; -1. */
int lived_next(struct lived *lived, struct day last,
    const struct hearer *hearer, struct day *day, struct err *err);

/* Every message of the runs from the next one to `last`, as if each arrived
 * the day it is sent. `now` is the time. The statements of a run need not be
 * prepared in `store`, which is only read. */
int lived_runs(struct store *store, struct instant now, struct day last,
    const struct hearer *hearer, struct err *err);

#endif
