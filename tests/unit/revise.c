/* SPDX-License-Identifier: ISC */
/* A message that waits when the plan changes: it says what stands when it
 * goes. */
#include "daemon/reminders/revise.h"

#include "daemon/request/door.h"
#include "tests/unit/rig/stages.h"

#define BG "bg@kommun.example"

/* One that the run of 30 June has issued to bg, of three activities. */
static void issue_three(void)
{
	add_activity("Den första", "senast 2022-06-30", "bg", NULL);
	add_activity("Den andra", "senast 2022-06-30", "bg", NULL);
	add_activity("Den tredje", "senast 2022-06-30", "bg", NULL);
	run_until("2022-06-29");
	assert_int_equal(run("2022-06-30T08:00"), 1);
	town_at("2022-06-30T09:00");
}

/* What revise_dispatch() says of the dispatch that waits. */
static int revise_waiting(void)
{
	struct err err;
	int result = revise_dispatch(town.door, count(WAITING, NULL), &err);

	if (result < 0)
		print_error("%s\n", err.text);
	end_of_turn();
	town_is_replayed();
	return result;
}

static void what_stands_is_left_as_it_is(void **state)
{
	struct receipt head;

	(void)state;
	issue_three();
	head = *door_head(town.door);
	assert_int_equal(revise_waiting(), 0);
	assert_memory_equal(&head, door_head(town.door), sizeof(head));
	/* Progress is no reason to keep silent. */
	begin(1, "I gång");
	assert_int_equal(revise_waiting(), 0);
	assert_true(told("2022-06-30", BG, "Den första"));
}

static void what_was_done_is_taken_out(void **state)
{
	(void)state;
	issue_three();
	report_done(2);
	assert_int_equal(revise_waiting(), 1);
	assert_true(told("2022-06-30", BG, "Den första"));
	assert_false(told("2022-06-30", BG, "Den andra"));
	assert_true(told("2022-06-30", BG, "Den tredje"));
	assert_standing("2022-06-30", BG, "planned");
	assert_int_equal(told_on("2022-06-30", "due"), 2);
	/* And it says so once. */
	assert_int_equal(revise_waiting(), 0);
}

static void so_is_what_was_dropped_and_what_was_moved(void **state)
{
	(void)state;
	issue_three();
	command("activity.drop",
	    json_pack("{s:i, s:s}", "id", 1, "reason", "Behövs inte"));
	move(3, "senast 2022-09-30");
	assert_int_equal(revise_waiting(), 1);
	assert_false(told("2022-06-30", BG, "Den första"));
	assert_true(told("2022-06-30", BG, "Den andra"));
	assert_false(told("2022-06-30", BG, "Den tredje"));
	assert_int_equal(told_on("2022-06-30", "due"), 1);
}

/* Opened again it is told anew, from its next run on. */
static void what_was_closed_in_between_has_a_ladder_of_its_own(void **state)
{
	(void)state;
	issue_three();
	report_done(1);
	command("activity.reopen",
	    json_pack("{s:i, s:s}", "id", 1, "reason", "Var inte klar"));
	assert_int_equal(revise_waiting(), 1);
	assert_false(told("2022-06-30", BG, "Den första"));
	all_arrive();
	run("2022-07-01T08:00");
	assert_int_equal(told_on("2022-07-01", "overdue"), 3);
}

static void a_message_of_which_nothing_is_left_is_withdrawn(void **state)
{
	(void)state;
	issue_three();
	for (int id = 1; id <= 3; id++)
		report_done(id);
	assert_int_equal(revise_waiting(), 1);
	assert_standing("2022-06-30", BG, "withdrawn");
	assert_int_equal(told_on("2022-06-30", "due"), 0);
	assert_int_equal(count(WAITING, NULL), 0);
}

/* The day before was missed, a message had failed, and the activity that took
 * the coordinator's message with them is done: they are told all the same. */
static void failures_and_missed_runs_stay(void **state)
{
	(void)state;
	add_activity("Den första", "senast 2022-06-29", "bg", NULL);
	town_orphan("Den föräldralösa", "2022-06-30");
	run_until("2022-06-20");
	assert_int_equal(run("2022-06-22T08:00"), 1);
	settle(count(WAITING, NULL), "failed");
	/* 22 June is a week before the 29th. */
	run("2022-06-27T08:00");
	assert_true(told("2022-06-27", COORDINATOR, BG));
	assert_true(told("2022-06-27", COORDINATOR, "23 juni 2022"));
	assert_true(told("2022-06-27", COORDINATOR, "Den föräldralösa"));
	report_done(2);
	assert_int_equal(revise_waiting(), 1);
	assert_true(told("2022-06-27", COORDINATOR, BG));
	assert_true(told("2022-06-27", COORDINATOR, "23 juni 2022"));
	assert_false(told("2022-06-27", COORDINATOR, "Den föräldralösa"));
	assert_standing("2022-06-27", COORDINATOR, "planned");
}

