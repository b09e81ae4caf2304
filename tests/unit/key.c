/* SPDX-License-Identifier: ISC */
// links: tests/unit/door/door.c tests/unit/door/timeframe.c
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
	door_must(door, "key.list", "{}");
	door_is(door->result, "rows.1.name", "'Vera'");
	door_is(door->result, "rows.1.reason", "'slutat'");
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

/* What the contract of docs/wire.md says of the name: free again. */
static void name_of_a_revoked_key_is_free(void **state)
{
	struct door *door = *state;

	door_key(door, "Vera", "auditor", NULL);
	door_must(door, "key.revoke", "{'name':'Vera','reason':'borttappad'}");
	door_key(door, "Vera", "department", "ks");
	door_is(door->result, "role", "'department'");
	door_is(door->result, "revoked", "null");
	door_must(door, "key.revoke", "{'name':'Vera','reason':'slutat'}");
	door_is(door->result, "role", "'department'");
	door_is(door->result, "reason", "'slutat'");
	door_refused(door, ERR_CONFLICT, "\"Vera\" was revoked already",
	    "key.revoke", "{'name':'Vera','reason':'igen'}");
	door_is_replayed(door);
}

/* --- replace --- */

/* Signed with `old`, which holds the name; the new key, which is the door's
 * as far as its count goes. */
static struct seal_key *replace(
    struct door *door, const struct seal_key *old, const char *name)
{
	struct seal_key *key = seal_key_generate();
	char line[SEAL_SSH_PUBLIC];

	assert_true(door->key_count < DOOR_KEYS);
	door->keys[door->key_count++] = key;
	seal_public_write(seal_key_public(key), line);
	if (door_ask(door, old, "key.replace", "{'name':'%s','key':'%s'}", name,
		line) != ERR_NONE)
		fail_msg("%s", door->reply.error.text);
	return key;
}

static void new_key_takes_over(void **state)
{
	struct door *door = *state;
	struct seal_key *old = door_key(door, "Staben", "department", "ks");
	char fingerprint[SEAL_FINGERPRINT], expected[300];
	struct seal_key *new;

	door_activity(door, "A", "Vt 2022");
	door->clock.at.seconds += 60;
	new = replace(door, old, "Staben");
	seal_fingerprint(seal_key_public(new), fingerprint);
	snprintf(expected, sizeof(expected),
	    "{'name':'Staben','fingerprint':'%s','role':'department',"
	    "'department':'ks','added':'2022-07-01T06:01:00Z',"
	    "'revoked':null,'reason':null}",
	    fingerprint);
	door_is(door->result, "", expected);
	assert_true(door->reply.has_receipt);
	assert_int_equal(door_ask(door, new, "activity.update",
			     "{'id':1,'status':'started'}"),
	    ERR_NONE);
	assert_int_equal(door_ask(door, old, "ping", "{}"), ERR_DENIED);
	assert_non_null(strstr(door->reply.error.text, "revoked (replaced)"));
	door_is_replayed(door);
}

/* In the order in which they were held, within a second too. */
static void replaced_keys_are_listed(void **state)
{
	static const char *const reasons[] = { "'replaced'", "'replaced'",
		"null" };
	struct door *door = *state;
	const struct seal_key *keys[3];
	char fingerprint[SEAL_FINGERPRINT], expected[64], path[32];

	keys[0] = door_key(door, "Vera", "auditor", NULL);
	door->clock.at.seconds++;
	for (int i = 1; i < 3; i++)
		keys[i] = replace(door, keys[i - 1], "Vera");
	seal_fingerprint(seal_key_public(door->coordinator), fingerprint);
	door_must(door, "key.list", "{'after':'%s'}", fingerprint);
	for (int i = 0; i < 3; i++) {
		seal_fingerprint(seal_key_public(keys[i]), fingerprint);
		snprintf(expected, sizeof(expected), "'%s'", fingerprint);
		snprintf(path, sizeof(path), "rows.%d.fingerprint", i);
		door_is(door->result, path, expected);
		snprintf(path, sizeof(path), "rows.%d.reason", i);
		door_is(door->result, path, reasons[i]);
	}
	door_is(door->result, "rows.0.revoked", "'2022-07-01T06:00:01Z'");
	door_is(door->result, "rows.1.added", "'2022-07-01T06:00:01Z'");
	door_is(door->result, "rows.3.name", "'planvaktd'");
}

/* A page may end between two keys of one name. */
static void list_goes_on_after_any_key(void **state)
{
	struct door *door = *state;
	struct seal_key *old = door_key(door, "Vera", "auditor", NULL);
	char fingerprint[SEAL_FINGERPRINT];

	replace(door, old, "Vera");
	door_must(door, "key.list", "{}");
	assert_int_equal(json_array_size(door_at(door->result, "rows")), 4);
	seal_fingerprint(seal_key_public(old), fingerprint);
	door_must(door, "key.list", "{'after':'%s'}", fingerprint);
	assert_int_equal(json_array_size(door_at(door->result, "rows")), 2);
	door_is(door->result, "rows.0.name", "'Vera'");
	door_is(door->result, "rows.0.revoked", "null");
	door_is(door->result, "rows.1.name", "'planvaktd'");
}

