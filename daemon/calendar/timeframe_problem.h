/* SPDX-License-Identifier: ISC */
/* What keeps a timeframe from being read into days, or makes them a guess. */
#ifndef DAEMON_CALENDAR_TIMEFRAME_PROBLEM_H
#define DAEMON_CALENDAR_TIMEFRAME_PROBLEM_H

#include "daemon/calendar/timeframe.h"

enum problem {
	PROBLEM_NONE,
	PROBLEM_EMPTY,
	PROBLEM_LONG,
	PROBLEM_WORDS,
	PROBLEM_NO_YEAR,
	PROBLEM_RELATIVE,
	PROBLEM_LENGTH,
	PROBLEM_SEVERAL,
	PROBLEM_EACH_YEAR,
	PROBLEM_CROSSING,
	PROBLEM_WINTER,
	PROBLEM_SCHOOL_YEAR,
	PROBLEM_TURN,
	PROBLEM_PAIR,
	PROBLEM_DIGITS,
	PROBLEM_JUL,
	/* From here on it is impossible. */
	PROBLEM_DAY,
	PROBLEM_MONTH,
	PROBLEM_WEEK,
	PROBLEM_BLOCK,
	PROBLEM_NOT_NEXT,
	PROBLEM_ORDER,
};

/* What makes a reading vague. */
enum doubt {
	DOUBT_NONE,
	DOUBT_PIECE,
	DOUBT_AFTER,
	DOUBT_ROUGH,
	DOUBT_CHOICE,
	DOUBT_SHORT_YEAR,
	DOUBT_PLAN_YEAR,
	DOUBT_SERIAL,
};

/* Undated or invalid, and the sentence that says why. */
enum timeframe_kind problem_kind(enum problem problem);
const char *problem_reason(enum problem problem);
const char *doubt_reason(enum doubt doubt);

#endif
