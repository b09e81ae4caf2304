/* SPDX-License-Identifier: ISC */
#include "client/office/pdf_layout.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "client/office/pdf_words.h"
#include "protocol/translate.h"

#define NARROW      1.1f  /* ... where words begin below each other */
#define BEGIN       1.0f  /* points between where they begin */
#define STRIP       1.7f  /* spaces that a white strip is wider than */
#define APART       2.5f  /* spaces between two texts on a line */
#define ROW_PITCH   1.15f /* pitches from the last line of a row to the next */
#define HOLE_PITCH  1.6f  /* pitches between two texts of a column in a row */
#define BLOCK_PITCH 3.2f  /* pitches between a table and what is around it */
#define STRIPS_MAX  64
#define PARTED_ROWS 3
#define FIRST_ROWS  2 /* the heading again, and what goes on */

struct pdf_columns {
	float edges[STRIPS_MAX];  /* in the middle of the strips */
	float begins[STRIPS_MAX]; /* where the column after it begins */
	size_t count;
};

struct pdf_reading {
	struct document *document;
	struct pdf_words words;
	struct pdf_columns columns;
	float row_gap; /* from line to line, over which a row ends */
	bool parted;   /* white stands between rows, not by chance */
	bool open;     /* whether lines are rows */
	struct office_table table; /* number 0: none is open */
	int32_t row;
	struct buffer cells[STRIPS_MAX + 1];
	float last_top[STRIPS_MAX + 1]; /* of the column's last line; < 0 */
	int lines[STRIPS_MAX + 1];      /* of the column's cell */
	int first_rows; /* of a page on which the table goes on */
	bool uncertain;
};

/* --- columns --- */

static float gap_before(const struct pdf_line *line, size_t at)
{
	return line->words[at].left - line->words[at - 1].right;
}

static bool has_texts(
    const struct pdf_reading *reading, const struct pdf_line *line)
{
	for (size_t i = 1; i < line->count; i++)
		if (gap_before(line, i) > APART * reading->words.space)
			return true;
	return false;
}

/* Whether a text of the line goes on over an edge. */
static bool line_crosses(const struct pdf_reading *reading,
    const struct pdf_columns *columns, size_t at, const struct pdf_line *line)
{
	float edge = columns->edges[at], begin = columns->begins[at];

	for (size_t i = 0; i < line->count; i++) {
		const struct pdf_word *word = &line->words[i];

		if (word->left < edge && word->right > edge)
			return true;
		if (i > 0 && word->left >= edge &&
		    line->words[i - 1].right <= edge)
			return fabsf(word->left - begin) > BEGIN &&
			    gap_before(line, i) < 1.4f * reading->words.space;
	}
	return false;
}

static bool crosses_any(const struct pdf_reading *reading,
    const struct pdf_columns *columns, const struct pdf_line *line)
{
	for (size_t i = 0; i < columns->count; i++)
		if (line_crosses(reading, columns, i, line))
			return true;
	return false;
}

static int compare_lefts(const void *a, const void *b)
{
	const struct pdf_word *const *one = a, *const *other = b;

	return (*one)->left < (*other)->left ? -1
					     : (*one)->left > (*other)->left;
}

/* Whether the white before a word is a strip, or only between two words. */
static bool is_strip(const struct pdf_reading *reading,
    const struct pdf_word *const *words, size_t at, size_t count, float reached)
{
	float begin = words[at]->left, white = begin - reached;
	size_t beginning = 0;

	while (at + beginning < count &&
	    words[at + beginning]->left - begin <= BEGIN)
		beginning++;
	return white > STRIP * reading->words.space ||
	    (white > NARROW * reading->words.space && beginning >= 3);
}

/* The strips that no word of a line with several texts touches. */
static void find_strips(struct pdf_reading *reading,
    struct pdf_columns *columns, size_t from, size_t to)
{
	const struct pdf_line *lines = reading->words.lines;
	const struct pdf_word **words;
	size_t count = 0;
	float reached;

	columns->count = 0;
	words = calloc(reading->words.word_count + 1, sizeof(*words));
	if (words == NULL)
		abort();
	for (size_t i = from; i < to; i++)
		for (size_t j = 0;
		     has_texts(reading, &lines[i]) && j < lines[i].count; j++)
			words[count++] = &lines[i].words[j];
	if (count > 0)
		qsort(words, count, sizeof(*words), compare_lefts);
	reached = count > 0 ? words[0]->right : 0;
	for (size_t i = 1; i < count; i++) {
		if (columns->count < STRIPS_MAX &&
		    is_strip(reading, words, i, count, reached)) {
			columns->edges[columns->count] =
			    (reached + words[i]->left) / 2;
			columns->begins[columns->count++] = words[i]->left;
		}
		if (words[i]->right > reached)
			reached = words[i]->right;
	}
	free(words);
}

/* A strip is none that a fifth of the lines crosses. */
static void keep_strips(struct pdf_reading *reading,
    struct pdf_columns *columns, size_t from, size_t to)
{
	size_t kept = 0;

