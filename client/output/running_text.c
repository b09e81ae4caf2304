/* SPDX-License-Identifier: ISC */
#include "client/output/running_text.h"

#include <stdbool.h>
#include <string.h>

/* Whether a line breaks off within its sentence, as in a table's narrow cell:
 * no stop stands before the break at `at`, and no list's mark behind it. */
static bool breaks_off(const char *text, const char *at)
{
	const char *next = at + 1 + strspn(at + 1, " \t\r");

	while (at > text && strchr(" \t\r", at[-1]) != NULL)
		at--;
	return at > text && strchr("\n.:;!?", at[-1]) == NULL &&
	    strchr("\n-*0123456789", *next) == NULL &&
	    (unsigned char)*next != 0xe2; /* a dash or bullet */
}

void running_text(struct buffer *to, const char *text)
{
	for (const char *at = text; *at != '\0'; at++)
		buffer_add(
		    to, *at == '\n' && breaks_off(text, at) ? " " : at, 1);
}
