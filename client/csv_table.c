/* SPDX-License-Identifier: ISC */
#include "client/csv_table.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "client/encoding.h"
#include "protocol/grow.h"

#define FILE_COLUMNS_MAX 256
#define NOT_READ         (-1)
#define CELL_GROWS_BY    (1u << 20)

/* The state of one reading. */
struct csv_reading {
	struct csv_table *csv_table;
	const char *path;
	const struct csv_table_column *columns;
	struct err *err;
	bool failed;
	/* What the heading says: for each of the file's columns which of ours
	 * it is, or NOT_READ. */
	bool has_heading;
	int ours[FILE_COLUMNS_MAX];
	bool nameless[FILE_COLUMNS_MAX];
	size_t width;
	/* The row that is being read. */
	int64_t line;  /* where it began */
	bool inside;   /* its last line did not end it */
	size_t place;  /* of the next cell */
	bool has_text; /* some cell is not empty */
	struct csv_table_row *row;
	size_t room; /* for rows */
};

static void csv_table_fail(struct csv_reading *reading, const char *what)
{
	if (!reading->failed)
		err_set(reading->err, ERR_INVALID, "line %lld of %s %s",
		    (long long)reading->line, reading->path, what);
	reading->failed = true;
}

/* --- the heading --- */

/* Cuts off the marks that people put after a heading. */
static void fold_heading(struct buffer *to, const char *text, size_t length)
{
	encoding_fold(to, text, length);
	while (
	    to->length > 0 && strchr(":.* ", to->bytes[to->length - 1]) != NULL)
		buffer_cut(to, to->length - 1);
}

/* Whether a folded heading is one of "Aktivitet, Activity". */
static bool is_heading(const char *headings, const char *heading)
{
	struct buffer one = { 0 };
	bool found = false;

	while (*headings != '\0' && !found) {
		size_t length = strcspn(headings, ",");

		buffer_cut(&one, 0);
		fold_heading(&one, headings, length);
		found = strcmp(one.bytes, heading) == 0;
		headings += length + (headings[length] == ',');
	}
	buffer_free(&one);
	return found;
}

static int find_column(const struct csv_reading *reading, const char *heading)
{
	for (int i = 0; reading->columns[i].name != NULL; i++)
		if (is_heading(reading->columns[i].headings, heading))
			return i;
	return NOT_READ;
}

static void note_unread(struct csv_reading *reading, const char *heading)
{
	struct buffer *unread = &reading->csv_table->unread;

	buffer_printf(unread, "%s%s", unread->length > 0 ? ", " : "", heading);
}

static void check_not_twice(
    struct csv_reading *reading, int column, const char *heading)
{
	for (size_t i = 0; i < reading->place; i++) {
		char what[160];

		if (column == NOT_READ || reading->ours[i] != column)
			continue;
		snprintf(what, sizeof(what),
		    "has two columns for the %s, the second is '%.40s': keep "
		    "one",
		    reading->columns[column].name, heading);
		csv_table_fail(reading, what);
	}
}

static void take_heading(
    struct csv_reading *reading, const char *text, size_t length)
{
	struct buffer heading = { 0 };
	int column;

	if (reading->place >= FILE_COLUMNS_MAX) {
		csv_table_fail(reading, "has too many columns");
		return;
	}
	fold_heading(&heading, text, length);
	column = find_column(reading, heading.bytes);
	check_not_twice(reading, column, text);
	reading->ours[reading->place] = column;
	reading->nameless[reading->place] = heading.length == 0;
	if (column == NOT_READ && heading.length > 0)
		note_unread(reading, text);
	buffer_free(&heading);
}

/* Empty rows before the heading are passed over: a table need not stand at the
 * top of its spreadsheet. */
static bool is_empty_heading(const struct csv_reading *reading)
{
	for (size_t i = 0; i < reading->place; i++)
		if (!reading->nameless[i])
			return false;
	return true;
}

