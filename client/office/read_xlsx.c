/* SPDX-License-Identifier: ISC */
#include "client/office/read_xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "client/office/workbook.h"
#include "client/office/xml.h"
#include "protocol/copy.h"

#define ROW_MAX   (1 << 20) /* of a sheet */
#define EMPTY_MAX 2000000   /* cells of a sheet that have only a format */

/* A sheet on its way. */
struct sheet_reading {
	struct document *document;
	const struct workbook *workbook;
	struct office_table table;
	long row, column; /* of the cell; rows from 1, columns from 0 */
	bool in_row;      /* the table has the row */
	size_t empty;     /* cells without words */
	long columns;     /* from the left, that it was told of */
	/* The cell: what kind its value is, "n" where it says nothing. */
	char type[12];
	long style;
	bool in_cell, has_formula, in_text;
	int phonetic;
	struct buffer text;
};

/* --- places --- */

/* "AB12" is column 27 and row 12; what is missing stays as it is. */
static void read_place(const char *place, long *row, long *column)
{
	long letters = 0;

	while (*place >= 'A' && *place <= 'Z' && letters < ROW_MAX)
		letters = letters * 26 + (*place++ - 'A' + 1);
	if (letters > 0)
		*column = letters - 1;
	if (*place >= '1' && *place <= '9')
		*row = strtol(place, NULL, 10);
}

static int add_merged(
    struct sheet_reading *reading, const char **attributes, struct err *err)
{
	const char *range = xml_attribute(attributes, "ref");
	const char *colon = range != NULL ? strchr(range, ':') : NULL;
	long row = 0, column = 0, last_row = 0, last_column = 0;

	if (colon == NULL)
		return 0;
	read_place(range, &row, &column);
	read_place(colon + 1, &last_row, &last_column);
	if (row < 1 || last_row < row || last_row > ROW_MAX ||
	    last_column < column || column >= OFFICE_COLUMNS_MAX)
		return 0;
	if (last_column >= OFFICE_COLUMNS_MAX)
		last_column = OFFICE_COLUMNS_MAX - 1;
	return office_table_span(&reading->table,
	    &(struct office_span){ (int32_t)row, (int32_t)last_row,
		(uint16_t)column, (uint16_t)last_column },
	    err);
}

static void sheet_tell_columns(
    struct sheet_reading *reading, const char **attributes)
{
	long from = xml_number(attributes, "min", 1, OFFICE_COLUMNS_MAX, 1);
	long to = xml_number(attributes, "max", 1, OFFICE_COLUMNS_MAX, 0);

	if (from <= reading->columns)
		from = reading->columns + 1;
	for (; from <= to; from++) {
		reading->columns = from;
		if (xml_is_true(attributes, "hidden", false))
			office_table_tell(
			    &reading->table.hidden_columns, (int32_t)from);
	}
}

/* --- a row and a cell --- */

static int refuse_place(const struct sheet_reading *reading, struct err *err)
{
	return err_set(err, ERR_INVALID,
	    "is damaged: a cell of sheet %s stands in no row, or in another "
	    "cell: save it again",
	    reading->table.sheet);
}

/* Rows come in order; a file in which they do not is not read. */
static int begin_row(
    struct sheet_reading *reading, const char **attributes, struct err *err)
{
	long row = xml_number(attributes, "r", 1, ROW_MAX, reading->row + 1);

	if (reading->in_cell)
		return refuse_place(reading, err);
	if (row <= reading->row)
		return err_set(err, ERR_INVALID,
		    "is damaged: row %ld of sheet %s comes twice", row,
		    reading->table.sheet);
	reading->row = row;
	reading->column = -1;
	reading->in_row = false;
	if (xml_is_true(attributes, "hidden", false))
		office_table_tell(&reading->table.hidden_rows, (int32_t)row);
	return 0;
}

static int begin_cell(
    struct sheet_reading *reading, const char **attributes, struct err *err)
{
	const char *place = xml_attribute(attributes, "r");
	const char *type = xml_attribute(attributes, "t");
	long column = reading->column + 1, row;

	if (reading->row == 0 || reading->in_cell)
		return refuse_place(reading, err);
	if (place != NULL)
		read_place(place, &row, &column);
	if (column <= reading->column)
		return err_set(err, ERR_INVALID,
		    "is damaged: a cell of row %ld of sheet %s comes twice",
		    reading->row, reading->table.sheet);
	reading->column = column;
	reading->in_cell = true;
	reading->type[0] = '\0';
	if (type != NULL && strlen(type) < sizeof(reading->type))
		memcpy(reading->type, type, strlen(type) + 1);
	reading->style = xml_number(attributes, "s", 0, ROW_MAX, 0);
	reading->has_formula = false;
	buffer_cut(&reading->text, 0);
	return 0;
}

/* A number by its format, a text as it is. */
static int keep_value(
    struct sheet_reading *reading, uint32_t *at, struct err *err)
{
	const struct workbook *workbook = reading->workbook;
	struct buffer *value = &reading->text, shown = { 0 };
	bool is_number =
	    reading->type[0] == '\0' || strcmp(reading->type, "n") == 0;
	size_t style = (size_t)reading->style;
	int result;

