/* SPDX-License-Identifier: ISC */
/* The workers as planvaktd has them: each takes one job at a time, one more
 * than may work is there, and one that dies is replaced by a living one. */
#ifndef DAEMON_DELIVERY_WORKER_POOL_H
#define DAEMON_DELIVERY_WORKER_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "daemon/delivery/worker_message.h"

#define WORKER_POOL_MAX 16

struct worker_pool;
struct event_base;

/* Whom it tells. A job whose worker died is answered too: with EX_TEMPFAIL,
 * for it may have been delivered or not. None is called from within a
 * function of the pool's. */
struct worker_pool_listener {
	void (*answered)(void *listener, const struct worker_answer *answer);
	void (*gone)(void *listener); /* not one worker is left */
	void *listener;
};

/* `fds` are the daemon's ends of worker_start(); owned from here on. At most
 * `jobs` (1 to WORKER_POOL_MAX) are in hand at once. */
void worker_pool_new(struct worker_pool **worker_pool, struct event_base *base,
    const int fds[], size_t count, size_t jobs,
    const struct worker_pool_listener *listener);
void worker_pool_free(struct worker_pool *worker_pool); /* takes NULL */

/* Whether another job can be handed over now. */
bool worker_pool_has_room(const struct worker_pool *worker_pool);

/* Hands a dispatch over; there must be room. ERR_TOO_LARGE over
 * WORKER_MESSAGE_MAX. */
int worker_pool_send(struct worker_pool *worker_pool, int64_t id,
    const char *json, size_t length, struct err *err);

/* The workers read their configuration anew; from now on `jobs` may be in
 * hand at once. What is in hand above that is not disturbed. */
void worker_pool_reload(struct worker_pool *worker_pool, size_t jobs);

#endif
