/* SPDX-License-Identifier: ISC */
/* How a letter says things: sentences with values in them, days and numbers
 * in words. Pure. */
#ifndef DAEMON_LETTER_LETTER_SAY_H
#define DAEMON_LETTER_LETTER_SAY_H

#include "daemon/letter/letter_words.h"

/* Lines under a number begin here. */
#define LETTER_INDENT 7

#define VALUES(...) ((const char *const[]){ __VA_ARGS__ })

/* Adds a sentence with its values, "%1" the first, a long one cut. */
void letter_fill(
    struct buffer *to, const char *sentence, const char *const *values);

/* The same, after a blank where something stands before it. */
void letter_say(
    struct buffer *to, const char *sentence, const char *const *values);

/* A text in the quotes of the language. */
void letter_quote(struct buffer *to, const struct letter_words *words,
    const char *sentence, const char *text);

/* The same where the quote ends the sentence: a full stop follows what has no
 * end of its own. */
void letter_quote_whole(struct buffer *to, const struct letter_words *words,
    const char *sentence, const char *text);

#define LETTER_DATE 40 /* bytes of a day in words, terminated */

/* "30 juni 2022"; the same without the year where that is the letter's; in
 * capitals. They return `date`. */
const char *letter_date(
    char date[LETTER_DATE], const struct letter_words *words, struct day day);
const char *letter_near(char date[LETTER_DATE],
    const struct letter_words *words, const struct letter *letter,
    struct day day);
const char *letter_capital_date(char date[LETTER_DATE]);

/* "den 1, 11 och 18 juli": days in their order, with their year where it is
 * not the letter's, or `letter` is NULL. */
void letter_days(struct buffer *to, const struct letter_words *words,
    const struct letter *letter, const struct day *days, size_t count);

#define LETTER_NUMBER 24

/* Up to twelve in words, else in digits; as a sentence begins; in digits. The
 * words are borrowed, or stand in `digits`. */
const char *letter_number(char digits[LETTER_NUMBER],
    const struct letter_words *words, size_t number);
const char *letter_capital_number(char digits[LETTER_NUMBER],
    const struct letter_words *words, size_t number);
const char *letter_digits(char digits[LETTER_NUMBER], int64_t number);

/* Adds the sentence for one or for many, with a number in words, a capital
 * where it begins with it. */
void letter_say_number(struct buffer *to, const struct letter_words *words,
    const struct number_words *sentence, size_t number);

/* A day, and how far it is from the letter's: "i dag, den 8 maj 2026"; in
 * workdays where `late` says how many have passed, in months from 21 on. */
void letter_far(struct buffer *to, const struct letter_words *words,
    const struct letter *letter, struct day day, int late);

/* A day alone: "den 8 maj 2026". */
void letter_on(
    struct buffer *to, const struct letter_words *words, struct day day);

/* What is wrong with a timeframe, from the plan's words to the language's. */
const char *letter_reason(const struct letter_words *words, const char *reason);
/* Whether there is no time in it, and nothing to mend but that. */
bool letter_is_no_time(const char *reason);

/* What the letter says of a group's activities or plans, as many as it has. */
const struct group_words *letter_group_words(const struct letter_words *words,
    const struct letter *letter, enum group group);

/* Before the n-th of `count` names: "", ", ", " och ". */
const char *letter_join(
    const struct letter_words *words, size_t n, size_t count);

/* Writes a paragraph from the margin, or in an item's lines, and empties it;
 * of nothing nothing. */
void letter_paragraph(struct buffer *text, struct buffer *line);
void letter_indented(struct buffer *text, struct buffer *line);

#endif
