/* SPDX-License-Identifier: ISC */
#include "client/refused.h"

#include <stdio.h>
#include <string.h>

#include "protocol/error_words.h"
#include "protocol/translate.h"

/* How long the name is that the text begins with, and in *behind what stands
 * after it and its place in a list, "told[0]"; 0 where it does not begin so. */
static size_t refused_field(const char *text, const char **behind)
{
	size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz_");
	const char *at = text + length;

	if (*at == '[') {
		at += 1 + strspn(at + 1, "0123456789");
		at += *at == ']';
	}
	*behind = at;
	return length < WORD_MAX && strncmp(at, ": ", 2) == 0 ? length : 0;
}

static void refused_name(
    struct buffer *to, const char *name, const struct verb *verb)
{
	struct grammar grammar;
	size_t i = 0;

	grammar_read(&grammar, verb != NULL ? verb->grammar : "");
	while (i < grammar.count && strcmp(grammar.words[i].field, name) != 0)
		i++;
	if (i < grammar.count && grammar.words[i].kind != WORD_VALUE)
		buffer_printf(to, "--%s", grammar.words[i].name);
	else
		buffer_text(to,
		    translate_word(
			i < grammar.count ? "shown" : "field", name));
}

/* The same of a text whose name is in the reader's language already, as that
 * of a sentence which may also stand behind a line of a table. */
static size_t refused_own_name(
    struct buffer *to, const char *text, const struct verb *verb)
{
	struct grammar grammar;

	grammar_read(&grammar, verb != NULL ? verb->grammar : "");
	for (size_t i = 0; i < grammar.count; i++) {
		const struct word *word = &grammar.words[i];
		const char *name = translate_word("field", word->field);
		size_t length = strlen(name);

		if (word->kind != WORD_OPTION ||
		    strncmp(text, name, length) != 0 ||
		    strncmp(text + length, ": ", 2) != 0)
			continue;
		buffer_printf(to, "--%s", word->name);
		return length;
	}
	return 0;
}

void refused_words(
    struct buffer *to, const struct err *err, const struct words *words)
{
	struct buffer text = { 0 };
	const char *behind;
	size_t length = 0;
	char name[WORD_MAX];

	err_words(&text, err);
	if (!translate_is_english())
		length = refused_own_name(to, text.bytes, words->verb);
	if (length > 0 || translate_is_english()) {
		buffer_text(to, text.bytes + length);
	} else if ((length = refused_field(text.bytes, &behind)) > 0) {
		snprintf(name, sizeof(name), "%.*s", (int)length, text.bytes);
		refused_name(to, name, words->verb);
		buffer_text(to, behind);
	} else {
		buffer_text(to, text.bytes);
	}
	buffer_free(&text);
}
