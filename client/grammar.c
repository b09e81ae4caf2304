/* SPDX-License-Identifier: ISC */
#include "client/grammar.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "protocol/translate.h"

/* The names of fields that hold several of what one option gives. */
static const struct {
	const char *one, *several;
} plurals[] = {
	{ "alias", "aliases" },
	{ "band", "bands" },
	{ "figure", "figures" },
	{ "area", "areas" },
	{ "remove_alias", "remove_aliases" },
	{ "strategy", "strategies" },
	{ "text", "texts" },
	{ "word", "words" },
};

static const char *const number_names[] = { "N", "P", "DAYS", "SECONDS", "id",
	"seq" };

/* <code>, <lead>, <old>, <new> and <stage> are values, the others options'. */
static const char *const code_names[] = { "CODE", "STATUS", "S", "A", "AREA",
	"STRATEGY", "STATE", "ROLE", "LANGUAGE", "WHAT", "code", "lead", "old",
	"new", "stage" };

static void copy(char to[WORD_MAX], const char *from, size_t length)
{
	assert(length > 0 && length < WORD_MAX);
	memcpy(to, from, length);
	to[length] = '\0';
}

static enum word_type type_of(const char *shown)
{
	if (strcmp(shown, "FILE.pub") == 0)
		return WORD_KEY_FILE;
	for (size_t i = 0; i < sizeof(number_names) / sizeof(char *); i++)
		if (strcmp(shown, number_names[i]) == 0)
			return WORD_NUMBER;
	for (size_t i = 0; i < sizeof(code_names) / sizeof(char *); i++)
		if (strcmp(shown, code_names[i]) == 0)
			return WORD_CODE;
	return WORD_TEXT;
}

static void name_field(struct word *word)
{
	copy(word->field, word->name, strlen(word->name));
	for (char *at = word->field; *at != '\0'; at++)
		if (*at == '-')
			*at = '_';
	if (!word->repeats)
		return;
	for (size_t i = 0; i < sizeof(plurals) / sizeof(plurals[0]); i++)
		if (strcmp(word->field, plurals[i].one) == 0)
			copy(word->field, plurals[i].several,
			    strlen(plurals[i].several));
}

/* <field> or <field:SHOWN> */
static const char *grammar_read_value(struct word *word, const char *at)
{
	size_t length = strcspn(at, ":>");

	word->kind = WORD_VALUE;
	copy(word->name, at, length);
	copy(word->shown, at, length);
	at += length;
	if (*at == ':') {
		length = strcspn(++at, ">");
		copy(word->shown, at, length);
		at += length;
	}
	assert(*at == '>');
	return at + 1;
}

/* option or option VALUE */
static const char *read_option(struct word *word, const char *at)
{
	size_t length = strcspn(at, " ].");

	word->kind = WORD_FLAG;
	copy(word->name, at, length);
	at += length;
	if (at[0] != ' ' || strchr("-[<", at[1]) != NULL)
		return at;
	word->kind = WORD_OPTION;
	length = strcspn(++at, " ]");
	if (length > 3 && strncmp(at + length - 3, "...", 3) == 0)
		length -= 3;
	copy(word->shown, at, length);
	return at + length;
}

static const char *grammar_read_word(struct word *word, const char *at)
{
	word->required = *at != '[';
	at += !word->required;
	if (*at == '<') {
		at = grammar_read_value(word, at + 1);
	} else if (strncmp(at, "--", 2) == 0) {
		at = read_option(word, at + 2);
	} else {
		word->kind = WORD_LITERAL;
		copy(word->name, at, strcspn(at, " "));
		return at + strcspn(at, " ");
	}
	if (!word->required) {
		assert(*at == ']');
		at++;
	}
	word->repeats = strncmp(at, "...", 3) == 0;
	return at + (word->repeats ? 3 : 0);
}

void grammar_read(struct grammar *grammar, const char *row)
{
	const char *at = row;

	*grammar = (struct grammar){ 0 };
	while (*at != '\0') {
		struct word *word = &grammar->words[grammar->count];

		assert(grammar->count < GRAMMAR_MAX);
		at = grammar_read_word(word, at);
		assert(*at == ' ' || *at == '\0');
		at += strspn(at, " ");
		name_field(word);
		word->type = type_of(word->shown);
		if (word->kind == WORD_LITERAL)
			assert(grammar->literals++ == grammar->count);
		grammar->count++;
	}
}

const struct word *grammar_option(
    const struct grammar *grammar, const char *name, size_t length)
{
	for (size_t i = grammar->literals; i < grammar->count; i++) {
		const struct word *word = &grammar->words[i];

		if (word->kind != WORD_VALUE && strlen(word->name) == length &&
		    strncmp(word->name, name, length) == 0)
			return word;
	}
	return NULL;
}

const struct word *grammar_value(const struct grammar *grammar, size_t place)
{
	const struct word *last = NULL;

	for (size_t i = grammar->literals; i < grammar->count; i++) {
		const struct word *word = &grammar->words[i];

		if (word->kind != WORD_VALUE)
			continue;
		last = word;
		if (place-- == 0)
			return word;
	}
	return last != NULL && last->repeats ? last : NULL;
}

const char *grammar_shown(const struct word *word)
{
	char both[2 * WORD_MAX];
	const char *shown;

	snprintf(both, sizeof(both), "%s %s", word->name, word->shown);
	shown = translate_word("shown", both);
	return shown != both ? shown : translate_word("shown", word->shown);
}

void grammar_word_write(struct buffer *to, const struct word *word)
{
	buffer_text(to, word->required ? "" : "[");
	if (word->kind == WORD_LITERAL)
		buffer_text(to, word->name);
	else if (word->kind == WORD_VALUE)
		buffer_printf(to, "<%s>", grammar_shown(word));
	else
		buffer_printf(to, "--%s", word->name);
	if (word->kind == WORD_OPTION)
		buffer_printf(to, " %s", grammar_shown(word));
	buffer_text(to, word->required ? "" : "]");
	buffer_text(to, word->repeats ? "..." : "");
}

size_t grammar_common(
    const struct grammar *grammar, const char *const *given, size_t count)
{
	size_t common = 0;

	while (common < count && common < grammar->literals &&
	    strcmp(grammar->words[common].name, given[common]) == 0)
		common++;
	return common;
}
