/* SPDX-License-Identifier: ISC */
/* Quiet periods: which there are, and what they make of the workdays. */
#include "daemon/commands/quiet.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>

#include "daemon/commands/holiday.h"
#include "tests/unit/rig/rig.h"

static void add(struct rig *rig, const char *from, const char *to)
{
	rig_must(rig, "quiet.add", "{'from':'%s','to':'%s'}", from, to);
}

static void periods_are_listed_by_their_days(void **state)
{
	struct rig *rig = *state;

	rig_is(
	    rig_must(rig, "quiet.add",
		"{'from':'2022-12-23','to':'2023-01-05','yearly':false,'reason':'Jul å'}"),
	    "",
	    "{'from':'2022-12-23','to':'2023-01-05','yearly':false,'reason':'Jul å'}");
	add(rig, "2022-07-11", "2022-07-31");
	rig_is(rig_must(rig, "quiet.list", "{}"), "rows",
	    "[{'from':'2022-07-11','to':'2022-07-31','yearly':false,'reason':''},"
	    "{'from':'2022-12-23','to':'2023-01-05','yearly':false,'reason':'Jul å'}]");
	rig_is(rig_must(rig, "quiet.list", "{'after':'2022-07-11'}"),
	    "rows.0.from", "'2022-12-23'");
	rig_is_replayed(rig);
}

/* 2022 has 365 days, so that 366 end on 1 January. */
static void a_period_has_an_end_in_reach(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "before", "quiet.add",
	    "{'from':'2022-07-11','to':'2022-07-10'}");
	rig_refused(rig, ERR_INVALID, "366", "quiet.add",
	    "{'from':'2022-01-01','to':'2023-01-02'}");
	rig_refused(rig, ERR_INVALID, "from", "quiet.add",
	    "{'from':'2022-02-29','to':'2022-03-02'}");
	add(rig, "2022-01-01", "2023-01-01");
	add(rig, "2023-01-02", "2023-01-02");
	rig_is_replayed(rig);
}

static void periods_do_not_overlap(void **state)
{
	static const char *const others[][2] = {
		{ "2022-07-01", "2022-07-11" },
		{ "2022-07-20", "2022-07-20" },
		{ "2022-07-31", "2022-08-10" },
		{ "2022-07-01", "2022-08-10" },
		{ "2022-07-11", "2022-07-30" },
	};
	struct rig *rig = *state;
	int64_t head;

	add(rig, "2022-07-11", "2022-07-31");
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		rig_refused(rig, ERR_CONFLICT, "2022-07-11", "quiet.add",
		    "{'from':'%s','to':'%s'}", others[i][0], others[i][1]);
	rig_refused(rig, ERR_CONFLICT, "quiet already", "quiet.add",
	    "{'from':'2022-07-11','to':'2022-07-31','yearly':false,'reason':'R'}");
	/* Over the turn of the year no last day is after the first one. */
	rig_must(
	    rig, "quiet.add", "{'from':'12-23','to':'01-06','yearly':true}");
	rig_refused(rig, ERR_CONFLICT, "quiet already", "quiet.add",
	    "{'from':'12-23','to':'01-07','yearly':true}");
	head = rig_head(rig);
	add(rig, "2022-07-11", "2022-07-31");
	rig_is(rig->result, "unchanged", "true");
	assert_int_equal(rig_head(rig), head);
	add(rig, "2022-07-10", "2022-07-10");
	add(rig, "2022-08-01", "2022-08-02");
	rig_is_replayed(rig);
}

static void a_period_is_removed_by_its_first_day(void **state)
{
	struct rig *rig = *state;

	add(rig, "2022-07-11", "2022-07-31");
	rig_refused(rig, ERR_NOT_FOUND, "2022-07-12", "quiet.remove",
	    "{'from':'2022-07-12'}");
	rig_is(rig_must(rig, "quiet.remove", "{'from':'2022-07-11'}"), "",
	    "{'from':'2022-07-11'}");
	rig_refused(rig, ERR_NOT_FOUND, "2022-07-11", "quiet.remove",
	    "{'from':'2022-07-11'}");
	rig_is(rig_must(rig, "quiet.list", "{}"), "rows", "[]");
	rig_is_replayed(rig);
}

