/* SPDX-License-Identifier: ISC */
/* The days nobody works: those by rule and the municipality's own in one list
 * of days, and both in what counts as a workday. */
#include "daemon/commands/holiday.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "tests/unit/rig/rig.h"

static void close_day(struct rig *rig, const char *day, const char *name)
{
	rig_must(rig, "holidays.add", "{'date':'%s','name':'%s'}", day, name);
}

static json_t *list(struct rig *rig, int year)
{
	return rig_must(rig, "holidays.list", "{'year':%d}", year);
}

/* The rows of a month, "YYYY-MM", are exactly these. */
static void month_is(struct rig *rig, const char *month, const char *expected)
{
	int year = (month[0] - '0') * 1000 + (month[1] - '0') * 100 +
	    (month[2] - '0') * 10 + month[3] - '0';
	json_t *rows = rig_at(list(rig, year), "rows"), *row;
	json_t *found = json_array();
	size_t i;

	json_array_foreach (rows, i, row) {
		const char *date =
		    json_string_value(json_object_get(row, "date"));

		if (strncmp(date, month, 7) == 0)
			json_array_append(found, row);
	}
	rig_is(found, "", expected);
	json_decref(found);
}

/* --- the list --- */

static void own_days_stand_among_those_by_rule(void **state)
{
	struct rig *rig = *state;

	close_day(rig, "2026-05-15", "Klämdag");
	close_day(rig, "2026-05-02", "Städdag");
	close_day(rig, "2026-05-25", "Flytt");
	month_is(rig, "2026-05",
	    "[{'date':'2026-05-01','name':'första maj','public':true},"
	    "{'date':'2026-05-02','name':'Städdag','public':false},"
	    "{'date':'2026-05-14','name':'Kristi himmelsfärdsdag',"
	    "'public':true},"
	    "{'date':'2026-05-15','name':'Klämdag','public':false},"
	    "{'date':'2026-05-23','name':'pingstafton','public':false},"
	    "{'date':'2026-05-24','name':'pingstdagen','public':true},"
	    "{'date':'2026-05-25','name':'Flytt','public':false}]");
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 21);
	rig_is_replayed(rig);
}

/* On the first and the last day there is, and on a day that has two names. */
static void own_days_may_be_days_off_already(void **state)
{
	struct rig *rig = *state;

	close_day(rig, "2026-12-31", "Stängt");
	close_day(rig, "2026-01-01", "Stängt");
	close_day(rig, "2025-12-31", "I fjol");
	close_day(rig, "2027-01-01", "Nästa år");
	list(rig, 2026);
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 20);
	rig_is(rig->result, "rows.0.name", "'nyårsdagen'");
	rig_is(rig->result, "rows.1.name", "'Stängt'");
	rig_is(rig->result, "rows.18.name", "'nyårsafton'");
	rig_is(rig->result, "rows.19",
	    "{'date':'2026-12-31','name':'Stängt','public':false}");
	/* In 2008 Ascension was on 1 May. */
	month_is(rig, "2008-05",
	    "[{'date':'2008-05-01','name':'första maj','public':true},"
	    "{'date':'2008-05-01','name':'Kristi himmelsfärdsdag',"
	    "'public':true},"
	    "{'date':'2008-05-10','name':'pingstafton','public':false},"
	    "{'date':'2008-05-11','name':'pingstdagen','public':true}]");
}

static void years_have_bounds(void **state)
{
	static const int years[] = { 1952, 2200, 0, -1 };
	struct rig *rig = *state;

	for (size_t i = 0; i < sizeof(years) / sizeof(*years); i++)
		rig_refused(rig, ERR_INVALID, "year", "holidays.list",
		    "{'year':%d}", years[i]);
	rig_is(list(rig, 1953), "rows.0.date", "'1953-01-01'");
	rig_is(list(rig, 2199), "rows.0.date", "'2199-01-01'");
}

/* --- add and remove --- */

static void added_day_is_told(void **state)
{
	struct rig *rig = *state;

	rig_is(rig_must(rig, "holidays.add",
		   "{'date':'2026-05-15','name':'Kl\\\"mdag'}"),
	    "", "{'date':'2026-05-15','name':'Kl\\\"mdag','public':false}");
	assert_true(rig->reply.has_receipt);
	month_is(rig, "2026-09", "[]");
	rig_is(list(rig, 2026), "rows.8.name", "'Kl\\\"mdag'");
	rig_is_replayed(rig);
}

