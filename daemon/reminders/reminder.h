/* SPDX-License-Identifier: ISC */
/* The timer of the runs: one timerfd on the wall clock, which suspend and
 * clock steps wake. */
#ifndef DAEMON_REMINDERS_REMINDER_H
#define DAEMON_REMINDERS_REMINDER_H

#include "daemon/request/door.h"

struct reminder;
struct event_base;

/* ERR_INTERNAL where there is no timer to be had. */
int reminder_new(struct reminder **reminder, struct event_base *base,
    struct door *door, struct err *err);
void reminder_free(struct reminder *reminder); /* takes NULL */

/* Before a turn's commit: works out when the activities that it changed
 * must be looked at again. True where more of them are left than belong into
 * one turn. */
bool reminder_settle(struct reminder *reminder);

/* Leaves to a later turn what this one changed; a run looks at it all the
 * same. */
void reminder_unsettled(struct reminder *reminder);

/* After each turn: tells of a run that committed, arms the timer for the
 * next one. */
void reminder_turn(struct reminder *reminder, bool committed);

#endif
