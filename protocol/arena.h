/* SPDX-License-Identifier: ISC */
/* Memory that lives as long as one request: allocated piece by piece, given
 * back all at once. Nothing secret goes in here. */
#ifndef PROTOCOL_ARENA_H
#define PROTOCOL_ARENA_H

#include <stddef.h>

struct arena;

/* A new arena whose pieces, each rounded up to the alignment of any type, may
 * be `limit` bytes in all; ends the process when there is no memory. Freed
 * with arena_free(), which takes NULL. */
struct arena *arena_new(size_t limit);
void arena_free(struct arena *arena);

/* Gives everything back, keeping one block for the next request. */
void arena_reset(struct arena *arena);

/* `size` zeroed bytes, aligned for any type. Never NULL: the contracts of
 * the commands bound what a request can ask for, so going over the limit is
 * a broken belief of ours and ends the process. */
void *arena_alloc(struct arena *arena, size_t size);

/* The list of `count` elements of `size` bytes, with room for one more: it
 * moves into twice its room whenever it has become a power of two. */
void *arena_room(
    struct arena *arena, const void *list, size_t count, size_t size);

/* Copies of text, terminated. */
char *arena_copy(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
