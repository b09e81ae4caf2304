/* SPDX-License-Identifier: ISC */
#include "daemon/commands/import_remark.h"

#include "daemon/commands/department.h"
#include "daemon/commands/department_named.h"
#include "daemon/text/fold.h"
#include "daemon/text/owner.h"
#include "protocol/arena.h"

/* More than an answer has room for. */
#define REMARKS_MOST 4000

const char *import_unresolved_reason(struct invocation *invocation,
    const struct owner_names *names, const char *text)
{
	struct arena *arena = invocation->arena;
	const char *name, *code;

	if (owner_is_group(arena, text))
		return "means several departments and names none: assign the"
		       " activity";
	code = json_array_size(invocation->remarks) < REMARKS_MOST
	    ? owner_names_near(names, fold_name(arena, text), &name)
	    : NULL;
	if (code != NULL)
		return arena_printf(arena,
		    "names no department: did you mean %s? Then `planvakt"
		    " department edit %s --alias NAME`, and import again",
		    department_named_spelled(invocation, name), code);
	return "names no department: add it or an alias (planvakt"
	       " department), or assign the activity";
}

/* A column that the file does not have is not unread. */
void import_remark(struct invocation *invocation, struct row_cells *row,
    const char *column, const char *text, const char *reason)
{
	json_t *remark;

	if (text == NULL)
		return;
	if (json_array_size(invocation->remarks) >= REMARKS_MOST) {
		invocation->remarks_left_out++;
		return;
	}
	remark = json_object();
	json_object_set_new(
	    remark, "line", json_integer(row_cell_number(row, "line")));
	json_object_set_new(remark, "column", json_string(column));
	json_object_set_new(remark, "text", json_string(text));
	json_object_set_new(remark, "reason", json_string(reason));
	json_array_append_new(invocation->remarks, remark);
}

int64_t import_remarks(const struct invocation *invocation)
{
	return (int64_t)json_array_size(invocation->remarks) +
	    invocation->remarks_left_out;
}
