/* SPDX-License-Identifier: ISC */
/* A request's life up to execute: what each step refuses, and that a refusal
 * leaves nothing behind. The turn is tests/unit/execute.c's. */
#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "daemon/request/request.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "protocol/sign_key.h"
#include "tests/unit/rig/rig.h"

static void is_refused(struct rig *rig, enum err_code code, const char *words)
{
	assert_int_equal(rig->reply.error.code, code);
	assert_non_null(strstr(rig->reply.error.text, words));
	assert_null(strchr(rig->reply.error.text, '\n'));
	assert_int_equal(rig->reply.result.length, 0);
	assert_false(rig->reply.has_receipt);
	assert_false(door_pending(rig->door));
	rig_is_replayed(rig);
}

/* Sends a plan.add that someone has changed in one place. */
static void send_plan(struct rig *rig, const struct sign_key *key,
    void (*change)(struct request *request))
{
	json_t *params = rig_json("{'code':'p1','title':'T'}");
	struct request request = rig_request(rig, "plan.add", params);

	if (change != NULL)
		change(&request);
	rig_send(rig, key, &request);
	json_decref(params);
}

/* --- verify --- */

static void unknown_key_is_denied(void **state)
{
	struct rig *rig = *state;
	struct sign_key *unverified = sign_key_generate();
	char fingerprint[SIGN_FINGERPRINT];

	send_plan(rig, unverified, NULL);
	is_refused(rig, ERR_DENIED, "is not known here");
	sign_fingerprint(sign_key_public(unverified), fingerprint);
	assert_non_null(strstr(rig->reply.error.text, fingerprint));
	assert_true(rig->reply.ends);
	assert_int_equal(rig->reply.id, 0);
	assert_int_equal(rig->caller.frame_max, FRAME_FIRST_MAX);
	assert_int_equal(rig->caller.last_id, 0);
	sign_key_free(unverified);
}

static void revoked_key_is_denied(void **state)
{
	struct rig *rig = *state;
	struct sign_key *key = rig_key(rig, "Vera", "coordinator", NULL);

	rig_must(rig, "key.revoke", "{'name':'Vera','reason':'slutat'}");
	send_plan(rig, key, NULL);
	is_refused(rig, ERR_DENIED, "\"Vera\" was revoked (slutat)");
	assert_true(rig->reply.ends);
}

/* Who holds no private key is told nothing about who was revoked and why. */
static void nobody_else_learns_why_a_key_was_revoked(void **state)
{
	struct rig *rig = *state;
	struct sign_key *key = rig_key(rig, "Vera", "coordinator", NULL);
	uint8_t signature[SIGN_SIGNATURE] = { 0 };
	struct frame frame = { sign_key_public(key), signature, "{}", 2 };
	struct reply reply;

	rig_must(rig, "key.revoke", "{'name':'Vera','reason':'slutat'}");
	request_handle(rig->door, &rig->caller, &frame, &reply);
	assert_int_equal(reply.error.code, ERR_DENIED);
	assert_true(reply.ends);
	assert_null(strstr(reply.error.text, "slutat"));
	reply_release(&reply);
}

static void daemon_key_is_denied(void **state)
{
	struct rig *rig = *state;

	send_plan(rig, rig->daemon, NULL);
	is_refused(rig, ERR_DENIED, "the daemon's own");
	assert_true(rig->reply.ends);
}

/* Signed bytes are the body's and no others. */
static void changed_body_is_denied(void **state)
{
	struct rig *rig = *state;
	json_t *params = rig_json("{'code':'p1','title':'T'}");
	struct request request = rig_request(rig, "plan.add", params);
	uint8_t signature[SIGN_SIGNATURE];
	struct buffer body = { 0 };
	struct frame frame;
	struct reply reply;

	message_request_write(&body, &request);
	sign_message(
	    rig->coordinator, SIGN_REQUEST, body.bytes, body.length, signature);
	*strchr(body.bytes, 'T') = 'U';
	frame = (struct frame){ sign_key_public(rig->coordinator), signature,
		body.bytes, body.length };
	request_handle(rig->door, &rig->caller, &frame, &reply);
	assert_int_equal(reply.error.code, ERR_DENIED);
	assert_non_null(strstr(reply.error.text, "signature"));
	assert_true(reply.ends);
	assert_int_equal(rig->caller.frame_max, FRAME_FIRST_MAX);
	reply_release(&reply);
	buffer_free(&body);
	json_decref(params);
	rig_is_replayed(rig);
}

