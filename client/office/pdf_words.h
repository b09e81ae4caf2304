/* SPDX-License-Identifier: ISC */
/* The words of a PDF and where they stand, as `pdftotext -tsv` tells them, in
 * points from the top left corner of the page. */
#ifndef CLIENT_OFFICE_PDF_WORDS_H
#define CLIENT_OFFICE_PDF_WORDS_H

#include "client/office/document.h"

struct pdf_word {
	int page;
	float left, right, top, bottom;
	const char *text; /* in the TSV */
};

/* Words side by side, from the left. */
struct pdf_line {
	const struct pdf_word *words;
	size_t count;
	int page;
	float top, bottom;
};

struct pdf_words {
	struct pdf_word *words;
	struct pdf_line *lines; /* down the pages */
	size_t word_count, line_count;
	float space; /* between words of a text, mostly */
	float pitch; /* from line to line of a text, mostly */
};

/* `tsv` is changed and stays the caller's, and must be kept as long.
 * ERR_INVALID where it is not what pdftotext writes, or is too much. */
int pdf_words_read(struct pdf_words *words, char *tsv, struct err *err);
void pdf_words_release(struct pdf_words *words); /* takes {0} */

#endif
