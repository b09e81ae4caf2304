/* SPDX-License-Identifier: ISC */
/* calendar.dates: what has a due date or had one, each with a number that grows
 * when something is said of it. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "protocol/json_member.h"
#include "tests/unit/rig/rig.h"

/* The first activity's row. */
static json_t *row(struct rig *rig)
{
	json_t *rows = json_object_get(
	    rig_must(rig, "calendar.dates", "{'plan':'vbe'}"), "rows");

	return json_array_get(rows, 0);
}

static int64_t sequence(struct rig *rig)
{
	return json_number(row(rig), "sequence");
}

static void a_row_is_what_an_event_says(void **state)
{
	struct rig *rig = *state;
	int64_t id = rig_activity(rig, "Åtgärd", "Vt 2023");

	rig_must(rig, "activity.assign",
	    "{'id':%d,'lead':'sn','cooperating':['ks','bun']}", (int)id);
	rig_must(rig, "calendar.dates", "{}");
	rig_is(rig->result, "rows.0.due", "'2023-06-30'");
	rig_is(rig->result, "rows.0.state", "'open'");
	rig_is(rig->result, "rows.0.lead", "'Socialnämnden'");
	rig_is(rig->result, "rows.0.cooperating",
	    "['Kommunstyrelsen','Barn- och utbildningsnämnden']");
	rig_is(rig->result, "rows.0.vague", "false");
	rig_is(rig->result, "rows.0.changed", "'2022-07-01T06:00:00Z'");
}

static void what_is_said_of_it_counts(void **state)
{
	struct rig *rig = *state;
	int64_t id = rig_activity(rig, "Åtgärd", "Vt 2022"), before;

	before = sequence(rig);
	rig_must(
	    rig, "activity.snooze", "{'id':%d,'until':'2022-07-15'}", (int)id);
	assert_int_equal(sequence(rig), before);
	rig_activity(rig, "En annan", "Ht 2023");
	assert_int_equal(sequence(rig), before);
	rig_must(rig, "activity.update", "{'id':%d,'status':'done'}", (int)id);
	assert_true(sequence(rig) > before);
	rig_is(row(rig), "state", "'done'");
	before = sequence(rig);
	rig_must(
	    rig, "activity.reopen", "{'id':%d,'reason':'Inte klar'}", (int)id);
	assert_true(sequence(rig) > before);
	rig_is(row(rig), "state", "'open'");
	rig_is_replayed(rig);
}

/* The end of the plan counts one more, and what is said after it more. */
static void the_end_of_its_plan_counts(void **state)
{
	struct rig *rig = *state;
	int64_t id = rig_activity(rig, "Åtgärd", "Vt 2023");
	int64_t before = sequence(rig);

	rig_clock(rig, "2022-08-01T09:00");
	rig_must(rig, "plan.close", "{'code':'vbe','reason':'Slut'}");
	assert_int_equal(sequence(rig), before + 1);
	rig_is(row(rig), "state", "'closed'");
	rig_is(row(rig), "changed", "'2022-08-01T07:00:00Z'");
	rig_must(rig, "activity.edit", "{'id':%d,'purpose':'Nytt'}", (int)id);
	assert_true(sequence(rig) > before + 1);
}

static void a_date_that_is_gone_is_the_last(void **state)
{
	struct rig *rig = *state;
	int64_t id = rig_activity(rig, "Åtgärd", "Vt 2023");

	rig_activity(rig, "Löpande", "löpande");
	rig_must(rig, "activity.move",
	    "{'id':%d,'timeframe':'Ht 2023','decision':'§ 1'}", (int)id);
	rig_must(rig, "activity.move",
	    "{'id':%d,'timeframe':'löpande','decision':'§ 2'}", (int)id);
	rig_is(row(rig), "due", "'2023-12-31'");
	rig_is(row(rig), "state", "'undated'");
	assert_int_equal(json_array_size(json_object_get(
			     rig_must(rig, "calendar.dates", "{}"), "rows")),
	    1);
}

static void a_department_has_its_own(void **state)
{
	struct rig *rig = *state;
	struct sign_key *key = rig_key(rig, "soc", "department", "sn");
	int64_t id;

	rig_activity(rig, "Kommunstyrelsens", "Vt 2023");
	id = rig_activity(rig, "Socialnämndens", "Vt 2023");
	rig_must(rig, "activity.assign",
	    "{'id':%d,'lead':'ks','cooperating':['sn']}", (int)id);
	assert_int_equal(rig_ask(rig, key, "calendar.dates", "{}"), ERR_NONE);
	assert_int_equal(
	    json_array_size(json_object_get(rig->result, "rows")), 1);
	rig_is(rig->result, "rows.0.activity", "'Socialnämndens'");
	assert_int_equal(
	    rig_ask(rig, key, "calendar.dates", "{'all':true}"), ERR_NONE);
	assert_int_equal(
	    json_array_size(json_object_get(rig->result, "rows")), 2);
	rig_refused(
	    rig, ERR_NOT_FOUND, "vbe-9", "calendar.dates", "{'plan':'vbe-9'}");
	rig_refused(
	    rig, ERR_NOT_FOUND, "xx", "calendar.dates", "{'department':'xx'}");
}

static int open_filled(void **state)
{
	rig_open(state);
	rig_fill(*state);
	return 0;
}

#define FILLED(test)                                                           \
	cmocka_unit_test_setup_teardown(test, open_filled, rig_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FILLED(a_row_is_what_an_event_says),
		FILLED(what_is_said_of_it_counts),
		FILLED(the_end_of_its_plan_counts),
		FILLED(a_date_that_is_gone_is_the_last),
		FILLED(a_department_has_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
