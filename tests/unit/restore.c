/* SPDX-License-Identifier: ISC */
// links: tests/unit/door/door.c tests/unit/door/timeframe.c
/* A backup that was put back: what the log says of it, and to whom. */
#include "daemon/commands/command.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <inttypes.h>
#include <string.h>

#include "tests/unit/door/door.h"

static void nothing_was_restored(void **state)
{
	struct door *door = *state;

	door_must(door, "log.restored", "{}");
	door_is(door->result, "restored", "null");
	door_refused(door, ERR_NOT_FOUND, "entry 1 does not tell",
	    "log.confirm", "{'seq':1}");
}

/* Which restoration explains an entry that is gone is the last one up to its
 * number. */
static void each_explains_what_came_after_it(void **state)
{
	struct door *door = *state;

	door_fill(door); /* entries 2 to 5 */
	door_own(door, "state.restored", "{'from':'Nattens kopia'}");
	assert_int_equal(door_head(door), 6);
	door_own(door, "state.restored", "{'from':'Ännu en'}");
	door_must(door, "log.restored", "{'seq':5}");
	door_is(door->result, "restored", "null");
	door_must(door, "log.restored", "{'seq':6}");
	door_is(door->result, "restored",
	    "{'seq':6,'at':'2022-07-01T06:00:00Z','from':'Nattens kopia',"
	    "'confirmed':null}");
	door_must(door, "log.restored", "{'seq':100}");
	door_is(door->result, "restored.from", "'Ännu en'");
	door_must(door, "log.restored", "{}");
	door_is(door->result, "restored.seq", "7");
	door_is_replayed(door);
}

static void coordinator_confirms_once(void **state)
{
	struct door *door = *state;
	struct seal_key *auditor;

	door_own(door, "state.restored", "{'from':'Nattens kopia'}");
	auditor = door_key(door, "Revisor", "auditor", NULL);
	assert_int_equal(
	    door_ask(door, auditor, "log.confirm", "{'seq':2}"), ERR_DENIED);
	door_must(door, "log.confirm", "{'seq':2}");
	assert_int_equal(
	    door_ask(door, auditor, "log.restored", "{}"), ERR_NONE);
	door_is(
	    door->result, "restored.confirmed", "{'seq':4,'by':'Samordnaren'}");
	door_must(door, "log.confirm", "{'seq':2}");
	door_is(door->result, "unchanged", "true");
	assert_int_equal(door_head(door), 4);
	door_is_replayed(door);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOOR_TEST(nothing_was_restored),
		DOOR_TEST(each_explains_what_came_after_it),
		DOOR_TEST(coordinator_confirms_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
