/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/year_part.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "daemon/calendar/timeframe.h"
#include "protocol/shape.h"

/* Months from 1, both included. */
static bool year_part_write(
    char period[YEAR_PART_TEXT], int year, int first, int last)
{
	unsigned from = (unsigned)first % 100, to = (unsigned)last % 100;
	unsigned of = (unsigned)year % 10000;

	if (year < YEAR_MEANT_MIN || year > YEAR_MEANT_MAX || first < 1 ||
	    last > 12 || first > last)
		return false;
	if (first == 1 && last == 12)
		snprintf(period, YEAR_PART_TEXT, "%04u", of);
	else if (last - first == 3 && last % 4 == 0)
		snprintf(period, YEAR_PART_TEXT, "%04u-T%u", of, to / 4 % 10);
	else if (first == last)
		snprintf(period, YEAR_PART_TEXT, "%04u-%02u", of, from);
	else
		snprintf(
		    period, YEAR_PART_TEXT, "%04u-%02u..%02u", of, from, to);
	return true;
}

static int year_part_digits(const char *text)
{
	return 10 * (text[0] - '0') + text[1] - '0';
}

/* "2026-01..08" */
static bool read_own_form(const char *text, char period[YEAR_PART_TEXT])
{
	return shape_is(text, "dddd-dd..dd") &&
	    year_part_write(period,
		100 * year_part_digits(text) + year_part_digits(text + 2),
		year_part_digits(text + 5), year_part_digits(text + 9));
}

/* --- interim reports --- */

/* Behind the word for one; NULL where none stands there. */
static const char *skip_interim(const char *text)
{
	static const char *const words[] = { "delårsuppföljning",
		"delårsrapport", "delårsbokslut", "delår", "interim follow-up",
		"interim report", "interim" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strncasecmp(text, words[i], strlen(words[i])) == 0)
			return text + strlen(words[i]);
	return NULL;
}

/* A number of so many digits, with nothing but blanks and commas around it:
 * moves *text behind it. */
static int year_part_number(const char **text, size_t digits)
{
	size_t length;
	int number = 0;

	*text += strspn(*text, " ,");
	length = strspn(*text, "0123456789");
	if (length != digits)
		return 0;
	for (; length > 0; length--)
		number = 10 * number + *(*text)++ - '0';
	*text += strspn(*text, " ,");
	return number;
}

/* "delår 2 2026", "2026 delår 2" */
static bool year_part_read_interim(
    const char *text, char period[YEAR_PART_TEXT])
{
	int year = year_part_number(&text, 4), which;

	text = skip_interim(text);
	if (text == NULL)
		return false;
	which = year_part_number(&text, 1);
	if (year == 0)
		year = year_part_number(&text, 4);
	return *text == '\0' && (which == 1 || which == 2) &&
	    year_part_write(period, year, 1, 4 * which);
}

/* --- what a timeframe is called --- */

bool year_part_read(const char *text, char period[YEAR_PART_TEXT])
{
	struct timeframe timeframe;
	struct date first, last;

	text += strspn(text, " ");
	if (read_own_form(text, period) || year_part_read_interim(text, period))
		return true;
	timeframe = timeframe_read(text, 0);
	if (timeframe.kind != TIMEFRAME_FIXED || timeframe.vague)
		return false;
	first = day_date(timeframe.start);
	last = day_date(timeframe.end);
	return first.day == 1 && first.year == last.year &&
	    last.day == month_days(last.year, last.month) &&
	    year_part_write(period, first.year, first.month, last.month);
}
