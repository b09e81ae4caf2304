/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_words.h"

static const char help_advice[] =
    "Where you cooperate, agree with the lead on what you will contribute.";

static const char escalated_advice[] =
    "Talk to the lead, and enter the answer.";

const struct group_words letter_once_english = {
	{ "activity %1 is late in spite of a reminder", NULL },
	{ "1 late in spite of a reminder", NULL },
	{ "One activity is late in spite of a reminder.", NULL },
	{ "LATE IN SPITE OF A REMINDER", NULL },
	escalated_advice,
};

const struct group_words letter_groups_english[GROUPS] = {
	[GROUP_ESCALATED] = {
		{ "activity %1 is late in spite of reminders",
		    "%1 activities are late in spite of reminders" },
		{ "1 late in spite of reminders",
		    "%1 late in spite of reminders" },
		{ "One activity is late in spite of reminders.",
		    "%1 activities are late in spite of reminders." },
		{ NULL, "LATE IN SPITE OF REMINDERS" },
		escalated_advice,
	},
	[GROUP_OVERDUE] = {
		{ "1 activity is late", "%1 activities are late" },
		{ "1 late", "%1 late" },
		{ "One activity that you lead is late.",
		    "%1 activities that you lead are late." },
		{ NULL, "LATE" },
		NULL,
	},
	[GROUP_NEW_LATE] = {
		{ "1 late activity is new to you",
		    "%1 late activities are new to you" },
		{ "1 late and new to you", "%1 late and new to you" },
		{ "One activity that is new to you is late.",
		    "%1 activities that are new to you are late." },
		{ NULL, "LATE, NEW TO YOU" },
		NULL,
	},
	[GROUP_RELAYED_LATE] = {
		{ "1 activity is late at a party without an address",
		    "%1 activities are late at parties without an address" },
		{ "1 late at a party without an address",
		    "%1 late at parties without an address" },
		{ "One activity is late at a party without an address: pass the"
		  " message on.",
		    "%1 activities are late at parties without an address: pass"
		    " the message on." },
		{ "LATE, AT A PARTY WITHOUT AN ADDRESS",
		    "LATE, AT PARTIES WITHOUT AN ADDRESS" },
		NULL,
	},
	[GROUP_NOBODY_LATE] = {
		{ "1 activity is late and without a lead",
		    "%1 activities are late and without a lead" },
		{ "1 late and without a lead", "%1 late and without a lead" },
		{ "One activity without a lead is late: say who is to lead the"
		  " work.",
		    "%1 activities without a lead are late: say who is to lead"
		    " the work." },
		{ NULL, "LATE, WITHOUT A LEAD" },
		NULL,
	},
	[GROUP_DUE] = {
		{ "1 activity is due today", "%1 activities are due today" },
		{ "1 due today", "%1 due today" },
		{ "One activity that you lead is due today.",
		    "%1 activities that you lead are due today." },
		{ NULL, "DUE TODAY" },
		NULL,
	},
	[GROUP_KNOWN_LATE] = {
		{ "1 activity that another leads is late",
		    "%1 activities that others lead are late" },
		{ "1 late that another leads", "%1 late that others lead" },
		{ "One activity that another leads is late.",
		    "%1 activities that others lead are late." },
		{ NULL, "LATE, FOR INFORMATION" },
		NULL,
	},
	[GROUP_FAILURES] = {
		{ "1 mail did not arrive", "%1 mails did not arrive" },
		{ "1 mail did not arrive", "%1 mails did not arrive" },
		{ "One mail did not arrive.", "%1 mails did not arrive." },
		{ "MAIL THAT DID NOT ARRIVE", "MAILS THAT DID NOT ARRIVE" },
		"Correct the address, and send again.",
	},
	[GROUP_MISSED] = {
		{ "none went out on one day", "none went out on %1 days" },
		{ "no reminders on one day", "no reminders on %1 days" },
		{ NULL, NULL },
		{ NULL, NULL },
		NULL,
	},
	[GROUP_FOLLOW_UP] = {
		{ NULL, "%1 plans are to be followed up" },
		{ "1 plan to be followed up", "%1 plans to be followed up" },
		{ NULL, "%1 plans are to be followed up." },
		{ NULL, "PLANS TO FOLLOW UP" },
		NULL,
	},
	[GROUP_ENDING] = {
		{ NULL, "%1 plans come to their end" },
		{ "1 plan comes to its end", "%1 plans come to their end" },
		{ NULL, "%1 plans come to their end." },
		{ "PLAN THAT COMES TO ITS END",
		    "PLANS THAT COME TO THEIR END" },
		"Close it, or carry what is to go on into a new plan.",
	},
	[GROUP_SOON] = {
		{ "1 activity is due soon", "%1 activities are due soon" },
		{ "1 due soon", "%1 due soon" },
		{ "One activity that you lead is due soon.",
		    "%1 activities that you lead are due soon." },
		{ NULL, "DUE SOON" },
		NULL,
	},
	[GROUP_NOBODY] = {
		{ "1 activity is without a lead",
		    "%1 activities are without a lead" },
		{ "1 without a lead", "%1 without a lead" },
		{ "One activity is without a lead: say who is to lead the"
		  " work.",
		    "%1 activities are without a lead: say who is to lead the"
		    " work." },
		{ NULL, "WITHOUT A LEAD" },
		NULL,
	},
	[GROUP_BEGIN] = {
		{ "activity %1 – has work begun?",
		    "%1 activities – has work begun?" },
		{ "1 to have begun", "%1 to have begun" },
		{ "We would like to know whether work has begun on one activity"
		  " that you lead.",
		    "We would like to know whether work has begun on %1"
		    " activities that you lead." },
		{ NULL, "HAS WORK BEGUN?" },
		NULL,
	},
	[GROUP_MIDWAY] = {
		{ "activity %1 is halfway – how is it going?",
		    "%1 activities are halfway – how is it going?" },
		{ "1 halfway", "%1 halfway" },
		{ "One activity that you lead is halfway.",
		    "%1 activities that you lead are halfway." },
		{ NULL, "HALFWAY" },
		NULL,
	},
	[GROUP_STALE] = {
		{ "activity %1 – no news for a long time",
		    "%1 activities without news for a long time" },
		{ "1 without news for a long time",
		    "%1 without news for a long time" },
		{ "We have heard nothing for a long time about one"
		  " activity that you"
		  " lead.",
		    "We have heard nothing for a long time about %1"
		    " activities that"
		    " you lead." },
		{ NULL, "NO NEWS FOR LONG" },
		NULL,
	},
	[GROUP_REVIEW] = {
		{ "activity %1 is to be reviewed",
		    "%1 activities are to be reviewed" },
		{ "1 to be reviewed", "%1 to be reviewed" },
		{ "It is time to review one activity that you lead.",
		    "It is time to review %1 activities that you lead." },
		{ NULL, "TIME TO REVIEW" },
		NULL,
	},
	[GROUP_RELAYED] = {
		{ "1 activity at a party without an address",
		    "%1 activities at parties without an address" },
		{ "1 at a party without an address",
		    "%1 at parties without an address" },
		{ "One activity is at a party without an address: pass the"
		  " message on.",
		    "%1 activities are at parties without an address: pass the"
		    " message on." },
		{ "AT A PARTY WITHOUT AN ADDRESS",
		    "AT PARTIES WITHOUT AN ADDRESS" },
		NULL,
	},
	[GROUP_MOVED] = {
		{ "the due date of activity %1 has moved to %2",
		    "%1 activities have a new due date" },
		{ "1 with a new due date", "%1 with a new due date" },
		{ "One activity that you lead has a new due date.",
		    "%1 activities that you lead have a new due date." },
		{ NULL, "NEW DUE DATE" },
		NULL,
	},
	[GROUP_NEW] = {
		{ "1 activity is new to you", "%1 activities are new to you" },
		{ "1 new to you", "%1 new to you" },
		{ "You lead one new activity.",
		    "You lead %1 new activities." },
		{ NULL, "NEW TO YOU" },
		NULL,
	},
	[GROUP_HELP_LATE] = {
		{ "1 activity in which you cooperate is late",
		    "%1 activities in which you cooperate are late" },
		{ "1 in which you cooperate is late",
		    "%1 in which you cooperate are late" },
		{ "One activity in which you cooperate is late.",
		    "%1 activities in which you cooperate are late." },
		{ NULL, "LATE, IN WHICH YOU COOPERATE" },
		help_advice,
	},
	[GROUP_HELP_DUE] = {
		{ "1 activity in which you cooperate is due today",
		    "%1 activities in which you cooperate are due today" },
		{ "1 in which you cooperate is due today",
		    "%1 in which you cooperate are due today" },
		{ "One activity in which you cooperate is due today.",
		    "%1 activities in which you cooperate are due today." },
		{ NULL, "DUE TODAY, IN WHICH YOU COOPERATE" },
		help_advice,
	},
	[GROUP_HELP_SOON] = {
		{ "1 activity in which you cooperate is due soon",
		    "%1 activities in which you cooperate are due soon" },
		{ "1 in which you cooperate is due soon",
		    "%1 in which you cooperate are due soon" },
		{ "One activity in which you cooperate is due soon.",
		    "%1 activities in which you cooperate are due soon." },
		{ NULL, "DUE SOON, IN WHICH YOU COOPERATE" },
		help_advice,
	},
	[GROUP_HELP_REVIEW] = {
		{ "1 activity in which you cooperate is to be reviewed",
		    "%1 activities in which you cooperate are to be reviewed" },
		{ "1 in which you cooperate is to be reviewed",
		    "%1 in which you cooperate are to be reviewed" },
		{ "One activity in which you cooperate is to be reviewed.",
		    "%1 activities in which you cooperate are to be"
		    " reviewed."
		},
		{ NULL, "TO BE REVIEWED, IN WHICH YOU COOPERATE" },
		help_advice,
	},
	[GROUP_HELP_MOVED] = {
		{ "the due date of activity %1 has moved to %2",
		    "%1 activities in which you cooperate have a new due date"
		},
		{ "1 in which you cooperate has a new due date",
		    "%1 in which you cooperate have a new due date" },
		{ "One activity in which you cooperate has a new due date.",
		    "%1 activities in which you cooperate have a new due date."
		},
		{ NULL, "NEW DUE DATE, IN WHICH YOU COOPERATE" },
		NULL,
	},
	[GROUP_HELP_NEW] = {
		{ "1 new activity in which you cooperate",
		    "%1 new activities in which you cooperate" },
		{ "1 new in which you cooperate",
		    "%1 new in which you cooperate" },
		{ "You cooperate in one new activity.",
		    "You cooperate in %1 new activities." },
		{ NULL, "NEW, IN WHICH YOU COOPERATE" },
		NULL,
	},
	[GROUP_FORMER] = {
		{ "you no longer lead activity %1",
		    "you no longer lead %1 activities" },
		{ "1 that you no longer lead", "%1 that you no longer lead" },
		{ "You no longer lead one activity.",
		    "You no longer lead %1 activities." },
		{ NULL, "YOU NO LONGER LEAD" },
		"Hand over what you have.",
	},
	[GROUP_UNCLEAR] = {
		{ "1 activity is unclear", "%1 activities are unclear" },
		{ "1 unclear", "%1 unclear" },
		{ "One activity is unclear.", "%1 activities are unclear." },
		{ NULL, "UNCLEAR" },
		"Correct them with the line below each; until then planvakt"
		" cannot remind in time.",
	},
	[GROUP_KNOWN] = {
		{ "1 activity that another leads",
		    "%1 activities that others lead" },
		{ "1 for information", "%1 for information" },
		{ "One activity that another leads concerns you.",
		    "%1 activities that others lead concern you." },
		{ NULL, "FOR INFORMATION" },
		NULL,
	},
	[GROUP_OTHERS] = {
		.heading = { NULL, "LATE, TOO (no new reminder today)" },
	},
};
