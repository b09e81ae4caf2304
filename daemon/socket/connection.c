/* SPDX-License-Identifier: ISC */
#include "daemon/socket/connection.h"

#include <assert.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "daemon/request/door.h"
#include "daemon/socket/connection_send.h"
#include "protocol/frame.h"

/* How long a connection may take, in milliseconds: from the beginning to the
 * first frame that verifies; between two bytes of a frame; for a whole frame,
 * and for each further piece of it; from one request to the next; until it
 * reads some of what it was sent. */
#define FIRST_MAX   10000
#define BETWEEN_MAX 10000
#define FRAME_TIME  10000
#define PIECE_TIME  1000
#define PIECE       (64u << 10)
#define IDLE_MAX    120000
#define UNREAD_MAX  120000

/* Replies to one connection in one turn; its further requests wait. */
#define REPLIES_MAX 16

/* Over this much unread by the client, no more of its requests are served. */
#define OUTPUT_MAX (256u << 10)

/* A frame over FRAME_FIRST_MAX waits until there is room for all of it within
 * this; a smaller one is always taken. */
#define LARGE_MAX FRAME_COORDINATOR_MAX

int64_t shared_milliseconds(const struct shared *shared)
{
	return clock_moment(door_clock(shared->door)).milliseconds;
}

static struct evbuffer *input_of(const struct connection *connection)
{
	return bufferevent_get_input(connection->stream);
}

static struct evbuffer *output_of(const struct connection *connection)
{
	return bufferevent_get_output(connection->stream);
}

/* Stops reading from a connection that has sent as much as may wait at a time.
 * (libevent's own watermark would call back without end while that waits.) */
static void set_reading(struct connection *connection)
{
	size_t max =
	    connection->reserved > 0 ? connection->reserved : FRAME_FIRST_MAX;
	bool reads = !connection->ending && !connection->gone &&
	    !connection->waits &&
	    evbuffer_get_length(input_of(connection)) < max;

	if (reads ==
	    ((bufferevent_get_enabled(connection->stream) & EV_READ) != 0))
		return;
	if (reads && bufferevent_enable(connection->stream, EV_READ) != 0)
		abort();
	if (!reads)
		bufferevent_disable(connection->stream, EV_READ);
}

/* --- room for large frames --- */

/* The frame gets one piece of memory, so that it need not be copied to be
 * read. */
static void make_one_piece(struct evbuffer *input, size_t size)
{
	size_t length = evbuffer_get_length(input);
	void *begun = malloc(length);

	if (begun == NULL)
		abort();
	evbuffer_remove(input, begun, length);
	evbuffer_unfreeze(input, 0);
	if (evbuffer_expand(input, size) != 0 ||
	    evbuffer_add(input, begun, length) != 0)
		abort();
	evbuffer_freeze(input, 0);
	free(begun);
}

static void connection_reserve(struct connection *connection, size_t size)
{
	make_one_piece(input_of(connection), size);
	connection->reserved = size;
	connection->shared->reserved += size;
	connection->heard = connection->began =
	    shared_milliseconds(connection->shared);
	set_reading(connection);
}

static size_t frame_begun(const struct connection *connection)
{
	return frame_size(
	    evbuffer_pullup(input_of(connection), FRAME_LENGTH_SIZE));
}

/* Gives free room to the frames that wait for it, in their order. */
static void reserve_waiting(struct shared *shared)
{
	struct connection *connection;

	while ((connection = TAILQ_FIRST(&shared->large)) != NULL) {
		size_t size = frame_begun(connection);

		if (shared->reserved + size > LARGE_MAX)
			return;
		TAILQ_REMOVE(&shared->large, connection, large);
		connection->waits = false;
		connection_reserve(connection, size);
	}
}

static void wait_for_room(struct connection *connection)
{
	connection->waits = true;
	connection->began = 0;
	TAILQ_INSERT_TAIL(&connection->shared->large, connection, large);
	reserve_waiting(connection->shared);
}

static void give_room_back(struct connection *connection)
{
	if (connection->waits)
		TAILQ_REMOVE(&connection->shared->large, connection, large);
	connection->waits = false;
	if (connection->reserved == 0)
		return;
	assert(connection->shared->reserved >= connection->reserved);
	connection->shared->reserved -= connection->reserved;
	connection->reserved = 0;
	reserve_waiting(connection->shared);
}

/* --- what is held, as it changes --- */

static void on_input_change(
    struct evbuffer *input, const struct evbuffer_cb_info *info, void *argument)
{
	struct connection *connection = argument;

	(void)input;
	if (connection->client.unverified)
		connection->shared->held += info->n_added - info->n_deleted;
}

static void forget_held(struct connection *connection)
{
	if (connection->client.unverified)
		connection->shared->held -=
		    evbuffer_get_length(input_of(connection));
}

