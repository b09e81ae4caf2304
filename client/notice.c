/* SPDX-License-Identifier: ISC */
#include "client/notice_test.h"
#include "client/register.h"
#include "client/rehearse.h"
#include "client/verb.h"

static const struct column columns[] = {
	{ "id", "ID", COLUMN_NUMBER },
	{ "activity", "ACTIVITY", COLUMN_NUMBER },
	{ "plan", "PLAN", COLUMN_RARE, 3 },
	{ "stage", "STAGE", COLUMN_PLAIN },
	{ "n", "N", COLUMN_NUMBER, 1 },
	{ "recipient", "RECIPIENT", COLUMN_CUT },
	{ "planned_for", "PLANNED FOR", COLUMN_PLAIN },
	{ "state", "STATE", COLUMN_PLAIN },
	{ "dispatch", "DISPATCH", COLUMN_NUMBER, 2 },
	{ 0 },
};

static const struct column rehearse_columns[] = {
	{ "date", "DATE", COLUMN_PLAIN },
	{ "recipient", "RECIPIENT", COLUMN_CUT },
	{ "notices", "NOTICES", COLUMN_WORDS | COLUMN_WRAP },
	{ "subject", NULL, COLUMN_PLAIN },
	{ "text", NULL, COLUMN_PLAIN },
	{ 0 },
};

const struct verb notice_verbs[] = {
	{ "notice list [--activity N] [--department CODE] [--state STATE] "
	  "[--since DATE] [--dispatch N]",
	    "notice.list", LISTS, "List notices, planned and sent.", columns,
	    "no notices match; to come: planvakt rehearse --from DATE "
	    "--to DATE" },
	{ "notice show <id>", "notice.show", READS | PAGED,
	    "Show a notice as it was sent.", columns },
	{ "notice resend [<id>] [--dispatch N]", "notice.resend", WRITES,
	    "Send a message again that failed: a notice's, or by its number." },
	{ "notice pause --until DATE --reason TEXT", "notice.pause", WRITES,
	    "Send nothing until a day; what comes due is kept." },
	{ "notice resume", "notice.resume", WRITES, "End a pause." },
	{ "rehearse --from DATE --to DATE [--text]", "reminder.rehearse", LISTS,
	    "Show what would be sent to whom, and send nothing.",
	    rehearse_columns, "nothing would be sent", rehearse_run },
	{ "notice test <address> [--wait SECONDS]", "notice.test", WRITES,
	    "Send a test message to an address, and wait for the outcome.",
	    NULL, NULL, notice_test_run },
	{ "register <file> [--from DATE] [--to DATE] [--as KIND]",
	    "notice.register", READS,
	    "Write what was sent to a .csv, .xlsx, .ods, .html or .txt.", NULL,
	    NULL, register_run },
	{ 0 },
};