/* A reply of the daemon's reflected at it is no request. */
static void other_namespace_is_denied(void **state)
{
	struct rig *rig = *state;
	static const char body[] = "{}";
	uint8_t signature[SIGN_SIGNATURE];
	struct frame frame = { sign_key_public(rig->coordinator), signature,
		body, 2 };
	struct reply reply;

	sign_message(rig->coordinator, SIGN_DAEMON, body, 2, signature);
	request_handle(rig->door, &rig->caller, &frame, &reply);
	assert_int_equal(reply.error.code, ERR_DENIED);
	reply_release(&reply);
}

/* docs/wire.md: 1 MiB, for a coordinator 32 MiB. */
static void frames_grow_once_one_has_verified(void **state)
{
	struct rig *rig = *state;
	struct sign_key *auditor = rig_key(rig, "Revisorn", "auditor", NULL);

	assert_int_equal(rig->caller.frame_max, 32 * 1024 * 1024);
	assert_int_equal(rig_ask(rig, auditor, "ping", "{}"), ERR_NONE);
	assert_int_equal(rig->caller.frame_max, 1024 * 1024);
	rig_is(rig->result, "frame_max", "1048576");
	rig_must(rig, "ping", "{}");
	assert_int_equal(rig->caller.frame_max, 32 * 1024 * 1024);
	rig_is(rig->result, "frame_max", "33554432");
}

/* --- decode --- */

static void malformed_is_refused(void **state)
{
	static const char *const bodies[] = {
		"",
		"x",
		"[]",
		"{}",
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"",
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":1,\"method\":\"ping\"}",
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xff\"}",
	};
	struct rig *rig = *state;

	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		rig_send_body(
		    rig, rig->coordinator, bodies[i], strlen(bodies[i]));
		is_refused(rig, ERR_MALFORMED, "");
		assert_false(rig->reply.ends);
	}
}

/* The one who waits for id 7 finds the refusal. */
static void malformed_answers_the_id_where_it_is_legible(void **state)
{
	static const char body[] =
	    "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\",\"more\":1}";
	struct rig *rig = *state;

	rig_send_body(rig, rig->coordinator, body, strlen(body));
	is_refused(rig, ERR_MALFORMED, "");
	assert_int_equal(rig->reply.id, 7);
}

static void to_another_daemon(struct request *request)
{
	request->daemon = "SHA256:lBoNGhSqxFfsThjlAEBnBRRhbblI83rWam6vLAybIxc";
}

static void other_daemon_is_denied(void **state)
{
	struct rig *rig = *state;

	send_plan(rig, rig->coordinator, to_another_daemon);
	is_refused(rig, ERR_DENIED, "another daemon");
}

static void to_a_person(struct request *request)
{
	request->daemon = "SHA256:121212-1212";
}

static void number_in_the_envelope_is_not_repeated(void **state)
{
	struct rig *rig = *state;

	send_plan(rig, rig->coordinator, to_a_person);
	is_refused(rig, ERR_DENIED, "another daemon (...)");
}

static void of_another_session(struct request *request)
{
	request->session[31] ^= 1;
}

static void without_session(struct request *request)
{
	request->has_session = false;
}

static void other_session_is_denied(void **state)
{
	struct rig *rig = *state;

	send_plan(rig, rig->coordinator, of_another_session);
	is_refused(rig, ERR_DENIED, "another connection");
	send_plan(rig, rig->coordinator, without_session);
	is_refused(rig, ERR_DENIED, "another connection");
	assert_int_equal(rig->caller.last_id, 0);
}

