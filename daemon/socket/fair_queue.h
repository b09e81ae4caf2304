/* SPDX-License-Identifier: ISC */
/* Whose turn it is, and who has to go: connections by the process at their
 * other end, so that one that opens thousands waits for itself. Pure: it knows
 * no socket and no time. */
#ifndef DAEMON_SOCKET_FAIR_QUEUE_H
#define DAEMON_SOCKET_FAIR_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>
#include <sys/types.h>

struct peer;

/* A connection, which embeds it; all of it belongs to the functions below. */
struct client {
	struct peer *peer;
	TAILQ_ENTRY(client) age;   /* among its peer's unverified */
	TAILQ_ENTRY(client) place; /* in its peer's queue */
	uint64_t number;           /* of arrival */
	bool unverified, queued;
};

/* fair_queue_init() first; nothing to release once all clients have left. */
struct fair_queue {
	LIST_HEAD(, peer) peers;
	TAILQ_HEAD(, peer) queue; /* of those that have somebody queued */
	size_t waiting;           /* how many these are */
	uint64_t arrived;
};

void fair_queue_init(struct fair_queue *fair_queue);

/* Comes unverified, of the process `pid`. */
void fair_queue_enter(
    struct fair_queue *fair_queue, struct client *client, pid_t pid);
void fair_queue_leave(struct fair_queue *fair_queue, struct client *client);

/* Has said who it is, and is verified. */
void fair_queue_know(struct client *client);

/* Has something to be served; once more is the same. */
void fair_queue_add(struct fair_queue *fair_queue, struct client *client);

/* How many processes have somebody queued. */
size_t fair_queue_waiting(const struct fair_queue *fair_queue);

/* The next to be served, once: the processes take turns, each with what it
 * queued first. NULL for none. */
struct client *fair_queue_next(struct fair_queue *fair_queue);

/* Who makes room: of the process that has most unverified clients the oldest;
 * of several such the oldest of all. NULL where all are verified. */
struct client *fair_queue_victim(const struct fair_queue *fair_queue);

#endif
