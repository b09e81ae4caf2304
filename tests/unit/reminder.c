/* SPDX-License-Identifier: ISC */
/* When the runs happen, whatever the clock, the machine and the daemon do. The
 * clock is the test's, and so is the kernel's timer; Stockholm is an hour
 * ahead of UTC, two from the last Sunday of March to the last of October
 * (directive 2000/84/EC). */
#include "daemon/reminders/reminder.h"

#include "tests/unit/rig/reminder.h"

/* --- a daemon that starts --- */

static void before_the_hour_it_waits_for_it(void **state)
{
	(void)state;
	start("2022-06-14T07:59:59");
	assert_runs("");
	assert_next("2022-06-14", 6);
	it_is("2022-06-14T08:00");
	assert_runs("2022-06-14");
	assert_next("2022-06-15", 6);
}

static void at_the_hour_it_runs(void **state)
{
	(void)state;
	start("2022-06-14T08:00");
	assert_runs("2022-06-14");
	assert_next("2022-06-15", 6);
}

static void after_the_hour_it_runs_at_once(void **state)
{
	(void)state;
	start("2022-06-14T23:59");
	assert_runs("2022-06-14");
	assert_next("2022-06-15", 6);
}

static void started_twice_in_a_day_it_runs_once(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-14", "ks");
	start("2022-06-14T09:00");
	start("2022-06-14T09:01");
	start("2022-06-14T17:00");
	assert_runs("2022-06-14");
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 1);
	assert_next("2022-06-15", 6);
}

/* It began on Monday the 13th, at nine. */
static void the_day_it_began_after_the_hour_has_no_run(void **state)
{
	(void)state;
	start("2022-06-13T09:30");
	assert_runs("");
	assert_next("2022-06-14", 6);
}

static void on_a_weekend_it_waits_for_monday(void **state)
{
	(void)state;
	start("2022-06-18T10:00");
	assert_next("2022-06-20", 6);
	start("2022-06-19T23:59");
	assert_next("2022-06-20", 6);
	assert_runs("");
}

/* Midsummer Eve is the Friday of 24 June. */
static void on_a_holiday_it_waits_for_the_next_workday(void **state)
{
	(void)state;
	start("2022-06-23T08:00");
	assert_next("2022-06-27", 6);
	start("2022-06-24T12:00");
	assert_next("2022-06-27", 6);
	assert_runs("2022-06-23");
}

/* Woken for nothing, one time after the other. */
static void too_early_it_does_not_run(void **state)
{
	(void)state;
	start("2022-06-14T06:00");
	timer_expire();
	daemon_turn();
	daemon_turn();
	it_is("2022-06-14T07:59:59");
	timer_expire();
	daemon_turn();
	assert_runs("");
	assert_next("2022-06-14", 6);
}

/* The timer is the machine's, and a rehearsal's time is not. */
static void a_rehearsals_run_is_as_far_away_as_it_says(void **state)
{
	struct timespec now;
	int64_t ahead;

	(void)state;
	start("2022-06-14T06:00");
	town.clock = clock_from(utc("2022-06-14", 4));
	town.clock.offset -= town.clock.offset % INT64_C(1000000000);
	timer_cancel();
	daemon_turn();
	clock_gettime(CLOCK_REALTIME, &now);
	ahead = timer_set_for().seconds - now.tv_sec;
	assert_true(ahead > HOUR && ahead <= 2 * HOUR + 1);
	assert_runs("");
}

/* --- a clock that is set --- */

static void set_forward_past_a_run_it_happens_at_once(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	start("2022-06-29T10:00");
	set_clock("2022-06-30T12:00");
	assert_runs("2022-06-29 2022-06-30");
	assert_notices("2022-06-30 ks@kommun.example 1 due 1\n");
	assert_next("2022-07-01", 6);
}

static void set_forward_to_before_a_run_it_waits(void **state)
{
	(void)state;
	start("2022-06-29T10:00");
	set_clock("2022-06-30T07:59:59");
	assert_runs("2022-06-29");
	assert_next("2022-06-30", 6);
	it_is("2022-06-30T08:00");
	assert_runs("2022-06-29 2022-06-30");
}

