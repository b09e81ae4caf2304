/* SPDX-License-Identifier: ISC */
/* The log as others verify it: its entries as they were signed, the keys that
 * signed them, and where it ends, signed by the daemon (docs/verify.md). */
#include "daemon/commands/families.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/commands/log_confided.h"
#include "daemon/commands/log_hash.h"
#include "daemon/commands/log_list.h"
#include "protocol/log_sentence.h"
#include "daemon/log/log.h"
#include "protocol/sign_key.h"
#include "protocol/grow.h"
#include "protocol/utf8.h"

/* Generated from schema/verify.sh and schema/verify.py. */
extern const char schema_verify[], schema_verify_py[];

/* A page ends when it has so many bytes. A text longer than the second is left
 * out, and fetched in pieces of the third. As JSON a byte may become six, and
 * all must fit into a frame. */
#define PAGE_SIZE   (1u << 18)
#define INLINE_SIZE (1u << 16)
#define PIECE_SIZE  (1u << 17)

enum { KEYS, REDACTED, REQUEST, READING };

/* The columns of KEYS. */
enum { KEY_PUBLIC, KEY_NAME, KEY_IS_DAEMON, KEY_ADDED_AT, KEY_REVOKED_AT };

static const char *const log_export_sql[] = {
	[KEYS] = "SELECT public, name, role = 'daemon', added_at,"
		 " coalesce(revoked_at, 0) FROM key ORDER BY rowid",
	[REDACTED] = "SELECT count(DISTINCT entry) FROM redaction",
	[REQUEST] = "SELECT substr(request, ?2 + 1, ?3), length(request)"
		    " FROM log WHERE seq = ?1",
	[READING] = "SELECT substr(CAST(reading AS BLOB), ?2 + 1, ?3),"
		    " length(CAST(reading AS BLOB)) FROM log WHERE seq = ?1",
	NULL,
};

/* --- entries --- */

/* A text whose length is known and whose end is not marked. */
static void log_export_add_text(struct invocation *invocation, const char *name,
    const char *bytes, size_t length)
{
	buffer_printf(invocation->reply, ",\"%s\":", name);
	buffer_json(
	    invocation->reply, arena_copy(invocation->arena, bytes, length));
}

static int log_export_add_entry(
    struct invocation *invocation, const struct entry *entry, struct err *err)
{
	struct buffer *reply = invocation->reply;
	size_t reading = strlen(entry->reading);
	bool confided;

	if (log_confided(invocation, entry->seq, &confided, err) != 0)
		return -1;

	buffer_printf(reply, "{\"seq\":%" PRId64 ",\"hash\":\"", entry->seq);
	buffer_hex(reply, entry->hash, SIGN_SHA256);
	buffer_text(reply, "\",\"line\":\"");
	log_entry_line(entry, reply);
	buffer_text(reply, "\"");
	if (!confided && entry->request_length <= INLINE_SIZE)
		log_export_add_text(invocation, "request", entry->request,
		    entry->request_length);
	if (!confided && reading <= INLINE_SIZE)
		log_export_add_text(
		    invocation, "reading", entry->reading, reading);
	buffer_text(reply, "}");
	return 0;
}

static int export(struct invocation *invocation, struct err *err)
{
	int64_t last = param_integer(invocation, "after", 0);
	struct buffer *reply = invocation->reply;
	struct rows rows = log_query(invocation->store, last + 1);
	const char *comma = "";
	struct entry entry;
	int result;

	buffer_text(reply, "{\"rows\":[");
	while ((result = log_next(&rows, &entry, err)) == 1 &&
	    reply->length <= PAGE_SIZE) {
		buffer_text(reply, comma);
		if (log_export_add_entry(invocation, &entry, err) != 0) {
			result = -1;
			break;
		}
		comma = ",";
		last = entry.seq;
	}
	rows_end(&rows);
	buffer_text(reply, "]");
	if (result == 1)
		buffer_printf(reply, ",\"next\":%" PRId64, last);
	buffer_text(reply, "}");
	return result < 0 ? -1 : 0;
}

