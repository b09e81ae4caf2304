/* SPDX-License-Identifier: ISC */
/* What holds the runs back: a clock that may be wrong, and a pause that the
 * coordinator has decided. */
#include "daemon/reminders/reminder.h"

#include "tests/unit/rig/reminder.h"

/* --- a clock that may be wrong --- */

/* A state in earnest: a rehearsal's time is made up. */
static int setup_in_earnest(void **state)
{
	(void)state;
	open_loop();
	rig_begin(&town, "2022-06-13T09:00", COORDINATOR, false);
	reminder_run_prepare(town.store);
	town_prepare();
	town_department("ks", "Kommunstaben", "ks@kommun.example", "sv");
	town_plan();
	tell_only_due();
	return 0;
}

/* A write is refused with these words among others. */
static void refused(const char *words)
{
	rig_refused(&town, ERR_CONFLICT, words, "department.edit",
	    "{'code':'ks','name':'Staben'}");
}

/* The last entry is of Monday 13 June 2022, at nine. Runs were due on 14-17,
 * 20-23 and 27-30 June (the 24th is Midsummer's Eve) and on each workday of
 * July: the 5th on 20 June, the 22nd on 14 July. */
static void more_than_22_runs_are_not_believed(void **state)
{
	(void)state;
	start("2022-07-15T08:00");
	assert_runs("");
	it_is("2022-07-18T08:00");
	assert_runs("");
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 0);
}

static void of_22_runs_it_is_believed(void **state)
{
	(void)state;
	start("2022-07-15T07:59");
	town_department("bg", "Beredningsgruppen", "bg@kommun.example", "sv");
	end_turn();
	it_is("2022-07-15T08:00");
	assert_runs("2022-07-15");
}

static void on_the_day_of_the_22nd_it_is_believed(void **state)
{
	(void)state;
	start("2022-07-14T08:00");
	assert_runs("2022-07-14");
}

static void one_that_nothing_sets_is_believed_for_five(void **state)
{
	(void)state;
	town.clock.doubtful = true;
	start("2022-06-20T08:00");
	assert_runs("2022-06-20");
}

static void one_that_nothing_sets_is_not_believed_for_six(void **state)
{
	(void)state;
	town.clock.doubtful = true;
	start("2022-06-21T08:00");
	assert_runs("");
}

static void what_made_it_right_ends_the_hold(void **state)
{
	(void)state;
	town.clock.doubtful = true;
	start("2022-07-01T12:00");
	assert_runs("");
	town.clock.doubtful = false;
	time_comes(timer_set_for());
	assert_runs("2022-07-01");
}

static void closed_days(const char *const *days)
{
	for (; *days != NULL; days++)
		rig_must(&town, "holidays.add", "{'date':'%s','name':'Stängt'}",
		    *days);
}

/* From Thursday 22 December 2022 at nine to Wednesday 11 January 2023 are 20
 * days, on four of which a run was due, for the house is closed between the
 * holidays: 23 December, 9, 10 and 11 January. */
static void over_a_closed_christmas_it_is_believed(void **state)
{
	static const char *const days[] = { "2022-12-27", "2022-12-28",
		"2022-12-29", "2022-12-30", "2023-01-02", "2023-01-03",
		"2023-01-04", "2023-01-05", NULL };

	(void)state;
	town_at("2022-06-20T09:00");
	town_department("a", "Avdelningen", "a@kommun.example", "sv");
	for (int month = 7; month <= 12; month++) {
		town.clock.at.seconds += 25 * 86400;
		rig_must(&town, "clock.confirm", "{}");
	}
	town_at("2022-12-22T09:00");
	rig_must(&town, "clock.confirm", "{}");
	closed_days(days);
	town.clock.doubtful = true;
	start("2023-01-11T12:00");
	assert_runs("2023-01-11");
}

/* The same without closed days: 23, 27-30 December, 2 January and on. */
static void over_an_open_christmas_it_is_not(void **state)
{
	(void)state;
	town_at("2022-12-22T09:00");
	rig_must(&town, "clock.confirm", "{}");
	town.clock.doubtful = true;
	start("2023-01-02T12:00");
	assert_runs("");
}

/* From 14 June to 1 September nothing is due; on that Thursday one is. */
static void the_days_of_a_pause_are_none(void **state)
{
	(void)state;
	rig_must(
	    &town, "notice.pause", "{'until':'2022-09-01','reason':'Sommar'}");
	town.clock.doubtful = true;
	start("2022-09-01T08:00");
	assert_runs("2022-09-01");
}

/* Nothing is written under a clock that nobody believes: its time would stand
 * in the log for good. */
