/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#define HOUR 3600

/* 64 characters. */
#define TOO_LONG                                                               \
	("posix/America/Argentina/"                                            \
	 "ComodRivadavia_but_with_a_name_too_long_")

static int use(const char *name)
{
	struct err err = { 0 };
	int result = zone_set(name, &err);

	assert_int_equal(err.code, result == 0 ? ERR_NONE : ERR_INVALID);
	return result;
}

static int in_stockholm(void **state)
{
	(void)state;
	return use(ZONE_DEFAULT);
}

/* The seconds of a time of UTC. */
static int64_t utc(int year, int month, int day, int hour, int minute)
{
	return (int64_t)day_of(year, month, day).number * 86400 + hour * HOUR +
	    minute * 60;
}

static void assert_local(int64_t seconds, const char *expected, int offset)
{
	struct local_time local = zone_local((struct instant){ seconds });
	char day[DAY_TEXT], text[64];

	snprintf(text, sizeof(text), "%s %02d:%02d:%02d",
	    day_write(local.day, day), local.hour, local.minute, local.second);
	assert_string_equal(text, expected);
	assert_int_equal(local.offset, offset);
}

static void assert_instant(
    const char *day_text, int hour, int minute, int64_t expected)
{
	struct day day;

	assert_true(day_read(day_text, &day));
	assert_int_equal(zone_instant(day, hour, minute, 0).seconds, expected);
}

static void winter_is_one_hour_east_and_summer_two(void **state)
{
	(void)state;
	assert_local(utc(2024, 1, 15, 7, 0), "2024-01-15 08:00:00", HOUR);
	assert_local(utc(2024, 7, 15, 6, 0), "2024-07-15 08:00:00", 2 * HOUR);
	assert_local(utc(2024, 12, 31, 23, 30), "2025-01-01 00:30:00", HOUR);
	assert_local(
	    utc(2024, 12, 31, 22, 59) + 59, "2024-12-31 23:59:59", HOUR);
	assert_instant("2024-01-15", 8, 0, utc(2024, 1, 15, 7, 0));
	assert_instant("2024-07-15", 8, 0, utc(2024, 7, 15, 6, 0));
	assert_instant("2025-01-01", 0, 30, utc(2024, 12, 31, 23, 30));
}

/* Sweden had no summer time between 1917 and 1980. */
static void instants_before_1970_have_their_day(void **state)
{
	(void)state;
	assert_local(0, "1970-01-01 01:00:00", HOUR);
	assert_local(-HOUR - 1, "1969-12-31 23:59:59", HOUR);
	assert_local(utc(1969, 7, 20, 20, 17), "1969-07-20 21:17:00", HOUR);
	assert_instant("1969-07-20", 21, 17, utc(1969, 7, 20, 20, 17));
}

/* Directive 2000/84/EC: summer time begins on the last Sunday of March and
 * ends on the last Sunday of October, both at 01:00 UTC. */
static const int changes[][3] = { { 2025, 30, 26 }, { 2026, 29, 25 },
	{ 2027, 28, 31 }, { 2028, 26, 29 }, { 2029, 25, 28 },
	{ 2030, 31, 27 } };
#define CHANGES (sizeof(changes) / sizeof(*changes))

static void the_spring_night_skips_an_hour(void **state)
{
	char text[64];

	(void)state;
	for (size_t i = 0; i < CHANGES; i++) {
		int year = changes[i][0], sunday = changes[i][1];
		int64_t change = utc(year, 3, sunday, 1, 0);
		struct day day = day_of(year, 3, sunday);

		assert_int_equal(day_weekday(day), 7);
		snprintf(text, sizeof(text), "%d-03-%d 01:59:59", year, sunday);
		assert_local(change - 1, text, HOUR);
		snprintf(text, sizeof(text), "%d-03-%d 03:00:00", year, sunday);
		assert_local(change, text, 2 * HOUR);
		/* 02:00 becomes 03:00, 02:30 becomes 03:30. */
		assert_int_equal(
		    zone_instant(day, 1, 59, 59).seconds, change - 1);
		assert_int_equal(zone_instant(day, 2, 0, 0).seconds, change);
		assert_int_equal(
		    zone_instant(day, 2, 30, 0).seconds, change + 1800);
		assert_int_equal(zone_instant(day, 3, 0, 0).seconds, change);
		assert_int_equal(
		    zone_instant(day, 8, 0, 0).seconds, change + 5 * HOUR);
	}
}

