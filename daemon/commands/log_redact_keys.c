/* SPDX-License-Identifier: ISC */
#include "daemon/commands/log_redact_keys.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/log/log.h"
#include "protocol/grow.h"
#include "protocol/sign_key.h"
#include "protocol/json_member.h"

/* A key that the log introduces. Its texts are in the invocation's arena. */
struct known_key {
	uint8_t public[SIGN_PUBLIC];
	const char *name, *role, *department; /* department NULL for none */
	int64_t entry;    /* the one that introduced it ... */
	ptrdiff_t signer; /* ... and who signed that; -1 the daemon */
	bool ended;
};

/* An entry that is redacted and gave or took that key. */
struct owed_row {
	int64_t entry;
	size_t key;
	bool repaid;
};

struct key_walk {
	struct arena *arena;
	const json_t *entries; /* those that change now */
	struct known_key *keys;
	size_t key_count, key_capacity;
	struct owed_row *owed;
	size_t owed_count, owed_capacity;
};

static void walk_release(struct key_walk *walk)
{
	free(walk->keys);
	free(walk->owed);
}

bool redact_is_keyed(const char *method)
{
	static const char *const keyed[] = { "state.begin", "key.add",
		"key.replace", "key.revoke", "log.redact" };

	for (size_t i = 0; i < sizeof(keyed) / sizeof(keyed[0]); i++)
		if (strcmp(keyed[i], method) == 0)
			return true;
	return false;
}

/* --- what is known --- */

static struct known_key *known_key_at(const struct key_walk *walk, size_t key)
{
	assert(key < walk->key_count);
	return &walk->keys[key];
}

static ptrdiff_t known_key_of(
    const struct key_walk *walk, const uint8_t public[SIGN_PUBLIC])
{
	for (size_t i = 0; i < walk->key_count; i++)
		if (memcmp(walk->keys[i].public, public, SIGN_PUBLIC) == 0)
			return (ptrdiff_t)i;
	return -1;
}

static ptrdiff_t holder_of(const struct key_walk *walk, const char *name)
{
	for (size_t i = 0; i < walk->key_count; i++)
		if (!walk->keys[i].ended &&
		    strcmp(walk->keys[i].name, name) == 0)
			return (ptrdiff_t)i;
	return -1;
}

static struct owed_row *owed_of(const struct key_walk *walk, int64_t entry)
{
	for (size_t i = 0; i < walk->owed_count; i++)
		if (walk->owed[i].entry == entry)
			return &walk->owed[i];
	return NULL;
}

/* Whether the key rests on a redacted entry that nobody has repeated by now.
 * The first entry is the daemon's word, redacted or not. */
static bool is_weak(const struct key_walk *walk, ptrdiff_t key)
{
	while (key >= 0) {
		const struct known_key *known = known_key_at(walk, (size_t)key);
		const struct owed_row *row = owed_of(walk, known->entry);

		if (known->entry != 1 && row != NULL && !row->repaid)
			return true;
		key = known->signer;
	}
	return false;
}

/* --- one entry --- */

static const char *log_redact_keys_text(
    const json_t *params, const char *name, const char *otherwise)
{
	const char *text = json_text(params, name);

	return text != NULL ? text : otherwise;
}

static const char *kept_text(struct key_walk *walk, const char *text)
{
	return text != NULL ? arena_printf(walk->arena, "%s", text) : NULL;
}

/* Adds a key that the entry introduces; its place, or -1. */
static ptrdiff_t introduce(struct key_walk *walk, const struct entry *entry,
    const char *line, const char *name, const char *role,
    const char *department)
{
	struct known_key key = {
		.name = kept_text(walk, name),
		.role = kept_text(walk, role),
		.department = kept_text(walk, department),
		.entry = entry->seq,
		.signer = known_key_of(walk, entry->key),
	};
	struct err ignored;

	if (sign_public_read(line, key.public, &ignored) != 0)
		return -1;
	walk->keys = grow(walk->keys, walk->key_count, &walk->key_capacity,
	    sizeof(*walk->keys));
	walk->keys[walk->key_count] = key;
	return (ptrdiff_t)walk->key_count++;
}

static ptrdiff_t succeed(
    struct key_walk *walk, const struct entry *entry, const json_t *params)
{
	ptrdiff_t old = known_key_of(walk, entry->key);
	struct known_key key;

	if (old < 0)
		return -1;
	walk->keys[old].ended = true;
	key = walk->keys[old];
	return introduce(walk, entry, log_redact_keys_text(params, "key", ""),
	    key.name, key.role, key.department);
}

/* The key that the entry gave or took; -1 where it did neither. */
static ptrdiff_t follow_key(struct key_walk *walk, const struct entry *entry,
    const char *method, const json_t *params)
{
	const char *line = log_redact_keys_text(params, "key", "");
	const char *name = log_redact_keys_text(params, "name", "");
	ptrdiff_t key = -1;

	if (strcmp(method, "state.begin") == 0) {
		introduce(walk, entry,
		    log_redact_keys_text(params, "daemon_key", ""), "planvaktd",
		    "daemon", NULL);
		return introduce(walk, entry, line,
		    log_redact_keys_text(params, "coordinator", ""),
		    "coordinator", NULL);
	}
	if (strcmp(method, "key.add") == 0)
		return introduce(walk, entry, line, name,
		    log_redact_keys_text(params, "role", ""),
		    log_redact_keys_text(params, "department", NULL));
	if (strcmp(method, "key.replace") == 0)
		return succeed(walk, entry, params);
	if (strcmp(method, "key.revoke") == 0)
		key = holder_of(walk, name);
	if (key >= 0)
		known_key_at(walk, (size_t)key)->ended = true;
	return key;
}

