/* SPDX-License-Identifier: ISC */
/* `planvaktd check`: whether a state is as its log says. */
#ifndef DAEMON_PROGRAMS_CHECK_H
#define DAEMON_PROGRAMS_CHECK_H

#include <stdint.h>

#include "daemon/log/log.h"
#include "daemon/store/store.h"
#include "protocol/sign.h"

/* Verifies everything and says so on standard output: first "ok: ", then the
 * daemon's fingerprint, then what is exempt and why. `daemon`, a fingerprint or
 * NULL, is what it must be. Leaves the outcome in the folder, where that can be
 * written (machine/checked.h). */
int state_check(const char *directory, const char *daemon, struct err *err);

/* What a log was found to be. */
struct checked_log {
	int64_t entries, redacted;
	struct receipt head;
};

/* As state_check(), of a store with nothing prepared, in a transaction that is
 * left open. `path` is what errors call it. */
int check_all(struct store *store, const char *path,
    const uint8_t public[SIGN_PUBLIC], struct checked_log *checked,
    struct err *err);

/* Verifies the log of `live`, whose other statements are prepared, and that its
 * tables are what the log makes: ERR_INVALID where not. *entries counts. */
int check_replay(struct store *live, const uint8_t public[SIGN_PUBLIC],
    int64_t *entries, struct err *err);

#endif
