/* SPDX-License-Identifier: ISC */
#include "tests/unit/door/door.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/calendar/zone.h"
#include "daemon/diag.h"
#include "daemon/replay.h"

/* --- the operator --- */

char door_diag[1024];

void diag(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(door_diag, sizeof(door_diag), format, args);
	va_end(args);
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

json_t *door_json(const char *format, ...)
{
	va_list args;
	json_t *json;

	va_start(args, format);
	json = read_json(format, args);
	va_end(args);
	return json;
}

json_t *door_at(json_t *json, const char *path)
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

void door_is_at(json_t *json, const char *path, const char *expected,
    const char *file, int line)
{
	json_t *value = door_at(json, path),
	       *wanted = door_json("%s", expected);
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

struct request door_request(
    struct door *door, const char *method, json_t *params)
{
	static char daemon[SEAL_FINGERPRINT];
	struct request request = {
		.id = door->caller.last_id + 1,
		.method = method,
		.params = params,
		.daemon = daemon,
		.has_session = true,
		.has_seen = true,
		.seen = *requests_head(door->requests),
		.has_blind = true,
	};

	seal_fingerprint(seal_key_public(door->daemon), daemon);
	memcpy(request.session, door->caller.session, MESSAGE_SESSION);
	seal_random(request.blind, sizeof(request.blind));
	return request;
}

/* The reply as its reader gets it. */
static void check_reply(const struct door *door)
{
	const struct reply *reply = &door->reply;
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
		    reply->has_receipt ? &reply->receipt : NULL);
	assert_true(body.length <= FRAME_MAX);
	if (message_answer_read(&answer, body.bytes, body.length, &err) != 0)
		fail_msg("%s", err.text);
	message_answer_release(&answer);
	buffer_free(&body);
}

static void forget_reply(struct door *door)
{
	json_decref(door->result);
	door->result = NULL;
	reply_release(&door->reply);
	door->reply = (struct reply){ 0 };
}

void door_send_body(struct door *door, const struct seal_key *key,
    const char *body, size_t length)
{
	uint8_t signature[SEAL_SIGNATURE], hash[SEAL_SHA512];
	struct frame frame = { seal_key_public(key), signature, body, length };

	forget_reply(door);
	seal_sign(key, SEAL_REQUEST, body, length, signature);
	request_handle(door->requests, &door->caller, &frame, &door->reply);
	seal_sha512(body, length, hash);
	assert_memory_equal(door->reply.request, hash, SEAL_SHA512);
	check_reply(door);
	if (door->reply.error.code != ERR_NONE)
		return;
	door->result = json_loadb(door->reply.result.bytes,
	    door->reply.result.length, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(door->result);
}

void door_send(struct door *door, const struct seal_key *key,
    const struct request *request)
{
	struct buffer body = { 0 };

	message_request_write(&body, request);
	door_send_body(door, key, body.bytes, body.length);
	buffer_free(&body);
}

static void commit(struct door *door)
{
	struct err err;

	if (requests_commit(door->requests, &err) != 0)
		fail_msg("%s", err.text);
}

/* The params are the callee's. */
static void ask(struct door *door, const struct seal_key *key,
    const char *method, json_t *params)
{
	struct request request = door_request(door, method, params);

	door_send(door, key, &request);
	commit(door);
	json_decref(params);
}

enum err_code door_ask(struct door *door, const struct seal_key *key,
    const char *method, const char *format, ...)
{
	va_list args;
	json_t *params;

	va_start(args, format);
	params = read_json(format, args);
	va_end(args);
	ask(door, key, method, params);
	return door->reply.error.code;
}

json_t *door_must(
    struct door *door, const char *method, const char *format, ...)
{
	va_list args;
	json_t *params;

	va_start(args, format);
	params = read_json(format, args);
	va_end(args);
	ask(door, door->coordinator, method, params);
	if (door->reply.error.code != ERR_NONE)
		fail_msg("%s: %s", method, door->reply.error.text);
	return door->result;
}

void door_refused(struct door *door, enum err_code code, const char *words,
    const char *method, const char *format, ...)
{
	struct receipt head = *requests_head(door->requests);
	va_list args;
	json_t *params;

	va_start(args, format);
	params = read_json(format, args);
	va_end(args);
	ask(door, door->coordinator, method, params);
	if (door->reply.error.code != code ||
	    strstr(door->reply.error.text, words) == NULL)
		fail_msg("%s: code %d instead of %d, or not \"%s\": %s", method,
		    door->reply.error.code, code, words,
		    door->reply.error.text);
	assert_false(door->reply.has_receipt);
	assert_memory_equal(&head, requests_head(door->requests), sizeof(head));
}

void door_own(struct door *door, const char *method, const char *format, ...)
{
	va_list args;
	json_t *params;
	struct err err;

	va_start(args, format);
	params = read_json(format, args);
	va_end(args);
	if (request_own(door->requests, method, params, NULL, &err) != 0)
		fail_msg("%s: %s", method, err.text);
	commit(door);
	json_decref(params);
}

/* --- a state --- */

static int begin(struct door *door)
{
	char daemon[SEAL_SSH_PUBLIC], coordinator[SEAL_SSH_PUBLIC];

	seal_public_write(seal_key_public(door->daemon), daemon);
	seal_public_write(seal_key_public(door->coordinator), coordinator);
	door_own(door, "state.begin",
	    "{'coordinator':'Samordnaren','key':'%s','daemon_key':'%s',"
	    "'coordinator_mail':'samordnare@kommun.example','zone':'%s',"
	    "'hour':8,'language':'sv'}",
	    coordinator, daemon, ZONE_DEFAULT);
	return 0;
}

int door_open(void **state)
{
	struct door *door = calloc(1, sizeof(*door));
	struct err err;

	assert_non_null(door);
	seal_init();
	door->clock = (struct clock){ .still = true, .at = { DOOR_NOW } };
	door->daemon = seal_key_generate();
	door->coordinator = seal_key_generate();
	door->caller.uid = DOOR_UID;
	door->caller.frame_max = FRAME_FIRST_MAX;
	seal_random(door->caller.session, MESSAGE_SESSION);
	if (zone_set(ZONE_DEFAULT, &err) != 0 ||
	    store_open(&door->store, ":memory:", STORE_CREATE, &err) != 0 ||
	    replay_create(door->store, &err) != 0 ||
	    store_prepare(door->store, request_families, &err) != 0 ||
	    requests_open(&door->requests, door->store, door->daemon,
		&door->clock, &err) != 0)
		fail_msg("%s", err.text);
	door_diag[0] = '\0';
	door_calendar_closed = false;
	*state = door;
	return begin(door);
}

int door_close(void **state)
{
	struct door *door = *state;

	forget_reply(door);
	requests_close(door->requests);
	store_close(door->store);
	seal_key_free(door->daemon);
	seal_key_free(door->coordinator);
	for (int i = 0; i < door->key_count; i++)
		seal_key_free(door->keys[i]);
	free(door);
	return 0;
}

struct seal_key *door_key(
    struct door *door, const char *name, const char *role, const char *code)
{
	struct seal_key *key = seal_key_generate();
	char line[SEAL_SSH_PUBLIC];

	assert_true(door->key_count < DOOR_KEYS);
	door->keys[door->key_count++] = key;
	seal_public_write(seal_key_public(key), line);
	door_must(door, "key.add", "{'name':'%s','key':'%s','role':'%s'%s%s%s}",
	    name, line, role, code != NULL ? ",'department':'" : "",
	    code != NULL ? code : "", code != NULL ? "'" : "");
	return key;
}

void door_fill(struct door *door)
{
	door_must(door, "department.add",
	    "{'code':'ks','name':'Kommunstyrelsen',"
	    "'mail':'ks@kommun.example'}");
	door_must(door, "department.add",
	    "{'code':'bun','name':'Barn- och utbildningsnämnden',"
	    "'mail':'bun@kommun.example'}");
	door_must(door, "department.add",
	    "{'code':'sn','name':'Socialnämnden',"
	    "'mail':'sn@kommun.example'}");
	door_must(door, "plan.add",
	    "{'code':'vbe','title':'Plan mot våldsbejakande extremism'}");
}

int64_t door_activity(
    struct door *door, const char *activity, const char *timeframe)
{
	json_t *result = door_must(door, "activity.add",
	    "{'plan':'vbe','activity':'%s','purpose':'Syftet',"
	    "'timeframe':'%s','lead':'ks'}",
	    activity, timeframe);

	return json_integer_value(json_object_get(result, "id"));
}

const struct command *door_command(const struct command *command)
{
	static const struct command *const *family;

	if (command == NULL)
		family = command_families;
	command = command == NULL ? *family : command + 1;
	while (command->method == NULL) {
		if (*++family == NULL)
			return NULL;
		command = *family;
	}
	return command;
}

int64_t door_head(struct door *door)
{
	return requests_head(door->requests)->seq;
}

void door_is_replayed(struct door *door)
{
	static const char *const except[] = { "log", NULL };
	char difference[256] = "";
	struct store *fresh;
	int64_t entries = 0;
	struct err err;
	int result = -1;

	if (store_open(&fresh, ":memory:", STORE_CREATE, &err) == 0 &&
	    replay_create(fresh, &err) == 0 &&
	    store_prepare(fresh, request_families, &err) == 0 &&
	    replay_log(door->store, fresh, door->daemon, &entries, &err) == 0)
		result = store_compare(door->store, fresh, except, difference,
		    sizeof(difference), &err);
	if (result != 0)
		fail_msg("%s", result < 0 ? err.text : difference);
	assert_int_equal(entries, door_head(door));
	store_close(fresh);
}