static int add_piece(struct invocation *invocation, const struct rows *rows,
    int64_t offset, struct err *err)
{
	int64_t total = rows_integer(rows, 1);
	size_t length;
	const char *bytes = rows_blob(rows, 0, &length);

	if (utf8_character(bytes, length) == 0)
		return err_set(err, ERR_INVALID,
		    "offset: no character of the text begins there, which has"
		    " %" PRId64 " bytes",
		    total);
	buffer_text(invocation->reply, "{\"next\":");
	if (offset + (int64_t)length < total) {
		length = utf8_cut(bytes, length);
		buffer_printf(
		    invocation->reply, "%" PRId64, offset + (int64_t)length);
	} else {
		buffer_text(invocation->reply, "null");
	}
	log_export_add_text(invocation, "text", bytes, length);
	buffer_text(invocation->reply, "}");
	return 1;
}

static int piece(struct invocation *invocation, struct err *err)
{
	bool request = strcmp(param_text(invocation, "of"), "request") == 0;
	int64_t seq = param_integer(invocation, "seq", 0);
	int64_t offset = param_integer(invocation, "offset", 0);
	struct rows rows;
	bool confided;
	int result;

	if (log_confided(invocation, seq, &confided, err) != 0)
		return -1;
	if (confided)
		return err_set(err, ERR_DENIED,
		    "entry %" PRId64 " holds observations that others have"
		    " reported: the coordinator or an auditor exports the log",
		    seq);
	rows = store_query(invocation->store, log_export_sql,
	    request ? REQUEST : READING,
	    BIND(INTEGER(seq), INTEGER(offset), INTEGER(PIECE_SIZE)));
	result = rows_next(&rows, err);
	if (result == 1)
		result = add_piece(invocation, &rows, offset, err);
	rows_end(&rows);
	if (result == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "there is no entry %" PRId64 " in the log", seq);
	return result < 0 ? -1 : 0;
}

/* --- what was done, in words --- */

static int log_export_told(struct invocation *invocation, struct err *err)
{
	struct buffer txt = { 0 }, csv = { 0 }, *reply = invocation->reply;
	int64_t seq = param_integer(invocation, "after", 0);
	int result;

	buffer_text(&txt, "");
	buffer_text(&csv, seq == 0 ? LOG_SENTENCE_CSV_HEAD : "");
	result = log_list_told(invocation->store, &seq, &txt, &csv, err);
	if (result >= 0) {
		buffer_text(reply, "{\"log.csv\":");
		buffer_json(reply, csv.bytes);
		buffer_text(reply, ",\"log.txt\":");
		buffer_json(reply, txt.bytes);
		buffer_printf(reply, ",\"last\":%" PRId64, seq);
	}
	if (result == 1)
		buffer_printf(reply, ",\"next\":%" PRId64, seq);
	buffer_text(reply, "}");
	buffer_free(&txt);
	buffer_free(&csv);
	return result < 0 ? -1 : 0;
}

/* --- who signed --- */

struct export_signer {
	uint8_t public[SIGN_PUBLIC];
	const char *name, *safe;
	bool daemon;
	struct instant from, to; /* `to` 0: to this day */
};

struct signers {
	struct export_signer *list; /* owned */
	size_t count, capacity;
};

/* Writes a name with the characters that have no meaning in allowed_signers;
 * each other one becomes `_`. */
