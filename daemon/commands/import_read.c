/* SPDX-License-Identifier: ISC */
#include "daemon/commands/import_read.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/commands/activity.h"
#include "daemon/commands/department.h"
#include "daemon/commands/activity_read.h"
#include "daemon/commands/import_match.h"
#include "daemon/commands/import_progress.h"
#include "daemon/commands/import_remark.h"
#include "daemon/commands/import_text.h"
#include "daemon/calendar/json_day.h"
#include "daemon/text/fold.h"
#include "daemon/text/owner.h"
#include "daemon/text/owner_names.h"
#include "daemon/text/status_cell.h"
#include "protocol/message_pack.h"
#include "protocol/json_member.h"

#define ROW_MOST (64u << 20) /* bytes, of what one row may take */

/* An import as its rows are read. */
struct import_reading {
	struct invocation *invocation;
	const struct owner_names *names;
	struct import_index *index;
	json_t *rows;
	json_t *owners; /* readings of owner texts that raise no question */
	int64_t line;   /* of the row before */
};

/* --- owners --- */

static void import_read_add_code(
    json_t *codes, const char *lead, const char *code)
{
	json_t *there;
	size_t i;

	if (code == NULL || (lead != NULL && strcmp(code, lead) == 0))
		return;
	json_array_foreach (codes, i, there)
		if (strcmp(json_string_value(there), code) == 0)
			return;
	json_array_append_new(codes, json_string(code));
}

static void tell_unresolved(struct import_reading *import, const json_t *row,
    const char *column, const struct owner_reading *owner)
{
	struct invocation *invocation = import->invocation;

	for (size_t i = 0; i < owner->unresolved_count; i++)
		import_remark(invocation, row, column, owner->unresolved[i],
		    import_unresolved_reason(
			invocation, import->names, owner->unresolved[i]));
}

/* Who has a column of his own cooperates, whatever the words say of rank. */
static int64_t read_cooperating(struct import_reading *import,
    const json_t *row, const char *lead, json_t *codes)
{
	const char *text = json_text(row, "cooperating");
	struct owner_reading owner;

	if (text == NULL)
		return 0;
	owner_read(&owner, import->invocation->arena, text, import->names);
	import_read_add_code(codes, lead, owner.lead);
	for (size_t i = 0; i < owner.cooperating_count; i++)
		import_read_add_code(codes, lead, owner.cooperating[i]);
	tell_unresolved(import, row, "cooperating", &owner);
	return owner.unresolved_count > 0 ? UNRESOLVED_COOPERATING : 0;
}

static json_t *read_new_owner(struct import_reading *import, const json_t *row)
{
	struct invocation *invocation = import->invocation;
	const char *text = json_text(row, "owner");
	json_t *reading = json_object(), *cooperating = json_array();
	struct owner_reading owner;
	int64_t unresolved;

	owner_read(
	    &owner, invocation->arena, text != NULL ? text : "", import->names);
	for (size_t i = 0; i < owner.cooperating_count; i++)
		json_array_append_new(
		    cooperating, json_string(owner.cooperating[i]));
	tell_unresolved(import, row, "owner", &owner);
	if (owner.lead == NULL && owner.unresolved_count == 0)
		import_remark(invocation, row, "owner", text,
		    "names no lead: assign the activity");
	unresolved = (owner.lead_unresolved ? UNRESOLVED_LEAD : 0) |
	    (owner.unresolved_count > (owner.lead_unresolved ? 1u : 0u)
		    ? UNRESOLVED_COOPERATING
		    : 0) |
	    (owner.equal_count > 0 ? UNRESOLVED_EQUAL : 0);
	unresolved |= read_cooperating(import, row, owner.lead, cooperating);
	json_object_set_new(reading, "lead",
	    owner.lead != NULL ? json_string(owner.lead) : json_null());
	json_object_set_new(reading, "cooperating", cooperating);
	json_object_set_new(reading, "unresolved", json_integer(unresolved));
	if (owner.equal_count > 0)
		json_object_set_new(reading, "equal",
		    json_integer((json_int_t)owner.equal_count));
	return reading;
}

