/* SPDX-License-Identifier: ISC */
#include "protocol/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE (16 * 1024)

struct block {
	struct block *next;
	size_t size, used;
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct block *first; /* owned; small pieces come from it */
	size_t held, limit;  /* bytes of the pieces */
};

/* A block for one large piece goes behind the first, which may have room
 * left for small ones. */
static struct block *block_new(struct arena *arena, size_t size)
{
	bool large = size > BLOCK_SIZE;
	struct block **place =
	    large && arena->first != NULL ? &arena->first->next : &arena->first;
	struct block *block;

	if (!large)
		size = BLOCK_SIZE;
	block = malloc(sizeof(*block) + size);
	if (block == NULL)
		abort();
	*block = (struct block){ .next = *place, .size = size };
	*place = block;
	return block;
}

struct arena *arena_new(size_t limit)
{
	struct arena *arena = calloc(1, sizeof(*arena));

	if (arena == NULL)
		abort();
	arena->limit = limit;
	return arena;
}

void arena_reset(struct arena *arena)
{
	struct block *kept = NULL;

	while (arena->first != NULL) {
		struct block *block = arena->first;

		arena->first = block->next;
		if (kept == NULL && block->size == BLOCK_SIZE)
			kept = block;
		else
			free(block);
	}
	if (kept != NULL) {
		kept->next = NULL;
		kept->used = 0;
	}
	arena->first = kept;
	arena->held = 0;
}

void arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	while (arena->first != NULL) {
		struct block *block = arena->first;

		arena->first = block->next;
		free(block);
	}
	free(arena);
}

void *arena_alloc(struct arena *arena, size_t size)
{
	const size_t unit = alignof(max_align_t);
	struct block *block = arena->first;
	void *piece;

	assert(size <= arena->limit);
	size = (size + unit - 1) / unit * unit;
	assert(size <= arena->limit - arena->held);
	arena->held += size;
	if (block == NULL || block->size - block->used < size)
		block = block_new(arena, size);
	piece = block->bytes + block->used;
	block->used += size;
	return memset(piece, 0, size);
}

void *arena_room(
    struct arena *arena, const void *list, size_t count, size_t size)
{
	void *larger;

	if ((count & (count - 1)) != 0)
		return (void *)list;
	larger = arena_alloc(arena, (count > 0 ? 2 * count : 1) * size);
	if (count > 0)
		memcpy(larger, list, count * size);
	return larger;
}

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_alloc(arena, length + 1);

	if (length > 0)
		memcpy(copy, text, length);
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args, again;
	char *text;
	int length;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(length >= 0);
	text = arena_alloc(arena, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return text;
}
