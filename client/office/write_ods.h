/* SPDX-License-Identifier: ISC */
/* A table as .ods (OpenDocument 1.3), as write_xlsx() does it. */
#ifndef CLIENT_OFFICE_WRITE_ODS_H
#define CLIENT_OFFICE_WRITE_ODS_H

#include "client/office/written_table.h"

/* The same bytes for the same table. */
int write_ods(const struct written_table *table, FILE *to, struct err *err);

#endif
