/* SPDX-License-Identifier: ISC */
/* What a person reads, of lines that say what there is, each an object:
 *
 *	{"paper":TITLE,"language":"sv"}		first
 *	{"heading":TEXT,"level":2}
 *	{"text":TEXT}				a paragraph
 *	{"item":TEXT}				those that follow are one list
 *	{"fact":[NAME,VALUE]}			the same of one table
 *	{"heads":[TEXT],"widths":[7],"table":CAPTION}	the columns' shares, and
 *						the caption, or none
 *	{"group":TEXT}				stands above some of its rows
 *	{"cells":[TEXT]}			a row of it, which the first
 *						cell names */
#ifndef CLIENT_OFFICE_WRITE_PAPER_H
#define CLIENT_OFFICE_WRITE_PAPER_H

#include <stdio.h>

#include "protocol/error.h"

/* `kind` is html or txt. ERR_INVALID where what it reads is something else. */
int write_paper(const char *kind, FILE *from, FILE *to, struct err *err);

#endif
