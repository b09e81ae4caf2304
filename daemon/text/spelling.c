/* SPDX-License-Identifier: ISC */
#include "daemon/text/spelling.h"

#include <stddef.h>
#include <string.h>

#include "daemon/text/fold.h"
#include "protocol/arena.h"

static bool is_folded(
    struct arena *arena, const char *folded, const char *text, size_t length)
{
	return strcmp(folded,
		   fold_name(arena, arena_copy(arena, text, length))) == 0;
}

bool spelling_is(struct arena *arena, const char *text, const char *word,
    const char *spellings)
{
	const char *folded = fold_name(arena, text);

	if (is_folded(arena, folded, word, strlen(word)))
		return true;
	while (*spellings != '\0') {
		size_t length = strcspn(spellings, ",");

		if (is_folded(arena, folded, spellings, length))
			return true;
		spellings += length;
		spellings += strspn(spellings, ", ");
	}
	return false;
}

const char *spelling_word(
    struct arena *arena, const char *text, const struct spelling *list)
{
	for (; list->word != NULL; list++)
		if (spelling_is(arena, text, list->word, list->spellings))
			return list->word;
	return NULL;
}
