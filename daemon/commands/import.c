/* SPDX-License-Identifier: ISC */
/* A whole plan in one request. Which activity a row is stands in the reading
 * (import_match.h); a cell that equals the last import's changes nothing, so
 * that later edits stand; what is missing is listed, never dropped. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "daemon/commands/activity.h"
#include "daemon/commands/activity_words.h"
#include "daemon/commands/families.h"
#include "daemon/commands/import_read.h"
#include "daemon/commands/import_row.h"
#include "daemon/commands/import_text.h"
#include "daemon/commands/plan.h"
#include "daemon/store/store_whole.h"

#define ROWS_MAX    50000
#define HEADING_MAX 200
#define CELL_MAX    20000
#define OTHER_MAX   100         /* columns */
#define ROW_MOST    (64u << 20) /* bytes, of what one row may take */

enum { FIND_KEY, FIND_TEXT, LAST_ID };

static const char *const import_sql[] = {
	/* Entries before the reading said which activity a row is. */
	[FIND_KEY] = "SELECT id FROM activity WHERE plan = ?1 AND key = ?2",
	/* With ?3 only one that has no key yet, to take the row's. */
	[FIND_TEXT] = "SELECT coalesce((SELECT min(i.activity)"
		      "  FROM imported i JOIN activity a ON a.id = i.activity"
		      "  WHERE i.plan = ?1 AND i.text = ?2"
		      "  AND substr(i.text, 1, 24) = substr(?2, 1, 24)"
		      "  AND (NOT ?3 OR a.key IS NULL)),"
		      " (SELECT min(id) FROM activity WHERE plan = ?1"
		      "  AND activity = ?2"
		      "  AND substr(activity, 1, 24) = substr(?2, 1, 24)"
		      "  AND (NOT ?3 OR key IS NULL)), 0)",
	[LAST_ID] = "SELECT coalesce(max(id), 0) FROM activity",
	NULL,
};

