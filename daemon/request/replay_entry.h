/* SPDX-License-Identifier: ISC */
/* Entries of the log, which enter by the one door again. */
#ifndef DAEMON_REQUEST_REPLAY_ENTRY_H
#define DAEMON_REQUEST_REPLAY_ENTRY_H

#include "daemon/store/store.h"
#include "protocol/error.h"

struct door;
struct entry;
struct request;

/* Reads what the entry asks for, as request_replay_read() takes it; *request is
 * to be released where the result is 0. */
int replay_entry_read(
    struct request *request, const struct entry *entry, struct err *err);

/* Executes one entry of the log with its stored reading. The transaction is
 * the caller's. */
int request_replay(
    struct door *door, const struct entry *entry, struct err *err);

/* The same of an entry that was read; the error names the entry. */
int request_replay_read(struct door *door, const struct entry *entry,
    const struct request *request, struct err *err);

/* Every entry of the log that `log_store` holds, likewise. */
int request_replay_log(
    struct door *door, struct store *log_store, struct err *err);

#endif
