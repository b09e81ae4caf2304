/* SPDX-License-Identifier: ISC */
/* Who is told of an activity. */
#ifndef DAEMON_REMINDERS_DUE_READER_H
#define DAEMON_REMINDERS_DUE_READER_H

#include "daemon/reminders/due_items.h"

/* Adds one who is told in this role, and of the ladder's `roles` (bits of
 * enum role_told); lives in the due arena. */
struct due_reader *due_item_add_reader(struct due_items *due_items,
    struct due_item *item, enum role_told role, const struct due_recipient *to,
    unsigned roles);

/* Who is told of every activity that `lead`, NULL for nobody, leads. */
void due_item_open_readers(
    struct due_items *due_items, struct due_item *item, const char *lead);

/* The reader of this role and department; NULL: the item has none. */
struct due_reader *due_item_reader(
    struct due_item *item, enum role_told role, const char *department);

#endif
