/* SPDX-License-Identifier: ISC */
#include "protocol/reason_words.h"

#include <string.h>

/* The bytes of the letter at `text`, which may be Å, Ä or Ö, in capitals; 0
 * where there is none. */
static size_t reason_capital(const char *text)
{
	static const char *const swedish[] = { "Å", "Ä", "Ö" };

	if (*text >= 'A' && *text <= 'Z')
		return 1;
	for (size_t i = 0; i < sizeof(swedish) / sizeof(swedish[0]); i++)
		if (strncmp(text, swedish[i], strlen(swedish[i])) == 0)
			return strlen(swedish[i]);
	return 0;
}

void reason_words(struct buffer *to, const char *sentence, bool goes_on)
{
	size_t begin = to->length, capital = reason_capital(sentence);

	buffer_text(to, sentence);
	/* "ISO weeks" is no beginning; in UTF-8 å is Å and 0x20 more, too. */
	if (capital > 0 && reason_capital(sentence + capital) == 0)
		to->bytes[begin + capital - 1] |= 0x20;
	if (!goes_on && to->length > begin && to->bytes[to->length - 1] == '.')
		buffer_cut(to, to->length - 1);
}
