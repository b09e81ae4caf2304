/* SPDX-License-Identifier: ISC */
#include "client/observation_import.h"
#include "client/verb.h"

static const struct column columns[] = {
	{ "id", "ID", COLUMN_NUMBER },
	{ "date", "DATE", COLUMN_PLAIN },
	{ "area", "AREA", COLUMN_PLAIN, 3 },
	{ "kind", "KIND", COLUMN_PLAIN },
	{ "environment", "ENVIRONMENT", COLUMN_CUT, 5 },
	{ "district", "DISTRICT", COLUMN_RARE | COLUMN_CUT, 2 },
	{ "place", "PLACE", COLUMN_RARE | COLUMN_CUT, 6 },
	{ "count", "COUNT", COLUMN_NUMBER, 1 },
	{ "source", "SOURCE", COLUMN_RARE | COLUMN_CUT, 7 },
	{ "text", "TEXT", COLUMN_WORDS },
	{ "department", NULL, COLUMN_PLAIN },
	{ "entry", "ENTRY", COLUMN_NUMBER, 8 },
	{ "field", NULL, COLUMN_PLAIN },
	{ 0 },
};

const struct verb observation_verbs[] = {
	{ "observation add --date DAY --area A --kind K [--environment E] "
	  "[--district TEXT] [--place TEXT] [--count N] [--source TEXT] "
	  "--text TEXT",
	    "observation.add", WRITES,
	    "Report what was seen, where and when; never who.", columns },
	{ "observation list [--from DATE] [--to DATE] [--all]",
	    "observation.list", LISTS,
	    "List observations: all, or those of your department.", columns,
	    "no observations" },
	{ "observation import <file> [--dry-run] [--column FIELD=HEADING]... "
	  "[--sheet NAME] [--table N] [--year N]",
	    "observation.import", WRITES,
	    "Read a table of observations, as it comes each week.", NULL, NULL,
	    observation_import_run },
	{ 0 },
};

static const struct column kind_columns[] = {
	{ "name", "KIND", COLUMN_PLAIN },
	{ "area", "AREA", COLUMN_PLAIN },
	{ "spellings", "ALSO CALLED", COLUMN_WORDS },
	{ "retired", "RETIRED", COLUMN_RARE },
	{ 0 },
};

const struct verb kind_verbs[] = {
	{ "kind list", "kind.list", LISTS,
	    "List the kinds that an observation can be of.", kind_columns,
	    "no kinds" },
	{ "kind add <name> --area A", "kind.add", WRITES,
	    "Add a kind, or take a retired one into use again.", kind_columns },
	{ "kind retire <name>", "kind.retire", WRITES,
	    "Let no more be reported of a kind; what was stays.",
	    kind_columns },
	{ 0 },
};
