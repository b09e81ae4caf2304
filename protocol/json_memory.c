/* SPDX-License-Identifier: ISC */
#include "protocol/json_memory.h"

#include <jansson.h>
#include <stdlib.h>

static void *json_memory_take(size_t size)
{
	void *memory = malloc(size);

	if (memory == NULL)
		abort();
	return memory;
}

void json_memory_begin(void)
{
	json_set_alloc_funcs(json_memory_take, free);
}
