/* SPDX-License-Identifier: ISC */
/* A table as .xlsx: the head in bold and kept in sight, with a filter; days as
 * days, numbers as numbers, everything else as text, "=" too. The one
 * doorkeeper of libxlsxwriter. */
#ifndef CLIENT_OFFICE_WRITE_XLSX_H
#define CLIENT_OFFICE_WRITE_XLSX_H

#include "client/office/written_table.h"

/* The same bytes for the same table. ERR_INVALID where a text is longer than
 * a cell may be. */
int write_xlsx(const struct written_table *table, FILE *to, struct err *err);

#endif
