/* SPDX-License-Identifier: ISC */
/* Arrays that grow by doubling. */
#ifndef PROTOCOL_GROW_H
#define PROTOCOL_GROW_H

#include <stddef.h>

/* Makes room for one element more in an array that doubles. */
void *grow(void *list, size_t count, size_t *capacity, size_t size);

#endif
