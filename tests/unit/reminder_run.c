/* SPDX-License-Identifier: ISC */
/* Runs on a state in memory whose clock a test moves. What they must come to
 * is worked out by hand from the Swedish calendar. */
#include "daemon/reminders/reminder_run.h"

#include "tests/unit/rig/town.h"

/* --- a year --- */

/* 1 is due on a Thursday and done after its October notice; 2 on a Saturday,
 * moved in October to Sunday 6 November and dropped in January; 3 on New
 * Year's Eve, a Saturday, and never done. */
static const char the_year[] = "2022-06-30 ks@kommun.example 1 due 1\n"
			       "2022-07-01 ks@kommun.example 1 overdue 1\n"
			       "2022-07-11 ks@kommun.example 1 overdue 2\n"
			       "2022-07-18 ks@kommun.example 1 overdue 3\n"
			       "2022-07-25 ks@kommun.example 1 overdue 4\n"
			       "2022-08-01 ks@kommun.example 1 overdue 5\n"
			       "2022-08-19 bg@kommun.example 2 due 1\n"
			       "2022-08-22 bg@kommun.example 2 overdue 1\n"
			       "2022-08-29 bg@kommun.example 2 overdue 2\n"
			       "2022-09-01 ks@kommun.example 1 overdue 6\n"
			       "2022-09-05 bg@kommun.example 2 overdue 3\n"
			       "2022-09-12 bg@kommun.example 2 overdue 4\n"
			       "2022-09-19 bg@kommun.example 2 overdue 5\n"
			       "2022-10-03 bg@kommun.example 2 overdue 6\n"
			       "2022-10-03 ks@kommun.example 1 overdue 7\n"
			       "2022-11-04 bg@kommun.example 2 due 1\n"
			       "2022-11-07 bg@kommun.example 2 overdue 1\n"
			       "2022-11-14 bg@kommun.example 2 overdue 2\n"
			       "2022-11-21 bg@kommun.example 2 overdue 3\n"
			       "2022-11-28 bg@kommun.example 2 overdue 4\n"
			       "2022-12-05 bg@kommun.example 2 overdue 5\n"
			       "2022-12-30 ks@kommun.example 3 due 1\n"
			       "2023-01-02 bg@kommun.example 2 overdue 6\n"
			       "2023-01-02 ks@kommun.example 3 overdue 1\n"
			       "2023-01-16 ks@kommun.example 3 overdue 2\n"
			       "2023-01-23 ks@kommun.example 3 overdue 3\n"
			       "2023-01-30 ks@kommun.example 3 overdue 4\n"
			       "2023-03-01 ks@kommun.example 3 overdue 5\n"
			       "2023-04-03 ks@kommun.example 3 overdue 6\n"
			       "2023-05-02 ks@kommun.example 3 overdue 7\n"
			       "2023-06-01 ks@kommun.example 3 overdue 8\n";

static void a_year_of_three_activities(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	town_activity("Skriv om rutinen", "2022-08-20", "bg");
	town_activity("Utvärdera arbetet", "2022-12-31", "ks");
	run_until("2022-10-05");
	report_done(1);
	run_until("2022-10-10");
	move(2, "senast 2022-11-06");
	run_until("2023-01-20");
	command("activity.drop",
	    json_pack("{s:i, s:s}", "id", 2, "reason", "Nämnden beslöt så"));
	run_until("2023-06-13");
	assert_notices(the_year);
	/* 365 days, of which 52 weekends and these weekdays are off: 24 June,
	 * 26 December, 6 January, 7 and 10 April, 1 and 18 May, 6 June. */
	assert_int_equal(count(COUNT_RUNS, NULL), 365 - 104 - 8);
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 31);
}

/* --- whom --- */

static void an_empty_run_is_recorded_and_sends_nothing(void **state)
{
	struct day last;
	struct err err;

	(void)state;
	must(notice_last_run(town.store, &last, &err), &err);
	assert_false(day_is_some(last));
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	assert_int_equal(run_next("2022-06-14T08:00"), 0);
	assert_int_equal(count(RUN, "2022-06-14"), 0);
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 0);
	assert_notices("");
	must(notice_last_run(town.store, &last, &err), &err);
	assert_int_equal(last.number, zone_local(town.clock.at).day.number);
}

