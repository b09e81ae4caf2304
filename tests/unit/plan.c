/* SPDX-License-Identifier: ISC */
// links: tests/unit/door/door.c tests/unit/door/timeframe.c
/* Plans: added once, edited, shown with how their activities stand. */
#include "daemon/commands/plan.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/unit/door/door.h"

static void added_plan_has_its_members(void **state)
{
	struct door *door = *state;
	json_t *result = door_must(door, "plan.add",
	    "{'code':'hrv-2022','title':'Plan mot hedersrelaterat våld',"
	    "'case_number':'KS/2022:31','adopted':'2022-02-28','decision':"
	    "'KF § 12/22','valid_until':'2025-12-31'}");

	door_is(result, "",
	    "{'code':'hrv-2022','title':'Plan mot hedersrelaterat våld',"
	    "'case_number':'KS/2022:31','decision':'KF § 12/22','adopted':"
	    "'2022-02-28','valid_until':'2025-12-31','review':'4m','activities':0,'open':0,"
	    "'overdue':0}");
	result = door_must(door, "plan.add", "{'code':'p','title':'T'}");
	door_is(result, "case_number", "null");
	door_is(result, "decision", "null");
	door_is(result, "adopted", "null");
	door_is(result, "valid_until", "null");
	door_is_replayed(door);
}

static void plan_is_added_once(void **state)
{
	struct door *door = *state;

	door_must(door, "plan.add", "{'code':'p','title':'T'}");
	door_refused(door, ERR_CONFLICT, "there is a plan \"p\" already",
	    "plan.add", "{'code':'p','title':'U'}");
	door_is(door_must(door, "plan.show", "{'code':'p'}"), "title", "'T'");
	door_is_replayed(door);
}

static void no_plan_is_not_found(void **state)
{
	struct door *door = *state;

	door_refused(
	    door, ERR_NOT_FOUND, "no plan \"p\"", "plan.show", "{'code':'p'}");
	door_refused(door, ERR_INVALID, "adopted: is not a date", "plan.add",
	    "{'code':'p','title':'T','adopted':'2022-02-30'}");
}

/* A plan does not end before it was adopted. */
static void plan_that_ends_before_it_begins_is_refused(void **state)
{
	struct door *door = *state;

	door_refused(door, ERR_INVALID, "valid_until", "plan.add",
	    "{'code':'p','title':'T','adopted':'2022-02-28','valid_until':"
	    "'2021-12-31'}");
}

/* --- edit --- */

static void edit_changes_what_is_given(void **state)
{
	struct door *door = *state;
	int64_t head;

	door_must(door, "plan.add",
	    "{'code':'p','title':'T','case_number':'KS/2022:31'}");
	head = door_head(door);
	door_is(door_must(door, "plan.edit",
		    "{'code':'p','adopted':'2022-02-28','decision':'KF § 12',"
		    "'review':'6m'}"),
	    "",
	    "{'code':'p','title':'T','case_number':'KS/2022:31','decision':"
	    "'KF § 12','adopted':'2022-02-28','valid_until':null,'review':"
	    "'6m','activities':0,'open':0,'overdue':0}");
	door_must(door, "plan.edit",
	    "{'code':'p','title':'U','case_number':'1','valid_until':"
	    "'2025-12-31'}");
	assert_int_equal(door_head(door), head + 2);
	door_is(door_must(door, "plan.show", "{'code':'p'}"), "",
	    "{'code':'p','title':'U','case_number':'1','decision':'KF § 12',"
	    "'adopted':'2022-02-28','valid_until':'2025-12-31','review':'6m',"
	    "'activities':0,'open':0,'overdue':0}");
	door_is_replayed(door);
}

static void edit_leaves_other_plans_alone(void **state)
{
	struct door *door = *state;

	door_must(door, "plan.add", "{'code':'p','title':'T'}");
	door_must(door, "plan.add", "{'code':'q','title':'T'}");
	door_must(door, "plan.edit", "{'code':'p','title':'U','review':'1y'}");
	door_is(door_must(door, "plan.show", "{'code':'q'}"), "title", "'T'");
	door_is(door->result, "review", "'4m'");
}

static void edit_to_what_it_is_is_unchanged(void **state)
{
	static const char plan[] = "{'code':'p','title':'T','adopted':"
				   "'2022-02-28','review':'4m'}";
	struct door *door = *state;
	int64_t head;

	door_must(door, "plan.add", "%s", plan);
	head = door_head(door);
	door_must(door, "plan.edit", "%s", plan);
	assert_false(door->reply.has_receipt);
	assert_int_equal(door_head(door), head);
	door_is_replayed(door);
}

