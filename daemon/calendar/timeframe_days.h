/* SPDX-License-Identifier: ISC */
/* The days of one part of a timeframe. */
#ifndef DAEMON_CALENDAR_TIMEFRAME_DAYS_H
#define DAEMON_CALENDAR_TIMEFRAME_DAYS_H

#include "daemon/calendar/day.h"
#include "daemon/calendar/timeframe_part.h"

/* Whether its days exist, as far as they can be known without a year. */
enum problem part_check(const struct part *part);

/* The first and the last day of a part that has its year. */
enum problem part_days(
    const struct part *part, struct day *start, struct day *end);

#endif
