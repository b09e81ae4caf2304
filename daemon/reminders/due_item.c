/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/due_item.h"

#include <stdlib.h>
#include <string.h>

#include "daemon/reminders/row_values.h"
#include "protocol/grow.h"

/* clang-format off */
#define ITEM \
	"SELECT a.id, a.plan, a.activity, a.timeframe, a.kind, a.start," \
	" a.end, a.due, a.due_version, a.due_set_at, a.added_at, a.status," \
	" a.vague, a.reason, a.lead, coalesce(a.review, p.review), p.title," \
	" p.case_number, p.adopted, EXISTS (SELECT 1 FROM notice n WHERE" \
	"  n.activity = a.id), EXISTS (SELECT 1 FROM cooperating c WHERE" \
	"  c.activity = a.id), EXISTS (SELECT 1 FROM transfer t WHERE" \
	"  t.activity = a.id)"
#define IS_OPEN "a.open"
/* clang-format on */

enum {
	WAKING,
	CHANGED,
	ONE,
	OVERDUE,
	HISTORY,
	ACCEPTED,
	NOTED,
	COOPERATING,
	TRANSFERRED,
	SNOOZES
};

const char *const item_sql[] = {
	[WAKING] = ITEM " FROM next_due w JOIN activity a ON a.id = w.activity"
			" JOIN plan p ON p.code = a.plan WHERE w.day <= ?1"
			" AND " IS_OPEN,
	[CHANGED] = ITEM " FROM next_due w JOIN activity a ON a.id = w.activity"
			 " JOIN plan p ON p.code = a.plan WHERE w.day = ''"
			 " AND " IS_OPEN " LIMIT ?1",
	[ONE] = ITEM " FROM activity a JOIN plan p ON p.code = a.plan"
		     " WHERE a.id = ?1 AND a.due_version = ?2 AND " IS_OPEN,
	/* The coordinator's are those that nobody leads. */
	[OVERDUE] = ITEM
	" FROM activity a JOIN plan p ON p.code = a.plan"
	" WHERE a.due < ?2 AND " IS_OPEN " AND a.lead IN"
	" (SELECT code FROM department WHERE mail = ?1 COLLATE NOCASE)"
	" UNION ALL " ITEM " FROM activity a JOIN plan p ON p.code = a.plan"
	" WHERE ?3 AND a.due < ?2 AND " IS_OPEN
	" AND a.lead IS NULL ORDER BY 8, 1",
	/* What never arrived was not sent; what somebody else has seen, the
	 * lead has not. */
	[HISTORY] = "SELECT n.stage, max(n.regular), count(DISTINCT"
		    " iif(n.skipped OR d.state IN ('failed', 'withdrawn')"
		    "  OR (?4 AND d.state = 'planned'), NULL, n.regular)),"
		    " max(iif(n.role IN ('lead', 'coordinator') AND ?3 IN"
		    "  (n.department, (SELECT successor FROM department"
		    "   WHERE code = n.department)), n.acknowledged_at, NULL))"
		    " FROM notice n LEFT JOIN dispatch d ON d.id = n.dispatch"
		    " WHERE n.activity = ?1 AND n.due_version = ?2"
		    " GROUP BY n.stage",
	[ACCEPTED] = "SELECT min(d.settled_at) FROM notice n"
		     " JOIN dispatch d ON d.id = n.dispatch"
		     " WHERE n.activity = ?1 AND n.due_version = ?2"
		     " AND n.stage = 'overdue' AND d.state = 'accepted'",
	[NOTED] = "SELECT max(at) FROM progress_note WHERE activity = ?1",
	[COOPERATING] = "SELECT department FROM cooperating"
			" WHERE activity = ?1 ORDER BY position",
	[TRANSFERRED] =
	    "SELECT former, (SELECT max(at) FROM transfer"
	    " WHERE activity = ?1 AND told = 0) FROM transfer"
	    " WHERE activity = ?1 AND told = 0 ORDER BY seq LIMIT 1",
	[SNOOZES] = "SELECT role, department, until FROM snooze"
		    " WHERE activity = ?1 AND due_version = ?2",
	NULL,
};

static void fill_words(struct due_items *due_items, const struct rows *rows,
    struct letter_item *words)
{
	const struct due_recipient *lead =
	    due_items_lead(due_items, rows_text(rows, 14));

	*words = (struct letter_item){
		.id = rows_integer(rows, 0),
		.activity = row_text(due_items->arena, rows, 2),
		.plan = row_text(due_items->arena, rows, 16),
		.case_number = row_text(due_items->arena, rows, 17),
		.timeframe = row_text(due_items->arena, rows, 3),
		.start = row_day(rows, 5),
		.due = row_day(rows, 7),
		.regular = DAY_NONE,
		.acknowledged = DAY_NONE,
		.noted = DAY_NONE,
		.lead = lead != NULL ? lead->name : NULL,
		.undated = strcmp(rows_text(rows, 4), "undated") == 0,
		.vague = rows_integer(rows, 12) != 0,
		.reason = row_text(due_items->arena, rows, 13),
	};
}

