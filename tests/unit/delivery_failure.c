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
/* What goes wrong at the hand-over: a sibling that is gone, an answer or a turn
 * that cannot be kept, a message that cannot be handed over. */
#include "daemon/reminders/delivery.h"

#include "tests/unit/run_delivery.h"

static void without_a_sibling_the_daemon_stops(void **state)
{
	(void)state;
	issue_two();
	close(sibling);
	sibling = -1;
	flow();
	assert_true(failed);
	assert_true(event_base_got_break(base));
}

static void an_answer_that_is_none_stops_the_daemon(void **state)
{
	(void)state;
	issue_two();
	assert_int_equal(job_id(), 1);
	assert_int_equal(write(sibling, "\0\0\0\1x", 5), 5);
	flow();
	assert_true(failed);
	assert_true(event_base_got_break(base));
}

static void what_was_under_way_begins_again_after_a_restart(void **state)
{
	json_t *first = NULL, *second = NULL;

	(void)state;
	issue_two();
	assert_int_equal(take_job(&first), 1);
	close_delivery();
	open_delivery();
	turn();
	assert_int_equal(take_job(&second), 1);
	assert_true(json_equal(first, second));
	json_decref(first);
	json_decref(second);
}

static void what_was_accepted_does_not_begin_again(void **state)
{
	(void)state;
	issue_two();
	assert_int_equal(job_id(), 1);
	answer(1, EX_OK, "");
	turn();
	close_delivery();
	open_delivery();
	turn();
	assert_int_equal(job_id(), 2);
}

/* The mail has left, and the log does not know: it is handed over again, and
 * recognised by its token. */
static void what_could_not_be_kept_is_tried_again(void **state)
{
	struct err err;

	(void)state;
	issue_two();
	assert_int_equal(job_id(), 1);
	answer(1, EX_OK, "");
	flow();
	must(store_execute(town.store, "ROLLBACK", &err), &err);
	assert_false(turn());
	assert_state(1, "planned");
	assert_false(operator_heard("delivered"));
	assert_int_equal(job_id(), 2);
	answer(2, EX_OK, "");
	turn();
	assert_int_equal(timer().seconds, 60);
	fire();
	assert_int_equal(job_id(), 1);
	answer(1, EX_OK, "");
	turn();
	assert_state(1, "accepted");
	assert_replays(&town);
}

/* A character that reorders what a reader sees is not in the contract. */
static void an_answer_that_cannot_be_kept_does_not_lose_the_message(
    void **state)
{
	char *text;

	(void)state;
	run_state_activity(&town, "Beskriv uppdraget", "2022-06-30", "ks");
	run("2022-06-30T08:00");
	turn();
	assert_int_equal(job_id(), 1);
	answer(1, EX_NOUSER, "no \xe2\x80\xae mailbox");
	turn();
	text = dispatch_text(STATE, 1);
	assert_true(strcmp(text, "failed") == 0 || timer().seconds > 0);
	free(text);
}

/* --- what does not fit --- */

static void issue_text(const char *address, const char *text)
{
	json_t *params = json_pack("{s:s, s:s+, s:s, s:s, s:s, s:s, s:[]}",
	    "run", "2022-06-30", "token", "0123456789abcdef0123456789abcdef",
	    address[0] == 'a' ? "0123456789abcdef0123456789abcdef"
			      : "fedcba9876543210fedcba9876543210",
	    "address", address, "language", "en", "subject", "Subject", "text",
	    text, "notices");
	struct err err;

	must(request_own(town.requests, "notice.issue", params, NULL, &err),
	    &err);
	json_decref(params);
	run_state_commit(&town);
}

static void a_sender_without_address_is_nobody(void **state)
{
	json_t *job = NULL;

	teardown_delivery(state);
	setup_without_mail(state);
	open_delivery();
	issue_text("a@kommun.example", "Text\n");
	turn();
	assert_int_equal(take_job(&job), 1);
	assert_non_null(strchr(member(job, "from"), '@'));
	assert_string_equal(member(job, "from_name"), "The activity plan");
	json_decref(job);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, setup_delivery, teardown_delivery)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_a_sibling_the_daemon_stops),
		TEST(an_answer_that_is_none_stops_the_daemon),
		TEST(what_was_under_way_begins_again_after_a_restart),
		TEST(what_was_accepted_does_not_begin_again),
		TEST(what_could_not_be_kept_is_tried_again),
		TEST(an_answer_that_cannot_be_kept_does_not_lose_the_message),
		TEST(a_sender_without_address_is_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
