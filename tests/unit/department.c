/* SPDX-License-Identifier: ISC */
/* Departments: every spelling of a name, and one that takes over from
 * another. */
#include "daemon/commands/department.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "tests/unit/rig/rig.h"

static int open_plan(void **state)
{
	rig_open(state);
	rig_fill(*state);
	return 0;
}

/* The lead that an owner text is read as, "null" for none. */
static void means(struct rig *rig, const char *owner, const char *code)
{
	static int line;
	json_t *result;

	line++;
	result = rig_must(rig, "plan.import",
	    "{'plan':'vbe','rows':[{'line':2,'activity':'means %d',"
	    "'owner':'%s'}]}",
	    line, owner);
	result = rig_must(rig, "activity.show", "{'id':%lld}",
	    json_integer_value(rig_at(result, "activities.0.id")));
	rig_is(result, "lead", code);
}

/* --- add --- */

/* Owners of two plans, one of them closed: three texts of the open one name
 * what Kommunstaben is called later, one of them beside its lead; one is read
 * already, one names nobody still, one lists equals. */
static void owners_to_come(struct rig *rig)
{
	rig_must(rig, "plan.add", "{'code':'old','title':'Gammal'}");
	rig_must(rig, "plan.import",
	    "{'plan':'old','rows':[{'line':2,'activity':'a','owner':'Staben'}]}");
	rig_must(rig, "plan.close", "{'code':'old','reason':'Slut'}");
	rig_must(rig, "plan.import",
	    "{'plan':'vbe','rows':["
	    "{'line':2,'activity':'a','owner':'Staben'},"
	    "{'line':3,'activity':'b','owner':'Staben'},"
	    "{'line':4,'activity':'c','owner':"
	    "'Socialnämnden i samverkan med staben'},"
	    "{'line':5,'activity':'d','owner':'Socialnämnden'},"
	    "{'line':6,'activity':'e','owner':'Polisen'},"
	    "{'line':7,'activity':'f','owner':'Kommunstyrelsen, Socialnämnden'},"
	    "{'line':8,'activity':'g','owner':'Staben'}]}");
	rig_must(rig, "activity.drop", "{'id':8,'reason':'Nej'}");
}

static void a_new_alias_says_how_many_it_makes_clear(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	owners_to_come(rig);
	result = rig_must(
	    rig, "department.edit", "{'code':'ks','mail':'ny@kommun.example'}");
	assert_null(rig_at(result, "unclear_named"));
	result = rig_must(
	    rig, "department.edit", "{'code':'ks','aliases':['Staben']}");
	rig_is(result, "unclear_named", "3");
	rig_is_replayed(rig);
	result = rig_must(
	    rig, "department.edit", "{'code':'ks','aliases':['STABEN']}");
	assert_null(rig_at(result, "unclear_named"));
	result =
	    rig_must(rig, "department.edit", "{'code':'sn','name':'Polisen'}");
	rig_is(result, "unclear_named", "1");
}

/* "Staben" is ks-2's in any spelling of its code. */
static void so_does_a_new_department(void **state)
{
	struct rig *rig = *state;

	owners_to_come(rig);
	rig_must(rig, "department.add",
	    "{'code':'ks-2','name':'Staben','mail':'s@kommun.example'}");
	rig_is(rig->result, "unclear_named", "3");
	rig_is_replayed(rig);
}

static void so_does_a_register_of_them(void **state)
{
	static const char *const rows =
	    "'rows':[{'line':2,'code':'ks','name':'Kommunstyrelsen','aliases':"
	    "['Staben']},{'line':3,'code':'polis','name':'Polisen','mail':"
	    "'p@kommun.example'}]";
	struct rig *rig = *state;

	owners_to_come(rig);
	rig_must(rig, "department.import", "{'dry_run':true,%s}", rows);
	rig_is(rig->result, "unclear_named", "4");
	rig_must(rig, "department.import", "{%s}", rows);
	rig_is(rig->result, "unclear_named", "4");
	rig_must(rig, "department.import", "{%s}", rows);
	assert_null(rig_at(rig->result, "unclear_named"));
	rig_is_replayed(rig);
}

static void added_department_has_its_members(void **state)
{
	struct rig *rig = *state;
	json_t *result = rig_must(rig, "department.add",
	    "{'code':'amf','name':'Arbetsmarknadsförvaltningen','mail':"
	    "'amf@kommun.example','escalation':'chef@kommun.example',"
	    "'language':'en','aliases':['Amf','AMA']}");

	rig_is(result, "",
	    "{'code':'amf','name':'Arbetsmarknadsförvaltningen','mail':"
	    "'amf@kommun.example','escalation':'chef@kommun.example',"
	    "'language':'en','aliases':['AMA'],'successor':null,'external':false,'board':null}");
	rig_is_replayed(rig);
}

