/* SPDX-License-Identifier: ISC */
#include "client/output/fit.h"

/* Of the columns that stand, with the gaps between them. */
static size_t fit_total(const struct fit *columns, size_t count)
{
	size_t total = 0;

	for (size_t i = 0; i < count; i++)
		if (columns[i].width > 0)
			total += columns[i].width + (total > 0 ? FIT_GAP : 0);
	return total;
}

/* The column that gives way next; NULL where all that stand are to stay. */
static struct fit *next_to_go(struct fit *columns, size_t count)
{
	struct fit *next = NULL;

	for (size_t i = 0; i < count; i++)
		if (columns[i].width > 0 && columns[i].rank > 0 &&
		    (next == NULL || columns[i].rank >= next->rank))
			next = &columns[i];
	return next;
}

/* The widest column that may be cut and has more than one place left. */
static struct fit *widest_words(struct fit *columns, size_t count)
{
	struct fit *widest = NULL;

	for (size_t i = 0; i < count; i++)
		if (columns[i].width > 1 && !columns[i].whole &&
		    (widest == NULL || columns[i].width > widest->width))
			widest = &columns[i];
	return widest;
}

/* What is over goes to the columns from the left, which are the weightier. */
static void fit_share(struct fit *columns, size_t count, size_t over)
{
	for (size_t i = 0; i < count; i++) {
		size_t wants = columns[i].natural - columns[i].width;

		if (columns[i].width == 0)
			continue;
		if (wants > over)
			wants = over;
		columns[i].width += wants;
		over -= wants;
	}
}

void fit_columns(struct fit *columns, size_t count, size_t width)
{
	struct fit *one;

	for (size_t i = 0; i < count; i++)
		columns[i].width =
		    width > 0 ? columns[i].least : columns[i].natural;
	if (width == 0)
		return;
	while (fit_total(columns, count) > width &&
	    (one = next_to_go(columns, count)) != NULL)
		one->width = 0;
	while (fit_total(columns, count) > width &&
	    (one = widest_words(columns, count)) != NULL)
		one->width--;
	if (fit_total(columns, count) < width)
		fit_share(columns, count, width - fit_total(columns, count));
}
