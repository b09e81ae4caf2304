/* SPDX-License-Identifier: ISC */
#include "client/document_tables.h"

#include <stdlib.h>
#include <string.h>

#include "client/encoding.h"
#include "client/office.h"
#include "protocol/copy.h"
#include "protocol/translate.h"

#define TABLES_MAX 1000

/* --- reading --- */

static int begin_table(
    struct document_tables *tables, json_t *line, struct err *err)
{
	const char *sheet = json_string_value(json_object_get(line, "sheet"));
	struct document_table *table;

	if (tables->count == TABLES_MAX)
		return err_set(err, ERR_INVALID,
		    "the document has over %d tables: save the one alone",
		    TABLES_MAX);
	tables->list = reallocarray(
	    tables->list, tables->count + 1, sizeof(*tables->list));
	if (tables->list == NULL)
		abort();
	table = &tables->list[tables->count++];
	*table = (struct document_table){
		.number =
		    (int)json_integer_value(json_object_get(line, "table")),
		.sheet = copy_text(sheet),
		.hidden = json_is_true(json_object_get(line, "hidden")),
		.told = json_object(),
	};
	return 0;
}

static int take_cell(struct grid *grid, json_t *cell, struct err *err)
{
	bool is_spanned = json_is_array(cell);
	json_t *value = is_spanned ? json_array_get(cell, 0) : cell;
	const char *text = json_string_value(value);
	struct grid_row *row;

	if (grid_cell(grid, text != NULL ? text : "", json_string_length(value),
		err) != 0)
		return -1;
	row = &grid->rows[grid->count - 1];
	row->cells[row->count - 1].is_spanned = is_spanned;
	return 0;
}

static int document_tables_take_row(
    struct grid *grid, json_t *line, struct err *err)
{
	json_t *cell;
	size_t i;

	grid_row(grid, json_integer_value(json_object_get(line, "line")));
	json_array_foreach (json_object_get(line, "cells"), i, cell)
		if (take_cell(grid, cell, err) != 0)
			return -1;
	return grid_row_end(grid, err);
}

static int document_tables_take_line(void *of, json_t *line, struct err *err)
{
	struct document_tables *tables = of;
	struct document_table *last;

	if (json_object_get(line, "table") != NULL)
		return begin_table(tables, line, err);
	if (tables->count == 0)
		return err_set(err, ERR_INTERNAL,
		    "planvakt-office does not say which table it reads");
	last = &tables->list[tables->count - 1];
	if (json_object_get(line, "end") == NULL)
		return document_tables_take_row(&last->grid, line, err);
	json_object_del(line, "end");
	json_object_update(last->told, line);
	return 0;
}

static int compare_numbers(const void *a, const void *b)
{
	const struct document_table *one = a, *other = b;

	return one->number - other->number;
}

int document_tables_read(struct document_tables *tables,
    const struct buffer *bytes, const char *name, struct err *err)
{
	*tables = (struct document_tables){ 0 };
	if (office_read(bytes, name, document_tables_take_line, tables, err) !=
	    0) {
		document_tables_release(tables);
		return -1;
	}
	/* A table within another ends before it. */
	if (tables->count > 0)
		qsort(tables->list, tables->count, sizeof(*tables->list),
		    compare_numbers);
	return 0;
}

void document_tables_release(struct document_tables *tables)
{
	for (size_t i = 0; i < tables->count; i++) {
		free(tables->list[i].sheet);
		grid_release(&tables->list[i].grid);
		json_decref(tables->list[i].told);
	}
	free(tables->list);
	*tables = (struct document_tables){ 0 };
}

/* --- choosing --- */

static bool folds_alike(const char *a, const char *b)
{
	struct buffer one = { 0 }, other = { 0 };
	bool alike;

	encoding_fold(&one, a, strlen(a));
	encoding_fold(&other, b, strlen(b));
	alike = strcmp(one.bytes, other.bytes) == 0;
	buffer_free(&one);
	buffer_free(&other);
	return alike;
}

static bool document_table_is_meant(
    const struct document_table *table, const struct document_choice *choice)
{
	return table->grid.count > 0 &&
	    (choice->table == 0 || choice->table == table->number) &&
	    (choice->sheet == NULL ||
		(table->sheet != NULL &&
		    folds_alike(choice->sheet, table->sheet)));
}

/* Keeps the first error: that of a table whose heading is nearly one. */
static void know_heading(struct document_table *table,
    const struct document_choice *choice, const char *name, struct err *err)
{
	struct headings headings;
	struct err own;

	if (headings_find(&headings, &table->grid, choice->fields,
		choice->chosen, name, &own) != 0) {
		if (err->code == ERR_NONE)
			*err = own;
		return;
	}
	table->heading = headings.row;
	for (size_t i = 0; i < headings.width; i++)
		table->known += headings.is[i] >= 0;
	headings_release(&headings);
}

static bool document_table_is_better(
    const struct document_table *one, const struct document_table *other)
{
	if ((one->known > 0) != (other->known > 0))
		return one->known > 0;
	if (one->hidden != other->hidden)
		return other->hidden;
	if (one->known != other->known)
		return one->known > other->known;
	return one->grid.count > other->grid.count;
}

