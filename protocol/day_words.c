/* SPDX-License-Identifier: ISC */
#include "protocol/day_words.h"

#include <stdio.h>
#include <string.h>

#include "protocol/clock_time.h"
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

bool day_words_clock(struct buffer *to, const char *text)
{
	char time[CLOCK_TIME];

	if (!clock_time_read(text, time))
		return false;
	buffer_printf(to, _("%.2s:%.2s"), time, time + 3);
	return true;
}

bool day_words_every_year(struct buffer *to, const char *text)
{
	char day[16];

	if (translate_is_english() || !shape_is(text, "dd-dd") ||
	    strncmp(text, "00", 2) == 0 || strncmp(text, "12", 2) > 0 ||
	    text[3] > '3')
		return false;
	snprintf(day, sizeof(day), "0000-%s", text);
	day_words_put(to, day, false);
	return true;
}

bool day_words_list(struct buffer *to, const char *text)
{
	const size_t step = DAY_LENGTH + 2; /* with what is between two */
	size_t count = (strlen(text) + 2) / step;

	if (strlen(text) + 2 != count * step)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!shape_begins(text + i * step, "dddd-dd-dd") ||
		    (i > 0 && strncmp(text + i * step - 2, ", ", 2) != 0))
			return false;
	if (count == 1)
		day_words_put(to, text, true);
	else
		buffer_text(to, text);
	return true;
}
