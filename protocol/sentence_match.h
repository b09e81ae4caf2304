/* SPDX-License-Identifier: ISC */
/* Knows a sentence again in a text that has values in its blanks: what a daemon
 * says in English, of which the reader's language has the sentence. */
#ifndef PROTOCOL_SENTENCE_MATCH_H
#define PROTOCOL_SENTENCE_MATCH_H

#include <stdbool.h>
#include <stddef.h>

/* The most blanks of a sentence. */
#define SENTENCE_BLANKS 4

/* A value within the text. */
struct sentence_value {
	const char *text;
	size_t length;
};

/* The next blank of a sentence, "%s", "%d", "%u" or "%-s", of *length bytes;
 * its end where there is none. */
const char *sentence_blank(const char *sentence, size_t *length);

/* Whether the text is the sentence with values in its blanks, numbers in those
 * of numbers. */
bool sentence_matches(struct sentence_value values[SENTENCE_BLANKS],
    const char *sentence, const char *text);

#endif
