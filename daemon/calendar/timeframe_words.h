/* SPDX-License-Identifier: ISC */
/* The words a timeframe is made of: Swedish and English, and those of
 * timeframe_nordic.h. To add a season or a word, add it to its row; no rule
 * changes. */
#ifndef DAEMON_CALENDAR_TIMEFRAME_WORDS_H
#define DAEMON_CALENDAR_TIMEFRAME_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "daemon/calendar/timeframe_tokens.h"

struct season {
	const char *words;
	int first, last; /* months; above 12 in the next year */
};

struct timeframe_word {
	const char *phrases; /* with | between them */
	enum token_type type;
	int value;
};

const struct season *timeframe_season(int value);

#define PHRASES_MAX 1500

#define CHAINS 32

/* The words by their first two letters, so that a long word without spaces is
 * read in time. */
struct timeframe_words {
	struct phrase {
		const char *text; /* up to its end or '|' */
		struct timeframe_token token;
		bool may_end; /* a word that has lost its spaces: a time */
		bool alone;   /* no second letter follows the first */
		int16_t next; /* of the same chain; -1 ends */
	} phrases[PHRASES_MAX];
	int16_t first[CHAINS][CHAINS];
	int16_t count;
};

/* All of them: worked out of constants once, for an import reads thousands of
 * texts. */
const struct timeframe_words *timeframe_words(void);

/* The longest phrase that `text` begins with and that ends at the end of a
 * word: fills in the token and returns its bytes, or 0. Between a phrase's
 * words there may be any spaces and full stops, or none ("t.o.m.", "t o m",
 * "tom"). */
size_t timeframe_word(const struct timeframe_words *words, const char *text,
    struct timeframe_token *token);

/* The same for the beginning of a word that has lost its spaces and is made
 * of nothing but known words, the last of them a time ("underhösten", and not
 * "vården"); `length` is the whole word's. */
size_t timeframe_word_inside(const struct timeframe_words *words,
    const char *text, size_t length, struct timeframe_token *token);

/* How many bytes `text` begins with that are letters. */
size_t timeframe_letters(const char *text);

#endif