/* A plan is reviewed whatever becomes of its activities. */
static void what_a_plan_has_to_say_stays(void **state)
{
	(void)state;
	command("plan.add",
	    json_pack("{s:s, s:s, s:s}", "code", "hrv", "title",
		"Plan mot hedersrelaterat våld", "adopted", "2020-06-20"));
	town_orphan("Den föräldralösa", "2022-12-30");
	run_until("2022-06-17");
	assert_int_equal(run("2022-06-20T08:00"), 1);
	assert_true(told("2022-06-20", COORDINATOR, "Den föräldralösa"));
	report_done(1);
	assert_int_equal(revise_waiting(), 1);
	assert_true(told("2022-06-20", COORDINATOR, "hedersrelaterat"));
	assert_false(told("2022-06-20", COORDINATOR, "Den föräldralösa"));
}

/* What it overtook is on record with it, and stays there. */
static void what_was_skipped_stays_on_record(void **state)
{
	(void)state;
	add_activity("Den första", "senast 2022-06-30", "bg", NULL);
	run("2022-06-14T08:00");
	run("2022-06-30T08:00");
	report_done(1);
	assert_int_equal(revise_dispatch(town.door, 1, &(struct err){ 0 }), 1);
	end_of_turn();
	assert_notices("skipped 1 due 0\n"
		       "skipped 1 upcoming 0 of 2022-06-23\n");
	assert_standing("2022-06-30", BG, "withdrawn");
	town_is_replayed();
}

/* Who does not lead it any more, or cooperate, is not reminded of it. */
static void what_was_passed_on_is_taken_out(void **state)
{
	(void)state;
	issue_three();
	assign(2, "ks");
	assert_int_equal(revise_waiting(), REVISED_NOW);
	assert_true(told("2022-06-30", BG, "Den första"));
	assert_false(told("2022-06-30", BG, "Den andra"));
	assert_int_equal(told_on("2022-06-30", "due"), 2);
}

static void who_helps_no_more_is_left_in_peace(void **state)
{
	(void)state;
	add_activity("Den första", "senast 2022-06-30", "sf", "bg");
	run_until("2022-06-22");
	run("2022-06-23T08:00");
	command("activity.assign",
	    json_pack(
		"{s:i, s:s, s:[]}", "id", 1, "lead", "sf", "cooperating"));
	while (count(WAITING, NULL) > 0 && revise_waiting() == REVISED_NOW)
		;
	assert_standing("2022-06-23", BG, "withdrawn");
	assert_standing("2022-06-23", "sf@kommun.example", "planned");
}

/* A department that was replaced is the same work under another name. */
static void who_follows_a_department_keeps_its_reminders(void **state)
{
	(void)state;
	issue_three();
	command("department.replace",
	    json_pack("{s:s, s:s}", "old", "bg", "new", "ks"));
	assert_int_equal(revise_waiting(), REVISE_STANDS);
	assert_int_equal(told_on("2022-06-30", "due"), 3);
}

/* Friday's message still waits on Monday 4 July, two workdays after the due
 * date: before that day's run, after it, once more, and on Tuesday. */
static void what_is_of_another_day_is_written_for_today(void **state)
{
	(void)state;
	issue_three();
	all_arrive();
	run("2022-07-01T08:00");
	town_at("2022-07-04T07:30");
	assert_int_equal(revise_waiting(), REVISE_LATER);
	run("2022-07-04T08:00");
	town_at("2022-07-04T08:01");
	assert_int_equal(revise_waiting(), REVISED_NOW);
	assert_true(told("2022-07-01", BG, "två arbetsdagar"));
	assert_true(told("2022-07-01", BG, "fördröjd"));
	assert_int_equal(revise_waiting(), REVISE_STANDS);
	run("2022-07-05T08:00");
	assert_int_equal(revise_waiting(), REVISED_NOW);
	assert_true(told("2022-07-01", BG, "tre arbetsdagar"));
	assert_int_equal(told_on("2022-07-01", "overdue"), 3);
}

/* A message that only tests the mail is of no day. */
static void a_test_is_never_written_again(void **state)
{
	(void)state;
	command("notice.test", json_pack("{s:s}", "address", BG));
	run("2022-06-14T08:00");
	town_at("2022-06-14T09:00");
	assert_int_equal(revise_waiting(), REVISE_STANDS);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup_stages, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_stands_is_left_as_it_is),
		TEST(what_was_done_is_taken_out),
		TEST(so_is_what_was_dropped_and_what_was_moved),
		TEST(what_was_closed_in_between_has_a_ladder_of_its_own),
		TEST(a_message_of_which_nothing_is_left_is_withdrawn),
		TEST(failures_and_missed_runs_stay),
		TEST(what_a_plan_has_to_say_stays),
		TEST(what_was_skipped_stays_on_record),
		TEST(what_was_passed_on_is_taken_out),
		TEST(who_helps_no_more_is_left_in_peace),
		TEST(who_follows_a_department_keeps_its_reminders),
		TEST(what_is_of_another_day_is_written_for_today),
		TEST(a_test_is_never_written_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
