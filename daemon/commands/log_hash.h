/* SPDX-License-Identifier: ISC */
/* The hashes of log.csv and log.txt of an export, worked out a part at a time:
 * of a long log it takes seconds, and others want answers meanwhile. */
#ifndef DAEMON_COMMANDS_LOG_HASH_H
#define DAEMON_COMMANDS_LOG_HASH_H

#include "daemon/store/store.h"
#include "protocol/message.h"
#include "protocol/sign.h"

/* Zero-initialised has read nothing. */
struct log_hash {
	int64_t seq; /* through which entry */
	struct sign_sha256_state csv, txt;
	bool is_whole;
	struct receipt head; /* where the log ended then */
	int begun_again;     /* how often since then */
};

/* Reads another part, through the log's `head`: 1 where there is more to read,
 * 0 where it is whole. An entry that has come meanwhile may change what is said
 * of earlier ones, so that all is read again; after LOG_HASH_AGAIN times at one
 * go. */
#define LOG_HASH_AGAIN 3
int log_hash_go_on(struct log_hash *hash, struct store *store,
    const struct receipt *head, struct err *err);

/* Of one that is whole; and forgets it: the next looks at all of it again. */
void log_hash_end(
    struct log_hash *hash, uint8_t csv[SIGN_SHA256], uint8_t txt[SIGN_SHA256]);

#endif
