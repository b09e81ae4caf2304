/* SPDX-License-Identifier: ISC */
#include "client/verb.h"

static const struct column columns[] = {
	{ "plan", "PLAN", COLUMN_RARE },
	{ "stage", "STAGE", COLUMN_PLAIN },
	{ "at", "NUMBERS (--at)", COLUMN_PLAIN, 2 },
	{ "words", "WHEN", COLUMN_WORDS | COLUMN_WRAP },
	{ "unit", NULL, COLUMN_PLAIN },
	{ "told", "TOLD", COLUMN_WRAP },
	{ "changed", "CHANGED", COLUMN_PLAIN, 1 },
	{ 0 },
};

const struct verb ladder_verbs[] = {
	{ "ladder show [--plan CODE]", "ladder.show", LISTS,
	    "Show when notices are sent, and to whom.", columns },
	{ "ladder set <stage> [--at N]... [--told ROLE]... [--off] "
	  "[--plan CODE]",
	    "ladder.set", WRITES,
	    "Change when a stage's notices are sent, or to whom.", columns },
	{ "ladder reset [<stage>] [--plan CODE]", "ladder.reset", WRITES,
	    "Go back to the default, of a plan to that of all plans." },
	{ 0 },
};
