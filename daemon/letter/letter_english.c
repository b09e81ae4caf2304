/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_words.h"

#include <stddef.h>

static const struct noun_words letter = { "letter of the week",
	"letters of the week", true };
static const struct noun_words activity = { "activity", "activities" };
static const struct noun_words cooperating = { "activity where you cooperate",
	"activities where you cooperate" };
static const struct noun_words mail = { "message on the activity plan",
	"messages on the activity plan", true };
static const struct noun_words day = { "day's reminders on the activity plan",
	"days' reminders on the activity plan", true };
static const struct noun_words plan = { "activity plan", "activity plans",
	true };

static const char status_asked[] =
    "For each activity that is at or past its due date, write:\n"
    "  - done, and on what date; or\n"
    "  - under way, and how far you have come; or\n"
    "  - needs a new date: which, and why. That requires a decision.\n";

static const char help_asked[] =
    "Where you cooperate: help the one that leads the work to get it done. You"
    " need not reply.\n";

static const char nobody_asked[] =
    "No responsible department: say which one is to lead the work.\n"
    "  planvakt activity assign NUMBER CODE\n";

static const struct reason_words reasons[] = { { NULL, NULL } };

const struct letter_words letter_english = {
	.rehearsal = "[Rehearsal] ",
	.in_plan = " in the activity plan",
	.and_more = " and more",
	.to = "To ",
	.coordinator = "the coordinator",
	.more = "% more. The coordinator has the whole list.",
	.asked = "WHAT WE ASK OF YOU\n",
	.answers = "Reply to this message and give the activity's number. The"
		   " answer goes to the coordinator, who enters it in the"
		   " plan.\n",
	.commands = "WHAT IS NEEDED\n",
	.footer = "Sent by planvakt, which watches over the municipality's"
		  " activity plan against violent extremism and honour-related"
		  " violence.\n",
	.rehearsal_footer = "This is a rehearsal: none of it is real.\n",
	.log = "Check value, entry % of planvakt's log (keep this message as"
	       " it is):\n",
	.far = {
		.workdays_ago = { ", % workday ago", ", % workdays ago" },
		.days_ago = { ", % day ago", ", % days ago" },
		.ahead = { ", tomorrow", ", in % days" },
		.today = ", today",
	},
	.item = {
		.was_to_be_done = "Was to be done %.",
		.to_be_done = "To be done %.",
		.was_to_begin = "Was to begin %.",
		.ordinals = { "", "First reminder.", "Second reminder.",
		    "Third reminder." },
		.ordinal = "Reminder no. %.",
		.acknowledged = "Acknowledged %.",
		.delayed = "The reminder was to be sent % but was delayed.",
		.noted = "Nothing new since %.",
		.never_noted = "Nothing has been reported yet.",
		.timeframe = "Timeframe: \"%\".",
		.undated = "No date can be read from it.",
		.vague = "The time is approximate.",
		.unclear = "Something about it is unclear.",
		.nobody = "No department is responsible for it.",
		.read_as = "Read as %.",
		.read_from = "Read as from %.",
		.read_until = "Read as until %.",
		.between = " to ",
		.leads = "% leads the work.",
		.leads_reminded = "% leads the work and has been reminded.",
		.helps = "% leads the work and you cooperate.",
		.helps_nobody =
		    "You cooperate. No department leads the work yet.",
		.former = "You no longer lead the work; % does now.",
		.former_nobody = "You no longer lead the work.",
		.new_from = "You lead the work now, after %.",
		.new_here = "You lead the work now.",
		.plan = "Plan: %",
		.case_number = ", case %",
		.move = "planvakt activity move % TIMEFRAME --decision REF",
		.confirm = "planvakt activity confirm %",
		.assign = "planvakt activity assign % CODE",
		.show = "planvakt activity show %",
	},
	.for_coordinator = {
		.adopted = "Adopted %.",
		.to_be_reviewed =
		    "The situation picture is to be updated by %.",
		.was_due = "The situation picture was to be updated by %.",
		.to_department = "To %,",
		.to_coordinator = "To the coordinator,",
		.of_run = "the message of %.",
		.of_test = "a test message.",
		.dispatch = "Dispatch %.",
		.answer = "The mail system answered: %",
		.resend = "planvakt notice resend %",
		.missed = "Nothing was sent on %.",
		.missed_told = "What was to be sent then is in today's"
			       " messages, to you or to the departments.",
	},
	.digest = {
		.late = "Overdue: %.",
		.answered = "Answers since last week: %.",
		.soon = "Within 30 days: %.",
		.unclear = "Unclear: %.",
		.sent = "Messages sent: %.",
		.failed = "Did not arrive: %.",
		.duties = "Plans to follow up: %.",
		.nothing = "Nothing is overdue, nothing waits.",
		.answer = "Answered %.",
	},
	.reasons = reasons,
	.groups = {
	[GROUP_ESCALATED] = {
		&activity,
		{ "is overdue despite a reminder",
		    "are overdue despite a reminder" },
		{ "% activity is overdue despite a reminder.",
		    "% activities are overdue despite a reminder." },
		"OVERDUE DESPITE A REMINDER",
		"For each activity that is overdue despite a reminder: see to"
		" it that it is done, or that a new date is decided. Write"
		" which, and when.\n",
		"Overdue despite a reminder: talk to the one that leads the"
		" work. When the activity is done, or a new date is"
		" decided:\n"
		"  planvakt update NUMBER --status done --done-on DATE\n"
		"  planvakt activity move NUMBER TIMEFRAME --decision REF\n",
	},
	[GROUP_OVERDUE] = {
		&activity,
		{ "is overdue", "are overdue" },
		{ "% activity that you answer for is overdue.",
		    "% activities that you answer for are overdue." },
		"OVERDUE",
		status_asked,
		NULL,
	},
	[GROUP_NOBODY_LATE] = {
		&activity,
		{ "is overdue and has no lead",
		    "are overdue and have no lead" },
		{ "% activity without a responsible department is overdue.",
		    "% activities without a responsible department are"
		    " overdue." },
		"OVERDUE, NO RESPONSIBLE DEPARTMENT",
		NULL,
		nobody_asked,
	},
	[GROUP_DUE] = {
		&activity,
		{ "is due now", "are due now" },
		{ "% activity that you answer for is due now.",
		    "% activities that you answer for are due now." },
		"DUE NOW",
		status_asked,
		NULL,
	},
	[GROUP_NOBODY] = {
		&activity,
		{ "has no responsible department",
		    "have no responsible department" },
		{ "% activity has no responsible department.",
		    "% activities have no responsible department." },
		"NO RESPONSIBLE DEPARTMENT",
		NULL,
		nobody_asked,
	},
	[GROUP_KNOWN_LATE] = {
		&activity,
		{ "is overdue", "are overdue" },
		{ "% activity that another leads is overdue.",
		    "% activities that others lead are overdue." },
		"OVERDUE, FOR YOUR INFORMATION",
		NULL,
		NULL,
	},
	[GROUP_FAILURES] = {
		&mail,
		{ "did not arrive", "did not arrive" },
		{ "% message did not arrive.", "% messages did not arrive." },
		"MESSAGES THAT DID NOT ARRIVE",
		NULL,
		"Messages that did not arrive: correct the address, then send"
		" again with the line at the message.\n"
		"  planvakt department edit CODE --mail ADDRESS\n",
	},
	[GROUP_MISSED] = {
		&day,
		{ "were not sent", "were not sent" },
		{ "% day's reminders were not sent.",
		    "% days' reminders were not sent." },
		"REMINDERS THAT WERE NOT SENT",
		NULL,
		"Reminders that were not sent: ask those who run the server to"
		" find out why planvaktd was not running.\n",
	},
	[GROUP_PLANS] = {
		&plan,
		{ "needs a new situation picture",
		    "need a new situation picture" },
		{ "% activity plan needs an updated situation picture.",
		    "% activity plans need an updated situation picture." },
		"TIME TO UPDATE THE SITUATION PICTURE",
		NULL,
		"The situation picture is to be updated at least every two"
		" years under the law (2023:196) on municipalities'"
		" responsibility for crime prevention. When the plan has been"
		" adopted anew:\n"
		"  planvakt plan edit CODE --adopted DATE --decision REF\n",
	},
	[GROUP_DIGEST] = {
		&letter,
		{ "from planvakt", "from planvakt" },
		{ "How the plans stand this week.",
		    "How the plans stand this week." },
		"THE WEEK",
		NULL,
		NULL,
	},
	[GROUP_UPCOMING] = {
		&activity,
		{ "is due soon", "are due soon" },
		{ "% activity that you answer for is due soon.",
		    "% activities that you answer for are due soon." },
		"DUE SOON",
		"Due soon: you need not reply if it will be done in time. If"
		" the date will not hold, reply to this message as soon as you"
		" know.\n",
		NULL,
	},
	[GROUP_BEGIN] = {
		&activity,
		{ "should have begun", "should have begun" },
		{ "% activity that you answer for should have begun.",
		    "% activities that you answer for should have begun." },
		"SHOULD HAVE BEGUN",
		"Should have begun: write when the work began, or when it will"
		" begin.\n",
		NULL,
	},
	[GROUP_MIDWAY] = {
		&activity,
		{ "is halfway", "are halfway" },
		{ "% activity that you lead is halfway.",
		    "% activities that you lead are halfway." },
		"HALFWAY",
		"Halfway: half of the time has passed, and we have had no"
		" report. Please write briefly how it goes.\n",
		NULL,
	},
	[GROUP_STALE] = {
		&activity,
		{ "has had no news for long", "have had no news for long" },
		{ "% activity that you answer for has had no news for long.",
		    "% activities that you answer for have had no news for"
		    " long." },
		"NO NEWS FOR LONG",
		"No news for long: write briefly how far you have come, even if"
		" nothing has happened.\n",
		NULL,
	},
	[GROUP_REVIEW] = {
		&activity,
		{ "is to be followed up", "are to be followed up" },
		{ "% activity that you answer for is to be followed up.",
		    "% activities that you answer for are to be followed"
		    " up." },
		"TIME TO FOLLOW UP",
		"Time to follow up: write what has been done since last time,"
		" and whether the work is to go on as planned.\n",
		NULL,
	},
	[GROUP_MOVED] = {
		&activity,
		{ "has a new due date", "have a new due date" },
		{ "% activity has a new due date.",
		    "% activities have a new due date." },
		"NEW DUE DATE",
		NULL,
		NULL,
	},
	[GROUP_NEW] = {
		&activity,
		{ "is new to you", "are new to you" },
		{ "% activity is new to you.", "% activities are new to you." },
		"NEW TO YOU",
		"New to you: you need not reply. If something is wrong, reply"
		" to this message.\n",
		NULL,
	},
	[GROUP_HELP_LATE] = {
		&cooperating,
		{ "is overdue", "are overdue" },
		{ "% activity where you cooperate is overdue.",
		    "% activities where you cooperate are overdue." },
		"OVERDUE, WHERE YOU COOPERATE",
		help_asked,
		NULL,
	},
	[GROUP_HELP_SOON] = {
		&cooperating,
		{ "is due soon", "are due soon" },
		{ "% activity where you cooperate is due soon.",
		    "% activities where you cooperate are due soon." },
		"DUE SOON, WHERE YOU COOPERATE",
		help_asked,
		NULL,
	},
	[GROUP_HELP] = {
		&cooperating,
		{ "is to be followed up", "are to be followed up" },
		{ "% activity where you cooperate is to be followed up.",
		    "% activities where you cooperate are to be followed"
		    " up." },
		"TO FOLLOW UP, WHERE YOU COOPERATE",
		help_asked,
		NULL,
	},
	[GROUP_FORMER] = {
		&activity,
		{ "is no longer yours", "are no longer yours" },
		{ "% activity is no longer yours.",
		    "% activities are no longer yours." },
		"NO LONGER YOURS",
		"No longer yours: hand over what you have. You need not"
		" reply.\n",
		NULL,
	},
	[GROUP_UNCLEAR] = {
		&activity,
		{ "is unclear", "are unclear" },
		{ "% activity is unclear.", "% activities are unclear." },
		"UNCLEAR",
		"Unclear: write what is to apply.\n",
		"Unclear: put it right with the lines at the activity. Until"
		" then planvakt cannot remind at the right time.\n",
	},
	[GROUP_KNOWN] = {
		&activity,
		{ "is for your information", "are for your information" },
		{ "% activity that another leads is for your information.",
		    "% activities that others lead are for your information." },
		"FOR YOUR INFORMATION",
		NULL,
		NULL,
	},
	[GROUP_OTHERS] = {
		.heading = "THESE ARE OVERDUE TOO (no new reminder today)",
	},
	},
};
