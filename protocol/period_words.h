/* SPDX-License-Identifier: ISC */
/* What a rating is for: "2026-T1". */
#ifndef PROTOCOL_PERIOD_WORDS_H
#define PROTOCOL_PERIOD_WORDS_H

#include "protocol/buffer.h"

/* Appends a period as people say it, "tertial 1 2026", in words that rating.set
 * and rating.list read back; what is no period's form, as it is written. */
void period_words(struct buffer *to, const char *period);

#endif
