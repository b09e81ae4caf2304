/* SPDX-License-Identifier: ISC */
/* Names of people and mail addresses are taken out, and what a redacted entry
 * said of a key a coordinator repeats (docs/verify.md, "Redacted words"). That
 * both verifiers accept the outcome is tests/cli/redact_keys.sh. */
#include "daemon/commands/log_redact_keys.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "protocol/sign_key.h"
#include "tests/unit/rig/redaction.h"
#include "tests/unit/rig/rig.h"

static void line_of(const struct sign_key *key, char line[SIGN_SSH_PUBLIC])
{
	sign_public_write(sign_key_public(key), line);
}

/* --- what must be repeated --- */

static void name_of_a_department_s_key(void **state)
{
	struct rig *rig = *state;
	char line[SIGN_SSH_PUBLIC], rows[512];
	struct sign_key *key;
	json_t *keys;

	rig_fill(rig);
	key = rig_key(rig, "Bo", "department", "ks");
	line_of(key, line);
	snprintf(rows, sizeof(rows),
	    "[{'entry':6,'key':'%s','role':'department','department':'ks'}]",
	    line);
	keys = rig_redact_keys(rig, 6, "name");
	rig_is(keys, "0.entry", "6");
	rig_is(keys, "0.role", "'department'");
	rig_is(keys, "0.department", "'ks'");
	rig_refused(rig, ERR_INVALID, "keys: entry 6 gave or took a key",
	    "log.redact", "{'seq':6,'field':'name','reason':'X'}");
	rig_refused(rig, ERR_INVALID, "keys[0]: entry 5", "log.redact",
	    "{'seq':6,'field':'name','reason':'X','keys':[{'entry':5,'key':"
	    "'%s','role':'department','department':'ks'}]}",
	    line);
	rig_refused(rig, ERR_INVALID, "said something else", "log.redact",
	    "{'seq':6,'field':'name','reason':'X','keys':[{'entry':6,'key':"
	    "'%s','role':'auditor'}]}",
	    line);
	rig_must(rig, "log.redact",
	    "{'seq':6,'field':'name','reason':'X','keys':%s}", rows);
	rig_is_replayed(rig);
	assert_int_equal(rig_ask(rig, key, "ping", "{}"), ERR_NONE);
	rig_must(rig, "key.list", "{}");
	rig_is(rig->result, "rows.0.name", "'[redacted 6]'");
	rig_must(
	    rig, "key.revoke", "{'name':'[redacted 6]','reason':'Har slutat'}");
	rig_is_replayed(rig);
}

/* Nothing need be repeated of an entry that says nothing of keys. */
static void other_entries_owe_nothing(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_must(
	    rig, "department.edit", "{'code':'ks','aliases':['Stina Ek']}");
	assert_int_equal(
	    json_array_size(rig_redact_keys(rig, 6, "aliases[0]")), 0);
	rig_redact(rig, 6, "aliases[0]", "Namn");
	rig_is_replayed(rig);
}

static void coordinator_of_the_beginning(void **state)
{
	struct rig *rig = *state;
	json_t *keys = rig_redact_keys(rig, 1, "coordinator");

	assert_int_equal(json_array_size(keys), 1);
	rig_is(keys, "0.role", "'coordinator'");
	rig_redact(rig, 1, "coordinator", "Namn");
	rig_is_replayed(rig);
	assert_false(rig_holds(rig, "Samordnaren"));
	rig_must(rig, "ping", "{}");
	rig_is(rig->result, "name", "'[redacted 1]'");
}

