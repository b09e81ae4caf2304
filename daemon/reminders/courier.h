/* SPDX-License-Identifier: ISC */
/* The siblings as planvaktd has them: each takes one job at a time, one more
 * than may work is there, and one that dies is replaced by a living one. */
#ifndef DAEMON_REMINDERS_COURIER_H
#define DAEMON_REMINDERS_COURIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "daemon/reminders/job.h"

#define COURIER_JOBS_MAX 16

struct courier;
struct event_base;

/* Whom it tells. A job whose sibling died is answered too: with EX_TEMPFAIL,
 * for it may have been delivered or not. None is called from within a
 * function of the courier's. */
struct courier_listener {
	void (*answered)(void *listener, const struct job_answer *answer);
	void (*gone)(void *listener); /* not one sibling is left */
	void *listener;
};

/* `fds` are the daemon's ends of sibling_start(); owned from here on. At most
 * `jobs` (1 to COURIER_JOBS_MAX) are in hand at once. */
void courier_new(struct courier **courier, struct event_base *base,
    const int fds[], size_t count, size_t jobs,
    const struct courier_listener *listener);
void courier_free(struct courier *courier); /* takes NULL */

/* Whether another job can be handed over now. */
bool courier_has_room(const struct courier *courier);

/* Hands a dispatch over; there must be room. ERR_TOO_LARGE over JOB_MAX. */
int courier_send(struct courier *courier, int64_t id, const char *json,
    size_t length, struct err *err);

/* The siblings read their configuration anew; from now on `jobs` may be in
 * hand at once. What is in hand above that is not disturbed. */
void courier_reload(struct courier *courier, size_t jobs);

#endif
