/* SPDX-License-Identifier: ISC */
/* Which notices an activity and its history call for, and on which days: the
 * one rule of the live run and of every rehearsal. Pure. The stages are those
 * of design 9, as the ladder in force has them. */
#ifndef DAEMON_LADDER_LADDER_H
#define DAEMON_LADDER_LADDER_H

#include <stdbool.h>

#include "daemon/calendar/interval.h"
#include "daemon/calendar/workday.h"
#include "daemon/ladder/stage.h"

/* Stages that follow on each other. Of what one reader is told of a chain the
 * last step that has come stands, and overtakes those before it. */
enum chain {
	CHAIN_ASSIGNED,
	CHAIN_MOVED,
	CHAIN_DUE, /* begin, midway, upcoming, due, overdue */
	CHAIN_ESCALATED,
	CHAIN_STALE,
	CHAIN_REVIEW,
	CHAIN_UNCLEAR,
	CHAINS
};

/* How far the escalation has come since the overdue chain began. */
struct climb {
	struct day from; /* its rungs count from here; DAY_NONE: not yet */
	int offset;      /* ... on which day they were already so far */
	int last;        /* the rung climbed last, -1 for none ... */
	struct day on;   /* ... and on which date */
};

/* An open activity and its history, as days; DAY_NONE where there is none. */
struct ladder_item {
	struct day start, due; /* of the timeframe; due: of one that ends */
	struct day period; /* where the period of one without start begins */
	/* The first day whose run the activity as it now stands could join;
	 * stages of earlier dates had passed when it came. */
	struct day joins;
	bool planned;        /* not begun */
	struct day unclear;  /* the first run that could ask about it */
	struct day heard;    /* the last word of progress */
	struct day silence;  /* started: since when nothing was heard */
	struct day reviewed; /* no due date: since when, until it is done */
	struct interval review;
	int review_month; /* it comes in this one, 1 to 12; 0: in any */
	struct day moved; /* the first run after its due date moved; it may be
	                   * a day before `joins`, where that run was late */
	struct day taken; /* late when its lead took it over: since when the
	                     * lead knows, which begins the overdue chain */
	struct climb climb;
	/* The last answer of the lead holds the overdue and the escalated
	 * chain through this day; how many have begun. */
	struct day held_until;
	int holds_begun;
};

/* One who is told of it. */
struct ladder_reader {
	unsigned roles;   /* bits 1 << enum role_told */
	struct day joins; /* as the item's, where it came later to this one */
	struct day assigned; /* the first run that could say that it came */
	/* The last step on record; of `assigned` the run that told it. */
	struct day noticed[CHAINS];
};

/* A date of the ladder, always a workday. */
struct ladder_step {
	struct day regular;
	unsigned
	    stages; /* bits 1 << enum stage: those that come on that date */
	int place;  /* escalated: which of its rung's numbers */
};

enum chain ladder_chain(enum stage stage);

/* How many holds may begin for one due date and one lead. */
#define HOLDS_MAX 2

/* The first step of a chain for the reader whose regular date is after
 * `after`; false where there is none, or not before the end of the calendar.
 * `workdays` are those on which somebody is told: quiet periods are off. */
bool ladder_next(const struct ladder_item *item,
    const struct ladder_reader *reader, const struct ladder *ladder,
    const struct workdays *workdays, enum chain chain, struct day after,
    struct ladder_step *step);

/* Where the chain's steps on record end: ladder_next()'s first `after`. */
struct day ladder_noticed(const struct ladder_item *item,
    const struct ladder_reader *reader, enum chain chain);

/* The last workday on or before the due date, when the `due` letter comes. */
struct day ladder_due_letter(struct day due, const struct workdays *workdays);

#endif