static void the_autumn_night_has_an_hour_twice(void **state)
{
	char text[64];

	(void)state;
	for (size_t i = 0; i < CHANGES; i++) {
		int year = changes[i][0], sunday = changes[i][2];
		int64_t change = utc(year, 10, sunday, 1, 0);
		struct day day = day_of(year, 10, sunday);

		assert_int_equal(day_weekday(day), 7);
		snprintf(text, sizeof(text), "%d-10-%d 02:59:59", year, sunday);
		assert_local(change - 1, text, 2 * HOUR);
		snprintf(text, sizeof(text), "%d-10-%d 02:00:00", year, sunday);
		assert_local(change, text, HOUR);
		/* 02:00 to 02:59 are read as the first of the two. */
		assert_int_equal(
		    zone_instant(day, 2, 0, 0).seconds, change - HOUR);
		assert_int_equal(
		    zone_instant(day, 2, 59, 59).seconds, change - 1);
		assert_int_equal(
		    zone_instant(day, 3, 0, 0).seconds, change + HOUR);
		assert_int_equal(
		    zone_instant(day, 1, 59, 59).seconds, change - HOUR - 1);
		assert_int_equal(
		    zone_instant(day, 8, 0, 0).seconds, change + 6 * HOUR);
	}
}

static void every_half_hour_of_a_year_goes_there_and_back(void **state)
{
	int64_t end = utc(2026, 1, 1, 0, 0);
	int64_t again = utc(2025, 10, 26, 1, 0); /* the second 02:00 */

	(void)state;
	for (int64_t at = utc(2025, 1, 1, 0, 0); at < end; at += 1800) {
		struct local_time local = zone_local((struct instant){ at });
		bool second = at >= again && at < again + HOUR;

		assert_int_equal(zone_instant(local.day, local.hour,
				     local.minute, local.second)
				     .seconds,
		    second ? at - HOUR : at);
	}
}

static void zones_far_from_utc_work_too(void **state)
{
	(void)state;
	assert_int_equal(use("Pacific/Kiritimati"), 0); /* +14 */
	assert_local(utc(2024, 1, 1, 10, 0), "2024-01-02 00:00:00", 14 * HOUR);
	assert_instant("2024-01-02", 0, 0, utc(2024, 1, 1, 10, 0));
	assert_int_equal(use("Pacific/Pago_Pago"), 0); /* -11 */
	assert_local(utc(2024, 1, 2, 10, 0), "2024-01-01 23:00:00", -11 * HOUR);
	assert_instant("2024-01-01", 23, 0, utc(2024, 1, 2, 10, 0));
	/* Samoa had no 30 December 2011: the same hours on the next day. */
	assert_int_equal(use("Pacific/Apia"), 0);
	assert_instant("2011-12-30", 12, 0, utc(2011, 12, 30, 22, 0));
	assert_local(
	    utc(2011, 12, 30, 22, 0), "2011-12-31 12:00:00", 14 * HOUR);
	assert_int_equal(use("UTC"), 0);
	assert_local(0, "1970-01-01 00:00:00", 0);
	assert_int_equal(use("Etc/GMT+5"), 0);
	assert_local(0, "1969-12-31 19:00:00", -5 * HOUR);
}

static void only_tzdata_has_zones(void **state)
{
	static const char *const names[] = { "", "/", "Stockholm",
		"Europe/Stockholm ", "Europe/", "Europe", "/Europe/Stockholm",
		"../zoneinfo/Europe/Stockholm", "Europe/../Europe/Stockholm",
		"Europe//Stockholm", "Europe/Nowhere", ":Europe/Stockholm",
		"CET-1CEST,M3.5.0,M10.5.0/3", "CET-1", "zone.tab", "tzdata.zi",
		"leapseconds", "right/Europe/Stockholm", "Europe/Stockholm\n",
		"Europe/Malm\xc3\xb6", TOO_LONG };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		assert_int_equal(use(names[i]), -1);
	/* A refusal leaves the zone as it was. */
	assert_local(utc(2024, 7, 15, 6, 0), "2024-07-15 08:00:00", 2 * HOUR);
}

static void a_refusal_tells_the_name_and_what_to_do(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(zone_set("Europe/Nowhere", &err), -1);
	assert_non_null(strstr(err.text, "\"Europe/Nowhere\""));
	assert_int_equal(zone_set("../x", &err), -1);
	assert_non_null(strstr(err.text, "\"../x\""));
	assert_non_null(strstr(err.text, "Europe/Stockholm"));
}

