/* SPDX-License-Identifier: ISC */
/* One connection: bytes to whole frames, replies to bytes. What it may hold
 * and how long it may take is in conn.c; for conns.c only, which has what all
 * connections share. */
#ifndef DAEMON_CONN_H
#define DAEMON_CONN_H

#include <stdbool.h>
#include <sys/queue.h>

#include "daemon/fair.h"
#include "daemon/request.h"

struct bufferevent;
struct event_base;

struct conn {
	struct guest guest;
	struct shared *shared;      /* borrowed */
	int fd;                     /* owned */
	struct bufferevent *stream; /* owned; NULL: hello is still to be said */
	struct caller caller;
	struct reply *replies; /* owned; of this turn, or NULL */
	int reply_count;
	size_t answering; /* bytes of theirs */
	LIST_ENTRY(conn) open, answered, watchers;
	TAILQ_ENTRY(conn) large;
	int64_t opened, heard, taken; /* milliseconds: when it came, last said
				       * and last took something */
	int64_t began;   /* when the frame under way began; 0: none is */
	size_t reserved; /* room for it, where it is large */
	bool waits;      /* for such room */
	bool gone;       /* says nothing more */
	bool ending;     /* close when all is sent */
	bool watching;
	bool slow;    /* a subscriber that had to wait, and is told so */
	int64_t told; /* the last entry that it was sent */
	uint8_t watcher[SEAL_PUBLIC]; /* the key that asked to watch */
};

LIST_HEAD(conn_list, conn);
TAILQ_HEAD(conn_queue, conn);

/* What all connections share. */
struct shared {
	struct event_base *base; /* borrowed */
	struct door *door;       /* borrowed */
	struct conn_list open, answered, watchers;
	struct conn_queue large; /* those that wait for room */
	struct fair fair;
	size_t count;
	size_t reserved;   /* bytes for large frames */
	size_t held;       /* bytes that have come from strangers */
	size_t unread;     /* bytes that nobody has taken yet */
	int64_t committed; /* the log's last entry that is kept */
};

/* Of a clock that only grows. */
int64_t shared_milliseconds(const struct shared *shared);

/* A connection as a stranger, that waits for its hello; closes `fd` with it. */
struct conn *conn_new(struct shared *shared, int fd);
void conn_free(struct conn *conn);

/* Says hello, or takes one frame. */
void conn_serve(struct conn *conn);

/* Says what waited for the commit. It may free the connection. */
void conn_say(struct conn *conn, bool committed);

/* Tells a subscriber what is new, or, where the key that it watches with is no
 * longer admitted, that; then it is closed. It may free the connection. */
void conn_news(struct conn *conn);

/* When it is to be closed if nothing changes. */
int64_t conn_deadline(const struct conn *conn);

#endif
