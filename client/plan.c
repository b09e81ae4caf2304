/* SPDX-License-Identifier: ISC */
#include "client/call.h"
#include "client/import.h"
#include "client/verb.h"

static const struct column columns[] = {
	{ "code", "CODE", COLUMN_PLAIN },
	{ "title", "TITLE", COLUMN_CUT },
	{ "case_number", "CASE", COLUMN_RARE },
	{ "decision", "DECISION", COLUMN_RARE | COLUMN_CUT },
	{ "adopted", "ADOPTED", COLUMN_RARE },
	{ "valid_until", "VALID UNTIL", COLUMN_RARE },
	{ "review", "REVIEW", COLUMN_RARE },
	{ "activities", "ACTIVITIES", COLUMN_NUMBER },
	{ "open", "OPEN", COLUMN_NUMBER },
	{ "overdue", "OVERDUE", COLUMN_NUMBER },
	{ 0 },
};

const struct verb plan_verbs[] = {
	{ "plan add <code> --title TEXT [--case-number TEXT] "
	  "[--adopted DATE] [--decision REF] [--valid-until DATE] "
	  "[--review INTERVAL]",
	    "plan.add", WRITES, "Add a plan.", columns },
	{ "plan list", "plan.list", LISTS, "List the plans.", columns,
	    "no plans yet" },
	{ "plan show <code>", "plan.show", READS, "Show a plan.", columns },
	{ "plan edit <code> [--title TEXT] [--case-number TEXT] "
	  "[--adopted DATE] [--decision REF] [--valid-until DATE] "
	  "[--review INTERVAL]",
	    "plan.edit", WRITES, "Change a plan.", columns },
	{ "import <file> --plan CODE [--decision REF] [--dry-run] "
	  "[--skip-invalid] [--year N]",
	    "plan.import", WRITES, "Read a plan's activities from a CSV file.",
	    NULL, NULL, import_run },
	{ 0 },
};
