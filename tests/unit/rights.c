/* SPDX-License-Identifier: ISC */
/* A replay asks of every entry whether its signer had a right to it then; and
 * nobody loses a right that an entry of the past may rest on. */
#include "daemon/request/rights.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "daemon/commands/families.h"
#include "protocol/sign_key.h"
#include "tests/unit/rig/rig.h"

/* --- a right that somebody gave himself and took away again --- */

static void replay_refuses(struct rig *rig, const char *words)
{
	struct err err = { 0 };

	assert_int_equal(rig_replay(rig, &err), -1);
	if (strstr(err.text, words) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", err.text, words);
}

static void role_changed_and_changed_back_is_found(void **state)
{
	struct rig *rig = *state;
	struct sign_key *auditor;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	auditor = rig_key(rig, "Revisorn", "auditor", NULL);
	rig_execute(
	    rig, "UPDATE key SET role = 'coordinator' WHERE name = 'Revisorn'");
	assert_int_equal(
	    rig_ask(rig, auditor, "activity.drop", "{'id':1,'reason':'X'}"),
	    ERR_NONE);
	rig_execute(
	    rig, "UPDATE key SET role = 'auditor' WHERE name = 'Revisorn'");
	replay_refuses(rig,
	    "entry 8 of the log cannot be replayed:"
	    " activity.drop needs a coordinator's key, yours"
	    " is of role auditor");
}

static void lead_changed_and_changed_back_is_found(void **state)
{
	struct rig *rig = *state;
	struct sign_key *sn;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	sn = rig_key(rig, "Socialsekreteraren", "department", "sn");
	rig_execute(rig, "UPDATE activity SET lead = 'sn'");
	assert_int_equal(
	    rig_ask(rig, sn, "activity.update", "{'id':1,'note':'Klart'}"),
	    ERR_NONE);
	rig_execute(rig, "UPDATE activity SET lead = 'ks'");
	replay_refuses(rig, "activity 1 is not led by sn");
}

/* The right was there when the entry was made: what came later takes nothing
 * from it. */
static void right_of_its_time_holds(void **state)
{
	struct rig *rig = *state;
	struct sign_key *ks;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	ks = rig_key(rig, "Staben", "department", "ks");
	assert_int_equal(
	    rig_ask(rig, ks, "activity.update", "{'id':1,'note':'Klart'}"),
	    ERR_NONE);
	rig_must(rig, "activity.assign", "{'id':1,'lead':'sn'}");
	rig_must(rig, "key.revoke", "{'name':'Staben','reason':'Slutat'}");
	rig_is_replayed(rig);
}

/* --- every method against every role --- */

static void every_method_asks_for_its_role(void **state)
{
	struct rig *rig = *state;
	const struct command *command = NULL;
	json_t *params = rig_json("{'id':1}");

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	while ((command = rig_command(command)) != NULL)
		for (int role = ROLE_DAEMON; role <= ROLE_AUDITOR; role++) {
			struct principal principal = { .role = role };
			struct err err;
			bool daemon = command->access == ACCESS_DAEMON;
			bool may = role == ROLE_DAEMON ? daemon
			    : role == ROLE_COORDINATOR
			    ? !daemon
			    : command->access == ACCESS_ANY ||
				command->access == ACCESS_HOLDER ||
				(command->access == ACCESS_REPORTER &&
				    role == ROLE_DEPARTMENT);

			/* The activity is another department's. */
			if ((rights_check(rig->store, command, &principal,
				 params, &err) == 0) != may)
				fail_msg("%s by role %s", command->method,
				    role_words[role]);
		}
	json_decref(params);
}

/* --- access only widens --- */

/* Whether whoever `was` let in is let in by `is`. */
static bool is_as_wide(enum access is, const char *was)
{
	static const struct {
		const char *was;
		enum access is[5];
	} rows[] = {
		/* ACCESS_ANY is 0, and fills each row. */
		{ "coordinator",
		    { ACCESS_COORDINATOR, ACCESS_LEAD, ACCESS_MEMBER } },
		{ "lead", { ACCESS_LEAD, ACCESS_MEMBER } },
		{ "member", { ACCESS_MEMBER } },
		{ "holder", { ACCESS_HOLDER } },
		{ "reporter", { ACCESS_REPORTER } },
		{ "any", { ACCESS_ANY } },
	};

	if (strcmp(was, "daemon") == 0)
		return is == ACCESS_DAEMON;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (int j = 0; strcmp(rows[i].was, was) == 0 && j < 5; j++)
			if (rows[i].is[j] == is)
				return true;
	return false;
}

/* Holds a row to its command; the number of commands that write. */
static int check_row(const char *line)
{
	char method[64], who[16], effect[8];
	const struct command *command;

	if (line[0] == '#')
		return 0;
	if (sscanf(line, "%63s %15s %7s", method, who, effect) != 3)
		fail_msg("access.tsv: %s", line);
	command = command_find(method);
	if (command == NULL)
		fail_msg(
		    "%s is gone: its entries could not be replayed", method);
	if (!is_as_wide(command->access, who))
		fail_msg("%s was for %s, and is narrower now: give what is"
			 " narrower a name of its own",
		    method, who);
	assert_int_equal(
	    command->effect == WRITES, strcmp(effect, "writes") == 0);
	return 1;
}

static void access_is_never_narrowed(void **state)
{
	FILE *file = fopen("tests/data/access.tsv", "re");
	const struct command *command = NULL;
	char line[256];
	int rows = 0;

	(void)state;
	assert_non_null(file);
	while (fgets(line, sizeof(line), file) != NULL)
		rows += check_row(line);
	fclose(file);
	while ((command = rig_command(command)) != NULL)
		rows--;
	if (rows != 0)
		fail_msg("tests/data/access.tsv lacks a new command: add it");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(role_changed_and_changed_back_is_found),
		RIG_TEST(lead_changed_and_changed_back_is_found),
		RIG_TEST(right_of_its_time_holds),
		RIG_TEST(every_method_asks_for_its_role),
		cmocka_unit_test(access_is_never_narrowed),
	};

	return cmocka_run_group_tests_name("rights", tests, NULL, NULL);
}
