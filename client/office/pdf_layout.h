/* SPDX-License-Identifier: ISC */
/* Tables by where words stand. A PDF has no cells: columns are what white
 * strips part on all lines that have several texts, rows what white space parts
 * in all columns. A row is told as uncertain where the layout leaves it open:
 * words in half of the columns, which may be the end of the row above;
 * a hole in a column, which may part two rows; cells of as many lines each; the
 * first rows of a page that lack cells, which may go on from the page before.
 */
#ifndef CLIENT_OFFICE_PDF_LAYOUT_H
#define CLIENT_OFFICE_PDF_LAYOUT_H

#include "client/office/document.h"

/* Writes the tables in the words that pdftotext tells. */
int pdf_layout(struct document *document, char *tsv, struct err *err);

#endif
