/* SPDX-License-Identifier: ISC */
#include "daemon/commands/log_redact.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/commands/families.h"
#include "daemon/commands/log_redact_keys.h"
#include "protocol/json_member.h"

/* For the texts of one entry at a time. */
#define SCRATCH_LIMIT (512u << 20)

#define PATH_MAX_LENGTH 120
#define ENTRIES_MAX     INT32_MAX
#define REMAINS_MAX     10000
#define KEYS_MAX        100000

/* A log.redact has only hashes in its reading, in which nothing is redacted. */
static const struct field redact_fields[6];

enum { REMEMBER, TOUCH };

static const char *const log_redact_sql[] = {
	[REMEMBER] = "INSERT INTO redaction VALUES (?1, ?2, ?3, ?4)",
	/* The redaction joins the activity's history where its entry concerns
	 * just one; an import concerns many. */
	[TOUCH] =
	    "INSERT OR IGNORE INTO entry_activity SELECT min(activity), ?2"
	    " FROM entry_activity WHERE seq = ?1 GROUP BY seq"
	    " HAVING count(*) = 1",
	NULL,
};

void redacted_release(struct redacted *redacted)
{
	buffer_free(&redacted->request);
	buffer_free(&redacted->reading);
}

/* --- one entry --- */

static void put_json(struct buffer *to, const json_t *json)
{
	char *text = json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY);

	if (text == NULL)
		abort();
	buffer_text(to, text);
	free(text);
}

/* Takes the words out at the path, and wherever the params repeat them. */
static size_t redact_request(const struct redaction *redaction,
    const struct command *command, const struct entry *entry,
    struct arena *scratch, json_t *params)
{
	const struct removal *removal = &redaction->removal;
	const struct field *field;
	size_t count = 0;
	struct err ignored;
	json_t *text;

	if (entry->seq == redaction->seq &&
	    redact_find(params, command->fields, redaction->path, &text, &field,
		&ignored) == 0)
		count += json_string_set(text, removal->mark) == 0;
	count += redact_params(removal, command->fields, params);
	if (command->access == ACCESS_DAEMON)
		count += redact_letter(removal, scratch, params);
	return count;
}

static void redact_words(const struct redaction *redaction,
    const struct command *command, const struct entry *entry,
    struct arena *scratch, const struct request *request,
    struct redacted *redacted)
{
	json_t *reading = json_loads(entry->reading, JSON_DECODE_ANY, NULL);

	if (redact_request(
		redaction, command, entry, scratch, request->params) > 0) {
		json_object_del(request->root, "blind");
		put_json(&redacted->request, request->root);
	}
	if (command->fields != redact_fields &&
	    redact_reading(&redaction->removal, scratch, command->reading,
		entry->seq == redaction->seq, reading) > 0) {
		json_object_del(reading, "blind");
		put_json(&redacted->reading, reading);
	}
	json_decref(reading);
	redacted->keyed =
	    redacted->request.length > 0 && redact_is_keyed(request->method);
	redacted->remains = command->access != ACCESS_DAEMON &&
	    redact_remains(
		&redaction->removal, scratch, command->fields, request->params);
}

static void finish(const struct entry *entry, struct redacted *redacted)
{
	redacted->changed =
	    redacted->request.length > 0 || redacted->reading.length > 0;
	if (redacted->request.length == 0)
		buffer_add(
		    &redacted->request, entry->request, entry->request_length);
	if (redacted->reading.length == 0)
		buffer_text(&redacted->reading, entry->reading);
	sign_sha512(redacted->request.bytes, redacted->request.length,
	    redacted->request_sha512);
	sign_sha256(redacted->reading.bytes, redacted->reading.length,
	    redacted->reading_sha256);
}

int redact_entry(const struct redaction *redaction, const struct entry *entry,
    struct redacted *redacted, struct err *err)
{
	const struct command *command;
	struct request request = { 0 };
	struct arena *scratch;

	*redacted = (struct redacted){ 0 };
	if (message_request_read(
		&request, entry->request, entry->request_length, err) != 0)
		return -1;
	command = command_find(request.method);
	scratch = arena_new(SCRATCH_LIMIT);
	if (command != NULL)
		redact_words(
		    redaction, command, entry, scratch, &request, redacted);
	finish(entry, redacted);
	arena_free(scratch);
	message_request_release(&request);
	return 0;
}

/* --- read --- */

static int64_t target(const struct invocation *invocation)
{
	return param_integer(invocation, "seq", 0);
}

