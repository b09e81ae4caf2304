/* SPDX-License-Identifier: ISC */
#include "daemon/commands/import_read.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/commands/activity.h"
#include "daemon/commands/department.h"
#include "daemon/commands/activity_words.h"
#include "daemon/commands/import_known.h"
#include "daemon/commands/import_match.h"
#include "daemon/commands/import_owner.h"
#include "daemon/commands/import_progress.h"
#include "daemon/commands/import_remark.h"
#include "daemon/commands/import_text.h"
#include "daemon/calendar/json_day.h"
#include "daemon/text/fold.h"
#include "daemon/text/owner.h"
#include "daemon/text/owner_names.h"
#include "daemon/text/status_cell.h"
#include "protocol/json_member.h"

#define ROW_MOST (64u << 20) /* bytes, of what one row may take */

/* An import as its rows are read. */
struct import_reading {
	struct invocation *invocation;
	struct import_index *index;
	json_t *rows;
	struct import_owners owners;
	json_t *known; /* import_known.h */
	int64_t line;  /* of the row before */
};

/* --- timeframes --- */

/* How start and end are one: a lone end that is a day or a stretch is the last
 * day, "senast 2026-04-30". Words that say more stand for themselves. */
static enum import_form find_form(
    struct import_reading *import, struct row_cells *row)
{
	const char *start = row_cell_text(row, "start");
	const char *end = row_cell_text(row, "end");
	struct timeframe time;

	if (row_cell_text(row, "timeframe") != NULL ||
	    (start == NULL && end == NULL))
		return FORM_AS_IT_IS;
	if (start != NULL && end != NULL)
		return FORM_RANGE;
	time = timeframe_read(start != NULL ? start : end,
	    (int)param_integer(import->invocation, "year", 0));
	if (time.kind != TIMEFRAME_FIXED || time.vague)
		return FORM_AS_IT_IS;
	if (start != NULL)
		return FORM_FROM;
	return status_cell_in_time(import->invocation->arena, end).word != NULL
	    ? FORM_AS_IT_IS
	    : FORM_UNTIL;
}

/* Two cells that are read one by one, and not together: "46142" and "46203",
 * as a spreadsheet counts days. */
static void read_apart(
    struct row_cells *row, int year, struct timeframe *timeframe)
{
	const char *start = row_cell_text(row, "start");
	const char *end = row_cell_text(row, "end");
	struct timeframe first = timeframe_read(start, year);
	struct timeframe last = timeframe_read(end, year);

	if (timeframe->kind != TIMEFRAME_UNDATED ||
	    first.kind != TIMEFRAME_FIXED || last.kind != TIMEFRAME_FIXED ||
	    day_compare(first.start, last.end) > 0)
		return;
	first.end = last.end;
	first.vague |= last.vague;
	*timeframe = first;
}

/* What a list of planvakt's says of words that do not tell by themselves, as
 * they were read in a plan's year. */
static void read_as_listed(struct row_cells *row, struct timeframe *timeframe)
{
	const char *kind = row_cell_text(row, "kind");
	const char *unclear = row_cell_text(row, "unclear");
	struct timeframe listed = {
		.kind = TIMEFRAME_UNDATED,
		.start = import_day(row, "listed_start"),
		.end = import_day(row, "listed_end"),
	};

	if (unclear != NULL && strstr(unclear, "vague") == NULL)
		timeframe->vague = false;
	if (kind == NULL || timeframe->kind != TIMEFRAME_UNDATED)
		return;
	for (int i = TIMEFRAME_FIXED; i < TIMEFRAME_UNDATED; i++)
		if (strcmp(timeframe_kind_words[i], kind) == 0)
			listed.kind = (enum timeframe_kind)i;
	if (listed.kind == TIMEFRAME_UNDATED)
		return;
	listed.vague = unclear != NULL && strstr(unclear, "vague") != NULL;
	/* Why the words alone say no day is why the list's is unclear. */
	memcpy(listed.reason, timeframe->reason, sizeof(listed.reason));
	*timeframe = listed;
}

/* What is done or dropped needs no time. */
static bool import_read_is_over(const json_t *reading)
{
	const char *status = json_text(reading, "status");

	return status != NULL && status[0] == 'd';
}

