/* SPDX-License-Identifier: ISC */
/* Keys: who is let in as what, who is let out, and the last coordinator. */
#include "daemon/commands/key.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "daemon/request/execute.h"
#include "protocol/sign_key.h"
#include "tests/unit/rig/rig.h"

static int open_plan(void **state)
{
	rig_open(state);
	rig_fill(*state);
	return 0;
}

static void new_line(char line[SIGN_SSH_PUBLIC])
{
	struct sign_key *key = sign_key_generate();

	sign_public_write(sign_key_public(key), line);
	sign_key_free(key);
}

static void first_keys_are_the_daemons_and_the_coordinators(void **state)
{
	struct rig *rig = *state;
	char expected[256], fingerprint[SIGN_FINGERPRINT];

	sign_fingerprint(sign_key_public(rig->coordinator), fingerprint);
	rig_must(rig, "key.list", "{}");
	snprintf(expected, sizeof(expected),
	    "{'name':'Samordnaren','fingerprint':'%s','role':'coordinator',"
	    "'department':null,'added':'2022-07-01T06:00:00Z','revoked':null,"
	    "'reason':null}",
	    fingerprint);
	rig_is(rig->result, "rows.0.name", "'planvaktd'");
	rig_is(rig->result, "rows.0.role", "'daemon'");
	rig_is(rig->result, "rows.1", expected);
}

static void ping_says_who_one_is(void **state)
{
	struct rig *rig = *state;
	struct sign_key *ks = rig_key(rig, "Staben", "department", "ks");

	assert_int_equal(rig_ask(rig, ks, "ping", "{}"), ERR_NONE);
	rig_is(rig->result, "name", "'Staben'");
	rig_is(rig->result, "role", "'department'");
	rig_is(rig->result, "department", "'ks'");
	rig_must(rig, "ping", "{}");
	rig_is(rig->result, "role", "'coordinator'");
	rig_is(rig->result, "department", "null");
	rig_is(rig->result, "time", "'2022-07-01T06:00:00Z'");
	rig_is(rig->result, "rehearsal", "false");
	rig_is(rig->result, "head.seq", "6");
	rig_is_replayed(rig);
}

/* A comment after the key is its owner's, not the key's. */
/* A comment is often a person's name, and stays in the log. */
static void line_has_no_comment(void **state)
{
	struct rig *rig = *state;
	char line[SIGN_SSH_PUBLIC];

	new_line(line);
	rig_refused(rig, ERR_INVALID, "without a comment", "key.add",
	    "{'name':'Vera','key':'%s vera@dator','role':'auditor'}", line);
	rig_refused(rig, ERR_INVALID, "not the key alone", "key.add",
	    "{'name':'Vera','key':'%s ','role':'auditor'}", line);
	rig_refused(rig, ERR_INVALID, "not the key alone", "key.replace",
	    "{'name':'Samordnaren','key':' %s'}", line);
	rig_must(rig, "key.add", "{'name':'Vera','key':'%s','role':'auditor'}",
	    line);
}

static void department_goes_with_its_role(void **state)
{
	static const char words[] =
	    "{'name':'X','key':'%s','role':'%s','department':'%s'}";
	struct rig *rig = *state;
	char line[SIGN_SSH_PUBLIC];

	new_line(line);
	rig_must(rig, "department.replace", "{'old':'sn','new':'bun'}");
	rig_refused(rig, ERR_INVALID, "department: a key of role department",
	    "key.add", "{'name':'X','key':'%s','role':'department'}", line);
	rig_refused(rig, ERR_INVALID, "only a key of role department",
	    "key.add", words, line, "coordinator", "ks");
	rig_refused(rig, ERR_INVALID, "only a key of role department",
	    "key.add", words, line, "auditor", "ks");
	rig_refused(rig, ERR_NOT_FOUND, "no department \"no\"", "key.add",
	    words, line, "department", "no");
	rig_refused(rig, ERR_CONFLICT, "replaced by \"bun\"", "key.add", words,
	    line, "department", "sn");
	rig_refused(rig, ERR_INVALID,
	    "role: is none of: coordinator"
	    " department auditor",
	    "key.add", "{'name':'X','key':'%s','role':'daemon'}", line);
	rig_is_replayed(rig);
}

