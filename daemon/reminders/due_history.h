/* SPDX-License-Identifier: ISC */
/* What those who are told of an activity have heard. */
#ifndef DAEMON_REMINDERS_DUE_HISTORY_H
#define DAEMON_REMINDERS_DUE_HISTORY_H

#include "daemon/reminders/due_items.h"

extern const char *const history_sql[]; /* prepared by due_items_prepare() */

/* What there is of an activity besides its own row. */
struct due_has {
	bool notices, notes, cooperating, transfers, moves;
};

/* Fills in the rest; the item's own row is in it already. */
int due_item_add_history(struct due_items *due_items, struct due_item *item,
    const struct due_has *has, struct store *store, struct err *err);

#endif
