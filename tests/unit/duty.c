/* SPDX-License-Identifier: ISC */
/* What a plan must have recorded by a day, and the letter of the week: by hand
 * from the Swedish calendar and the rows follow-up, ending and digest of the
 * ladder. */
#include "daemon/ladder/duty.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/rig/on.h"

#define COORDINATOR (1u << TOLD_COORDINATOR)
#define STEERING    (1u << TOLD_STEERING)
#define LINE_MAX    512

static const struct workdays plain = { 0 };

/* Weekly four times and monthly; ninety and thirty days before. */
static const struct rung follow_up = { .at = { 4, 1, 90, 30 }, .count = 4 };
static const struct rung ending = { .at = { 1, 30 }, .count = 2 };

static struct duty duty_of(enum stage stage, const char *day, const char *joins)
{
	return (struct duty){ stage, on(day), on(joins) };
}

/* The dates from the first on, as many as `expected` has; "-" after the last
 * that there is. */
static void assert_told(const struct duty *duty, const struct rung *rung,
    unsigned roles, const char *expected)
{
	struct day day = duty_noticed(duty, DAY_NONE);
	char line[LINE_MAX] = "", text[DAY_TEXT];
	size_t at = 0;

	while (at < strlen(expected) && (at == 0 || day_is_some(day))) {
		day = duty_next(duty, rung, &plain, roles, day);
		at += (size_t)snprintf(line + at, LINE_MAX - at, "%s%s",
		    at > 0 ? " " : "",
		    day_is_some(day) ? day_write(day, text) : "-");
	}
	assert_string_equal(line, expected);
}

static struct day next(
    const struct duty *duty, const struct rung *rung, const char *after)
{
	return duty_next(duty, rung, &plain, COORDINATOR, on(after));
}

static void is(struct day day, const char *expected)
{
	char text[DAY_TEXT];

	assert_string_equal(
	    day_is_some(day) ? day_write(day, text) : "-", expected);
}

/* --- to follow up --- */

/* Thursday 30 June 2022; ninety days before is Friday 1 April, thirty Tuesday
 * 31 May. Of Sunday 24 July they are Monday 25 April and Midsummer Eve, which
 * means the Thursday before. */
static void it_is_warned_of_and_repeated(void **state)
{
	struct duty duty = duty_of(STAGE_FOLLOW_UP, "2022-06-30", "2022-01-10");

	(void)state;
	assert_told(&duty, &follow_up, COORDINATOR,
	    "2022-04-01 2022-05-31 2022-06-30 2022-07-04 2022-07-11 2022-07-18"
	    " 2022-07-25 2022-08-01 2022-09-01 2022-10-03");
	assert_told(
	    &duty, &follow_up, COORDINATOR | STEERING, "2022-04-01 2022-05-31");
	duty.day = on("2022-07-24");
	assert_told(&duty, &follow_up, COORDINATOR,
	    "2022-04-25 2022-06-23 2022-07-22 2022-07-25 2022-08-01 2022-08-08"
	    " 2022-08-15 2022-09-01 2022-10-03");
	/* Warnings that had passed when it came are not given. */
	duty.joins = on("2022-04-26");
	assert_told(
	    &duty, &follow_up, COORDINATOR, "2022-06-23 2022-07-22 2022-07-25");
}

/* It came on Wednesday 17 August, or on a Saturday. */
static void what_was_past_is_told_at_once(void **state)
{
	struct duty duty = duty_of(STAGE_FOLLOW_UP, "2022-06-30", "2022-08-17");

	(void)state;
	assert_told(&duty, &follow_up, COORDINATOR,
	    "2022-08-17 2022-08-22 2022-08-29 2022-09-05 2022-09-12 2022-10-03"
	    " 2022-11-01");
	assert_told(
	    &duty, &follow_up, STEERING, "2022-08-17 2022-09-01 2022-10-03");
	duty.joins = on("2022-08-20");
	assert_told(&duty, &follow_up, COORDINATOR,
	    "2022-08-22 2022-08-29 2022-09-05 2022-09-12 2022-09-19"
	    " 2022-10-03");
	/* The day before it came, which was a workday. */
	duty.day = on("2022-08-16");
	duty.joins = on("2022-08-17");
	assert_told(&duty, &follow_up, COORDINATOR, "2022-08-17 2022-08-22");
}

