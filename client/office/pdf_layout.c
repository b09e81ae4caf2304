/* SPDX-License-Identifier: ISC */
#include "client/office/pdf_layout.h"

#include <stdlib.h>
#include <string.h>

#include "client/office/pdf_columns.h"
#include "client/office/pdf_words.h"
#include "protocol/divided.h"
#include "protocol/translate.h"

#define ROW_PITCH   1.15f /* pitches from the last line of a row to the next */
#define HOLE_PITCH  1.6f  /* pitches between two texts of a column in a row */
#define BLOCK_PITCH 3.2f  /* pitches between a table and what is around it */
#define PARTED_ROWS 3
#define TOUCHING    2 /* lines with all columns after one without */
#define FIRST_ROWS  2 /* the heading again, and what goes on */

struct pdf_reading {
	struct document *document;
	struct pdf_words words;
	struct pdf_columns columns;
	float row_gap; /* from line to line, over which a row ends */
	bool parted;   /* white stands between rows, not by chance */
	bool touching; /* none does: what begins anew in a column says it */
	bool open;     /* whether lines are rows */
	struct office_table table; /* number 0: none is open */
	int32_t row;
	struct buffer cells[PDF_STRIPS_MAX + 1];
	float last_top[PDF_STRIPS_MAX + 1]; /* of the column's last line; < 0 */
	int lines[PDF_STRIPS_MAX + 1];      /* of the column's cell */
	int first_rows; /* of a page on which the table goes on */
	bool uncertain;
};

/* --- lines that are rows --- */

/* How the lines of a block follow on each other. */
struct pdf_follow {
	size_t parted;  /* after white */
	size_t close;   /* the others, where no text goes over columns */
	size_t alike;   /* of these: with texts in the same columns */
	size_t filling; /* with texts in all, after a line without */
};

static struct pdf_follow count_follow(
    const struct pdf_reading *reading, size_t from, size_t to)
{
	const struct pdf_line *lines = reading->words.lines;
	uint64_t all = pdf_columns_all(&reading->columns);
	struct pdf_follow follow = { 0 };

	for (size_t i = from + 1; i < to; i++) {
		uint64_t own = pdf_columns_of(&reading->columns, &lines[i]);
		uint64_t before =
		    pdf_columns_of(&reading->columns, &lines[i - 1]);

		if (lines[i].top - lines[i - 1].top >
		    ROW_PITCH * reading->words.pitch) {
			follow.parted++;
			continue;
		}
		if (pdf_columns_crossed(&reading->columns, &lines[i]) ||
		    pdf_columns_crossed(&reading->columns, &lines[i - 1]))
			continue;
		follow.close++;
		follow.alike +=
		    pdf_columns_has_texts(&lines[i], reading->words.space) &&
		    own == before;
		follow.filling += own == all && before != all;
	}
	return follow;
}

/* Where what follows closely has texts in the same columns, mostly, no text is
 * of several lines; where a third of it has, or the lines stand as those of a
 * text, that is left open. Where no white parts rows of several lines, what
 * begins anew tells them apart, and that is left open, too. */
static void measure_rows(struct pdf_reading *reading, size_t from, size_t to)
{
	const struct pdf_line *first = &reading->words.lines[from];
	struct pdf_follow follow = count_follow(reading, from, to);
	float pitch = reading->words.pitch;

	reading->parted = follow.parted >= PARTED_ROWS;
	reading->row_gap =
	    3 * follow.alike > 2 * follow.close ? 0 : ROW_PITCH * pitch;
	reading->touching = reading->row_gap > 0 && !reading->parted &&
	    follow.filling >= TOUCHING;
	reading->open = reading->row_gap == 0
	    ? pitch < 1.2f * (first->bottom - first->top)
	    : reading->touching || 3 * follow.alike > follow.close;
}

/* --- cells --- */

static bool pdf_is_small(const char *text)
{
	unsigned char first = (unsigned char)text[0];

	return (first >= 'a' && first <= 'z') ||
	    (first == 0xc3 && (unsigned char)text[1] >= 0x9f);
}

static void add_to_cell(struct buffer *cell, const char *text, bool begins_line)
{
	bool divided = begins_line && cell->length > 1 &&
	    cell->bytes[cell->length - 1] == '-' &&
	    cell->bytes[cell->length - 2] != ' ';
	enum divided kind = divided
	    ? divided_kind(cell->bytes, cell->length - 1, text)
	    : DIVIDED_NOT;

	if (kind == DIVIDED_WORD)
		buffer_cut(cell, cell->length - 1);
	else if (cell->length > 0 && (!divided || kind == DIVIDED_SERIES))
		buffer_text(cell, " ");
	buffer_text(cell, text);
}

