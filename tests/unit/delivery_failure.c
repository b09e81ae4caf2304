/* SPDX-License-Identifier: ISC */
/* What goes wrong at the hand-over: an answer or a turn that cannot be kept, a
 * message that cannot be handed over, an end in the middle. */
#include "daemon/delivery/delivery.h"

#include "tests/unit/rig/delivery.h"

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
	assert_int_equal(next_job(), 1);
	answer(1, EX_OK, "");
	turn();
	close_delivery();
	open_delivery();
	turn();
	assert_int_equal(next_job(), 2);
}

/* A character that reorders what a reader sees is not in the contract. */
static void an_answer_that_cannot_be_kept_is_a_failure_without_words(
    void **state)
{
	(void)state;
	issue_one();
	assert_int_equal(next_job(), 1);
	answer(1, EX_NOUSER, "no \xe2\x80\xae mailbox");
	turn();
	assert_state(1, "failed");
	assert_answer(1, "none");
}

static void a_sender_without_address_is_nobody(void **state)
{
	json_t *job = NULL;

	teardown_delivery(state);
	setup_without_mail(state);
	town_at(NIGHT);
	open_delivery();
	issue(BG, "en", "Text\n", 'a');
	turn();
	assert_int_equal(take_job(&job), 1);
	assert_string_equal(member(job, "from"), "planvakt@localhost");
	assert_null(json_object_get(job, "reply_to"));
	assert_string_equal(member(job, "from_name"), "The activity plan");
	json_decref(job);
}

/* --- what cannot be read --- */

static void a_table_that_cannot_be_read_is_looked_at_again(void **state)
{
	struct err err;

	(void)state;
	issue(BG, "sv", "Text\n", 'a');
	must(store_execute(
		 town.store, "ALTER TABLE setting RENAME TO away", &err),
	    &err);
	turn();
	assert_true(operator_heard("delivery: "));
	assert_int_equal(next_job(), 0);
	assert_delay(60, 60);
	must(store_execute(
		 town.store, "ALTER TABLE away RENAME TO setting", &err),
	    &err);
	fire();
	assert_int_equal(next_job(), 1);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, setup_delivery, teardown_delivery)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_was_under_way_begins_again_after_a_restart),
		TEST(what_was_accepted_does_not_begin_again),
		TEST(an_answer_that_cannot_be_kept_is_a_failure_without_words),
		TEST(a_sender_without_address_is_nobody),
		TEST(a_table_that_cannot_be_read_is_looked_at_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
