/* SPDX-License-Identifier: ISC */
/* What the cells of an .xlsx refer to: its sheets, the texts that they share
 * and the formats of their numbers (ECMA-376 part 1, sections 18.2, 18.4,
 * 18.8). */
#ifndef CLIENT_OFFICE_WORKBOOK_H
#define CLIENT_OFFICE_WORKBOOK_H

#include "client/office/document.h"
#include "client/office/number_format.h"

struct workbook_sheet {
	char *name, *part; /* owned */
	bool hidden;
};

struct workbook {
	struct workbook_sheet *sheets; /* of cells: no charts, no macros */
	size_t sheet_count;
	struct number_format *formats; /* by a cell's style */
	size_t format_count;
	uint32_t *shared; /* texts */
	size_t shared_count, shared_room;
	bool from_1904;
};

/* `part` is the workbook. */
int workbook_read(struct workbook *workbook, struct document *document,
    const char *part, struct err *err);
void workbook_release(struct workbook *workbook); /* takes {0} */

/* Adds a text of a workbook: "_x000D_" is a character that XML cannot hold,
 * and "_x005F_" the first of what only looks so (section 22.9.2.19). */
void workbook_text(struct buffer *to, const char *text, size_t length);

/* The other way, so that what looks like such a character is read as it is. */
void workbook_escape(struct buffer *to, const char *text);

#endif
