/* SPDX-License-Identifier: ISC */
/* What goes into a statement, and what comes out of it: values, and the columns
 * of a row (store.h runs the statements). */
#ifndef DAEMON_STORE_ROW_H
#define DAEMON_STORE_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "protocol/arena.h"

struct store;

struct value {
	enum {
		VALUE_END,
		VALUE_NULL,
		VALUE_INTEGER,
		VALUE_TEXT,
		VALUE_BLOB
	} type;
	int64_t integer;
	const void *bytes; /* borrowed until the statement is reset */
	size_t length;
};

struct value value_text(const char *text); /* NULL becomes NULL */
struct value value_integer(int64_t integer);
struct value value_blob(const void *bytes, size_t length);
#define TEXT(text)          value_text(text)
#define INTEGER(integer)    value_integer(integer)
#define BLOB(bytes, length) value_blob(bytes, length)
/* A day (calendar/day.h), NULL of DAY_NONE; its text lives as long as the block
 * it is written in. */
#define DAY(day) TEXT(day_text(day, (char[DAY_TEXT]){ "" }))
/* The values of ?1, ?2 ... */
#define BIND(...) ((const struct value[]){ __VA_ARGS__, { 0 } })
#define BIND_NONE ((const struct value[]){ { 0 } })

/* A row of a query. Text and blobs live until rows_next(). */
struct rows {
	struct store *store;
	const char *sql; /* borrowed */
	void *statement;
	bool failed; /* to be prepared, or to take a value */
};

bool rows_null(const struct rows *rows, int column);
int64_t rows_integer(const struct rows *rows, int column);
const char *rows_text(const struct rows *rows, int column);
size_t rows_length(const struct rows *rows, int column); /* bytes */
/* A day; DAY_NONE of NULL, and of what is none. */
#define rows_day(rows, column) day_from(rows_text(rows, column))
/* A text that outlives the row; NULL of NULL. */
const char *rows_copy(const struct rows *rows, int column, struct arena *arena);
const void *rows_blob(const struct rows *rows, int column, size_t *length);

#endif
