/* SPDX-License-Identifier: ISC */
/* What `ladder show` says of a rung: each stage with the numbers of docs/wire.md,
 * one, two and three of them, and none. */
#include "daemon/ladder/ladder_words.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

static void assert_words(
    enum stage stage, const struct rung *rung, const char *expected)
{
	struct buffer buffer = { 0 };

	ladder_words(&buffer, stage, rung);
	assert_string_equal(buffer.bytes, expected);
	buffer_free(&buffer);
}

static void assert_default(enum stage stage, const char *expected)
{
	assert_words(stage, &ladder_default.rungs[stage], expected);
}

#define RUNG(number, ...)                                                      \
	(&(struct rung){ .at = { __VA_ARGS__ }, .count = (number) })

/* Design section 9. */
static void each_stage_of_the_default_is_said(void **state)
{
	(void)state;
	assert_default(STAGE_ASSIGNED, "the run after it came to a department");
	assert_default(STAGE_MOVED, "the run after its due date moved");
	assert_default(STAGE_UPCOMING,
	    "30 and 7 days before the due date and on it, on a day off the"
	    " workday before it; 30 and more only where the period is longer");
	assert_default(
	    STAGE_DUE, "on the due date, on a day off the workday before it");
	assert_default(STAGE_BEGIN,
	    "5 workdays after the start, where it is still planned");
	assert_default(STAGE_MIDWAY,
	    "the middle of a period longer than 120 days, where nothing was"
	    " heard");
	assert_default(STAGE_OVERDUE,
	    "the first workday after the due date, then weekly 4 times, then"
	    " monthly");
	assert_default(STAGE_ESCALATED,
	    "10 and 20 workdays after the first overdue notice arrived, but"
	    " for what was promised");
	assert_default(
	    STAGE_STALE, "60 days after it was started or last heard of");
	assert_default(STAGE_REVIEW, "each interval of what has no due date");
	assert_default(STAGE_FOLLOW_UP,
	    "90 and 30 days before the day, on the day by which a plan is to"
	    " be followed up, then weekly 4 times, then monthly, until it is"
	    " done");
	assert_default(STAGE_ENDING,
	    "30 days before the day, the first workday after the day until"
	    " which a plan is valid, then monthly, until it is closed");
	assert_default(STAGE_UNCLEAR,
	    "weekly 4 times, then monthly, where there is no digest");
	assert_default(STAGE_DIGEST, "on the weekday of the setting digest");
}

static void a_stage_that_is_off_is_said_to_be(void **state)
{
	(void)state;
	for (enum stage stage = 0; stage < STAGES; stage++)
		assert_words(stage, RUNG(0, 0), "off");
}

static void only_long_warnings_ask_how_long_it_is(void **state)
{
	(void)state;
	assert_words(STAGE_UPCOMING, RUNG(2, 29, 7),
	    "29 and 7 days before the due date, on a day off the workday"
	    " before it");
	assert_words(STAGE_DUE, RUNG(2, 29, 0),
	    "29 days before the due date and on it, on a day off the workday"
	    " before it");
	assert_words(STAGE_UPCOMING, RUNG(1, 30),
	    "30 days before the due date, on a day off the workday before it;"
	    " 30 and more only where the period is longer");
	assert_words(STAGE_DUE, RUNG(3, 90, 60, 31),
	    "90, 60 and 31 days before the due date, on a day off the workday"
	    " before it; 30 and more only where the period is longer");
}

static void one_day_is_one(void **state)
{
	(void)state;
	assert_words(STAGE_UPCOMING, RUNG(1, 1),
	    "1 day before the due date, on a day off the workday before it");
	assert_words(STAGE_DUE, RUNG(2, 1, 0),
	    "1 day before the due date and on it, on a day off the workday"
	    " before it");
	assert_words(STAGE_BEGIN, RUNG(1, 1),
	    "1 workday after the start, where it is still planned");
	assert_words(STAGE_STALE, RUNG(2, 1, 2),
	    "1 and 2 days after it was started or last heard of");
	assert_words(STAGE_MIDWAY, RUNG(1, 1),
	    "the middle of a period longer than 1 day, where nothing was"
	    " heard");
}

static void repeats_are_said_where_there_are_any(void **state)
{
	(void)state;
	assert_words(STAGE_OVERDUE, RUNG(2, 1, 3),
	    "the first workday after the due date, then weekly 1 time, then"
	    " every 3 months");
	assert_words(STAGE_OVERDUE, RUNG(2, 2, 2),
	    "the first workday after the due date, then weekly 2 times, then"
	    " every 2 months");
	assert_words(STAGE_OVERDUE, RUNG(2, 0, 0),
	    "the first workday after the due date");
	assert_words(STAGE_UNCLEAR, RUNG(2, 1, 0),
	    "weekly 1 time, where there is no digest");
	assert_words(STAGE_UNCLEAR, RUNG(2, 2, 6),
	    "weekly 2 times, then every 6 months, where there is no digest");
}

static void warnings_are_said_where_there_are_any(void **state)
{
	(void)state;
	assert_words(STAGE_FOLLOW_UP, RUNG(2, 0, 0),
	    "on the day by which a plan is to be followed up, until it is"
	    " done");
	assert_words(STAGE_FOLLOW_UP, RUNG(5, 2, 12, 90, 60, 30),
	    "90, 60 and 30 days before the day, on the day by which a plan is"
	    " to be followed up, then weekly 2 times, then every 12 months,"
	    " until it is done");
	assert_words(STAGE_ENDING, RUNG(1, 0),
	    "the first workday after the day until which a plan is valid,"
	    " until it is closed");
	assert_words(STAGE_ENDING, RUNG(3, 3, 60, 30),
	    "60 and 30 days before the day, the first workday after the day"
	    " until which a plan is valid, then every 3 months, until it is"
	    " closed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_stage_of_the_default_is_said),
		cmocka_unit_test(a_stage_that_is_off_is_said_to_be),
		cmocka_unit_test(only_long_warnings_ask_how_long_it_is),
		cmocka_unit_test(one_day_is_one),
		cmocka_unit_test(repeats_are_said_where_there_are_any),
		cmocka_unit_test(warnings_are_said_where_there_are_any),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
