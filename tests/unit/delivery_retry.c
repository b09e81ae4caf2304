/* SPDX-License-Identifier: ISC */
/* What may pass is tried again: when, how often, and until when. */
#include "daemon/delivery/delivery.h"

#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "tests/unit/rig/delivery.h"

#include "daemon/delivery/retry.h"

#define HOUR        3600
#define DAY_SECONDS (24 * HOUR)

static const char refused[] = "451 4.2.1 try later";

/* They say the same on every day, so that time may pass. */
static void test_message(const char *address)
{
	command("notice.test", json_pack("{s:s}", "address", address));
}

static void test_one(void)
{
	test_message(BG);
	turn();
}

static void test_two(void)
{
	test_message(BG);
	test_message(KS);
	turn();
}

static void what_is_put_off_is_tried_again_later(void **state)
{
	int64_t seq;

	(void)state;
	test_two();
	seq = door_head(town.door)->seq;
	assert_int_equal(next_job(), 1);
	answer(1, EX_TEMPFAIL, "the disk is full");
	turn();
	assert_state(1, "planned");
	assert_int_equal(door_head(town.door)->seq, seq);
	assert_true(operator_heard("put off: the disk is full"));
	/* The others have their try first. */
	assert_int_equal(next_job(), 2);
	answer(2, EX_OK, "");
	turn();
	assert_int_equal(next_job(), 0);
	assert_delay(60, 60);
	fire();
	assert_int_equal(next_job(), 1);
	answer(1, EX_OK, "");
	turn();
	assert_state(1, "accepted");
	assert_false(is_armed());
}

/* 1, 2, 4 ... 128 minutes, then every four hours. */
static void the_delay_grows_to_four_hours(void **state)
{
	static const int64_t delays[] = { 60, 120, 240, 480, 960, 1920, 3840,
		7680, 14400, 14400 };

	(void)state;
	test_one();
	for (size_t i = 0; i < sizeof(delays) / sizeof(delays[0]); i++) {
		assert_int_equal(next_job(), 1);
		answer(1, EX_TEMPFAIL, refused);
		turn();
		assert_delay(delays[i], delays[i]);
		fire();
	}
	assert_int_equal(next_job(), 1);
}

static void the_delays_are_configured(void **state)
{
	(void)state;
	config.retry_first = 10;
	config.retry_max = 15;
	test_one();
	assert_int_equal(next_job(), 1);
	answer(1, EX_TEMPFAIL, refused);
	turn();
	assert_delay(10, 10);
	fire();
	assert_int_equal(next_job(), 1);
	answer(1, EX_TEMPFAIL, refused);
	turn();
	assert_delay(15, 15);
}

/* Refuses for a day, then takes it. */
static void what_a_day_refuses_the_next_accepts_once(void **state)
{
	int64_t seq, passed = 0, delay = 60;
	int tries = 0;

	(void)state;
	test_one();
	seq = door_head(town.door)->seq;
	for (; passed < DAY_SECONDS; tries++) {
		assert_int_equal(next_job(), 1);
		answer(1, EX_TEMPFAIL, refused);
		turn();
		assert_delay(delay, delay);
		passed += fire();
		delay = delay * 2 < 4 * HOUR ? delay * 2 : 4 * HOUR;
	}
	/* Eight while it doubles, in 255 minutes, then every four hours. */
	assert_int_equal(tries, 8 + 5);
	assert_int_equal(door_head(town.door)->seq, seq);
	assert_int_equal(next_job(), 1);
	answer(1, EX_OK, "");
	turn();
	assert_state(1, "accepted");
	assert_answer(1, "none");
	assert_int_equal(door_head(town.door)->seq, seq + 1);
	assert_int_equal(next_job(), 0);
	assert_false(is_armed());
	town_is_replayed();
}

/* Until it is settled; how long that took. */
static int64_t refuse_on(const char *words)
{
	int64_t passed = 0;

	while (next_job() == 1) {
		assert_true(passed < 4 * DAY_SECONDS);
		answer(1, EX_TEMPFAIL, words);
		turn();
		if (is_armed())
			passed += fire();
	}
	return passed;
}

