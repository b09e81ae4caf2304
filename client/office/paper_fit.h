/* SPDX-License-Identifier: ISC */
/* How wide a table's columns are on A4: wide enough for their longest word, as
 * far as the paper goes, so that a date never reaches into the next column and
 * a long name is not broken. Widths are in hundredths of an em, of the widest
 * of the usual faces. */
#ifndef CLIENT_OFFICE_PAPER_FIT_H
#define CLIENT_OFFICE_PAPER_FIT_H

#include "client/office/paper.h"

struct paper_fit {
	unsigned words[PAPER_COLUMNS]; /* each column's widest word */
};

/* Takes account of a text of a column, which is less than PAPER_COLUMNS. */
void paper_fit_text(struct paper_fit *fit, size_t column, const char *text);

/* Gives the paper's columns room for their words, their heads among them, and
 * what is left over by the shares that paper->widths holds. */
void paper_fit_widths(struct paper_fit *fit, struct paper *paper);

#endif
