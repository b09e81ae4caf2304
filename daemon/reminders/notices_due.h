/* SPDX-License-Identifier: ISC */
/* What the ladder says in one run: from the due items to notices, each
 * to its reader. */
#ifndef DAEMON_REMINDERS_NOTICES_DUE_H
#define DAEMON_REMINDERS_NOTICES_DUE_H

#include "daemon/reminders/due_items.h"

/* Appends what the ladder says in the run of `day`. */
void notices_due_item(const struct due_items *due_items,
    const struct due_item *item, struct day day, struct due_notices *notices);
void notices_due_plan(const struct due_items *due_items,
    const struct due_plan *plan, struct day day, struct due_notices *notices);
void notices_due_release(struct due_notices *notices); /* takes {0} */

/* Puts the run of `day` on record: the log does so when what stands, the
 * item's notices here, is issued. It is taken to arrive the same day. */
void notices_due_note(const struct due_items *due_items, struct due_item *item,
    struct day day, const struct due_notice *notices, size_t count);
void notices_due_note_plan(
    const struct due_items *due_items, struct due_plan *plan, struct day day);

/* When a plan's next step comes; DAY_NONE where there is none. */
struct day notices_due_plan_next(
    const struct due_items *due_items, const struct due_plan *plan);

/* The order of letters and of what stands in one: by the carrier's address
 * (in any case), the oldest due date first, by number, the most urgent stage
 * first. <0, 0, >0. */
int notices_due_compare(const void *notice, const void *other);

#endif
