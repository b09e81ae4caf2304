/* SPDX-License-Identifier: ISC */
/* The worker dies and another takes its place: what it had in hand is tried
 * again. The log cannot be written: what became of a message is kept. */
#include "daemon/delivery/delivery.h"

#include "tests/unit/rig/delivery.h"

#include "daemon/request/execute.h"

static void the_job_of_a_dead_one_is_tried_again(void **state)
{
	json_t *first = NULL, *again = NULL;

	(void)state;
	issue_two();
	assert_int_equal(take_job(&first), 1);
	start_another();
	turn();
	assert_true(operator_heard("dispatch 1 to bg@kommun.example is put off:"
				   " the delivery process ended"));
	assert_state(1, "planned");
	/* The others do not wait. */
	assert_int_equal(next_job(), 2);
	answer(2, EX_OK, "");
	turn();
	assert_delay(60, 60);
	fire();
	assert_int_equal(take_job(&again), 1);
	assert_true(json_equal(first, again));
	json_decref(first);
	json_decref(again);
	answer(1, EX_OK, "");
	turn();
	assert_state(1, "accepted");
	town_is_replayed();
}

/* A job in the socket that nobody has read is not read by the next one. */
static void what_was_asked_of_a_dead_one_is_lost_with_it(void **state)
{
	(void)state;
	issue_one();
	flow();
	start_another();
	turn();
	assert_int_equal(next_job(), 0);
	assert_true(operator_heard("is put off: the delivery process ended"));
	fire();
	assert_int_equal(next_job(), 1);
}

static void an_answer_just_before_the_end_counts(void **state)
{
	(void)state;
	issue_one();
	assert_int_equal(next_job(), 1);
	answer(1, EX_OK, "");
	start_another();
	turn();
	assert_state(1, "accepted");
	assert_int_equal(next_job(), 0);
}

static void all_that_were_in_hand_are_tried_again(void **state)
{
	(void)state;
	open_again(3);
	issue_three();
	for (int64_t id = 1; id <= 3; id++)
		assert_int_equal(next_job(), id);
	answer(2, EX_OK, "");
	start_another();
	turn();
	assert_state(1, "planned");
	assert_state(2, "accepted");
	assert_state(3, "planned");
}

static void nothing_is_handed_over_before_a_worker_is_ready(void **state)
{
	(void)state;
	close_delivery();
	open_delivery_unready();
	issue_one();
	turn();
	assert_int_equal(next_job(), 0);
	start_another();
	turn();
	assert_int_equal(next_job(), 1);
}

/* It had not heard yet that it may begin: nothing of its own is lost. */
static void one_that_says_it_twice_goes_on(void **state)
{
	(void)state;
	issue_one();
	assert_int_equal(next_job(), 1);
	say_ready();
	turn();
	assert_int_equal(next_job(), 0);
	answer(1, EX_OK, "");
	turn();
	assert_state(1, "accepted");
}

/* As where the daemon's answer to the first did not fit into its socket. */
static void one_that_was_not_answered_is_when_it_says_it_again(void **state)
{
	struct worker_order order = { WORKER_RELOAD, 0 };
	int file;

	(void)state;
	close_delivery();
	open_delivery_unready();
	issue_one();
	while (worker_order_send(daemon_end, &order, -1))
		continue;
	say_ready();
	turn();
	while (worker_order_receive(worker_end, &order, &file) == 1)
		assert_int_equal(order.type, WORKER_RELOAD);
	say_ready();
	turn();
	assert_int_equal(next_job(), 1);
}

static void without_a_first_process_the_daemon_stops(void **state)
{
	(void)state;
	issue_two();
	assert_int_equal(next_job(), 1);
	close(worker_end);
	worker_end = -1;
	flow();
	assert_true(failed);
	assert_true(event_base_got_break(base));
	assert_true(operator_heard("the first process has ended: stopping"));
	turn();
	assert_state(1, "planned");
}

