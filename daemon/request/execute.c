/* SPDX-License-Identifier: ISC */
#include "daemon/request/execute.h"

#include <errno.h>
#include <assert.h>
#include <inttypes.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "daemon/commands/families.h"
#include "daemon/machine/diag.h"
#include "daemon/request/door.h"
#include "daemon/request/door_private.h"
#include "daemon/request/belief.h"
#include "daemon/request/erasure.h"
#include "daemon/request/redaction.h"
#include "protocol/error_words.h"
#include "protocol/sign_key.h"
#include "protocol/message_pack.h"

/* What could not be erased is tried again after so many milliseconds. */
#define ERASE_EVERY 10000

/* clang-format off */
enum {
	LOOK, BEGIN, COMMIT, ROLLBACK, SAVEPOINT, UNDO, RELEASE,
	TOGETHER, TOGETHER_UNDO, TOGETHER_RELEASE
};
/* clang-format on */

static const char *const turn_sql[] = {
	[LOOK] = "BEGIN",
	[BEGIN] = "BEGIN IMMEDIATE",
	[COMMIT] = "COMMIT",
	[ROLLBACK] = "ROLLBACK",
	[SAVEPOINT] = "SAVEPOINT request",
	[UNDO] = "ROLLBACK TO request",
	[RELEASE] = "RELEASE request",
	[TOGETHER] = "SAVEPOINT together",
	[TOGETHER_UNDO] = "ROLLBACK TO together",
	[TOGETHER_RELEASE] = "RELEASE together",
	NULL,
};

int door_prepare(struct store *store, struct err *err)
{
	/* What takes a write back cannot wait for memory. */
	store_prepare(store, turn_sql);
	if (store_prepare_all(store, err) != 0)
		return -1;
	store_prepare(store, door_sql);
	store_prepare(store, erasure_sql);
	store_prepare(store, log_sql);
	store_prepare(store, redaction_sql);
	families_prepare(store);
	return 0;
}

/* --- the turn's transaction --- */

static int turn_statement(struct door *door, int statement, struct err *err)
{
	return store_run(door->store, turn_sql, statement, BIND_NONE, err);
}

void door_look(struct door *door)
{
	struct err ignored;

	if (!door->looks && !door->turn_open)
		door->looks = turn_statement(door, LOOK, &ignored) == 0;
}

void door_look_away(struct door *door)
{
	struct err ignored;

	if (door->looks && turn_statement(door, COMMIT, &ignored) != 0)
		turn_statement(door, ROLLBACK, &ignored);
	door->looks = false;
}

int door_begin(struct door *door, struct err *err)
{
	if (door->turn_lost)
		return err_set(
		    err, ERR_INTERNAL, "this turn's transaction was lost");
	if (door->turn_open && !store_in_transaction(door->store)) {
		door->turn_lost = true;
		return door_begin(door, err);
	}
	if (door->turn_open)
		return 0;
	door_look_away(door);
	if (turn_statement(door, BEGIN, err) != 0)
		return -1;
	door->turn_open = true;
	return 0;
}

bool door_pending(const struct door *door)
{
	return door->turn_open;
}

/* Takes redacted words out of the file. While another process reads the
 * database this is not possible; then it is tried again after a while, and at
 * the next start. */
static void erase(struct door *door)
{
	struct moment now;
	struct err err;

	if (!door->erases)
		return;
	now = clock_moment(door->clock);
	if (door->erased_at.milliseconds != 0 &&
	    now.milliseconds - door->erased_at.milliseconds < ERASE_EVERY)
		return;
	door->erased_at = now;
	door_look_away(door);
	door->erases = erasure_do(door->store, &err) != 0;
	store_files_note(door->store);
	if (door->erases)
		diag("what was redacted is still in the database's file: %s;"
		     " it is tried again",
		    err_aloud(&err));
	else
		door->erased_at = (struct moment){ 0 };
}

int door_commit(struct door *door, struct err *err)
{
	struct err ignored;
	bool lost = door->turn_lost;
	int result = 0;

	door_tell_denials(door, false);
	if (!door->turn_open) {
		erase(door);
		return 0;
	}
	door->turn_open = false;
	door->turn_lost = false;
	if (lost)
		result = err_set(
		    err, ERR_INTERNAL, "the transaction was rolled back");
	else
		result = turn_statement(door, COMMIT, err);
	store_files_note(door->store);
	if (result == 0) {
		erase(door);
		return 0;
	}
	if (store_in_transaction(door->store))
		turn_statement(door, ROLLBACK, &ignored);
	diag(DIAG_ERROR "cannot commit: %s", err_aloud(err));
	if (log_open(&door->log, door->store, &ignored) != 0) {
		diag(DIAG_ERROR "cannot read the log again: %s",
		    err_aloud(&ignored));
		abort();
	}
	return -1;
}