static void of_the_same_id(struct request *request)
{
	request->id--;
}

static void of_a_lower_id(struct request *request)
{
	request->id -= 2;
}

static void used_id_is_denied(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "ping", "{}");
	rig_must(rig, "ping", "{}");
	send_plan(rig, rig->coordinator, of_the_same_id);
	is_refused(rig, ERR_DENIED, "id 2 was used");
	send_plan(rig, rig->coordinator, of_a_lower_id);
	is_refused(rig, ERR_DENIED, "id 1 was used");
	assert_int_equal(rig->caller.last_id, 2);
}

/* A refused request's id is used up too: its frame can not come again. */
static void id_of_a_refused_request_is_used(void **state)
{
	struct rig *rig = *state;

	assert_int_equal(rig_ask(rig, rig->coordinator, "no.such", "{}"),
	    ERR_UNKNOWN_COMMAND);
	send_plan(rig, rig->coordinator, of_the_same_id);
	is_refused(rig, ERR_DENIED, "was used");
}

static void ids_may_be_left_out(void **state)
{
	struct rig *rig = *state;
	struct request request = rig_request(rig, "ping", NULL);

	request.id = INT64_C(999999999);
	rig_send(rig, rig->coordinator, &request);
	assert_int_equal(rig->reply.error.code, ERR_NONE);
	assert_true(rig->reply.id == INT64_C(999999999));
}

static void unknown_command_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_UNKNOWN_COMMAND, "\"no.such\"", "no.such", "{}");
	rig_refused(rig, ERR_UNKNOWN_COMMAND, "", "Ping", "{}");
	rig_refused(rig, ERR_UNKNOWN_COMMAND, "", "plan.adds", "{}");
	rig_refused(rig, ERR_UNKNOWN_COMMAND,
	    "unknown command \"...\":", "ping 121212-1212",
	    "{}"); /* a person's number, unit/identity.c */
	assert_false(rig->reply.ends);
}

/* A letter's words were judged when they came; those of a log that is older
 * than the guard must still be sent. */
static void own_words_pass_the_guard(void **state)
{
	struct rig *rig = *state;

	rig_own(rig, "notice.issue",
	    "{'run':'2022-07-01','token':'%064d','address':"
	    "'ks@kommun.example','language':'sv','subject':'Ring 121212-1212',"
	    "'text':'1212121212','missed':['2022-06-30']}",
	    1);
}

static void without_seen(struct request *request)
{
	request->has_seen = false;
}

static void without_blind(struct request *request)
{
	request->has_blind = false;
}

static void write_without_seen_or_blind_is_malformed(void **state)
{
	struct rig *rig = *state;

	send_plan(rig, rig->coordinator, without_seen);
	is_refused(rig, ERR_MALFORMED, "\"seen\" and \"blind\"");
	send_plan(rig, rig->coordinator, without_blind);
	is_refused(rig, ERR_MALFORMED, "\"seen\" and \"blind\"");
}

static void telling(struct request *request)
{
	request->tells = true;
}

static void write_tells_what_it_did_where_asked(void **state)
{
	struct rig *rig = *state;
	json_t *told;

	send_plan(rig, rig->coordinator, telling);
	told = json_loads(rig->reply.told.bytes, 0, NULL);
	assert_int_equal(json_integer_value(json_object_get(told, "seq")),
	    rig->reply.receipt.seq);
	assert_string_equal(json_string_value(json_object_get(told, "what")),
	    "added plan p1 'T'");
	json_decref(told);
	send_plan(rig, rig->coordinator, telling);
	assert_int_equal(rig->reply.error.code, ERR_CONFLICT);
	assert_int_equal(rig->reply.told.length, 0);
	rig_give(rig, "plan.add", rig_json("{'code':'p2','title':'T'}"));
	assert_int_equal(rig->reply.told.length, 0);
}

