/* SPDX-License-Identifier: ISC */
#include "protocol/error_words.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "protocol/day_words.h"
#include "protocol/error_system.h"
#include "protocol/error_template.h"
#include "protocol/json_member.h"
#include "protocol/reason_words.h"
#include "protocol/translate.h"

/* The field of what stands behind the line of a text that is edited, or of a
 * table. */
#define EDITED "line"

static void words_fill(
    struct buffer *to, const char *template, json_t *said, const char *field);

/* Whether one of the words is "off", which in Swedish is also a word that
 * sentences have, "av". */
static bool has_off(const char *words)
{
	while (*(words += strspn(words, " ")) != '\0') {
		size_t length = strcspn(words, " ");

		if (length == 3 && strncmp(words, "off", length) == 0)
			return true;
		words += length;
	}
	return false;
}

/* The words of a closed set, "planned started done": in the reader's language
 * where each of them has a word, for then it can be typed (code.read). */
static void add_closed_set(
    struct buffer *to, const char *field, const char *words)
{
	struct buffer theirs = { 0 }, own = { 0 };
	bool all = true, quoted = has_off(words);
	char word[32];

	while (*(words += strspn(words, " ")) != '\0') {
		size_t length = strcspn(words, " ");
		const char *between = own.length > 0 ? ", " : "", *found;

		snprintf(word, sizeof(word), "%.*s", (int)length, words);
		found = translate_value(field, word);
		all &= found != word;
		buffer_printf(&own, "%s%s", between, word);
		buffer_text(&theirs, between);
		if (quoted)
			buffer_printf(&theirs, _("\"%s\""), found);
		else
			buffer_text(&theirs, found);
		words += length;
	}
	if (own.length > 0)
		buffer_text(to, all ? theirs.bytes : own.bytes);
	buffer_free(&theirs);
	buffer_free(&own);
}

