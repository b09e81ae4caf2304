/* SPDX-License-Identifier: ISC */
#include "protocol/day_words.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "protocol/shape.h"
#include "protocol/translate.h"

#define DAY_LENGTH  10 /* 2022-06-30 */
#define TIME_LENGTH 16 /* 2022-06-30T09:00 */

const char *const month_names[12] = { N_("January"), N_("February"),
	N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
	N_("August"), N_("September"), N_("October"), N_("November"),
	N_("December") };

bool day_words_is(const char *text)
{
	return shape_is(text, "dddd-dd-dd");
}

void day_words_put(struct buffer *to, const char *day, bool year)
{
	int month = (day[5] - '0') * 10 + day[6] - '0';

	if (month < 1 || month > 12) {
		buffer_text(to, day);
		return;
	}
	buffer_text(to, "");
	buffer_printf(to, _("%d %s"), (day[8] - '0') * 10 + day[9] - '0',
	    translate(month_names[month - 1]));
	if (year)
		buffer_printf(to, " %.4s", day);
}

bool day_words_time(struct buffer *to, const char *value)
{
	char day[DAY_LENGTH + 1];

	snprintf(day, sizeof(day), "%s", value);
	if (!day_words_is(day) || strlen(value) != TIME_LENGTH ||
	    value[DAY_LENGTH] != 'T')
		return false;
	day_words_put(to, day, true);
	buffer_printf(to, _(" at %.2s:%.2s"), value + DAY_LENGTH + 1,
	    value + DAY_LENGTH + 4);
	return true;
}

void day_words_clock(struct buffer *to, const char *text)
{
	const char *at = text;
	int hour = 0, minute = 0, end = 0;

	at += strncasecmp(at, "klockan", 7) == 0 ? 7
	    : strncasecmp(at, "kl", 2) == 0      ? 2
						 : 0;
	at += strspn(at, ". ");
	if (sscanf(at, "%2d%n%*1[:.]%2d%n", &hour, &end, &minute, &end) < 1 ||
	    at[0] < '0' || at[end] != '\0' || hour > 23 || minute > 59)
		buffer_text(to, text);
	else
		buffer_printf(to, _("%02d:%02d"), hour, minute);
}