/* The activity that a row is, 0 for none. */
static int find_activity(struct import *import, const struct import_row *row,
    int64_t *id, struct err *err)
{
	struct store *store = import->invocation->store;

	*id = row->id;
	if (row->id >= import->ids)
		return err_set(err, ERR_INTERNAL,
		    "the reading names activity %" PRId64
		    ", which is not there",
		    row->id);
	if (row->id >= 0)
		return 0;
	*id = 0;
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

/* Two rows that are the same activity would undo each other. */
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

/* Its activity stays as it is, and is not missing in the file. */
static int skip_row(
    struct import *import, const struct import_row *row, struct err *err)
{
	int64_t id = row->number;

	import->skipped++;
	import_tell_remarks(import, row->line, true);
	if (id == 0 && find_activity(import, row, &id, err) != 0)
		return -1;
	return id <= 0 || id >= import->ids ? 0 : claim(import, row, id, err);
}

static int take_row(
    struct import *import, const struct import_row *row, struct err *err)
{
	enum import_outcome outcome;
	int64_t id = 0;

	if (find_activity(import, row, &id, err) != 0)
		return -1;
	if (id != 0 && claim(import, row, id, err) != 0)
		return -1;
	outcome = id == 0 ? IMPORT_ADDED : IMPORT_UNCHANGED;
	if (id == 0 ? import_row_add(import, row, &id, err) != 0
		    : import_row_change(import, row, id, &outcome, err) != 0)
		return -1;
	if (outcome == IMPORT_ADDED && claim(import, row, id, err) != 0)
		return -1;
	import->counts[outcome]++;
	if (outcome == IMPORT_ADDED && row->timeframe != NULL)
		import_tell_timeframe(import, row->line, &row->due);
	import_tell_cells(import, row->line);
	if (outcome != IMPORT_UNCHANGED)
		import_tell_outcome(import, row->line, id,
		    outcome == IMPORT_ADDED ? "added" : "changed");
	import_tell_remarks(import, row->line, outcome != IMPORT_UNCHANGED);
	return 0;
}

static int import_row(struct import *import, size_t i, struct err *err)
{
	struct import_row row = import_fetch(import, i);
	int result = row.is_left_out ? skip_row(import, &row, err)
				     : take_row(import, &row, err);

	import_fetch_release(&row);
	return result;
}

/* What is done makes room for what SQLite keeps: an import is the largest thing
 * that we hold. */
static void forget_row(const struct invocation *invocation, size_t i)
{
	json_array_set_new(param_list(invocation, "rows"), i, json_null());
	json_array_set_new(
	    json_object_get(invocation->reading, "rows"), i, json_null());
}

static int import_import_rows(struct import *import, struct err *err)
{
	size_t count = json_array_size(param_list(import->invocation, "rows"));

	struct arena *whole = import->invocation->arena;
	int result = 0;

	import->invocation->arena = arena_new(ROW_MOST);
	for (size_t i = 0; result == 0 && i < count; i++) {
		invocation_tell(import->invocation, count + i, 2 * count);
		result = import_row(import, i, err);
		forget_row(import->invocation, i);
		arena_reset(import->invocation->arena);
	}
	arena_free(import->invocation->arena);
	import->invocation->arena = whole;
	if (result != 0)
		return -1;
	import->invocation->unchanged =
	    import->counts[IMPORT_ADDED] + import->counts[IMPORT_CHANGED] == 0;
	return import_tell(import, err);
}

static int import_widely(struct import *import, struct err *err)
{
	struct store *store = import->invocation->store;
	struct err narrow;
	int result = store_widen(store, true, err);

	if (result == 0)
		result = import_import_rows(import, err);
	if (store_widen(store, false, &narrow) == 0 || result != 0)
		return result;
	*err = narrow;
	return -1;
}

static int import_command(struct invocation *invocation, struct err *err)
{
	struct import import = {
		.invocation = invocation,
		.plan = param_text(invocation, "plan"),
		.decision = param_text(invocation, "decision"),
	};
	size_t count = json_array_size(param_list(invocation, "rows"));
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
		&import.last, 0, err) != 0)
		return -1;
	import.ids = import.last + (int64_t)count + 1;
	import.lines = arena_alloc(
	    invocation->arena, (size_t)import.ids * sizeof(int64_t));
	import.known_timeframes = json_object();
	result = import_widely(&import, err);
	json_decref(import.known_timeframes);
	buffer_free(&import.outcomes);
	buffer_free(&import.unread);
	buffer_free(&import.timeframes);
	buffer_free(&import.changes);
	buffer_free(&import.cells);
	return result;
}

static const struct field other_fields[] = {
	{ "name", FIELD_LINE, REQUIRED, .min = 1, .max = HEADING_MAX },
	{ "text", FIELD_TEXT, REQUIRED, .min = 1, .max = CELL_MAX },
	{ 0 },
};

static const struct field row_fields[] = {
	{ "line", FIELD_NUMBER, REQUIRED, .min = 1, .max = 9999999 },
	{ "number", FIELD_ID, OPTIONAL },
	{ "key", FIELD_LINE, OPTIONAL, .min = 1, .max = 64 },
	{ "goal", FIELD_TEXT, OPTIONAL, .max = TEXT_LONG },
	{ "activity", FIELD_TEXT, REQUIRED, .min = 1, .max = TEXT_LONG },
	{ "purpose", FIELD_TEXT, OPTIONAL, .max = TEXT_LONG },
	{ "timeframe", FIELD_TEXT, OPTIONAL, .max = TEXT_LONG },
	{ "start", FIELD_TEXT, OPTIONAL, .min = 1, .max = TEXT_LONG / 2 },
	{ "end", FIELD_TEXT, OPTIONAL, .min = 1, .max = TEXT_LONG / 2 },
	{ "owner", FIELD_TEXT, OPTIONAL, .max = TEXT_LONG },
	{ "cooperating", FIELD_TEXT, OPTIONAL, .max = TEXT_LONG },
	{ "status", FIELD_TEXT, OPTIONAL, .min = 1, .max = CELL_MAX },
	{ "comment", FIELD_TEXT, OPTIONAL, .min = 1, .max = CELL_MAX },
	{ "date", FIELD_TEXT, OPTIONAL, .min = 1, .max = TEXT_LONG },
	{ "progress", FIELD_TEXT, OPTIONAL, .min = 1, .max = TEXT_LONG },
	{ "area", FIELD_TEXT, OPTIONAL, .min = 1, .max = TEXT_LONG },
	{ "strategy", FIELD_TEXT, OPTIONAL, .min = 1, .max = TEXT_LONG },
	{ "areas", FIELD_WORD, OPTIONAL, .words = area_words, .many = 2 },
	{ "strategies", FIELD_WORD, OPTIONAL, .words = strategy_words,
	    .many = 4 },
	{ "other", FIELD_OBJECT, OPTIONAL, .row = other_fields,
	    .many = OTHER_MAX },
	/* Of a list that planvakt wrote. */
	{ "lead", FIELD_LINE, OPTIONAL, .min = 1, .max = CODE_MAX },
	{ "unclear", FIELD_LINE, OPTIONAL, .max = REFERENCE_MAX },
	{ "kind", FIELD_LINE, OPTIONAL, .min = 1, .max = CODE_MAX },
	{ "listed_start", FIELD_LINE, OPTIONAL, .min = 1, .max = CODE_MAX },
	{ "listed_end", FIELD_LINE, OPTIONAL, .min = 1, .max = CODE_MAX },
	{ "review", FIELD_INTERVAL, OPTIONAL },
	{ 0 },
};

