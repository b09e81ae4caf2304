/* SPDX-License-Identifier: ISC */
/* log.redact: personal data that slipped in is taken out of the log and all
 * that follows from it, by a decision that stays. read() finds which entries
 * change and how their bytes hash, run() writes that down, and the door
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
};

/* An entry's bytes as they will be kept; {0}, redacted_release(). Unchanged
 * ones are copied as they are. */
struct redacted {
	struct buffer request, reading;
	uint8_t request_sha512[SIGN_SHA512];
	uint8_t reading_sha256[SIGN_SHA256];
	bool changed;
	bool remains; /* words of the params still have the words in them */
};

void redacted_release(struct redacted *redacted);

/* Takes the words out of one entry. */
int redact_entry(const struct redaction *redaction, const struct entry *entry,
    struct redacted *redacted, struct err *err);

#endif
