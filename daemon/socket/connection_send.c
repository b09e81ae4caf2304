/* SPDX-License-Identifier: ISC */
#include "daemon/socket/connection_send.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "daemon/machine/diag.h"
#include "daemon/request/door.h"
#include "protocol/error_words.h"
#include "protocol/event.h"
#include "protocol/frame.h"
#include "protocol/sign_key.h"
#include "protocol/version.h"

/* Bytes that a subscriber may leave unread before it is told no more; and how
 * many entries it is told in one turn. */
#define EVENTS_MAX     (256u << 10)
#define EVENTS_AT_ONCE 64

size_t connection_unread(const struct connection *connection)
{
	return connection->stream != NULL
	    ? evbuffer_get_length(bufferevent_get_output(connection->stream))
	    : 0;
}

/* Sends directly what the socket takes at once, and leaves the rest to the
 * event loop. */
static void send_frame(
    struct connection *connection, const struct buffer *frame)
{
	ssize_t sent = 0;

	if (connection_unread(connection) == 0)
		sent = send(connection->fd, frame->bytes, frame->length,
		    MSG_DONTWAIT | MSG_NOSIGNAL);
	if (sent < 0)
		sent = 0;
	if ((size_t)sent < frame->length)
		bufferevent_write(connection->stream, frame->bytes + sent,
		    frame->length - (size_t)sent);
}

static void write_frame(struct connection *connection,
    const struct buffer *body, struct buffer *frame)
{
	frame_write(frame, door_key(connection->shared->door), SIGN_DAEMON,
	    body->bytes, body->length);
}

static void send_body(struct connection *connection, const struct buffer *body)
{
	struct buffer frame = { 0 };

	write_frame(connection, body, &frame);
	send_frame(connection, &frame);
	buffer_free(&frame);
}

void connection_send_reply(struct connection *connection, struct reply *reply)
{
	const uint8_t *request = reply->has_request ? reply->request : NULL;
	struct buffer body = { 0 };

	if (reply->error.code != ERR_NONE)
		message_error_write(&body, reply->id, request, &reply->error);
	else
		message_result_write(&body, reply->id, reply->request,
		    reply->result.bytes,
		    reply->has_receipt ? &reply->receipt : NULL,
		    reply->told.length > 0 ? reply->told.bytes : NULL);
	if (body.length + FRAME_OVERHEAD > FRAME_MAX) {
		err_set(&reply->error, ERR_INTERNAL,
		    "the answer does not fit into a frame: ask for less");
		diag("an answer of %zu bytes does not fit", body.length);
		buffer_cut(&body, 0);
		message_error_write(&body, reply->id, request, &reply->error);
	}
	send_body(connection, &body);
	buffer_free(&body);
}

void connection_send_hello(struct connection *connection)
{
	struct door *door = connection->shared->door;
	struct hello hello = {
		.version = VERSION,
		.head = *door_head(door),
		.rehearsal = door_rehearsal(door),
	};
	struct buffer body = { 0 };

	snprintf(hello.zone, sizeof(hello.zone), "%s", door_zone(door));
	sign_fingerprint(sign_key_public(door_key(door)), hello.daemon);
	sign_random(connection->caller.session, MESSAGE_SESSION);
	memcpy(hello.session, connection->caller.session, MESSAGE_SESSION);
	message_hello_write(&body, &hello);
	send_body(connection, &body);
	buffer_free(&body);
}

/* A request is at work meanwhile: what the socket does not take now, nobody
 * needs. */
static void send_progress(void *of, int64_t request, size_t done, size_t total)
{
	struct connection *connection = of;
	struct buffer params = { 0 }, body = { 0 };

	if (connection_unread(connection) > 0)
		return;
	buffer_printf(&params,
	    "{\"id\":%" PRId64 ",\"done\":%zu,\"total\":%zu}", request, done,
	    total);
	event_write(&body, "progress", params.bytes);
	send_body(connection, &body);
	buffer_free(&params);
	buffer_free(&body);
}

void connection_listens(struct connection *connection)
{
	connection->caller.tell = send_progress;
	connection->caller.connection = connection;
}

/* --- subscribers --- */

/* An event always goes by way of the event loop, which calls us when it was
 * taken, so that the next can follow. */
static void send_event(struct connection *connection, const char *method,
    const struct buffer *params)
{
	struct buffer body = { 0 }, frame = { 0 };

	event_write(&body, method, params->bytes);
	write_frame(connection, &body, &frame);
	bufferevent_write(connection->stream, frame.bytes, frame.length);
	buffer_free(&body);
	buffer_free(&frame);
}

/* A subscriber that reads slower than the log grows loses nothing, for we keep
 * its place in the log. It is told how far behind it is. */
static void tell_slow(struct connection *connection)
{
	struct buffer params = { 0 };

	buffer_printf(&params, "{\"behind\":%" PRId64 "}",
	    connection->shared->committed - connection->told);
	send_event(connection, "behind", &params);
	buffer_free(&params);
	connection->slow = false;
}

static bool send_next_event(struct connection *connection)
{
	struct buffer params = { 0 };
	struct err err;
	int found = door_event(connection->shared->door, connection->told,
	    &params, &connection->told, &err);

	if (found == 1)
		send_event(connection, "event", &params);
	else if (found < 0)
		diag("watch: %s", err_aloud(&err));
	buffer_free(&params);
	return found == 1;
}

void connection_tell(struct connection *connection)
{
	int64_t committed = connection->shared->committed;

	if (!connection->watching || connection->ending)
		return;
	if (connection->slow && connection_unread(connection) == 0 &&
	    connection->told < committed)
		tell_slow(connection);
	for (int i = 0; i < EVENTS_AT_ONCE && connection->told < committed;
	     i++) {
		if (connection_unread(connection) >= EVENTS_MAX) {
			connection->slow = true;
			return;
		}
		if (!send_next_event(connection))
			return;
	}
}

void connection_watch(struct connection *connection, int64_t after,
    const uint8_t watcher[SIGN_PUBLIC])
{
	if (!connection->watching)
		LIST_INSERT_HEAD(
		    &connection->shared->watchers, connection, watchers);
	connection->watching = true;
	connection->told = after;
	memcpy(connection->watcher, watcher, SIGN_PUBLIC);
}
