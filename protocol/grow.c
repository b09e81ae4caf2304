/* SPDX-License-Identifier: ISC */
#include "protocol/grow.h"

#include <stdlib.h>

void *grow(void *list, size_t count, size_t *capacity, size_t size)
{
	if (count < *capacity)
		return list;
	*capacity = *capacity > 0 ? 2 * *capacity : 16;
	list = reallocarray(list, *capacity, size);
	if (list == NULL)
		abort();
	return list;
}
