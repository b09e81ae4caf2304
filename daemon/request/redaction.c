/* SPDX-License-Identifier: ISC */
#include "daemon/request/redaction.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/request/door.h"
#include "daemon/request/rebuild.h"
#include "daemon/request/replay_entry.h"
#include "daemon/store/compare.h"
#include "protocol/sign_key.h"
#include "protocol/grow.h"
#include "protocol/json_member.h"

enum { REWRITE, REMEMBER, SINCE };

const char *const redaction_sql[] = {
	[REWRITE] = "UPDATE log SET request = ?2, reading = ?3 WHERE seq = ?1",
	[REMEMBER] = "INSERT INTO erasure VALUES (?1)",
	[SINCE] = "SELECT entry, request_sha512, reading_sha256 FROM redaction"
		  " WHERE entry >= ?1 ORDER BY entry, by",
	NULL,
};

/* The columns of SINCE. */
enum { SINCE_ENTRY, SINCE_REQUEST_SHA512, SINCE_READING_SHA256 };

/* --- the tables made again --- */

/* Somebody's words, which a redaction may change. Whatever is not named here
 * must come out of the replay as it was; but for the log, which is rewritten,
 * and what is not of the log or worked out from it. */
static const struct store_but words[] = { { "activity", "key" },
	{ "observation", "place" }, { "observation", "source" },
	{ "observation", "text" }, { "district", "name" }, { "kind", "name" },
	{ "picture", "decision" }, { "problem", "name" }, { "problem", "text" },
	{ "problem", "closed_reason" }, { "activity", "activity" },
	{ "activity", "purpose" }, { "activity", "timeframe" },
	{ "activity", "reason" }, { "activity", "owner_text" },
	{ "activity", "dropped_reason" }, { "activity", "goal" },
	{ "activity", "other" }, { "closed_day", "name" },
	{ "department", "name" }, { "department_name", "folded" },
	{ "department_name", "alias" }, { "dispatch", "subject" },
	{ "dispatch", "text" },
	{ "dispatch", "address", "iif(state = 'planned', address, '')" },
	{ "dispatch", "answer" }, { "former_address", "address" },
	{ "due_history", "timeframe" }, { "due_history", "decision" },
	{ "due_history", "by" }, { "imported", "text" },
	{ "imported", "purpose" }, { "imported", "timeframe" },
	{ "imported", "owner" }, { "imported", "goal" },
	{ "imported", "status" }, { "imported", "comment" },
	{ "imported", "date" }, { "imported", "progress" },
	{ "imported", "other" }, { "key", "name" }, { "key", "revoke_reason" },
	{ "body", "folded" }, { "body", "name" }, { "body", "committee_of" },
	{ "body", "time" }, { "meeting", "body" }, { "meeting", "time" },
	{ "meeting", "dropped_reason" }, { "notice", "acknowledged_by" },
	{ "notice", "acknowledged_note" }, { "plan", "title" },
	{ "plan", "case_number" }, { "plan", "decision" }, { "plan", "bands" },
	{ "plan", "board" }, { "department", "board" }, { "rating", "period" },
	{ "rating", "band" }, { "rating", "comment" }, { "rating", "figures" },
	{ "rating", "by" }, { "plan", "closed_reason" },
	{ "plan", "followed_decision" }, { "progress_note", "by" },
	{ "progress_note", "note" }, { "quiet_period", "reason" },
	{ "restoration", "source" },
	{ "setting", "value",
	    "iif(name IN ('pause_reason', 'signature'), '', value)" },
	{ "log" }, { "erasure" }, { "next_due" }, { 0 } };

static int refuse_change(const struct err *why, struct err *err)
{
	return err_set(err, ERR_CONFLICT,
	    "the words cannot be taken out: later entries depend on them"
	    " (%p); nothing was changed",
	    (const void *)why);
}

static int redaction_replay(
    struct store *store, const uint8_t public[SIGN_PUBLIC], struct err *err)
{
	struct door *again;
	struct err why;
	int result;

	if (rebuild_tables(store, err) != 0 ||
	    door_open_replay(&again, store, public, err) != 0)
		return -1;
	result = request_replay_log(again, store, &why);
	door_close(again);
	return result == 0 ? 0 : refuse_change(&why, err);
}

static int redaction_replay_and_compare(
    struct store *store, const uint8_t public[SIGN_PUBLIC], struct err *err)
{
	char difference[256];
	struct err why;
	int result;

	if (store_keep(store, words, err) != 0 ||
	    redaction_replay(store, public, err) != 0)
		return -1;
	result = store_compare(
	    store, NULL, words, difference, sizeof(difference), err);
	if (result > 0) {
		err_set(&why, ERR_CONFLICT, "%s", difference);
		return refuse_change(&why, err);
	}
	return result < 0 ? -1 : store_forget(store, words, err);
}

static int find_entry(struct rows *rows, struct store *store, int64_t seq,
    struct entry *entry, struct err *err)
{
	int found;

	*rows = log_query(store, seq);
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
		if (rewrite_entry(store, invocation->rare.redaction,
			json_number(entry, "seq"), err) != 0)
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
		hash_list->list = grow(hash_list->list, hash_list->count,
		    &hash_list->capacity, sizeof(*hash_list->list));
		memmove(&hash_list->list[at + 1], &hash_list->list[at],
		    (hash_list->count - at) * sizeof(*hash_list->list));
		hash_list->count++;
	}
	hash_list->list[at] = *hashes;
}

static bool redaction_read_hash(
    const json_t *json, const char *name, uint8_t *hash, size_t length)
{
	const char *hex = json_text(json, name);

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
			.entry = json_number(json, "seq"),
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
    struct redacted_hash_list *hash_list, struct store *store, struct err *err)
{
	struct rows rows = log_query(store, INT64_MIN);
	struct entry entry;
	int result;

	while ((result = log_next(&rows, &entry, err)) == 1)
		if (is_redaction(&entry))
			add_decision(hash_list, &entry);
	rows_end(&rows);
	return result;
}

static int redaction_add_row(struct redacted_hash_list *hash_list,
    const struct rows *rows, struct err *err)
{
	struct redacted_hashes hashes = { .entry =
					      rows_integer(rows, SINCE_ENTRY) };
	size_t length = 0, other = 0;
	const void *request = rows_blob(rows, SINCE_REQUEST_SHA512, &length);
	const void *reading = rows_blob(rows, SINCE_READING_SHA256, &other);

	if (length != SIGN_SHA512 || other != SIGN_SHA256)
		return err_set(err, ERR_INVALID,
		    "the redaction of entry %" PRId64 " is damaged: see"
		    " planvaktd check",
		    hashes.entry);
	memcpy(hashes.request_sha512, request, length);
	memcpy(hashes.reading_sha256, reading, other);
	add_hashes(hash_list, &hashes);
	return 0;
}

int redacted_hashes_since(struct redacted_hash_list *hash_list,
    struct store *store, int64_t seq, struct err *err)
{
	int result;
	struct rows rows =
	    store_query(store, redaction_sql, SINCE, BIND(INTEGER(seq)));

	while ((result = rows_next(&rows, err)) == 1)
		if (redaction_add_row(hash_list, &rows, err) != 0) {
			result = -1;
			break;
		}
	rows_end(&rows);
	return result;
}
