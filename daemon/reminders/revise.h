/* SPDX-License-Identifier: ISC */
/* A message that still waits, written again without what no longer stands. */
#ifndef DAEMON_REMINDERS_REVISE_H
#define DAEMON_REMINDERS_REVISE_H

#include "daemon/request.h"

extern const char *const revise_sql[]; /* prepared by sweep_prepare() */

/* Before a dispatch is handed over: what was done, dropped or moved since it
 * was written is taken out of it, in an entry of its own. 1: it was revised,
 * or nothing is left of it and it is withdrawn, when the turn commits; 0: it
 * stands as it is; -1. */
int revise_dispatch(
    struct requests *requests, int64_t dispatch, struct err *err);

#endif
