/* SPDX-License-Identifier: ISC */
/* Where the columns of a PDF's table are: between strips of white that no text
 * goes over. */
#ifndef CLIENT_OFFICE_PDF_COLUMNS_H
#define CLIENT_OFFICE_PDF_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "client/office/pdf_words.h"

#define PDF_STRIPS_MAX 64

/* In points from the left of the page. There is one column more than strips. */
struct pdf_columns {
	float edges[PDF_STRIPS_MAX];  /* in the middle of the strips */
	float begins[PDF_STRIPS_MAX]; /* where the column after it begins */
	size_t count;                 /* of the strips */
	float space;                  /* between two words of a text */
};

/* Whether a line has several texts beside each other. */
bool pdf_columns_has_texts(const struct pdf_line *line, float space);

/* The columns of the lines from `from` on and before `to`; no strip where they
 * are of a text. */
void pdf_columns_find(struct pdf_columns *columns,
    const struct pdf_words *words, size_t from, size_t to);

/* Whether a text of the line goes on over a strip. */
bool pdf_columns_crossed(
    const struct pdf_columns *columns, const struct pdf_line *line);

/* The number of the column, from 0, in which a word stands. */
size_t pdf_columns_at(const struct pdf_columns *columns, float left);

/* A bit for each column in which the line has words, and for each there is. Of
 * 65 columns the last has the first's. */
uint64_t pdf_columns_of(
    const struct pdf_columns *columns, const struct pdf_line *line);
uint64_t pdf_columns_all(const struct pdf_columns *columns);

#endif
