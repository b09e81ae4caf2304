/* SPDX-License-Identifier: ISC */
/* What an import answers: what became of each row, what a person has to look
 * at, what the file no longer has. */
#include "daemon/commands/import_tell.h"

#include <inttypes.h>

#include "daemon/commands/families.h"
#include "daemon/calendar/json_day.h"
#include "protocol/json_member.h"

/* Bytes of each list of the answer, which is one frame; more is counted. */
#define LIST_MAX (160u << 10)

enum { OTHERS, CLOSED };

static const char *const import_tell_sql[] = {
	[OTHERS] =
	    "SELECT a.id, a.activity FROM imported i JOIN activity a"
	    " ON a.id = i.activity WHERE i.plan = ?1"
	    " AND i.activity <= ?2 AND a.status <> 'dropped' ORDER BY a.id",
	[CLOSED] = "SELECT 1 FROM plan WHERE code = ?1 AND closed_at IS NOT "
		   "NULL",
	NULL,
};

/* Adds a row to a list of the answer, or counts it where the frame has no
 * room. */
static bool import_tell_has_room(
    struct import *import, const struct buffer *list, size_t parts)
{
	if (list->length <= parts * LIST_MAX)
		return true;
	import->unlisted++;
	return false;
}

/* Moves past the remarks up to `line`; tells those of the line itself where
 * `tell`. */
void import_tell_remarks(struct import *import, int64_t line, bool tell)
{
	struct invocation *invocation = import->invocation;

	for (;; import->remark++) {
		json_t *next =
		    json_array_get(invocation->remarks, import->remark);
		int64_t at = json_number(next, "line");

		if (next == NULL || at > line)
			return;
		if (!tell || at < line ||
		    !import_tell_has_room(import, &import->unread, 1))
			continue;
		buffer_text(
		    &import->unread, import->unread.length > 0 ? "," : "");
		buffer_text(&import->unread, invocation_json(invocation, next));
	}
}

void import_tell_outcome(
    struct import *import, int64_t line, int64_t id, const char *outcome)
{
	if (!import_tell_has_room(import, &import->outcomes, 1))
		return;
	buffer_printf(&import->outcomes,
	    "%s{\"line\":%" PRId64 ",\"id\":%" PRId64 ",\"outcome\":\"%s\"}",
	    import->outcomes.length > 0 ? "," : "", line, id, outcome);
}

void import_tell_timeframe(
    struct import *import, int64_t line, const struct due *due)
{
	struct buffer *list = &import->timeframes;

	if (!import_tell_has_room(import, list, 1))
		return;
	buffer_printf(list,
	    "%s{\"line\":%" PRId64 ",\"kind\":", list->length > 0 ? "," : "",
	    line);
	buffer_json(list, timeframe_kind_words[due->kind]);
	buffer_text(list, ",\"start\":");
	buffer_day(list, due->start);
	buffer_text(list, ",\"end\":");
	buffer_day(list, due->end);
	buffer_text(list, "}");
}

void import_note_cell(struct import *import, const char *cell)
{
	if (import->cells.length > 0)
		buffer_text(&import->cells, ",");
	buffer_json(&import->cells, cell);
}

void import_tell_cells(struct import *import, int64_t line)
{
	struct buffer *list = &import->changes;

	if (import->cells.length > 0 && import_tell_has_room(import, list, 1))
		buffer_printf(list, "%s{\"line\":%" PRId64 ",\"cells\":[%s]}",
		    list->length > 0 ? "," : "", line, import->cells.bytes);
	buffer_cut(&import->cells, 0);
}

static const char *told(const struct buffer *list)
{
	return list->length > 0 ? list->bytes : "";
}

/* Activities of former imports that this file does not have. */
static int import_tell_tell_missing(struct import *import, struct err *err)
{
	struct buffer *reply = import->invocation->reply;
	const char *comma = "";
	int result;
	struct rows rows =
	    store_query(import->invocation->store, import_tell_sql, OTHERS,
		BIND(TEXT(import->plan), INTEGER(import->last)));

	while ((result = rows_next(&rows, err)) == 1) {
		int64_t id = rows_integer(&rows, 0);

		if (import->lines[id] != 0 ||
		    !import_tell_has_room(import, reply, 5))
			continue;
		buffer_printf(
		    reply, "%s{\"id\":%" PRId64 ",\"activity\":", comma, id);
		buffer_json(reply, rows_text(&rows, 1));
		buffer_text(reply, "}");
		comma = ",";
	}
	return result;
}

/* A year is for what a file brings: what was read once is moved by decision. */
static void import_tell_year(struct import *import)
{
	if (param_integer(import->invocation, "year", 0) == 0 ||
	    import->counts[IMPORT_ADDED] + import->counts[IMPORT_CHANGED] > 0 ||
	    import->counts[IMPORT_UNCHANGED] == 0)
		return;
	buffer_text(import->invocation->reply,
	    ",\"note\":\"--year reads what a file brings anew: all of this was"
	    " imported before, and keeps its dates; one is read in a year by"
	    " planvakt activity move ID TIMEFRAME --year N --decision REF\"");
}

/* What comes into a closed plan waits there unseen: who did it is told, else
 * what became of the year. */
static int import_tell_note(struct import *import, struct err *err)
{
	int64_t found;
	int result = store_integer(import->invocation->store, import_tell_sql,
	    CLOSED, BIND(TEXT(import->plan)), &found, 0, err);

	if (result == 0 && found == 0)
		import_tell_year(import);
	if (result == 0 && found != 0)
		buffer_text(import->invocation->reply,
		    ",\"note\":\"the plan is closed: nobody is reminded of what"
		    " is imported into it\"");
	return result;
}

int import_tell(struct import *import, struct err *err)
{
	struct invocation *invocation = import->invocation;
	struct buffer *reply = invocation->reply;

	buffer_text(reply, "{\"plan\":");
	buffer_json(reply, import->plan);
	buffer_printf(reply,
	    ",\"dry_run\":%s,\"added\":%" PRId64 ",\"changed\":%" PRId64
	    ",\"unchanged_rows\":%" PRId64 ",\"skipped\":%" PRId64,
	    param_flag(invocation, "dry_run") ? "true" : "false",
	    import->counts[IMPORT_ADDED], import->counts[IMPORT_CHANGED],
	    import->counts[IMPORT_UNCHANGED], import->skipped);
	buffer_printf(reply, ",\"activities\":[%s],\"unread\":[%s]",
	    told(&import->outcomes), told(&import->unread));
	buffer_printf(reply, ",\"timeframes\":[%s],\"changes\":[%s]",
	    told(&import->timeframes), told(&import->changes));
	buffer_text(reply, ",\"missing\":[");
	if (import_tell_tell_missing(import, err) != 0)
		return -1;
	buffer_printf(reply, "],\"unlisted\":%" PRId64,
	    import->unlisted + invocation->remarks_left_out);
	if (import_tell_note(import, err) != 0)
		return -1;
	buffer_text(reply, "}");
	return 0;
}

const struct family import_tell_family = {
	NULL,
	import_tell_sql,
};
