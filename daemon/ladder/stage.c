/* SPDX-License-Identifier: ISC */
#include "daemon/ladder/stage.h"

#include <assert.h>
#include <stddef.h>

const char *const stage_words[] = {
	[STAGE_DIGEST] = "digest",
	[STAGE_ASSIGNED] = "assigned",
	[STAGE_MOVED] = "moved",
	[STAGE_UNCLEAR] = "unclear",
	[STAGE_ENDING] = "ending",
	[STAGE_FOLLOW_UP] = "follow-up",
	[STAGE_REVIEW] = "review",
	[STAGE_STALE] = "stale",
	[STAGE_MIDWAY] = "midway",
	[STAGE_BEGIN] = "begin",
	[STAGE_UPCOMING] = "upcoming",
	[STAGE_DUE] = "due",
	[STAGE_OVERDUE] = "overdue",
	[STAGE_ESCALATED] = "escalated",
	[STAGES] = NULL,
};

const char *const told_words[] = {
	[TOLD_LEAD] = "lead",
	[TOLD_COOPERATING] = "cooperating",
	[TOLD_ESCALATION] = "escalation",
	[TOLD_FORMER] = "former",
	[TOLD_COORDINATOR] = "coordinator",
	[TOLD_STEERING] = "steering",
	[TOLD_ROLES] = NULL,
};

const char *stage_word(enum stage stage)
{
	assert(stage < STAGES);
	return stage_words[stage];
}

const char *told_word(enum role_told role)
{
	assert(role < TOLD_ROLES);
	return told_words[role];
}

/* The n-th number of the escalation is for the n-th role; the last for that
 * and all after it. Other stages tell all of theirs. */
bool rung_tells(
    const struct rung *rung, enum stage stage, int place, unsigned roles)
{
	int last = rung->told_count - 1;
	int from = 0, to = last;

	if (stage == STAGE_ESCALATED) {
		from = place < last ? place : last;
		to = place < rung->count - 1 ? from : last;
	}
	for (int i = from; i >= 0 && i <= to; i++)
		if (roles & 1u << rung->told[i])
			return true;
	return false;
}

/* Design, section 9. */
/* clang-format off */
const struct ladder ladder_default = { .rungs = {
	[STAGE_ASSIGNED] = { { 0 }, 1,
	    { TOLD_LEAD, TOLD_COOPERATING, TOLD_FORMER }, 3 },
	[STAGE_MOVED] = { { 0 }, 1, { TOLD_LEAD, TOLD_COOPERATING }, 2 },
	[STAGE_UPCOMING] = { { 30, 7, 0 }, 3,
	    { TOLD_LEAD, TOLD_COOPERATING }, 2 },
	[STAGE_BEGIN] = { { 5 }, 1, { TOLD_LEAD }, 1 },
	[STAGE_MIDWAY] = { { 120 }, 1, { TOLD_LEAD }, 1 },
	[STAGE_DUE] = { { 0 }, 1, { TOLD_LEAD }, 1 },
	[STAGE_OVERDUE] = { { 4, 1 }, 2, { TOLD_LEAD }, 1 },
	[STAGE_ESCALATED] = { { 10, 20 }, 2,
	    { TOLD_ESCALATION, TOLD_COORDINATOR, TOLD_STEERING }, 3 },
	[STAGE_STALE] = { { 60 }, 1, { TOLD_LEAD }, 1 },
	[STAGE_REVIEW] = { { 0 }, 1, { TOLD_LEAD }, 1 },
	[STAGE_FOLLOW_UP] = { { 4, 1, 90, 30 }, 4,
	    { TOLD_COORDINATOR, TOLD_STEERING }, 2 },
	[STAGE_ENDING] = { { 1, 30 }, 2,
	    { TOLD_COORDINATOR, TOLD_STEERING }, 2 },
	[STAGE_UNCLEAR] = { { 4, 1 }, 2, { TOLD_COORDINATOR }, 1 },
	[STAGE_DIGEST] = { { 0 }, 1, { TOLD_COORDINATOR }, 1 },
} };
