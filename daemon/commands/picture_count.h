/* SPDX-License-Identifier: ISC */
/* The observations counted, by what a picture asks for. It costs what lies in
 * the periods, not what is stored. */
#ifndef DAEMON_COMMANDS_PICTURE_COUNT_H
#define DAEMON_COMMANDS_PICTURE_COUNT_H

#include "daemon/picture/cells.h"
#include "daemon/picture/departure.h"
#include "daemon/picture/period.h"
#include "daemon/store/store.h"

/* What parts the cells, besides months. */
struct picture_by {
	bool area, kind, district;
};

/* Counts the period, the one before it and the same of a year before. What was
 * counted there before is forgotten. */
int picture_count(struct picture_cells *cells, struct store *store,
    struct picture_by by, struct picture_period period, struct err *err);

/* The same of a whole month, where the twelve before it were counted by this
 * one after the other, or by picture_year: each month is read once. */
int picture_count_month(struct picture_cells *cells, struct store *store,
    struct picture_by by, int month, struct err *err);
int picture_year(struct picture_cells *cells, struct store *store,
    struct picture_by by, int month, struct err *err);

/* Adds to `observed` and `count` what the period has, and nothing else. */
int picture_observed(struct picture_cells *cells, struct store *store,
    struct picture_by by, struct picture_period period, struct err *err);

/* Fills the history: what was observed in the months before `month`. *began is
 * the month in which observations began, `month` where there are none. */
int picture_history(struct picture_cells *cells, struct store *store,
    struct picture_by by, int month, int *began, struct err *err);

/* The history as it is a month later, of cells that were counted for `period`,
 * which lies in that month. */
int picture_advance(struct picture_cells *cells, struct store *store,
    struct picture_by by, struct picture_period period, struct err *err);

/* Of a cell with its history; low is only told of a period that is over. */
enum departure picture_departure(const struct cell *cell, int64_t months,
    struct picture_period period, bool is_over);

#endif
