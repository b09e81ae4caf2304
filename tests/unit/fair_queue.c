/* SPDX-License-Identifier: ISC */
/* Whose turn it is among processes, and who makes room. */
#include "daemon/socket/fair_queue.h"

#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>

#define CLIENTS 8

struct hall {
	struct fair_queue fair_queue;
	struct client clients[CLIENTS];
	bool in[CLIENTS];
};

static struct hall hall;

static int open_hall(void **state)
{
	(void)state;
	hall = (struct hall){ .in = { false } };
	fair_queue_init(&hall.fair_queue);
	return 0;
}

static void leave(int client)
{
	fair_queue_leave(&hall.fair_queue, &hall.clients[client]);
	hall.in[client] = false;
}

static int close_hall(void **state)
{
	(void)state;
	for (int i = 0; i < CLIENTS; i++)
		if (hall.in[i])
			leave(i);
	return LIST_EMPTY(&hall.fair_queue.peers) ? 0 : -1;
}

static void enter(int client, pid_t pid)
{
	fair_queue_enter(&hall.fair_queue, &hall.clients[client], pid);
	hall.in[client] = true;
}

static void queue(int client)
{
	fair_queue_add(&hall.fair_queue, &hall.clients[client]);
}

static void next_is(int client)
{
	assert_ptr_equal(
	    fair_queue_next(&hall.fair_queue), &hall.clients[client]);
}

static void victim_is(int client)
{
	assert_ptr_equal(
	    fair_queue_victim(&hall.fair_queue), &hall.clients[client]);
}

static void nobody_is_next_in_an_empty_hall(void **state)
{
	(void)state;
	assert_null(fair_queue_next(&hall.fair_queue));
	assert_null(fair_queue_victim(&hall.fair_queue));
	assert_int_equal(fair_queue_waiting(&hall.fair_queue), 0);
}

/* Three of one process and one of another: the other is second. */
static void processes_take_turns(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		enter(i, 10);
		queue(i);
	}
	enter(3, 20);
	queue(3);
	assert_int_equal(fair_queue_waiting(&hall.fair_queue), 2);
	next_is(0);
	next_is(3);
	assert_int_equal(fair_queue_waiting(&hall.fair_queue), 1);
	next_is(1);
	next_is(2);
	assert_null(fair_queue_next(&hall.fair_queue));
	assert_int_equal(fair_queue_waiting(&hall.fair_queue), 0);
}

/* Who asks again stands behind those of his process, and his process behind
 * the others. */
static void who_asks_again_waits(void **state)
{
	(void)state;
	enter(0, 10);
	enter(1, 10);
	enter(2, 20);
	queue(0);
	queue(1);
	queue(2);
	next_is(0);
	queue(0);
	next_is(2);
	queue(2);
	next_is(1);
	next_is(2);
	next_is(0);
}

static void once_in_the_queue_is_once(void **state)
{
	(void)state;
	enter(0, 10);
	queue(0);
	queue(0);
	assert_int_equal(fair_queue_waiting(&hall.fair_queue), 1);
	next_is(0);
	assert_null(fair_queue_next(&hall.fair_queue));
}

static void who_leaves_is_not_served(void **state)
{
	(void)state;
	enter(0, 10);
	enter(1, 10);
	enter(2, 20);
	queue(0);
	queue(1);
	queue(2);
	leave(0);
	leave(2);
	assert_int_equal(fair_queue_waiting(&hall.fair_queue), 1);
	next_is(1);
	assert_null(fair_queue_next(&hall.fair_queue));
}

static void the_oldest_unverified_makes_room(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++)
		enter(i, 10);
	victim_is(0);
	fair_queue_know(&hall.clients[0]);
	victim_is(1);
	leave(1);
	victim_is(2);
	fair_queue_know(&hall.clients[2]);
	fair_queue_know(&hall.clients[2]);
	assert_null(fair_queue_victim(&hall.fair_queue));
}

/* The first is alone of its process, and stays while another has two. */
static void the_process_with_most_unverified_makes_room(void **state)
{
	(void)state;
	enter(0, 10);
	enter(1, 20);
	enter(2, 20);
	enter(3, 30);
	victim_is(1);
	leave(1);
	victim_is(0);
	leave(0);
	victim_is(2);
	leave(2);
	victim_is(3);
}

/* Those who have verified are not counted. */
static void the_known_are_no_crowd(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++) {
		enter(i, 10);
		if (i < 3)
			fair_queue_know(&hall.clients[i]);
	}
	enter(4, 20);
	enter(5, 20);
	victim_is(4);
	leave(4);
	victim_is(3);
}

#define HALL_TEST(test)                                                        \
	cmocka_unit_test_setup_teardown(test, open_hall, close_hall)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(nobody_is_next_in_an_empty_hall),
		HALL_TEST(processes_take_turns),
		HALL_TEST(who_asks_again_waits),
		HALL_TEST(once_in_the_queue_is_once),
		HALL_TEST(who_leaves_is_not_served),
		HALL_TEST(the_oldest_unverified_makes_room),
		HALL_TEST(the_process_with_most_unverified_makes_room),
		HALL_TEST(the_known_are_no_crowd),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
