/* SPDX-License-Identifier: ISC */
// links: protocol/arena.c protocol/buffer.c protocol/error.c
// links: protocol/frame.c protocol/message.c protocol/seal.c
// links: protocol/seal_file.c protocol/seal_key.c
// links: daemon/clock.c daemon/execute.c daemon/log.c daemon/replay.c
// links: daemon/request.c daemon/store/compare.c daemon/store/store.c
// links: daemon/commands/activity.c daemon/commands/command.c
// links: daemon/commands/context.c daemon/commands/contract.c daemon/calendar/interval.c
// links: daemon/commands/department.c daemon/commands/due.c
// links: daemon/commands/fold.c daemon/commands/import.c
// links: daemon/commands/import_read.c daemon/commands/import_tell.c daemon/commands/key.c
// links: daemon/commands/notice.c daemon/commands/owner.c
// links: daemon/commands/plan.c daemon/commands/progress.c
// links: daemon/commands/register.c daemon/commands/setting.c daemon/commands/holiday.c
// links: daemon/commands/state.c daemon/commands/timeframe.c
// links: daemon/calendar/day.c daemon/calendar/schedule.c
// links: daemon/calendar/workday.c daemon/calendar/zone.c
// links: schema/schema.c tests/unit/door/door.c
// links: tests/unit/door/timeframe.c
// libs: sqlite3 libsodium jansson libunistring
/* Keys: who is let in as what, who is let out, and the last coordinator. */
#include "daemon/commands/key.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/door/door.h"

static int open_plan(void **state)
{
	door_open(state);
	door_fill(*state);
	return 0;
}

static void new_line(char line[SEAL_SSH_PUBLIC])
{
	struct seal_key *key = seal_key_generate();

	seal_public_write(seal_key_public(key), line);
	seal_key_free(key);
}

static void first_keys_are_the_daemons_and_the_coordinators(void **state)
{
	struct door *door = *state;
	char expected[256], fingerprint[SEAL_FINGERPRINT];

	seal_fingerprint(seal_key_public(door->coordinator), fingerprint);
	door_must(door, "key.list", "{}");
	snprintf(expected, sizeof(expected),
	    "{'name':'Samordnaren','fingerprint':'%s','role':'coordinator',"
	    "'department':null,'added':'2022-07-01T06:00:00Z','revoked':null,"
	    "'reason':null}",
	    fingerprint);
	door_is(door->result, "rows.0", expected);
	door_is(door->result, "rows.1.name", "'planvaktd'");
	door_is(door->result, "rows.1.role", "'daemon'");
}

static void ping_says_who_one_is(void **state)
{
	struct door *door = *state;
	struct seal_key *ks = door_key(door, "Staben", "department", "ks");

	assert_int_equal(door_ask(door, ks, "ping", "{}"), ERR_NONE);
	door_is(door->result, "name", "'Staben'");
	door_is(door->result, "role", "'department'");
	door_is(door->result, "department", "'ks'");
	door_must(door, "ping", "{}");
	door_is(door->result, "role", "'coordinator'");
	door_is(door->result, "department", "null");
	door_is(door->result, "time", "'2022-07-01T06:00:00Z'");
	door_is(door->result, "rehearsal", "false");
	door_is(door->result, "head.seq", "6");
	door_is_replayed(door);
}

/* A comment after the key is its owner's, not the key's. */
static void line_may_have_a_comment(void **state)
{
	struct door *door = *state;
	char line[SEAL_SSH_PUBLIC];

	new_line(line);
	door_must(door, "key.add",
	    "{'name':'Vera','key':'%s vera@dator','role':'auditor'}", line);
	door_is(door->result, "role", "'auditor'");
	door_is_replayed(door);
}

static void department_goes_with_its_role(void **state)
{
	static const char words[] =
	    "{'name':'X','key':'%s','role':'%s','department':'%s'}";
	struct door *door = *state;
	char line[SEAL_SSH_PUBLIC];

	new_line(line);
	door_must(door, "department.replace", "{'old':'sn','new':'bun'}");
	door_refused(door, ERR_INVALID, "department: a key of role department",
	    "key.add", "{'name':'X','key':'%s','role':'department'}", line);
	door_refused(door, ERR_INVALID, "only a key of role department",
	    "key.add", words, line, "coordinator", "ks");
	door_refused(door, ERR_INVALID, "only a key of role department",
	    "key.add", words, line, "auditor", "ks");
	door_refused(door, ERR_NOT_FOUND, "no department \"no\"", "key.add",
	    words, line, "department", "no");
	door_refused(door, ERR_CONFLICT, "replaced by \"bun\"", "key.add",
	    words, line, "department", "sn");
	door_refused(door, ERR_INVALID,
	    "role: is none of: coordinator"
	    " department auditor",
	    "key.add", "{'name':'X','key':'%s','role':'daemon'}", line);
	door_is_replayed(door);
}

static void name_and_key_are_used_once(void **state)
{
	static const char words[] = "{'name':'%s','key':'%s','role':'auditor'}";
	struct door *door = *state;
	char line[SEAL_SSH_PUBLIC], other[SEAL_SSH_PUBLIC];

	new_line(line);
	new_line(other);
	door_must(door, "key.add", words, "Vera", line);
	door_refused(door, ERR_CONFLICT, "a key named \"Vera\" already",
	    "key.add", words, "Vera", other);
	door_refused(door, ERR_CONFLICT, "here already, as \"Vera\"", "key.add",
	    words, "Olle", line);
	door_must(door, "key.revoke", "{'name':'Vera','reason':'slutat'}");
	door_refused(door, ERR_CONFLICT, "here already, as \"Vera\"", "key.add",
	    words, "Olle", line);
	seal_public_write(seal_key_public(door->daemon), line);
	door_refused(door, ERR_CONFLICT, "here already, as \"planvaktd\"",
	    "key.add", words, "Olle", line);
}

