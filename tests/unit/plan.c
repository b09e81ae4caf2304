/* SPDX-License-Identifier: ISC */
/* Plans: added once, edited, shown with how their activities stand. */
#include "daemon/commands/plan.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/unit/rig/rig.h"

#define BANDS                                                                  \
	"['uppnått målvärde','uppnått nära målvärde',"                  \
	"'ej uppnått accepterat värde','ej bedömt']"

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
	    "'duty_overdue':false,'closed_at':null,'closed_reason':null,'successor':null,"
	    "'board':null,'bands':" BANDS ","
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
	rig_refused(rig, ERR_INVALID, "adopted: is not a date that exists",
	    "plan.add", "{'code':'p','title':'T','adopted':'2022-02-30'}");
	rig_refused(rig, ERR_INVALID, "adopted: is not a date: write",
	    "plan.add", "{'code':'p','title':'T','adopted':'2022-2-28'}");
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
	    "'duty_overdue':false,'closed_at':null,'closed_reason':null,'successor':null,"
	    "'board':null,'bands':" BANDS ","
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
	    "'closed_at':null,'closed_reason':null,'successor':null,"
	    "'board':null,'bands':" BANDS ","
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

/* --- carried --- */

/* Of four, one is done: three go on. 1 has moved once, and its lead has answered
 * that; 2 is unclear. */
static void fill_plan(struct rig *rig)
{
	rig_fill(rig);
	rig_activity(rig, "Late", "senast 2022-03-31");
	rig_activity(rig, "Undated", "snart");
	rig_activity(rig, "Done", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':3,'status':'done'}");
	rig_activity(rig, "Not yet", "Ht 2022");
	rig_must(rig, "activity.update", "{'id':1,'note':'Strax'}");
	rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'senast 2022-05-31','decision':'KS § 5'}");
	rig_must(rig, "activity.update",
	    "{'id':1,'progress':80,'note':'Nästan','expected':'2022-07-29'}");
	rig_must(rig, "plan.add", "{'code':'ny','title':'Nästa'}");
}

static void what_is_open_goes_on_in_another_plan(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	fill_plan(rig);
	result = rig_must(rig, "plan.carry", "{'old':'vbe','new':'ny'}");
	rig_is(result, "",
	    "{'old':'vbe','new':'ny','carried':3,'activities':["
	    "{'old':1,'new':5},{'old':2,'new':6},{'old':4,'new':7}]}");
	result = rig_must(rig, "plan.list", "{}");
	rig_is(result, "rows.0.open", "3");
	rig_is(result, "rows.1.open", "0");
	rig_is(result, "rows.1.successor", "'ny'");
	rig_is(result, "rows.1.closed_reason", "'carried to ny'");
	result = rig_must(rig, "activity.show", "{'id':1}");
	rig_is(result, "status", "'dropped'");
	rig_is(result, "dropped_reason", "'carried to ny as 5'");
	rig_is(result, "carried_to", "5");
	rig_is(result, "carried_plan", "'ny'");
	result = rig_must(rig, "activity.show", "{'id':3}");
	rig_is(result, "status", "'done'");
	result = rig_must(rig, "activity.show", "{'id':6}");
	rig_is(result, "unclear", "['undated']");
	rig_is_replayed(rig);
}

/* From 31 March to 31 May are 61 days. */
static void it_takes_its_history_with_it(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	fill_plan(rig);
	rig_must(rig, "plan.carry", "{'old':'vbe','new':'ny'}");
	rig_must(rig, "plan.add", "{'code':'tredje','title':'Tredje'}");
	rig_must(rig, "plan.carry", "{'old':'ny','new':'tredje'}");
	result = rig_must(rig, "activity.show", "{'id':8}");
	rig_is(result, "plan", "'tredje'");
	rig_is(result, "activity", "'Late'");
	rig_is(result, "carried_from", "5");
	rig_is(result, "status", "'planned'");
	rig_is(result, "progress", "80");
	rig_is(result, "expected", "'2022-07-29'");
	rig_is(result, "due", "'2022-05-31'");
	rig_is(result, "original_due", "'2022-03-31'");
	rig_is(result, "slippage", "61");
	rig_is(result, "history.0.due", "'2022-03-31'");
	rig_is(result, "history.1.decision", "'KS § 5'");
	rig_is(result, "history.3.version", "4");
	assert_null(rig_at(result, "history.0.carried_from"));
	assert_null(rig_at(result, "history.1.carried_from"));
	rig_is(result, "history.2.carried_from", "'vbe'");
	rig_is(result, "history.3.carried_from", "'ny'");
	rig_is(result, "notes.0.note", "'Strax'");
	rig_is(result, "notes.1.note", "'Nästan'");
	rig_is(result, "notes.1.holds", "'2022-07-29'");
	assert_int_equal(
	    json_array_size(json_object_get(result, "history")), 4);
	rig_is_replayed(rig);
}

/* Two answers in all: that of 3, which is done, is the third. */
static void what_was_answered_is_counted_once(void **state)
{
	struct rig *rig = *state;

	fill_plan(rig);
	rig_is(rig_must(rig, "status", "{}"), "answered_count", "3");
	rig_must(rig, "plan.carry", "{'old':'vbe','new':'ny'}");
	rig_is(rig_must(rig, "status", "{}"), "answered_count", "3");
	assert_int_equal(json_array_size(rig_at(rig->result, "answered")), 3);
	rig_is(rig->result, "answered.0.activity", "5");
}