static void end_heading(struct csv_reading *reading)
{
	if (is_empty_heading(reading))
		return;
	reading->has_heading = true;
	reading->width = reading->place;
	for (int i = 0; reading->columns[i].name != NULL; i++) {
		const struct csv_table_column *column = &reading->columns[i];
		bool there = false;
		char what[320];

		for (size_t j = 0; j < reading->width; j++)
			there |= reading->ours[j] == i;
		if (there || !column->required)
			continue;
		snprintf(what, sizeof(what),
		    "is the heading and has no column for the %s: one of %s",
		    column->name, column->headings);
		csv_table_fail(reading, what);
	}
}

/* --- rows --- */

static void start_row(struct csv_reading *reading)
{
	struct csv_table *csv_table = reading->csv_table;

	csv_table->rows = grow(csv_table->rows, csv_table->count,
	    &reading->room, sizeof(*csv_table->rows));
	reading->row = &csv_table->rows[csv_table->count++];
	*reading->row = (struct csv_table_row){ .line = reading->line };
	reading->has_text = false;
}

/* Copies the cell's text without space around it, without the apostrophe that
 * our own CSV sets before a formula, and with line breaks as ours. */
static char *copy_cell(const char *text, size_t length)
{
	struct buffer copy = { 0 };

	while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
		length--;
	for (size_t i = strspn(text, " \t\r\n") + csv_apostrophe(text);
	     i < length; i++) {
		bool pair = text[i] == '\r' && text[i + 1] == '\n';

		if (pair)
			continue;
		buffer_add(&copy,
		    strchr("\r\v\f", text[i]) != NULL ? "\n" : text + i, 1);
	}
	return copy.bytes;
}

static bool csv_table_is_blank(const char *text, size_t length)
{
	struct buffer folded = { 0 };
	bool blank;

	encoding_fold(&folded, text, length);
	blank = folded.length == 0;
	buffer_free(&folded);
	return blank;
}

static void take_cell(
    struct csv_reading *reading, const char *text, size_t length)
{
	size_t place = reading->place;

	if (place == 0)
		start_row(reading);
	if (csv_table_is_blank(text, length))
		return;
	reading->has_text = true;
	if (place >= reading->width) {
		csv_table_fail(reading,
		    "has more cells than the heading: is a text with the "
		    "delimiter in it not quoted?");
		return;
	}
	if (reading->nameless[place]) {
		note_unread(reading, "a column without a heading");
		reading->nameless[place] = false;
	}
	if (reading->ours[place] == NOT_READ)
		return;
	reading->row->cells[reading->ours[place]] = copy_cell(text, length);
}

static void end_row(struct csv_reading *reading)
{
	if (!reading->has_text) {
		reading->csv_table->count--;
		return;
	}
	for (int i = 0; reading->columns[i].name != NULL; i++) {
		char what[160];

		if (!reading->columns[i].required ||
		    reading->row->cells[i] != NULL)
			continue;
		snprintf(what, sizeof(what),
		    "has no %s: fill the cell in or remove the row",
		    reading->columns[i].name);
		csv_table_fail(reading, what);
	}
	if (reading->csv_table->count > CSV_TABLE_ROWS_MAX)
		csv_table_fail(
		    reading, "is one row too many: at most 50000 at a time");
}

/* --- libcsv --- */

static void on_cell(void *text, size_t length, void *data)
{
	struct csv_reading *reading = data;

	if (reading->failed)
		return;
	if (reading->has_heading)
		take_cell(reading, text, length);
	else
		take_heading(reading, text, length);
	reading->place++;
}

