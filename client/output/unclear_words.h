/* SPDX-License-Identifier: ISC */
/* Why an activity is unclear, in words. */
#ifndef CLIENT_OUTPUT_UNCLEAR_WORDS_H
#define CLIENT_OUTPUT_UNCLEAR_WORDS_H

#include <jansson.h>

/* What the reason says; one of a newer daemon as it stands. Whether a cell was
 * empty or could not be read the row's `owner_text` and `timeframe` say, where
 * it has them. */
const char *unclear_words(json_t *row, const char *reason);

#endif
