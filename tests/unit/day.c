/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/day.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/calendar/json_day.h"

static void assert_date(struct day day, int year, int month, int in_month)
{
	struct date date = day_date(day);

	assert_int_equal(date.year, year);
	assert_int_equal(date.month, month);
	assert_int_equal(date.day, in_month);
}

/* POSIX's "seconds since the epoch" formula and days that are known. */
static void numbers_are_the_days_since_1970(void **state)
{
	(void)state;
	assert_int_equal(day_of(1970, 1, 1).number, 0);
	assert_int_equal(day_of(1969, 12, 31).number, -1);
	assert_int_equal(day_of(1972, 3, 1).number, 2 * 365 + 31 + 29);
	assert_int_equal(day_of(2000, 1, 1).number, 946684800 / 86400);
	assert_int_equal(day_of(2001, 9, 9).number, 1000000000 / 86400);
	assert_int_equal(day_of(2038, 1, 19).number, INT32_MAX / 86400);
	/* The calendar repeats after 146097 days. */
	assert_int_equal(day_of(1600, 1, 1).number, 10957 - 146097);
}

/* Every day from 1753 to 2199, counted by hand from 1753-01-01, a Monday. */
static void every_day_goes_there_and_back(void **state)
{
	int weekday = 1;
	struct day expected = day_of(1753, 1, 1);

	(void)state;
	for (int year = YEAR_MIN; year <= YEAR_MAX; year++)
		for (int month = 1; month <= 12; month++)
			for (int d = 1; d <= month_days(year, month); d++) {
				struct day day = day_of(year, month, d);

				assert_int_equal(day.number, expected.number);
				assert_date(day, year, month, d);
				assert_int_equal(day_weekday(day), weekday);
				weekday = weekday % 7 + 1;
				expected.number++;
			}
	assert_int_equal(expected.number, day_of(2200, 1, 1).number);
}

static void dates_far_away_are_the_proleptic_calendar(void **state)
{
	(void)state;
	assert_date(day_of(1, 1, 1), 1, 1, 1);
	assert_date(day_plus(day_of(1, 1, 1), -1), 0, 12, 31);
	assert_date(day_of(0, 2, 29), 0, 2, 29); /* 1 BC is a leap year */
	assert_date(day_of(9999, 12, 31), 9999, 12, 31);
	/* 0001-01-01 was a Monday in the proleptic calendar. */
	assert_int_equal(day_weekday(day_of(1, 1, 1)), 1);
	assert_int_equal(day_weekday(day_of(0, 12, 31)), 7);
}

static void a_leap_year_is_every_fourth_but_three_centuries(void **state)
{
	(void)state;
	assert_true(year_is_leap(2024));
	assert_true(year_is_leap(2000));
	assert_false(year_is_leap(2023));
	assert_false(year_is_leap(1800));
	assert_false(year_is_leap(1900));
	assert_false(year_is_leap(2100));
	assert_int_equal(month_days(2024, 2), 29);
	assert_int_equal(month_days(2100, 2), 28);
	assert_int_equal(month_days(2023, 4), 30);
	assert_int_equal(month_days(2023, 8), 31);
	assert_int_equal(month_days(2023, 9), 30);
	assert_int_equal(month_days(2023, 12), 31);
}

static void only_real_dates_within_the_years_are_valid(void **state)
{
	(void)state;
	assert_true(date_is_valid(2024, 2, 29));
	assert_true(date_is_valid(YEAR_MIN, 1, 1));
	assert_true(date_is_valid(YEAR_MAX, 12, 31));
	assert_false(date_is_valid(2023, 2, 29));
	assert_false(date_is_valid(2023, 4, 31));
	assert_false(date_is_valid(2023, 0, 1));
	assert_false(date_is_valid(2023, 13, 1));
	assert_false(date_is_valid(2023, 1, 0));
	assert_false(date_is_valid(2023, 1, 32));
	assert_false(date_is_valid(2023, 1, -1));
	assert_false(date_is_valid(YEAR_MIN - 1, 12, 31));
	assert_false(date_is_valid(YEAR_MAX + 1, 1, 1));
}

