/* SPDX-License-Identifier: ISC */
/* Columns of a plan that are times, with marks in them. */
#ifndef CLIENT_PLAN_PERIODS_H
#define CLIENT_PLAN_PERIODS_H

#include "client/headings.h"

/* Whether the column's heading is a time, "Q1 2026", for what is marked in
 * it. */
bool plan_column_is_period(const struct headings *headings, size_t column);

/* Whether every cell of the column is a mark, or says that there is none. */
bool plan_periods_are_marks(
    const struct headings *headings, const struct grid *grid, size_t column);

/* Two or more columns that are times, with nothing but marks in them, become
 * this field. */
void plan_periods_settle(
    struct headings *headings, const struct grid *grid, int field);

#endif
