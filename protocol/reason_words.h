/* SPDX-License-Identifier: ISC */
/* What the reader of timeframes says is a sentence, which mostly stands behind
 * a colon: there it begins in lower case and has no full stop. */
#ifndef PROTOCOL_REASON_WORDS_H
#define PROTOCOL_REASON_WORDS_H

#include <stdbool.h>

#include "protocol/buffer.h"

/* Appends the sentence as it stands behind a colon; with its full stop where it
 * `goes_on`, that is where another sentence follows. */
void reason_words(struct buffer *to, const char *sentence, bool goes_on);

#endif