static void after_three_days_it_is_given_up(void **state)
{
	int64_t passed;

	(void)state;
	test_one();
	passed = refuse_on(refused);
	assert_true(passed >= 3 * DAY_SECONDS);
	assert_true(passed < 3 * DAY_SECONDS + 4 * HOUR + 60);
	assert_state(1, "failed");
	assert_answer(1, "given up after 3 days: 451 4.2.1 try later");
	assert_true(operator_heard("dispatch 1 to bg@kommun.example failed: "
				   "given up after 3 days: 451"));
	assert_false(is_armed());
	town_is_replayed();
}

static void gives_up_after(int seconds, const char *words, const char *told)
{
	config.give_up = seconds;
	test_one();
	assert_int_equal(next_job(), 1);
	pass(seconds - 1);
	answer(1, EX_TEMPFAIL, words);
	turn();
	assert_state(1, "planned");
	fire();
	assert_int_equal(next_job(), 1);
	answer(1, EX_TEMPFAIL, words);
	turn();
	assert_answer(1, told);
}

static void an_hour_is_told_as_one(void **state)
{
	(void)state;
	gives_up_after(HOUR, "", "given up after 1 hour");
}

static void ninety_minutes_are_told_as_such(void **state)
{
	(void)state;
	gives_up_after(90 * 60, "no", "given up after 90 minutes: no");
}

/* 23 bytes and 88 characters of two: the next would be the 200th and the 201st
 * byte. */
static void long_words_are_cut_at_a_character(void **state)
{
	char words[WORKER_TEXT_MAX + 1] = "", told[WORKER_TEXT_MAX + 1];

	(void)state;
	for (int i = 0; i < 99; i++)
		strcat(words, "\xc3\xa4");
	strcpy(told, "given up after 3 days: ");
	for (int i = 0; i < 88; i++)
		strcat(told, "\xc3\xa4");
	assert_int_equal(strlen(told), 199);
	gives_up_after(3 * DAY_SECONDS, words, told);
}

/* From now on it is tried for three days, and not for less. */
static void assert_three_days_are_left(void)
{
	int64_t passed = refuse_on(refused);

	assert_true(passed >= 3 * DAY_SECONDS);
	assert_true(passed < 3 * DAY_SECONDS + 4 * HOUR + 60);
	assert_answer(1, "given up after 3 days: 451 4.2.1 try later");
}

/* A host that was off for the weekend, and begins before its network. */
static void the_time_before_the_start_does_not_count(void **state)
{
	(void)state;
	test_one();
	assert_int_equal(next_job(), 1);
	answer(1, EX_TEMPFAIL, refused);
	turn();
	close_delivery();
	pass(5 * DAY_SECONDS);
	open_delivery();
	turn();
	assert_three_days_are_left();
	town_is_replayed();
}

/* Neither for what was put off before it ... */
static void the_time_of_a_pause_does_not_count(void **state)
{
	(void)state;
	test_one();
	assert_int_equal(next_job(), 1);
	answer(1, EX_TEMPFAIL, refused);
	turn();
	pause_until("2022-07-05");
	fire();
	assert_int_equal(next_job(), 0);
	town_at("2022-07-05T00:00");
	turn();
	assert_three_days_are_left();
}

/* ... nor for what had no try yet. */
static void a_pause_before_the_first_try_does_not_count(void **state)
{
	(void)state;
	pause_until("2022-07-05");
	test_one();
	assert_int_equal(next_job(), 0);
	town_at("2022-07-05T00:00");
	turn();
	assert_three_days_are_left();
}

/* An administrator has seen to it. */
static void a_reload_tries_at_once_what_was_put_off(void **state)
{
	(void)state;
	test_two();
	for (int64_t id = 1; id <= 2; id++) {
		assert_int_equal(next_job(), id);
		answer(id, EX_TEMPFAIL, refused);
		turn();
	}
	assert_int_equal(next_job(), 0);
	delivery_reload(delivery);
	turn();
	for (int i = 0; i < 2; i++) {
		int64_t id = next_job();

		assert_in_range(id, 1, 2);
		answer(id, EX_OK, "");
		turn();
	}
	assert_false(is_armed());
}

/* What is in hand is not handed over twice. */
static void a_reload_leaves_what_is_in_hand(void **state)
{
	(void)state;
	open_again(2);
	test_one();
	assert_int_equal(next_job(), 1);
	delivery_reload(delivery);
	turn();
	assert_int_equal(next_job(), 0);
	answer(1, EX_OK, "");
	turn();
	assert_state(1, "accepted");
}

