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

/* Stages that follow on each other. Of each chain the last step that has come
 * stands, and overtakes those before it. */
enum chain {
	CHAIN_DUE, /* upcoming, begin, due, overdue */
	CHAIN_ESCALATED,
	CHAIN_STALE,
	CHAIN_REVIEW,
	CHAIN_UNCLEAR,
	CHAIN_TRANSFERRED,
	CHAINS
};

/* An open activity and its history, as days; DAY_NONE where there is none. */
struct ladder_item {
	struct day start, due; /* of the timeframe; due: of one that ends */
	struct day period; /* where the period of one without start begins */
	/* The first day whose run the activity as it now stands could join;
	 * stages of earlier dates had passed when it came. */
	struct day joins;
	bool planned;     /* not begun */
	bool unclear;     /* undated, vague and not confirmed, nobody leads */
	struct day noted; /* started: the last word of progress */
	struct day accepted; /* the first overdue notice that arrived */
	struct day reviewed; /* no due date: since when it is reviewed ... */
	struct day ends;     /* ... and until when */
	struct interval review;
	struct day transferred;     /* the first run after another took over */
	struct day noticed[CHAINS]; /* the last step on record */
};

/* A date of the ladder, always a workday. */
struct ladder_step {
	struct day regular;
	unsigned
	    stages; /* bits 1 << enum stage: those that come on that date */
	int place;  /* escalated: which of its rung's numbers */
};

enum chain ladder_chain(enum stage stage);

/* The first step of a chain whose regular date is after `after`; false where
 * there is none, or not before the end of the calendar. `workdays` are those
 * on which somebody is told: quiet periods are off. */
bool ladder_next(const struct ladder_item *item, const struct ladder *ladder,
    const struct workdays *workdays, enum chain chain, struct day after,
    struct ladder_step *step);

/* Where the chain's steps on record end: ladder_next()'s first `after`. */
struct day ladder_noticed(const struct ladder_item *item, enum chain chain);

/* The date of the first step of any chain that is not on record; DAY_NONE
 * where nothing will ever come by itself. */
struct day ladder_next_due(const struct ladder_item *item,
    const struct ladder *ladder, const struct workdays *workdays);

#endif
