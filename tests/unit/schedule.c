/* SPDX-License-Identifier: ISC */
/* Stockholm is one hour ahead of UTC in winter and two from 02:00 on the last
 * Sunday of March until 03:00 on the last Sunday of October. */
#include "daemon/calendar/schedule.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/unit/rig/on.h"

static const struct workdays plain = { 0 };

static struct instant utc(const char *text, int hour, int minute, int second)
{
	return (struct instant){ on(text).number * INT64_C(86400) +
		hour * 3600 + minute * 60 + second };
}

/* Of a state that began on Monday 3 January 2022 at 10:00 local time. */
static struct schedule at_hour(int hour)
{
	return (struct schedule){ &plain, hour, utc("2022-01-03", 9, 0, 0) };
}

static void assert_day(struct day day, const char *expected)
{
	char text[DAY_TEXT];

	assert_string_equal(day_write(day, text), expected);
}

static void assert_next(const char *last, struct instant now, const char *next)
{
	struct schedule schedule = at_hour(8);

	assert_day(
	    schedule_next(&schedule, last != NULL ? on(last) : DAY_NONE, now),
	    next);
}

static void assert_moment(int hour, const char *day, struct instant expected)
{
	struct schedule schedule = at_hour(hour);

	assert_int_equal(
	    schedule_moment(&schedule, on(day)).seconds, expected.seconds);
}

static int setup(void **state)
{
	struct err err;

	(void)state;
	return zone_set(ZONE_DEFAULT, &err);
}

/* --- the moment --- */

static void the_moment_is_local(void **state)
{
	(void)state;
	assert_moment(8, "2022-07-01", utc("2022-07-01", 6, 0, 0));
	assert_moment(8, "2022-12-01", utc("2022-12-01", 7, 0, 0));
	assert_moment(0, "2022-07-01", utc("2022-06-30", 22, 0, 0));
	assert_moment(23, "2022-12-01", utc("2022-12-01", 22, 0, 0));
}

static void the_moment_keeps_its_hour_over_the_nights_that_change(void **state)
{
	(void)state;
	assert_moment(8, "2022-03-25", utc("2022-03-25", 7, 0, 0));
	assert_moment(8, "2022-03-27", utc("2022-03-27", 6, 0, 0));
	assert_moment(8, "2022-03-28", utc("2022-03-28", 6, 0, 0));
	assert_moment(8, "2022-10-28", utc("2022-10-28", 6, 0, 0));
	assert_moment(8, "2022-10-30", utc("2022-10-30", 7, 0, 0));
	assert_moment(8, "2022-10-31", utc("2022-10-31", 7, 0, 0));
}

/* An hour that is skipped is an hour later, one that comes twice the first. */
static void every_day_has_one_moment(void **state)
{
	(void)state;
	assert_moment(2, "2022-03-27", utc("2022-03-27", 1, 0, 0));
	assert_moment(2, "2022-10-30", utc("2022-10-30", 0, 0, 0));
}

/* --- the next run --- */

static void before_the_hour_it_is_today(void **state)
{
	(void)state;
	assert_next("2022-06-30", utc("2022-07-01", 5, 59, 59), "2022-07-01");
	assert_next("2022-06-30", utc("2022-06-30", 22, 0, 0), "2022-07-01");
	assert_next(NULL, utc("2022-07-01", 0, 0, 0), "2022-07-01");
}

static void from_the_hour_on_it_is_today_and_due(void **state)
{
	struct schedule schedule = at_hour(8);
	struct instant now = utc("2022-07-01", 6, 0, 0);

	(void)state;
	assert_next("2022-06-30", now, "2022-07-01");
	assert_true(schedule_moment(&schedule, on("2022-07-01")).seconds <=
	    now.seconds);
	assert_next("2022-06-30", utc("2022-07-01", 21, 59, 59), "2022-07-01");
}

/* Friday's evening is still Friday after UTC's midnight has not come; local
 * midnight is Saturday. */
static void a_day_that_has_run_does_not_run_again(void **state)
{
	(void)state;
	assert_next("2022-06-30", utc("2022-06-30", 6, 0, 1), "2022-07-01");
	assert_next("2022-07-01", utc("2022-07-01", 6, 0, 1), "2022-07-04");
	assert_next("2022-07-01", utc("2022-07-01", 21, 59, 59), "2022-07-04");
	assert_next("2022-07-01", utc("2022-07-01", 22, 0, 0), "2022-07-04");
}

