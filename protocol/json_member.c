/* SPDX-License-Identifier: ISC */
#include "protocol/json_member.h"

#include <string.h>

const char *json_text(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

int64_t json_number(const json_t *object, const char *name)
{
	return json_integer_value(json_object_get(object, name));
}

json_t *json_row(const json_t *rows, const char *name, const char *text)
{
	json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		const char *of = json_text(row, name);

		if (of != NULL && strcmp(of, text) == 0)
			return row;
	}
	return NULL;
}
