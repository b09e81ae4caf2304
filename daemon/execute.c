/* SPDX-License-Identifier: ISC */
#include "daemon/execute.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "daemon/commands/key.h"
#include "daemon/commands/setting.h"
#include "daemon/diag.h"

/* Far above what the contracts of the largest request need. */
#define ARENA_LIMIT (512u << 20)

enum { BEGIN, COMMIT, ROLLBACK, SAVEPOINT, UNDO, RELEASE };

static const char *const request_sql[] = {
	[BEGIN] = "BEGIN IMMEDIATE",
	[COMMIT] = "COMMIT",
	[ROLLBACK] = "ROLLBACK",
	[SAVEPOINT] = "SAVEPOINT request",
	[UNDO] = "ROLLBACK TO request",
	[RELEASE] = "RELEASE request",
	NULL,
};

const char *const *const request_families[] = {
	request_sql,
	log_sql,
	setting_sql,
	state_sql,
	department_sql,
	key_sql,
	plan_sql,
	activity_sql,
	register_sql,
	progress_sql,
	due_sql,
	import_sql,
	import_tell_sql,
	notice_sql,
	holiday_sql,
	NULL,
};

int requests_open(struct requests **opened, struct store *store,
    const struct seal_key *key, const struct clock *clock, struct err *err)
{
	struct requests *requests = calloc(1, sizeof(*requests));

	if (requests == NULL)
		abort();
	requests->store = store;
	requests->key = key;
	requests->clock = clock;
	seal_fingerprint(seal_key_public(key), requests->fingerprint);
	requests->arena = arena_new(ARENA_LIMIT);
	if (log_open(&requests->log, store, err) != 0 ||
	    setting_is_rehearsal(store, &requests->rehearsal, err) != 0) {
		requests_close(requests);
		return -1;
	}
	*opened = requests;
	return 0;
}

void requests_close(struct requests *requests)
{
	if (requests == NULL)
		return;
	arena_free(requests->arena);
	free(requests);
}

struct store *requests_store(struct requests *requests)
{
	return requests->store;
}

const struct clock *requests_clock(struct requests *requests)
{
	return requests->clock;
}

struct instant requests_now(struct requests *requests)
{
	struct instant now = clock_now(requests->clock);

	return now.seconds < requests->log.at.seconds ? requests->log.at : now;
}

const struct receipt *requests_head(struct requests *requests)
{
	return &requests->log.head;
}

const struct seal_key *requests_key(struct requests *requests)
{
	return requests->key;
}

bool requests_rehearsal(struct requests *requests)
{
	return requests->rehearsal;
}

/* --- the turn's transaction --- */

static int turn_statement(
    struct requests *requests, int statement, struct err *err)
{
	return store_run(
	    requests->store, request_sql, statement, BIND_NONE, err);
}

static int turn_begin(struct requests *requests, struct err *err)
{
	if (requests->turn_lost)
		return err_set(
		    err, ERR_INTERNAL, "this turn's transaction was lost");
	if (requests->turn_open && !store_in_transaction(requests->store)) {
		requests->turn_lost = true;
		return turn_begin(requests, err);
	}
	if (requests->turn_open)
		return 0;
	if (turn_statement(requests, BEGIN, err) != 0)
		return -1;
	requests->turn_open = true;
	return 0;
}

bool requests_pending(const struct requests *requests)
{
	return requests->turn_open;
}

int requests_commit(struct requests *requests, struct err *err)
{
	struct err ignored;
	bool lost = requests->turn_lost;
	int result = 0;

	if (!requests->turn_open)
		return 0;
	requests->turn_open = false;
	requests->turn_lost = false;
	if (lost)
		result = err_set(
		    err, ERR_INTERNAL, "the transaction was rolled back");
	else
		result = turn_statement(requests, COMMIT, err);
	if (result == 0)
		return 0;
	if (store_in_transaction(requests->store))
		turn_statement(requests, ROLLBACK, &ignored);
	diag("cannot commit: %s", err->text);
	if (log_open(&requests->log, requests->store, &ignored) != 0) {
		diag("cannot read the log again: %s", ignored.text);
		abort();
	}
	return -1;
}

/* Takes back the savepoint's work, or finds that all is lost. */
static void undo(struct requests *requests, const struct log *before)
{
	struct err err;

	if (store_in_transaction(requests->store) &&
	    turn_statement(requests, UNDO, &err) == 0 &&
	    turn_statement(requests, RELEASE, &err) == 0)
		requests->log = *before;
	else
		requests->turn_lost = true;
}

/* --- execute: the step that live requests, the daemon's own and replay
 * have in common is command->run() --- */

static int append_and_run(struct requests *requests,
    const struct command *command, struct entry *entry, struct context *context,
    struct err *err)
{
	if (log_append(&requests->log, entry, err) != 0)
		return -1;
	context->now = entry->at;
	context->seq = entry->seq;
	return command->run(context, err);
}

int requests_execute(struct requests *requests, const struct command *command,
    struct entry *entry, struct context *context, struct err *err)
{
	struct log before = requests->log;
	int result;

