/* SPDX-License-Identifier: ISC */
/* What a row of a plan's table is, besides an activity. */
#ifndef CLIENT_PLAN_ROWS_H
#define CLIENT_PLAN_ROWS_H

#include "client/headings.h"

enum plan_row {
	ROW_ACTIVITY,
	ROW_BARE,    /* an activity, with words in its column alone */
	ROW_GOAL,    /* what the rows below stand under */
	ROW_PASSED,  /* a title, a footnote, a page number, a sum */
	ROW_REPEATS, /* the heading again */
	ROW_HEADING, /* another heading: another table */
	ROW_LOST,    /* a time and an owner, and no activity */
};

enum plan_row plan_row_kind(
    const struct headings *headings, const struct grid *grid, size_t at);

/* Whether a row is a word of sums, and numbers. */
bool plan_row_is_sum(const struct grid_row *row);

#endif