/* A plan has few owners and many rows. */
static json_t *read_owner(struct import_reading *import, const json_t *row)
{
	const char *text = json_text(row, "owner");
	json_t *reading;

	if (text == NULL || json_text(row, "cooperating") != NULL)
		return read_new_owner(import, row);
	reading = json_object_get(import->owners, text);
	if (reading != NULL)
		return json_incref(reading);
	reading = read_new_owner(import, row);
	if (json_number(reading, "unresolved") == 0 &&
	    json_text(reading, "lead") != NULL)
		json_object_set(import->owners, text, reading);
	return reading;
}

/* --- owners of a list that planvakt wrote: codes --- */

static const char *import_read_code_of(
    struct import_reading *import, const char *text)
{
	struct arena *arena = import->invocation->arena;

	return owner_names_code(import->names, arena, fold_name(arena, text));
}

static int64_t unclear_bits(const json_t *row)
{
	const char *unclear = json_text(row, "unclear");
	int64_t bits = 0;

	if (unclear == NULL)
		return 0;
	bits |= strstr(unclear, "lead") != NULL ? UNRESOLVED_LEAD : 0;
	bits |=
	    strstr(unclear, "cooperating") != NULL ? UNRESOLVED_COOPERATING : 0;
	return bits | (strstr(unclear, "equal") != NULL ? UNRESOLVED_EQUAL : 0);
}

/* "bg, af"; true where one of them is no department. */
static bool read_codes(struct import_reading *import, const json_t *row,
    const char *lead, json_t *codes)
{
	const char *text = json_text(row, "cooperating");
	bool unknown = false;

	while (text != NULL && *text != '\0') {
		size_t length = strcspn(text, ",");
		char *one = arena_copy(import->invocation->arena, text, length);
		const char *code = import_read_code_of(import, one);

		if (code == NULL)
			import_remark(import->invocation, row, "cooperating",
			    one,
			    import_unresolved_reason(
				import->invocation, import->names, one));
		unknown |= code == NULL;
		import_read_add_code(codes, lead, code);
		text += length + (text[length] == ',');
	}
	return unknown;
}

static json_t *read_own_owner(struct import_reading *import, const json_t *row)
{
	const char *text = json_text(row, "lead");
	const char *lead = import_read_code_of(import, text);
	json_t *reading = json_object(), *cooperating = json_array();
	int64_t unresolved = unclear_bits(row);

	if (lead == NULL) {
		unresolved |= UNRESOLVED_LEAD;
		import_remark(import->invocation, row, "lead", text,
		    import_unresolved_reason(
			import->invocation, import->names, text));
	}
	if (read_codes(import, row, lead, cooperating))
		unresolved |= UNRESOLVED_COOPERATING;
	json_object_set_new(
	    reading, "lead", lead != NULL ? json_string(lead) : json_null());
	json_object_set_new(reading, "cooperating", cooperating);
	json_object_set_new(reading, "unresolved", json_integer(unresolved));
	return reading;
}

/* --- timeframes --- */

/* How start and end are one: a lone end that is a day or a stretch is the last
 * day, "senast 2026-04-30". Words that say more stand for themselves. */
static enum import_form find_form(
    struct import_reading *import, const json_t *row)
{
	const char *start = json_text(row, "start");
	const char *end = json_text(row, "end");
	struct timeframe time;

