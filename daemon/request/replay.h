/* SPDX-License-Identifier: ISC */
/* The tables as a function of the log: made anew where view.sql changed, and
 * made beside the live ones for `planvaktd check`. */
#ifndef DAEMON_REQUEST_REPLAY_H
#define DAEMON_REQUEST_REPLAY_H

#include "daemon/request/door.h"
#include "daemon/store/store.h"

/* ERR_VERSION where the log is older or newer than this program knows. */
int replay_check_version(
    struct store *store, const char *path, struct err *err);

/* ERR_CONFLICT where the tables were built by another planvaktd than this. */
int replay_check_view(struct store *store, const char *path, struct err *err);

/* Opens a state's database for writing: refuses a log of another
 * version (ERR_VERSION), rebuilds the tables where view.sql differs, prepares
 * all statements. *rebuilt tells. */
int replay_open(struct store **store, const char *path,
    const struct sign_key *key, bool *rebuilt, struct err *err);

/* Verifies each entry of `log_store` (its place, hash, chain, signature, and
 * that what its signer had seen is there) and then executes it into `tables`, a
 * fresh store made by rebuild_create() and prepared. The same store may be
 * both. Where one does not hold, the tables are of those before it, for the
 * caller to throw away. *entries is set to how many there are. */
int replay_log(struct store *log_store, struct store *tables,
    const struct sign_key *key, int64_t *entries, struct err *err);
/* The same with no more than the public half, as `check` has it. */
int replay_log_of(struct store *log_store, struct store *tables,
    const uint8_t public[SIGN_PUBLIC], int64_t *entries, struct err *err);

#endif