/* A Sunday's letter would have been the Friday's. */
static void what_came_on_its_day_was_not_past(void **state)
{
	struct duty duty = duty_of(STAGE_FOLLOW_UP, "2022-07-24", "2022-07-24");

	(void)state;
	assert_told(&duty, &follow_up, COORDINATOR,
	    "2022-07-25 2022-08-01 2022-08-08 2022-08-15 2022-09-01");
	duty = duty_of(STAGE_FOLLOW_UP, "2022-08-17", "2022-08-17");
	assert_told(&duty, &follow_up, COORDINATOR, "2022-08-17 2022-08-22");
}

static void the_steering_address_is_told_on_the_day_and_monthly(void **state)
{
	struct duty duty = duty_of(STAGE_FOLLOW_UP, "2022-06-15", "2022-01-10");

	(void)state;
	assert_told(&duty, &follow_up, STEERING,
	    "2022-06-15 2022-07-01 2022-08-01 2022-09-01 2022-10-03");
}

/* Two weeks, then each third month: 1 September, 1 December, 1 March. */
static void the_numbers_are_the_ladder_s(void **state)
{
	struct rung rung = { .at = { 2, 3, 30 }, .count = 3 };
	struct duty duty = duty_of(STAGE_FOLLOW_UP, "2022-06-15", "2022-01-10");

	(void)state;
	assert_told(&duty, &rung, COORDINATOR,
	    "2022-05-16 2022-06-15 2022-06-20 2022-06-27 2022-09-01 2022-12-01"
	    " 2023-03-01");
	rung = (struct rung){ .at = { 1, 0 }, .count = 2 };
	assert_told(&duty, &rung, COORDINATOR, "2022-06-15 2022-06-20 -");
	assert_told(&duty, &rung, STEERING, "2022-06-15 -");
	rung.at[0] = 0;
	assert_told(&duty, &rung, COORDINATOR, "2022-06-15 -");
	rung.count = 0;
	assert_told(&duty, &rung, COORDINATOR, "-");
	duty.day = DAY_NONE;
	assert_told(&duty, &follow_up, COORDINATOR, "-");
}

/* Closed from 11 to 31 July: two of the weeks have no workday. */
static void a_closed_week_has_no_repeat(void **state)
{
	struct day july[21];
	struct workdays closed = { july, 21 };
	struct duty duty = duty_of(STAGE_FOLLOW_UP, "2022-06-30", "2022-01-10");
	struct day day = on("2022-06-30");

	(void)state;
	for (int i = 0; i < 21; i++)
		july[i] = day_plus(on("2022-07-11"), i);
	day = duty_next(&duty, &follow_up, &closed, COORDINATOR, day);
	is(day, "2022-07-04");
	day = duty_next(&duty, &follow_up, &closed, COORDINATOR, day);
	is(day, "2022-08-01");
	day = duty_next(&duty, &follow_up, &closed, COORDINATOR, day);
	is(day, "2022-09-01");
}

static void what_was_changed_holds_from_its_day_on(void **state)
{
	struct duty duty = duty_of(STAGE_FOLLOW_UP, "2022-06-30", "2022-01-10");
	struct rung rung = follow_up;

	(void)state;
	rung.since = on("2022-07-11");
	is(next(&duty, &rung, "2022-01-10"), "2022-07-11");
	is(next(&duty, &rung, "2022-07-10"), "2022-07-11");
	is(next(&duty, &rung, "2022-07-11"), "2022-07-18");
	is(next(&duty, &rung, "2022-07-12"), "2022-07-18");
	rung.since = on("2022-07-12");
	is(next(&duty, &rung, "2022-01-10"), "2022-07-18");
}

/* --- to close or to carry on --- */

/* Valid until New Year's Eve 2022, a Saturday; thirty days before is Thursday
 * 1 December, seven Christmas Eve, a Saturday, and sixty 1 November. */
static void what_ends_is_told_before_after_and_monthly(void **state)
{
	struct rung rung = { .at = { 2, 60, 7 }, .count = 3 };
	struct duty duty = duty_of(STAGE_ENDING, "2022-12-31", "2022-01-10");

	(void)state;
	assert_told(&duty, &ending, COORDINATOR,
	    "2022-12-01 2023-01-02 2023-02-01 2023-03-01 2023-04-03");
	assert_told(&duty, &ending, STEERING,
	    "2022-12-01 2023-01-02 2023-02-01 2023-03-01 2023-04-03");
	assert_told(&duty, &rung, COORDINATOR,
	    "2022-11-01 2022-12-23 2023-01-02 2023-03-01 2023-05-02"
	    " 2023-07-03");
	duty.joins = on("2024-01-15");
	assert_told(&duty, &ending, COORDINATOR, "2024-02-01 2024-03-01");
}

/* --- where it goes on, where it ends --- */

