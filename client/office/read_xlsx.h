/* SPDX-License-Identifier: ISC */
/* The sheets of an .xlsx: ECMA-376 part 1, section 18.3. */
#ifndef CLIENT_OFFICE_READ_XLSX_H
#define CLIENT_OFFICE_READ_XLSX_H

#include "client/office/document.h"

/* Each sheet of cells is a table; `part` is the workbook. */
int read_xlsx(struct document *document, const char *part, struct err *err);

#endif
