/* SPDX-License-Identifier: ISC */
#include "client/value_day.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const day_options[] = { "adopted", "valid-until", "on",
	"expected", "done-on", "until", "from", "to", "since", "date",
	"papers" };

static const char *const months[] = { "januari", "februari", "mars", "april",
	"maj", "juni", "juli", "augusti", "september", "oktober", "november",
	"december" };

/* A month in full or by its first three letters or more ("sept."). */
static int value_month(const char *word)
{
	size_t length = strcspn(word, ".");

	for (int i = 0; length >= 3 && i < 12; i++)
		if (strncasecmp(months[i], word, length) == 0 &&
		    strlen(word) <= length + 1)
			return i + 1;
	return 0;
}

/* "14 mars 2022", "den 14 mars 2022", "14/3-2022", "14/3 2022". Whether there
 * is such a day the daemon finds out. */
static bool day_read(const char *text, char room[VALUE_DAY])
{
	int day = 0, month = 0, year = 0, end = 0;
	char word[16];

	if (strncasecmp(text, "den ", 4) == 0)
		text += 4;
	if (sscanf(text, "%2d/%2d%*1[- ]%4d%n", &day, &month, &year, &end) != 3)
		month = sscanf(text, "%2d %15[^0-9 ] %4d%n", &day, word, &year,
			    &end) == 3
		    ? value_month(word)
		    : 0;
	if (text[end] != '\0' || day < 1 || day > 31 || month < 1 ||
	    month > 12 || year < 1000)
		return false;
	snprintf(room, VALUE_DAY, "%04d-%02d-%02d", year % 10000, month % 100,
	    day % 100);
	return true;
}

const char *value_day(const char *name, const char *text, char room[VALUE_DAY])
{
	const size_t days = sizeof(day_options) / sizeof(day_options[0]);

	for (size_t i = 0; i < days; i++)
		if (strcmp(day_options[i], name) == 0 && day_read(text, room))
			return room;
	return text;
}
