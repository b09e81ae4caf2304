/* SPDX-License-Identifier: ISC */
#include "tests/unit/rig/ladder.h"

#define LINE_MAX 1024

const struct workdays plain = { 0 };

struct ladder only_due(void)
{
	struct ladder ladder = { .rungs[STAGE_DUE] =
				     ladder_default.rungs[STAGE_DUE],
		.rungs[STAGE_OVERDUE] = ladder_default.rungs[STAGE_OVERDUE] };

	return ladder;
}

struct ladder_reader reader;

void reader_is(enum role_told role)
{
	reader = (struct ladder_reader){
		.roles = 1u << role, .joins = DAY_NONE, .assigned = DAY_NONE
	};
	for (int chain = 0; chain < CHAINS; chain++)
		reader.noticed[chain] = DAY_NONE;
}

struct ladder_item item_of(
    const char *start, const char *due, const char *joins)
{
	reader_is(TOLD_LEAD);
	return (struct ladder_item){
		.start = start != NULL ? on(start) : DAY_NONE,
		.due = due != NULL ? on(due) : DAY_NONE,
		.period = DAY_NONE,
		.joins = on(joins),
		.planned = true,
		.unclear = DAY_NONE,
		.heard = DAY_NONE,
		.silence = DAY_NONE,
		.reviewed = DAY_NONE,
		.moved = DAY_NONE,
		.taken = DAY_NONE,
		.climb = { DAY_NONE, 0, -1, DAY_NONE },
		.held_until = DAY_NONE,
	};
}

enum stage stage_of(const struct ladder_step *step)
{
	enum stage stage = 0;

	while ((step->stages & 1u << stage) == 0)
		stage++;
	assert_int_equal(step->stages, 1u << stage);
	return stage;
}

void assert_chain(const struct ladder_item *item, const struct ladder *ladder,
    const struct workdays *workdays, enum chain chain, const char *expected)
{
	struct day after = ladder_noticed(item, &reader, chain);
	struct ladder_step step;
	char line[LINE_MAX] = "", day[DAY_TEXT];
	size_t at = 0;

	while (at < strlen(expected)) {
		if (!ladder_next(
			item, &reader, ladder, workdays, chain, after, &step)) {
			snprintf(
			    line + at, LINE_MAX - at, "%s-", at > 0 ? " " : "");
			break;
		}
		for (enum stage stage = 0; stage < STAGES; stage++)
			if (step.stages & 1u << stage)
				at += (size_t)snprintf(line + at, LINE_MAX - at,
				    "%s%s %s", at > 0 ? " " : "",
				    stage_word(stage),
				    day_write(step.regular, day));
		after = step.regular;
	}
	assert_string_equal(line, expected);
}