static void what_was_told_before_it_came_does_not_count(void **state)
{
	struct duty duty = duty_of(STAGE_FOLLOW_UP, "2022-06-30", "2022-06-15");

	(void)state;
	is(duty_noticed(&duty, DAY_NONE), "2022-06-14");
	is(duty_noticed(&duty, on("2022-06-13")), "2022-06-14");
	is(duty_noticed(&duty, on("2022-06-14")), "2022-06-14");
	is(duty_noticed(&duty, on("2022-06-15")), "2022-06-15");
}

/* The last year of the calendar has no letters: 1 December 2198 is a Saturday,
 * 2 a Sunday. */
static void it_ends_with_the_calendar(void **state)
{
	struct duty duty = duty_of(STAGE_FOLLOW_UP, "2022-06-30", "2022-01-10");

	(void)state;
	is(next(&duty, &follow_up, "2198-11-15"), "2198-12-03");
	is(next(&duty, &follow_up, "2198-12-03"), "-");
	is(next(&duty, &follow_up, "2199-01-01"), "-");
	duty.day = on("2199-06-13");
	is(next(&duty, &follow_up, "2198-12-31"), "2199-03-15");
	is(next(&duty, &follow_up, "2199-01-01"), "-");
}

/* --- the week's letter --- */

static void assert_digest(const struct workdays *workdays, int weekday,
    const char *after, const char *day, const char *expected, bool of_month)
{
	bool month = !of_month;

	is(digest_date(workdays, weekday, on(after), on(day), &month),
	    expected);
	assert_int_equal(month, of_month);
}

/* 4 July and 7 November 2022 are the first Mondays of their months, 8 August
 * is the second, 1 July a Friday. */
static void the_letter_of_the_week_has_its_weekday(void **state)
{
	(void)state;
	assert_digest(
	    &plain, 1, "2022-07-04", "2022-07-11", "2022-07-11", false);
	assert_digest(
	    &plain, 1, "2022-07-04", "2022-07-16", "2022-07-11", false);
	assert_digest(&plain, 1, "2022-07-04", "2022-07-10", "-", false);
	assert_digest(
	    &plain, 1, "2022-06-30", "2022-07-04", "2022-07-04", true);
	assert_digest(
	    &plain, 1, "2022-11-01", "2022-11-07", "2022-11-07", true);
	assert_digest(
	    &plain, 1, "2022-08-02", "2022-08-08", "2022-08-08", false);
	assert_digest(
	    &plain, 5, "2022-06-27", "2022-07-01", "2022-07-01", true);
	assert_digest(
	    &plain, 5, "2022-07-01", "2022-07-08", "2022-07-08", false);
	/* Of those that were missed the last, and what they were. */
	assert_digest(
	    &plain, 1, "2022-06-30", "2022-07-20", "2022-07-18", true);
}

/* Easter Monday is 18 April 2022. Closed from 4 to 24 July, what is told on
 * the 25th is of the month's first Monday too. */
static void on_a_day_off_it_is_the_first_workday_after(void **state)
{
	struct day july[21];
	struct workdays closed = { july, 21 };

	(void)state;
	assert_digest(&plain, 1, "2022-04-15", "2022-04-18", "-", false);
	assert_digest(
	    &plain, 1, "2022-04-15", "2022-04-19", "2022-04-19", false);
	assert_digest(&plain, 1, "2022-04-19", "2022-04-19", "-", false);
	for (int i = 0; i < 21; i++)
		july[i] = day_plus(on("2022-07-04"), i);
	assert_digest(&closed, 1, "2022-07-22", "2022-07-24", "-", false);
	assert_digest(
	    &closed, 1, "2022-07-22", "2022-07-25", "2022-07-25", true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_warned_of_and_repeated),
		cmocka_unit_test(what_was_past_is_told_at_once),
		cmocka_unit_test(what_came_on_its_day_was_not_past),
		cmocka_unit_test(
		    the_steering_address_is_told_on_the_day_and_monthly),
		cmocka_unit_test(the_numbers_are_the_ladder_s),
		cmocka_unit_test(a_closed_week_has_no_repeat),
		cmocka_unit_test(what_was_changed_holds_from_its_day_on),
		cmocka_unit_test(what_ends_is_told_before_after_and_monthly),
		cmocka_unit_test(what_was_told_before_it_came_does_not_count),
		cmocka_unit_test(it_ends_with_the_calendar),
		cmocka_unit_test(the_letter_of_the_week_has_its_weekday),
		cmocka_unit_test(on_a_day_off_it_is_the_first_workday_after),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
