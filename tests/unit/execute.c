/* SPDX-License-Identifier: ISC */
// links: tests/unit/door/door.c tests/unit/door/timeframe.c
/* The turn: several requests in one transaction, what a refused one takes
 * back, and what is true again after a commit that failed. */
#include "daemon/execute.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "tests/unit/door/door.h"

/* A plan.add in the open turn, of one who has seen nothing of it. */
static void add_plan(struct door *door, const char *code)
{
	json_t *params = door_json("{'code':'%s','title':'T'}", code);
	struct request request = door_request(door, "plan.add", params);

	request.seen = (struct receipt){ 0 };
	door_send(door, door->coordinator, &request);
	json_decref(params);
}

static void plan_count_is(struct door *door, size_t count)
{
	door_must(door, "plan.list", "{}");
	assert_int_equal(
	    json_array_size(json_object_get(door->result, "rows")), count);
}

static int commit(struct door *door)
{
	struct err err;
	int result = requests_commit(door->requests, &err);

	if (result != 0)
		assert_int_equal(err.code, ERR_INTERNAL);
	assert_false(requests_pending(door->requests));
	return result;
}

/* --- one transaction --- */

static void turn_has_several_writes(void **state)
{
	struct door *door = *state;

	for (int i = 0; i < 3; i++) {
		add_plan(door, (const char *[]){ "p1", "p2", "p3" }[i]);
		assert_true(door->reply.has_receipt);
		assert_int_equal(door->reply.receipt.seq, 2 + i);
		assert_true(requests_pending(door->requests));
		assert_true(store_in_transaction(door->store));
	}
	assert_int_equal(commit(door), 0);
	assert_false(store_in_transaction(door->store));
	plan_count_is(door, 3);
	assert_int_equal(door_head(door), 4);
	door_is_replayed(door);
}

static void refused_one_takes_back_only_itself(void **state)
{
	struct door *door = *state;
	struct receipt first;

	add_plan(door, "p1");
	first = *requests_head(door->requests);
	add_plan(door, "p1");
	assert_int_equal(door->reply.error.code, ERR_CONFLICT);
	assert_memory_equal(
	    &first, requests_head(door->requests), sizeof(first));
	add_plan(door, "p2");
	assert_int_equal(door->reply.error.code, ERR_NONE);
	assert_int_equal(door->reply.receipt.seq, 3);
	assert_int_equal(commit(door), 0);
	plan_count_is(door, 2);
	door_is_replayed(door);
}

static void turn_of_a_refused_one_commits_nothing(void **state)
{
	struct door *door = *state;

	door_fill(door);
	door_refused(
	    door, ERR_CONFLICT, "", "plan.add", "{'code':'vbe','title':'T'}");
	assert_int_equal(commit(door), 0);
	door_is_replayed(door);
}

/* What a turn has written, the rest of it sees; also as a receipt. */
static void turn_sees_itself(void **state)
{
	struct door *door = *state;
	struct request request;

	add_plan(door, "p1");
	request = door_request(door, "plan.list", NULL);
	assert_int_equal(request.seen.seq, 2);
	door_send(door, door->coordinator, &request);
	door_is(door->result, "rows.0.code", "'p1'");
	assert_int_equal(commit(door), 0);
}

static void commit_of_nothing_does_nothing(void **state)
{
	struct door *door = *state;

	assert_false(requests_pending(door->requests));
	assert_int_equal(commit(door), 0);
	assert_int_equal(commit(door), 0);
	assert_int_equal(door_head(door), 1);
}

static void own_and_others_share_a_turn(void **state)
{
	struct door *door = *state;
	json_t *params = door_json("{'day':'2022-07-01','messages':0}");
	struct err err;

	add_plan(door, "p1");
	assert_int_equal(
	    request_own(door->requests, "reminder.ran", params, NULL, &err), 0);
	add_plan(door, "p2");
	assert_int_equal(commit(door), 0);
	assert_int_equal(door_head(door), 4);
	json_decref(params);
	door_is_replayed(door);
}

/* --- a commit that fails --- */

/* A key that has nothing behind it, looked at when the turn ends. */
static void break_commit(struct door *door)
{
	struct err err;

	assert_int_equal(store_execute(door->store,
			     "PRAGMA defer_foreign_keys = ON;"
			     "INSERT INTO cooperating VALUES (99, 0, 'x')",
			     &err),
	    0);
}

static void failed_commit_undoes_the_turn(void **state)
{
	struct door *door = *state;
	struct receipt before = *requests_head(door->requests);

	add_plan(door, "p1");
	add_plan(door, "p2");
	break_commit(door);
	assert_int_equal(commit(door), -1);
	assert_non_null(strstr(door_diag, "cannot commit"));
	assert_false(store_in_transaction(door->store));
	assert_memory_equal(
	    &before, requests_head(door->requests), sizeof(before));
	plan_count_is(door, 0);
	door_is_replayed(door);
}

static void next_turn_goes_on_where_the_log_is(void **state)
{
	struct door *door = *state;

	add_plan(door, "p1");
	break_commit(door);
	assert_int_equal(commit(door), -1);
	add_plan(door, "p1");
	assert_int_equal(door->reply.error.code, ERR_NONE);
	assert_int_equal(door->reply.receipt.seq, 2);
	assert_int_equal(commit(door), 0);
	plan_count_is(door, 1);
	door_is_replayed(door);
}

