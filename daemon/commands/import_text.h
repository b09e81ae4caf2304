/* SPDX-License-Identifier: ISC */
/* Texts that an import makes of several cells. What they are made of stands in
 * the request and how in the reading, so that replay makes the same. */
#ifndef DAEMON_COMMANDS_IMPORT_TEXT_H
#define DAEMON_COMMANDS_IMPORT_TEXT_H

#include <stdbool.h>

#include "daemon/calendar/day.h"
#include "protocol/row_cells.h"

/* How a row's start and end are one timeframe. */
enum import_form { FORM_AS_IT_IS, FORM_FROM, FORM_UNTIL, FORM_RANGE };

extern const char *const import_form_words[]; /* NULL-ended */

/* The row's timeframe: its own cell, else of its start and its end, "från
 * START", "senast END", "START – END"; NULL where it has none of them. */
const char *import_timeframe(
    struct arena *arena, struct row_cells *row, enum import_form form);

/* A cell that is a date, YYYY-MM-DD; DAY_NONE where it is none. */
struct day import_day(struct row_cells *row, const char *column);

/* Its owner and, in one text with it, who cooperates by a column of its own;
 * NULL where it has neither. */
const char *import_owner(struct arena *arena, struct row_cells *row);

/* Its kept columns as a JSON object, by name; NULL where it has none.
 * `area` and `strategy` are the cells that no area and no strategy could be
 * read in, or NULL. */
const char *import_other(struct arena *arena, struct row_cells *row,
    const char *area, const char *strategy);

/* Whether two cells have the same words: white space, and a hyphen where a
 * line ended, make no difference. */
bool import_same(const char *a, const char *b);

#endif
