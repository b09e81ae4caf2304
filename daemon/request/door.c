/* SPDX-License-Identifier: ISC */
/* The door itself: what it holds, and door_run(), the step that all entries
 * have in common. */
#include "daemon/request/door.h"

#include <inttypes.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/log_list.h"
#include "daemon/commands/past.h"
#include "daemon/commands/setting.h"
#include "daemon/machine/diag.h"
#include "daemon/request/door_private.h"
#include "daemon/request/belief.h"
#include "daemon/request/erasure.h"
#include "protocol/sign_key.h"
#include "protocol/translate.h"

/* Far above what the contracts of the largest request need. */
#define ARENA_LIMIT (512u << 20)

/* At most so often, in milliseconds, the operator is told of denied
 * requests. */
#define DENIALS_EVERY 60000

enum { WRITTEN };

const char *const door_sql[] = {
	[WRITTEN] = "INSERT INTO entry_method VALUES (?1, ?2)",
	NULL,
};

static int open_store(struct door *door, struct err *err)
{
	int waits;

	if (log_open(&door->log, door->store, err) != 0 ||
	    setting_is_rehearsal(door->store, &door->rehearsal, err) != 0)
		return -1;
	waits = erasure_waits(door->store, err);
	door->erases = waits == 1;
	return waits < 0 ? -1 : 0;
}

static int open_requests(struct door **opened, struct store *store,
    const uint8_t public[SIGN_PUBLIC], const struct clock *clock,
    struct err *err)
{
	struct door *door = calloc(1, sizeof(*door));

	if (door == NULL)
		abort();
	door->store = store;
	door->clock = clock;
	sign_fingerprint(public, door->fingerprint);
	door->arena = arena_new(ARENA_LIMIT);
	if (open_store(door, err) != 0) {
		door_close(door);
		return -1;
	}
	*opened = door;
	return 0;
}

int door_open(struct door **opened, struct store *store,
    const struct sign_key *key, const struct clock *clock, struct err *err)
{
	if (open_requests(opened, store, sign_key_public(key), clock, err) != 0)
		return -1;
	(*opened)->key = key;
	return 0;
}

int door_open_replay(struct door **opened, struct store *store,
    const uint8_t public[SIGN_PUBLIC], struct err *err)
{
	static const struct clock still = { .still = true };

	return open_requests(opened, store, public, &still, err);
}

/* Tells one line a minute, however many were denied; where `at_once`, the
 * rest. */
void door_tell_denials(struct door *door, bool at_once)
{
	struct denials *denials = &door->denials;
	struct moment now = clock_moment(door->clock);
	int64_t count = denials->count - denials->told;

	at_once |= denials->told == 0 ||
	    now.milliseconds - denials->told_at.milliseconds >= DENIALS_EVERY;
	if (count == 0 || !at_once)
		return;
	if (count == 1)
		diag("%" PRId64 " request denied, the last: %s (uid %" PRId64
		     ")",
		    count, denials->what, denials->uid);
	else
		diag("%" PRId64 " requests denied, the last: %s (uid %" PRId64
		     ")",
		    count, denials->what, denials->uid);
	denials->told = denials->count;
	denials->told_at = now;
}

void door_close(struct door *door)
{
	if (door == NULL)
		return;
	door_tell_denials(door, true);
	past_release(&door->past);
	arena_free(door->arena);
	free(door);
}

struct store *door_store(struct door *door)
{
	return door->store;
}

void door_serve(struct door *door)
{
	store_serve(door->store);
	store_files_note(door->store);
}

void door_rest(struct door *door)
{
	store_rest(door->store);
	malloc_trim(0);
}

bool door_is_displaced(struct door *door)
{
	return store_is_displaced(door->store);
}

const struct clock *door_clock(struct door *door)
{
	return door->clock;
}

const struct receipt *door_head(struct door *door)
{
	return &door->log.head;
}

struct instant door_last(struct door *door)
{
	return door->log.at;
}

const struct sign_key *door_key(struct door *door)
{
	return door->key;
}

bool door_rehearsal(struct door *door)
{
	return door->rehearsal;
}

const char *door_zone(struct door *door)
{
	(void)door;
	return zone_name();
}

void door_checked(struct door *door, const char *path)
{
	door->checked = path;
}

const char *door_checked_path(struct door *door)
{
	return door->checked;
}

/* Checks that the reading, made now or long ago, is as run() expects it. */
static int check_reading(const struct command *command,
    const struct invocation *invocation, struct err *err)
{
	struct err why;

	if (command->reading == NULL ||
	    contract_check_reading(command->reading, invocation->reading,
		invocation->packed, &why) == 0)
		return 0;
	return err_set(err, ERR_INTERNAL, "the reading of %s is damaged: %p",
	    command->method, (void *)&why);
}

/* Records which command the entry is, for those who read the log; then runs
 * it. Where the log is ahead, what the tables keep is of the true time. */
int door_run(const struct command *command, struct invocation *invocation,
    struct err *err)
{
	json_t *clock = json_object_get(invocation->reading, "clock");

	if (json_is_integer(clock))
		invocation->now.seconds = json_integer_value(clock);
	if (check_reading(command, invocation, err) != 0 ||
	    store_run(invocation->store, door_sql, WRITTEN,
		BIND(INTEGER(invocation->seq), TEXT(command->method)),
		err) != 0)
		return -1;
	return command->run(invocation, err);
}

static const char *doubt_of(struct door *door)
{
	struct err doubt;

	return door_believes(door, &doubt) == 0
	    ? arena_printf(door->arena, "%s", doubt.text)
	    : NULL;
}

struct invocation door_invocation(struct door *door,
    const struct principal *principal, json_t *params, struct buffer *reply)
{
	return (struct invocation){
		.store = door->store,
		.arena = door->arena,
		.principal = principal,
		.params = params,
		.reading = json_object(),
		.now = door_now(door),
		.head = door->log.head,
		.daemon = door->fingerprint,
		.rehearsal = door->rehearsal,
		.rare = { .daemon_key = door->key,
		    .log_hash = &door->log_hash,
		    .checked = door->checked,
		    .clock = clock_now(door->clock),
		    .last = door->log.at,
		    .doubt = doubt_of(door),
		    .denied = door->denials.count,
		    .past = &door->past },
		.reply = reply,
	};
}

void door_invocation_release(struct invocation *invocation)
{
	json_decref(invocation->reading);
	json_decref(invocation->remarks);
	invocation->reading = invocation->remarks = NULL;
}

const struct principal daemon_principal = {
	.name = "planvaktd",
	.role = ROLE_DAEMON,
};

int door_event(struct door *door, int64_t after, struct buffer *json,
    int64_t *seq, struct err *err)
{
	return log_list_after(door->store, after, json, seq, err);
}
