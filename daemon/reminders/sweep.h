/* SPDX-License-Identifier: ISC */
/* One reminder run: from what is due to signed entries of the log, one
 * message for each address. */
#ifndef DAEMON_REMINDERS_SWEEP_H
#define DAEMON_REMINDERS_SWEEP_H

#include "daemon/calendar/day.h"
#include "daemon/request.h"

/* Prepares the statements of the runs; once, at the start. */
int sweep_prepare(struct store *store, struct err *err);

/* The run of `day`, in the turn's transaction: every stage that stands is
 * issued, those that it overtook are recorded as skipped, and the run itself
 * is recorded. *messages counts. Run again after a crash, it issues only what
 * is not in the log. */
int sweep_run(
    struct requests *requests, struct day day, int *messages, struct err *err);

#endif
