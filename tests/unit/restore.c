/* SPDX-License-Identifier: ISC */
/* A backup that was put back: what the log says of it, and to whom. */
#include "daemon/contract/command.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <inttypes.h>
#include <string.h>

#include "tests/unit/rig/rig.h"

static void nothing_was_restored(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "log.restored", "{}");
	rig_is(rig->result, "restored", "null");
	rig_refused(rig, ERR_NOT_FOUND, "entry 1 does not tell", "log.confirm",
	    "{'seq':1}");
}

/* Which restoration explains an entry that is gone is the last one up to its
 * number. */
static void each_explains_what_came_after_it(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig); /* entries 2 to 5 */
	rig_own(rig, "state.restored", "{'from':'Nattens kopia'}");
	assert_int_equal(rig_head(rig), 6);
	rig_own(rig, "state.restored", "{'from':'Ännu en'}");
	rig_must(rig, "log.restored", "{'seq':5}");
	rig_is(rig->result, "restored", "null");
	rig_must(rig, "log.restored", "{'seq':6}");
	rig_is(rig->result, "restored",
	    "{'seq':6,'at':'2022-07-01T06:00:00Z','from':'Nattens kopia',"
	    "'confirmed':null}");
	rig_must(rig, "log.restored", "{'seq':100}");
	rig_is(rig->result, "restored.from", "'Ännu en'");
	rig_must(rig, "log.restored", "{}");
	rig_is(rig->result, "restored.seq", "7");
	rig_is_replayed(rig);
}

static void coordinator_confirms_once(void **state)
{
	struct rig *rig = *state;
	struct sign_key *auditor;

	rig_own(rig, "state.restored", "{'from':'Nattens kopia'}");
	auditor = rig_key(rig, "Revisor", "auditor", NULL);
	assert_int_equal(
	    rig_ask(rig, auditor, "log.confirm", "{'seq':2}"), ERR_DENIED);
	rig_must(rig, "log.confirm", "{'seq':2}");
	assert_int_equal(rig_ask(rig, auditor, "log.restored", "{}"), ERR_NONE);
	rig_is(
	    rig->result, "restored.confirmed", "{'seq':4,'by':'Samordnaren'}");
	rig_must(rig, "log.confirm", "{'seq':2}");
	rig_is(rig->result, "unchanged", "true");
	assert_int_equal(rig_head(rig), 4);
	rig_is_replayed(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(nothing_was_restored),
		RIG_TEST(each_explains_what_came_after_it),
		RIG_TEST(coordinator_confirms_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
