/* SPDX-License-Identifier: ISC */
/* `calendar`: the due dates, and the meetings, for a calendar program. */
#ifndef CLIENT_CALENDAR_H
#define CLIENT_CALENDAR_H

#include "client/call.h"

/* What a calendar is of; NULL: of all plans, of all departments that the key
 * sees. */
struct calendar_asked {
	const char *plan, *department;
	bool all; /* also what is not the key's own department's */
};

/* Writes the file as a whole, sets *events to how many events it has. */
int calendar_save(struct call *call, const struct calendar_asked *asked,
    const char *path, size_t *events, struct err *err);

int calendar_run(struct call *call, struct err *err);

#endif