	if (json_text(row, "timeframe") != NULL ||
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
static void read_apart(const json_t *row, int year, struct timeframe *timeframe)
{
	const char *start = json_text(row, "start");
	const char *end = json_text(row, "end");
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
static void read_as_listed(const json_t *row, struct timeframe *timeframe)
{
	const char *kind = json_text(row, "kind");
	const char *unclear = json_text(row, "unclear");
	struct timeframe listed = {
		.kind = TIMEFRAME_UNDATED,
		.start = json_day_value(json_object_get(row, "listed_start")),
		.end = json_day_value(json_object_get(row, "listed_end")),
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
	*timeframe = listed;
}

/* What is done or dropped needs no time. */
static bool import_read_is_over(const json_t *reading)
{
	const char *status = json_text(reading, "status");

	return status != NULL && status[0] == 'd';
}

/* The state first: it may stand in the time's cell. 0, or 1 where the row is
 * left out. */
static int import_read_read_timeframe(struct import_reading *import,
    const json_t *row, const struct import_match *match, json_t *reading,
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
		    json_number(row, "line"), timeframe.reason);
	read_as_listed(row, &timeframe);
	import_progress_read(invocation, row, match, reading);
	if ((timeframe.kind == TIMEFRAME_UNDATED || timeframe.vague) &&
	    !import_read_is_over(reading))
		import_remark(
		    invocation, row, "timeframe", text, timeframe.reason);
	json_object_set_new(
	    reading, "timeframe", activity_due_reading(&timeframe));
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
static void read_words(struct import_reading *import, const json_t *row,
    const char *column, const char *const *words, json_t *reading)
{
	const char *text = json_text(row, column);
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
			import_read_add_code(found, NULL, area_names[i].word);
		text += length + (text[length] != '\0');
	}
	if (known)
		json_object_set(reading, column, found);
	json_decref(found);
}

/* --- rows --- */

/* Takes the reading; of packed rows its text. */
static int add_reading(struct import_reading *import, json_t *reading)
{
	char *text;

	if (!import->invocation->packed)
		return json_array_append_new(import->rows, reading);
	text = json_dumps(reading, JSON_COMPACT | JSON_ENCODE_ANY);
	if (text == NULL)
		abort();
	json_array_append_new(import->rows, json_string(text));
	free(text);
	json_decref(reading);
	return 0;
}

static int import_read_skip_row(struct import_reading *import)
{
	return add_reading(import, json_null());
}

static void read_owners(
    struct import_reading *import, const json_t *row, json_t *reading)
{
	json_t *owner = json_text(row, "lead") != NULL
	    ? read_own_owner(import, row)
	    : read_owner(import, row);

	json_object_update(reading, owner);
	json_decref(owner);
}

static int read_matched(struct import_reading *import, const json_t *row,
    const struct import_match *match, struct err *err)
{
	json_t *reading = json_object();
	int skipped =
	    import_read_read_timeframe(import, row, match, reading, err);

	if (skipped != 0) {
		json_decref(reading);
		return skipped < 0 ? -1 : import_read_skip_row(import);
	}
	json_object_set_new(reading, "id", json_integer(match->id));
	read_owners(import, row, reading);
	read_words(import, row, "area", area_words, reading);
	read_words(import, row, "strategy", strategy_words, reading);
	return add_reading(import, reading);
}

static int import_read_read_row(
    struct import_reading *import, const json_t *row, struct err *err)
{
	struct import_match match;

	if (import_index_find(import->index, row, &match, err) != 0)
		return -1;
	if (!match.is_other)
		return read_matched(import, row, &match, err);
	import_remark(import->invocation, row, "number",
	    json_text(row, "activity"),
	    "has the number of an activity with other words, and is left out:"
	    " remove the number, or change the words by planvakt activity"
	    " edit");
	return import_read_skip_row(import);
}

/* Rows come in the order of the file: remarks are told by their lines. */
static int check_line(
    struct import_reading *import, const json_t *row, struct err *err)
{
	int64_t line = json_number(row, "line");

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
	struct arena *whole = invocation->arena;
	int result = 0;

	invocation->arena = arena_new(ROW_MOST);
	for (size_t i = 0; result == 0 && i < json_array_size(rows); i++) {
		json_t *row = message_row(rows, i);

		result = check_line(import, row, err);
		if (result == 0)
			result = import_read_read_row(import, row, err);
		json_decref(row);
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
		.names = department_names(invocation, err),
		.rows = json_array(),
		.owners = json_object(),
	};
	int result = -1;

	invocation->remarks = json_array();
	json_object_set_new(invocation->reading, "rows", import.rows);
	if (import.names != NULL)
		import.index = import_index_new(invocation, err);
	if (import.index != NULL)
		result = import_read_all(&import, err);
	json_decref(import.owners);
	import_index_free(import.index);
	return result;
}
