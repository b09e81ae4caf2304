/* SPDX-License-Identifier: ISC */
#include "protocol/json_write.h"

#include <stdint.h>
#include <stdlib.h>

static void json_write_object(struct buffer *to, const json_t *object)
{
	const char *name, *comma = "{";
	json_t *member;

	json_object_foreach ((json_t *)(uintptr_t)object, name, member) {
		buffer_text(to, comma);
		buffer_json(to, name);
		buffer_text(to, ":");
		json_write(to, member);
		comma = ",";
	}
	buffer_text(to, *comma == '{' ? "{}" : "}");
}

static void json_write_list(struct buffer *to, const json_t *list)
{
	buffer_text(to, "[");
	for (size_t i = 0; i < json_array_size(list); i++) {
		buffer_text(to, i > 0 ? "," : "");
		json_write(to, json_array_get(list, i));
	}
	buffer_text(to, "]");
}

/* Fractions and the three words. */
static void json_write_other(struct buffer *to, const json_t *value)
{
	char *text = json_dumps(value, JSON_ENCODE_ANY);

	if (text == NULL)
		abort();
	buffer_text(to, text);
	free(text);
}

void json_write(struct buffer *to, const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		json_write_object(to, value);
		break;
	case JSON_ARRAY:
		json_write_list(to, value);
		break;
	case JSON_STRING:
		buffer_json(to, json_string_value(value));
		break;
	case JSON_INTEGER:
		buffer_printf(
		    to, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		break;
	default:
		json_write_other(to, value);
	}
}
