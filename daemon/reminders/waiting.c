/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/waiting.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/reminders/due_item.h"
#include "daemon/reminders/notices_due.h"
#include "daemon/reminders/notices_plan.h"
#include "daemon/reminders/row_values.h"
#include "daemon/reminders/failure.h"
#include "daemon/calendar/json_day.h"
#include "protocol/grow.h"

#define MESSAGE "SELECT id, address, run, missed FROM dispatch"

enum { ONE, ALL, CARRIED, FORMER };

const char *const waiting_sql[] = {
	[ONE] = MESSAGE " WHERE id = ?1",
	[ALL] = MESSAGE " WHERE state = 'planned' AND queued > 0"
			" AND run < ?1 ORDER BY queued, id",
	[CARRIED] = "SELECT n.id, n.activity, n.plan, n.due_version, n.stage,"
		    " n.regular, n.role, n.department, n.n, " IS_GONE ","
		    " n.rung, n.held"
		    " FROM notice n LEFT JOIN activity a ON a.id = n.activity"
		    " WHERE n.dispatch = ?1 AND n.skipped = 0 ORDER BY n.id",
	[FORMER] = "SELECT former FROM transfer WHERE activity = ?1"
		   " AND told = 1 ORDER BY seq DESC LIMIT 1",
	NULL,
};

/* The columns of MESSAGE. */
enum { MESSAGE_ID, MESSAGE_ADDRESS, MESSAGE_RUN, MESSAGE_MISSED };

/* The columns of CARRIED. */
/* clang-format off */
enum {
	CARRIED_ID, CARRIED_ACTIVITY, CARRIED_PLAN, CARRIED_DUE_VERSION,
	CARRIED_STAGE, CARRIED_REGULAR, CARRIED_ROLE, CARRIED_DEPARTMENT,
	CARRIED_N, CARRIED_GONE, CARRIED_RUNG, CARRIED_HELD
};
/* clang-format on */

/* Where the items stand that the due items had before. */
struct known {
	struct known_item {
		int64_t id;
		size_t place;
	} * items; /* owned; by id */
	size_t count;
};

static int compare_known(const void *a, const void *b)
{
	int64_t left = ((const struct known_item *)a)->id;
	int64_t right = ((const struct known_item *)b)->id;

	return (left > right) - (left < right);
}

static void know(struct known *known, const struct due_items *due_items)
{
	*known =
	    (struct known){ calloc(due_items->count + 1, sizeof(*known->items)),
		    due_items->count };
	if (known->items == NULL)
		abort();
	for (size_t i = 0; i < known->count; i++)
		known->items[i] =
		    (struct known_item){ due_items->items[i].words.id, i };
	qsort(known->items, known->count, sizeof(*known->items), compare_known);
}

/* The place of an activity among the due items, which it joins. */
static int place_item(struct due_items *due_items, struct store *store,
    const struct known *known, const struct rows *rows, size_t *place,
    struct err *err)
{
	struct known_item wanted = { rows_integer(rows, CARRIED_ACTIVITY), 0 };
	const struct known_item *found = bsearch(
	    &wanted, known->items, known->count, sizeof(wanted), compare_known);

	if (found != NULL) {
		*place = found->place;
		return 0;
	}
	for (*place = known->count; *place < due_items->count; ++*place)
		if (due_items->items[*place].words.id == wanted.id)
			return 0;
	return due_items_add_one(due_items, store, wanted.id,
	    rows_integer(rows, CARRIED_DUE_VERSION), err);
}

/* That of a notice; the picture where it is of none and no digest. */
static const struct due_plan *find_plan(
    const struct due_items *due_items, const struct rows *rows)
{
	const char *code = rows_text(rows, CARRIED_PLAN);

	if (code == NULL &&
	    (!rows_null(rows, CARRIED_ACTIVITY) ||
		row_stage(rows, CARRIED_STAGE) == STAGE_DIGEST))
		return NULL;
	return due_items_plan(due_items, code != NULL ? code : "");
}

static int add_notice(struct waiting *waiting, struct due_items *due_items,
    struct store *store, const struct known *known, const struct rows *rows,
    struct err *err)
{
	const struct waiting_message *message =
	    &waiting->messages[waiting->message_count - 1];
	struct waiting_notice waits = {
		.id = rows_integer(rows, CARRIED_ID),
		.dispatch = message->dispatch,
		.notice = {
			.plan = find_plan(due_items, rows),
			.version = rows_integer(rows, CARRIED_DUE_VERSION),
			.stage = row_stage(rows, CARRIED_STAGE),
			.regular = rows_day(rows, CARRIED_REGULAR),
			.n = rows_integer(rows, CARRIED_N),
			.role = row_role(rows, CARRIED_ROLE),
			.place = (int)rows_integer(rows, CARRIED_RUNG),
			.held = rows_integer(rows, CARRIED_HELD) != 0,
		},
		.department =
		    rows_copy(rows, CARRIED_DEPARTMENT, due_items->arena),
	};

