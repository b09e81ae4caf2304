/* SPDX-License-Identifier: ISC */
#include "client/grid.h"

#include <stdlib.h>
#include <string.h>

#include "protocol/buffer.h"
#include "protocol/divided.h"

static void *grown(void *list, size_t count, size_t size)
{
	list = reallocarray(list, count, size);
	if (list == NULL)
		abort();
	return list;
}

void grid_row(struct grid *grid, int64_t line)
{
	if (grid->count == grid->room) {
		grid->room = grid->room > 0 ? 2 * grid->room : 64;
		grid->rows = grown(grid->rows, grid->room, sizeof(*grid->rows));
	}
	grid->rows[grid->count++] = (struct grid_row){ .line = line };
}

/* Bytes of a space or of another character that nobody sees at `at`. */
static size_t blank_at(const char *at, size_t left)
{
	if (left > 1 &&
	    (memcmp(at, "\xc2\xa0", 2) == 0 || memcmp(at, "\xc2\xad", 2) == 0))
		return 2;
	if (left > 2 &&
	    (memcmp(at, "\xe2\x80\x8b", 3) == 0 ||
		memcmp(at, "\xef\xbb\xbf", 3) == 0))
		return 3;
	return (unsigned char)*at <= ' ' || *at == 0x7f;
}

static size_t leading(const char *text, size_t length)
{
	size_t at = 0, blank = 1;

	while (at < length && blank > 0) {
		blank = blank_at(text + at, length - at);
		at += blank;
	}
	return at;
}

/* Control characters have no place in a text; line breaks and tabs have. */
static void copy_text(struct buffer *copy, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '\r' && i + 1 < length && text[i + 1] == '\n')
			continue;
		if (c == '\r' || c == '\v' || c == '\f')
			buffer_add(copy, "\n", 1);
		else if (c >= ' ' ? c != 0x7f : c == '\n' || c == '\t')
			buffer_add(copy, text + i, 1);
	}
}

int grid_cell(
    struct grid *grid, const char *text, size_t length, struct err *err)
{
	struct grid_row *row = &grid->rows[grid->count - 1];
	size_t from = leading(text, length);
	struct buffer copy = { 0 };

	if (row->count == GRID_COLUMNS_MAX)
		return err_set(err, ERR_INVALID, "has too many columns");
	if (row->count % 16 == 0)
		row->cells =
		    grown(row->cells, row->count + 16, sizeof(*row->cells));
	copy_text(&copy, text + from, length - from);
	while (copy.length > 0 &&
	    strchr(" \t\n", copy.bytes[copy.length - 1]) != NULL)
		buffer_cut(&copy, copy.length - 1);
	if (copy.length > 0)
		divided_join(&copy);
	row->cells[row->count++] = (struct grid_cell){ .text = copy.bytes };
	return 0;
}

static bool grid_has_words(const struct grid_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].text != NULL)
			return true;
	return false;
}

static void row_release(struct grid_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		free(row->cells[i].text);
	free(row->cells);
}

int grid_row_end(struct grid *grid, struct err *err)
{
	struct grid_row *row = &grid->rows[grid->count - 1];

	if (!grid_has_words(row)) {
		row_release(row);
		grid->count--;
	}
	if (grid->count > GRID_ROWS_MAX)
		return err_set(
		    err, ERR_INVALID, "is one row too many: divide the table");
	return 0;
}

const char *grid_text(const struct grid_row *row, size_t column)
{
	return column < row->count ? row->cells[column].text : NULL;
}

void grid_release(struct grid *grid)
{
	for (size_t i = 0; i < grid->count; i++)
		row_release(&grid->rows[i]);
	free(grid->rows);
	*grid = (struct grid){ 0 };
}
