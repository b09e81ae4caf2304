/* SPDX-License-Identifier: ISC */
/* A line of an answer as words, and what each means (docs/answers.md). */
#ifndef CLIENT_ANSWER_TOKENS_H
#define CLIENT_ANSWER_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

#define ANSWER_TOKENS_MAX 48

enum answer_meaning {
	WORD_UNKNOWN,
	WORD_END,
	WORD_NUMBER, /* digits alone */
	WORD_DAY,    /* digits with more: "2022-10-12", "12/10", "1:a" */
	WORD_PERCENT,
	WORD_LABEL, /* "nr" */
	WORD_AND,
	WORD_FILL, /* says nothing of its own */
	WORD_NOT,
	WORD_STARTED,
	WORD_DONE,
	WORD_PAST,
	WORD_FUTURE,
	WORD_NEEDS,
	WORD_DATE, /* the word itself */
	WORD_BEGINS,
	WORD_NEAR,    /* "igår": a day by that of the mail */
	WORD_DROPPED, /* what only a decision does */
};

struct answer_token {
	char text[40];   /* folded, without punctuation around it */
	const char *raw; /* where it begins in the line */
	enum answer_meaning meaning;
	bool stop;  /* a comma or full stop follows */
	bool comma; /* ... a comma does */
};

struct answer_line {
	/* One of WORD_END is the last. */
	struct answer_token tokens[ANSWER_TOKENS_MAX + 1];
	size_t count, at;
	/* WORD_DONE or WORD_PERCENT, where no stop came since. */
	enum answer_meaning last;
	bool share; /* "80 % klart": not done */
};

/* How many days after the mail's that of a WORD_NEAR is: 0, 1, -1. */
int answer_tokens_near(const struct answer_token *token);

/* False where it has too many words, or one is too long. */
bool answer_tokens_split(struct answer_line *line, const char *text);

#endif