	waits.gone = rows_integer(rows, CARRIED_GONE) != 0 ||
	    (!rows_null(rows, CARRIED_PLAN) && waits.notice.plan == NULL);
	waits.of_item = !rows_null(rows, CARRIED_ACTIVITY);
	if (waits.of_item && !waits.gone &&
	    place_item(due_items, store, known, rows, &waits.place, err) != 0)
		return -1;
	waiting->notices = grow(waiting->notices, waiting->notice_count,
	    &waiting->notice_capacity, sizeof(*waiting->notices));
	waiting->notices[waiting->notice_count++] = waits;
	return 0;
}

static int waiting_add_notices(struct waiting *waiting,
    struct due_items *due_items, struct store *store, const struct known *known,
    struct err *err)
{
	int64_t id = waiting->messages[waiting->message_count - 1].dispatch;
	int result;
	struct rows rows =
	    store_query(store, waiting_sql, CARRIED, BIND(INTEGER(id)));

	while ((result = rows_next(&rows, err)) == 1)
		if (add_notice(waiting, due_items, store, known, &rows, err) !=
		    0) {
			rows_end(&rows);
			return -1;
		}
	return result;
}

static void read_missed(
    struct waiting_message *message, struct arena *arena, const char *text)
{
	json_t *list = text != NULL ? json_loads(text, 0, NULL) : NULL;
	json_t *day;
	size_t i;

	message->missed = arena_alloc(
	    arena, (json_array_size(list) + 1) * sizeof(*message->missed));
	json_array_foreach (list, i, day)
		message->missed[message->missed_count++] = json_day_value(day);
	json_decref(list);
}

static void add_message(struct waiting *waiting,
    const struct due_items *due_items, const struct rows *rows)
{
	struct waiting_message *message;

	waiting->messages = grow(waiting->messages, waiting->message_count,
	    &waiting->message_capacity, sizeof(*waiting->messages));
	message = &waiting->messages[waiting->message_count++];
	*message = (struct waiting_message){
		.dispatch = rows_integer(rows, MESSAGE_ID),
		.address = rows_copy(rows, MESSAGE_ADDRESS, due_items->arena),
		.run = rows_day(rows, MESSAGE_RUN),
	};
	read_missed(message, due_items->arena, rows_text(rows, MESSAGE_MISSED));
}

/* A hand-over that was issued is told: who led before is looked up. */
static int name_former(struct due_items *due_items, struct store *store,
    struct due_item *item, struct err *err)
{
	const struct due_recipient *former = NULL;
	struct rows rows;
	int result;

	if (item->words.former != NULL)
		return 0;
	rows = store_query(
	    store, waiting_sql, FORMER, BIND(INTEGER(item->words.id)));
	result = rows_next(&rows, err);
	if (result == 1)
		former = due_items_lead(due_items, rows_text(&rows, 0));
	rows_end(&rows);
	if (former != NULL)
		item->words.former = former->name;
	return result < 0 ? -1 : 0;
}

/* An address that is gone is nobody's. */
static void name_reader(
    const struct due_items *due_items, struct waiting_notice *waits)
{
	struct due_notice *notice = &waits->notice;
	const struct due_plan *plan =
	    notice->item != NULL ? notice->item->plan : notice->plan;

	notice->reader =
	    due_recipient(due_items, plan, notice->role, waits->department);
	notice->carrier = notice->reader;
	waits->gone |= notice->reader == NULL;
}

/* The agenda's items stand still once all are there. */
static int join_items(struct waiting *waiting, struct due_items *due_items,
    struct store *store, struct err *err)
{
	for (size_t i = 0; i < waiting->notice_count; i++) {
		struct waiting_notice *waits = &waiting->notices[i];
		struct due_item *item = &due_items->items[waits->place];

		if (!waits->gone && waits->of_item)
			waits->notice.item = item;
		if (!waits->gone)
			name_reader(due_items, waits);
		if (!waits->gone && waits->notice.stage == STAGE_ASSIGNED &&
		    name_former(due_items, store, item, err) != 0)
			return -1;
	}
	return 0;
}

static int waiting_load_query(struct waiting *waiting,
    struct due_items *due_items, struct store *store, int statement,
    const struct value *values, struct err *err)
{
	struct known known;
	int result;
	struct rows rows = store_query(store, waiting_sql, statement, values);

	know(&known, due_items);
	while ((result = rows_next(&rows, err)) == 1) {
		add_message(waiting, due_items, &rows);
		result =
		    waiting_add_notices(waiting, due_items, store, &known, err);
		if (result != 0)
			break;
	}
	rows_end(&rows);
	free(known.items);
	return result == 0 ? join_items(waiting, due_items, store, err) : -1;
}

int waiting_load_one(struct waiting *waiting, struct due_items *due_items,
    struct store *store, int64_t dispatch, struct err *err)
{
	return waiting_load_query(
	    waiting, due_items, store, ONE, BIND(INTEGER(dispatch)), err);
}