/* Whether it is the year given beside the file that makes a time of it. */
static bool is_by_year(
    const char *text, int year, const struct timeframe *timeframe)
{
	return year != 0 && text != NULL &&
	    timeframe->kind != TIMEFRAME_UNDATED &&
	    timeframe_read(text, 0).kind == TIMEFRAME_UNDATED;
}

/* The state first: it may stand in the time's cell. 0, or 1 where the row is
 * left out. */
static int import_read_read_timeframe(struct import_reading *import,
    struct row_cells *row, const struct import_match *match, json_t *reading,
    struct err *err)
{
	struct invocation *invocation = import->invocation;
	enum import_form form = find_form(import, row);
	const char *text = import_timeframe(invocation->arena, row, form);
	int year = (int)param_integer(invocation, "year", 0);
	struct timeframe timeframe =
	    timeframe_read(text != NULL ? text : "", year);

	if (form == FORM_RANGE)
		read_apart(row, year, &timeframe);
	activity_due_meant(&timeframe);
	if (timeframe.kind == TIMEFRAME_INVALID &&
	    param_flag(invocation, "skip_invalid")) {
		import_remark(
		    invocation, row, "timeframe", text, timeframe.reason);
		return 1;
	}
	if (timeframe.kind == TIMEFRAME_INVALID)
		return err_set(err, ERR_INVALID,
		    "line %" PRId64 ", timeframe: %-s Nothing was"
		    " imported; --skip-invalid imports the other rows",
		    row_cell_number(row, "line"), timeframe.reason);
	read_as_listed(row, &timeframe);
	import_progress_read(invocation, row, match, reading);
	if ((timeframe.kind == TIMEFRAME_UNDATED || timeframe.vague) &&
	    !import_read_is_over(reading))
		import_remark(
		    invocation, row, "timeframe", text, timeframe.reason);
	json_object_set_new(
	    reading, "timeframe", activity_due_reading(&timeframe));
	if (is_by_year(text, year, &timeframe))
		json_object_set_new(reading, "by_year", json_true());
	if (form != FORM_AS_IT_IS)
		json_object_set_new(
		    reading, "form", json_string(import_form_words[form]));
	return 0;
}

/* --- areas and strategies --- */

static const struct {
	const char *folded, *word;
} area_names[] = {
	{ "vbe", "vbe" },
	{ "våldsbejakande extremism", "vbe" },
	{ "extremism", "vbe" },
	{ "hrv", "hrv" },
	{ "hedersrelaterat våld", "hrv" },
	{ "hedersrelaterat våld och förtryck", "hrv" },
	{ "heder", "hrv" },
	{ "förebygga", "förebygga" },
	{ "förhindra", "förhindra" },
	{ "skydda", "skydda" },
	{ "hantera", "hantera" },
};

static bool is_word_of(const char *const *words, const char *word)
{
	for (; *words != NULL; words++)
		if (strcmp(*words, word) == 0)
			return true;
	return false;
}

/* All parts of the cell are words of the list; else it is kept as it is. */
static void read_words(struct import_reading *import, struct row_cells *row,
    const char *column, const char *const *words, json_t *reading)
{
	const char *text = row_cell_text(row, column);
	struct arena *arena = import->invocation->arena;
	json_t *found = json_array();
	bool known = text != NULL;

	while (known && *text != '\0') {
		size_t length = strcspn(text, ",/;+&\n");
		const char *one =
		    fold_name(arena, arena_copy(arena, text, length));
		size_t count = sizeof(area_names) / sizeof(area_names[0]), i;

		for (i = 0; i < count; i++)
			if (strcmp(area_names[i].folded, one) == 0 &&
			    is_word_of(words, area_names[i].word))
				break;
		known = i < count;
		if (known)
			import_owner_add_code(found, NULL, area_names[i].word);
		text += length + (text[length] != '\0');
	}
	if (known)
		json_object_set(reading, column, found);
	json_decref(found);
}

/* --- rows --- */

/* Adds what was read of a packed row, of this activity. */
static int add_packed(
    struct import_reading *import, int64_t id, const char *reading)
{
	return json_array_append_new(import->rows,
	    json_sprintf("{\"id\":%" PRId64 ",%s", id, reading + 1));
}