/* What each of the entries about one key did, under its own number. */
static void every_entry_of_the_name_is_repeated(void **state)
{
	struct rig *rig = *state;
	struct sign_key *old, *new;
	char line[SIGN_SSH_PUBLIC];
	json_t *keys;

	rig_fill(rig);
	old = rig_key(rig, "Bo", "auditor", NULL);
	new = sign_key_generate();
	line_of(new, line);
	assert_int_equal(
	    rig_ask(rig, old, "key.replace", "{'name':'Bo','key':'%s'}", line),
	    ERR_NONE);
	sign_key_free(new);
	rig_must(rig, "key.revoke", "{'name':'Bo','reason':'Slut'}");
	rig_key(rig, "Bo", "department", "sn");
	keys = rig_redact_keys(rig, 6, "name");
	assert_int_equal(json_array_size(keys), 4);
	for (int i = 0; i < 4; i++)
		assert_int_equal(json_integer_value(json_object_get(
				     json_array_get(keys, (size_t)i), "entry")),
		    6 + i);
	assert_true(json_equal(rig_at(keys, "1.key"), rig_at(keys, "2.key")));
	rig_is(keys, "1.role", "'auditor'");
	rig_is(keys, "3.department", "'sn'");
	rig_redact(rig, 6, "name", "Namn");
	rig_is_replayed(rig);
}

/* The decision that repeated a key loses its own signature. */
static void a_redacted_decision_is_repeated(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_key(rig, "Bo", "auditor", NULL);
	rig_redact(rig, 6, "name", "Han heter Stina");
	assert_int_equal(json_array_size(rig_redact_keys(rig, 7, "reason")), 1);
	rig_redact(rig, 7, "reason", "Namn");
	rig_is_replayed(rig);
	assert_false(rig_holds(rig, "Stina"));
}

/* --- whose word counts --- */

static void who_was_named_cannot_vouch_for_himself(void **state)
{
	struct rig *rig = *state;
	struct sign_key *bea;
	char line[SIGN_SSH_PUBLIC];

	rig_fill(rig);
	bea = rig_key(rig, "Bea", "coordinator", NULL);
	line_of(bea, line);
	assert_int_equal(rig_ask(rig, bea, "log.redact",
			     "{'seq':6,'field':'name','reason':'X','keys':"
			     "[{'entry':6,'key':'%s','role':'coordinator'}]}",
			     line),
	    ERR_CONFLICT);
	assert_non_null(
	    strstr(rig->reply.error.text, "another coordinator must"));
	rig_redact(rig, 6, "name", "Namn");
	rig_is_replayed(rig);
}

/* Bea repeated another's key; then her own is redacted, and what she said
 * counts no more: who does that repeats both. */
static void what_a_named_one_said_is_said_again(void **state)
{
	struct rig *rig = *state;
	struct sign_key *bea, *bo;
	char line[SIGN_SSH_PUBLIC];
	json_t *keys;

	rig_fill(rig);
	bea = rig_key(rig, "Bea", "coordinator", NULL);
	bo = rig_key(rig, "Bo", "auditor", NULL);
	line_of(bo, line);
	assert_int_equal(rig_ask(rig, bea, "log.redact",
			     "{'seq':7,'field':'name','reason':'X','keys':"
			     "[{'entry':7,'key':'%s','role':'auditor'}]}",
			     line),
	    ERR_NONE);
	keys = rig_redact_keys(rig, 6, "name");
	assert_int_equal(json_array_size(keys), 2);
	rig_is(keys, "0.entry", "6");
	rig_is(keys, "1.entry", "7");
	rig_redact(rig, 6, "name", "Namn");
	rig_is_replayed(rig);
}

/* --- addresses --- */

static void an_address_is_taken_out(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_must(rig, "department.edit",
	    "{'code':'ks','mail':'bo@k.se','escalation':'Bo@K.se'}");
	rig_activity(rig, "A", "Vt 2022");
	rig_own(rig, "notice.issue",
	    "{'run':'2022-07-01','token':'%064d','address':'bo@k.se',"
	    "'department':'ks','language':'sv','subject':'S','text':"
	    "'Svara till bo@k.se, tack.','notices':[{'activity':1,"
	    "'due_version':1,'stage':'overdue','regular':'2022-07-01','role':"
	    "'lead','department':'ks','n':1,'skipped':false}]}",
	    1);
	rig_refused(rig, ERR_CONFLICT, "column", "log.redact",
	    "{'seq':6,'field':'mail','reason':'X'}");
	rig_must(rig, "department.edit",
	    "{'code':'ks','mail':'ks@kommun.example','remove_escalation':"
	    "true}");
	rig_own(rig, "notice.settle",
	    "{'dispatch':1,'state':'accepted','address':'bo@k.se'}");
	rig_redact(rig, 6, "mail", "Namn");
	rig_is_replayed(rig);
	assert_false(rig_holds(rig, "bo@k.se"));
	assert_false(rig_holds(rig, "Bo@K.se"));
	rig_must(rig, "notice.show", "{'id':1}");
	rig_is(rig->result, "text", "'Svara till [redacted 6], tack.'");
	rig_is(rig->result, "address", "'[redacted 6]'");
}

