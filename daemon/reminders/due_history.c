/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/due_history.h"

#include <string.h>

#include "daemon/commands/activity.h"
#include "daemon/ladder/ladder_late.h"
#include "daemon/reminders/due_answers.h"
#include "daemon/reminders/due_before.h"
#include "daemon/reminders/due_readers.h"
#include "daemon/reminders/row_values.h"

enum { HISTORY, ACCEPTED, CLIMBED, MOVED, SNOOZES, ACKNOWLEDGED };

const char *const history_sql[] = {
	/* Where nobody leads anew, it does not matter who has led. */
	[HISTORY] =
	    "SELECT n.stage, n.role,"
	    " coalesce(p.successor, n.department), max(n.regular),"
	    " max(d.run), count(DISTINCT"
	    " iif(" DUE_UNSENT ", NULL, n.regular)),"
	    " max(n.acknowledged_at),"
	    " max(p.successor IS NULL AND NOT " DUE_UNSENT "),"
	    " max(iif(p.successor IS NULL OR " DUE_UNSENT ", NULL, p.name))"
	    " FROM notice n LEFT JOIN dispatch d ON d.id = n.dispatch"
	    " LEFT JOIN department p ON p.code = n.department"
	    " WHERE n.activity = ?1"
	    " AND (n.due_version = ?2 OR n.stage = 'unclear')"
	    " AND n.lead_version IN (0, ?3)"
	    " GROUP BY 1, 2, 3",
	[ACCEPTED] = "SELECT min(d.settled_at) FROM notice n"
		     " JOIN dispatch d ON d.id = n.dispatch"
		     " WHERE n.activity = ?1 AND n.due_version = ?2"
		     " AND n.lead_version = ?3 AND d.state = 'accepted'"
		     " AND (n.stage = 'overdue'"
		     "  OR (?4 AND n.stage = 'assigned' AND n.role = 'lead'))",
	[CLIMBED] = "SELECT n.rung, coalesce(d.run, n.regular), n.held"
		    " FROM notice n LEFT JOIN dispatch d ON d.id = n.dispatch"
		    " WHERE n.activity = ?1 AND n.due_version = ?2"
		    " AND n.lead_version = ?3 AND n.stage = 'escalated'"
		    " ORDER BY n.id",
	/* The due date of which anything was told last, or the first: times
	 * without one are passed over. */
	[MOVED] = "SELECT h.due, (SELECT decision FROM due_history"
		  "  WHERE activity = ?1 AND version = ?2)"
		  " FROM due_history h WHERE h.activity = ?1"
		  " AND h.version < ?2 AND h.due IS NOT NULL"
		  " AND (NOT EXISTS (SELECT 1 FROM due_history b WHERE"
		  "   b.activity = ?1 AND b.version < h.version"
		  "   AND b.due IS NOT NULL)"
		  "  OR EXISTS (SELECT 1 FROM notice n WHERE n.activity = ?1"
		  "   AND n.due_version = h.version))"
		  " ORDER BY h.version DESC LIMIT 1",
	[SNOOZES] = "SELECT department, until FROM snooze"
		    " WHERE activity = ?1 AND due_version = ?2",
	[ACKNOWLEDGED] = "SELECT department, until FROM acknowledgement"
			 " WHERE activity = ?1 AND due_version = ?2",
	NULL,
};

/* The columns of CLIMBED. */
enum { CLIMBED_RUNG, CLIMBED_DAY, CLIMBED_HELD };

/* The columns of HISTORY. */
/* clang-format off */
enum {
	HISTORY_STAGE, HISTORY_ROLE, HISTORY_DEPARTMENT, HISTORY_REGULAR,
	HISTORY_RUN, HISTORY_COUNT, HISTORY_ACKNOWLEDGED, HISTORY_OWN,
	HISTORY_REPLACED
};
/* clang-format on */

/* --- what they have heard --- */

static struct day later(struct day a, struct day b)
{
	return !day_is_some(a) || (day_is_some(b) && day_compare(a, b) < 0) ? b
									    : a;
}

/* Until the lead itself has had a letter, those before it were another's. */
static void take_replaced(struct due_items *due_items, struct due_item *item,
    const struct rows *rows, bool *own)
{
	*own |= rows_integer(rows, HISTORY_OWN) != 0;
	if (*own)
		item->words.replaced = NULL;
	else if (!rows_null(rows, HISTORY_REPLACED))
		item->words.replaced =
		    rows_copy(rows, HISTORY_REPLACED, due_items->arena);
}

static void take_history(struct due_item *item, const struct rows *rows)
{
	enum stage stage = row_stage(rows, HISTORY_STAGE);
	struct due_reader *reader = due_readers_find(item,
	    row_role(rows, HISTORY_ROLE), rows_text(rows, HISTORY_DEPARTMENT));
	struct day *noticed;

	if (!rows_null(rows, HISTORY_ACKNOWLEDGED) &&
	    reader == &item->readers[0])
		item->words.acknowledged = later(item->words.acknowledged,
		    row_instant(rows, HISTORY_ACKNOWLEDGED));
	if (reader == NULL)
		return;
	noticed = &reader->ladder.noticed[ladder_chain(stage)];
	*noticed = later(*noticed, rows_day(rows, HISTORY_REGULAR));
	if (stage == STAGE_ASSIGNED) {
		*noticed = later(*noticed, rows_day(rows, HISTORY_RUN));
		/* It named this due date. */
		reader->ladder.noticed[CHAIN_MOVED] =
		    later(reader->ladder.noticed[CHAIN_MOVED], *noticed);
	}
	reader->sent[stage] = rows_integer(rows, HISTORY_COUNT);
}

