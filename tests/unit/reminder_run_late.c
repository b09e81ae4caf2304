/* SPDX-License-Identifier: ISC */
/* Runs that come late, are missed or fail; activities that come late, are
 * moved, done, dropped or opened again. */
#include "daemon/reminders/reminder_run.h"

#include "daemon/request/door.h"
#include "tests/unit/rig/town.h"

/* --- downtime --- */

/* Off from Friday evening, 1 July, to Wednesday the 20th: 11 and 18 July
 * were missed. */
static void after_a_pause_the_stage_that_stands_is_sent_as_delayed(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	run_next("2022-06-30T08:00");
	run_next("2022-07-01T08:00");
	/* The coordinator is told of the runs that did not happen. */
	assert_int_equal(run_next("2022-07-20T14:30"), 2);
	assert_notices("2022-06-30 ks@kommun.example 1 due 1\n"
		       "2022-07-01 ks@kommun.example 1 overdue 1\n"
		       "skipped 1 overdue 0 of 2022-07-11\n"
		       "2022-07-20 ks@kommun.example 1 overdue 2"
		       " of 2022-07-18\n");
	assert_true(told("2022-07-20", "ks@kommun.example", "fördröjd"));
	assert_true(told("2022-07-20", COORDINATOR, "den 11 och 18 juli 2022"));
	assert_int_equal(run_next("2022-07-21T08:00"), 0);
	run_next("2022-07-25T08:00");
	assert_false(told("2022-07-25", "ks@kommun.example", "fördröjd"));
	assert_notices("2022-06-30 ks@kommun.example 1 due 1\n"
		       "2022-07-01 ks@kommun.example 1 overdue 1\n"
		       "skipped 1 overdue 0 of 2022-07-11\n"
		       "2022-07-20 ks@kommun.example 1 overdue 2"
		       " of 2022-07-18\n"
		       "2022-07-25 ks@kommun.example 1 overdue 3\n");
}

static void a_missed_due_date_is_overtaken_by_the_first_overdue(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	run_next("2022-06-29T08:00");
	assert_int_equal(run_next("2022-07-04T08:00"), 2);
	assert_notices("2022-07-04 ks@kommun.example 1 overdue 1"
		       " of 2022-07-01\n"
		       "skipped 1 due 0 of 2022-06-30\n");
}

/* The same day, only later: nothing is overtaken and nothing delayed. */
static void a_run_in_the_afternoon_is_the_days_run(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	run_next("2022-06-30T16:45");
	assert_notices("2022-06-30 ks@kommun.example 1 due 1\n");
}

/* --- a run that could not be kept --- */

static int try_run(int *messages)
{
	struct err err;
	int result = reminder_run_hold(
	    town.door, zone_local(town.clock.at).day, messages, &err);

	rig_commit(&town);
	return result;
}

/* The record of the run is refused after the messages were issued: none has
 * been. One that stayed would keep the next try from writing to its address
 * again, which has one message of a run. */
static void a_run_is_held_as_a_whole(void **state)
{
	static const char blocked[] =
	    "INSERT INTO run VALUES ('2022-06-30', 0, 0, 0)";
	struct err err;
	int messages;

	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	town_activity("Skriv om rutinen", "2022-06-30", "bg");
	town_at("2022-06-30T08:00");
	must(store_execute(town.store, blocked, &err), &err);
	assert_int_equal(try_run(&messages), -1);
	must(store_execute(town.store, "DELETE FROM run", &err), &err);
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 0);
	assert_notices("");
	town_at("2022-06-30T08:01");
	assert_int_equal(try_run(&messages), 0);
	assert_int_equal(messages, 2);
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 2);
	assert_notices("2022-06-30 bg@kommun.example 2 due 1\n"
		       "2022-06-30 ks@kommun.example 1 due 1\n");
	town_is_replayed();
}

/* --- what comes late --- */

/* Imported on 15 August: July's stages had passed, September's first
 * workday is the next. */
static void what_comes_late_begins_where_the_ladder_is(void **state)
{
	(void)state;
	town_at("2022-08-15T10:00");
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	assert_int_equal(run_next("2022-08-16T08:00"), 0);
	assert_int_equal(run_next("2022-08-31T08:00"), 0);
	assert_int_equal(run_next("2022-09-01T08:00"), 1);
	assert_notices("2022-09-01 ks@kommun.example 1 overdue 1\n");
}

