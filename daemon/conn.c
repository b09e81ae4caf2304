/* SPDX-License-Identifier: ISC */
#include "daemon/conn.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "daemon/conn_out.h"
#include "protocol/frame.h"

/* Milliseconds: from the beginning to the first frame that verifies; between
 * two bytes of a frame; for all of it, and more for each of its pieces; from
 * one request to the next; for something of what is unread to be taken. */
#define FIRST_MAX   10000
#define BETWEEN_MAX 10000
#define FRAME_TIME  10000
#define PIECE_TIME  1000
#define PIECE       (64u << 10)
#define IDLE_MAX    120000
#define UNREAD_MAX  120000

/* Replies of one connection in one turn; what came after them waits. */
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

static struct evbuffer *input_of(const struct conn *conn)
{
	return bufferevent_get_input(conn->stream);
}

static struct evbuffer *output_of(const struct conn *conn)
{
	return bufferevent_get_output(conn->stream);
}

/* A connection is read from until it has as much as it may have at a time.
 * (libevent's own watermark calls back without end where that stays.) */
static void set_reading(struct conn *conn)
{
	size_t max = conn->reserved > 0 ? conn->reserved : FRAME_FIRST_MAX;
	bool reads = !conn->ending && !conn->gone && !conn->waits &&
	    evbuffer_get_length(input_of(conn)) < max;

	if (reads == ((bufferevent_get_enabled(conn->stream) & EV_READ) != 0))
		return;
	if (reads)
		bufferevent_enable(conn->stream, EV_READ);
	else
		bufferevent_disable(conn->stream, EV_READ);
}

/* --- room for large frames --- */

/* All in one piece, so that it need not be copied to be read. */
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

static void reserve(struct conn *conn, size_t size)
{
	make_one_piece(input_of(conn), size);
	conn->reserved = size;
	conn->shared->reserved += size;
	conn->heard = conn->began = shared_milliseconds(conn->shared);
	set_reading(conn);
}

static size_t frame_begun(const struct conn *conn)
{
	return frame_size(evbuffer_pullup(input_of(conn), FRAME_LENGTH_SIZE));
}

/* Those that wait come first, in their order. */
static void reserve_waiting(struct shared *shared)
{
	struct conn *conn;

	while ((conn = TAILQ_FIRST(&shared->large)) != NULL) {
		size_t size = frame_begun(conn);

		if (shared->reserved + size > LARGE_MAX)
			return;
		TAILQ_REMOVE(&shared->large, conn, large);
		conn->waits = false;
		reserve(conn, size);
	}
}

static void wait_for_room(struct conn *conn)
{
	conn->waits = true;
	conn->began = 0;
	TAILQ_INSERT_TAIL(&conn->shared->large, conn, large);
	reserve_waiting(conn->shared);
}

static void give_room_back(struct conn *conn)
{
	if (conn->waits)
		TAILQ_REMOVE(&conn->shared->large, conn, large);
	conn->waits = false;
	if (conn->reserved == 0)
		return;
	conn->shared->reserved -= conn->reserved;
	conn->reserved = 0;
	reserve_waiting(conn->shared);
}

/* --- what is held, as it changes --- */

static void on_input_change(
    struct evbuffer *input, const struct evbuffer_cb_info *info, void *argument)
{
	struct conn *conn = argument;

	(void)input;
	if (conn->guest.stranger)
		conn->shared->held += info->n_added - info->n_deleted;
}

static void forget_held(struct conn *conn)
{
	if (conn->guest.stranger)
		conn->shared->held -= evbuffer_get_length(input_of(conn));
}

static void on_output_change(struct evbuffer *output,
    const struct evbuffer_cb_info *info, void *argument)
{
	struct conn *conn = argument;

	(void)output;
	conn->shared->unread += info->n_added - info->n_deleted;
	if (info->n_deleted > 0 || info->orig_size == 0)
		conn->taken = shared_milliseconds(conn->shared);
}

/* --- end --- */

static void close_stream(struct conn *conn)
{
	give_room_back(conn);
	forget_held(conn);
	conn->shared->unread -= evbuffer_get_length(output_of(conn));
	evbuffer_remove_cb(input_of(conn), on_input_change, conn);
	evbuffer_remove_cb(output_of(conn), on_output_change, conn);
	bufferevent_disable(conn->stream, EV_READ | EV_WRITE);
	bufferevent_setfd(conn->stream, -1);
	bufferevent_free(conn->stream);
}