static void on_row(int end, void *data)
{
	struct csv_reading *reading = data;

	(void)end;
	reading->inside = false;
	if (reading->failed)
		return;
	if (reading->has_heading)
		end_row(reading);
	else
		end_heading(reading);
	reading->place = 0;
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

/* The delimiter is the one that stands most often in the heading, outside
 * quotes. */
static char find_delimiter(const char *text)
{
	static const char delimiters[] = ";,\t";
	size_t counts[3] = { 0 }, best = 0;
	bool quoted = false;

	text += strspn(text, "\r\n ");
	for (; *text != '\0' && (quoted || strchr("\r\n", *text) == NULL);
	     text++) {
		const char *found = strchr(delimiters, *text);

		quoted ^= *text == '"';
		if (found != NULL && !quoted)
			counts[found - delimiters]++;
	}
	for (size_t i = 1; i < 3; i++)
		if (counts[i] > counts[best])
			best = i;
	return delimiters[best];
}

/* A first line "sep=;" names the delimiter for spreadsheets, and the table
 * begins after it. Returns the bytes to pass over, 0 where there is no such
 * line. */
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

/* libcsv does not tell on which line it is, so it is fed one line at a time. */
static int csv_table_parse(
    struct csv_reading *reading, const struct buffer *text)
{
	char delimiter = find_delimiter(text->bytes);
	size_t begins = read_separator(text, &delimiter);
	struct csv_parser parser;
	int64_t line = begins > 0 ? 1 : 0;

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
		reading->inside |=
		    !csv_table_is_blank(text->bytes + at, length);
		if (csv_parse(&parser, text->bytes + at, length, on_cell,
			on_row, reading) != length)
			abort();
		at += length;
	}
	/* Only the end is read strictly, where a quote may still be open;
	 * quotes inside a text are let pass. */
	csv_set_opts(&parser, CSV_APPEND_NULL | CSV_STRICT | CSV_STRICT_FINI);
	if (csv_fini(&parser, on_cell, on_row, reading) != 0)
		csv_table_fail(reading, "opens a quote that is never closed");
	csv_free(&parser);
	return reading->failed ? -1 : 0;
}

/* --- the file --- */

static int csv_table_load(
    FILE *file, struct buffer *bytes, const char *path, struct err *err)
{
	char some[65536];
	size_t length;

	while ((length = fread(some, 1, sizeof(some), file)) > 0) {
		if (bytes->length + length > CSV_TABLE_BYTES_MAX)
			return err_set(err, ERR_INVALID,
			    "%s is over 32 MB: divide it", path);
		buffer_add(bytes, some, length);
	}
	if (ferror(file))
		return err_set(err, ERR_INVALID, "cannot read %s: %s", path,
		    strerror(errno));
	if (bytes->length == 0)
		return err_set(err, ERR_INVALID, "%s is empty", path);
	return encoding_to_utf8(bytes, path, err);
}

int csv_table_read(struct csv_table *csv_table, const char *path,
    const struct csv_table_column *columns, struct err *err)
{
	struct csv_reading reading = {
		.csv_table = csv_table,
		.path = path,
		.columns = columns,
		.err = err,
	};
	FILE *file = fopen(path, "re");
	struct buffer bytes = { 0 };
	int result;

	*csv_table = (struct csv_table){ 0 };
	if (file == NULL)
		return err_set(err, ERR_INVALID, "cannot read %s: %s", path,
		    strerror(errno));
	result = csv_table_load(file, &bytes, path, err);
	fclose(file);
	if (result == 0)
		result = csv_table_parse(&reading, &bytes);
	buffer_free(&bytes);
	if (result == 0 && csv_table->count == 0)
		result = err_set(err, ERR_INVALID, "%s has %s", path,
		    reading.has_heading ? "no rows below its heading"
					: "no words in it");
	if (result != 0)
		csv_table_release(csv_table);
	return result;
}

void csv_table_release(struct csv_table *csv_table)
{
	for (size_t i = 0; i < csv_table->count; i++)
		for (size_t j = 0; j < CSV_TABLE_COLUMNS_MAX; j++)
			free(csv_table->rows[i].cells[j]);
	free(csv_table->rows);
	buffer_free(&csv_table->unread);
	*csv_table = (struct csv_table){ 0 };
}
