/* SPDX-License-Identifier: ISC */
#include "protocol/row_cells.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/json_member.h"
#include "protocol/json_scan.h"

static bool has_backslash(const char *text, size_t length)
{
	return memchr(text, '\\', length) != NULL;
}

/* White space before the comma or bracket is none of the value. */
static size_t row_cells_trim(const char *value, size_t length)
{
	while (length > 0 && strchr(" \t\r\n", value[length - 1]) != NULL)
		length--;
	return length;
}

/* Moves behind the member at hand; false where its name has to be read. */
static bool split_member(struct json_scan *scan, struct row_cell *cell)
{
	*cell = (struct row_cell){ .name = scan->at };
	scan_string(scan);
	cell->name_length = (size_t)(scan->at - cell->name);
	scan_space(scan);
	scan->at++;
	scan_space(scan);
	cell->value = scan->at;
	scan_value(scan);
	cell->length =
	    row_cells_trim(cell->value, (size_t)(scan->at - cell->value));
	return !has_backslash(cell->name, cell->name_length);
}

static bool row_cells_split(
    struct row_cells *cells, const char *text, size_t length)
{
	struct json_scan scan = { text, text + length };

	scan_space(&scan);
	if (scan.at >= scan.end || *scan.at != '{')
		return false;
	do {
		scan.at++;
		scan_space(&scan);
		if (scan.at < scan.end && *scan.at == '}')
			break;
		if (cells->count == CELLS_MOST ||
		    !split_member(&scan, &cells->list[cells->count++]))
			return false;
	} while (scan.at < scan.end && *scan.at == ',');
	return true;
}

void row_cells_open(
    struct row_cells *cells, const json_t *rows, size_t i, struct arena *arena)
{
	json_t *row = json_array_get(rows, i);

	cells->arena = arena;
	cells->row = NULL;
	cells->count = 0;
	if (!json_is_string(row))
		cells->row = json_incref(row);
	else if (!row_cells_split(
		     cells, json_string_value(row), json_string_length(row)))
		cells->row = json_loadb(json_string_value(row),
		    json_string_length(row), JSON_DECODE_ANY, NULL);
}

void row_cells_close(struct row_cells *cells)
{
	json_decref(cells->row);
	cells->row = NULL;
	cells->count = 0;
}

bool row_cells_are_null(const struct row_cells *cells)
{
	return json_is_null(cells->row);
}

static struct row_cell *row_cell_find(
    const struct row_cells *cells, const char *name)
{
	size_t length = strlen(name);

	for (size_t i = 0; i < cells->count; i++) {
		const struct row_cell *cell = &cells->list[i];

		if (cell->name_length == length + 2 &&
		    memcmp(cell->name + 1, name, length) == 0)
			return (struct row_cell *)(uintptr_t)cell;
	}
	return NULL;
}

static json_t *row_cell_load(const struct row_cell *cell)
{
	return json_loadb(cell->value, cell->length, JSON_DECODE_ANY, NULL);
}

static const char *row_cell_copy(
    struct arena *arena, const struct row_cell *cell)
{
	const char *text;
	json_t *value;

	if (!has_backslash(cell->value, cell->length))
		return arena_copy(arena, cell->value + 1, cell->length - 2);
	value = row_cell_load(cell);
	text = arena_copy(
	    arena, json_string_value(value), json_string_length(value));
	json_decref(value);
	return text;
}

const char *row_cell_text(struct row_cells *cells, const char *name)
{
	struct row_cell *cell;

	if (cells->row != NULL)
		return json_text(cells->row, name);
	cell = row_cell_find(cells, name);
	if (cell == NULL || cell->length < 2 || cell->value[0] != '"')
		return NULL;
	if (cell->text == NULL)
		cell->text = row_cell_copy(cells->arena, cell);
	return cell->text;
}

int64_t row_cell_number(const struct row_cells *cells, const char *name)
{
	const struct row_cell *cell;

	if (cells->row != NULL)
		return json_number(cells->row, name);
	cell = row_cell_find(cells, name);
	if (cell == NULL || cell->length == 0 ||
	    strchr("-0123456789", cell->value[0]) == NULL)
		return 0;
	return strtoll(cell->value, NULL, 10);
}

json_t *row_cell_json(const struct row_cells *cells, const char *name)
{
	const struct row_cell *cell;

	if (cells->row != NULL)
		return json_incref(json_object_get(cells->row, name));
	cell = row_cell_find(cells, name);
	return cell != NULL ? row_cell_load(cell) : NULL;
}

bool row_cell_is_true(const struct row_cells *cells, const char *name)
{
	const struct row_cell *cell;

	if (cells->row != NULL)
		return json_is_true(json_object_get(cells->row, name));
	cell = row_cell_find(cells, name);
	return cell != NULL && cell->length == 4 &&
	    memcmp(cell->value, "true", 4) == 0;
}

bool row_cell_has(const struct row_cells *cells, const char *name)
{
	return cells->row != NULL ? json_object_get(cells->row, name) != NULL
				  : row_cell_find(cells, name) != NULL;
}

const char *row_cell_spelled(const struct row_cells *cells, const char *name)
{
	const struct row_cell *cell = row_cell_find(cells, name);

	return cell != NULL
	    ? arena_copy(cells->arena, cell->value, cell->length)
	    : NULL;
}