int waiting_load(struct waiting *waiting, struct due_items *due_items,
    struct store *store, struct day day, struct err *err)
{
	return waiting_load_query(
	    waiting, due_items, store, ALL, BIND(DAY(day)), err);
}

void waiting_release(struct waiting *waiting)
{
	free(waiting->messages);
	free(waiting->notices);
	*waiting = (struct waiting){ 0 };
}

/* --- a new message takes over --- */

/* Each hand-over has its own former lead, whom no later one tells. */
static bool is_overtaken(
    const struct due_notice *notice, const struct due_notices *fresh)
{
	enum chain chain = ladder_chain(notice->stage);

	if (notice->stage == STAGE_ASSIGNED)
		return false;
	for (size_t i = 0; i < fresh->count; i++) {
		const struct due_notice *other = &fresh->list[i];

		if (!other->skipped && other->item == notice->item &&
		    other->plan == notice->plan &&
		    other->reader == notice->reader &&
		    (other->stage == notice->stage ||
			(notice->item != NULL &&
			    ladder_chain(other->stage) == chain)) &&
		    day_compare(other->regular, notice->regular) > 0)
			return true;
	}
	return false;
}

static bool is_absorbed(const struct message *message, int64_t dispatch)
{
	for (size_t i = 0; i < message->absorb_count; i++)
		if (message->absorbs[i] == dispatch)
			return true;
	return false;
}

static void join_notices(const struct waiting *waiting,
    struct due_items *due_items, const struct due_notices *fresh,
    struct message *message)
{
	size_t most = message->count + waiting->notice_count;
	struct due_notice *list =
	    arena_alloc(due_items->arena, (most + 1) * sizeof(*list));
	int64_t *dropped = arena_alloc(
	    due_items->arena, (waiting->notice_count + 1) * sizeof(*dropped));
	const struct due_recipient *carrier = message->count > 0
	    ? message->notices[0].carrier
	    : &due_items->coordinator;

	if (message->count > 0)
		memcpy(list, message->notices, message->count * sizeof(*list));
	for (size_t i = 0; i < waiting->notice_count; i++) {
		const struct waiting_notice *waits = &waiting->notices[i];

		if (!is_absorbed(message, waits->dispatch))
			continue;
		if (waits->gone || is_overtaken(&waits->notice, fresh)) {
			dropped[message->dropped_count++] = waits->id;
			continue;
		}
		list[message->count] = waits->notice;
		list[message->count].waited = true;
		list[message->count++].carrier = carrier;
	}
	qsort(list, message->count, sizeof(*list), notices_due_compare);
	message->notices = list;
	message->dropped = dropped;
}

static int join_failures(struct due_items *due_items, struct store *store,
    int64_t dispatch, struct message *message, struct err *err)
{
	struct letter_failure *list;
	struct failures told;

	if (failures_told(&told, due_items->arena, store, dispatch, err) != 0)
		return -1;
	list = arena_alloc(due_items->arena,
	    (message->failure_count + told.count + 1) * sizeof(*list));
	if (message->failure_count > 0)
		memcpy(list, message->failures,
		    message->failure_count * sizeof(*list));
	memcpy(list + message->failure_count, told.list,
	    told.count * sizeof(*list));
	message->failures = list;
	message->failure_count += told.count;
	return 0;
}

static int waiting_compare_days(const void *a, const void *b)
{
	return day_compare(*(const struct day *)a, *(const struct day *)b);
}

static void join_missed(struct due_items *due_items,
    const struct waiting_message *waits, struct message *message)
{
	size_t count = message->missed_count + waits->missed_count;
	struct day *list =
	    arena_alloc(due_items->arena, (count + 1) * sizeof(*list));

	if (message->missed_count > 0)
		memcpy(list, message->missed,
		    message->missed_count * sizeof(*list));
	memcpy(list + message->missed_count, waits->missed,
	    waits->missed_count * sizeof(*list));
	qsort(list, count, sizeof(*list), waiting_compare_days);
	message->missed = list;
	message->missed_count = count;
}

int waiting_join(const struct waiting *waiting, struct due_items *due_items,
    struct store *store, const struct due_notices *fresh,
    struct message *message, struct err *err)
{
	int64_t *absorbs = arena_alloc(
	    due_items->arena, (waiting->message_count + 1) * sizeof(*absorbs));

	message->absorbs = absorbs;
	for (size_t i = 0; i < waiting->message_count; i++) {
		const struct waiting_message *waits = &waiting->messages[i];

		if (strcasecmp(waits->address, message->address) != 0)
			continue;
		absorbs[message->absorb_count++] = waits->dispatch;
		join_missed(due_items, waits, message);
		if (join_failures(
			due_items, store, waits->dispatch, message, err) != 0)
			return -1;
	}
	if (message->absorb_count > 0)
		join_notices(waiting, due_items, fresh, message);
	return 0;
}
