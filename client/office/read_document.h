/* SPDX-License-Identifier: ISC */
/* A document of any kind that is read, by what is in it, not by its name. */
#ifndef CLIENT_OFFICE_READ_DOCUMENT_H
#define CLIENT_OFFICE_READ_DOCUMENT_H

#include <stdbool.h>
#include <stdio.h>

#include "protocol/error.h"

/* Writes the tables of the document in a descriptor, which can be sought, as
 * office_table.h says. `confined`: first of all this process gives up what
 * reading does not take, for good. ERR_INVALID, with what to do, for what is
 * no document or has no tables; the text goes on from the document's name. */
int read_document(int descriptor, bool confined, FILE *to, struct err *err);

#endif
