/* SPDX-License-Identifier: ISC */
#include "daemon/request/redaction.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/request/door.h"
#include "daemon/request/replay_entry.h"
#include "protocol/sign_key.h"

enum { REWRITE, REMEMBER, CLEARS, TRACES, TRACES_END = TRACES + 13 };

/* What a redaction must leave as it is, a line a thing, named up to its first
 * colon: everything of the tables that is not somebody's words. */
const char *const redaction_sql[] = {
	[REWRITE] = "UPDATE log SET request = ?2, reading = ?3 WHERE seq = ?1",
	[REMEMBER] = "INSERT INTO erasure VALUES (?1)",
	/* A table that refers to another stands after it in view.sql, so they
	 * are cleared from the last one on. */
	[CLEARS] = "SELECT 'DELETE FROM \"' || name || '\"' FROM sqlite_schema"
		   " WHERE type = 'table' AND name NOT IN ('log', 'built',"
		   " 'erasure') ORDER BY rowid DESC",
	[TRACES] =
	    "SELECT 'entry ' || seq || ': ' || activity FROM entry_activity"
	    " ORDER BY seq, activity",
	"SELECT 'activity ' || id || ': ' || json_array(plan, kind, start,"
	" end, vague, due, due_version, due_set_at, added_at, lead, unresolved,"
	" unclear, areas, strategies, status, review, progress, done_on)"
	" FROM activity ORDER BY id",
	"SELECT 'activity ' || activity || ': cooperating ' || position || ' '"
	" || department FROM cooperating ORDER BY activity, position",
	"SELECT 'activity ' || activity || ': history ' || json_array(version,"
	" start, end, due, at) FROM due_history ORDER BY activity, version",
	"SELECT 'setting ' || name || ': ' || value FROM setting"
	" WHERE name <> 'pause_reason' ORDER BY name",
	"SELECT 'department ' || code || ': ' || json_array(mail, escalation,"
	" language, successor) FROM department ORDER BY code",
	"SELECT 'key ' || fingerprint || ': ' || json_array(role, department,"
	" added_at, revoked_at) FROM key ORDER BY fingerprint",
	"SELECT 'plan ' || code || ': ' || json_array(adopted, valid_until,"
	" review, adopted_set_at) FROM plan ORDER BY code",
	"SELECT 'dispatch ' || id || ': ' || json_array(token, run, address,"
	" department, state, settled_at, told, queued) FROM dispatch"
	" ORDER BY id",
	"SELECT 'notice ' || id || ': ' || json_array(activity, plan,"
	" due_version, stage, regular, role, department, n, skipped, dispatch,"
	" acknowledged_at) FROM notice ORDER BY id",
	"SELECT 'day ' || day || ': closed' FROM closed_day ORDER BY day",
	"SELECT 'quiet period ' || first || ': ' || last FROM quiet_period"
	" ORDER BY first",
	"SELECT 'run ' || day || ': ' || messages FROM run ORDER BY day",
	NULL,
};

/* --- the tables made again --- */

static int read_trace(
    struct store *store, struct buffer *trace, struct err *err)
{
	int result = 0;

	for (int i = TRACES; i < TRACES_END && result == 0; i++) {
		struct rows rows;

		if (store_query(
			&rows, store, redaction_sql, i, BIND_NONE, err) != 0)
			return -1;
		while ((result = rows_next(&rows, err)) == 1) {
			buffer_text(trace, rows_text(&rows, 0));
			buffer_text(trace, "\n");
		}
		rows_end(&rows);
	}
	return result;
}

/* Names what the first line that differs is about; there is such a line. */
static int refuse_change(const char *before, const char *after, struct err *err)
{
	const char *line = before;
	size_t i = 0;

	for (; before[i] == after[i]; i++)
		if (before[i] == '\n')
			line = before + i + 1;
	if (*line == '\0')
		line = after + (line - before);
	return err_set(err, ERR_CONFLICT,
	    "the words cannot be taken out: later entries depend on them (%.*s"
	    " would no longer be as it is); nothing was changed",
	    (int)strcspn(line, ":\n"), line);
}

/* Collects all statements first: the list of tables cannot be read while tables
 * are changed. */
static int clear_tables(struct store *store, struct err *err)
{
	struct buffer deletes = { 0 };
	struct rows rows;
	int result;

	if (store_query(&rows, store, redaction_sql, CLEARS, BIND_NONE, err) !=
	    0)
		return -1;
	while ((result = rows_next(&rows, err)) == 1) {
		buffer_text(&deletes, rows_text(&rows, 0));
		buffer_text(&deletes, ";");
	}
	rows_end(&rows);
	if (result == 0)
		result =
		    store_execute(store, "PRAGMA defer_foreign_keys = ON", err);
	if (result == 0)
		result = store_execute(store, deletes.bytes, err);
	buffer_free(&deletes);
	return result;
}

static int replay(
    struct store *store, const uint8_t public[SIGN_PUBLIC], struct err *err)
{
	struct door *again;
	struct err why;
	int result;

	if (clear_tables(store, err) != 0 ||
	    door_open_replay(&again, store, public, err) != 0)
		return -1;
	result = request_replay_log(again, store, &why);
	door_close(again);
	if (result == 0)
		return 0;
	return err_set(err, ERR_CONFLICT,
	    "the words cannot be taken out: later entries depend on them"
	    " (%.300s); nothing was changed",
	    why.text);
}

static int redaction_replay_and_compare(
    struct store *store, const uint8_t public[SIGN_PUBLIC], struct err *err)
{
	struct buffer before = { 0 }, after = { 0 };
	int result = -1;

