/* SPDX-License-Identifier: ISC */
// links: tests/unit/door/door.c tests/unit/door/timeframe.c
/* Departments: every spelling of a name, and one that takes over from
 * another. */
#include "daemon/commands/department.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "tests/unit/door/door.h"

static int open_plan(void **state)
{
	door_open(state);
	door_fill(*state);
	return 0;
}

/* The lead that an owner text is read as, "null" for none. */
static void means(struct door *door, const char *owner, const char *code)
{
	static int line;
	json_t *result;

	line++;
	result = door_must(door, "plan.import",
	    "{'plan':'vbe','rows':[{'line':2,'activity':'means %d',"
	    "'owner':'%s'}]}",
	    line, owner);
	result = door_must(door, "activity.show", "{'id':%lld}",
	    json_integer_value(door_at(result, "activities.0.id")));
	door_is(result, "lead", code);
}

/* --- add --- */

static void added_department_has_its_members(void **state)
{
	struct door *door = *state;
	json_t *result = door_must(door, "department.add",
	    "{'code':'amf','name':'Arbetsmarknadsförvaltningen','mail':"
	    "'amf@kommun.example','escalation':'chef@kommun.example',"
	    "'language':'en','aliases':['Amf','AMA']}");

	door_is(result, "",
	    "{'code':'amf','name':'Arbetsmarknadsförvaltningen','mail':"
	    "'amf@kommun.example','escalation':'chef@kommun.example',"
	    "'language':'en','aliases':['AMA'],'successor':null}");
	door_is_replayed(door);
}

static void language_is_swedish_unless_given(void **state)
{
	struct door *door = *state;

	door_must(door, "department.list", "{}");
	door_is(door->result, "rows.0",
	    "{'code':'bun','name':'Barn- och utbildningsnämnden','mail':"
	    "'bun@kommun.example','escalation':null,'language':'sv',"
	    "'aliases':[],'successor':null}");
	assert_int_equal(json_array_size(door_at(door->result, "rows")), 3);
	door_is(door->result, "rows.1.code", "'ks'");
	door_is(door->result, "rows.2.code", "'sn'");
}

static void name_code_and_aliases_mean_it(void **state)
{
	struct door *door = *state;

	door_must(door, "department.edit",
	    "{'code':'ks','aliases':['Staben','Kommunledningen']}");
	means(door, "Kommunstyrelsen", "'ks'");
	means(door, "KOMMUNSTYRELSEN", "'ks'");
	means(door, "ks", "'ks'");
	means(door, "Ks", "'ks'");
	means(door, "staben.", "'ks'");
	means(door, "Kommunledningen", "'ks'");
	means(door, "Kommunstyrelse", "null");
	door_is_replayed(door);
}

static void names_are_of_one_department(void **state)
{
	static const char words[] = "{'code':'%s','name':'%s','mail':"
				    "'x@kommun.example','aliases':['%s']}";
	struct door *door = *state;

	door_refused(door, ERR_CONFLICT, "there is a department \"ks\"",
	    "department.add", words, "ks", "Ny", "Nya");
	door_refused(door, ERR_CONFLICT, "means department \"ks\"",
	    "department.add", words, "ny", "KOMMUNSTYRELSEN", "Nya");
	door_refused(door, ERR_CONFLICT, "means department \"sn\"",
	    "department.add", words, "ny", "Ny", "socialnämnden");
	door_refused(door, ERR_CONFLICT, "means department \"ks\"",
	    "department.add", words, "ny", "Ny", "KS");
	door_refused(door, ERR_CONFLICT, "means department \"bun\"",
	    "department.edit",
	    "{'code':'ks','name':"
	    "'Barn och utbildningsnämnden'}");
	door_is_replayed(door);
}

/* What folds to nothing would mean everything. */
static void name_without_a_letter_is_refused(void **state)
{
	struct door *door = *state;

	door_refused(door, ERR_INVALID, "letter or digit", "department.add",
	    "{'code':'ny','name':'.','mail':'x@kommun.example'}");
	door_refused(door, ERR_INVALID, "letter or digit", "department.edit",
	    "{'code':'ks','aliases':['\\u00ad']}");
}