static void name_and_key_are_used_once(void **state)
{
	static const char words[] = "{'name':'%s','key':'%s','role':'auditor'}";
	struct rig *rig = *state;
	char line[SIGN_SSH_PUBLIC], other[SIGN_SSH_PUBLIC];

	new_line(line);
	new_line(other);
	rig_must(rig, "key.add", words, "Vera", line);
	rig_refused(rig, ERR_CONFLICT, "a key named \"Vera\" already",
	    "key.add", words, "Vera", other);
	rig_refused(rig, ERR_CONFLICT, "here already, as \"Vera\"", "key.add",
	    words, "Olle", line);
	rig_must(rig, "key.revoke", "{'name':'Vera','reason':'slutat'}");
	rig_refused(rig, ERR_CONFLICT, "here already, as \"Vera\"", "key.add",
	    words, "Olle", line);
	sign_public_write(sign_key_public(rig->daemon), line);
	rig_refused(rig, ERR_CONFLICT, "here already, as \"planvaktd\"",
	    "key.add", words, "Olle", line);
}

static void what_is_no_key_is_refused(void **state)
{
	static const char *const lines[] = { "x", "ssh-ed25519",
		"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7",
		"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5" };
	struct rig *rig = *state;

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		rig_refused(rig, ERR_INVALID, "", "key.add",
		    "{'name':'X','key':'%s','role':'auditor'}", lines[i]);
}

/* --- revoke --- */

static void revoked_key_is_listed(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_key(rig, "Vera", "auditor", NULL);
	rig->clock.at.seconds += 60;
	result =
	    rig_must(rig, "key.revoke", "{'name':'Vera','reason':'slutat'}");
	rig_is(result, "revoked", "'2022-07-01T06:01:00Z'");
	rig_is(result, "reason", "'slutat'");
	rig_must(rig, "key.list", "{}");
	rig_is(rig->result, "rows.2.name", "'Vera'");
	rig_is(rig->result, "rows.2.reason", "'slutat'");
	rig_is_replayed(rig);
}

static void revoke_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_key(rig, "Vera", "auditor", NULL);
	rig_must(rig, "key.revoke", "{'name':'Vera','reason':'slutat'}");
	rig_refused(rig, ERR_CONFLICT, "\"Vera\" was revoked already",
	    "key.revoke", "{'name':'Vera','reason':'igen'}");
	rig_refused(rig, ERR_NOT_FOUND, "no key named \"Olle\"", "key.revoke",
	    "{'name':'Olle','reason':'R'}");
	rig_refused(rig, ERR_CONFLICT, "the daemon's own key", "key.revoke",
	    "{'name':'planvaktd','reason':'R'}");
	rig_refused(rig, ERR_INVALID, "reason: is missing", "key.revoke",
	    "{'name':'Vera'}");
	rig_is_replayed(rig);
}

static void last_coordinator_stays(void **state)
{
	struct rig *rig = *state;
	struct sign_key *vera;

	rig_key(rig, "Staben", "department", "ks");
	rig_key(rig, "Revisorn", "auditor", NULL);
	rig_refused(rig, ERR_CONFLICT,
	    "\"Samordnaren\" is the last"
	    " coordinator",
	    "key.revoke", "{'name':'Samordnaren','reason':'R'}");
	rig_key(rig, "Vera", "coordinator", NULL);
	rig_must(rig, "key.revoke", "{'name':'Vera','reason':'R'}");
	rig_refused(rig, ERR_CONFLICT, "last coordinator", "key.revoke",
	    "{'name':'Samordnaren','reason':'R'}");
	vera = rig_key(rig, "Vera 2", "coordinator", NULL);
	rig_must(rig, "key.revoke", "{'name':'Samordnaren','reason':'R'}");
	assert_int_equal(
	    rig_ask(rig, rig->coordinator, "ping", "{}"), ERR_DENIED);
	assert_int_equal(
	    rig_ask(rig, vera, "key.revoke", "{'name':'Vera 2','reason':'R'}"),
	    ERR_CONFLICT);
	rig_is_replayed(rig);
}

