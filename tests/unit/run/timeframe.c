/* SPDX-License-Identifier: ISC */
/* Stands in for the reader of timeframes: "senast YYYY-MM-DD" of any date,
 * and everything else is ongoing, so that runs can be tested on due dates
 * whatever the reader learns. */
#include "daemon/calendar/timeframe.h"

#include <string.h>

static const char *const words[] = { "fixed", "deadline", "open", "ongoing",
	"recurring", "event", "undated", "invalid" };

struct timeframe timeframe_read(const char *text, int year)
{
	struct timeframe timeframe = { .kind = TIMEFRAME_DEADLINE,
		.start = DAY_NONE };

	(void)year;
	if (strncmp(text, "senast ", 7) != 0 ||
	    !day_read(text + 7, &timeframe.end)) {
		timeframe.kind = TIMEFRAME_ONGOING;
		timeframe.end = DAY_NONE;
	}
	return timeframe;
}

const char *timeframe_kind_word(enum timeframe_kind kind)
{
	return words[kind];
}

int timeframe_kind_of(const char *word)
{
	for (int kind = 0; kind <= TIMEFRAME_INVALID; kind++)
		if (strcmp(words[kind], word) == 0)
			return kind;
	return -1;
}