/* Takes back a savepoint's work. Where that fails, the whole turn is lost. */
static void undo_to(
    struct door *door, int undo, int release, const struct log *before)
{
	struct err err;

	if (store_in_transaction(door->store) &&
	    turn_statement(door, undo, &err) == 0 &&
	    turn_statement(door, release, &err) == 0)
		door->log = *before;
	else
		door->turn_lost = true;
}

static void undo(struct door *door, const struct log *before)
{
	undo_to(door, UNDO, RELEASE, before);
}

int door_together(struct door *door, struct err *err)
{
	if (door_begin(door, err) != 0)
		return -1;
	door->together = door->log;
	return turn_statement(door, TOGETHER, err);
}

int door_together_end(struct door *door, int result, struct err *err)
{
	if (result != 0) {
		undo_to(door, TOGETHER_UNDO, TOGETHER_RELEASE, &door->together);
		return -1;
	}
	if (turn_statement(door, TOGETHER_RELEASE, err) == 0)
		return 0;
	door->turn_lost = true;
	return -1;
}

#define PACKED_ROWS "\"rows\":["

/* What is read beside rows that are texts already, and then these, in the
 * arena. */
static const char *packed_reading(struct invocation *invocation)
{
	json_t *rows = json_object_get(invocation->reading, "rows"), *row;
	json_t *rest = json_copy(invocation->reading);
	const char *begin;
	size_t length, i;
	char *text, *at;

	json_object_del(rest, "rows");
	begin = invocation_json(invocation, rest);
	length = strlen(begin) + sizeof("," PACKED_ROWS "]}");
	json_array_foreach (rows, i, row)
		length += json_string_length(row) + 1;
	text = arena_alloc(invocation->arena, length);
	at = stpcpy(text, begin) - strlen("}");
	at = stpcpy(
	    at, json_object_size(rest) > 0 ? "," PACKED_ROWS : PACKED_ROWS);
	json_decref(rest);
	json_array_foreach (rows, i, row) {
		if (i > 0)
			*at++ = ',';
		at = mempcpy(
		    at, json_string_value(row), json_string_length(row));
	}
	memcpy(at, "]}", sizeof("]}"));
	return text;
}

/* The entry takes several times the length of a large request while it is
 * written: what its text says, too, need not be held beside it. */
static void unpack_reading(struct invocation *invocation)
{
	json_object_del(invocation->reading, "rows");
	malloc_trim(0);
}

static void repack_reading(struct invocation *invocation, const char *text)
{
	/* Within a string each quotation mark has a backslash before it. */
	const char *rows = strstr(text, PACKED_ROWS) + strlen(PACKED_ROWS) - 1;

	json_object_set_new(
	    invocation->reading, "rows", message_pack_list(rows, strlen(rows)));
}

/* --- execute: the step that live requests, the daemon's own and replay
 * have in common is command->run() --- */

static int append_and_run(struct door *door, const struct command *command,
    struct entry *entry, struct invocation *invocation, struct err *err)
{
	if (invocation->packed)
		unpack_reading(invocation);
	assert(store_in_transaction(door->store));
	if (log_append(&door->log, entry, err) != 0)
		return -1;
	if (invocation->packed)
		repack_reading(invocation, entry->reading);
	invocation->now = entry->at;
	invocation->seq = entry->seq;
	if (door_run(command, invocation, err) != 0)
		return -1;
	if (invocation->rare.redaction == NULL || invocation->unchanged ||
	    param_flag(invocation, "dry_run"))
		return 0;
	if (redaction_apply(door, invocation, err) != 0)
		return -1;
	door->erases = true;
	return 0;
}

/* A reading that repeats words of the request gets a blind of its own, as the
 * request has one: its hash stays in the chain when they are redacted, and must
 * not tell them. */
static void add_blind(
    const struct command *command, struct invocation *invocation)
{
	const struct field *field = command->reading;
	uint8_t blind[MESSAGE_BLIND];
	struct buffer hex = { 0 };

	while (field != NULL && field->name != NULL &&
	    field->type != FIELD_TEXT && field->type != FIELD_LINE)
		field++;
	if (field == NULL || field->name == NULL)
		return;
	sign_random(blind, sizeof(blind));
	buffer_hex(&hex, blind, sizeof(blind));
	json_object_set_new(
	    invocation->reading, "blind", json_string(hex.bytes));
	buffer_free(&hex);
}

