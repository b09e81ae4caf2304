/* SPDX-License-Identifier: ISC */
#include "protocol/day_words.h"

#include <ctype.h>
#include <stddef.h>

#include "protocol/translate.h"

const char *const month_names[12] = { N_("January"), N_("February"),
	N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
	N_("August"), N_("September"), N_("October"), N_("November"),
	N_("December") };

bool day_words_is(const char *text)
{
	for (size_t i = 0; i < 10; i++)
		if (i == 4 || i == 7 ? text[i] != '-'
				     : !isdigit((unsigned char)text[i]))
			return false;
	return text[10] == '\0';
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
