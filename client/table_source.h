/* SPDX-License-Identifier: ISC */
/* A file as a table, whichever kind of file it is: the one way from what a
 * person names on the command line to rows of cells. */
#ifndef CLIENT_TABLE_SOURCE_H
#define CLIENT_TABLE_SOURCE_H

#include "client/grid.h"
#include "client/headings.h"
#include "protocol/buffer.h"

/* Which file, and which table of it. */
struct table_place {
	const char *path; /* "-" is standard input */
	/* The columns that make a table the one that is meant. */
	const struct heading_field *fields;
	json_t *chosen;    /* list of "FIELD=HEADING", or NULL */
	const char *sheet; /* of a document; NULL: any */
	int64_t table;     /* of a document, from 1; 0: any */
};

struct table_source {
	const char *name; /* of the file, for errors; borrowed */
	/* One of these two is empty. */
	struct buffer json; /* where the file is JSON: its text */
	struct grid grid;
	const char *guess; /* of its encoding; NULL where it is sure */
	json_t *document;  /* what to tell of a document; NULL of other files */
};

/* Documents are read by planvakt-office. ERR_INVALID, with what to do, for a
 * file that cannot be read, one without words, and what the readers refuse. */
int table_source_read(struct table_source *source,
    const struct table_place *place, struct err *err);

void table_source_release(struct table_source *source); /* takes {0} */

#endif