static void read_needs_neither(void **state)
{
	struct rig *rig = *state;
	struct request request = rig_request(rig, "ping", NULL);

	request.has_seen = request.has_blind = false;
	rig_send(rig, rig->coordinator, &request);
	assert_int_equal(rig->reply.error.code, ERR_NONE);
}

static void seen_another_hash(struct request *request)
{
	request->seen.hash[0] ^= 1;
}

static void seen_what_is_not_there(struct request *request)
{
	request->seen.seq++;
}

static void seen_nothing_with_a_hash(struct request *request)
{
	request->seen.seq = 0;
}

/* A receipt that this log does not hold: exit 4 at the client. */
static void foreign_receipt_is_refused(void **state)
{
	struct rig *rig = *state;

	send_plan(rig, rig->coordinator, seen_another_hash);
	is_refused(rig, ERR_RECEIPT, "receipt of entry 1 is not");
	send_plan(rig, rig->coordinator, seen_what_is_not_there);
	is_refused(rig, ERR_RECEIPT, "receipt of entry 2 is not");
	send_plan(rig, rig->coordinator, seen_nothing_with_a_hash);
	is_refused(rig, ERR_RECEIPT, "");
}

static void foreign_receipt_of_a_read_is_refused(void **state)
{
	struct rig *rig = *state;
	struct request request = rig_request(rig, "ping", NULL);

	request.seen.hash[31] ^= 1;
	rig_send(rig, rig->coordinator, &request);
	is_refused(rig, ERR_RECEIPT, "");
}

static void seen_nothing(struct request *request)
{
	request->seen = (struct receipt){ 0 };
}

/* An older receipt serves: others may have written since. */
static void older_receipts_are_taken(void **state)
{
	struct rig *rig = *state;
	struct receipt first = *door_head(rig->door);
	json_t *params;
	struct request request;
	struct err err;

	rig_fill(rig);
	params = rig_json("{'code':'p2','title':'T'}");
	request = rig_request(rig, "plan.add", params);
	request.seen = first;
	rig_send(rig, rig->coordinator, &request);
	assert_int_equal(rig->reply.error.code, ERR_NONE);
	assert_true(rig->reply.has_receipt);
	send_plan(rig, rig->coordinator, seen_nothing);
	assert_int_equal(rig->reply.error.code, ERR_NONE);
	assert_int_equal(door_commit(rig->door, &err), 0);
	json_decref(params);
	rig_is_replayed(rig);
}

static void broken_contract_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_refused(
	    rig, ERR_INVALID, "title: is missing", "plan.add", "{'code':'p1'}");
	rig_refused(rig, ERR_INVALID, "unknown field \"more\"", "plan.add",
	    "{'code':'p1','title':'T','more':1}");
	rig_is_replayed(rig);
}

/* --- authorize --- */

static void auditor_reads_only(void **state)
{
	struct rig *rig = *state;
	struct sign_key *auditor = rig_key(rig, "Revisorn", "auditor", NULL);

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	assert_int_equal(
	    rig_ask(rig, auditor, "activity.list", "{}"), ERR_NONE);
	assert_int_equal(
	    rig_ask(rig, auditor, "plan.add", "{'code':'p1','title':'T'}"),
	    ERR_DENIED);
	is_refused(rig, ERR_DENIED,
	    "plan.add needs a coordinator's key,"
	    " yours is of role auditor");
	assert_int_equal(rig_ask(rig, auditor, "activity.update",
			     "{'id':1,'status':'started'}"),
	    ERR_DENIED);
	is_refused(rig, ERR_DENIED, "leading department's");
	assert_false(rig->reply.ends);
}

