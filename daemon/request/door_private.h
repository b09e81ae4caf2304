/* SPDX-License-Identifier: ISC */
/* What the door's files share: its state, and the step that live requests, the
 * daemon's own and replay have in common. */
#ifndef DAEMON_REQUEST_DOOR_PRIVATE_H
#define DAEMON_REQUEST_DOOR_PRIVATE_H

#include "daemon/commands/log_hash.h"
#include "daemon/contract/command.h"
#include "daemon/log/log.h"
#include "daemon/request/door.h"

/* How many requests were denied since the start, and how many of them the
 * operator was told. */
struct denials {
	int64_t count, told;
	struct moment told_at;
	int64_t uid;   /* of the last one's peer ... */
	char what[96]; /* ... and what it was: words of ours */
};

struct door {
	struct store *store;        /* borrowed */
	const struct sign_key *key; /* borrowed */
	const struct clock *clock;  /* borrowed */
	char fingerprint[SIGN_FINGERPRINT];
	bool rehearsal;
	const char *checked; /* borrowed: the last check's outcome; NULL */
	struct log log;
	struct log together; /* as it was at door_together() */
	struct arena *arena; /* owned; of one request at a time */
	bool looks;          /* one that only reads has begun */
	bool turn_open;      /* a transaction has begun */
	bool turn_lost;      /* SQLite has rolled it back by itself */
	int64_t own_id;      /* of the daemon's own requests */
	bool erases;         /* what was redacted is still in the file ... */
	struct moment erased_at; /* ... and was last tried to be erased */
	int64_t internal;        /* how many internal errors were told */
	struct denials denials;
	struct past_slot past;
	struct log_hash log_hash;
};

/* The invocation of one request; released when its reply is written. */
struct invocation door_invocation(struct door *door,
    const struct principal *principal, json_t *params, struct buffer *reply);
void door_invocation_release(struct invocation *invocation);

/* Holds the reading to its contract, writes down what the entry is, and runs
 * the command: what live requests, the daemon's own and replay have in
 * common. */
int door_run(const struct command *command, struct invocation *invocation,
    struct err *err);

/* Tells the operator of denied requests, a line a minute at most; where
 * `at_once`, the rest. */
void door_tell_denials(struct door *door, bool at_once);

extern const char *const door_sql[];

/* Who the daemon is, to its own entries. */
extern const struct principal daemon_principal;

#endif
