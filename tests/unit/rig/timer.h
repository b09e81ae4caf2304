/* SPDX-License-Identifier: ISC */
/* Stands in for the kernel's timers of timerfd_create(2): what a timer is set
 * for can be seen, and it expires or is cancelled when a test says so. */
#ifndef TESTS_UNIT_RIG_TIMER_H
#define TESTS_UNIT_RIG_TIMER_H

#include "daemon/calendar/day.h"

/* From now on; before it a timer is the kernel's. */
void timer_take(void);

/* What the newest timer is set for, in whole seconds of CLOCK_REALTIME. */
struct instant timer_set_for(void);

/* Its time came: its descriptor can be read. */
void timer_expire(void);

/* The clock was set: the next read, or the next setting where that comes
 * first, says ECANCELED, as the kernel does. */
void timer_cancel(void);

/* The same, at the moment of the next setting: `clock` is set to `to`. */
void timer_cancel_when_set(struct instant *clock, struct instant to);

#endif