static void language_is_swedish_unless_given(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "department.list", "{}");
	rig_is(rig->result, "rows.0",
	    "{'code':'bun','name':'Barn- och utbildningsnämnden','mail':"
	    "'bun@kommun.example','escalation':null,'language':'sv',"
	    "'aliases':[],'successor':null,'external':false,'board':null}");
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 3);
	rig_is(rig->result, "rows.1.code", "'ks'");
	rig_is(rig->result, "rows.2.code", "'sn'");
}

static void name_code_and_aliases_mean_it(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "department.edit",
	    "{'code':'ks','aliases':['Staben','Kommunledningen']}");
	means(rig, "Kommunstyrelsen", "'ks'");
	means(rig, "KOMMUNSTYRELSEN", "'ks'");
	means(rig, "ks", "'ks'");
	means(rig, "Ks", "'ks'");
	means(rig, "staben.", "'ks'");
	means(rig, "Kommunledningen", "'ks'");
	means(rig, "Kommunstyrelse", "null");
	rig_is_replayed(rig);
}

static void names_are_of_one_department(void **state)
{
	static const char words[] = "{'code':'%s','name':'%s','mail':"
				    "'x@kommun.example','aliases':['%s']}";
	struct rig *rig = *state;

	rig_refused(rig, ERR_CONFLICT, "there is a department \"ks\"",
	    "department.add", words, "ks", "Ny", "Nya");
	rig_refused(rig, ERR_CONFLICT, "means department \"ks\"",
	    "department.add", words, "ny", "KOMMUNSTYRELSEN", "Nya");
	rig_refused(rig, ERR_CONFLICT, "means department \"sn\"",
	    "department.add", words, "ny", "Ny", "socialnämnden");
	rig_refused(rig, ERR_CONFLICT, "means department \"ks\"",
	    "department.add", words, "ny", "Ny", "KS");
	rig_refused(rig, ERR_CONFLICT, "means department \"bun\"",
	    "department.edit",
	    "{'code':'ks','name':"
	    "'Barn och utbildningsnämnden'}");
	rig_is_replayed(rig);
}

/* What folds to nothing would mean everything. */
static void name_without_a_letter_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "letter or digit", "department.add",
	    "{'code':'ny','name':'.','mail':'x@kommun.example'}");
	rig_refused(rig, ERR_INVALID, "letter or digit", "department.edit",
	    "{'code':'ks','aliases':['\\u00ad']}");
}

static void own_names_twice_are_one(void **state)
{
	struct rig *rig = *state;
	json_t *result = rig_must(rig, "department.add",
	    "{'code':'amf','name':'AMF','mail':'x@kommun.example','aliases':"
	    "['amf','Arbete','arbete']}");

	rig_is(result, "aliases", "['Arbete']");
	rig_is_replayed(rig);
}

/* --- edit --- */

static void edit_changes_what_is_given(void **state)
{
	struct rig *rig = *state;
	json_t *result = rig_must(rig, "department.edit",
	    "{'code':'ks','mail':'ny@kommun.example','language':'en'}");

	rig_is(result, "name", "'Kommunstyrelsen'");
	rig_is(result, "mail", "'ny@kommun.example'");
	rig_is(result, "language", "'en'");
	rig_refused(rig, ERR_NOT_FOUND, "no department \"no\"",
	    "department.edit", "{'code':'no','mail':'x@kommun.example'}");
	rig_is_replayed(rig);
}

static void escalation_is_taken_away(void **state)
{
	struct rig *rig = *state;
	int64_t head;

	rig_must(rig, "department.edit",
	    "{'code':'ks','escalation':'chef@kommun.example'}");
	rig_refused(rig, ERR_INVALID, "remove_escalation", "department.edit",
	    "{'code':'ks','escalation':'c@kommun.example',"
	    "'remove_escalation':true}");
	head = rig_head(rig);
	rig_is(rig_must(rig, "department.edit",
		   "{'code':'ks','remove_escalation':true}"),
	    "escalation", "null");
	assert_int_equal(rig_head(rig), head + 1);
	rig_is(rig_must(rig, "department.edit",
		   "{'code':'ks','remove_escalation':true}"),
	    "unchanged", "true");
	rig_is_replayed(rig);
}

/* Plans that were written before say the old name. */
static void former_name_still_means_it(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "department.edit", "{'code':'ks','name':'Kommunstaben'}");
	means(rig, "Kommunstaben", "'ks'");
	means(rig, "Kommunstyrelsen", "'ks'");
	rig_must(
	    rig, "department.edit", "{'code':'ks','name':'Kommunstyrelsen'}");
	rig_is(rig->result, "name", "'Kommunstyrelsen'");
	rig_is_replayed(rig);
}

