/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/delivery.h"

#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "tests/unit/rig/delivery.h"

static void a_job_says_what_the_message_is(void **state)
{
	char words[1000], *expected;
	json_t *job = NULL;

	(void)state;
	issue_two();
	assert_int_equal(take_job(&job), 1);
	assert_int_equal(
	    json_integer_value(json_object_get(job, "dispatch")), 1);
	/* 22:00 in summer. */
	assert_int_equal(
	    json_integer_value(json_object_get(job, "date")), 1656619200);
	assert_int_equal(
	    json_integer_value(json_object_get(job, "offset")), 7200);
	assert_string_equal(member(job, "from"), COORDINATOR);
	assert_string_equal(member(job, "reply_to"), COORDINATOR);
	assert_string_equal(member(job, "from_name"), "Aktivitetsplanen");
	assert_string_equal(member(job, "to"), BG);
	assert_string_equal(member(job, "language"), "sv");
	assert_int_equal(strlen(member(job, "token")), 64);
	assert_true(json_is_true(json_object_get(job, "rehearsal")));
	assert_int_equal(json_object_size(job), 12);
	snprintf(words, sizeof(words), "%s%s%s", member(job, "token"),
	    member(job, "subject"), member(job, "text"));
	expected = dispatch_text(WORDS, 1);
	assert_string_equal(words, expected);
	free(expected);
	json_decref(job);
}

static void issue_about(const char *plan, const char *run, char letter)
{
	char token[65] = "";
	json_t *params;
	struct err err;

	memset(token, letter, 64);
	params = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:[s]}",
	    "run", run, "token", token, "address", BG, "department", "bg",
	    "language", "sv", "subject", "Subject", "text", "Text\n", "plan",
	    plan, "missed", "2022-06-29");
	must(request_own(town.door, "notice.issue", params, NULL, &err), &err);
	json_decref(params);
	rig_commit(&town);
	turn();
}

/* Of the letters about a plan to one address each answers the one before, if
 * that arrived. */
static void letters_about_a_plan_are_one_thread(void **state)
{
	static const struct {
		const char *plan, *run, *answers;
		int outcome;
	} rows[] = {
		{ "vbe", "2022-06-20", "", EX_OK },
		{ "hrv", "2022-06-21", "", EX_OK },
		{ "vbe", "2022-06-22",
		    "dispatch-1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", EX_NOUSER },
		{ "vbe", "2022-06-23",
		    "dispatch-1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", EX_OK },
		{ "hrv", "2022-06-24",
		    "dispatch-2.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", EX_OK },
	};

	(void)state;
	for (int i = 0; i < 5; i++) {
		json_t *job = NULL;

		issue_about(rows[i].plan, rows[i].run, (char)('a' + i));
		assert_int_equal(take_job(&job), i + 1);
		assert_string_equal(member(job, "answers"), rows[i].answers);
		assert_string_equal(
		    member(job, "to_name"), "Beredningsgruppen");
		json_decref(job);
		answer(i + 1, rows[i].outcome, "");
		assert_true(turn());
	}
}

static void the_sender_may_be_configured(void **state)
{
	json_t *job = NULL;

	(void)state;
	strcpy(config.from, "plan@kommun.example");
	issue_one();
	assert_int_equal(take_job(&job), 1);
	assert_string_equal(member(job, "from"), "plan@kommun.example");
	assert_string_equal(member(job, "reply_to"), COORDINATOR);
	json_decref(job);
}

static void an_accepted_message_is_on_record(void **state)
{
	int64_t seq;

	(void)state;
	issue_two();
	seq = door_head(town.door)->seq;
	assert_int_equal(next_job(), 1);
	answer(1, EX_OK, "");
	assert_true(turn());
	assert_state(1, "accepted");
	assert_answer(1, "none");
	assert_int_equal(door_head(town.door)->seq, seq + 1);
	assert_true(
	    operator_heard("delivered dispatch 1 to bg@kommun.example"));
	town_is_replayed();
}

