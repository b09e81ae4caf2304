/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/workday.h"

#include <string.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/unit/rig/on.h"

#define FIRST_YEAR 1953
#define LAST_YEAR  2199

static const struct workdays plain = { 0 };

static void assert_day(struct day day, const char *expected)
{
	char text[DAY_TEXT];

	assert_string_equal(day_write(day, text), expected);
}

static struct holiday named(int year, const char *name)
{
	struct holiday holidays[HOLIDAYS_MAX], found = { DAY_NONE, NULL, 0 };
	size_t count = holidays_of(year, holidays);

	for (size_t i = 0; i < count; i++)
		if (strcmp(holidays[i].name, name) == 0) {
			assert_null(found.name);
			found = holidays[i];
		}
	return found;
}

/* Dates from almanacs. 1954, 2049 and 2106 need the rule for 18 April, 1981
 * and 2076 that for 19 April; 1818 has the earliest and 2038 the latest. */
static void easter_is_when_the_almanac_has_it(void **state)
{
	static const char *const days[] = { "1761-03-22", "1818-03-22",
		"1886-04-25", "1893-04-02", "1900-04-15", "1902-03-30",
		"1906-04-15", "1943-04-25", "1954-04-18", "1981-04-19",
		"1990-04-15", "1991-03-31", "1992-04-19", "1993-04-11",
		"1994-04-03", "1995-04-16", "1996-04-07", "1997-03-30",
		"1998-04-12", "1999-04-04", "2000-04-23", "2001-04-15",
		"2002-03-31", "2003-04-20", "2004-04-11", "2005-03-27",
		"2006-04-16", "2007-04-08", "2008-03-23", "2009-04-12",
		"2010-04-04", "2011-04-24", "2012-04-08", "2013-03-31",
		"2014-04-20", "2015-04-05", "2016-03-27", "2017-04-16",
		"2018-04-01", "2019-04-21", "2020-04-12", "2021-04-04",
		"2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20",
		"2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01",
		"2030-04-21", "2038-04-25", "2049-04-18", "2076-04-19",
		"2100-03-28", "2106-04-18" };

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++)
		assert_day(easter_sunday(day_date(on(days[i])).year), days[i]);
}

/* The mean lunation is 29.530588 days, and 2000-01-06 18:14 was a new moon:
 * the church's full moon stays within two days of the mean one. */
static void easter_follows_the_moon(void **state)
{
	(void)state;
	for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
		struct day easter = easter_sunday(year);
		double since =
		    easter.number + 0.5 - (day_of(2000, 1, 6).number + 0.76);
		double age = since - (long)(since / 29.530588) * 29.530588;

		if (age < 0)
			age += 29.530588;
		assert_int_equal(day_weekday(easter), 7);
		assert_true(day_compare(easter, day_of(year, 3, 22)) >= 0);
		assert_true(day_compare(easter, day_of(year, 4, 25)) <= 0);
		assert_true(age > 14.77 - 2 && age < 14.77 + 7 + 2);
	}
}

struct expected {
	const char *day, *name;
	bool public;
};

static void assert_holidays(
    int year, const struct expected *expected, size_t count)
{
	struct holiday holidays[HOLIDAYS_MAX];

	assert_int_equal(holidays_of(year, holidays), count);
	for (size_t i = 0; i < count; i++) {
		assert_day(holidays[i].day, expected[i].day);
		assert_string_equal(holidays[i].name, expected[i].name);
		assert_int_equal(holidays[i].public, expected[i].public);
	}
}

static void a_year_now_has_its_holidays_in_order(void **state)
{
	static const struct expected expected[] = {
		{ "2024-01-01", "nyårsdagen", true },
		{ "2024-01-06", "trettondedag jul", true },
		{ "2024-03-29", "långfredagen", true },
		{ "2024-03-30", "påskafton", false },
		{ "2024-03-31", "påskdagen", true },
		{ "2024-04-01", "annandag påsk", true },
		{ "2024-05-01", "första maj", true },
		{ "2024-05-09", "Kristi himmelsfärdsdag", true },
		{ "2024-05-18", "pingstafton", false },
		{ "2024-05-19", "pingstdagen", true },
		{ "2024-06-06", "nationaldagen", true },
		{ "2024-06-21", "midsommarafton", false },
		{ "2024-06-22", "midsommardagen", true },
		{ "2024-11-02", "alla helgons dag", true },
		{ "2024-12-24", "julafton", false },
		{ "2024-12-25", "juldagen", true },
		{ "2024-12-26", "annandag jul", true },
		{ "2024-12-31", "nyårsafton", false },
	};

	(void)state;
	assert_holidays(2024, expected, sizeof(expected) / sizeof(*expected));
}