static void release_replies(struct conn *conn)
{
	for (int i = 0; i < conn->reply_count; i++)
		reply_release(&conn->replies[i]);
	if (conn->reply_count > 0)
		LIST_REMOVE(conn, answered);
	free(conn->replies);
	conn->replies = NULL;
	conn->reply_count = 0;
	conn->answering = 0;
}

void conn_free(struct conn *conn)
{
	release_replies(conn);
	if (conn->watching)
		LIST_REMOVE(conn, watchers);
	if (conn->stream != NULL)
		close_stream(conn);
	close(conn->fd);
	fair_leave(&conn->shared->fair, &conn->guest);
	LIST_REMOVE(conn, open);
	conn->shared->count--;
	free(conn);
}

/* True where that was all, and the connection is no more. */
static bool ended(struct conn *conn)
{
	if (!conn->ending || conn->reply_count > 0 || conn_unread(conn) > 0)
		return false;
	conn_free(conn);
	return true;
}

int64_t conn_deadline(const struct conn *conn)
{
	int64_t between = conn->heard + BETWEEN_MAX, whole;

	if (conn->guest.stranger)
		return conn->opened + FIRST_MAX;
	if (conn_unread(conn) > 0)
		return conn->taken + UNREAD_MAX;
	if (conn->watching || conn->waits || conn->guest.queued)
		return INT64_MAX;
	if (conn->began == 0)
		return conn->heard + IDLE_MAX;
	whole = conn->began + FRAME_TIME +
	    (int64_t)(conn->reserved / PIECE) * PIECE_TIME;
	return between < whole ? between : whole;
}

/* --- in --- */

static bool may_serve(const struct conn *conn)
{
	return !conn->ending && conn->reply_count < REPLIES_MAX &&
	    conn_unread(conn) + conn->answering < OUTPUT_MAX;
}

static void find_frame(struct conn *conn)
{
	size_t length = evbuffer_get_length(input_of(conn)), size;

	if (length > 0 && conn->began == 0)
		conn->began = shared_milliseconds(conn->shared);
	if (length < FRAME_LENGTH_SIZE || conn->ending || conn->waits)
		return;
	size = frame_begun(conn);
	if (size < FRAME_OVERHEAD || size > conn->caller.frame_max ||
	    length >= size) {
		if (may_serve(conn))
			fair_queue(&conn->shared->fair, &conn->guest);
	} else if (size > FRAME_FIRST_MAX && conn->reserved == 0) {
		wait_for_room(conn);
	}
}

/* What is to be done about the bytes that have come. */
static void look(struct conn *conn)
{
	find_frame(conn);
	set_reading(conn);
}

static struct reply *new_reply(struct conn *conn)
{
	if (conn->reply_count == 0) {
		conn->replies = calloc(REPLIES_MAX, sizeof(*conn->replies));
		if (conn->replies == NULL)
			abort();
		LIST_INSERT_HEAD(&conn->shared->answered, conn, answered);
	}
	return &conn->replies[conn->reply_count++];
}

static void end_after_replies(struct conn *conn)
{
	conn->ending = true;
	set_reading(conn);
}

static void answer_frame(struct conn *conn, const struct frame *frame)
{
	struct reply *reply = new_reply(conn);

	request_handle(conn->shared->door, &conn->caller, frame, reply);
	conn->answering += reply->result.length;
	if (conn->caller.last_id > 0) {
		forget_held(conn);
		fair_know(&conn->guest);
	}
	if (reply->ends)
		end_after_replies(conn);
}

static void refuse_frame(struct conn *conn, const struct err *err)
{
	*new_reply(conn) = (struct reply){ .error = *err, .ends = true };
	end_after_replies(conn);
}

