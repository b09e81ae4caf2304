/* SPDX-License-Identifier: ISC */
// links: daemon/reminders/sweep.c daemon/reminders/agenda.c daemon/reminders/ladder.c
// links: daemon/reminders/letter.c daemon/request.c daemon/execute.c
// links: daemon/replay.c daemon/log.c daemon/clock.c
// links: daemon/commands/command.c daemon/commands/context.c
// links: daemon/commands/contract.c daemon/calendar/interval.c daemon/commands/state.c
// links: daemon/commands/setting.c daemon/commands/holiday.c daemon/commands/department.c
// links: daemon/commands/key.c daemon/commands/plan.c daemon/commands/due.c
// links: daemon/commands/activity.c daemon/commands/register.c
// links: daemon/commands/progress.c daemon/commands/import.c
// links: daemon/commands/import_read.c daemon/commands/import_tell.c daemon/commands/owner.c
// links: daemon/commands/fold.c daemon/commands/notice.c
// links: daemon/commands/timeframe.c daemon/store/store.c
// links: daemon/store/compare.c daemon/calendar/day.c
// links: daemon/calendar/workday.c daemon/calendar/zone.c
// links: daemon/calendar/schedule.c tests/unit/run/timeframe.c
// links: protocol/arena.c protocol/buffer.c protocol/error.c
// links: protocol/message.c protocol/seal.c protocol/seal_file.c
// links: protocol/seal_key.c schema/schema.c
// links: daemon/reminders/delivery.c daemon/reminders/sibling.c
// links: daemon/reminders/program.c
// libs: libsodium jansson sqlite3 libunistring libevent_core
#include "daemon/reminders/delivery.h"

#include "tests/unit/run_delivery.h"

static void a_job_says_what_the_message_is(void **state)
{
	char words[100000], *expected;
	json_t *job = NULL;

	(void)state;
	issue_two();
	assert_int_equal(take_job(&job), 1);
	assert_int_equal(
	    json_integer_value(json_object_get(job, "dispatch")), 1);
	/* 08:00 in summer. */
	assert_int_equal(
	    json_integer_value(json_object_get(job, "date")), 1656568800);
	assert_int_equal(
	    json_integer_value(json_object_get(job, "offset")), 7200);
	assert_string_equal(member(job, "from"), COORDINATOR);
	assert_string_equal(member(job, "reply_to"), COORDINATOR);
	assert_string_equal(member(job, "from_name"), "Aktivitetsplanen");
	assert_string_equal(member(job, "to"), "bg@kommun.example");
	assert_string_equal(member(job, "language"), "sv");
	assert_int_equal(strlen(member(job, "token")), 64);
	expected = dispatch_text(WORDS, 1);
	snprintf(words, sizeof(words), "%s%s%s", member(job, "token"),
	    member(job, "subject"), member(job, "text"));
	assert_string_equal(words, expected);
	free(expected);
	json_decref(job);
}

static void an_accepted_message_is_on_record(void **state)
{
	int64_t seq;

	(void)state;
	issue_two();
	seq = requests_head(town.requests)->seq;
	assert_int_equal(job_id(), 1);
	answer(1, EX_OK, "");
	assert_true(turn());
	assert_state(1, "accepted");
	assert_answer(1, "none");
	assert_int_equal(requests_head(town.requests)->seq, seq + 1);
	assert_true(
	    operator_heard("delivered dispatch 1 to bg@kommun.example"));
	assert_replays(&town);
}

static void one_is_under_way_at_a_time(void **state)
{
	(void)state;
	issue_two();
	assert_int_equal(job_id(), 1);
	turn();
	turn();
	assert_int_equal(job_id(), 0);
	answer(1, EX_OK, "");
	turn();
	assert_int_equal(job_id(), 2);
	answer(2, EX_OK, "");
	turn();
	assert_int_equal(job_id(), 0);
	assert_state(2, "accepted");
	assert_int_equal(timer().seconds, 0);
}

static void a_failure_is_final_and_told(void **state)
{
	(void)state;
	issue_two();
	assert_int_equal(job_id(), 1);
	answer(1, EX_NOUSER, "no such mailbox");
	turn();
	assert_state(1, "failed");
	assert_answer(1, "no such mailbox");
	assert_true(operator_heard("dispatch 1 to bg@kommun.example failed: "
				   "no such mailbox"));
	assert_int_equal(job_id(), 2);
	answer(2, EX_OK, "");
	turn();
	assert_int_equal(job_id(), 0);
	assert_int_equal(timer().seconds, 0);
	assert_replays(&town);
}

