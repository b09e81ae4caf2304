/* SPDX-License-Identifier: ISC */
/* A part of a timeframe that has a name: a season, a quarter, a month. */
#ifndef DAEMON_CALENDAR_TIMEFRAME_NAMED_H
#define DAEMON_CALENDAR_TIMEFRAME_NAMED_H

#include "daemon/calendar/timeframe_part.h"
#include "daemon/calendar/timeframe_reader.h"

/* Everything that has words of its own and no year before it. False as for
 * part_read(), but where the reader then stands is not said. */
bool part_read_named(struct timeframe_reader *reader, struct part *part);

#endif
