/* SPDX-License-Identifier: ISC */
/* What this account remembers of daemons: the key that each socket's daemon
 * had when it was first met, and the newest receipt that each of our keys
 * holds from it. Under $XDG_STATE_HOME/planvakt (~/.local/state/planvakt):
 *
 *	known_daemons           lines "SOCKET SHA256:..."
 *	receipts/DAEMON.KEY     "SEQ HASH", named by the two fingerprints
 *
 * Files are 0600, replaced as a whole under a lock. */
#ifndef CLIENT_CONNECTION_TRUST_H
#define CLIENT_CONNECTION_TRUST_H

#include <stdbool.h>
#include <sys/types.h>

#include "protocol/error.h"
#include "protocol/message.h"

/* The daemon that answered. */
struct trust_daemon {
	const char *socket;      /* its canonical path */
	const char *fingerprint; /* of the key that signed its hello */
	uid_t uid;               /* the peer's, as the kernel says */
	bool named;              /* the configuration names the fingerprint */
};

/* Accepts the daemon we know. One that we meet for the first time is pinned
 * where the configuration names it, or where it runs as ourselves or root, with
 * a line on standard error; else
 * where the terminal's user says so: then 1, for the daemon may have hung up
 * while he compared keys. ERR_TRUST otherwise, and for a changed key. */
int trust_check(const struct trust_daemon *daemon, struct err *err);

/* Pins the daemon if its fingerprint is `expected`, also in the place of
 * another. If it is not: ERR_TRUST, unless that is the pin already. */
int trust_pin(
    const struct trust_daemon *daemon, const char *expected, struct err *err);

/* {0} where there is none yet. */
int trust_receipt_read(const char *daemon, const char *key,
    struct receipt *receipt, struct err *err);

/* Keeps the receipt unless a newer one is there. */
int trust_receipt_write(const char *daemon, const char *key,
    const struct receipt *receipt, struct err *err);

/* Keeps the receipt in the place of any other. */
int trust_receipt_replace(const char *daemon, const char *key,
    const struct receipt *receipt, struct err *err);

/* ERR_TRUST where the log's head, as hello says it, cannot have `held` in
 * it: a backup was restored or history was written anew. */
int trust_head(
    const struct receipt *held, const struct receipt *head, struct err *err);

#endif
