/* SPDX-License-Identifier: ISC */
/* A line of an answer as people write it, "7 pågår 80 %, klart 1 november":
 * which activities it speaks of and what it says. A line is read whole or not
 * at all, so that no "inte" is passed over. Pure. */
#ifndef CLIENT_ANSWER_WORDS_H
#define CLIENT_ANSWER_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ANSWER_ACTIVITIES_MAX 16
#define ANSWER_SAYINGS_MAX    8
#define ANSWER_FAR            2

/* What a line says of some activities. */
struct saying {
	int64_t activities[ANSWER_ACTIVITIES_MAX];
	size_t count;
	const char *status; /* planned or started; NULL: not said */
	int progress;       /* per cent; -1: not said */
	bool done;          /* is done, or will be on the day */
	bool past, future;  /* its words say which of the two */
	char day[96];       /* a day as written; "": none */
	bool has_year;      /* the day says its year */
	int near;           /* "igår": the day is so many after the mail's,
			     * -1, 0 or 1, and `day` only says that there is
			     * one; else ANSWER_FAR */
	const char *note;   /* into the line, to its end: when it begins, or,
			     * without a status, that a new due date is
			     * needed; NULL: neither */
};

/* Reads a line of UTF-8. Returns how many sayings it is made of; 0 where any
 * word of it was not understood or words of it contradict each other. */
size_t answer_words_read(
    struct saying sayings[ANSWER_SAYINGS_MAX], const char *line);

/* Whether the line greets or takes leave, and says no more: such words, and
 * names, which begin with a capital. */
bool answer_words_greets(const char *line);

/* Whether it does so with a word that ends a letter: "Med vänlig hälsning". */
bool answer_words_takes_leave(const char *line);

/* The number of an activity that a line begins with, 0 for none; *labelled:
 * "nr 5", and not "5". */
long long answer_words_activity(const char *line, bool *labelled);

/* Why a line of which nothing was taken could not be read: a static text. */
const char *answer_words_why(const char *line);

#endif
