/* SPDX-License-Identifier: ISC */
/* What the styles of an OpenDocument say that a table's reader has to know:
 * which parts of a day are shown, and what is hidden (OpenDocument 1.3 part 3,
 * sections 16.29, 17.16). */
#ifndef CLIENT_OFFICE_ODF_STYLES_H
#define CLIENT_OFFICE_ODF_STYLES_H

#include "client/office/number_format.h"
#include "protocol/error.h"

struct odf_style {
	char *name, *data; /* owned; the style of its days and numbers */
	bool is_date, hidden;
	struct number_format shown;
};

struct odf_styles {
	struct odf_style *list;
	size_t count, last; /* the one that was found last */
	bool open;          /* the last of the list is still being read */
};

/* An element begins; others than styles and their parts are passed over. */
int odf_styles_begin(struct odf_styles *styles, const char *name,
    const char **attributes, struct err *err);
void odf_styles_end(struct odf_styles *styles, const char *name);

bool odf_styles_hide(struct odf_styles *styles, const char *table_style);

/* Adds a day, ISO 8601, as far as the style of its cell shows it. */
void odf_styles_day(struct odf_styles *styles, const char *cell_style,
    const char *day, struct buffer *to);

void odf_styles_release(struct odf_styles *styles); /* takes {0} */

#endif
