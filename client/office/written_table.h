/* SPDX-License-Identifier: ISC */
/* A table on its way into a document: the lines of office_table.h, and what
 * each column is by all that stands in it below the first row. */
#ifndef CLIENT_OFFICE_WRITTEN_TABLE_H
#define CLIENT_OFFICE_WRITTEN_TABLE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "protocol/error.h"

#define WRITTEN_COLUMNS_MAX 1024

enum written_kind {
	WRITTEN_TEXT,
	WRITTEN_DAY,    /* "2026-04-30", after February 1900 */
	WRITTEN_NUMBER, /* whole, without leading zeros, of up to 15 digits */
};

struct written_table {
	char *sheet; /* owned */
	json_t
	    *rows; /* owned: lists of texts and nulls; the first is the head */
	size_t columns;
	enum written_kind kinds[WRITTEN_COLUMNS_MAX];
	size_t widths[WRITTEN_COLUMNS_MAX]; /* in letters */
};

/* Reads one table to the end of the file. */
int written_table_read(
    struct written_table *table, FILE *from, struct err *err);
/* The same of rows, which the table takes over. */
void written_table_take(
    struct written_table *table, const char *sheet, json_t *rows);
void written_table_release(struct written_table *table); /* takes {0} */

/* The text of a cell; NULL where there is none. */
const char *written_cell(json_t *row, size_t column);

#endif