static void aliases_are_added_and_removed(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_must(rig, "department.edit", "{'code':'ks','aliases':['B','A']}");
	result =
	    rig_must(rig, "department.edit", "{'code':'ks','aliases':['C']}");
	rig_is(result, "aliases", "['A','B','C']");
	result = rig_must(rig, "department.edit",
	    "{'code':'ks','remove_aliases':['b'],'aliases':['D']}");
	rig_is(result, "aliases", "['A','C','D']");
	means(rig, "B", "null");
	rig_must(rig, "department.edit", "{'code':'sn','aliases':['B']}");
	means(rig, "B", "'sn'");
	rig_is_replayed(rig);
}

static void name_and_code_stay(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "department.edit", "{'code':'sn','aliases':['Soc']}");
	rig_refused(rig, ERR_NOT_FOUND, "has no alias", "department.edit",
	    "{'code':'ks','remove_aliases':['Kommunstyrelsen']}");
	rig_refused(rig, ERR_NOT_FOUND, "has no alias", "department.edit",
	    "{'code':'ks','remove_aliases':['ks']}");
	rig_refused(rig, ERR_NOT_FOUND, "has no alias", "department.edit",
	    "{'code':'ks','remove_aliases':['Soc']}");
	rig_refused(rig, ERR_NOT_FOUND, "has no alias", "department.edit",
	    "{'code':'ks','remove_aliases':['no']}");
	means(rig, "ks", "'ks'");
}

/* --- replace --- */

static void open_activities_move_closed_stay(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_activity(rig, "Planned", "Vt 2022");
	rig_activity(rig, "Started", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':2,'status':'started'}");
	rig_activity(rig, "Done", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':3,'status':'done'}");
	rig_activity(rig, "Dropped", "Vt 2022");
	rig_must(rig, "activity.drop", "{'id':4,'reason':'R'}");
	result =
	    rig_must(rig, "department.replace", "{'old':'ks','new':'bun'}");
	rig_is(result, "", "{'old':'ks','new':'bun','activities':2}");
	for (int id = 1; id <= 4; id++) {
		result = rig_must(rig, "activity.show", "{'id':%d}", id);
		rig_is(result, "lead", id <= 2 ? "'bun'" : "'ks'");
	}
	rig_is_replayed(rig);
}

static void what_was_replaced_is_not_edited(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "department.replace", "{'old':'ks','new':'bun'}");
	rig_refused(rig, ERR_CONFLICT, "was replaced by \"bun\": use that",
	    "department.edit", "{'code':'ks','name':'Staben'}");
	rig_must(rig, "department.edit", "{'code':'bun','name':'Staben'}");
}

/* Never twice, and never the lead among those it cooperates with. */
static void cooperating_moves_once(void **state)
{
	static const struct {
		const char *lead, *before, *lead_after, *after;
	} owners[] = {
		{ "ks", "['sn']", "'ks'", "['bun']" },
		{ "ks", "['sn','bun']", "'ks'", "['bun']" },
		{ "ks", "['bun','sn']", "'ks'", "['bun']" },
		{ "bun", "['sn','ks']", "'bun'", "['ks']" },
		{ "sn", "['bun','ks']", "'bun'", "['ks']" },
		{ "sn", "['ks']", "'bun'", "['ks']" },
	};
	enum { COUNT = sizeof(owners) / sizeof(owners[0]) };
	struct rig *rig = *state;

	for (int i = 0; i < COUNT; i++)
		rig_must(rig, "activity.add",
		    "{'plan':'vbe','activity':'A','purpose':'','timeframe':"
		    "'Vt 2022','lead':'%s','cooperating':%s}",
		    owners[i].lead, owners[i].before);
	/* What it leads and what it joins. */
	rig_is(rig_must(rig, "department.replace", "{'old':'sn','new':'bun'}"),
	    "activities", "6");
	for (int i = 0; i < COUNT; i++) {
		json_t *result =
		    rig_must(rig, "activity.show", "{'id':%d}", i + 1);

		rig_is(result, "lead", owners[i].lead_after);
		rig_is(result, "cooperating", owners[i].after);
	}
	rig_is_replayed(rig);
}

static void names_mean_the_successor(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "department.edit", "{'code':'sn','aliases':['Soc']}");
	rig_must(rig, "department.replace", "{'old':'sn','new':'bun'}");
	means(rig, "Socialnämnden", "'bun'");
	means(rig, "soc", "'bun'");
	means(rig, "sn", "'bun'");
	rig_must(rig, "department.replace", "{'old':'bun','new':'ks'}");
	means(rig, "soc", "'ks'");
	rig_must(rig, "department.list", "{}");
	rig_is(rig->result, "rows.0.successor", "'ks'");
	rig_is(rig->result, "rows.1.successor", "null");
	rig_is(rig->result, "rows.2.successor", "'ks'");
	rig_is_replayed(rig);
}

