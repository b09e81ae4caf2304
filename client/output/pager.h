/* SPDX-License-Identifier: ISC */
/* Long answers on a terminal, as git shows them: what fits the screen is
 * written, the rest goes through $PAGER, or less. */
#ifndef CLIENT_OUTPUT_PAGER_H
#define CLIENT_OUTPUT_PAGER_H

#include <stdbool.h>
#include <stdio.h>

/* Whether more than a screen may be written to `to`: it is a terminal, $PAGER
 * is not empty nor "cat", and the user did not decline it. */
bool pager_is_wanted(FILE *to, bool declined);

/* What is to be shown, until all of it is there. */
struct pager {
	FILE *terminal, *kept;
	char *text;
	size_t length;
};

/* Where to write instead of the terminal `to`. */
FILE *pager_begin(struct pager *pager, FILE *to);

/* Shows what was written: by the pager where it has more lines than the screen,
 * and there is one that runs. Waits for its end. Takes {0}. */
void pager_end(struct pager *pager);

#endif
