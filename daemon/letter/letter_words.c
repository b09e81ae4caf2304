/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "daemon/letter/letter_wrap.h"

void letter_fill(struct buffer *to, const char *sentence, const char *value)
{
	const char *at = strchr(sentence, '%');

	if (at != NULL) {
		buffer_add(to, sentence, (size_t)(at - sentence));
		letter_cut(to, value);
		sentence = at + 1;
	}
	buffer_text(to, sentence);
}

void letter_say(struct buffer *to, const char *sentence, const char *value)
{
	letter_fill(to, sentence, value);
	buffer_text(to, " ");
}

void letter_fill_number(
    struct buffer *to, const struct number_words *words, int64_t number)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%" PRId64, number);
	letter_fill(to, number == 1 ? words->one : words->many, digits);
}
