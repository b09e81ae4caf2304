/* SPDX-License-Identifier: ISC */
/* The ladder as data: what is in force for whom, what may be set. Expected
 * ladders are the table of design section 9 and docs/wire.md. */
#include "daemon/commands/ladder.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "tests/unit/rig/rig.h"

/* Of the last answer's rows, the one of a stage. */
static json_t *row(struct rig *rig, const char *stage)
{
	json_t *found = NULL, *each;
	size_t i;

	json_array_foreach (rig_at(rig->result, "rows"), i, each)
		if (strcmp(json_string_value(json_object_get(each, "stage")),
			stage) == 0)
			found = each;
	assert_non_null(found);
	return found;
}

static void in_force(struct rig *rig, const char *plan, const char *stage,
    const char *at, const char *told)
{
	rig_must(
	    rig, "ladder.show", plan != NULL ? "{'plan':'%s'}" : "{}", plan);
	rig_is(row(rig, stage), "at", at);
	rig_is(row(rig, stage), "told", told);
}

static struct ladders load(struct rig *rig)
{
	struct ladders ladders;
	struct err err;

	if (ladders_load(&ladders, rig->store, &err) != 0)
		fail_msg("%s", err.text);
	return ladders;
}

/* Design section 9. */
static void default_is_the_design_s(void **state)
{
	static const char *const stages[][3] = {
		{ "assigned", "[0]", "['lead','cooperating','former']" },
		{ "moved", "[0]", "['lead','cooperating']" },
		{ "upcoming", "[30,7,0]", "['lead','cooperating']" },
		{ "begin", "[5]", "['lead']" },
		{ "midway", "[120]", "['lead']" },
		{ "due", "[0]", "['lead']" },
		{ "overdue", "[4,1]", "['lead']" },
		{ "escalated", "[10,20]",
		    "['escalation','coordinator','steering']" },
		{ "stale", "[60]", "['lead']" },
		{ "review", "[0]", "['lead']" },
		{ "follow-up", "[4,1,90,30]", "['coordinator','steering']" },
		{ "ending", "[1,30]", "['coordinator','steering']" },
		{ "unclear", "[4,1]", "['coordinator']" },
		{ "digest", "[0]", "['coordinator']" },
	};
	struct rig *rig = *state;
	json_t *rows;

	rows = rig_at(rig_must(rig, "ladder.show", "{}"), "rows");
	assert_int_equal(json_array_size(rows), 14);
	for (size_t i = 0; i < 14; i++) {
		json_t *each = json_array_get(rows, i);

		assert_string_equal(
		    json_string_value(json_object_get(each, "stage")),
		    stages[i][0]);
		rig_is(each, "at", stages[i][1]);
		rig_is(each, "told", stages[i][2]);
		rig_is(each, "plan", "null");
		rig_is(each, "changed", "false");
	}
	rig_is(row(rig, "upcoming"), "unit", "'days before the due date'");
}

static void what_is_set_is_in_force(void **state)
{
	struct rig *rig = *state;
	int64_t head;

	rig_is(rig_must(rig, "ladder.set", "{'stage':'upcoming','at':[14,3]}"),
	    "",
	    "{'plan':null,'stage':'upcoming','at':[14,3],'unit':"
	    "'days before the due date','words':'14 and 3 days before the due"
	    " date, on a day off the workday before it',"
	    "'told':['lead','cooperating'],"
	    "'changed':true}");
	in_force(rig, NULL, "upcoming", "[14,3]", "['lead','cooperating']");
	rig_is(row(rig, "upcoming"), "changed", "true");
	rig_is(row(rig, "due"), "changed", "false");
	rig_must(rig, "ladder.set",
	    "{'stage':'upcoming','told':['coordinator','lead']}");
	in_force(rig, NULL, "upcoming", "[14,3]", "['coordinator','lead']");
	head = rig_head(rig);
	rig_is(rig_must(rig, "ladder.set", "{'stage':'upcoming','at':[14,3]}"),
	    "unchanged", "true");
	rig_is(rig_must(rig, "ladder.set", "{'stage':'due','at':[0]}"),
	    "unchanged", "true");
	assert_int_equal(rig_head(rig), head);
	/* The order of who is told is a difference, the default none. */
	rig_must(rig, "ladder.set",
	    "{'stage':'upcoming','told':['lead','coordinator']}");
	assert_int_equal(rig_head(rig), head + 1);
	rig_is_replayed(rig);
}

