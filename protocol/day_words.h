/* SPDX-License-Identifier: ISC */
/* Days as sentences have them. */
#ifndef PROTOCOL_DAY_WORDS_H
#define PROTOCOL_DAY_WORDS_H

#include <stdbool.h>

#include "protocol/buffer.h"

/* January first, in English, each a text of the catalogue. */
extern const char *const month_names[12];

/* Whether the text is a day, "2022-03-31". */
bool day_words_is(const char *text);

/* Appends a day "2022-03-31" as sentences have it, "31 March 2022"; without
 * the year where `year` is false. */
void day_words_put(struct buffer *to, const char *day, bool year);

/* Appends a time of the municipality's clocks, "2026-05-04T09:00", as "4 May
 * 2026 at 09:00"; false, and nothing is appended, where the text is none. */
bool day_words_time(struct buffer *to, const char *value);

/* Appends an hour or a time of day as people write it, "8", "9.30", "kl13", as
 * "08:00"; false, and nothing is appended, where the text is none. */
bool day_words_clock(struct buffer *to, const char *text);

/* Appends a day of every year, "07-01", as "1 July"; false, and nothing is
 * appended, where the text is none, and in English: the signed log has it
 * so. */
bool day_words_every_year(struct buffer *to, const char *text);

/* Appends a day as "31 March 2022", several as they stand, for a row of them in
 * words is long; false, and nothing is appended, where the text is something
 * else. */
bool day_words_list(struct buffer *to, const char *text);

#endif
