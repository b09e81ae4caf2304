/* SPDX-License-Identifier: ISC */
#include "client/verb.h"

static const struct column columns[] = {
	{ "from", "FROM", COLUMN_PLAIN },
	{ "to", "TO", COLUMN_PLAIN },
	{ "yearly", "YEARLY", COLUMN_RARE },
	{ "reason", "REASON", COLUMN_RARE | COLUMN_WORDS },
	{ 0 },
};

const struct verb quiet_verbs[] = {
	{ "quiet add <from> <to> [--yearly] [--reason TEXT]", "quiet.add",
	    WRITES, "Add a period, last day included, without reminders.",
	    columns },
	{ "quiet list", "quiet.list", LISTS,
	    "List the periods without reminders.", columns,
	    "no quiet periods" },
	{ "quiet remove <from>", "quiet.remove", WRITES,
	    "Remove the quiet period that begins on a day.", columns },
	{ 0 },
};
