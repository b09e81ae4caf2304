/* SPDX-License-Identifier: ISC */
/* When a run must look at an activity again: an index on the next date of its
 * ladder, kept up in the transaction of each change, so that a run costs what
 * is due and not what is stored. */
#ifndef DAEMON_REMINDERS_NEXT_DUE_H
#define DAEMON_REMINDERS_NEXT_DUE_H

#include "daemon/store/store.h"

extern const char
    *const next_due_sql[]; /* prepared by reminder_run_prepare() */

/* Whether something changed since the index was worked out. */
int next_due_is_behind(struct store *store, bool *behind, struct err *err);

/* Works out the next dates of at most so many changed activities, in the
 * transaction that is open: of fewer where somebody waits for its commit. */
#define NEXT_DUE_BATCH  500
#define NEXT_DUE_WAITED 200
int next_due_settle(struct store *store, int64_t most, struct err *err);

/* Whether more than a part are to be worked out. */
int next_due_is_far_behind(struct store *store, bool *far, struct err *err);

/* Those of all, where nobody waits. */
int next_due_settle_all(struct store *store, struct err *err);

#endif
