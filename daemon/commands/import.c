/* SPDX-License-Identifier: ISC */
/* A whole plan in one request. A row means the activity with its key or,
 * without a key, with its exact text. A cell that equals the last import's
 * changes nothing, so that later edits stand. An activity that the file lacks
 * is listed, never dropped. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "daemon/commands/activity.h"
#include "daemon/commands/activity_transfer.h"
#include "daemon/commands/activity_read.h"
#include "daemon/commands/families.h"
#include "daemon/commands/import_read.h"
#include "daemon/commands/import_tell.h"
#include "daemon/commands/plan.h"

#define ROWS_MAX 50000

enum { FIND_KEY, FIND_TEXT, ADOPT_KEY, CELLS, REMEMBER, LAST_ID };

/* The columns of CELLS. */
enum {
	CELLS_TEXT,
	CELLS_PURPOSE,
	CELLS_TIMEFRAME,
	CELLS_OWNER,
	CELLS_AREAS,
	CELLS_STRATEGIES,
	CELLS_DUE_VERSION,
	CELLS_UNRESOLVED,
	CELLS_CURRENT,
	CELLS_STATUS
};

static const char *const import_sql[] = {
	[FIND_KEY] = "SELECT id FROM activity WHERE plan = ?1 AND key = ?2",
	/* With ?3 only one that has no key yet, to take the row's. */
	[FIND_TEXT] = "SELECT coalesce((SELECT min(i.activity)"
		      "  FROM imported i JOIN activity a ON a.id = i.activity"
		      "  WHERE i.plan = ?1 AND i.text = ?2"
		      "  AND (NOT ?3 OR a.key IS NULL)),"
		      " (SELECT min(id) FROM activity WHERE plan = ?1"
		      "  AND activity = ?2 AND (NOT ?3 OR key IS NULL)), 0)",
	[ADOPT_KEY] = "UPDATE activity SET key = ?2 WHERE id = ?1"
		      " AND key IS NULL",
	/* What the cells are compared with: the last import's, and before
	 * any the activity's own. */
	[CELLS] = "SELECT coalesce(i.text, a.activity),"
		  " coalesce(i.purpose, a.purpose),"
		  " coalesce(i.timeframe, a.timeframe),"
		  " coalesce(i.owner, a.owner_text),"
		  " coalesce(i.areas, a.areas),"
		  " coalesce(i.strategies, a.strategies),"
		  " a.due_version, a.unresolved, a.timeframe, a.status"
		  " FROM activity a LEFT JOIN imported i ON i.activity = a.id"
		  " WHERE a.id = ?1",
	[REMEMBER] = "INSERT INTO imported VALUES"
		     " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
		     " ON CONFLICT (activity) DO UPDATE SET"
		     " text = excluded.text,"
		     " purpose = coalesce(excluded.purpose, purpose),"
		     " timeframe = coalesce(excluded.timeframe, timeframe),"
		     " owner = coalesce(excluded.owner, owner),"
		     " areas = coalesce(excluded.areas, areas),"
		     " strategies = coalesce(excluded.strategies,"
		     "  strategies)",
	[LAST_ID] = "SELECT coalesce(max(id), 0) FROM activity",
	NULL,
};

/* A row of the file, with its reading. Optional cells that the file does not
 * have are NULL. */
struct import_row {
	int64_t line;
	const char *key, *text, *purpose, *timeframe, *owner;
	const char *areas, *strategies; /* JSON lists */
	struct due due;
	struct owner reading;
};

static const char *import_cell(const json_t *row, const char *column)
{
	return json_string_value(json_object_get(row, column));
}

static const char *or_empty(const char *text)
{
	return text != NULL ? text : "";
}

static const char *list_cell(
    struct invocation *invocation, const json_t *row, const char *column)
{
	const json_t *list = json_object_get(row, column);

	return list != NULL ? invocation_json(invocation, list) : NULL;
}

static struct import_row row_fetch(struct invocation *invocation, size_t i)
{
	const json_t *row = json_array_get(param_list(invocation, "rows"), i);
	const json_t *reading =
	    json_array_get(json_object_get(invocation->reading, "rows"), i);

