/* SPDX-License-Identifier: ISC */
/* How many rows of each list the morning's screen has, so that it is one. Pure.
 */
#ifndef CLIENT_STATUS_FIT_H
#define CLIENT_STATUS_FIT_H

#include <stddef.h>

struct status_rows {
	size_t count; /* of the list; none: it takes no lines */
	size_t least; /* that stay as long as others have more */
	size_t rows;  /* that would be shown; set */
};

/* Takes rows away until all lists, with a blank line, a title and what says how
 * many more there are, take at most so many lines, or none has a row: such a
 * list is its title alone. */
void status_fit(struct status_rows *lists, size_t count, size_t lines);

#endif
