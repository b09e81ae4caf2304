/* SPDX-License-Identifier: ISC */
/* CSV as people here read it. */
#ifndef CLIENT_OUTPUT_OUTPUT_CSV_H
#define CLIENT_OUTPUT_OUTPUT_CSV_H

#include <stdio.h>

/* What a file of CSV begins with, what stands between its cells, and a cell:
 * RFC 4180, or where the locale is Swedish a byte-order mark and semicolons. */
void csv_start(FILE *to);
void csv_between(FILE *to);
void csv_text(FILE *to, const char *text);

#endif
