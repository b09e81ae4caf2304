/* SPDX-License-Identifier: ISC */
/* Answers shown: the same rows as a table for people, as JSON or as CSV. */
#ifndef CLIENT_OUTPUT_OUTPUT_H
#define CLIENT_OUTPUT_OUTPUT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "protocol/error.h"

enum column_traits {
	COLUMN_PLAIN = 0,
	COLUMN_NUMBER = 1 << 0, /* set to the right */
	COLUMN_CUT = 1 << 1,    /* may be cut on a terminal */
	COLUMN_RARE = 1 << 2,   /* no table column where all are empty */
	COLUMN_WORDS = 1 << 3,  /* the row's own words: cut to 30 at least */
	COLUMN_WRAP = 1 << 4,   /* goes on in further lines, is never cut */
	COLUMN_TOLD = 1 << 5,   /* told to people: in a table only */
};

/* A field of a row. Without a title it is in CSV only. */
struct column {
	const char *field; /* on the wire; "timeframe.text" looks inside */
	const char *title;
	unsigned traits;
	unsigned rank; /* which column gives way on a terminal: fit.h */
};

struct output;

/* What a format does; output.c is the door. */
struct output_format {
	const char *name;
	void (*begin)(struct output *);
	void (*rows)(struct output *, json_t *rows);
	void (*end)(struct output *, const char *empty);
	void (*thing)(struct output *, json_t *thing);
	/* Rows as JSON text; NULL where the format has to look at them. */
	void (*raw)(struct output *, const char *rows, size_t length);
};

extern const struct output_format output_table, output_csv;

struct output {
	const struct output_format *format;
	FILE *to;
	const struct column *columns; /* a column without field ends them */
	bool colour;
	size_t width; /* of the terminal; 0 where nothing is cut */
	json_t *held; /* owned: a table's rows, until their widths are known */
	bool paged;   /* a pager shows all of it */
	bool begun;
	bool noted;   /* what output_note() said, once for all pages */
	bool gone;    /* nobody reads it any more */
	size_t count; /* of rows so far, or of pages that were not looked at */
};

/* `name` is table, json or csv; NULL is table. ERR_USAGE for another. */
int output_open(struct output *output, const char *name, FILE *to,
    const struct column *columns, struct err *err);
void output_close(struct output *output); /* takes {0} */

bool output_is_table(const struct output *output);

/* A list, page by page; nothing is written before the first page or the end.
 * Where there were no rows a table says `empty` on
 * standard error. */
void output_list_rows(struct output *output, json_t *rows);
/* A page as the JSON text of its rows, where the format takes that. */
bool output_takes_raw(const struct output *output);
void output_list_raw(struct output *output, const char *rows, size_t length);
void output_list_end(struct output *output, const char *empty);

/* What is to be known beside a list, on standard error; NULL: nothing. */
void output_note(struct output *output, const char *note);

/* One thing with its fields. */
void output_thing(struct output *output, json_t *thing);

/* ERR_INTERNAL where not all could be written. */
int output_flush(struct output *output, struct err *err);

/* As output_flush(), for output that goes on as long as somebody reads it. 1:
 * go on; 0: the reader has gone, which is no error; -1. */
int output_follow(struct output *output, struct err *err);

#endif
