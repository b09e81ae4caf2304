/* SPDX-License-Identifier: ISC */
#include "daemon/request/request.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "daemon/commands/families.h"
#include "daemon/contract/command.h"
#include "daemon/request/door_private.h"
#include "daemon/text/identity.h"
#include "daemon/commands/key.h"
#include "daemon/machine/diag.h"
#include "daemon/machine/trace.h"
#include "daemon/request/execute.h"
#include "daemon/request/rights.h"
#include "protocol/error_words.h"
#include "protocol/sign_key.h"
#include "protocol/message_pack.h"
#include "protocol/json_member.h"

/* A request on its way. */
struct exchange {
	struct door *door;
	struct caller *caller;
	const struct frame *frame;
	struct reply *reply;
	struct principal principal;
	struct request request;
	const struct command *command;
	struct invocation invocation;
	/* What to tell the operator while the command is not known. */
	const char *denied;
};

void reply_release(struct reply *reply)
{
	buffer_free(&reply->result);
	buffer_free(&reply->told);
}

/* --- the steps of a live request --- */

bool door_admit(struct door *door, const uint8_t public[SIGN_PUBLIC])
{
	struct principal principal;
	struct err err = { 0 };
	int known = key_principal(door->store, public, &principal, &err);

	if (known < 0 && err.code != ERR_DENIED)
		diag("a subscriber's key: %s", err_aloud(&err));
	return known > 0;
}

static int verify(struct exchange *exchange, struct err *err)
{
	const struct frame *frame = exchange->frame;
	char fingerprint[SIGN_FINGERPRINT];
	int known = key_principal(
	    exchange->door->store, frame->public, &exchange->principal, err);

	sign_fingerprint(frame->public, fingerprint);
	exchange->denied = "a key that is not known";
	if (known == 0)
		return err_set(err, ERR_DENIED,
		    "the key %s is not known here: ask the coordinator to add"
		    " it (planvakt key add)",
		    fingerprint);
	exchange->denied = "the daemon's own key";
	if (known > 0 && exchange->principal.role == ROLE_DAEMON)
		return err_set(err, ERR_DENIED,
		    "the key %s is the daemon's own: use a key of yours",
		    fingerprint);
	exchange->denied = "a signature that does not hold";
	if (!sign_verify(frame->public, SIGN_REQUEST, frame->body,
		frame->body_length, frame->signature))
		return err_set(err, ERR_DENIED,
		    "the signature does not hold over what was received");
	exchange->denied = "a key that was revoked";
	if (known < 0) /* only the holder of a revoked key is told that it is */
		return -1;
	return 0;
}

/* Whether the request is for this daemon, this connection and new. */
static int check_binding(struct exchange *exchange, struct err *err)
{
	const struct request *request = &exchange->request;
	struct caller *caller = exchange->caller;

	exchange->denied = "a request to another daemon";
	if (strcmp(request->daemon, exchange->door->fingerprint) != 0)
		return err_set(err, ERR_DENIED,
		    "this request was signed for another daemon (%.50s), this"
		    " is %s",
		    identity_hidden(request->daemon),
		    exchange->door->fingerprint);
	exchange->denied = "a request of another connection";
	if (!request->has_session ||
	    !sign_equal(request->session, caller->session, MESSAGE_SESSION))
		return err_set(err, ERR_DENIED,
		    "this request was signed for another connection: it may"
		    " be a replay");
	exchange->denied = "a request with a used id";
	if (request->id <= caller->last_id)
		return err_set(err, ERR_DENIED,
		    "id %" PRId64 " was used before on this connection: it"
		    " may be a replay",
		    request->id);
	caller->last_id = request->id;
	caller->frame_max = exchange->principal.role == ROLE_COORDINATOR
	    ? FRAME_COORDINATOR_MAX
	    : FRAME_MAX;
	return 0;
}

static int check_seen(struct exchange *exchange, struct err *err)
{
	const struct request *request = &exchange->request;
	int found;

	if (exchange->command->effect == WRITES &&
	    (!request->has_seen || !request->has_blind))
		return err_set(err, ERR_MALFORMED,
		    "a write must have \"seen\" and \"blind\": update the"
		    " client");
	if (!request->has_seen)
		return 0;
	found = log_has(&exchange->door->log, &request->seen, err);
	if (found == 0)
		return err_set(err, ERR_RECEIPT,
		    "your receipt of entry %" PRId64 " is not in this"
		    " daemon's log: a backup may have been restored, or"
		    " history rewritten; ask the coordinator",
		    request->seen.seq);
	return found < 0 ? -1 : 0;
}

