/* SPDX-License-Identifier: ISC */
/* Who may do what: every command by every kind of key, as docs/wire.md says,
 * with real requests through the door; and what the operator learns of those
 * that were denied. Run in the root of the tree. */
#include "daemon/commands/families.h"
#include "daemon/contract/command.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "protocol/sign_key.h"
#include "tests/unit/rig/rig.h"

enum who { COORDINATOR, LEADS, TOLD, AUDITOR, DAEMON, REVOKED, UNKNOWN, WHO };

static const char *const who_words[WHO] = { "the coordinator",
	"the department that leads", "the department that is told",
	"the auditor", "the daemon's key", "a revoked key", "an unknown key" };

/* The names their keys are added by. */
static const char *const names[WHO] = { "Samordnaren", "Staben", "Socialen",
	"Revisorn", "planvaktd", "Vera", "Okänd" };

/* docs/wire.md, "Commands": the words of the column "access". What is not in
 * the document is the daemon's. */
static const struct {
	const char *access;
	bool may[WHO];
} granted[] = {
	{ "any", { true, true, true, true } },
	{ "coordinator", { true } },
	{ "lead", { true, true } },
	{ "reporter", { true, true, true } },     /* any department */
	{ "member", { true, true } },             /* none of these cooperates */
	{ "holder", { true, true, true, true } }, /* for their own name */
	{ "", { false } },
};

/* --- the document --- */

static char *wire;

static int read_wire(void **state)
{
	FILE *file = fopen("docs/wire.md", "re");
	size_t size = 0;

	(void)state;
	if (file == NULL)
		fail_msg("docs/wire.md: run this in the root of the tree");
	assert_true(getdelim(&wire, &size, '\0', file) > 0);
	fclose(file);
	return 0;
}

static int free_wire(void **state)
{
	(void)state;
	free(wire);
	return 0;
}

/* Which row of `granted` a command's line of the document names; its empty
 * one where there is no line. */
static size_t access_of(const struct command *command)
{
	char begin[64];
	const char *line;
	size_t i = 0, length;

	snprintf(begin, sizeof(begin), "\n| %s%s | ", command->method,
	    command->effect == WRITES ? " W" : "");
	line = strstr(wire, begin);
	line = line != NULL ? line + strlen(begin) : "";
	length = strcspn(line, " ");
	while (strlen(granted[i].access) != length ||
	    strncmp(granted[i].access, line, length) != 0)
		if (granted[i++].access[0] == '\0')
			fail_msg("%s: nobody knows the access %.*s",
			    command->method, (int)length, line);
	return i;
}

/* --- the least that keeps a contract --- */

static json_t *params_of(const struct field *fields);

static json_t *text_of(const struct field *field)
{
	char text[128] = "";
	size_t length = field->min > 1 ? (size_t)field->min : 1;

	assert_true(length < sizeof(text));
	memset(text, 'x', length);
	return json_string(text);
}

static json_t *key_line(void)
{
	struct sign_key *key = sign_key_generate();
	char line[SIGN_SSH_PUBLIC];

	sign_public_write(sign_key_public(key), line);
	sign_key_free(key);
	return json_string(line);
}

static json_t *value_of(const struct field *field)
{
	switch (field->type) {
	case FIELD_CODE:
		return json_string(
		    strcmp(field->name, "plan") == 0 ? "vbe" : "ks");
	case FIELD_WORD:
		return json_string(field->words[field->min]);
	case FIELD_ID:
		return json_integer(1);
	case FIELD_NUMBER:
		return json_integer(field->min);
	case FIELD_FLAG:
		return json_true();
	case FIELD_DATE:
		return json_string("2022-07-11");
	case FIELD_INTERVAL:
		return json_string("4m");
	case FIELD_MAIL:
	case FIELD_MAILS:
		return json_string("nytt@kommun.example");
	case FIELD_KEY:
		return key_line();
	case FIELD_HASH:
		return json_string("00112233445566778899aabbccddeeff"
				   "00112233445566778899aabbccddeeff");
	case FIELD_OBJECT:
		return params_of(field->row);
	default:
		return text_of(field);
	}
}

