/* SPDX-License-Identifier: ISC */
#include "protocol/shape.h"

#include <ctype.h>
#include <string.h>

bool shape_begins(const char *text, const char *shape)
{
	for (; *shape != '\0'; text++, shape++)
		if (*shape == 'd' ? !isdigit((unsigned char)*text)
				  : *text != *shape)
			return false;
	return true;
}

bool shape_is(const char *text, const char *shape)
{
	return strlen(text) == strlen(shape) && shape_begins(text, shape);
}
