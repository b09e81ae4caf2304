/* SPDX-License-Identifier: ISC */
/* The timer of the runs: one timerfd on the wall clock, which suspend and
 * clock steps wake. */
#ifndef DAEMON_REMINDERS_REMINDER_H
#define DAEMON_REMINDERS_REMINDER_H

#include "daemon/request.h"

struct reminder;
struct event_base;

/* ERR_INTERNAL where there is no timer to be had. */
int reminder_new(struct reminder **reminder, struct event_base *base,
    struct requests *requests, struct err *err);
void reminder_free(struct reminder *reminder); /* takes NULL */

/* After each turn: tells of a run that committed, arms the timer for the
 * next one. */
void reminder_turn(struct reminder *reminder, bool committed);

#endif