static json_t *params_of(const struct field *fields)
{
	json_t *params = json_object(), *value;

	for (; fields->name != NULL; fields++) {
		if (fields->need == OPTIONAL)
			continue;
		value = value_of(fields);
		if (fields->many > 0)
			value = json_pack("[o]", value);
		json_object_set_new(params, fields->name, value);
	}
	return params;
}

/* --- a state: activity 1 is led by ks, notice 1 is for sn --- */

struct cast {
	struct rig *rig;
	const struct sign_key *keys[WHO];
	struct sign_key *unverified;
};

static void issue_notice(struct rig *rig)
{
	rig_own(rig, "notice.issue",
	    "{'run':'2022-07-01','token':'%064d','address':"
	    "'sn@kommun.example','department':'sn','language':'sv',"
	    "'subject':'S','text':'T','notices':[{'activity':1,"
	    "'due_version':1,'stage':'overdue','regular':'2022-07-01','role':"
	    "'cooperating','department':'sn','n':1,'skipped':false}]}",
	    1);
}

static struct cast cast_open(void **state)
{
	struct rig *rig = *state;
	struct cast cast = { .rig = rig };

	rig_fill(rig);
	assert_int_equal(rig_activity(rig, "A", "Vt 2022"), 1);
	issue_notice(rig);
	cast.unverified = sign_key_generate();
	cast.keys[COORDINATOR] = rig->coordinator;
	cast.keys[LEADS] = rig_key(rig, names[LEADS], "department", "ks");
	cast.keys[TOLD] = rig_key(rig, names[TOLD], "department", "sn");
	cast.keys[AUDITOR] = rig_key(rig, names[AUDITOR], "auditor", NULL);
	cast.keys[DAEMON] = rig->daemon;
	cast.keys[REVOKED] = rig_key(rig, names[REVOKED], "coordinator", NULL);
	rig_must(rig, "key.revoke", "{'name':'Vera','reason':'slutat'}");
	cast.keys[UNKNOWN] = cast.unverified;
	return cast;
}

static void cast_close(struct cast *cast)
{
	sign_key_free(cast->unverified);
}

/* Sends without the commit, and then takes the turn back. */
static void try_it(struct cast *cast, enum who who,
    const struct command *command, json_t *params)
{
	struct rig *rig = cast->rig;
	struct request request = rig_request(rig, command->method, params);
	struct receipt head = *door_head(rig->door);
	struct err err;

	rig_send(rig, cast->keys[who], &request);
	if (rig->reply.error.code == ERR_DENIED) {
		assert_false(door_pending(rig->door));
		assert_false(rig->reply.has_receipt);
	} else if (door_pending(rig->door)) {
		assert_int_equal(
		    store_execute(rig->store, "ROLLBACK", &err), 0);
		assert_int_equal(door_commit(rig->door, &err), -1);
	}
	assert_memory_equal(&head, door_head(rig->door), sizeof(head));
}

/* --- the matrix --- */

/* Whom verify turns away, whatever he asks; the connection ends. */
static bool is_turned_away(struct rig *rig, enum who who)
{
	static const char *const words[WHO] = {
		[DAEMON] = "is the daemon's own",
		[REVOKED] = "\"Vera\" was revoked (slutat)",
		[UNKNOWN] = "is not known here",
	};

	return strstr(rig->reply.error.text, words[who]) != NULL &&
	    rig->reply.ends;
}

static bool is_as_granted(struct rig *rig, enum who who, bool may)
{
	switch (rig->reply.error.code) {
	case ERR_DENIED:
		return !may &&
		    (who < DAEMON ? !rig->reply.ends
				  : is_turned_away(rig, who));
	case ERR_MALFORMED:
	case ERR_UNKNOWN_COMMAND:
	case ERR_RECEIPT:
	case ERR_INTERNAL:
		return false;
	default:
		return may;
	}
}

static int check_cell(
    struct cast *cast, enum who who, const struct command *command, bool may)
{
	json_t *params = params_of(command->fields);
	struct err err = { 0 };