static void the_day_it_comes_counts_only_before_the_hour(void **state)
{
	(void)state;
	town_at("2022-06-30T07:59");
	town_activity("Den tidiga", "2022-06-30", "ks");
	town_at("2022-06-30T08:00");
	town_activity("Den sena", "2022-06-30", "bg");
	/* The run itself came late. */
	run_next("2022-06-30T09:00");
	assert_notices("2022-06-30 ks@kommun.example 1 due 1\n");
	run_next("2022-07-01T08:00");
	assert_notices("2022-06-30 ks@kommun.example 1 due 1\n"
		       "2022-07-01 bg@kommun.example 2 overdue 1\n"
		       "2022-07-01 ks@kommun.example 1 overdue 1\n");
}

/* Good Friday to Easter Monday are off, and the due date is the last. */
static void a_due_date_after_holidays_is_told_before_them(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2023-04-10", "ks");
	assert_int_equal(run_next("2023-04-05T08:00"), 0);
	assert_int_equal(run_next("2023-04-06T08:00"), 1);
	run_next("2023-04-11T08:00");
	assert_notices("2023-04-06 ks@kommun.example 1 due 1\n"
		       "2023-04-11 ks@kommun.example 1 overdue 1\n");
}

static void what_has_no_due_date_is_never_told(void **state)
{
	(void)state;
	command("activity.add",
	    json_pack("{s:s, s:s, s:s, s:s, s:s}", "plan", "vbe", "activity",
		"Håll kontakt", "purpose", "", "timeframe", "löpande", "lead",
		"ks"));
	assert_int_equal(run_next("2022-06-30T08:00"), 0);
	assert_int_equal(run_next("2030-06-28T08:00"), 0);
	assert_notices("");
}

/* --- what ends a ladder, what begins one --- */

static void done_and_dropped_are_told_no_more(void **state)
{
	(void)state;
	town_activity("Den gjorda", "2022-06-30", "ks");
	town_activity("Den strukna", "2022-06-30", "ks");
	town_activity("Den kvarvarande", "2022-06-30", "ks");
	run_next("2022-07-01T08:00");
	report_done(1);
	command("activity.drop",
	    json_pack("{s:i, s:s}", "id", 2, "reason", "Nämnden beslöt så"));
	run_next("2022-07-11T08:00");
	assert_true(told("2022-07-11", "ks@kommun.example", "kvarvarande"));
	assert_false(told("2022-07-11", "ks@kommun.example", "Den gjorda"));
	assert_false(told("2022-07-11", "ks@kommun.example", "Den strukna"));
	report_done(3);
	assert_int_equal(run_next("2022-07-18T08:00"), 0);
}

static void what_is_started_is_told_all_the_same(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	command("activity.update",
	    json_pack("{s:i, s:s, s:i}", "id", 1, "status", "started",
		"progress", 100));
	assert_int_equal(run_next("2022-06-30T08:00"), 1);
}

static void a_moved_due_date_begins_again(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	run_next("2022-07-01T08:00");
	run_next("2022-07-11T08:00");
	move(1, "senast 2022-07-15");
	assert_int_equal(run_next("2022-07-12T08:00"), 0);
	run_next("2022-07-15T08:00");
	run_next("2022-07-18T08:00");
	assert_notices("2022-07-01 ks@kommun.example 1 overdue 1\n"
		       "skipped 1 due 0 of 2022-06-30\n"
		       "2022-07-11 ks@kommun.example 1 overdue 2\n"
		       "2022-07-15 ks@kommun.example 1 due 1\n"
		       "2022-07-18 ks@kommun.example 1 overdue 1\n");
}

/* Moved to a day whose run had happened: its due stage had passed. */
static void moved_to_today_it_is_overdue_tomorrow(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-09-30", "ks");
	run_next("2022-06-30T08:00");
	town_at("2022-06-30T13:00");
	move(1, "senast 2022-06-30");
	run_next("2022-07-01T08:00");
	assert_notices("2022-07-01 ks@kommun.example 1 overdue 1\n");
}

/* Done on 1 July, opened again on 19 July: the stages of 18 July and before
 * had passed. */
