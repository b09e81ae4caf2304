/* SPDX-License-Identifier: ISC */
/* The words, numbers and signs of a timeframe. */
#ifndef DAEMON_CALENDAR_TIMEFRAME_TOKENS_H
#define DAEMON_CALENDAR_TIMEFRAME_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

#include "daemon/calendar/timeframe_fold.h"

enum token_type {
	TOKEN_END,
	TOKEN_UNKNOWN,
	/* Numbers and signs. */
	TOKEN_NUMBER, /* also "två", "andra" */
	TOKEN_YEAR,   /* four digits that can be a year */
	TOKEN_DASH,
	TOKEN_SLASH,
	TOKEN_DOT,   /* between digits only; other full stops are nothing */
	TOKEN_COMMA, /* whatever parts: , ; : ( ) */
	/* Times. */
	TOKEN_SEASON, /* value: which of timeframe_season() */
	TOKEN_MONTH,  /* value: 1..12 */
	TOKEN_JUL,    /* July cut short, or Christmas */
	TOKEN_BLOCK,  /* value: how many a year has: 4, 3 or 2 */
	TOKEN_WEEK,
	TOKEN_YEAR_NOUN,
	TOKEN_PERIOD_NOUN, /* value: its months, or 0 */
	TOKEN_SCHOOL_YEAR, /* value 1: "läsåren" */
	/* A day, month, term: how long, not when; value: its months, or 0. */
	TOKEN_SPAN_NOUN,
	TOKEN_YEAR_TURN,
	TOKEN_HALF_TURN,
	TOKEN_MONTH_TURN,
	TOKEN_LAST,
	TOKEN_THIRD, /* value: 0..2 */
	TOKEN_HALF,
	TOKEN_CLOSE,   /* the last day of; value 1: "slut", perhaps a third */
	TOKEN_OPENING, /* the first day of */
	TOKEN_INTERIM, /* the year until an interim report */
	/* How times hang together. */
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_UNTIL, /* value 1: "till och med", which joins a range's ends */
	TOKEN_BY,
	TOKEN_BEFORE,
	TOKEN_FROM,
	TOKEN_AFTER,
	TOKEN_BETWEEN,
	TOKEN_START, /* value 1: "påbörjad", which may be a status */
	TOKEN_DONE,
	TOKEN_ONWARD,
	/* Says nothing of its own: "i", "under", "den"; value: below. */
	TOKEN_IN,
	TOKEN_AT, /* "vid": says nothing, or names an event */
	/* What makes the kind. */
	TOKEN_PER,
	TOKEN_CLOCK, /* a time of day comes; both are left out */
	TOKEN_EACH,  /* "var": with a number, again and again */
	TOKEN_TIMES, /* value: how many, or 0 for the number before it */
	/* Value 1: with an X before it, from X; 2: may be a status. */
	TOKEN_ONGOING,
	TOKEN_RECURRING, /* value: the months between, or 0 */
	TOKEN_EVENT,
	TOKEN_ROUGH,
	TOKEN_RELATIVE, /* "nästa": counted from when it was written */
	TOKEN_STATUS,   /* beside a time; value 1: "snarast", beside its end */
};

#define IN_WEEKDAY 2
#define IN_IF      3 /* "om": nothing in "två gånger om året" */

/* Bits of a month's value beside the month. */
#define MONTH_ENGLISH 16 /* no Swedish writes it so */
#define MONTH_NUMBER  15

struct timeframe_token {
	enum token_type type;
	int value;
	int digits;   /* of a number in digits, else 0 */
	bool ordinal; /* "1:a", "första" */
	bool marked;  /* '24 */
	bool spaced;  /* a space before it */
};

/* Rules look at most so many tokens ahead of one that is there. */
#define TOKENS_AHEAD 8
#define TOKENS_MAX   (TIMEFRAME_MAX + TOKENS_AHEAD)

/* Reads what timeframe_fold() wrote; changes `folded`. The last token is
 * TOKEN_END, and so is all of the array after it; returns how many stand before
 * it. */
size_t timeframe_tokens(
    char *folded, struct timeframe_token tokens[TOKENS_MAX]);

#endif
