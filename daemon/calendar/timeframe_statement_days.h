/* SPDX-License-Identifier: ISC */
/* The days that a timeframe as a whole means. */
#ifndef DAEMON_CALENDAR_TIMEFRAME_STATEMENT_DAYS_H
#define DAEMON_CALENDAR_TIMEFRAME_STATEMENT_DAYS_H

#include "daemon/calendar/timeframe.h"
#include "daemon/calendar/timeframe_statement.h"

/* Fixed, deadline or open, with its days and what makes them vague. `year` is
 * the year of texts that name none, or 0. */
enum problem statement_days(const struct statement *statement, int year,
    struct timeframe *read, enum doubt *doubt);

#endif
