/* SPDX-License-Identifier: ISC */
/* The signed log: append, find, read. An entry's hash is the SHA-256 of one
 * ASCII line,
 *   planvakt-log-1 SEQ AT UID KEY REQUEST_SHA512 SIGNATURE READING_SHA256
 *   PREVIOUS
 * with spaces between and a line feed, numbers in decimal and bytes in
 * lower-case hexadecimal, so that a shell can rebuild it. Entry 1's PREVIOUS
 * is 64 zeros. */
#ifndef DAEMON_LOG_LOG_H
#define DAEMON_LOG_LOG_H

#include <stddef.h>
#include <stdint.h>

#include "daemon/calendar/day.h"
#include "daemon/store/store.h"
#include "protocol/buffer.h"
#include "protocol/message.h"
#include "protocol/sign.h"

/* The version of schema/log.sql; a log of another version is refused. */
#define LOG_VERSION 2

struct entry {
	int64_t seq;
	struct instant at;
	int64_t uid;
	uint8_t key[SIGN_PUBLIC];
	const char *request; /* borrowed, not terminated */
	size_t request_length;
	uint8_t request_sha512[SIGN_SHA512];
	uint8_t signature[SIGN_SIGNATURE];
	const char *reading;                 /* borrowed, terminated JSON */
	uint8_t reading_sha256[SIGN_SHA256]; /* as it was read */
	uint8_t previous[SIGN_SHA256];
	uint8_t hash[SIGN_SHA256];
};

/* The end of the log; {0} of an empty one. */
struct log {
	struct store *store; /* borrowed */
	struct receipt head;
	struct instant at;   /* the head's */
	struct receipt seen; /* an entry that is there, asked for last */
};

extern const char *const log_sql[];

/* Reads the head: at open, and again where a transaction was lost. */
int log_open(struct log *log, struct store *store, struct err *err);

/* Fills in seq, reading_sha256, previous and hash, and inserts. `at` is moved
 * to the head's time where the clock has stepped back. */
int log_append(struct log *log, struct entry *entry, struct err *err);

/* Whether the log has an entry of this number and hash: 1, 0, -1. */
int log_has(struct log *log, const struct receipt *receipt, struct err *err);

/* Appends the entry's line, without its line feed; and that line's hash. */
void log_entry_line(const struct entry *entry, struct buffer *line);
void log_entry_hash(const struct entry *entry, uint8_t hash[SIGN_SHA256]);

/* Entries in order from `seq` on; as rows_next(). What the entry borrows
 * lives until the next call. */
struct rows log_query(struct store *store, int64_t seq);
int log_next(struct rows *rows, struct entry *entry, struct err *err);

/* At most so many, and of each only seq, key, request_sha512 and signature. */
struct rows log_query_signatures(
    struct store *store, int64_t seq, int64_t most);
int log_next_signature(struct rows *rows, struct entry *entry, struct err *err);

#endif
