/* SPDX-License-Identifier: ISC */
#include "client/office/odf_styles.h"

#include <stdlib.h>
#include <string.h>

#include "client/office/xml.h"
#include "protocol/copy.h"

#define STYLES_MAX 70000

static int add_style(struct odf_styles *styles, const char **attributes,
    bool is_date, struct err *err)
{
	const char *name = xml_attribute(attributes, "name");
	const char *data = xml_attribute(attributes, "data-style-name");

	styles->open = name != NULL;
	if (name == NULL)
		return 0;
	if (styles->count == STYLES_MAX)
		return err_set(err, ERR_INVALID,
		    "has too many styles: save the table alone");
	if (styles->count % 64 == 0)
		styles->list = reallocarray(
		    styles->list, styles->count + 64, sizeof(*styles->list));
	if (styles->list == NULL)
		abort();
	styles->list[styles->count++] = (struct odf_style){
		.name = copy_text(name),
		.data = copy_text(data),
		.is_date = is_date,
	};
	return 0;
}

int odf_styles_begin(struct odf_styles *styles, const char *name,
    const char **attributes, struct err *err)
{
	struct odf_style *style;

	if (strcmp(name, "style") == 0 || strcmp(name, "date-style") == 0)
		return add_style(styles, attributes, name[0] == 'd', err);
	if (!styles->open)
		return 0;
	style = &styles->list[styles->count - 1];
	style->shown.year |= strcmp(name, "year") == 0;
	style->shown.month |= strcmp(name, "month") == 0;
	style->shown.day |= strcmp(name, "day") == 0;
	style->shown.time |= strcmp(name, "hours") == 0;
	if (strcmp(name, "table-properties") == 0)
		style->hidden = !xml_is_true(attributes, "display", true);
	return 0;
}

void odf_styles_end(struct odf_styles *styles, const char *name)
{
	if (strcmp(name, "style") == 0 || strcmp(name, "date-style") == 0)
		styles->open = false;
}

/* Cells of one style stand beside each other. */
static struct odf_style *find_style(
    struct odf_styles *styles, const char *name, bool is_date)
{
	if (name == NULL || styles->count == 0)
		return NULL;
	for (size_t i = 0; i < styles->count; i++) {
		size_t at = (styles->last + i) % styles->count;
		struct odf_style *style = &styles->list[at];

		if (style->is_date != is_date || strcmp(style->name, name) != 0)
			continue;
		if (!is_date)
			styles->last = at;
		return style;
	}
	return NULL;
}

bool odf_styles_hide(struct odf_styles *styles, const char *table_style)
{
	struct odf_style *style = find_style(styles, table_style, false);

	return style != NULL && style->hidden;
}

void odf_styles_day(struct odf_styles *styles, const char *cell_style,
    const char *day, struct buffer *to)
{
	struct odf_style *cell = find_style(styles, cell_style, false);
	struct odf_style *date =
	    cell != NULL ? find_style(styles, cell->data, true) : NULL;
	size_t length = strcspn(day, "T"), shown = length;

	if (date != NULL && !date->shown.day && length == 10)
		shown = date->shown.month ? 7 : date->shown.year ? 4 : length;
	buffer_add(to, day, shown);
	if (date != NULL && date->shown.time && shown == length &&
	    strlen(day) >= length + 6 &&
	    strncmp(day + length, "T00:00", 6) != 0)
		buffer_printf(to, " %.5s", day + length + 1);
}

void odf_styles_release(struct odf_styles *styles)
{
	for (size_t i = 0; i < styles->count; i++) {
		free(styles->list[i].name);
		free(styles->list[i].data);
	}
	free(styles->list);
	*styles = (struct odf_styles){ 0 };
}
