/* SPDX-License-Identifier: ISC */
#include "daemon/conn.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "daemon/diag.h"
#include "protocol/version.h"
#include "protocol/frame.h"

#define CONNS_MAX 512

/* A client that neither says nor reads anything for so long is closed. */
#define IDLE_SECONDS 120

/* Replies of one connection in one turn; what came after them waits. */
#define REPLIES_MAX 16

/* Over this much unread by the client, nothing more is read from it. */
#define OUTPUT_MAX (4u << 20)

/* Bytes taken from a connection in one turn. */
#define READ_MAX (256u << 10)

struct conn {
	struct conns *conns; /* the list it stands in */
	struct conn *next, **link;
	struct requests *requests;  /* borrowed */
	struct bufferevent *stream; /* owned */
	struct caller caller;
	struct reply replies[REPLIES_MAX]; /* owned; of this turn */
	int reply_count;
	bool ending; /* close when all is sent */
};

static void conn_free(struct conn *conn)
{
	for (int i = 0; i < conn->reply_count; i++)
		reply_release(&conn->replies[i]);
	*conn->link = conn->next;
	if (conn->next != NULL)
		conn->next->link = conn->link;
	conn->conns->count--;
	bufferevent_free(conn->stream);
	free(conn);
}

static void send_body(struct conn *conn, const struct buffer *body)
{
	struct buffer frame = { 0 };

	frame_write(&frame, requests_key(conn->requests), SEAL_DAEMON,
	    body->bytes, body->length);
	bufferevent_write(conn->stream, frame.bytes, frame.length);
	buffer_free(&frame);
}

static void say_hello(struct conn *conn)
{
	struct requests *requests = conn->requests;
	struct hello hello = {
		.version = VERSION,
		.head = *requests_head(requests),
		.rehearsal = requests_rehearsal(requests),
	};
	struct buffer body = { 0 };

	seal_fingerprint(seal_key_public(requests_key(requests)), hello.daemon);
	seal_random(conn->caller.session, MESSAGE_SESSION);
	memcpy(hello.session, conn->caller.session, MESSAGE_SESSION);
	message_hello_write(&body, &hello);
	send_body(conn, &body);
	buffer_free(&body);
}

/* --- in --- */

static void refuse_frame(struct conn *conn, const struct err *err)
{
	struct reply *reply = &conn->replies[conn->reply_count++];

	*reply = (struct reply){ .error = *err, .ends = true };
	conn->ending = true;
}

static bool may_read(const struct conn *conn)
{
	return !conn->ending && conn->reply_count < REPLIES_MAX &&
	    evbuffer_get_length(bufferevent_get_output(conn->stream)) <
	    OUTPUT_MAX;
}

/* One frame from what has arrived; false where there is none (more). A frame
 * is only laid out in one piece when all of it is there. */
static bool take_frame(struct conn *conn)
{
	struct evbuffer *input = bufferevent_get_input(conn->stream);
	size_t length = evbuffer_get_length(input), size, used;
	struct frame frame;
	struct reply *reply;
	struct err err;

	if (length < FRAME_LENGTH_SIZE)
		return false;
	size = frame_size(evbuffer_pullup(input, FRAME_LENGTH_SIZE));
	if (size >= FRAME_OVERHEAD && size <= conn->caller.frame_max &&
	    length < size)
		return false;
	if (frame_read(evbuffer_pullup(
			   input, (ev_ssize_t)(length < size ? length : size)),
		length, conn->caller.frame_max, &frame, &used, &err) < 0) {
		refuse_frame(conn, &err);
		return false;
	}
	reply = &conn->replies[conn->reply_count++];
	request_handle(conn->requests, &conn->caller, &frame, reply);
	conn->ending = conn->ending || reply->ends;
	evbuffer_drain(input, used);
	return true;
}

