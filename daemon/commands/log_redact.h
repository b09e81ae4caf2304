/* SPDX-License-Identifier: ISC */
/* log.redact takes personal data that slipped in out of the log and all that
 * follows from it; the decision itself stays. read() finds which entries change
 * and how their bytes hash, run() records that, and the door
 * (daemon/request/redaction.h) rewrites them. */
#ifndef DAEMON_COMMANDS_LOG_REDACT_H
#define DAEMON_COMMANDS_LOG_REDACT_H

#include "daemon/contract/invocation.h"
#include "daemon/commands/log_redact_words.h"
#include "daemon/log/log.h"

/* What read() found and the log must not hold. */
struct redaction {
	struct removal removal;
	int64_t seq; /* of the entry whose words they are */
	const char *path;
	const char *keys; /* JSON: what a dry run's request lacks of them */
};

/* An entry's bytes as they will be kept, copied where nothing changes. {0} is
 * none; released by redacted_release(). */
struct redacted {
	struct buffer request, reading;
	uint8_t request_sha512[SIGN_SHA512];
	uint8_t reading_sha256[SIGN_SHA256];
	bool changed;
	bool keyed;   /* its request changed, and says something of keys */
	bool remains; /* a text of the params still has the words */
};

void redacted_release(struct redacted *redacted);

/* Takes the words out of one entry. */
int redact_entry(const struct redaction *redaction, const struct entry *entry,
    struct redacted *redacted, struct err *err);

#endif