static int none_is_meant(struct document_tables *tables,
    const struct document_choice *choice, const char *name, struct err *err)
{
	struct buffer there = { 0 };

	buffer_text(&there, "");
	for (size_t i = 0; i < tables->count; i++)
		if (tables->list[i].sheet != NULL) {
			buffer_text(&there, there.length > 0 ? ", " : "");
			buffer_printf(
			    &there, _("\"%s\""), tables->list[i].sheet);
		}
	if (choice->sheet != NULL && there.length > 0)
		err_set(err, ERR_INVALID,
		    "%s has no sheet \"%s\" with words: there are %s", name,
		    choice->sheet, there.bytes);
	else if (choice->sheet != NULL)
		err_set(err, ERR_INVALID,
		    "%s has no sheets: say which table by --table N", name);
	else if (choice->table != 0)
		err_set_plural(err, ERR_INVALID, tables->count,
		    "%s has %zu table: there is no table %lld with words",
		    "%s has %zu tables: there is no table %lld with words",
		    name, tables->count, (long long)choice->table);
	else
		err_set(err, ERR_INVALID, "%s has no table with words", name);
	buffer_free(&there);
	return -1;
}

/* --- several tables of one heading --- */

static bool has_same_heading(
    const struct document_table *one, const struct document_table *other)
{
	const struct grid_row *row = &one->grid.rows[one->heading];
	const struct grid_row *like = &other->grid.rows[other->heading];

	if (one->sheet != NULL || other->known == 0 ||
	    row->count != like->count)
		return false;
	for (size_t i = 0; i < row->count; i++) {
		const char *text = grid_text(row, i), *too = grid_text(like, i);

		if ((text == NULL) != (too == NULL) ||
		    (text != NULL && !folds_alike(text, too)))
			return false;
	}
	return true;
}

static void tell_later(json_t *told, json_t *more, int64_t lines)
{
	const char *name;
	json_t *list, *line;
	size_t i;

	json_object_foreach (more, name, list) {
		json_t *all = json_object_get(told, name);

		if (all == NULL) {
			all = json_array();
			json_object_set_new(told, name, all);
		}
		json_array_foreach (list, i, line)
			json_array_append_new(all,
			    json_integer(json_integer_value(line) + lines));
	}
}

/* The rows of a table come after those of another, their lines go on. */
static int join(struct document_table *to, struct document_table *from,
    json_t *told, struct err *err)
{
	struct grid *grid = &to->grid;
	int64_t lines = grid->rows[grid->count - 1].line;

	if (grid->count + from->grid.count > GRID_ROWS_MAX)
		return err_set(err, ERR_INVALID,
		    "the tables have too many rows together: --table N takes "
		    "one");
	for (size_t i = 0; i < from->grid.count; i++) {
		struct grid_row *row = &from->grid.rows[i];

		grid_row(grid, row->line + lines);
		grid->rows[grid->count - 1].cells = row->cells;
		grid->rows[grid->count - 1].count = row->count;
		row->cells = NULL;
		row->count = 0;
	}
	tell_later(told, from->told, lines);
	return 0;
}

/* --- the answer --- */

static void tell_other(json_t *others, const struct document_table *table)
{
	json_t *other = json_pack("{s:i, s:I}", "table", table->number, "rows",
	    (json_int_t)table->grid.count);

	if (table->sheet != NULL)
		json_object_set_new(other, "sheet", json_string(table->sheet));
	json_array_append_new(others, other);
}

/* The first table that has the heading of the best one. */
static struct document_table *first_alike(
    struct document_tables *tables, struct document_table *best)
{
	struct document_table *table = tables->list;

	while (table != best && !has_same_heading(best, table))
		table++;
	return table;
}

static int give(struct document_tables *tables, struct document_table *best,
    bool may_join, json_t *told, struct err *err)
{
	json_t *joined = json_array(), *others = json_array();
	int result = 0;

	json_object_set_new(told, "table", json_integer(best->number));
	if (best->sheet != NULL)
		json_object_set_new(told, "sheet", json_string(best->sheet));
	json_object_set_new(told, "joined", joined);
	json_object_set_new(told, "others", others);
	tell_later(told, best->told, 0);
	for (size_t i = 0; i < tables->count && result == 0; i++) {
		struct document_table *table = &tables->list[i];

		if (table == best || table->grid.count == 0)
			continue;
		if (!may_join || !has_same_heading(best, table)) {
			tell_other(others, table);
			continue;
		}
		json_array_append_new(joined, json_integer(table->number));
		result = join(best, table, told, err);
	}
	return result;
}

int document_tables_choose(struct document_tables *tables,
    const struct document_choice *choice, const char *name, struct grid *grid,
    json_t **told, struct err *err)
{
	struct document_table *best = NULL;
	struct err why = { 0 };
	int result;

	for (size_t i = 0; i < tables->count; i++) {
		struct document_table *table = &tables->list[i];

		if (!document_table_is_meant(table, choice))
			continue;
		know_heading(table, choice, name, &why);
		if (best == NULL || document_table_is_better(table, best))
			best = table;
	}
	if (best == NULL)
		return none_is_meant(tables, choice, name, err);
	if (best->known == 0) {
		*err = why;
		return -1;
	}
	if (choice->table == 0)
		best = first_alike(tables, best);
	*told = json_object();
	result = give(tables, best, choice->table == 0, *told, err);
	*grid = best->grid;
	best->grid = (struct grid){ 0 };
	return result;
}
