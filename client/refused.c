/* SPDX-License-Identifier: ISC */
#include "client/refused.h"

#include <stdio.h>
#include <string.h>

#include "client/output/format.h"
#include "protocol/error_words.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

/* How long a place in a list is, "[0]". */
static size_t refused_place(const char *at)
{
	size_t length = *at == '[' ? 1 + strspn(at + 1, "0123456789") : 0;

	return length > 0 && at[length] == ']' ? length + 1 : 0;
}

/* How long the name is that the English text begins with, "to: " or, of a part
 * of a list, "told[0]: "; 0 where it does not begin so. */
static size_t refused_field(const char *text)
{
	size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz_");
	const char *at = text + length;

	return length < WORD_MAX &&
		strncmp(at + refused_place(at), ": ", 2) == 0
	    ? length
	    : 0;
}

/* Whether it is the value that is wrong, whatever it is called: "is not a
 * date", "is not a mail address". */
static bool refused_value(const char *text)
{
	const char *rule = strstr(text, ": ");

	return rule != NULL &&
	    (strncmp(rule, ": is not a date", 15) == 0 ||
		strncmp(rule, ": is not a mail address", 23) == 0);
}

static void refused_quote(struct buffer *to, const char *typed)
{
	struct buffer clean = { 0 };

	format_clean(&clean, typed, 0);
	buffer_printf(to, _("\"%s\""), clean.bytes);
	buffer_free(&clean);
}

/* What was typed without an option is quoted, where it is told. */
static void refused_name(struct buffer *to, const char *name,
    const struct verb *verb, const char *typed)
{
	struct grammar grammar;
	size_t i = 0;

	grammar_read(&grammar, verb != NULL ? verb->grammar : "");
	while (i < grammar.count && strcmp(grammar.words[i].field, name) != 0)
		i++;
	if (i < grammar.count && grammar.words[i].kind != WORD_VALUE)
		buffer_printf(to, "--%s", grammar.words[i].name);
	else if (typed != NULL && *typed != '\0')
		refused_quote(to, typed);
	else
		buffer_text(to,
		    translate_word(
			i < grammar.count ? "shown" : "field", name));
}

static size_t refused_begins(const char *text, const char *name)
{
	size_t length = strlen(name);

	return strncmp(text, name, length) == 0 &&
		strchr(": [", text[length]) != NULL && text[length] != '\0'
	    ? length
	    : 0;
}

/* How much of the reader's text is that name: as on the wire, or in his
 * language, as in a sentence that may also stand behind a line of a table. */
static size_t refused_named(const char *text, const char *name)
{
	size_t length = refused_begins(text, name);

	return length > 0 ? length
			  : refused_begins(text, translate_word("field", name));
}

/* The command that needs another key is called what was typed, "update" and
 * not "activity.update". */
static void refused_method(struct err *err, const struct verb *verb)
{
	json_t *said = json_loads(err->said, 0, NULL);
	const char *method = json_string_value(
	    json_array_get(json_object_get(said, "values"), 0));
	size_t length = method != NULL ? strlen(method) : 0;
	struct buffer typed = { 0 }, text = { 0 };
	struct grammar grammar;

	if (verb != NULL && verb->method != NULL && method != NULL &&
	    strcmp(method, verb->method) == 0) {
		grammar_read(&grammar, verb->grammar);
		for (size_t i = 0; i < grammar.literals; i++)
			buffer_printf(&typed, "%s%s", i > 0 ? " " : "",
			    grammar.words[i].name);
		if (strncmp(err->text, method, length) == 0) {
			buffer_text(&text, typed.bytes);
			buffer_text(&text, err->text + length);
			snprintf(
			    err->text, sizeof(err->text), "%s", text.bytes);
		}
		json_array_set_new(json_object_get(said, "values"), 0,
		    json_string(typed.bytes));
		err_said_read(err, said);
	}
	buffer_free(&typed);
	buffer_free(&text);
	json_decref(said);
}

/* The text of a column in the line of a table; NULL where there is none. */
static const char *refused_cell(
    json_t *params, const json_t *line, const char *column)
{
	json_t *row;
	size_t i;

	json_array_foreach (json_object_get(params, "rows"), i, row)
		if (line != NULL && column != NULL &&
		    json_equal(json_object_get(row, "line"), line))
			return json_text(row, column);
	return NULL;
}

/* What stands in a table is quoted behind its column. */
static void refused_line(struct err *err, json_t *params)
{
	json_t *said = json_loads(err->said, 0, NULL);
	json_t *values = json_object_get(said, "values");
	const char *column = json_string_value(json_array_get(values, 1));
	const char *cell = NULL;
	struct err kept = *err;
	struct buffer named = { 0 };

	if (strncmp(err->text, "line ", 5) == 0 && refused_value(err->text))
		cell = refused_cell(params, json_array_get(values, 0), column);
	if (cell != NULL && *cell != '\0') {
		buffer_printf(&named, "%s: ", translate_word("field", column));
		refused_quote(&named, cell);
		json_array_set_new(values, 1, json_string(named.bytes));
		err_said_read(err, said);
		if (err->said[0] == '\0') /* too long to be said */
			*err = kept;
	}
	buffer_free(&named);
	json_decref(said);
}

void refused_words(
    struct buffer *to, const struct err *err, const struct words *words)
{
	size_t length = refused_field(err->text), named = 0;
	struct buffer text = { 0 };
	struct err typed = *err;
	char name[WORD_MAX];

	refused_method(&typed, words->verb);
	if (!translate_is_english())
		refused_line(&typed, words->params);
	err_words(&text, &typed);
	snprintf(name, sizeof(name), "%.*s", (int)length, err->text);
	if (length > 0 && !translate_is_english())
		named = refused_named(text.bytes, name);
	if (named > 0) {
		refused_name(to, name, words->verb,
		    refused_value(err->text) ? json_text(words->params, name)
					     : NULL);
		named += refused_place(text.bytes + named);
	}
	buffer_text(to, text.bytes + named);
	buffer_free(&text);
}