/* What is issued while another waits does not wait for it, nor does its
 * delivery move the other. */
static void two_do_not_delay_each_other(void **state)
{
	(void)state;
	test_one();
	for (int64_t delay = 60; delay <= 240; delay *= 2) {
		assert_int_equal(next_job(), 1);
		answer(1, EX_TEMPFAIL, refused);
		turn();
		assert_delay(delay, delay);
		if (delay < 240)
			fire();
	}
	test_message(KS);
	turn();
	assert_int_equal(next_job(), 2);
	answer(2, EX_TEMPFAIL, refused);
	turn();
	assert_delay(60, 60); /* its own first */
	fire();
	assert_int_equal(next_job(), 2);
	answer(2, EX_OK, "");
	turn();
	assert_state(2, "accepted");
	/* 240 of the other, less what passed: at most 74, at least 46. */
	assert_delay(192 - 74, 288 - 46);
	fire();
	assert_int_equal(next_job(), 1);
	answer(1, EX_TEMPFAIL, refused);
	turn();
	assert_delay(480, 480); /* goes on where it was */
}

/* Whoever is due is tried, one after the other. */
static void what_is_due_together_is_tried_in_turn(void **state)
{
	(void)state;
	test_two();
	for (int64_t id = 1; id <= 2; id++) {
		assert_int_equal(next_job(), id);
		answer(id, EX_TEMPFAIL, refused);
		turn();
	}
	pass(100);
	turn();
	for (int i = 0; i < 2; i++) {
		int64_t id = next_job();

		assert_in_range(id, 1, 2);
		assert_int_equal(next_job(), 0);
		answer(id, EX_OK, "");
		turn();
	}
	assert_state(1, "accepted");
	assert_state(2, "accepted");
}

/* After a restart all that waits has its try at once. */
static void a_restart_forgets_the_delay(void **state)
{
	(void)state;
	test_one();
	assert_int_equal(next_job(), 1);
	answer(1, EX_TEMPFAIL, refused);
	turn();
	assert_int_equal(next_job(), 0);
	close_delivery();
	open_delivery();
	turn();
	assert_int_equal(next_job(), 1);
}

/* As notice.settle by other hands. */
static void settle_failed(void)
{
	rig_own(&town, "notice.settle", "{'dispatch':1,'state':'failed'}");
}

static void what_was_settled_meanwhile_is_forgotten(void **state)
{
	(void)state;
	test_one();
	assert_int_equal(next_job(), 1);
	answer(1, EX_TEMPFAIL, refused);
	turn();
	settle_failed();
	fire();
	assert_int_equal(next_job(), 0);
	assert_false(is_armed());
}

/* --- what is asked for again --- */

/* Dispatch `id` carries the one notice of an activity; its number, too. */
static int64_t issue_notice(void)
{
	int64_t job, kept = 0;

	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	run("2022-07-01T08:00");
	turn();
	while ((job = next_job()) != 0) {
		char *text = dispatch_text(WORDS, job);

		if (strstr(text, "Beskriv uppdraget") == NULL || kept != 0)
			answer(job, EX_OK, "");
		else
			kept = job;
		free(text);
		if (kept == job)
			break;
		turn();
	}
	assert_true(kept > 0);
	return kept;
}

enum { NOTICE_OF };

static const char *const notice_of_sql[] = {
	[NOTICE_OF] = "SELECT min(id) FROM notice WHERE dispatch = ?1",
	NULL,
};

static void resend(int64_t dispatch)
{
	int64_t notice;

	rig_prepare(&town, notice_of_sql);
	notice = rig_number(
	    &town, notice_of_sql, NOTICE_OF, BIND(INTEGER(dispatch)));
	command("notice.resend", json_pack("{s:I}", "id", (json_int_t)notice));
	turn();
}

static void what_failed_is_sent_again_on_demand(void **state)
{
	int64_t id = issue_notice();
	json_t *job = NULL;

	(void)state;
	answer(id, EX_NOUSER, "no such mailbox");
	turn();
	assert_state(id, "failed");
	resend(id);
	assert_int_equal(take_job(&job), id);
	json_decref(job);
	answer(id, EX_OK, "");
	turn();
	assert_state(id, "accepted");
	town_is_replayed();
}

