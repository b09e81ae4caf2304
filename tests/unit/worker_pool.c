/* SPDX-License-Identifier: ISC */
/* The workers die: each is replaced by a living one, and what it had in hand
 * is tried again. */
#include "daemon/delivery/delivery.h"

#include "tests/unit/rig/delivery.h"

static void one_that_dies_is_replaced(void **state)
{
	(void)state;
	issue_one();
	assert_int_equal(worker_message_id(), 1);
	die(&ends[1]); /* the idle one */
	turn();
	assert_true(operator_heard("a delivery process ended: starting"));
	/* The one that delivers is asked, for it can do both. */
	assert_int_equal(worker_message_id(), 0);
	assert_ptr_equal(asked, &ends[0]);
	start_another();
	turn();
	assert_true(operator_heard("another delivery process has started"));
	assert_false(failed);
	answer(1, EX_OK, "");
	turn();
	assert_state(1, "accepted");
	assert_int_equal(worker_message_id(), 0);
	assert_null(asked);
}

static void the_job_of_a_dead_one_is_tried_again(void **state)
{
	json_t *first = NULL, *again = NULL;

	(void)state;
	issue_two();
	assert_int_equal(take_job(&first), 1);
	die(&ends[0]);
	turn();
	assert_true(operator_heard("dispatch 1 to bg@kommun.example is put off:"
				   " the delivery process ended"));
	assert_state(1, "planned");
	/* The others do not wait. */
	assert_int_equal(worker_message_id(), 2);
	assert_ptr_equal(end_with(2), &ends[1]);
	assert_ptr_equal(asked, &ends[1]);
	start_another();
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

static void an_answer_just_before_the_end_counts(void **state)
{
	(void)state;
	issue_one();
	assert_int_equal(worker_message_id(), 1);
	answer(1, EX_OK, "");
	die(&ends[0]);
	turn();
	turn();
	assert_state(1, "accepted");
	assert_int_equal(worker_message_id(), 0);
	assert_ptr_equal(asked, &ends[1]);
}

/* The new one is as good as those that were there from the start. */
static void the_new_one_delivers_and_starts_others(void **state)
{
	(void)state;
	for (int i = 0; i < 5; i++) {
		die(&ends[i]);
		turn();
		assert_int_equal(worker_message_id(), 0);
		assert_ptr_equal(asked, &ends[i + 1]);
		start_another();
		turn();
	}
	assert_false(failed);
	issue_one();
	assert_int_equal(worker_message_id(), 1);
	answer(1, EX_OK, "");
	turn();
	assert_state(1, "accepted");
}

static void one_that_was_asked_and_dies_is_not_waited_for(void **state)
{
	(void)state;
	open_again(2);
	die(&ends[0]);
	turn();
	assert_int_equal(worker_message_id(), 0);
	assert_ptr_equal(asked, &ends[1]);
	die(&ends[1]);
	turn();
	assert_int_equal(worker_message_id(), 0);
	assert_ptr_equal(asked, &ends[2]);
	start_another();
	turn();
	/* Two were missing. */
	assert_int_equal(worker_message_id(), 0);
	assert_non_null(asked);
	start_another();
	turn();
	assert_int_equal(worker_message_id(), 0);
	assert_null(asked);
}

static void cannot_start_another(const char *words)
{
	struct buffer bytes = { 0 };

	assert_non_null(asked);
	worker_answer_write(
	    &bytes, WORKER_MESSAGE_SPAWN, 0, EX_TEMPFAIL, words, strlen(words));
	send_bytes(asked, bytes.bytes, bytes.length);
	asked = NULL;
	buffer_free(&bytes);
}

static void where_none_can_be_started_it_is_tried_again(void **state)
{
	(void)state;
	die(&ends[0]);
	turn();
	assert_int_equal(worker_message_id(), 0);
	cannot_start_another("no room");
	turn();
	assert_true(operator_heard("no other delivery process: no room"));
	assert_int_equal(worker_message_id(), 0);
	assert_null(asked);
	assert_delay(0, 1);
	fire();
	assert_int_equal(worker_message_id(), 0);
	start_another();
	turn();
	assert_true(operator_heard("another delivery process has started"));
}

/* As where the daemon has no file left. */
static void a_socket_that_does_not_arrive_is_no_other(void **state)
{
	struct buffer bytes = { 0 };

	(void)state;
	die(&ends[0]);
	turn();
	assert_int_equal(worker_message_id(), 0);
	worker_answer_write(&bytes, WORKER_MESSAGE_SPAWN, 0, EX_OK, "", 0);
	send_bytes(asked, bytes.bytes, bytes.length);
	buffer_free(&bytes);
	turn();
	assert_true(operator_heard("its socket did not arrive"));
	assert_true(is_armed());
	assert_false(failed);
}

/* Something ends each as soon as it is there: no more than one a second. */
static void those_that_do_not_live_are_not_started_for_ever(void **state)
{
	int started = 0;

	(void)state;
	die(&ends[0]);
	turn();
	assert_int_equal(worker_message_id(), 0);
	while (asked != NULL) {
		assert_in_range(++started, 1, 9);
		start_another();
		turn();
		die(&ends[end_count - 1]);
		turn();
		assert_int_equal(worker_message_id(), 0);
	}
	assert_true(started >= 3);
	assert_delay(0, 1);
	assert_false(failed);
	fire();
	assert_int_equal(worker_message_id(), 0);
	assert_ptr_equal(asked, &ends[1]);
}

static void without_any_the_daemon_stops(void **state)
{
	(void)state;
	issue_two();
	assert_int_equal(worker_message_id(), 1);
	die(&ends[1]);
	turn();
	assert_false(failed);
	die(&ends[0]);
	flow();
	assert_true(failed);
	assert_true(event_base_got_break(base));
	assert_true(operator_heard("no delivery process is left: stopping"));
	turn();
	assert_state(1, "planned");
}

static void one_that_talks_nonsense_is_replaced(void **state)
{
	(void)state;
	issue_one();
	assert_int_equal(worker_message_id(), 1);
	send_bytes(&ends[0], "\0\0\0\1x", 5);
	turn();
	assert_true(operator_heard("are no answer: starting another"));
	assert_false(failed);
	die(&ends[0]);
	assert_int_equal(worker_message_id(), 0);
	assert_ptr_equal(asked, &ends[1]);
	assert_delay(60, 60);
	fire();
	assert_int_equal(worker_message_id(), 1);
	assert_ptr_equal(end_with(1), &ends[1]);
}

/* It says so itself, for its own messages go nowhere. */
static void a_reload_that_failed_is_told(void **state)
{
	static const char words[] = "planvaktd.conf:3: no";
	struct buffer bytes = { 0 };

	(void)state;
	delivery_reload(delivery);
	flow();
	assert_int_equal(worker_message_id(), 0);
	assert_int_equal(reloads, 2);
	worker_answer_write(
	    &bytes, WORKER_MESSAGE_RELOAD, 0, EX_CONFIG, words, strlen(words));
	send_bytes(&ends[0], bytes.bytes, bytes.length);
	buffer_cut(&bytes, 0);
	worker_answer_write(&bytes, WORKER_MESSAGE_RELOAD, 0, EX_OK, "", 0);
	send_bytes(&ends[1], bytes.bytes, bytes.length);
	buffer_free(&bytes);
	flow();
	assert_true(operator_heard("keeps its former configuration:"
				   " planvaktd.conf:3: no"));
	issue_one();
	assert_int_equal(worker_message_id(), 1);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, setup_delivery, teardown_delivery)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_that_dies_is_replaced),
		TEST(the_job_of_a_dead_one_is_tried_again),
		TEST(an_answer_just_before_the_end_counts),
		TEST(the_new_one_delivers_and_starts_others),
		TEST(one_that_was_asked_and_dies_is_not_waited_for),
		TEST(where_none_can_be_started_it_is_tried_again),
		TEST(a_socket_that_does_not_arrive_is_no_other),
		TEST(those_that_do_not_live_are_not_started_for_ever),
		TEST(without_any_the_daemon_stops),
		TEST(one_that_talks_nonsense_is_replaced),
		TEST(a_reload_that_failed_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
