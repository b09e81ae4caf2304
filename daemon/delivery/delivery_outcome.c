/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/delivery_outcome.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>
#include <sysexits.h>

#include "daemon/machine/diag.h"
#include "daemon/machine/trace.h"
#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "protocol/error_words.h"
#include "protocol/utf8.h"

/* What became of a dispatch and could not be written is tried again after so
 * many milliseconds, each time twice as long, at most LOOK_AGAIN. */
#define SETTLE_AGAIN 1000

int64_t delivery_now(const struct delivery *delivery)
{
	return clock_moment(door_clock(delivery->door)).milliseconds;
}

struct slot *delivery_slot(struct delivery *delivery, int64_t dispatch)
{
	for (size_t i = 0; i < WORKER_JOBS_MAX; i++)
		if (delivery->slots[i].entry.id == dispatch)
			return &delivery->slots[i];
	return NULL;
}

#define LOOK_PAUSE (60 * 60 * 1000)

static void delivery_put_off(struct delivery *delivery, struct slot *slot)
{
	const struct queue_entry *entry = &slot->entry;
	struct retry *retry =
	    retries_put(&delivery->retries, entry->id, entry->queued);

	retry->tries++;
	retry->due.milliseconds = delivery_now(delivery) +
	    retry_delay(delivery->config, retry->tries);
	*slot = (struct slot){ 0 };
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

/* The entry names the address it went to, so that a log tells where a message
 * was led that was led astray. The transport's words are told where they may
 * stand in the log. */
static int settle_as(struct delivery *delivery, const struct slot *slot,
    const char *words, struct err *err)
{
	json_t *params = json_pack("{s:I, s:s, s:s*, s:s*}", "dispatch",
	    (json_int_t)slot->entry.id, "state",
	    slot->state == ACCEPTED ? "accepted" : "failed", "answer", words,
	    "address", slot->entry.address);
	int result =
	    request_own(delivery->door, "notice.settle", params, NULL, err);

	json_decref(params);
	return result;
}

/* Not now: what it is about cannot be written, or is refused. */
static void settle_later(struct delivery *delivery, const struct err *why)
{
	int64_t delay = 2 * delivery->settle_delay;

	delay = delay == 0 ? SETTLE_AGAIN : delay;
	delivery->settle_delay = delay < LOOK_AGAIN ? delay : LOOK_AGAIN;
	delivery->settles.milliseconds =
	    delivery_now(delivery) + delivery->settle_delay;
	diag(DIAG_ERROR "what became of a dispatch cannot be written, so no"
			" other is handed over: %s",
	    err_aloud(why));
}

/* Writes down what became of it, in the turn that is open. What the door
 * refuses does not wait any more. */
static void settle_enter(struct delivery *delivery, struct slot *slot)
{
	bool tell = slot->state == FAILED && slot->words[0] != '\0';
	struct err err;

	slot->entered =
	    (tell && settle_as(delivery, slot, slot->words, &err) == 0) ||
	    settle_as(delivery, slot, NULL, &err) == 0;
	if (slot->entered)
		return;
	if (err.code == ERR_INTERNAL) {
		settle_later(delivery, &err);
		return;
	}
	diag("delivery: %s", err_aloud(&err));
	delivery_put_off(delivery, slot);
}

static bool may_settle(const struct delivery *delivery)
{
	return delivery->settle_delay == 0 ||
	    delivery_now(delivery) >= delivery->settles.milliseconds;
}

static void delivery_settle(struct delivery *delivery, struct slot *slot,
    enum slot_state state, const char *words)
{
	slot->state = state;
	snprintf(slot->words, sizeof(slot->words), "%s", words);
	if (may_settle(delivery))
		settle_enter(delivery, slot);
}

/* Whether something that became true is not written down yet; what may be
 * tried is. */
bool delivery_is_behind(struct delivery *delivery)
{
	bool behind = false;

	for (size_t i = 0; i < WORKER_JOBS_MAX; i++) {
		struct slot *slot = &delivery->slots[i];

		if (slot->state != ACCEPTED && slot->state != FAILED)
			continue;
		if (!slot->entered && may_settle(delivery))
			settle_enter(delivery, slot);
		behind = behind || slot->state != UNDER_WAY;
	}
	return behind;
}

/* "given up after 3 days: WORDS", cut at a whole character. */
static void given_up(
    char text[WORKER_TEXT_MAX + 1], int seconds, const char *words)
{
	static const struct {
		int seconds;
		const char *name;
	} units[] = { { 86400, "day" }, { 3600, "hour" }, { 60, "minute" },
		{ 1, "second" } };
	char whole[2 * WORKER_TEXT_MAX];
	size_t unit = 0, end;
	int count;

	while (seconds % units[unit].seconds != 0)
		unit++;
	count = seconds / units[unit].seconds;
	snprintf(whole, sizeof(whole), "given up after %d %s%s%s%s", count,
	    units[unit].name, count == 1 ? "" : "s",
	    words[0] != '\0' ? ": " : "", words);
	end = utf8_cut(whole, strnlen(whole, WORKER_TEXT_MAX));
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
	return delivery_now(delivery) - retry->since.milliseconds;
}

/* It may pass: it is tried again, until that has gone on for too long. */
void delivery_fail_for_now(
    struct delivery *delivery, struct slot *slot, const char *words)
{
	const struct queue_entry *entry = &slot->entry;
	char text[WORKER_TEXT_MAX + 1];

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

void delivery_answered(void *argument, const struct worker_answer *answer)
{
	struct delivery *delivery = argument;
	struct slot *slot = delivery_slot(delivery, answer->id);
	const char *words = plain_words(answer->text);

	assert(slot != NULL && slot->state == UNDER_WAY);
	trace(slot->begun, "delivery of dispatch %" PRId64 " to %s: status %d",
	    answer->id, slot->entry.address, answer->status);
	if (answer->status == EX_TEMPFAIL ||
	    (answer->status != EX_OK && is_readdressed(delivery, slot)))
		delivery_fail_for_now(delivery, slot, words);
	else
		delivery_settle(delivery, slot,
		    answer->status == EX_OK ? ACCEPTED : FAILED, words);
}

static void conclude_settled(struct delivery *delivery, struct slot *slot)
{
	const struct queue_entry *entry = &slot->entry;

	delivery->settle_delay = 0;
	retries_drop(&delivery->retries, entry->id);
	if (slot->state == ACCEPTED)
		diag("delivered dispatch %" PRId64 " to %s", entry->id,
		    entry->address);
	else
		diag("dispatch %" PRId64 " to %s failed: %s", entry->id,
		    entry->address, slot->words);
	*slot = (struct slot){ 0 };
}

static void conclude_revised(
    struct delivery *delivery, struct slot *slot, bool committed)
{
	const struct queue_entry *entry = &slot->entry;

	if (!committed) {
		delivery_put_off(delivery, slot);
		return;
	}
	retries_put(&delivery->retries, entry->id, entry->queued)
	    ->due.milliseconds = delivery_now(delivery);
	*slot = (struct slot){ 0 };
}

/* The turn that it was entered in is over. */
void delivery_conclude(
    struct delivery *delivery, struct slot *slot, bool committed)
{
	struct err why;

	if (slot->state == REVISED) {
		conclude_revised(delivery, slot, committed);
		return;
	}
	if (!slot->entered)
		return;
	slot->entered = false;
	if (committed) {
		conclude_settled(delivery, slot);
		return;
	}
	err_set(&why, ERR_INTERNAL, "the log could not be written");
	settle_later(delivery, &why);
}