/* It says so itself, for its own messages go nowhere. */
static void a_reload_that_failed_is_told(void **state)
{
	(void)state;
	delivery_reload(delivery);
	flow();
	worker_says(WORKER_RELOADED, 0, EX_CONFIG, "planvaktd.conf:3: no");
	flow();
	assert_true(operator_heard("keeps its former configuration:"
				   " planvaktd.conf:3: no"));
	worker_says(WORKER_RELOADED, 0, EX_OK, "");
	issue_one();
	turn();
	assert_int_equal(next_job(), 1);
}

/* --- while the log cannot be written --- */

static void disk(bool full)
{
	rig_execute(
	    &town, full ? "PRAGMA query_only = 1" : "PRAGMA query_only = 0");
}

/* An answer that is not on record yet is no reason to ask again. */
static void what_became_of_it_is_kept(void **state)
{
	(void)state;
	issue_two();
	assert_int_equal(next_job(), 1);
	disk(true);
	answer(1, EX_OK, "");
	turn();
	assert_true(operator_heard("what became of a dispatch cannot be"
				   " written, so no other is handed over"));
	/* 1, 2, 4 ... s, at most 60: a day of it. */
	for (int64_t passed = 0; passed < 24 * 3600;) {
		assert_int_equal(next_job(), 0);
		assert_delay(1, 60);
		passed += fire();
	}
	assert_state(1, "planned");
	disk(false);
	fire();
	assert_state(1, "accepted");
	assert_int_equal(next_job(), 2);
	answer(2, EX_OK, "");
	turn();
	assert_state(2, "accepted");
	assert_int_equal(next_job(), 0);
	assert_false(is_armed());
	town_is_replayed();
}

static void so_is_a_failure_with_its_words(void **state)
{
	(void)state;
	issue_one();
	assert_int_equal(next_job(), 1);
	disk(true);
	answer(1, EX_NOUSER, "no such mailbox");
	turn();
	assert_state(1, "planned");
	disk(false);
	fire();
	assert_state(1, "failed");
	assert_answer(1, "no such mailbox");
}

/* There is room again just before the end: it does not wait for its time, and
 * nothing is handed over whose answer nobody would hear. */
static void the_last_turn_settles_it(void **state)
{
	(void)state;
	issue_two();
	assert_int_equal(next_job(), 1);
	disk(true);
	answer(1, EX_OK, "");
	turn();
	disk(false);
	delivery_end(delivery);
	turn();
	assert_state(1, "accepted");
	assert_int_equal(next_job(), 0);
}

/* The turn was to have it, and did not commit. */
static void a_turn_that_is_lost_settles_it_again(void **state)
{
	struct err err;

	(void)state;
	issue_two();
	assert_int_equal(next_job(), 1);
	answer(1, EX_OK, "");
	flow();
	assert_true(door_pending(town.door));
	must(store_execute(town.store, "ROLLBACK", &err), &err);
	assert_int_not_equal(door_commit(town.door, &err), 0);
	delivery_turn(delivery, false);
	flow();
	assert_int_equal(next_job(), 0);
	assert_delay(1, 1);
	fire();
	assert_state(1, "accepted");
	assert_int_equal(next_job(), 2);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, setup_delivery, teardown_delivery)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_job_of_a_dead_one_is_tried_again),
		TEST(what_was_asked_of_a_dead_one_is_lost_with_it),
		TEST(an_answer_just_before_the_end_counts),
		TEST(all_that_were_in_hand_are_tried_again),
		TEST(nothing_is_handed_over_before_a_worker_is_ready),
		TEST(one_that_says_it_twice_goes_on),
		TEST(one_that_was_not_answered_is_when_it_says_it_again),
		TEST(without_a_first_process_the_daemon_stops),
		TEST(a_reload_that_failed_is_told),
		TEST(what_became_of_it_is_kept),
		TEST(so_is_a_failure_with_its_words),
		TEST(the_last_turn_settles_it),
		TEST(a_turn_that_is_lost_settles_it_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
