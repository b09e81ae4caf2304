/* SPDX-License-Identifier: ISC */
#include "client/command.h"

static const struct column columns[] = {
	{ "id", "ID", COLUMN_NUMBER },
	{ "activity", "ACTIVITY", COLUMN_NUMBER },
	{ "stage", "STAGE", COLUMN_PLAIN },
	{ "n", "N", COLUMN_NUMBER },
	{ "recipient", "RECIPIENT", COLUMN_PLAIN },
	{ "planned_for", "PLANNED FOR", COLUMN_PLAIN },
	{ "state", "STATE", COLUMN_PLAIN },
	{ "dispatch", "DISPATCH", COLUMN_NUMBER },
	{ 0 },
};

const struct command notice_commands[] = {
	{ "notice list [--department CODE] [--state STATE] [--since DATE]",
	    "notice.list", LISTS, "List notices, planned and sent.", columns,
	    "no notices match" },
	{ "notice show <id>", "notice.show", READS,
	    "Show a notice as it was sent.", columns },
	{ 0 },
};