static void a_stage_is_turned_off_and_on(void **state)
{
	struct rig *rig = *state;

	rig_is(rig_must(rig, "ladder.set", "{'stage':'begin','off':true}"),
	    "at", "[]");
	in_force(rig, NULL, "begin", "[]", "['lead']");
	rig_is(rig_must(rig, "ladder.set", "{'stage':'begin','off':true}"),
	    "unchanged", "true");
	rig_must(rig, "ladder.set",
	    "{'stage':'begin','told':['lead','cooperating']}");
	in_force(rig, NULL, "begin", "[]", "['lead','cooperating']");
	rig_must(rig, "ladder.set", "{'stage':'begin','at':[2]}");
	in_force(rig, NULL, "begin", "[2]", "['lead','cooperating']");
	rig_refused(rig, ERR_INVALID, "off", "ladder.set",
	    "{'stage':'begin','off':true,'at':[2]}");
	rig_refused(rig, ERR_INVALID, "nothing to set", "ladder.set",
	    "{'stage':'begin'}");
	rig_refused(rig, ERR_INVALID, "nothing to set", "ladder.set",
	    "{'stage':'begin','off':false}");
	rig_is_replayed(rig);
}

/* What a plan has not changed is that of all plans. */
static void a_plan_has_its_own(void **state)
{
	struct rig *rig = *state;
	struct ladders ladders;

	rig_fill(rig);
	rig_must(rig, "plan.add", "{'code':'hrv','title':'H'}");
	rig_must(
	    rig, "ladder.set", "{'plan':'vbe','stage':'stale','at':[30,90]}");
	rig_must(rig, "ladder.set", "{'stage':'begin','at':[8]}");
	rig_must(rig, "ladder.set", "{'stage':'stale','at':[45]}");
	in_force(rig, "vbe", "stale", "[30,90]", "['lead']");
	in_force(rig, "vbe", "begin", "[8]", "['lead']");
	in_force(rig, "hrv", "stale", "[45]", "['lead']");
	in_force(rig, NULL, "stale", "[45]", "['lead']");
	rig_is(rig_must(rig, "ladder.show", "{'plan':'vbe'}"), "rows.0.plan",
	    "'vbe'");
	ladders = load(rig);
	assert_int_equal(ladders.count, 2);
	assert_string_equal(ladders.list[0].plan, "");
	assert_int_equal(
	    ladders_of(&ladders, "")->rungs[STAGE_STALE].at[0], 45);
	assert_int_equal(
	    ladders_of(&ladders, "vbe")->rungs[STAGE_STALE].count, 2);
	assert_int_equal(
	    ladders_of(&ladders, "vbe")->rungs[STAGE_STALE].at[1], 90);
	assert_int_equal(
	    ladders_of(&ladders, "vbe")->rungs[STAGE_BEGIN].at[0], 8);
	assert_int_equal(
	    ladders_of(&ladders, "hrv")->rungs[STAGE_STALE].at[0], 45);
	ladders_release(&ladders);
	ladders_release(&ladders);
	/* The same for a plan as in force for all is none of its own. */
	rig_is(rig_must(rig, "ladder.set",
		   "{'plan':'hrv','stage':'stale','at':[45]}"),
	    "unchanged", "true");
	rig_refused(rig, ERR_NOT_FOUND, "no plan", "ladder.set",
	    "{'plan':'x','stage':'stale','at':[45]}");
	rig_refused(
	    rig, ERR_NOT_FOUND, "no plan", "ladder.show", "{'plan':'x'}");
	rig_is_replayed(rig);
}

static void reset_goes_back_one_level(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_must(rig, "ladder.set", "{'stage':'stale','at':[45]}");
	rig_must(rig, "ladder.set", "{'stage':'begin','at':[8]}");
	rig_must(rig, "ladder.set", "{'plan':'vbe','stage':'stale','at':[20]}");
	rig_must(rig, "ladder.set", "{'plan':'vbe','stage':'due','at':[3,0]}");
	rig_is(rig_must(rig, "ladder.reset", "{'plan':'vbe','stage':'stale'}"),
	    "", "{'plan':'vbe','stage':'stale','reset':1}");
	in_force(rig, "vbe", "stale", "[45]", "['lead']");
	in_force(rig, "vbe", "due", "[3,0]", "['lead']");
	rig_is(rig_must(rig, "ladder.reset", "{}"), "reset", "2");
	in_force(rig, "vbe", "stale", "[60]", "['lead']");
	in_force(rig, "vbe", "due", "[3,0]", "['lead']");
	rig_is(rig_must(rig, "ladder.reset", "{}"), "unchanged", "true");
	rig_is(rig_must(rig, "ladder.reset", "{'plan':'vbe'}"), "reset", "1");
	in_force(rig, "vbe", "due", "[0]", "['lead']");
	rig_refused(
	    rig, ERR_NOT_FOUND, "no plan", "ladder.reset", "{'plan':'x'}");
	rig_is_replayed(rig);
}