static void department_updates_what_it_leads(void **state)
{
	struct rig *rig = *state;
	struct sign_key *ks, *sn;

	rig_fill(rig);
	ks = rig_key(rig, "Staben", "department", "ks");
	sn = rig_key(rig, "Socialen", "department", "sn");
	rig_must(rig, "activity.add",
	    "{'plan':'vbe','activity':'A','purpose':'','timeframe':'Vt 2022',"
	    "'lead':'ks','cooperating':['sn']}");
	assert_int_equal(
	    rig_ask(rig, sn, "activity.update", "{'id':1,'status':'started'}"),
	    ERR_DENIED);
	is_refused(rig, ERR_DENIED, "activity 1 is not led by sn");
	assert_int_equal(
	    rig_ask(rig, ks, "activity.drop", "{'id':1,'reason':'R'}"),
	    ERR_DENIED);
	assert_int_equal(
	    rig_ask(rig, ks, "activity.update", "{'id':1,'status':'started'}"),
	    ERR_NONE);
	rig_is(rig->result, "status", "'started'");
	rig_is_replayed(rig);
}

static void nobody_leads_an_activity_without_lead(void **state)
{
	struct rig *rig = *state;
	struct sign_key *ks;

	rig_fill(rig);
	ks = rig_key(rig, "Staben", "department", "ks");
	rig_must(rig, "plan.import",
	    "{'plan':'vbe','rows':[{'line':2,'activity':'A',"
	    "'owner':'Ingen'}]}");
	assert_int_equal(
	    rig_ask(rig, ks, "activity.update", "{'id':1,'status':'started'}"),
	    ERR_DENIED);
}

/* The department's key is told what is wrong, not that it may not. */
static void update_of_no_activity_is_not_found(void **state)
{
	struct rig *rig = *state;
	struct sign_key *ks;

	rig_fill(rig);
	ks = rig_key(rig, "Staben", "department", "ks");
	assert_int_equal(
	    rig_ask(rig, ks, "activity.update", "{'id':9,'status':'started'}"),
	    ERR_NOT_FOUND);
}

/* Only the daemon itself may issue, settle, run and begin. */
/* RFC 8032, 7.1, TEST 1. */
#define KEY                                                                     \
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJ" \
	"a8CGmj3B1Ea"

static void daemons_commands_are_denied(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_DENIED, "for the daemon itself", "reminder.ran",
	    "{'day':'2022-07-01','messages':0}");
	rig_refused(rig, ERR_DENIED, "for the daemon itself", "notice.settle",
	    "{'dispatch':1,'state':'accepted'}");
	rig_refused(rig, ERR_DENIED, "", "state.begin",
	    "{'coordinator':'X','key':'" KEY "','daemon_key':'" KEY "','zone':"
	    "'Z','hour':8,'language':'sv'}");
	rig_is_replayed(rig);
}

/* --- read and execute --- */

static void impossible_timeframe_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_refused(rig, ERR_INVALID, "The year has no such week",
	    "activity.add",
	    "{'plan':'vbe','activity':'A','purpose':'','timeframe':"
	    "'v. 54 2022','lead':'ks'}");
	rig_is_replayed(rig);
}

/* What a handler did before it refused is taken back. */
static void refused_write_stores_nothing(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_refused(rig, ERR_CONFLICT, "means department", "department.add",
	    "{'code':'ny','name':'Ny nämnd','mail':'n@kommun.example',"
	    "'aliases':['En','Kommunstyrelsen']}");
	rig_refused(rig, ERR_NOT_FOUND, "\"ny\"", "department.edit",
	    "{'code':'ny','mail':'x@kommun.example'}");
	rig_is_replayed(rig);
	rig_must(rig, "department.list", "{}");
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 3);
}

static void write_is_answered_with_its_receipt(void **state)
{
	struct rig *rig = *state;

	send_plan(rig, rig->coordinator, NULL);
	assert_int_equal(rig->reply.error.code, ERR_NONE);
	assert_true(rig->reply.has_receipt);
	assert_int_equal(rig->reply.receipt.seq, 2);
	assert_memory_equal(
	    &rig->reply.receipt, door_head(rig->door), sizeof(struct receipt));
	assert_true(door_pending(rig->door));
}

