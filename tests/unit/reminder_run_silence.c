/* SPDX-License-Identifier: ISC */
/* What keeps a message back or adds to it: snoozes, quiet periods, runs that
 * did not happen, messages that did not arrive. */
#include "daemon/reminders/reminder_run.h"

#include "daemon/request/execute.h"
#include "tests/unit/rig/stages.h"

/* --- snooze --- */

/* Of the activity's second warning, 24 August, the lead keeps silent; on the
 * day itself, 31 August, the silence is over and the due date overtakes it. The
 * first overdue notice, of Thursday 1 September, is snoozed until the 20th:
 * that of the 12th is overtaken, that of the 19th is told when the silence is
 * over, and the escalation of the 15th comes all the same. */
static void a_snooze_silences_one_recipient_for_a_while(void **state)
{
	(void)state;
	add_activity("Sommarens arbete", "juni-augusti 2022", "sf", "bg");
	run_until("2022-08-01");
	town_at("2022-08-01T10:00");
	snooze(1, NULL, "2022-08-31");
	run_until("2022-09-01");
	town_at("2022-09-01T10:00");
	snooze(1, NULL, "2022-09-20");
	run_until("2022-09-26");
	assert_notices("2022-08-01 bg@kommun.example 1 upcoming 1\n"
		       "2022-08-01 sf@kommun.example 1 upcoming 1\n"
		       "2022-08-24 bg@kommun.example 1 upcoming 2\n"
		       "2022-08-31 bg@kommun.example 1 upcoming 3\n"
		       "2022-08-31 sf@kommun.example 1 due 1\n"
		       "skipped 1 upcoming 0 of 2022-08-24\n"
		       "2022-09-01 sf@kommun.example 1 overdue 1\n"
		       "2022-09-15 sf-chef@kommun.example 1 escalated 1\n"
		       "skipped 1 overdue 0 of 2022-09-12\n"
		       "2022-09-20 sf@kommun.example 1 overdue 2"
		       " of 2022-09-19\n"
		       "2022-09-26 sf@kommun.example 1 overdue 3\n");
}

/* Every second week from 13 June; that of 11 July is in the silence. */
static void what_is_snoozed_is_told_afterwards(void **state)
{
	(void)state;
	add_activity("Håll kontakt", "löpande", "bg", NULL);
	command(
	    "activity.edit", json_pack("{s:i, s:s}", "id", 1, "review", "2w"));
	run_until("2022-06-27");
	town_at("2022-06-27T10:00");
	snooze(1, NULL, "2022-07-12");
	run_until("2022-07-25");
	assert_notices("2022-06-27 bg@kommun.example 1 review 1\n"
		       "2022-07-12 bg@kommun.example 1 review 2"
		       " of 2022-07-11\n"
		       "2022-07-25 bg@kommun.example 1 review 3\n");
}

/* More departments than anyone would count on: the plan is a document, and what
 * it names is told, and what they silence is silent. */
static void all_that_cooperate_are_told_and_can_snooze(void **state)
{
	enum { MANY = 70 };
	json_t *row = json_pack("{s:i, s:s, s:s, s:s}", "line", 2, "activity",
	    "Alla är med", "purpose", "", "timeframe", "juni-augusti 2022");
	char codes[MANY][4], owner[8 * MANY] = "sf, i samverkan med ";

	(void)state;
	for (int i = 0; i < MANY; i++) {
		char mail[32];

		snprintf(codes[i], sizeof(codes[i]), "d%c%c", 'a' + i / 10,
		    'a' + i % 10);
		snprintf(mail, sizeof(mail), "d%c%c@kommun.example",
		    'a' + i / 10, 'a' + i % 10);
		town_department(codes[i], codes[i], mail, "sv");
		snprintf(owner + strlen(owner), sizeof(owner) - strlen(owner),
		    "%s%s", i > 0 ? ", " : "", codes[i]);
	}
	json_object_set_new(row, "owner", json_string(owner));
	command("plan.import",
	    json_pack("{s:s, s:[o]}", "plan", "vbe", "rows", row));
	run_until("2022-08-01");
	assert_int_equal(told_on("2022-08-01", "upcoming"), MANY + 1);
	town_at("2022-08-01T10:00");
	for (int i = 0; i < MANY; i++)
		snooze(1, codes[i], "2022-08-25");
	run_until("2022-08-24");
	assert_int_equal(told_on("2022-08-24", "upcoming"), 1);
	run_until("2022-08-31");
	assert_int_equal(told_on("2022-08-31", "upcoming"), MANY);
	assert_int_equal(told_on("2022-08-31", "due"), 1);
}

