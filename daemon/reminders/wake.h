/* SPDX-License-Identifier: ISC */
/* When a run must look at an activity again: an index on the next date of its
 * ladder, kept up in the transaction of each change, so that a run costs what
 * is due and not what is stored. */
#ifndef DAEMON_REMINDERS_WAKE_H
#define DAEMON_REMINDERS_WAKE_H

#include "daemon/store/store.h"

extern const char *const wake_sql[]; /* prepared by sweep_prepare() */

/* Whether something changed since the index was worked out. */
int wake_is_behind(struct store *store, bool *behind, struct err *err);

/* Works out the next dates of at most WAKE_BATCH changed activities, in the
 * transaction that is open. */
#define WAKE_BATCH 5000
int wake_settle(struct store *store, struct err *err);

#endif
