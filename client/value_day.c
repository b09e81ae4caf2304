/* SPDX-License-Identifier: ISC */
#include "client/value_day.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const day_options[] = { "adopted", "as-of", "valid-until",
	"on", "expected", "done-on", "until", "from", "to", "since", "date",
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

/* The month's name in `word`, with the ending of "14:e" before it. */
static bool day_of_month(
    const char *text, int *day, int *month, int *year, int *end)
{
	char word[16];
	int at = 0;

	if (sscanf(text, "%2d%n", day, &at) != 1)
		return false;
	text += at;
	if (strncasecmp(text, ":e", 2) == 0 || strncasecmp(text, ":a", 2) == 0)
		at += 2, text += 2;
	if (sscanf(text, " %15[^0-9 ] %4d%n", word, year, end) < 1)
		return false;
	if (*end == 0)
		sscanf(text, " %*15[^0-9 ]%n", end);
	*end += at;
	*month = value_month(word);
	return *month > 0;
}

/* "14/3-2022", "14/3 2022", "14/3/2022", "14.3.2022", "14-03-2022", "14/3";
 * with the year first "2022-3-14" and "20220314". */
static bool day_in_digits(
    const char *text, int *day, int *month, int *year, int *end)
{
	int at = 0;

	if (strspn(text, "0123456789") == 8)
		return sscanf(text, "%4d%2d%2d%n", year, month, day, end) == 3;
	if (strspn(text, "0123456789") == 4)
		return sscanf(text, "%4d-%2d-%2d%n", year, month, day, end) ==
		    3;
	if (sscanf(text, "%2d/%2d%n%*1[- /]%4d%n", day, month, end, year,
		end) >= 2)
		return true;
	return (sscanf(text, "%2d.%2d.%4d%n", day, month, year, &at) == 3 ||
		   sscanf(text, "%2d-%2d-%4d%n", day, month, year, &at) == 3) &&
	    (*end = at) > 0;
}

/* Behind a weekday, in full or by its first letters: which day it is, the rest
 * says. */
static const char *skip_weekday(const char *text)
{
	static const char *const weekdays[] = { "måndag", "tisdag", "onsdag",
		"torsdag", "fredag", "lördag", "söndag" };
	size_t length = strcspn(text, " ,.");
	size_t gap = strspn(text + length, " ,.");

	for (size_t i = 0; i < 7 && length >= 3 && gap > 0; i++)
		if (strncasecmp(weekdays[i], text, length) == 0)
			return text + length + gap;
	return text;
}

/* Also "14 mars 2022" and "måndag den 14:e mars 2022". Whether there is such a
 * day, and whether it may lack its year, the daemon finds out. */
static bool day_read(const char *text, char room[VALUE_DAY])
{
	int day = 0, month = 0, year = 0, end = 0;

	text = skip_weekday(text);
	if (strncasecmp(text, "den ", 4) == 0)
		text += 4;
	if (!day_in_digits(text, &day, &month, &year, &end)) {
		year = end = 0;
		if (!day_of_month(text, &day, &month, &year, &end))
			return false;
	}
	if (text[end] != '\0' || day < 1 || day > 31 || month < 1 ||
	    month > 12 || (year != 0 && year < 1000))
		return false;
	if (year == 0)
		snprintf(room, VALUE_DAY, "%02d-%02d", month % 100, day % 100);
	else
		snprintf(room, VALUE_DAY, "%04d-%02d-%02d", year % 10000,
		    month % 100, day % 100);
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