static void on_output_change(struct evbuffer *output,
    const struct evbuffer_cb_info *info, void *argument)
{
	struct connection *connection = argument;

	(void)output;
	connection->shared->unread += info->n_added - info->n_deleted;
	if (info->n_deleted > 0 || info->orig_size == 0)
		connection->taken = shared_milliseconds(connection->shared);
}

/* --- end --- */

static void close_stream(struct connection *connection)
{
	give_room_back(connection);
	forget_held(connection);
	connection->shared->unread -=
	    evbuffer_get_length(output_of(connection));
	evbuffer_remove_cb(input_of(connection), on_input_change, connection);
	evbuffer_remove_cb(output_of(connection), on_output_change, connection);
	bufferevent_disable(connection->stream, EV_READ | EV_WRITE);
	bufferevent_setfd(connection->stream, -1);
	bufferevent_free(connection->stream);
}

static void release_replies(struct connection *connection)
{
	for (int i = 0; i < connection->reply_count; i++)
		reply_release(&connection->replies[i]);
	if (connection->reply_count > 0)
		LIST_REMOVE(connection, answered);
	free(connection->replies);
	connection->replies = NULL;
	connection->reply_count = 0;
	connection->answering = 0;
}

void connection_free(struct connection *connection)
{
	release_replies(connection);
	if (connection->watching)
		LIST_REMOVE(connection, watchers);
	if (connection->stream != NULL)
		close_stream(connection);
	close(connection->fd);
	fair_queue_leave(&connection->shared->fair_queue, &connection->client);
	LIST_REMOVE(connection, open);
	assert(connection->shared->count > 0);
	connection->shared->count--;
	free(connection);
}

/* Closes the connection where all was said and sent; true: it is gone. */
static bool connection_ended(struct connection *connection)
{
	if (!connection->ending || connection->reply_count > 0 ||
	    connection_unread(connection) > 0)
		return false;
	connection_free(connection);
	return true;
}

int64_t connection_deadline(const struct connection *connection)
{
	int64_t between = connection->heard + BETWEEN_MAX, whole;

	if (connection->client.unverified)
		return connection->opened + FIRST_MAX;
	if (connection_unread(connection) > 0)
		return connection->taken + UNREAD_MAX;
	if (connection->watching || connection->waits ||
	    connection->client.queued)
		return INT64_MAX;
	if (connection->began == 0)
		return connection->heard + IDLE_MAX;
	whole = connection->began + FRAME_TIME +
	    (int64_t)(connection->reserved / PIECE) * PIECE_TIME;
	return between < whole ? between : whole;
}

/* --- in --- */

static bool may_serve(const struct connection *connection)
{
	return !connection->ending && connection->reply_count < REPLIES_MAX &&
	    connection_unread(connection) + connection->answering < OUTPUT_MAX;
}

static void find_frame(struct connection *connection)
{
	size_t length = evbuffer_get_length(input_of(connection)), size;

	if (length > 0 && connection->began == 0)
		connection->began = shared_milliseconds(connection->shared);
	if (length < FRAME_LENGTH_SIZE || connection->ending ||
	    connection->waits)
		return;
	size = frame_begun(connection);
	if (size < FRAME_OVERHEAD || size > connection->caller.frame_max ||
	    length >= size) {
		if (may_serve(connection))
			fair_queue_add(&connection->shared->fair_queue,
			    &connection->client);
	} else if (size > FRAME_FIRST_MAX && connection->reserved == 0) {
		wait_for_room(connection);
	}
}

/* Looks at the bytes that have come, and decides what is to happen next. */
static void look(struct connection *connection)
{
	find_frame(connection);
	set_reading(connection);
}

static struct reply *new_reply(struct connection *connection)
{
	if (connection->reply_count == 0) {
		connection->replies =
		    malloc(REPLIES_MAX * sizeof(*connection->replies));
		if (connection->replies == NULL)
			abort();
		LIST_INSERT_HEAD(
		    &connection->shared->answered, connection, answered);
	}
	assert(connection->reply_count < REPLIES_MAX);
	return &connection->replies[connection->reply_count++];
}

static void end_after_replies(struct connection *connection)
{
	connection->ending = true;
	set_reading(connection);
}

/* The last one, of which nothing is to be said. */
static void drop_reply(struct connection *connection)
{
	reply_release(&connection->replies[connection->reply_count - 1]);
	if (connection->reply_count == 1)
		release_replies(connection);
	else
		connection->reply_count--;
}

/* False where it is to be handled again. */
static bool answer_frame(
    struct connection *connection, const struct frame *frame)
{
	struct reply *reply = new_reply(connection);

	request_handle(
	    connection->shared->door, &connection->caller, frame, reply);
	connection->answering += reply->result.length + reply->told.length;
	if (connection->caller.last_id > 0) {
		forget_held(connection);
		fair_queue_know(&connection->client);
	}
	if (reply->goes_on) {
		drop_reply(connection);
		return false;
	}
	if (reply->ends)
		end_after_replies(connection);
	return true;
}