/* What has no end is reviewed; what has no date at all is unclear. */
static bool is_reviewed(const char *kind)
{
	return strcmp(kind, "ongoing") == 0 || strcmp(kind, "open") == 0 ||
	    strcmp(kind, "recurring") == 0 || strcmp(kind, "event") == 0;
}

static struct day later(struct day a, struct day b)
{
	return !day_is_some(a) || day_compare(a, b) < 0 ? b : a;
}

static void fill_ladder(
    struct due_items *due_items, const struct rows *rows, struct due_item *item)
{
	struct ladder_item *ladder = &item->ladder;
	struct instant set_at = { rows_integer(rows, 9) };
	struct day added = row_instant(rows, 10);
	struct day adopted = row_day(rows, 18);

	*ladder = (struct ladder_item){
		.start = item->words.start,
		.due = item->words.due,
		.period = day_is_some(adopted) ? adopted : added,
		.joins = schedule_joins(&due_items->schedule, set_at),
		.planned = strcmp(rows_text(rows, 11), "planned") == 0,
		.unclear = item->words.undated || item->words.vague ||
		    item->words.lead == NULL,
		.noted = DAY_NONE,
		.accepted = DAY_NONE,
		.reviewed = DAY_NONE,
		.ends = row_day(rows, 6),
		.transferred = DAY_NONE,
	};
	for (int chain = 0; chain < CHAINS; chain++)
		ladder->noticed[chain] = DAY_NONE;
	if (is_reviewed(rows_text(rows, 4)) &&
	    interval_read(rows_text(rows, 15), &ladder->review))
		ladder->reviewed = later(item->words.start, added);
}

static void fill_item(
    struct due_items *due_items, const struct rows *rows, struct due_item *item)
{
	const struct due_recipient *lead =
	    due_items_lead(due_items, rows_text(rows, 14));

	*item = (struct due_item){
		.due_version = rows_integer(rows, 8),
		.rungs = ladders_of(&due_items->ladders, rows_text(rows, 1)),
		.lead = lead != NULL ? lead : &due_items->coordinator,
		.escalation =
		    due_items_escalation(due_items, rows_text(rows, 14)),
	};
	fill_words(due_items, rows, &item->words);
	fill_ladder(due_items, rows, item);
}

static int add_history(struct due_item *item, struct store *store,
    const struct value *values, struct err *err)
{
	struct rows rows;
	int result;

	if (store_query(&rows, store, item_sql, HISTORY, values, err) != 0)
		return -1;
	while ((result = rows_next(&rows, err)) == 1) {
		enum stage stage = row_stage(&rows, 0);
		struct day *noticed =
		    &item->ladder.noticed[ladder_chain(stage)];

		*noticed = later(*noticed, row_day(&rows, 1));
		item->sent[stage] = rows_integer(&rows, 2);
		if (!rows_null(&rows, 3))
			item->words.acknowledged = later(
			    item->words.acknowledged, row_instant(&rows, 3));
	}
	return result;
}