static void own_names_twice_are_one(void **state)
{
	struct door *door = *state;
	json_t *result = door_must(door, "department.add",
	    "{'code':'amf','name':'AMF','mail':'x@kommun.example','aliases':"
	    "['amf','Arbete','arbete']}");

	door_is(result, "aliases", "['Arbete']");
	door_is_replayed(door);
}

/* --- edit --- */

static void edit_changes_what_is_given(void **state)
{
	struct door *door = *state;
	json_t *result = door_must(door, "department.edit",
	    "{'code':'ks','mail':'ny@kommun.example','language':'en'}");

	door_is(result, "name", "'Kommunstyrelsen'");
	door_is(result, "mail", "'ny@kommun.example'");
	door_is(result, "language", "'en'");
	door_refused(door, ERR_NOT_FOUND, "no department \"no\"",
	    "department.edit", "{'code':'no','mail':'x@kommun.example'}");
	door_is_replayed(door);
}

static void escalation_is_taken_away(void **state)
{
	struct door *door = *state;
	int64_t head;

	door_must(door, "department.edit",
	    "{'code':'ks','escalation':'chef@kommun.example'}");
	door_refused(door, ERR_INVALID, "remove_escalation", "department.edit",
	    "{'code':'ks','escalation':'c@kommun.example',"
	    "'remove_escalation':true}");
	head = door_head(door);
	door_is(door_must(door, "department.edit",
		    "{'code':'ks','remove_escalation':true}"),
	    "escalation", "null");
	assert_int_equal(door_head(door), head + 1);
	door_is(door_must(door, "department.edit",
		    "{'code':'ks','remove_escalation':true}"),
	    "unchanged", "true");
	door_is_replayed(door);
}

/* Plans that were written before say the old name. */
static void former_name_still_means_it(void **state)
{
	struct door *door = *state;

	door_must(
	    door, "department.edit", "{'code':'ks','name':'Kommunstaben'}");
	means(door, "Kommunstaben", "'ks'");
	means(door, "Kommunstyrelsen", "'ks'");
	door_must(
	    door, "department.edit", "{'code':'ks','name':'Kommunstyrelsen'}");
	door_is(door->result, "name", "'Kommunstyrelsen'");
	door_is_replayed(door);
}

static void aliases_are_added_and_removed(void **state)
{
	struct door *door = *state;
	json_t *result;

	door_must(door, "department.edit", "{'code':'ks','aliases':['B','A']}");
	result =
	    door_must(door, "department.edit", "{'code':'ks','aliases':['C']}");
	door_is(result, "aliases", "['A','B','C']");
	result = door_must(door, "department.edit",
	    "{'code':'ks','remove_aliases':['b'],'aliases':['D']}");
	door_is(result, "aliases", "['A','C','D']");
	means(door, "B", "null");
	door_must(door, "department.edit", "{'code':'sn','aliases':['B']}");
	means(door, "B", "'sn'");
	door_is_replayed(door);
}

static void name_and_code_stay(void **state)
{
	struct door *door = *state;

	door_must(door, "department.edit", "{'code':'sn','aliases':['Soc']}");
	door_refused(door, ERR_NOT_FOUND, "has no alias", "department.edit",
	    "{'code':'ks','remove_aliases':['Kommunstyrelsen']}");
	door_refused(door, ERR_NOT_FOUND, "has no alias", "department.edit",
	    "{'code':'ks','remove_aliases':['ks']}");
	door_refused(door, ERR_NOT_FOUND, "has no alias", "department.edit",
	    "{'code':'ks','remove_aliases':['Soc']}");
	door_refused(door, ERR_NOT_FOUND, "has no alias", "department.edit",
	    "{'code':'ks','remove_aliases':['no']}");
	means(door, "ks", "'ks'");
}

/* --- replace --- */