static void replaced_department_is_not_replaced_again(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "cannot replace itself",
	    "department.replace", "{'old':'ks','new':'ks'}");
	rig_refused(rig, ERR_NOT_FOUND, "\"no\"", "department.replace",
	    "{'old':'no','new':'ks'}");
	rig_refused(rig, ERR_NOT_FOUND, "\"no\"", "department.replace",
	    "{'old':'ks','new':'no'}");
	rig_must(rig, "department.replace", "{'old':'sn','new':'bun'}");
	rig_refused(rig, ERR_CONFLICT, "replaced by \"bun\"",
	    "department.replace", "{'old':'sn','new':'ks'}");
	rig_refused(rig, ERR_CONFLICT, "replaced by \"bun\"",
	    "department.replace", "{'old':'ks','new':'sn'}");
	rig_is_replayed(rig);
}

/* Its people go on where the activities went. */
static void key_of_a_replaced_department_reports_for_its_successor(void **state)
{
	struct rig *rig = *state;
	struct sign_key *key = rig_key(rig, "Socialen", "department", "sn");

	rig_must(rig, "activity.add",
	    "{'plan':'vbe','activity':'A','purpose':'','timeframe':'Vt 2022',"
	    "'lead':'sn'}");
	rig_must(rig, "department.replace", "{'old':'sn','new':'bun'}");
	assert_int_equal(
	    rig_ask(rig, key, "activity.update", "{'id':1,'status':'started'}"),
	    ERR_NONE);
}

/* What is taken up again is taken up by who there is. */
static void reopened_activity_is_led_by_the_successor(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	rig_must(rig, "department.replace", "{'old':'ks','new':'bun'}");
	rig_must(rig, "activity.reopen", "{'id':1,'reason':'R'}");
	rig_is(rig->result, "lead", "'bun'");
}

/* What is closed keeps its departments; when it is reopened, who took over is
 * in it once, and not beside itself as the lead. */
static void reopened_activity_is_joined_by_successors(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "Vt 2022");
	rig_must(rig, "activity.assign",
	    "{'id':1,'lead':'ks','cooperating':['sn','bun']}");
	rig_must(rig, "activity.drop", "{'id':1,'reason':'Nej'}");
	rig_must(rig, "department.replace", "{'old':'sn','new':'bun'}");
	rig_is(rig_must(rig, "activity.show", "{'id':1}"), "cooperating",
	    "['sn','bun']");
	rig_must(rig, "activity.reopen", "{'id':1,'reason':'Jo'}");
	rig_is(rig->result, "cooperating", "['bun']");
	rig_must(rig, "activity.drop", "{'id':1,'reason':'Nej'}");
	rig_must(rig, "department.replace", "{'old':'bun','new':'ks'}");
	rig_must(rig, "activity.reopen", "{'id':1,'reason':'Jo'}");
	rig_is(rig->result, "lead", "'ks'");
	rig_is(rig->result, "cooperating", "[]");
	rig_is_replayed(rig);
}

#define PLAN_TEST(test)                                                        \
	cmocka_unit_test_setup_teardown(test, open_plan, rig_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAN_TEST(added_department_has_its_members),
		PLAN_TEST(a_new_alias_says_how_many_it_makes_clear),
		PLAN_TEST(so_does_a_new_department),
		PLAN_TEST(so_does_a_register_of_them),
		PLAN_TEST(language_is_swedish_unless_given),
		PLAN_TEST(name_code_and_aliases_mean_it),
		PLAN_TEST(names_are_of_one_department),
		PLAN_TEST(name_without_a_letter_is_refused),
		PLAN_TEST(own_names_twice_are_one),
		PLAN_TEST(edit_changes_what_is_given),
		PLAN_TEST(escalation_is_taken_away),
		PLAN_TEST(former_name_still_means_it),
		PLAN_TEST(aliases_are_added_and_removed),
		PLAN_TEST(name_and_code_stay),
		PLAN_TEST(open_activities_move_closed_stay),
		PLAN_TEST(what_was_replaced_is_not_edited),
		PLAN_TEST(cooperating_moves_once),
		PLAN_TEST(names_mean_the_successor),
		PLAN_TEST(replaced_department_is_not_replaced_again),
		PLAN_TEST(
		    key_of_a_replaced_department_reports_for_its_successor),
		PLAN_TEST(reopened_activity_is_led_by_the_successor),
		PLAN_TEST(reopened_activity_is_joined_by_successors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