static void what_is_opened_again_begins_with_the_first(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	run_next("2022-07-01T08:00");
	report_done(1);
	town_at("2022-07-19T09:00");
	command("activity.reopen",
	    json_pack("{s:i, s:s}", "id", 1, "reason", "Var inte klar"));
	assert_int_equal(run_next("2022-07-20T08:00"), 0);
	run_next("2022-07-25T08:00");
	assert_notices("2022-07-01 ks@kommun.example 1 overdue 1\n"
		       "skipped 1 due 0 of 2022-06-30\n"
		       "2022-07-25 ks@kommun.example 1 overdue 1\n");
	/* "klar" alone would be no answer to a letter that it is late */
	assert_true(told("2022-07-25", "ks@kommun.example", "klar."));
	assert_true(told("2022-07-25", "ks@kommun.example", "Den har"));
	assert_true(told("2022-07-25", "ks@kommun.example", "återupptagits"));
}

/* --- what is in the letter --- */

static void a_letter_names_its_place_in_the_log(void **state)
{
	struct receipt head;
	struct buffer hex = { 0 };

	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	head = *door_head(town.door);
	buffer_hex(&hex, head.hash, sizeof(head.hash));
	run_next("2022-06-30T08:00");
	assert_true(told("2022-06-30", "ks@kommun.example", hex.bytes));
	assert_true(told("2022-06-30", "ks@kommun.example", "KS 2022/123"));
	assert_true(told("2022-06-30", "ks@kommun.example", "övning"));
	buffer_free(&hex);
}

/* A name that is part of another one, and one whose activity has time. */
static void a_letter_is_to_those_whose_activities_it_has(void **state)
{
	static const char address[] = "omsorg@kommun.example";

	(void)state;
	town_department("vo", "Vård och omsorg", address, "sv");
	town_department("om", "Vård", address, "sv");
	town_department("sk", "Skolan", address, "sv");
	town_activity("Den ena", "2022-06-30", "vo");
	town_activity("Den andra", "2022-06-30", "om");
	town_activity("Den tredje", "2022-07-29", "sk");
	run_next("2022-06-30T08:00");
	assert_true(
	    told("2022-06-30", address, "Till Vård och omsorg och Vård\n"));
	assert_false(told("2022-06-30", address, "Skolan"));
}

/* However much there is of every kind, the run happens and every address is
 * told. A wide letter takes two columns, so that half as many make a line. */
static void a_very_long_letter_stops_nothing(void **state)
{
	static const char *const due[] = { "2022-06-28", "2022-06-29",
		"2022-06-30" };
	enum { LETTERS = 4000, EACH = 60 };
	char activity[3 * LETTERS + 1];

	(void)state;
	for (int i = 0; i < LETTERS; i++)
		memcpy(activity + 3 * i, "一", 4);
	for (int i = 0; i < 3 * EACH; i++)
		town_activity(activity, due[i / EACH], "ks");
	town_activity("Den andra", "2022-06-30", "bg");
	assert_int_equal(run_next("2022-06-28T08:00"), 1);
	assert_int_equal(run_next("2022-06-29T08:00"), 1);
	assert_int_equal(run_next("2022-06-30T08:00"), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup_plain, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(after_a_pause_the_stage_that_stands_is_sent_as_delayed),
		TEST(a_missed_due_date_is_overtaken_by_the_first_overdue),
		TEST(a_run_in_the_afternoon_is_the_days_run),
		TEST(a_run_is_held_as_a_whole),
		TEST(what_comes_late_begins_where_the_ladder_is),
		TEST(the_day_it_comes_counts_only_before_the_hour),
		TEST(a_due_date_after_holidays_is_told_before_them),
		TEST(what_has_no_due_date_is_never_told),
		TEST(done_and_dropped_are_told_no_more),
		TEST(what_is_started_is_told_all_the_same),
		TEST(a_moved_due_date_begins_again),
		TEST(moved_to_today_it_is_overdue_tomorrow),
		TEST(what_is_opened_again_begins_with_the_first),
		TEST(a_letter_names_its_place_in_the_log),
		TEST(a_letter_is_to_those_whose_activities_it_has),
		TEST(a_very_long_letter_stops_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
