/* SPDX-License-Identifier: ISC */
/* What is due, for whom, as the plan stands: the part that the live run and
 * every rehearsal have in common, so that the two cannot differ. */
#ifndef DAEMON_REMINDERS_AGENDA_H
#define DAEMON_REMINDERS_AGENDA_H

#include "daemon/calendar/schedule.h"
#include "daemon/commands/setting.h"
#include "daemon/reminders/ladder.h"
#include "daemon/reminders/letter.h"
#include "daemon/store/store.h"
#include "protocol/arena.h"

/* An open activity with a due date. Texts live in the agenda's arena. */
struct agenda_item {
	struct letter_item words; /* the run's part is set by agenda_climb() */
	int64_t due_version;
	int64_t sent;       /* overdue notices so far */
	struct day noticed; /* the last step on record; DAY_NONE for none */
	/* Who is told; lead and name are NULL where nobody leads and the
	 * coordinator is told, mail is "" where there is no address. */
	const char *lead, *name, *mail, *language;
	struct ladder_item ladder;
};

struct agenda {
	struct settings settings;
	struct workdays workdays; /* owned */
	struct schedule schedule;
	struct arena *arena;       /* owned */
	struct agenda_item *items; /* owned, by due date */
	size_t count, capacity;
};

/* Prepares its statements; once, before the first agenda. */
int agenda_prepare(struct store *store, struct err *err);

/* Everything open that the runs up to `last` may tell: what is due before the
 * next workday after it has its own last workday by then. */
int agenda_load(struct agenda *agenda, struct store *store, struct day last,
    struct err *err);
void agenda_release(struct agenda *agenda); /* takes {0} */

/* The item's first step after `after`; false where there is none. */
bool agenda_step(const struct agenda *agenda, const struct agenda_item *item,
    struct day after, struct ladder_step *step);

/* Where the item's steps on record end: agenda_step()'s first `after`. */
struct day agenda_noticed(const struct agenda_item *item);

/* What the ladder says in the run of `day`: the last step that has come and
 * is not on record stands. Sets words.counted, .stage, .regular and .n. */
void agenda_climb(
    const struct agenda *agenda, struct agenda_item *item, struct day day);

/* The order of letters and of what stands in one: by address (in any case),
 * the oldest due date first, by number. <0, 0, >0. */
int agenda_compare(const struct agenda_item *a, const struct agenda_item *b);

/* Puts what stands on record, as the log does when it is issued. */
void agenda_note(struct agenda_item *item);

#endif