static void the_coordinator_is_quiet_and_anyone_sees(void **state)
{
	struct rig *rig = *state;
	struct sign_key *auditor = rig_key(rig, "R", "auditor", NULL);

	assert_int_equal(rig_ask(rig, auditor, "quiet.list", "{}"), ERR_NONE);
	assert_int_equal(rig_ask(rig, auditor, "quiet.add",
			     "{'from':'2022-07-11','to':'2022-07-31'}"),
	    ERR_DENIED);
	assert_int_equal(
	    rig_ask(rig, auditor, "quiet.remove", "{'from':'2022-07-11'}"),
	    ERR_DENIED);
}

/* --- what they make of the workdays --- */

static bool is_loud(struct rig *rig, int year, int month, int day)
{
	struct workdays workdays;
	struct err err;
	bool result;

	if (holiday_sending_days(&workdays, rig->store, &err) != 0)
		fail_msg("%s", err.text);
	result = workday_is(&workdays, day_of(year, month, day));
	holiday_release(&workdays);
	return result;
}

/* In 2022, 8 July is a Friday, 1 August a Monday, 6 July a Wednesday. */
static void quiet_days_are_off_for_reminders(void **state)
{
	struct rig *rig = *state;
	struct workdays workdays;
	struct err err;

	assert_true(is_loud(rig, 2022, 7, 11));
	rig_must(rig, "holidays.add", "{'date':'2022-08-02','name':'Flytt'}");
	rig_must(rig, "holidays.add", "{'date':'2022-07-13','name':'Städdag'}");
	add(rig, "2022-08-01", "2022-08-01");
	add(rig, "2022-07-11", "2022-07-31");
	add(rig, "2022-07-06", "2022-07-07");
	assert_int_equal(holiday_sending_days(&workdays, rig->store, &err), 0);
	assert_int_equal(workday_after(&workdays, day_of(2022, 7, 8)).number,
	    day_of(2022, 8, 3).number);
	assert_int_equal(workday_until(&workdays, day_of(2022, 7, 7)).number,
	    day_of(2022, 7, 5).number);
	assert_int_equal(
	    workday_between(&workdays, day_of(2022, 7, 4), day_of(2022, 8, 4)),
	    4); /* 5 and 8 July, 3 and 4 August */
	for (size_t i = 1; i < workdays.closed_count; i++)
		assert_true(day_compare(workdays.closed[i - 1],
				workdays.closed[i]) <= 0);
	holiday_release(&workdays);
	/* The calendar's own workdays stay as they are. */
	assert_int_equal(holiday_workdays(&workdays, rig->store, &err), 0);
	assert_true(workday_is(&workdays, day_of(2022, 7, 12)));
	holiday_release(&workdays);
	rig_must(rig, "quiet.remove", "{'from':'2022-08-01'}");
	assert_true(is_loud(rig, 2022, 8, 1));
	assert_false(is_loud(rig, 2022, 8, 2));
}

static void ranges_are_loaded_in_order(void **state)
{
	struct rig *rig = *state;
	struct day_range *ranges;
	size_t count;
	struct err err;

	assert_int_equal(quiet_load(&ranges, &count, rig->store, &err), 0);
	assert_int_equal(count, 0);
	free(ranges);
	add(rig, "2022-12-23", "2023-01-05");
	add(rig, "2022-07-11", "2022-07-31");
	assert_int_equal(quiet_load(&ranges, &count, rig->store, &err), 0);
	assert_int_equal(count, 2);
	assert_int_equal(ranges[0].first.number, day_of(2022, 7, 11).number);
	assert_int_equal(ranges[0].last.number, day_of(2022, 7, 31).number);
	assert_int_equal(ranges[1].last.number, day_of(2023, 1, 5).number);
	free(ranges);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(periods_are_listed_by_their_days),
		RIG_TEST(a_period_has_an_end_in_reach),
		RIG_TEST(periods_do_not_overlap),
		RIG_TEST(a_period_is_removed_by_its_first_day),
		RIG_TEST(the_coordinator_is_quiet_and_anyone_sees),
		RIG_TEST(quiet_days_are_off_for_reminders),
		RIG_TEST(ranges_are_loaded_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