static void one_message_tells_all_that_an_address_has(void **state)
{
	(void)state;
	town_department("sf", "Socialförvaltningen", "ks@kommun.example", "sv");
	town_activity("Den ena", "2022-06-30", "ks");
	town_activity("Den andra", "2022-06-30", "sf");
	town_activity("Den tredje", "2022-07-01", "ks");
	town_activity("Någon annans", "2022-06-30", "bg");
	assert_int_equal(run_next("2022-06-30T08:00"), 2);
	assert_int_equal(run_next("2022-07-01T08:00"), 2);
	assert_int_equal(count(RUN, "2022-07-01"), 2);
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 4);
	assert_notices("2022-06-30 bg@kommun.example 4 due 1\n"
		       "2022-06-30 ks@kommun.example 1 due 1\n"
		       "2022-06-30 ks@kommun.example 2 due 1\n"
		       "2022-07-01 bg@kommun.example 4 overdue 1\n"
		       "2022-07-01 ks@kommun.example 1 overdue 1\n"
		       "2022-07-01 ks@kommun.example 2 overdue 1\n"
		       "2022-07-01 ks@kommun.example 3 due 1\n");
	assert_true(told("2022-07-01", "ks@kommun.example", "Kommunstaben"));
	assert_true(
	    told("2022-07-01", "ks@kommun.example", "Socialförvaltningen"));
	assert_true(told("2022-07-01", "ks@kommun.example", "Den tredje"));
	assert_false(told("2022-07-01", "ks@kommun.example", "Någon annans"));
	assert_recipient(2, "ks sv lead sf");
}

static void what_has_no_notice_today_is_listed_and_not_counted(void **state)
{
	(void)state;
	town_activity("Den gamla", "2022-06-30", "ks");
	town_activity("Den nya", "2022-07-05", "ks");
	run_next("2022-06-30T08:00");
	run_next("2022-07-01T08:00");
	assert_false(told("2022-07-01", "ks@kommun.example", "Den nya"));
	assert_int_equal(run_next("2022-07-04T08:00"), 0);
	run_next("2022-07-05T08:00");
	assert_true(told("2022-07-05", "ks@kommun.example", "Den gamla"));
	run_next("2022-07-06T08:00");
	assert_true(told("2022-07-06", "ks@kommun.example", "Den gamla"));
	run_next("2022-07-11T08:00");
	assert_true(told("2022-07-11", "ks@kommun.example", "Den nya"));
	assert_notices("2022-06-30 ks@kommun.example 1 due 1\n"
		       "2022-07-01 ks@kommun.example 1 overdue 1\n"
		       "2022-07-05 ks@kommun.example 2 due 1\n"
		       "2022-07-06 ks@kommun.example 2 overdue 1\n"
		       "2022-07-11 ks@kommun.example 1 overdue 2\n");
}

static void a_department_is_told_in_its_language(void **state)
{
	(void)state;
	town_department(
	    "io", "International Office", "io@kommun.example", "en");
	town_activity("Translate", "2022-06-30", "io");
	run_next("2022-06-30T08:00");
	assert_recipient(1, "io en lead io");
	assert_true(told("2022-06-30", "io@kommun.example", "activity"));
}

static void what_nobody_leads_goes_to_the_coordinator(void **state)
{
	(void)state;
	town_orphan("Den föräldralösa", "2022-06-30");
	assert_int_equal(run_next("2022-06-30T08:00"), 1);
	assert_int_equal(run_next("2022-07-01T08:00"), 1);
	assert_notices("2022-06-30 " COORDINATOR " 1 due 1\n"
		       "2022-07-01 " COORDINATOR " 1 overdue 1\n");
	assert_recipient(1, "none sv coordinator ");
	assert_true(told("2022-07-01", COORDINATOR, "Den föräldralösa"));
}

/* Nothing is on record before there is an address; then it is the stage that
 * stands. Without a command for it the address is set behind the log. */
static void a_coordinator_without_address_is_waited_for(void **state)
{
	struct err err;
	int messages;

	(void)state;
	town_orphan("Den föräldralösa", "2022-06-30");
	assert_int_equal(run_next("2022-06-30T08:00"), 0);
	assert_int_equal(run_next("2022-07-01T08:00"), 0);
	assert_notices("");
	town_at("2022-07-04T08:00");
	must(setting_put(town.store, "coordinator_mail", COORDINATOR, &err),
	    &err);
	must(reminder_run_hold(
		 town.door, zone_local(town.clock.at).day, &messages, &err),
	    &err);
	rig_commit(&town);
	assert_int_equal(messages, 1);
	assert_notices("2022-07-04 " COORDINATOR " 1 overdue 1 of 2022-07-01\n"
		       "skipped 1 due 0 of 2022-06-30\n");
}

static void who_is_assigned_is_told_what_stands(void **state)
{
	(void)state;
	town_orphan("Den föräldralösa", "2022-06-30");
	run_next("2022-06-30T08:00");
	run_next("2022-07-01T08:00");
	command(
	    "activity.assign", json_pack("{s:i, s:s}", "id", 1, "lead", "bg"));
	assert_int_equal(run_next("2022-07-04T08:00"), 0);
	run_next("2022-07-11T08:00");
	assert_recipient(1, "bg sv lead bg");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup_plain, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_year_of_three_activities),
		TEST(an_empty_run_is_recorded_and_sends_nothing),
		TEST(one_message_tells_all_that_an_address_has),
		TEST(what_has_no_notice_today_is_listed_and_not_counted),
		TEST(a_department_is_told_in_its_language),
		TEST(what_nobody_leads_goes_to_the_coordinator),
		cmocka_unit_test_setup_teardown(
		    a_coordinator_without_address_is_waited_for,
		    setup_without_mail, teardown),
		TEST(who_is_assigned_is_told_what_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
