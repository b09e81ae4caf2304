/* SPDX-License-Identifier: ISC */
#include "client/meeting_import.h"
#include "client/verb.h"

static const struct column columns[] = {
	{ "body", "BODY", COLUMN_WORDS },
	{ "date", "DATE", COLUMN_PLAIN },
	{ "time", "TIME", COLUMN_RARE },
	{ "papers", "PAPERS", COLUMN_PLAIN },
	{ 0 },
};

static const struct column body_columns[] = {
	{ "body", "BODY", COLUMN_WORDS },
	{ "committee_of", "COMMITTEE OF", COLUMN_RARE },
	{ "papers", "WORKDAYS", COLUMN_RARE | COLUMN_NUMBER },
	{ "time", "TIME", COLUMN_RARE },
	{ "meetings", "MEETINGS", COLUMN_NUMBER },
	{ 0 },
};

static const struct column drop_columns[] = {
	{ "body", "BODY", COLUMN_WORDS },
	{ "date", "DATE", COLUMN_PLAIN },
	{ "reason", "REASON", COLUMN_WORDS },
	{ 0 },
};

const struct verb meeting_verbs[] = {
	{ "meeting add <body> <date> [<time>] [--papers DATE]", "meeting.add",
	    WRITES, "Add a meeting, or change its time.", columns },
	{ "meeting list [--from DATE] [--to DATE] [--body TEXT]",
	    "meeting.list", LISTS,
	    "List meetings, with the day by which papers must be ready.",
	    columns, "no meetings" },
	{ "meeting import <file> [--year N] [--dry-run] "
	  "[--column FIELD=HEADING]... [--sheet NAME] [--table N]",
	    "meeting.import", WRITES | PAGED,
	    "Add a year's meetings by a table.", NULL, NULL,
	    meeting_import_run },
	{ "meeting body <body> [--committee-of NAME] [--papers DAYS] "
	  "[--time TEXT]",
	    "meeting.body", WRITES,
	    "Say how a body meets: for whom, when, and how early its papers "
	    "are due.",
	    body_columns },
	{ "meeting bodies", "meeting.bodies", LISTS, "List who meets.",
	    body_columns, "nobody meets yet" },
	{ "meeting drop <body> <date> --reason TEXT", "meeting.drop", WRITES,
	    "Take out a meeting that is not held.", drop_columns },
	{ 0 },
};