static void what_is_no_key_is_refused(void **state)
{
	static const char *const lines[] = { "x", "ssh-ed25519",
		"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7",
		"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5" };
	struct door *door = *state;

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		door_refused(door, ERR_INVALID, "", "key.add",
		    "{'name':'X','key':'%s','role':'auditor'}", lines[i]);
}

/* --- revoke --- */

static void revoked_key_is_listed(void **state)
{
	struct door *door = *state;
	json_t *result;

	door_key(door, "Vera", "auditor", NULL);
	door->clock.at.seconds += 60;
	result =
	    door_must(door, "key.revoke", "{'name':'Vera','reason':'slutat'}");
	door_is(result, "revoked", "'2022-07-01T06:01:00Z'");
	door_is(result, "reason", "'slutat'");
	door_must(door, "key.list", "{'after':'Samordnaren'}");
	door_is(door->result, "rows.0.name", "'Vera'");
	door_is(door->result, "rows.0.reason", "'slutat'");
	door_is_replayed(door);
}

static void revoke_is_refused(void **state)
{
	struct door *door = *state;

	door_key(door, "Vera", "auditor", NULL);
	door_must(door, "key.revoke", "{'name':'Vera','reason':'slutat'}");
	door_refused(door, ERR_CONFLICT, "\"Vera\" was revoked already",
	    "key.revoke", "{'name':'Vera','reason':'igen'}");
	door_refused(door, ERR_NOT_FOUND, "no key named \"Olle\"", "key.revoke",
	    "{'name':'Olle','reason':'R'}");
	door_refused(door, ERR_CONFLICT, "the daemon's own key", "key.revoke",
	    "{'name':'planvaktd','reason':'R'}");
	door_refused(door, ERR_INVALID, "reason: is missing", "key.revoke",
	    "{'name':'Vera'}");
	door_is_replayed(door);
}

static void last_coordinator_stays(void **state)
{
	struct door *door = *state;
	struct seal_key *vera;

	door_key(door, "Staben", "department", "ks");
	door_key(door, "Revisorn", "auditor", NULL);
	door_refused(door, ERR_CONFLICT,
	    "\"Samordnaren\" is the last"
	    " coordinator",
	    "key.revoke", "{'name':'Samordnaren','reason':'R'}");
	door_key(door, "Vera", "coordinator", NULL);
	door_must(door, "key.revoke", "{'name':'Vera','reason':'R'}");
	door_refused(door, ERR_CONFLICT, "last coordinator", "key.revoke",
	    "{'name':'Samordnaren','reason':'R'}");
	vera = door_key(door, "Vera 2", "coordinator", NULL);
	door_must(door, "key.revoke", "{'name':'Samordnaren','reason':'R'}");
	assert_int_equal(
	    door_ask(door, door->coordinator, "ping", "{}"), ERR_DENIED);
	assert_int_equal(door_ask(door, vera, "key.revoke",
			     "{'name':'Vera 2','reason':'R'}"),
	    ERR_CONFLICT);
	door_is_replayed(door);
}

/* --- key_principal --- */

static void principal_is_who_signs(void **state)
{
	struct door *door = *state;
	struct seal_key *ks = door_key(door, "Staben", "department", "ks");
	struct seal_key *stranger = seal_key_generate();
	struct principal principal;
	struct err err;

	assert_int_equal(
	    key_principal(door->store, seal_key_public(ks), &principal, &err),
	    1);
	assert_string_equal(principal.name, "Staben");
	assert_int_equal(principal.role, ROLE_DEPARTMENT);
	assert_string_equal(principal.department, "ks");
	assert_memory_equal(principal.key, seal_key_public(ks), SEAL_PUBLIC);
	assert_int_equal(key_principal(door->store,
			     seal_key_public(door->daemon), &principal, &err),
	    1);
	assert_int_equal(principal.role, ROLE_DAEMON);
	assert_string_equal(principal.department, "");
	assert_int_equal(key_principal(door->store, seal_key_public(stranger),
			     &principal, &err),
	    0);
	door_must(door, "key.revoke", "{'name':'Staben','reason':'R'}");
	assert_int_equal(
	    key_principal(door->store, seal_key_public(ks), &principal, &err),
	    -1);
	assert_int_equal(err.code, ERR_DENIED);
	seal_key_free(stranger);
}

/* The longest name the contract takes, in two bytes each. */
static void longest_name_is_whole(void **state)
{
	struct door *door = *state;
	struct principal principal;
	struct seal_key *key;
	char name[241];
	struct err err;

	for (int i = 0; i < 120; i++)
		memcpy(name + 2 * i, "å", 2);
	name[240] = '\0';
	key = door_key(door, name, "auditor", NULL);
	assert_int_equal(
	    key_principal(door->store, seal_key_public(key), &principal, &err),
	    1);
	assert_string_equal(principal.name, name);
	assert_int_equal(door_ask(door, key, "ping", "{}"), ERR_NONE);
}

#define PLAN_TEST(test)                                                        \
	cmocka_unit_test_setup_teardown(test, open_plan, door_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAN_TEST(first_keys_are_the_daemons_and_the_coordinators),
		PLAN_TEST(ping_says_who_one_is),
		PLAN_TEST(line_may_have_a_comment),
		PLAN_TEST(department_goes_with_its_role),
		PLAN_TEST(name_and_key_are_used_once),
		PLAN_TEST(what_is_no_key_is_refused),
		PLAN_TEST(revoked_key_is_listed),
		PLAN_TEST(revoke_is_refused),
		PLAN_TEST(last_coordinator_stays),
		PLAN_TEST(principal_is_who_signs),
		PLAN_TEST(longest_name_is_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