/* Finds the words in their entry: 1; 0 where they were taken out before; -1. */
static int find_words(struct invocation *invocation,
    const struct request *request, struct redaction *redaction, struct err *err)
{
	const struct command *command = command_find(request->method);
	const struct field *field;
	const char *words;
	json_t *text;

	if (command == NULL ||
	    (command->access == ACCESS_DAEMON &&
		strcmp(request->method, "state.begin") != 0))
		return err_set(err, ERR_INVALID,
		    "seq: entry %" PRId64 " is planvaktd's own: redact the"
		    " entry that its words came from",
		    redaction->seq);
	if (redact_find(request->params, command->fields, redaction->path,
		&text, &field, err) != 0)
		return -1;
	words = json_string_value(text);
	if (redact_is_done(words))
		return 0;
	redact_prepare(&redaction->removal, invocation->arena, redaction->seq,
	    field->name, words, request->params);
	return 1;
}

static int log_redact_read_words(
    struct invocation *invocation, struct redaction *redaction, struct err *err)
{
	struct rows rows = log_query(invocation->store, redaction->seq);
	struct request request = { 0 };
	struct entry entry;
	int result = log_next(&rows, &entry, err);

	if (result == 0 || (result == 1 && entry.seq != redaction->seq))
		result = err_set(err, ERR_NOT_FOUND,
		    "there is no entry %" PRId64 " in the log", redaction->seq);
	if (result == 1 &&
	    message_request_read(
		&request, entry.request, entry.request_length, err) != 0)
		result = -1;
	if (result == 1)
		result = find_words(invocation, &request, redaction, err);
	message_request_release(&request);
	rows_end(&rows);
	return result;
}

static void log_redact_add_hash(
    json_t *json, const char *name, const uint8_t *hash, size_t length)
{
	struct buffer hex = { 0 };

	buffer_hex(&hex, hash, length);
	json_object_set_new(json, name, json_string(hex.bytes));
	buffer_free(&hex);
}

static void log_redact_add_entry(
    json_t *entries, int64_t seq, const struct redacted *redacted)
{
	json_t *json = json_object();

	json_object_set_new(json, "seq", json_integer(seq));
	log_redact_add_hash(
	    json, "request_sha512", redacted->request_sha512, SIGN_SHA512);
	log_redact_add_hash(
	    json, "reading_sha256", redacted->reading_sha256, SIGN_SHA256);
	json_array_append_new(entries, json);
}

/* What there is no room for is counted. */
static void add_remains(struct invocation *invocation, int64_t seq)
{
	if (json_array_size(invocation->remarks) < REMAINS_MAX)
		json_array_append_new(invocation->remarks, json_integer(seq));
	else
		invocation->remarks_left_out++;
}

/* *keyed becomes whether an entry that changes says something of keys. */
static int read_entries(struct invocation *invocation,
    const struct redaction *redaction, json_t *entries, bool *keyed,
    struct err *err)
{
	struct rows rows = log_query(invocation->store, 1);
	struct entry entry;
	int result;

	while ((result = log_next(&rows, &entry, err)) == 1) {
		struct redacted redacted;

		result = redact_entry(redaction, &entry, &redacted, err);
		if (result == 0 && redacted.changed)
			log_redact_add_entry(entries, entry.seq, &redacted);
		*keyed |= result == 0 && redacted.keyed;
		if (result == 0 && redacted.remains)
			add_remains(invocation, entry.seq);
		redacted_release(&redacted);
		if (result != 0)
			break;
	}
	rows_end(&rows);
	return result;
}

/* What the request says of keys must be there, and nothing else. */
static int read_keys(struct invocation *invocation, struct redaction *redaction,
    const json_t *entries, bool keyed, struct err *err)
{
	json_t *owed = NULL;
	int result = 0;

	if (keyed || param_list(invocation, "keys") != NULL)
		result = redact_keys_check(invocation, entries, &owed, err);
	redaction->keys = invocation_json(invocation, owed);
	json_decref(owed);
	return result;
}

/* Finds the entries that change and their hashes. The reading gets none of the
 * words. */
static int read_redaction(struct invocation *invocation, struct err *err)
{
	struct redaction *redaction =
	    arena_alloc(invocation->arena, sizeof(*redaction));
	json_t *entries = json_array();
	bool keyed = false;
	int found;

	redaction->seq = target(invocation);
	redaction->path = param_text(invocation, "field");
	json_object_set_new(invocation->reading, "entries", entries);
	found = log_redact_read_words(invocation, redaction, err);
	if (found <= 0)
		return found;
	if (redact_has(&redaction->removal, invocation->arena,
		param_text(invocation, "reason")))
		return err_set(err, ERR_INVALID,
		    "reason: repeats the words that are to be taken out: write"
		    " it without them");
	invocation->remarks = json_array();
	invocation->rare.redaction = redaction;
	if (read_entries(invocation, redaction, entries, &keyed, err) != 0)
		return -1;
	return read_keys(invocation, redaction, entries, keyed, err);
}

/* --- run --- */

