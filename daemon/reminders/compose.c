/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/compose.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/letter/letter_group.h"
#include "daemon/reminders/digest.h"
#include "daemon/reminders/due_meeting.h"
#include "daemon/reminders/due_item.h"
#include "daemon/reminders/notices_due.h"
#include "daemon/reminders/notices_plan.h"
#include "daemon/reminders/row_values.h"
#include "protocol/grow.h"

enum { REMINDED };

const char *const compose_sql[] = {
	/* When the lead was told that it is late; what never arrived was not
	 * told. */
	[REMINDED] = "SELECT DISTINCT d.run FROM notice n JOIN dispatch d"
		     " ON d.id = n.dispatch WHERE n.activity = ?1"
		     " AND n.due_version = ?2 AND n.lead_version = ?3"
		     " AND n.role = 'lead' AND n.skipped = 0 AND d.run < ?4"
		     " AND (n.stage = 'overdue' OR (n.stage = 'assigned'"
		     "  AND d.run > coalesce(?5, '')))"
		     " AND d.state NOT IN ('failed', 'withdrawn')"
		     " ORDER BY d.run",
	NULL,
};

const struct due_recipient *compose_reader(
    const struct due_items *due_items, const struct message *message)
{
	for (size_t i = 0; i < message->count; i++) {
		const struct due_notice *notice = &message->notices[i];

		if (!notice->skipped && !notice->reader->relayed &&
		    notice->reader->department[0] != '\0')
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

/* The workday before what comes next; of what is due before that, in a quiet
 * period, when it is due: nobody is to answer later than be done. */
static struct day find_answer_by(const struct due_items *due_items,
    const struct letter_item *item, struct day day)
{
	struct day by, due;

	if (!day_is_some(item->next))
		return DAY_NONE;
	by = workday_until(&due_items->workdays, day_plus(item->next, -1));
	if (!day_is_some(item->due))
		return by;
	due = workday_until(&due_items->workdays, item->due);
	return day_compare(due, day) > 0 && day_compare(due, by) < 0 ? due : by;
}

/* An answer spares what comes next; a day that has come is this run's. */
static void set_next(
    const struct due_items *due_items, struct letter_item *item, struct day day)
{
	if (day_is_some(item->next) && day_compare(item->next, day) <= 0)
		item->next = DAY_NONE;
	item->answer_by = find_answer_by(due_items, item, day);
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
	set_next(due_items, item, message->day);
	item->relayed = notice->reader->relayed ? notice->reader->name : NULL;
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
		set_next(due_items, &others[i], message->day);
		/* Only the coordinator is told of one without an address. */
		if (others[i].lead_mail[0] == '\0')
			others[i].relayed = others[i].lead;
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

static bool has_name(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* The departments that a letter is to. */
static void compose_add_names(struct due_items *due_items,
    const struct message *message, struct letter *letter)
{
	const char **names = arena_alloc(
	    due_items->arena, (message->count + 1) * sizeof(*names));

	for (size_t i = 0; i < message->count; i++) {
		const struct due_recipient *to = message->notices[i].reader;

		if (message->notices[i].skipped || to->name == NULL ||
		    to->relayed ||
		    has_name(names, letter->name_count, to->name))
			continue;
		names[letter->name_count++] = to->name;
		letter->external |= to->external;
	}
	letter->names = names;
}

/* --- when its lead was reminded --- */

static int add_reminded(struct due_items *due_items, struct store *store,
    const struct due_item *of, struct day day, struct letter_item *item,
    struct err *err)
{
	size_t count = 0, capacity = 0;
	struct day *days = NULL, *kept;
	int result;
	struct rows rows = store_query(store, compose_sql, REMINDED,
	    BIND(INTEGER(item->id), INTEGER(of->due_version),
		INTEGER(of->lead_version), DAY(day), DAY(item->due)));

	while ((result = rows_next(&rows, err)) == 1) {
		days = grow(days, count, &capacity, sizeof(*days));
		days[count++] = rows_day(&rows, 0);
	}
	kept = arena_alloc(due_items->arena, (count + 1) * sizeof(*kept));
	if (count > 0)
		memcpy(kept, days, count * sizeof(*kept));
	free(days);
	item->reminded = kept;
	item->reminded_count = count;
	return result;
}

/* Of what is told to those above the lead. */
static int add_all_reminded(struct due_items *due_items, struct store *store,
    const struct message *message, struct letter_item *items, size_t count,
    struct err *err)
{
	size_t at = 0;

	for (size_t i = 0; i < message->count && at < count; i++) {
		const struct due_notice *notice = &message->notices[i];

		while (at < count && items[at].stage != STAGE_ESCALATED)
			at++;
		if (at == count || notice->skipped || notice->item == NULL ||
		    notice->item->words.id != items[at].id)
			continue;
		if (add_reminded(due_items, store, notice->item, message->day,
			&items[at], err) != 0)
			return -1;
		at++;
	}
	return 0;
}

/* --- what there is room for --- */

/* An activity of the message and how urgent it is. */
struct compose_place {
	int rank;
	size_t item;
};

static int compose_compare(const void *a, const void *b)
{
	const struct compose_place *left = a, *right = b;

	if (left->rank != right->rank)
		return left->rank < right->rank ? -1 : 1;
	return (left->item > right->item) - (left->item < right->item);
}

/* The activities of the message that stay, as bits by their place. */
static bool *choose(struct due_items *due_items, const struct letter *letter)
{
	struct compose_place *places = arena_alloc(
	    due_items->arena, (letter->count + 1) * sizeof(*places));
	bool *stays =
	    arena_alloc(due_items->arena, letter->count * sizeof(*stays) + 1);

	for (size_t i = 0; i < letter->count; i++) {
		places[i] = (struct compose_place){
			letter_rank(letter, &letter->items[i]), i
		};
		stays[i] = false;
	}
	qsort(places, letter->count, sizeof(*places), compose_compare);
	for (size_t i = 0; i < letter->count && i < LETTER_ITEMS; i++)
		stays[places[i].item] = true;
	return stays;
}

static bool is_item(
    const struct letter *letter, size_t at, const struct due_notice *notice)
{
	return notice->item != NULL && at < letter->count &&
	    letter->items[at].id == notice->item->words.id;
}

/* What is skipped goes with its activity, as it is on record with it. */
static void keep(struct due_items *due_items, struct message *message,
    const struct letter *letter, const bool *stays)
{
	struct due_notice *kept =
	    arena_alloc(due_items->arena, (message->count + 1) * sizeof(*kept));
	size_t count = 0, at = 0;

	for (size_t i = 0; i < message->count; i++) {
		const struct due_notice *notice = &message->notices[i];

		at += is_item(letter, at + 1, notice);
		if (!is_item(letter, at, notice) || stays[at] || notice->waited)
			kept[count++] = *notice;
	}
	message->notices = kept;
	message->count = count;
}

/* The letter without what is read for it; its activities. */
static struct letter_item *open_letter(struct due_items *due_items,
    const struct message *message, struct letter *letter)
{
	const struct settings *settings = &due_items->settings;
	struct letter_item *items = arena_alloc(
	    due_items->arena, (message->count + 1) * sizeof(*items));

	*letter = (struct letter){
		.language = compose_reader(due_items, message)->language,
		.coordinator = settings->coordinator,
		.signature = settings->signature,
		.day = message->day,
		.rehearsal = message->rehearsal,
		.head = message->head,
		.items = items,
		.waiting = message->waiting,
		.failures = message->failures,
		.failure_count = message->failure_count,
		.missed = message->missed,
		.missed_count = message->missed_count,
	};
	compose_add_names(due_items, message, letter);
	compose_add_items(due_items, message, letter, items);
	add_plans(due_items, message, letter);
	return items;
}

void compose_limit(struct due_items *due_items, struct message *message)
{
	struct letter letter;

	if (message->count <= LETTER_ITEMS)
		return;
	open_letter(due_items, message, &letter);
	if (letter.count <= LETTER_ITEMS)
		return;
	keep(due_items, message, &letter, choose(due_items, &letter));
	message->waiting = letter.count - LETTER_ITEMS;
}

const char *compose_plan(
    struct due_items *due_items, const struct message *message)
{
	const struct letter_plan *plan;
	struct letter letter;

	open_letter(due_items, message, &letter);
	plan = letter_main_plan(&letter);
	return plan != NULL ? plan->code : NULL;
}

/* --- the whole --- */

/* When their boards meet. */
static int compose_add_meetings(struct due_items *due_items,
    struct store *store, struct letter *letter, struct err *err)
{
	struct letter_plan *plans = arena_alloc(
	    due_items->arena, (letter->plan_count + 1) * sizeof(*plans));

	for (size_t i = 0; i < letter->plan_count; i++)
		plans[i] = letter->plans[i];
	letter->plans = plans;
	return due_meetings_add(
	    due_items, store, plans, letter->plan_count, letter->day, err);
}

static bool has_digest(const struct message *message)
{
	for (size_t i = 0; i < message->count; i++)
		if (message->notices[i].stage == STAGE_DIGEST)
			return true;
	return false;
}

/* Whether its reader has had one of its notices in a run that counts as not
 * held. */
static int find_repeats(struct store *store, const struct message *message,
    bool *repeats, struct err *err)
{
	int result = 0;

	for (size_t i = 0; result == 0 && !*repeats && i < message->count; i++)
		if (!message->notices[i].skipped)
			result = due_items_told_before(
			    store, &message->notices[i], repeats, err);
	return result;
}

int compose_write(struct due_items *due_items, struct store *store,
    const struct message *message, struct buffer *subject, struct buffer *text,
    struct err *err)
{
	struct letter letter;
	struct letter_item *items = open_letter(due_items, message, &letter);

	if (compose_add_meetings(due_items, store, &letter, err) != 0 ||
	    add_all_reminded(
		due_items, store, message, items, letter.count, err) != 0)
		return -1;
	if (has_digest(message) &&
	    digest_compose(
		due_items, store, message->day, &letter.digest, err) != 0)
		return -1;
	if (find_repeats(store, message, &letter.repeats, err) != 0 ||
	    add_others(due_items, store, message, &letter, err) != 0)
		return -1;
	letter_write(&letter, subject, text);
	return 0;
}
