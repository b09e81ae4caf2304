/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/delivery.h"

#include <assert.h>
#include <event2/event.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "daemon/calendar/zone.h"
#include "daemon/machine/diag.h"
#include "daemon/machine/trace.h"
#include "daemon/delivery/worker_pool.h"
#include "daemon/delivery/queue_entry.h"
#include "daemon/delivery/retry.h"
#include "daemon/reminders/revise.h"
#include "daemon/request/execute.h"

/* Milliseconds until another look: after an error, and at most in a pause,
 * for the clock may be set. */
#define LOOK_AGAIN (60 * 1000)
#define LOOK_PAUSE (60 * 60 * 1000)

/* What is to be true of a dispatch once the turn has committed. */
enum slot_state {
	UNDER_WAY, /* nothing yet: it is in a worker's hands */
	REVISED,   /* it reads differently, or is withdrawn */
	ACCEPTED,
	FAILED,
};

struct slot {
	struct queue_entry entry; /* .id 0: empty */
	enum slot_state state;
	char words[WORKER_MESSAGE_TEXT_MAX + 1]; /* of a failure */
	int64_t begun; /* trace_begin(), when it was handed over */
};

struct delivery {
	struct event_base *base;
	struct door *door;
	const struct config *config;
	struct worker_pool *worker_pool; /* owned */
	struct event *timer;             /* owned; of the next try */
	bool *failed;
	struct slot slots[WORKER_POOL_MAX];
	struct retries retries;    /* owned; what was put off */
	struct queue_entry passed; /* up to this one all had their first try */
	struct moment wake;        /* look again then, or RETRY_NEVER */
};

static int64_t now(const struct delivery *delivery)
{
	return clock_moment(door_clock(delivery->door)).milliseconds;
}

/* The slot that holds a dispatch; of 0, one that is empty. NULL: none. */
static struct slot *slot_of(struct delivery *delivery, int64_t dispatch)
{
	for (size_t i = 0; i < WORKER_POOL_MAX; i++)
		if (delivery->slots[i].entry.id == dispatch)
			return &delivery->slots[i];
	return NULL;
}

static void let_go(struct slot *slot)
{
	*slot = (struct slot){ 0 };
}

/* --- what came of one --- */

static void delivery_put_off(struct delivery *delivery, struct slot *slot)
{
	const struct queue_entry *entry = &slot->entry;
	struct retry *retry =
	    retries_put(&delivery->retries, entry->id, entry->queued);

	retry->tries++;
	retry->due.milliseconds =
	    now(delivery) + retry_delay(delivery->config, retry->tries);
	let_go(slot);
}

/* Whether it goes to another address since it was handed over. */
static bool is_readdressed(struct delivery *delivery, const struct slot *slot)
{
	struct queue_entry entry;
	struct err err;

	return queue_entry_find(door_store(delivery->door), slot->entry.id,
		   &entry, &err) == 1 &&
	    strcmp(entry.address, slot->entry.address) != 0;
}

/* The transport's words are told where they may stand in the log. */
static int settle_as(struct delivery *delivery, const struct slot *slot,
    const char *words, struct err *err)
{
	const char *address =
	    is_readdressed(delivery, slot) ? slot->entry.address : NULL;
	json_t *params = json_pack("{s:I, s:s, s:s*, s:s*}", "dispatch",
	    (json_int_t)slot->entry.id, "state",
	    slot->state == ACCEPTED ? "accepted" : "failed", "answer", words,
	    "address", address);
	int result =
	    request_own(delivery->door, "notice.settle", params, NULL, err);

	json_decref(params);
	return result;
}

static void delivery_settle(struct delivery *delivery, struct slot *slot,
    enum slot_state state, const char *words)
{
	bool tell = state == FAILED && words[0] != '\0';
	struct err err;

	slot->state = state;
	snprintf(slot->words, sizeof(slot->words), "%s", words);
	if ((tell && settle_as(delivery, slot, slot->words, &err) == 0) ||
	    settle_as(delivery, slot, NULL, &err) == 0)
		return;
	diag("delivery: %s", err.text);
	delivery_put_off(delivery, slot);
}

