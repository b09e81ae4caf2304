/* SPDX-License-Identifier: ISC */
#include "client/csv_table.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define CELL_GROWS_BY (1u << 20)

/* The state of one reading. */
struct csv_reading {
	struct grid *grid;
	const char *path;
	struct err *err;
	bool failed;
	int64_t line; /* where the row began */
	bool inside;  /* its last line did not end it */
	bool in_row;
};

/* The first of them is told. */
static void csv_table_fail(struct csv_reading *reading, struct err *why)
{
	if (!reading->failed)
		err_set(reading->err, ERR_INVALID, "line %lld of %s %p",
		    (long long)reading->line, reading->path, (void *)why);
	reading->failed = true;
}

/* --- libcsv --- */

/* Without the apostrophe that our own CSV sets before a formula. */
static void on_cell(void *text, size_t length, void *data)
{
	struct csv_reading *reading = data;
	size_t apostrophe = csv_apostrophe(text) ? 1 : 0;
	struct err err;

	if (reading->failed)
		return;
	if (!reading->in_row)
		grid_row(reading->grid, reading->line);
	reading->in_row = true;
	if (grid_cell(reading->grid, (char *)text + apostrophe,
		length - apostrophe, &err) != 0)
		csv_table_fail(reading, &err);
}

static void on_row(int end, void *data)
{
	struct csv_reading *reading = data;
	struct err err;

	(void)end;
	reading->inside = false;
	if (reading->failed || !reading->in_row)
		return;
	reading->in_row = false;
	if (grid_row_end(reading->grid, &err) != 0)
		csv_table_fail(reading, &err);
}

/* The end of the physical line at `at`: after LF, CR LF or a CR alone. */
static size_t line_length(const char *at, size_t left)
{
	size_t length = 0;

	while (length < left && at[length] != '\n' && at[length] != '\r')
		length++;
	if (length == left)
		return left;
	if (at[length] == '\r' && length + 1 < left && at[length + 1] == '\n')
		length++;
	return length + 1;
}

#define SAMPLE 40 /* rows */

static const char delimiters[] = ";,\t";

/* How often a delimiter stands outside quotes in each of the first rows that
 * have any; how many such rows. */
static size_t count_delimiter(
    const char *text, char delimiter, size_t counts[SAMPLE])
{
	bool quoted = false;
	size_t rows = 0, count = 0;

	for (; *text != '\0' && rows < SAMPLE; text++) {
		quoted ^= *text == '"';
		if (quoted)
			continue;
		count += *text == delimiter;
		if (strchr("\r\n", *text) == NULL)
			continue;
		if (count > 0)
			counts[rows++] = count;
		count = 0;
	}
	if (count > 0 && rows < SAMPLE)
		counts[rows++] = count;
	return rows;
}

/* How many rows have the same number of them, the number being that which most
 * have. */
static size_t agreement(const size_t *counts, size_t rows, size_t *number)
{
	size_t most = 0;

	*number = 0;
	for (size_t i = 0; i < rows; i++) {
		size_t same = 0;

		for (size_t j = 0; j < rows; j++)
			same += counts[j] == counts[i];
		if (same > most || (same == most && counts[i] > *number)) {
			most = same;
			*number = counts[i];
		}
	}
	return most;
}

/* The delimiter that the most rows have equally often: a title above the table
 * and commas in its texts are no columns. */
static char find_delimiter(const char *text)
{
	size_t counts[SAMPLE], best = 0, most = 0, columns = 0;

	for (size_t i = 0; delimiters[i] != '\0'; i++) {
		size_t number,
		    rows = count_delimiter(text, delimiters[i], counts);
		size_t same = agreement(counts, rows, &number);

		if (same > most || (same == most && number > columns)) {
			best = i;
			most = same;
			columns = number;
		}
	}
	return delimiters[best];
}

/* "sep=;" is a line for spreadsheets that names the delimiter; the sheet begins
 * after it. Bytes to pass over, 0 where there is none. */
static size_t read_separator(const struct buffer *text, char *delimiter)
{
	const char *bytes = text->bytes;

	if (strncasecmp(bytes, "sep=", 4) != 0 || bytes[4] == '\0' ||
	    strchr(";,\t", bytes[4]) == NULL || bytes[5] == '\0' ||
	    strchr("\r\n", bytes[5]) == NULL)
		return 0;
	*delimiter = bytes[4];
	return 5 + line_length(bytes + 5, text->length - 5);
}

static bool is_blank(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (strchr(" \t\r\n", text[i]) == NULL)
			return false;
	return true;
}

/* libcsv does not say where it is, so it is given line by line. */
static int csv_table_parse(
    struct csv_reading *reading, const struct buffer *text)
{
	char delimiter = find_delimiter(text->bytes);
	size_t begins = read_separator(text, &delimiter);
	struct csv_parser parser;
	int64_t line = begins > 0 ? 1 : 0;
	struct err why;

	if (csv_init(&parser, CSV_APPEND_NULL) != 0)
		abort();
	/* libcsv grows a cell by so much at a time, 128 bytes by itself. */
	csv_set_blk_size(&parser, CELL_GROWS_BY);
	csv_set_delim(&parser, (unsigned char)delimiter);
	for (size_t at = begins; at < text->length && !reading->failed;) {
		size_t length =
		    line_length(text->bytes + at, text->length - at);

		line++;
		if (!reading->inside)
			reading->line = line;
		reading->inside |= !is_blank(text->bytes + at, length);
		if (csv_parse(&parser, text->bytes + at, length, on_cell,
			on_row, reading) != length)
			abort();
		at += length;
	}
	/* Strict only here: quotes inside a text are let pass. */
	csv_set_opts(&parser, CSV_APPEND_NULL | CSV_STRICT | CSV_STRICT_FINI);
	if (csv_fini(&parser, on_cell, on_row, reading) != 0) {
		err_set(
		    &why, ERR_INVALID, "opens a quote that is never closed");
		csv_table_fail(reading, &why);
	}
	csv_free(&parser);
	return reading->failed ? -1 : 0;
}

int csv_table_read(struct grid *grid, const struct buffer *text,
    const char *path, struct err *err)
{
	struct csv_reading reading = {
		.grid = grid,
		.path = path,
		.err = err,
	};

	*grid = (struct grid){ 0 };
	if (csv_table_parse(&reading, text) == 0)
		return 0;
	grid_release(grid);
	return -1;
}
