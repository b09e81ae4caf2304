/* SPDX-License-Identifier: ISC */
#include "client/plan_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/heading_join.h"
#include "client/heading_period.h"
#include "client/plan_columns.h"
#include "client/plan_periods.h"
#include "client/plan_question.h"
#include "client/plan_rows.h"
#include "protocol/copy.h"

#define KEY_LENGTH 64

/* A table on its way to being a plan. */
struct table_reading {
	const struct grid *grid;
	const struct plan_table_options *options;
	struct plan_table *table;
	struct headings headings;
	bool is_listed;     /* planvakt wrote it */
	bool has_this_plan; /* ... and some row is of the plan */
	struct buffer goal; /* of the rows below, by a row of its own */
	bool follows_goal;
	struct period_marks marked; /* in the row */
	/* The last text of each column, borrowed: what an empty cell below it
	 * may mean. */
	const char *above[GRID_COLUMNS_MAX];
};

static void plan_table_add_line(
    struct table_reading *reading, const char *list, int64_t line)
{
	json_t *lines = json_object_get(reading->table->columns, list);

	json_array_append_new(lines, json_integer(line));
}

static void start_columns(struct plan_table *table)
{
	static const char *const lists[] = { "kept", "passed", "bare",
		"carried", "ownerless", "timeless" };

	table->columns = json_object();
	json_object_set_new(table->columns, "read", json_object());
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		json_object_set_new(table->columns, lists[i], json_array());
}

/* --- columns --- */

static const char *field_name(const struct headings *headings, size_t column)
{
	return column < headings->width && headings->is[column] >= 0
	    ? headings->fields[headings->is[column]].name
	    : "";
}

static bool is_field(
    const struct headings *headings, size_t column, const char *field)
{
	return strcmp(field_name(headings, column), field) == 0;
}

/* Numbers that begin again, and texts, are no keys. */
static void settle_key(struct table_reading *reading)
{
	int column = headings_column(&reading->headings, "key");
	json_t *seen = json_object();
	bool is_key = true;

	for (size_t i = reading->headings.row + 1;
	     column >= 0 && i < reading->grid->count; i++) {
		const char *text =
		    grid_text(&reading->grid->rows[i], (size_t)column);

		if (text == NULL ||
		    plan_row_kind(&reading->headings, reading->grid, i) !=
			ROW_ACTIVITY)
			continue;
		is_key = is_key && strlen(text) <= KEY_LENGTH &&
		    strchr(text, '\n') == NULL &&
		    json_object_get(seen, text) == NULL;
		json_object_set_new(seen, text, json_true());
	}
	if (column >= 0 && !is_key)
		reading->headings.is[column] = COLUMN_KEPT;
	json_decref(seen);
}

static void plan_table_tell_columns(struct table_reading *reading)
{
	json_t *read = json_object_get(reading->table->columns, "read");
	json_t *kept = json_object_get(reading->table->columns, "kept"), *there;
	const struct headings *headings = &reading->headings;
	size_t at;

	for (size_t i = 0; i < headings->width; i++) {
		const char *name = headings->names[i];
		bool known = name == NULL;

		if (headings->is[i] >= 0)
			json_object_set_new(
			    read, name, json_string(field_name(headings, i)));
		json_array_foreach (kept, at, there)
			known |= name != NULL &&
			    strcmp(name, json_string_value(there)) == 0;
		if (headings->is[i] == COLUMN_KEPT && !known)
			json_array_append_new(kept, json_string(name));
	}
}

/* A column that has cells and no heading is kept by its place. */
static const char *name_column(struct table_reading *reading, size_t column)
{
	struct headings *headings = &reading->headings;
	json_t *kept = json_object_get(reading->table->columns, "kept");
	char name[32];

	if (headings->names[column] == NULL) {
		snprintf(name, sizeof(name), "Kolumn %zu", column + 1);
		headings->names[column] = copy_text(name);
		json_array_append_new(kept, json_string(name));
	}
	return headings->names[column];
}

/* --- a row --- */