	return (struct import_row){
		.line = json_integer_value(json_object_get(row, "line")),
		.key = import_cell(row, "key"),
		.text = import_cell(row, "activity"),
		.purpose = import_cell(row, "purpose"),
		.timeframe = import_cell(row, "timeframe"),
		.owner = import_cell(row, "owner"),
		.areas = list_cell(invocation, row, "areas"),
		.strategies = list_cell(invocation, row, "strategies"),
		.due = activity_due_fetch(
		    json_object_get(reading, "timeframe")),
		.reading = {
			.text = or_empty(import_cell(row, "owner")),
			.lead = import_cell(reading, "lead"),
			.cooperating = json_object_get(reading, "cooperating"),
			.unresolved = json_integer_value(
			    json_object_get(reading, "unresolved")),
		},
	};
}

/* Finds the activity that a row means; 0 for none. */
static int find_activity(struct import *import, const struct import_row *row,
    int64_t *id, struct err *err)
{
	struct store *store = import->invocation->store;

	if (row->key != NULL &&
	    store_integer(store, import_sql, FIND_KEY,
		BIND(TEXT(import->plan), TEXT(row->key)), id, 0, err) != 0)
		return -1;
	if (row->key != NULL && *id != 0)
		return 0;
	return store_integer(store, import_sql, FIND_TEXT,
	    BIND(
		TEXT(import->plan), TEXT(row->text), INTEGER(row->key != NULL)),
	    id, 0, err);
}

static int import_remember(struct import *import, const struct import_row *row,
    int64_t id, struct err *err)
{
	return store_run(import->invocation->store, import_sql, REMEMBER,
	    BIND(INTEGER(id), TEXT(import->plan), TEXT(row->text),
		TEXT(row->purpose), TEXT(row->timeframe), TEXT(row->owner),
		TEXT(row->areas), TEXT(row->strategies)),
	    err);
}

static int import_add(struct import *import, const struct import_row *row,
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
	};

	if (activity_put(import->invocation, &activity, id, err) != 0)
		return -1;
	import->added++;
	return import_remember(import, row, *id, err);
}

/* What a row's cells are compared with. In the arena. */
struct cells {
	const char *text, *purpose, *timeframe, *owner, *areas, *strategies;
	int64_t due_version, unresolved;
	const char *current; /* the timeframe in force */
	enum status status;
};

static int fetch_cells(
    struct import *import, int64_t id, struct cells *cells, struct err *err)
{
	struct invocation *invocation = import->invocation;
	const char **texts[] = { &cells->text, &cells->purpose,
		&cells->timeframe, &cells->owner, &cells->areas,
		&cells->strategies };
	struct rows rows;
	int result;

	if (store_query(&rows, invocation->store, import_sql, CELLS,
		BIND(INTEGER(id)), err) != 0)
		return -1;
	result = rows_next(&rows, err);
	for (int i = CELLS_TEXT; result == 1 && i <= CELLS_STRATEGIES; i++)
		*texts[i] =
		    arena_printf(invocation->arena, "%s", rows_text(&rows, i));
	if (result == 1) {
		cells->due_version = rows_integer(&rows, CELLS_DUE_VERSION);
		cells->unresolved = rows_integer(&rows, CELLS_UNRESOLVED);
		cells->current = arena_printf(
		    invocation->arena, "%s", rows_text(&rows, CELLS_CURRENT));
		cells->status =
		    word_of(status_words, rows_text(&rows, CELLS_STATUS));
	}
	rows_end(&rows);
	return result == 1 ? 0 : -1;
}

/* The cell where it differs from the last import's, else NULL. */
static const char *if_changed(const char *new, const char *old)
{
	return new != NULL &&strcmp(new, old) != 0 ? new : NULL;
}

/* Refuses a new due date without a decision, and of what is not open. */
static int check_move(struct import *import, const struct import_row *row,
    int64_t id, const struct cells *cells, struct err *err)
{
	if (import->decision == NULL)
		return err_set(err, ERR_INVALID,
		    "line %" PRId64 ", timeframe: differs from the last"
		    " import; a due date is moved by decision: give --decision"
		    " REF; nothing was imported",
		    row->line);
	if (cells->status < STATUS_DONE)
		return 0;
	return err_set(err, ERR_CONFLICT,
	    "line %" PRId64 ", timeframe: activity %" PRId64 " is %s: reopen"
	    " it first; nothing was imported",
	    row->line, id, status_words[cells->status]);
}

static int change_due(struct import *import, const struct import_row *row,
    int64_t id, const struct cells *cells, bool *changed, struct err *err)
{
	const char *text = if_changed(row->timeframe, cells->timeframe);

	if (text == NULL)
		return 0;
	*changed = true;
	if (strcmp(text, cells->current) == 0)
		return 0;
	if (check_move(import, row, id, cells, err) != 0)
		return -1;
	return activity_due_put(import->invocation, id, cells->due_version + 1,
	    text, &row->due, import->decision, err);
}

