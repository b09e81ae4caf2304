/* SPDX-License-Identifier: ISC */
/* The door's share of log.redact (daemon/commands/log_redact.h): the entries
 * rewritten and every table made again from them, what that leaves in the
 * file erased after the commit, and the log verified nevertheless. */
#ifndef DAEMON_REQUEST_REDACTION_H
#define DAEMON_REQUEST_REDACTION_H

#include "daemon/commands/log_redact.h"
#include "daemon/request/request.h"

extern const char *const redaction_sql[];

/* Rewrites the entries that the decision in `invocation` has in its reading,
 * clears all tables and replays the whole log, the decision included; all in
 * the caller's savepoint. ERR_CONFLICT, with nothing to be kept, where the tables
 * do not come out as they were but for the words. */
int redaction_apply(
    struct door *door, const struct invocation *invocation, struct err *err);

/* --- what a log says of its own redacted entries, for who verifies it --- */

struct redacted_hashes {
	int64_t entry;
	uint8_t request_sha512[SIGN_SHA512];
	uint8_t reading_sha256[SIGN_SHA256];
};

/* By entry; owned, redacted_hash_list_release(). */
struct redacted_hash_list {
	struct redacted_hashes *list;
	size_t count, capacity;
};

/* From every log.redact as it stands: whoever verifies the whole log finds
 * out whether it may stand there. */
int redacted_hashes_load(
    struct redacted_hash_list *hash_list, struct log *log, struct err *err);
void redacted_hash_list_release(struct redacted_hash_list *hash_list);

/* The hashes that an entry was given last, or NULL. */
const struct redacted_hashes *redacted_hashes_of(
    const struct redacted_hash_list *hash_list, int64_t entry);

#endif