static void days_add_and_compare(void **state)
{
	struct day eve = day_of(2023, 12, 31), morrow = day_of(2024, 1, 1);

	(void)state;
	assert_int_equal(day_compare(day_plus(eve, 1), morrow), 0);
	assert_date(day_plus(morrow, -366), 2022, 12, 31);
	assert_date(day_plus(morrow, 59), 2024, 2, 29);
}

static void the_earlier_day_compares_less(void **state)
{
	(void)state;
	assert_true(day_compare(day_of(2023, 12, 31), day_of(2024, 1, 1)) < 0);
	assert_true(day_compare(day_of(2024, 1, 1), day_of(2023, 12, 31)) > 0);
	assert_true(day_compare(day_of(1753, 1, 1), day_of(2199, 1, 1)) < 0);
}

static void no_day_stays_no_day(void **state)
{
	(void)state;
	assert_false(day_is_some(DAY_NONE));
	assert_true(day_is_some(day_of(1970, 1, 1)));
	assert_false(day_is_some(day_plus(DAY_NONE, -1)));
	assert_false(day_is_some(day_plus(DAY_NONE, 400)));
	assert_int_equal(day_compare(DAY_NONE, DAY_NONE), 0);
}

/* ISO 8601: week 1 has the year's first Thursday. */
static void iso_weeks_begin_on_monday(void **state)
{
	(void)state;
	assert_date(day_of_iso_week(2024, 1), 2024, 1, 1);
	assert_date(day_of_iso_week(2025, 1), 2024, 12, 30);
	assert_date(day_of_iso_week(2023, 1), 2023, 1, 2);
	assert_date(day_of_iso_week(2021, 1), 2021, 1, 4);
	assert_date(day_of_iso_week(2020, 53), 2020, 12, 28);
	assert_date(day_of_iso_week(2023, 35), 2023, 8, 28);
}

/* 53 weeks where the year begins on a Thursday, or is a leap year that begins
 * on a Wednesday; 71 times in 400 years. */
static void years_have_52_or_53_weeks(void **state)
{
	int long_years = 0;

	(void)state;
	for (int year = 1800; year < 2200; year++) {
		int first = day_weekday(day_of(year, 1, 1));
		int weeks = year_iso_weeks(year);

		assert_int_equal(weeks,
		    first == 4 || (first == 3 && year_is_leap(year)) ? 53 : 52);
		long_years += weeks == 53;
	}
	assert_int_equal(long_years, 71);
	assert_int_equal(year_iso_weeks(2015), 53);
	assert_int_equal(year_iso_weeks(2020), 53);
	assert_int_equal(year_iso_weeks(2026), 53);
	assert_int_equal(year_iso_weeks(2024), 52);
}

static void a_day_is_read_as_it_is_written(void **state)
{
	char text[DAY_TEXT];
	struct day day;

	(void)state;
	assert_true(day_read("2022-08-15", &day));
	assert_date(day, 2022, 8, 15);
	assert_string_equal(day_write(day, text), "2022-08-15");
	assert_true(day_read("1753-01-01", &day));
	assert_string_equal(day_write(day, text), "1753-01-01");
	assert_string_equal(
	    day_write(day_of(2199, 12, 31), text), "2199-12-31");
	assert_string_equal(day_write(day_of(987, 6, 5), text), "0987-06-05");
	assert_string_equal(day_write(DAY_NONE, text), "");
}

static void anything_else_is_not_a_day(void **state)
{
	static const char *const texts[] = { "", "2", "2022", "2022-", "2022-0",
		"2022-08", "2022-08-", "2022-08-1", "2022-08-155",
		"2022-08-15 ", " 2022-08-15", "2022-8-15", "2022/08/15",
		"20220815", "2023-02-29", "2022-13-01", "2022-00-10",
		"2022-01-00", "1752-12-31", "2200-01-01", "+022-01-01",
		"-022-01-01", "2022-+1-01", "2022-01- 1", "2022-01-01T00:00",
		"22-01-01", "２022-01-01" };
	struct day day = { 42 };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_false(day_read(texts[i], &day));
		assert_int_equal(day.number, 42);
	}
}

/* RFC 3339, full-date: digits and "-". "/" and ":" stand before "0" and after
 * "9" in ASCII: whoever took them for -1 and 10 would have a date here. */
