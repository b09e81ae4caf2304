/* SPDX-License-Identifier: ISC */
/* CSV: RFC 4180, but for the line ends, which are those of this system; where
 * the locale is Swedish, as spreadsheets there read it: semicolons and a
 * byte-order mark. What a spreadsheet would reckon out is marked
 * (buffer_csv()). */
#include "client/output/output_csv.h"

#include <stdlib.h>
#include <string.h>

#include "client/output/format.h"
#include "client/output/output.h"
#include "protocol/buffer.h"

/* Its name only: the locale itself need not be installed here. */
static bool is_swedish(void)
{
	static const char *const variables[] = { "LC_ALL", "LC_MESSAGES",
		"LANG" };

	for (size_t i = 0; i < 3; i++) {
		const char *value = getenv(variables[i]);

		if (value != NULL && value[0] != '\0')
			return strncmp(value, "sv", 2) == 0 &&
			    strchr("_.@", value[2]) != NULL;
	}
	return false;
}

void csv_start(FILE *to)
{
	if (is_swedish())
		fputs("\xef\xbb\xbf", to);
}

void csv_between(FILE *to)
{
	fputc(is_swedish() ? ';' : ',', to);
}

void csv_text(FILE *to, const char *text)
{
	struct buffer cell = { 0 };

	buffer_csv(&cell, text);
	fputs(cell.bytes, to);
	buffer_free(&cell);
}

static void csv_cell(struct output *output, json_t *value)
{
	struct buffer plain = { 0 };

	buffer_text(&plain, "");
	format_plain(&plain, value);
	csv_text(output->to, plain.bytes);
	buffer_free(&plain);
}

/* Columns that are told to people stand last. */
static bool is_csv_column(const struct column *column)
{
	return column->field != NULL && !(column->traits & COLUMN_TOLD);
}

static void csv_heading(struct output *output)
{
	csv_start(output->to);
	for (const struct column *c = output->columns; is_csv_column(c); c++) {
		if (c > output->columns)
			csv_between(output->to);
		fputs(c->field, output->to);
	}
}

static void csv_begin(struct output *output)
{
	csv_heading(output);
	fputc('\n', output->to);
}

static void csv_columns(struct output *output, json_t *row)
{
	for (const struct column *c = output->columns; is_csv_column(c); c++) {
		if (c > output->columns)
			csv_between(output->to);
		csv_cell(output, format_value(row, c->field));
	}
}

static void csv_row(struct output *output, json_t *row)
{
	csv_columns(output, row);
	fputc('\n', output->to);
}

static void csv_rows(struct output *output, json_t *rows)
{
	json_t *row;
	size_t i;

	json_array_foreach (rows, i, row)
		csv_row(output, row);
}

static void csv_end(struct output *output, const char *empty)
{
	(void)output;
	(void)empty;
}

/* Whether a column shows the member or something inside of it. */
static bool has_column(const struct output *output, const char *name)
{
	size_t length = strlen(name);

	for (const struct column *c = output->columns; c->field != NULL; c++)
		if (strncmp(c->field, name, length) == 0 &&
		    (c->field[length] == '\0' || c->field[length] == '.'))
			return true;
	return strcmp(name, "unchanged") == 0;
}

/* A line of the columns that a list of such things has, and after them
 * whatever else this one tells. */
static void csv_long_row(struct output *output, json_t *thing)
{
	const char *name;
	json_t *value;

	csv_heading(output);
	json_object_foreach (thing, name, value) {
		if (has_column(output, name))
			continue;
		csv_between(output->to);
		fputs(name, output->to);
	}
	fputc('\n', output->to);
	csv_columns(output, thing);
	json_object_foreach (thing, name, value) {
		if (has_column(output, name))
			continue;
		csv_between(output->to);
		csv_cell(output, value);
	}
	fputc('\n', output->to);
}

/* A thing without columns of its own is shown as the pairs it consists of. */
static void csv_thing(struct output *output, json_t *thing)
{
	const char *name;
	json_t *value;

	if (output->columns != NULL) {
		csv_long_row(output, thing);
		return;
	}
	csv_start(output->to);
	fputs("field", output->to);
	csv_between(output->to);
	fputs("value\n", output->to);
	json_object_foreach (thing, name, value) {
		fputs(name, output->to);
		csv_between(output->to);
		csv_cell(output, value);
		fputc('\n', output->to);
	}
}

const struct output_format output_csv = {
	"csv",
	csv_begin,
	csv_rows,
	csv_end,
	csv_thing,
};
