/* SPDX-License-Identifier: ISC */
/* The tables of a document, and which of them is meant. */
#ifndef CLIENT_DOCUMENT_TABLES_H
#define CLIENT_DOCUMENT_TABLES_H

#include <jansson.h>

#include "client/grid.h"
#include "client/headings.h"
#include "protocol/buffer.h"

struct document_table {
	int number;  /* from 1 */
	char *sheet; /* owned; NULL where documents have none */
	bool hidden;
	struct grid grid;
	json_t *told; /* owned: lists of lines, by what they have */
	/* Of the heading: how many columns are known, 0 where there is none,
	 * and its row in the grid. */
	size_t known, heading;
};

struct document_tables {
	struct document_table *list;
	size_t count;
};

/* Which table a person means. */
struct document_choice {
	const char *sheet; /* NULL: any */
	int64_t table;     /* 0: any */
	const struct heading_field *fields;
	json_t *chosen; /* list of "FIELD=HEADING", or NULL */
};

/* Has a document read by planvakt-office. */
int document_tables_read(struct document_tables *tables,
    const struct buffer *bytes, const char *name, struct err *err);
void document_tables_release(struct document_tables *tables); /* takes {0} */

/* Gives the table in which the most columns are known, of equals the longer
 * one, what is visible first; with it, in a document of text, all that have the
 * same heading, one after the other, as a plan on several pages has. *told is
 * what to tell of it, for the answer's "document": {"table":1,"sheet":NAME,
 * "joined":[2],"others":[{"table","sheet","rows"}],"hidden_rows":[LINE],
 * "hidden_columns":[COLUMN],"unresolved":[LINE],"uncertain":[LINE]}.
 * ERR_INVALID where no table is meant, or has a heading. */
int document_tables_choose(struct document_tables *tables,
    const struct document_choice *choice, const char *name, struct grid *grid,
    json_t **told, struct err *err);

#endif