/* The time of a new entry, and whether it may be one. */
static int find_time(struct door *door, const struct command *command,
    struct instant *at, struct err *err)
{
	struct err doubt;
	int believed = door_believes(door, &doubt);

	if (believed < 0 ||
	    (believed == 0 && command->clock == CLOCK_BELIEVED)) {
		*err = doubt;
		return -1;
	}
	if (command->clock == CLOCK_CONFIRMED)
		*at = clock_now(door->clock);
	else
		*at = believed == 1 ? door_now(door) : door->log.at;
	return 0;
}

/* An entry is never before its predecessor: where the log is ahead, the reading
 * has the time that it is. */
static void add_clock(
    const struct door *door, struct instant at, struct invocation *invocation)
{
	if (at.seconds < door->log.at.seconds)
		json_object_set_new(
		    invocation->reading, "clock", json_integer(at.seconds));
}

/* Whether nobody waits for the answer any more: who broke off a large request
 * believes that nothing came of it. A connection that broke counts as one that
 * was closed; one that is silent does not. */
static bool is_gone(int socket)
{
	char byte;
	ssize_t length =
	    socket > 0 ? recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) : 1;

	return length == 0 ||
	    (length < 0 && errno != EAGAIN && errno != EWOULDBLOCK &&
		errno != EINTR);
}

int door_execute(struct door *door, const struct command *command,
    struct entry *entry, struct invocation *invocation, struct err *err)
{
	struct log before = door->log;
	int result;

	if (find_time(door, command, &entry->at, err) != 0 ||
	    door_begin(door, err) != 0 ||
	    turn_statement(door, SAVEPOINT, err) != 0)
		return -1;
	add_clock(door, entry->at, invocation);
	add_blind(command, invocation);
	entry->reading = invocation->packed
	    ? packed_reading(invocation)
	    : invocation_json(invocation, invocation->reading);
	result = append_and_run(door, command, entry, invocation, err);
	if (result == 0 && invocation->packed && is_gone(invocation->socket))
		result = err_set(err, ERR_INVALID,
		    "who asked for this went away before it was done: nothing"
		    " was changed");
	if (result != 0 || invocation->unchanged ||
	    param_flag(invocation, "dry_run")) {
		undo(door, &before);
		return result;
	}
	if (turn_statement(door, RELEASE, err) != 0) {
		door->turn_lost = true;
		return -1;
	}
	return 1;
}

/* --- the daemon's own --- */

static void own_body(
    struct door *door, const char *method, json_t *params, struct buffer *body)
{
	struct request request = {
		.id = ++door->own_id,
		.method = method,
		.params = params,
		.daemon = door->fingerprint,
		.has_seen = true,
		.seen = door->log.head,
		.has_blind = true,
	};

	sign_random(request.blind, sizeof(request.blind));
	message_request_write(body, &request);
}

static int own_execute(struct door *door, const struct command *command,
    struct invocation *invocation, const struct buffer *body, struct err *err)
{
	struct entry entry = {
		.uid = getuid(),
		.request = body->bytes,
		.request_length = body->length,
	};

	if (command->read != NULL && command->read(invocation, err) != 0)
		return -1;
	memcpy(entry.key, sign_key_public(door->key), SIGN_PUBLIC);
	sign_sha512(body->bytes, body->length, entry.request_sha512);
	sign_message(door->key, SIGN_REQUEST, body->bytes, body->length,
	    entry.signature);
	return door_execute(door, command, &entry, invocation, err) < 0 ? -1
									: 0;
}

int request_own(struct door *door, const char *method, json_t *params,
    json_t **result, struct err *err)
{
	const struct command *command = command_find(method);
	struct buffer body = { 0 }, reply = { 0 };
	struct invocation invocation;
	int done;

	assert(command != NULL && command->access == ACCESS_DAEMON);
	if (contract_check_own(command->fields, params, err) != 0)
		return err_set(
		    err, ERR_INTERNAL, "%s: %p", method, (void *)err);
	invocation = door_invocation(door, &daemon_principal, params, &reply);
	own_body(door, method, params, &body);
	done = own_execute(door, command, &invocation, &body, err);
	if (done == 0 && result != NULL)
		*result = json_loadb(reply.bytes, reply.length, 0, NULL);
	door_invocation_release(&invocation);
	buffer_free(&body);
	buffer_free(&reply);
	arena_reset(door->arena);
	if (done != 0)
		return err_set(
		    err, ERR_INTERNAL, "%s: %p", method, (void *)err);
	return 0;
}
