/* SPDX-License-Identifier: ISC */
/* Which columns of a table stand on a terminal, and how wide each is: the
 * columns have a rank, the last ones give way, and only words are cut. Pure. */
#ifndef CLIENT_OUTPUT_FIT_H
#define CLIENT_OUTPUT_FIT_H

#include <stdbool.h>
#include <stddef.h>

#define FIT_GAP 2 /* blanks between two columns */

/* Widths are in terminal columns. */
struct fit {
	size_t natural; /* of its widest cell or its title */
	size_t least;   /* what it is cut to as long as that is enough */
	bool whole;     /* it is never cut: `least` is `natural` */
	unsigned rank;  /* 0 stays; of the others the highest gives way first,
			 * of two with one rank the one to the right */
	size_t width;   /* set: 0 where it has given way */
};

/* Sets each `width` so that all of them, with the gaps between, are at most
 * `width` wide. Only where what stays is too wide although it was cut to the
 * least, the widest columns that may be cut are cut further, and never
 * to nothing. 0 is no terminal: all have their natural width. */
void fit_columns(struct fit *columns, size_t count, size_t width);

#endif
