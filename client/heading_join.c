/* SPDX-License-Identifier: ISC */
#include "client/heading_join.h"

#include <stdlib.h>
#include <string.h>

#include "client/heading_period.h"

/* The words above a column or, where there are none, to the left of that: of
 * what it is a part. NULL for none. */
static const char *group_of(const struct headings *headings, size_t column)
{
	if (column >= headings->width)
		column = headings->width - 1;
	while (headings->names[column] == NULL && column > 0)
		column--;
	return headings->names[column];
}

/* A field that no column is, or that column itself: "Huvudansvarig" below
 * "Ansvar". */
static bool is_not_taken(
    const struct headings *headings, size_t column, const char *field)
{
	int other = headings_column(headings, field);

	return other < 0 || other == (int)column;
}

/* Whether what stands below a column is a part of the heading there. */
static bool is_part(const struct headings *headings,
    const struct headings *below, const struct grid_row *row, size_t column)
{
	if (row->cells[column].is_spanned)
		return false;
	if (heading_is_period(row->cells[column].text))
		return group_of(headings, column) != NULL;
	return below->is[column] >= 0 && headings_is_whole(below, column) &&
	    is_not_taken(
		headings, column, below->fields[below->is[column]].name);
}

/* Whole names of fields and times, and nothing else; two at least, and none
 * below the main field. */
static bool heading_goes_on(const struct headings *headings,
    const struct headings *below, const struct grid_row *row)
{
	int count = 0;

	for (size_t i = 0; i < below->width; i++) {
		if (below->is[i] == COLUMN_EMPTY)
			continue;
		if (!is_part(headings, below, row, i) ||
		    (i < headings->width && headings->is[i] >= 0 &&
			headings->fields[headings->is[i]].traits &
			    HEADING_MAIN))
			return false;
		count++;
	}
	return count > 1;
}

/* "Q1" below "2026" is "Q1 2026"; NULL for what is no time or has no year. */
static char *dated_name(
    const struct headings *headings, const char *text, size_t column)
{
	const char *group = group_of(headings, column);
	struct buffer name = { 0 };

	if (!heading_is_period(text) || group == NULL ||
	    !heading_is_period(group) || strspn(group, "0123456789") != 4)
		return NULL;
	buffer_printf(&name, "%s %s", text, group);
	return name.bytes;
}

/* The last group may reach over columns without a name. */
static void reach_over(struct headings *headings, size_t width)
{
	for (; headings->width < width; headings->width++) {
		headings->is[headings->width] = COLUMN_EMPTY;
		headings->names[headings->width] = NULL;
		headings->scores[headings->width] = 0;
	}
}

void headings_join(struct headings *headings, const struct grid *grid)
{
	size_t at = headings->row + 1;
	struct headings below = { 0 };

	if (at >= grid->count)
		return;
	headings_read(&below, &grid->rows[at], headings->fields);
	if (heading_goes_on(headings, &below, &grid->rows[at])) {
		reach_over(headings, below.width);
		/* From the right, so that a group is there for all of it. */
		for (size_t i = below.width; i-- > 0;) {
			char *name;

			if (below.is[i] == COLUMN_EMPTY)
				continue;
			name = dated_name(
			    headings, grid->rows[at].cells[i].text, i);
			free(headings->names[i]);
			headings->names[i] =
			    name != NULL ? name : below.names[i];
			if (name == NULL)
				below.names[i] = NULL;
			headings->is[i] = below.is[i];
			headings->scores[i] = below.scores[i];
		}
		headings->row = at;
	}
	headings_release(&below);
}
