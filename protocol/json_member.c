/* SPDX-License-Identifier: ISC */
#include "protocol/json_member.h"

const char *json_text(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

int64_t json_number(const json_t *object, const char *name)
{
	return json_integer_value(json_object_get(object, name));
}
