/* SPDX-License-Identifier: ISC */
#include "daemon/commands/import_known.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define READINGS_KNOWN 4000

/* They say what the activity is, and nothing is read of them. */
static bool is_indifferent(const struct row_cell *cell)
{
	static const char *const columns[] = { "\"line\"", "\"activity\"",
		"\"purpose\"", "\"goal\"", "\"key\"", "\"number\"",
		"\"comment\"", "\"other\"", "\"areas\"", "\"strategies\"",
		"\"review\"" };

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (strlen(columns[i]) == cell->name_length &&
		    memcmp(columns[i], cell->name, cell->name_length) == 0)
			return true;
	return false;
}

static size_t spelled_length(const struct row_cell *cell)
{
	return (size_t)(cell->value - cell->name) + cell->length;
}

const char *import_known_cells(const struct row_cells *row)
{
	size_t length = 1;
	char *cells, *at;

	for (size_t i = 0; i < row->count; i++)
		length += spelled_length(&row->list[i]);
	at = cells = arena_alloc(row->arena, length);
	for (size_t i = 0; i < row->count; i++) {
		if (is_indifferent(&row->list[i]))
			continue;
		length = spelled_length(&row->list[i]);
		memcpy(at, row->list[i].name, length);
		at += length;
	}
	return cells;
}

const char *import_known_find(const json_t *known, const char *cells)
{
	return json_string_value(json_object_get(known, cells));
}

void import_known_keep(json_t *known, const char *cells, const char *reading)
{
	if (json_object_size(known) >= READINGS_KNOWN)
		json_object_clear(known);
	json_object_set_new(known, cells, json_string(reading));
}
