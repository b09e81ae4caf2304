/* SPDX-License-Identifier: ISC */
/* The activities of an agenda, with their history, from the store. */
#ifndef DAEMON_REMINDERS_AGENDA_ITEM_H
#define DAEMON_REMINDERS_AGENDA_ITEM_H

#include "daemon/reminders/agenda.h"

extern const char *const item_sql[]; /* prepared by agenda_prepare() */

/* Adds the open activities that something may be told about by `last`. */
int agenda_add_waking(struct agenda *agenda, struct store *store,
    struct day last, struct err *err);
/* Adds at most `limit` of those whose next date is not worked out. */
int agenda_add_changed(
    struct agenda *agenda, struct store *store, int64_t limit, struct err *err);
/* Adds one, if it is open and its due date still of that version. */
int agenda_add_one(struct agenda *agenda, struct store *store, int64_t id,
    int64_t due_version, struct err *err);

/* Appends the words of all that is overdue on `day` and is told to the
 * address. *list is in the arena, *count is set. */
int agenda_overdue(struct agenda *agenda, struct store *store,
    const char *address, struct day day, struct letter_item **list,
    size_t *count, struct err *err);

#endif