/* What the contract of docs/wire.md says of the name: free again. */
static void name_of_a_revoked_key_is_free(void **state)
{
	struct rig *rig = *state;

	rig_key(rig, "Vera", "auditor", NULL);
	rig_must(rig, "key.revoke", "{'name':'Vera','reason':'borttappad'}");
	rig_key(rig, "Vera", "department", "ks");
	rig_is(rig->result, "role", "'department'");
	rig_is(rig->result, "revoked", "null");
	rig_must(rig, "key.revoke", "{'name':'Vera','reason':'slutat'}");
	rig_is(rig->result, "role", "'department'");
	rig_is(rig->result, "reason", "'slutat'");
	rig_refused(rig, ERR_CONFLICT, "\"Vera\" was revoked already",
	    "key.revoke", "{'name':'Vera','reason':'igen'}");
	rig_is_replayed(rig);
}

/* --- replace --- */

/* Signed with `old`, which holds the name; the new key, which is the door's
 * as far as its count goes. */
static struct sign_key *replace(
    struct rig *rig, const struct sign_key *old, const char *name)
{
	struct sign_key *key = sign_key_generate();
	char line[SIGN_SSH_PUBLIC];

	assert_true(rig->key_count < RIG_KEYS);
	rig->keys[rig->key_count++] = key;
	sign_public_write(sign_key_public(key), line);
	if (rig_ask(rig, old, "key.replace", "{'name':'%s','key':'%s'}", name,
		line) != ERR_NONE)
		fail_msg("%s", rig->reply.error.text);
	return key;
}

static void new_key_takes_over(void **state)
{
	struct rig *rig = *state;
	struct sign_key *old = rig_key(rig, "Staben", "department", "ks");
	char fingerprint[SIGN_FINGERPRINT], expected[300];
	struct sign_key *new;

	rig_activity(rig, "A", "Vt 2022");
	rig->clock.at.seconds += 60;
	new = replace(rig, old, "Staben");
	sign_fingerprint(sign_key_public(new), fingerprint);
	snprintf(expected, sizeof(expected),
	    "{'name':'Staben','fingerprint':'%s','role':'department',"
	    "'department':'ks','added':'2022-07-01T06:01:00Z',"
	    "'revoked':null,'reason':null}",
	    fingerprint);
	rig_is(rig->result, "", expected);
	assert_true(rig->reply.has_receipt);
	assert_int_equal(
	    rig_ask(rig, new, "activity.update", "{'id':1,'status':'started'}"),
	    ERR_NONE);
	assert_int_equal(rig_ask(rig, old, "ping", "{}"), ERR_DENIED);
	assert_non_null(
	    strstr(rig->reply.error.text, "was replaced by a new one"));
	rig_is_replayed(rig);
}

/* In the order in which they were held, within a second too. */
static void replaced_keys_are_listed(void **state)
{
	static const char *const reasons[] = { "'replaced'", "'replaced'",
		"null" };
	struct rig *rig = *state;
	const struct sign_key *keys[3];
	char fingerprint[SIGN_FINGERPRINT], expected[64], path[32];

	keys[0] = rig_key(rig, "Vera", "auditor", NULL);
	rig->clock.at.seconds++;
	for (int i = 1; i < 3; i++)
		keys[i] = replace(rig, keys[i - 1], "Vera");
	sign_fingerprint(sign_key_public(rig->coordinator), fingerprint);
	rig_must(rig, "key.list", "{'after':'%s'}", fingerprint);
	for (int i = 0; i < 3; i++) {
		sign_fingerprint(sign_key_public(keys[i]), fingerprint);
		snprintf(expected, sizeof(expected), "'%s'", fingerprint);
		snprintf(path, sizeof(path), "rows.%d.fingerprint", i);
		rig_is(rig->result, path, expected);
		snprintf(path, sizeof(path), "rows.%d.reason", i);
		rig_is(rig->result, path, reasons[i]);
	}
	rig_is(rig->result, "rows.0.revoked", "'2022-07-01T06:00:01Z'");
	rig_is(rig->result, "rows.1.added", "'2022-07-01T06:00:01Z'");
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 3);
}

