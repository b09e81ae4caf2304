/* SPDX-License-Identifier: ISC */
#include "daemon/log/log.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "protocol/buffer.h"

enum { LAST, APPEND, FIND, ENTRIES, SIGNATURES };

/* The columns of LAST and of ENTRIES. */
enum { LAST_SEQ, LAST_AT, LAST_HASH };
enum {
	SEQ,
	AT,
	UID,
	KEY,
	REQUEST,
	REQUEST_SHA512,
	SIGNATURE,
	READING,
	READING_SHA256,
	PREVIOUS,
	HASH
};

const char *const log_sql[] = {
	[LAST] = "SELECT seq, at, hash FROM log ORDER BY seq DESC LIMIT 1",
	[APPEND] = "INSERT INTO log VALUES"
		   " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
	[FIND] = "SELECT 1 FROM log WHERE seq = ?1 AND hash = ?2",
	[ENTRIES] = "SELECT seq, at, uid, key, request, request_sha512,"
		    " signature, reading, reading_sha256, previous, hash"
		    " FROM log WHERE seq >= ?1 ORDER BY seq",
	[SIGNATURES] = "SELECT seq, key, request_sha512, signature FROM log"
		       " WHERE seq >= ?1 ORDER BY seq LIMIT ?2",
	NULL,
};

/* The columns of SIGNATURES; of all, SEQ is the first. */
enum { SIGNATURES_KEY = 1, SIGNATURES_SHA512, SIGNATURES_SIGNATURE };

/* Copies a blob, which must have `size` bytes: a damaged database may hold
 * another. */
static int copy_blob(
    const struct rows *rows, int column, void *to, size_t size, struct err *err)
{
	size_t length;
	const void *bytes = rows_blob(rows, column, &length);

	if (length != size)
		return err_set(err, ERR_INVALID,
		    "entry %" PRId64 " of the log is damaged: column %d has"
		    " %zu bytes instead of %zu",
		    rows_integer(rows, SEQ), column + 1, length, size);
	memcpy(to, bytes, size);
	return 0;
}

int log_open(struct log *log, struct store *store, struct err *err)
{
	struct rows rows;
	int result;

	*log = (struct log){ .store = store };
	rows = store_query(store, log_sql, LAST, BIND_NONE);
	result = rows_next(&rows, err);
	if (result == 1) {
		log->head.seq = rows_integer(&rows, LAST_SEQ);
		log->at.seconds = rows_integer(&rows, LAST_AT);
		result = copy_blob(&rows, LAST_HASH, log->head.hash,
		    sizeof(log->head.hash), err);
	}
	rows_end(&rows);
	return result;
}

void log_entry_line(const struct entry *entry, struct buffer *line)
{
	buffer_printf(line,
	    "planvakt-log-1 %" PRId64 " %" PRId64 " %" PRId64 " ", entry->seq,
	    entry->at.seconds, entry->uid);
	buffer_hex(line, entry->key, SIGN_PUBLIC);
	buffer_text(line, " ");
	buffer_hex(line, entry->request_sha512, SIGN_SHA512);
	buffer_text(line, " ");
	buffer_hex(line, entry->signature, SIGN_SIGNATURE);
	buffer_text(line, " ");
	buffer_hex(line, entry->reading_sha256, SIGN_SHA256);
	buffer_text(line, " ");
	buffer_hex(line, entry->previous, SIGN_SHA256);
}

void log_entry_hash(const struct entry *entry, uint8_t hash[SIGN_SHA256])
{
	struct buffer line = { 0 };

	log_entry_line(entry, &line);
	buffer_text(&line, "\n");
	sign_sha256(line.bytes, line.length, hash);
	buffer_free(&line);
}

