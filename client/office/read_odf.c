/* SPDX-License-Identifier: ISC */
#include "client/office/read_odf.h"

#include <stdlib.h>
#include <string.h>

#include "client/office/cell_text.h"
#include "client/office/odf_styles.h"
#include "client/office/xml.h"
#include "protocol/copy.h"

#define REPEATED_MAX (1 << 20)

/* The open cell of each open table. */
struct odf_cell {
	long times;     /* it stands beside itself */
	long row_times; /* its row below itself */
	bool is_covered;
	char *day, *value, *style; /* owned */
	char *column_styles[OFFICE_COLUMNS_MAX];
	long columns; /* that were told of */
};

struct odf_reading {
	struct document *document;
	struct table_levels levels;
	struct odf_styles styles;
	struct odf_cell cells[CELL_TEXT_DEPTH];
	bool in_sheets;
	int words;  /* open paragraphs */
	int passed; /* open elements of which nothing counts */
};

static struct odf_cell *odf_cell_of(struct odf_reading *reading)
{
	return &reading->cells[reading->levels.count - 1];
}

static void odf_keep(char **to, const char *text)
{
	free(*to);
	*to = copy_text(text);
}

/* What a reader of the page does not see in the cell: notes stand below it,
 * comments beside it, and what was deleted nowhere. */