static void numbers_keep_the_stage_s_rule(void **state)
{
	static const struct {
		const char *stage, *at;
		bool fits;
	} cases[] = {
		{ "upcoming", "[365,1,0]", true },
		{ "upcoming", "[7,30]", false },
		{ "upcoming", "[7,7]", false },
		{ "upcoming", "[366]", false },
		{ "upcoming", "[]", false },
		{ "upcoming", "[9,8,7,6,5,4,3,2]", true },
		{ "upcoming", "[9,8,7,6,5,4,3,2,1]", false },
		{ "begin", "[0,365]", true },
		{ "begin", "[5,5]", false },
		{ "begin", "[9,5]", false },
		{ "due", "[2,0]", true },
		{ "due", "[0,2]", false },
		{ "overdue", "[0,0]", true },
		{ "overdue", "[8,12]", true },
		{ "overdue", "[4,4]", true },
		{ "overdue", "[9,1]", false },
		{ "overdue", "[4,13]", false },
		{ "overdue", "[4]", false },
		{ "overdue", "[4,1,1]", false },
		{ "escalated", "[1]", true },
		{ "escalated", "[5,15,365]", true },
		{ "escalated", "[0,10]", false },
		{ "escalated", "[20,10]", false },
		{ "escalated", "[10,10]", false },
		{ "stale", "[1]", true },
		{ "stale", "[0]", false },
		{ "stale", "[90,30]", false },
		{ "review", "[0]", true },
		{ "review", "[1]", false },
		{ "midway", "[365]", true },
		{ "midway", "[0]", false },
		{ "midway", "[120,200]", false },
		{ "follow-up", "[0,0]", true },
		{ "follow-up", "[8,12,365,1]", true },
		{ "follow-up", "[4]", false },
		{ "follow-up", "[9,1]", false },
		{ "follow-up", "[4,1,30,90]", false },
		{ "follow-up", "[4,1,30,30]", false },
		{ "ending", "[12,90,30]", true },
		{ "ending", "[13]", false },
		{ "ending", "[1,30,90]", false },
		{ "unclear", "[8,12]", true },
		{ "unclear", "[9,1]", false },
		{ "unclear", "[0,1]", false },
		{ "unclear", "[4]", false },
		{ "assigned", "[0]", true },
		{ "assigned", "[1]", false },
		{ "moved", "[0,0]", false },
		{ "moved", "[]", false },
		{ "digest", "[0]", false },
	};
	struct rig *rig = *state;
	int wrong = 0;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum err_code code =
		    rig_ask(rig, rig->coordinator, "ladder.set",
			"{'stage':'%s','at':%s}", cases[i].stage, cases[i].at);

		if (code == (cases[i].fits ? ERR_NONE : ERR_INVALID))
			continue;
		print_error("%s %s\n", cases[i].stage, cases[i].at);
		wrong++;
	}
	assert_int_equal(wrong, 0);
	rig_is_replayed(rig);
}

/* The roles of each stage, as bits in the order of docs/wire.md's list. */
static void roles_keep_the_stage_s_rule(void **state)
{
	static const char *const roles[] = { "lead", "cooperating",
		"escalation", "former", "coordinator", "steering" };
	static const struct {
		const char *stage, *may; /* x where the role may be told */
	} cases[] = {
		{ "assigned", "xx-xx-" },
		{ "moved", "xx--x-" },
		{ "upcoming", "xx--x-" },
		{ "begin", "xx--x-" },
		{ "midway", "xx--x-" },
		{ "due", "xx--x-" },
		{ "overdue", "xx--x-" },
		{ "stale", "xx--x-" },
		{ "review", "xx--x-" },
		{ "escalated", "--x-xx" },
		{ "follow-up", "----xx" },
		{ "ending", "----xx" },
		{ "unclear", "----x-" },
	};
	struct rig *rig = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		for (size_t j = 0; j < 6; j++)
			assert_int_equal(
			    rig_ask(rig, rig->coordinator, "ladder.set",
				"{'stage':'%s','told':['%s']}", cases[i].stage,
				roles[j]),
			    cases[i].may[j] == 'x' ? ERR_NONE : ERR_INVALID);
		rig_refused(rig, ERR_INVALID, "told", "ladder.set",
		    "{'stage':'%s','told':[]}", cases[i].stage);
		rig_refused(rig, ERR_INVALID, "twice", "ladder.set",
		    "{'stage':'%s','told':['coordinator','coordinator']}",
		    cases[i].stage);
	}
	rig_refused(rig, ERR_INVALID, "stage", "ladder.set",
	    "{'stage':'late','off':true}");
	rig_is_replayed(rig);
}

static void the_coordinator_sets_and_anyone_sees(void **state)
{
	struct rig *rig = *state;
	struct sign_key *auditor = rig_key(rig, "R", "auditor", NULL);

	assert_int_equal(rig_ask(rig, auditor, "ladder.show", "{}"), ERR_NONE);
	assert_int_equal(
	    rig_ask(rig, auditor, "ladder.set", "{'stage':'due','off':true}"),
	    ERR_DENIED);
	assert_int_equal(
	    rig_ask(rig, auditor, "ladder.reset", "{}"), ERR_DENIED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(default_is_the_design_s),
		RIG_TEST(what_is_set_is_in_force),
		RIG_TEST(a_stage_is_turned_off_and_on),
		RIG_TEST(a_plan_has_its_own),
		RIG_TEST(reset_goes_back_one_level),
		RIG_TEST(numbers_keep_the_stage_s_rule),
		RIG_TEST(roles_keep_the_stage_s_rule),
		RIG_TEST(the_coordinator_sets_and_anyone_sees),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
