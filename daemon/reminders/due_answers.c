/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/due_answers.h"

#include "daemon/ladder/ladder_late.h"
#include "daemon/reminders/due_items.h"
#include "daemon/reminders/row_values.h"

#define WORDS_MAX 200 /* characters of an answer that letters repeat */

enum { HEARD, ANSWERS, ANSWER };

/* clang-format off */
/* As `planvakt answer` keeps a line that asks for a new due date: its words
 * from the one for needing on (client/answer_words.c). */
#define NEEDS_DATE \
	"(note LIKE 'behöv%datum%' OR note LIKE 'behöv%tid%'" \
	" OR note LIKE 'need%date%' OR note LIKE 'need%deadline%'" \
	" OR note LIKE 'need%time%')"
/* The lead's last words, where they ask for a date that it still waits for. */
#define AWAITS_DATE \
	"(own AND n.answered IS NOT NULL AND " NEEDS_DATE " AND n.due_version" \
	" = (SELECT due_version FROM activity WHERE id = ?1)" \
	" AND n.seq = (SELECT max(seq) FROM progress_note" \
	"  WHERE activity = ?1 AND own AND answered IS NOT NULL))"
/* clang-format on */

const char *const answers_sql[] = {
	[HEARD] = "SELECT max(at) FROM progress_note WHERE activity = ?1",
	/* And until when that lead had it, in the plans before, too; 1e12 is
	 * far. Most have had one lead in one plan: they need no look. */
	[ANSWERS] = "WITH RECURSIVE before (id) AS (VALUES (?1) UNION ALL"
		    "  SELECT a.carried_from FROM before JOIN activity a"
		    "  ON a.id = before.id WHERE a.carried_from IS NOT NULL)"
		    " SELECT at, holds, lead_version,"
		    " iif(?4 OR EXISTS (SELECT 1 FROM transfer"
		    "  WHERE activity = ?1), (SELECT coalesce(min(t.at),"
		    "  1000000000000) FROM transfer t"
		    "  WHERE t.activity IN before AND t.seq > n.seq),"
		    "  1000000000000)"
		    " FROM progress_note n"
		    " WHERE activity = ?1 AND due_version = ?2"
		    " AND (answered = ?3 OR EXISTS (SELECT 1 FROM department"
		    "  WHERE code = answered AND successor = ?3))"
		    " AND holds IS NOT NULL ORDER BY seq",
	[ANSWER] = "SELECT at, coalesce(answered, reported_by),"
		   " iif(answered IS NULL AND note <> '', '', status),"
		   " progress, expected,"
		   " substr(note, 1, ?2), own,"
		   " status IN ('done', 'dropped') AND EXISTS (SELECT 1"
		   "  FROM due_history h JOIN entry_method e"
		   "  ON e.seq = h.seq WHERE h.activity = ?1"
		   "  AND h.seq > n.seq AND e.method = 'activity.reopen'),"
		   " own AND n.due_version = (SELECT due_version FROM activity"
		   "  WHERE id = ?1) AND status NOT IN ('done', 'dropped')"
		   " AND " NEEDS_DATE
		   " FROM progress_note n WHERE activity = ?1 AND " IS_ANSWER
		   " AND (own OR ?3 <> 'own')"
		   " ORDER BY iif(?3 = 'standing',"
		   "  2 * " AWAITS_DATE " + (answered IS NOT NULL), 0) DESC,"
		   " seq DESC LIMIT 1",
	NULL,
};

/* The columns of ANSWER. */
/* clang-format off */
enum {
	ANSWER_AT, ANSWER_BY, ANSWER_STATUS, ANSWER_PROGRESS, ANSWER_EXPECTED,
	ANSWER_WORDS, ANSWER_OWN, ANSWER_REOPENED, ANSWER_NEEDS_DATE
};
/* clang-format on */

/* The columns of ANSWERS. */
enum { ANSWERS_AT, ANSWERS_HOLDS, ANSWERS_LEAD_VERSION, ANSWERS_LEFT };

