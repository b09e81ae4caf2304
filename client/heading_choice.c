/* SPDX-License-Identifier: ISC */
#include "client/heading_choice.h"

#include <string.h>

#include "client/heading_fold.h"
#include "protocol/translate.h"

/* Whether the `length` bytes are the field's name, or what people call it. */
static bool is_chosen_field(const char *field, const char *text, size_t length)
{
	const char *word = translate_word("field", field);

	return (strlen(field) == length && memcmp(field, text, length) == 0) ||
	    (strlen(word) == length && memcmp(word, text, length) == 0);
}

const char *heading_chosen(json_t *chosen, const char *field)
{
	json_t *one;
	size_t i;

	json_array_foreach (chosen, i, one) {
		const char *text = json_string_value(one);
		size_t length = strcspn(text, "=");

		if (text[length] == '=' && is_chosen_field(field, text, length))
			return text + length + 1;
	}
	return NULL;
}

bool heading_choice(json_t *chosen, const char *field, struct buffer *to)
{
	const char *heading = heading_chosen(chosen, field);

	if (heading == NULL)
		return false;
	buffer_cut(to, 0);
	heading_fold(to, heading);
	return true;
}

bool heading_declined(json_t *chosen, const char *field)
{
	struct buffer heading = { 0 };
	bool declined =
	    heading_choice(chosen, field, &heading) && heading.length == 0;

	buffer_free(&heading);
	return declined;
}

static int wrong_field(const struct heading_field *fields, const char *text,
    size_t length, struct err *err)
{
	struct buffer names = { 0 };

	for (; fields->name != NULL; fields++) {
		const char *word = translate_word("field", fields->name);

		buffer_printf(
		    &names, "%s%s", names.length > 0 ? ", " : "", fields->name);
		if (strcmp(word, fields->name) != 0)
			buffer_printf(&names, " (%s)", word);
	}
	err_set(err, ERR_INVALID,
	    "--column %.80s: '%.*s' is no field: write FIELD=HEADING, FIELD "
	    "being one of %s",
	    text, (int)length, text, names.bytes);
	buffer_free(&names);
	return -1;
}

int heading_choices_check(
    const struct heading_field *fields, json_t *chosen, struct err *err)
{
	json_t *one;
	size_t i;

	json_array_foreach (chosen, i, one) {
		const char *text = json_string_value(one);
		size_t length = strcspn(text, "=");
		const struct heading_field *field = fields;

		while (field->name != NULL &&
		    !is_chosen_field(field->name, text, length))
			field++;
		if (text[length] == '\0' || field->name == NULL)
			return wrong_field(fields, text, length, err);
	}
	return 0;
}

static bool heading_stands(const struct grid *grid, const char *folded)
{
	struct buffer cell = { 0 };
	bool found = false;

	for (size_t i = 0; i < grid->count && i < HEADINGS_ROWS; i++)
		for (size_t j = 0; j < grid->rows[i].count && !found; j++) {
			const char *text = grid_text(&grid->rows[i], j);

			buffer_cut(&cell, 0);
			buffer_text(&cell, "");
			if (text != NULL)
				heading_fold(&cell, text);
			found = strcmp(cell.bytes, folded) == 0;
		}
	buffer_free(&cell);
	return found;
}

int heading_choices_there(const struct heading_field *fields, json_t *chosen,
    const struct grid *grid, const char *path, struct err *err)
{
	struct buffer choice = { 0 };
	int result = 0;

	for (; fields->name != NULL && result == 0; fields++)
		if (heading_choice(chosen, fields->name, &choice) &&
		    choice.length > 0 && !heading_stands(grid, choice.bytes))
			result = err_set(err, ERR_INVALID,
			    "%s has no heading \"%s\", which --column names",
			    path, heading_chosen(chosen, fields->name));
	buffer_free(&choice);
	return result;
}
