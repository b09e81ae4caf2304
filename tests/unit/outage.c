/* SPDX-License-Identifier: ISC */
/* The mail server refuses, for a day, for good or for a week: every notice
 * arrives once or the coordinator is told, and nothing is issued anew. With
 * real processes: tests/cli/outage.sh. */
#include "daemon/delivery/delivery.h"

#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "tests/unit/rig/delivery.h"

#define DAY_SECONDS 86400
#define JOBS_MAX    32

static const char greylisted[] = "451 4.7.1 Greylisted";

enum { UNSETTLED, NOTICE_COUNT, FIRST_NOTICE, DISPATCH_TO };

static const char *const outage_sql[] = {
	[UNSETTLED] = "SELECT count(*) FROM dispatch WHERE state <> 'accepted'",
	[NOTICE_COUNT] = "SELECT count(*) FROM notice",
	[FIRST_NOTICE] = "SELECT min(id) FROM notice WHERE dispatch = ?1",
	[DISPATCH_TO] =
	    "SELECT id FROM dispatch WHERE address = ?1 AND run = ?2",
	NULL,
};

/* How often each dispatch was tried, and accepted. */
static int tries[JOBS_MAX], acceptances[JOBS_MAX];

static int64_t ask(int statement, const struct value *values)
{
	return rig_number(&town, outage_sql, statement, values);
}

static int64_t dispatch_to(const char *address, const char *day)
{
	return ask(DISPATCH_TO, BIND(TEXT(address), TEXT(day)));
}

/* Two departments that will be late. */
static int setup_outage(void **state)
{
	setup_delivery(state);
	rig_prepare(&town, outage_sql);
	memset(tries, 0, sizeof(tries));
	memset(acceptances, 0, sizeof(acceptances));
	town_at("2022-06-29T09:00");
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	town_activity("Skriv om rutinen", "2022-06-30", "bg");
	end_of_turn();
	return 0;
}

/* --- the server --- */

static void answer_next(int64_t id, uint8_t status, const char *words)
{
	assert_in_range(id, 1, JOBS_MAX - 1);
	tries[id]++;
	acceptances[id] += status == EX_OK;
	answer(id, status, words);
	turn();
}

/* What it says to all that comes now. */
static void answer_all(uint8_t status, const char *words)
{
	int64_t id;

	while ((id = next_job()) != 0)
		answer_next(id, status, words);
	end_of_turn();
}

/* It says so until then. */
static void answer_until(const char *local, uint8_t status, const char *words)
{
	struct instant end;

	assert_true(zone_read(local, &end));
	turn();
	answer_all(status, words);
	while (is_armed() &&
	    town.clock.at.seconds + timer().milliseconds / 1000 < end.seconds) {
		fire();
		answer_all(status, words);
	}
	if (town.clock.at.seconds < end.seconds)
		town.clock.at = end;
}

/* It takes all, also what was put off. */
static void take_all(void)
{
	answer_all(EX_OK, "");
	while (is_armed()) {
		fire();
		answer_all(EX_OK, "");
	}
}

/* The daemon ends, and begins with what is on record. */
static void restart(void)
{
	close_delivery();
	town_shut();
	town_reopen();
	delivery_prepare();
	rig_prepare(&town, outage_sql);
	reminder_run_prepare(town.store);
	open_delivery();
	turn();
}

/* --- what the coordinator reads --- */

/* Whether the coordinator's letter of a day says this, on however many
 * lines. */
static bool coordinator_told(const char *day, const char *words)
{
	char *text = text_of(TEXT_TO, BIND(TEXT(day), TEXT(COORDINATOR)));
	char *to = text;
	bool found;

	for (const char *from = text; *from != '\0'; from++)
		if (*from != '\n' && *from != ' ')
			*to++ = *from;
		else if (to > text && to[-1] != ' ')
			*to++ = ' ';
	*to = '\0';
	found = strstr(text, words) != NULL;
	free(text);
	return found;
}

