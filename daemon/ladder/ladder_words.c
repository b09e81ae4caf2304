/* SPDX-License-Identifier: ISC */
#include "daemon/ladder/ladder_words.h"

/* "30, 7 and 0", those from one to before another. */
static void words_numbers(
    struct buffer *to, const struct rung *rung, int from, int end)
{
	for (int i = from; i < end; i++)
		buffer_printf(to, "%s%d",
		    i == from          ? ""
			: i == end - 1 ? " and "
				       : ", ",
		    rung->at[i]);
}

static void add_months(struct buffer *to, int every)
{
	if (every == 1)
		buffer_text(to, ", then monthly");
	else if (every > 1)
		buffer_printf(to, ", then every %d months", every);
}

static void add_weeks(struct buffer *to, int weeks)
{
	if (weeks > 0)
		buffer_printf(to, ", then weekly %d time%s", weeks,
		    weeks == 1 ? "" : "s");
}

/* Warnings before a day, where there are any. */
static void add_before(struct buffer *to, const struct rung *rung, int from)
{
	if (rung->count > from) {
		words_numbers(to, rung, from, rung->count);
		buffer_text(to, " days before the day, ");
	}
}

/* "1 day", "7 days", "30 and 7 days". */
static void say_days(struct buffer *to, const struct rung *rung, int end,
    const char *day, const char *rest)
{
	words_numbers(to, rung, 0, end);
	buffer_printf(
	    to, " %s%s%s", day, end == 1 && rung->at[0] == 1 ? "" : "s", rest);
}

static void say_before_due(struct buffer *to, const struct rung *rung)
{
	/* The largest comes first, so 0 is the last. */
	bool on_it = rung->at[rung->count - 1] == 0;
	int before = rung->count - on_it;

	if (before == 0)
		buffer_text(to, "on the due date");
	else
		say_days(to, rung, before, "day",
		    on_it ? " before the due date and on it"
			  : " before the due date");
	buffer_text(to, ", on a day off the workday before it");
	for (int i = 0; i < rung->count; i++)
		if (rung->at[i] >= 30) {
			buffer_text(to,
			    "; 30 and more only where the period is longer");
			return;
		}
}

static void words_midway(struct buffer *to, const struct rung *rung)
{
	buffer_text(to, "the middle of a period longer than ");
	say_days(to, rung, rung->count, "day", ", where nothing was heard");
}

static void say_overdue(struct buffer *to, const struct rung *rung)
{
	buffer_text(to, "the first workday after the due date");
	add_weeks(to, rung->at[0]);
	add_months(to, rung->at[1]);
}

static void say_follow_up(struct buffer *to, const struct rung *rung)
{
	add_before(to, rung, 2);
	buffer_text(to, "on the day by which a plan is to be followed up");
	add_weeks(to, rung->at[0]);
	add_months(to, rung->at[1]);
	buffer_text(to, ", until it is done");
}

static void say_ending(struct buffer *to, const struct rung *rung)
{
	add_before(to, rung, 1);
	buffer_text(to,
	    "the first workday after the day until which a plan is"
	    " valid");
	add_months(to, rung->at[0]);
	buffer_text(to, ", until it is closed");
}

static void words_unclear(struct buffer *to, const struct rung *rung)
{
	buffer_printf(
	    to, "weekly %d time%s", rung->at[0], rung->at[0] == 1 ? "" : "s");
	add_months(to, rung->at[1]);
	buffer_text(to, ", where there is no digest");
}

void ladder_words(struct buffer *to, enum stage stage, const struct rung *rung)
{
	if (rung->count == 0)
		buffer_text(to, "off");
	else if (stage == STAGE_ASSIGNED)
		buffer_text(to, "the run after it came to a department");
	else if (stage == STAGE_MOVED)
		buffer_text(to, "the run after its due date moved");
	else if (stage == STAGE_UPCOMING || stage == STAGE_DUE)
		say_before_due(to, rung);
	else if (stage == STAGE_BEGIN)
		say_days(to, rung, rung->count, "workday",
		    " after the start, where it is still planned");
	else if (stage == STAGE_MIDWAY)
		words_midway(to, rung);
	else if (stage == STAGE_OVERDUE)
		say_overdue(to, rung);
	else if (stage == STAGE_ESCALATED)
		say_days(to, rung, rung->count, "workday",
		    " after the first overdue notice arrived, but for what was"
		    " promised");
	else if (stage == STAGE_STALE)
		say_days(to, rung, rung->count, "day",
		    " after it was started or last heard of");
	else if (stage == STAGE_REVIEW)
		buffer_text(to, "each interval of what has no due date");
	else if (stage == STAGE_FOLLOW_UP)
		say_follow_up(to, rung);
	else if (stage == STAGE_ENDING)
		say_ending(to, rung);
	else if (stage == STAGE_UNCLEAR)
		words_unclear(to, rung);
	else
		buffer_text(to, "on the weekday of the setting digest");
}