/* A new due date is a new ladder. */
static void a_moved_date_is_not_silenced(void **state)
{
	(void)state;
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "bg", NULL);
	run_until("2022-07-01");
	town_at("2022-07-01T10:00");
	snooze(1, NULL, "2022-07-29");
	move(1, "senast 2022-07-06");
	run_until("2022-07-07");
	assert_int_equal(told_on("2022-07-06", "due"), 1);
	assert_int_equal(told_on("2022-07-07", "overdue"), 1);
}

/* --- quiet --- */

/* July is quiet from the 4th, so that 15 July's last workday is the 1st, and
 * that of the week before it too. Ten workdays after 1 July end on 12 August,
 * twenty on the 26th; of the weeks none is left, and August's first workday
 * is Monday the 1st, on which it is late for 22: 1 in June's week, four weeks
 * of five, and that Monday. */
static void quiet_days_tell_nothing_and_do_not_count(void **state)
{
	(void)state;
	quiet("2022-07-04", "2022-07-31");
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "sf", NULL);
	add_activity("Mitt i juli", "senast 2022-07-15", "bg", NULL);
	run_until("2022-08-26");
	assert_notices("2022-06-15 bg@kommun.example 2 upcoming 1\n"
		       "2022-06-23 sf@kommun.example 1 upcoming 1\n"
		       "2022-06-30 sf@kommun.example 1 due 1\n"
		       "2022-07-01 bg@kommun.example 2 due 1\n"
		       "2022-07-01 sf@kommun.example 1 overdue 1\n"
		       "2022-08-01 bg@kommun.example 2 overdue 1\n"
		       "2022-08-01 sf@kommun.example 1 overdue 2\n"
		       "2022-08-08 bg@kommun.example 2 overdue 2\n"
		       "2022-08-12 sf-chef@kommun.example 1 escalated 1\n"
		       "2022-08-15 bg@kommun.example 2 overdue 3\n"
		       "2022-08-15 " COORDINATOR " 2 escalated 1\n"
		       "2022-08-22 bg@kommun.example 2 overdue 4\n"
		       "2022-08-26 " COORDINATOR " 1 escalated 1\n");
	assert_true(
	    told("2022-08-01", "sf@kommun.example", "för en månad sedan"));
	/* Not by the day before that of August, two weeks after it is due. */
	assert_true(told("2022-07-01", "bg@kommun.example",
	    "SVARA PÅ DET HÄR MEJLET SENAST DEN 15 JULI"));
	assert_true(told("2022-07-01", "sf@kommun.example",
	    "SVARA PÅ DET HÄR MEJLET SENAST DEN 29 JULI"));
	/* The runs happen all the same. */
	assert_int_equal(count(RUN, "2022-07-04"), 0);
	assert_int_equal(count(RUN, "2022-07-29"), 0);
	assert_true(count(RUN, "2022-08-01") > 0);
}

/* Down on Friday 1 July and up again on Tuesday: its notice waits for
 * August. */
