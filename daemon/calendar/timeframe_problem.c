/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe_problem.h"
#include "protocol/translate.h"

static const char *const reasons[] = {
	[PROBLEM_NONE] = "",
	[PROBLEM_EMPTY] = N_("No time is written."),
	[PROBLEM_LONG] =
	    N_("It is longer than 200 characters; write the time by"
	       " itself."),
	[PROBLEM_WORDS] = N_("Some of it is not understood as a time; write it"
			     " like \"ht 2030\" or \"senast 31 mars 2030\"."),
	[PROBLEM_NO_YEAR] = N_("No year is written; add it."),
	[PROBLEM_RELATIVE] = N_("It counts from when it was written; write the"
				" year instead."),
	[PROBLEM_LENGTH] = N_("It says how long, not from when; write when it"
			      " begins and ends."),
	[PROBLEM_SEVERAL] = N_("It names several separate times; make each an"
			       " activity of its own."),
	[PROBLEM_EACH_YEAR] =
	    N_("It may come again each year or be one stretch;"
	       " write \"årligen\", or both ends with their"
	       " years."),
	[PROBLEM_CROSSING] =
	    N_("It passes from one year into the next; write the"
	       " year at both ends."),
	[PROBLEM_WINTER] = N_("A winter lies in two years; write both, like"
			      " \"vintern 2029/2030\"."),
	[PROBLEM_SCHOOL_YEAR] =
	    N_("A school year lies in two years; write both,"
	       " like \"läsåret 2029/2030\"."),
	[PROBLEM_TURN] =
	    N_("The turn of the year lies in two years; write both,"
	       " like \"årsskiftet 2029/2030\"."),
	[PROBLEM_PAIR] = N_("Two years stand where one is enough; write the one"
			    " that is meant."),
	[PROBLEM_DIGITS] =
	    N_("The digits can be read in more than one way; write"
	       " the day as 2030-03-31."),
	[PROBLEM_JUL] =
	    N_("It can be July or Christmas; write the month in full,"
	       " or the day."),
	[PROBLEM_DAY] = N_("The month has no such day."),
	[PROBLEM_MONTH] = N_("There is no such month; a year has 1 to 12."),
	[PROBLEM_WEEK] =
	    N_("The year has no such week; ISO weeks are 1 to 52, in"
	       " some years 53."),
	[PROBLEM_BLOCK] = N_("The year has no such part: four quarters, three"
			     " four-month periods or two halves."),
	[PROBLEM_NOT_NEXT] =
	    N_("The second year of a pair must be the one after"
	       " the first."),
	[PROBLEM_ORDER] = N_("It ends before it begins."),
};

enum timeframe_kind problem_kind(enum problem problem)
{
	return problem >= PROBLEM_DAY ? TIMEFRAME_INVALID : TIMEFRAME_UNDATED;
}

const char *problem_reason(enum problem problem)
{
	return reasons[problem];
}

const char *doubt_reason(enum doubt doubt)
{
	static const char *const sentences[] = {
		[DOUBT_NONE] = "",
		[DOUBT_PIECE] =
		    N_("The beginning, middle or end of a time is"
		       " taken as a part of it; confirm the dates."),
		[DOUBT_AFTER] =
		    N_("Only what it comes after is written; confirm"
		       " when it begins."),
		[DOUBT_ROUGH] = N_("It is marked as uncertain where it is"
				   " written; confirm the dates."),
		[DOUBT_CHOICE] = N_("It names a choice of times, and all of"
				    " them are taken; confirm the dates."),
		[DOUBT_SHORT_YEAR] =
		    N_("Two digits after the month are taken as"
		       " the year; confirm the dates."),
		[DOUBT_PLAN_YEAR] =
		    N_("No year is written and the plan's year is"
		       " taken; confirm the dates."),
		[DOUBT_SERIAL] =
		    N_("A number is taken as a day as a spreadsheet"
		       " counts it; confirm the dates."),
	};

	return sentences[doubt];
}
