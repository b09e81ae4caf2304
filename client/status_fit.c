/* SPDX-License-Identifier: ISC */
#include "client/status_fit.h"

#define TITLE 2 /* with the blank line before it */

static size_t fit_height(const struct status_rows *list)
{
	if (list->count == 0)
		return 0;
	if (list->rows == 0)
		return TITLE;
	return TITLE + list->rows + (list->count > list->rows);
}

static size_t fit_heights(const struct status_rows *lists, size_t count)
{
	size_t total = 0;

	for (size_t i = 0; i < count; i++)
		total += fit_height(&lists[i]);
	return total;
}

/* The one that gives a row: that has the most above its least, or where none
 * has, the most; of equal ones the last. `count` where none has a row. */
static size_t fit_giver(const struct status_rows *lists, size_t count)
{
	size_t above = 0, most = 0, giver = count, largest = count;

	for (size_t i = 0; i < count; i++) {
		size_t rows = lists[i].count > 0 ? lists[i].rows : 0;

		if (rows > lists[i].least && rows - lists[i].least >= above) {
			above = rows - lists[i].least;
			giver = i;
		}
		if (rows > 0 && rows >= most) {
			most = rows;
			largest = i;
		}
	}
	return giver < count ? giver : largest;
}

void status_fit(struct status_rows *lists, size_t count, size_t lines)
{
	size_t giver;

	for (size_t i = 0; i < count; i++)
		if (lists[i].rows > lists[i].count)
			lists[i].rows = lists[i].count;
	while (fit_heights(lists, count) > lines &&
	    (giver = fit_giver(lists, count)) < count)
		lists[giver].rows--;
}
