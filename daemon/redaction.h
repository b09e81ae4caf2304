/* SPDX-License-Identifier: ISC */
/* The door's share of log.redact (daemon/commands/redact.h): the entries
 * rewritten and every table made again from them, what that leaves in the
 * file erased after the commit, and the log verified nevertheless. */
#ifndef DAEMON_REDACTION_H
#define DAEMON_REDACTION_H

#include "daemon/commands/redact.h"
#include "daemon/request.h"

extern const char *const redaction_sql[];

/* Rewrites the entries that the decision in `invocation` has in its reading,
 * clears all tables and replays the whole log, the decision included; all in
 * the caller's savepoint. ERR_CONFLICT, with nothing to be kept, where the tables
 * do not come out as they were but for the words. */
int redaction_apply(
    struct door *door, const struct invocation *invocation, struct err *err);

/* --- what a log says of its own redacted entries, for who verifies it --- */

struct redaction_claim {
	int64_t entry;
	uint8_t request_sha512[SIGN_SHA512];
	uint8_t reading_sha256[SIGN_SHA256];
};

/* By entry; owned, redaction_claims_release(). */
struct redaction_claims {
	struct redaction_claim *list;
	size_t count, capacity;
};

/* From every log.redact as it stands: whoever verifies the whole log finds
 * out whether it may stand there. */
int redaction_claims_load(
    struct redaction_claims *claims, struct log *log, struct err *err);
void redaction_claims_release(struct redaction_claims *claims);

/* The last claim about an entry, or NULL. */
const struct redaction_claim *redaction_claim_of(
    const struct redaction_claims *claims, int64_t entry);

#endif
