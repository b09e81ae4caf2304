/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/due_item.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/commands/activity.h"
#include "daemon/reminders/due_answers.h"
#include "daemon/reminders/due_history.h"
#include "daemon/reminders/due_readers.h"
#include "daemon/reminders/row_values.h"
#include "protocol/grow.h"

/* clang-format off */
#define ITEM \
	"SELECT a.id, a.plan, a.activity, a.purpose, a.timeframe, a.kind," \
	" a.start, a.end, a.due, a.due_version, a.due_set_at, a.added_at," \
	" a.status, a.vague, a.reason, a.lead, coalesce(a.review, p.review)," \
	" a.lead_version, a.lead_set_at, a.lead_told, a.unclear_at," \
	" a.interval_months, a.review_month, a.unresolved, a.owner_text," \
	" EXISTS (SELECT 1 FROM notice n WHERE n.activity = a.id)," \
	" EXISTS (SELECT 1 FROM progress_note n WHERE n.activity = a.id)," \
	" EXISTS (SELECT 1 FROM cooperating c WHERE c.activity = a.id)," \
	" EXISTS (SELECT 1 FROM transfer t WHERE t.activity = a.id" \
	"  AND t.told = 0), a.carried_from, (SELECT b.title FROM activity o" \
	"  JOIN plan b ON b.code = o.plan WHERE o.id = a.carried_from)"
/* When its ladder says something again; '' in the run that says something. */
#define WAKES \
	", (SELECT w.day FROM next_due w WHERE w.activity = a.id)"
#define OF_PLAN " JOIN plan p ON p.code = a.plan"
#define IS_OPEN "a.open"
#define IS_GOING_ON IS_OPEN " AND p.closed_at IS NULL"
#define SAID_SINCE \
	"SELECT activity FROM progress_note WHERE seq > ?1" \
	" AND " IS_ANSWER
/* clang-format on */

/* The columns of ITEM. */
enum {
	ID,
	PLAN,
	ACTIVITY,
	PURPOSE,
	TIMEFRAME,
	KIND,
	START,
	END,
	DUE,
	DUE_VERSION,
	DUE_SET_AT,
	ADDED_AT,
	STATUS,
	VAGUE,
	REASON,
	LEAD,
	REVIEW,
	LEAD_VERSION,
	LEAD_SET_AT,
	LEAD_TOLD,
	UNCLEAR_AT,
	INTERVAL_MONTHS,
	REVIEW_MONTH,
	UNRESOLVED,
	OWNER_TEXT,
	HAS_NOTICES,
	HAS_NOTES,
	HAS_COOPERATING,
	HAS_TRANSFERS,
	CARRIED_FROM,
	CARRIED_PLAN,
	WAKES_ON
};

enum {
	WAKING,
	WAKING_ON,
	WAKING_AFTER,
	WAKES_AT,
	CHANGED,
	ONE,
	OVERDUE,
	DATED,
	UNCLEAR,
	ANSWERED,
	NOTED
};

const char *const item_sql[] = {
	[WAKING] =
	    ITEM " FROM next_due w JOIN activity a ON a.id = w.activity" OF_PLAN
		 " WHERE w.day <= ?1 AND " IS_GOING_ON,
	/* Two, as SQLite looks up a pair by its first value alone, and after a
	 * rebuild every activity has the same day. */
	[WAKING_ON] =
	    ITEM " FROM next_due w JOIN activity a ON a.id = w.activity" OF_PLAN
		 " WHERE w.day = ?1 AND w.activity > ?2"
		 " AND " IS_GOING_ON " ORDER BY w.activity LIMIT ?3",
	[WAKING_AFTER] =
	    ITEM " FROM next_due w JOIN activity a ON a.id = w.activity" OF_PLAN
		 " WHERE w.day > ?1 AND w.day <= ?2"
		 " AND " IS_GOING_ON " ORDER BY w.day, w.activity LIMIT ?3",
	[WAKES_AT] = "SELECT day FROM next_due WHERE activity = ?1",
	[CHANGED] =
	    ITEM " FROM next_due w JOIN activity a ON a.id = w.activity" OF_PLAN
		 " WHERE w.day = '' AND " IS_OPEN " LIMIT ?1",
	[ONE] = ITEM " FROM activity a" OF_PLAN
		     " WHERE a.id = ?1 AND a.due_version = ?2"
		     " AND " IS_GOING_ON,
	/* The coordinator's are those that nobody leads, or that an external
	 * party without an address leads. */
	[OVERDUE] = ITEM WAKES
	" FROM activity a" OF_PLAN " WHERE a.due < ?2 AND " IS_GOING_ON
	" AND a.lead IN"
	" (SELECT code FROM department WHERE"
	"  instr(', ' || lower(?1) || ',', ', ' || lower(mail) || ',')"
	"  OR (?3 AND mail = ''))"
	" UNION ALL " ITEM WAKES " FROM activity a" OF_PLAN
	" WHERE ?3 AND a.due < ?2 AND " IS_GOING_ON
	" AND a.lead IS NULL ORDER BY 9, 1",
	[DATED] = ITEM " FROM activity a" OF_PLAN " WHERE " IS_GOING_ON
		       " AND a.due BETWEEN ?1 AND ?2 ORDER BY a.due, a.id",
	[UNCLEAR] = ITEM " FROM activity a" OF_PLAN " WHERE " IS_GOING_ON
			 " AND a.unclear_at IS NOT NULL ORDER BY a.id",
	/* What was carried is told under its new number. */
	[ANSWERED] = ITEM " FROM activity a" OF_PLAN
			  " WHERE a.id IN (" SAID_SINCE " AND own)"
			  " AND a.carried_to IS NULL ORDER BY a.id",
	[NOTED] = ITEM " FROM activity a" OF_PLAN " WHERE a.id IN (" SAID_SINCE
		       " EXCEPT " SAID_SINCE " AND own)"
		       " AND a.carried_to IS NULL ORDER BY a.id",
	NULL,
};