static void what_was_missed_before_quiet_days_waits_for_their_end(void **state)
{
	(void)state;
	quiet("2022-07-04", "2022-07-31");
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "sf", NULL);
	run_until("2022-06-30");
	assert_int_equal(run("2022-07-05T08:00"), 0);
	run_until("2022-08-01");
	assert_notices("2022-06-23 sf@kommun.example 1 upcoming 1\n"
		       "2022-06-30 sf@kommun.example 1 due 1\n"
		       "skipped 1 overdue 0 of 2022-07-01\n"
		       "2022-08-01 sf@kommun.example 1 overdue 1\n");
	/* And so does the word that a run was missed. */
	assert_true(told("2022-08-01", COORDINATOR, "den 1 juli 2022"));
	assert_int_equal(count(RUN, "2022-08-01"), 2);
	assert_int_equal(run("2022-08-02T08:00"), 0);
}

static void in_quiet_days_failures_are_told(void **state)
{
	(void)state;
	quiet("2022-07-04", "2022-07-31");
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "sf", NULL);
	run("2022-07-01T08:00");
	settle(count(WAITING, NULL), "failed");
	assert_int_equal(run("2022-07-04T08:00"), 1);
	assert_true(told("2022-07-04", COORDINATOR, "sf@kommun.example"));
}

/* --- what did not arrive --- */

static void resend(int64_t notice)
{
	command("notice.resend", json_pack("{s:I}", "id", (json_int_t)notice));
}

/* The first overdue notice: told on Monday, not on Tuesday, again after it
 * failed again, and not when it arrived. */
static void a_failure_is_told_once_each_time(void **state)
{
	int64_t dispatch, notice;

	(void)state;
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "sf", NULL);
	run_until("2022-06-30");
	run("2022-07-01T08:00");
	dispatch = count(WAITING, NULL);
	notice = notice_to("sf", "overdue");
	settle(dispatch, "failed");
	assert_int_equal(run("2022-07-04T08:00"), 1);
	assert_true(told("2022-07-04", COORDINATOR, "sf@kommun.example"));
	assert_true(told("2022-07-04", COORDINATOR, "no such mailbox"));
	all_arrive();
	assert_int_equal(run("2022-07-05T08:00"), 0);
	resend(notice);
	assert_int_equal(run("2022-07-06T08:00"), 0);
	settle(dispatch, "failed");
	assert_int_equal(run("2022-07-07T08:00"), 1);
	all_arrive();
	resend(notice);
	settle(dispatch, "accepted");
	assert_int_equal(run("2022-07-08T08:00"), 0);
}

/* It joins what the coordinator is told anyway. */
static void a_failure_joins_the_coordinators_message(void **state)
{
	(void)state;
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "sf", NULL);
	town_orphan("Den föräldralösa", "2022-12-30");
	run("2022-07-01T08:00");
	settle(2, "failed");
	assert_int_equal(run("2022-07-04T08:00"), 1);
	assert_true(told("2022-07-04", COORDINATOR, "sf@kommun.example"));
	assert_true(told("2022-07-04", COORDINATOR, "Den föräldralösa"));
}

static void the_coordinators_own_failure_cannot_be_told_there(void **state)
{
	(void)state;
	town_orphan("Den föräldralösa", "2022-12-30");
	assert_int_equal(run("2022-06-20T08:00"), 1);
	settle(1, "failed");
	assert_int_equal(run("2022-06-21T08:00"), 0);
}

/* --- runs that did not happen --- */

/* Down from Friday 1 July: that day and Monday the 11th were missed, the days
 * between had nothing to tell; nor had the weekend. */
static void the_coordinator_is_told_of_the_days_that_were_missed(void **state)
{
	(void)state;
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "sf", NULL);
	run_until("2022-06-30");
	assert_int_equal(run("2022-07-13T08:00"), 2);
	assert_true(told("2022-07-13", COORDINATOR, "den 1 och 11 juli 2022"));
	all_arrive();
	assert_int_equal(run("2022-07-14T08:00"), 0);
	assert_int_equal(run("2022-07-18T08:00"), 1);
}

static void days_without_anything_to_tell_were_not_missed(void **state)
{
	(void)state;
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "sf", NULL);
	run("2022-06-14T08:00");
	assert_int_equal(run("2022-06-22T16:00"), 0);
	assert_int_equal(run("2022-06-23T08:00"), 1);
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 1);
}