static void a_neighbour_of_a_digit_is_no_digit(void **state)
{
	static const char *const texts[] = { "2/22-08-15", "20:2-08-15",
		"2022-1/-15", "2022-0:-15", "2022-08-1/",
		"2022-08-0:", "2022x08-15", "2022-08x15", "2022-08-15x" };
	struct day day = { 42 };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_false(day_read(texts[i], &day));
		assert_int_equal(day.number, 42);
	}
	assert_true(day_read("1999-09-09", &day));
	assert_date(day, 1999, 9, 9);
	assert_true(day_read("2010-10-10", &day));
	assert_date(day, 2010, 10, 10);
}

static void days_between_are_counted_forwards(void **state)
{
	(void)state;
	assert_int_equal(
	    day_between(day_of(2024, 2, 28), day_of(2024, 3, 1)), 2);
	assert_int_equal(
	    day_between(day_of(2024, 3, 1), day_of(2024, 2, 28)), -2);
	assert_int_equal(
	    day_between(day_of(2024, 3, 1), day_of(2024, 3, 1)), 0);
}

/* The years' bounds are meant themselves. */
static void a_year_far_away_is_not_meant(void **state)
{
	(void)state;
	assert_true(day_is_meant(day_of(YEAR_MEANT_MIN, 1, 1)));
	assert_false(day_is_meant(day_of(YEAR_MEANT_MIN - 1, 12, 31)));
	assert_true(day_is_meant(day_of(YEAR_MEANT_MAX, 12, 31)));
	assert_false(day_is_meant(day_of(YEAR_MEANT_MAX + 1, 1, 1)));
}

static void a_written_day_ends(void **state)
{
	char text[DAY_TEXT];

	(void)state;
	memset(text, 'x', sizeof(text));
	assert_string_equal(day_write(day_of(2022, 8, 15), text), "2022-08-15");
}

/* As a column or a JSON member that may be null. */
static void day_or_none(void **state)
{
	char text[DAY_TEXT];

	(void)state;
	assert_int_equal(
	    day_compare(day_from("2022-06-30"), day_of(2022, 6, 30)), 0);
	assert_false(day_is_some(day_from(NULL)));
	assert_false(day_is_some(day_from("")));
	assert_false(day_is_some(day_from("2022-06-31")));
	assert_string_equal(day_text(day_of(2022, 6, 30), text), "2022-06-30");
	assert_null(day_text(DAY_NONE, text));
}

static void assert_json(struct day day, const char *expected)
{
	json_t *json = json_day(day);
	char *text = json_dumps(json, JSON_ENCODE_ANY);
	struct buffer buffer = { 0 };

	assert_non_null(text);
	assert_string_equal(text, expected);
	buffer_day(&buffer, day);
	assert_string_equal(buffer.bytes, expected);
	assert_int_equal(day_compare(json_day_value(json), day), 0);
	buffer_free(&buffer);
	free(text);
	json_decref(json);
}

static void a_day_is_a_text_in_json_and_none_is_null(void **state)
{
	(void)state;
	assert_json(day_of(2022, 6, 30), "\"2022-06-30\"");
	assert_json(DAY_NONE, "null");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_the_days_since_1970),
		cmocka_unit_test(every_day_goes_there_and_back),
		cmocka_unit_test(dates_far_away_are_the_proleptic_calendar),
		cmocka_unit_test(
		    a_leap_year_is_every_fourth_but_three_centuries),
		cmocka_unit_test(only_real_dates_within_the_years_are_valid),
		cmocka_unit_test(days_add_and_compare),
		cmocka_unit_test(the_earlier_day_compares_less),
		cmocka_unit_test(no_day_stays_no_day),
		cmocka_unit_test(iso_weeks_begin_on_monday),
		cmocka_unit_test(years_have_52_or_53_weeks),
		cmocka_unit_test(a_day_is_read_as_it_is_written),
		cmocka_unit_test(anything_else_is_not_a_day),
		cmocka_unit_test(a_neighbour_of_a_digit_is_no_digit),
		cmocka_unit_test(days_between_are_counted_forwards),
		cmocka_unit_test(a_year_far_away_is_not_meant),
		cmocka_unit_test(a_written_day_ends),
		cmocka_unit_test(day_or_none),
		cmocka_unit_test(a_day_is_a_text_in_json_and_none_is_null),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
