/* SPDX-License-Identifier: ISC */
/* A timeframe's text in the one form that the reader knows. */
#ifndef DAEMON_CALENDAR_TIMEFRAME_FOLD_H
#define DAEMON_CALENDAR_TIMEFRAME_FOLD_H

#include "daemon/calendar/timeframe.h"

/* Two bytes a character, and the terminator. */
#define FOLDED_SIZE (2 * TIMEFRAME_MAX + 1)

/* Stands for a character that no timeframe has. */
#define FOLDED_STRANGE '\x01'

/* Writes `text` in lower case, with one kind of space, dash ('-'), slash and
 * apostrophe and without what is not seen (soft hyphens, marks of direction).
 * What remains is ASCII, letters of Latin-1 in UTF-8 and FOLDED_STRANGE.
 * Returns -1 where the text has more than TIMEFRAME_MAX characters. */
int timeframe_fold(const char *text, char folded[FOLDED_SIZE]);

#endif
