/* SPDX-License-Identifier: ISC */
/* The activities that are due, with their history, from the store. */
#ifndef DAEMON_REMINDERS_DUE_ITEM_H
#define DAEMON_REMINDERS_DUE_ITEM_H

#include "daemon/reminders/due_items.h"

extern const char *const item_sql[]; /* who reads items prepares it */

/* Adds the open activities that something may be told about by `last`. */
int due_items_add_due(struct due_items *due_items, struct store *store,
    struct day last, struct err *err);
/* The same, at most so many, in order from behind `place` on, which moves; {0}
 * is before the first. 1 where some were added, 0, -1. */
struct due_place {
	char day[DAY_TEXT];
	int64_t activity;
};
int due_items_add_due_part(struct due_items *due_items, struct store *store,
    struct day last, struct due_place *place, int64_t most, struct err *err);
/* Adds at most `limit` of those whose next date is not worked out. */
int due_items_add_changed(struct due_items *due_items, struct store *store,
    int64_t limit, struct err *err);
/* Adds one, if it is open and its due date still of that version. */
int due_items_add_one(struct due_items *due_items, struct store *store,
    int64_t id, int64_t due_version, struct err *err);

/* Appends the words of all that is overdue on `day` and is told to the
 * address. *list is in the arena, *count is set. */
int due_items_overdue(struct due_items *due_items, struct store *store,
    const char *address, struct day day, struct letter_item **list,
    size_t *count, struct err *err);

/* Activities for the week's letter: those due from `from` to `to`, those that
 * are unclear, those answered after an entry of the log, done or not, and those
 * of which the coordinator alone has said something since; of each the first
 * `most`. */
struct due_list {
	enum { DUE_DATED, DUE_UNCLEAR, DUE_ANSWERED, DUE_NOTED } what;
	struct day from, to;
	int64_t after;
	size_t most;
};

/* *list is in the arena, *all is how many there are. Late ones say how late
 * they are on the day after `to`. */
int due_items_list(struct due_items *due_items, struct store *store,
    struct due_list wanted, const struct letter_item **list, size_t *count,
    size_t *all, struct err *err);

#endif
