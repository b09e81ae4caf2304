/* SPDX-License-Identifier: ISC */
#include "protocol/sentence_match.h"

#include <assert.h>
#include <string.h>

const char *sentence_blank(const char *sentence, size_t *length)
{
	static const char *const blanks[] = { "%s", "%d", "%u", "%-s" };

	for (; *sentence != '\0'; sentence++)
		for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++)
			if (strncmp(sentence, blanks[i], strlen(blanks[i])) ==
			    0) {
				*length = strlen(blanks[i]);
				return sentence;
			}
	*length = 0;
	return sentence;
}

/* Whether a value can stand in the blank: a number in that of one. */
static bool sentence_fits(const char *blank, const struct sentence_value *value)
{
	return blank[1] == 's' || blank[1] == '-' ||
	    strspn(value->text, "0123456789") >= value->length;
}

bool sentence_matches(struct sentence_value values[SENTENCE_BLANKS],
    const char *sentence, const char *text)
{
	assert(text != NULL);
	for (size_t count = 0;; count++) {
		size_t size, next_size, length, rest;
		const char *blank = sentence_blank(sentence, &size), *next,
			   *after;

		length = (size_t)(blank - sentence);
		if (strncmp(text, sentence, length) != 0)
			return false;
		text += length;
		if (*blank == '\0')
			return *text == '\0';
		sentence = blank + size;
		next = sentence_blank(sentence, &next_size);
		rest = (size_t)(next - sentence);
		after = rest > 0 ? memmem(text, strlen(text), sentence, rest)
				 : text + strlen(text);
		if (count == SENTENCE_BLANKS || after == NULL)
			return false;
		values[count] =
		    (struct sentence_value){ text, (size_t)(after - text) };
		if (!sentence_fits(blank, &values[count]))
			return false;
		text = after;
	}
}
