/* SPDX-License-Identifier: ISC */
/* One look at a chain, shared by the files that know its stages. Pure. */
#ifndef DAEMON_LADDER_LADDER_SEARCH_H
#define DAEMON_LADDER_LADDER_SEARCH_H

#include "daemon/ladder/ladder.h"

/* The earliest date offered so far. */
struct search {
	const struct ladder_item *item;
	const struct ladder_reader *reader;
	const struct ladder *ladder;
	const struct workdays *workdays;
	enum chain chain;
	struct day after;
	struct ladder_step *step; /* stages is 0 before the first offer */
};

/* Takes the day where the stage tells the reader, it is after what the search
 * is after, and before or on what was offered. DAY_NONE is none. */
void search_offer(
    struct search *search, enum stage stage, struct day day, int place);

const struct rung *search_rung(const struct search *search, enum stage stage);

/* What a stage's dates are after: one that was changed does not come on dates
 * that had passed. */
struct day search_after(const struct search *search, enum stage stage);

/* Whether the reader was told in the week that begins with `monday`: it has
 * one weekly notice, also where its first workday became another since. */
bool search_told_in(const struct search *search, struct day monday);

#endif