	if (command->access == ACCESS_HOLDER)
		json_object_set_new(params, "name", json_string(names[who]));
	if (contract_check_own(command->fields, params, &err) != 0)
		fail_msg("%s: %s", command->method, err.text);
	try_it(cast, who, command, params);
	json_decref(params);
	if (is_as_granted(cast->rig, who, may))
		return 0;
	print_error("%s by %s: code %d, %s; it is %s\n", command->method,
	    who_words[who], cast->rig->reply.error.code,
	    cast->rig->reply.error.text, may ? "granted" : "not granted");
	return 1;
}

static void every_command_by_every_key(void **state)
{
	struct cast cast = cast_open(state);
	const struct command *command = NULL;
	int wrong = 0, told = 0;

	while ((command = rig_command(command)) != NULL) {
		size_t access = access_of(command);

		told += granted[access].access[0] != '\0';
		for (enum who who = 0; who < WHO; who++)
			wrong += check_cell(
			    &cast, who, command, granted[access].may[who]);
	}
	assert_int_equal(wrong, 0);
	assert_true(told > 40);
	cast_close(&cast);
}

/* Who only reads has no write but that of his own key. */
static void auditor_writes_nothing_but_his_key(void **state)
{
	const struct command *command = NULL;

	(void)state;
	while ((command = rig_command(command)) != NULL) {
		const char *access = granted[access_of(command)].access;

		if (command->effect == WRITES &&
		    strcmp(command->method, "key.replace") != 0 &&
		    strcmp(access, "any") == 0)
			fail_msg("%s writes, and any key may", command->method);
		assert_true((strcmp(access, "holder") == 0) ==
		    (strcmp(command->method, "key.replace") == 0));
	}
}

/* A coordinator neither: he revokes the key and adds another. */
static void nobody_replaces_anothers_key(void **state)
{
	struct cast cast = cast_open(state);
	const struct command *replace = command_find("key.replace");

	for (enum who who = 0; who < DAEMON; who++)
		for (enum who other = 0; other < WHO; other++) {
			json_t *params = params_of(replace->fields);

			json_object_set_new(
			    params, "name", json_string(names[other]));
			try_it(&cast, who, replace, params);
			json_decref(params);
			assert_int_equal(cast.rig->reply.error.code,
			    who == other ? ERR_NONE : ERR_DENIED);
		}
	cast_close(&cast);
}

/* --- what is told of those that were denied --- */

static void is_told(const char *line)
{
	assert_string_equal(operator_line(), line);
	operator_forget();
}

static void turn(struct rig *rig, int64_t seconds)
{
	struct err err;

	rig->clock.at.seconds += seconds;
	assert_int_equal(door_commit(rig->door, &err), 0);
}

static void denials_are_told_once_a_minute(void **state)
{
	struct cast cast = cast_open(state);
	struct rig *rig = cast.rig;

	is_told("");
	rig_ask(rig, cast.unverified, "ping", "{}");
	is_told("1 request denied, the last: a key that is not known"
		" (uid 1000)");
	for (int i = 0; i < 500; i++)
		rig_ask(rig, cast.unverified, "ping", "{}");
	turn(rig, 59);
	is_told("");
	rig->caller.uid = 1001;
	rig_ask(rig, cast.keys[AUDITOR], "plan.add",
	    "{'code':'p','title':'Hemligt'}");
	is_told("");
	turn(rig, 1);
	is_told("501 requests denied, the last: plan.add with a key of role"
		" auditor (uid 1001)");
	turn(rig, 600);
	is_told("");
	rig_ask(rig, cast.unverified, "ping", "{}");
	is_told("1 request denied, the last: a key that is not known"
		" (uid 1001)");
	cast_close(&cast);
}

/* In words of ours: none of what a person wrote, known or not. */
static void each_denial_is_told_for_what_it_is(void **state)
{
	static const char *const turned_away[WHO] = {
		[DAEMON] = "the daemon's own key",
		[REVOKED] = "a key that was revoked",
		[UNKNOWN] = "a key that is not known",
	};
	struct cast cast = cast_open(state);
	char line[160];

	for (enum who who = DAEMON; who < WHO; who++) {
		turn(cast.rig, 60);
		rig_ask(cast.rig, cast.keys[who], "ping", "{}");
		snprintf(line, sizeof(line),
		    "1 request denied, the last: %s (uid 1000)",
		    turned_away[who]);
		is_told(line);
	}
	cast_close(&cast);
}