static void open_activities_move_closed_stay(void **state)
{
	struct door *door = *state;
	json_t *result;

	door_activity(door, "Planned", "Vt 2022");
	door_activity(door, "Started", "Vt 2022");
	door_must(door, "activity.update", "{'id':2,'status':'started'}");
	door_activity(door, "Done", "Vt 2022");
	door_must(door, "activity.update", "{'id':3,'status':'done'}");
	door_activity(door, "Dropped", "Vt 2022");
	door_must(door, "activity.drop", "{'id':4,'reason':'R'}");
	result =
	    door_must(door, "department.replace", "{'old':'ks','new':'bun'}");
	door_is(result, "", "{'old':'ks','new':'bun','activities':2}");
	for (int id = 1; id <= 4; id++) {
		result = door_must(door, "activity.show", "{'id':%d}", id);
		door_is(result, "lead", id <= 2 ? "'bun'" : "'ks'");
	}
	door_is_replayed(door);
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
	struct door *door = *state;

	for (int i = 0; i < COUNT; i++)
		door_must(door, "activity.add",
		    "{'plan':'vbe','activity':'A','purpose':'','timeframe':"
		    "'Vt 2022','lead':'%s','cooperating':%s}",
		    owners[i].lead, owners[i].before);
	door_must(door, "department.replace", "{'old':'sn','new':'bun'}");
	for (int i = 0; i < COUNT; i++) {
		json_t *result =
		    door_must(door, "activity.show", "{'id':%d}", i + 1);

		door_is(result, "lead", owners[i].lead_after);
		door_is(result, "cooperating", owners[i].after);
	}
	door_is_replayed(door);
}

static void names_mean_the_successor(void **state)
{
	struct door *door = *state;

	door_must(door, "department.edit", "{'code':'sn','aliases':['Soc']}");
	door_must(door, "department.replace", "{'old':'sn','new':'bun'}");
	means(door, "Socialnämnden", "'bun'");
	means(door, "soc", "'bun'");
	means(door, "sn", "'bun'");
	door_must(door, "department.replace", "{'old':'bun','new':'ks'}");
	means(door, "soc", "'ks'");
	door_must(door, "department.list", "{}");
	door_is(door->result, "rows.0.successor", "'ks'");
	door_is(door->result, "rows.1.successor", "null");
	door_is(door->result, "rows.2.successor", "'ks'");
	door_is_replayed(door);
}

static void replaced_department_is_not_replaced_again(void **state)
{
	struct door *door = *state;

	door_refused(door, ERR_INVALID, "cannot replace itself",
	    "department.replace", "{'old':'ks','new':'ks'}");
	door_refused(door, ERR_NOT_FOUND, "\"no\"", "department.replace",
	    "{'old':'no','new':'ks'}");
	door_refused(door, ERR_NOT_FOUND, "\"no\"", "department.replace",
	    "{'old':'ks','new':'no'}");
	door_must(door, "department.replace", "{'old':'sn','new':'bun'}");
	door_refused(door, ERR_CONFLICT, "replaced by \"bun\"",
	    "department.replace", "{'old':'sn','new':'ks'}");
	door_refused(door, ERR_CONFLICT, "replaced by \"bun\"",
	    "department.replace", "{'old':'ks','new':'sn'}");
	door_is_replayed(door);
}

/* Its people go on where the activities went. */
static void key_of_a_replaced_department_reports_for_its_successor(void **state)
{
	struct door *door = *state;
	struct seal_key *key = door_key(door, "Socialen", "department", "sn");

	door_must(door, "activity.add",
	    "{'plan':'vbe','activity':'A','purpose':'','timeframe':'Vt 2022',"
	    "'lead':'sn'}");
	door_must(door, "department.replace", "{'old':'sn','new':'bun'}");
	assert_int_equal(door_ask(door, key, "activity.update",
			     "{'id':1,'status':'started'}"),
	    ERR_NONE);
}

/* What is taken up again is taken up by who there is. */
static void reopened_activity_is_led_by_the_successor(void **state)
{
	struct door *door = *state;

	door_activity(door, "A", "Vt 2022");
	door_must(door, "activity.update", "{'id':1,'status':'done'}");
	door_must(door, "department.replace", "{'old':'ks','new':'bun'}");
	door_must(door, "activity.reopen", "{'id':1,'reason':'R'}");
	door_is(door->result, "lead", "'bun'");
}

#define PLAN_TEST(test)                                                        \
	cmocka_unit_test_setup_teardown(test, open_plan, door_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAN_TEST(added_department_has_its_members),
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
		PLAN_TEST(cooperating_moves_once),
		PLAN_TEST(names_mean_the_successor),
		PLAN_TEST(replaced_department_is_not_replaced_again),
		PLAN_TEST(
		    key_of_a_replaced_department_reports_for_its_successor),
		PLAN_TEST(reopened_activity_is_led_by_the_successor),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