/* A frame is only laid out in one piece when all of it is there. */
static void take_frame(struct conn *conn)
{
	struct evbuffer *input = input_of(conn);
	size_t length = evbuffer_get_length(input), size = frame_begun(conn);
	struct frame frame;
	size_t used;
	struct err err;
	const void *bytes = evbuffer_pullup(
	    input, (ev_ssize_t)(length < size ? FRAME_LENGTH_SIZE : size));
	int found = frame_read(
	    bytes, length, conn->caller.frame_max, &frame, &used, &err);

	if (found < 0)
		refuse_frame(conn, &err);
	if (found != 1)
		return;
	answer_frame(conn, &frame);
	evbuffer_drain(input, used);
	conn->began = 0;
	give_room_back(conn);
}

static void on_read(struct bufferevent *stream, void *argument)
{
	struct conn *conn = argument;

	(void)stream;
	conn->heard = shared_milliseconds(conn->shared);
	look(conn);
}

/* One that says nothing more is still told what it asked. */
static bool is_done(struct conn *conn)
{
	look(conn);
	if (conn->gone && !conn->guest.queued && conn->reply_count == 0)
		conn->ending = true;
	return ended(conn);
}

static void on_written(struct bufferevent *stream, void *argument)
{
	struct conn *conn = argument;

	(void)stream;
	if (is_done(conn))
		return;
	conn_tell(conn);
}

static void on_event(struct bufferevent *stream, short what, void *argument)
{
	struct conn *conn = argument;

	(void)stream;
	conn->gone = true;
	if ((what & BEV_EVENT_EOF) != 0 && !conn->watching)
		is_done(conn);
	else
		conn_free(conn);
}

/* --- beginning --- */

static void begin_stream(struct conn *conn)
{
	conn->stream = bufferevent_socket_new(conn->shared->base, conn->fd, 0);
	if (conn->stream == NULL)
		abort();
	bufferevent_setcb(conn->stream, on_read, on_written, on_event, conn);
	evbuffer_add_cb(input_of(conn), on_input_change, conn);
	evbuffer_add_cb(output_of(conn), on_output_change, conn);
	bufferevent_enable(conn->stream, EV_READ | EV_WRITE);
}

void conn_serve(struct conn *conn)
{
	if (conn->stream == NULL) {
		begin_stream(conn);
		conn_send_hello(conn);
		return;
	}
	if (may_serve(conn))
		take_frame(conn);
	look(conn);
}

void conn_say(struct conn *conn, bool committed)
{
	for (int i = 0; i < conn->reply_count; i++) {
		struct reply *reply = &conn->replies[i];

		if (!committed)
			err_set(&reply->error, ERR_INTERNAL,
			    "planvaktd could not keep this and nothing was"
			    " changed: its messages tell why");
		conn_send_reply(conn, reply);
		if (reply->watches && reply->error.code == ERR_NONE)
			conn_watch(conn, reply->watch_after, reply->watcher);
	}
	release_replies(conn);
	conn->heard = shared_milliseconds(conn->shared);
	if (!is_done(conn))
		conn_tell(conn);
}

void conn_news(struct conn *conn)
{
	struct reply last = { 0 };

	if (conn->ending || door_admit(conn->shared->door, conn->watcher)) {
		conn_tell(conn);
		return;
	}
	err_set(&last.error, ERR_DENIED,
	    "the key of this watch was revoked or replaced: watch again with"
	    " one that is in use");
	conn_send_reply(conn, &last);
	end_after_replies(conn);
	ended(conn);
}

/* Whose process is on the other side; nobody's where it cannot be told. */
static struct ucred peer_of(int fd)
{
	struct ucred peer = { .pid = 0, .uid = (uid_t)-1 };
	socklen_t length = sizeof(peer);

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0)
		peer.uid = (uid_t)-1;
	return peer;
}

struct conn *conn_new(struct shared *shared, int fd)
{
	struct conn *conn = calloc(1, sizeof(*conn));
	struct ucred peer = peer_of(fd);

	if (conn == NULL)
		abort();
	conn->shared = shared;
	conn->fd = fd;
	conn->caller.uid = peer.uid == (uid_t)-1 ? -1 : (int64_t)peer.uid;
	conn->caller.frame_max = FRAME_FIRST_MAX;
	conn->opened = conn->heard = shared_milliseconds(shared);
	LIST_INSERT_HEAD(&shared->open, conn, open);
	shared->count++;
	fair_enter(&shared->fair, &conn->guest, peer.pid);
	fair_queue(&shared->fair, &conn->guest);
	return conn;
}
