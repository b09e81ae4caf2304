/* SPDX-License-Identifier: ISC */
/* The coordinator's letter of the week: whether there is one, and what it
 * tells. */
#ifndef DAEMON_REMINDERS_DIGEST_H
#define DAEMON_REMINDERS_DIGEST_H

#include "daemon/commands/meeting_read.h"
#include "daemon/reminders/due_items.h"

/* What makes a digest, as the plan stands. */
struct digest {
	struct day earliest; /* due date of what is open; DAY_NONE */
	bool unclear;        /* something is */
	bool news;           /* an answer or a failure since the last one */
	int64_t last;        /* the log entry of the last one; 0 */
	int64_t written;     /* when that was, in seconds; 0 */
	struct day run;      /* of that; DAY_NONE */
	int64_t sent;        /* how many there were */
	struct day after;    /* the last day that has had its chance */
	const struct meeting *meetings; /* since then; in the due arena */
	size_t meeting_count;
};

extern const char *const digest_sql[]; /* prepared by due_items_prepare() */

/* `told_until` is due_items_told_until() of the run. */
int digest_load(struct digest *digest, const struct due_items *due_items,
    struct store *store, struct day told_until, struct err *err);

/* Whether the run of `day` sends one, and its notice. The day has had its
 * chance then. */
bool digest_notice(struct digest *digest, const struct due_items *due_items,
    struct day day, struct due_notice *notice);

/* What it tells on `day`, in the due arena. */
int digest_compose(struct due_items *due_items, struct store *store,
    struct day day, const struct letter_digest **letter, struct err *err);

#endif
