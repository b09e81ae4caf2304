/* SPDX-License-Identifier: ISC */
#include "daemon/commands/picture_count.h"

#include <stdio.h>

#include "daemon/commands/families.h"
#include "daemon/commands/kind.h"

enum { MONTHS, DAYS, TOTALS, ENDS };

static const char *const picture_count_sql[] = {
	[MONTHS] = "SELECT area, kind, district, observed, count"
		   " FROM observation_month WHERE month >= ?1 AND month <= ?2"
		   " ORDER BY month, area, kind, district",
	[DAYS] = "SELECT area, kind, district, 1, count FROM observation"
		 " WHERE date >= ?1 AND date <= ?2"
		 " ORDER BY date, area, kind, district, count",
	[TOTALS] = "SELECT area, kind, district, observed, 0"
		   " FROM observation_cell ORDER BY area, kind, district",
	[ENDS] = "SELECT (SELECT min(month) FROM observation_month),"
		 " (SELECT max(month) FROM observation_month)",
	NULL,
};

enum { OBSERVED = 3, COUNT };

#define MONTH_TEXT 16

static const char *month_text(int month, char text[MONTH_TEXT])
{
	snprintf(text, MONTH_TEXT, "%04d-%02d", month / 12, month % 12 + 1);
	return text;
}

typedef void adds(struct cell *cell, int64_t observed, int64_t count);

/* What the rows say goes to the cells that are asked by. */
static int count_rows(struct picture_cells *cells, struct rows *rows,
    struct picture_by by, adds *add, struct err *err)
{
	int result;

	while ((result = rows_next(rows, err)) == 1) {
		struct cell_key key = {
			.area = by.area
			    ? word_of(picture_area_words, rows_text(rows, 0))
			    : -1,
			.kind = by.kind ? rows_integer(rows, 1) : 0,
			.district = by.district ? rows_integer(rows, 2) : 0,
		};

		add(cells_at(cells, key), rows_integer(rows, OBSERVED),
		    rows_integer(rows, COUNT));
	}
	return result;
}

static int count_months(struct picture_cells *cells, struct store *store,
    struct picture_by by, int first, int last, adds *add, struct err *err)
{
	char from[MONTH_TEXT], to[MONTH_TEXT];
	struct rows rows = store_query(store, picture_count_sql, MONTHS,
	    BIND(TEXT(month_text(first, from)), TEXT(month_text(last, to))));

	return count_rows(cells, &rows, by, add, err);
}

static int count_days(struct picture_cells *cells, struct store *store,
    struct picture_by by, struct picture_period period, adds *add,
    struct err *err)
{
	struct rows rows;

	if (day_compare(period.first, period.last) > 0)
		return 0;
	rows = store_query(store, picture_count_sql, DAYS,
	    BIND(DAY(period.first), DAY(period.last)));
	return count_rows(cells, &rows, by, add, err);
}

/* The whole months in it, and day by day what is before and after them. */
static int count_period(struct picture_cells *cells, struct store *store,
    struct picture_by by, struct picture_period period, adds *add,
    struct err *err)
{
	int first = period_month(day_plus(period.first, -1)) + 1;
	int last = period_month(day_plus(period.last, 1)) - 1;
	struct picture_period head = period, tail = period;

	if (first > last)
		return count_days(cells, store, by, period, add, err);
	head.last = day_plus(period_month_first(first), -1);
	tail.first = day_plus(period_month_last(last), 1);
	if (count_days(cells, store, by, head, add, err) != 0 ||
	    count_months(cells, store, by, first, last, add, err) != 0)
		return -1;
	return count_days(cells, store, by, tail, add, err);
}

static void count_now(struct cell *cell, int64_t observed, int64_t count)
{
	cell->observed += observed;
	cell->count += count;
}

static void count_before(struct cell *cell, int64_t observed, int64_t count)
{
	(void)observed;
	cell->before += count;
}

static void count_year_before(
    struct cell *cell, int64_t observed, int64_t count)
{
	(void)observed;
	cell->year_before += count;
}