static void weekends_and_holidays_have_none(void **state)
{
	(void)state;
	assert_next("2022-07-01", utc("2022-07-02", 10, 0, 0), "2022-07-04");
	assert_next("2022-07-01", utc("2022-07-03", 5, 0, 0), "2022-07-04");
	/* Easter, Midsummer, Christmas with the Sunday after. */
	assert_next("2022-04-14", utc("2022-04-15", 6, 0, 0), "2022-04-19");
	assert_next("2022-06-23", utc("2022-06-24", 6, 0, 0), "2022-06-27");
	assert_next("2022-12-23", utc("2022-12-23", 7, 0, 1), "2022-12-27");
}

static void closed_days_have_none(void **state)
{
	struct day closed[] = { on("2022-07-01"), on("2022-07-04") };
	struct workdays workdays = { closed, 2 };
	struct schedule schedule = { &workdays, 8, utc("2022-01-03", 9, 0, 0) };

	(void)state;
	assert_day(schedule_next(
		       &schedule, on("2022-06-30"), utc("2022-07-01", 6, 0, 0)),
	    "2022-07-05");
}

/* After two weeks off it is today's run, not each that was missed. */
static void after_a_pause_it_is_the_run_that_is_next(void **state)
{
	(void)state;
	assert_next("2022-06-30", utc("2022-07-14", 12, 0, 0), "2022-07-14");
	assert_next("2022-06-30", utc("2022-07-14", 4, 0, 0), "2022-07-14");
	assert_next("2022-06-30", utc("2022-07-16", 12, 0, 0), "2022-07-18");
}

static void a_clock_that_stepped_back_repeats_nothing(void **state)
{
	(void)state;
	assert_next("2022-07-14", utc("2022-07-01", 6, 0, 0), "2022-07-15");
	assert_next("2022-07-15", utc("2022-07-01", 6, 0, 0), "2022-07-18");
}

/* --- a state that has just begun --- */

static void assert_first(struct instant begun, const char *expected)
{
	struct schedule schedule = { &plain, 8, begun };

	assert_day(schedule_next(&schedule, DAY_NONE, begun), expected);
	assert_day(schedule_next(&schedule, DAY_NONE,
		       (struct instant){ begun.seconds + 3600 }),
	    expected);
}

static void the_day_it_begins_counts_only_before_the_hour(void **state)
{
	(void)state;
	assert_first(utc("2022-06-30", 4, 0, 0), "2022-06-30");
	assert_first(utc("2022-06-30", 5, 59, 59), "2022-06-30");
	assert_first(utc("2022-06-30", 6, 0, 1), "2022-07-01");
	assert_first(utc("2022-07-01", 7, 0, 0), "2022-07-04");
	assert_first(utc("2022-07-02", 3, 0, 0), "2022-07-04");
	assert_first(utc("2022-06-23", 7, 0, 0), "2022-06-27");
}

/* --- which run something joins --- */

static void assert_joins(int hour, struct instant instant, const char *expected)
{
	struct schedule schedule = at_hour(hour);

	assert_day(schedule_joins(&schedule, instant), expected);
}

static void what_comes_before_the_hour_joins_today(void **state)
{
	(void)state;
	assert_joins(8, utc("2022-06-29", 22, 0, 0), "2022-06-30");
	assert_joins(8, utc("2022-06-30", 5, 59, 59), "2022-06-30");
	assert_joins(8, utc("2022-12-01", 6, 59, 59), "2022-12-01");
}

static void what_comes_at_the_hour_or_later_joins_the_next(void **state)
{
	(void)state;
	assert_joins(8, utc("2022-06-30", 6, 0, 0), "2022-07-01");
	assert_joins(8, utc("2022-06-30", 21, 59, 59), "2022-07-01");
	assert_joins(8, utc("2022-12-01", 7, 0, 0), "2022-12-02");
	/* Any day: its run is the next workday's. */
	assert_joins(8, utc("2022-07-01", 6, 0, 0), "2022-07-02");
}

