/* SPDX-License-Identifier: ISC */
/* Columns that line up, on a terminal cut to its width. The one doorkeeper of
 * libsmartcols. */
#ifndef CLIENT_OUTPUT_TABLE_H
#define CLIENT_OUTPUT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct table;

/* `width` is the terminal's, or 0: then nothing is ever cut. The functions
 * end the process when there is no memory. */
struct table *table_new(FILE *to, size_t width, bool colour);
void table_free(struct table *table); /* takes NULL */

void table_column(
    struct table *table, const char *title, bool to_the_right, bool may_cut);

/* A new row; then its cells, counted from 0. `text` is copied. */
void table_row(struct table *table);
void table_cell(
    struct table *table, size_t column, const char *text, bool alarming);

void table_print(struct table *table);

#endif