static void on_read(struct bufferevent *stream, void *argument)
{
	struct conn *conn = argument;

	(void)stream;
	while (may_read(conn) && take_frame(conn))
		;
	if (!may_read(conn))
		bufferevent_disable(conn->stream, EV_READ);
}

static void on_written(struct bufferevent *stream, void *argument)
{
	struct conn *conn = argument;

	if (conn->ending && conn->reply_count == 0) {
		conn_free(conn);
		return;
	}
	if (may_read(conn)) {
		bufferevent_enable(stream, EV_READ);
		on_read(stream, conn);
	}
}

static void on_event(struct bufferevent *stream, short what, void *argument)
{
	(void)stream;
	(void)what;
	conn_free(argument);
}

/* --- out --- */

static void send_reply(struct conn *conn, struct reply *reply)
{
	const uint8_t *request = reply->has_request ? reply->request : NULL;
	struct buffer body = { 0 };

	if (reply->error.code != ERR_NONE)
		message_error_write(&body, reply->id, request, &reply->error);
	else
		message_result_write(&body, reply->id, reply->request,
		    reply->result.bytes,
		    reply->has_receipt ? &reply->receipt : NULL);
	if (body.length + FRAME_OVERHEAD > FRAME_MAX) {
		err_set(&reply->error, ERR_INTERNAL,
		    "the answer does not fit into a frame: ask for less");
		diag("an answer of %zu bytes does not fit", body.length);
		buffer_cut(&body, 0);
		message_error_write(&body, reply->id, request, &reply->error);
	}
	send_body(conn, &body);
	buffer_free(&body);
}

static void send_replies(struct conn *conn, bool committed)
{
	for (int i = 0; i < conn->reply_count; i++) {
		struct reply *reply = &conn->replies[i];

		if (!committed)
			err_set(&reply->error, ERR_INTERNAL,
			    "planvaktd could not keep this and nothing was"
			    " changed: its messages tell why");
		send_reply(conn, reply);
		reply_release(reply);
	}
	conn->reply_count = 0;
}

void conns_turn(struct conns *conns, bool committed)
{
	struct conn *next;

	for (struct conn *conn = conns->first; conn != NULL; conn = next) {
		next = conn->next;
		if (conn->reply_count > 0)
			send_replies(conn, committed);
	}
}

/* --- beginning and end --- */

/* Whose process is on the other side; nobody's where it cannot be told. */
static int64_t peer_uid(int fd)
{
	struct ucred peer;
	socklen_t length = sizeof(peer);

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0)
		return -1;
	return peer.uid;
}

void conn_new(struct conns *conns, struct event_base *base,
    struct requests *requests, int fd)
{
	static const struct timeval idle = { .tv_sec = IDLE_SECONDS };
	struct conn *conn;

	if (conns->count >= CONNS_MAX) {
		diag("%d connections are open: one more is refused", CONNS_MAX);
		evutil_closesocket(fd);
		return;
	}
	conn = calloc(1, sizeof(*conn));
	if (conn == NULL)
		abort();
	conn->conns = conns;
	conn->requests = requests;
	conn->caller.uid = peer_uid(fd);
	conn->caller.frame_max = FRAME_FIRST_MAX;
	conn->stream = bufferevent_socket_new(base, fd, BEV_OPT_CLOSE_ON_FREE);
	if (conn->stream == NULL)
		abort();
	conn->link = &conns->first;
	conn->next = conns->first;
	if (conn->next != NULL)
		conn->next->link = &conn->next;
	conns->first = conn;
	conns->count++;
	bufferevent_setcb(conn->stream, on_read, on_written, on_event, conn);
	bufferevent_set_max_single_read(conn->stream, READ_MAX);
	bufferevent_set_timeouts(conn->stream, &idle, &idle);
	bufferevent_enable(conn->stream, EV_READ | EV_WRITE);
	say_hello(conn);
}

void conns_close(struct conns *conns)
{
	while (conns->first != NULL)
		conn_free(conns->first);
}
