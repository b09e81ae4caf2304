/* SPDX-License-Identifier: ISC */
/* Every command that writes has a sentence in the log, whatever params it is
 * given, and none is told as a form has it: "name: value", "external: yes".
 * tests/unit/tables.c holds the rows to docs/wire.md, tests/cli/swedish.sh the
 * sentences in Swedish. */
#include "daemon/commands/families.h"
#include "protocol/log_sentence.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "tests/unit/rig/rig.h"

/* What people, or a mail system, wrote stands behind a colon. */
#define WRITTEN "Skrivet"

static bool is_written(const char *name)
{
	static const char *const names[] = { "reason", "note", "comment",
		"subject", "answer" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* A value as `log.list` tells it (daemon/commands/log_params.c). */
static const char *value_of(const struct field *field, const char *flag)
{
	if (is_written(field->name))
		return WRITTEN;
	switch (field->type) {
	case FIELD_FLAG:
		return flag;
	case FIELD_DATE:
		return "2026-05-04";
	case FIELD_WORD:
		return field->words[field->min];
	case FIELD_INTERVAL:
		return "4m";
	case FIELD_ID:
	case FIELD_NUMBER:
	case FIELD_OBJECT:
		return "2";
	default:
		return "ks";
	}
}

/* The entry of a command that was given all its params, or, `required`, those
 * alone without which it is refused. */
static json_t *entry(
    const struct command *command, bool required, const char *flag)
{
	json_t *params = json_object();

	for (const struct field *f = command->fields; f->name != NULL; f++)
		if (!f->unlisted && !f->confided &&
		    (f->need == REQUIRED || !required))
			json_object_set_new(
			    params, f->name, json_string(value_of(f, flag)));
	return json_pack("{ss s[] ss so}", "command", command->method,
	    "activities", "detail", "DETAIL", "params", params);
}

static void check_colons(const char *method, const char *sentence)
{
	/* The ids of what is told, and how far it departs: no form. */
	static const char *const meant[] = { WRITTEN, "2; told of", "high" };

	for (const char *at = sentence; (at = strstr(at, ": ")) != NULL;) {
		bool is_meant = false;

		at += 2;
		for (size_t i = 0; i < sizeof(meant) / sizeof(meant[0]); i++)
			is_meant |=
			    strncmp(at, meant[i], strlen(meant[i])) == 0;
		if (!is_meant)
			fail_msg("%s is told as a form: %s", method, sentence);
	}
}

static void check_sentence(
    const struct command *command, bool required, const char *flag)
{
	json_t *row = entry(command, required, flag);
	struct buffer sentence = { 0 };

	log_sentence(&sentence, row);
	if (strncmp(sentence.bytes, command->method, strlen(command->method)) ==
	    0)
		fail_msg("%s has no sentence", command->method);
	check_colons(command->method, sentence.bytes);
	if (strstr(sentence.bytes, " yes") != NULL ||
	    strstr(sentence.bytes, " no)") != NULL ||
	    strstr(sentence.bytes, " no;") != NULL ||
	    strchr(sentence.bytes, '_') != NULL)
		fail_msg("%s: %s", command->method, sentence.bytes);
	buffer_free(&sentence);
	json_decref(row);
}

static void every_write_has_a_sentence(void **state)
{
	const struct command *command = NULL;
	int writes = 0;

	(void)state;
	while ((command = rig_command(command)) != NULL) {
		if (command->effect != WRITES)
			continue;
		check_sentence(command, false, "yes");
		check_sentence(command, false, "no");
		check_sentence(command, true, "yes");
		writes++;
	}
	assert_true(writes > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_write_has_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