/* What a dry run would take away, and would need. */
static void log_redact_show(
    struct buffer *reply, const struct redaction *redaction)
{
	buffer_printf(reply, ",\"dry_run\":true,\"keys\":%s",
	    redaction != NULL ? redaction->keys : "[]");
	if (redaction == NULL)
		return;
	buffer_text(reply, ",\"text\":");
	buffer_json(reply, redaction->removal.words);
}

/* Answers what was redacted. */
static void log_redact_answer(
    struct invocation *invocation, const json_t *entries)
{
	struct buffer *reply = invocation->reply;
	const json_t *entry;
	size_t i;

	buffer_printf(
	    reply, "{\"seq\":%" PRId64 ",\"field\":", target(invocation));
	buffer_json(reply, param_text(invocation, "field"));
	buffer_text(reply, ",\"entries\":[");
	json_array_foreach (entries, i, entry)
		buffer_printf(reply, "%s%" PRId64, i > 0 ? "," : "",
		    json_number(entry, "seq"));
	buffer_printf(reply, "],\"remains\":%s",
	    invocation_json(invocation, invocation->remarks));
	if (invocation->remarks_left_out > 0)
		buffer_printf(reply, ",\"remains_left_out\":%" PRId64,
		    invocation->remarks_left_out);
	if (param_flag(invocation, "dry_run"))
		log_redact_show(reply, invocation->rare.redaction);
	buffer_text(reply, "}");
}

static int log_redact_read_hash(
    const json_t *json, const char *name, uint8_t *hash, size_t length)
{
	const char *hex = json_text(json, name);

	return hex != NULL ? hex_read(hex, hash, length) : -1;
}

static int log_redact_remember(
    struct invocation *invocation, const json_t *entry, struct err *err)
{
	uint8_t request[SIGN_SHA512], reading[SIGN_SHA256];
	int64_t seq = json_number(entry, "seq");

	if (log_redact_read_hash(
		entry, "request_sha512", request, sizeof(request)) != 0 ||
	    log_redact_read_hash(
		entry, "reading_sha256", reading, sizeof(reading)) != 0 ||
	    seq >= invocation->seq)
		return err_set(
		    err, ERR_INTERNAL, "the reading of a redaction is damaged");
	if (store_run(invocation->store, log_redact_sql, REMEMBER,
		BIND(INTEGER(seq), INTEGER(invocation->seq),
		    BLOB(request, sizeof(request)),
		    BLOB(reading, sizeof(reading))),
		err) != 0)
		return -1;
	return store_run(invocation->store, log_redact_sql, TOUCH,
	    BIND(INTEGER(seq), INTEGER(invocation->seq)), err);
}

static int redact(struct invocation *invocation, struct err *err)
{
	const json_t *entries = json_object_get(invocation->reading, "entries");
	const json_t *entry;
	size_t i;

	invocation->unchanged = json_array_size(entries) == 0;
	log_redact_answer(invocation, entries);
	json_array_foreach (entries, i, entry)
		if (log_redact_remember(invocation, entry, err) != 0)
			return -1;
	return 0;
}

/* What an entry that is redacted said of a key. */
static const struct field repeated_key[] = {
	{ "entry", FIELD_ID, REQUIRED },
	{ "key", FIELD_KEY, REQUIRED },
	{ "role", FIELD_WORD, REQUIRED, .words = role_words,
	    .min = ROLE_COORDINATOR },
	{ "department", FIELD_CODE, OPTIONAL },
	{ 0 },
};

static const struct field redact_fields[] = {
	{ "seq", FIELD_ID, REQUIRED },
	{ "field", FIELD_LINE, REQUIRED, .min = 1, .max = PATH_MAX_LENGTH },
	{ "reason", FIELD_LINE, REQUIRED, .min = 1, .max = REFERENCE_MAX },
	{ "keys", FIELD_OBJECT, OPTIONAL, .row = repeated_key,
	    .many = KEYS_MAX },
	{ "dry_run", FIELD_FLAG, OPTIONAL },
	{ 0 },
};

static const struct field entry_reading[] = {
	{ "seq", FIELD_ID, REQUIRED },
	{ "request_sha512", FIELD_LINE, REQUIRED, .min = 128, .max = 128 },
	{ "reading_sha256", FIELD_LINE, REQUIRED, .min = 64, .max = 64 },
	{ 0 },
};

static const struct field redact_reading_fields[] = {
	{ "entries", FIELD_OBJECT, REQUIRED, .row = entry_reading,
	    .many = ENTRIES_MAX },
	{ 0 },
};

static const struct command log_redact_commands[] = {
	{ "log.redact", ACCESS_COORDINATOR, WRITES, redact_fields, redact,
	    read_redaction, redact_reading_fields },
	{ 0 },
};

const struct family log_redact_family = {
	log_redact_commands,
	log_redact_sql,
};
