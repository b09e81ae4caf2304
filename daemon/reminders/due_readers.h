/* SPDX-License-Identifier: ISC */
/* Who is told of an activity. */
#ifndef DAEMON_REMINDERS_DUE_READERS_H
#define DAEMON_REMINDERS_DUE_READERS_H

#include "daemon/reminders/due_item.h"

extern const char *const readers_sql[]; /* prepared by due_items_prepare() */

/* Who is told of every activity that `lead`, NULL for nobody, leads. */
void due_readers_open(
    struct due_items *due_items, struct due_item *item, const char *lead);

/* And those who cooperate in it. */
int due_readers_add_cooperating(struct due_items *due_items,
    struct due_item *item, struct store *store, struct err *err);

/* Whoever led before is told with the new lead, but not a department that
 * goes on under another name, nor one that leads again under its new name. */
int due_readers_add_former(struct due_items *due_items, struct due_item *item,
    struct store *store, struct err *err);

/* The reader of this role and department; NULL: the item has none. */
struct due_reader *due_readers_find(
    struct due_item *item, enum role_told role, const char *department);

#endif