static int add_notices(struct due_items *due_items, struct due_item *item,
    struct store *store, struct err *err)
{
	bool own = false;
	int result;
	struct rows rows = store_query(store, history_sql, HISTORY,
	    BIND(INTEGER(item->words.id), INTEGER(item->due_version),
		INTEGER(item->lead_version), INTEGER(due_items->absorbs)));

	while ((result = rows_next(&rows, err)) == 1) {
		take_history(item, &rows);
		if (due_readers_find(item, row_role(&rows, HISTORY_ROLE),
			rows_text(&rows, HISTORY_DEPARTMENT)) ==
		    &item->readers[0])
			take_replaced(due_items, item, &rows, &own);
	}
	return result;
}

/* Taken over when it was late, it begins with the letter that says so. */
static void add_taken(const struct due_items *due_items, struct due_item *item)
{
	struct due_reader *lead = &item->readers[0];
	struct day since = lead->ladder.noticed[CHAIN_ASSIGNED];

	if (item->lead_version <= 1 || lead->role != TOLD_LEAD ||
	    !day_is_some(item->ladder.due))
		return;
	if (day_is_some(lead->ladder.assigned))
		since = workday_from(
		    &due_items->sending_days, lead->ladder.assigned);
	if (!day_is_some(since) || day_compare(since, item->ladder.due) <= 0)
		return;
	item->ladder.taken = since;
	lead->sent[STAGE_OVERDUE] += lead->sent[STAGE_ASSIGNED] > 0;
}

static int add_climb(
    struct due_item *item, struct store *store, struct err *err)
{
	struct climb *climb = &item->ladder.climb;
	struct rows rows = store_query(store, history_sql, ACCEPTED,
	    BIND(INTEGER(item->words.id), INTEGER(item->due_version),
		INTEGER(item->lead_version),
		INTEGER(day_is_some(item->ladder.taken))));
	int result = rows_next(&rows, err);

	if (result == 1)
		climb->from = row_instant(&rows, 0);
	rows_end(&rows);
	if (result < 0)
		return -1;
	rows = store_query(store, history_sql, CLIMBED,
	    BIND(INTEGER(item->words.id), INTEGER(item->due_version),
		INTEGER(item->lead_version)));
	while ((result = rows_next(&rows, err)) == 1)
		climb_note(climb, &item->rungs->rungs[STAGE_ESCALATED],
		    (int)rows_integer(&rows, CLIMBED_RUNG),
		    rows_day(&rows, CLIMBED_DAY),
		    rows_integer(&rows, CLIMBED_HELD) != 0);
	return result;
}

/* --- silences --- */

/* The days of a statement, by department, to the readers it names. */
static int add_silences(
    struct due_item *item, struct store *store, int statement, struct err *err)
{
	int result;
	struct rows rows = store_query(store, history_sql, statement,
	    BIND(INTEGER(item->words.id), INTEGER(item->due_version)));

	while ((result = rows_next(&rows, err)) == 1)
		for (size_t i = 0; i < item->reader_count; i++) {
			struct due_reader *reader = &item->readers[i];

			if ((reader->role != TOLD_LEAD &&
				reader->role != TOLD_COOPERATING) ||
			    strcmp(reader->to->department,
				rows_text(&rows, 0)) != 0)
				continue;
			if (statement == SNOOZES)
				reader->silent_until = rows_day(&rows, 1);
			else
				reader->acknowledged_until = rows_day(&rows, 1);
		}
	return result;
}

static int add_moved(struct due_items *due_items, struct due_item *item,
    struct store *store, struct err *err)
{
	struct rows rows = store_query(store, history_sql, MOVED,
	    BIND(INTEGER(item->words.id), INTEGER(item->due_version)));
	int result = rows_next(&rows, err);

	if (result == 1 && day_is_some(item->ladder.due)) {
		item->words.previous_due = rows_day(&rows, 0);
		item->words.move_decision =
		    rows_copy(&rows, 1, due_items->arena);
		if (day_compare(item->words.previous_due, item->ladder.due) !=
		    0)
			item->ladder.moved =
			    due_items_first_run(due_items, item->due_set_at);
	}
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

int due_item_add_history(struct due_items *due_items, struct due_item *item,
    const struct due_has *has, struct store *store, struct err *err)
{
	if ((has->cooperating &&
		due_readers_add_cooperating(due_items, item, store, err) !=
		    0) ||
	    (has->transfers &&
		due_readers_add_former(due_items, item, store, err) != 0) ||
	    (has->moves && add_moved(due_items, item, store, err) != 0) ||
	    (has->notices && add_notices(due_items, item, store, err) != 0) ||
	    (item->words.carried_from != 0 &&
		due_before_add(due_items, item, store, err) != 0))
		return -1;
	add_taken(due_items, item);
	if (has->notices &&
	    (add_silences(item, store, SNOOZES, err) != 0 ||
		add_silences(item, store, ACKNOWLEDGED, err) != 0 ||
		add_climb(item, store, err) != 0))
		return -1;
	return has->notes ? due_answers_add(due_items, item, store, err) : 0;
}
