/* SPDX-License-Identifier: ISC */
#include "daemon/store/row.h"

#include <assert.h>
#include <sqlite3.h>
#include <string.h>

struct value value_text(const char *text)
{
	if (text == NULL)
		return (struct value){ .type = VALUE_NULL };
	return (struct value){ VALUE_TEXT, 0, text, strlen(text) };
}

struct value value_integer(int64_t integer)
{
	return (struct value){ VALUE_INTEGER, integer, NULL, 0 };
}

struct value value_blob(const void *bytes, size_t length)
{
	return (struct value){ VALUE_BLOB, 0, bytes, length };
}

/* Of a row that there is, and a column that its SELECT has. */
static sqlite3_stmt *statement_of_row(const struct rows *rows, int column)
{
	assert(rows->statement != NULL);
	assert(column >= 0 && column < sqlite3_data_count(rows->statement));
	return rows->statement;
}

bool rows_null(const struct rows *rows, int column)
{
	return sqlite3_column_type(statement_of_row(rows, column), column) ==
	    SQLITE_NULL;
}

int64_t rows_integer(const struct rows *rows, int column)
{
	return sqlite3_column_int64(statement_of_row(rows, column), column);
}

const char *rows_text(const struct rows *rows, int column)
{
	return (const char *)sqlite3_column_text(
	    statement_of_row(rows, column), column);
}

size_t rows_length(const struct rows *rows, int column)
{
	return (size_t)sqlite3_column_bytes(
	    statement_of_row(rows, column), column);
}

const char *rows_copy(const struct rows *rows, int column, struct arena *arena)
{
	const char *text = rows_text(rows, column);

	return text == NULL ? NULL : arena_copy(arena, text, strlen(text));
}

const void *rows_blob(const struct rows *rows, int column, size_t *length)
{
	const void *bytes =
	    sqlite3_column_blob(statement_of_row(rows, column), column);

	*length = rows_length(rows, column);
	return bytes;
}
