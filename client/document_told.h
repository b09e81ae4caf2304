/* SPDX-License-Identifier: ISC */
/* What a person has to know of a document that was read, in lines. */
#ifndef CLIENT_DOCUMENT_TOLD_H
#define CLIENT_DOCUMENT_TOLD_H

#include <jansson.h>
#include <stdbool.h>

#include "client/grid.h"
#include "protocol/buffer.h"
#include "protocol/error.h"

typedef void document_teller(void *of, struct buffer *line);

/* A member that is a list of lines, and what is said before them. */
struct told_list {
	const char *list, *what;
};

/* Tells each of the lists, which NULL ends, that has lines in `thing`. */
void document_told_lists(json_t *thing, const struct told_list *lists,
    document_teller *tell, void *of);

/* Calls `tell` with each line; `document` is what document_tables_choose()
 * tells, or NULL. */
void document_told(json_t *document, document_teller *tell, void *of);

/* The same of each row that document_told_rows() has added, below a heading,
 * as a person compares it with the page. */
void document_told_table(json_t *document, document_teller *tell, void *of);

/* Adds "rows":[{"line":1,"cells":[TEXT]}], the table as it was understood. */
void document_told_rows(json_t *document, const struct grid *grid);

/* Lines above the first that is read need not be certain. */
void document_pass(json_t *document, json_t *rows);

/* Has a person say that rows which the layout of a PDF leaves open are right:
 * asks where `may_ask`, else ERR_INVALID with what to do. */
int document_accept(
    json_t *document, const char *name, bool may_ask, struct err *err);

/* "4, 6-8" of a list of numbers; consecutive ones are a stretch. */
void document_told_lines(struct buffer *to, json_t *lines);

#endif