static void read_has_no_receipt_and_begins_nothing(void **state)
{
	struct rig *rig = *state;
	struct request request = rig_request(rig, "status", NULL);

	rig_send(rig, rig->coordinator, &request);
	assert_int_equal(rig->reply.error.code, ERR_NONE);
	assert_false(rig->reply.has_receipt);
	assert_false(door_pending(rig->door));
	assert_int_equal(rig_head(rig), 1);
}

/* docs/wire.md: "unchanged":true in its result and no receipt. */
static void unchanged_write_is_not_logged(void **state)
{
	static const struct {
		const char *method, *params;
	} writes[] = {
		{ "activity.edit", "{'id':1,'activity':'A'}" },
		{ "activity.move",
		    "{'id':1,'timeframe':'Vt 2022','decision':'D'}" },
		{ "activity.assign", "{'id':1,'lead':'ks'}" },
		{ "activity.update", "{'id':1,'status':'planned'}" },
		{ "department.edit",
		    "{'code':'ks','mail':'ks@kommun.example'}" },
	};
	struct rig *rig = *state;
	int64_t head;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	head = rig_head(rig);
	for (size_t i = 0; i < sizeof(writes) / sizeof(writes[0]); i++) {
		rig_must(rig, writes[i].method, "%s", writes[i].params);
		assert_false(rig->reply.has_receipt);
		assert_int_equal(rig_head(rig), head);
		rig_is(rig->result, "unchanged", "true");
	}
	rig_is_replayed(rig);
}

static void tried_write_is_not_logged(void **state)
{
	struct rig *rig = *state;
	int64_t head;

	rig_fill(rig);
	head = rig_head(rig);
	rig_must(rig, "plan.import",
	    "{'plan':'vbe','dry_run':true,'rows':[{'line':2,'activity':'A',"
	    "'timeframe':'Vt 2022','owner':'Kommunstyrelsen'}]}");
	rig_is(rig->result, "dry_run", "true");
	rig_is(rig->result, "added", "1");
	assert_false(rig->reply.has_receipt);
	assert_int_equal(rig_head(rig), head);
	rig_must(rig, "activity.list", "{}");
	rig_is(rig->result, "rows", "[]");
	rig_is_replayed(rig);
}

/* --- ours --- */

/* The client is told a number, the operator the same number and why. */
static void internal_error_is_told_by_number(void **state)
{
	struct rig *rig = *state;
	struct err err;

	assert_int_equal(store_execute(rig->store, "DROP TABLE plan", &err), 0);
	for (int i = 1; i <= 2; i++) {
		char words[64];

		snprintf(words, sizeof(words), "internal error %d", i);
		assert_int_equal(
		    rig_ask(rig, rig->coordinator, "plan.list", "{}"),
		    ERR_INTERNAL);
		assert_non_null(strstr(rig->reply.error.text, words));
		assert_null(strstr(rig->reply.error.text, "no such table"));
		assert_non_null(strstr(operator_line(), words));
		assert_non_null(strstr(operator_line(), "no such table"));
	}
}

static void refusal_is_not_told_to_the_operator(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "", "plan.add",
	    "{'code':'p1','title':'T','secret':'x'}");
	assert_string_equal(operator_line(), "");
}

/* --- the daemon's own --- */

static void own_breach_of_contract_is_ours(void **state)
{
	struct rig *rig = *state;
	json_t *params = rig_json("{'day':'igår','messages':0}");
	struct err err;

	assert_int_equal(
	    request_own(rig->door, "reminder.ran", params, NULL, &err), -1);
	assert_int_equal(err.code, ERR_INTERNAL);
	assert_int_equal(rig_head(rig), 1);
	json_decref(params);
}

/* daemon/request/request.h: ERR_INTERNAL for anything a request would be refused
 * for. */