/* "given up after 3 days: WORDS", cut at a whole character. */
static void given_up(
    char text[WORKER_MESSAGE_TEXT_MAX + 1], int seconds, const char *words)
{
	static const struct {
		int seconds;
		const char *name;
	} units[] = { { 86400, "day" }, { 3600, "hour" }, { 60, "minute" },
		{ 1, "second" } };
	char whole[2 * WORKER_MESSAGE_TEXT_MAX];
	size_t unit = 0, end;
	int count;

	while (seconds % units[unit].seconds != 0)
		unit++;
	count = seconds / units[unit].seconds;
	snprintf(whole, sizeof(whole), "given up after %d %s%s%s%s", count,
	    units[unit].name, count == 1 ? "" : "s",
	    words[0] != '\0' ? ": " : "", words);
	end = strnlen(whole, WORKER_MESSAGE_TEXT_MAX);
	while (end > 0 && (whole[end] & 0xc0) == 0x80)
		end--;
	memcpy(text, whole, end);
	text[end] = '\0';
}

/* Milliseconds since the first try of those that nothing held up: the time
 * in which the daemon was down or paused is nobody's refusal. */
static int64_t tried_for(
    struct delivery *delivery, const struct queue_entry *entry)
{
	const struct retry *retry = retries_find(&delivery->retries, entry->id);

	if (retry == NULL || retry->since.milliseconds == INT64_MAX)
		return 0;
	return now(delivery) - retry->since.milliseconds;
}

/* It may pass: it is tried again, until that has gone on for too long. */
static void fail_for_now(
    struct delivery *delivery, struct slot *slot, const char *words)
{
	const struct queue_entry *entry = &slot->entry;
	char text[WORKER_MESSAGE_TEXT_MAX + 1];

	if (tried_for(delivery, entry) >=
	    delivery->config->give_up * INT64_C(1000)) {
		given_up(text, delivery->config->give_up, words);
		delivery_settle(delivery, slot, FAILED, text);
		return;
	}
	diag("dispatch %" PRId64 " to %s is put off: %s", entry->id,
	    entry->address, words);
	delivery_put_off(delivery, slot);
}

/* Who reads them knows no planvakt-deliver. */
static const char *plain_words(const char *text)
{
	static const char name[] = "planvakt-deliver: ";
	size_t length = sizeof(name) - 1;

	return strncmp(text, name, length) == 0 ? text + length : text;
}

static void on_answered(void *argument, const struct worker_answer *answer)
{
	struct delivery *delivery = argument;
	struct slot *slot = slot_of(delivery, answer->id);
	const char *words = plain_words(answer->text);

	assert(slot != NULL && slot->state == UNDER_WAY);
	trace(slot->begun, "delivery of dispatch %" PRId64 " to %s: status %d",
	    answer->id, slot->entry.address, answer->status);
	if (answer->status == EX_TEMPFAIL ||
	    (answer->status != EX_OK && is_readdressed(delivery, slot)))
		fail_for_now(delivery, slot, words);
	else
		delivery_settle(delivery, slot,
		    answer->status == EX_OK ? ACCEPTED : FAILED, words);
}

static void on_gone(void *argument)
{
	struct delivery *delivery = argument;

	diag("no delivery process is left: stopping, so that all are started"
	     " again");
	*delivery->failed = true;
	event_base_loopbreak(delivery->base);
}

/* The turn in which this became so is over. */
static void conclude(
    struct delivery *delivery, struct slot *slot, bool committed)
{
	const struct queue_entry *entry = &slot->entry;

	if (slot->state == UNDER_WAY)
		return;
	if (!committed) {
		delivery_put_off(delivery, slot);
		return;
	}
	if (slot->state == REVISED)
		retries_put(&delivery->retries, entry->id, entry->queued)
		    ->due.milliseconds = now(delivery);
	else
		retries_drop(&delivery->retries, entry->id);
	if (slot->state == ACCEPTED)
		diag("delivered dispatch %" PRId64 " to %s", entry->id,
		    entry->address);
	if (slot->state == FAILED)
		diag("dispatch %" PRId64 " to %s failed: %s", entry->id,
		    entry->address, slot->words);
	let_go(slot);
}