/* Who reads the answer knows no planvakt-deliver. */
static void the_program_s_name_is_no_answer(void **state)
{
	(void)state;
	config.give_up = HOUR;
	test_two();
	assert_int_equal(next_job(), 1);
	answer(1, EX_NOUSER, "planvakt-deliver: no such mailbox");
	turn();
	assert_answer(1, "no such mailbox");
	assert_int_equal(next_job(), 2);
	pass(HOUR);
	answer(2, EX_TEMPFAIL, "planvakt-deliver: no planvakt-deliver: x");
	turn();
	assert_answer(2, "given up after 1 hour: no planvakt-deliver: x");
}

/* --- an address that is put right --- */

static void correct(const char *mail)
{
	command("department.edit",
	    json_pack("{s:s, s:s}", "code", "ks", "mail", mail));
	turn();
}

static void assert_goes_to(int64_t id, const char *address)
{
	json_t *job = NULL;

	assert_int_equal(take_job(&job), id);
	assert_string_equal(member(job, "to"), address);
	json_decref(job);
}

static void the_next_try_goes_where_it_should_by_now(void **state)
{
	int64_t id = issue_notice();

	(void)state;
	answer(id, EX_TEMPFAIL, refused);
	turn();
	correct("staben@kommun.example");
	fire();
	assert_goes_to(id, "staben@kommun.example");
	answer(id, EX_OK, "");
	turn();
	assert_text(ADDRESS, id, "staben@kommun.example");
	town_is_replayed();
}

/* What the former address said of it does not count. */
static void a_refusal_of_the_former_address_is_not_final(void **state)
{
	int64_t id = issue_notice();

	(void)state;
	correct("staben@kommun.example");
	answer(id, EX_NOUSER, "no such mailbox");
	turn();
	assert_state(id, "planned");
	fire();
	assert_goes_to(id, "staben@kommun.example");
	answer(id, EX_NOUSER, "no such mailbox");
	turn();
	assert_state(id, "failed");
}

/* It has arrived there, whatever was decided meanwhile. */
static void what_was_under_way_has_gone_where_it_went(void **state)
{
	int64_t id = issue_notice();
	char *before = dispatch_text(ADDRESS, id);

	(void)state;
	correct("staben@kommun.example");
	assert_text(ADDRESS, id, "staben@kommun.example");
	answer(id, EX_OK, "");
	turn();
	assert_state(id, "accepted");
	assert_text(ADDRESS, id, before);
	free(before);
	town_is_replayed();
}

/* Its hour is new, and so are its delays. */
static void what_is_asked_for_again_begins_anew(void **state)
{
	int64_t id = issue_notice();

	(void)state;
	config.give_up = HOUR;
	pass(2 * HOUR);
	answer(id, EX_TEMPFAIL, refused);
	turn();
	assert_answer(id, "given up after 1 hour: 451 4.2.1 try later");
	resend(id);
	assert_int_equal(next_job(), id);
	answer(id, EX_TEMPFAIL, refused);
	turn();
	assert_state(id, "planned");
	assert_delay(60, 60);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, setup_delivery, teardown_delivery)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_put_off_is_tried_again_later),
		TEST(the_delay_grows_to_four_hours),
		TEST(the_delays_are_configured),
		TEST(what_a_day_refuses_the_next_accepts_once),
		TEST(after_three_days_it_is_given_up),
		TEST(an_hour_is_told_as_one),
		TEST(ninety_minutes_are_told_as_such),
		TEST(long_words_are_cut_at_a_character),
		TEST(the_time_before_the_start_does_not_count),
		TEST(the_time_of_a_pause_does_not_count),
		TEST(a_pause_before_the_first_try_does_not_count),
		TEST(a_reload_tries_at_once_what_was_put_off),
		TEST(a_reload_leaves_what_is_in_hand),
		TEST(two_do_not_delay_each_other),
		TEST(what_is_due_together_is_tried_in_turn),
		TEST(a_restart_forgets_the_delay),
		TEST(what_was_settled_meanwhile_is_forgotten),
		TEST(what_failed_is_sent_again_on_demand),
		TEST(the_program_s_name_is_no_answer),
		TEST(the_next_try_goes_where_it_should_by_now),
		TEST(a_refusal_of_the_former_address_is_not_final),
		TEST(what_was_under_way_has_gone_where_it_went),
		TEST(what_is_asked_for_again_begins_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