	for (size_t i = 0; i < columns->count; i++) {
		size_t crossing = 0;

		for (size_t j = from; j < to; j++)
			crossing += line_crosses(
			    reading, columns, i, &reading->words.lines[j]);
		if (5 * crossing > to - from)
			continue;
		columns->edges[kept] = columns->edges[i];
		columns->begins[kept++] = columns->begins[i];
	}
	columns->count = kept;
}

/* --- lines that are rows --- */

static size_t column_at(const struct pdf_columns *columns, float left)
{
	size_t at = 0;

	while (at < columns->count && columns->edges[at] < left)
		at++;
	return at;
}

static uint64_t columns_of(
    const struct pdf_reading *reading, const struct pdf_line *line)
{
	uint64_t columns = 0;

	for (size_t i = 0; i < line->count; i++)
		columns |= UINT64_C(1)
		    << (column_at(&reading->columns, line->words[i].left) % 64);
	return columns;
}

/* Where what follows closely has texts in the same columns, mostly, no text is
 * of several lines; where a third of it has, or the lines stand as those of a
 * text, that is left open. */
static void measure_rows(struct pdf_reading *reading, size_t from, size_t to)
{
	const struct pdf_line *lines = reading->words.lines;
	float pitch = reading->words.pitch;
	size_t close = 0, alike = 0, parted = 0;

	for (size_t i = from + 1; i < to; i++) {
		parted += lines[i].top - lines[i - 1].top > ROW_PITCH * pitch;
		if (lines[i].top - lines[i - 1].top > ROW_PITCH * pitch ||
		    crosses_any(reading, &reading->columns, &lines[i]) ||
		    crosses_any(reading, &reading->columns, &lines[i - 1]))
			continue;
		close++;
		alike += has_texts(reading, &lines[i]) &&
		    columns_of(reading, &lines[i]) ==
			columns_of(reading, &lines[i - 1]);
	}
	reading->parted = parted >= PARTED_ROWS;
	reading->row_gap = 3 * alike > 2 * close ? 0 : ROW_PITCH * pitch;
	reading->open = reading->row_gap == 0
	    ? pitch < 1.2f * (lines[from].bottom - lines[from].top)
	    : 3 * alike > close;
}

/* --- cells --- */

/* "Kultur- och fritid" has its hyphen, "utbild-" and "ning" have lost none. */
static bool goes_on_with(const char *text)
{
	static const char *const words[] = { "och", "eller", "samt", "and",
		"or", "resp", "respektive" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(text, words[i]) == 0)
			return true;
	return false;
}

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

	if (divided && pdf_is_small(text) && !goes_on_with(text))
		buffer_cut(cell, cell->length - 1);
	else if (cell->length > 0 && (!divided || goes_on_with(text)))
		buffer_text(cell, " ");
	buffer_text(cell, text);
}

static void pdf_add_line(
    struct pdf_reading *reading, const struct pdf_line *line)
{
	size_t last = STRIPS_MAX + 1;

	for (size_t i = 0; i < line->count; i++) {
		size_t at = column_at(&reading->columns, line->words[i].left);
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
	size_t at = column_at(&reading->columns, line->words[0].left);

	if (end_pdf_row(reading, false, err) != 0)
		return -1;
	for (size_t i = 0; i < line->count; i++)
		add_to_cell(&reading->cells[at], line->words[i].text, false);
	return end_pdf_row(reading, true, err);
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

		if (crosses_any(reading, &reading->columns, line)) {
			if (add_crossing(reading, line, err) != 0)
				return -1;
			continue;
		}
		if (i > from &&
		    line->top - lines[i - 1].top > reading->row_gap &&
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

		several += has_texts(reading, line);
		crossing += has_texts(reading, line) &&
		    crosses_any(reading, &reading->columns, line);
	}
	return several > 0 && crossing == 0;
}

static int pdf_read_block(
    struct pdf_reading *reading, size_t from, size_t to, struct err *err)
{
	struct pdf_columns own;

	find_strips(reading, &own, from, to);
	keep_strips(reading, &own, from, to);
	if (pdf_goes_on(reading, &own, from, to))
		return read_rows_of_block(reading, from, to, err);
	while (from < to && !has_texts(reading, &reading->words.lines[from]))
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
	    !has_texts(reading, line) && has_texts(reading, line + 1) &&
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
	for (size_t i = 0; i <= STRIPS_MAX; i++)
		reading->last_top[i] = -1;
	result = pdf_words_read(&reading->words, tsv, err);
	if (result == 0 && reading->words.line_count > 0)
		result = read_blocks(reading, err);
	if (result == 0 && document->tables == 0)
		result = err_set(err, ERR_INVALID, "%-s",
		    reading->words.word_count == 0
			? N_("has no words but pictures of them: get the"
			     " document "
			     "that it was made of")
			: N_("has no table: save it as .docx or .xlsx"));
	for (size_t i = 0; i <= STRIPS_MAX; i++)
		buffer_free(&reading->cells[i]);
	office_table_release(&reading->table);
	pdf_words_release(&reading->words);
	free(reading);
	return result;
}
