/* SPDX-License-Identifier: ISC */
/* A table as a document has it, before anybody says what its columns are: rows
 * of cells. Readers fill it: csv_table.c. */
#ifndef CLIENT_GRID_H
#define CLIENT_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "protocol/error.h"

#define GRID_COLUMNS_MAX 256
#define GRID_ROWS_MAX    60000

struct grid_cell {
	char *text; /* owned; NULL where there is nothing in the cell */
	/* It belongs to a cell above or to the left that reaches over it, and
	 * has its text again. */
	bool is_spanned;
};

struct grid_row {
	int64_t line; /* of the file, from 1, where the row begins */
	struct grid_cell *cells;
	size_t count;
};

/* Rows without a word are left out. */
struct grid {
	struct grid_row *rows;
	size_t count, room;
};

/* Begins a row. */
void grid_row(struct grid *grid, int64_t line);

/* Appends a cell to the last row: a copy of its text, without space around it,
 * its line breaks as "\n", words that a line's end divided whole (divided.h);
 * NULL where it is blank. ERR_INVALID where the row has too many. */
int grid_cell(
    struct grid *grid, const char *text, size_t length, struct err *err);

/* Takes the last row away where it has no words. ERR_INVALID where there are
 * too many rows. */
int grid_row_end(struct grid *grid, struct err *err);

/* The text of a cell; NULL where there is none. */
const char *grid_text(const struct grid_row *row, size_t column);

void grid_release(struct grid *grid); /* takes {0} */

#endif
