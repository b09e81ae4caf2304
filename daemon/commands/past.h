/* SPDX-License-Identifier: ISC */
/* What a list said at the end of a day that is past. */
#ifndef DAEMON_COMMANDS_PAST_H
#define DAEMON_COMMANDS_PAST_H

#include "daemon/contract/invocation.h"
#include "daemon/calendar/day.h"

/* What past.read wants: which command is to be answered by the tables of that
 * day's end. Without a method they are given back. */
struct past_wish {
	struct day day;
	const char *method; /* NULL */
	json_t *params;     /* NULL; borrowed */
};

/* Appends the answer (docs/wire.md). */
typedef int past_rows(struct invocation *invocation,
    const struct past_wish *wish, struct err *err);

/* Gives back what the slot holds; takes {0}. */
void past_release(struct past_slot *slot);

/* Says who makes those tables: request/past.h, which stands above. */
void past_by(past_rows *rows);

#endif