/* --- its words --- */

static bool is_quiet(const struct due_items *due_items, struct day day)
{
	return day_is_some(day) && workday_is(&due_items->workdays, day) &&
	    !workday_is(&due_items->sending_days, day);
}

static void fill_lead(const struct due_items *due_items, const char *code,
    struct letter_item *words)
{
	const struct due_recipient *lead = due_items_lead(due_items, code);

	words->lead = lead != NULL ? lead->name : NULL;
	words->lead_mail = lead != NULL && !lead->relayed ? lead->mail : "";
}

static void fill_words(struct due_items *due_items, const struct rows *rows,
    struct letter_item *words)
{
	const struct due_plan *plan =
	    due_items_plan(due_items, rows_text(rows, PLAN));
	struct arena *arena = due_items->arena;

	*words = (struct letter_item){
		.id = rows_integer(rows, ID),
		.activity = rows_copy(rows, ACTIVITY, arena),
		.purpose = rows_copy(rows, PURPOSE, arena),
		.carried_from = rows_integer(rows, CARRIED_FROM),
		.carried_plan = rows_copy(rows, CARRIED_PLAN, arena),
		.plan = plan != NULL ? plan->words.title : "",
		.case_number = plan != NULL ? plan->words.case_number : NULL,
		.of = plan != NULL ? &plan->words : NULL,
		.timeframe = rows_copy(rows, TIMEFRAME, arena),
		.start = rows_day(rows, START),
		.due = rows_day(rows, DUE),
		.regular = DAY_NONE,
		.next = DAY_NONE,
		.reminder = DAY_NONE,
		.acknowledged = DAY_NONE,
		.noted = DAY_NONE,
		.answer = { .at = DAY_NONE, .expected = DAY_NONE },
		.held_until = DAY_NONE,
		.previous_due = DAY_NONE,
		.undated = strcmp(rows_text(rows, KIND), "undated") == 0,
		.vague = rows_integer(rows, VAGUE) != 0,
		.equal =
		    (rows_integer(rows, UNRESOLVED) & UNRESOLVED_EQUAL) != 0,
		.reason = rows_copy(rows, REASON, arena),
		.named = rows_copy(rows, OWNER_TEXT, arena),
	};
	words->due_is_quiet = is_quiet(due_items, words->due);
	fill_lead(due_items, rows_text(rows, LEAD), words);
}

/* --- its place on the ladder --- */

/* What has no end is reviewed; what has no date at all is unclear. */
static bool is_reviewed(const char *kind)
{
	return strcmp(kind, "ongoing") == 0 || strcmp(kind, "open") == 0 ||
	    strcmp(kind, "recurring") == 0 || strcmp(kind, "event") == 0;
}

/* The words' own interval or month, else the activity's, else the plan's. */
static void fill_review(const struct rows *rows, struct ladder_item *ladder)
{
	int months = (int)rows_integer(rows, INTERVAL_MONTHS);
	int month = (int)rows_integer(rows, REVIEW_MONTH);

	if (!is_reviewed(rows_text(rows, KIND)))
		return;
	ladder->review = (struct interval){ .months = months };
	ladder->review_month = month;
	if (months == 0 && month == 0 &&
	    !interval_read(rows_text(rows, REVIEW), &ladder->review))
		return;
	ladder->reviewed =
	    day_is_some(ladder->start) ? ladder->start : ladder->period;
}

