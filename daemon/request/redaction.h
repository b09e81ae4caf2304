/* SPDX-License-Identifier: ISC */
/* The door's share of log.redact (daemon/commands/log_redact.h): it rewrites
 * the entries and makes every table again from them, and it tells who verifies
 * the log which hashes the rewritten entries have. */
#ifndef DAEMON_REQUEST_REDACTION_H
#define DAEMON_REQUEST_REDACTION_H

#include "daemon/commands/log_redact.h"
#include "daemon/request/door.h"

extern const char *const redaction_sql[];

/* Rewrites the entries that the decision in `invocation` names in its reading,
 * clears all tables and replays the whole log, the decision included; all in
 * the caller's savepoint. ERR_CONFLICT where the tables do not come out as they
 * were but for the words: the caller takes all of it back. */
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

/* Collects the hashes from every log.redact in the log, without asking whether
 * that entry is genuine: who verifies the whole log finds that out. */
int redacted_hashes_load(
    struct redacted_hash_list *hash_list, struct store *store, struct err *err);
void redacted_hash_list_release(struct redacted_hash_list *hash_list);

/* The hashes that an entry was given last, or NULL. */
const struct redacted_hashes *redacted_hashes_of(
    const struct redacted_hash_list *hash_list, int64_t entry);

/* Those of the entries from `seq` on, as the tables have them: quicker, and
 * only as good as the tables. */
int redacted_hashes_since(struct redacted_hash_list *hash_list,
    struct store *store, int64_t seq, struct err *err);

#endif
