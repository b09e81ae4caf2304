/* SPDX-License-Identifier: ISC */
/* How often something is: "4m". */
#ifndef PROTOCOL_INTERVAL_WORDS_H
#define PROTOCOL_INTERVAL_WORDS_H

#include "protocol/buffer.h"

/* Appends an interval as people say it, "every 5 months", in another language
 * than English; in English, and what is no interval, as it is written. */
void interval_words(struct buffer *to, const char *interval);

#endif