static void a_year_before_2005_has_whit_monday(void **state)
{
	static const struct expected expected[] = {
		{ "2000-01-01", "nyårsdagen", true },
		{ "2000-01-06", "trettondedag jul", true },
		{ "2000-04-21", "långfredagen", true },
		{ "2000-04-22", "påskafton", false },
		{ "2000-04-23", "påskdagen", true },
		{ "2000-04-24", "annandag påsk", true },
		{ "2000-05-01", "första maj", true },
		{ "2000-06-01", "Kristi himmelsfärdsdag", true },
		{ "2000-06-10", "pingstafton", false },
		{ "2000-06-11", "pingstdagen", true },
		{ "2000-06-12", "annandag pingst", true },
		{ "2000-06-23", "midsommarafton", false },
		{ "2000-06-24", "midsommardagen", true },
		{ "2000-11-04", "alla helgons dag", true },
		{ "2000-12-24", "julafton", false },
		{ "2000-12-25", "juldagen", true },
		{ "2000-12-26", "annandag jul", true },
		{ "2000-12-31", "nyårsafton", false },
	};

	(void)state;
	assert_holidays(2000, expected, sizeof(expected) / sizeof(*expected));
}

/* Lag (2004:1320): the law of 2005. */
static void the_national_day_replaced_whit_monday(void **state)
{
	(void)state;
	for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
		assert_int_equal(
		    named(year, "nationaldagen").name != NULL, year >= 2005);
		assert_int_equal(
		    named(year, "annandag pingst").name != NULL, year <= 2004);
	}
	assert_false(workday_is(&plain, on("2004-05-31"))); /* Whit Monday */
	assert_true(workday_is(&plain, on("2005-05-16")));
	assert_false(workday_is(&plain, on("2005-06-06")));
	assert_true(workday_is(&plain, on("2003-06-06")));
}

static void assert_between(struct day day, struct day first, struct day last)
{
	assert_true(day_compare(first, day) <= 0);
	assert_true(day_compare(day, last) <= 0);
}

static void saturdays_of_the_law_stay_in_their_weeks(void **state)
{
	(void)state;
	for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
		struct day summer = named(year, "midsommardagen").day;
		struct day saints = named(year, "alla helgons dag").day;

		assert_int_equal(day_weekday(summer), 6);
		assert_between(
		    summer, day_of(year, 6, 20), day_of(year, 6, 26));
		assert_int_equal(day_weekday(saints), 6);
		assert_between(
		    saints, day_of(year, 10, 31), day_of(year, 11, 6));
		assert_int_equal(named(year, "midsommarafton").day.number,
		    summer.number - 1);
	}
}

static void feasts_keep_their_weekday_and_distance(void **state)
{
	static const struct {
		const char *name;
		int weekday, after_easter;
	} feasts[] = {
		{ "långfredagen", 5, -2 },
		{ "påskafton", 6, -1 },
		{ "påskdagen", 7, 0 },
		{ "annandag påsk", 1, 1 },
		{ "Kristi himmelsfärdsdag", 4, 39 },
		{ "pingstafton", 6, 48 },
		{ "pingstdagen", 7, 49 },
	};

	(void)state;
	for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
		for (size_t i = 0; i < sizeof(feasts) / sizeof(*feasts); i++) {
			struct day day = named(year, feasts[i].name).day;

			assert_int_equal(day_weekday(day), feasts[i].weekday);
			assert_int_equal(
			    day.number - easter_sunday(year).number,
			    feasts[i].after_easter);
		}
}

static void every_year_is_sorted_and_complete(void **state)
{
	(void)state;
	for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
		struct holiday holidays[HOLIDAYS_MAX];
		size_t count = holidays_of(year, holidays), eves = 0;

		assert_int_equal(count, 18);
		for (size_t i = 0; i < count; i++) {
			assert_int_equal(day_date(holidays[i].day).year, year);
			assert_false(workday_is(&plain, holidays[i].day));
			eves += !holidays[i].public;
			if (i > 0)
				assert_true(day_compare(holidays[i - 1].day,
						holidays[i].day) <= 0);
		}
		assert_int_equal(eves, 5);
	}
}

