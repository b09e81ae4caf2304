/* SPDX-License-Identifier: ISC */
/* What Norwegian and Danish plans write about time and Swedish ones do not. */
#ifndef DAEMON_CALENDAR_TIMEFRAME_NORDIC_H
#define DAEMON_CALENDAR_TIMEFRAME_NORDIC_H

#include <stddef.h>

#include "daemon/calendar/timeframe_words.h"

/* The rows, and how many there are. */
const struct timeframe_word *timeframe_nordic_words(size_t *count);

#endif