/* --- for a day --- */

/* From Thursday's run until Friday's is hours old; then each message of both
 * days is taken. */
static void after_a_day_every_message_arrives_once(void **state)
{
	int64_t seq;

	(void)state;
	assert_int_equal(run("2022-06-30T08:00"), 2);
	answer_until("2022-07-01T08:00", EX_TEMPFAIL, greylisted);
	assert_int_equal(run("2022-07-01T08:00"), 2);
	seq = door_head(town.door)->seq;
	answer_until("2022-07-01T12:00", EX_TEMPFAIL, greylisted);
	assert_int_equal(door_head(town.door)->seq, seq);
	assert_int_equal(ask(UNSETTLED, BIND_NONE), 4);
	take_all();
	assert_int_equal(door_head(town.door)->seq, seq + 2);
	assert_state(1, "withdrawn");
	assert_state(2, "withdrawn");
	assert_int_equal(ask(UNSETTLED, BIND_NONE), 2);
	for (int id = 1; id <= 4; id++)
		assert_int_equal(acceptances[id], id > 2);
	assert_true(tries[1] > 7 && tries[2] > 7);
	assert_true(tries[3] > 3 && tries[4] > 3);
	town_is_replayed();
}

/* Nothing failed, so nothing is told; nothing is said again before the next
 * regular day, Monday the 11th. */
static void after_a_day_nothing_is_issued_anew(void **state)
{
	int64_t notices;

	(void)state;
	run("2022-06-30T08:00");
	answer_until("2022-07-01T08:00", EX_TEMPFAIL, greylisted);
	run("2022-07-01T08:00");
	notices = ask(NOTICE_COUNT, BIND_NONE);
	answer_until("2022-07-02T08:00", EX_TEMPFAIL, greylisted);
	take_all();
	for (int day = 4; day <= 8; day++) {
		char local[] = "2022-07-00T08:00";

		local[9] = (char)('0' + day);
		assert_int_equal(run(local), 0);
	}
	assert_int_equal(ask(NOTICE_COUNT, BIND_NONE), notices);
	assert_int_equal(run("2022-07-11T08:00"), 2);
}

/* The daemon ends in the middle of it, and again when half is taken. Of the
 * first day's messages those of the second took over. */
static void restarts_during_an_outage_lose_and_double_nothing(void **state)
{
	int64_t id;

	(void)state;
	run("2022-06-30T08:00");
	run("2022-07-01T08:00");
	for (int day = 2; day <= 3; day++) {
		char local[] = "2022-07-00T08:00";

		local[9] = (char)('0' + day);
		answer_until(local, EX_TEMPFAIL, greylisted);
		restart();
	}
	id = next_job();
	answer_next(id, EX_OK, "");
	restart();
	take_all();
	for (id = 1; id <= 4; id++)
		assert_int_equal(acceptances[id], id > 2);
	assert_int_equal(ask(UNSETTLED, BIND_NONE), 2);
	town_is_replayed();
}

/* --- for good --- */

/* Friday's messages to both fail, each for its own reason. */
static void refuse_friday(void)
{
	run("2022-06-30T08:00");
	turn();
	take_all();
	run("2022-07-01T08:00");
	turn();
	for (int i = 0; i < 2; i++) {
		int64_t id = next_job();

		answer_next(id, EX_DATAERR,
		    id == dispatch_to(KS, "2022-07-01")
			? "550 5.1.1 Nobody here"
			: "552 5.2.2 Mailbox full");
	}
	end_of_turn();
}

static void the_next_run_tells_each_address_and_why(void **state)
{
	(void)state;
	refuse_friday();
	assert_state(dispatch_to(KS, "2022-07-01"), "failed");
	assert_state(dispatch_to(BG, "2022-07-01"), "failed");
	assert_int_equal(run("2022-07-04T08:00"), 1);
	assert_true(coordinator_told("2022-07-04", KS));
	assert_true(coordinator_told("2022-07-04", "550 5.1.1 Nobody here"));
	assert_true(coordinator_told("2022-07-04", BG));
	assert_true(coordinator_told("2022-07-04", "552 5.2.2 Mailbox full"));
	turn();
	take_all();
	assert_int_equal(run("2022-07-05T08:00"), 0);
}