static void set_forward_over_several_runs_one_happens(void **state)
{
	(void)state;
	start("2022-06-27T10:00");
	set_clock("2022-06-30T12:00");
	assert_runs("2022-06-27 2022-06-30");
	assert_next("2022-07-01", 6);
}

static void set_back_after_a_run_there_is_no_second(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	start("2022-06-30T08:00");
	set_clock("2022-06-30T07:59:58");
	assert_next("2022-07-01", 6);
	it_is("2022-06-30T08:00");
	set_clock("2022-06-28T12:00");
	assert_next("2022-07-01", 6);
	it_is("2022-06-29T08:00");
	it_is("2022-06-30T08:00");
	assert_runs("2022-06-30");
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 1);
	all_arrive();
	it_is("2022-07-01T08:00");
	assert_runs("2022-06-30 2022-07-01");
	assert_notices("2022-06-30 ks@kommun.example 1 due 1\n"
		       "2022-07-01 ks@kommun.example 1 overdue 1\n");
}

static void set_back_before_a_run_it_happens_when_it_is_time(void **state)
{
	(void)state;
	start("2022-06-29T10:00");
	set_clock("2022-06-27T10:00");
	start("2022-06-27T10:01");
	assert_next("2022-06-30", 6);
	it_is("2022-06-30T08:00");
	assert_runs("2022-06-29 2022-06-30");
}

static void entries_never_go_back_in_time(void **state)
{
	int64_t at;

	(void)state;
	start("2022-06-30T08:00");
	at = number_in(LAST_AT);
	assert_int_equal(at, utc("2022-06-30", 6).seconds);
	set_clock("2022-06-13T09:30");
	town_activity("Beskriv uppdraget", "2022-07-01", "ks");
	assert_int_equal(number_in(LAST_AT), at);
	start("2022-06-13T09:31");
	town_activity("Skriv om rutinen", "2022-07-01", "ks");
	assert_int_equal(number_in(LAST_AT), at);
	it_is("2022-07-01T08:00");
	assert_int_equal(number_in(BACKWARDS), 0);
	assert_int_equal(number_in(LAST_AT), utc("2022-07-01", 6).seconds);
	assert_runs("2022-06-30 2022-07-01");
}

/* From Saturday to Friday, after the next run was looked for: the kernel tells
 * timerfd_settime() and no one else. */
static void set_while_the_timer_is_set_it_is_seen(void **state)
{
	(void)state;
	timer_cancel_when_set(&town.clock.at, utc("2022-06-17", 5));
	start("2022-06-18T10:00");
	assert_next("2022-06-17", 6);
	it_is("2022-06-17T08:00");
	assert_runs("2022-06-17");
}

/* --- a machine that sleeps, a daemon that is down --- */

/* From Wednesday evening to Saturday: the runs of 30 June and 1 July. */
static void asleep_over_two_runs_one_message_is_sent_as_delayed(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	start("2022-06-29T18:00");
	it_is("2022-07-02T11:00");
	assert_runs("2022-06-29");
	assert_next("2022-07-04", 6);
	it_is("2022-07-04T08:00");
	assert_runs("2022-06-29 2022-07-04");
	assert_notices("2022-07-04 ks@kommun.example 1 overdue 1"
		       " of 2022-07-01\n"
		       "skipped 1 due 0 of 2022-06-30\n");
	/* And the coordinator's. */
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 2);
	assert_true(told("2022-07-04", COORDINATOR, "30 juni 2022"));
	assert_true(told("2022-07-04", "ks@kommun.example", "fördröjd"));
}

/* It wakes on a workday after the hour. */
static void awake_after_the_hour_it_runs_at_once(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-29", "ks");
	start("2022-06-28T18:00");
	it_is("2022-07-01T15:00");
	assert_runs("2022-06-28 2022-07-01");
	assert_notices("2022-07-01 ks@kommun.example 1 overdue 1"
		       " of 2022-06-30\n"
		       "skipped 1 due 0 of 2022-06-29\n");
	assert_next("2022-07-04", 6);
}

