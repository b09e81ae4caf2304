/* SPDX-License-Identifier: ISC */
/* Bytes that end where they end, so that a sanitizer sees who reads on. */
#ifndef TESTS_FUZZ_EXACT_H
#define TESTS_FUZZ_EXACT_H

#include <stdlib.h>
#include <string.h>

/* The caller frees it. */
static inline void *exact_copy(const void *bytes, size_t size)
{
	void *copy = malloc(size);

	if (copy == NULL && size > 0)
		abort();
	return size > 0 ? memcpy(copy, bytes, size) : copy;
}

#endif
