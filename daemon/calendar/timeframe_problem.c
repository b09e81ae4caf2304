/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe_problem.h"

static const char *const reasons[] = {
	[PROBLEM_NONE] = "",
	[PROBLEM_EMPTY] = "No time is written.",
	[PROBLEM_LONG] = "It is longer than 200 characters; write the time by"
			 " itself.",
	[PROBLEM_WORDS] = "Some of it is not understood as a time; write it"
			  " like \"ht 2025\" or \"senast 31 mars 2025\".",
	[PROBLEM_NO_YEAR] = "No year is written; add it.",
	[PROBLEM_RELATIVE] = "It counts from when it was written; write the"
			     " year instead.",
	[PROBLEM_LENGTH] = "It says how long, not from when; write when it"
			   " begins and ends.",
	[PROBLEM_SEVERAL] = "It names several separate times; make each an"
			    " activity of its own.",
	[PROBLEM_EACH_YEAR] = "It may come again each year or be one stretch;"
			      " write \"årligen\", or both ends with their"
			      " years.",
	[PROBLEM_CROSSING] = "It passes from one year into the next; write the"
			     " year at both ends.",
	[PROBLEM_WINTER] = "A winter lies in two years; write both, like"
			   " \"vintern 2024/2025\".",
	[PROBLEM_SCHOOL_YEAR] = "A school year lies in two years; write both,"
				" like \"läsåret 2024/2025\".",
	[PROBLEM_TURN] = "The turn of the year lies in two years; write both,"
			 " like \"årsskiftet 2024/2025\".",
	[PROBLEM_PAIR] = "Two years stand where one is enough; write the one"
			 " that is meant.",
	[PROBLEM_DIGITS] = "The digits can be read in more than one way; write"
			   " the day as 2025-03-31.",
	[PROBLEM_JUL] = "It can be July or Christmas; write the month in full,"
			" or the day.",
	[PROBLEM_DAY] = "The month has no such day.",
	[PROBLEM_MONTH] = "There is no such month; a year has 1 to 12.",
	[PROBLEM_WEEK] = "The year has no such week; ISO weeks are 1 to 52, in"
			 " some years 53.",
	[PROBLEM_BLOCK] = "The year has no such part: four quarters, three"
			  " four-month periods or two halves.",
	[PROBLEM_NOT_NEXT] = "The second year of a pair must be the one after"
			     " the first.",
	[PROBLEM_ORDER] = "It ends before it begins.",
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
		[DOUBT_PIECE] = "The beginning, middle or end of a time is"
				" taken as a part of it; confirm the dates.",
		[DOUBT_AFTER] = "Only what it comes after is written; confirm"
				" when it begins.",
		[DOUBT_ROUGH] = "It is marked as uncertain where it is"
				" written; confirm the dates.",
		[DOUBT_CHOICE] = "It names a choice of times, and all of"
				 " them are taken; confirm the dates.",
		[DOUBT_SHORT_YEAR] = "Two digits after the month are taken as"
				     " the year; confirm the dates.",
		[DOUBT_PLAN_YEAR] = "No year is written and the plan's year is"
				    " taken; confirm the dates.",
		[DOUBT_SERIAL] = "A number is taken as a day as a spreadsheet"
				 " counts it; confirm the dates.",
	};

	return sentences[doubt];
}
