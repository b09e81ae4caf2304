/* SPDX-License-Identifier: ISC */
#include "protocol/interval_words.h"

#include <string.h>

#include "protocol/translate.h"

void interval_words(struct buffer *to, const char *interval)
{
	size_t digits = strspn(interval, "0123456789");
	const char *word = translate_word("value", interval);
	char unit = interval[digits];
	int length = (int)digits;

	if (translate_is_english() || word != interval || digits == 0)
		buffer_text(to, word);
	else if (unit == 'd')
		buffer_printf(to, _("every %.*s days"), length, interval);
	else if (unit == 'w')
		buffer_printf(to, _("every %.*s weeks"), length, interval);
	else if (unit == 'm')
		buffer_printf(to, _("every %.*s months"), length, interval);
	else
		buffer_printf(to, _("every %.*s years"), length, interval);
}
