/* SPDX-License-Identifier: ISC */
/* The rows of tests/data/timeframes.tsv, for read_rows() as group setup. */
#ifndef TESTS_UNIT_TIMEFRAME_ROWS_H
#define TESTS_UNIT_TIMEFRAME_ROWS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "daemon/calendar/timeframe.h"
#include "daemon/text/word.h"

#define ROWS_FILE "tests/data/timeframes.tsv"
#define ROWS_MAX  2000
#define ROWS_MIN  250 /* else the file has lost its end */
#define TEXT_SIZE 512

struct row {
	char text[TEXT_SIZE];
	enum timeframe_kind kind;
	struct day start, end;
};

static struct row rows[ROWS_MAX];
static size_t row_count;

static inline size_t put_character(char *to, unsigned code)
{
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (char)(0xC0 | code >> 6);
		to[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	to[0] = (char)(0xE0 | code >> 12);
	to[1] = (char)(0x80 | (code >> 6 & 0x3F));
	to[2] = (char)(0x80 | (code & 0x3F));
	return 3;
}

/* "\n" and "\u00ad" become the characters. */
static inline void decode(const char *from, char to[TEXT_SIZE])
{
	while (*from != '\0') {
		char digits[5] = "";

		if (from[0] == '\\' && from[1] == 'n') {
			*to++ = '\n';
			from += 2;
		} else if (from[0] == '\\' && from[1] == 'u') {
			memcpy(digits, from + 2, 4);
			to += put_character(
			    to, (unsigned)strtoul(digits, NULL, 16));
			from += 6;
		} else {
			*to++ = *from++;
		}
	}
	*to = '\0';
}

static inline struct day cell_day(const char *cell)
{
	struct day day = DAY_NONE;

	if (strcmp(cell, "-") != 0 && !day_read(cell, &day))
		fail_msg("%s: no date", cell);
	return day;
}

static inline void add_row(char *line)
{
	struct row *row = &rows[row_count++];
	const char *cells[4];
	int kind;

	for (int i = 0; i < 4; i++)
		if ((cells[i] = strsep(&line, "\t")) == NULL)
			fail_msg("a row has %d cells", i);
	if ((kind = word_place(timeframe_kind_words, cells[1])) < 0)
		fail_msg("%s: no kind", cells[1]);
	decode(cells[0], row->text);
	row->kind = (enum timeframe_kind)kind;
	row->start = cell_day(cells[2]);
	row->end = cell_day(cells[3]);
}

static inline int read_rows(void **state)
{
	char line[TEXT_SIZE];
	FILE *file = fopen(ROWS_FILE, "r");

	(void)state;
	if (file == NULL)
		return -1;
	while (fgets(line, sizeof line, file) != NULL && row_count < ROWS_MAX) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '#')
			add_row(line);
	}
	return fclose(file);
}

#endif
