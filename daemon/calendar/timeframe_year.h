/* SPDX-License-Identifier: ISC */
/* The year of a part of a timeframe. */
#ifndef DAEMON_CALENDAR_TIMEFRAME_YEAR_H
#define DAEMON_CALENDAR_TIMEFRAME_YEAR_H

#include "daemon/calendar/timeframe_part.h"
#include "daemon/calendar/timeframe_reader.h"

/* The year after a part that has none; what is no year is left. */
void part_read_year(struct timeframe_reader *reader, struct part *part);

/* "-24" after the years of `before`, as in 2022-24. False where it is none. */
bool part_read_last_year(struct timeframe_reader *reader,
    const struct part *before, struct part *part);

/* Whether it lies in two years, both of which are written. */
bool part_is_double(const struct part *part);

/* Two digits as a year: 1970..2069. */
int part_short_year(int value);

#endif
