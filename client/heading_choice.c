/* SPDX-License-Identifier: ISC */
#include "client/heading_choice.h"

#include <string.h>

#include "client/heading_fold.h"

const char *heading_chosen(json_t *chosen, const char *field)
{
	size_t length = strlen(field), i;
	json_t *one;

	json_array_foreach (chosen, i, one) {
		const char *text = json_string_value(one);

		if (strncmp(text, field, length) == 0 && text[length] == '=')
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

	for (; fields->name != NULL; fields++)
		buffer_printf(
		    &names, "%s%s", names.length > 0 ? ", " : "", fields->name);
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
		    (strlen(field->name) != length ||
			strncmp(field->name, text, length) != 0))
			field++;
		if (text[length] == '\0' || field->name == NULL)
			return wrong_field(fields, text, length, err);
	}
	return 0;
}
