/* SPDX-License-Identifier: ISC */
/* Whether the log's entries hang together: place, time, hash and signature of
 * one after the other. */
#ifndef DAEMON_REQUEST_CHAIN_H
#define DAEMON_REQUEST_CHAIN_H

#include "daemon/log/log.h"
#include "daemon/request/ahead.h"
#include "daemon/request/redaction.h"

/* {0} is before the first entry. */
struct log_chain {
	struct receipt head;
	struct instant at;
	const uint8_t *daemon; /* whose key must have begun it; NULL: any */
	struct redacted_hash_list hash_list; /* owned */
	struct ahead *ahead; /* owned: verifies signatures; NULL: we do */
};

void chain_release(struct log_chain *chain);

/* Whether the entry follows on the head, which it becomes; ERR_INVALID names
 * it and what is wrong. */
int chain_verify(
    struct log_chain *chain, const struct entry *entry, struct err *err);

/* That ERR_INVALID: "entry 7 of the log: " and what. */
int chain_damaged(const struct entry *entry, struct err *err, const char *what);

/* The same of the last entries only, as a start has time for: what a redaction
 * left is taken from the tables. In no transaction of the caller's. */
int chain_check_end(struct store *store, struct err *err);

#endif
