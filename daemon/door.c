/* SPDX-License-Identifier: ISC */
/* The door itself: what it holds, and the one step that all entries have in
 * common. */
#include "daemon/execute.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/commands/entry.h"
#include "daemon/commands/setting.h"
#include "daemon/diag.h"
#include "daemon/erasure.h"

/* Far above what the contracts of the largest request need. */
#define ARENA_LIMIT (512u << 20)

/* The operator is told of denied requests so often, in milliseconds. */
#define DENIALS_EVERY 60000

enum { WRITTEN };

const char *const door_sql[] = {
	[WRITTEN] = "INSERT INTO written VALUES (?1, ?2)",
	NULL,
};

static int open_store(struct requests *requests, struct err *err)
{
	int waits;

	if (log_open(&requests->log, requests->store, err) != 0 ||
	    setting_is_rehearsal(requests->store, &requests->rehearsal, err) !=
		0)
		return -1;
	waits = erasure_waits(requests->store, err);
	requests->erases = waits == 1;
	return waits < 0 ? -1 : 0;
}

static int open_requests(struct requests **opened, struct store *store,
    const uint8_t public[SEAL_PUBLIC], const struct clock *clock,
    struct err *err)
{
	struct requests *requests = calloc(1, sizeof(*requests));

	if (requests == NULL)
		abort();
	requests->store = store;
	requests->clock = clock;
	seal_fingerprint(public, requests->fingerprint);
	requests->arena = arena_new(ARENA_LIMIT);
	if (open_store(requests, err) != 0) {
		requests_close(requests);
		return -1;
	}
	*opened = requests;
	return 0;
}

int requests_open(struct requests **opened, struct store *store,
    const struct seal_key *key, const struct clock *clock, struct err *err)
{
	if (open_requests(opened, store, seal_key_public(key), clock, err) != 0)
		return -1;
	(*opened)->key = key;
	return 0;
}

int requests_open_replay(struct requests **opened, struct store *store,
    const uint8_t public[SEAL_PUBLIC], struct err *err)
{
	static const struct clock still = { .still = true };

	return open_requests(opened, store, public, &still, err);
}

/* One line a minute, however many there are; at the end, the rest. */
void door_tell_denials(struct requests *requests, bool at_once)
{
	struct denials *denials = &requests->denials;
	struct moment now = clock_moment(requests->clock);
	int64_t count = denials->count - denials->told;

	at_once |= denials->told == 0 ||
	    now.milliseconds - denials->told_at.milliseconds >= DENIALS_EVERY;
	if (count == 0 || !at_once)
		return;
	diag("%" PRId64 " request%s denied, the last: %s (uid %" PRId64 ")",
	    count, count == 1 ? "" : "s", denials->what, denials->uid);
	denials->told = denials->count;
	denials->told_at = now;
}

void requests_close(struct requests *requests)
{
	if (requests == NULL)
		return;
	door_tell_denials(requests, true);
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

struct instant requests_last(struct requests *requests)
{
	return requests->log.at;
}

const struct seal_key *requests_key(struct requests *requests)
{
	return requests->key;
}

bool requests_rehearsal(struct requests *requests)
{
	return requests->rehearsal;
}

void requests_hold(struct requests *requests, bool held)
{
	requests->held = held;
}

/* What read() made, or once made, is as run() expects it. */
static int check_reading(const struct command *command,
    const struct context *context, struct err *err)
{
	struct err why;

	if (command->reading == NULL ||
	    contract_check_reading(command->reading, context->reading, &why) ==
		0)
		return 0;
	return err_set(err, ERR_INTERNAL, "the reading of %s is damaged: %s",
	    command->method, why.text);
}

/* What the entry is, for those who read the log; then what it does. */
int requests_run(
    const struct command *command, struct context *context, struct err *err)
{
	if (check_reading(command, context, err) != 0 ||
	    store_run(context->store, door_sql, WRITTEN,
		BIND(INTEGER(context->seq), TEXT(command->method)), err) != 0)
		return -1;
	return command->run(context, err);
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
		.daemon_key = requests->key,
		.rehearsal = requests->rehearsal,
		.held = requests->held,
		.denied = requests->denials.count,
		.reply = reply,
	};
}

void requests_context_release(struct context *context)
{
	json_decref(context->reading);
	json_decref(context->remarks);
	context->reading = context->remarks = NULL;
}

const struct principal daemon_principal = {
	.name = "planvaktd",
	.role = ROLE_DAEMON,
};

int requests_event(struct requests *requests, int64_t after,
    struct buffer *json, int64_t *seq, struct err *err)
{
	return entry_after(requests->store, after, json, seq, err);
}
