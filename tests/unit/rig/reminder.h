/* SPDX-License-Identifier: ISC */
/* A daemon of which only the reminders are left: its turns, the kernel's
 * timer and the clock are the test's. */
#ifndef TESTS_UNIT_RIG_REMINDER_H
#define TESTS_UNIT_RIG_REMINDER_H

#include "tests/unit/rig/timer.h"
#include "tests/unit/rig/town.h"

#include <event2/event.h>

#include "daemon/calendar/workday.h"
#include "daemon/reminders/reminder.h"

#define HOUR 3600

enum { RUNS, BACKWARDS, LAST_AT };

extern struct reminder *reminder;

/* As the server ends a turn. */
void end_turn(void);

/* The loop's events, once; then the end of the turn too. */
void dispatch(void);
void daemon_turn(void);

void stop(void);

/* Stopped and started again, at a local time. */
void start(const char *local);

/* The loop and its timer, which is the test's. */
void open_loop(void);

int setup_reminder(void **state);
int teardown_reminder(void **state);

void time_comes(struct instant instant);

/* Time passes, or the machine wakes from its sleep. */
void it_is(const char *local);

/* Somebody sets the clock. */
void set_clock(const char *local);

struct instant utc(const char *date, int hour);

/* What the timer is set for. */
void assert_next(const char *date, int hour);

int64_t number_in(int statement);

/* The days of all runs there were. */
void assert_runs(const char *days);

#endif
