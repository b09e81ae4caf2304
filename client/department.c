/* SPDX-License-Identifier: ISC */
#include "client/department_import.h"
#include "client/verb.h"

static const struct column columns[] = {
	{ "code", "CODE", COLUMN_PLAIN },
	{ "name", "NAME", COLUMN_CUT },
	{ "mail", "MAIL", COLUMN_PLAIN },
	{ "escalation", "ESCALATION", COLUMN_RARE },
	{ "language", "LANGUAGE", COLUMN_PLAIN },
	{ "aliases", "ALIASES", COLUMN_RARE | COLUMN_CUT },
	{ "successor", "SUCCESSOR", COLUMN_RARE },
	{ "external", NULL, COLUMN_PLAIN },
	{ 0 },
};

const struct verb department_verbs[] = {
	{ "department add <code> <name> [--mail ADDRESS] [--external] "
	  "[--escalation ADDRESS] [--language LANGUAGE] [--alias TEXT]...",
	    "department.add", WRITES, "Add a department.", columns },
	{ "department list", "department.list", LISTS, "List the departments.",
	    columns, "no departments yet" },
	{ "department edit <code> [--name TEXT] [--mail ADDRESS] "
	  "[--external] [--escalation ADDRESS] [--language LANGUAGE] "
	  "[--alias TEXT]... "
	  "[--remove-alias TEXT]... [--remove-escalation]",
	    "department.edit", WRITES, "Change a department.", columns },
	{ "department import <file> [--sheet NAME] [--table N]",
	    "department.import", WRITES,
	    "Add or change departments by a table.", NULL, NULL,
	    department_import_run },
	{ "department replace <old> <new>", "department.replace", WRITES,
	    "Let one department take over from another." },
	{ 0 },
};
