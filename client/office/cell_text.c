/* SPDX-License-Identifier: ISC */
#include "client/office/cell_text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/copy.h"

struct table_level *table_levels_top(struct table_levels *levels)
{
	return levels->count > 0 ? levels->list[levels->count - 1] : NULL;
}

int table_levels_open(
    struct table_levels *levels, const char *sheet, struct err *err)
{
	struct table_level *level;

	if (levels->count == CELL_TEXT_DEPTH)
		return err_set(err, ERR_INVALID,
		    "has tables more than %d deep in each other",
		    CELL_TEXT_DEPTH);
	level = calloc(1, sizeof(*level));
	if (level == NULL)
		abort();
	level->table.texts = &levels->document->texts;
	level->table.number = ++levels->document->tables;
	level->table.sheet = copy_text(sheet);
	buffer_text(&level->text, "");
	levels->list[levels->count++] = level;
	return 0;
}

static void level_release(struct table_level *level)
{
	office_table_release(&level->table);
	buffer_free(&level->text);
	free(level);
}

int table_levels_close(struct table_levels *levels, struct err *err)
{
	struct table_level *level = table_levels_top(levels);
	int result =
	    office_table_write(&level->table, levels->document->to, err);

	level_release(level);
	levels->count--;
	return result;
}

void table_level_row(struct table_level *level)
{
	level->row++;
	level->column = 0;
	level->in_row = false;
	level->in_cell = false;
}

void table_level_cell(struct table_level *level)
{
	buffer_cut(&level->text, 0);
	level->in_cell = true;
	level->new_line = false;
}

static int level_text(
    struct table_level *level, const char *text, size_t length, struct err *err)
{
	if (length == 0)
		return 0;
	if (level->text.length + length > OFFICE_CELL_MAX)
		return err_set(err, ERR_INVALID, "has a cell of over 1 MB");
	if (level->new_line && level->text.length > 0)
		buffer_text(&level->text, "\n");
	level->new_line = false;
	buffer_add(&level->text, text, length);
	return 0;
}

int table_levels_text(struct table_levels *levels, const char *text,
    size_t length, struct err *err)
{
	struct table_level *level = table_levels_top(levels);

	if (level == NULL || !level->in_cell)
		return 0;
	return level_text(level, text, length, err);
}

void table_levels_line(struct table_levels *levels)
{
	struct table_level *level = table_levels_top(levels);

	if (level != NULL)
		level->new_line = true;
}

/* The words of a table's cell are those of the cell around the table. */
static int give_outwards(
    struct table_levels *levels, bool first, struct err *err)
{
	struct table_level *level = table_levels_top(levels), *around;

	assert(level != NULL);
	if (levels->count < 2 || level->text.length == 0)
		return 0;
	around = levels->list[levels->count - 2];
	around->new_line |= first;
	if (!first && level_text(around, " ", 1, err) != 0)
		return -1;
	return level_text(around, level->text.bytes, level->text.length, err);
}

static int keep_cell(struct table_levels *levels, struct table_level *level,
    size_t times, struct err *err)
{
	uint32_t at;

	if (office_text(&levels->document->texts, level->text.bytes,
		level->text.length, &at, err) != 0)
		return -1;
	if (!level->in_row &&
	    office_table_row(&level->table, level->row, err) != 0)
		return -1;
	level->in_row = true;
	for (size_t i = 0; i < times; i++)
		if (office_table_cell(
			&level->table, level->column + i, at, err) != 0)
			return -1;
	return 0;
}

int table_levels_cell_end(
    struct table_levels *levels, size_t times, struct err *err)
{
	struct table_level *level = table_levels_top(levels);

	assert(level != NULL);
	level->in_cell = false;
	if (level->text.length > 0 &&
	    (give_outwards(levels, level->column == 0, err) != 0 ||
		keep_cell(levels, level, times, err) != 0))
		return -1;
	level->column += times;
	return 0;
}

void table_levels_release(struct table_levels *levels)
{
	while (levels->count > 0)
		level_release(levels->list[--levels->count]);
}