static bool odf_is_passed(const char *name)
{
	static const char *const names[] = { "tracked-changes", "note",
		"annotation", "shapes", "ruby-text", "desc", "title",
		"content-validations", "forms" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* --- tables, columns and rows --- */

static int odf_table_begin(
    struct odf_reading *reading, const char **attributes, struct err *err)
{
	const char *name = xml_attribute(attributes, "name");
	const char *style = xml_attribute(attributes, "style-name");
	struct odf_cell *cell;

	if (table_levels_open(&reading->levels,
		reading->in_sheets && reading->levels.count == 0
		    ? name != NULL ? name : ""
		    : NULL,
		err) != 0)
		return -1;
	table_levels_top(&reading->levels)->table.hidden =
	    odf_styles_hide(&reading->styles, style);
	cell = odf_cell_of(reading);
	for (size_t i = 0; i < OFFICE_COLUMNS_MAX; i++)
		odf_keep(&cell->column_styles[i], NULL);
	cell->columns = 0;
	cell->row_times = 1;
	return 0;
}

static void odf_column(struct odf_reading *reading, const char **attributes)
{
	long times = xml_number(
	    attributes, "number-columns-repeated", 1, REPEATED_MAX, 1);
	const char *shown = xml_attribute(attributes, "visibility");
	const char *style =
	    xml_attribute(attributes, "default-cell-style-name");
	struct table_level *level = table_levels_top(&reading->levels);
	struct odf_cell *cell = odf_cell_of(reading);

	for (; times > 0 && cell->columns < OFFICE_COLUMNS_MAX; times--) {
		odf_keep(&cell->column_styles[cell->columns++], style);
		if (shown != NULL && strcmp(shown, "visible") != 0)
			office_table_tell(&level->table.hidden_columns,
			    (int32_t)cell->columns);
	}
}

static int odf_row_begin(
    struct odf_reading *reading, const char **attributes, struct err *err)
{
	struct table_level *level = table_levels_top(&reading->levels);
	struct odf_cell *cell = odf_cell_of(reading);
	const char *shown = xml_attribute(attributes, "visibility");

	if (level->row >= REPEATED_MAX)
		return err_set(err, ERR_INVALID, "has too many rows");
	table_level_row(level);
	cell->row_times =
	    xml_number(attributes, "number-rows-repeated", 1, REPEATED_MAX, 1);
	if (shown != NULL && strcmp(shown, "visible") != 0)
		cell->row_times = -cell->row_times;
	return 0;
}

/* Rows that are hidden and empty are what is below every table. */
static int odf_row_end(struct odf_reading *reading, struct err *err)
{
	struct table_level *level = table_levels_top(&reading->levels);
	long times = odf_cell_of(reading)->row_times;
	bool hidden = times < 0;

	times = hidden ? -times : times;
	for (long i = 0;
	     level->in_row && hidden && i < times && i < OFFICE_ROWS_MAX; i++)
		office_table_tell(
		    &level->table.hidden_rows, level->row + (int32_t)i);
	if (level->in_row && times > 1 &&
	    office_table_repeat(&level->table, (int32_t)times - 1, err) != 0)
		return -1;
	level->row += (int32_t)times - 1;
	return 0;
}

/* --- cells --- */

static int odf_cell_begin(struct odf_reading *reading, bool is_covered,
    const char **attributes, struct err *err)
{
	struct table_level *level = table_levels_top(&reading->levels);
	struct odf_cell *cell = odf_cell_of(reading);
	const char *type = xml_attribute(attributes, "value-type");
	const char *value = xml_attribute(attributes, "value");
	long columns = xml_number(
	    attributes, "number-columns-spanned", 1, REPEATED_MAX, 1);
	long rows =
	    xml_number(attributes, "number-rows-spanned", 1, REPEATED_MAX, 1);
	bool is_day = type != NULL && strcmp(type, "date") == 0;

	table_level_cell(level);
	cell->is_covered = is_covered;
	cell->times = xml_number(
	    attributes, "number-columns-repeated", 1, REPEATED_MAX, 1);
	if (value == NULL)
		value = xml_attribute(attributes, "string-value");
	odf_keep(&cell->value, value);
	odf_keep(&cell->style, xml_attribute(attributes, "style-name"));
	odf_keep(&cell->day,
	    is_day ? xml_attribute(attributes, "date-value") : NULL);
	if ((columns == 1 && rows == 1) || level->column >= OFFICE_COLUMNS_MAX)
		return 0;
	columns += (long)level->column - 1;
	return office_table_span(&level->table,
	    &(struct office_span){ level->row, level->row + (int32_t)rows - 1,
		(uint16_t)level->column,
		(uint16_t)(columns < OFFICE_COLUMNS_MAX
			? columns
			: OFFICE_COLUMNS_MAX - 1) },
	    err);
}

static int odf_cell_end(struct odf_reading *reading, struct err *err)
{
	struct table_level *level = table_levels_top(&reading->levels);
	struct odf_cell *cell = odf_cell_of(reading);
	const char *style = cell->style;

	if (style == NULL && level->column < OFFICE_COLUMNS_MAX)
		style = cell->column_styles[level->column];
	if (cell->day != NULL) {
		buffer_cut(&level->text, 0);
		odf_styles_day(
		    &reading->styles, style, cell->day, &level->text);
	} else if (level->text.length == 0 && cell->value != NULL) {
		buffer_text(&level->text, cell->value);
	}
	if (cell->is_covered)
		buffer_cut(&level->text, 0);
	return table_levels_cell_end(
	    &reading->levels, (size_t)cell->times, err);
}

/* --- words --- */

static int odf_words_begin(struct odf_reading *reading, const char *name,
    const char **attributes, struct err *err)
{
	struct table_levels *levels = &reading->levels;
	int result = 0;

	if (strcmp(name, "p") == 0 || strcmp(name, "h") == 0) {
		reading->words++;
		table_levels_line(levels);
	} else if (reading->words == 0) {
		return 0;
	} else if (strcmp(name, "line-break") == 0) {
		table_levels_line(levels);
	} else if (strcmp(name, "tab") == 0) {
		result = table_levels_text(levels, "\t", 1, err);
	} else if (strcmp(name, "s") == 0) {
		for (long i = xml_number(attributes, "c", 1, 1000, 1); i > 0;
		     i--)
			if (table_levels_text(levels, " ", 1, err) != 0)
				return -1;
	}
	return result;
}

/* A box to tick, which has the sign that its author chose. */
static bool odf_is_box(const struct odf_reading *reading, const char *name,
    const char **attributes)
{
	return reading->levels.count > 0 && reading->words > 0 &&
	    strcmp(name, "content-control") == 0 &&
	    xml_is_true(attributes, "checkbox", false);
}

/* --- elements --- */

static int odf_begin(
    void *of, const char *name, const char **attributes, struct err *err)
{
	struct odf_reading *reading = of;

	if (reading->passed > 0 || odf_is_passed(name)) {
		reading->passed++;
		return 0;
	}
	if (odf_is_box(reading, name, attributes)) {
		reading->passed++;
		return table_levels_text(&reading->levels,
		    xml_is_true(attributes, "checked", false) ? TICKED
							      : UNTICKED,
		    strlen(TICKED), err);
	}
	reading->in_sheets |= strcmp(name, "spreadsheet") == 0;
	if (strcmp(name, "table") == 0)
		return odf_table_begin(reading, attributes, err);
	if (reading->levels.count == 0)
		return odf_styles_begin(
		    &reading->styles, name, attributes, err);
	if (strcmp(name, "table-column") == 0)
		odf_column(reading, attributes);
	if (strcmp(name, "table-row") == 0)
		return odf_row_begin(reading, attributes, err);
	if (strcmp(name, "table-cell") == 0 ||
	    strcmp(name, "covered-table-cell") == 0)
		return odf_cell_begin(reading, name[0] == 'c', attributes, err);
	return odf_words_begin(reading, name, attributes, err);
}

static int odf_end(void *of, const char *name, struct err *err)
{
	struct odf_reading *reading = of;

	if (reading->passed > 0) {
		reading->passed--;
		return 0;
	}
	if (reading->levels.count == 0) {
		odf_styles_end(&reading->styles, name);
		return 0;
	}
	if (strcmp(name, "p") == 0 || strcmp(name, "h") == 0) {
		reading->words--;
		table_levels_line(&reading->levels);
	}
	if (strcmp(name, "table-row") == 0)
		return odf_row_end(reading, err);
	if (strcmp(name, "table-cell") == 0 ||
	    strcmp(name, "covered-table-cell") == 0)
		return odf_cell_end(reading, err);
	if (strcmp(name, "table") == 0)
		return table_levels_close(&reading->levels, err);
	return 0;
}

static int odf_text(void *of, const char *text, size_t length, struct err *err)
{
	struct odf_reading *reading = of;

	if (reading->passed > 0 || reading->words == 0)
		return 0;
	return table_levels_text(&reading->levels, text, length, err);
}

static void odf_progress(void *of, size_t done, size_t size)
{
	struct odf_reading *reading = of;

	office_progress(reading->document->to, done, size);
}

/* --- the document --- */

static int manifest_begin(
    void *of, const char *name, const char **attributes, struct err *err)
{
	(void)of, (void)attributes;
	if (strcmp(name, "encryption-data") == 0)
		return err_set(err, ERR_INVALID,
		    "is encrypted: save it without a password");
	return 0;
}

static int manifest_end(void *of, const char *name, struct err *err)
{
	(void)of, (void)name, (void)err;
	return 0;
}

static void odf_release(struct odf_reading *reading)
{
	for (size_t i = 0; i < CELL_TEXT_DEPTH; i++) {
		struct odf_cell *cell = &reading->cells[i];

		odf_keep(&cell->day, NULL);
		odf_keep(&cell->value, NULL);
		odf_keep(&cell->style, NULL);
		for (size_t j = 0; j < OFFICE_COLUMNS_MAX; j++)
			odf_keep(&cell->column_styles[j], NULL);
	}
	table_levels_release(&reading->levels);
	odf_styles_release(&reading->styles);
	free(reading);
}

int read_odf(struct document *document, struct err *err)
{
	static const struct xml_reader manifest = { manifest_begin,
		manifest_end, NULL, NULL };
	static const struct xml_reader content = { odf_begin, odf_end, odf_text,
		odf_progress };
	static const char list[] = "META-INF/manifest.xml";
	struct odf_reading *reading;
	int result;

	if (package_has(document->package, list) &&
	    xml_read(document->package, list, &manifest, NULL, err) != 0)
		return -1;
	reading = calloc(1, sizeof(*reading));
	if (reading == NULL)
		abort();
	reading->document = document;
	reading->levels.document = document;
	result =
	    xml_read(document->package, "content.xml", &content, reading, err);
	odf_release(reading);
	return result;
}
