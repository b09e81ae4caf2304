/* SPDX-License-Identifier: ISC */
/* What became of a message that did not arrive, in the reader's language. */
#ifndef PROTOCOL_DELIVERY_WORDS_H
#define PROTOCOL_DELIVERY_WORDS_H

#include "protocol/buffer.h"

/* Appends the answer as the log has it: what planvaktd and planvakt-deliver say
 * of a failure is translated, what a mail system said follows it as it is. */
void delivery_words(struct buffer *to, const char *answer);

#endif
