/* SPDX-License-Identifier: ISC */
#include "client/archive.h"
#include "client/calendar.h"
#include "client/call.h"
#include "client/import.h"
#include "client/plan_export.h"
#include "client/timeline.h"
#include "client/verb.h"

static const struct column columns[] = {
	{ "code", "CODE", COLUMN_PLAIN },
	{ "title", "TITLE", COLUMN_WORDS },
	{ "case_number", "CASE", COLUMN_RARE, 5 },
	{ "decision", "DECISION", COLUMN_RARE | COLUMN_CUT, 8 },
	{ "adopted", "ADOPTED", COLUMN_RARE, 6 },
	{ "valid_until", "VALID UNTIL", COLUMN_RARE, 4 },
	{ "review", "REVIEW", COLUMN_RARE, 9 },
	{ "steering", "STEERING", COLUMN_RARE | COLUMN_CUT, 10 },
	{ "follow_up", NULL, COLUMN_PLAIN },
	{ "statutory", NULL, COLUMN_PLAIN },
	{ "followed", "FOLLOWED UP", COLUMN_RARE, 7 },
	{ "followed_decision", NULL, COLUMN_PLAIN },
	{ "follow_up_due", "FOLLOW UP BY", COLUMN_PLAIN, 1 },
	{ "duty_overdue", NULL, COLUMN_PLAIN },
	{ "closed_at", "CLOSED", COLUMN_RARE },
	{ "closed_reason", NULL, COLUMN_PLAIN },
	{ "successor", NULL, COLUMN_PLAIN },
	{ "board", "BOARD", COLUMN_RARE | COLUMN_CUT, 11 },
	{ "bands", NULL, COLUMN_PLAIN },
	{ "activities", "ACTIVITIES", COLUMN_NUMBER, 2 },
	{ "open", "OPEN", COLUMN_NUMBER },
	{ "overdue", "OVERDUE", COLUMN_NUMBER },
	{ 0 },
};

const struct verb plan_verbs[] = {
	{ "plan add <code> --title TEXT [--case-number TEXT] "
	  "[--adopted DATE] [--decision REF] [--valid-until DATE] "
	  "[--review INTERVAL] [--follow-up INTERVAL] [--statutory] "
	  "[--steering ADDRESS] [--board NAME] [--band TEXT]...",
	    "plan.add", WRITES, "Add a plan.", columns },
	{ "plan list", "plan.list", LISTS, "List the plans.", columns,
	    "no plans yet" },
	{ "plan show <code>", "plan.show", READS, "Show a plan.", columns },
	{ "plan edit <code> [--title TEXT] [--case-number TEXT] "
	  "[--adopted DATE] [--decision REF] [--valid-until DATE] "
	  "[--review INTERVAL] [--follow-up INTERVAL] [--statutory] "
	  "[--steering ADDRESS] [--board NAME] [--band TEXT]...",
	    "plan.edit", WRITES, "Change a plan.", columns },
	{ "plan follow-up <code> --on DATE --decision REF", "plan.follow_up",
	    WRITES, "Say that a plan was followed up.", columns },
	{ "plan carry <old> <new> [--yes]", "plan.carry", WRITES | FINAL,
	    "Let what is open go on in another plan, and close the old one." },
	{ "plan close <code> --reason TEXT [--yes]", "plan.close",
	    WRITES | FINAL, "Close a plan: nobody is reminded of it any more.",
	    columns },
	{ "import <file> --plan CODE [--decision REF] [--dry-run] "
	  "[--column FIELD=HEADING]... [--sheet NAME] [--table N] "
	  "[--as-shown] [--fill-down] [--skip-invalid] [--year N]",
	    "plan.import", WRITES | PAGED,
	    "Read a plan's activities from a table.", NULL, NULL, import_run },
	{ "export <file> --plan CODE [--board NAME] [--as KIND]",
	    "activity.list", READS,
	    "Write a plan's activities to a .csv, .json, .xlsx or .ods that "
	    "import reads.",
	    NULL, NULL, plan_export_run },
	{ "calendar <file> [--plan CODE] [--department CODE] [--all]",
	    "calendar.dates", READS,
	    "Write the due dates to an .ics that calendar programs read.", NULL,
	    NULL, calendar_run },
	{ "archive <folder:DIR>", NULL, READS,
	    "Write all there is into a new folder that a person can read.",
	    NULL, NULL, archive_run },
	{ "timeline [--plan CODE] [--department CODE] [--all]", "activity.list",
	    READS | PAGED,
	    "Draw plans over time: a bar an activity, and where today is.",
	    timeline_columns, "no activities match", timeline_run },
	{ 0 },
};
