/* SPDX-License-Identifier: ISC */
#include "daemon/commands/activity_owner.h"

#include <string.h>

#include "daemon/commands/department.h"

static bool activity_is_among(
    const char *code, const json_t *codes, size_t before)
{
	for (size_t i = 0; i < before; i++)
		if (strcmp(json_string_value(json_array_get(codes, i)), code) ==
		    0)
			return true;
	return false;
}

int activity_owner_check(struct invocation *invocation, const char *lead,
    const json_t *cooperating, struct err *err)
{
	if (department_check(invocation, lead, err) != 0)
		return -1;
	for (size_t i = 0; i < json_array_size(cooperating); i++) {
		const char *code =
		    json_string_value(json_array_get(cooperating, i));

		if (department_check(invocation, code, err) != 0)
			return -1;
		if (strcmp(code, lead) == 0 ||
		    activity_is_among(code, cooperating, i))
			return err_set(err, ERR_INVALID,
			    "cooperating: \"%s\" is named twice", code);
	}
	return 0;
}