/* Down from 29 June to Friday afternoon, 29 July. */
static void down_for_a_month_each_address_has_one_message(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	town_activity("Skriv om rutinen", "2022-06-30", "ks");
	town_activity("Utbilda rektorer", "2022-07-15", "bg");
	start("2022-06-29T17:00");
	start("2022-07-29T14:00");
	assert_runs("2022-06-29 2022-07-29");
	/* And the coordinator's. */
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 3);
	assert_notices("skipped 3 overdue 0 of 2022-07-18\n"
		       "2022-07-29 bg@kommun.example 3 overdue 1"
		       " of 2022-07-25\n"
		       "skipped 3 due 0 of 2022-07-15\n"
		       "skipped 1 overdue 0 of 2022-07-01\n"
		       "skipped 1 overdue 0 of 2022-07-11\n"
		       "skipped 1 overdue 0 of 2022-07-18\n"
		       "2022-07-29 ks@kommun.example 1 overdue 1"
		       " of 2022-07-25\n"
		       "skipped 1 due 0 of 2022-06-30\n"
		       "skipped 2 overdue 0 of 2022-07-01\n"
		       "skipped 2 overdue 0 of 2022-07-11\n"
		       "skipped 2 overdue 0 of 2022-07-18\n"
		       "2022-07-29 ks@kommun.example 2 overdue 1"
		       " of 2022-07-25\n"
		       "skipped 2 due 0 of 2022-06-30\n");
	assert_next("2022-08-01", 6);
	it_is("2022-08-01T08:00");
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 5);
}

/* --- a run that cannot be kept, workdays that change --- */

static void what_could_not_be_kept_is_tried_again(void **state)
{
	static const char refuse[] =
	    "CREATE TEMP TRIGGER refuse BEFORE INSERT ON main.run"
	    " BEGIN SELECT raise(ABORT, 'full'); END";
	struct instant run = utc("2022-06-30", 6);
	struct err err;

	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	start("2022-06-29T10:00");
	must(store_execute(town.store, refuse, &err), &err);
	time_comes(run);
	assert_runs("2022-06-29");
	assert_int_equal(timer_set_for().seconds, run.seconds + 60);
	time_comes((struct instant){ run.seconds + 60 });
	assert_int_equal(timer_set_for().seconds, run.seconds + 120);
	must(store_execute(town.store, "DROP TRIGGER refuse", &err), &err);
	time_comes((struct instant){ run.seconds + 120 });
	assert_runs("2022-06-29 2022-06-30");
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 1);
	assert_next("2022-07-01", 6);
}

static void add_closed_day(const char *date)
{
	command("holidays.add",
	    json_pack("{s:s, s:s}", "date", date, "name", "Planeringsdag"));
	end_turn();
}

static void a_closed_day_has_no_run(void **state)
{
	(void)state;
	start("2022-06-29T10:00");
	add_closed_day("2022-06-30");
	assert_next("2022-07-01", 6);
	it_is("2022-06-30T08:00");
	it_is("2022-07-01T08:00");
	assert_runs("2022-06-29 2022-07-01");
}

static void a_closed_day_that_is_none_any_more_has_its_run(void **state)
{
	(void)state;
	start("2022-06-29T10:00");
	add_closed_day("2022-06-30");
	assert_next("2022-07-01", 6);
	it_is("2022-06-30T07:00");
	command("holidays.remove", json_pack("{s:s}", "date", "2022-06-30"));
	end_turn();
	assert_next("2022-06-30", 6);
	it_is("2022-06-30T08:00");
	assert_runs("2022-06-29 2022-06-30");
}

/* --- summer and winter --- */

/* The workdays before and after the nights on which the clocks change, and
 * the hours between their runs. 2027 has Easter that day. */
