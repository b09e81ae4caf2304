/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter_words.h"

static const struct reason_words reasons[] = {
	{ "The beginning, middle or end of a time is taken as a part of it;"
	  " confirm the dates.",
	    "The timeframe is vague." },
	{ "No year is written and the plan's year is taken; confirm the dates.",
	    "No year is written; the one that was given is taken." },
	{ NULL, NULL },
};

const struct letter_words letter_english = {
	.rehearsal = "[Rehearsal] ",
	.no_plan = "Reminders",
	.more_plans = { " and one more plan", " and more plans" },
	.subject_case = " (case %1)",
	.to = "To ",
	.coordinator = "To the crime-prevention coordinator",
	.director = "To the director of ",
	.chief = "To the head of ",
	.steering = "To the steering group of %1",
	.steering_any = "To the steering group",
	.numbers = { "no", "one", "two", "three", "four", "five", "six",
	    "seven", "eight", "nine", "ten", "eleven", "twelve" },
	.capital = { "No", "One", "Two", "Three", "Four", "Five", "Six",
	    "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve" },
	.months = { "", "January", "February", "March", "April", "May", "June",
	    "July", "August", "September", "October", "November",
	    "December" },
	.date = "%1 %2 %3",
	.day_and_month = "%1 %2",
	.days_of_month = "%1 %2",
	.days_of_year = "%1 %2 %3",
	.quote = "“%1”",
	.and = " and ",
	.repeats =
	    "Some of this we wrote about before, on the wrong day: our"
	    " computer's clock was ahead. This is the letter that counts.\n",
	.far = {
		.workdays_ago = { ", one workday ago", ", %1 workdays ago" },
		.days_ago = { ", one day ago", ", %1 days ago" },
		.months_ago = { ", one month ago", ", %1 months ago" },
		.years_ago = { ", one year ago", ", %1 years ago" },
		.ahead = ", in %1 days",
		.on = "%1%2",
		.today = "today, %1",
		.tomorrow = "tomorrow, %1",
	},
	.hears = {
		.subject_by = " – reply by %1",
		.subject_today = " – reply today",
		.subject_by_new = " Reply by %1",
		.subject_today_new = " Reply today",
		.by = "Reply to this mail by %1.",
		.today = "Reply to this mail today.",
		.whenever = "Reply to this mail.",
		.heading_by = "REPLY TO THIS MAIL BY %1",
		.heading_today = "REPLY TO THIS MAIL TODAY",
		.heading = "REPLY TO THIS MAIL",
		.own_none = "Your last answer: none.",
		.own = "Your last answer, on %1:",
		.none = "Last answer: none.",
		.answer = "Last answer, on %1:",
		.answer_from = "Last answer, on %1 from %2:",
	},
	.deaf = {
		.subject_by = " – report by %1",
		.subject_today = " – report today",
		.subject_by_new = " Report by %1",
		.subject_today_new = " Report today",
		.by = "Report by %1.",
		.today = "Report today.",
		.whenever = "Report.",
		.heading_by = "REPORT BY %1",
		.heading_today = "REPORT TODAY",
		.heading = "REPORT",
		.own_none = "Last progress note: none.",
		.own = "Last progress note, on %1:",
		.none = "Last progress note: none.",
		.answer = "Last progress note, on %1:",
		.answer_from = "Last progress note, on %1 from %2:",
	},
	.need_not = "You need not reply.",
	.need_not_now = "You need not reply now.",
	.need_not_news = "You need not reply to what is new.",
	.wrong_by = "Is something wrong? Reply to this mail by %1.",
	.cannot_reply = "You cannot reply to this mail. Report to whoever"
			" coordinates the plan.",
	.number = "with the number (%1)",
	.any_number = "with the activity's number",
	.one_of = "and one of",
	.all_of = "and",
	.asks = {
	[ASK_DONE] = "done, and on which date",
	[ASK_UNDER_WAY] =
	    "under way, how far you have come, and when it will be done",
	[ASK_NOT_BEGUN] = "not begun, and on which day work will begin",
	[ASK_NEW_DATE] = "needs a new date: which, why, and which decision"
			 " (e.g. SN 2022-12-15 § 201)",
	[ASK_WHEN] = "on which day it will be done",
	[ASK_DECISION] = "when a new date will be decided",
	[ASK_REVIEW] = "what has been done since the last time, and whether"
		       " work goes on as planned",
	},
	.else_director =
	    "If we get no answer we will write to your director on %1.",
	.else_chief =
	    "If we get no answer we will write to your manager on %1.",
	.else_steering = "If we get no answer we will write to the plan's"
			 " steering group on %1.",
	.else_coordinator = "If we get no answer the coordinator will contact"
			    " you on %1.",
	.else_first = "If we get no answer we will remind you on %1.",
	.else_again = "If we get no answer we will remind you again on %1.",
	.waiting = { "One more activity follows in the next mail.",
	    "%1 more activities follow in the next mail." },
	.others_more = { "One more is late.", "%1 more are late." },
	.new_lead = { "one activity that you lead",
	    "%1 activities that you lead" },
	.new_help = { "one activity in which you cooperate",
	    "%1 activities in which you cooperate" },
	.new_help_too = { ", one in which you cooperate",
	    ", %1 in which you cooperate" },
	.escalated_silent = "activity %1 is late, %2 without an answer",
	.escalated_passed =
	    "activity %1 is late, the promised day has passed",
	.reminders = { "one reminder", "%1 reminders" },
	.tasks_heading = "WHAT YOU DO IN PLANVAKT\n",
	.tasks = {
	[TASK_ANSWER] = {
		"When the activity is done, when you have an answer, or when a"
		" new date is decided:\n",
		"  planvakt update NUMBER --status done --done-on DATE\n"
		"  planvakt update NUMBER --expected DATE --reported-by CODE\n"
		"  planvakt activity move NUMBER TIMEFRAME"
		" --decision DECISION\n",
	},
	[TASK_ASSIGN] = {
		"When it is decided who leads:\n",
		"  planvakt activity assign NUMBER CODE\n",
	},
	[TASK_FOLLOW_UP] = {
		"When the plan has been followed up:\n",
		"  planvakt plan follow-up %1 --on DATE"
		" --decision DECISION\n",
	},
	[TASK_PICTURE] = {
		"When the situation picture has been adopted:\n",
		"  planvakt picture adopt --on DATE --decision DECISION\n",
	},
	[TASK_END] = {
		"When the plan is to be closed, or what is not done is to be"
		" carried into a new one:\n",
		"  planvakt plan close %1 --reason REASON\n"
		"  planvakt plan carry %1 CODE\n",
	},
	[TASK_MAIL] = {
		"When the address is to be corrected:\n",
		"  planvakt department edit CODE --mail ADDRESS\n",
	},
	},
	.plan_code = "CODE",
	.signature = "The crime-prevention coordinator",
	.footer = "This mail was sent automatically by planvakt.",
	.footer_for = "This mail was sent automatically by planvakt for the"
		      " coordinator.",
	.rehearsal_footer =
	    "This is a rehearsal: nothing in this mail is for real.",
	.footer_plan = "Plan: %1",
	.footer_case = ", case %1",
	.footer_adopted = ", adopted on %1",
	.footer_decision = " (%1)",
	.log = "For archive and audit (you need not do anything): check value,"
	       " entry %1 of planvakt's log:",
	.item = {
		.purpose = "Purpose: %1",
		.carried = "It was number %1 in %2.",
		.was_to_be_done = "It was to be done by %1.",
		.to_be_done = "It is to be done by %1.",
		.quiet_due = "The due date is %1. It falls in the quiet"
			     " period, so we are writing now.",
		.was_to_begin = "According to the plan, work was to begin on"
				 " %1. Has it"
				" begun?",
		.midway = "Half of the time has passed (%1–%2). We have had no"
			  " progress note.",
		.midway_until = "Half of the time until %1 has passed. We have"
				" had no progress note.",
		.nth = { "", "First reminder after the due date.",
		    "Second reminder after the due date.",
		    "Third reminder after the due date.",
		    "Fourth reminder after the due date.",
		    "Fifth reminder after the due date.",
		    "Sixth reminder after the due date.",
		    "Seventh reminder after the due date.",
		    "Eighth reminder after the due date.",
		    "Ninth reminder after the due date.",
		    "Tenth reminder after the due date.",
		    "Eleventh reminder after the due date.",
		    "Twelfth reminder after the due date." },
		.nth_more = "Reminder number %1 after the due date.",
		.acknowledged = "The reminder was acknowledged on %1.",
		.delayed = "The reminder was to be sent on %1 but was delayed.",
		.timeframe = "Timeframe: %1.",
		.due_date = "Due date: %1.",
		.next = { "Next reminder: on %1, when half of the time has"
			  " passed.",
		    "Next reminder: on %1, if work has not begun.",
		    "Next reminder: on %1." },
		.moved = "New due date: %1.",
		.moved_from = "Before: %1.",
		.decision = "Decision: %1.",
		.taken_over = "You have taken over the lead from %1.",
		.replaced = "You have replaced %1, which had the letters about"
			    " the activity before this one.",
		.former = "The lead has passed to %1.",
		.former_nobody = "You no longer lead it.",
		.equal_self = "The plan names several owners of equal rank. You"
			      " are named first and get the reminders until"
			      " the coordinator has decided who leads.",
		.equal_other = "The plan names several owners of equal rank."
			       " %1 is named first and gets the reminders until"
			       " the coordinator has decided who leads.",
		.no_date = "The plan gives no date.",
		.undated = "No date can be read from it.",
		.vague = "The timeframe is vague.",
		.unclear = "One that cooperates by the plan is no known"
			   " department.",
		.read_as = "We have read it as %1–%2.",
		.read_from = "We have read it as from %1 on.",
		.read_until = "We have read it as until %1.",
		.nobody = "Nobody leads it: say who is to lead the work.",
		.unknown = "The plan names “%1”, which is no known department:"
			   " say who is to lead the work.",
		.equal = "The plan names several owners of equal rank: say who"
			 " is to lead the work.",
		.lead = "Lead: %1",
		.nobody_leads = "Nobody leads it yet.",
		.cooperating = "Cooperating: ",
		.relayed = "To pass on to: %1",
		.plan = "Plan: %1",
		.reminded = "%1 was reminded on %2.",
		.reminded_times =
		    "%1 has been reminded %2 times, last on %3.",
		.late_since = "%1: since %2.",
		.due_by = "%1: due on %2.",
		.command_move =
		    "planvakt activity move %1 TIMEFRAME --decision DECISION",
		.command_confirm = "planvakt activity confirm %1",
		.command_show = "planvakt activity show %1",
		.command_assign = "planvakt activity assign %1 CODE",
		.command_lead = "planvakt activity confirm %1 --lead CODE",
	},
	.answer = {
		.statuses = { "not begun", "under way", "done", "dropped" },
		.progress = ", %1 %",
		.expected = ", expected on %1",
		.passed = "That day has passed.",
		.reopened = "It was reopened since.",
		.coordinator = "the coordinator",
		.noted = "Last recorded by the coordinator, on %1:",
		.noted_own = "Last recorded by you, on %1:",
		.wrote = "You wrote: %1",
		.quoted = "%1",
		.needs_date = "We have received that. The due date stands until"
			      " another is decided.",
	},
	.plan = {
		.adopted = "The plan was adopted on %1.",
		.adopted_by = "The plan was adopted on %1 (%2).",
		.subject_follow = "the plan is to be followed up by %1",
		.subject_late = "the plan was to be followed up by %1",
		.subject_ending = "the plan is valid until %1",
		.subject_ended = "the plan was valid until %1",
		.picture = "The situation picture",
		.subject_picture = "the situation picture is to be updated by"
				   " %1",
		.subject_picture_late = "the situation picture was to be"
					" updated by %1",
		.one_picture = "The situation picture is to be updated by %1.",
		.one_picture_late = "The situation picture was to be updated"
				    " by %1.",
		.to_update = "It is to be updated by %1.",
		.updated_late = "It was to be updated by %1.",
		.updated = "It was last adopted on %1 (%2).",
		.one_follow = "One plan is to be followed up by %1.",
		.one_late = "One plan was to be followed up by %1.",
		.one_ending = "One plan is valid until %1.",
		.one_ended = "One plan was valid until %1.",
		.steering_advice = "Take it up at your next meeting and let the"
				   " coordinator know.",
		.to_follow = "It is to be followed up by %1.",
		.followed_late = "It was to be followed up by %1.",
		.ending = "It is valid until %1.",
		.ended = "It was valid until %1.",
		.meeting = "%1 can take it up on %2: the papers must be ready"
			   " on %3.",
		.followed = "It was last followed up on %1.",
		.followed_decision = "It was last followed up on %1 (%2).",
		.never_followed =
		    "It has not been followed up since it was adopted.",
		.nth = { "", "First reminder.", "Second reminder.",
		    "Third reminder.", "Fourth reminder.", "Fifth reminder.",
		    "Sixth reminder.", "Seventh reminder.",
		    "Eighth reminder.", "Ninth reminder.", "Tenth reminder.",
		    "Eleventh reminder.", "Twelfth reminder." },
		.nth_more = "Reminder number %1.",
		.law = "By section 6 of the act (2023:196) on municipalities'"
		       " responsibility for crime prevention the municipality"
		       " must update its picture of crime and follow up its"
		       " action plan at least every two years.",
	},
	.report = {
		.failed_mail = "To %1, %2: %3.",
		.failed_coordinator = "To the coordinator, %2: %3.",
		.of_run = "the mail of %1",
		.of_test = "a test mail",
		.answer = "The mail system answered: %1",
		.resend = "planvakt notice resend %1",
		.missed_day = "No reminders went out on one day, %1.",
		.missed_days = "No reminders went out on %1 days, %2.",
		.missed_many = "No reminders went out on %1 days, the first on"
			       " %2 and the last on %3.",
		.missed_told = "What was to be sent then is in today's mails."
			       " Ask whoever runs the server to find out why"
			       " planvaktd was not running.",
	},
	.picture = {
		.heading = "WHAT THE SITUATION PICTURE SHOWS",
		.high = "More observations than expected in %3: %1 (%2).",
		.low = "Fewer observations than expected in %3: %1 (%2).",
		.problem = "No activity answers the problem %1.",
		.other = "other",
		.activities = { "Answers no problem: activity %1.",
		    "Answer no problem: activities %1." },
		.kinds = "Not seen, or not reported, in this month and the two"
			 " before: %1.",
		.more = "%1 more",
	},
	.digest = {
		.subject = "Weekly letter of %1: %2",
		.escalated = { "one passed on to you", "%1 passed on to you" },
		.late = { "one late", "%1 late" },
		.answered = { "one answer", "%1 answers" },
		.unclear = { "one unclear", "%1 unclear" },
		.failed = { "one mail did not arrive",
		    "%1 mails did not arrive" },
		.soon = { "one due soon", "%1 due soon" },
		.duties = { "one plan to follow up", "%1 plans to follow up" },
		.meetings = { "papers for one meeting",
		    "papers for %1 meetings" },
		.departures = { "one departs in the picture",
		    "%1 depart in the picture" },
		.picture_subject = "the situation picture to update",
		.nothing_subject = "nothing to do",
		.nothing = "Nothing is late, unclear or new, and nothing is due"
			   " within 30 days. This mail comes with the first"
			   " weekly letter of every month even when there is"
			   " nothing to tell. If it does not come, something is"
			   " wrong.",
		.says_late = { "One activity is late.",
		    "%1 activities are late." },
		.says_late_in_all = { "In all, one activity is late.",
		    "In all, %1 activities are late." },
		.says_answered = { "One answer has come.",
		    "%1 answers have come." },
		.says_noted = { "Of one activity you have recorded"
				" how it stands.",
		    "Of %1 activities you have recorded how they"
		    " stand." },
		.says_soon = { "One activity is due within 30 days.",
		    "%1 activities are due within 30 days." },
		.says_unclear = { "One activity is unclear.",
		    "%1 activities are unclear." },
		.says_failed = { "One mail did not arrive.",
		    "%1 mails did not arrive." },
		.late_heading = "LATE",
		.late_rest = "ALSO LATE",
		.answered_heading = "ANSWERS SINCE THE LAST WEEKLY LETTER",
		.answered_first = "ANSWERS",
		.noted_heading =
		    "RECORDED BY YOU SINCE THE LAST WEEKLY LETTER",
		.noted_first = "RECORDED BY YOU",
		.soon_heading = "DUE WITHIN 30 DAYS",
		.unclear_heading = "UNCLEAR",
		.sent_heading = "SENT SINCE THE LAST WEEKLY LETTER",
		.sent_first = "SENT",
		.duties_heading =
		    "FOLLOW-UP OF THE PLANS, AND THE SITUATION PICTURE",
		.plans_heading = "FOLLOW-UP OF THE PLANS",
		.picture_heading = "THE SITUATION PICTURE",
		.meetings_heading = "MEETINGS",
		.late_item = "%1: %2, late since %3.",
		.late_nobody = "%1: late since %3, no lead.",
		.soon_item = "%1: %2, %3.",
		.soon_nobody = "%1: %3, no lead.",
		.answered_item = "%1: %2 on %3:",
		.noted_item = "%1: on %3:",
		.sent = { "One mail was sent.", "%1 mails were sent." },
		.kept_here = "The mails stay on this computer and are sent to"
			     " nobody.",
		.fault_subject = "a fault in the log",
		.fault = "The check of planvakt's log on %1 found a fault:"
			 " “%2”. Tell whoever runs planvakt today.",
		.unchecked_subject = "the log is not checked",
		.unchecked = "The last check of planvakt's log was on %1. It is"
			     " to be made every week: tell whoever runs"
			     " planvakt.",
		.never_checked = "Nobody has checked planvakt's log since it"
				 " began on %1. It is to be checked every week:"
				 " tell whoever runs planvakt.",
		.failed_since = { "One mail did not arrive:",
		    "%1 mails did not arrive:" },
		.failed_list = "  planvakt notice list --state failed\n",
		.followed_late = "%1: was to be followed up by %2.",
		.to_follow = "%1: is to be followed up by %2.",
		.ended = "%1: was valid until %2.",
		.ending = "%1: is valid until %2.",
		.picture_late =
		    "The situation picture: was to be updated by %2.",
		.picture = "The situation picture: is to be updated by %2.",
		.meeting = "%1 on %2.",
		.meeting_time = "%1 on %2 at %3:%4.",
		.papers = "Papers due on %1.",
		.papers_late = "The papers were due on %1.",
		.more = "And %1 more: planvakt %2",
	},
	.reasons = reasons,
	.groups = letter_groups_english,
	.escalated_once = &letter_once_english,
};