static void writes_are_refused_and_say_why(void **state)
{
	struct instant last;
	json_t *status;

	(void)state;
	last = door_last(town.door);
	town.clock.doubtful = true;
	start("2023-06-14T03:00");
	refused(
	    "it says 2023-06-14 03:00 and since 2022-06-13 09:00 more than 5"
	    " runs were due");
	status = rig_must(&town, "status", "{}");
	rig_is(status, "runs.held", "true");
	assert_non_null(strstr(json_string_value(rig_at(status, "runs.why")),
	    "the clock of planvaktd's machine is not believed"));
	assert_int_equal(door_last(town.door).seconds, last.seconds);
	it_is("2022-06-14T08:00");
	town_department("bg", "Beredningsgruppen", "bg@kommun.example", "sv");
}

static void the_coordinators_word_ends_the_hold(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-08-01", "ks");
	town.clock.doubtful = true;
	start("2022-08-01T12:00");
	it_is("2022-08-01T12:10");
	assert_runs("");
	rig_must(&town, "clock.confirm", "{}");
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
	rig_must(&town, "clock.confirm", "{}");
	end_turn();
	assert_runs("2022-08-01");
	set_clock("2023-08-01T12:00");
	it_is("2023-08-01T12:10");
	assert_runs("2022-08-01");
	rig_must(&town, "clock.confirm", "{}");
	end_turn();
	assert_runs("2022-08-01 2023-08-01");
}

/* What was put back is confirmed while the clock is held, with the time of the
 * last entry, which is no word on the clock. */
static void a_restored_backup_is_confirmed_and_stays_held(void **state)
{
	struct instant last;

	(void)state;
	last = door_last(town.door);
	town.clock.doubtful = true;
	start("2022-09-01T12:00");
	rig_own(&town, "state.restored", "{'from':'band 3'}");
	rig_must(&town, "log.confirm", "{'seq':%d}", (int)rig_head(&town));
	end_turn();
	assert_int_equal(door_last(town.door).seconds, last.seconds);
	assert_runs("");
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
	town_at("2022-08-01T12:00");
	town_department("sf", "Socialförvaltningen", "sf@kommun.example", "sv");
}

/* --- a log that is ahead --- */

static void a_minute_behind_is_nothing(void **state)
{
	(void)state;
	start("2022-06-14T08:00");
	town.clock.at.seconds -= 60;
	town_department("bg", "Beredningsgruppen", "bg@kommun.example", "sv");
	town.clock.at.seconds -= 1;
	refused("the last entry is of 2022-06-14 08:00");
}

/* The clock was twenty days fast: it was Friday 1 July when the runs of 20 and
 * 21 July told of an activity that is due on the 20th. */
static void go_ahead(void)
{
	town_activity("Beskriv uppdraget", "2022-07-20", "ks");
	start("2022-07-01T07:00");
	it_is("2022-07-01T08:00");
	it_is("2022-07-20T08:00");
	all_arrive();
	it_is("2022-07-21T08:00");
	all_arrive();
	assert_runs("2022-07-01 2022-07-20 2022-07-21");
	assert_notices("2022-07-20 ks@kommun.example 1 due 1\n"
		       "2022-07-21 ks@kommun.example 1 overdue 1\n");
	set_clock("2022-07-01T10:00");
}

static void a_log_that_is_ahead_holds_until_it_is_confirmed(void **state)
{
	(void)state;
	go_ahead();
	it_is("2022-07-04T08:00");
	assert_runs("2022-07-01 2022-07-20 2022-07-21");
	refused("it says 2022-07-04 08:00 and the last entry is of 2022-07-21"
		" 08:00");
}

/* The runs after the true day were none, and what they sent is sent on its day,
 * in a letter that says so. */
static void what_a_clock_sent_early_is_sent_again(void **state)
{
	(void)state;
	go_ahead();
	rig_must(&town, "clock.confirm", "{}");
	end_turn();
	assert_runs("2022-07-01");
	assert_notices("");
	for (int day = 4; day <= 19; day++) {
		char local[32];

		snprintf(local, sizeof(local), "2022-07-%02dT08:00", day);
		it_is(local);
	}
	assert_int_equal(count(COUNT_RUNS, NULL), 13);
	it_is("2022-07-20T08:00");
	all_arrive();
	assert_true(told("2022-07-20", "ks@kommun.example", "vår dator gick"));
	it_is("2022-07-21T08:00");
	all_arrive();
	it_is("2022-08-01T08:00");
	assert_notices("2022-07-20 ks@kommun.example 1 due 1\n"
		       "2022-07-21 ks@kommun.example 1 overdue 1\n"
		       "2022-08-01 ks@kommun.example 1 overdue 2\n");
	assert_false(told("2022-08-01", "ks@kommun.example", "vår dator gick"));
}