static void other_years_have_no_rules(void **state)
{
	struct holiday holidays[HOLIDAYS_MAX];

	(void)state;
	assert_int_equal(holidays_of(FIRST_YEAR - 1, holidays), 0);
	assert_int_equal(holidays_of(LAST_YEAR + 1, holidays), 0);
	assert_int_equal(holidays_of(FIRST_YEAR, holidays), 18);
	assert_int_equal(holidays_of(LAST_YEAR, holidays), 18);
	/* Weekends there are, and no more. */
	assert_true(workday_is(&plain, on("1951-12-25")));
	assert_false(workday_is(&plain, on("1951-12-23")));
}

/* Two feasts on one day: both are listed. Easter 2008 was the earliest for
 * 95 years, and Ascension Day fell on May Day. */
static void feasts_may_share_a_day(void **state)
{
	(void)state;
	assert_day(named(2008, "Kristi himmelsfärdsdag").day, "2008-05-01");
	assert_day(named(2008, "första maj").day, "2008-05-01");
	assert_day(named(2049, "pingstdagen").day, "2049-06-06");
	assert_day(named(2049, "nationaldagen").day, "2049-06-06");
}

static void half_days_and_common_days_are_workdays(void **state)
{
	static const char *const workdays[] = {
		"2024-01-05", /* trettondagsafton */
		"2024-03-28", /* skärtorsdagen */
		"2024-04-30", /* valborg */
		"2024-05-10", /* the Friday after Ascension Day */
		"2024-05-20", /* Whit Monday */
		"2024-11-01", /* alla helgons afton */
		"2024-12-23", /* the day before Christmas Eve */
		"2024-12-27", /* between the years */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(workdays) / sizeof(*workdays); i++)
		assert_true(workday_is(&plain, on(workdays[i])));
	assert_false(workday_is(&plain, on("2024-09-14"))); /* Saturday */
	assert_false(workday_is(&plain, on("2024-09-15")));
	assert_false(workday_is(&plain, DAY_NONE));
}

/* Mondays to Fridays of the year less the holidays and eves that fall on
 * them: 260 - 7, 260 - 9, 262 - 11, 261 - 12, 261 - 10 and 260 - 9. */
static void a_year_has_the_workdays_of_the_calendar(void **state)
{
	static const int expected[][2] = { { 2022, 253 }, { 2023, 251 },
		{ 2024, 251 }, { 2025, 249 }, { 2026, 251 }, { 2000, 251 } };

	(void)state;
	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++) {
		int year = expected[i][0];

		assert_int_equal(
		    workday_between(
			&plain, day_of(year - 1, 12, 31), day_of(year, 12, 31)),
		    expected[i][1]);
	}
}

static void the_nearest_workday_steps_over_holidays(void **state)
{
	(void)state;
	/* Maundy Thursday to the Tuesday after Easter. */
	assert_day(workday_after(&plain, on("2024-03-28")), "2024-04-02");
	assert_day(workday_from(&plain, on("2024-03-29")), "2024-04-02");
	assert_day(workday_from(&plain, on("2024-03-28")), "2024-03-28");
	assert_day(workday_until(&plain, on("2024-04-01")), "2024-03-28");
	assert_day(workday_until(&plain, on("2024-04-02")), "2024-04-02");
	/* Over the new year: Tuesday and Wednesday off. */
	assert_day(workday_after(&plain, on("2024-12-30")), "2025-01-02");
	assert_day(workday_until(&plain, on("2025-01-01")), "2024-12-30");
	/* 2022: Friday before a weekend with New Year's Eve. */
	assert_day(workday_until(&plain, on("2022-12-31")), "2022-12-30");
	assert_day(workday_after(&plain, on("2022-12-30")), "2023-01-02");
}

static void no_day_has_no_nearest_workday(void **state)
{
	(void)state;
	assert_false(day_is_some(workday_after(&plain, DAY_NONE)));
	assert_false(day_is_some(workday_from(&plain, DAY_NONE)));
	assert_false(day_is_some(workday_until(&plain, DAY_NONE)));
	assert_false(day_is_some(workday_plus(&plain, DAY_NONE, 3)));
	assert_int_equal(
	    workday_between(&plain, DAY_NONE, on("2024-01-01")), 0);
	assert_int_equal(
	    workday_between(&plain, on("2024-01-01"), DAY_NONE), 0);
}