/* What follows from other columns, or says of which list the row is. */
static bool is_derived(const char *field)
{
	static const char *const derived[] = { "daemon", "plan", "due",
		"overdue", "reason", "kept", "number", "unclear" };

	for (size_t i = 0; i < sizeof(derived) / sizeof(derived[0]); i++)
		if (strcmp(field, derived[i]) == 0)
			return true;
	return false;
}

/* May an empty cell of the column be that above? What a row says of its own
 * state never is. */
static bool is_filled(struct table_reading *reading, size_t column)
{
	static const char *const own[] = { "activity", "key", "status",
		"comment", "date", "progress" };
	const char *field = field_name(&reading->headings, column);

	if (reading->is_listed)
		return false;
	if (strcmp(field, "goal") == 0)
		return (int)column <
		    headings_column(&reading->headings, "activity") ||
		    reading->options->fill_down;
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (strcmp(field, own[i]) == 0)
			return false;
	return reading->options->fill_down;
}

static const char *cell_text(struct table_reading *reading,
    const struct grid_row *row, size_t column, bool *carried)
{
	const char *text = grid_text(row, column);

	*carried = text == NULL && is_filled(reading, column) &&
	    reading->above[column] != NULL;
	if (*carried)
		return reading->above[column];
	if (text != NULL)
		reading->above[column] = text;
	return text;
}

static void plan_table_put_other(
    json_t *object, const char *name, const char *text)
{
	json_t *other = json_object_get(object, "other");
	json_t *cell = json_object();

	if (other == NULL) {
		other = json_array();
		json_object_set_new(object, "other", other);
	}
	json_object_set_new(cell, "name", json_string(name));
	json_object_set_new(cell, "text", json_string(text));
	json_array_append_new(other, cell);
}

/* "Genomförd" and "x" are a status together. */
static void put_status(struct table_reading *reading, json_t *object,
    size_t column, const char *text)
{
	const char *name = plan_column_marked(&reading->headings, column);
	struct buffer status = { 0 };

	if (!reading->is_listed && name != NULL)
		buffer_printf(
		    &status, "%.*s: ", (int)strcspn(name, "(["), name);
	buffer_text(&status, text);
	if (json_object_get(object, "status") != NULL)
		buffer_printf(&status, "\n%s",
		    json_string_value(json_object_get(object, "status")));
	json_object_set_new(object, "status", json_string(status.bytes));
	buffer_free(&status);
}

static void put_cell(struct table_reading *reading, json_t *object,
    size_t column, const char *text)
{
	const char *field = field_name(&reading->headings, column);
	const char *name;

	if (field[0] == '\0') {
		name = name_column(reading, column);
		/* As `export` names them. */
		if (reading->is_listed && strncmp(name, "other.", 6) == 0)
			name += 6;
		plan_table_put_other(object, name, text);
	}
	if (strcmp(field, "timeframe") == 0 &&
	    plan_column_is_period(&reading->headings, column)) {
		if (heading_is_mark(text))
			period_marks_add(&reading->marked, column,
			    reading->headings.names[column]);
	} else if (strcmp(field, "status") == 0)
		put_status(reading, object, column, text);
	else if (field[0] != '\0' && !is_derived(field))
		json_object_set_new(object, field, json_string(text));
}

/* The number, and whose list it is a number of: the file's. */
static void put_listed(
    struct table_reading *reading, const struct grid_row *row, json_t *object)
{
	const struct headings *headings = &reading->headings;
	struct plan_table *table = reading->table;
	const char *number =
	    grid_text(row, (size_t)headings_column(headings, "number"));
	const char *daemon =
	    grid_text(row, (size_t)headings_column(headings, "daemon"));
	const char *unclear =
	    grid_text(row, (size_t)headings_column(headings, "unclear"));

	json_object_set_new(
	    object, "unclear", json_string(unclear != NULL ? unclear : ""));
	if (daemon == NULL || number == NULL || !reading->has_this_plan)
		return;
	if (table->daemon == NULL)
		table->daemon = copy_text(daemon);
	if (strcmp(table->daemon, daemon) == 0 &&
	    strspn(number, "0123456789") == strlen(number) &&
	    strlen(number) < 10)
		json_object_set_new(
		    object, "number", json_integer(strtol(number, NULL, 10)));
}