/* Changes the owner. A cell that stayed the same is read again where parts of
 * it named no department: one may have been added since. */
static int change_owner(struct import *import, const struct import_row *row,
    int64_t id, const struct cells *cells, bool *changed, struct err *err)
{
	int64_t parts = UNRESOLVED_LEAD | UNRESOLVED_COOPERATING;
	int64_t now = row->reading.unresolved & parts;
	int64_t then = cells->unresolved & parts;
	bool resolves = row->owner != NULL && now != then && (now & ~then) == 0;

	if (if_changed(row->owner, cells->owner) == NULL && !resolves)
		return 0;
	*changed = true;
	if (activity_transfer(import->invocation, id, row->reading.lead, err) !=
	    0)
		return -1;
	return activity_put_owner(import->invocation, id, &row->reading, err);
}

/* Changes the texts. The import's cells are remembered also where the activity
 * says so already. */
static int change_texts(struct import *import, const struct import_row *row,
    int64_t id, const struct cells *cells, bool *changed, struct err *err)
{
	const char *text = if_changed(row->text, cells->text);
	const char *purpose = if_changed(row->purpose, cells->purpose);
	const char *areas = if_changed(row->areas, cells->areas);
	const char *strategies = if_changed(row->strategies, cells->strategies);
	bool ignored;

	*changed = text != NULL || purpose != NULL || areas != NULL ||
	    strategies != NULL;
	if (row->key != NULL) {
		if (store_run(import->invocation->store, import_sql, ADOPT_KEY,
			BIND(INTEGER(id), TEXT(row->key)), err) != 0)
			return -1;
		*changed |= store_changed(import->invocation->store) > 0;
	}
	return activity_edit(import->invocation, id,
	    &(struct activity_edit){ text, purpose, areas, strategies, NULL },
	    &ignored, err);
}

static int change(struct import *import, const struct import_row *row,
    int64_t id, bool *changed, struct err *err)
{
	struct cells cells = { 0 };

	if (fetch_cells(import, id, &cells, err) != 0 ||
	    change_texts(import, row, id, &cells, changed, err) != 0 ||
	    change_due(import, row, id, &cells, changed, err) != 0 ||
	    change_owner(import, row, id, &cells, changed, err) != 0)
		return -1;
	if (!*changed) {
		import->unchanged++;
		return 0;
	}
	import->changed++;
	if (activity_refresh(import->invocation, id, err) != 0 ||
	    activity_touch(import->invocation, id, err) != 0)
		return -1;
	return import_remember(import, row, id, err);
}

/* Notes which line is the activity; refuses a second one, for the two would
 * undo each other. */
static int claim(struct import *import, const struct import_row *row,
    int64_t id, struct err *err)
{
	if (import->lines[id] != 0)
		return err_set(err, ERR_INVALID,
		    "lines %" PRId64 " and %" PRId64 " are the same activity:"
		    " give each its own number in a column Nr, or remove one;"
		    " nothing was imported",
		    import->lines[id], row->line);
	import->lines[id] = row->line;
	return 0;
}

/* Whether the row is left out, as its timeframe is impossible and
 * --skip-invalid was given. */
static bool is_skipped(const struct import *import, size_t i)
{
	return json_is_null(json_array_get(
	    json_object_get(import->invocation->reading, "rows"), i));
}

/* Passes over a row that is left out. Its activity stays as it is, and does not
 * count as missing in the file. */
static int skip_row(struct import *import, size_t i, struct err *err)
{
	const json_t *cells =
	    json_array_get(param_list(import->invocation, "rows"), i);
	struct import_row row = {
		.line = json_integer_value(json_object_get(cells, "line")),
		.key = import_cell(cells, "key"),
		.text = import_cell(cells, "activity"),
	};
	int64_t id = 0;

	import->skipped++;
	import_tell_remarks(import, row.line, true);
	if (find_activity(import, &row, &id, err) != 0)
		return -1;
	return id == 0 ? 0 : claim(import, &row, id, err);
}