static void to_another_daemon(struct request *request)
{
	request->daemon = "SHA256:121212-1212";
}

static void of_another_connection(struct request *request)
{
	request->session[0] ^= 1;
}

static void with_a_used_id(struct request *request)
{
	request->id--;
}

static void replays_are_told_for_what_they_are(void **state)
{
	static const struct {
		void (*change)(struct request *request);
		const char *words;
	} replays[] = {
		{ to_another_daemon, "a request to another daemon" },
		{ of_another_connection, "a request of another connection" },
		{ with_a_used_id, "a request with a used id" },
	};
	struct rig *rig = *state;
	char line[160];

	rig_must(rig, "ping", "{}");
	for (size_t i = 0; i < sizeof(replays) / sizeof(replays[0]); i++) {
		struct request request = rig_request(rig, "ping", NULL);

		replays[i].change(&request);
		rig_send(rig, rig->coordinator, &request);
		turn(rig, 60);
		snprintf(line, sizeof(line),
		    "1 request denied, the last: %s (uid 1000)",
		    replays[i].words);
		is_told(line);
	}
}

static void broken_signature_is_told(void **state)
{
	struct rig *rig = *state;
	uint8_t signature[SIGN_SIGNATURE] = { 0 };
	struct frame frame = { sign_key_public(rig->coordinator), signature,
		"{}", 2 };
	struct reply reply;

	request_handle(rig->door, &rig->caller, &frame, &reply);
	assert_int_equal(reply.error.code, ERR_DENIED);
	reply_release(&reply);
	turn(rig, 0);
	is_told("1 request denied, the last: a signature that does not hold"
		" (uid 1000)");
}

/* Refusals of other kinds are nobody's attempt. */
static void only_denials_count(void **state)
{
	struct cast cast = cast_open(state);
	struct rig *rig = cast.rig;

	rig_refused(rig, ERR_NOT_FOUND, "", "plan.show", "{'code':'none'}");
	rig_refused(rig, ERR_INVALID, "", "plan.show", "{}");
	rig_must(rig, "status", "{}");
	rig_is(rig->result, "denied", "0");
	for (int i = 0; i < 3; i++)
		rig_ask(rig, cast.unverified, "ping", "{}");
	rig_ask(rig, cast.keys[TOLD], "activity.update",
	    "{'id':1,'status':'done'}");
	rig_must(rig, "status", "{}");
	rig_is(rig->result, "denied", "4");
	cast_close(&cast);
}

static void only_the_coordinator_is_told_in_status(void **state)
{
	struct cast cast = cast_open(state);
	struct rig *rig = cast.rig;

	for (enum who who = 0; who < DAEMON; who++) {
		rig_ask(rig, cast.keys[who], "status", "{}");
		assert_non_null(rig_at(rig->result, "unaddressed"));
		assert_true((rig_at(rig->result, "denied") != NULL) ==
		    (who == COORDINATOR));
	}
	cast_close(&cast);
}

/* What the last minute left is told before planvaktd stops. */
static void rest_is_told_at_the_end(void **state)
{
	struct sign_key *unverified = sign_key_generate();

	rig_open(state);
	for (int i = 0; i < 3; i++)
		rig_ask(*state, unverified, "ping", "{}");
	operator_forget();
	rig_close(state);
	is_told("2 requests denied, the last: a key that is not known"
		" (uid 1000)");
	sign_key_free(unverified);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(every_command_by_every_key),
		cmocka_unit_test(auditor_writes_nothing_but_his_key),
		RIG_TEST(nobody_replaces_anothers_key),
		RIG_TEST(denials_are_told_once_a_minute),
		RIG_TEST(each_denial_is_told_for_what_it_is),
		RIG_TEST(replays_are_told_for_what_they_are),
		RIG_TEST(broken_signature_is_told),
		RIG_TEST(only_denials_count),
		RIG_TEST(only_the_coordinator_is_told_in_status),
		cmocka_unit_test(rest_is_told_at_the_end),
	};

	return cmocka_run_group_tests(tests, read_wire, free_wire);
}
