/* SPDX-License-Identifier: ISC */
/* A table in a file of its own, of a kind that its reader opens: csv, xlsx,
 * ods, html or txt. */
#ifndef CLIENT_SHEET_H
#define CLIENT_SHEET_H

#include <jansson.h>
#include <stddef.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

struct sheet {
	const char *title;        /* of a page */
	const char *name;         /* of a workbook's sheet */
	const char *caption;      /* of the table on a page; NULL: none */
	const char *empty;        /* what a page says without rows */
	const char *const *heads; /* what the columns hold; NULL ends them */
	size_t on_page;           /* so many of them stand on a page; 0: all */
	/* The columns' shares of a page; NULL: all alike. */
	const unsigned *widths;
	/* Borrowed: lists of texts; on a page also a text, above some rows. */
	json_t *rows;
	json_t *words; /* a page's paragraphs above; NULL: none */
};

/* The kind that `as` names, else the end of the file's name, else (of "-") csv;
 * NULL, and ERR_INVALID, where it is none. */
const char *sheet_kind(const char *path, const char *as, struct err *err);

/* Writes the file as a whole. */
int sheet_save(const struct sheet *sheet, const char *kind, const char *path,
    struct err *err);

/* "sv" or "en": in which language the program speaks. */
const char *sheet_language(void);

/* Lines of a paper (client/office/write_paper.h). */
void sheet_paper_begin(struct buffer *lines, const char *title);
void sheet_paper_words(
    struct buffer *lines, const char *member, const char *words);
void sheet_paper_fact(
    struct buffer *lines, const char *name, const char *value);
void sheet_paper_heading(struct buffer *lines, const char *words);
/* The table as part of a paper, under `caption`. */
void sheet_paper_table(struct buffer *lines, const struct sheet *sheet);

/* Writes such lines as html or txt. */
int sheet_paper_save(
    struct buffer *lines, const char *kind, const char *path, struct err *err);

#endif