	if (read_trace(store, &before, err) == 0 &&
	    replay(store, public, err) == 0 &&
	    read_trace(store, &after, err) == 0)
		result = strcmp(before.bytes, after.bytes) == 0
		    ? 0
		    : refuse_change(before.bytes, after.bytes, err);
	buffer_free(&before);
	buffer_free(&after);
	return result;
}

static int find_entry(struct rows *rows, struct store *store, int64_t seq,
    struct entry *entry, struct err *err)
{
	struct log log = { .store = store };
	int found;

	if (log_query(rows, &log, seq, err) != 0)
		return -1;
	found = log_next(rows, entry, err);
	if (found == 1 && entry->seq == seq)
		return 0;
	rows_end(rows);
	return found < 0 ? -1
			 : err_set(err, ERR_INTERNAL,
			       "entry %" PRId64 " is not in the log", seq);
}

static int rewrite_entry(struct store *store, const struct redaction *redaction,
    int64_t seq, struct err *err)
{
	struct redacted redacted = { 0 };
	struct entry entry;
	struct rows rows;
	int result;

	if (find_entry(&rows, store, seq, &entry, err) != 0)
		return -1;
	result = redact_entry(redaction, &entry, &redacted, err);
	rows_end(&rows);
	if (result == 0)
		result = store_run(store, redaction_sql, REWRITE,
		    BIND(INTEGER(seq),
			BLOB(redacted.request.bytes, redacted.request.length),
			TEXT(redacted.reading.bytes)),
		    err);
	redacted_release(&redacted);
	return result;
}

int redaction_apply(
    struct door *door, const struct invocation *invocation, struct err *err)
{
	struct store *store = door_store(door);
	const json_t *entry;
	size_t i;

	json_array_foreach (
	    json_object_get(invocation->reading, "entries"), i, entry)
		if (rewrite_entry(store, invocation->redaction,
			json_integer_value(json_object_get(entry, "seq")),
			err) != 0)
			return -1;
	if (store_run(store, redaction_sql, REMEMBER,
		BIND(INTEGER(invocation->seq)), err) != 0)
		return -1;
	return redaction_replay_and_compare(
	    store, sign_key_public(door_key(door)), err);
}

/* --- the hashes of what was redacted --- */

void redacted_hash_list_release(struct redacted_hash_list *hash_list)
{
	free(hash_list->list);
	*hash_list = (struct redacted_hash_list){ 0 };
}

/* The place of the entry's hashes in the list, or where they would be. */
static size_t redaction_place_of(
    const struct redacted_hash_list *hash_list, int64_t entry)
{
	size_t low = 0, high = hash_list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hash_list->list[middle].entry < entry)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct redacted_hashes *redacted_hashes_of(
    const struct redacted_hash_list *hash_list, int64_t entry)
{
	size_t at = redaction_place_of(hash_list, entry);

	return at < hash_list->count && hash_list->list[at].entry == entry
	    ? &hash_list->list[at]
	    : NULL;
}

/* Adds an entry's hashes; those of a later decision replace an earlier
 * one's. */
static void add_hashes(
    struct redacted_hash_list *hash_list, const struct redacted_hashes *hashes)
{
	size_t at = redaction_place_of(hash_list, hashes->entry);

	if (redacted_hashes_of(hash_list, hashes->entry) == NULL) {
		if (hash_list->count == hash_list->capacity) {
			hash_list->capacity = 2 * hash_list->capacity + 16;
			hash_list->list = realloc(hash_list->list,
			    hash_list->capacity * sizeof(*hash_list->list));
			if (hash_list->list == NULL)
				abort();
		}
		memmove(&hash_list->list[at + 1], &hash_list->list[at],
		    (hash_list->count - at) * sizeof(*hash_list->list));
		hash_list->count++;
	}
	hash_list->list[at] = *hashes;
}

static bool redaction_read_hash(
    const json_t *json, const char *name, uint8_t *hash, size_t length)
{
	const char *hex = json_string_value(json_object_get(json, name));

	return hex != NULL && hex_read(hex, hash, length) == 0;
}

/* Takes the hashes of entries before the decision only: no entry may excuse
 * itself. */
static void add_decision(
    struct redacted_hash_list *hash_list, const struct entry *decision)
{
	json_t *reading = json_loads(decision->reading, 0, NULL), *json;
	size_t i;

	json_array_foreach (json_object_get(reading, "entries"), i, json) {
		struct redacted_hashes hashes = {
			.entry =
			    json_integer_value(json_object_get(json, "seq")),
		};

		if (hashes.entry < decision->seq &&
		    redaction_read_hash(json, "request_sha512",
			hashes.request_sha512, SIGN_SHA512) &&
		    redaction_read_hash(json, "reading_sha256",
			hashes.reading_sha256, SIGN_SHA256))
			add_hashes(hash_list, &hashes);
	}
	json_decref(reading);
}

/* No other command's reading begins so; looking at that first spares parsing
 * most requests. */
static bool is_redaction(const struct entry *entry)
{
	static const char begin[] = "{\"entries\":[";
	struct request request = { 0 };
	struct err ignored;
	bool is;

	if (strncmp(entry->reading, begin, sizeof(begin) - 1) != 0 ||
	    message_request_read(
		&request, entry->request, entry->request_length, &ignored) != 0)
		return false;
	is = strcmp(request.method, "log.redact") == 0;
	message_request_release(&request);
	return is;
}

int redacted_hashes_load(
    struct redacted_hash_list *hash_list, struct log *log, struct err *err)
{
	struct entry entry;
	struct rows rows;
	int result;

	if (log_query(&rows, log, INT64_MIN, err) != 0)
		return -1;
	while ((result = log_next(&rows, &entry, err)) == 1)
		if (is_redaction(&entry))
			add_decision(hash_list, &entry);
	rows_end(&rows);
	return result;
}
