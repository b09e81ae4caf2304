/* SPDX-License-Identifier: ISC */
/* One message: from the notices to an address to the letter that carries
 * them. */
#ifndef DAEMON_REMINDERS_COMPOSE_H
#define DAEMON_REMINDERS_COMPOSE_H

#include "daemon/reminders/agenda.h"

struct message {
	const char *address;
	struct day day; /* of the run */
	bool rehearsal;
	struct receipt head;
	/* Those of this address, in the order of climb_compare(); what is
	 * skipped is not told. */
	const struct agenda_notice *notices;
	size_t count;
	const struct letter_failure *failures;
	size_t failure_count;
	const struct day *missed;
	size_t missed_count;
	struct day told_until; /* agenda_told_until() of the run */
	/* The messages that it takes over, and what of their notices it does
	 * not tell. */
	const int64_t *absorbs, *dropped;
	size_t absorb_count, dropped_count;
};

/* Whose message it is: that of the first department that is told something,
 * else the coordinator's. */
const struct agenda_reader *compose_reader(
    const struct agenda *agenda, const struct message *message);

/* Writes the letter: what has a notice, and what else is overdue for the
 * address. */
int compose_write(struct agenda *agenda, struct store *store,
    const struct message *message, struct buffer *subject, struct buffer *text,
    struct err *err);

#endif
