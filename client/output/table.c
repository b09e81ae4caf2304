/* SPDX-License-Identifier: ISC */
#include "client/output/table.h"

#include <libsmartcols.h>
#include <stdlib.h>

/* What cutting leaves of a column at the least, as a part of the width. */
#define CUT_LEAVES 0.1

struct table {
	struct libscols_table *columns;
	struct libscols_line *row;
};

static void needs(bool holds)
{
	if (!holds)
		abort();
}

struct table *table_new(FILE *to, size_t width, bool colour)
{
	struct table *table = calloc(1, sizeof(*table));

	needs(table != NULL);
	table->columns = scols_new_table();
	needs(table->columns != NULL);
	scols_table_set_stream(table->columns, to);
	scols_table_enable_colors(table->columns, colour);
	scols_table_set_column_separator(table->columns, "  ");
	scols_table_set_termforce(table->columns,
	    width > 0 ? SCOLS_TERMFORCE_ALWAYS : SCOLS_TERMFORCE_NEVER);
	if (width > 0)
		scols_table_set_termwidth(table->columns, width);
	return table;
}

void table_free(struct table *table)
{
	if (table == NULL)
		return;
	scols_unref_table(table->columns);
	free(table);
}

void table_column(
    struct table *table, const char *title, bool to_the_right, bool may_cut)
{
	needs(scols_table_new_column(table->columns, title,
		  may_cut ? CUT_LEAVES : 0,
		  (to_the_right ? SCOLS_FL_RIGHT : 0) |
		      (may_cut ? SCOLS_FL_TRUNC : 0)) != NULL);
}

void table_row(struct table *table)
{
	table->row = scols_table_new_line(table->columns, NULL);
	needs(table->row != NULL);
}

void table_cell(
    struct table *table, size_t column, const char *text, bool alarming)
{
	needs(scols_line_set_data(table->row, column, text) == 0);
	if (alarming)
		scols_cell_set_color(
		    scols_line_get_cell(table->row, column), "red");
}

void table_print(struct table *table)
{
	scols_print_table(table->columns);
}
