/* SPDX-License-Identifier: ISC */
/* CSV by RFC 4180, but with the line ends of this system. A text that a
 * spreadsheet would compute as a formula is marked (buffer_csv()). */
#include "client/output/output.h"

#include <string.h>

#include "client/output/format.h"
#include "protocol/buffer.h"

static void csv_cell(struct output *output, json_t *value)
{
	struct buffer plain = { 0 }, cell = { 0 };

	buffer_text(&plain, "");
	format_plain(&plain, value);
	buffer_csv(&cell, plain.bytes);
	fputs(cell.bytes, output->to);
	buffer_free(&plain);
	buffer_free(&cell);
}

static void csv_heading(struct output *output)
{
	for (const struct column *c = output->columns; c->field != NULL; c++)
		fprintf(output->to, "%s%s", c > output->columns ? "," : "",
		    c->field);
}

static void csv_begin(struct output *output)
{
	csv_heading(output);
	fputc('\n', output->to);
}

static void csv_columns(struct output *output, json_t *row)
{
	for (const struct column *c = output->columns; c->field != NULL; c++) {
		if (c > output->columns)
			fputc(',', output->to);
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
		if (!has_column(output, name))
			fprintf(output->to, ",%s", name);
	}
	fputc('\n', output->to);
	csv_columns(output, thing);
	json_object_foreach (thing, name, value) {
		if (has_column(output, name))
			continue;
		fputc(',', output->to);
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
	fputs("field,value\n", output->to);
	json_object_foreach (thing, name, value) {
		fprintf(output->to, "%s,", name);
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
