/* SPDX-License-Identifier: ISC */
#include "client/office/written_table.h"

#include <stdlib.h>
#include <string.h>

#include "protocol/copy.h"

#define WIDTH_MOST  50
#define WIDTH_LEAST 6

const char *written_cell(json_t *row, size_t column)
{
	return json_string_value(json_array_get(row, column));
}

/* --- columns --- */

static bool is_day(const char *text)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	int year, month, day, end = 0;

	if (strlen(text) != 10 ||
	    sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 ||
	    end != 10 || strspn(text, "0123456789-") != 10)
		return false;
	if (month == 2 && day == 29 &&
	    (year % 4 != 0 || (year % 100 == 0 && year % 400 != 0)))
		return false;
	return strcmp(text, "1900-03-01") >= 0 && month >= 1 && month <= 12 &&
	    day >= 1 && day <= days[month - 1];
}

static bool is_whole_number(const char *text)
{
	size_t length = strlen(text);

	return length > 0 && length <= 15 &&
	    strspn(text, "0123456789") == length &&
	    (text[0] != '0' || length == 1);
}

static size_t letters_of(const char *text)
{
	size_t most = 0, letters = 0;

	for (; *text != '\0'; text++) {
		letters += (*text & 0xc0) != 0x80;
		letters = *text == '\n' ? 0 : letters;
		most = letters > most ? letters : most;
	}
	return most;
}

static void measure_column(struct written_table *table, size_t column)
{
	size_t *width = &table->widths[column], texts = 0, days = 0,
	       numbers = 0, i;
	json_t *row;

	*width = WIDTH_LEAST;
	json_array_foreach (table->rows, i, row) {
		const char *text = written_cell(row, column);

		if (text == NULL || *text == '\0')
			continue;
		if (letters_of(text) + 2 > *width)
			*width = letters_of(text) + 2;
		texts += i > 0;
		days += i > 0 && is_day(text);
		numbers += i > 0 && is_whole_number(text);
	}
	*width = *width < WIDTH_MOST ? *width : WIDTH_MOST;
	table->kinds[column] = texts == 0 ? WRITTEN_TEXT
	    : days == texts               ? WRITTEN_DAY
	    : numbers == texts            ? WRITTEN_NUMBER
					  : WRITTEN_TEXT;
}

/* --- lines --- */

static int take_written(
    struct written_table *table, json_t *line, struct err *err)
{
	const char *sheet = json_string_value(json_object_get(line, "sheet"));
	json_t *cells = json_object_get(line, "cells");

	if (sheet != NULL) {
		free(table->sheet);
		table->sheet = copy_text(sheet);
	}
	if (!json_is_array(cells))
		return json_is_object(line)
		    ? 0
		    : err_set(err, ERR_INVALID, "is no table");
	if (json_array_size(cells) > WRITTEN_COLUMNS_MAX)
		return err_set(err, ERR_INVALID, "has too many columns");
	if (json_array_size(cells) > table->columns)
		table->columns = json_array_size(cells);
	json_array_append(table->rows, cells);
	return 0;
}

int written_table_read(struct written_table *table, FILE *from, struct err *err)
{
	char *text = NULL;
	size_t room = 0;
	ssize_t length;
	int result = 0;

	*table = (struct written_table){ .rows = json_array() };
	while (result == 0 && (length = getline(&text, &room, from)) > 0) {
		json_t *line = json_loadb(text, (size_t)length, 0, NULL);

		result = take_written(table, line, err);
		json_decref(line);
	}
	free(text);
	for (size_t i = 0; i < table->columns; i++)
		measure_column(table, i);
	if (result == 0 && json_array_size(table->rows) == 0)
		result = err_set(err, ERR_INVALID, "has no rows");
	if (result == 0 && table->sheet == NULL)
		result = err_set(err, ERR_INVALID, "has no name");
	if (result != 0)
		written_table_release(table);
	return result;
}

void written_table_take(
    struct written_table *table, const char *sheet, json_t *rows)
{
	*table = (struct written_table){ .sheet = copy_text(sheet),
		.rows = rows,
		.columns = json_array_size(json_array_get(rows, 0)) };
	for (size_t i = 0; i < table->columns; i++)
		measure_column(table, i);
}

void written_table_release(struct written_table *table)
{
	free(table->sheet);
	json_decref(table->rows);
	*table = (struct written_table){ 0 };
}
