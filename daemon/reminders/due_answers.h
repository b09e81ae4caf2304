/* SPDX-License-Identifier: ISC */
/* What was answered of an activity, and what that holds. */
#ifndef DAEMON_REMINDERS_DUE_ANSWERS_H
#define DAEMON_REMINDERS_DUE_ANSWERS_H

#include "daemon/reminders/due_item.h"

extern const char *const answers_sql[]; /* prepared by due_items_prepare() */

/* When something was noted of the item, which holds its answers began, and the
 * last of them. */
int due_answers_add(struct due_items *due_items, struct due_item *item,
    struct store *store, struct err *err);

/* The last answer of an activity, into its words; of those that are not the
 * coordinator's own where `own` says so. */
int due_answers_last(struct due_items *due_items, struct letter_item *words,
    bool own, struct store *store, struct err *err);

#endif
