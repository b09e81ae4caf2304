/* SPDX-License-Identifier: ISC */
#include "daemon/commands/import_row.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/commands/activity_progress.h"
#include "daemon/commands/activity_transfer.h"
#include "daemon/commands/families.h"
#include "daemon/commands/import_note.h"
#include "daemon/commands/import_text.h"
#include "daemon/calendar/json_day.h"
#include "protocol/json_member.h"

enum { ADOPT_KEY, CELLS, REMEMBER, REMEMBER_NEW, REWORD };

#define REMEMBERED                                                             \
	"INSERT INTO imported VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"     \
	" ?10, ?11, ?12, ?13, ?14)"

static const char *const import_row_sql[] = {
	[ADOPT_KEY] = "UPDATE activity SET key = ?2 WHERE id = ?1"
		      " AND key IS NULL",
	/* What the cells are compared with: the last import's, and before
	 * any, and for a list of ours (?2), the activity's own. */
	[CELLS] = "SELECT coalesce(iif(?2, NULL, i.text), a.activity),"
		  " coalesce(iif(?2, NULL, i.purpose), a.purpose),"
		  " coalesce(iif(?2, NULL, i.timeframe), a.timeframe),"
		  " coalesce(iif(?2, NULL, i.owner), a.owner_text),"
		  " coalesce(iif(?2, NULL, i.areas), a.areas),"
		  " coalesce(iif(?2, NULL, i.strategies), a.strategies),"
		  " coalesce(iif(?2, NULL, i.goal), a.goal),"
		  " coalesce(iif(?2, NULL, i.other), a.other),"
		  " iif(?2, NULL, i.status), iif(?2, NULL, i.comment),"
		  " iif(?2, NULL, i.progress)"
		  " FROM activity a LEFT JOIN imported i ON i.activity = a.id"
		  " WHERE a.id = ?1",
	[REMEMBER_NEW] = REMEMBERED,
	[REMEMBER] =
	    REMEMBERED " ON CONFLICT (activity) DO UPDATE SET"
		       " text = excluded.text,"
		       " purpose = coalesce(excluded.purpose, purpose),"
		       " timeframe = coalesce(excluded.timeframe, timeframe),"
		       " owner = coalesce(excluded.owner, owner),"
		       " areas = coalesce(excluded.areas, areas),"
		       " strategies = coalesce(excluded.strategies,"
		       "  strategies),"
		       " goal = coalesce(excluded.goal, goal),"
		       " status = coalesce(excluded.status, status),"
		       " comment = coalesce(excluded.comment, comment),"
		       " date = coalesce(excluded.date, date),"
		       " progress = coalesce(excluded.progress, progress),"
		       " other = iif(excluded.other IS NULL, other,"
		       "  json_patch(coalesce(other, '{}'), excluded.other))",
	/* The same days in other words. */
	[REWORD] = "UPDATE activity SET timeframe = ?2 WHERE id = ?1",
	NULL,
};

static const char *or_empty(const char *text)
{
	return text != NULL ? text : "";
}

static int import_remember(struct import *import, const struct import_row *row,
    int64_t id, int statement, struct err *err)
{
	return store_run(import->invocation->store, import_row_sql, statement,
	    BIND(INTEGER(id), TEXT(import->plan), TEXT(row->text),
		TEXT(row->purpose), TEXT(row->timeframe), TEXT(row->owner),
		TEXT(row->areas), TEXT(row->strategies), TEXT(row->goal),
		TEXT(row->status), TEXT(row->comment), TEXT(row->date),
		TEXT(row->progress), TEXT(row->other)),
	    err);
}

/* --- a new activity --- */

