/* SPDX-License-Identifier: ISC */
/* Words as people write them in tables and options, for the words of a closed
 * set: "högerextrem" is right-wing. Compared as names are (fold.h). Pure. */
#ifndef DAEMON_TEXT_SPELLING_H
#define DAEMON_TEXT_SPELLING_H

#include <stdbool.h>

struct arena;

/* Whether a text means the word, or one of a list with ", " between. */
bool spelling_is(struct arena *arena, const char *text, const char *word,
    const char *spellings);

/* A word of a closed set, and what else means it. A row without word ends the
 * list. */
struct spelling {
	const char *word, *spellings;
};

/* The word that a text means; NULL for none. */
const char *spelling_word(
    struct arena *arena, const char *text, const struct spelling *list);

#endif