static void edit_of_nothing_is_refused(void **state)
{
	struct door *door = *state;

	door_must(door, "plan.add", "{'code':'p','title':'T'}");
	door_refused(
	    door, ERR_INVALID, "nothing to edit", "plan.edit", "{'code':'p'}");
	door_refused(door, ERR_NOT_FOUND, "no plan \"q\"", "plan.edit",
	    "{'code':'q','title':'T'}");
	door_refused(door, ERR_INVALID, "title", "plan.edit",
	    "{'code':'p','title':' '}");
	door_refused(door, ERR_INVALID, "adopted", "plan.edit",
	    "{'code':'p','adopted':'2022-02-30'}");
}

/* Also where only one of the two dates is new. */
static void edit_to_an_end_before_the_beginning_is_refused(void **state)
{
	struct door *door = *state;

	door_must(door, "plan.add",
	    "{'code':'p','title':'T','adopted':'2022-02-28','valid_until':"
	    "'2025-12-31'}");
	door_refused(door, ERR_INVALID, "valid_until", "plan.edit",
	    "{'code':'p','valid_until':'2022-02-27','title':'U'}");
	door_refused(door, ERR_INVALID, "valid_until", "plan.edit",
	    "{'code':'p','adopted':'2026-01-01'}");
	door_is(door_must(door, "plan.show", "{'code':'p'}"), "title", "'T'");
	door_is(door->result, "valid_until", "'2025-12-31'");
	door_must(door, "plan.edit", "{'code':'p','adopted':'2025-12-31'}");
	door_is_replayed(door);
}

/* --- review --- */

/* design.md, section 6, and the issue: one tertial where nothing is said. */
static void review_is_a_tertial_or_as_given(void **state)
{
	static const char *const refused[] = { "4", "m", "0m", "4 m", "-4m",
		"11y", "4q", "" };
	struct door *door = *state;

	door_must(door, "plan.add", "{'code':'p','title':'T'}");
	door_is(door->result, "review", "'4m'");
	door_must(door, "plan.add", "{'code':'q','title':'T','review':'90d'}");
	door_is(door->result, "review", "'90d'");
	door_is(door_must(door, "plan.list", "{}"), "rows.1.review", "'90d'");
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		door_refused(door, ERR_INVALID, "review", "plan.add",
		    "{'code':'r','title':'T','review':'%s'}", refused[i]);
		door_refused(door, ERR_INVALID, "review", "plan.edit",
		    "{'code':'p','review':'%s'}", refused[i]);
	}
	door_is_replayed(door);
}

static void plan_counts_its_activities(void **state)
{
	struct door *door = *state;
	json_t *result;

	door_fill(door);
	door_must(door, "plan.add", "{'code':'other','title':'T'}");
	door_activity(door, "Late", "Vt 2022");
	door_activity(door, "Not yet", "Ht 2022");
	door_activity(door, "Undated", "snart");
	door_activity(door, "Done", "Vt 2022");
	door_must(door, "activity.update", "{'id':4,'status':'done'}");
	door_activity(door, "Dropped", "Vt 2022");
	door_must(door, "activity.drop", "{'id':5,'reason':'R'}");
	result = door_must(door, "plan.show", "{'code':'vbe'}");
	door_is(result, "activities", "5");
	door_is(result, "open", "3");
	door_is(result, "overdue", "1");
	result = door_must(door, "plan.list", "{}");
	door_is(result, "rows.0.code", "'other'");
	door_is(result, "rows.0.activities", "0");
	door_is(result, "rows.1.overdue", "1");
	result = door_must(door, "plan.list", "{'after':'other'}");
	door_is(result, "rows.0.code", "'vbe'");
	door_is(result, "rows.0.activities", "5");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOOR_TEST(added_plan_has_its_members),
		DOOR_TEST(plan_is_added_once),
		DOOR_TEST(no_plan_is_not_found),
		DOOR_TEST(plan_that_ends_before_it_begins_is_refused),
		DOOR_TEST(edit_changes_what_is_given),
		DOOR_TEST(edit_leaves_other_plans_alone),
		DOOR_TEST(edit_to_what_it_is_is_unchanged),
		DOOR_TEST(edit_of_nothing_is_refused),
		DOOR_TEST(edit_to_an_end_before_the_beginning_is_refused),
		DOOR_TEST(review_is_a_tertial_or_as_given),
		DOOR_TEST(plan_counts_its_activities),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
