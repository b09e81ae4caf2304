/* SPDX-License-Identifier: ISC */
#include "daemon/fair.h"

#include <stddef.h>
#include <stdlib.h>

TAILQ_HEAD(guests, guest);

/* A process, for as long as it has a connection. */
struct party {
	LIST_ENTRY(party) parties;
	TAILQ_ENTRY(party) place; /* where its queue is not empty */
	pid_t pid;
	size_t guests, stranger_count;
	struct guests strangers; /* oldest first */
	struct guests queue;
};

void fair_init(struct fair *fair)
{
	*fair = (struct fair){ .arrived = 0 };
	LIST_INIT(&fair->parties);
	TAILQ_INIT(&fair->queue);
}

/* The newest stands first: who connects without end is found at once. */
static struct party *find_party(struct fair *fair, pid_t pid)
{
	struct party *party;

	LIST_FOREACH(party, &fair->parties, parties)
	if (party->pid == pid)
		return party;
	party = calloc(1, sizeof(*party));
	if (party == NULL)
		abort();
	party->pid = pid;
	TAILQ_INIT(&party->strangers);
	TAILQ_INIT(&party->queue);
	LIST_INSERT_HEAD(&fair->parties, party, parties);
	return party;
}

void fair_enter(struct fair *fair, struct guest *guest, pid_t pid)
{
	struct party *party = find_party(fair, pid);

	*guest = (struct guest){
		.party = party,
		.number = ++fair->arrived,
		.stranger = true,
	};
	party->guests++;
	party->stranger_count++;
	TAILQ_INSERT_TAIL(&party->strangers, guest, age);
}

void fair_know(struct guest *guest)
{
	if (!guest->stranger)
		return;
	guest->stranger = false;
	guest->party->stranger_count--;
	TAILQ_REMOVE(&guest->party->strangers, guest, age);
}

void fair_queue(struct fair *fair, struct guest *guest)
{
	struct party *party = guest->party;

	if (guest->queued)
		return;
	guest->queued = true;
	if (TAILQ_EMPTY(&party->queue)) {
		TAILQ_INSERT_TAIL(&fair->queue, party, place);
		fair->waiting++;
	}
	TAILQ_INSERT_TAIL(&party->queue, guest, place);
}

size_t fair_waiting(const struct fair *fair)
{
	return fair->waiting;
}

static void unqueue(struct fair *fair, struct guest *guest)
{
	struct party *party = guest->party;

	guest->queued = false;
	TAILQ_REMOVE(&party->queue, guest, place);
	if (TAILQ_EMPTY(&party->queue)) {
		TAILQ_REMOVE(&fair->queue, party, place);
		fair->waiting--;
	}
}

struct guest *fair_next(struct fair *fair)
{
	struct party *party = TAILQ_FIRST(&fair->queue);
	struct guest *guest;

	if (party == NULL)
		return NULL;
	guest = TAILQ_FIRST(&party->queue);
	unqueue(fair, guest);
	if (TAILQ_EMPTY(&party->queue))
		return guest;
	TAILQ_REMOVE(&fair->queue, party, place);
	TAILQ_INSERT_TAIL(&fair->queue, party, place);
	return guest;
}

void fair_leave(struct fair *fair, struct guest *guest)
{
	struct party *party = guest->party;

	fair_know(guest);
	if (guest->queued)
		unqueue(fair, guest);
	if (--party->guests > 0)
		return;
	LIST_REMOVE(party, parties);
	free(party);
}

struct guest *fair_victim(const struct fair *fair)
{
	struct guest *victim = NULL;
	const struct party *party;
	size_t most = 1;

	LIST_FOREACH(party, &fair->parties, parties)
	{
		struct guest *oldest = TAILQ_FIRST(&party->strangers);

		if (party->stranger_count < most)
			continue;
		if (victim == NULL || party->stranger_count > most ||
		    oldest->number < victim->number)
			victim = oldest;
		most = party->stranger_count;
	}
	return victim;
}
