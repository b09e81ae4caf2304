/* SPDX-License-Identifier: ISC */
/* What a timeframe says as a whole: times, the words that join them, and
 * whether it begins, ends or lasts then. */
#ifndef DAEMON_CALENDAR_TIMEFRAME_STATEMENT_H
#define DAEMON_CALENDAR_TIMEFRAME_STATEMENT_H

#include "daemon/calendar/timeframe_part.h"

#define PARTS_MAX 8

enum relation {
	RELATION_PLAIN, /* during it */
	RELATION_BY,
	RELATION_BEFORE,
	RELATION_FROM,
	RELATION_AFTER,
};

enum join {
	JOIN_CLAUSE, /* begins a clause of its own */
	JOIN_RANGE,
	JOIN_LIST,
	JOIN_CHOICE, /* a list that is vague: "eller" */
};

/* Each part with what stands before it; the relation is its clause's. */
struct statement {
	struct statement_part {
		struct part part;
		enum join join;
		enum relation relation;
		bool inferred; /* its year is another part's */
		bool apart;    /* joined by "och" or a comma, not a slash */
		bool until;    /* joined by "till" */
		bool spans;    /* joined by "från", "mellan", "till och med" */
	} parts[PARTS_MAX];
	size_t count;
};

/* Reads tokens up to TOKEN_END. */
enum problem statement_read(
    const struct timeframe_token *tokens, struct statement *statement);

#endif
