/* SPDX-License-Identifier: ISC */
/* A ladder's steps as lines, to hold against dates worked out by hand. */
#ifndef TESTS_UNIT_RUN_LADDER_H
#define TESTS_UNIT_RUN_LADDER_H

#include <stdio.h>
#include <string.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "daemon/ladder/ladder.h"

#define LINE_MAX 1024

static const struct workdays plain = { 0 };

static inline struct day on(const char *text)
{
	struct day day = DAY_NONE;

	assert_true(day_read(text, &day));
	return day;
}

/* Of the default ladder: the due date and what follows it. */
static inline struct ladder only_due(void)
{
	struct ladder ladder = { .rungs[STAGE_DUE] =
				     ladder_default.rungs[STAGE_DUE],
		.rungs[STAGE_OVERDUE] = ladder_default.rungs[STAGE_OVERDUE] };

	return ladder;
}

/* One that nothing has happened to. */
static inline struct ladder_item item_of(
    const char *start, const char *due, const char *joins)
{
	struct ladder_item item = {
		.start = start != NULL ? on(start) : DAY_NONE,
		.due = due != NULL ? on(due) : DAY_NONE,
		.period = DAY_NONE,
		.joins = on(joins),
		.planned = true,
		.noted = DAY_NONE,
		.accepted = DAY_NONE,
		.reviewed = DAY_NONE,
		.ends = DAY_NONE,
		.transferred = DAY_NONE,
	};

	for (int chain = 0; chain < CHAINS; chain++)
		item.noticed[chain] = DAY_NONE;
	return item;
}

static inline enum stage stage_of(const struct ladder_step *step)
{
	enum stage stage = 0;

	while ((step->stages & 1u << stage) == 0)
		stage++;
	assert_int_equal(step->stages, 1u << stage);
	return stage;
}

/* The chain's steps as "due 2022-06-30 overdue 2022-07-01 ...", as many as
 * `expected` has; "-" after the last that there is. Of those that come on one
 * date the calmest first. */
static inline void assert_chain(const struct ladder_item *item,
    const struct ladder *ladder, const struct workdays *workdays,
    enum chain chain, const char *expected)
{
	struct day after = ladder_noticed(item, chain);
	struct ladder_step step;
	char line[LINE_MAX] = "", day[DAY_TEXT];
	size_t at = 0;

	while (at < strlen(expected)) {
		if (!ladder_next(item, ladder, workdays, chain, after, &step)) {
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

#endif
