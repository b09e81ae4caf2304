/* SPDX-License-Identifier: ISC */
#include "daemon/socket/fair_queue.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>

TAILQ_HEAD(clients, client);

/* A process, for as long as it has a connection. */
struct peer {
	LIST_ENTRY(peer) peers;
	TAILQ_ENTRY(peer) place; /* where its queue is not empty */
	pid_t pid;
	size_t clients, stranger_count;
	struct clients unverified; /* oldest first */
	struct clients queue;
};

void fair_queue_init(struct fair_queue *fair_queue)
{
	*fair_queue = (struct fair_queue){ .arrived = 0 };
	LIST_INIT(&fair_queue->peers);
	TAILQ_INIT(&fair_queue->queue);
}

/* The newest stands first: who connects without end is found at once. */
static struct peer *find_peer(struct fair_queue *fair_queue, pid_t pid)
{
	struct peer *peer;

	LIST_FOREACH(peer, &fair_queue->peers, peers)
	if (peer->pid == pid)
		return peer;
	peer = calloc(1, sizeof(*peer));
	if (peer == NULL)
		abort();
	peer->pid = pid;
	TAILQ_INIT(&peer->unverified);
	TAILQ_INIT(&peer->queue);
	LIST_INSERT_HEAD(&fair_queue->peers, peer, peers);
	return peer;
}

void fair_queue_enter(
    struct fair_queue *fair_queue, struct client *client, pid_t pid)
{
	struct peer *peer = find_peer(fair_queue, pid);

	*client = (struct client){
		.peer = peer,
		.number = ++fair_queue->arrived,
		.unverified = true,
	};
	peer->clients++;
	peer->stranger_count++;
	TAILQ_INSERT_TAIL(&peer->unverified, client, age);
}

void fair_queue_know(struct client *client)
{
	if (!client->unverified)
		return;
	assert(client->peer->stranger_count > 0);
	client->unverified = false;
	client->peer->stranger_count--;
	TAILQ_REMOVE(&client->peer->unverified, client, age);
}

void fair_queue_add(struct fair_queue *fair_queue, struct client *client)
{
	struct peer *peer = client->peer;

	if (client->queued)
		return;
	client->queued = true;
	if (TAILQ_EMPTY(&peer->queue)) {
		TAILQ_INSERT_TAIL(&fair_queue->queue, peer, place);
		fair_queue->waiting++;
	}
	TAILQ_INSERT_TAIL(&peer->queue, client, place);
}

size_t fair_queue_waiting(const struct fair_queue *fair_queue)
{
	return fair_queue->waiting;
}

static void unqueue(struct fair_queue *fair_queue, struct client *client)
{
	struct peer *peer = client->peer;

	assert(client->queued && fair_queue->waiting > 0);
	client->queued = false;
	TAILQ_REMOVE(&peer->queue, client, place);
	if (TAILQ_EMPTY(&peer->queue)) {
		TAILQ_REMOVE(&fair_queue->queue, peer, place);
		fair_queue->waiting--;
	}
}

struct client *fair_queue_next(struct fair_queue *fair_queue)
{
	struct peer *peer = TAILQ_FIRST(&fair_queue->queue);
	struct client *client;

	if (peer == NULL)
		return NULL;
	client = TAILQ_FIRST(&peer->queue);
	unqueue(fair_queue, client);
	if (TAILQ_EMPTY(&peer->queue))
		return client;
	TAILQ_REMOVE(&fair_queue->queue, peer, place);
	TAILQ_INSERT_TAIL(&fair_queue->queue, peer, place);
	return client;
}

void fair_queue_leave(struct fair_queue *fair_queue, struct client *client)
{
	struct peer *peer = client->peer;

	fair_queue_know(client);
	if (client->queued)
		unqueue(fair_queue, client);
	assert(peer->clients > 0);
	if (--peer->clients > 0)
		return;
	LIST_REMOVE(peer, peers);
	free(peer);
}

struct client *fair_queue_victim(const struct fair_queue *fair_queue)
{
	struct client *victim = NULL;
	const struct peer *peer;
	size_t most = 1;

	LIST_FOREACH(peer, &fair_queue->peers, peers)
	{
		struct client *oldest = TAILQ_FIRST(&peer->unverified);

		if (peer->stranger_count < most)
			continue;
		if (victim == NULL || peer->stranger_count > most ||
		    oldest->number < victim->number)
			victim = oldest;
		most = peer->stranger_count;
	}
	return victim;
}
