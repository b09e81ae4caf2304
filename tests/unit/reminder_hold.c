/* SPDX-License-Identifier: ISC */
/* What holds the runs back: a clock that may be wrong, and a pause that the
 * coordinator has decided. */
#include "daemon/reminders/reminder.h"

#include "tests/unit/rig/reminder.h"

/* --- a clock that may be wrong --- */

/* A state in earnest: a rehearsal's time is made up. */
static int setup_in_earnest(void **state)
{
	struct err err;

	(void)state;
	open_loop();
	rig_begin(&town, "2022-06-13T09:00", COORDINATOR, false);
	must(reminder_run_prepare(town.store, &err), &err);
	town_prepare();
	town_department("ks", "Kommunstaben", "ks@kommun.example", "sv");
	town_plan();
	tell_only_due();
	return 0;
}

/* The last entry is of the 13th of June, at nine; 32 days later it is Friday
 * 15 July. */
static void after_a_month_a_doubtful_clock_tells_nobody(void **state)
{
	(void)state;
	town.clock.doubtful = true;
	start("2022-07-15T09:01");
	assert_runs("");
	it_is("2022-07-18T08:00");
	assert_runs("");
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 0);
}

static void within_a_month_it_is_believed(void **state)
{
	(void)state;
	town.clock.doubtful = true;
	start("2022-07-15T08:59");
	assert_runs("2022-07-15");
}

static void a_clock_that_is_known_to_be_right_is_believed(void **state)
{
	(void)state;
	start("2024-07-15T09:00");
	assert_runs("2024-07-15");
}

static void what_made_it_right_ends_the_hold(void **state)
{
	(void)state;
	town.clock.doubtful = true;
	start("2022-08-01T12:00");
	assert_runs("");
	town.clock.doubtful = false;
	time_comes(timer_set_for());
	assert_runs("2022-08-01");
}

static void the_coordinators_word_ends_the_hold(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-08-01", "ks");
	town.clock.doubtful = true;
	start("2022-08-01T12:00");
	it_is("2022-08-01T12:10");
	/* Another command is no word on the clock. */
	town_department("bg", "Beredningsgruppen", "bg@kommun.example", "sv");
	end_turn();
	assert_runs("");
	rig_give(&town, "clock.confirm", json_object());
	end_turn();
	assert_runs("2022-08-01");
	assert_notices("2022-08-01 ks@kommun.example 1 due 1\n");
	it_is("2022-08-02T08:00");
	assert_runs("2022-08-01 2022-08-02");
}

/* An old word is none: a clock that jumps once more is doubted once more. */
static void each_jump_needs_a_word_of_its_own(void **state)
{
	(void)state;
	town.clock.doubtful = true;
	start("2022-08-01T12:00");
	rig_give(&town, "clock.confirm", json_object());
	end_turn();
	assert_runs("2022-08-01");
	set_clock("2023-08-01T12:00");
	it_is("2023-08-01T12:10");
	assert_runs("2022-08-01");
	rig_give(&town, "clock.confirm", json_object());
	end_turn();
	assert_runs("2022-08-01 2023-08-01");
}

/* It jumps at night, and somebody writes before the hour: that entry has the
 * time that is in doubt, and is no proof of it. */
static void an_entry_of_a_doubtful_time_proves_nothing(void **state)
{
	(void)state;
	start("2022-06-14T12:00");
	town.clock.doubtful = true;
	set_clock("2023-06-14T03:00");
	town_department("bg", "Beredningsgruppen", "bg@kommun.example", "sv");
	end_turn();
	it_is("2023-06-14T08:00");
	assert_runs("2022-06-14");
}

/* It is looked at again each minute, so that what sets it is seen. */
static void while_it_is_held_it_is_looked_at_again(void **state)
{
	(void)state;
	town.clock.doubtful = true;
	start("2022-08-01T12:00");
	for (int i = 0; i < 3; i++) {
		struct instant next = timer_set_for();

		assert_int_equal(next.seconds, town.clock.at.seconds + 60);
		time_comes(next);
	}
	assert_runs("");
}

static void a_rehearsals_clock_is_never_doubted(void **state)
{
	(void)state;
	town.clock.doubtful = true;
	start("2024-08-01T12:00");
	assert_runs("2024-08-01");
}

/* --- a pause --- */

static void pause_runs(const char *day)
{
	rig_give(&town, "notice.pause",
	    json_pack("{s:s, s:s}", "until", day, "reason", "Ny förvaltning"));
	end_turn();
}

/* 11 and 18 July are overdue days of 30 June; the pause ends on a Wednesday.
 * What came in it is told as one, and was not missed. */
static void in_a_pause_there_are_no_runs(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	start("2022-06-30T08:00");
	all_arrive();
	it_is("2022-07-01T08:00");
	all_arrive();
	pause_runs("2022-07-20");
	assert_next("2022-07-20", 6);
	it_is("2022-07-11T08:00");
	it_is("2022-07-19T08:00");
	assert_runs("2022-06-30 2022-07-01");
	it_is("2022-07-20T08:00");
	assert_runs("2022-06-30 2022-07-01 2022-07-20");
	assert_notices("2022-06-30 ks@kommun.example 1 due 1\n"
		       "2022-07-01 ks@kommun.example 1 overdue 1\n"
		       "skipped 1 overdue 0 of 2022-07-11\n"
		       "2022-07-20 ks@kommun.example 1 overdue 2"
		       " of 2022-07-18\n");
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 3);
	it_is("2022-07-21T08:00");
	assert_runs("2022-06-30 2022-07-01 2022-07-20 2022-07-21");
}

/* A Saturday: the run is Monday's. */
static void a_pause_that_ends_on_a_day_off_ends_on_the_next_workday(
    void **state)
{
	(void)state;
	start("2022-06-30T08:00");
	pause_runs("2022-07-16");
	assert_next("2022-07-18", 6);
}

static void a_pause_that_is_ended_has_today_run(void **state)
{
	(void)state;
	start("2022-06-30T08:00");
	pause_runs("2022-07-20");
	it_is("2022-07-06T14:00");
	rig_give(&town, "notice.resume", json_object());
	end_turn();
	assert_runs("2022-06-30 2022-07-06");
	assert_next("2022-07-07", 6);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, setup_reminder, teardown_reminder)
#define EARNEST(name)                                                          \
	cmocka_unit_test_setup_teardown(                                       \
	    name, setup_in_earnest, teardown_reminder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		EARNEST(after_a_month_a_doubtful_clock_tells_nobody),
		EARNEST(within_a_month_it_is_believed),
		EARNEST(a_clock_that_is_known_to_be_right_is_believed),
		EARNEST(what_made_it_right_ends_the_hold),
		EARNEST(the_coordinators_word_ends_the_hold),
		EARNEST(each_jump_needs_a_word_of_its_own),
		EARNEST(an_entry_of_a_doubtful_time_proves_nothing),
		EARNEST(while_it_is_held_it_is_looked_at_again),
		TEST(a_rehearsals_clock_is_never_doubted),
		TEST(in_a_pause_there_are_no_runs),
		TEST(a_pause_that_ends_on_a_day_off_ends_on_the_next_workday),
		TEST(a_pause_that_is_ended_has_today_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
