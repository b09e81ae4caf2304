/* SPDX-License-Identifier: ISC */
/* A message that still waits, written again without what no longer stands. */
#ifndef DAEMON_REMINDERS_REVISE_H
#define DAEMON_REMINDERS_REVISE_H

#include "daemon/request/door.h"

extern const char *const revise_sql[]; /* prepared by reminder_run_prepare() */

enum revised {
	REVISE_FAILED = -1,
	REVISE_STANDS, /* as it is */
	REVISED_NOW,  /* when the turn commits; or withdrawn: nothing is left */
	REVISE_LATER, /* today's run, still to come, may take it over */
};

/* Before a dispatch is handed over: what was done, dropped, moved or passed on
 * since it was written is taken out of it, and what was written on an earlier
 * day is written for today, in an entry of its own. */
enum revised revise_dispatch(
    struct door *door, int64_t dispatch, struct err *err);

#endif
