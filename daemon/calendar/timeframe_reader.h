/* SPDX-License-Identifier: ISC */
/* Where the reading of a timeframe is, and its smallest steps. */
#ifndef DAEMON_CALENDAR_TIMEFRAME_READER_H
#define DAEMON_CALENDAR_TIMEFRAME_READER_H

#include "daemon/calendar/timeframe_problem.h"
#include "daemon/calendar/timeframe_tokens.h"

/* Where the reader is. What a rule does not want it leaves. */
struct timeframe_reader {
	const struct timeframe_token *at;
	bool between;         /* after "mellan" "och" joins as a dash does */
	enum problem problem; /* the first that a rule met */
};

/* Takes a token of that type, where it is the next. */
bool reader_take(struct timeframe_reader *reader, enum token_type type);

/* Passes over words that say nothing. */
void reader_skip(struct timeframe_reader *reader);

/* Notes the problem, unless there is one already; false. */
bool reader_fail(struct timeframe_reader *reader, enum problem problem);

/* Whether it joins two times; a comma only where one is wanted. */
bool token_joins(const struct timeframe_token *token, bool comma);

#endif
