/* SPDX-License-Identifier: ISC */
// links: tests/unit/door/door.c tests/unit/door/timeframe.c
/* The days nobody works: those by rule and the municipality's own in one list
 * of days, and both in what counts as a workday. */
#include "daemon/commands/holiday.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "tests/unit/door/door.h"

static void close_day(struct door *door, const char *day, const char *name)
{
	door_must(door, "holidays.add", "{'date':'%s','name':'%s'}", day, name);
}

static json_t *list(struct door *door, int year)
{
	return door_must(door, "holidays.list", "{'year':%d}", year);
}

/* The rows of a month, "YYYY-MM", are exactly these. */
static void month_is(struct door *door, const char *month, const char *expected)
{
	int year = (month[0] - '0') * 1000 + (month[1] - '0') * 100 +
	    (month[2] - '0') * 10 + month[3] - '0';
	json_t *rows = door_at(list(door, year), "rows"), *row;
	json_t *found = json_array();
	size_t i;

	json_array_foreach (rows, i, row) {
		const char *date =
		    json_string_value(json_object_get(row, "date"));

		if (strncmp(date, month, 7) == 0)
			json_array_append(found, row);
	}
	door_is(found, "", expected);
	json_decref(found);
}

/* --- the list --- */

static void own_days_stand_among_those_by_rule(void **state)
{
	struct door *door = *state;

	close_day(door, "2026-05-15", "Klämdag");
	close_day(door, "2026-05-02", "Städdag");
	close_day(door, "2026-05-25", "Flytt");
	month_is(door, "2026-05",
	    "[{'date':'2026-05-01','name':'första maj','public':true},"
	    "{'date':'2026-05-02','name':'Städdag','public':false},"
	    "{'date':'2026-05-14','name':'Kristi himmelsfärdsdag',"
	    "'public':true},"
	    "{'date':'2026-05-15','name':'Klämdag','public':false},"
	    "{'date':'2026-05-23','name':'pingstafton','public':false},"
	    "{'date':'2026-05-24','name':'pingstdagen','public':true},"
	    "{'date':'2026-05-25','name':'Flytt','public':false}]");
	assert_int_equal(json_array_size(door_at(door->result, "rows")), 21);
	door_is_replayed(door);
}

/* On the first and the last day there is, and on a day that has two names. */
static void own_days_may_be_days_off_already(void **state)
{
	struct door *door = *state;

	close_day(door, "2026-12-31", "Stängt");
	close_day(door, "2026-01-01", "Stängt");
	close_day(door, "2025-12-31", "I fjol");
	close_day(door, "2027-01-01", "Nästa år");
	list(door, 2026);
	assert_int_equal(json_array_size(door_at(door->result, "rows")), 20);
	door_is(door->result, "rows.0.name", "'nyårsdagen'");
	door_is(door->result, "rows.1.name", "'Stängt'");
	door_is(door->result, "rows.18.name", "'nyårsafton'");
	door_is(door->result, "rows.19",
	    "{'date':'2026-12-31','name':'Stängt','public':false}");
	/* In 2008 Ascension was on 1 May. */
	month_is(door, "2008-05",
	    "[{'date':'2008-05-01','name':'första maj','public':true},"
	    "{'date':'2008-05-01','name':'Kristi himmelsfärdsdag',"
	    "'public':true},"
	    "{'date':'2008-05-10','name':'pingstafton','public':false},"
	    "{'date':'2008-05-11','name':'pingstdagen','public':true}]");
}

static void years_have_bounds(void **state)
{
	static const int years[] = { 1952, 2200, 0, -1 };
	struct door *door = *state;

	for (size_t i = 0; i < sizeof(years) / sizeof(*years); i++)
		door_refused(door, ERR_INVALID, "year", "holidays.list",
		    "{'year':%d}", years[i]);
	door_is(list(door, 1953), "rows.0.date", "'1953-01-01'");
	door_is(list(door, 2199), "rows.0.date", "'2199-01-01'");
}

/* --- add and remove --- */

static void added_day_is_told(void **state)
{
	struct door *door = *state;

	door_is(door_must(door, "holidays.add",
		    "{'date':'2026-05-15','name':'Kl\\\"mdag'}"),
	    "", "{'date':'2026-05-15','name':'Kl\\\"mdag','public':false}");
	assert_true(door->reply.has_receipt);
	month_is(door, "2026-09", "[]");
	door_is(list(door, 2026), "rows.8.name", "'Kl\\\"mdag'");
	door_is_replayed(door);
}

static void same_again_is_unchanged(void **state)
{
	struct door *door = *state;
	int64_t head;

	close_day(door, "2026-05-15", "Klämdag");
	head = door_head(door);
	close_day(door, "2026-05-15", "Klämdag");
	assert_false(door->reply.has_receipt);
	assert_int_equal(door_head(door), head);
	close_day(door, "2026-05-15", "Flytt");
	assert_int_equal(door_head(door), head + 1);
	door_is(list(door, 2026), "rows.8.name", "'Flytt'");
	assert_int_equal(json_array_size(door_at(door->result, "rows")), 19);
	door_is_replayed(door);
}

