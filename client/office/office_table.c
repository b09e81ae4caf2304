/* SPDX-License-Identifier: ISC */
#include "client/office/office_table.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define OUTPUT_MAX (64u << 20) /* bytes of a table's lines */
#define PROGRESS   (2u << 20)  /* bytes of a document that takes a while */

/* --- filling --- */

/* Doubles the room of a list that is full. */
static void *office_room(void *list, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return list;
	*room = *room > 0 ? 2 * *room : 64;
	list = reallocarray(list, *room, size);
	if (list == NULL)
		abort();
	return list;
}

int office_text(struct office_texts *texts, const char *text, size_t length,
    uint32_t *at, struct err *err)
{
	struct buffer *bytes = &texts->bytes;
	size_t begin;

	if (bytes->length == 0)
		buffer_add(bytes, "", 1);
	begin = bytes->length;
	*at = 0;
	if (begin + length + 1 > OFFICE_TEXT_MAX)
		return err_set(err, ERR_INVALID,
		    "has over 32 MB of text in its tables: divide it");
	while (length > 0) {
		const char *hyphen = memmem(text, length, "\xc2\xad", 2);
		size_t part = hyphen != NULL ? (size_t)(hyphen - text) : length;
		size_t skip = hyphen != NULL ? 2 : 0;

		buffer_add(bytes, text, part);
		text += part + skip;
		length -= part + skip;
	}
	if (bytes->length > begin) {
		buffer_add(bytes, "", 1);
		*at = (uint32_t)begin;
	}
	return 0;
}

int office_table_row(struct office_table *table, int32_t line, struct err *err)
{
	assert(table->row_count == 0 ||
	    table->rows[table->row_count - 1].line < line);
	if (table->row_count == OFFICE_ROWS_MAX)
		return err_set(err, ERR_INVALID,
		    "has a table of over %d rows: divide it", OFFICE_ROWS_MAX);
	table->rows = office_room(table->rows, table->row_count,
	    &table->row_room, sizeof(*table->rows));
	table->rows[table->row_count++] = (struct office_row){
		.line = line,
		.first = (uint32_t)table->cell_count,
	};
	return 0;
}

static int check_room(
    const struct office_table *table, size_t count, struct err *err)
{
	if (count >= OFFICE_CELLS_MAX)
		return err_set(err, ERR_INVALID,
		    "has a table of over a million cells: divide it");
	if (count >= OFFICE_TEXT_CELLS_MAX && table->sheet == NULL)
		return err_set(err, ERR_INVALID,
		    "has a table of over 250,000 cells: divide it");
	return 0;
}

int office_table_cell(
    struct office_table *table, size_t column, uint32_t text, struct err *err)
{
	struct office_row *row = &table->rows[table->row_count - 1];

	assert(column >= row->count);
	if (column >= OFFICE_COLUMNS_MAX)
		return err_set(err, ERR_INVALID,
		    "has a table of over %d columns (row %d): take out what is "
		    "not of the plan",
		    OFFICE_COLUMNS_MAX, (int)row->line);
	while (row->count <= column) {
		if (check_room(table, table->cell_count, err) != 0)
			return -1;
		table->cells = office_room(table->cells, table->cell_count,
		    &table->cell_room, sizeof(*table->cells));
		table->cells[table->cell_count++] =
		    row->count == column ? text : 0;
		row->count++;
	}
	return 0;
}

int office_table_repeat(
    struct office_table *table, int32_t times, struct err *err)
{
	size_t from = table->row_count - 1;

	for (int32_t i = 1; i <= times; i++) {
		struct office_row row = table->rows[from];

		if (office_table_row(table, row.line + i, err) != 0)
			return -1;
		for (uint32_t j = 0; j < row.count; j++)
			if (office_table_cell(table, j,
				table->cells[row.first + j], err) != 0)
				return -1;
	}
	return 0;
}

int office_table_span(
    struct office_table *table, const struct office_span *span, struct err *err)
{
	if (table->span_count == OFFICE_SPANS_MAX)
		return err_set(err, ERR_INVALID,
		    "has a table of over %d merged cells: divide it",
		    OFFICE_SPANS_MAX);
	table->spans = office_room(table->spans, table->span_count,
	    &table->span_room, sizeof(*table->spans));
	table->spans[table->span_count++] = *span;
	return 0;
}

void office_table_tell(struct buffer *list, int32_t number)
{
	buffer_printf(list, "%s%d", list->length > 0 ? "," : "", (int)number);
}

void office_table_release(struct office_table *table)
{
	free(table->sheet);
	free(table->rows);
	free(table->cells);
	free(table->spans);
	buffer_free(&table->hidden_rows);
	buffer_free(&table->hidden_columns);
	buffer_free(&table->unresolved);
	buffer_free(&table->uncertain);
	*table = (struct office_table){ 0 };
}

/* --- saying --- */

/* What lies over a column of the rows to come. */
struct office_cover {
	uint32_t text;
	int32_t row, last_row; /* of the cell */
	uint16_t column;
};

/* A row as it is said. */
struct office_line {
	struct office_cover covers[OFFICE_COLUMNS_MAX];
	uint32_t texts[OFFICE_COLUMNS_MAX];
	bool is_spanned[OFFICE_COLUMNS_MAX];
	size_t next_span, bytes, cells;
	FILE *to;
};

