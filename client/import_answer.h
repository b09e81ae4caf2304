/* SPDX-License-Identifier: ISC */
/* What an import answers, for people: one line a cause, with its rows and what
 * mends it. */
#ifndef CLIENT_IMPORT_ANSWER_H
#define CLIENT_IMPORT_ANSWER_H

#include <jansson.h>
#include <stdbool.h>

#include "client/output/output.h"
#include "protocol/buffer.h"

/* Writes the result of plan.import, with "columns" and "encoding" in it, of
 * the rows that were sent. On a terminal no line is wider, and where it is not
 * paged it ends after a screen of 24 lines. */
void import_answer(
    struct output *output, json_t *result, json_t *rows, bool is_paged);

/* Appends the first line of it, which other imports have too, by their method:
 * "departments: 2 added, 1 changed, 40 unchanged". */
void import_answer_counts(
    struct buffer *to, json_t *result, const char *method);

#endif
