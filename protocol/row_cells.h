/* SPDX-License-Identifier: ISC */
/* The members of a row, of a list that is packed or not (message_pack.h): what
 * is looked at of a text costs no parsing of the rest. The row is valid and no
 * member of it stands twice. */
#ifndef PROTOCOL_ROW_CELLS_H
#define PROTOCOL_ROW_CELLS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "protocol/arena.h"

#define CELLS_MOST 32

struct row_cell {
	const char *name, *value; /* as they are spelled, names with quotes */
	size_t name_length, length;
	const char *text; /* as it was asked for before */
};

struct row_cells {
	struct arena *arena; /* borrowed: texts may be copied there */
	json_t *row;         /* of one that is read: owned */
	struct row_cell list[CELLS_MOST];
	size_t count;
};

/* An element of a list; the list must stay. */
void row_cells_open(
    struct row_cells *cells, const json_t *rows, size_t i, struct arena *arena);
void row_cells_close(struct row_cells *cells);

bool row_cells_are_null(
    const struct row_cells *cells); /* the row is no object */

/* As json_text() and json_number() of a member; a text lives as long as both
 * the cells and the arena. */
const char *row_cell_text(struct row_cells *cells, const char *name);
int64_t row_cell_number(const struct row_cells *cells, const char *name);
bool row_cell_is_true(const struct row_cells *cells, const char *name);
bool row_cell_has(const struct row_cells *cells, const char *name);
/* A member of a packed row as it is spelled, in the arena. */
const char *row_cell_spelled(const struct row_cells *cells, const char *name);
/* The member; the caller's, and NULL where there is none. */
json_t *row_cell_json(const struct row_cells *cells, const char *name);

#endif