static void workdays_are_counted_forward(void **state)
{
	struct day sunday = on("2024-06-16");

	(void)state;
	assert_int_equal(workday_plus(&plain, sunday, 0).number, sunday.number);
	assert_day(workday_plus(&plain, sunday, 1), "2024-06-17");
	assert_day(workday_plus(&plain, sunday, 4), "2024-06-20");
	/* Friday is Midsummer Eve. */
	assert_day(workday_plus(&plain, sunday, 5), "2024-06-24");
	assert_int_equal(workday_between(&plain, sunday, on("2024-06-24")), 5);
	assert_int_equal(workday_between(&plain, sunday, sunday), 0);
	assert_int_equal(workday_between(&plain, on("2024-06-24"), sunday), 0);
	/* The first day is outside, the last one inside. */
	assert_int_equal(
	    workday_between(&plain, on("2024-06-17"), on("2024-06-18")), 1);
}

static void closed_days_are_no_workdays(void **state)
{
	const struct day closed[] = { on("2024-05-10"), on("2024-12-23"),
		on("2024-12-27"), on("2024-12-28"), on("2024-12-30") };
	const struct workdays ours = { closed,
		sizeof(closed) / sizeof(*closed) };

	(void)state;
	for (size_t i = 0; i < ours.closed_count; i++)
		assert_false(workday_is(&ours, closed[i]));
	assert_true(workday_is(&ours, on("2024-05-13")));
	assert_day(workday_after(&ours, on("2024-05-08")), "2024-05-13");
	assert_day(workday_after(&ours, on("2024-12-20")), "2025-01-02");
	assert_day(workday_until(&ours, on("2024-12-31")), "2024-12-20");
	assert_int_equal(
	    workday_between(&ours, on("2023-12-31"), on("2024-12-31")),
	    251 - 4);
}

/* July; from 18 December, over the year's end, to 10 January; one day. In 2024
 * 1 July is a Monday, 17 December a Tuesday, 16 October a Wednesday, and 10
 * January 2025 a Friday. */
static void days_of_every_year_are_no_workdays(void **state)
{
	static const struct yearly yearly[] = { { 701, 731 }, { 1218, 110 },
		{ 1016, 1016 }, { 1101, 1130 } };
	static const char *const off[] = { "2024-07-01", "2024-07-31",
		"2025-07-31", "2024-12-18", "2024-12-30", "2025-01-02",
		"2025-01-10", "2024-10-16" };
	static const char *const open[] = { "2024-06-28", "2024-08-01",
		"2024-12-17", "2025-01-13", "2024-10-15", "2024-10-17",
		"2024-11-13" };
	struct workdays ours = { .yearly = yearly, .yearly_count = 3 };

	(void)state;
	for (size_t i = 0; i < sizeof(off) / sizeof(*off); i++)
		assert_false(workday_is(&ours, on(off[i])));
	for (size_t i = 0; i < sizeof(open) / sizeof(*open); i++)
		assert_true(workday_is(&ours, on(open[i])));
	assert_day(workday_after(&ours, on("2024-06-28")), "2024-08-01");
	assert_day(workday_until(&ours, on("2025-01-12")), "2024-12-17");
	ours.yearly_count = 1;
	assert_false(workday_is(&ours, on("2024-07-15")));
	assert_true(workday_is(&ours, on("2024-10-16")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(easter_is_when_the_almanac_has_it),
		cmocka_unit_test(easter_follows_the_moon),
		cmocka_unit_test(a_year_now_has_its_holidays_in_order),
		cmocka_unit_test(a_year_before_2005_has_whit_monday),
		cmocka_unit_test(the_national_day_replaced_whit_monday),
		cmocka_unit_test(saturdays_of_the_law_stay_in_their_weeks),
		cmocka_unit_test(feasts_keep_their_weekday_and_distance),
		cmocka_unit_test(every_year_is_sorted_and_complete),
		cmocka_unit_test(other_years_have_no_rules),
		cmocka_unit_test(feasts_may_share_a_day),
		cmocka_unit_test(half_days_and_common_days_are_workdays),
		cmocka_unit_test(a_year_has_the_workdays_of_the_calendar),
		cmocka_unit_test(the_nearest_workday_steps_over_holidays),
		cmocka_unit_test(no_day_has_no_nearest_workday),
		cmocka_unit_test(workdays_are_counted_forward),
		cmocka_unit_test(closed_days_are_no_workdays),
		cmocka_unit_test(days_of_every_year_are_no_workdays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