static bool plan_table_has_any(
    json_t *object, const char *a, const char *b, const char *c)
{
	return json_object_get(object, a) != NULL ||
	    json_object_get(object, b) != NULL ||
	    (c != NULL && json_object_get(object, c) != NULL);
}

static bool plan_table_has_column(
    struct table_reading *reading, const char *a, const char *b, const char *c)
{
	return headings_column(&reading->headings, a) >= 0 ||
	    headings_column(&reading->headings, b) >= 0 ||
	    headings_column(&reading->headings, c) >= 0;
}

/* What the columns are there for and the row does not have: merged cells look
 * so. */
static void tell_gaps(
    struct table_reading *reading, json_t *object, int64_t line)
{
	if (reading->is_listed)
		return;
	if (plan_table_has_column(reading, "owner", "cooperating", "lead") &&
	    !plan_table_has_any(object, "owner", "cooperating", "lead"))
		plan_table_add_line(reading, "ownerless", line);
	if (plan_table_has_column(reading, "timeframe", "start", "end") &&
	    !plan_table_has_any(object, "timeframe", "start", "end"))
		plan_table_add_line(reading, "timeless", line);
}

static int too_wide(
    struct table_reading *reading, const struct grid_row *row, struct err *err)
{
	return err_set(err, ERR_INVALID,
	    "line %lld of %s has more cells than the heading: is a text with "
	    "the delimiter in it not quoted?",
	    (long long)row->line, reading->options->path);
}

static int plan_table_put_row(
    struct table_reading *reading, const struct grid_row *row, struct err *err)
{
	json_t *object = json_object();
	bool carried, goal_carried = false;

	json_object_set_new(object, "line", json_integer(row->line));
	for (size_t i = 0; i < row->count || i < reading->headings.width; i++) {
		const char *text = cell_text(reading, row, i, &carried);

		if (text != NULL && i >= reading->headings.width) {
			json_decref(object);
			return too_wide(reading, row, err);
		}
		if (text == NULL)
			continue;
		goal_carried |=
		    carried && is_field(&reading->headings, i, "goal");
		put_cell(reading, object, i, text);
	}
	if (period_marks_text(&reading->marked) != NULL)
		json_object_set_new(object, "timeframe",
		    json_string(period_marks_text(&reading->marked)));
	period_marks_release(&reading->marked);
	if (reading->is_listed)
		put_listed(reading, row, object);
	if (reading->goal.length > 0 && json_object_get(object, "goal") == NULL)
		json_object_set_new(
		    object, "goal", json_string(reading->goal.bytes));
	if (goal_carried)
		plan_table_add_line(reading, "carried", row->line);
	tell_gaps(reading, object, row->line);
	json_array_append_new(reading->table->rows, object);
	return 0;
}

static void put_goal(struct table_reading *reading, const struct grid_row *row)
{
	size_t column = 0;

	while (grid_text(row, column) == NULL)
		column++;
	if (!reading->follows_goal)
		buffer_cut(&reading->goal, 0);
	else
		buffer_text(&reading->goal, " / ");
	buffer_text(&reading->goal, grid_text(row, column));
}

static bool is_of_other_plan(
    struct table_reading *reading, const struct grid_row *row)
{
	int column = headings_column(&reading->headings, "plan");
	const char *plan = column >= 0 ? grid_text(row, (size_t)column) : NULL;

	return reading->is_listed && reading->has_this_plan && plan != NULL &&
	    strcmp(plan, reading->options->plan) != 0;
}

static void start_table(struct table_reading *reading)
{
	plan_columns_settle(&reading->headings, reading->grid);
	settle_key(reading);
	plan_table_tell_columns(reading);
	memset(reading->above, 0, sizeof(reading->above));
	buffer_cut(&reading->goal, 0);
}