/* A letter that waits for the address still needs it. */
static void an_address_that_is_waited_for_stays(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "notice.test", "{'address':'bo@k.se'}");
	rig_refused(rig, ERR_CONFLICT, "dispatch 1, column address",
	    "log.redact", "{'seq':2,'field':'address','reason':'X'}");
	rig_own(rig, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	rig_redact(rig, 2, "address", "Namn");
	rig_is_replayed(rig);
	assert_false(rig_holds(rig, "bo@k.se"));
}

static void the_coordinators_first_address(void **state)
{
	struct rig rig;

	(void)state;
	rig_begin(&rig, "2022-07-01T08:00", "anna@kommun.example", false);
	rig_must(&rig, "setting.set",
	    "{'name':'coordinator_mail','value':'vbe@kommun.example'}");
	assert_int_equal(
	    json_array_size(rig_redact_keys(&rig, 1, "coordinator_mail")), 1);
	rig_redact(&rig, 1, "coordinator_mail", "Namn");
	rig_is_replayed(&rig);
	assert_false(rig_holds(&rig, "anna@"));
	rig_end(&rig);
}

/* --- letters --- */

/* The words, and nothing else, however the letter breaks its lines. */
static void a_letter_keeps_the_rest(void **state)
{
	static const struct {
		const char *text, *left;
	} letters[] = {
		{ "Om Åsa Öberg på skolan.", "Om [redacted 6]." },
		{ "Åsa Öberg på skolan och Åsa Öberg på skolan",
		    "[redacted 6] och [redacted 6]" },
		{ "a Åsa\\n      Öberg på\\n skolan: b", "a [redacted 6]: b" },
		{ "Åsa Öberg på skola.", "Åsa Öberg på skola." },
	};
	struct rig *rig = *state;

	rig_fill(rig);
	rig_activity(rig, "Åsa Öberg på skolan", "Vt 2022");
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		rig_own(rig, "notice.issue",
		    "{'run':'2022-07-0%zu','token':'%064zu','address':"
		    "'ks@kommun.example','department':'ks','language':'sv',"
		    "'subject':'S','text':'%s','notices':[{'activity':1,"
		    "'due_version':1,'stage':'overdue','regular':"
		    "'2022-07-0%zu','role':'lead','department':'ks','n':1,"
		    "'skipped':false}]}",
		    i + 1, i, letters[i].text, i + 1);
	rig_redact(rig, 6, "activity", "Namn");
	rig_is_replayed(rig);
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
		rig_must(rig, "notice.show", "{'id':%zu}", i + 1);
		assert_string_equal(
		    json_string_value(json_object_get(rig->result, "text")),
		    letters[i].left);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(name_of_a_department_s_key),
		RIG_TEST(other_entries_owe_nothing),
		RIG_TEST(coordinator_of_the_beginning),
		RIG_TEST(every_entry_of_the_name_is_repeated),
		RIG_TEST(a_redacted_decision_is_repeated),
		RIG_TEST(who_was_named_cannot_vouch_for_himself),
		RIG_TEST(what_a_named_one_said_is_said_again),
		RIG_TEST(an_address_is_taken_out),
		RIG_TEST(an_address_that_is_waited_for_stays),
		RIG_TEST(the_coordinators_first_address),
		RIG_TEST(a_letter_keeps_the_rest),
	};

	return cmocka_run_group_tests_name("redact_keys", tests, NULL, NULL);
}
