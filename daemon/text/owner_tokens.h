/* SPDX-License-Identifier: ISC */
/* The words and signs of an owner text. Pure. */
#ifndef DAEMON_TEXT_OWNER_TOKENS_H
#define DAEMON_TEXT_OWNER_TOKENS_H

#include <stddef.h>

struct arena;

enum owner_token_kind {
	OWNER_WORD,
	OWNER_SEPARATOR, /* a sign, or the end of a sentence */
	OWNER_LINE,      /* its end */
	OWNER_COLON,
	OWNER_OPENING, /* of a bracket */
	OWNER_CLOSING,
};

struct owner_token {
	enum owner_token_kind kind;
	const char *start, *end; /* in the text */
	const char *folded;      /* of a word: as fold_name() */
};

struct owner_tokens {
	struct owner_token *list;
	size_t count;
};

/* Cuts UTF-8 `text`; the list lives in the arena. A word of dashes alone is a
 * separator. */
struct owner_tokens owner_tokens_of(struct arena *arena, const char *text);

#endif
