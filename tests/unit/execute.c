/* SPDX-License-Identifier: ISC */
/* The turn: several requests in one transaction, what a refused one takes
 * back, and what is true again after a commit that failed. */
#include "daemon/request/belief.h"
#include "daemon/request/door.h"
#include "daemon/request/execute.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "tests/unit/rig/rig.h"

/* A plan.add in the open turn, of one who has seen nothing of it. */
static void add_plan(struct rig *rig, const char *code)
{
	json_t *params = rig_json("{'code':'%s','title':'T'}", code);
	struct request request = rig_request(rig, "plan.add", params);

	request.seen = (struct receipt){ 0 };
	rig_send(rig, rig->coordinator, &request);
	json_decref(params);
}

static void plan_count_is(struct rig *rig, size_t count)
{
	rig_must(rig, "plan.list", "{}");
	assert_int_equal(
	    json_array_size(json_object_get(rig->result, "rows")), count);
}

static int commit(struct rig *rig)
{
	struct err err;
	int result = door_commit(rig->door, &err);

	if (result != 0)
		assert_int_equal(err.code, ERR_INTERNAL);
	assert_false(door_pending(rig->door));
	return result;
}

/* --- one transaction --- */

static void turn_has_several_writes(void **state)
{
	struct rig *rig = *state;

	for (int i = 0; i < 3; i++) {
		add_plan(rig, (const char *[]){ "p1", "p2", "p3" }[i]);
		assert_true(rig->reply.has_receipt);
		assert_int_equal(rig->reply.receipt.seq, 2 + i);
		assert_true(door_pending(rig->door));
		assert_true(store_in_transaction(rig->store));
	}
	assert_int_equal(commit(rig), 0);
	assert_false(store_in_transaction(rig->store));
	plan_count_is(rig, 3);
	assert_int_equal(rig_head(rig), 4);
	rig_is_replayed(rig);
}

static void refused_one_takes_back_only_itself(void **state)
{
	struct rig *rig = *state;
	struct receipt first;

	add_plan(rig, "p1");
	first = *door_head(rig->door);
	add_plan(rig, "p1");
	assert_int_equal(rig->reply.error.code, ERR_CONFLICT);
	assert_memory_equal(&first, door_head(rig->door), sizeof(first));
	add_plan(rig, "p2");
	assert_int_equal(rig->reply.error.code, ERR_NONE);
	assert_int_equal(rig->reply.receipt.seq, 3);
	assert_int_equal(commit(rig), 0);
	plan_count_is(rig, 2);
	rig_is_replayed(rig);
}

static void turn_of_a_refused_one_commits_nothing(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_refused(
	    rig, ERR_CONFLICT, "", "plan.add", "{'code':'vbe','title':'T'}");
	assert_int_equal(commit(rig), 0);
	rig_is_replayed(rig);
}

/* What a turn has written, the rest of it sees; also as a receipt. */
static void turn_sees_itself(void **state)
{
	struct rig *rig = *state;
	struct request request;

	add_plan(rig, "p1");
	request = rig_request(rig, "plan.list", NULL);
	assert_int_equal(request.seen.seq, 2);
	rig_send(rig, rig->coordinator, &request);
	rig_is(rig->result, "rows.0.code", "'p1'");
	assert_int_equal(commit(rig), 0);
}

static void commit_of_nothing_does_nothing(void **state)
{
	struct rig *rig = *state;

	assert_false(door_pending(rig->door));
	assert_int_equal(commit(rig), 0);
	assert_int_equal(commit(rig), 0);
	assert_int_equal(rig_head(rig), 1);
}

static void own_and_others_share_a_turn(void **state)
{
	struct rig *rig = *state;
	json_t *params = rig_json("{'day':'2022-07-01','messages':0}");
	struct err err;

	add_plan(rig, "p1");
	assert_int_equal(
	    request_own(rig->door, "reminder.ran", params, NULL, &err), 0);
	add_plan(rig, "p2");
	assert_int_equal(commit(rig), 0);
	assert_int_equal(rig_head(rig), 4);
	json_decref(params);
	rig_is_replayed(rig);
}

/* --- a commit that fails --- */

/* A key that has nothing behind it, looked at when the turn ends. */
static void break_commit(struct rig *rig)
{
	struct err err;

	assert_int_equal(
	    store_execute(rig->store,
		"PRAGMA defer_foreign_keys = ON;"
		"INSERT INTO cooperating VALUES (99, 0, 'x', 0, 0)",
		&err),
	    0);
}

static void failed_commit_undoes_the_turn(void **state)
{
	struct rig *rig = *state;
	struct receipt before = *door_head(rig->door);

	add_plan(rig, "p1");
	add_plan(rig, "p2");
	break_commit(rig);
	assert_int_equal(commit(rig), -1);
	assert_non_null(strstr(operator_line(), "cannot commit"));
	assert_false(store_in_transaction(rig->store));
	assert_memory_equal(&before, door_head(rig->door), sizeof(before));
	plan_count_is(rig, 0);
	rig_is_replayed(rig);
}

static void next_turn_goes_on_where_the_log_is(void **state)
{
	struct rig *rig = *state;

	add_plan(rig, "p1");
	break_commit(rig);
	assert_int_equal(commit(rig), -1);
	add_plan(rig, "p1");
	assert_int_equal(rig->reply.error.code, ERR_NONE);
	assert_int_equal(rig->reply.receipt.seq, 2);
	assert_int_equal(commit(rig), 0);
	plan_count_is(rig, 1);
	rig_is_replayed(rig);
}