/* A page may end between two keys of one name. */
static void list_goes_on_after_any_key(void **state)
{
	struct rig *rig = *state;
	struct sign_key *old = rig_key(rig, "Olle", "auditor", NULL);
	char fingerprint[SIGN_FINGERPRINT];

	replace(rig, old, "Olle");
	rig_must(rig, "key.list", "{}");
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 4);
	sign_fingerprint(sign_key_public(old), fingerprint);
	rig_must(rig, "key.list", "{'after':'%s'}", fingerprint);
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 3);
	rig_is(rig->result, "rows.0.name", "'Olle'");
	rig_is(rig->result, "rows.0.revoked", "null");
	rig_is(rig->result, "rows.1.name", "'planvaktd'");
	rig_is(rig->result, "rows.2.name", "'Samordnaren'");
}

static void name_is_unchanged_in_what_was_done(void **state)
{
	struct rig *rig = *state;
	struct sign_key *old = rig_key(rig, "Staben", "department", "ks");
	struct sign_key *new;

	rig_activity(rig, "A", "Vt 2022");
	rig_ask(rig, old, "activity.update", "{'id':1,'progress':10}");
	new = replace(rig, old, "Staben");
	rig_ask(rig, new, "activity.update", "{'id':1,'progress':20}");
	rig_must(rig, "activity.show", "{'id':1}");
	rig_is(rig->result, "notes.0.by", "'Staben'");
	rig_is(rig->result, "notes.1.by", "'Staben'");
	rig_must(rig, "log.list", "{'by':'Staben'}");
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 3);
	rig_is(rig->result, "rows.0.command", "'activity.update'");
	rig_is(rig->result, "rows.1.command", "'key.replace'");
	rig_is(rig->result, "rows.2.command", "'activity.update'");
	rig_is_replayed(rig);
}

/* Whatever was here before does not come back, by whatever name. */
static void replacement_is_refused(void **state)
{
	struct rig *rig = *state;
	char old[SIGN_SSH_PUBLIC], own[SIGN_SSH_PUBLIC], line[SIGN_SSH_PUBLIC];
	struct sign_key *vera = rig_key(rig, "Vera", "auditor", NULL);

	sign_public_write(sign_key_public(vera), old);
	replace(rig, vera, "Vera");
	sign_public_write(sign_key_public(rig->coordinator), own);
	new_line(line);
	rig_refused(rig, ERR_CONFLICT, "here already, as \"Vera\"",
	    "key.replace", "{'name':'Samordnaren','key':'%s'}", old);
	rig_refused(rig, ERR_CONFLICT, "here already, as \"Samordnaren\"",
	    "key.replace", "{'name':'Samordnaren','key':'%s'}", own);
	rig_refused(rig, ERR_CONFLICT, "here already, as \"Vera\"", "key.add",
	    "{'name':'Olle','key':'%s','role':'auditor'}", old);
	rig_refused(rig, ERR_DENIED, "yours is \"Samordnaren\"", "key.replace",
	    "{'name':'Vera','key':'%s'}", line);
	rig_refused(rig, ERR_DENIED, "yours is \"Samordnaren\"", "key.replace",
	    "{'name':'planvaktd','key':'%s'}", line);
	rig_refused(rig, ERR_INVALID, "", "key.replace",
	    "{'name':'Samordnaren','key':'ssh-ed25519 AAAA'}");
	rig_refused(rig, ERR_INVALID, "key: is missing", "key.replace",
	    "{'name':'Samordnaren'}");
	rig_refused(rig, ERR_INVALID, "name: is missing", "key.replace",
	    "{'key':'%s'}", line);
	rig_is_replayed(rig);
}

static void last_coordinator_may_replace_his_key(void **state)
{
	struct rig *rig = *state;
	struct sign_key *new = replace(rig, rig->coordinator, "Samordnaren");

	assert_int_equal(
	    rig_ask(rig, rig->coordinator, "ping", "{}"), ERR_DENIED);
	assert_int_equal(
	    rig_ask(rig, new, "plan.add", "{'code':'p1','title':'T'}"),
	    ERR_NONE);
	assert_int_equal(rig_ask(rig, new, "key.revoke",
			     "{'name':'Samordnaren','reason':'R'}"),
	    ERR_CONFLICT);
	assert_non_null(strstr(rig->reply.error.text, "last coordinator"));
	rig_is_replayed(rig);
}

