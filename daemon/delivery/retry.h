/* SPDX-License-Identifier: ISC */
/* Which dispatches were put off, and when each is tried again. In memory
 * only: after a restart all that waits has its try at once. */
#ifndef DAEMON_DELIVERY_RETRY_H
#define DAEMON_DELIVERY_RETRY_H

#include <stddef.h>
#include <stdint.h>

#include "daemon/machine/clock.h"
#include "daemon/machine/config.h"

struct retry {
	int64_t dispatch;
	int64_t queued;      /* which asking for it was tried */
	int tries;           /* that failed */
	struct moment due;   /* RETRY_NEVER while it is tried */
	struct moment since; /* of the first try; RETRY_NEVER before it */
};
#define RETRY_NEVER ((struct moment){ INT64_MAX })

/* Zero-initialised is empty. As many as dispatches wait, and none waits
 * longer than it takes to give up. */
struct retries {
	struct retry *list; /* owned */
	size_t count, capacity;
};

void retries_free(struct retries *retries);

/* How long the `try`-th retry (from 1) waits, in milliseconds: twice as long
 * each time, up to the longest. */
int64_t retry_delay(const struct config *config, int try);

/* NULL where it is not among them. Until the next change. */
struct retry *retries_find(const struct retries *retries, int64_t dispatch);

/* As it is, or a new one without a try; one that was put off for an earlier
 * asking begins anew. Ends the process when there is no memory. */
struct retry *retries_put(
    struct retries *retries, int64_t dispatch, int64_t queued);

void retries_drop(struct retries *retries, int64_t dispatch);

/* What was put off is due now. */
void retries_hasten(struct retries *retries, struct moment now);

/* For each its next try counts as the first: until then none could be
 * made. */
void retries_restart(struct retries *retries);

/* The one that is due first; NULL where none will be. */
struct retry *retries_first(const struct retries *retries);

#endif
