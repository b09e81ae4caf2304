/* SPDX-License-Identifier: ISC */
/* What was rehearsed, held against what was then sent. */
#ifndef TESTS_UNIT_RIG_FORECAST_H
#define TESTS_UNIT_RIG_FORECAST_H

#include <ctype.h>

#include "daemon/reminders/due_item.h"
#include "daemon/reminders/forecast.h"
#include "tests/unit/rig/town.h"

/* The statements of what follows. */
void prepare_forecast(void);

/* The activity told last that it is overdue, of what is open. */
int64_t last_overdue(void);

/* What is due up to `last`; the caller releases. */
void load(struct due_items *due_items, struct day last);

/* The week's letter before the run of `first`. */
void load_digest(
    struct digest *digest, const struct due_items *due_items, struct day first);

/* All of it at one go; the caller releases. */
void make_forecast(struct forecast *forecast, struct due_items *due_items,
    struct digest *digest, struct day first, struct day last);

/* Notices as lines: day, address, activity, stage, n. */
#define LINE_MAX 96
#define LINES    4096

struct lines {
	size_t count;
	char list[LINES][LINE_MAX];
};

/* Addresses are one whatever their case. */
void add_line(struct lines *lines, const char *day, const char *address,
    const char *what, const char *stage, int64_t n);
void sort(struct lines *lines);

/* What the runs from `first` to `last` would send. */
void rehearse(struct lines *lines, struct day first, struct day last);

/* What the runs since `first` have sent. */
void read_sent(struct lines *lines, struct day first);

/* Both ways: each line of the one is in the other, as often. */
void assert_same(const struct lines *rehearsed, const struct lines *sent);

/* A year of runs from the next one on comes out as it was rehearsed. */
void assert_year_as_rehearsed(struct day last, size_t at_least);

#endif
