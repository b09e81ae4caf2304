/* SPDX-License-Identifier: ISC */
#include "protocol/copy.h"

#include <stdlib.h>
#include <string.h>

char *copy_text(const char *text)
{
	return text != NULL ? copy_part(text, strlen(text)) : NULL;
}

char *copy_part(const char *text, size_t length)
{
	size_t bytes = strnlen(text, length);
	char *copy = malloc(bytes + 1);

	if (copy == NULL)
		abort();
	memcpy(copy, text, bytes);
	copy[bytes] = '\0';
	return copy;
}
