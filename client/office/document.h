/* SPDX-License-Identifier: ISC */
/* What the readers of documents share: the archive, the texts of the cells, and
 * where the tables go. */
#ifndef CLIENT_OFFICE_DOCUMENT_H
#define CLIENT_OFFICE_DOCUMENT_H

#include <stdio.h>

#include "client/office/office_table.h"
#include "client/office/package.h"

struct document {
	struct package *package;
	struct office_texts texts;
	FILE *to;
	int tables; /* so far */
};

#endif