static void pdf_add_line(
    struct pdf_reading *reading, const struct pdf_line *line)
{
	size_t last = PDF_STRIPS_MAX + 1;

	for (size_t i = 0; i < line->count; i++) {
		size_t at =
		    pdf_columns_at(&reading->columns, line->words[i].left);
		float *top = &reading->last_top[at];

		if (at != last && *top >= 0 &&
		    line->top - *top > HOLE_PITCH * reading->words.pitch)
			reading->uncertain = true;
		add_to_cell(
		    &reading->cells[at], line->words[i].text, at != last);
		reading->lines[at] += at != last;
		*top = line->top;
		last = at;
	}
}

/* --- rows --- */

/* Each cell has as many lines, several: they may as well be rows. */
static bool may_be_rows(const struct pdf_reading *reading)
{
	int lines = 0;

	for (size_t i = 0; i <= reading->columns.count; i++) {
		if (reading->lines[i] == 0)
			continue;
		if (lines > 0 && reading->lines[i] != lines)
			return false;
		lines = reading->lines[i];
	}
	return lines > 1;
}

static int end_pdf_row(
    struct pdf_reading *reading, bool reaches, struct err *err)
{
	struct office_table *table = &reading->table;
	size_t count = 0, only = 0;
	uint32_t at;

	for (size_t i = 0; i <= reading->columns.count; i++)
		if (reading->cells[i].length > 0) {
			count++;
			only = i;
		}
	if (count == 0)
		return 0;
	if (office_table_row(table, ++reading->row, err) != 0)
		return -1;
	reading->uncertain |= (!reading->parted && may_be_rows(reading)) ||
	    (reading->open && reading->row > 1) ||
	    (reading->first_rows > 0 && count <= reading->columns.count);
	reading->first_rows -= reading->first_rows > 0;
	for (size_t i = 0; i <= reading->columns.count; i++) {
		struct buffer *cell = &reading->cells[i];

		reading->last_top[i] = -1;
		reading->lines[i] = 0;
		if (cell->length == 0)
			continue;
		if (office_text(table->texts, cell->bytes, cell->length, &at,
			err) != 0 ||
		    office_table_cell(table, i, at, err) != 0)
			return -1;
		buffer_cut(cell, 0);
	}
	if (reading->uncertain ||
	    (2 * count <= reading->columns.count + 1 && !reaches &&
		reading->columns.count > 1))
		office_table_tell(&table->uncertain, reading->row);
	reading->uncertain = false;
	if (!reaches || count > 1)
		return 0;
	return office_table_span(table,
	    &(struct office_span){ reading->row, reading->row, (uint16_t)only,
		(uint16_t)reading->columns.count },
	    err);
}

/* A text that goes over edges is a row of its own. */
static int add_crossing(
    struct pdf_reading *reading, const struct pdf_line *line, struct err *err)
{
	size_t at = pdf_columns_at(&reading->columns, line->words[0].left);

	if (end_pdf_row(reading, false, err) != 0)
		return -1;
	for (size_t i = 0; i < line->count; i++)
		add_to_cell(&reading->cells[at], line->words[i].text, false);
	return end_pdf_row(reading, true, err);
}

/* Whether a line that follows closely begins a row, where cells begin at the
 * top: a text in a column where the line before has none; or in each, and it
 * does not go on in small letters. */
static bool line_begins_row(
    const struct pdf_reading *reading, const struct pdf_line *line)
{
	const struct pdf_columns *columns = &reading->columns;
	uint64_t own = pdf_columns_of(columns, line);

	if ((own & ~pdf_columns_of(columns, line - 1)) != 0)
		return true;
	return own == pdf_columns_all(columns) &&
	    !pdf_is_small(line->words[0].text);
}

static int read_rows_of_block(
    struct pdf_reading *reading, size_t from, size_t to, struct err *err)
{
	const struct pdf_line *lines = reading->words.lines;

	reading->first_rows = reading->row > 0 && from > 0 &&
		lines[from - 1].page != lines[from].page
	    ? FIRST_ROWS
	    : 0;

