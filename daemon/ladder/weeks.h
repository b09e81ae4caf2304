/* SPDX-License-Identifier: ISC */
/* First workdays of weeks and months, as the repeats of the ladder come.
 * Pure. */
#ifndef DAEMON_LADDER_WEEKS_H
#define DAEMON_LADDER_WEEKS_H

#include "daemon/calendar/workday.h"

/* The Monday of a day's ISO week. */
struct day week_monday(struct day day);

/* The first workday of the ISO week that begins with `monday`; DAY_NONE where
 * it has none. */
struct day week_first(const struct workdays *workdays, struct day monday);

/* The first workday after `after` that is the first one of a month, `every`
 * so many from the month of `base` and itself after `base`. DAY_NONE where
 * every is 0, or at the end of the calendar. */
struct day month_first(const struct workdays *workdays, struct day base,
    struct day after, int every);

#endif
