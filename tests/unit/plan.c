/* SPDX-License-Identifier: ISC */
/* Plans: added once, edited, shown with how their activities stand. */
#include "daemon/commands/plan.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/unit/rig/rig.h"

static void added_plan_has_its_members(void **state)
{
	struct rig *rig = *state;
	json_t *result = rig_must(rig, "plan.add",
	    "{'code':'hrv-2022','title':'Plan mot hedersrelaterat våld',"
	    "'case_number':'KS/2022:31','adopted':'2022-02-28','decision':"
	    "'KF § 12/22','valid_until':'2025-12-31'}");

	rig_is(result, "",
	    "{'code':'hrv-2022','title':'Plan mot hedersrelaterat våld',"
	    "'case_number':'KS/2022:31','decision':'KF § 12/22','adopted':"
	    "'2022-02-28','valid_until':'2025-12-31','review':'4m',"
	    "'steering':null,'follow_up':'24m','statutory':false,"
	    "'followed':null,"
	    "'followed_decision':null,'follow_up_due':'2024-02-28',"
	    "'duty_overdue':false,'closed_at':null,'closed_reason':null,"
	    "'activities':0,'open':0,"
	    "'overdue':0}");
	result = rig_must(rig, "plan.add", "{'code':'p','title':'T'}");
	rig_is(result, "case_number", "null");
	rig_is(result, "decision", "null");
	rig_is(result, "adopted", "null");
	rig_is(result, "valid_until", "null");
	rig_is_replayed(rig);
}

static void plan_is_added_once(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "plan.add", "{'code':'p','title':'T'}");
	rig_refused(rig, ERR_CONFLICT, "there is a plan \"p\" already",
	    "plan.add", "{'code':'p','title':'U'}");
	rig_is(rig_must(rig, "plan.show", "{'code':'p'}"), "title", "'T'");
	rig_is_replayed(rig);
}

static void no_plan_is_not_found(void **state)
{
	struct rig *rig = *state;

	rig_refused(
	    rig, ERR_NOT_FOUND, "no plan \"p\"", "plan.show", "{'code':'p'}");
	rig_refused(rig, ERR_INVALID, "adopted: is not a date", "plan.add",
	    "{'code':'p','title':'T','adopted':'2022-02-30'}");
}

/* A plan does not end before it was adopted. */
static void plan_that_ends_before_it_begins_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "valid_until", "plan.add",
	    "{'code':'p','title':'T','adopted':'2022-02-28','valid_until':"
	    "'2021-12-31'}");
}

/* --- edit --- */

static void edit_changes_what_is_given(void **state)
{
	struct rig *rig = *state;
	int64_t head;

	rig_must(rig, "plan.add",
	    "{'code':'p','title':'T','case_number':'KS/2022:31'}");
	head = rig_head(rig);
	rig_is(rig_must(rig, "plan.edit",
		   "{'code':'p','adopted':'2022-02-28','decision':'KF § 12',"
		   "'review':'6m'}"),
	    "",
	    "{'code':'p','title':'T','case_number':'KS/2022:31','decision':"
	    "'KF § 12','adopted':'2022-02-28','valid_until':null,'review':"
	    "'6m','steering':null,'follow_up':'24m','statutory':false,"
	    "'followed':null,"
	    "'followed_decision':null,'follow_up_due':'2024-02-28',"
	    "'duty_overdue':false,'closed_at':null,'closed_reason':null,"
	    "'activities':0,'open':0,'overdue':0}");
	rig_must(rig, "plan.edit",
	    "{'code':'p','title':'U','case_number':'1','valid_until':"
	    "'2025-12-31'}");
	assert_int_equal(rig_head(rig), head + 2);
	rig_is(rig_must(rig, "plan.show", "{'code':'p'}"), "",
	    "{'code':'p','title':'U','case_number':'1','decision':'KF § 12',"
	    "'adopted':'2022-02-28','valid_until':'2025-12-31','review':'6m',"
	    "'steering':null,'follow_up':'24m',"
	    "'statutory':false,'followed':null,'followed_decision':null,"
	    "'follow_up_due':'2024-02-28','duty_overdue':false,"
	    "'closed_at':null,'closed_reason':null,"
	    "'activities':0,'open':0,'overdue':0}");
	rig_is_replayed(rig);
}

static void edit_leaves_other_plans_alone(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "plan.add", "{'code':'p','title':'T'}");
	rig_must(rig, "plan.add", "{'code':'q','title':'T'}");
	rig_must(rig, "plan.edit", "{'code':'p','title':'U','review':'1y'}");
	rig_is(rig_must(rig, "plan.show", "{'code':'q'}"), "title", "'T'");
	rig_is(rig->result, "review", "'4m'");
}