static void one_is_under_way_at_a_time(void **state)
{
	(void)state;
	issue_two();
	assert_int_equal(next_job(), 1);
	turn();
	turn();
	assert_int_equal(next_job(), 0);
	answer(1, EX_OK, "");
	turn();
	assert_int_equal(next_job(), 2);
	answer(2, EX_OK, "");
	turn();
	assert_int_equal(next_job(), 0);
	assert_state(2, "accepted");
	assert_false(is_armed());
}

static void as_many_as_configured_are_under_way(void **state)
{
	(void)state;
	open_again(2);
	issue_three();
	assert_int_equal(next_job(), 1);
	assert_int_equal(next_job(), 2);
	turn();
	assert_int_equal(next_job(), 0);
	/* In whatever order they end. */
	answer(2, EX_OK, "");
	turn();
	assert_state(1, "planned");
	assert_state(2, "accepted");
	assert_int_equal(next_job(), 3);
	answer(3, EX_NOUSER, "no such mailbox");
	answer(1, EX_OK, "");
	turn();
	assert_state(1, "accepted");
	assert_state(3, "failed");
	assert_answer(3, "no such mailbox");
	town_is_replayed();
}

static void a_failure_is_final_and_told(void **state)
{
	(void)state;
	issue_two();
	assert_int_equal(next_job(), 1);
	answer(1, EX_NOUSER, "no such mailbox");
	turn();
	assert_state(1, "failed");
	assert_answer(1, "no such mailbox");
	assert_true(operator_heard("dispatch 1 to bg@kommun.example failed: "
				   "no such mailbox"));
	assert_false(operator_heard("delivered"));
	assert_int_equal(next_job(), 2);
	answer(2, EX_OK, "");
	turn();
	assert_int_equal(next_job(), 0);
	assert_false(is_armed());
	town_is_replayed();
}

static void an_answer_to_something_else_is_ignored(void **state)
{
	int64_t seq;

	(void)state;
	issue_two();
	seq = door_head(town.door)->seq;
	assert_int_equal(next_job(), 1);
	answer(2, EX_OK, "");
	answer(77, EX_NOUSER, "");
	answer(0, EX_OK, "");
	turn();
	assert_state(1, "planned");
	assert_state(2, "planned");
	assert_int_equal(door_head(town.door)->seq, seq);
	assert_int_equal(next_job(), 0);
}

static void answers_may_come_together(void **state)
{
	(void)state;
	issue_two();
	assert_int_equal(next_job(), 1);
	answer(77, EX_OK, "");
	answer(1, EX_OK, "");
	turn();
	assert_state(1, "accepted");
}

/* --- what holds it back --- */

/* Paused on 30 June at 22:00 until 2 July: 26 hours. */
static void nothing_is_sent_in_a_pause(void **state)
{
	int64_t passed = 0, job = 0;

	(void)state;
	pause_until("2022-07-02");
	issue_two();
	assert_int_equal(next_job(), 0);
	for (int look = 0; look < 30 && job == 0; look++, job = next_job()) {
		/* The clock may be set meanwhile. */
		assert_delay(0, 3600);
		passed += fire();
	}
	assert_true(passed >= 26 * 3600);
	assert_true(passed < 26 * 3600 + 60);
	assert_int_equal(job, 1);
}

static void the_end_of_a_pause_is_heard(void **state)
{
	(void)state;
	pause_until("2022-07-02");
	issue_two();
	assert_int_equal(next_job(), 0);
	command("notice.resume", json_object());
	turn();
	assert_int_equal(next_job(), 1);
}

/* The midsummer pause began with a message under way. */
static void a_pause_holds_retries_back_too(void **state)
{
	(void)state;
	issue_one();
	assert_int_equal(next_job(), 1);
	pause_until("2022-07-02");
	answer(1, EX_TEMPFAIL, "");
	turn();
	assert_delay(60, 60);
	fire();
	assert_int_equal(next_job(), 0);
	town_at("2022-07-02T00:00");
	turn();
	assert_int_equal(next_job(), 1);
}

enum { TO_KS };

static const char *const letter_sql[] = {
	[TO_KS] = "SELECT max(id) FROM dispatch WHERE address = '" KS "'",
	NULL,
};