static int add_instant(struct day *day, struct store *store, int statement,
    const struct value *values, struct err *err)
{
	struct rows rows;
	int result;

	if (store_query(&rows, store, item_sql, statement, values, err) != 0)
		return -1;
	result = rows_next(&rows, err);
	if (result == 1)
		*day = row_instant(&rows, 0);
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

/* Puts a list that has grown into the arena; NULL where it is empty. */
static void *due_item_keep(struct arena *arena, void *list, size_t size)
{
	void *kept = size > 0 ? arena_alloc(arena, size) : NULL;

	if (size > 0)
		memcpy(kept, list, size);
	free(list);
	return kept;
}

static int add_snoozes(struct due_items *due_items, struct due_item *item,
    struct store *store, const struct value *values, struct err *err)
{
	struct due_snooze *snoozes = NULL;
	size_t count = 0, capacity = 0;
	struct rows rows;
	int result;

	if (store_query(&rows, store, item_sql, SNOOZES, values, err) != 0)
		return -1;
	while ((result = rows_next(&rows, err)) == 1) {
		snoozes = grow(snoozes, count, &capacity, sizeof(*snoozes));
		snoozes[count++] =
		    (struct due_snooze){ row_text(due_items->arena, &rows, 0),
			    row_text(due_items->arena, &rows, 1),
			    row_day(&rows, 2) };
	}
	item->snooze_count = count;
	item->snoozes =
	    due_item_keep(due_items->arena, snoozes, count * sizeof(*snoozes));
	return result < 0 ? -1 : 0;
}

static int due_item_add_notices(struct due_items *due_items,
    struct due_item *item, struct store *store, struct err *err)
{
	const struct value *values =
	    BIND(INTEGER(item->words.id), INTEGER(item->due_version));

	if (add_history(item, store,
		BIND(INTEGER(item->words.id), INTEGER(item->due_version),
		    TEXT(item->lead->department), INTEGER(due_items->absorbs)),
		err) != 0 ||
	    add_snoozes(due_items, item, store, values, err) != 0)
		return -1;
	if (item->sent[STAGE_OVERDUE] == 0)
		return 0;
	return add_instant(
	    &item->ladder.accepted, store, ACCEPTED, values, err);
}

static int add_cooperating(struct due_items *due_items, struct due_item *item,
    struct store *store, struct err *err)
{
	const struct due_recipient **readers = NULL;
	const struct due_recipient *reader;
	size_t count = 0, capacity = 0;
	struct rows rows;
	int result;

	if (store_query(&rows, store, item_sql, COOPERATING,
		BIND(INTEGER(item->words.id)), err) != 0)
		return -1;
	while ((result = rows_next(&rows, err)) == 1) {
		readers = grow(readers, count, &capacity, sizeof(*readers));
		reader = due_items_lead(due_items, rows_text(&rows, 0));
		if (reader != NULL)
			readers[count++] = reader;
	}
	item->cooperating_count = count;
	item->cooperating =
	    due_item_keep(due_items->arena, readers, count * sizeof(*readers));
	return result < 0 ? -1 : 0;
}

/* One that was handed back before anyone was told is no transfer. */
static int add_transfer(struct due_items *due_items, struct due_item *item,
    struct store *store, struct err *err)
{
	struct rows rows;
	int result;

	if (store_query(&rows, store, item_sql, TRANSFERRED,
		BIND(INTEGER(item->words.id)), err) != 0)
		return -1;
	result = rows_next(&rows, err);
	if (result == 1) {
		item->former = due_items_lead(due_items, rows_text(&rows, 0));
		item->words.former =
		    item->former != NULL ? item->former->name : NULL;
		if (item->former != item->lead)
			item->ladder.transferred =
			    schedule_joins(&due_items->schedule,
				(struct instant){ rows_integer(&rows, 1) });
	}
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

static struct due_item *next_item(struct due_items *due_items)
{
	due_items->items = grow(due_items->items, due_items->count,
	    &due_items->capacity, sizeof(*due_items->items));
	return &due_items->items[due_items->count++];
}

static int due_item_add_item(struct due_items *due_items, struct store *store,
    const struct rows *rows, struct err *err)
{
	struct due_item *item = next_item(due_items);

	fill_item(due_items, rows, item);
	if (rows_integer(rows, 19) != 0 &&
	    due_item_add_notices(due_items, item, store, err) != 0)
		return -1;
	if (rows_integer(rows, 20) != 0 &&
	    add_cooperating(due_items, item, store, err) != 0)
		return -1;
	if (rows_integer(rows, 21) != 0 &&
	    add_transfer(due_items, item, store, err) != 0)
		return -1;
	if (item->ladder.planned)
		return 0;
	if (add_instant(&item->ladder.noted, store, NOTED,
		BIND(INTEGER(item->words.id)), err) != 0)
		return -1;
	item->words.noted = item->ladder.noted;
	return 0;
}

static int due_item_add_items(struct due_items *due_items, struct store *store,
    int statement, const struct value *values, struct err *err)
{
	struct rows rows;
	int result;

	if (store_query(&rows, store, item_sql, statement, values, err) != 0)
		return -1;
	while ((result = rows_next(&rows, err)) == 1)
		if (due_item_add_item(due_items, store, &rows, err) != 0) {
			rows_end(&rows);
			return -1;
		}
	return result;
}

int due_items_add_due(struct due_items *due_items, struct store *store,
    struct day last, struct err *err)
{
	char text[DAY_TEXT];

	return due_item_add_items(
	    due_items, store, WAKING, BIND(TEXT(day_write(last, text))), err);
}

int due_items_add_changed(struct due_items *due_items, struct store *store,
    int64_t limit, struct err *err)
{
	return due_item_add_items(
	    due_items, store, CHANGED, BIND(INTEGER(limit)), err);
}

int due_items_add_one(struct due_items *due_items, struct store *store,
    int64_t id, int64_t due_version, struct err *err)
{
	return due_item_add_items(due_items, store, ONE,
	    BIND(INTEGER(id), INTEGER(due_version)), err);
}

int due_items_overdue(struct due_items *due_items, struct store *store,
    const char *address, struct day day, struct letter_item **list,
    size_t *count, struct err *err)
{
	bool coordinator =
	    strcasecmp(address, due_items->settings.coordinator) == 0;
	struct letter_item *items = NULL;
	size_t found = 0, capacity = 0;
	char text[DAY_TEXT];
	struct rows rows;
	int result;

	if (store_query(&rows, store, item_sql, OVERDUE,
		BIND(TEXT(address), TEXT(day_write(day, text)),
		    INTEGER(coordinator)),
		err) != 0)
		return -1;
	while ((result = rows_next(&rows, err)) == 1) {
		items = grow(items, found, &capacity, sizeof(*items));
		fill_words(due_items, &rows, &items[found++]);
	}
	*count = found;
	*list = arena_alloc(due_items->arena, found * sizeof(*items) + 1);
	if (found > 0)
		memcpy(*list, items, found * sizeof(*items));
	free(items);
	return result;
}