static void edit_to_what_it_is_is_unchanged(void **state)
{
	static const char plan[] = "{'code':'p','title':'T','adopted':"
				   "'2022-02-28','review':'4m'}";
	struct rig *rig = *state;
	int64_t head;

	rig_must(rig, "plan.add", "%s", plan);
	head = rig_head(rig);
	rig_must(rig, "plan.edit", "%s", plan);
	assert_false(rig->reply.has_receipt);
	assert_int_equal(rig_head(rig), head);
	rig_is_replayed(rig);
}

static void edit_of_nothing_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "plan.add", "{'code':'p','title':'T'}");
	rig_refused(
	    rig, ERR_INVALID, "nothing to edit", "plan.edit", "{'code':'p'}");
	rig_refused(rig, ERR_NOT_FOUND, "no plan \"q\"", "plan.edit",
	    "{'code':'q','title':'T'}");
	rig_refused(
	    rig, ERR_INVALID, "title", "plan.edit", "{'code':'p','title':' '}");
	rig_refused(rig, ERR_INVALID, "adopted", "plan.edit",
	    "{'code':'p','adopted':'2022-02-30'}");
}

/* Also where only one of the two dates is new. */
static void edit_to_an_end_before_the_beginning_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "plan.add",
	    "{'code':'p','title':'T','adopted':'2022-02-28','valid_until':"
	    "'2022-12-31'}");
	rig_refused(rig, ERR_INVALID, "valid_until", "plan.edit",
	    "{'code':'p','valid_until':'2022-02-27','title':'U'}");
	rig_refused(rig, ERR_INVALID, "valid_until", "plan.edit",
	    "{'code':'p','adopted':'2023-01-01'}");
	rig_refused(rig, ERR_INVALID, "adopted: is more than a year ahead",
	    "plan.edit", "{'code':'p','adopted':'2026-01-01'}");
	rig_is(rig_must(rig, "plan.show", "{'code':'p'}"), "title", "'T'");
	rig_is(rig->result, "valid_until", "'2022-12-31'");
	rig_must(rig, "plan.edit", "{'code':'p','adopted':'2022-12-31'}");
	rig_is_replayed(rig);
}

/* --- review --- */

/* A tertial, four months, where nothing is said. */
static void review_is_a_tertial_or_as_given(void **state)
{
	static const char *const refused[] = { "4", "m", "0m", "4 m", "-4m",
		"11y", "4q", "" };
	struct rig *rig = *state;

	rig_must(rig, "plan.add", "{'code':'p','title':'T'}");
	rig_is(rig->result, "review", "'4m'");
	rig_must(rig, "plan.add", "{'code':'q','title':'T','review':'90d'}");
	rig_is(rig->result, "review", "'90d'");
	rig_is(rig_must(rig, "plan.list", "{}"), "rows.1.review", "'90d'");
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		rig_refused(rig, ERR_INVALID, "review", "plan.add",
		    "{'code':'r','title':'T','review':'%s'}", refused[i]);
		rig_refused(rig, ERR_INVALID, "review", "plan.edit",
		    "{'code':'p','review':'%s'}", refused[i]);
	}
	rig_is_replayed(rig);
}

static void plan_counts_its_activities(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_fill(rig);
	rig_must(rig, "plan.add", "{'code':'other','title':'T'}");
	rig_activity(rig, "Late", "Vt 2022");
	rig_activity(rig, "Not yet", "Ht 2022");
	rig_activity(rig, "Undated", "snart");
	rig_activity(rig, "Done", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':4,'status':'done'}");
	rig_activity(rig, "Dropped", "Vt 2022");
	rig_must(rig, "activity.drop", "{'id':5,'reason':'R'}");
	result = rig_must(rig, "plan.show", "{'code':'vbe'}");
	rig_is(result, "activities", "5");
	rig_is(result, "open", "3");
	rig_is(result, "overdue", "1");
	result = rig_must(rig, "plan.list", "{}");
	rig_is(result, "rows.0.code", "'other'");
	rig_is(result, "rows.0.activities", "0");
	rig_is(result, "rows.1.overdue", "1");
	result = rig_must(rig, "plan.list", "{'after':'other'}");
	rig_is(result, "rows.0.code", "'vbe'");
	rig_is(result, "rows.0.activities", "5");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(added_plan_has_its_members),
		RIG_TEST(plan_is_added_once),
		RIG_TEST(no_plan_is_not_found),
		RIG_TEST(plan_that_ends_before_it_begins_is_refused),
		RIG_TEST(edit_changes_what_is_given),
		RIG_TEST(edit_leaves_other_plans_alone),
		RIG_TEST(edit_to_what_it_is_is_unchanged),
		RIG_TEST(edit_of_nothing_is_refused),
		RIG_TEST(edit_to_an_end_before_the_beginning_is_refused),
		RIG_TEST(review_is_a_tertial_or_as_given),
		RIG_TEST(plan_counts_its_activities),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
