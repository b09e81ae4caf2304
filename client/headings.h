/* SPDX-License-Identifier: ISC */
/* Which row of a table is its heading, and which of its columns is what: by
 * the names that people give to columns, as data. */
#ifndef CLIENT_HEADINGS_H
#define CLIENT_HEADINGS_H

#include <jansson.h>

#include "client/grid.h"
#include "protocol/buffer.h"

#define HEADINGS_FIELDS_MAX 32
#define HEADINGS_ROWS       20 /* with words, in which the heading is */

enum heading_traits {
	HEADING_PLAIN = 0,
	HEADING_MAIN = 1 << 0,  /* no heading without it */
	HEADING_LOOSE = 1 << 1, /* also "Planerade X", "X för Y", "X/Y" */
	HEADING_ALONE = 1 << 2, /* its whole name is enough for a heading */
};

/* A field and the headings that mean it, the most exact first, in any case,
 * ", " between; NULL ends the list. */
struct heading_field {
	const char *name;
	const char *headings;
	unsigned traits;
};

enum heading_column { COLUMN_EMPTY = -1, COLUMN_KEPT = -2 };

struct headings {
	const struct heading_field *fields;
	size_t row; /* of the grid */
	size_t width;
	/* For each column which field it is, or an enum heading_column. */
	int is[GRID_COLUMNS_MAX];
	/* As written, on one line; no two alike. Owned. */
	char *names[GRID_COLUMNS_MAX];
	int scores[GRID_COLUMNS_MAX];
};

/* Finds the heading: the first of the grid's first rows in which the main
 * field and one more are, or one that is enough by itself. `chosen` is a list
 * of "FIELD=HEADING", or NULL: what it names is that field and nothing else
 * is, an empty heading is none. ERR_INVALID, with what to do, where there is
 * no heading or a choice names nothing. */
int headings_find(struct headings *headings, const struct grid *grid,
    const struct heading_field *fields, json_t *chosen, const char *path,
    struct err *err);
void headings_release(struct headings *headings); /* takes {0} */

/* Whether a column's heading is all of a name, or was chosen. */
bool headings_is_whole(const struct headings *headings, size_t column);

/* Whether a text is the whole name of some field. */
bool headings_know(const struct heading_field *fields, const char *text);

/* Whether a row is a heading by whole names alone, with no other words. */
bool headings_is_one(
    const struct heading_field *fields, const struct grid_row *row);

/* Reads another row as the heading, without a choice. */
void headings_read(struct headings *headings, const struct grid_row *row,
    const struct heading_field *fields);

/* The column that is a field; -1 for none. */
int headings_column(const struct headings *headings, const char *field);

#endif
