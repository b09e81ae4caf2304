/* SPDX-License-Identifier: ISC */
/* One reminder run: from what there is to tell to signed entries of the log,
 * one message for each address. */
#ifndef DAEMON_REMINDERS_REMINDER_RUN_H
#define DAEMON_REMINDERS_REMINDER_RUN_H

#include "daemon/calendar/day.h"
#include "daemon/request/door.h"

/* Prepares the statements of the runs; once, at the start. */
void reminder_run_prepare(struct store *store);

/* The run of `day`, in the turn's transaction: every stage that stands is
 * issued, those that it overtook are recorded as skipped, the coordinator is
 * told what failed since and which runs did not happen, and the run itself is
 * recorded. *messages counts. In a quiet period only failures are told. */
int reminder_run_hold(
    struct door *door, struct day day, int *messages, struct err *err);

#endif
