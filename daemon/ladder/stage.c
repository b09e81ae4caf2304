/* SPDX-License-Identifier: ISC */
#include "daemon/ladder/stage.h"

#include <stddef.h>

const char *const stage_words[] = {
	[STAGE_TRANSFERRED] = "transferred",
	[STAGE_UNCLEAR] = "unclear",
	[STAGE_REVIEW] = "review",
	[STAGE_STALE] = "stale",
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
	[TOLD_ROLES] = NULL,
};

const char *stage_word(enum stage stage)
{
	return stage_words[stage];
}

const char *told_word(enum role_told role)
{
	return told_words[role];
}

/* Design, section 9. */
/* clang-format off */
const struct ladder ladder_default = { .rungs = {
	[STAGE_UPCOMING] = { { 30, 7, 0 }, 3,
	    { TOLD_LEAD, TOLD_COOPERATING }, 2 },
	[STAGE_BEGIN] = { { 5 }, 1, { TOLD_LEAD }, 1 },
	[STAGE_DUE] = { { 0 }, 1, { TOLD_LEAD }, 1 },
	[STAGE_OVERDUE] = { { 4, 1 }, 2, { TOLD_LEAD }, 1 },
	[STAGE_ESCALATED] = { { 10, 20 }, 2,
	    { TOLD_ESCALATION, TOLD_COORDINATOR }, 2 },
	[STAGE_STALE] = { { 60 }, 1, { TOLD_LEAD }, 1 },
	[STAGE_REVIEW] = { { 24, 90, 30 }, 3, { TOLD_LEAD }, 1 },
	[STAGE_UNCLEAR] = { { 1 }, 1, { TOLD_COORDINATOR }, 1 },
	[STAGE_TRANSFERRED] = { { 0 }, 1, { TOLD_LEAD, TOLD_FORMER }, 2 },
} };