/* --- which one is next --- */

/* Its first try is not to come any more, nor a retry while one goes on. */
static void mark(struct delivery *delivery, const struct queue_entry *entry)
{
	struct queue_entry *passed = &delivery->passed;

	retries_put(&delivery->retries, entry->id, entry->queued)->due =
	    RETRY_NEVER;
	if (entry->queued > passed->queued ||
	    (entry->queued == passed->queued && entry->id > passed->id))
		*passed = *entry;
}

/* One that never had a try. What is asked for again while it is in hand has
 * it already. */
static int next_new(
    struct delivery *delivery, struct queue_entry *next, struct err *err)
{
	struct store *store = door_store(delivery->door);
	struct slot *slot;
	int result;

	while ((result = queue_entry_next(
		    store, &delivery->passed, next, err)) == 1 &&
	    (slot = slot_of(delivery, next->id)) != NULL) {
		slot->entry = *next;
		mark(delivery, next);
	}
	return result;
}

/* One whose time to be tried again has come; what does not wait any more is
 * not put off any more. */
static int next_again(
    struct delivery *delivery, struct queue_entry *next, struct err *err)
{
	struct store *store = door_store(delivery->door);
	struct retry *retry;
	int result;

	while ((retry = retries_first(&delivery->retries)) != NULL &&
	    retry->due.milliseconds <= now(delivery)) {
		result = queue_entry_find(store, retry->dispatch, next, err);
		if (result != 0)
			return result;
		retries_drop(&delivery->retries, retry->dispatch);
	}
	return 0;
}

/* --- handing over --- */

static void wake_in(struct delivery *delivery, int64_t milliseconds)
{
	delivery->wake.milliseconds = now(delivery) + milliseconds;
}

/* Whether nothing is sent until a day that the coordinator named. */
static bool delivery_is_paused(
    struct delivery *delivery, const struct settings *settings)
{
	struct day until = settings->paused_until;
	struct instant instant = clock_now(door_clock(delivery->door));
	int64_t left;

	if (!day_is_some(until) ||
	    day_compare(zone_local(instant).day, until) >= 0)
		return false;
	left = (zone_instant(until, 0, 0, 0).seconds - instant.seconds) * 1000;
	wake_in(delivery, left < LOOK_PAUSE ? left : LOOK_PAUSE);
	return true;
}

/* As queue_entry_json(). */
static int send_job(struct delivery *delivery, int64_t id,
    const struct settings *settings, struct err *err)
{
	char *json = NULL;
	int result = queue_entry_json(door_store(delivery->door), id,
	    delivery->config, settings, &json, err);

	if (result == 1 &&
	    worker_pool_send(
		delivery->worker_pool, id, json, strlen(json), err) != 0)
		result = -1;
	free(json);
	return result;
}

/* What the run does not take over goes by itself afterwards. */
static void leave_to_run(struct delivery *delivery, struct slot *slot)
{
	retries_put(&delivery->retries, slot->entry.id, slot->entry.queued)
	    ->due.milliseconds = now(delivery) + LOOK_AGAIN;
	let_go(slot);
}

static void count_try(
    struct delivery *delivery, const struct queue_entry *entry)
{
	struct retry *retry =
	    retries_put(&delivery->retries, entry->id, entry->queued);

	if (retry->since.milliseconds == INT64_MAX)
		retry->since.milliseconds = now(delivery);
}

/* What cannot be handed over fails for good where it is too large. */
static void hand_over(struct delivery *delivery, struct slot *slot,
    const struct settings *settings)
{
	struct err err;
	int result = revise_dispatch(delivery->door, slot->entry.id, &err);

	if (result == REVISED_NOW) {
		slot->state = REVISED;
		return;
	}
	if (result == REVISE_LATER) {
		leave_to_run(delivery, slot);
		return;
	}
	count_try(delivery, &slot->entry);
	slot->begun = trace_begin();
	if (result == 0)
		result = send_job(delivery, slot->entry.id, settings, &err);
	if (result < 0 && err.code == ERR_TOO_LARGE)
		delivery_settle(delivery, slot, FAILED, err.text);
	else if (result < 0)
		fail_for_now(delivery, slot, err.text);
	else if (result == 0)
		let_go(slot);
}