	for (size_t i = from; i < to; i++) {
		const struct pdf_line *line = &lines[i];

		if (pdf_columns_crossed(&reading->columns, line)) {
			if (add_crossing(reading, line, err) != 0)
				return -1;
			continue;
		}
		if (i > from &&
		    (line->top - lines[i - 1].top > reading->row_gap ||
			(reading->touching &&
			    line_begins_row(reading, line))) &&
		    end_pdf_row(reading, false, err) != 0)
			return -1;
		pdf_add_line(reading, line);
	}
	return end_pdf_row(reading, false, err);
}

/* --- tables --- */

static int close_pdf_table(struct pdf_reading *reading, struct err *err)
{
	int result = 0;

	if (reading->table.number > 0)
		result = office_table_write(
		    &reading->table, reading->document->to, err);
	office_table_release(&reading->table);
	reading->row = 0;
	return result;
}

/* Whether the lines stand in the columns of the open table, too: they cross
 * none, and have no more of their own. */
static bool pdf_goes_on(struct pdf_reading *reading,
    const struct pdf_columns *own, size_t from, size_t to)
{
	size_t several = 0, crossing = 0;

	if (reading->table.number == 0 || own->count > reading->columns.count)
		return false;
	for (size_t i = from; i < to; i++) {
		const struct pdf_line *line = &reading->words.lines[i];

		several += pdf_columns_has_texts(line, reading->words.space);
		crossing += pdf_columns_has_texts(line, reading->words.space) &&
		    pdf_columns_crossed(&reading->columns, line);
	}
	return several > 0 && crossing == 0;
}

static int pdf_read_block(
    struct pdf_reading *reading, size_t from, size_t to, struct err *err)
{
	struct pdf_columns own;

	pdf_columns_find(&own, &reading->words, from, to);
	if (pdf_goes_on(reading, &own, from, to))
		return read_rows_of_block(reading, from, to, err);
	while (from < to &&
	    !pdf_columns_has_texts(
		&reading->words.lines[from], reading->words.space))
		from++;
	if (from == to || own.count == 0)
		return 0;
	if (close_pdf_table(reading, err) != 0)
		return -1;
	reading->columns = own;
	measure_rows(reading, from, to);
	reading->table.texts = &reading->document->texts;
	reading->table.number = ++reading->document->tables;
	return read_rows_of_block(reading, from, to, err);
}

static float white_above(const struct pdf_reading *reading, size_t at)
{
	const struct pdf_line *line = &reading->words.lines[at];

	return line[0].page == line[-1].page ? line[0].top - line[-1].top : 0;
}

/* A title or a goal: a text by itself before lines of several. */
static bool stands_alone(const struct pdf_reading *reading, size_t at)
{
	const struct pdf_line *line = &reading->words.lines[at];
	float white = ROW_PITCH * reading->words.pitch;

	return at + 1 < reading->words.line_count &&
	    !pdf_columns_has_texts(line, reading->words.space) &&
	    pdf_columns_has_texts(line + 1, reading->words.space) &&
	    white_above(reading, at) > white &&
	    white_above(reading, at + 1) > white;
}

static int read_blocks(struct pdf_reading *reading, struct err *err)
{
	const struct pdf_line *lines = reading->words.lines;
	size_t from = 0;

	for (size_t i = 1; i <= reading->words.line_count; i++) {
		if (i < reading->words.line_count &&
		    lines[i].page == lines[from].page &&
		    lines[i].top - lines[i - 1].top <
			BLOCK_PITCH * reading->words.pitch &&
		    !stands_alone(reading, i))
			continue;
		if (pdf_read_block(reading, from, i, err) != 0)
			return -1;
		from = i;
	}
	return close_pdf_table(reading, err);
}

int pdf_layout(struct document *document, char *tsv, struct err *err)
{
	struct pdf_reading *reading = calloc(1, sizeof(*reading));
	int result;

	if (reading == NULL)
		abort();
	reading->document = document;
	for (size_t i = 0; i <= PDF_STRIPS_MAX; i++)
		reading->last_top[i] = -1;
	result = pdf_words_read(&reading->words, tsv, err);
	if (result == 0 && reading->words.line_count > 0)
		result = read_blocks(reading, err);
	if (result == 0 && document->tables == 0)
		result = err_set(err, ERR_INVALID, "%-s",
		    reading->words.word_count == 0
			? N_("has no words but pictures of them: get the "
			     "document that it was made of")
			: N_("has no table: save it as .docx or .xlsx"));
	for (size_t i = 0; i <= PDF_STRIPS_MAX; i++)
		buffer_free(&reading->cells[i]);
	office_table_release(&reading->table);
	pdf_words_release(&reading->words);
	free(reading);
	return result;
}