/* Under its old name, and as of today. */
static void a_resend_is_the_same_message(void **state)
{
	int64_t id, notices;
	char *before, *after;

	(void)state;
	refuse_friday();
	run("2022-07-04T08:00");
	turn();
	take_all();
	id = dispatch_to(KS, "2022-07-01");
	notices = ask(NOTICE_COUNT, BIND_NONE);
	before = dispatch_text(WORDS, id);
	command("notice.resend",
	    json_pack("{s:I}", "id",
		(json_int_t)ask(FIRST_NOTICE, BIND(INTEGER(id)))));
	turn();
	assert_int_equal(next_job(), id);
	answer_next(id, EX_OK, "");
	end_of_turn();
	after = dispatch_text(WORDS, id);
	assert_memory_equal(after, before, 64);
	assert_non_null(strstr(after, "blev"));
	free(before);
	free(after);
	assert_state(id, "accepted");
	assert_int_equal(acceptances[id], 1);
	assert_int_equal(ask(NOTICE_COUNT, BIND_NONE), notices);
	assert_int_equal(run("2022-07-05T08:00"), 0);
	assert_false(is_armed());
}

/* --- for over three days --- */

/* The letter that would tell it fails itself: then the next one does. */
static void what_could_not_be_told_is_told_in_the_next_letter(void **state)
{
	(void)state;
	refuse_friday();
	assert_int_equal(run("2022-07-04T08:00"), 1);
	turn();
	answer_all(EX_DATAERR, "552 5.2.2 Mailbox full");
	assert_int_equal(run("2022-07-05T08:00"), 1);
	assert_true(coordinator_told("2022-07-05", KS));
	assert_true(coordinator_told("2022-07-05", BG));
	turn();
	take_all();
	assert_int_equal(run("2022-07-06T08:00"), 0);
	town_is_replayed();
}

/* Friday's messages are given up on Monday and their letter of Tuesday on
 * Friday; the server is back before Monday the 11th. */
static void a_week_is_told_when_it_is_over(void **state)
{
	(void)state;
	run("2022-06-30T08:00");
	turn();
	take_all();
	run("2022-07-01T08:00");
	for (int day = 4; day <= 8; day++) {
		char local[] = "2022-07-00T08:00";

		local[9] = (char)('0' + day);
		answer_until(local, EX_TEMPFAIL, greylisted);
		assert_int_equal(run(local), day == 5);
	}
	answer_until("2022-07-09T08:00", EX_TEMPFAIL, greylisted);
	assert_int_equal(ask(UNSETTLED, BIND_NONE), 3);
	assert_false(is_armed());
	assert_int_equal(run("2022-07-11T08:00"), 3);
	assert_true(coordinator_told("2022-07-11", KS));
	assert_true(coordinator_told("2022-07-11", BG));
	assert_true(coordinator_told(
	    "2022-07-11", "given up after 3 days: 451 4.7.1 Greylisted"));
	turn();
	take_all();
	assert_int_equal(ask(UNSETTLED, BIND_NONE), 3);
	assert_int_equal(run("2022-07-12T08:00"), 0);
	town_is_replayed();
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, setup_outage, teardown_delivery)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(after_a_day_every_message_arrives_once),
		TEST(after_a_day_nothing_is_issued_anew),
		TEST(restarts_during_an_outage_lose_and_double_nothing),
		TEST(the_next_run_tells_each_address_and_why),
		TEST(a_resend_is_the_same_message),
		TEST(what_could_not_be_told_is_told_in_the_next_letter),
		TEST(a_week_is_told_when_it_is_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
