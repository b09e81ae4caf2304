/* SPDX-License-Identifier: ISC */
#include "client/plan_periods.h"

#include "client/heading_period.h"
#include "client/plan_rows.h"

bool plan_column_is_period(const struct headings *headings, size_t column)
{
	return headings->names[column] != NULL &&
	    heading_is_period(headings->names[column]);
}

bool plan_periods_are_marks(
    const struct headings *headings, const struct grid *grid, size_t column)
{
	for (size_t i = headings->row + 1; i < grid->count; i++) {
		const char *text = grid_text(&grid->rows[i], column);

		if (text != NULL && !plan_row_is_sum(&grid->rows[i]) &&
		    !heading_is_mark(text) && !heading_is_blank(text))
			return false;
	}
	return true;
}

void plan_periods_settle(
    struct headings *headings, const struct grid *grid, int field)
{
	size_t count = 0;

	for (size_t i = 0; i < headings->width; i++) {
		if (!plan_column_is_period(headings, i))
			continue;
		if (!plan_periods_are_marks(headings, grid, i))
			return;
		count++;
	}
	for (size_t i = 0; i < headings->width && count > 1; i++)
		if (plan_column_is_period(headings, i))
			headings->is[i] = field;
}