static int plan_table_take_row(
    struct table_reading *reading, size_t at, struct err *err)
{
	const struct grid_row *row = &reading->grid->rows[at];
	enum plan_row kind =
	    plan_row_kind(&reading->headings, reading->grid, at);

	if (is_of_other_plan(reading, row) ||
	    (kind == ROW_LOST && reading->options->skip_invalid))
		kind = ROW_PASSED;
	switch (kind) {
	case ROW_LOST:
		return err_set(err, ERR_INVALID,
		    "line %lld of %s has no activity: fill the cell in or "
		    "remove the row",
		    (long long)row->line, reading->options->path);
	case ROW_GOAL:
		put_goal(reading, row);
		break;
	case ROW_HEADING:
		reading->headings.row = at;
		headings_read(
		    &reading->headings, row, reading->headings.fields);
		reading->headings.row = at;
		start_table(reading);
		plan_table_add_line(reading, "passed", row->line);
		break;
	case ROW_PASSED:
	case ROW_REPEATS:
		plan_table_add_line(reading, "passed", row->line);
		break;
	case ROW_BARE:
		plan_table_add_line(reading, "bare", row->line);
		return plan_table_put_row(reading, row, err);
	default:
		return plan_table_put_row(reading, row, err);
	}
	reading->follows_goal = kind == ROW_GOAL;
	return 0;
}

/* --- the table --- */

static void plan_table_find_plan(struct table_reading *reading)
{
	int column = headings_column(&reading->headings, "plan");

	for (size_t i = reading->headings.row + 1;
	     column >= 0 && i < reading->grid->count; i++) {
		const char *plan =
		    grid_text(&reading->grid->rows[i], (size_t)column);

		reading->has_this_plan |=
		    plan != NULL && strcmp(plan, reading->options->plan) == 0;
	}
}

static int find_heading(struct table_reading *reading, struct err *err)
{
	const struct grid *grid = reading->grid;
	const struct heading_field *fields = plan_fields;

	for (size_t i = 0; i < grid->count && i < HEADINGS_ROWS; i++)
		if (plan_columns_are_listed(&grid->rows[i]))
			fields = listed_fields;
	reading->is_listed = fields == listed_fields;
	if (headings_find(&reading->headings, grid, fields,
		reading->options->chosen, reading->options->path, err) != 0)
		return -1;
	headings_join(&reading->headings, grid);
	plan_columns_settle(&reading->headings, grid);
	return 0;
}

static int read_rows(struct table_reading *reading, struct err *err)
{
	const struct grid *grid = reading->grid;

	for (size_t i = 0; i < reading->headings.row; i++)
		plan_table_add_line(reading, "passed", grid->rows[i].line);
	plan_table_find_plan(reading);
	start_table(reading);
	reading->table->year = plan_columns_year(&reading->headings);
	for (size_t i = reading->headings.row + 1; i < grid->count; i++)
		if (plan_table_take_row(reading, i, err) != 0)
			return -1;
	if (json_array_size(reading->table->rows) == 0)
		return err_set(err, ERR_INVALID,
		    "%s has no activities below its heading",
		    reading->options->path);
	return 0;
}

int plan_table_read(struct plan_table *table, const struct grid *grid,
    const struct plan_table_options *options, struct err *err)
{
	struct table_reading reading = {
		.grid = grid,
		.options = options,
		.table = table,
	};
	int result;

	*table = (struct plan_table){ .rows = json_array() };
	start_columns(table);
	do {
		headings_release(&reading.headings);
		result = find_heading(&reading, err);
		if (result == 0 && !reading.is_listed)
			result = plan_question(
			    &reading.headings, grid, options, err);
	} while (result > 0);
	if (result == 0)
		result = read_rows(&reading, err);
	headings_release(&reading.headings);
	buffer_free(&reading.goal);
	period_marks_release(&reading.marked);
	if (result != 0)
		plan_table_release(table);
	return result;
}

void plan_table_release(struct plan_table *table)
{
	json_decref(table->rows);
	json_decref(table->columns);
	free(table->daemon);
	*table = (struct plan_table){ 0 };
}