static void revoke_ends_the_key_that_holds_the_name(void **state)
{
	struct rig *rig = *state;
	struct sign_key *old = rig_key(rig, "Vera", "auditor", NULL);
	struct sign_key *new = replace(rig, old, "Vera");

	rig_must(rig, "key.revoke", "{'name':'Vera','reason':'slutat'}");
	rig_is(rig->result, "reason", "'slutat'");
	assert_int_equal(rig_ask(rig, new, "ping", "{}"), ERR_DENIED);
	assert_non_null(strstr(rig->reply.error.text, "(slutat)"));
	rig_ask(rig, old, "ping", "{}");
	assert_non_null(
	    strstr(rig->reply.error.text, "was replaced by a new one"));
	rig_is_replayed(rig);
}

/* The department's successor has its keys, and theirs. */
static void new_key_of_a_replaced_department(void **state)
{
	struct rig *rig = *state;
	struct sign_key *old = rig_key(rig, "Socialen", "department", "sn");

	rig_must(rig, "department.replace", "{'old':'sn','new':'bun'}");
	assert_int_equal(
	    rig_ask(rig, replace(rig, old, "Socialen"), "ping", "{}"),
	    ERR_NONE);
	rig_is(rig->result, "department", "'bun'");
	rig_is_replayed(rig);
}

/* A turn is one transaction: what comes after the change in it is judged by
 * what it left. */
static void same_turn_knows_the_new_key(void **state)
{
	struct rig *rig = *state;
	struct sign_key *old = rig_key(rig, "Vera", "coordinator", NULL);
	char line[SIGN_SSH_PUBLIC];
	struct request request;
	json_t *params;

	new_line(line);
	params = rig_json("{'name':'Vera','key':'%s'}", line);
	request = rig_request(rig, "key.replace", params);
	rig_send(rig, old, &request);
	assert_int_equal(rig->reply.error.code, ERR_NONE);
	assert_true(door_pending(rig->door));
	request = rig_request(rig, "ping", NULL);
	rig_send(rig, old, &request);
	assert_int_equal(rig->reply.error.code, ERR_DENIED);
	json_decref(params);
}

/* --- key_principal --- */

static void principal_is_who_signs(void **state)
{
	struct rig *rig = *state;
	struct sign_key *ks = rig_key(rig, "Staben", "department", "ks");
	struct sign_key *unverified = sign_key_generate();
	struct principal principal;
	struct err err;

	assert_int_equal(
	    key_principal(rig->store, sign_key_public(ks), &principal, &err),
	    1);
	assert_string_equal(principal.name, "Staben");
	assert_int_equal(principal.role, ROLE_DEPARTMENT);
	assert_string_equal(principal.department, "ks");
	assert_memory_equal(principal.key, sign_key_public(ks), SIGN_PUBLIC);
	assert_int_equal(key_principal(rig->store, sign_key_public(rig->daemon),
			     &principal, &err),
	    1);
	assert_int_equal(principal.role, ROLE_DAEMON);
	assert_string_equal(principal.department, "");
	assert_int_equal(key_principal(rig->store, sign_key_public(unverified),
			     &principal, &err),
	    0);
	rig_must(rig, "key.revoke", "{'name':'Staben','reason':'R'}");
	assert_int_equal(
	    key_principal(rig->store, sign_key_public(ks), &principal, &err),
	    -1);
	assert_int_equal(err.code, ERR_DENIED);
	sign_key_free(unverified);
}

/* The longest name the contract takes, in two bytes each. */
static void longest_name_is_whole(void **state)
{
	struct rig *rig = *state;
	struct principal principal;
	struct sign_key *key;
	char name[241];
	struct err err;

	for (int i = 0; i < 120; i++)
		memcpy(name + 2 * i, "å", 2);
	name[240] = '\0';
	key = rig_key(rig, name, "auditor", NULL);
	assert_int_equal(
	    key_principal(rig->store, sign_key_public(key), &principal, &err),
	    1);
	assert_string_equal(principal.name, name);
	assert_int_equal(rig_ask(rig, key, "ping", "{}"), ERR_NONE);
}

#define PLAN_TEST(test)                                                        \
	cmocka_unit_test_setup_teardown(test, open_plan, rig_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAN_TEST(first_keys_are_the_daemons_and_the_coordinators),
		PLAN_TEST(ping_says_who_one_is),
		PLAN_TEST(line_has_no_comment),
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