/* Asked about in its own letters only where there is no weekly one. */
static struct day unclear_since(
    const struct due_items *due_items, const struct rows *rows)
{
	struct instant since = { rows_integer(rows, UNCLEAR_AT) };

	if (rows_null(rows, UNCLEAR_AT) || due_items->settings.digest != 0)
		return DAY_NONE;
	if (since.seconds < due_items->settings.digest_set.seconds)
		since = due_items->settings.digest_set;
	return schedule_joins(&due_items->schedule, since);
}

static void fill_ladder(
    struct due_items *due_items, const struct rows *rows, struct due_item *item)
{
	struct ladder_item *ladder = &item->ladder;
	struct day added = row_instant(rows, ADDED_AT);
	struct day adopted =
	    item->plan != NULL ? item->plan->words.adopted : DAY_NONE;

	*ladder = (struct ladder_item){
		.start = item->words.start,
		.due = item->words.due,
		.period = day_is_some(adopted) ? adopted : added,
		.joins = schedule_joins(&due_items->schedule, item->due_set_at),
		.planned = strcmp(rows_text(rows, STATUS), "planned") == 0,
		.unclear = unclear_since(due_items, rows),
		.heard = DAY_NONE,
		.silence = added,
		.reviewed = DAY_NONE,
		.moved = DAY_NONE,
		.taken = DAY_NONE,
		.climb = { DAY_NONE, 0, -1, DAY_NONE },
		.held_until = DAY_NONE,
	};
	fill_review(rows, ladder);
}

/* The first reader is the lead's. */
static void fill_reader(
    struct due_items *due_items, const struct rows *rows, struct due_item *item)
{
	struct instant set_at = { rows_integer(rows, LEAD_SET_AT) };
	struct ladder_reader *reader = &item->readers[0].ladder;

	reader->joins = schedule_joins(&due_items->schedule, set_at);
	if (rows_integer(rows, LEAD_TOLD) == 0 &&
	    item->rungs->rungs[STAGE_ASSIGNED].count > 0)
		reader->assigned = due_items_first_run(due_items, set_at);
}

static struct due_has has_of(const struct rows *rows)
{
	return (struct due_has){
		.notices = rows_integer(rows, HAS_NOTICES) != 0,
		.notes = rows_integer(rows, HAS_NOTES) != 0,
		.cooperating = rows_integer(rows, HAS_COOPERATING) != 0,
		.transfers = rows_integer(rows, HAS_TRANSFERS) != 0,
		.moves = rows_integer(rows, DUE_VERSION) > 1,
	};
}

static void fill_item(
    struct due_items *due_items, const struct rows *rows, struct due_item *item)
{
	*item = (struct due_item){
		.plan = due_items_plan(due_items, rows_text(rows, PLAN)),
		.due_version = rows_integer(rows, DUE_VERSION),
		.due_set_at = { rows_integer(rows, DUE_SET_AT) },
		.lead_version = rows_integer(rows, LEAD_VERSION),
		.rungs = ladders_of(&due_items->ladders, rows_text(rows, PLAN)),
	};
	fill_words(due_items, rows, &item->words);
	fill_ladder(due_items, rows, item);
	due_readers_open(due_items, item, rows_text(rows, LEAD));
	fill_reader(due_items, rows, item);
}

/* --- several --- */

static struct due_item *next_item(struct due_items *due_items)
{
	due_items->items = grow(due_items->items, due_items->count,
	    &due_items->capacity, sizeof(*due_items->items));
	return &due_items->items[due_items->count++];
}

static int due_item_add_items(struct due_items *due_items, struct store *store,
    int statement, const struct value *values, struct err *err)
{
	int result;
	struct rows rows = store_query(store, item_sql, statement, values);

	while ((result = rows_next(&rows, err)) == 1) {
		struct due_item *item = next_item(due_items);
		struct due_has has = has_of(&rows);

		fill_item(due_items, &rows, item);
		if (due_item_add_history(due_items, item, &has, store, err) !=
		    0) {
			rows_end(&rows);
			return -1;
		}
	}
	return result;
}

int due_items_add_due(struct due_items *due_items, struct store *store,
    struct day last, struct err *err)
{
	return due_item_add_items(
	    due_items, store, WAKING, BIND(DAY(last)), err);
}

