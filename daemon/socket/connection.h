/* SPDX-License-Identifier: ISC */
/* One connection: it makes whole frames of bytes, and bytes of replies.
 * connection.c says how much it may hold and how long it may take. Only
 * connections.c, which has what all connections share, uses this. */
#ifndef DAEMON_SOCKET_CONNECTION_H
#define DAEMON_SOCKET_CONNECTION_H

#include <stdbool.h>
#include <sys/queue.h>

#include "daemon/socket/fair_queue.h"
#include "daemon/request/request.h"

struct bufferevent;
struct event_base;

struct connection {
	struct client client;
	struct shared *shared;      /* borrowed */
	int fd;                     /* owned */
	struct bufferevent *stream; /* owned; NULL: hello is still to be said */
	struct caller caller;
	struct reply *replies; /* owned; of this turn, or NULL */
	int reply_count;
	size_t answering; /* bytes of theirs */
	LIST_ENTRY(connection) open, answered, watchers;
	TAILQ_ENTRY(connection) large;
	int64_t opened, heard, taken; /* milliseconds: when it came, last said
				       * and last took something */
	int64_t
	    began; /* when the frame that is coming began; 0: none is coming */
	size_t reserved; /* bytes kept free for it, where it is large */
	bool waits;      /* until such bytes are free */
	bool gone;       /* says nothing more */
	bool ending;     /* close when all is sent */
	bool watching;
	bool slow;    /* a subscriber that had to wait, and is told so */
	int64_t told; /* the last entry that it was sent */
	uint8_t watcher[SIGN_PUBLIC]; /* the key that asked to watch */
};

LIST_HEAD(connection_list, connection);
TAILQ_HEAD(connection_queue, connection);

/* What all connections share. */
struct shared {
	struct event_base *base; /* borrowed */
	struct door *door;       /* borrowed */
	struct connection_list open, answered, watchers;
	struct connection_queue large; /* those that wait for room */
	struct fair_queue fair_queue;
	size_t count;
	size_t reserved;   /* bytes for large frames */
	size_t held;       /* bytes that have come from unverified clients */
	size_t unread;     /* bytes that nobody has taken yet */
	int64_t committed; /* the log's last entry that is kept */
};

/* Of a clock that only grows. */
int64_t shared_milliseconds(const struct shared *shared);

/* An unverified connection, which waits for its hello; closes `fd` with it. */
struct connection *connection_new(struct shared *shared, int fd);
void connection_free(struct connection *connection);

/* Says hello, or takes one frame. */
void connection_serve(struct connection *connection);

/* Sends the replies that waited for the commit. May free the connection. */
void connection_say(struct connection *connection, bool committed);

/* Tells a subscriber what is new. Where the key that it watches with is no
 * longer admitted, tells that and closes. May free the connection. */
void connection_news(struct connection *connection);

/* When it is to be closed if nothing changes. */
int64_t connection_deadline(const struct connection *connection);

#endif