/* 1: one was taken in hand; 0: none waits, or none may go; -1. */
static int begin_one(
    struct delivery *delivery, struct slot *slot, struct err *err)
{
	struct settings settings;
	struct queue_entry next;
	int result = next_new(delivery, &next, err);

	if (result == 0)
		result = next_again(delivery, &next, err);
	if (result != 1)
		return result;
	if (setting_load(&settings, door_store(delivery->door), err) != 0)
		return -1;
	if (delivery_is_paused(delivery, &settings)) {
		retries_restart(&delivery->retries);
		return 0;
	}
	*slot = (struct slot){ .entry = next };
	mark(delivery, &next);
	hand_over(delivery, slot, &settings);
	return 1;
}

/* The next try, where the timer and not an answer brings it. */
static void delivery_arm(struct delivery *delivery)
{
	int64_t left = delivery->wake.milliseconds - now(delivery);
	struct timeval wait;

	if (delivery->wake.milliseconds == RETRY_NEVER.milliseconds) {
		event_del(delivery->timer);
		return;
	}
	left = left > 0 ? left : 0;
	wait = (struct timeval){ left / 1000, left % 1000 * 1000 };
	event_add(delivery->timer, &wait);
}

/* Begins what waits. */
static void delivery_begin(struct delivery *delivery)
{
	const struct retry *retry;
	struct slot *slot;
	struct err err;
	int begun = 1;

	delivery->wake = RETRY_NEVER;
	while (begun == 1 && worker_pool_has_room(delivery->worker_pool) &&
	    (slot = slot_of(delivery, 0)) != NULL)
		begun = begin_one(delivery, slot, &err);
	if (begun < 0) {
		diag("delivery: %s", err.text);
		wake_in(delivery, LOOK_AGAIN);
	}
	retry = retries_first(&delivery->retries);
	if (begun == 0 && retry != NULL &&
	    delivery->wake.milliseconds == RETRY_NEVER.milliseconds)
		delivery->wake = retry->due;
	delivery_arm(delivery);
}

/* --- the face --- */

void delivery_turn(struct delivery *delivery, bool committed)
{
	for (size_t i = 0; i < WORKER_POOL_MAX; i++)
		conclude(delivery, &delivery->slots[i], committed);
	delivery_begin(delivery);
}

/* That it fired is enough: a turn follows. */
static void delivery_on_timer(evutil_socket_t fd, short what, void *argument)
{
	(void)fd;
	(void)what;
	(void)argument;
}

int delivery_new(struct delivery **created, struct event_base *base,
    struct door *door, const struct config *config, const int fds[],
    size_t count, bool *failed, struct err *err)
{
	struct delivery *delivery = calloc(1, sizeof(*delivery));
	const struct worker_pool_listener listener = { on_answered, on_gone,
		delivery };

	if (delivery == NULL)
		abort();
	delivery->base = base;
	delivery->door = door;
	delivery->config = config;
	delivery->failed = failed;
	delivery->timer = evtimer_new(base, delivery_on_timer, delivery);
	if (delivery->timer == NULL)
		abort();
	worker_pool_new(&delivery->worker_pool, base, fds, count,
	    (size_t)config->deliveries, &listener);
	*created = delivery;
	return queue_entry_prepare(door_store(door), err);
}

void delivery_free(struct delivery *delivery)
{
	if (delivery == NULL)
		return;
	worker_pool_free(delivery->worker_pool);
	event_free(delivery->timer);
	retries_free(&delivery->retries);
	free(delivery);
}

void delivery_reload(struct delivery *delivery)
{
	worker_pool_reload(
	    delivery->worker_pool, (size_t)delivery->config->deliveries);
	retries_hasten(&delivery->retries, (struct moment){ now(delivery) });
}