static const char *safe_name(struct arena *arena, const char *name)
{
	static const char safe[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._@-";
	char *copy = arena_copy(arena, name, strlen(name)), *to = copy;

	for (const char *at = name; *at != '\0'; at += utf8_head(at, 1))
		*to++ = strchr(safe, *at) != NULL ? *at : '_';
	*to = '\0';
	return copy;
}

static void take_signer(
    struct signers *signers, struct arena *arena, const struct rows *rows)
{
	struct export_signer *signer;
	const void *public;
	size_t length;

	signers->list = grow(signers->list, signers->count, &signers->capacity,
	    sizeof(*signers->list));
	signer = &signers->list[signers->count++];
	public = rows_blob(rows, KEY_PUBLIC, &length);
	assert(length == SIGN_PUBLIC);
	memcpy(signer->public, public, SIGN_PUBLIC);
	signer->name = arena_copy(
	    arena, rows_text(rows, KEY_NAME), rows_length(rows, KEY_NAME));
	signer->safe = safe_name(arena, signer->name);
	signer->daemon = rows_integer(rows, KEY_IS_DAEMON) != 0;
	signer->from.seconds = rows_integer(rows, KEY_ADDED_AT);
	signer->to.seconds = rows_integer(rows, KEY_REVOKED_AT);
}

static int load_signers(struct signers *signers, struct store *store,
    struct arena *arena, struct err *err)
{
	int result;
	struct rows rows = store_query(store, log_export_sql, KEYS, BIND_NONE);

	while ((result = rows_next(&rows, err)) == 1)
		take_signer(signers, arena, &rows);
	rows_end(&rows);
	return result;
}

/* Whether another holder's name looks the same. */
static bool is_ambiguous(
    const struct signers *signers, const struct export_signer *signer)
{
	for (size_t i = 0; i < signers->count; i++)
		if (strcmp(signers->list[i].safe, signer->safe) == 0 &&
		    strcmp(signers->list[i].name, signer->name) != 0)
			return true;
	return false;
}

static void add_time(struct buffer *to, struct instant at, const char *dash,
    const char *letter, const char *colon)
{
	struct date date =
	    day_date((struct day){ (int32_t)(at.seconds / 86400) });
	int second = (int)(at.seconds % 86400);

	buffer_printf(to, "%04d%s%02d%s%02d%s%02d%s%02d%s%02dZ", date.year,
	    dash, date.month, dash, date.day, letter, second / 3600, colon,
	    second / 60 % 60, colon, second % 60);
}

/* As ssh-keygen 9.1 and newer read it. */
static void add_limit(struct buffer *to, const char *what, struct instant at)
{
	buffer_printf(to, ",%s=\"", what);
	add_time(to, at, "", "", "");
	buffer_text(to, "\"");
}

static void add_signer(struct buffer *to, const struct signers *signers,
    const struct export_signer *signer)
{
	struct instant end = signer->to;
	char text[SIGN_SSH_PUBLIC];

	/* ssh-keygen wants the end to be later than the beginning. */
	if (end.seconds == signer->from.seconds)
		end.seconds++;
	sign_fingerprint(signer->public, text);
	buffer_printf(to, "%s namespaces=\"" SIGN_REQUEST "%s\"",
	    is_ambiguous(signers, signer) ? text : signer->safe,
	    signer->daemon ? "," SIGN_DAEMON : "");
	add_limit(to, "valid-after", signer->from);
	if (signer->to.seconds > 0)
		add_limit(to, "valid-before", end);
	sign_public_write(signer->public, text);
	buffer_printf(to, " %s %s\n", text, signer->name);
}

/* OpenSSH's allowed_signers (ssh-keygen(1)) of all keys there ever were, each
 * for its time, in the order in which they came: whoever verifies makes the
 * same bytes from the log. */
static int write_signers(
    struct invocation *invocation, struct buffer *to, struct err *err)
{
	struct signers signers = { 0 };
	int result =
	    load_signers(&signers, invocation->store, invocation->arena, err);

	for (size_t i = 0; result == 0 && i < signers.count; i++)
		add_signer(to, &signers, &signers.list[i]);
	free(signers.list);
	return result;
}

/* --- who may do what --- */

/* A line for each method. It may only ever grow wider (docs/verify.md). */
static void write_access(struct buffer *to)
{
	static const char *const words[] = {
		[ACCESS_ANY] = "any",
		[ACCESS_LEAD] = "lead",
		[ACCESS_MEMBER] = "member",
		[ACCESS_HOLDER] = "holder",
		[ACCESS_REPORTER] = "reporter",
		[ACCESS_COORDINATOR] = "coordinator",
		[ACCESS_DAEMON] = "daemon",
	};

	for (const struct family *const *family = families; *family != NULL;
	     family++)
		for (const struct command *command = (*family)->commands;
		     command != NULL && command->method != NULL; command++)
			buffer_printf(to, "%s %s %s\n", command->method,
			    words[command->access],
			    command->effect == WRITES ? "writes" : "reads");
}

/* --- where the log ends --- */

/* What stands in an export beside the entries, each by its file's name: the
 * text, or only its hash where log.told gives it. */
struct beside {
	const char *name, *text;
	uint8_t hash[SIGN_SHA256];
};

static void add_hash(struct buffer *to, struct beside *file)
{
	if (file->text != NULL)
		sign_sha256(file->text, strlen(file->text), file->hash);
	buffer_printf(to, "%s ", file->name);
	buffer_hex(to, file->hash, SIGN_SHA256);
	buffer_text(to, "\n");
}

/* Its first line tells it from all else that the daemon signs, which is
 * JSON. */
static void write_checkpoint(struct invocation *invocation, struct buffer *to,
    struct beside *files, int64_t redacted)
{
	buffer_printf(
	    to, "planvakt-checkpoint-1\ndaemon %s\ntime ", invocation->daemon);
	add_time(to, invocation->now, "-", "T", ":");
	buffer_printf(to, "\nentries %" PRId64 "\nhead ", invocation->head.seq);
	buffer_hex(to, invocation->head.hash, SIGN_SHA256);
	buffer_text(to, "\n");
	for (; files->name != NULL; files++)
		add_hash(to, files);
	buffer_printf(to, "redacted %" PRId64 "\n", redacted);
}

static void answer_checkpoint(struct invocation *invocation,
    const struct buffer *text, const struct beside *files)
{
	uint8_t signature[SIGN_SIGNATURE];
	struct buffer *reply = invocation->reply;

	sign_message(invocation->rare.daemon_key, SIGN_DAEMON, text->bytes,
	    text->length, signature);
	buffer_text(reply, "{\"checkpoint\":");
	buffer_json(reply, text->bytes);
	buffer_text(reply, ",\"signature\":\"");
	buffer_hex(reply, signature, SIGN_SIGNATURE);
	buffer_text(reply, "\"");
	for (; files->name != NULL; files++) {
		if (files->text == NULL)
			continue;
		buffer_printf(reply, ",\"%s\":", files->name);
		buffer_json(reply, files->text);
	}
	buffer_text(reply, "}");
}

static int sign_checkpoint(struct invocation *invocation, struct err *err)
{
	struct buffer text = { 0 }, signers = { 0 }, access = { 0 };
	struct beside files[] = {
		{ .name = "access" },
		{ .name = "allowed_signers" },
		{ .name = "log.csv" },
		{ .name = "log.txt" },
		{ .name = "verify", .text = schema_verify },
		{ .name = "verify.py", .text = schema_verify_py },
		{ 0 },
	};
	int64_t redacted = 0;
	int result = write_signers(invocation, &signers, err);

	if (result == 0)
		result = store_integer(invocation->store, log_export_sql,
		    REDACTED, BIND_NONE, &redacted, 0, err);
	log_hash_end(invocation->rare.log_hash, files[2].hash, files[3].hash);
	write_access(&access);
	if (result == 0) {
		files[0].text = access.bytes;
		files[1].text = signers.bytes;
		write_checkpoint(invocation, &text, files, redacted);
		answer_checkpoint(invocation, &text, files);
	}
	buffer_free(&access);
	buffer_free(&signers);
	buffer_free(&text);
	return result;
}

/* In parts, of a long log. */
static int checkpoint(struct invocation *invocation, struct err *err)
{
	int more = log_hash_go_on(invocation->rare.log_hash, invocation->store,
	    &invocation->head, err);

	invocation->rare.goes_on = more == 1;
	return more == 0 ? sign_checkpoint(invocation, err) : more < 0 ? -1 : 0;
}

static const char *const parts[] = { "request", "reading", NULL };

static const struct field export_fields[] = {
	{ "after", FIELD_NUMBER, OPTIONAL, .min = 0, .max = INT64_MAX - 1 },
	{ 0 },
};

static const struct field piece_fields[] = {
	{ "seq", FIELD_ID, REQUIRED },
	{ "of", FIELD_WORD, REQUIRED, .words = parts },
	{ "offset", FIELD_NUMBER, OPTIONAL, .min = 0, .max = INT32_MAX },
	{ 0 },
};

static const struct field no_fields[] = {
	{ 0 },
};

static const struct command log_export_commands[] = {
	{ "log.export", ACCESS_ANY, READS, export_fields, export },
	{ "log.piece", ACCESS_ANY, READS, piece_fields, piece },
	{ "log.told", ACCESS_ANY, READS, export_fields, log_export_told },
	{ "log.checkpoint", ACCESS_ANY, READS, no_fields, checkpoint },
	{ 0 },
};

const struct family log_export_family = {
	log_export_commands,
	log_export_sql,
};