/* SQLite may roll back by itself (disk full, I/O). Whatever comes after it
 * in the turn must not be kept: it would follow an entry that is gone. */
static void lost_transaction_loses_the_rest_of_the_turn(void **state)
{
	struct rig *rig = *state;
	struct receipt before = *door_head(rig->door);
	struct err err;

	add_plan(rig, "p1");
	assert_int_equal(store_execute(rig->store, "ROLLBACK", &err), 0);
	add_plan(rig, "p2");
	assert_int_equal(rig->reply.error.code, ERR_INTERNAL);
	assert_false(rig->reply.has_receipt);
	assert_int_equal(commit(rig), -1);
	assert_memory_equal(&before, door_head(rig->door), sizeof(before));
	plan_count_is(rig, 0);
	rig_is_replayed(rig);
	add_plan(rig, "p3");
	assert_int_equal(commit(rig), 0);
	rig_is_replayed(rig);
}

/* The same in the middle of a write. */
static void transaction_lost_in_a_write_loses_the_turn(void **state)
{
	struct rig *rig = *state;
	struct err err;

	assert_int_equal(
	    store_execute(rig->store,
		"CREATE TEMP TRIGGER lose BEFORE INSERT ON plan"
		" WHEN new.code = 'p2' BEGIN SELECT RAISE(ROLLBACK, 'lost');"
		" END",
		&err),
	    0);
	add_plan(rig, "p1");
	add_plan(rig, "p2");
	assert_int_equal(rig->reply.error.code, ERR_INTERNAL);
	add_plan(rig, "p3");
	assert_int_equal(rig->reply.error.code, ERR_INTERNAL);
	assert_int_equal(commit(rig), -1);
	plan_count_is(rig, 0);
	assert_int_equal(rig_head(rig), 1);
	add_plan(rig, "p4");
	assert_int_equal(commit(rig), 0);
	assert_int_equal(rig_head(rig), 2);
	rig_is_replayed(rig);
}

static void write_that_fails_undoes_only_itself(void **state)
{
	struct rig *rig = *state;
	struct err err;

	assert_int_equal(
	    store_execute(rig->store,
		"CREATE TEMP TRIGGER stop BEFORE INSERT ON plan"
		" WHEN new.code = 'p2' BEGIN SELECT RAISE(ABORT, 'stop'); END",
		&err),
	    0);
	add_plan(rig, "p1");
	add_plan(rig, "p2");
	assert_int_equal(rig->reply.error.code, ERR_INTERNAL);
	add_plan(rig, "p3");
	assert_int_equal(rig->reply.error.code, ERR_NONE);
	assert_int_equal(commit(rig), 0);
	plan_count_is(rig, 2);
	assert_int_equal(rig_head(rig), 3);
	rig_is_replayed(rig);
}

static void log_that_cannot_be_written_refuses(void **state)
{
	struct rig *rig = *state;
	struct err err;

	assert_int_equal(store_execute(rig->store,
			     "CREATE TEMP TRIGGER stop BEFORE INSERT ON log"
			     " BEGIN SELECT RAISE(ABORT, 'stop'); END",
			     &err),
	    0);
	add_plan(rig, "p1");
	assert_int_equal(rig->reply.error.code, ERR_INTERNAL);
	assert_int_equal(commit(rig), 0);
	assert_int_equal(
	    store_execute(rig->store, "DROP TRIGGER stop", &err), 0);
	plan_count_is(rig, 0);
	rig_is_replayed(rig);
}

/* --- time --- */

static void entry_time_never_goes_back(void **state)
{
	struct rig *rig = *state;

	rig->clock.at.seconds = RIG_NOW + 100;
	add_plan(rig, "p1");
	assert_int_equal(commit(rig), 0);
	rig->clock.at.seconds = RIG_NOW - 100;
	assert_true(door_now(rig->door).seconds == RIG_NOW + 100);
	add_plan(rig, "p2");
	assert_int_equal(commit(rig), 0);
	rig_must(rig, "ping", "{}");
	rig_is(rig->result, "time", "'2022-07-01T06:01:40Z'");
	rig_is_replayed(rig);
}

/* A refused request does not hold the clock. */
static void refusal_takes_its_time_back(void **state)
{
	struct rig *rig = *state;

	rig->clock.at.seconds = RIG_NOW + 100;
	add_plan(rig, "p1");
	add_plan(rig, "p1");
	assert_int_equal(commit(rig), 0);
	rig->clock.at.seconds = RIG_NOW + 200;
	add_plan(rig, "p1");
	assert_int_equal(rig->reply.error.code, ERR_CONFLICT);
	assert_int_equal(commit(rig), 0);
	rig->clock.at.seconds = RIG_NOW + 150;
	assert_true(door_now(rig->door).seconds == RIG_NOW + 150);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(turn_has_several_writes),
		RIG_TEST(refused_one_takes_back_only_itself),
		RIG_TEST(turn_of_a_refused_one_commits_nothing),
		RIG_TEST(turn_sees_itself),
		RIG_TEST(commit_of_nothing_does_nothing),
		RIG_TEST(own_and_others_share_a_turn),
		RIG_TEST(failed_commit_undoes_the_turn),
		RIG_TEST(next_turn_goes_on_where_the_log_is),
		RIG_TEST(lost_transaction_loses_the_rest_of_the_turn),
		RIG_TEST(transaction_lost_in_a_write_loses_the_turn),
		RIG_TEST(write_that_fails_undoes_only_itself),
		RIG_TEST(log_that_cannot_be_written_refuses),
		RIG_TEST(entry_time_never_goes_back),
		RIG_TEST(refusal_takes_its_time_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