/* On 20 July, so that clock said, it was handed over, and the run of the 21st
 * told old and new lead. That run was none, so that of the true 21st does. */
static void who_leads_is_told_again(void **state)
{
	(void)state;
	rig_must(&town, "ladder.reset", "{'stage':'assigned'}");
	town_department("bg", "Beredningsgruppen", "bg@kommun.example", "sv");
	town_activity("Beskriv uppdraget", "2022-12-01", "ks");
	start("2022-06-14T08:00");
	all_arrive();
	it_is("2022-07-01T08:00");
	it_is("2022-07-20T09:00");
	rig_must(&town, "activity.assign", "{'id':1,'lead':'bg'}");
	end_turn();
	it_is("2022-07-21T08:00");
	all_arrive();
	assert_true(told("2022-07-21", "bg@kommun.example", "uppdraget"));
	set_clock("2022-07-01T10:00");
	rig_must(&town, "clock.confirm", "{}");
	end_turn();
	it_is("2022-07-20T08:00");
	assert_notices("2022-06-14 ks@kommun.example 1 assigned 1\n");
	it_is("2022-07-21T08:00");
	all_arrive();
	assert_notices("2022-06-14 ks@kommun.example 1 assigned 1\n"
		       "2022-07-21 bg@kommun.example 1 assigned 1\n"
		       "2022-07-21 ks@kommun.example 1 assigned 1\n");
	assert_true(told("2022-07-21", "bg@kommun.example", "vår dator gick"));
}

/* Entries keep the last time; what they tell is of the true one: an activity
 * that came on 4 July and is due on the 8th is told of on the 8th. */
static void what_is_written_meanwhile_is_of_its_true_day(void **state)
{
	struct instant ahead;

	(void)state;
	go_ahead();
	ahead = door_last(town.door);
	rig_must(&town, "clock.confirm", "{}");
	end_turn();
	it_is("2022-07-04T08:00");
	town_activity("Utbilda", "2022-07-08", "ks");
	end_turn();
	assert_int_equal(door_last(town.door).seconds, ahead.seconds);
	it_is("2022-07-08T08:00");
	assert_notices("2022-07-08 ks@kommun.example 2 due 1\n");
	assert_int_equal(number_in(BACKWARDS), 0);
	it_is("2022-07-21T08:01");
	assert_int_equal(number_in(LAST_AT), town.clock.at.seconds);
}

/* Still behind the confirmed day, it is wrong once more; and further ahead than
 * runs were due since. */
static void a_confirmed_day_is_no_word_for_any_other(void **state)
{
	(void)state;
	go_ahead();
	rig_must(&town, "clock.confirm", "{}");
	end_turn();
	town.clock.doubtful = true;
	town_at("2022-06-30T10:00");
	refused("the last entry is of 2022-07-21 08:00");
	town_at("2022-07-11T09:00");
	refused("since 2022-07-01 08:00 more than 5 runs were due");
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
		EARNEST(more_than_22_runs_are_not_believed),
		EARNEST(of_22_runs_it_is_believed),
		EARNEST(on_the_day_of_the_22nd_it_is_believed),
		EARNEST(one_that_nothing_sets_is_believed_for_five),
		EARNEST(one_that_nothing_sets_is_not_believed_for_six),
		EARNEST(what_made_it_right_ends_the_hold),
		EARNEST(over_a_closed_christmas_it_is_believed),
		EARNEST(over_an_open_christmas_it_is_not),
		EARNEST(the_days_of_a_pause_are_none),
		EARNEST(writes_are_refused_and_say_why),
		EARNEST(the_coordinators_word_ends_the_hold),
		EARNEST(each_jump_needs_a_word_of_its_own),
		EARNEST(a_restored_backup_is_confirmed_and_stays_held),
		EARNEST(while_it_is_held_it_is_looked_at_again),
		EARNEST(a_minute_behind_is_nothing),
		EARNEST(a_log_that_is_ahead_holds_until_it_is_confirmed),
		EARNEST(what_a_clock_sent_early_is_sent_again),
		EARNEST(who_leads_is_told_again),
		EARNEST(what_is_written_meanwhile_is_of_its_true_day),
		EARNEST(a_confirmed_day_is_no_word_for_any_other),
		TEST(a_rehearsals_clock_is_never_doubted),
		TEST(in_a_pause_there_are_no_runs),
		TEST(a_pause_that_ends_on_a_day_off_ends_on_the_next_workday),
		TEST(a_pause_that_is_ended_has_today_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
