/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/compose.h"

#include <string.h>

#include "daemon/reminders/digest.h"
#include "daemon/reminders/due_item.h"
#include "daemon/reminders/notices_due.h"
#include "daemon/reminders/notices_plan.h"

const struct due_recipient *compose_reader(
    const struct due_items *due_items, const struct message *message)
{
	for (size_t i = 0; i < message->count; i++) {
		const struct due_notice *notice = &message->notices[i];

		if (!notice->skipped && notice->reader->department[0] != '\0')
			return notice->reader;
	}
	return &due_items->coordinator;
}

static int workdays_late(
    const struct due_items *due_items, struct day due, struct day day)
{
	return day_is_some(due)
	    ? workday_between(&due_items->workdays, due, day)
	    : 0;
}

/* It waited, or the run that it was to come with did not happen. */
static bool is_late(
    const struct message *message, const struct due_notice *notice)
{
	return day_compare(notice->regular, message->day) < 0 &&
	    (notice->waited || !day_is_some(message->told_until) ||
		day_compare(notice->regular, message->told_until) > 0);
}

/* Its most urgent notice comes first: what else stands is said with it. */
static void join_notice(
    struct letter_item *item, const struct due_notice *notice)
{
	item->handed_over |=
	    notice->stage == STAGE_ASSIGNED && notice->role == TOLD_LEAD;
	item->handed_away |=
	    notice->stage == STAGE_ASSIGNED && notice->role == TOLD_FORMER;
	item->to_clarify |= notice->stage == STAGE_UNCLEAR;
	item->was_moved |= notice->stage == STAGE_MOVED;
}

static void compose_add_item(const struct due_items *due_items,
    const struct message *message, const struct due_notice *notice,
    struct letter_item *item)
{
	*item = notice->item->words;
	item->counted = true;
	item->stage = notice->stage;
	item->role = notice->role;
	item->n = notice->n;
	item->rung = notice->place;
	item->held = notice->held;
	item->delayed = is_late(message, notice);
	item->regular = item->delayed ? notice->regular : message->day;
	notices_due_after(due_items, notice->item, message->day, item);
	item->late = workdays_late(due_items, item->due, message->day);
}

static void compose_add_items(const struct due_items *due_items,
    const struct message *message, struct letter *letter,
    struct letter_item *items)
{
	for (size_t i = 0; i < message->count; i++) {
		const struct due_notice *notice = &message->notices[i];
		struct letter_item *last = &items[letter->count];

		if (notice->skipped || notice->item == NULL)
			continue;
		if (letter->count > 0 &&
		    last[-1].id == notice->item->words.id) {
			join_notice(last - 1, notice);
			continue;
		}
		compose_add_item(due_items, message, notice, last);
		letter->count++;
	}
}

/* Both lists run by due date and number: *at goes on in step. */
static bool compose_is_counted(const struct letter *letter, size_t counted,
    size_t *at, const struct letter_item *other)
{
	for (; *at < counted; ++*at) {
		const struct letter_item *item = &letter->items[*at];
		int order = day_is_some(item->due)
		    ? day_compare(item->due, other->due)
		    : 1;

		if (order > 0 || (order == 0 && item->id > other->id))
			return false;
		if (item->id == other->id)
			return true;
	}
	return false;
}

/* What is overdue without a notice of its own: listed, not counted. */
static int add_others(struct due_items *due_items, struct store *store,
    const struct message *message, struct letter *letter, struct err *err)
{
	struct letter_item *others, *items;
	size_t count, counted = letter->count, at = 0;

	if (due_items_overdue(due_items, store, message->address, message->day,
		&others, &count, err) != 0)
		return -1;
	items = arena_alloc(
	    due_items->arena, (letter->count + count + 1) * sizeof(*items));
	if (letter->count > 0)
		memcpy(items, letter->items, letter->count * sizeof(*items));
	letter->items = items;
	for (size_t i = 0; i < count; i++) {
		if (compose_is_counted(letter, counted, &at, &others[i]))
			continue;
		others[i].late =
		    workdays_late(due_items, others[i].due, message->day);
		items[letter->count++] = others[i];
	}
	return 0;
}

static void add_plans(struct due_items *due_items,
    const struct message *message, struct letter *letter)
{
	struct letter_plan *plans = arena_alloc(
	    due_items->arena, (message->count + 1) * sizeof(*plans));

	for (size_t i = 0; i < message->count; i++) {
		const struct due_notice *notice = &message->notices[i];
		struct letter_plan *plan = &plans[letter->plan_count];

		if (notice->skipped || notice->plan == NULL)
			continue;
		*plan = notice->plan->words;
		plan->stage = notice->stage;
		plan->role = notice->role;
		plan->n = notice->n;
		plan->until =
		    notice->plan->duties[notice->stage == STAGE_ENDING]
			.duty.day;
		letter->plan_count++;
	}
	letter->plans = plans;
}

static bool is_named_before(const struct message *message, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (!message->notices[i].skipped &&
		    message->notices[i].reader->name ==
			message->notices[at].reader->name)
			return true;
	return false;
}

/* The departments that a letter is to; "A, B and C" would need a language. */
static const char *names_of(
    struct due_items *due_items, const struct message *message)
{
	const char *names = NULL;

	for (size_t i = 0; i < message->count; i++) {
		const char *name = message->notices[i].reader->name;

		if (message->notices[i].skipped || name == NULL ||
		    is_named_before(message, i))
			continue;
		names = names == NULL
		    ? name
		    : arena_printf(due_items->arena, "%s, %s", names, name);
	}
	return names;
}

static bool has_digest(const struct message *message)
{
	for (size_t i = 0; i < message->count; i++)
		if (message->notices[i].stage == STAGE_DIGEST)
			return true;
	return false;
}

int compose_write(struct due_items *due_items, struct store *store,
    const struct message *message, struct buffer *subject, struct buffer *text,
    struct err *err)
{
	struct letter_item *items = arena_alloc(
	    due_items->arena, (message->count + 1) * sizeof(*items));
	struct letter letter = {
		.language = compose_reader(due_items, message)->language,
		.name = names_of(due_items, message),
		.day = message->day,
		.rehearsal = message->rehearsal,
		.head = message->head,
		.items = items,
		.failures = message->failures,
		.failure_count = message->failure_count,
		.missed = message->missed,
		.missed_count = message->missed_count,
	};

	compose_add_items(due_items, message, &letter, items);
	add_plans(due_items, message, &letter);
	if (has_digest(message) &&
	    digest_compose(
		due_items, store, message->day, &letter.digest, err) != 0)
		return -1;
	if (add_others(due_items, store, message, &letter, err) != 0)
		return -1;
	letter_write(&letter, subject, text);
	return 0;
}
