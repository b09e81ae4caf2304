/* SPDX-License-Identifier: ISC */
/* The mark that stands where words were redacted, "[redacted 67]" with the
 * entry that decided it (docs/wire.md, "Redaction"), as people read it. */
#ifndef CLIENT_OUTPUT_REDACTED_H
#define CLIENT_OUTPUT_REDACTED_H

#include <stddef.h>

#include "protocol/buffer.h"

/* Where a text begins with such a mark appends it in the reader's language and
 * returns its length; else 0. */
size_t redacted_mark(struct buffer *to, const char *text);

/* Appends the text with its marks so, JSON too. */
void redacted_words(struct buffer *to, const char *text);

#endif
