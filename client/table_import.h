/* SPDX-License-Identifier: ISC */
/* What the imports of departments, observations and meetings have in common: a
 * table of a file becomes rows, and one request takes them all. */
#ifndef CLIENT_TABLE_IMPORT_H
#define CLIENT_TABLE_IMPORT_H

#include <stdbool.h>

#include "client/call.h"
#include "client/headings.h"
#include "client/table_source.h"

/* Which table is meant by the words of the command; they stay the call's. */
struct table_place table_import_place(
    json_t *params, const struct heading_field *fields);

/* Says on standard error what a person has to know of the file; of its
 * encoding where it `is_read`. */
void table_import_told(const struct table_source *source, bool is_read);

/* Says on standard error which columns are not read. */
void table_import_unread(const struct headings *headings);

/* Asks for the rows, which stay the caller's; *answer is released by him. */
int table_import_ask(
    struct call *call, json_t *rows, struct answer *answer, struct err *err);

/* "2 added, 1 changed, 40 unchanged", a line of the answer. */
void table_import_counts(struct call *call, json_t *result);

#endif
