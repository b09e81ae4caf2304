/* SPDX-License-Identifier: ISC */
/* What a person has to know of a document that was read, in lines. */
#ifndef CLIENT_DOCUMENT_TOLD_H
#define CLIENT_DOCUMENT_TOLD_H

#include <jansson.h>

#include "protocol/buffer.h"

typedef void document_teller(void *of, struct buffer *line);

/* Calls `tell` with each line; `document` is what document_tables_choose()
 * tells, or NULL. */
void document_told(json_t *document, document_teller *tell, void *of);

/* "4, 6-8" of a list of numbers; consecutive ones are a stretch. */
void document_told_lines(struct buffer *to, json_t *lines);

#endif