static const struct field fields[] = {
	{ "plan", FIELD_CODE, REQUIRED, .of = CODE_PLAN },
	{ "decision", FIELD_LINE, OPTIONAL, .min = 1, .max = REFERENCE_MAX },
	{ "dry_run", FIELD_FLAG, OPTIONAL },
	/* To be told how far it is. */
	{ "progress", FIELD_FLAG, OPTIONAL },
	{ "skip_invalid", FIELD_FLAG, OPTIONAL },
	{ "year", FIELD_NUMBER, OPTIONAL, .min = YEAR_MEANT_MIN,
	    .max = YEAR_MEANT_MAX },
	{ "daemon", FIELD_LINE, OPTIONAL, .min = 1, .max = REFERENCE_MAX },
	{ "rows", FIELD_OBJECT, REQUIRED, .row = row_fields, .many = ROWS_MAX },
	{ 0 },
};

static const char *const read_statuses[] = { "planned", "started", "done",
	"dropped", NULL };

/* A row that was left out is null. */
static const struct field row_reading[] = {
	{ "id", FIELD_NUMBER, OPTIONAL, .min = 0, .max = 999999999 },
	{ "timeframe", FIELD_OBJECT, REQUIRED, .row = activity_due_fields },
	{ "form", FIELD_WORD, OPTIONAL, .words = import_form_words },
	{ "lead", FIELD_CODE, OPTIONAL },
	{ "cooperating", FIELD_CODE, OPTIONAL, .many = ROWS_MAX },
	{ "unresolved", FIELD_NUMBER, REQUIRED, .min = 0,
	    .max =
		UNRESOLVED_LEAD | UNRESOLVED_COOPERATING | UNRESOLVED_EQUAL },
	{ "equal", FIELD_NUMBER, OPTIONAL, .min = 1, .max = ROWS_MAX },
	{ "area", FIELD_WORD, OPTIONAL, .words = area_words, .many = 2 },
	{ "strategy", FIELD_WORD, OPTIONAL, .words = strategy_words,
	    .many = 4 },
	{ "status", FIELD_WORD, OPTIONAL, .words = read_statuses },
	{ "done_on", FIELD_DATE, OPTIONAL },
	{ "progress", FIELD_NUMBER, OPTIONAL, .min = 0, .max = 100 },
	{ "told", FIELD_FLAG, OPTIONAL },
	{ "by_year", FIELD_FLAG, OPTIONAL },
	{ 0 },
};

static const struct field reading_fields[] = {
	{ "rows", FIELD_OBJECT, REQUIRED, .row = row_reading,
	    .many = ROWS_MAX },
	{ 0 },
};

static const struct command import_commands[] = {
	{ "plan.import", ACCESS_COORDINATOR, WRITES, fields, import_command,
	    import_read, reading_fields, .packs = true },
	{ 0 },
};

const struct family import_family = {
	import_commands,
	import_sql,
};
