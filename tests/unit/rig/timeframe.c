/* SPDX-License-Identifier: ISC */
/* Stands in for the reader of timeframes: a few texts of each kind, so that
 * these tests hold whatever the reader learns. Its rules can be taken away:
 * who still asks it then did not use the reading in the log. */
#include "daemon/calendar/timeframe.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/rig/rig.h"

bool rig_calendar_closed;

static const char *const words[] = {
	[TIMEFRAME_FIXED] = "fixed",
	[TIMEFRAME_DEADLINE] = "deadline",
	[TIMEFRAME_OPEN] = "open",
	[TIMEFRAME_ONGOING] = "ongoing",
	[TIMEFRAME_RECURRING] = "recurring",
	[TIMEFRAME_EVENT] = "event",
	[TIMEFRAME_UNDATED] = "undated",
	[TIMEFRAME_INVALID] = "invalid",
};

static const struct reading {
	const char *text;
	enum timeframe_kind kind;
	const char *start, *end;
	const char *vague; /* the reason */
	const char *reason;
} readings[] = {
	{ "Vt 2022", TIMEFRAME_FIXED, "2022-01-01", "2022-06-30" },
	{ "Ht 2022", TIMEFRAME_FIXED, "2022-07-01", "2022-12-31" },
	{ "Vt 2023", TIMEFRAME_FIXED, "2023-01-01", "2023-06-30" },
	{ "Vt 2024", TIMEFRAME_FIXED, "2024-01-01", "2024-06-30" },
	{ "senast 2022-07-01", TIMEFRAME_DEADLINE, NULL, "2022-07-01" },
	{ "från 2022", TIMEFRAME_OPEN, "2022-01-01", NULL },
	{ "från 2023", TIMEFRAME_OPEN, "2023-01-01", NULL },
	{ "löpande", TIMEFRAME_ONGOING, NULL, NULL },
	{ "löpande under 2022", TIMEFRAME_ONGOING, "2022-01-01", "2022-12-31" },
	{ "årligen", TIMEFRAME_RECURRING, NULL, NULL },
	{ "vid behov", TIMEFRAME_EVENT, NULL, NULL },
	{ "början av 2022", TIMEFRAME_FIXED, "2022-01-01", "2022-04-30",
	    "it is vague" },
	{ "v. 54 2022", TIMEFRAME_INVALID, NULL, NULL, NULL,
	    "there is no week 54" },
};

static struct day day_at(const char *text)
{
	struct day day = DAY_NONE;

	if (text != NULL)
		assert_true(day_read(text, &day));
	return day;
}

static struct timeframe timeframe_of(const struct reading *reading)
{
	struct timeframe timeframe = {
		.kind = reading->kind,
		.start = day_at(reading->start),
		.end = day_at(reading->end),
		.vague = reading->vague != NULL,
	};
	const char *reason =
	    reading->vague != NULL ? reading->vague : reading->reason;

	snprintf(timeframe.reason, sizeof(timeframe.reason), "%s",
	    reason != NULL ? reason : "");
	return timeframe;
}

/* "våren" names no year. */
static struct timeframe spring_of(int year)
{
	return (struct timeframe){ .kind = TIMEFRAME_FIXED,
		.start = day_of(year, 1, 1),
		.end = day_of(year, 6, 30),
		.vague = true,
		.reason = "its year is a guess" };
}

struct timeframe timeframe_read(const char *text, int year)
{
	static const struct reading undated = { "", TIMEFRAME_UNDATED, NULL,
		NULL, NULL, "it has no year" };

	assert_false(rig_calendar_closed);
	if (year != 0 && strcmp(text, "våren") == 0)
		return spring_of(year);
	for (size_t i = 0; i < sizeof(readings) / sizeof(readings[0]); i++)
		if (strcmp(readings[i].text, text) == 0)
			return timeframe_of(&readings[i]);
	return timeframe_of(&undated);
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
