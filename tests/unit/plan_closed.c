/* SPDX-License-Identifier: ISC */
/* A plan that is closed: nobody is reminded of what stands in it, so nothing in
 * it is late, and who goes on writing in it is told. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/unit/rig/rig.h"

#define NOTE "'the plan is closed: nobody is reminded of the activity'"

static void closed_with(struct rig *rig, int64_t *id)
{
	rig_fill(rig);
	*id = rig_activity(rig, "Åtgärd", "Vt 2022"); /* until 30 June */
	rig_clock(rig, "2022-08-01T09:00");
	rig_is(rig_must(rig, "activity.show", "{'id':%d}", (int)*id), "overdue",
	    "true");
	rig_must(rig, "plan.close", "{'code':'vbe','reason':'Slut'}");
}

/* It stays closed since then, for the reason that was given then. */
static void it_is_closed_once(void **state)
{
	struct rig *rig = *state;
	int64_t id;

	closed_with(rig, &id);
	rig_clock(rig, "2022-08-02T09:00");
	rig_must(rig, "plan.close", "{'code':'vbe','reason':'Annat'}");
	rig_is(rig->result, "unchanged", "true");
	rig_is(rig->result, "closed_reason", "'Slut'");
	rig_is(rig->result, "closed_at", "'2022-08-01T07:00:00Z'");
	rig_is_replayed(rig);
}

static void nothing_in_it_is_late(void **state)
{
	struct rig *rig = *state;
	int64_t id;

	closed_with(rig, &id);
	rig_is(rig_must(rig, "activity.show", "{'id':%d}", (int)id), "overdue",
	    "false");
	rig_must(rig, "activity.list", "{'plan':'vbe'}");
	rig_is(rig->result, "rows.0.overdue", "false");
	rig_must(rig, "activity.list", "{'plan':'vbe','overdue':true}");
	rig_is(rig->result, "rows", "[]");
	rig_must(rig, "plan.list", "{}");
	rig_is(rig->result, "rows.0.overdue", "0");
}

/* A plan that goes on has no such note. */
static void who_writes_in_it_is_told(void **state)
{
	struct rig *rig = *state;
	int64_t id;

	closed_with(rig, &id);
	rig_is(rig_must(rig, "activity.move",
		   "{'id':%d,'timeframe':'Ht 2022','decision':'§ 1'}", (int)id),
	    "note", NOTE);
	rig_is(
	    rig_must(rig, "activity.edit", "{'id':%d,'purpose':'P'}", (int)id),
	    "note", NOTE);
	rig_is(rig_must(rig, "activity.update", "{'id':%d,'status':'done'}",
		   (int)id),
	    "note", NOTE);
	rig_is(
	    rig_must(rig, "activity.reopen", "{'id':%d,'reason':'R'}", (int)id),
	    "note", NOTE);
	rig_is(
	    rig_must(rig, "activity.drop", "{'id':%d,'reason':'R'}", (int)id),
	    "note", NOTE);
	rig_must(rig, "activity.add",
	    "{'plan':'vbe','activity':'A','purpose':'','timeframe':'Ht 2022',"
	    "'lead':'ks'}");
	rig_is(rig->result, "note", NOTE);
	rig_is_replayed(rig);
}

/* That it stands among what is unclear from now on would not be true. */
static void it_is_the_one_note(void **state)
{
	struct rig *rig = *state;
	int64_t id;

	closed_with(rig, &id);
	rig_must(rig, "activity.move",
	    "{'id':%d,'timeframe':'löpande','decision':'§ 1'}", (int)id);
	rig_is(rig->result, "note", NOTE);
}

static void one_that_goes_on_has_none(void **state)
{
	struct rig *rig = *state;
	int64_t id;

	rig_fill(rig);
	id = rig_activity(rig, "Åtgärd", "Vt 2022");
	rig_must(rig, "activity.edit", "{'id':%d,'purpose':'P'}", (int)id);
	assert_null(rig_at(rig->result, "note"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(it_is_closed_once),
		RIG_TEST(nothing_in_it_is_late),
		RIG_TEST(who_writes_in_it_is_told),
		RIG_TEST(it_is_the_one_note),
		RIG_TEST(one_that_goes_on_has_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
