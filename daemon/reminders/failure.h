/* SPDX-License-Identifier: ISC */
/* The messages that did not arrive, as the coordinator is told of them. */
#ifndef DAEMON_REMINDERS_FAILURE_H
#define DAEMON_REMINDERS_FAILURE_H

#include "daemon/letter/letter.h"
#include "daemon/store/store.h"
#include "protocol/arena.h"

struct failures {
	struct letter_failure *list; /* in the arena */
	size_t count;
};

extern const char *const failure_sql[];

/* Those that the coordinator does not know of. What failed to reach the
 * coordinator cannot be told there, and is left out. */
int failures_load(struct failures *failures, struct arena *arena,
    struct store *store, const char *coordinator, struct err *err);

/* Those that one dispatch tells of. */
int failures_told(struct failures *failures, struct arena *arena,
    struct store *store, int64_t dispatch, struct err *err);

#endif