/* Late, soon, unclear and nobody's: of a closed plan none is anybody's task. */
static void a_closed_plan_is_nobodys_task(void **state)
{
	struct rig *rig = *state;
	json_t *status;

	rig_fill(rig);
	rig_activity(rig, "Late", "senast 2022-06-30");
	rig_activity(rig, "Soon", "senast 2022-07-15");
	rig_activity(rig, "Undated", "snart");
	status = rig_must(rig, "status", "{}");
	rig_is(status, "late_count", "1");
	rig_is(status, "soon_count", "1");
	rig_is(status, "activities.overdue", "1");
	rig_is(status, "activities.unclear", "1");
	rig_must(rig, "plan.close", "{'code':'vbe','reason':'Klar'}");
	rig_must(rig, "plan.add", "{'code':'ny','title':'Ny'}");
	rig_refused(rig, ERR_CONFLICT, "is closed, and none goes on after it",
	    "plan.carry", "{'old':'ny','new':'vbe'}");
	status = rig_must(rig, "status", "{}");
	rig_is(status, "late_count", "0");
	rig_is(status, "late", "[]");
	rig_is(status, "soon_count", "0");
	rig_is(status, "unclear", "[]");
	rig_is(status, "activities.planned", "3");
	rig_is(status, "activities.overdue", "0");
	rig_is(status, "activities.unclear", "0");
	rig_is(
	    rig_must(rig, "activity.list", "{'overdue':true}"), "rows", "[]");
	rig_is(
	    rig_must(rig, "activity.list", "{'unclear':true}"), "rows", "[]");
	rig_is(rig_must(rig, "activity.list", "{}"), "rows.0.id", "1");
	rig_is(rig_must(rig, "activity.list", "{'overdue':true,'plan':'vbe'}"),
	    "rows", "[]");
	rig_is_replayed(rig);
}

static void a_follow_up_is_recorded_once(void **state)
{
	static const char params[] =
	    "{'code':'vbe','on':'2022-06-30','decision':'KS § 9'}";
	struct rig *rig = *state;
	int64_t head;

	rig_fill(rig);
	rig_must(rig, "plan.follow_up", "%s", params);
	head = rig_head(rig);
	rig_must(rig, "plan.follow_up", "%s", params);
	rig_is(rig->result, "unchanged", "true");
	assert_int_equal(rig_head(rig), head);
	rig_must(rig, "plan.follow_up",
	    "{'code':'vbe','on':'2022-06-30','decision':'KS § 10'}");
	assert_int_equal(rig_head(rig), head + 1);
	rig_is_replayed(rig);
}

/* A row of the same table is the same activity in the new plan. */
static void an_import_knows_what_was_carried(void **state)
{
	static const char rows[] =
	    "'rows':[{'line':2,'key':'A1','activity':'Ordna en kurs',"
	    "'timeframe':'Ht 2022','owner':'ks'}]";
	struct rig *rig = *state;

	rig_fill(rig);
	rig_must(rig, "plan.import", "{'plan':'vbe',%s}", rows);
	rig_must(rig, "plan.add", "{'code':'ny','title':'Nästa'}");
	rig_must(rig, "plan.carry", "{'old':'vbe','new':'ny'}");
	rig_is(rig_must(rig, "plan.import", "{'plan':'ny',%s}", rows),
	    "unchanged", "true");
	rig_is(rig_must(rig, "activity.show", "{'id':2}"), "key", "'A1'");
	rig_is_replayed(rig);
}

static void what_was_carried_is_named_by_its_new_number(void **state)
{
	struct rig *rig = *state;

	fill_plan(rig);
	rig_refused(rig, ERR_NOT_FOUND, "no plan \"nr\"", "plan.carry",
	    "{'old':'vbe','new':'nr'}");
	rig_refused(rig, ERR_INVALID, "to itself", "plan.carry",
	    "{'old':'vbe','new':'vbe'}");
	rig_must(rig, "plan.carry", "{'old':'vbe','new':'ny'}");
	rig_refused(rig, ERR_CONFLICT, "in another plan, as 5",
	    "activity.update", "{'id':1,'status':'done'}");
	rig_refused(rig, ERR_CONFLICT, "in another plan, as 5", "activity.move",
	    "{'id':1,'timeframe':'2023','decision':'KS § 6'}");
	rig_refused(rig, ERR_CONFLICT, "in another plan, as 7",
	    "activity.reopen", "{'id':4,'reason':'R'}");
	rig_refused(rig, ERR_CONFLICT, "use \"ny\"", "plan.carry",
	    "{'old':'vbe','new':'ny'}");
	rig_must(rig, "activity.update", "{'id':5,'status':'done'}");
	rig_must(rig, "plan.add", "{'code':'tredje','title':'Tredje'}");
	rig_refused(rig, ERR_CONFLICT, "use \"ny\"", "plan.carry",
	    "{'old':'tredje','new':'vbe'}");
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
		RIG_TEST(what_is_open_goes_on_in_another_plan),
		RIG_TEST(it_takes_its_history_with_it),
		RIG_TEST(what_was_answered_is_counted_once),
		RIG_TEST(a_closed_plan_is_nobodys_task),
		RIG_TEST(a_follow_up_is_recorded_once),
		RIG_TEST(an_import_knows_what_was_carried),
		RIG_TEST(what_was_carried_is_named_by_its_new_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
