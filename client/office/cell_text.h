/* SPDX-License-Identifier: ISC */
/* Tables within tables, as documents of text have them: what stands in the
 * innermost open cell. A table within a cell is a table of its own, and its
 * words are the cell's as well. */
#ifndef CLIENT_OFFICE_CELL_TEXT_H
/* A box to tick, whatever its sign in the document. */
#define TICKED   "\xe2\x98\x91" /* ☑ */
#define UNTICKED "\xe2\x98\x90" /* ☐ */

#define CLIENT_OFFICE_CELL_TEXT_H

#include "client/office/document.h"

#define CELL_TEXT_DEPTH 8

/* An open table. */
struct table_level {
	struct office_table table;
	int32_t row; /* from 1; 0 before the first */
	size_t column;
	bool in_row; /* the table has the row */
	bool in_cell;
	bool new_line; /* the next word stands on a line of its own */
	struct buffer text;
};

struct table_levels {
	struct document *document;
	struct table_level *list[CELL_TEXT_DEPTH]; /* owned */
	size_t count;
};

/* The innermost table; NULL outside all. */
struct table_level *table_levels_top(struct table_levels *levels);

/* `sheet` is copied, or NULL. ERR_INVALID where tables lie too deep. */
int table_levels_open(
    struct table_levels *levels, const char *sheet, struct err *err);

/* Writes the innermost table. */
int table_levels_close(struct table_levels *levels, struct err *err);

void table_level_row(struct table_level *level);
void table_level_cell(struct table_level *level);

/* Adds words to the open cell, if there is one; what comes next begins a
 * line. */
int table_levels_text(struct table_levels *levels, const char *text,
    size_t length, struct err *err);
void table_levels_line(struct table_levels *levels);

/* Ends the cell: its words stand `times` times from its column on, which moves
 * on by so many. */
int table_levels_cell_end(
    struct table_levels *levels, size_t times, struct err *err);

void table_levels_release(struct table_levels *levels);

#endif