static int compare_spans(const void *a, const void *b)
{
	const struct office_span *one = a, *other = b;

	if (one->row != other->row)
		return one->row < other->row ? -1 : 1;
	return one->column - other->column;
}

static uint32_t office_text_of(
    const struct office_table *table, const struct office_row *row, size_t at)
{
	return at < row->count ? table->cells[row->first + at] : 0;
}

/* Cells that begin in this row reach over others from here on. */
static void take_spans(struct office_line *line,
    const struct office_table *table, const struct office_row *row)
{
	for (; line->next_span < table->span_count; line->next_span++) {
		const struct office_span *span = &table->spans[line->next_span];
		uint32_t text = span->row == row->line
		    ? office_text_of(table, row, span->column)
		    : 0;

		if (span->row > row->line)
			return;
		for (size_t i = span->column;
		     i <= span->last_column && i < OFFICE_COLUMNS_MAX; i++)
			line->covers[i] = (struct office_cover){
				.text = text,
				.row = span->row,
				.last_row = span->last_row,
				.column = span->column,
			};
	}
}

/* How many cells the row has; 0 where none of its words is its own. */
static size_t lay_out(struct office_line *line,
    const struct office_table *table, const struct office_row *row)
{
	size_t count = 0;
	bool has_words = false;

	take_spans(line, table, row);
	for (size_t i = 0; i < OFFICE_COLUMNS_MAX; i++) {
		const struct office_cover *cover = &line->covers[i];

		line->is_spanned[i] = cover->last_row >= row->line &&
		    (cover->row != row->line || cover->column != i);
		line->texts[i] = line->is_spanned[i]
		    ? cover->text
		    : office_text_of(table, row, i);
		if (line->texts[i] == 0)
			continue;
		count = i + 1;
		has_words |= !line->is_spanned[i];
	}
	return has_words ? count : 0;
}

static void office_put_row(struct buffer *to, const struct office_line *line,
    const struct office_table *table, int32_t number, size_t count)
{
	buffer_printf(to, "{\"line\":%d,\"cells\":[", (int)number);
	for (size_t i = 0; i < count; i++) {
		const char *text = table->texts->bytes.bytes + line->texts[i];

		buffer_text(to, i > 0 ? "," : "");
		buffer_text(to, line->is_spanned[i] ? "[" : "");
		buffer_json(to, line->texts[i] != 0 ? text : NULL);
		buffer_text(to, line->is_spanned[i] ? "]" : "");
	}
	buffer_text(to, "]}\n");
}

static int office_say(
    struct office_line *line, const struct buffer *text, struct err *err)
{
	line->bytes += text->length;
	if (line->bytes > OUTPUT_MAX)
		return err_set(err, ERR_INVALID,
		    "has a table of over 64 MB with merged cells filled: "
		    "divide it");
	if (fwrite(text->bytes, 1, text->length, line->to) == text->length)
		return 0;
	return err_set(err, ERR_INTERNAL, "cannot be passed on: %s",
	    strerrordesc_np(errno));
}

static void office_put_list(
    struct buffer *to, const char *name, const struct buffer *list)
{
	if (list->length > 0)
		buffer_printf(to, ",\"%s\":[%s]", name, list->bytes);
}

static void office_put_begin(
    struct buffer *to, const struct office_table *table)
{
	buffer_printf(to, "{\"table\":%d", table->number);
	if (table->sheet != NULL) {
		buffer_text(to, ",\"sheet\":");
		buffer_json(to, table->sheet);
	}
	buffer_text(to, table->hidden ? ",\"hidden\":true}\n" : "}\n");
}

static void office_put_end(struct buffer *to, const struct office_table *table)
{
	buffer_printf(to, "{\"end\":%d", table->number);
	office_put_list(to, "hidden_rows", &table->hidden_rows);
	office_put_list(to, "hidden_columns", &table->hidden_columns);
	office_put_list(to, "unresolved", &table->unresolved);
	office_put_list(to, "uncertain", &table->uncertain);
	buffer_text(to, "}\n");
}

int office_table_write(struct office_table *table, FILE *to, struct err *err)
{
	struct office_line *line = calloc(1, sizeof(*line));
	struct buffer text = { 0 };
	int result;

	if (line == NULL)
		abort();
	line->to = to;
	if (table->span_count > 0)
		qsort(table->spans, table->span_count, sizeof(*table->spans),
		    compare_spans);
	office_put_begin(&text, table);
	result = office_say(line, &text, err);
	for (size_t i = 0; result == 0 && i < table->row_count; i++) {
		const struct office_row *row = &table->rows[i];
		size_t count = lay_out(line, table, row);

		buffer_cut(&text, 0);
		if (count == 0)
			continue;
		office_put_row(&text, line, table, row->line, count);
		/* Those that others reach over count, too. */
		result = check_room(table, line->cells, err);
		line->cells += count;
		if (result == 0)
			result = office_say(line, &text, err);
	}
	buffer_cut(&text, 0);
	office_put_end(&text, table);
	if (result == 0)
		result = office_say(line, &text, err);
	free(line);
	buffer_free(&text);
	return result;
}

void office_progress(FILE *to, size_t done, size_t of)
{
	static size_t told;
	size_t percent = of > PROGRESS ? 100 * (done / 1024) / (of / 1024) : 0;

	if (percent < told + 5 && percent >= told)
		return;
	told = percent;
	fprintf(to, "{\"percent\":%zu}\n", percent < 100 ? percent : 100);
	fflush(to);
}
