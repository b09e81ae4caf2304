/* SPDX-License-Identifier: ISC */
#include "tests/unit/rig/rig.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/families.h"
#include "daemon/machine/diag.h"
#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "daemon/request/rebuild.h"
#include "daemon/request/replay.h"
#include "daemon/store/compare.h"
#include "protocol/sign_key.h"

void must(int result, const struct err *err)
{
	if (result != 0)
		print_error("%s\n", err->text);
	assert_int_equal(result, 0);
}

/* --- JSON --- */

__attribute__((format(printf, 1, 0))) static json_t *read_json(
    const char *format, va_list args)
{
	json_error_t where;
	char *text;
	json_t *json;

	assert_true(vasprintf(&text, format, args) >= 0);
	for (char *at = text; *at != '\0'; at++)
		if (*at == '\'')
			*at = '"';
	json =
	    json_loads(text, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &where);
	if (json == NULL)
		fail_msg("%s: %s", where.text, text);
	free(text);
	return json;
}

json_t *rig_json(const char *format, ...)
{
	va_list args;
	json_t *json;

	va_start(args, format);
	json = read_json(format, args);
	va_end(args);
	return json;
}

json_t *rig_at(json_t *json, const char *path)
{
	while (json != NULL && *path != '\0') {
		size_t length = strcspn(path, ".");
		char name[64];

		assert_true(length < sizeof(name));
		snprintf(name, sizeof(name), "%.*s", (int)length, path);
		json = json_is_array(json)
		    ? json_array_get(json, strtoul(name, NULL, 10))
		    : json_object_get(json, name);
		path += length + (path[length] == '.');
	}
	return json;
}

void rig_is_at(json_t *json, const char *path, const char *expected,
    const char *file, int line)
{
	json_t *value = rig_at(json, path), *wanted = rig_json("%s", expected);
	char *text;

	if (value == NULL || !json_equal(value, wanted)) {
		text = value != NULL
		    ? json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT)
		    : NULL;
		print_error("%s is %s, not %s\n", path,
		    text != NULL ? text : "not there", expected);
		_fail(file, line);
	}
	json_decref(wanted);
}

/* --- requests --- */

struct request rig_request(struct rig *rig, const char *method, json_t *params)
{
	static char daemon[SIGN_FINGERPRINT];
	struct request request = {
		.id = rig->caller.last_id + 1,
		.method = method,
		.params = params,
		.daemon = daemon,
		.has_session = true,
		.has_seen = true,
		.seen = *door_head(rig->door),
		.has_blind = true,
	};

	sign_fingerprint(sign_key_public(rig->daemon), daemon);
	memcpy(request.session, rig->caller.session, MESSAGE_SESSION);
	sign_random(request.blind, sizeof(request.blind));
	return request;
}

/* The reply as its reader gets it. */
static void check_reply(const struct rig *rig)
{
	const struct reply *reply = &rig->reply;
	struct buffer body = { 0 };
	struct answer answer;
	struct err err;

	assert_true(reply->has_request);
	if (reply->error.code != ERR_NONE)
		message_error_write(
		    &body, reply->id, reply->request, &reply->error);
	else
		message_result_write(&body, reply->id, reply->request,
		    reply->result.bytes,
		    reply->has_receipt ? &reply->receipt : NULL,
		    reply->told.length > 0 ? reply->told.bytes : NULL);
	assert_true(body.length <= FRAME_MAX);
	if (message_answer_read(&answer, body.bytes, body.length, &err) != 0)
		fail_msg("%s", err.text);
	message_answer_release(&answer);
	buffer_free(&body);
}

static void forget_reply(struct rig *rig)
{
	json_decref(rig->result);
	rig->result = NULL;
	reply_release(&rig->reply);
	rig->reply = (struct reply){ 0 };
}

