/* SPDX-License-Identifier: ISC */
/* A table that a spreadsheet saved as CSV: any of the delimiters ; , and tab,
 * UTF-8, UTF-16 or Windows-1252, columns in any order under any of the
 * headings that people give them. The one doorkeeper of libcsv. */
#ifndef CLIENT_CSV_TABLE_H
#define CLIENT_CSV_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

#define CSV_TABLE_COLUMNS_MAX 16
#define CSV_TABLE_BYTES_MAX   (32u << 20)
#define CSV_TABLE_ROWS_MAX    50000

/* A column that the reader looks for. */
struct csv_table_column {
	const char *name;     /* what a row calls it; NULL ends the columns */
	const char *headings; /* "Aktivitet, Activity": any case */
	bool required;        /* in the heading and in every row */
};

struct csv_table_row {
	int64_t line; /* of the file, from 1, where the row begins */
	/* In the order of the columns asked for; NULL where there is nothing
	 * in the cell. */
	char *cells[CSV_TABLE_COLUMNS_MAX];
};

struct csv_table {
	struct csv_table_row *rows;
	size_t count;
	struct buffer unread; /* headings that were not read, ", " between */
};

/* Reads a file; its rows without a word are left out. ERR_INVALID, with the
 * line where there is one, for: no such file, a folder, nothing below the
 * heading, more than the limits above, bytes in no encoding we know, a
 * required column that is missing or a column that is there twice, a row with
 * more cells than the heading, a quote that is never closed. */
int csv_table_read(struct csv_table *csv_table, const char *path,
    const struct csv_table_column *columns, struct err *err);
void csv_table_release(struct csv_table *csv_table); /* takes {0} */

#endif
