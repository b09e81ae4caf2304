/* SPDX-License-Identifier: ISC */
/* The day that an answer names. */
#ifndef CLIENT_ANSWER_DAY_H
#define CLIENT_ANSWER_DAY_H

#include "client/answer_words.h"
#include "client/call.h"

#define ANSWER_DAY 11 /* YYYY-MM-DD with its end */

/* Asks the daemon for the day of a saying, in a mail that was written on
 * `written` ("": not known). Without a year it is the next such day, that one
 * with it; the last one where the words tell of what has been, or of what is
 * done and that was up to three months before. Where nobody can know, the
 * call's `year` says which of the two. Sets `day` to it, or *reason to why
 * there is none (static). */
int answer_day_find(char day[ANSWER_DAY], const char **reason,
    struct call *call, const struct saying *saying, const char *written,
    struct err *err);

#endif
