/* SPDX-License-Identifier: ISC */
/* What was sent of an activity in the plans that it was carried from. */
#ifndef DAEMON_REMINDERS_DUE_BEFORE_H
#define DAEMON_REMINDERS_DUE_BEFORE_H

#include "daemon/reminders/due_item.h"

/* SQL, of a notice n and its dispatch d: what never arrived was not sent; nor
 * was what still waits where the run absorbs it (?4). */
#define DUE_UNSENT                                                             \
	"(n.skipped OR d.state IN ('failed', 'withdrawn')"                     \
	" OR (?4 AND d.state = 'planned'))"

extern const char *const before_sql[]; /* prepared by due_items_prepare() */

/* Adds it to the item's readers: a reminder that was the third in the plan
 * before is the fourth in this. */
int due_before_add(struct due_items *due_items, struct due_item *item,
    struct store *store, struct err *err);

#endif