	if (turn_begin(requests, err) != 0 ||
	    turn_statement(requests, SAVEPOINT, err) != 0)
		return -1;
	entry->at = requests_now(requests);
	entry->reading = context_json(context, context->reading);
	result = append_and_run(requests, command, entry, context, err);
	if (result != 0 || context->unchanged ||
	    param_flag(context, "dry_run")) {
		undo(requests, &before);
		return result;
	}
	if (turn_statement(requests, RELEASE, err) != 0) {
		requests->turn_lost = true;
		return -1;
	}
	return 1;
}

struct context requests_context(struct requests *requests,
    const struct principal *principal, json_t *params, struct buffer *reply)
{
	return (struct context){
		.store = requests->store,
		.arena = requests->arena,
		.principal = principal,
		.params = params,
		.reading = json_object(),
		.now = requests_now(requests),
		.head = requests->log.head,
		.daemon = requests->fingerprint,
		.rehearsal = requests->rehearsal,
		.reply = reply,
	};
}

void requests_context_release(struct context *context)
{
	json_decref(context->reading);
	json_decref(context->remarks);
	context->reading = context->remarks = NULL;
}

/* --- the daemon's own --- */

static void own_body(struct requests *requests, const char *method,
    json_t *params, struct buffer *body)
{
	struct request request = {
		.id = ++requests->own_id,
		.method = method,
		.params = params,
		.daemon = requests->fingerprint,
		.has_seen = true,
		.seen = requests->log.head,
		.has_blind = true,
	};

	seal_random(request.blind, sizeof(request.blind));
	message_request_write(body, &request);
}

static int own_execute(struct requests *requests, const struct command *command,
    struct context *context, const struct buffer *body, struct err *err)
{
	struct entry entry = {
		.uid = getuid(),
		.request = body->bytes,
		.request_length = body->length,
	};

	if (command->read != NULL && command->read(context, err) != 0)
		return -1;
	memcpy(entry.key, seal_key_public(requests->key), SEAL_PUBLIC);
	seal_sha512(body->bytes, body->length, entry.request_sha512);
	seal_sign(requests->key, SEAL_REQUEST, body->bytes, body->length,
	    entry.signature);
	return requests_execute(requests, command, &entry, context, err) < 0
	    ? -1
	    : 0;
}

static const struct principal daemon_principal = {
	.name = "planvaktd",
	.role = ROLE_DAEMON,
};

int request_own(struct requests *requests, const char *method, json_t *params,
    json_t **result, struct err *err)
{
	const struct command *command = command_find(method);
	struct buffer body = { 0 }, reply = { 0 };
	struct context context;
	int done;

	assert(command != NULL && command->access == ACCESS_DAEMON);
	if (contract_check(command->fields, params, err) != 0)
		return err_set(err, ERR_INTERNAL, "%s: %s", method, err->text);
	context = requests_context(requests, &daemon_principal, params, &reply);
	own_body(requests, method, params, &body);
	done = own_execute(requests, command, &context, &body, err);
	if (done == 0 && result != NULL)
		*result = json_loadb(reply.bytes, reply.length, 0, NULL);
	requests_context_release(&context);
	buffer_free(&body);
	buffer_free(&reply);
	arena_reset(requests->arena);
	if (done != 0)
		return err_set(err, ERR_INTERNAL, "%s: %s", method, err->text);
	return 0;
}

/* --- replay --- */

/* The key that began the log is the daemon's, before any table knows it. */
static int replay_principal(struct requests *requests,
    const struct entry *entry, struct principal *principal, struct err *err)
{
	int known;

	*principal = daemon_principal;
	if (entry->seq == 1)
		return 0;
	known = key_principal(requests->store, entry->key, principal, err);
	if (known == 0)
		return err_set(err, ERR_INVALID,
		    "entry %" PRId64 " is signed by a key that is not known"
		    " there",
		    entry->seq);
	return known < 0 ? -1 : 0;
}

static int replay_run(struct requests *requests, const struct entry *entry,
    const struct request *request, struct err *err)
{
	const struct command *command = command_find(request->method);
	struct principal principal;
	struct buffer reply = { 0 };
	struct context context;
	int result;

	if (command == NULL)
		return err_set(err, ERR_INVALID,
		    "entry %" PRId64 " has the command \"%.64s\", which this"
		    " planvaktd does not know: use a newer one",
		    entry->seq, request->method);
	if (replay_principal(requests, entry, &principal, err) != 0)
		return -1;
	context =
	    requests_context(requests, &principal, request->params, &reply);
	json_decref(context.reading);
	context.reading = json_loads(entry->reading, JSON_DECODE_ANY, NULL);
	context.now = entry->at;
	context.seq = entry->seq;
	result = command->run(&context, err);
	if (result == 0 && context.unchanged)
		result = err_set(err, ERR_INVALID,
		    "entry %" PRId64 " changes nothing when replayed",
		    entry->seq);
	requests_context_release(&context);
	buffer_free(&reply);
	arena_reset(requests->arena);
	return result;
}

int request_replay(
    struct requests *requests, const struct entry *entry, struct err *err)
{
	struct request request = { 0 };
	int result = message_request_read(
	    &request, entry->request, entry->request_length, err);

	if (result == 0)
		result = replay_run(requests, entry, &request, err);
	message_request_release(&request);
	return result;
}
