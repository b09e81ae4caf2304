/* SPDX-License-Identifier: ISC */
/* What log.list and `watch` tell of an entry's params: all that a person
 * gave, whatever it is called, and of the daemon's own what says something. */
#include "daemon/commands/families.h"
#include "daemon/commands/log_params.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "tests/unit/rig/rig.h"

static void assert_told(
    const struct command *command, const char *params, const char *told)
{
	json_t *json = json_loads(params, 0, NULL);
	struct buffer detail = { 0 };

	assert_non_null(json);
	log_params_list(&detail, command, json);
	assert_string_equal(detail.length > 0 ? detail.bytes : "", told);
	buffer_free(&detail);
	json_decref(json);
}

/* As an observation's would be. */
static const struct field fields[] = {
	{ "id", FIELD_ID, REQUIRED },
	{ "text", FIELD_TEXT, REQUIRED, .max = TEXT_LONG },
	{ "token", FIELD_LINE, OPTIONAL, .max = 64 },
	{ "row", FIELD_ID, OPTIONAL, .unlisted = true },
	{ 0 },
};
static const struct command made_up = { "activity.made_up", ACCESS_ANY, WRITES,
	fields };

static void what_is_listed_is_the_contracts(void **state)
{
	(void)state;
	assert_told(&made_up,
	    "{\"id\":3,\"text\":\"Klotter\",\"token\":\"a1\",\"row\":7}",
	    "id: 3; text: Klotter; token: a1");
}

static void what_no_contract_knows_is_told(void **state)
{
	(void)state;
	assert_told(NULL, "{\"row\":7,\"text\":\"x\"}", "row: 7; text: x");
	assert_told(&made_up, "{\"former\":true}", "former: yes");
}

static void a_message_is_told_without_its_text(void **state)
{
	(void)state;
	assert_told(command_find("notice.issue"),
	    "{\"run\":\"2022-07-01\",\"token\":\"00\",\"address\":\"a@b.se\","
	    "\"subject\":\"Två\",\"text\":\"Hej\\n\"}",
	    "run: 2022-07-01; address: a@b.se; subject: Två");
	assert_told(command_find("notice.revise"),
	    "{\"dispatch\":4,\"text\":\"Hej\\n\",\"dropped\":[1,2]}",
	    "dispatch: 4; dropped: 1, 2");
}

/* The activity stands beside; which notice it is does not. */
static void an_id_is_told_where_it_stands_nowhere_else(void **state)
{
	(void)state;
	assert_told(command_find("activity.update"),
	    "{\"id\":3,\"status\":\"done\"}", "status: done");
	assert_told(command_find("notice.resend"), "{\"id\":3}", "id: 3");
}

/* What a person wrote can always be read, and so be redacted. */
static void words_of_people_are_never_left_out(void **state)
{
	(void)state;
	for (size_t i = 0; families[i] != NULL; i++)
		for (const struct command *command = families[i]->commands;
		     command != NULL && command->method != NULL; command++)
			for (const struct field *field = command->fields;
			     command->access != ACCESS_DAEMON &&
			     field != NULL && field->name != NULL;
			     field++)
				if (field->unlisted)
					assert_int_equal(field->type, FIELD_ID);
}

/* --- whose, and of which days --- */

/* Departments that are added at these local times, and a run of the daemon's
 * between them. The day between is the autumn's, of 25 hours. */
static int open_days(void **state)
{
	struct rig *rig;

	rig_open(state);
	rig = *state;
	rig_key(rig, "Vera", "auditor", NULL);
	rig_clock(rig, "2022-10-29T23:59");
	rig_must(rig, "clock.confirm", "{}"); /* after so long */
	rig_must(rig, "department.add",
	    "{'code':'a','name':'A','mail':'a@kommun.example'}");
	rig_clock(rig, "2022-10-30T00:00");
	rig_must(rig, "department.add",
	    "{'code':'b','name':'B','mail':'b@kommun.example'}");
	rig_own(rig, "reminder.ran", "{'day':'2022-10-30','messages':0}");
	rig_clock(rig, "2022-10-30T23:59");
	rig_must(rig, "department.add",
	    "{'code':'c','name':'C','mail':'c@kommun.example'}");
	rig_clock(rig, "2022-10-31T00:00");
	rig_must(rig, "department.add",
	    "{'code':'d','name':'D','mail':'d@kommun.example'}");
	return 0;
}

#define LOG_TEST(test)                                                         \
	cmocka_unit_test_setup_teardown(test, open_days, rig_close)

/* The codes added and the runs, as they follow. */
static void lists(struct rig *rig, const char *asked, const char *wanted)
{
	json_t *rows = rig_at(rig_must(rig, "log.list", "%s", asked), "rows");
	struct buffer got = { 0 };
	const char *detail;
	json_t *row;
	size_t i;

	buffer_text(&got, "");
	json_array_foreach (rows, i, row) {
		detail = json_string_value(json_object_get(row, "detail"));
		if (strncmp(detail, "code: ", 6) == 0)
			buffer_printf(&got, "%c", detail[6]);
		else if (strncmp(detail, "day: ", 5) == 0)
			buffer_text(&got, "-");
	}
	assert_string_equal(got.bytes, wanted);
	buffer_free(&got);
}

static void days_are_local_and_both_included(void **state)
{
	struct rig *rig = *state;

	lists(rig, "{}", "ab-cd");
	lists(rig, "{'from':'2022-10-30','to':'2022-10-30'}", "b-c");
	lists(rig, "{'from':'2022-10-30'}", "b-cd");
	lists(rig, "{'to':'2022-10-30'}", "ab-c");
	lists(rig, "{'from':'2022-10-31','to':'2022-12-31'}", "d");
	/* Of a quiet week there is nothing, which is an answer. */
	lists(rig, "{'from':'2022-07-02','to':'2022-10-28'}", "");
	/* The first and the last entry of one day. */
	lists(rig, "{'from':'2022-07-01','to':'2022-10-29'}", "a");
}

