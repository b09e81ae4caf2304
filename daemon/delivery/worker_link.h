/* SPDX-License-Identifier: ISC */
/* The worker as planvaktd has it. The first process starts another where it
 * ends; what it had in hand then is answered as a failure that may pass. */
#ifndef DAEMON_DELIVERY_WORKER_LINK_H
#define DAEMON_DELIVERY_WORKER_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "daemon/delivery/worker_message.h"

struct worker_link;
struct event_base;

/* Whom it tells. A job whose worker ended is answered too: with EX_TEMPFAIL,
 * for it may have been delivered or not. None is called from within a
 * function of the link's. */
struct worker_link_listener {
	void (*answered)(void *listener, const struct worker_answer *answer);
	void (*gone)(void *listener); /* the first process has ended */
	void *listener;
};

/* `socket` is the daemon's end, owned from here on. At most `jobs` (1 to
 * WORKER_JOBS_MAX) are in hand at once. */
void worker_link_new(struct worker_link **link, struct event_base *base,
    int socket, size_t jobs, const struct worker_link_listener *listener);
void worker_link_free(struct worker_link *link); /* takes NULL */

/* Whether another job can be handed over now. */
bool worker_link_has_room(const struct worker_link *link);

/* Hands a dispatch over; there must be room. ERR_INTERNAL where there is no
 * memory for it or the worker does not listen: to be tried again. */
int worker_link_send(struct worker_link *link, int64_t id, const char *json,
    size_t length, struct err *err);

/* The worker reads its configuration anew; from now on `jobs` may be in hand
 * at once. What is in hand above that is not disturbed. */
void worker_link_reload(struct worker_link *link, size_t jobs);

#endif
