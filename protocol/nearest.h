/* SPDX-License-Identifier: ISC */
/* Which known word somebody may have meant. */
#ifndef PROTOCOL_NEAREST_H
#define PROTOCOL_NEAREST_H

#include <stddef.h>

#define NEAREST_MAX 80 /* bytes; of longer words none is close */

/* Offered one word after the other, keeps the nearest. */
struct nearest {
	const char *typed;          /* set by the caller */
	char word[NEAREST_MAX + 1]; /* empty while none is close */
	size_t distance;
};

/* A word is close where one or two letters are wrong, missing, added or swapped
 * (one in a word of up to four letters), or where it begins with what was
 * typed. */
void nearest_offer(struct nearest *nearest, const char *word);

#endif
