/* SPDX-License-Identifier: ISC */
/* What an import answers: what became of each row, what a person has to look
 * at, what the file no longer has. */
#include "daemon/commands/import_tell.h"

#include <inttypes.h>

#include "daemon/commands/families.h"

/* Bytes of each list of the answer, which is one frame; more is counted. */
#define LIST_MAX (256u << 10)

enum { OTHERS };

static const char *const import_tell_sql[] = {
	[OTHERS] = "SELECT a.id, a.activity FROM imported i JOIN activity a"
		   " ON a.id = i.activity WHERE i.plan = ?1"
		   " AND a.status <> 'dropped' ORDER BY a.id",
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
		int64_t at = json_integer_value(json_object_get(next, "line"));

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

/* Lists activities of former imports that this file does not have. */
static int tell_missing(struct import *import, struct err *err)
{
	struct buffer *reply = import->invocation->reply;
	const char *comma = "";
	struct rows rows;
	int result;

	if (store_query(&rows, import->invocation->store, import_tell_sql,
		OTHERS, BIND(TEXT(import->plan)), err) != 0)
		return -1;
	while ((result = rows_next(&rows, err)) == 1) {
		int64_t id = rows_integer(&rows, 0);

		if (import->lines[id] != 0 ||
		    !import_tell_has_room(import, reply, 3))
			continue;
		buffer_printf(
		    reply, "%s{\"id\":%" PRId64 ",\"activity\":", comma, id);
		buffer_json(reply, rows_text(&rows, 1));
		buffer_text(reply, "}");
		comma = ",";
	}
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
	    param_flag(invocation, "dry_run") ? "true" : "false", import->added,
	    import->changed, import->unchanged, import->skipped);
	buffer_printf(reply, ",\"activities\":[%s],\"unread\":[%s]",
	    import->outcomes.length > 0 ? import->outcomes.bytes : "",
	    import->unread.length > 0 ? import->unread.bytes : "");
	buffer_text(reply, ",\"missing\":[");
	if (tell_missing(import, err) != 0)
		return -1;
	buffer_printf(reply, "],\"unlisted\":%" PRId64 "}", import->unlisted);
	return 0;
}

const struct family import_tell_family = {
	NULL,
	import_tell_sql,
};