int import_row_add(struct import *import, const struct import_row *row,
    int64_t *id, struct err *err)
{
	struct activity activity = {
		.plan = import->plan,
		.key = row->key,
		.activity = row->text,
		.purpose = or_empty(row->purpose),
		.timeframe = or_empty(row->timeframe),
		.due = row->due,
		.owner = row->reading,
		.areas = row->areas != NULL ? row->areas : "[]",
		.strategies = row->strategies != NULL ? row->strategies : "[]",
		.goal = row->goal,
		.other = row->other,
		.review = row->review,
		.progress = import_note_state(row, &ACTIVITY_PROGRESS_NONE),
	};

	if (activity_put(import->invocation, &activity, id, err) != 0 ||
	    import_note_add(import, row, *id, &activity.progress, err) != 0)
		return -1;
	return import_remember(import, row, *id, REMEMBER_NEW, err);
}

/* --- one that is there --- */

/* What a row's cells are compared with. In the arena. */
struct cells {
	const char *text, *purpose, *timeframe, *owner, *areas, *strategies;
	const char *goal, *other;
	const char *status, *comment, *progress; /* or NULL */
	struct activity_state now;
};

/* The columns of CELLS. */
/* clang-format off */
enum {
	CELL_TEXT, CELL_PURPOSE, CELL_TIMEFRAME, CELL_OWNER, CELL_AREAS,
	CELL_STRATEGIES, CELL_GOAL, CELL_OTHER, CELL_STATUS, CELL_COMMENT,
	CELL_PROGRESS
};
/* clang-format on */

static struct cells take_cells(const struct rows *rows, struct arena *arena)
{
	return (struct cells){
		.text = rows_copy(rows, CELL_TEXT, arena),
		.purpose = rows_copy(rows, CELL_PURPOSE, arena),
		.timeframe = rows_copy(rows, CELL_TIMEFRAME, arena),
		.owner = rows_copy(rows, CELL_OWNER, arena),
		.areas = rows_copy(rows, CELL_AREAS, arena),
		.strategies = rows_copy(rows, CELL_STRATEGIES, arena),
		.goal = rows_copy(rows, CELL_GOAL, arena),
		.other = rows_copy(rows, CELL_OTHER, arena),
		.status = rows_copy(rows, CELL_STATUS, arena),
		.comment = rows_copy(rows, CELL_COMMENT, arena),
		.progress = rows_copy(rows, CELL_PROGRESS, arena),
	};
}

static int fetch_cells(struct import *import, const struct import_row *row,
    int64_t id, struct cells *cells, struct err *err)
{
	struct invocation *invocation = import->invocation;
	struct rows rows = store_query(invocation->store, import_row_sql, CELLS,
	    BIND(INTEGER(id), INTEGER(row->is_own)));
	int result = rows_next(&rows, err);

	if (result == 1)
		*cells = take_cells(&rows, invocation->arena);
	rows_end(&rows);
	if (result == 0)
		return err_set(err, ERR_INTERNAL,
		    "activity %" PRId64 " of the reading is not there", id);
	return result == 1 ? activity_find(invocation, id, &cells->now, err)
			   : -1;
}

/* The new cell where it changed, NULL where it stays. */
static const char *if_changed(const char *new, const char *old)
{
	return new != NULL && !import_same(new, or_empty(old)) ? new : NULL;
}

/* A due date is moved by decision, of what is open; one that comes where there
 * was none is no move. */
static int check_move(struct import *import, const struct import_row *row,
    int64_t id, const struct cells *cells, struct err *err)
{
	if (import->decision == NULL && day_is_some(cells->now.due) &&
	    day_compare(cells->now.due, row->due.due) != 0)
		return err_set(err, ERR_INVALID,
		    "line %" PRId64 ", timeframe: differs from the last"
		    " import; a due date is moved by decision: give --decision"
		    " REF; nothing was imported",
		    row->line);
	if (cells->now.status < STATUS_DONE)
		return 0;
	return err_set(err, ERR_CONFLICT,
	    "line %" PRId64 ", timeframe: activity %" PRId64 " is %-s: reopen"
	    " it first; nothing was imported",
	    row->line, id, status_words[cells->now.status]);
}