/* Takes the reading. */
static int add_reading(struct import_reading *import, int64_t id,
    const char *cells, json_t *reading)
{
	char *text;

	if (!import->invocation->packed) {
		json_object_set_new(reading, "id", json_integer(id));
		return json_array_append_new(import->rows, reading);
	}
	text = json_dumps(reading, JSON_COMPACT);
	if (text == NULL)
		abort();
	json_decref(reading);
	if (cells != NULL)
		import_known_keep(import->known, cells, text);
	add_packed(import, id, text);
	free(text);
	return 0;
}

static int import_read_skip_row(struct import_reading *import)
{
	return json_array_append_new(import->rows,
	    import->invocation->packed ? json_string("null") : json_null());
}

static int read_matched(struct import_reading *import, struct row_cells *row,
    const struct import_match *match, const char *cells, struct err *err)
{
	struct invocation *invocation = import->invocation;
	int64_t remarks = import_remarks(invocation);
	json_t *reading = json_object();
	int skipped =
	    import_read_read_timeframe(import, row, match, reading, err);

	if (skipped != 0) {
		json_decref(reading);
		return skipped < 0 ? -1 : import_read_skip_row(import);
	}
	import_owner_read(&import->owners, row, reading);
	read_words(import, row, "area", area_words, reading);
	read_words(import, row, "strategy", strategy_words, reading);
	if (import_remarks(invocation) > remarks)
		cells = NULL;
	return add_reading(import, match->id, cells, reading);
}

/* What raised no question before raises none now; what is done or dropped may
 * have another. */
static int import_read_known(struct import_reading *import,
    struct row_cells *row, const struct import_match *match, struct err *err)
{
	const char *cells = NULL, *known = NULL;

	if (import->invocation->packed && !match->is_closed)
		cells = import_known_cells(row);
	if (cells != NULL)
		known = import_known_find(import->known, cells);
	return known != NULL ? add_packed(import, match->id, known)
			     : read_matched(import, row, match, cells, err);
}

static int import_read_read_row(struct import_reading *import, size_t i,
    struct row_cells *row, struct err *err)
{
	struct import_match match;

	if (import_index_find(import->index, i, row, &match, err) != 0)
		return -1;
	if (!match.is_other)
		return import_read_known(import, row, &match, err);
	import_remark(import->invocation, row, "number",
	    row_cell_text(row, "activity"),
	    "has the number of an activity with other words, and is left out:"
	    " remove the number, or change the words by planvakt activity"
	    " edit");
	return import_read_skip_row(import);
}

/* Rows come in the order of the file: remarks are told by their lines. */
static int check_line(
    struct import_reading *import, struct row_cells *row, struct err *err)
{
	int64_t line = row_cell_number(row, "line");

	if (line <= import->line)
		return err_set(err, ERR_INVALID,
		    "rows: line %" PRId64 " comes after line %" PRId64
		    ": give the rows in the order of the file",
		    line, import->line);
	import->line = line;
	return 0;
}

/* What a row takes of the arena is given back after it. */
static int import_read_all(struct import_reading *import, struct err *err)
{
	struct invocation *invocation = import->invocation;
	const json_t *rows = param_list(invocation, "rows");
	size_t count = json_array_size(rows);
	struct arena *whole = invocation->arena;
	int result = 0;

	invocation->arena = arena_new(ROW_MOST);
	for (size_t i = 0; result == 0 && i < count; i++) {
		struct row_cells row;

		invocation_tell(invocation, i, 2 * count);
		row_cells_open(&row, rows, i, invocation->arena);
		result = check_line(import, &row, err);
		if (result == 0)
			result = import_read_read_row(import, i, &row, err);
		row_cells_close(&row);
		arena_reset(invocation->arena);
	}
	arena_free(invocation->arena);
	invocation->arena = whole;
	return result;
}

int import_read(struct invocation *invocation, struct err *err)
{
	struct import_reading import = {
		.invocation = invocation,
		.rows = json_array(),
		.known = json_object(),
		.owners = { invocation, department_names(invocation, err),
		    json_object() },
	};
	int result = -1;

	invocation->remarks = json_array();
	json_object_set_new(invocation->reading, "rows", import.rows);
	if (import.owners.names != NULL)
		import.index = import_index_new(invocation, err);
	if (import.index != NULL)
		result = import_read_all(&import, err);
	json_decref(import.owners.known);
	json_decref(import.known);
	import_index_free(import.index);
	return result;
}
