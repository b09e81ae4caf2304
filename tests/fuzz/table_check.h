/* SPDX-License-Identifier: ISC */
/* A file that somebody imports, CSV or JSON in any encoding: it is refused in
 * words, or its texts are UTF-8 and its rows say what they have to. */
#ifndef TESTS_FUZZ_TABLE_CHECK_H
#define TESTS_FUZZ_TABLE_CHECK_H

#include <jansson.h>
#include <stdint.h>
#include <string.h>

#include "client/meeting_table.h"
#include "client/office.h"
#include "client/plan_columns.h"
#include "client/plan_json.h"
#include "client/plan_table.h"
#include "client/table_source.h"
#include "protocol/utf8.h"
#include "tests/fuzz/memory_file.h"

static inline const char *table_refused(const struct err *err)
{
	return err->code == ERR_INVALID && err->text[0] != '\0'
	    ? NULL
	    : "a table is not refused as it should be";
}

static inline const char *table_check_cell(const char *text)
{
	size_t length = text != NULL ? strlen(text) : 1;

	if (length == 0)
		return "a cell without words is not empty";
	return text == NULL || utf8_valid(text, length) == length
	    ? NULL
	    : "a cell is no UTF-8";
}

static inline const char *table_check_grid(const struct grid *grid)
{
	const char *breach = NULL;
	int64_t line = 0;

	if (grid->count > GRID_ROWS_MAX)
		return "there are too many rows";
	for (size_t i = 0; i < grid->count && breach == NULL; i++) {
		const struct grid_row *row = &grid->rows[i];

		if (row->line <= line || row->count > GRID_COLUMNS_MAX)
			return "a row is in no line, or too wide";
		line = row->line;
		for (size_t j = 0; j < row->count && breach == NULL; j++)
			breach = table_check_cell(grid_text(row, j));
	}
	return breach;
}

/* The activities of JSON are for the daemon to judge. */
static inline const char *table_check_rows(json_t *rows, bool json)
{
	json_t *row;
	size_t i;

	if (json_array_size(rows) == 0)
		return "a plan without activities is taken";
	json_array_foreach (rows, i, row)
		if (!json &&
		    json_string_length(json_object_get(row, "activity")) == 0)
			return "a row has no activity";
	return NULL;
}

static inline const char *table_check_plan(const struct grid *grid,
    const char *json, const struct plan_table_options *options)
{
	struct plan_table table = { 0 };
	struct err err = { 0 };
	const char *breach;
	int result = json != NULL
	    ? plan_table_read_json(&table, json, options, &err)
	    : plan_table_read(&table, grid, options, &err);

	breach = result == 0 ? table_check_rows(table.rows, json != NULL)
			     : table_refused(&err);
	plan_table_release(&table);
	return breach;
}

static inline const char *table_check_meetings(const struct grid *grid)
{
	struct meeting_table table = { json_array(), json_array(), json_array(),
		json_array() };
	struct err err = { 0 };
	const char *breach = NULL;

	if (meeting_table_read(&table, grid, 0, NULL, "table", &err) != 0)
		breach = table_refused(&err);
	else if (json_array_size(table.rows) == 0)
		breach = "a calendar without a meeting is taken";
	json_decref(table.rows);
	json_decref(table.unread);
	json_decref(table.passed);
	json_decref(table.columns);
	return breach;
}

static inline const char *table_check_source(
    const struct table_source *source, const struct plan_table_options *options)
{
	const char *breach;

	if (source->json.length > 0)
		return table_check_plan(NULL, source->json.bytes, options);
	breach = table_check_grid(&source->grid);
	if (breach == NULL)
		breach = table_check_plan(&source->grid, NULL, options);
	if (breach == NULL)
		breach = table_check_meetings(&source->grid);
	return breach;
}

/* An input: the options of which a person has the choice, and the file. What
 * would be given to planvakt-office has targets of its own. */
static inline const char *table_check(const uint8_t *bytes, size_t size)
{
	struct plan_table_options options = { .path = "table", .plan = "vbe" };
	struct table_place place = { .fields = plan_fields };
	struct table_source source;
	struct buffer head = { 0 };
	struct memory_file file;
	struct err err = { 0 };
	const char *breach = NULL;

	if (size == 0)
		return NULL;
	options.fill_down = (bytes[0] & 1) != 0;
	buffer_text(&head, "");
	buffer_add(&head, bytes + 1, size - 1);
	file = memory_file_new(bytes + 1, size - 1, 0600);
	place.path = file.path;
	if (office_is_document(&head))
		;
	else if (table_source_read(&source, &place, &err) != 0)
		breach = table_refused(&err);
	else {
		breach = table_check_source(&source, &options);
		table_source_release(&source);
	}
	buffer_free(&head);
	close(file.fd);
	return breach;
}

#endif