static void refuse_frame(struct connection *connection, const struct err *err)
{
	*new_reply(connection) = (struct reply){ .error = *err, .ends = true };
	end_after_replies(connection);
}

/* A frame is only laid out in one piece when all of it is there. */
static void take_frame(struct connection *connection)
{
	struct evbuffer *input = input_of(connection);
	size_t length = evbuffer_get_length(input),
	       size = frame_begun(connection);
	struct frame frame;
	size_t used;
	struct err err;
	const void *bytes = evbuffer_pullup(
	    input, (ev_ssize_t)(length < size ? FRAME_LENGTH_SIZE : size));
	int found = frame_read(
	    bytes, length, connection->caller.frame_max, &frame, &used, &err);

	if (found < 0)
		refuse_frame(connection, &err);
	if (found != 1)
		return;
	if (!answer_frame(connection, &frame))
		return;
	evbuffer_drain(input, used);
	connection->began = 0;
	give_room_back(connection);
}

static void on_read(struct bufferevent *stream, void *argument)
{
	struct connection *connection = argument;

	(void)stream;
	connection->heard = shared_milliseconds(connection->shared);
	look(connection);
}

/* Where the client sends nothing more, the connection ends once its last
 * requests were answered. */
static bool is_done(struct connection *connection)
{
	look(connection);
	if (connection->gone && !connection->client.queued &&
	    connection->reply_count == 0)
		connection->ending = true;
	return connection_ended(connection);
}

static void on_written(struct bufferevent *stream, void *argument)
{
	struct connection *connection = argument;

	(void)stream;
	if (is_done(connection))
		return;
	connection_tell(connection);
}

static void on_event(struct bufferevent *stream, short what, void *argument)
{
	struct connection *connection = argument;

	(void)stream;
	connection->gone = true;
	if ((what & BEV_EVENT_EOF) != 0 && !connection->watching)
		is_done(connection);
	else
		connection_free(connection);
}

/* --- beginning --- */

/* False where the kernel has no memory to watch it. */
static bool begin_stream(struct connection *connection)
{
	connection->stream =
	    bufferevent_socket_new(connection->shared->base, connection->fd, 0);
	if (connection->stream == NULL)
		abort();
	bufferevent_setcb(
	    connection->stream, on_read, on_written, on_event, connection);
	evbuffer_add_cb(input_of(connection), on_input_change, connection);
	evbuffer_add_cb(output_of(connection), on_output_change, connection);
	return bufferevent_enable(connection->stream, EV_READ | EV_WRITE) == 0;
}

void connection_serve(struct connection *connection)
{
	if (connection->stream != NULL) {
		if (may_serve(connection))
			take_frame(connection);
		look(connection);
	} else if (begin_stream(connection))
		connection_send_hello(connection);
	else
		connection_free(connection);
}

void connection_say(struct connection *connection, bool committed)
{
	for (int i = 0; i < connection->reply_count; i++) {
		struct reply *reply = &connection->replies[i];

		if (!committed)
			err_set(&reply->error, ERR_INTERNAL,
			    "planvaktd could not keep this and nothing was"
			    " changed: its messages tell why");
		connection_send_reply(connection, reply);
		if (reply->watches && reply->error.code == ERR_NONE)
			connection_watch(
			    connection, reply->watch_after, reply->watcher);
	}
	release_replies(connection);
	connection->heard = shared_milliseconds(connection->shared);
	if (!is_done(connection))
		connection_tell(connection);
}

void connection_news(struct connection *connection)
{
	struct reply last = { 0 };

	if (connection->ending ||
	    door_admit(connection->shared->door, connection->watcher)) {
		connection_tell(connection);
		return;
	}
	err_set(&last.error, ERR_DENIED,
	    "the key of this watch was revoked or replaced: watch again with"
	    " one that is in use");
	connection_send_reply(connection, &last);
	end_after_replies(connection);
	connection_ended(connection);
}

/* The process and user at the other end; nobody where no kernel tells. */
static struct ucred peer_of(int fd)
{
	struct ucred peer = { .pid = 0, .uid = (uid_t)-1 };
	socklen_t length = sizeof(peer);

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0)
		peer.uid = (uid_t)-1;
	return peer;
}

struct connection *connection_new(struct shared *shared, int fd)
{
	struct connection *connection = calloc(1, sizeof(*connection));
	struct ucred peer = peer_of(fd);

	if (connection == NULL)
		abort();
	connection->shared = shared;
	connection->fd = fd;
	connection->caller.uid = peer.uid == (uid_t)-1 ? -1 : (int64_t)peer.uid;
	connection->caller.frame_max = FRAME_FIRST_MAX;
	connection->caller.socket = fd;
	connection_listens(connection);
	connection->opened = connection->heard = shared_milliseconds(shared);
	LIST_INSERT_HEAD(&shared->open, connection, open);
	shared->count++;
	fair_queue_enter(&shared->fair_queue, &connection->client, peer.pid);
	fair_queue_add(&shared->fair_queue, &connection->client);
	return connection;
}
