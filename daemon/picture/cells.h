/* SPDX-License-Identifier: ISC */
/* The cells of a picture (graffiti in the area vbe, say) with what was counted
 * in each. Pure. */
#ifndef DAEMON_PICTURE_CELLS_H
#define DAEMON_PICTURE_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Which cell; 0, and -1 of the area, where it was not asked by that. */
struct cell_key {
	int area;
	int64_t kind, district;
};

struct cell {
	struct cell_key key;
	int64_t count, before,
	    year_before;  /* sums of the observations' counts */
	int64_t observed; /* observations in the period */
	int64_t history;  /* ... in all whole months before it */
	int64_t earlier;  /* ... on the days between those and it */
	/* By month: what was counted in the last twelve, each at its place in
	 * the year. */
	int64_t year[12];
};

struct picture_cells {
	struct cell *list; /* owned, in no order */
	size_t count, capacity;
	size_t *places; /* owned: of the cells by their keys, from 1 */
	size_t room;
};

/* The cell of a key, which is made where it is not there. Good until the next
 * call. */
struct cell *cells_at(struct picture_cells *cells, struct cell_key key);

/* Forgets what was counted in one period, and keeps the history and the year.
 */
void cells_clear(struct picture_cells *cells);

/* For months that are counted one after the other: before one what the last
 * twelve say of it, after it what they are to remember. */
void cells_begin_month(struct picture_cells *cells, int month);
void cells_end_month(struct picture_cells *cells, int month);
void cells_release(struct picture_cells *cells); /* takes {0} */

#endif