static bool same_days(const struct cells *cells, const struct due *due)
{
	return cells->now.kind == due->kind &&
	    day_compare(cells->now.start, due->start) == 0 &&
	    day_compare(cells->now.end, due->end) == 0;
}

/* A year that was left out before reads the same words now, of what is open. */
static bool is_read_now(const struct import_row *row, const struct cells *cells)
{
	return row->by_year && cells->now.kind == TIMEFRAME_UNDATED &&
	    cells->now.status < STATUS_DONE &&
	    import_same(or_empty(row->timeframe), cells->now.timeframe);
}

static int change_due(struct import *import, const struct import_row *row,
    int64_t id, const struct cells *cells, bool *changed, struct err *err)
{
	bool is_read = is_read_now(row, cells);
	const char *text = is_read
	    ? row->timeframe
	    : if_changed(row->timeframe, cells->timeframe);

	if (text == NULL)
		return 0;
	*changed = true;
	if (!is_read && strcmp(text, cells->now.timeframe) == 0)
		return 0;
	import_note_cell(import, "timeframe");
	if (same_days(cells, &row->due))
		return store_run(import->invocation->store, import_row_sql,
		    REWORD, BIND(INTEGER(id), TEXT(text)), err);
	if (check_move(import, row, id, cells, err) != 0)
		return -1;
	import_tell_timeframe(import, row->line, &row->due);
	return activity_due_put(import->invocation, id,
	    cells->now.due_version + 1, text, &row->due, import->decision, err);
}

/* An owner cell that stayed is read again where it was not wholly resolved: a
 * department or an alias may have been added since. Of a list of ours the lead
 * is a cell of its own. */
static int change_owner(struct import *import, const struct import_row *row,
    int64_t id, const struct cells *cells, bool *changed, struct err *err)
{
	int64_t parts = UNRESOLVED_LEAD | UNRESOLVED_COOPERATING;
	int64_t now = row->reading.unresolved & parts;
	int64_t then = cells->now.unresolved & parts;
	bool resolves = row->owner != NULL && now != then && (now & ~then) == 0;
	bool differs = row->is_own
	    ? row->reading.lead != NULL &&
		!same_text(row->reading.lead, cells->now.lead)
	    : if_changed(row->owner, cells->owner) != NULL || resolves;

	if (!differs)
		return 0;
	*changed = true;
	import_note_cell(import, "owner");
	if (activity_transfer(import->invocation, id, row->reading.lead, err) !=
	    0)
		return -1;
	return activity_put_owner(import->invocation, id, &row->reading, err);
}

/* The kept columns with those of the row that differ; NULL where none does. */
static const char *changed_other(struct import *import,
    const struct import_row *row, const struct cells *cells)
{
	struct arena *arena = import->invocation->arena;
	json_t *old, *new, *value;
	const char *name, *text = NULL;
	bool differs = false;

	if (row->other == NULL || strcmp(row->other, cells->other) == 0)
		return NULL;
	old = json_loads(cells->other, 0, NULL);
	new = json_loads(row->other, 0, NULL);
	json_object_foreach (new, name, value) {
		const char *was = json_text(old, name);

		differs |=
		    was == NULL || !import_same(was, json_string_value(value));
		json_object_set(old, name, value);
	}
	if (differs) {
		char *dump = json_dumps(old, JSON_COMPACT | JSON_SORT_KEYS);

		text = arena_copy(arena, dump, strlen(dump));
		free(dump);
	}
	json_decref(old);
	json_decref(new);
	return text;
}

static bool note_edit(struct import *import, const struct activity_edit *edit)
{
	const struct {
		const char *text, *name;
	} cells[] = {
		{ edit->activity, "activity" },
		{ edit->purpose, "purpose" },
		{ edit->areas, "area" },
		{ edit->strategies, "strategy" },
		{ edit->goal, "goal" },
		{ edit->other, "other" },
	};
	bool changed = false;

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		if (cells[i].text == NULL)
			continue;
		changed = true;
		import_note_cell(import, cells[i].name);
	}
	return changed;
}

