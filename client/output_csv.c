/* SPDX-License-Identifier: ISC */
/* CSV: RFC 4180, but for the line ends, which are those of this system. */
#include "client/output.h"

#include <string.h>

#include "client/cell.h"
#include "protocol/buffer.h"

static void csv_cell(struct output *output, const char *text)
{
	if (text[strcspn(text, ",;\"\r\n\t")] == '\0') {
		fputs(text, output->to);
		return;
	}
	fputc('"', output->to);
	for (; *text != '\0'; text++) {
		if (*text == '"')
			fputc('"', output->to);
		fputc(*text, output->to);
	}
	fputc('"', output->to);
}

static void csv_begin(struct output *output)
{
	for (const struct column *c = output->columns; c->field != NULL; c++)
		fprintf(output->to, "%s%s", c > output->columns ? "," : "",
		    c->field);
	fputc('\n', output->to);
}

static void csv_row(struct output *output, json_t *row)
{
	struct buffer text = { 0 };

	for (const struct column *c = output->columns; c->field != NULL; c++) {
		buffer_cut(&text, 0);
		buffer_text(&text, "");
		cell_plain(&text, cell_value(row, c->field));
		if (c > output->columns)
			fputc(',', output->to);
		csv_cell(output, text.bytes);
	}
	fputc('\n', output->to);
	buffer_free(&text);
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

/* A thing without columns of its own is shown as the pairs it consists of. */
static void csv_thing(struct output *output, json_t *thing)
{
	struct buffer text = { 0 };
	const char *name;
	json_t *value;

	if (output->columns != NULL) {
		csv_begin(output);
		csv_row(output, thing);
		return;
	}
	fputs("field,value\n", output->to);
	json_object_foreach (thing, name, value) {
		buffer_cut(&text, 0);
		buffer_text(&text, "");
		cell_plain(&text, value);
		fprintf(output->to, "%s,", name);
		csv_cell(output, text.bytes);
		fputc('\n', output->to);
	}
	buffer_free(&text);
}

const struct output_format output_csv = {
	"csv",
	csv_begin,
	csv_rows,
	csv_end,
	csv_thing,
};