static void what_is_put_off_is_tried_again_later(void **state)
{
	int64_t seq;

	(void)state;
	issue_two();
	seq = requests_head(town.requests)->seq;
	assert_int_equal(job_id(), 1);
	answer(1, EX_TEMPFAIL, "the disk is full");
	turn();
	assert_state(1, "planned");
	assert_int_equal(requests_head(town.requests)->seq, seq);
	assert_true(operator_heard("put off: the disk is full"));
	/* The others have their try first. */
	assert_int_equal(job_id(), 2);
	assert_int_equal(timer().seconds, 0);
	answer(2, EX_OK, "");
	turn();
	assert_int_equal(job_id(), 0);
	assert_int_equal(timer().seconds, 60);
	fire();
	assert_int_equal(job_id(), 1);
	answer(1, EX_OK, "");
	turn();
	assert_state(1, "accepted");
	assert_int_equal(timer().seconds, 0);
}

/* 1, 2, 4 ... 128 minutes, then every four hours. */
static void the_delay_grows_to_four_hours(void **state)
{
	static const long delays[] = { 60, 120, 240, 480, 960, 1920, 3840, 7680,
		14400, 14400 };

	(void)state;
	run_state_activity(&town, "Beskriv uppdraget", "2022-06-30", "ks");
	run("2022-06-30T08:00");
	turn();
	for (size_t i = 0; i < sizeof(delays) / sizeof(delays[0]); i++) {
		assert_int_equal(job_id(), 1);
		answer(1, EX_TEMPFAIL, "");
		turn();
		assert_int_equal(timer().seconds, delays[i]);
		fire();
	}
	assert_int_equal(job_id(), 1);
	answer(1, EX_OK, "");
	turn();
	run("2022-07-01T08:00");
	turn();
	assert_int_equal(job_id(), 2);
	answer(2, EX_TEMPFAIL, "");
	turn();
	assert_int_equal(timer().seconds, 60);
}

/* What is issued while another waits does not wait for it. */
static void new_messages_pass_those_put_off(void **state)
{
	(void)state;
	run_state_activity(&town, "Beskriv uppdraget", "2022-06-30", "ks");
	run("2022-06-30T08:00");
	turn();
	assert_int_equal(job_id(), 1);
	answer(1, EX_TEMPFAIL, "");
	turn();
	run("2022-07-01T08:00");
	turn();
	assert_int_equal(job_id(), 2);
	assert_int_equal(timer().seconds, 60);
}

static void an_answer_to_something_else_is_ignored(void **state)
{
	int64_t seq;

	(void)state;
	issue_two();
	seq = requests_head(town.requests)->seq;
	assert_int_equal(job_id(), 1);
	answer(2, EX_OK, "");
	answer(77, EX_NOUSER, "");
	turn();
	assert_state(2, "planned");
	assert_int_equal(requests_head(town.requests)->seq, seq);
	assert_int_equal(job_id(), 0);
}

static void answers_may_come_together(void **state)
{
	struct buffer bytes = { 0 };

	(void)state;
	issue_two();
	assert_int_equal(job_id(), 1);
	answer_add(&bytes, 77, EX_OK, "");
	answer_add(&bytes, 1, EX_OK, "");
	send_bytes(&bytes);
	buffer_free(&bytes);
	turn();
	turn();
	assert_state(1, "accepted");
}

static void an_answer_in_pieces_is_one(void **state)
{
	struct buffer bytes = { 0 };

	(void)state;
	issue_two();
	assert_int_equal(job_id(), 1);
	answer_add(&bytes, 1, EX_NOUSER, "no such mailbox");
	for (size_t i = 0; i < bytes.length; i++) {
		assert_state(1, "planned");
		assert_int_equal(write(sibling, bytes.bytes + i, 1), 1);
		turn();
	}
	assert_answer(1, "no such mailbox");
	buffer_free(&bytes);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, setup_delivery, teardown_delivery)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_job_says_what_the_message_is),
		TEST(an_accepted_message_is_on_record),
		TEST(one_is_under_way_at_a_time),
		TEST(a_failure_is_final_and_told),
		TEST(what_is_put_off_is_tried_again_later),
		TEST(the_delay_grows_to_four_hours),
		TEST(new_messages_pass_those_put_off),
		TEST(an_answer_to_something_else_is_ignored),
		TEST(answers_may_come_together),
		TEST(an_answer_in_pieces_is_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