static const struct night {
	const char *before, *after;
	int hours;
} nights[] = {
	{ "2025-03-28", "2025-03-31", 71 },
	{ "2025-10-24", "2025-10-27", 73 },
	{ "2026-03-27", "2026-03-30", 71 },
	{ "2026-10-23", "2026-10-26", 73 },
	{ "2027-03-25", "2027-03-30", 119 },
	{ "2027-10-29", "2027-11-01", 73 },
	{ "2028-03-24", "2028-03-27", 71 },
	{ "2028-10-27", "2028-10-30", 73 },
	{ "2029-03-23", "2029-03-26", 71 },
	{ "2029-10-26", "2029-10-29", 73 },
	{ "2030-03-29", "2030-04-01", 71 },
	{ "2030-10-25", "2030-10-28", 73 },
};

static void assert_night(const struct night *night)
{
	int hour = night->hours == 73 ? 6 : 7; /* of the run before, in UTC */
	struct instant run = utc(night->before, hour);
	int64_t next = run.seconds + night->hours * HOUR;
	int64_t runs = count(COUNT_RUNS, NULL);
	char before[32];

	snprintf(before, sizeof before, "%sT08:00", night->before);
	start(before);
	assert_int_equal(town.clock.at.seconds, run.seconds);
	assert_int_equal(count(COUNT_RUNS, NULL), runs + 1);
	assert_next(night->after, 13 - hour);
	assert_int_equal(timer_set_for().seconds, next);
	/* Looked at again before, in and after the hour of the change. */
	for (int64_t at = run.seconds + HOUR; at < next; at += HOUR / 2) {
		town.clock.at = (struct instant){ at };
		timer_cancel();
		daemon_turn();
		assert_int_equal(timer_set_for().seconds, next);
	}
	assert_int_equal(count(COUNT_RUNS, NULL), runs + 1);
	time_comes((struct instant){ next });
	assert_int_equal(count(RUN, night->after), 0);
	assert_int_equal(count(COUNT_RUNS, NULL), runs + 2);
}

static void the_run_is_at_eight_when_the_clocks_have_changed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof nights / sizeof nights[0]; i++)
		assert_night(&nights[i]);
}

/* Each to the second, for six years and without end or rest. */
static void every_workday_has_its_run_at_eight(void **state)
{
	static const struct workdays workdays;
	size_t night = 0;
	struct day day;

	(void)state;
	start("2025-01-01T00:00");
	assert_true(day_read("2025-01-02", &day));
	for (; day_date(day).year < 2031; day = workday_after(&workdays, day)) {
		char date[DAY_TEXT];

		day_write(day, date);
		if (night < 12 && strcmp(date, nights[night].after) >= 0)
			night++;
		assert_next(date, night % 2 == 1 ? 6 : 7);
		time_comes(timer_set_for());
		assert_int_equal(count(RUN, date), 0);
	}
	assert_int_equal(night, 12);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, setup_reminder, teardown_reminder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(before_the_hour_it_waits_for_it),
		TEST(at_the_hour_it_runs),
		TEST(after_the_hour_it_runs_at_once),
		TEST(started_twice_in_a_day_it_runs_once),
		TEST(the_day_it_began_after_the_hour_has_no_run),
		TEST(on_a_weekend_it_waits_for_monday),
		TEST(on_a_holiday_it_waits_for_the_next_workday),
		TEST(too_early_it_does_not_run),
		TEST(a_rehearsals_run_is_as_far_away_as_it_says),
		TEST(set_forward_past_a_run_it_happens_at_once),
		TEST(set_forward_to_before_a_run_it_waits),
		TEST(set_forward_over_several_runs_one_happens),
		TEST(set_back_after_a_run_there_is_no_second),
		TEST(set_back_before_a_run_it_happens_when_it_is_time),
		TEST(entries_never_go_back_in_time),
		TEST(set_while_the_timer_is_set_it_is_seen),
		TEST(asleep_over_two_runs_one_message_is_sent_as_delayed),
		TEST(awake_after_the_hour_it_runs_at_once),
		TEST(down_for_a_month_each_address_has_one_message),
		TEST(what_could_not_be_kept_is_tried_again),
		TEST(a_closed_day_has_no_run),
		TEST(a_closed_day_that_is_none_any_more_has_its_run),
		TEST(the_run_is_at_eight_when_the_clocks_have_changed),
		TEST(every_workday_has_its_run_at_eight),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
