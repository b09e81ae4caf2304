/* SPDX-License-Identifier: ISC */
#include "client/activity_text.h"

#include <stdbool.h>
#include <string.h>

#include "client/output/format.h"
#include "client/value_interval.h"
#include "protocol/json_member.h"
#include "protocol/nearest.h"
#include "protocol/translate.h"

#define HEADING_MAX 40

static const struct {
	const char *name;
	bool list;
} text_fields[] = {
	{ "activity", false },
	{ "purpose", false },
	{ "goal", false },
	{ "areas", true },
	{ "strategies", true },
	{ "review", false },
};

#define FIELDS (sizeof(text_fields) / sizeof(text_fields[0]))

/* As the text has it, in the reader's language. */
static const char *heading_of(size_t field)
{
	return translate_word("field", text_fields[field].name);
}

/* --- writing --- */

/* Each line after the first begins with a blank. */
static void text_write_value(struct buffer *to, const char *value)
{
	for (; *value != '\0'; value++) {
		if (*value == '\r')
			continue;
		buffer_add(to, value, 1);
		if (*value == '\n')
			buffer_text(to, "  ");
	}
}

static void write_remarks(struct buffer *to, json_t *activity)
{
	long long id = (long long)json_number(activity, "id");
	struct buffer plan = { 0 };

	format_words(&plan, activity, "plan");
	buffer_printf(to,
	    _("# Activity %lld of plan %s. Change what stands behind the "
	      "headings. A line\n# that begins with a blank goes on with the "
	      "words above it; a line that\n# begins with # is passed over. "
	      "Unchanged or emptied, nothing is done.\n# When it is to be done "
	      "is a decision: planvakt activity move %lld.\n# Who leads it: "
	      "planvakt activity assign %lld.\n\n"),
	    id, plan.bytes, id, id);
	buffer_free(&plan);
}

void activity_text_write(struct buffer *to, json_t *activity)
{
	write_remarks(to, activity);
	for (size_t i = 0; i < FIELDS; i++) {
		struct buffer value = { 0 };

		buffer_printf(to, "%s: ", heading_of(i));
		if (strcmp(text_fields[i].name, "review") == 0)
			format_words(&value, activity, "review");
		else
			format_plain(&value,
			    json_object_get(activity, text_fields[i].name));
		buffer_text(&value, "");
		text_write_value(to, value.bytes);
		buffer_text(to, "\n");
		buffer_free(&value);
	}
}

/* --- reading --- */

struct text_reading {
	json_t *fields, *lines;
	int line;
	int field; /* that goes on; -1 for none yet */
	int empty; /* lines since its last */
};

static bool is_heading_of_text(
    const char *name, const char *line, size_t length)
{
	return strlen(name) == length && strncmp(name, line, length) == 0;
}

/* By its English name too. */
static int text_field(const char *line, size_t length)
{
	for (size_t i = 0; i < FIELDS; i++)
		if (is_heading_of_text(heading_of(i), line, length) ||
		    is_heading_of_text(text_fields[i].name, line, length))
			return (int)i;
	return -1;
}

static int unknown_heading(
    int number, const char *line, size_t length, struct err *err)
{
	char typed[HEADING_MAX + 1] = "";
	struct nearest nearest = { .typed = typed };

	if (length < sizeof(typed))
		memcpy(typed, line, length);
	for (size_t i = 0; i < FIELDS; i++)
		nearest_offer(&nearest, heading_of(i));
	if (nearest.word[0] != '\0')
		return err_set(err, ERR_INVALID,
		    "line %d: there is no heading '%s': did you mean '%s'?",
		    number, typed, nearest.word);
	return err_set(err, ERR_INVALID,
	    "line %d begins with none of the headings activity, purpose, goal, "
	    "areas, strategies and review: where it goes on with the words "
	    "above, begin it with a blank",
	    number);
}

static size_t text_trimmed(const char *text, size_t length)
{
	while (length > 0 && strchr(" \t\r", text[length - 1]) != NULL)
		length--;
	return length;
}

/* Adds a line to the words of the field, as text for now. */
static int text_add_words(struct text_reading *reading, const char *words,
    size_t length, struct err *err)
{
	const char *name = text_fields[reading->field].name;
	const char *before = json_text(reading->fields, name);
	struct buffer whole = { 0 };
	json_t *value;

	if (before != NULL && before[0] != '\0') {
		buffer_text(&whole, before);
		for (int i = 0; i <= reading->empty; i++)
			buffer_text(&whole, "\n");
	}
	buffer_text(&whole, "");
	buffer_add(&whole, words, length);
	reading->empty = 0;
	value = json_string(whole.bytes);
	buffer_free(&whole);
	if (value == NULL)
		return err_set(err, ERR_INVALID, "line %d is not valid UTF-8",
		    reading->line);
	return json_object_set_new(reading->fields, name, value);
}

static int read_heading(struct text_reading *reading, const char *line,
    size_t length, struct err *err)
{
	size_t heading = strcspn(line, ":\n");

	reading->field = text_field(line, text_trimmed(line, heading));
	if (reading->field < 0 || heading >= length)
		return unknown_heading(reading->line, line, heading, err);
	if (json_object_get(
		reading->fields, text_fields[reading->field].name) != NULL)
		return err_set(err, ERR_INVALID,
		    "line %d: the heading '%s' stands twice", reading->line,
		    heading_of((size_t)reading->field));
	json_object_set_new(reading->lines, text_fields[reading->field].name,
	    json_integer(reading->line));
	heading++;
	heading += strspn(line + heading, " \t");
	reading->empty = 0;
	return text_add_words(reading, line + heading,
	    length > heading ? length - heading : 0, err);
}

static int text_read_line(struct text_reading *reading, const char *line,
    size_t length, struct err *err)
{
	size_t blanks = strspn(line, " \t");

	length = text_trimmed(line, length);
	if (length == 0) {
		reading->empty++;
		return 0;
	}
	if (line[0] == '#')
		return 0;
	if (blanks == 0)
		return read_heading(reading, line, length, err);
	if (reading->field < 0)
		return err_set(err, ERR_INVALID,
		    "line %d stands before the first heading", reading->line);
	return text_add_words(reading, line + blanks, length - blanks, err);
}

/* "vbe, hrv" */
static json_t *text_split(const char *words)
{
	json_t *list = json_array();

	for (words += strspn(words, ", \n"); *words != '\0';
	     words += strspn(words, ", \n")) {
		size_t length = strcspn(words, ", \n");

		json_array_append_new(list, json_stringn(words, length));
		words += length;
	}
	return list;
}

json_t *activity_text_read(const char *text, json_t **lines, struct err *err)
{
	struct text_reading reading = { json_object(), json_object(), 0, -1,
		0 };
	char interval[VALUE_INTERVAL];
	int result = 0;

	while (result == 0 && *text != '\0') {
		size_t length = strcspn(text, "\n");

		reading.line++;
		result = text_read_line(&reading, text, length, err);
		text += length + (text[length] == '\n');
	}
	if (result != 0) {
		json_decref(reading.fields);
		json_decref(reading.lines);
		return NULL;
	}
	for (size_t i = 0; i < FIELDS; i++) {
		const char *words =
		    json_text(reading.fields, text_fields[i].name);

		if (text_fields[i].list && words != NULL)
			json_object_set_new(reading.fields, text_fields[i].name,
			    text_split(words));
		else if (words != NULL &&
		    strcmp(text_fields[i].name, "review") == 0)
			json_object_set_new(reading.fields, "review",
			    json_string(
				value_interval("review", words, interval)));
	}
	*lines = reading.lines;
	return reading.fields;
}