/* With its rows as texts, where its command takes them so. */
static int read_body(
    struct request *request, const struct frame *frame, struct err *err)
{
	const struct command *command;

	if (message_request_read_packed(
		request, frame->body, frame->body_length, err) != 0)
		return -1;
	command = command_find(request->method);
	if (!request->packed || (command != NULL && command->packs))
		return 0;
	message_request_release(request);
	return message_request_read(
	    request, frame->body, frame->body_length, err);
}

static int decode(struct exchange *exchange, struct err *err)
{
	const struct frame *frame = exchange->frame;
	struct request *request = &exchange->request;

	int readable = read_body(request, frame, err);

	exchange->reply->id = request->id;
	if (readable != 0)
		return -1;
	if (check_binding(exchange, err) != 0)
		return -1;
	exchange->command = command_find(request->method);
	if (exchange->command == NULL)
		return err_set(err, ERR_UNKNOWN_COMMAND,
		    "unknown command \"%.64s\": this planvaktd does not have"
		    " it",
		    identity_hidden(request->method));
	if (check_seen(exchange, err) != 0)
		return -1;
	return request->packed
	    ? contract_check_packed(
		  exchange->command->fields, request->params, err)
	    : contract_check(exchange->command->fields, request->params, err);
}

/* The name must be that of the key that signs. For another's key a coordinator
 * revokes it and adds a new one. In the log a holder is known by key alone, for
 * names can be redacted. */
static int check_holder(struct exchange *exchange, struct err *err)
{
	const char *name = json_text(exchange->request.params, "name");

	if (exchange->command->access != ACCESS_HOLDER ||
	    strcmp(name, exchange->principal.name) == 0)
		return 0;
	return err_set(err, ERR_DENIED,
	    "%s is for the holder of the key, signed with it, and yours is"
	    " \"%s\": a coordinator can revoke the other and add a new one",
	    exchange->command->method, exchange->principal.name);
}

static int authorize(struct exchange *exchange, struct err *err)
{
	if (rights_check(exchange->door->store, exchange->command,
		&exchange->principal, exchange->request.params, err) != 0)
		return -1;
	return check_holder(exchange, err);
}

static int read_request(struct exchange *exchange, struct err *err)
{
	struct door *door = exchange->door;

	exchange->invocation = door_invocation(door, &exchange->principal,
	    exchange->request.params, &exchange->reply->result);
	exchange->invocation.packed = exchange->request.packed;
	exchange->invocation.socket = exchange->caller->socket;
	if (param_flag(&exchange->invocation, "progress"))
		exchange->invocation.hearer =
		    (struct invocation_hearer){ exchange->caller->tell,
			    exchange->caller->connection, exchange->request.id,
			    0 };
	if (exchange->command->read == NULL)
		return 0;
	return exchange->command->read(&exchange->invocation, err);
}

/* Adds "unchanged" to the result, which is an object or still empty. */
static void say_unchanged(struct buffer *result)
{
	if (result->length > 2) {
		buffer_cut(result, result->length - 1);
		buffer_text(result, ",\"unchanged\":true}");
	} else {
		buffer_cut(result, 0);
		buffer_text(result, "{\"unchanged\":true}");
	}
}

/* As the log lists it. Where that fails, the write is made all the same. */
static void tell_write(struct exchange *exchange)
{
	struct reply *reply = exchange->reply;
	struct err ignored;
	int64_t seq;

	if (door_event(exchange->door, reply->receipt.seq - 1, &reply->told,
		&seq, &ignored) != 1)
		buffer_cut(&reply->told, 0);
}