static void count_earlier(struct cell *cell, int64_t observed, int64_t count)
{
	(void)count;
	cell->earlier += observed;
}

static void count_history(struct cell *cell, int64_t observed, int64_t count)
{
	(void)count;
	cell->history += observed;
}

static void uncount_history(struct cell *cell, int64_t observed, int64_t count)
{
	(void)count;
	cell->history -= observed;
}

int picture_observed(struct picture_cells *cells, struct store *store,
    struct picture_by by, struct picture_period period, struct err *err)
{
	return count_period(cells, store, by, period, count_now, err);
}

int picture_count(struct picture_cells *cells, struct store *store,
    struct picture_by by, struct picture_period period, struct err *err)
{
	struct picture_period earlier = {
		period_month_first(period_month(period.first)),
		day_plus(period.first, -1),
	};

	cells_clear(cells);
	if (count_period(cells, store, by, period, count_now, err) != 0 ||
	    count_period(cells, store, by, period_before(period), count_before,
		err) != 0 ||
	    count_period(cells, store, by, period_year_before(period),
		count_year_before, err) != 0)
		return -1;
	return day_compare(earlier.first, earlier.last) > 0
	    ? 0
	    : count_period(cells, store, by, earlier, count_earlier, err);
}

int picture_count_month(struct picture_cells *cells, struct store *store,
    struct picture_by by, int month, struct err *err)
{
	cells_begin_month(cells, month);
	if (count_months(cells, store, by, month, month, count_now, err) != 0)
		return -1;
	cells_end_month(cells, month);
	return 0;
}

int picture_year(struct picture_cells *cells, struct store *store,
    struct picture_by by, int month, struct err *err)
{
	for (int i = month - 12; i < month; i++)
		if (picture_count_month(cells, store, by, i, err) != 0)
			return -1;
	return 0;
}

static void take_month(const struct rows *rows, int column, int *month)
{
	int year, of_year;

	if (!rows_null(rows, column) &&
	    sscanf(rows_text(rows, column), "%4d-%2d", &year, &of_year) == 2)
		*month = year * 12 + of_year - 1;
}

/* The months in which observations began and end; left as they are where there
 * are none. */
static int find_ends(
    struct store *store, int *first, int *last, struct err *err)
{
	struct rows rows =
	    store_query(store, picture_count_sql, ENDS, BIND_NONE);
	int result = rows_next(&rows, err);

	if (result == 1) {
		take_month(&rows, 0, first);
		take_month(&rows, 1, last);
	}
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

/* From the side on which less is stored: up to the month, or all but what came
 * from it on. */
int picture_history(struct picture_cells *cells, struct store *store,
    struct picture_by by, int month, int *began, struct err *err)
{
	int last = month;
	struct rows rows;

	*began = month;
	if (find_ends(store, began, &last, err) != 0)
		return -1;
	if (month - *began <= last - month)
		return count_months(
		    cells, store, by, *began, month - 1, count_history, err);
	rows = store_query(store, picture_count_sql, TOTALS, BIND_NONE);
	if (count_rows(cells, &rows, by, count_history, err) != 0)
		return -1;
	return count_months(
	    cells, store, by, month, last, uncount_history, err);
}

int picture_advance(struct picture_cells *cells, struct store *store,
    struct picture_by by, struct picture_period period, struct err *err)
{
	int month = period_month(period.first);

	if (!period_is_whole(period))
		return count_months(
		    cells, store, by, month, month, count_history, err);
	for (size_t i = 0; i < cells->count; i++)
		cells->list[i].history += cells->list[i].observed;
	return 0;
}

enum departure picture_departure(const struct cell *cell, int64_t months,
    struct picture_period period, bool is_over)
{
	const struct departure_count count = {
		.history = cell->history,
		.months = months,
		.observed = cell->observed,
		.length = period_length(period),
	};
	enum departure departure = departure_of(&count);

	return departure == DEPARTURE_LOW && !is_over ? DEPARTURE_NONE
						      : departure;
}

const struct family picture_count_family = {
	NULL,
	picture_count_sql,
};
