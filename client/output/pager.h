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

/* Appends the text's words to `to` with no line wider than `width` columns:
 * what goes on in a line of its own is set in. Returns the lines. */
size_t pager_wrap(FILE *to, const char *text, size_t width);

/* Shows all of a text on the terminal `to`: by the pager where it has more
 * lines than the screen, and there is one that runs. Waits for its end. */
void pager_show(FILE *to, const char *text);

#endif
