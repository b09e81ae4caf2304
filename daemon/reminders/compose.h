/* SPDX-License-Identifier: ISC */
/* One message: from the notices to an address to the letter that carries
 * them. */
#ifndef DAEMON_REMINDERS_COMPOSE_H
#define DAEMON_REMINDERS_COMPOSE_H

#include "daemon/reminders/due_items.h"

struct message {
	const char *address;
	struct day day; /* of the run */
	bool rehearsal;
	struct receipt head;
	/* Those of this address, in the order of notices_due_compare(); what is
	 * skipped is not told. */
	const struct due_notice *notices;
	size_t count;
	const struct letter_failure *failures;
	size_t failure_count;
	const struct day *missed;
	size_t missed_count;
	size_t waiting;        /* activities that compose_limit() left out */
	struct day told_until; /* due_items_told_until() of the run */
	/* The messages that it takes over, and what of their notices it does
	 * not tell. */
	const int64_t *absorbs, *dropped;
	size_t absorb_count, dropped_count;
};

/* Whose message it is: that of the first department that is told something,
 * else the coordinator's. */
const struct due_recipient *compose_reader(
    const struct due_items *due_items, const struct message *message);

/* Leaves out what one letter has no room for, the least urgent: it is not on
 * record then, and the next run tells it. The notices are in the due arena. */
void compose_limit(struct due_items *due_items, struct message *message);

/* The code of the plan that the message is named after; NULL for none. */
const char *compose_plan(
    struct due_items *due_items, const struct message *message);

/* Prepared by reminder_run_prepare(). */
extern const char *const compose_sql[];

/* Writes the letter: what has a notice, and what else is overdue for the
 * address. */
int compose_write(struct due_items *due_items, struct store *store,
    const struct message *message, struct buffer *subject, struct buffer *text,
    struct err *err);

#endif
