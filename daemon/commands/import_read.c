/* SPDX-License-Identifier: ISC */
#include "daemon/commands/import_read.h"

#include <inttypes.h>

#include "daemon/commands/activity.h"
#include "daemon/commands/department.h"
#include "daemon/text/owner.h"

/* A column that the file does not have is no cell that could not be read. */
static void remark(struct invocation *invocation, const json_t *row,
    const char *column, const char *text, const char *reason)
{
	json_t *remark;

	if (text == NULL)
		return;
	remark = json_object();
	json_object_set(remark, "line", json_object_get(row, "line"));
	json_object_set_new(remark, "column", json_string(column));
	json_object_set_new(remark, "text", json_string(text));
	json_object_set_new(remark, "reason", json_string(reason));
	json_array_append_new(invocation->remarks, remark);
}

static const char *import_read_cell(const json_t *row, const char *column)
{
	return json_string_value(json_object_get(row, column));
}

static const char *unresolved_reason(
    struct invocation *invocation, const char *text)
{
	return owner_is_group(invocation->arena, text)
	    ? "means several departments and names none: assign the activity"
	    : "names no department: add it or an alias (planvakt"
	      " department), or assign the activity";
}

static json_t *read_owner(struct invocation *invocation,
    const struct owner_names *names, const json_t *row)
{
	const char *text = import_read_cell(row, "owner");
	json_t *reading = json_object(), *cooperating = json_array();
	struct owner_reading owner;
	int64_t unresolved;

	owner_read(&owner, invocation->arena, text != NULL ? text : "", names);
	for (size_t i = 0; i < owner.cooperating_count; i++)
		json_array_append_new(
		    cooperating, json_string(owner.cooperating[i]));
	for (size_t i = 0; i < owner.unresolved_count; i++)
		remark(invocation, row, "owner", owner.unresolved[i],
		    unresolved_reason(invocation, owner.unresolved[i]));
	if (owner.lead == NULL && owner.unresolved_count == 0)
		remark(invocation, row, "owner", text,
		    "names no lead: assign the activity");
	unresolved = (owner.lead_unresolved ? UNRESOLVED_LEAD : 0) |
	    (owner.unresolved_count > (owner.lead_unresolved ? 1u : 0u)
		    ? UNRESOLVED_COOPERATING
		    : 0) |
	    (owner.equal_count > 0 ? UNRESOLVED_EQUAL : 0);
	json_object_set_new(reading, "lead",
	    owner.lead != NULL ? json_string(owner.lead) : json_null());
	json_object_set_new(reading, "cooperating", cooperating);
	json_object_set_new(reading, "unresolved", json_integer(unresolved));
	if (owner.equal_count > 0)
		json_object_set_new(reading, "equal",
		    json_integer((json_int_t)owner.equal_count));
	return reading;
}

static int import_read_read_row(struct invocation *invocation,
    const struct owner_names *names, const json_t *row, json_t *readings,
    struct err *err)
{
	const char *text = import_read_cell(row, "timeframe");
	int year = (int)param_integer(invocation, "year", 0);
	struct timeframe timeframe =
	    timeframe_read(text != NULL ? text : "", year);
	json_t *reading;

	if (timeframe.kind == TIMEFRAME_INVALID &&
	    param_flag(invocation, "skip_invalid")) {
		remark(invocation, row, "timeframe", text, timeframe.reason);
		json_array_append_new(readings, json_null());
		return 0;
	}
	if (timeframe.kind == TIMEFRAME_INVALID)
		return err_set(err, ERR_INVALID,
		    "line %" JSON_INTEGER_FORMAT ", timeframe: %s Nothing was"
		    " imported; --skip-invalid imports the other rows",
		    json_integer_value(json_object_get(row, "line")),
		    timeframe.reason);
	if (timeframe.kind == TIMEFRAME_UNDATED || timeframe.vague)
		remark(invocation, row, "timeframe", text, timeframe.reason);
	reading = read_owner(invocation, names, row);
	json_object_set_new(
	    reading, "timeframe", activity_due_reading(&timeframe));
	json_array_append_new(readings, reading);
	return 0;
}

/* Rows must come in the order of the file, for remarks are matched to them by
 * their lines. */
static int import_read_check_line(
    const json_t *row, int64_t *before, struct err *err)
{
	int64_t line = json_integer_value(json_object_get(row, "line"));

	if (line <= *before)
		return err_set(err, ERR_INVALID,
		    "rows: line %" PRId64 " comes after line %" PRId64
		    ": give the rows in the order of the file",
		    line, *before);
	*before = line;
	return 0;
}

int import_read(struct invocation *invocation, struct err *err)
{
	const struct owner_names *names = department_names(invocation, err);
	json_t *readings = json_array(), *row;
	int64_t line = 0;
	size_t i;

	invocation->remarks = json_array();
	json_object_set_new(invocation->reading, "rows", readings);
	if (names == NULL)
		return -1;
	json_array_foreach (param_list(invocation, "rows"), i, row)
		if (import_read_check_line(row, &line, err) != 0 ||
		    import_read_read_row(
			invocation, names, row, readings, err) != 0)
			return -1;
	return 0;
}
