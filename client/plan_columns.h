/* SPDX-License-Identifier: ISC */
/* What the columns of a plan are called, and what they are in a table whose
 * names leave it open. */
#ifndef CLIENT_PLAN_COLUMNS_H
#define CLIENT_PLAN_COLUMNS_H

#include "client/headings.h"

extern const struct heading_field plan_fields[];

/* Those of a list that planvakt wrote. */
extern const struct heading_field listed_fields[];

/* Whether a row is the heading of a list that planvakt wrote. */
bool plan_columns_are_listed(const struct grid_row *row);

/* Settles what names alone do not: "Mål" left of the activity is its goal, a
 * second column of activities too; "Datum" is the timeframe where there is no
 * other; "Beslut" is the status where its cells say so; a column "Genomförd" of
 * marks is one. */
void plan_columns_settle(struct headings *headings, const struct grid *grid);

/* The year that the heading of the times names, "Tidplan 2025"; 0 for none and
 * for several. */
int plan_columns_year(const struct headings *headings);

/* What the cells of the column stand for: "Klar" of a heading "Klar" or "Åtgärd
 * klar", and "x". NULL where they stand for themselves. The headings'. */
const char *plan_column_marked(const struct headings *headings, size_t column);

#endif
