/* SPDX-License-Identifier: ISC */
/* Writes to a planvaktd as fast as it answers, over the wire as docs/wire.md
 * has it.
 *
 *   load SOCKET KEY CONNECTIONS WRITES SPAN [live [METHOD PARAMS]]
 *
 * Each connection has one request under way. Write I is a note of activity
 * 1 + I modulo SPAN. All requests are signed before the time begins, for what
 * is measured is the daemon; with `live` each is signed, and its reply
 * verified, while the time runs, as a client does. METHOD, with its params as
 * JSON, is asked instead of writing. Prints how many, in how many seconds, and
 * 0. */
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "protocol/buffer.h"
#include "protocol/frame.h"
#include "protocol/sign.h"
#include "protocol/sign_file.h"

struct connection {
	int fd;
	long id; /* of the last request; 0: none yet */
	struct buffer in;
	char daemon[64], session[65], head[65];
	long head_seq;
	struct buffer *requests; /* signed before */
	long asked, answered, share;
};

static struct sign_key *key;
static long span, written;
static long began;
static bool live;
static const char *method, *params; /* NULL: notes are written */

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "load: %s\n", what);
	exit(1);
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int connect_to(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	if (strlen(path) >= sizeof(address.sun_path))
		die("the path is too long");
	memcpy(address.sun_path, path, strlen(path) + 1);
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) < 0)
		die("cannot connect");
	return fd;
}

/* Waits for the next frame; its body is terminated. */
static const char *receive(struct connection *connection)
{
	struct buffer *in = &connection->in;
	uint8_t bytes[65536];
	struct err err;
	struct frame frame;
	size_t used;

	buffer_cut(in, 0);
	for (;;) {
		ssize_t n = recv(connection->fd, bytes, sizeof(bytes), 0);

		if (n <= 0)
			die("the daemon closed the connection");
		buffer_add(in, bytes, (size_t)n);
		switch (frame_read(
		    in->bytes, in->length, FRAME_MAX, &frame, &used, &err)) {
		case 1:
			if (used != in->length)
				die("more than was asked for");
			if (live &&
			    !sign_verify(frame.public, SIGN_DAEMON, frame.body,
				frame.body_length, frame.signature))
				die("a signature does not hold");
			return frame.body;
		case 0:
			break;
		default:
			die(err.text);
		}
	}
}

/* What stands behind the words, up to a quote or a comma. */
static void member(
    const char *body, const char *words, char *value, size_t size)
{
	const char *at = strstr(body, words);
	size_t length;

	if (!at)
		die(body);
	at += strlen(words);
	length = strcspn(at, "\",");
	if (length >= size)
		die("a value is too long");
	memcpy(value, at, length);
	value[length] = '\0';
}

static void greet(struct connection *connection)
{
	const char *body = receive(connection);
	char seq[24];

	member(body, "\"daemon\":\"", connection->daemon,
	    sizeof(connection->daemon));
	member(body, "\"session\":\"", connection->session,
	    sizeof(connection->session));
	member(body, "\"head\":{\"seq\":", seq, sizeof(seq));
	member(body, "\"hash\":\"", connection->head, sizeof(connection->head));
	connection->head_seq = strtol(seq, NULL, 10);
}

/* A note in words that it has not had: else nothing would be written. */
static void add_note(struct buffer *body)
{
	uint8_t blind[32];

	sign_random(blind, sizeof(blind));
	written++;
	buffer_printf(body,
	    "\"activity.update\",\"params\":{\"id\":%ld,"
	    "\"note\":\"Ute hos alla, %ld.%ld\"},\"blind\":\"",
	    1 + written % span, began, written);
	buffer_hex(body, blind, sizeof(blind));
	buffer_text(body, "\"");
}

static void sign_next(struct connection *connection, struct buffer *to)
{
	struct buffer body = { 0 };

	buffer_printf(&body,
	    "{\"jsonrpc\":\"2.0\",\"id\":%ld,\"method\":", ++connection->id);
	if (method)
		buffer_printf(&body, "\"%s\",\"params\":%s", method, params);
	else
		add_note(&body);
	buffer_printf(&body,
	    ",\"daemon\":\"%s\",\"session\":\"%s\","
	    "\"seen\":{\"seq\":%ld,\"hash\":\"%s\"}}",
	    connection->daemon, connection->session, connection->head_seq,
	    connection->head);
	frame_write(to, key, SIGN_REQUEST, body.bytes, body.length);
	buffer_free(&body);
}

static void ask(struct connection *connection)
{
	struct buffer *request = &connection->requests[connection->asked++];

	if (live)
		sign_next(connection, request);
	if (send(connection->fd, request->bytes, request->length,
		MSG_NOSIGNAL) != (ssize_t)request->length)
		die("cannot send");
}

static void take_answer(struct connection *connection)
{
	const char *body = receive(connection);

	if (!strstr(body, method ? "\"result\":" : "\"receipt\":{"))
		die(body);
	connection->answered++;
	if (connection->asked < connection->share)
		ask(connection);
}

static void prepare(struct connection *connection, const char *path, long share)
{
	connection->fd = connect_to(path);
	connection->share = share;
	connection->requests = calloc((size_t)share, sizeof(struct buffer));
	if (!connection->requests)
		die("no memory");
	greet(connection);
	for (long i = 0; i < share && !live; i++)
		sign_next(connection, &connection->requests[i]);
}

static void run(struct connection *connections, struct pollfd *fds, long many)
{
	long open = many;

	for (long i = 0; i < many; i++)
		ask(&connections[i]);
	while (open > 0 && poll(fds, (nfds_t)many, -1) > 0) {
		for (long i = 0; i < many; i++) {
			if (!fds[i].revents)
				continue;
			take_answer(&connections[i]);
			if (connections[i].answered == connections[i].share) {
				fds[i].fd = -1;
				open--;
			}
		}
	}
}

int main(int argc, char **argv)
{
	struct connection *connections;
	struct pollfd *fds;
	struct err err;
	long many, writes;
	double since;

	if (argc < 6)
		return 2;
	sign_init();
	if (sign_key_read(&key, argv[2], &err) != 0)
		die(err.text);
	many = strtol(argv[3], NULL, 10);
	writes = strtol(argv[4], NULL, 10) / many * many;
	began = (long)getpid(); /* two runs may lie in one second */
	span = strtol(argv[5], NULL, 10);
	live = argc > 6;
	if (argc > 8) {
		method = argv[7];
		params = argv[8];
	}
	connections = calloc((size_t)many, sizeof(*connections));
	fds = calloc((size_t)many, sizeof(*fds));
	if (!connections || !fds || writes == 0)
		return 2;
	for (long i = 0; i < many; i++) {
		prepare(&connections[i], argv[1], writes / many);
		fds[i].fd = connections[i].fd;
		fds[i].events = POLLIN;
	}
	since = seconds();
	run(connections, fds, many);
	printf("%ld %.6f 0\n", writes, seconds() - since);
	return 0;
}