	buffer_text(&shown, "");
	if (is_number && style < workbook->format_count)
		number_format_add(&shown, &workbook->formats[style],
		    value->bytes, workbook->from_1904);
	else if (strcmp(reading->type, "b") == 0)
		buffer_text(
		    &shown, strcmp(value->bytes, "0") == 0 ? "FALSE" : "TRUE");
	else
		workbook_text(&shown, value->bytes, value->length);
	/* ISO 8601 of a day alone, as strict files have it. */
	if (strcmp(reading->type, "d") == 0 && shown.length > 10)
		buffer_cut(&shown, 10);
	result = office_text(
	    &reading->document->texts, shown.bytes, shown.length, at, err);
	buffer_free(&shown);
	return result;
}

static int keep_shared(
    struct sheet_reading *reading, uint32_t *at, struct err *err)
{
	char *end;
	unsigned long number = strtoul(reading->text.bytes, &end, 10);

	if (*end != '\0' || number >= reading->workbook->shared_count)
		return err_set(err, ERR_INVALID,
		    "is damaged: row %ld of sheet %s means a text that is not "
		    "there",
		    reading->row, reading->table.sheet);
	*at = reading->workbook->shared[number];
	return 0;
}

static int end_cell(struct sheet_reading *reading, struct err *err)
{
	uint32_t at = 0;

	reading->in_cell = false;
	if (reading->text.length == 0 && reading->has_formula &&
	    strcmp(reading->type, "str") != 0)
		office_table_tell(
		    &reading->table.unresolved, (int32_t)reading->row);
	if (reading->text.length == 0 && ++reading->empty > EMPTY_MAX)
		return err_set(err, ERR_INVALID,
		    "has over two million empty cells: save the table alone");
	if (reading->text.length == 0)
		return 0;
	if ((strcmp(reading->type, "s") == 0
		    ? keep_shared(reading, &at, err)
		    : keep_value(reading, &at, err)) != 0)
		return -1;
	if (at == 0)
		return 0;
	if (!reading->in_row &&
	    office_table_row(&reading->table, (int32_t)reading->row, err) != 0)
		return -1;
	reading->in_row = true;
	return office_table_cell(
	    &reading->table, (size_t)reading->column, at, err);
}

/* --- a sheet --- */

static int sheet_cell_begin(
    void *of, const char *name, const char **attributes, struct err *err)
{
	struct sheet_reading *reading = of;

	if (strcmp(name, "row") == 0)
		return begin_row(reading, attributes, err);
	if (strcmp(name, "c") == 0)
		return begin_cell(reading, attributes, err);
	if (strcmp(name, "mergeCell") == 0)
		return add_merged(reading, attributes, err);
	if (strcmp(name, "col") == 0)
		sheet_tell_columns(reading, attributes);
	reading->has_formula |= strcmp(name, "f") == 0;
	reading->phonetic += strcmp(name, "rPh") == 0;
	reading->in_text = strcmp(name, "v") == 0 ||
	    (strcmp(name, "t") == 0 && reading->phonetic == 0);
	return 0;
}

static int sheet_cell_end(void *of, const char *name, struct err *err)
{
	struct sheet_reading *reading = of;

	reading->in_text = false;
	reading->phonetic -= strcmp(name, "rPh") == 0;
	return strcmp(name, "c") == 0 ? end_cell(reading, err) : 0;
}

static int sheet_cell_text(
    void *of, const char *text, size_t length, struct err *err)
{
	struct sheet_reading *reading = of;

	if (!reading->in_text)
		return 0;
	if (reading->text.length + length > OFFICE_CELL_MAX)
		return err_set(err, ERR_INVALID, "has a cell of over 1 MB");
	buffer_add(&reading->text, text, length);
	return 0;
}

static void sheet_progress(void *of, size_t done, size_t size)
{
	struct sheet_reading *reading = of;

	office_progress(reading->document->to, done, size);
}

static int read_sheet(struct document *document,
    const struct workbook *workbook, const struct workbook_sheet *sheet,
    struct err *err)
{
	static const struct xml_reader reader = { sheet_cell_begin,
		sheet_cell_end, sheet_cell_text, sheet_progress };
	struct sheet_reading reading = {
		.document = document,
		.workbook = workbook,
		.table = {
			.texts = &document->texts,
			.number = ++document->tables,
			.sheet = copy_text(sheet->name),
			.hidden = sheet->hidden,
		},
	};
	size_t kept = document->texts.bytes.length;
	int result;

	if (reading.table.sheet == NULL)
		abort();
	buffer_text(&reading.text, "");
	result =
	    xml_read(document->package, sheet->part, &reader, &reading, err);
	if (result == 0)
		result = office_table_write(&reading.table, document->to, err);
	office_table_release(&reading.table);
	buffer_free(&reading.text);
	if (kept > 0)
		buffer_cut(&document->texts.bytes, kept);
	return result;
}

int read_xlsx(struct document *document, const char *part, struct err *err)
{
	struct workbook workbook;
	int result = workbook_read(&workbook, document, part, err);

	if (result == 0 && workbook.sheet_count == 0)
		result = err_set(err, ERR_INVALID, "has no sheet with cells");
	for (size_t i = 0; result == 0 && i < workbook.sheet_count; i++)
		result =
		    read_sheet(document, &workbook, &workbook.sheets[i], err);
	workbook_release(&workbook);
	return result;
}
