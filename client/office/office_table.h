/* SPDX-License-Identifier: ISC */
/* A table as a document has it, on its way to planvakt. Readers fill it row by
 * row; office_table_write() says it as lines of JSON, the form in which tables
 * pass between the two programs:
 *
 *	{"percent":40}                      so much of the document was read
 *	{"table":1,"sheet":"Blad1"}         a table begins; documents of text
 *	                                    have no sheets; "hidden":true
 *	{"line":7,"cells":["a",null,["b"]]} a row that has words, by its number;
 *	                                    a text in a list is that of a cell
 *	                                    that reaches over this place
 *	{"end":1,"hidden_rows":[4]}         the table ends; what is to be told
 *
 * Lines of one table are not parted by another's. */
#ifndef CLIENT_OFFICE_OFFICE_TABLE_H
#define CLIENT_OFFICE_OFFICE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

#define OFFICE_COLUMNS_MAX 256
#define OFFICE_ROWS_MAX    60000
#define OFFICE_CELLS_MAX   (1u << 20)
/* Of a table in a text, whose cells are five marks and more each: so that what
 * nobody reads is refused within a second. */
#define OFFICE_TEXT_CELLS_MAX 250000u
#define OFFICE_TEXT_MAX       (32u << 20) /* bytes of all cells */
#define OFFICE_CELL_MAX       (1u << 20)  /* bytes of one */
#define OFFICE_SPANS_MAX      100000

/* The texts of all cells. A text is known by where it begins; 0 is none. */
struct office_texts {
	struct buffer bytes;
};

/* Keeps a text without soft hyphens. ERR_INVALID where it is too much. */
int office_text(struct office_texts *texts, const char *text, size_t length,
    uint32_t *at, struct err *err);

struct office_row {
	int32_t line;          /* from 1 */
	uint32_t first, count; /* of the cells */
};

/* A cell that reaches over others: first and last, rows by their lines. */
struct office_span {
	int32_t row, last_row;
	uint16_t column, last_column; /* from 0 */
};

struct office_table {
	struct office_texts *texts; /* borrowed */
	int number;                 /* from 1 */
	char *sheet;                /* owned; NULL for none */
	bool hidden;
	struct office_row *rows;
	size_t row_count, row_room;
	uint32_t *cells; /* texts */
	size_t cell_count, cell_room;
	struct office_span *spans;
	size_t span_count, span_room;
	/* Members of the last line: each a name and the numbers or strings of a
	 * list, as JSON. */
	struct buffer hidden_rows, hidden_columns, unresolved, uncertain;
};

/* Begins a row; lines only grow. ERR_INVALID where there are too many. */
int office_table_row(struct office_table *table, int32_t line, struct err *err);

/* Puts a text that office_text() keeps into the last row. Columns only grow.
 * ERR_INVALID where there are too many. */
int office_table_cell(
    struct office_table *table, size_t column, uint32_t text, struct err *err);

/* The last row once more, so many times, in the lines that follow. */
int office_table_repeat(
    struct office_table *table, int32_t times, struct err *err);

int office_table_span(struct office_table *table,
    const struct office_span *span, struct err *err);

/* Adds a number to one of the lists of the last line. */
void office_table_tell(struct buffer *list, int32_t number);

/* Writes the table's lines. ERR_INVALID where it takes too many bytes,
 * ERR_INTERNAL where they cannot be written. */
int office_table_write(struct office_table *table, FILE *to, struct err *err);

/* Writes how much of a large document was read, where that is news. */
void office_progress(FILE *to, size_t done, size_t of);

void office_table_release(struct office_table *table); /* takes {0} */

#endif