static void same_again_is_unchanged(void **state)
{
	struct rig *rig = *state;
	int64_t head;

	close_day(rig, "2026-05-15", "Klämdag");
	head = rig_head(rig);
	close_day(rig, "2026-05-15", "Klämdag");
	assert_false(rig->reply.has_receipt);
	assert_int_equal(rig_head(rig), head);
	close_day(rig, "2026-05-15", "Flytt");
	assert_int_equal(rig_head(rig), head + 1);
	rig_is(list(rig, 2026), "rows.8.name", "'Flytt'");
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 19);
	rig_is_replayed(rig);
}

static void removed_day_is_gone(void **state)
{
	struct rig *rig = *state;

	close_day(rig, "2026-05-15", "Klämdag");
	close_day(rig, "2026-05-16", "Lördag");
	rig_is(rig_must(rig, "holidays.remove", "{'date':'2026-05-15'}"), "",
	    "{'date':'2026-05-15'}");
	rig_is(list(rig, 2026), "rows.8.name", "'Lördag'");
	rig_refused(rig, ERR_NOT_FOUND, "2026-05-15", "holidays.remove",
	    "{'date':'2026-05-15'}");
	close_day(rig, "2026-05-15", "Klämdag");
	rig_is(list(rig, 2026), "rows.8.name", "'Klämdag'");
	rig_is_replayed(rig);
}

static void what_the_law_has_is_not_removed(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_NOT_FOUND, "2026-12-25", "holidays.remove",
	    "{'date':'2026-12-25'}");
	rig_refused(rig, ERR_INVALID, "date", "holidays.remove",
	    "{'date':'2026-02-29'}");
	rig_refused(rig, ERR_INVALID, "date", "holidays.add",
	    "{'date':'2026-02-29','name':'Skottdag'}");
	rig_refused(rig, ERR_INVALID, "name", "holidays.add",
	    "{'date':'2026-05-15','name':' '}");
}

static void the_coordinator_closes_and_anyone_sees(void **state)
{
	struct rig *rig = *state;
	struct sign_key *auditor = rig_key(rig, "R", "auditor", NULL);

	close_day(rig, "2026-05-15", "Klämdag");
	assert_int_equal(
	    rig_ask(rig, auditor, "holidays.list", "{'year':2026}"), ERR_NONE);
	assert_int_equal(rig_ask(rig, auditor, "holidays.add",
			     "{'date':'2026-05-18','name':'N'}"),
	    ERR_DENIED);
	assert_int_equal(
	    rig_ask(rig, auditor, "holidays.remove", "{'date':'2026-05-15'}"),
	    ERR_DENIED);
}

/* --- workdays --- */

static bool is_workday(struct rig *rig, int year, int month, int day)
{
	struct workdays workdays;
	struct err err;
	bool result;

	if (holiday_workdays(&workdays, rig->store, &err) != 0)
		fail_msg("%s", err.text);
	result = workday_is(&workdays, day_of(year, month, day));
	holiday_release(&workdays);
	return result;
}

/* 15 May 2026 is a Friday, the 14th Ascension, the 18th a Monday. */
static void closed_days_are_no_workdays(void **state)
{
	struct rig *rig = *state;
	struct workdays workdays;
	struct err err;

	assert_true(is_workday(rig, 2026, 5, 15));
	close_day(rig, "2026-05-18", "Flytt");
	close_day(rig, "2026-05-13", "Städdag");
	close_day(rig, "2026-05-15", "Klämdag");
	assert_int_equal(holiday_workdays(&workdays, rig->store, &err), 0);
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
	struct rig *rig = *state;

	close_day(rig, "2026-05-15", "Klämdag");
	assert_false(is_workday(rig, 2026, 5, 15));
	rig_must(rig, "holidays.remove", "{'date':'2026-05-15'}");
	assert_true(is_workday(rig, 2026, 5, 15));
	assert_false(is_workday(rig, 2026, 5, 14));
	assert_false(is_workday(rig, 2026, 5, 16));
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
		RIG_TEST(own_days_stand_among_those_by_rule),
		RIG_TEST(own_days_may_be_days_off_already),
		RIG_TEST(years_have_bounds),
		RIG_TEST(added_day_is_told),
		RIG_TEST(same_again_is_unchanged),
		RIG_TEST(removed_day_is_gone),
		RIG_TEST(what_the_law_has_is_not_removed),
		RIG_TEST(the_coordinator_closes_and_anyone_sees),
		RIG_TEST(closed_days_are_no_workdays),
		RIG_TEST(opened_days_are_workdays_again),
		cmocka_unit_test(days_off_are_those_of_the_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
