/* SPDX-License-Identifier: ISC */
/* A value of an answer as text: plain for programs, in words for people. */
#ifndef CLIENT_OUTPUT_FORMAT_H
#define CLIENT_OUTPUT_FORMAT_H

#include <jansson.h>

#include "protocol/buffer.h"

/* The value of a field; "timeframe.text" looks inside. NULL where the row has
 * none or it is null. */
json_t *format_value(json_t *row, const char *field);

/* As CSV has it: text as it is, nothing for none, several joined by ", ". */
void format_plain(struct buffer *to, json_t *value);

/* In which time zone (a name of tzdata) instants are shown from now on. */
void format_zone(const char *name);

/* As people read it: "2022-06-30 overdue", reasons in words, instants in local
 * time. May have line breaks, no other control characters. */
void format_words(struct buffer *to, json_t *row, const char *field);

/* As format_words(), within a sentence: where the language is another than
 * English a day is as people write it, "den 5 maj 2026 klockan 08.00". */
void format_in_sentence(struct buffer *to, json_t *row, const char *field);

/* How a timeframe was read: "period, from 2022-01-01 to 2022-06-30"; `start`
 * and `end` are days or NULL. */
void format_reading(
    struct buffer *to, const char *kind, const char *start, const char *end);

/* Text that a terminal can be trusted with: control characters (C0, C1) and
 * bytes that are no UTF-8 become "?"; line breaks and tabs become spaces
 * unless `lines` are kept. */
void format_clean(struct buffer *to, const char *text, int lines);

#endif
