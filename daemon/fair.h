/* SPDX-License-Identifier: ISC */
/* Whose turn it is, and who has to go: connections by the process at their
 * other end, so that one that opens thousands waits for itself. Pure: it knows
 * no socket and no time. */
#ifndef DAEMON_FAIR_H
#define DAEMON_FAIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>
#include <sys/types.h>

struct party;

/* A connection, which embeds it; all of it belongs to the functions below. */
struct guest {
	struct party *party;
	TAILQ_ENTRY(guest) age;   /* among its party's strangers */
	TAILQ_ENTRY(guest) place; /* in its party's queue */
	uint64_t number;          /* of arrival */
	bool stranger, queued;
};

/* fair_init() first; nothing to release once all guests have left. */
struct fair {
	LIST_HEAD(, party) parties;
	TAILQ_HEAD(, party) queue; /* of those that have somebody queued */
	size_t waiting;            /* how many these are */
	uint64_t arrived;
};

void fair_init(struct fair *fair);

/* Comes as a stranger, of the process `pid`. */
void fair_enter(struct fair *fair, struct guest *guest, pid_t pid);
void fair_leave(struct fair *fair, struct guest *guest);

/* Has said who it is, and is no stranger any more. */
void fair_know(struct guest *guest);

/* Has something to be served; once more is the same. */
void fair_queue(struct fair *fair, struct guest *guest);

/* How many processes have somebody queued. */
size_t fair_waiting(const struct fair *fair);

/* The next to be served, once: the processes take turns, each with what it
 * queued first. NULL for none. */
struct guest *fair_next(struct fair *fair);

/* Who makes room: of the process that has most strangers the oldest; of
 * several such the oldest of all. NULL where nobody is a stranger. */
struct guest *fair_victim(const struct fair *fair);

#endif