void rig_send_body(struct rig *rig, const struct sign_key *key,
    const char *body, size_t length)
{
	uint8_t signature[SIGN_SIGNATURE], hash[SIGN_SHA512];
	struct frame frame = { sign_key_public(key), signature, body, length };

	forget_reply(rig);
	sign_message(key, SIGN_REQUEST, body, length, signature);
	request_handle(rig->door, &rig->caller, &frame, &rig->reply);
	sign_sha512(body, length, hash);
	assert_memory_equal(rig->reply.request, hash, SIGN_SHA512);
	check_reply(rig);
	if (rig->reply.error.code != ERR_NONE)
		return;
	rig->result = json_loadb(rig->reply.result.bytes,
	    rig->reply.result.length, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(rig->result);
}

void rig_send(
    struct rig *rig, const struct sign_key *key, const struct request *request)
{
	struct buffer body = { 0 };

	message_request_write(&body, request);
	rig_send_body(rig, key, body.bytes, body.length);
	buffer_free(&body);
}

void rig_commit(struct rig *rig)
{
	struct err err;

	must(door_commit(rig->door, &err), &err);
}

/* The params are the callee's. */
static void ask(struct rig *rig, const struct sign_key *key, const char *method,
    json_t *params)
{
	struct request request = rig_request(rig, method, params);

	do {
		rig_send(rig, key, &request);
		rig_commit(rig);
	} while (rig->reply.goes_on);
	json_decref(params);
}

enum err_code rig_ask(struct rig *rig, const struct sign_key *key,
    const char *method, const char *format, ...)
{
	va_list args;
	json_t *params;

	va_start(args, format);
	params = read_json(format, args);
	va_end(args);
	ask(rig, key, method, params);
	return rig->reply.error.code;
}

void rig_give(struct rig *rig, const char *method, json_t *params)
{
	assert_non_null(params);
	ask(rig, rig->coordinator, method, params);
	if (rig->reply.error.code != ERR_NONE)
		fail_msg("%s: %s", method, rig->reply.error.text);
}

json_t *rig_must(struct rig *rig, const char *method, const char *format, ...)
{
	va_list args;
	json_t *params;

	va_start(args, format);
	params = read_json(format, args);
	va_end(args);
	rig_give(rig, method, params);
	return rig->result;
}

void rig_refused(struct rig *rig, enum err_code code, const char *words,
    const char *method, const char *format, ...)
{
	struct receipt head = *door_head(rig->door);
	va_list args;
	json_t *params;

	va_start(args, format);
	params = read_json(format, args);
	va_end(args);
	ask(rig, rig->coordinator, method, params);
	if (rig->reply.error.code != code ||
	    strstr(rig->reply.error.text, words) == NULL)
		fail_msg("%s: code %d instead of %d, or not \"%s\": %s", method,
		    rig->reply.error.code, code, words, rig->reply.error.text);
	assert_false(rig->reply.has_receipt);
	assert_memory_equal(&head, door_head(rig->door), sizeof(head));
}

void rig_own(struct rig *rig, const char *method, const char *format, ...)
{
	va_list args;
	json_t *params;
	struct err err;

	va_start(args, format);
	params = read_json(format, args);
	va_end(args);
	if (request_own(rig->door, method, params, NULL, &err) != 0)
		fail_msg("%s: %s", method, err.text);
	rig_commit(rig);
	json_decref(params);
}

/* --- a state --- */

static struct store *empty_store(void)
{
	struct store *store;
	struct err err;

	must(store_open(&store, ":memory:", STORE_CREATE, &err), &err);
	must(rebuild_create(store, &err), &err);
	must(door_prepare(store, &err), &err);
	return store;
}

static void open_door(struct rig *rig)
{
	struct err err;

	must(door_open(&rig->door, rig->store, rig->daemon, &rig->clock, &err),
	    &err);
}

static void begin(struct rig *rig, const char *mail, bool rehearsal)
{
	char daemon[SIGN_SSH_PUBLIC], coordinator[SIGN_SSH_PUBLIC];
	json_t *params;
	struct err err;

	sign_public_write(sign_key_public(rig->daemon), daemon);
	sign_public_write(sign_key_public(rig->coordinator), coordinator);
	params = json_pack("{s:s, s:s, s:s, s:s*, s:s, s:i, s:s, s:s*}",
	    "coordinator", "Samordnaren", "key", coordinator, "daemon_key",
	    daemon, "coordinator_mail", mail, "zone", ZONE_DEFAULT, "hour", 8,
	    "language", "sv", "rehearsal",
	    rehearsal ? "2022-06-13T09:00" : NULL);
	must(request_own(rig->door, "state.begin", params, NULL, &err), &err);
	json_decref(params);
	rig_commit(rig);
	if (!rehearsal)
		return;
	/* A rehearsal is known when the state is opened. */
	door_close(rig->door);
	open_door(rig);
}

void rig_clock(struct rig *rig, const char *local)
{
	assert_true(zone_read(local, &rig->clock.at));
}

void rig_begin(
    struct rig *rig, const char *begun, const char *mail, bool rehearsal)
{
	struct err err;

	*rig = (struct rig){ .clock.still = true,
		.caller.uid = RIG_UID,
		.caller.frame_max = FRAME_FIRST_MAX };
	sign_init();
	sign_random(rig->caller.session, MESSAGE_SESSION);
	operator_forget();
	rig_calendar_closed = false;
	rig->daemon = sign_key_generate();
	rig->coordinator = sign_key_generate();
	must(zone_set(ZONE_DEFAULT, &err), &err);
	rig_clock(rig, begun);
	rig->store = empty_store();
	open_door(rig);
	begin(rig, mail, rehearsal);
}

void rig_end(struct rig *rig)
{
	forget_reply(rig);
	door_close(rig->door);
	store_close(rig->store);
	sign_key_free(rig->daemon);
	sign_key_free(rig->coordinator);
	for (int i = 0; i < rig->key_count; i++)
		sign_key_free(rig->keys[i]);
}

int rig_open(void **state)
{
	struct rig *rig = malloc(sizeof(*rig));

	assert_non_null(rig);
	rig_begin(rig, "2022-07-01T08:00", RIG_MAIL, false);
	*state = rig;
	return 0;
}

int rig_close(void **state)
{
	rig_end(*state);
	free(*state);
	return 0;
}

void rig_prepare(struct rig *rig, const char *const *sql)
{
	store_prepare(rig->store, sql);
}

char *rig_text(struct rig *rig, const char *const *sql, int statement,
    const struct value *values)
{
	char *text = NULL;
	struct rows rows;
	struct err err;

	rows = store_query(rig->store, sql, statement, values);
	if (rows_next(&rows, &err) == 1)
		text = strdup(rows_text(&rows, 0));
	rows_end(&rows);
	return text != NULL ? text : strdup("");
}

int64_t rig_number(struct rig *rig, const char *const *sql, int statement,
    const struct value *values)
{
	int64_t number;
	struct err err;

	must(store_integer(
		 rig->store, sql, statement, values, &number, -1, &err),
	    &err);
	return number;
}

struct sign_key *rig_key(
    struct rig *rig, const char *name, const char *role, const char *code)
{
	struct sign_key *key = sign_key_generate();
	char line[SIGN_SSH_PUBLIC];

	assert_true(rig->key_count < RIG_KEYS);
	rig->keys[rig->key_count++] = key;
	sign_public_write(sign_key_public(key), line);
	rig_must(rig, "key.add", "{'name':'%s','key':'%s','role':'%s'%s%s%s}",
	    name, line, role, code != NULL ? ",'department':'" : "",
	    code != NULL ? code : "", code != NULL ? "'" : "");
	return key;
}

void rig_fill(struct rig *rig)
{
	rig_must(rig, "department.add",
	    "{'code':'ks','name':'Kommunstyrelsen',"
	    "'mail':'ks@kommun.example'}");
	rig_must(rig, "department.add",
	    "{'code':'bun','name':'Barn- och utbildningsnämnden',"
	    "'mail':'bun@kommun.example'}");
	rig_must(rig, "department.add",
	    "{'code':'sn','name':'Socialnämnden',"
	    "'mail':'sn@kommun.example'}");
	rig_must(rig, "plan.add",
	    "{'code':'vbe','title':'Plan mot våldsbejakande extremism'}");
}

int64_t rig_activity(
    struct rig *rig, const char *activity, const char *timeframe)
{
	json_t *result = rig_must(rig, "activity.add",
	    "{'plan':'vbe','activity':'%s','purpose':'Syftet',"
	    "'timeframe':'%s','lead':'ks'}",
	    activity, timeframe);

	return json_integer_value(json_object_get(result, "id"));
}

const struct command *rig_command(const struct command *command)
{
	static const struct family *const *family;

	if (command == NULL)
		family = families;
	command = command == NULL ? (*family)->commands : command + 1;
	while (command == NULL || command->method == NULL) {
		if (*++family == NULL)
			return NULL;
		command = (*family)->commands;
	}
	return command;
}

int64_t rig_head(struct rig *rig)
{
	return door_head(rig->door)->seq;
}

void rig_execute(struct rig *rig, const char *sql)
{
	struct err err;

	must(store_execute(rig->store, sql, &err), &err);
}

/* Replays into tables that a process makes once: most of an empty store's time
 * goes into its statements. What is replayed is never committed. */
static int replay(
    struct rig *rig, struct store **tables, int64_t *entries, struct err *err)
{
	static struct store *kept;

	if (kept == NULL)
		kept = empty_store();
	if (store_in_transaction(kept)) /* of a test that failed, too */
		must(store_execute(kept, "ROLLBACK", err), err);
	must(store_execute(kept, "BEGIN", err), err);
	*tables = kept;
	return replay_log(rig->store, kept, rig->daemon, entries, err);
}

int rig_replay(struct rig *rig, struct err *err)
{
	struct store *tables;
	int64_t entries;

	return replay(rig, &tables, &entries, err);
}

/* Each open activity is looked at some day. */
static void all_are_awake(struct rig *rig)
{
	static const char *const sql[] = {
		"SELECT count(*) FROM activity WHERE"
		" open AND id NOT IN (SELECT activity FROM next_due)",
		NULL
	};

	rig_prepare(rig, sql);
	assert_int_equal(rig_number(rig, sql, 0, BIND_NONE), 0);
}

void rig_is_replayed_but(struct rig *rig, const struct store_but *but)
{
	char difference[256] = "";
	struct store *tables;
	int64_t entries = 0;
	struct err err;

	must(replay(rig, &tables, &entries, &err), &err);
	if (store_compare(rig->store, tables, but, difference,
		sizeof(difference), &err) != 0)
		fail_msg("%s", *difference != '\0' ? difference : err.text);
	assert_int_equal(entries, rig_head(rig));
	all_are_awake(rig);
}

void rig_is_replayed(struct rig *rig)
{
	rig_is_replayed_but(
	    rig, (const struct store_but[]){ { "log" }, { 0 } });
}