static void what_comes_in_a_night_that_changes_joins_rightly(void **state)
{
	(void)state;
	/* 01:59:59, then 03:00. */
	assert_joins(2, utc("2022-03-27", 0, 59, 59), "2022-03-27");
	assert_joins(2, utc("2022-03-27", 1, 0, 0), "2022-03-28");
	/* The first 01:59:59, the first 02:00, the second 02:00. */
	assert_joins(2, utc("2022-10-29", 23, 59, 59), "2022-10-30");
	assert_joins(2, utc("2022-10-30", 0, 0, 0), "2022-10-31");
	assert_joins(2, utc("2022-10-30", 1, 0, 0), "2022-10-31");
}

/* Saturday 2 July 2022 resumes on Monday the 4th; a pause that is over, on
 * Friday the 1st, holds nothing back. */
static void a_pause_holds_runs_back(void **state)
{
	struct schedule schedule = at_hour(8);
	struct instant now = utc("2022-06-30", 9, 0, 0);

	(void)state;
	schedule.resumes = on("2022-07-02");
	assert_day(
	    schedule_next(&schedule, on("2022-06-29"), now), "2022-07-04");
	assert_day(
	    schedule_next(&schedule, on("2022-07-04"), now), "2022-07-05");
	schedule.resumes = on("2022-07-01");
	assert_day(
	    schedule_next(&schedule, on("2022-06-30"), now), "2022-07-01");
	schedule.resumes = DAY_NONE;
	assert_day(
	    schedule_next(&schedule, on("2022-06-29"), now), "2022-06-30");
}

static int due(
    const struct schedule *schedule, const char *after, const char *until)
{
	return schedule_due(
	    schedule, utc(after, 6, 30, 0), utc(until, 6, 30, 0), 99);
}

/* From Friday 16 December 2022 07:30 to Monday 9 January 2023: 16, 19-23,
 * 27-30 December and 2-5 January; not Christmas, the year's and Epiphany. The
 * ninth has its own at eight. */
static void runs_that_were_due_are_counted(void **state)
{
	struct schedule schedule = at_hour(8);

	(void)state;
	assert_int_equal(due(&schedule, "2022-12-16", "2023-01-09"), 14);
	assert_int_equal(due(&schedule, "2022-12-16", "2022-12-16"), 0);
	assert_int_equal(due(&schedule, "2023-01-09", "2022-12-16"), 0);
	/* At the hour it is due. */
	assert_int_equal(schedule_due(&schedule, utc("2022-12-16", 6, 30, 0),
			     utc("2022-12-16", 7, 0, 0), 99),
	    1);
	assert_int_equal(schedule_due(&schedule, utc("2022-12-16", 6, 30, 0),
			     utc("2022-12-16", 6, 59, 59), 99),
	    0);
	assert_int_equal(schedule_due(&schedule, utc("2022-12-16", 6, 30, 0),
			     utc("2199-12-01", 0, 0, 0), 23),
	    23);
}

/* A pause from 20 December to the third of January leaves 16, 19 December and
 * 3-5 January. */
static void runs_of_a_pause_were_not_due(void **state)
{
	struct schedule schedule = at_hour(8);

	(void)state;
	schedule.pauses = on("2022-12-20");
	schedule.resumes = on("2023-01-03");
	assert_int_equal(due(&schedule, "2022-12-16", "2023-01-09"), 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_moment_is_local),
		cmocka_unit_test(
		    the_moment_keeps_its_hour_over_the_nights_that_change),
		cmocka_unit_test(every_day_has_one_moment),
		cmocka_unit_test(before_the_hour_it_is_today),
		cmocka_unit_test(from_the_hour_on_it_is_today_and_due),
		cmocka_unit_test(a_day_that_has_run_does_not_run_again),
		cmocka_unit_test(weekends_and_holidays_have_none),
		cmocka_unit_test(closed_days_have_none),
		cmocka_unit_test(after_a_pause_it_is_the_run_that_is_next),
		cmocka_unit_test(a_clock_that_stepped_back_repeats_nothing),
		cmocka_unit_test(the_day_it_begins_counts_only_before_the_hour),
		cmocka_unit_test(what_comes_before_the_hour_joins_today),
		cmocka_unit_test(
		    what_comes_at_the_hour_or_later_joins_the_next),
		cmocka_unit_test(a_pause_holds_runs_back),
		cmocka_unit_test(
		    what_comes_in_a_night_that_changes_joins_rightly),
		cmocka_unit_test(runs_that_were_due_are_counted),
		cmocka_unit_test(runs_of_a_pause_were_not_due),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
