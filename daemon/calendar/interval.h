/* SPDX-License-Identifier: ISC */
/* How often something without an end is looked at: "4m" is four months. */
#ifndef DAEMON_CALENDAR_INTERVAL_H
#define DAEMON_CALENDAR_INTERVAL_H

#include <stdbool.h>

#include "daemon/calendar/day.h"

/* One tertial, as municipalities report; what recurs or goes on gets no made-up
 * end, but is looked at this often. */
#define INTERVAL_DEFAULT "4m"

struct interval {
	int months, days; /* one of them is 0 */
};

/* A number from 1 and d, w, m or y ("90d", "6w", "4m", "2y"), at most ten
 * years; false for anything else. */
bool interval_read(const char *text, struct interval *interval);

/* `base` and so many intervals: a day that the month does not have is its
 * last (31 January and a month is the end of February). */
struct day interval_plus(struct day base, struct interval interval, int times);

/* The first of base + 1, 2, 3 ... intervals that is after `after`. */
struct day interval_next(
    struct day base, struct interval interval, struct day after);

#endif