/* Of all that a summer had, what stands at its end: the fourth weekly notice
 * of 26 September, and no escalation, for nothing has arrived. */
static void after_a_summer_the_last_step_stands(void **state)
{
	(void)state;
	add_activity("Sommarens arbete", "juni-augusti 2022", "sf", "bg");
	assert_int_equal(run("2022-09-30T14:00"), 2);
	assert_notices("skipped 1 overdue 0 of 2022-09-01\n"
		       "skipped 1 overdue 0 of 2022-09-12\n"
		       "skipped 1 overdue 0 of 2022-09-19\n"
		       "2022-09-30 sf@kommun.example 1 overdue 1"
		       " of 2022-09-26\n"
		       "skipped 1 due 0 of 2022-08-31\n"
		       "skipped 1 upcoming 0 of 2022-08-01\n"
		       "skipped 1 upcoming 0 of 2022-08-01\n"
		       "skipped 1 upcoming 0 of 2022-08-24\n"
		       "skipped 1 upcoming 0 of 2022-08-24\n"
		       "skipped 1 upcoming 0 of 2022-08-31\n");
}

/* What is moved or opened again waits for the next regular run: what had
 * passed by then does not come. */
static void steps_before_it_joined_never_come(void **state)
{
	(void)state;
	add_activity("Den sena", "Vt 2022", "sf", NULL);
	run_until("2022-06-22");
	town_at("2022-06-23T09:00");
	move(1, "senast 2022-06-29");
	run_until("2022-06-29");
	/* A week before was the 22nd. */
	assert_notices("2022-06-29 sf@kommun.example 1 due 1\n");
}

/* --- a run that was lost --- */

/* SQLite rolls back by itself, and the run is done once more: everyone has
 * one message, of which the number is the first. */
static void a_run_that_was_rolled_back_is_told_once(void **state)
{
	int messages;
	struct err err;

	(void)state;
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "sf", "bg");
	town_orphan("Den föräldralösa", "2022-12-30");
	town_at("2022-06-27T08:00");
	must(reminder_run_hold(town.door, on("2022-06-27"), &messages, &err),
	    &err);
	assert_int_equal(messages, 3);
	must(store_execute(town.store, "ROLLBACK", &err), &err);
	assert_int_equal(door_commit(town.door, &err), -1);
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 0);
	town_at("2022-06-27T08:01");
	assert_int_equal(run_today(), 3);
	assert_int_equal(count(COUNT_DISPATCHES, NULL), 3);
	assert_notices("2022-06-27 bg@kommun.example 1 upcoming 1"
		       " of 2022-06-23\n"
		       "skipped 2 unclear 0 of 2022-06-14\n"
		       "skipped 2 unclear 0 of 2022-06-20\n"
		       "2022-06-27 " COORDINATOR " 2 unclear 1\n"
		       "2022-06-27 sf@kommun.example 1 upcoming 1"
		       " of 2022-06-23\n");
	town_is_replayed();
	assert_int_equal(run("2022-06-28T08:00"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup_stages, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_snooze_silences_one_recipient_for_a_while),
		TEST(what_is_snoozed_is_told_afterwards),
		TEST(all_that_cooperate_are_told_and_can_snooze),
		TEST(a_moved_date_is_not_silenced),
		TEST(quiet_days_tell_nothing_and_do_not_count),
		TEST(what_was_missed_before_quiet_days_waits_for_their_end),
		TEST(in_quiet_days_failures_are_told),
		TEST(a_failure_is_told_once_each_time),
		TEST(a_failure_joins_the_coordinators_message),
		TEST(the_coordinators_own_failure_cannot_be_told_there),
		TEST(the_coordinator_is_told_of_the_days_that_were_missed),
		TEST(days_without_anything_to_tell_were_not_missed),
		TEST(after_a_summer_the_last_step_stands),
		TEST(steps_before_it_joined_never_come),
		TEST(a_run_that_was_rolled_back_is_told_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
