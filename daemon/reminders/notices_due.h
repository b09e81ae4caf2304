/* SPDX-License-Identifier: ISC */
/* What the ladder says in one run: from the due items to notices, each
 * to its reader. */
#ifndef DAEMON_REMINDERS_NOTICES_DUE_H
#define DAEMON_REMINDERS_NOTICES_DUE_H

#include "daemon/reminders/due_items.h"

/* Appends what the ladder says in the run of `day`. */
void notices_due_item(const struct due_items *due_items,
    const struct due_item *item, struct day day, struct due_notices *notices);
/* Appends one. */
void notices_due_add(struct due_notices *notices, struct due_notice notice);
void notices_due_release(struct due_notices *notices); /* takes {0} */

/* When the item must be looked at again; DAY_NONE where nothing will ever come
 * by itself. */
struct day notices_due_next(
    const struct due_items *due_items, const struct due_item *item);

/* Puts the run of `day` on record: the log does so when what stands, the
 * item's notices here, is issued. It is taken to arrive the same day. */
void notices_due_note(const struct due_items *due_items, struct due_item *item,
    struct day day, const struct due_notice *notices, size_t count);

/* Fills in when the item is told next of what an answer would stop: the
 * lead, or the escalation; and when the lead is reminded next, of anything:
 * as if the run of `day` had been sent. */
void notices_due_after(const struct due_items *due_items,
    const struct due_item *item, struct day day, struct letter_item *words);

#endif
