/* SPDX-License-Identifier: ISC */
/* Where a plan's board takes its follow-up up: the day by which the papers must
 * be ready is the one that counts. */
#ifndef DAEMON_REMINDERS_DUE_MEETING_H
#define DAEMON_REMINDERS_DUE_MEETING_H

#include "daemon/reminders/due_items.h"

/* Adds the meeting to each that is to be followed up and whose board meets. */
int due_meetings_add(struct due_items *due_items, struct store *store,
    struct letter_plan *plans, size_t count, struct day day, struct err *err);

#endif