static void name_is_unchanged_in_what_was_done(void **state)
{
	struct door *door = *state;
	struct seal_key *old = door_key(door, "Staben", "department", "ks");
	struct seal_key *new;

	door_activity(door, "A", "Vt 2022");
	door_ask(door, old, "activity.update", "{'id':1,'progress':10}");
	new = replace(door, old, "Staben");
	door_ask(door, new, "activity.update", "{'id':1,'progress':20}");
	door_must(door, "activity.show", "{'id':1}");
	door_is(door->result, "notes.0.by", "'Staben'");
	door_is(door->result, "notes.1.by", "'Staben'");
	door_must(door, "log.list", "{'by':'Staben'}");
	assert_int_equal(json_array_size(door_at(door->result, "rows")), 3);
	door_is(door->result, "rows.0.command", "'activity.update'");
	door_is(door->result, "rows.1.command", "'key.replace'");
	door_is(door->result, "rows.2.command", "'activity.update'");
	door_is_replayed(door);
}

/* Whatever was here before does not come back, by whatever name. */
static void replacement_is_refused(void **state)
{
	struct door *door = *state;
	char old[SEAL_SSH_PUBLIC], own[SEAL_SSH_PUBLIC], line[SEAL_SSH_PUBLIC];
	struct seal_key *vera = door_key(door, "Vera", "auditor", NULL);

	seal_public_write(seal_key_public(vera), old);
	replace(door, vera, "Vera");
	seal_public_write(seal_key_public(door->coordinator), own);
	new_line(line);
	door_refused(door, ERR_CONFLICT, "here already, as \"Vera\"",
	    "key.replace", "{'name':'Samordnaren','key':'%s'}", old);
	door_refused(door, ERR_CONFLICT, "here already, as \"Samordnaren\"",
	    "key.replace", "{'name':'Samordnaren','key':'%s'}", own);
	door_refused(door, ERR_CONFLICT, "here already, as \"Vera\"", "key.add",
	    "{'name':'Olle','key':'%s','role':'auditor'}", old);
	door_refused(door, ERR_DENIED, "yours is \"Samordnaren\"",
	    "key.replace", "{'name':'Vera','key':'%s'}", line);
	door_refused(door, ERR_DENIED, "yours is \"Samordnaren\"",
	    "key.replace", "{'name':'planvaktd','key':'%s'}", line);
	door_refused(door, ERR_INVALID, "", "key.replace",
	    "{'name':'Samordnaren','key':'ssh-ed25519 AAAA'}");
	door_refused(door, ERR_INVALID, "key: is missing", "key.replace",
	    "{'name':'Samordnaren'}");
	door_refused(door, ERR_INVALID, "name: is missing", "key.replace",
	    "{'key':'%s'}", line);
	door_is_replayed(door);
}

static void last_coordinator_may_replace_his_key(void **state)
{
	struct door *door = *state;
	struct seal_key *new = replace(door, door->coordinator, "Samordnaren");

	assert_int_equal(
	    door_ask(door, door->coordinator, "ping", "{}"), ERR_DENIED);
	assert_int_equal(
	    door_ask(door, new, "plan.add", "{'code':'p1','title':'T'}"),
	    ERR_NONE);
	assert_int_equal(door_ask(door, new, "key.revoke",
			     "{'name':'Samordnaren','reason':'R'}"),
	    ERR_CONFLICT);
	assert_non_null(strstr(door->reply.error.text, "last coordinator"));
	door_is_replayed(door);
}

static void revoke_ends_the_key_that_holds_the_name(void **state)
{
	struct door *door = *state;
	struct seal_key *old = door_key(door, "Vera", "auditor", NULL);
	struct seal_key *new = replace(door, old, "Vera");

	door_must(door, "key.revoke", "{'name':'Vera','reason':'slutat'}");
	door_is(door->result, "reason", "'slutat'");
	assert_int_equal(door_ask(door, new, "ping", "{}"), ERR_DENIED);
	assert_non_null(strstr(door->reply.error.text, "(slutat)"));
	door_ask(door, old, "ping", "{}");
	assert_non_null(strstr(door->reply.error.text, "(replaced)"));
	door_is_replayed(door);
}

/* The department's successor has its keys, and theirs. */
static void new_key_of_a_replaced_department(void **state)
{
	struct door *door = *state;
	struct seal_key *old = door_key(door, "Socialen", "department", "sn");

	door_must(door, "department.replace", "{'old':'sn','new':'bun'}");
	assert_int_equal(
	    door_ask(door, replace(door, old, "Socialen"), "ping", "{}"),
	    ERR_NONE);
	door_is(door->result, "department", "'bun'");
	door_is_replayed(door);
}

/* A turn is one transaction: what comes after the change in it is judged by
 * what it left. */
static void same_turn_knows_the_new_key(void **state)
{
	struct door *door = *state;
	struct seal_key *old = door_key(door, "Vera", "coordinator", NULL);
	char line[SEAL_SSH_PUBLIC];
	struct request request;
	json_t *params;

	new_line(line);
	params = door_json("{'name':'Vera','key':'%s'}", line);
	request = door_request(door, "key.replace", params);
	door_send(door, old, &request);
	assert_int_equal(door->reply.error.code, ERR_NONE);
	assert_true(requests_pending(door->requests));
	request = door_request(door, "ping", NULL);
	door_send(door, old, &request);
	assert_int_equal(door->reply.error.code, ERR_DENIED);
	json_decref(params);
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
		PLAN_TEST(name_of_a_revoked_key_is_free),
		PLAN_TEST(new_key_takes_over),
		PLAN_TEST(replaced_keys_are_listed),
		PLAN_TEST(list_goes_on_after_any_key),
		PLAN_TEST(name_is_unchanged_in_what_was_done),
		PLAN_TEST(replacement_is_refused),
		PLAN_TEST(last_coordinator_may_replace_his_key),
		PLAN_TEST(revoke_ends_the_key_that_holds_the_name),
		PLAN_TEST(new_key_of_a_replaced_department),
		PLAN_TEST(same_turn_knows_the_new_key),
		PLAN_TEST(principal_is_who_signs),
		PLAN_TEST(longest_name_is_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
