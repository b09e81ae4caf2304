/* SPDX-License-Identifier: ISC */
#include "client/department_import.h"
#include "client/verb.h"

static const struct column columns[] = {
	{ "code", "CODE", COLUMN_PLAIN },
	{ "name", "NAME", COLUMN_WORDS },
	{ "mail", "MAIL", COLUMN_CUT },
	{ "escalation", "ESCALATION", COLUMN_RARE | COLUMN_CUT, 3 },
	{ "language", "LANGUAGE", COLUMN_PLAIN, 5 },
	{ "aliases", "ALIASES", COLUMN_RARE | COLUMN_CUT, 4 },
	{ "successor", "SUCCESSOR", COLUMN_RARE, 2 },
	{ "external", "EXTERNAL", COLUMN_RARE, 1 },
	{ "board", "BOARD", COLUMN_RARE | COLUMN_CUT, 6 },
	{ 0 },
};

const struct verb department_verbs[] = {
	{ "department add <code> <name> [--mail ADDRESS] [--external] "
	  "[--escalation ADDRESS] [--board NAME] [--language LANGUAGE] "
	  "[--alias NAME]...",
	    "department.add", WRITES, "Add a department.", columns },
	{ "department list", "department.list", LISTS, "List the departments.",
	    columns, "no departments yet" },
	{ "department edit <code> [--name TEXT] [--mail ADDRESS] "
	  "[--external] [--escalation ADDRESS] [--board NAME] "
	  "[--language LANGUAGE] "
	  "[--alias NAME]... "
	  "[--remove-alias NAME]... [--remove-escalation]",
	    "department.edit", WRITES, "Change a department.", columns },
	{ "department import <file> [--dry-run] [--column FIELD=HEADING]... "
	  "[--sheet NAME] [--table N]",
	    "department.import", WRITES,
	    "Add or change departments by a table.", NULL, NULL,
	    department_import_run },
	{ "department replace <old> <new> [--yes]", "department.replace",
	    WRITES | FINAL, "Let one department take over from another." },
	{ 0 },
};