static void own_refusal_is_ours(void **state)
{
	struct rig *rig = *state;
	char line[SIGN_SSH_PUBLIC];
	json_t *params;
	struct err err;

	sign_public_write(sign_key_public(rig->coordinator), line);
	params = rig_json("{'coordinator':'X','key':'%s','daemon_key':'%s',"
			  "'zone':'Z','hour':8,'language':'sv'}",
	    line, line);
	assert_int_equal(
	    request_own(rig->door, "state.begin", params, NULL, &err), -1);
	assert_int_equal(err.code, ERR_INTERNAL);
	assert_non_null(strstr(err.text, "has begun"));
	assert_int_equal(rig_head(rig), 1);
	json_decref(params);
	rig_is_replayed(rig);
}

static void own_entries_are_signed_by_the_daemon(void **state)
{
	struct rig *rig = *state;
	struct log log;
	struct entry entry;
	struct rows rows;
	struct request request;
	struct err err;

	rig_own(rig, "reminder.ran", "{'day':'2022-07-01','messages':0}");
	assert_int_equal(log_open(&log, rig->store, &err), 0);
	rows = log_query(rig->store, 2);
	assert_int_equal(log_next(&rows, &entry, &err), 1);
	assert_memory_equal(
	    entry.key, sign_key_public(rig->daemon), SIGN_PUBLIC);
	assert_true(sign_verify(entry.key, "planvakt", entry.request,
	    entry.request_length, entry.signature));
	assert_int_equal(message_request_read(&request, entry.request,
			     entry.request_length, &err),
	    0);
	assert_false(request.has_session);
	assert_true(request.has_blind);
	assert_true(request.has_seen);
	assert_int_equal(request.seen.seq, 1);
	message_request_release(&request);
	rows_end(&rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(unknown_key_is_denied),
		RIG_TEST(revoked_key_is_denied),
		RIG_TEST(nobody_else_learns_why_a_key_was_revoked),
		RIG_TEST(daemon_key_is_denied),
		RIG_TEST(changed_body_is_denied),
		RIG_TEST(other_namespace_is_denied),
		RIG_TEST(frames_grow_once_one_has_verified),
		RIG_TEST(malformed_is_refused),
		RIG_TEST(malformed_answers_the_id_where_it_is_legible),
		RIG_TEST(other_daemon_is_denied),
		RIG_TEST(other_session_is_denied),
		RIG_TEST(used_id_is_denied),
		RIG_TEST(id_of_a_refused_request_is_used),
		RIG_TEST(ids_may_be_left_out),
		RIG_TEST(number_in_the_envelope_is_not_repeated),
		RIG_TEST(unknown_command_is_refused),
		RIG_TEST(own_words_pass_the_guard),
		RIG_TEST(write_without_seen_or_blind_is_malformed),
		RIG_TEST(write_tells_what_it_did_where_asked),
		RIG_TEST(read_needs_neither),
		RIG_TEST(foreign_receipt_is_refused),
		RIG_TEST(foreign_receipt_of_a_read_is_refused),
		RIG_TEST(older_receipts_are_taken),
		RIG_TEST(broken_contract_is_refused),
		RIG_TEST(auditor_reads_only),
		RIG_TEST(department_updates_what_it_leads),
		RIG_TEST(nobody_leads_an_activity_without_lead),
		RIG_TEST(update_of_no_activity_is_not_found),
		RIG_TEST(daemons_commands_are_denied),
		RIG_TEST(impossible_timeframe_is_refused),
		RIG_TEST(refused_write_stores_nothing),
		RIG_TEST(write_is_answered_with_its_receipt),
		RIG_TEST(read_has_no_receipt_and_begins_nothing),
		RIG_TEST(unchanged_write_is_not_logged),
		RIG_TEST(tried_write_is_not_logged),
		RIG_TEST(internal_error_is_told_by_number),
		RIG_TEST(refusal_is_not_told_to_the_operator),
		RIG_TEST(own_breach_of_contract_is_ours),
		RIG_TEST(own_refusal_is_ours),
		RIG_TEST(own_entries_are_signed_by_the_daemon),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
