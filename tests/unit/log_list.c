/* SPDX-License-Identifier: ISC */
/* What log.list and `watch` tell of an entry's params: all that a person
 * gave, whatever it is called, and of the daemon's own what says something. */
#include "daemon/commands/families.h"
#include "daemon/commands/log_list.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static void assert_told(
    const struct command *command, const char *params, const char *told)
{
	json_t *json = json_loads(params, 0, NULL);
	struct buffer detail = { 0 };

	assert_non_null(json);
	log_list_params(&detail, command, json);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_listed_is_the_contracts),
		cmocka_unit_test(what_no_contract_knows_is_told),
		cmocka_unit_test(a_message_is_told_without_its_text),
		cmocka_unit_test(an_id_is_told_where_it_stands_nowhere_else),
		cmocka_unit_test(words_of_people_are_never_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
