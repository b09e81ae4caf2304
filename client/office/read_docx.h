/* SPDX-License-Identifier: ISC */
/* The tables of a .docx: ECMA-376 part 1, sections 17.3 (words), 17.4 (tables)
 * and 17.13 (changes). */
#ifndef CLIENT_OFFICE_READ_DOCX_H
#define CLIENT_OFFICE_READ_DOCX_H

#include "client/office/document.h"

/* `part` is the text. Words are read as if all changes were accepted. */
int read_docx(struct document *document, const char *part, struct err *err);

#endif