static int execute_request(struct exchange *exchange, struct err *err)
{
	const struct frame *frame = exchange->frame;
	struct reply *reply = exchange->reply;
	struct entry entry = {
		.uid = exchange->caller->uid,
		.request = frame->body,
		.request_length = frame->body_length,
	};
	int result;

	if (exchange->command->effect == READS) {
		result = exchange->command->run(&exchange->invocation, err);
		reply->goes_on = exchange->invocation.rare.goes_on;
		reply->watches = exchange->invocation.rare.watches;
		reply->watch_after = exchange->invocation.rare.watch_after;
		memcpy(reply->watcher, frame->public, SIGN_PUBLIC);
		return result;
	}
	memcpy(entry.key, frame->public, SIGN_PUBLIC);
	memcpy(entry.signature, frame->signature, SIGN_SIGNATURE);
	memcpy(entry.request_sha512, reply->request, SIGN_SHA512);
	result = door_execute(exchange->door, exchange->command, &entry,
	    &exchange->invocation, err);
	if (result == 0 && exchange->invocation.unchanged)
		say_unchanged(&reply->result);
	if (result < 1)
		return result;
	reply->has_receipt = true;
	reply->receipt = exchange->door->log.head;
	if (exchange->request.tells)
		tell_write(exchange);
	return 0;
}

/* Counts a denied request; the operator is told at the end of the turn
 * (door_tell_denials()). */
static void note_denial(struct exchange *exchange)
{
	struct denials *denials = &exchange->door->denials;

	denials->count++;
	denials->uid = exchange->caller->uid;
	if (exchange->command == NULL)
		snprintf(denials->what, sizeof(denials->what), "%s",
		    exchange->denied);
	else
		snprintf(denials->what, sizeof(denials->what),
		    "%s with a key of role %s", exchange->command->method,
		    role_words[exchange->principal.role]);
}

/* The fault is ours: the operator is told the particulars, the client a number
 * by which they are found. */
static void tell_internal(struct door *door, struct err *err)
{
	const char *hindrance = store_hindrance(door->store);

	door->internal++;
	diag(DIAG_ERROR "internal error %" PRId64 ": %s", door->internal,
	    err_aloud(err));
	if (hindrance != NULL)
		err_set(err, ERR_INTERNAL,
		    "planvaktd could not do this and nothing was changed: %-s;"
		    " its messages tell more under internal error %" PRId64,
		    hindrance, door->internal);
	else
		err_set(err, ERR_INTERNAL,
		    "planvaktd could not do this and nothing was changed: its"
		    " messages tell more under internal error %" PRId64,
		    door->internal);
}

/* Who asks is told by role and department: a key's name may be a person's. */
static void trace_request(const struct exchange *exchange, int64_t begun)
{
	const struct principal *principal = &exchange->principal;
	const struct command *command = exchange->command;
	const struct reply *reply = exchange->reply;
	bool known = !reply->ends; /* by a signature that holds */
	char what[48] = "ok";

	if (reply->error.code != ERR_NONE)
		snprintf(what, sizeof(what), "%s", err_word(reply->error.code));
	else if (reply->has_receipt)
		snprintf(what, sizeof(what), "ok, entry %" PRId64,
		    reply->receipt.seq);
	else if (reply->goes_on)
		snprintf(what, sizeof(what), "goes on");
	else if (exchange->invocation.unchanged)
		snprintf(what, sizeof(what), "unchanged");
	trace(begun, "request %s by %s%s%s (uid %" PRId64 "): %s",
	    command != NULL ? command->method : "(none)",
	    known ? role_words[principal->role] : "(nobody)",
	    known && principal->department[0] != '\0' ? " of " : "",
	    known ? principal->department : "", exchange->caller->uid, what);
}

void request_handle(struct door *door, struct caller *caller,
    const struct frame *frame, struct reply *reply)
{
	struct exchange exchange = {
		.door = door,
		.caller = caller,
		.frame = frame,
		.reply = reply,
	};
	struct err *err = &reply->error;
	int64_t begun = trace_begin(), last_id = caller->last_id;

	*reply = (struct reply){ .has_request = true };
	sign_sha512(frame->body, frame->body_length, reply->request);
	if (verify(&exchange, err) != 0)
		reply->ends = true;
	else if (decode(&exchange, err) == 0 &&
	    authorize(&exchange, err) == 0 && read_request(&exchange, err) == 0)
		execute_request(&exchange, err);
	if (err->code == ERR_DENIED)
		note_denial(&exchange);
	if (err->code == ERR_INTERNAL)
		tell_internal(door, err);
	if (err->code != ERR_NONE)
		buffer_cut(&reply->result, 0);
	else if (reply->result.length == 0)
		buffer_text(&reply->result, "{}");
	if (reply->goes_on)
		caller->last_id = last_id;
	trace_request(&exchange, begun);
	door_invocation_release(&exchange.invocation);
	message_request_release(&exchange.request);
	arena_reset(door->arena);
}
