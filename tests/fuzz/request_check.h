/* SPDX-License-Identifier: ISC */
/* Requests through the whole door, a line each: none is an internal error, a
 * refused one leaves the log as it was, and what the log then holds makes the
 * same tables again. Breaches that the door itself finds end in cmocka. */
#ifndef TESTS_FUZZ_REQUEST_CHECK_H
#define TESTS_FUZZ_REQUEST_CHECK_H

#include <stdlib.h>
#include <string.h>

#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "protocol/sign_key.h"
#include "tests/fuzz/request_state.h"

/* {"method":...,"params":...} in an envelope that nothing is wrong with; or,
 * where it has "jsonrpc", an envelope in which each `true` is made right. */
static inline json_t *request_envelope(struct rig *rig, json_t *line)
{
	const char *method = json_string_value(json_object_get(line, "method"));
	struct request right =
	    rig_request(rig, method != NULL ? method : "", NULL);
	json_t *params = json_object_get(line, "params"), *envelope, *value;
	struct buffer body = { 0 };
	const char *name;

	message_request_write(&body, &right);
	envelope = json_loadb(body.bytes, body.length, 0, NULL);
	buffer_free(&body);
	if (params != NULL)
		json_object_set(envelope, "params", params);
	if (json_object_get(line, "jsonrpc") == NULL)
		return envelope;
	json_object_foreach (envelope, name, value)
		if (json_is_true(json_object_get(line, name)))
			json_object_set(line, name, value);
	json_decref(envelope);
	return json_incref(line);
}

/* What is no JSON object is signed as it stands. */
static inline void request_send(struct request_signers *who,
    const struct sign_key *key, const char *line, size_t length)
{
	json_t *json = json_loadb(line, length, 0, NULL);
	json_t *envelope =
	    json_is_object(json) ? request_envelope(who->rig, json) : NULL;
	char *body =
	    envelope != NULL ? json_dumps(envelope, JSON_COMPACT) : NULL;

	if (body != NULL)
		rig_send_body(who->rig, key, body, strlen(body));
	else
		rig_send_body(who->rig, key, line, length);
	free(body);
	json_decref(envelope);
	json_decref(json);
}

/* A line 'f' is a frame whose signature nobody made. */
static inline const char *request_check_forged(
    struct rig *rig, const char *line, size_t length)
{
	uint8_t signature[SIGN_SIGNATURE] = { 0 };
	size_t size = length < SIGN_SIGNATURE ? length : SIGN_SIGNATURE;
	struct frame frame = { sign_key_public(rig->coordinator), signature,
		line + size, length - size };
	struct reply reply;
	bool refused;

	memcpy(signature, line, size);
	request_handle(rig->door, &rig->caller, &frame, &reply);
	refused = reply.error.code == ERR_DENIED && reply.ends;
	reply_release(&reply);
	return refused ? NULL : "a forged request is answered";
}

static inline const char *request_breach(const struct rig *rig,
    const struct receipt *before, const struct receipt *head)
{
	const struct reply *reply = &rig->reply;
	bool logged = memcmp(before, head, sizeof(*head)) != 0;

	if (reply->error.code == ERR_INTERNAL)
		return operator_line();
	if (reply->error.code != ERR_NONE && (logged || reply->has_receipt))
		return "a refused request is in the log";
	if (logged != reply->has_receipt)
		return "the log and the receipt differ";
	if (logged &&
	    (head->seq != before->seq + 1 ||
		memcmp(&reply->receipt, head, sizeof(*head)) != 0))
		return "the receipt is not of the next entry";
	return NULL;
}

static inline const char *request_check_line(
    struct request_signers *who, const char *line, size_t length)
{
	struct rig *rig = who->rig;
	struct receipt before = *door_head(rig->door);

	if (length == 0)
		return NULL;
	if (line[0] == 'f')
		return request_check_forged(rig, line + 1, length - 1);
	request_send(who, request_signer(who, line[0]), line + 1, length - 1);
	return request_breach(rig, &before, door_head(rig->door));
}

/* The turn is lost, as where the disk is full: the next input finds the
 * state as this one did. */
static inline const char *request_forget(
    struct rig *rig, const struct receipt *start)
{
	struct err err;

	rig->caller.last_id = 0;
	if (!door_pending(rig->door))
		return NULL;
	if (store_execute(rig->store, "ROLLBACK", &err) != 0)
		return "nothing to take back";
	if (door_commit(rig->door, &err) == 0 ||
	    memcmp(start, door_head(rig->door), sizeof(*start)) != 0)
		return "a lost turn is not lost";
	return NULL;
}

/* All lines on one connection, in one turn. With `replayed`, what was written
 * and what was taken back are compared with the log, executed again. */
static inline const char *request_check(
    const uint8_t *bytes, size_t size, bool replayed)
{
	struct request_signers *who = request_start();
	struct receipt start = *door_head(who->rig->door);
	const char *line = (const char *)bytes, *end = line + size;
	const char *breach = NULL, *forgotten;

	while (breach == NULL && line < end) {
		const char *stop = memchr(line, '\n', (size_t)(end - line));

		stop = stop != NULL ? stop : end;
		breach = request_check_line(who, line, (size_t)(stop - line));
		line = stop + (stop < end);
	}
	if (breach == NULL && replayed && door_pending(who->rig->door))
		rig_is_replayed(who->rig);
	forgotten = request_forget(who->rig, &start);
	return breach != NULL ? breach : forgotten;
}

#endif
