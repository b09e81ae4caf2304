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

static void say_before_due(struct buffer *to, const struct rung *rung)
{
	/* The largest comes first, so 0 is the last. */
	bool on_it = rung->at[rung->count - 1] == 0;
	int before = rung->count - on_it;

	words_numbers(to, rung, 0, before);
	buffer_text(to,
	    before == 0 ? "on the due date"
		: on_it ? " days before the due date and on it"
			: " days before the due date");
	buffer_text(to, ", on a day off the workday before it");
	for (int i = 0; i < rung->count; i++)
		if (rung->at[i] >= 30) {
			buffer_text(to,
			    "; 30 and more only where the period is longer");
			return;
		}
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

/* Numbers between two texts. */
static void say_numbers(struct buffer *to, const struct rung *rung,
    const char *before, const char *after)
{
	buffer_text(to, before);
	words_numbers(to, rung, 0, rung->count);
	buffer_text(to, after);
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
		say_numbers(to, rung, "",
		    " workdays after the start, where"
		    " it is still planned");
	else if (stage == STAGE_MIDWAY)
		say_numbers(to, rung, "the middle of a period longer than ",
		    " days, where nothing was heard");
	else if (stage == STAGE_OVERDUE)
		say_overdue(to, rung);
	else if (stage == STAGE_ESCALATED)
		say_numbers(to, rung, "",
		    " workdays after the first overdue notice arrived, but for"
		    " what was promised");
	else if (stage == STAGE_STALE)
		say_numbers(to, rung, "",
		    " days after it was started or last heard of");
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
