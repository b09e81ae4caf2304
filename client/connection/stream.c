/* SPDX-License-Identifier: ISC */
#include "client/connection/stream.h"
#include "client/connection/monotonic.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#define CONNECT_SECONDS 5
#define LOOK_EVERY      250  /* milliseconds between looks at the clock */
#define START_WAIT      1000 /* milliseconds that a start is waited for */
#define START_LOOK      20
#define RECEIVE_AT_ONCE 65536

static int unreachable(const char *path, struct err *err)
{
	if (errno == EACCES || errno == EPERM)
		return err_set(err, ERR_UNREACHABLE,
		    "no daemon answers at %s: you may not use that socket "
		    "(are you in its group?)",
		    path);
	return err_set(err, ERR_UNREACHABLE,
	    "no daemon answers at %s: %s; is planvaktd running? "
	    "(planvaktd run --state DIR)",
	    path, strerrordesc_np(errno));
}

/* Whether the folder of a socket is there: else it is another one's path. */
static bool has_folder(const char *path)
{
	char folder[sizeof(((struct sockaddr_un *)NULL)->sun_path) + 1];
	const char *name = strrchr(path, '/');

	if (name == NULL)
		return true;
	snprintf(folder, sizeof(folder), "%.*s", (int)(name + 1 - path), path);
	return access(folder, F_OK) == 0;
}

/* Connects. A daemon that was started a moment ago, as by the line before ours
 * in a script, has no socket yet: it is waited for. */
static int connect_patiently(
    int socket, const struct sockaddr_un *address, const char *path)
{
	int64_t end = monotonic_ms() + START_WAIT;

	while (connect(socket, (const struct sockaddr *)address,
		   sizeof(*address)) != 0) {
		int error = errno;

		if ((error != ENOENT && error != ECONNREFUSED) ||
		    monotonic_ms() >= end || !has_folder(path)) {
			errno = error;
			return -1;
		}
		poll(NULL, 0, START_LOOK);
	}
	return 0;
}

int stream_open(struct stream *stream, const char *path, struct err *err)
{
	struct timeval patience = { .tv_sec = CONNECT_SECONDS };
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	*stream = (struct stream){ .socket = -1 };
	if (path[0] == '\0' || strlen(path) >= sizeof(address.sun_path))
		return err_set(err, ERR_INVALID,
		    "the socket's path has %zu bytes, it can have 1 to %zu: "
		    "%s",
		    strlen(path), sizeof(address.sun_path) - 1, path);
	memcpy(address.sun_path, path, strlen(path) + 1);
	stream->socket = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (stream->socket < 0)
		return unreachable(path, err);
	/* Connects without blocking: while the daemon's queue is full,
	 * connect(2) would wait without end. */
	setsockopt(stream->socket, SOL_SOCKET, SO_SNDTIMEO, &patience,
	    sizeof(patience));
	if (connect_patiently(stream->socket, &address, path) != 0)
		return unreachable(path, err);
	return 0;
}

void stream_close(struct stream *stream)
{
	if (stream->socket >= 0)
		close(stream->socket);
	buffer_free(&stream->in);
	stream->socket = -1;
}

uid_t stream_peer(const struct stream *stream)
{
	struct ucred peer = { .uid = (uid_t)-1 };
	socklen_t length = sizeof(peer);

	getsockopt(stream->socket, SOL_SOCKET, SO_PEERCRED, &peer, &length);
	return peer.uid;
}

/* False when the time is over. A user at a terminal sees that we wait. */
static bool stream_wait_for(struct stream *stream, short what, int64_t deadline)
{
	struct pollfd ready = { .fd = stream->socket, .events = what };
	int64_t left = deadline - monotonic_ms();
	bool forever = left > INT32_MAX;
	int result;

	left = left > 0 ? left : 0;
	result = poll(&ready, 1,
	    forever                 ? -1
		: left > LOOK_EVERY ? LOOK_EVERY
				    : (int)left);
	if (result > 0)
		return true;
	if (result == 0 && left <= LOOK_EVERY)
		return false;
	if (what == POLLIN)
		progress_bar_draw(&stream->bar, 0, 0);
	return stream_wait_for(stream, what, deadline);
}

static int too_late(int seconds, struct err *err)
{
	return err_set(err, ERR_UNREACHABLE,
	    "the daemon did not answer within %d seconds: see its messages "
	    "and try again",
	    seconds);
}

/* The daemon hears that no more comes: whoever waits for its answer now, waits
 * for its end at most. */
static int cannot_send(struct stream *stream, struct err *err)
{
	err_set(err, ERR_UNREACHABLE, "the daemon closed the connection: %s",
	    strerrordesc_np(errno));
	shutdown(stream->socket, SHUT_WR);
	return -1;
}

int stream_send(struct stream *stream, const struct buffer *bytes, int seconds,
    struct err *err)
{
	int64_t deadline = monotonic_ms() + (int64_t)seconds * 1000;
	size_t done = 0;

	progress_bar_begin(&stream->bar, "sending");
	while (done < bytes->length) {
		ssize_t sent;

		if (!stream_wait_for(stream, POLLOUT, deadline))
			return too_late(seconds, err);
		sent = send(stream->socket, bytes->bytes + done,
		    bytes->length - done, MSG_DONTWAIT | MSG_NOSIGNAL);
		if (sent < 0 && errno != EAGAIN && errno != EINTR)
			return cannot_send(stream, err);
		done += sent > 0 ? (size_t)sent : 0;
		progress_bar_draw(&stream->bar, done, bytes->length);
	}
	progress_bar_end(&stream->bar);
	return 0;
}

static void forget_used(struct stream *stream)
{
	struct buffer *in = &stream->in;

	memmove(in->bytes, in->bytes + stream->used, in->length - stream->used);
	buffer_cut(in, in->length - stream->used);
	stream->used = 0;
}

/* Reads what there is. Returns 0 also where the socket turns out to have
 * nothing yet. */
static int receive_some(struct stream *stream, struct err *err)
{
	char bytes[RECEIVE_AT_ONCE];
	ssize_t length =
	    recv(stream->socket, bytes, sizeof(bytes), MSG_DONTWAIT);

	if (length == 0)
		return err_set(err, ERR_UNREACHABLE,
		    "the daemon closed the connection without an answer: see "
		    "its messages");
	if (length < 0 && errno != EAGAIN && errno != EINTR)
		return err_set(err, ERR_UNREACHABLE,
		    "the connection to the daemon broke: %s",
		    strerrordesc_np(errno));
	if (length > 0)
		buffer_add(&stream->in, bytes, (size_t)length);
	return 0;
}

int stream_receive(struct stream *stream, size_t limit, struct frame *frame,
    int seconds, struct err *err)
{
	int64_t deadline = monotonic_ms() + (int64_t)seconds * 1000;
	struct err why;
	bool came;

	progress_bar_begin(&stream->bar, "sending");
	if (stream->used > 0)
		forget_used(stream);
	for (;;) {
		int found = frame_read(stream->in.bytes, stream->in.length,
		    limit, frame, &stream->used, &why);

		if (found > 0)
			return 0;
		if (found < 0)
			return err_set(err, ERR_PROTOCOL,
			    "what answers is not planvaktd: %p", (void *)&why);
		came = stream_wait_for(stream, POLLIN, deadline);
		progress_bar_end(&stream->bar);
		if (!came)
			return too_late(seconds, err);
		if (receive_some(stream, err) != 0)
			return -1;
	}
}