static void removed_day_is_gone(void **state)
{
	struct door *door = *state;

	close_day(door, "2026-05-15", "Klämdag");
	close_day(door, "2026-05-16", "Lördag");
	door_is(door_must(door, "holidays.remove", "{'date':'2026-05-15'}"), "",
	    "{'date':'2026-05-15'}");
	door_is(list(door, 2026), "rows.8.name", "'Lördag'");
	door_refused(door, ERR_NOT_FOUND, "2026-05-15", "holidays.remove",
	    "{'date':'2026-05-15'}");
	close_day(door, "2026-05-15", "Klämdag");
	door_is(list(door, 2026), "rows.8.name", "'Klämdag'");
	door_is_replayed(door);
}

static void what_the_law_has_is_not_removed(void **state)
{
	struct door *door = *state;

	door_refused(door, ERR_NOT_FOUND, "2026-12-25", "holidays.remove",
	    "{'date':'2026-12-25'}");
	door_refused(door, ERR_INVALID, "date", "holidays.remove",
	    "{'date':'2026-02-29'}");
	door_refused(door, ERR_INVALID, "date", "holidays.add",
	    "{'date':'2026-02-29','name':'Skottdag'}");
	door_refused(door, ERR_INVALID, "name", "holidays.add",
	    "{'date':'2026-05-15','name':' '}");
}

static void the_coordinator_closes_and_anyone_sees(void **state)
{
	struct door *door = *state;
	struct seal_key *auditor = door_key(door, "R", "auditor", NULL);

	close_day(door, "2026-05-15", "Klämdag");
	assert_int_equal(
	    door_ask(door, auditor, "holidays.list", "{'year':2026}"),
	    ERR_NONE);
	assert_int_equal(door_ask(door, auditor, "holidays.add",
			     "{'date':'2026-05-18','name':'N'}"),
	    ERR_DENIED);
	assert_int_equal(
	    door_ask(door, auditor, "holidays.remove", "{'date':'2026-05-15'}"),
	    ERR_DENIED);
}

/* --- workdays --- */

static bool is_workday(struct door *door, int year, int month, int day)
{
	struct workdays workdays;
	struct err err;
	bool result;

	if (holiday_workdays(&workdays, door->store, &err) != 0)
		fail_msg("%s", err.text);
	result = workday_is(&workdays, day_of(year, month, day));
	holiday_release(&workdays);
	return result;
}

/* 15 May 2026 is a Friday, the 14th Ascension, the 18th a Monday. */
static void closed_days_are_no_workdays(void **state)
{
	struct door *door = *state;
	struct workdays workdays;
	struct err err;

	assert_true(is_workday(door, 2026, 5, 15));
	close_day(door, "2026-05-18", "Flytt");
	close_day(door, "2026-05-13", "Städdag");
	close_day(door, "2026-05-15", "Klämdag");
	assert_int_equal(holiday_workdays(&workdays, door->store, &err), 0);
	assert_int_equal(workdays.closed_count, 3);
	assert_int_equal(workday_after(&workdays, day_of(2026, 5, 12)).number,
	    day_of(2026, 5, 19).number);
	assert_int_equal(workday_until(&workdays, day_of(2026, 5, 18)).number,
	    day_of(2026, 5, 12).number);
	assert_int_equal(workday_between(&workdays, day_of(2026, 5, 11),
			     day_of(2026, 5, 20)),
	    3);
	holiday_release(&workdays);
	holiday_release(&workdays);
}

static void opened_days_are_workdays_again(void **state)
{
	struct door *door = *state;

	close_day(door, "2026-05-15", "Klämdag");
	assert_false(is_workday(door, 2026, 5, 15));
	door_must(door, "holidays.remove", "{'date':'2026-05-15'}");
	assert_true(is_workday(door, 2026, 5, 15));
	assert_false(is_workday(door, 2026, 5, 14));
	assert_false(is_workday(door, 2026, 5, 16));
}

static bool is_listed(int year, struct day day)
{
	struct holiday holidays[HOLIDAYS_MAX];
	size_t count = holidays_of(year, holidays);

	for (size_t i = 0; i < count; i++)
		if (day_compare(holidays[i].day, day) == 0)
			return true;
	return false;
}

/* The years are asked by turns, and whatever was asked before, a day is off
 * where its year's list has it. */
static void days_off_are_those_of_the_list(void **state)
{
	static const int years[] = { 2026, 1962, 2090, 2154, 1898, 2004, 2068,
		1953, 2017, 2199, 2135, 2200 };
	static const struct workdays plain;

	(void)state;
	for (int i = 0; i < 365; i++)
		for (size_t y = 0; y < sizeof(years) / sizeof(*years); y++) {
			struct day day = day_plus(day_of(years[y], 1, 1), i);

			assert_int_equal(workday_is(&plain, day),
			    day_weekday(day) < 6 && !is_listed(years[y], day));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOOR_TEST(own_days_stand_among_those_by_rule),
		DOOR_TEST(own_days_may_be_days_off_already),
		DOOR_TEST(years_have_bounds),
		DOOR_TEST(added_day_is_told),
		DOOR_TEST(same_again_is_unchanged),
		DOOR_TEST(removed_day_is_gone),
		DOOR_TEST(what_the_law_has_is_not_removed),
		DOOR_TEST(the_coordinator_closes_and_anyone_sees),
		DOOR_TEST(closed_days_are_no_workdays),
		DOOR_TEST(opened_days_are_workdays_again),
		cmocka_unit_test(days_off_are_those_of_the_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