/* Moves on to the last item there is. */
static int due_item_mark(const struct due_items *due_items, struct store *store,
    struct due_place *place, struct err *err)
{
	struct rows rows;
	int result;

	place->activity = due_items->items[due_items->count - 1].words.id;
	rows = store_query(
	    store, item_sql, WAKES_AT, BIND(INTEGER(place->activity)));
	result = rows_next(&rows, err);
	if (result == 1)
		snprintf(
		    place->day, sizeof(place->day), "%s", rows_text(&rows, 0));
	rows_end(&rows);
	return result == 1 ? 1 : -1;
}

int due_items_add_due_part(struct due_items *due_items, struct store *store,
    struct day last, struct due_place *place, int64_t most, struct err *err)
{
	size_t before = due_items->count;

	if (due_item_add_items(due_items, store, WAKING_ON,
		BIND(TEXT(place->day), INTEGER(place->activity), INTEGER(most)),
		err) != 0)
		return -1;
	most -= (int64_t)(due_items->count - before);
	if (most > 0 &&
	    due_item_add_items(due_items, store, WAKING_AFTER,
		BIND(TEXT(place->day), DAY(last), INTEGER(most)), err) != 0)
		return -1;
	if (due_items->count == before)
		return 0;
	return due_item_mark(due_items, store, place, err);
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

static int list_item(struct due_items *due_items, struct store *store,
    const struct due_list *wanted, const struct rows *rows,
    struct letter_item *item, struct err *err)
{
	fill_words(due_items, rows, item);
	if (day_is_some(item->due))
		item->late = workday_between(&due_items->workdays, item->due,
		    day_plus(wanted->to, wanted->what == DUE_DATED));
	return rows_integer(rows, HAS_NOTES) != 0
	    ? due_answers_last(due_items, item,
		  wanted->what == DUE_ANSWERED    ? DUE_ANSWER_OWN
		      : wanted->what == DUE_NOTED ? DUE_ANSWER_LAST
						  : DUE_ANSWER_STANDING,
		  store, err)
	    : 0;
}

int due_items_list(struct due_items *due_items, struct store *store,
    struct due_list wanted, const struct letter_item **list, size_t *count,
    size_t *all, struct err *err)
{
	struct letter_item *items =
	    arena_alloc(due_items->arena, wanted.most * sizeof(*items) + 1);
	static const int statements[] = {
		[DUE_DATED] = DATED,
		[DUE_UNCLEAR] = UNCLEAR,
		[DUE_ANSWERED] = ANSWERED,
		[DUE_NOTED] = NOTED,
	};
	const struct value *values = wanted.what == DUE_DATED
	    ? BIND(DAY(wanted.from), DAY(wanted.to))
	    : wanted.what == DUE_UNCLEAR ? BIND_NONE
					 : BIND(INTEGER(wanted.after));
	struct rows rows =
	    store_query(store, item_sql, statements[wanted.what], values);
	int result;

	*list = items;
	*count = *all = 0;
	while ((result = rows_next(&rows, err)) == 1) {
		++*all;
		if (*count == wanted.most)
			continue;
		if (list_item(due_items, store, &wanted, &rows,
			&items[(*count)++], err) != 0)
			break;
	}
	rows_end(&rows);
	return result == 0 ? 0 : -1;
}

int due_items_overdue(struct due_items *due_items, struct store *store,
    const char *address, struct day day, struct letter_item **list,
    size_t *count, struct err *err)
{
	bool coordinator =
	    strcasecmp(address, due_items->settings.coordinator) == 0;
	struct letter_item *items = NULL;
	size_t found = 0, capacity = 0;
	int result;
	struct rows rows = store_query(store, item_sql, OVERDUE,
	    BIND(TEXT(address), DAY(day), INTEGER(coordinator)));

	while ((result = rows_next(&rows, err)) == 1) {
		items = grow(items, found, &capacity, sizeof(*items));
		fill_words(due_items, &rows, &items[found]);
		items[found].next = rows_day(&rows, WAKES_ON);
		if (rows_integer(&rows, HAS_NOTES) != 0 &&
		    due_answers_last(due_items, &items[found],
			DUE_ANSWER_STANDING, store, err) != 0)
			break;
		found++;
	}
	rows_end(&rows);
	*count = found;
	*list = arena_alloc(due_items->arena, found * sizeof(*items) + 1);
	if (found > 0)
		memcpy(*list, items, found * sizeof(*items));
	free(items);
	return result == 0 ? 0 : -1;
}
