/* SPDX-License-Identifier: ISC */
/* What says why no date could be read. */
#ifndef CLIENT_UNDATED_H
#define CLIENT_UNDATED_H

#include <jansson.h>
#include <stdbool.h>

#include "protocol/buffer.h"

/* Appends the command that says it, where the entry gave an activity, `thing`,
 * a timeframe that has no date; false, and nothing is appended, elsewhere. */
bool undated_words(struct buffer *to, json_t *entry, json_t *thing);

#endif