static void add_value(struct buffer *to, json_t *value, const char *field)
{
	if (json_is_string(value))
		buffer_text(to, error_system(json_string_value(value)));
	else if (json_is_integer(value))
		buffer_printf(
		    to, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	else if (json_is_object(value))
		words_fill(to, NULL, value, field);
}

/* What is wrong with a timeframe is a sentence by itself. */
static void add_reason(struct buffer *to, json_t *value, bool goes_on)
{
	struct buffer sentence = { 0 };

	add_value(&sentence, value, "");
	if (sentence.length > 0)
		reason_words(to, sentence.bytes, goes_on);
	buffer_free(&sentence);
}

/* A field of what is edited as text, "strategies[0]", where the line says
 * which it is: by its heading alone. */
static void add_heading(struct buffer *to, const char *name)
{
	char heading[64];

	snprintf(
	    heading, sizeof(heading), "%.*s", (int)strcspn(name, "["), name);
	buffer_text(to, translate_word("field", heading));
}

/* What the catalogue has for it; NULL where it is none of ours. */
static const char *find_template(json_t *said)
{
	const char *one = json_text(said, "id");
	const char *many = json_text(said, "plural");
	int64_t n = json_integer_value(json_object_get(said, "n"));

	if (one == NULL)
		return NULL;
	if (many == NULL)
		return translate(one);
	return translate_plural(one, many, (unsigned long)n);
}

/* "plan.follow_up" as it is typed. */
static void add_method(struct buffer *to, const char *method)
{
	for (; *method != '\0'; method++)
		buffer_add(to,
		    *method == '.'       ? " "
			: *method == '_' ? "-"
					 : method,
		    1);
}

/* Whether the value is a stage, a role or a kind of planvakt's own. */
static bool error_words_own(const char *id, size_t place)
{
	static const struct {
		const char *begin;
		size_t place;
	} values[] = {
		{ "at: the numbers of %s ", 0 },
		{ "told: %s cannot be told ", 0 },
		{ "told: %s cannot be told ", 1 },
		{ "the kind \"%s\" is there already: it counts as ", 1 },
		{ "kind: \"%s\" was retired", 0 },
	};

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (place == values[i].place &&
		    strncmp(id, values[i].begin, strlen(values[i].begin)) == 0)
			return true;
	return false;
}

/* One that is a name or a word of planvakt's is put in the reader's language: a
 * table's column, "line 4, owner: ", and what a value is none of. */
static void add_value_of(struct buffer *to, const char *id, size_t place,
    json_t *value, const char *field)
{
	const char *text = json_string_value(value);
	bool column = place == 1 &&
	    ((strncmp(id, "line ", 5) == 0 && strstr(id, ", %s: %p") != NULL) ||
		strstr(id, " column for the %s (") != NULL);
	bool set = (strstr(id, "is none of:") != NULL &&
		       (place == 1 || strncmp(id, "is", 2) == 0)) ||
	    (place == 2 && strstr(id, " tells any of:%s") != NULL);
	bool method = place == 0 &&
	    (strncmp(id, "%s needs ", 9) == 0 ||
		strncmp(id, "%s is for ", 10) == 0);

	if (text != NULL && method)
		add_method(to, text);
	else if (text != NULL && column)
		buffer_text(to, translate_word("field", text));
	else if (text != NULL && error_words_own(id, place))
		buffer_text(to, translate_word("value", text));
	else if (text != NULL && set)
		add_closed_set(to, field, text);
	else if (strstr(id, "timeframe: %-s") != NULL)
		add_reason(to, value, strstr(id, "%-s ") != NULL);
	else
		add_value(to, value, field);
}

/* A day within a sentence, no part of a command or what somebody typed, is
 * written as sentences have it. */
static bool is_day_told(
    const char *template, const char *at, const json_t *value)
{
	const char *word = at > template ? at - 1 : at;
	bool quoted = false;

	if (translate_is_english() || *word != ' ' || !json_is_string(value) ||
	    !day_words_is(json_string_value(value)))
		return false;
	for (const char *mark = template; mark < at; mark++)
		quoted ^= *mark == '`';
	while (word > template && word[-1] != ' ')
		word--;
	return !quoted && strncmp(word, "--", 2) != 0;
}

/* The field is that of the error around it, "" where there is none. */
static void words_fill(
    struct buffer *to, const char *template, json_t *said, const char *field)
{
	json_t *values = json_object_get(said, "values");
	const char *id = json_text(said, "id");
	const char *begin;
	struct conversion conversion;
	size_t next = 0, place;
	bool edited;

	if (template == NULL)
		template = find_template(said);
	if (template == NULL || id == NULL)
		return;
	edited = strcmp(field, EDITED) == 0 && strncmp(id, "%s: ", 4) == 0 &&
	    json_is_string(json_array_get(values, 0));
	if (strcmp(id, "line %lld, %p") == 0 ||
	    strstr(id, ": %p; nothing was imported") != NULL)
		field = EDITED;
	else if (strcmp(id, "%s: %p") == 0 &&
	    json_is_string(json_array_get(values, 0)))
		field = json_string_value(json_array_get(values, 0));
	begin = template;
	while (conversion_next(&conversion, template)) {
		buffer_add(to, template, (size_t)(conversion.begin - template));
		template = conversion.end;
		place =
		    conversion.place > 0 ? (size_t)conversion.place - 1 : next;
		if (conversion.letter == '%')
			buffer_text(to, "%");
		else if (is_day_told(begin, conversion.begin,
			     json_array_get(values, place)))
			day_words_put(to,
			    json_string_value(json_array_get(values, place)),
			    true);
		else if (edited && place == 0)
			add_heading(
			    to, json_string_value(json_array_get(values, 0)));
		else
			add_value_of(to, id, place,
			    json_array_get(values, place), field);
		next = conversion.letter == '%' ? next : place + 1;
	}
	buffer_text(to, template);
}

void err_words(struct buffer *to, const struct err *err)
{
	json_t *said =
	    err->said[0] != '\0' ? json_loads(err->said, 0, NULL) : NULL;
	const char *template = find_template(said);

	if (template == NULL || template == json_text(said, "id"))
		buffer_text(to, err->text);
	else
		words_fill(to, template, said, "");
	json_decref(said);
}

const char *err_aloud(const struct err *err)
{
	static char text[2 * ERR_TEXT_MAX];
	struct buffer words = { 0 };

	translate_aloud(true);
	err_words(&words, err);
	translate_aloud(false);
	snprintf(
	    text, sizeof(text), "%s", words.bytes != NULL ? words.bytes : "");
	buffer_free(&words);
	return text;
}

void err_said_read(struct err *error, json_t *data)
{
	size_t length;

	json_object_del(data, "word");
	length =
	    json_dumpb(data, error->said, sizeof(error->said), JSON_COMPACT);
	if (json_text(data, "id") == NULL || length >= sizeof(error->said))
		length = 0;
	error->said[length] = '\0';
}
