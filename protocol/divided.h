/* SPDX-License-Identifier: ISC */
/* Words that a narrow column has divided: what the hyphen at a line's end is,
 * told by what stands before and after it. docs/import.md has the rule. */
#ifndef PROTOCOL_DIVIDED_H
#define PROTOCOL_DIVIDED_H

#include <stddef.h>

#include "protocol/buffer.h"

enum divided {
	DIVIDED_NOT,      /* something else: it stays as it is */
	DIVIDED_WORD,     /* "utbild-" "ning": one word, without a hyphen */
	DIVIDED_COMPOUND, /* "VBE-" "arbetet": one word, with its hyphen */
	DIVIDED_SERIES,   /* "för-" "och grundskola": two, with its hyphen */
};

/* What it is where a line ends in text[0..length) and a hyphen, and the next
 * begins with `next`, without white space before it. */
enum divided divided_kind(const char *text, size_t length, const char *next);

/* Makes the divided words of a text with line breaks whole. */
void divided_join(struct buffer *text);

#endif