static void days_without_a_log_are_refused(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "to: is before from", "log.list",
	    "{'from':'2022-10-30','to':'2022-10-29'}");
	rig_refused(rig, ERR_INVALID,
	    "from: is in the future: the log has nothing after 2022-10-31",
	    "log.list", "{'from':'2022-11-01'}");
	rig_refused(rig, ERR_INVALID,
	    "to: is before the log began, on 2022-07-01", "log.list",
	    "{'to':'2022-06-30'}");
	rig_refused(
	    rig, ERR_INVALID, "from:", "log.list", "{'from':'2022-02-30'}");
}

/* The last entry can be read while the clock is behind it. */
static void a_clock_that_was_set_back_hides_nothing(void **state)
{
	struct rig *rig = *state;

	rig_clock(rig, "2022-10-29T08:00");
	lists(rig, "{'from':'2022-10-31'}", "d");
}

static void what_people_did_leaves_out_the_daemon(void **state)
{
	struct rig *rig = *state;

	lists(rig, "{'people':true}", "abcd");
	lists(rig, "{'people':false}", "ab-cd");
	/* Nor does its first entry count, which began the state. */
	rig_is(rig_must(rig, "log.list", "{'people':true}"), "rows.0.command",
	    "'key.add'");
	lists(rig, "{'by':'planvaktd','from':'2022-10-30'}", "-");
	lists(rig, "{'by':'Samordnaren','to':'2022-10-29'}", "a");
	lists(rig, "{'by':'Vera'}", "");
	rig_refused(rig, ERR_NOT_FOUND, "no key named \"vera\"", "log.list",
	    "{'by':'vera'}");
}

/* --- what a sentence needs --- */

/* By the municipality's clocks, where there is such a day. */
static void an_hour_is_told_as_clocks_have_it(void **state)
{
	(void)state;
	assert_told(command_find("activity.update"), "{\"written\":1785740400}",
	    "written: 2026-08-03T09:00");
	assert_told(command_find("activity.update"), "{\"written\":0}",
	    "written: 1970-01-01T01:00");
	assert_told(command_find("activity.update"),
	    "{\"written\":1099511627776}", "written: 1099511627776");
	assert_told(NULL, "{\"written\":1785740400}", "written: 1785740400");
}

static json_t *last_row(struct rig *rig)
{
	json_t *rows = rig_at(rig_must(rig, "log.list", "{}"), "rows");

	return json_array_get(rows, json_array_size(rows) - 1);
}

static void a_move_tells_the_day_before_and_after(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_activity(rig, "A", "2022-08-31");
	rig_activity(rig, "B", "snarast");
	assert_null(rig_at(last_row(rig), "due"));
	rig_is(last_row(rig), "words", "'B'");
	rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'2022-09-30','decision':'§ 4'}");
	/* Within the same second, which tells them apart by the entry only. */
	rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'snarast','decision':'§ 5'}");
	rig_is(last_row(rig), "due", "{'from':'2022-09-30','to':null}");
	rig_must(rig, "log.list", "{'activity':1}");
	rig_is(rig->result, "rows.1.due",
	    "{'from':'2022-08-31','to':'2022-09-30'}");
	rig_is(rig->result, "rows.1.words", "'A'");
	rig_is(rig->result, "rows.1.params",
	    "{'timeframe':'2022-09-30','decision':'§ 4'}");
	rig_is(rig->result, "rows.1.detail",
	    "'timeframe: 2022-09-30; decision: § 4'");
	rig_must(rig, "activity.edit", "{'id':1,'activity':'Aa'}");
	rig_is(last_row(rig), "words", "'Aa'");
	assert_null(rig_at(last_row(rig), "due"));
	rig_is_replayed(rig);
}

static void what_concerns_no_activity_has_no_words(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	assert_null(rig_at(last_row(rig), "words"));
	rig_activity(rig, "A", "Vt 2023");
	rig_activity(rig, "B", "Vt 2023");
	rig_must(rig, "plan.add", "{'code':'ny','title':'N'}");
	rig_must(rig, "plan.carry", "{'old':'vbe','new':'ny'}");
	rig_is(last_row(rig), "command", "'plan.carry'");
	assert_null(rig_at(last_row(rig), "words"));
	rig_must(rig, "log.list", "{'activity':1}");
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 2);
	rig_must(rig, "log.list", "{'activity':1,'alone':true}");
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 1);
	rig_is(rig->result, "rows.0.command", "'activity.add'");
	rig_is_replayed(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_listed_is_the_contracts),
		cmocka_unit_test(what_no_contract_knows_is_told),
		cmocka_unit_test(a_message_is_told_without_its_text),
		cmocka_unit_test(an_id_is_told_where_it_stands_nowhere_else),
		LOG_TEST(an_hour_is_told_as_clocks_have_it),
		cmocka_unit_test(words_of_people_are_never_left_out),
		LOG_TEST(days_are_local_and_both_included),
		LOG_TEST(days_without_a_log_are_refused),
		LOG_TEST(a_clock_that_was_set_back_hides_nothing),
		LOG_TEST(what_people_did_leaves_out_the_daemon),
		RIG_TEST(a_move_tells_the_day_before_and_after),
		RIG_TEST(what_concerns_no_activity_has_no_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
