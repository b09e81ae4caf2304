/* SPDX-License-Identifier: ISC */
/* A part of a timeframe that is written in digits. */
#ifndef DAEMON_CALENDAR_TIMEFRAME_DIGITS_H
#define DAEMON_CALENDAR_TIMEFRAME_DIGITS_H

#include "daemon/calendar/timeframe_part.h"
#include "daemon/calendar/timeframe_reader.h"

/* "2025-03-31", "31/12", "20250331" and the like, which begin with digits.
 * False as for part_read(); the reader then has not moved. */
bool part_read_digits(struct timeframe_reader *reader, struct part *part);

/* "06-30" after 2025-01-01 and a dash. False where it is none. */
bool part_read_last_day(struct timeframe_reader *reader,
    const struct part *before, struct part *part);

#endif
