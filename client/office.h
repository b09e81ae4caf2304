/* SPDX-License-Identifier: ISC */
/* planvakt-office, which reads and writes documents, run as git runs its
 * helpers: a process of its own, beside planvakt or in libexec. Tables pass
 * as lines of JSON (client/office/office_table.h). */
#ifndef CLIENT_OFFICE_H
#define CLIENT_OFFICE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

/* Whether the first bytes are those of a document: an archive, a PDF or a file
 * of old Office. */
bool office_is_document(const struct buffer *bytes);

/* Gets a line, an object, which stays ours; what it returns, other than 0, ends
 * the reading. */
typedef int office_taker(void *of, json_t *line, struct err *err);

/* Has a document read. How far it is stands on the
 * terminal meanwhile, if there is one. ERR_INVALID with what planvakt-office
 * says of the document `name`, or where there is no planvakt-office. */
int office_read(const struct buffer *bytes, const char *name,
    office_taker *take, void *of, struct err *err);

/* Has lines written as a document: of a table "xlsx" or "ods", of a calendar
 * "ics", of what a person reads "paper-html" or "paper-txt". */
int office_write(const char *kind, const struct buffer *lines, const char *name,
    FILE *to, struct err *err);

#endif
