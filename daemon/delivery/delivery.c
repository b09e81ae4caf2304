/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/delivery.h"

#include <assert.h>
#include <event2/event.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/lost.h"
#include "daemon/machine/config_value.h"
#include "daemon/machine/diag.h"
#include "daemon/machine/trace.h"
#include "daemon/delivery/delivery_outcome.h"
#include "daemon/reminders/revise.h"
#include "daemon/request/belief.h"
#include "daemon/request/execute.h"
#include "protocol/error_words.h"

/* Milliseconds until another look at most in a pause, for the clock may be
 * set. */
#define LOOK_PAUSE (60 * 60 * 1000)

static void on_gone(void *argument)
{
	struct delivery *delivery = argument;

	diag("the first process has ended: stopping");
	*delivery->failed = true;
	event_base_loopbreak(delivery->base);
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
	    (slot = delivery_slot(delivery, next->id)) != NULL) {
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
	    retry->due.milliseconds <= delivery_now(delivery)) {
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
	delivery->wake.milliseconds = delivery_now(delivery) + milliseconds;
}

/* What is written under a clock that is not believed waits until it is. */
static bool delivery_is_held(struct delivery *delivery)
{
	struct err doubt;

	if (door_believes(delivery->door, &doubt) == 1)
		return false;
	wake_in(delivery, LOOK_AGAIN);
	return true;
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
	    worker_link_send(delivery->link, id, json, strlen(json), err) != 0)
		result = -1;
	free(json);
	return result;
}

/* What the run does not take over goes by itself afterwards. */
static void leave_to_run(struct delivery *delivery, struct slot *slot)
{
	retries_put(&delivery->retries, slot->entry.id, slot->entry.queued)
	    ->due.milliseconds = delivery_now(delivery) + LOOK_AGAIN;
	*slot = (struct slot){ 0 };
}

static void count_try(
    struct delivery *delivery, const struct queue_entry *entry)
{
	struct retry *retry =
	    retries_put(&delivery->retries, entry->id, entry->queued);

	if (retry->since.milliseconds == INT64_MAX)
		retry->since.milliseconds = delivery_now(delivery);
}

/* What cannot be handed over now is tried again. */
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
	slot->begun = trace_begin();
	count_try(delivery, &slot->entry);
	if (result == 0)
		result = send_job(delivery, slot->entry.id, settings, &err);
	if (result < 0)
		delivery_fail_for_now(delivery, slot, err.text);
	else if (result == 0)
		*slot = (struct slot){ 0 };
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
	if (delivery_is_held(delivery) ||
	    delivery_is_paused(delivery, &settings)) {
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
	int64_t left = delivery->wake.milliseconds - delivery_now(delivery);
	struct timeval wait;

	if (delivery->wake.milliseconds == RETRY_NEVER.milliseconds) {
		event_del(delivery->timer);
		return;
	}
	left = left > 0 ? left : 0;
	wait = (struct timeval){ left / 1000, left % 1000 * 1000 };
	if (event_add(delivery->timer, &wait) != 0)
		abort();
}

/* Begins what waits. */
static void delivery_begin(struct delivery *delivery)
{
	const struct retry *retry;
	struct slot *slot;
	struct err err;
	int begun = 1;

	delivery->wake = RETRY_NEVER;
	delivery->looked = 0;
	if (delivery_is_behind(delivery) || delivery->ending) {
		if (delivery->settle_delay != 0)
			delivery->wake = delivery->settles;
		delivery_arm(delivery);
		return;
	}
	while (begun == 1 && worker_link_has_room(delivery->link) &&
	    (slot = delivery_slot(delivery, 0)) != NULL)
		begun = begin_one(delivery, slot, &err);
	if (begun < 0) {
		diag("delivery: %s", err_aloud(&err));
		wake_in(delivery, LOOK_AGAIN);
	}
	retry = retries_first(&delivery->retries);
	if (begun == 0 && retry != NULL &&
	    delivery->wake.milliseconds == RETRY_NEVER.milliseconds)
		delivery->wake = retry->due;
	if (begun == 0)
		delivery->looked = door_head(delivery->door)->seq;
	delivery_arm(delivery);
}

/* Nothing is in hand or put off, and nothing was written since none waited:
 * most turns need not look. */
static bool is_idle(struct delivery *delivery)
{
	if (delivery->looked != door_head(delivery->door)->seq ||
	    retries_first(&delivery->retries) != NULL ||
	    delivery->wake.milliseconds != RETRY_NEVER.milliseconds)
		return false;
	for (size_t i = 0; i < WORKER_JOBS_MAX; i++)
		if (delivery->slots[i].entry.id != 0)
			return false;
	return true;
}

/* --- the face --- */

void delivery_turn(struct delivery *delivery, bool committed)
{
	if (is_idle(delivery))
		return;
	for (size_t i = 0; i < WORKER_JOBS_MAX; i++)
		delivery_conclude(delivery, &delivery->slots[i], committed);
	delivery_begin(delivery);
}

/* That it fired is enough: a turn follows. */
static void delivery_on_timer(evutil_socket_t fd, short what, void *argument)
{
	(void)fd;
	(void)what;
	(void)argument;
}

struct delivery *delivery_new(struct event_base *base, struct door *door,
    const struct config *config, int worker, bool *failed)
{
	struct delivery *delivery = calloc(1, sizeof(*delivery));
	const struct worker_link_listener listener = { delivery_answered,
		on_gone, delivery };

	if (delivery == NULL)
		abort();
	delivery->base = base;
	delivery->door = door;
	delivery->config = config;
	delivery->failed = failed;
	delivery->timer = evtimer_new(base, delivery_on_timer, delivery);
	if (delivery->timer == NULL)
		abort();
	worker_link_new(&delivery->link, base, worker,
	    (size_t)config->deliveries, &listener);
	queue_entry_prepare(door_store(door));
	return delivery;
}

void delivery_free(struct delivery *delivery)
{
	if (delivery == NULL)
		return;
	worker_link_free(delivery->link);
	event_free(delivery->timer);
	retries_free(&delivery->retries);
	free(delivery);
}

void delivery_end(struct delivery *delivery)
{
	delivery->ending = true;
	delivery->settle_delay = 0;
}

void delivery_reload(struct delivery *delivery)
{
	lost_by(value_transports[delivery->config->transport]);
	worker_link_reload(
	    delivery->link, (size_t)delivery->config->deliveries);
	retries_hasten(
	    &delivery->retries, (struct moment){ delivery_now(delivery) });
}
