/* SPDX-License-Identifier: ISC */
#include "client/activity_confirm.h"
#include "client/activity_edit.h"
#include "client/activity_late.h"
#include "client/activity_show.h"
#include "client/verb.h"

static const struct column columns[] = {
	{ "id", "ID", COLUMN_NUMBER },
	{ "plan", "PLAN", COLUMN_PLAIN, 4 },
	{ "goal", NULL, COLUMN_PLAIN },
	{ "problem", NULL, COLUMN_PLAIN },
	{ "activity", "ACTIVITY", COLUMN_WORDS },
	{ "purpose", NULL, COLUMN_PLAIN },
	{ "timeframe.text", "TIMEFRAME", COLUMN_CUT, 6 },
	{ "timeframe.kind", NULL, COLUMN_PLAIN },
	{ "timeframe.start", NULL, COLUMN_PLAIN },
	{ "timeframe.end", NULL, COLUMN_PLAIN },
	{ "due", "DUE", COLUMN_PLAIN },
	{ "expected", "EXPECTED", COLUMN_RARE, 2 },
	{ "lead", "LEAD", COLUMN_PLAIN },
	{ "cooperating", "WITH", COLUMN_RARE, 5 },
	{ "owner_text", NULL, COLUMN_PLAIN },
	{ "status", "STATUS", COLUMN_PLAIN, 1 },
	{ "progress", "%", COLUMN_NUMBER, 3 },
	{ "overdue", NULL, COLUMN_PLAIN },
	{ "areas", NULL, COLUMN_PLAIN },
	{ "strategies", NULL, COLUMN_PLAIN },
	{ "unclear", "UNCLEAR", COLUMN_RARE | COLUMN_CUT, 8 },
	{ "reason", "WHY", COLUMN_RARE | COLUMN_CUT, 7 },
	{ "answered", "LAST ANSWER", COLUMN_RARE, 3 },
	{ "other", NULL, COLUMN_PLAIN },
	{ "daemon", NULL, COLUMN_PLAIN },
	{ 0 },
};

static const struct column note_columns[] = {
	{ "at", "AT", COLUMN_PLAIN },
	{ "by", "BY", COLUMN_PLAIN, 3 },
	{ "reported_by", "REPORTED BY", COLUMN_RARE, 2 },
	{ "status", "STATUS", COLUMN_PLAIN },
	{ "progress", "%", COLUMN_NUMBER },
	{ "expected", "EXPECTED", COLUMN_RARE, 1 },
	{ "note", "NOTE", COLUMN_WORDS | COLUMN_WRAP },
	{ "answered", NULL, COLUMN_PLAIN },
	{ "holds", NULL, COLUMN_PLAIN },
	{ 0 },
};

static const struct column answer_columns[] = {
	{ "activity", "ACTIVITY", COLUMN_NUMBER },
	{ "department", "DEPARTMENT", COLUMN_PLAIN },
	{ "until", "UNTIL", COLUMN_PLAIN },
	{ 0 },
};

const struct verb activity_verbs[] = {
	{ "activity add --plan CODE --activity TEXT --purpose TEXT "
	  "--timeframe TEXT --lead CODE [--cooperating CODE]... "
	  "[--area AREA]... [--strategy STRATEGY]... "
	  "[--review INTERVAL] [--goal TEXT] [--problem NAME] [--year N]",
	    "activity.add", WRITES, "Add an activity to a plan.", columns },
	{ "activity list [--plan CODE] [--department CODE] [--overdue] "
	  "[--due-within DAYS] [--status S] [--area AREA] [--unclear] "
	  "[--board NAME] [--search TEXT] [--mine] [--all]",
	    "activity.list", LISTS, "List activities.", columns,
	    "no activities match", activity_list_run },
	{ "activity show <id>", "activity.show", READS | PAGED,
	    "Show an activity with its history and notes.", columns, NULL,
	    activity_show_run },
	{ "activity notes <id>", "activity.notes", LISTS,
	    "List all that was reported of an activity.", note_columns,
	    "nothing was reported yet" },
	{ "activity edit <id> [--activity TEXT] [--purpose TEXT] "
	  "[--area AREA]... [--strategy STRATEGY]... "
	  "[--review INTERVAL] [--goal TEXT] [--problem NAME]",
	    "activity.edit", WRITES,
	    "Change an activity's words; without options in an editor.",
	    columns, NULL, activity_edit_run },
	{ "activity move <id> <timeframe> --decision REF [--year N]",
	    "activity.move", WRITES, "Move a due date by decision.", columns },
	{ "activity assign <id> <lead> [--cooperating CODE]...",
	    "activity.assign", WRITES, "Say which departments are responsible.",
	    columns },
	{ "activity confirm <id>... [--lead CODE]", "activity.confirm", WRITES,
	    "Say that vague timeframes are read right, or who leads one.",
	    columns, NULL, activity_confirm_run },
	{ "activity drop <id> --reason TEXT", "activity.drop", WRITES,
	    "Give an activity up, with the reason.", columns },
	{ "activity reopen <id> --reason TEXT", "activity.reopen", WRITES,
	    "Take a done or dropped activity up again.", columns },
	{ "update <id> [--status STATUS] [--progress P] [--note TEXT] "
	  "[--expected DATE] [--done-on DATE] [--reported-by CODE]",
	    "activity.update", WRITES, "Report an activity's progress.",
	    columns },
	{ "acknowledge <id> [--note TEXT] [--department CODE]",
	    "activity.acknowledge", WRITES,
	    "Say that an activity's reminders were seen.", answer_columns },
	{ "snooze <id> --until DATE [--department CODE]", "activity.snooze",
	    WRITES,
	    "Rest the repeats of an activity's reminders to one department,"
	    " for 30 days at most; the first of each kind comes all the"
	    " same.",
	    answer_columns },
	{ 0 },
};