/* SQLite may roll back by itself (disk full, I/O). Whatever comes after it
 * in the turn must not be kept: it would follow an entry that is gone. */
static void lost_transaction_loses_the_rest_of_the_turn(void **state)
{
	struct door *door = *state;
	struct receipt before = *requests_head(door->requests);
	struct err err;

	add_plan(door, "p1");
	assert_int_equal(store_execute(door->store, "ROLLBACK", &err), 0);
	add_plan(door, "p2");
	assert_int_equal(door->reply.error.code, ERR_INTERNAL);
	assert_false(door->reply.has_receipt);
	assert_int_equal(commit(door), -1);
	assert_memory_equal(
	    &before, requests_head(door->requests), sizeof(before));
	plan_count_is(door, 0);
	door_is_replayed(door);
	add_plan(door, "p3");
	assert_int_equal(commit(door), 0);
	door_is_replayed(door);
}

/* The same in the middle of a write. */
static void transaction_lost_in_a_write_loses_the_turn(void **state)
{
	struct door *door = *state;
	struct err err;

	assert_int_equal(
	    store_execute(door->store,
		"CREATE TEMP TRIGGER lose BEFORE INSERT ON plan"
		" WHEN new.code = 'p2' BEGIN SELECT RAISE(ROLLBACK, 'lost');"
		" END",
		&err),
	    0);
	add_plan(door, "p1");
	add_plan(door, "p2");
	assert_int_equal(door->reply.error.code, ERR_INTERNAL);
	add_plan(door, "p3");
	assert_int_equal(door->reply.error.code, ERR_INTERNAL);
	assert_int_equal(commit(door), -1);
	plan_count_is(door, 0);
	assert_int_equal(door_head(door), 1);
	add_plan(door, "p4");
	assert_int_equal(commit(door), 0);
	assert_int_equal(door_head(door), 2);
	door_is_replayed(door);
}

static void write_that_fails_undoes_only_itself(void **state)
{
	struct door *door = *state;
	struct err err;

	assert_int_equal(
	    store_execute(door->store,
		"CREATE TEMP TRIGGER stop BEFORE INSERT ON plan"
		" WHEN new.code = 'p2' BEGIN SELECT RAISE(ABORT, 'stop'); END",
		&err),
	    0);
	add_plan(door, "p1");
	add_plan(door, "p2");
	assert_int_equal(door->reply.error.code, ERR_INTERNAL);
	add_plan(door, "p3");
	assert_int_equal(door->reply.error.code, ERR_NONE);
	assert_int_equal(commit(door), 0);
	plan_count_is(door, 2);
	assert_int_equal(door_head(door), 3);
	door_is_replayed(door);
}

static void log_that_cannot_be_written_refuses(void **state)
{
	struct door *door = *state;
	struct err err;

	assert_int_equal(store_execute(door->store,
			     "CREATE TEMP TRIGGER stop BEFORE INSERT ON log"
			     " BEGIN SELECT RAISE(ABORT, 'stop'); END",
			     &err),
	    0);
	add_plan(door, "p1");
	assert_int_equal(door->reply.error.code, ERR_INTERNAL);
	assert_int_equal(commit(door), 0);
	assert_int_equal(
	    store_execute(door->store, "DROP TRIGGER stop", &err), 0);
	plan_count_is(door, 0);
	door_is_replayed(door);
}

/* --- time --- */

static void entry_time_never_goes_back(void **state)
{
	struct door *door = *state;

	door->clock.at.seconds = DOOR_NOW + 100;
	add_plan(door, "p1");
	assert_int_equal(commit(door), 0);
	door->clock.at.seconds = DOOR_NOW - 100;
	assert_true(requests_now(door->requests).seconds == DOOR_NOW + 100);
	add_plan(door, "p2");
	assert_int_equal(commit(door), 0);
	door_must(door, "ping", "{}");
	door_is(door->result, "time", "'2022-07-01T06:01:40Z'");
	door_is_replayed(door);
}

/* A refused request does not hold the clock. */
static void refusal_takes_its_time_back(void **state)
{
	struct door *door = *state;

	door->clock.at.seconds = DOOR_NOW + 100;
	add_plan(door, "p1");
	add_plan(door, "p1");
	assert_int_equal(commit(door), 0);
	door->clock.at.seconds = DOOR_NOW + 200;
	add_plan(door, "p1");
	assert_int_equal(door->reply.error.code, ERR_CONFLICT);
	assert_int_equal(commit(door), 0);
	door->clock.at.seconds = DOOR_NOW + 150;
	assert_true(requests_now(door->requests).seconds == DOOR_NOW + 150);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOOR_TEST(turn_has_several_writes),
		DOOR_TEST(refused_one_takes_back_only_itself),
		DOOR_TEST(turn_of_a_refused_one_commits_nothing),
		DOOR_TEST(turn_sees_itself),
		DOOR_TEST(commit_of_nothing_does_nothing),
		DOOR_TEST(own_and_others_share_a_turn),
		DOOR_TEST(failed_commit_undoes_the_turn),
		DOOR_TEST(next_turn_goes_on_where_the_log_is),
		DOOR_TEST(lost_transaction_loses_the_rest_of_the_turn),
		DOOR_TEST(transaction_lost_in_a_write_loses_the_turn),
		DOOR_TEST(write_that_fails_undoes_only_itself),
		DOOR_TEST(log_that_cannot_be_written_refuses),
		DOOR_TEST(entry_time_never_goes_back),
		DOOR_TEST(refusal_takes_its_time_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