/* Texts that were edited to what the file now says are remembered too. */
static int change_texts(struct import *import, const struct import_row *row,
    int64_t id, const struct cells *cells, bool *changed, struct err *err)
{
	struct activity_edit edit = {
		.activity = if_changed(row->text, cells->text),
		.purpose = if_changed(row->purpose, cells->purpose),
		.areas = if_changed(row->areas, cells->areas),
		.strategies = if_changed(row->strategies, cells->strategies),
		.goal = if_changed(row->goal, cells->goal),
		.other = changed_other(import, row, cells),
	};
	bool ignored;

	*changed = note_edit(import, &edit);
	if (row->key != NULL) {
		if (store_run(import->invocation->store, import_row_sql,
			ADOPT_KEY, BIND(INTEGER(id), TEXT(row->key)), err) != 0)
			return -1;
		*changed |= store_changed(import->invocation->store) > 0;
	}
	return activity_edit(import->invocation, id, &edit, &ignored, err);
}

/* Where no import had a cell for it, it is compared with what is so; the mark
 * in a time's cell goes with that. */
static bool status_changed(
    const struct import_row *row, const struct cells *cells)
{
	const char *time = if_changed(row->timeframe, cells->timeframe);

	if (row->status == NULL)
		return row->read_status >= 0 && time != NULL;
	if (cells->status == NULL && row->read_status >= 0)
		return row->is_told ||
		    row->read_status != (int)cells->now.status;
	return if_changed(row->status, cells->status) != NULL;
}

/* A status that says what is so already is remembered, without a note. */
static int change_progress(struct import *import, const struct import_row *row,
    int64_t id, const struct cells *cells, bool *changed, struct err *err)
{
	bool status = status_changed(row, cells);
	bool comment =
	    !row->is_own && if_changed(row->comment, cells->comment) != NULL;
	bool progress = row->percent >= 0 && cells->progress == NULL
	    ? row->percent != cells->now.progress
	    : if_changed(row->progress, cells->progress) != NULL;
	struct activity_progress now = { cells->now.status, cells->now.progress,
		cells->now.done_on, cells->now.expected,
		cells->now.dropped_reason };
	struct import_row applied = *row;
	const char *words = import_note_words(import, row, status, comment);

	*changed |= status || comment || progress;
	if (status)
		import_note_cell(import, "status");
	if (comment)
		import_note_cell(import, "comment");
	if (progress)
		import_note_cell(import, "progress");
	if (!status)
		applied.read_status = -1;
	if (!progress)
		applied.percent = -1;
	if (words[0] == '\0' &&
	    (applied.read_status < 0 ||
		applied.read_status == (int)cells->now.status) &&
	    (applied.percent < 0 || applied.percent == cells->now.progress))
		return 0;
	return import_note_put(import, &applied, id, &now, words, err);
}

int import_row_change(struct import *import, const struct import_row *row,
    int64_t id, enum import_outcome *outcome, struct err *err)
{
	struct cells cells = { 0 };
	bool changed;

	if (fetch_cells(import, row, id, &cells, err) != 0 ||
	    change_texts(import, row, id, &cells, &changed, err) != 0 ||
	    change_due(import, row, id, &cells, &changed, err) != 0 ||
	    change_owner(import, row, id, &cells, &changed, err) != 0 ||
	    change_progress(import, row, id, &cells, &changed, err) != 0)
		return -1;
	*outcome = changed ? IMPORT_CHANGED : IMPORT_UNCHANGED;
	if (!changed)
		return 0;
	if (activity_refresh(import->invocation, id, err) != 0 ||
	    activity_touch(import->invocation, id, err) != 0)
		return -1;
	return row->is_own ? 0
			   : import_remember(import, row, id, REMEMBER, err);
}

const struct family import_row_family = {
	NULL,
	import_row_sql,
};