/* One more hold, where another may begin. */
static void begin_hold(struct ladder_item *ladder, struct day until, bool mine)
{
	if (!day_is_some(until) || ladder->holds_begun == HOLDS_MAX)
		return;
	ladder->holds_begun++;
	if (mine)
		ladder->held_until = until;
}

/* An answer before the `due` letter holds from it on, where it lasts so long
 * and its lead, too; of several the last. */
static int add_holds(struct due_items *due_items, struct due_item *item,
    struct store *store, struct err *err)
{
	struct ladder_item *ladder = &item->ladder;
	struct day letter =
	    ladder_due_letter(ladder->due, &due_items->sending_days);
	int64_t due = schedule_moment(&due_items->schedule, letter).seconds;
	struct day early = DAY_NONE;
	bool early_mine = false;
	int result;
	struct rows rows = store_query(store, answers_sql, ANSWERS,
	    BIND(INTEGER(item->words.id), INTEGER(item->due_version),
		TEXT(item->lead->department),
		INTEGER(item->words.carried_from != 0)));

	while ((result = rows_next(&rows, err)) == 1) {
		struct day until = rows_day(&rows, ANSWERS_HOLDS);
		bool mine = rows_integer(&rows, ANSWERS_LEAD_VERSION) ==
		    item->lead_version;

		if (rows_integer(&rows, ANSWERS_AT) >= due) {
			begin_hold(ladder, early, early_mine);
			begin_hold(ladder, until, mine);
			early = DAY_NONE;
		} else if (rows_integer(&rows, ANSWERS_LEFT) >= due) {
			early =
			    day_compare(until, letter) < 0 ? DAY_NONE : until;
			early_mine = mine;
		}
	}
	begin_hold(ladder, early, early_mine);
	item->words.held_until = ladder->held_until;
	return result;
}

int due_answers_last(struct due_items *due_items, struct letter_item *words,
    enum due_answer which, struct store *store, struct err *err)
{
	static const char *const words_of[] = { [DUE_ANSWER_LAST] = "last",
		[DUE_ANSWER_OWN] = "own",
		[DUE_ANSWER_STANDING] = "standing" };
	const struct due_recipient *by;
	struct rows rows = store_query(store, answers_sql, ANSWER,
	    BIND(
		INTEGER(words->id), INTEGER(WORDS_MAX), TEXT(words_of[which])));
	int result = rows_next(&rows, err);

	if (result == 1) {
		by = due_items_lead(due_items, rows_text(&rows, ANSWER_BY));
		words->answer = (struct letter_answer){
			.at = row_instant(&rows, ANSWER_AT),
			.by = by != NULL ? by->name : "",
			.status =
			    rows_copy(&rows, ANSWER_STATUS, due_items->arena),
			.progress = (int)rows_integer(&rows, ANSWER_PROGRESS),
			.expected = rows_day(&rows, ANSWER_EXPECTED),
			.words =
			    rows_copy(&rows, ANSWER_WORDS, due_items->arena),
			.noted = rows_integer(&rows, ANSWER_OWN) == 0,
			.reopened = rows_integer(&rows, ANSWER_REOPENED) != 0,
			.needs_date =
			    rows_integer(&rows, ANSWER_NEEDS_DATE) != 0,
		};
	}
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

int due_answers_add(struct due_items *due_items, struct due_item *item,
    struct store *store, struct err *err)
{
	struct ladder_item *ladder = &item->ladder;
	struct rows rows = store_query(
	    store, answers_sql, HEARD, BIND(INTEGER(item->words.id)));
	int result = rows_next(&rows, err);

	if (result == 1)
		ladder->heard = row_instant(&rows, 0);
	rows_end(&rows);
	if (result < 0)
		return -1;
	if (day_is_some(ladder->heard)) /* maybe before it was carried here */
		ladder->silence = ladder->heard;
	item->words.noted = ladder->heard;
	if (day_is_some(ladder->due) && item->lead->department[0] != '\0' &&
	    add_holds(due_items, item, store, err) != 0)
		return -1;
	return due_answers_last(
	    due_items, &item->words, DUE_ANSWER_STANDING, store, err);
}