int log_append(struct log *log, struct entry *entry, struct err *err)
{
	entry->seq = log->head.seq + 1;
	if (entry->at.seconds < log->at.seconds)
		entry->at = log->at;
	sign_sha256(
	    entry->reading, strlen(entry->reading), entry->reading_sha256);
	memcpy(entry->previous, log->head.hash, SIGN_SHA256);
	log_entry_hash(entry, entry->hash);
	assert(entry->request_length > 0 && entry->seq > 0);
	if (store_run(log->store, log_sql, APPEND,
		BIND(INTEGER(entry->seq), INTEGER(entry->at.seconds),
		    INTEGER(entry->uid), BLOB(entry->key, SIGN_PUBLIC),
		    BLOB(entry->request, entry->request_length),
		    BLOB(entry->request_sha512, SIGN_SHA512),
		    BLOB(entry->signature, SIGN_SIGNATURE),
		    TEXT(entry->reading),
		    BLOB(entry->reading_sha256, SIGN_SHA256),
		    BLOB(entry->previous, SIGN_SHA256),
		    BLOB(entry->hash, SIGN_SHA256)),
		err) != 0)
		return -1;
	log->head.seq = entry->seq;
	memcpy(log->head.hash, entry->hash, SIGN_SHA256);
	log->at = entry->at;
	return 0;
}

/* The same is mostly asked again. In its row the hash stands behind all the
 * words of the entry, which of an import are thousands of pages. */
int log_has(struct log *log, const struct receipt *receipt, struct err *err)
{
	static const struct receipt before_the_first;
	int64_t found;

	if (receipt->seq == 0)
		return memcmp(receipt, &before_the_first, sizeof(*receipt)) ==
		    0;
	if (receipt->seq == log->head.seq)
		return memcmp(receipt->hash, log->head.hash, SIGN_SHA256) == 0;
	if (memcmp(receipt, &log->seen, sizeof(*receipt)) == 0)
		return 1;
	if (store_integer(log->store, log_sql, FIND,
		BIND(INTEGER(receipt->seq), BLOB(receipt->hash, SIGN_SHA256)),
		&found, 0, err) != 0)
		return -1;
	if (found == 1)
		log->seen = *receipt;
	return found == 1;
}

struct rows log_query(struct store *store, int64_t seq)
{
	return store_query(store, log_sql, ENTRIES, BIND(INTEGER(seq)));
}

static int read_entry(
    const struct rows *rows, struct entry *entry, struct err *err)
{
	entry->seq = rows_integer(rows, SEQ);
	entry->at.seconds = rows_integer(rows, AT);
	entry->uid = rows_integer(rows, UID);
	entry->request = rows_blob(rows, REQUEST, &entry->request_length);
	entry->reading = rows_text(rows, READING);
	if (strlen(entry->reading) != rows_length(rows, READING))
		return err_set(err, ERR_INVALID,
		    "entry %" PRId64 " of the log is damaged: its reading holds"
		    " a NUL",
		    entry->seq);
	if (copy_blob(rows, KEY, entry->key, SIGN_PUBLIC, err) != 0 ||
	    copy_blob(rows, REQUEST_SHA512, entry->request_sha512, SIGN_SHA512,
		err) != 0 ||
	    copy_blob(rows, SIGNATURE, entry->signature, SIGN_SIGNATURE, err) !=
		0 ||
	    copy_blob(rows, READING_SHA256, entry->reading_sha256, SIGN_SHA256,
		err) != 0 ||
	    copy_blob(rows, PREVIOUS, entry->previous, SIGN_SHA256, err) != 0)
		return -1;
	return copy_blob(rows, HASH, entry->hash, SIGN_SHA256, err);
}

int log_next(struct rows *rows, struct entry *entry, struct err *err)
{
	int result = rows_next(rows, err);

	if (result == 1 && read_entry(rows, entry, err) != 0) {
		rows_end(rows);
		return -1;
	}
	return result;
}

struct rows log_query_signatures(struct store *store, int64_t seq, int64_t most)
{
	return store_query(
	    store, log_sql, SIGNATURES, BIND(INTEGER(seq), INTEGER(most)));
}

int log_next_signature(struct rows *rows, struct entry *entry, struct err *err)
{
	int result = rows_next(rows, err);

	if (result != 1)
		return result;
	entry->seq = rows_integer(rows, SEQ);
	if (copy_blob(rows, SIGNATURES_KEY, entry->key, SIGN_PUBLIC, err) !=
		0 ||
	    copy_blob(rows, SIGNATURES_SHA512, entry->request_sha512,
		SIGN_SHA512, err) != 0 ||
	    copy_blob(rows, SIGNATURES_SIGNATURE, entry->signature,
		SIGN_SIGNATURE, err) != 0) {
		rows_end(rows);
		return -1;
	}
	return 1;
}