/* What cannot be a name is told apart from what tzdata lacks. */
static void a_refusal_tells_what_is_wrong(void **state)
{
	static const char *const no_names[] = { "", "/", "/Europe/Stockholm",
		"Europe/", "Europe//Stockholm", "Stockholm ", TOO_LONG };
	static const char *const unknown[] = { "X", "Stockholm", "Europe",
		"Europe/Nowhere", TOO_LONG + 1 };
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(no_names) / sizeof(*no_names); i++) {
		assert_int_equal(zone_check(no_names[i], &err), -1);
		assert_non_null(strstr(err.text, "is not a time zone's name"));
	}
	for (size_t i = 0; i < sizeof(unknown) / sizeof(*unknown); i++) {
		assert_int_equal(zone_check(unknown[i], &err), -1);
		assert_non_null(strstr(err.text, "tzdata has no time zone"));
	}
	assert_int_equal(zone_check("Etc/GMT-10", &err), 0);
}

static void the_zone_s_name_is_the_one_that_was_set(void **state)
{
	(void)state;
	assert_string_equal(zone_name(), "Europe/Stockholm");
	assert_int_equal(use("Pacific/Apia"), 0);
	assert_string_equal(zone_name(), "Pacific/Apia");
	/* A rule that somebody else set has no name. */
	assert_int_equal(setenv("TZ", "CET-1CEST", 1), 0);
	assert_string_equal(zone_name(), "UTC");
	assert_int_equal(unsetenv("TZ"), 0);
	assert_string_equal(zone_name(), "UTC");
}

static void an_empty_tzdata_has_no_zone(void **state)
{
	(void)state;
	assert_int_equal(setenv("TZDIR", "/nonexistent", 1), 0);
	assert_int_equal(use("Europe/Stockholm"), -1);
	assert_int_equal(unsetenv("TZDIR"), 0);
	assert_int_equal(use("Europe/Stockholm"), 0);
}

static void a_local_time_is_read(void **state)
{
	struct instant instant;

	(void)state;
	assert_true(zone_read("2024-01-15T08:00", &instant));
	assert_int_equal(instant.seconds, utc(2024, 1, 15, 7, 0));
	assert_true(zone_read("2024-07-15T23:59:58", &instant));
	assert_int_equal(instant.seconds, utc(2024, 7, 15, 21, 59) + 58);
	assert_true(zone_read("2024-07-15T23:59:59", &instant));
	assert_int_equal(instant.seconds, utc(2024, 7, 15, 21, 59) + 59);
	assert_true(zone_read("2024-01-15T00:30", &instant));
	assert_int_equal(instant.seconds, utc(2024, 1, 14, 23, 30));
	assert_true(zone_read("2025-03-30T02:30", &instant));
	assert_int_equal(instant.seconds, utc(2025, 3, 30, 1, 30));
}

static void anything_else_is_not_a_time(void **state)
{
	static const char *const texts[] = { "", "2024", "2024-01-15",
		"2024-01-15T", "2024-01-15T08", "2024-01-15T08:0",
		"2024-01-15T8:00", "2024-01-15 08:00", "2024-01-15t08:00",
		"2024-01-15T08:00:", "2024-01-15T08:00:0",
		"2024-01-15T08:00:000", "2024-01-15T08:00Z",
		"2024-01-15T08:00.30", "2024-01-15T08.00",
		"2024-01-15T08:00.00", "2024-01-15T24:00", "2024-01-15T08:60",
		"2024-01-15T08:00:60", "2024-02-30T08:00", "2024-01-15T-1:00",
		"2024-01-15T08:00+01:00", "1752-12-31T08:00",
		" 2024-01-15T08:00", "2024-01-15T1/:00", "2024-01-15T0::00",
		"2024-01-15T08:1/", "2024-01-15T08:0:" };
	struct instant instant = { 42 };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_false(zone_read(texts[i], &instant));
		assert_int_equal(instant.seconds, 42);
	}
}

#define in_zone(test) cmocka_unit_test_setup(test, in_stockholm)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_zone(winter_is_one_hour_east_and_summer_two),
		in_zone(instants_before_1970_have_their_day),
		in_zone(the_spring_night_skips_an_hour),
		in_zone(the_autumn_night_has_an_hour_twice),
		in_zone(every_half_hour_of_a_year_goes_there_and_back),
		in_zone(zones_far_from_utc_work_too),
		in_zone(only_tzdata_has_zones),
		in_zone(a_refusal_tells_the_name_and_what_to_do),
		in_zone(a_refusal_tells_what_is_wrong),
		in_zone(the_zone_s_name_is_the_one_that_was_set),
		in_zone(an_empty_tzdata_has_no_zone),
		in_zone(a_local_time_is_read),
		in_zone(anything_else_is_not_a_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
