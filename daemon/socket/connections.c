/* SPDX-License-Identifier: ISC */
#include "daemon/socket/connections.h"

#include <event2/event.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "daemon/socket/connection_send.h"
#include "daemon/machine/diag.h"

/* How many milliseconds of a turn may go to requests, for their replies wait
 * for its end: where one process asks, and where several do. */
#define ALONE_MAX  8
#define SHARED_MAX 3

/* Bytes that all who have not verified may have sent together, and that all
 * connections may leave unread. */
#define HELD_MAX   (8u << 20)
#define UNREAD_ALL (8u << 20)

/* At most so often, in milliseconds, the operator is told what was closed. */
#define TELL_EVERY 60000

/* How often deadlines are looked at. */
static const struct timeval tick = { .tv_sec = 1 };

/* Why we closed a connection that its peer had not ended. */
enum reason { FOR_ROOM, TOO_SLOW, UNREAD, REASONS };

struct connections {
	struct shared shared;
	size_t max;
	struct event *ticking;  /* owned */
	size_t closed[REASONS]; /* and not yet told */
	int64_t told_at, refused_at;
};

static struct connection *connection_of(struct client *client)
{
	return (struct connection *)((char *)client -
	    offsetof(struct connection, client));
}

static bool has_passed(struct connections *connections, int64_t *since)
{
	int64_t now = shared_milliseconds(&connections->shared);

	if (*since != 0 && now - *since < TELL_EVERY)
		return false;
	*since = now;
	return true;
}

/* --- who has to go --- */

static void tell_closed(struct connections *connections)
{
	size_t *closed = connections->closed;

	if (closed[FOR_ROOM] + closed[TOO_SLOW] + closed[UNREAD] == 0 ||
	    !has_passed(connections, &connections->told_at))
		return;
	diag("connections were closed: %zu that had not verified, to make"
	     " room; %zu that were too slow; %zu that did not read",
	    closed[FOR_ROOM], closed[TOO_SLOW], closed[UNREAD]);
	for (int i = 0; i < REASONS; i++)
		closed[i] = 0;
}

static void close_for(struct connections *connections,
    struct connection *connection, enum reason reason)
{
	connections->closed[reason]++;
	connection_free(connection);
}

bool connections_make_room(struct connections *connections)
{
	struct client *victim =
	    fair_queue_victim(&connections->shared.fair_queue);

	if (victim == NULL)
		return false;
	close_for(connections, connection_of(victim), FOR_ROOM);
	return true;
}

/* Closes the connection that has read nothing for the longest time. */
static void close_unread(struct connections *connections)
{
	struct connection *connection, *slowest = NULL;

	LIST_FOREACH(connection, &connections->shared.open, open)
	if (connection_unread(connection) > 0 &&
	    (slowest == NULL || connection->taken < slowest->taken))
		slowest = connection;
	close_for(connections, slowest, UNREAD);
}

static void close_late(struct connections *connections)
{
	int64_t now = shared_milliseconds(&connections->shared);
	struct connection *connection, *next;

	for (connection = LIST_FIRST(&connections->shared.open);
	     connection != NULL; connection = next) {
		bool idle =
		    !connection->client.unverified && connection->began == 0;

		next = LIST_NEXT(connection, open);
		if (now < connection_deadline(connection))
			continue;
		if (connection_unread(connection) > 0)
			close_for(connections, connection, UNREAD);
		else if (idle)
			connection_free(connection);
		else
			close_for(connections, connection, TOO_SLOW);
	}
}

static void bound_memory(struct connections *connections)
{
	while (connections->shared.held > HELD_MAX &&
	    connections_make_room(connections))
		;
	while (connections->shared.unread > UNREAD_ALL)
		close_unread(connections);
}

/* Ticks once more after the last connection has gone, so that the server has a
 * turn to tidy up. */
static void on_tick(evutil_socket_t fd, short what, void *argument)
{
	struct connections *connections = argument;

	(void)fd;
	(void)what;
	if (connections->shared.count == 0)
		event_del(connections->ticking);
	close_late(connections);
	tell_closed(connections);
}

/* --- turns --- */

void connections_take(struct connections *connections, int fd)
{
	if (connections->shared.count >= connections->max &&
	    !connections_make_room(connections)) {
		if (has_passed(connections, &connections->refused_at))
			diag("%zu connections are open: one more is refused",
			    connections->shared.count);
		close(fd);
		return;
	}
	connection_new(&connections->shared, fd);
	if (!event_pending(connections->ticking, EV_TIMEOUT, NULL) &&
	    event_add(connections->ticking, &tick) != 0)
		abort();
}

void connections_serve(struct connections *connections, bool crowded)
{
	struct shared *shared = &connections->shared;
	size_t left =
	    crowded ? fair_queue_waiting(&shared->fair_queue) : SIZE_MAX;
	int64_t began = shared_milliseconds(shared);

	bound_memory(connections);
	for (; left > 0; left--) {
		bool alone = fair_queue_waiting(&shared->fair_queue) < 2;
		struct client *client = fair_queue_next(&shared->fair_queue);

		if (client == NULL)
			return;
		connection_serve(connection_of(client));
		if (shared_milliseconds(shared) - began >=
		    (alone ? ALONE_MAX : SHARED_MAX))
			return;
	}
}

bool connections_waiting(const struct connections *connections)
{
	return fair_queue_waiting(&connections->shared.fair_queue) > 0;
}

void connections_turn(
    struct connections *connections, bool committed, int64_t head)
{
	struct shared *shared = &connections->shared;
	bool news = shared->committed != head;
	struct connection *connection, *next;

	shared->committed = head;
	while ((connection = LIST_FIRST(&shared->answered)) != NULL)
		connection_say(connection, committed);
	if (!news)
		return;
	for (connection = LIST_FIRST(&shared->watchers); connection != NULL;
	     connection = next) {
		next = LIST_NEXT(connection, watchers);
		connection_news(connection);
	}
}

/* --- beginning and end --- */

struct connections *connections_new(
    struct event_base *base, struct door *door, size_t max)
{
	struct connections *connections = calloc(1, sizeof(*connections));

	if (connections == NULL)
		abort();
	connections->shared.base = base;
	connections->shared.door = door;
	LIST_INIT(&connections->shared.open);
	LIST_INIT(&connections->shared.answered);
	LIST_INIT(&connections->shared.watchers);
	TAILQ_INIT(&connections->shared.large);
	fair_queue_init(&connections->shared.fair_queue);
	connections->max = max;
	connections->ticking =
	    event_new(base, -1, EV_PERSIST, on_tick, connections);
	if (connections->ticking == NULL)
		abort();
	return connections;
}

void connections_limit(struct connections *connections, size_t max)
{
	connections->max = max;
}

void connections_free(struct connections *connections)
{
	struct connection *connection;

	if (connections == NULL)
		return;
	while ((connection = LIST_FIRST(&connections->shared.open)) != NULL)
		connection_free(connection);
	event_free(connections->ticking);
	free(connections);
}
