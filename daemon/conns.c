/* SPDX-License-Identifier: ISC */
#include "daemon/conns.h"

#include <event2/event.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "daemon/conn_out.h"
#include "daemon/diag.h"

/* Milliseconds of one turn that go to requests, whose replies wait for its
 * end: where one process asks, and where several do. */
#define ALONE_MAX  8
#define SHARED_MAX 3

/* Bytes that all who have not verified may have sent together, and that all
 * connections may leave unread. */
#define HELD_MAX   (8u << 20)
#define UNREAD_ALL (8u << 20)

/* The operator is told so often, in milliseconds, what was closed. */
#define TELL_EVERY 60000

/* How often deadlines are looked at. */
static const struct timeval tick = { .tv_sec = 1 };

/* Why a connection was closed that its peer had not yet ended. */
enum reason { FOR_ROOM, TOO_SLOW, UNREAD, REASONS };

struct conns {
	struct shared shared;
	size_t max;
	struct event *ticking;  /* owned */
	size_t closed[REASONS]; /* and not yet told */
	int64_t told_at, refused_at;
};

static struct conn *conn_of(struct guest *guest)
{
	return (struct conn *)((char *)guest - offsetof(struct conn, guest));
}

static bool has_passed(struct conns *conns, int64_t *since)
{
	int64_t now = shared_milliseconds(&conns->shared);

	if (*since != 0 && now - *since < TELL_EVERY)
		return false;
	*since = now;
	return true;
}

/* --- who has to go --- */

static void tell_closed(struct conns *conns)
{
	size_t *closed = conns->closed;

	if (closed[FOR_ROOM] + closed[TOO_SLOW] + closed[UNREAD] == 0 ||
	    !has_passed(conns, &conns->told_at))
		return;
	diag("connections were closed: %zu that had not verified, to make"
	     " room; %zu that were too slow; %zu that did not read",
	    closed[FOR_ROOM], closed[TOO_SLOW], closed[UNREAD]);
	for (int i = 0; i < REASONS; i++)
		closed[i] = 0;
}

static void close_for(
    struct conns *conns, struct conn *conn, enum reason reason)
{
	conns->closed[reason]++;
	conn_free(conn);
}

static bool make_room(struct conns *conns)
{
	struct guest *victim = fair_victim(&conns->shared.fair);

	if (victim == NULL)
		return false;
	close_for(conns, conn_of(victim), FOR_ROOM);
	return true;
}

/* The one that has taken nothing for the longest time. */
static void close_unread(struct conns *conns)
{
	struct conn *conn, *slowest = NULL;

	LIST_FOREACH(conn, &conns->shared.open, open)
	if (conn_unread(conn) > 0 &&
	    (slowest == NULL || conn->taken < slowest->taken))
		slowest = conn;
	close_for(conns, slowest, UNREAD);
}

static void close_late(struct conns *conns)
{
	int64_t now = shared_milliseconds(&conns->shared);
	struct conn *conn, *next;

	for (conn = LIST_FIRST(&conns->shared.open); conn != NULL;
	     conn = next) {
		bool idle = !conn->guest.stranger && conn->began == 0;

		next = LIST_NEXT(conn, open);
		if (now < conn_deadline(conn))
			continue;
		if (conn_unread(conn) > 0)
			close_for(conns, conn, UNREAD);
		else if (idle)
			conn_free(conn);
		else
			close_for(conns, conn, TOO_SLOW);
	}
}

static void bound_memory(struct conns *conns)
{
	while (conns->shared.held > HELD_MAX && make_room(conns))
		;
	while (conns->shared.unread > UNREAD_ALL)
		close_unread(conns);
}

/* Once more after the last has gone, for the server to tidy up. */
static void on_tick(evutil_socket_t fd, short what, void *argument)
{
	struct conns *conns = argument;

	(void)fd;
	(void)what;
	if (conns->shared.count == 0)
		event_del(conns->ticking);
	close_late(conns);
	tell_closed(conns);
}

/* --- turns --- */

void conns_take(struct conns *conns, int fd)
{
	if (conns->shared.count >= conns->max && !make_room(conns)) {
		if (has_passed(conns, &conns->refused_at))
			diag("%zu connections are open: one more is refused",
			    conns->shared.count);
		close(fd);
		return;
	}
	conn_new(&conns->shared, fd);
	if (!event_pending(conns->ticking, EV_TIMEOUT, NULL))
		event_add(conns->ticking, &tick);
}

void conns_serve(struct conns *conns, bool crowded)
{
	struct shared *shared = &conns->shared;
	size_t left = crowded ? fair_waiting(&shared->fair) : SIZE_MAX;
	int64_t began = shared_milliseconds(shared);

	bound_memory(conns);
	for (; left > 0; left--) {
		bool alone = fair_waiting(&shared->fair) < 2;
		struct guest *guest = fair_next(&shared->fair);

		if (guest == NULL)
			return;
		conn_serve(conn_of(guest));
		if (shared_milliseconds(shared) - began >=
		    (alone ? ALONE_MAX : SHARED_MAX))
			return;
	}
}

bool conns_waiting(const struct conns *conns)
{
	return fair_waiting(&conns->shared.fair) > 0;
}

void conns_turn(struct conns *conns, bool committed, int64_t head)
{
	struct shared *shared = &conns->shared;
	bool news = shared->committed != head;
	struct conn *conn, *next;

	shared->committed = head;
	while ((conn = LIST_FIRST(&shared->answered)) != NULL)
		conn_say(conn, committed);
	if (!news)
		return;
	for (conn = LIST_FIRST(&shared->watchers); conn != NULL; conn = next) {
		next = LIST_NEXT(conn, watchers);
		conn_news(conn);
	}
}

/* --- beginning and end --- */

struct conns *conns_new(struct event_base *base, struct door *door, size_t max)
{
	struct conns *conns = calloc(1, sizeof(*conns));

	if (conns == NULL)
		abort();
	conns->shared.base = base;
	conns->shared.door = door;
	LIST_INIT(&conns->shared.open);
	LIST_INIT(&conns->shared.answered);
	LIST_INIT(&conns->shared.watchers);
	TAILQ_INIT(&conns->shared.large);
	fair_init(&conns->shared.fair);
	conns->max = max;
	conns->ticking = event_new(base, -1, EV_PERSIST, on_tick, conns);
	if (conns->ticking == NULL)
		abort();
	return conns;
}

void conns_limit(struct conns *conns, size_t max)
{
	conns->max = max;
}

void conns_free(struct conns *conns)
{
	struct conn *conn;

	if (conns == NULL)
		return;
	while ((conn = LIST_FIRST(&conns->shared.open)) != NULL)
		conn_free(conn);
	event_free(conns->ticking);
	free(conns);
}