static int import_row(struct import *import, size_t i, struct err *err)
{
	bool added, changed = true;
	struct import_row row;
	int64_t id = 0;

	if (is_skipped(import, i))
		return skip_row(import, i, err);
	row = row_fetch(import->invocation, i);
	if (find_activity(import, &row, &id, err) != 0)
		return -1;
	added = id == 0;
	if (!added && claim(import, &row, id, err) != 0)
		return -1;
	if (added ? import_add(import, &row, &id, err) != 0
		  : change(import, &row, id, &changed, err) != 0)
		return -1;
	if (added && claim(import, &row, id, err) != 0)
		return -1;
	if (changed)
		import_tell_outcome(
		    import, row.line, id, added ? "added" : "changed");
	import_tell_remarks(import, row.line, changed);
	return 0;
}

static int import_rows(struct import *import, struct err *err)
{
	size_t count = json_array_size(param_list(import->invocation, "rows"));

	for (size_t i = 0; i < count; i++)
		if (import_row(import, i, err) != 0)
			return -1;
	import->invocation->unchanged = import->added + import->changed == 0;
	return import_tell(import, err);
}

static int import_command(struct invocation *invocation, struct err *err)
{
	struct import import = {
		.invocation = invocation,
		.plan = param_text(invocation, "plan"),
		.decision = param_text(invocation, "decision"),
	};
	size_t count = json_array_size(param_list(invocation, "rows"));
	int64_t last = 0;
	int result;

	if (count == 0)
		return err_set(err, ERR_INVALID,
		    "rows: is empty: there is nothing to import");
	if (count !=
	    json_array_size(json_object_get(invocation->reading, "rows")))
		return err_set(err, ERR_INTERNAL,
		    "the reading has not one part for each row");
	if (plan_check(invocation, import.plan, err) != 0 ||
	    store_integer(invocation->store, import_sql, LAST_ID, BIND_NONE,
		&last, 0, err) != 0)
		return -1;
	import.ids = last + (int64_t)count + 1;
	import.lines = arena_alloc(
	    invocation->arena, (size_t)import.ids * sizeof(int64_t));
	result = import_rows(&import, err);
	buffer_free(&import.outcomes);
	buffer_free(&import.unread);
	return result;
}

static const struct field row_fields[] = {
	{ "line", FIELD_NUMBER, REQUIRED, .min = 1, .max = 9999999 },
	{ "key", FIELD_LINE, OPTIONAL, .min = 1, .max = 64 },
	{ "activity", FIELD_TEXT, REQUIRED, .min = 1, .max = TEXT_LONG },
	{ "purpose", FIELD_TEXT, OPTIONAL, .max = TEXT_LONG },
	{ "timeframe", FIELD_TEXT, OPTIONAL, .max = TEXT_LONG },
	{ "owner", FIELD_TEXT, OPTIONAL, .max = TEXT_LONG },
	{ "areas", FIELD_WORD, OPTIONAL, .words = area_words, .many = 2 },
	{ "strategies", FIELD_WORD, OPTIONAL, .words = strategy_words,
	    .many = 4 },
	{ 0 },
};

static const struct field fields[] = {
	{ "plan", FIELD_CODE, REQUIRED },
	{ "decision", FIELD_LINE, OPTIONAL, .min = 1, .max = REFERENCE_MAX },
	{ "dry_run", FIELD_FLAG, OPTIONAL },
	{ "skip_invalid", FIELD_FLAG, OPTIONAL },
	{ "year", FIELD_NUMBER, OPTIONAL, .min = 1900, .max = YEAR_MAX },
	{ "rows", FIELD_OBJECT, REQUIRED, .row = row_fields, .many = ROWS_MAX },
	{ 0 },
};

/* null for a row that was left out */
static const struct field row_reading[] = {
	{ "timeframe", FIELD_OBJECT, REQUIRED, .row = activity_due_fields },
	{ "lead", FIELD_CODE, OPTIONAL },
	{ "cooperating", FIELD_CODE, OPTIONAL, .many = ROWS_MAX },
	{ "unresolved", FIELD_NUMBER, REQUIRED, .min = 0,
	    .max =
		UNRESOLVED_LEAD | UNRESOLVED_COOPERATING | UNRESOLVED_EQUAL },
	{ "equal", FIELD_NUMBER, OPTIONAL, .min = 1, .max = ROWS_MAX },
	{ 0 },
};

static const struct field reading_fields[] = {
	{ "rows", FIELD_OBJECT, REQUIRED, .row = row_reading,
	    .many = ROWS_MAX },
	{ 0 },
};

static const struct command import_commands[] = {
	{ "plan.import", ACCESS_COORDINATOR, WRITES, fields, import_command,
	    import_read, reading_fields },
	{ 0 },
};

const struct family import_family = {
	import_commands,
	import_sql,
};