static json_t *row_of(const struct key_walk *walk, const struct owed_row *owed)
{
	const struct known_key *key = known_key_at(walk, owed->key);
	char line[SIGN_SSH_PUBLIC];

	sign_public_write(key->public, line);
	return json_pack("{s:I, s:s, s:s, s:s*}", "entry",
	    (json_int_t)owed->entry, "key", line, "role", key->role,
	    "department", key->department);
}

/* Takes the rows by which a signer whose key stands repeats what redacted
 * entries said. ERR_INVALID where one says something else. */
static int repeat(struct key_walk *walk, const uint8_t signer[SIGN_PUBLIC],
    const json_t *rows, struct err *err)
{
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		int64_t entry = json_number(row, "entry");
		struct owed_row *owed = owed_of(walk, entry);
		json_t *said = owed != NULL ? row_of(walk, owed) : NULL;
		bool same = owed != NULL && json_equal(said, row) == 1;

		json_decref(said);
		if (!same)
			return err_set(err, ERR_INVALID,
			    "keys[%zu]: entry %" PRId64 " is not redacted, or"
			    " said something else of a key",
			    i, entry);
		if (!is_weak(walk, known_key_of(walk, signer)))
			owed->repaid = true;
	}
	return 0;
}

/* Whether the entry's request is, after this, not what was signed. */
static bool loses_words(const struct key_walk *walk, const struct entry *entry)
{
	uint8_t now[SIGN_SHA512];
	const json_t *row;
	size_t i;

	sign_sha512(entry->request, entry->request_length, now);
	json_array_foreach (walk->entries, i, row)
		if (json_number(row, "seq") == entry->seq)
			hex_read(
			    json_text(row, "request_sha512"), now, sizeof(now));
	return memcmp(now, entry->request_sha512, sizeof(now)) != 0;
}

static int take_request(struct key_walk *walk, const struct entry *entry,
    const struct request *request, struct err *err)
{
	bool lost = loses_words(walk, entry);
	ptrdiff_t key;

	if (strcmp(request->method, "log.redact") == 0)
		return lost
		    ? 0
		    : repeat(walk, entry->key,
			  json_object_get(request->params, "keys"), err);
	key = follow_key(walk, entry, request->method, request->params);
	if (key < 0 || !lost)
		return 0;
	walk->owed = grow(walk->owed, walk->owed_count, &walk->owed_capacity,
	    sizeof(*walk->owed));
	walk->owed[walk->owed_count++] =
	    (struct owed_row){ entry->seq, (size_t)key, false };
	return 0;
}

/* Looks at the bytes before it parses them: most entries say nothing of
 * keys. */
static int redact_keys_take(
    struct key_walk *walk, const struct entry *entry, struct err *err)
{
	static const char *const words[] = { "state.begin", "key.",
		"log.redact" };
	struct request request = { 0 };
	bool may = false;
	int result;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		may |= memmem(entry->request, entry->request_length, words[i],
			   strlen(words[i])) != NULL;
	if (!may)
		return 0;
	result = message_request_read(
	    &request, entry->request, entry->request_length, err);
	if (result == 0 && redact_is_keyed(request.method))
		result = take_request(walk, entry, &request, err);
	message_request_release(&request);
	return result;
}

/* --- the log, and the request --- */

static int walk_log(struct key_walk *walk, struct store *store, struct err *err)
{
	struct rows rows = log_query(store, 1);
	struct entry entry;
	int result;

	while ((result = log_next(&rows, &entry, err)) == 1) {
		result = redact_keys_take(walk, &entry, err);
		if (result != 0)
			break;
	}
	rows_end(&rows);
	return result;
}

/* Sets *owed to what is not repeated yet; a dry run may leave it so. */
static int settle_owed(
    const struct key_walk *walk, bool dry_run, json_t *owed, struct err *err)
{
	int64_t missing = 0;

	for (size_t i = 0; i < walk->owed_count; i++) {
		if (walk->owed[i].repaid)
			continue;
		json_array_append_new(owed, row_of(walk, &walk->owed[i]));
		missing = walk->owed[i].entry;
	}
	if (missing == 0 || dry_run)
		return 0;
	return err_set(err, ERR_INVALID,
	    "keys: entry %" PRId64 " gave or took a key and loses its"
	    " signature: repeat what it did in \"keys\", as planvakt log redact"
	    " does",
	    missing);
}

int redact_keys_check(struct invocation *invocation, const json_t *entries,
    json_t **owed, struct err *err)
{
	struct key_walk walk = {
		.arena = invocation->arena,
		.entries = entries,
	};
	const uint8_t *signer = invocation->principal->key;
	bool dry_run = param_flag(invocation, "dry_run");
	int result = walk_log(&walk, invocation->store, err);

	*owed = json_array();
	if (result == 0)
		result =
		    repeat(&walk, signer, param_list(invocation, "keys"), err);
	if (result == 0)
		result = settle_owed(&walk, dry_run, *owed, err);
	if (json_array_size(*owed) > 0 &&
	    is_weak(&walk, known_key_of(&walk, signer)))
		result = err_set(err, ERR_CONFLICT,
		    "the words that gave your own key would go, or went, and"
		    " nobody has repeated them: another coordinator must do"
		    " this");
	walk_release(&walk);
	return result;
}
