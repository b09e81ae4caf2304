/* SPDX-License-Identifier: ISC */
/* A table that a spreadsheet saved as CSV: any of the delimiters ; , and tab,
 * UTF-8, UTF-16 or Windows-1252. The one doorkeeper of libcsv. */
#ifndef CLIENT_CSV_TABLE_H
#define CLIENT_CSV_TABLE_H

#include "client/grid.h"
#include "protocol/buffer.h"

/* Reads text that encoding_to_utf8() made into rows and cells; `path` is for
 * errors. ERR_INVALID, with the line, for more than a grid holds and for a
 * quote that is never closed. */
int csv_table_read(struct grid *grid, const struct buffer *text,
    const char *path, struct err *err);

#endif