/* Two activities of ks's that are overdue, in one message; its number. */
static int64_t put_off_overdue(void)
{
	int64_t id, job;

	rig_prepare(&town, letter_sql);
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	town_activity("Skriv om rutinen", "2022-06-30", "ks");
	run("2022-07-01T08:00");
	turn();
	id = rig_number(&town, letter_sql, TO_KS, BIND_NONE);
	assert_true(id > 0);
	while ((job = next_job()) != 0) {
		answer(job, job == id ? EX_TEMPFAIL : EX_OK, "");
		turn();
	}
	assert_state(id, "planned");
	return id;
}

static void what_was_done_meanwhile_is_left_out(void **state)
{
	int64_t id = put_off_overdue();
	json_t *job = NULL;

	(void)state;
	report_done(1);
	fire();
	assert_int_equal(take_job(&job), id);
	assert_null(strstr(member(job, "text"), "Beskriv uppdraget"));
	assert_non_null(strstr(member(job, "text"), "Skriv om rutinen"));
	json_decref(job);
	answer(id, EX_OK, "");
	turn();
	assert_state(id, "accepted");
	town_is_replayed();
}

static void a_message_with_nothing_left_is_not_sent(void **state)
{
	int64_t id = put_off_overdue();

	(void)state;
	report_done(1);
	report_done(2);
	fire();
	assert_int_equal(next_job(), 0);
	assert_state(id, "withdrawn");
	assert_false(is_armed());
	town_is_replayed();
}

/* The words that go are those that the log has. */
static void what_was_not_kept_is_not_sent(void **state)
{
	int64_t id = put_off_overdue();
	struct timer found = timer();
	struct err err;

	(void)state;
	report_done(1);
	pass(found.milliseconds / 1000 + 2);
	delivery_turn(delivery, true);
	assert_true(door_pending(town.door));
	must(store_execute(town.store, "ROLLBACK", &err), &err);
	assert_int_not_equal(door_commit(town.door, &err), 0);
	delivery_turn(delivery, false);
	flow();
	assert_int_equal(next_job(), 0);
	assert_delay(120, 120);
	fire();
	assert_int_equal(next_job(), id);
}

/* --- a configuration that is read again --- */

static void a_reload_is_passed_on(void **state)
{
	(void)state;
	delivery_reload(delivery);
	flow();
	assert_int_equal(next_job(), 0);
	assert_int_equal(reloads, 1);
}

static void more_at_once_begin_at_once(void **state)
{
	(void)state;
	issue_three();
	assert_int_equal(next_job(), 1);
	config.deliveries = 3;
	delivery_reload(delivery);
	turn();
	assert_int_equal(next_job(), 2);
	assert_int_equal(next_job(), 3);
	for (int64_t id = 1; id <= 3; id++)
		answer(id, EX_OK, "");
	turn();
	assert_state(3, "accepted");
}

static void fewer_at_once_let_the_others_end_first(void **state)
{
	(void)state;
	open_again(2);
	issue_three();
	assert_int_equal(next_job(), 1);
	assert_int_equal(next_job(), 2);
	config.deliveries = 1;
	delivery_reload(delivery);
	answer(2, EX_OK, "");
	turn();
	assert_state(2, "accepted");
	assert_int_equal(next_job(), 0);
	answer(1, EX_OK, "");
	turn();
	assert_state(1, "accepted");
	assert_int_equal(next_job(), 3);
	assert_false(failed);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, setup_delivery, teardown_delivery)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_job_says_what_the_message_is),
		TEST(letters_about_a_plan_are_one_thread),
		TEST(the_sender_may_be_configured),
		TEST(an_accepted_message_is_on_record),
		TEST(one_is_under_way_at_a_time),
		TEST(as_many_as_configured_are_under_way),
		TEST(a_failure_is_final_and_told),
		TEST(an_answer_to_something_else_is_ignored),
		TEST(answers_may_come_together),
		TEST(nothing_is_sent_in_a_pause),
		TEST(the_end_of_a_pause_is_heard),
		TEST(a_pause_holds_retries_back_too),
		TEST(what_was_done_meanwhile_is_left_out),
		TEST(a_message_with_nothing_left_is_not_sent),
		TEST(what_was_not_kept_is_not_sent),
		TEST(a_reload_is_passed_on),
		TEST(more_at_once_begin_at_once),
		TEST(fewer_at_once_let_the_others_end_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
