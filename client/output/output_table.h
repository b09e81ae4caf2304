/* SPDX-License-Identifier: ISC */
/* What only a table has: sections. */
#ifndef CLIENT_OUTPUT_OUTPUT_TABLE_H
#define CLIENT_OUTPUT_OUTPUT_TABLE_H

#include "client/output/output.h"

/* Rows below a thing, under a name, as a table of which no word is cut. */
void output_table_section(struct output *output, const char *name, json_t *rows,
    const struct column *columns);

/* The same of a list of which words may be cut, without a line of titles. */
void output_table_list(struct output *output, const char *name, json_t *rows,
    const struct column *columns);

/* Where the answer had no room for all of a section: how many are missing, and
 * what shows them. */
void output_table_left_out(
    struct output *output, const char *name, json_t *thing);

#endif
