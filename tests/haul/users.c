/* SPDX-License-Identifier: ISC */
/* Users of a daemon, each with a key and a connection of his own. Standard
 * input has a line for each thing that one of them does, standard output what
 * came of it, a line each:
 *
 *   NAME key [FILE]           a new key, or a file's; until then the old one
 *                             signs                    ok 0 "ssh-ed25519 ..."
 *   NAME use                  the new key signs            ok 0 null
 *   NAME close                hangs up                     ok 0 null
 *   NAME R|W METHOD PARAMS    asks                         ok SEQ RESULT
 *
 * or "no WORD TEXT"; "down" where nobody listens, "gone" where the daemon ended
 * before it answered, "wrong TEXT" for what no daemon may do. A user keeps his
 * last receipt and names it in what he asks next: a daemon that has lost what
 * it acknowledged refuses him. */
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "protocol/frame.h"
#include "protocol/message.h"
#include "protocol/sign_file.h"
#include "protocol/sign_key.h"

#define USERS_MAX 256
#define PATIENCE  60000 /* milliseconds */

struct user {
	char name[32];
	struct sign_key *key, *next; /* owned */
	int fd;                      /* -1: hung up */
	int64_t id;
	char daemon[SIGN_FINGERPRINT];
	uint8_t session[MESSAGE_SESSION];
	struct receipt seen;
	struct buffer in;
};

static struct user users[USERS_MAX];
static size_t user_count;
static const char *path;

static void __attribute__((format(printf, 1, 2))) tell(const char *format, ...)
{
	va_list list;

	va_start(list, format);
	vprintf(format, list);
	va_end(list);
	putchar('\n');
	fflush(stdout);
}

static struct user *user_find(const char *name)
{
	for (size_t i = 0; i < user_count; i++)
		if (strcmp(users[i].name, name) == 0)
			return &users[i];
	if (user_count == USERS_MAX)
		abort();
	snprintf(users[user_count].name, sizeof(users->name), "%s", name);
	users[user_count].fd = -1;
	return &users[user_count++];
}

static void hang_up(struct user *user)
{
	if (user->fd >= 0)
		close(user->fd);
	user->fd = -1;
	buffer_cut(&user->in, 0);
}

/* --- keys --- */

static void user_key(struct user *user, const char *file)
{
	char line[SIGN_SSH_PUBLIC];
	struct err err;

	sign_key_free(user->next);
	user->next = NULL;
	if (file == NULL)
		user->next = sign_key_generate();
	else if (sign_key_read(&user->next, file, &err) != 0) {
		tell("wrong %s", err.text);
		return;
	}
	sign_public_write(sign_key_public(user->next), line);
	tell("ok 0 \"%s\"", line);
}

static void user_use(struct user *user)
{
	hang_up(user);
	sign_key_free(user->key);
	user->key = user->next;
	user->next = NULL;
	tell("ok 0 null");
}

/* --- the connection --- */

/* Waits for a whole frame: 1; 0: the daemon ended. */
static int user_receive(struct user *user, struct frame *frame, size_t *used)
{
	struct pollfd wait = { user->fd, POLLIN, 0 };
	struct err err;

	for (;;) {
		char bytes[65536];
		ssize_t got;
		int whole = frame_read(user->in.bytes, user->in.length,
		    FRAME_MAX, frame, used, &err);

		if (whole < 0)
			return -1;
		if (whole > 0)
			return 1;
		if (poll(&wait, 1, PATIENCE) == 0)
			return -1;
		got = read(user->fd, bytes, sizeof(bytes));
		if (got <= 0)
			return 0;
		buffer_add(&user->in, bytes, (size_t)got);
	}
}

static void user_consume(struct user *user, size_t used)
{
	memmove(user->in.bytes, user->in.bytes + used, user->in.length - used);
	buffer_cut(&user->in, user->in.length - used);
}

static int user_greet(struct user *user)
{
	struct frame frame;
	struct hello hello;
	struct err err;
	size_t used;
	int got = user_receive(user, &frame, &used);

	if (got <= 0)
		return got;
	if (!sign_verify(frame.public, SIGN_DAEMON, frame.body,
		frame.body_length, frame.signature) ||
	    message_hello_read(&hello, frame.body, frame.body_length, &err) !=
		0)
		return -1;
	memcpy(user->daemon, hello.daemon, sizeof(user->daemon));
	memcpy(user->session, hello.session, sizeof(user->session));
	user->id = 0;
	user_consume(user, used);
	return 1;
}

/* Whether what was left open is still. */
static bool user_is_connected(struct user *user)
{
	char byte;

	return user->fd >= 0 &&
	    recv(user->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 &&
	    (errno == EAGAIN || errno == EWOULDBLOCK);
}

/* 1; 0: nobody listens; -1. */
static int user_connect(struct user *user)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int result;

	if (user_is_connected(user))
		return 1;
	hang_up(user);
	buffer_text(&user->in, "");
	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	user->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (user->fd < 0)
		abort();
	result =
	    connect(user->fd, (struct sockaddr *)&address, sizeof(address));
	result = result == 0 ? user_greet(user) : 0;
	if (result <= 0)
		hang_up(user);
	return result;
}

/* --- a request --- */

static bool user_send(struct user *user, const struct buffer *body)
{
	struct buffer frame = { 0 };
	size_t sent = 0;

	frame_write(&frame, user->key, SIGN_REQUEST, body->bytes, body->length);
	while (sent < frame.length) {
		ssize_t part = send(user->fd, frame.bytes + sent,
		    frame.length - sent, MSG_NOSIGNAL);

		if (part <= 0)
			break;
		sent += (size_t)part;
	}
	buffer_free(&frame);
	return sent > 0;
}

static void user_tell(struct user *user, struct answer *answer)
{
	char *result;

	if (answer->error.code != ERR_NONE) {
		tell("no %s %s", err_word(answer->error.code),
		    answer->error.text);
		return;
	}
	if (answer->has_receipt)
		user->seen = answer->receipt;
	result = json_dumps(answer->result, JSON_COMPACT | JSON_ENCODE_ANY);
	tell("ok %lld %s",
	    answer->has_receipt ? (long long)answer->receipt.seq : 0LL, result);
	free(result);
}

static void user_answer(struct user *user, const struct buffer *body)
{
	uint8_t hash[SIGN_SHA512];
	struct answer answer;
	struct frame frame;
	struct err err;
	size_t used;
	int got = user_receive(user, &frame, &used);

	if (got <= 0) {
		tell(got == 0 ? "gone" : "wrong no answer");
		hang_up(user);
		return;
	}
	sign_sha512(body->bytes, body->length, hash);
	if (!sign_verify(frame.public, SIGN_DAEMON, frame.body,
		frame.body_length, frame.signature) ||
	    message_answer_read(&answer, frame.body, frame.body_length, &err) !=
		0) {
		tell("wrong an answer that cannot be read");
		return;
	}
	if (answer.has_request &&
	    memcmp(answer.request, hash, SIGN_SHA512) != 0)
		tell("wrong an answer to another request");
	else
		user_tell(user, &answer);
	message_answer_release(&answer);
	user_consume(user, used);
}

static void user_ask(
    struct user *user, bool writes, const char *method, json_t *params)
{
	struct buffer body = { 0 };
	struct request request = {
		.method = method,
		.params = params,
		.daemon = user->daemon,
		.has_session = true,
		.has_seen = true,
		.has_blind = writes,
		.seen = user->seen,
	};
	int result = user->key != NULL ? user_connect(user) : -1;

	if (result <= 0) {
		tell(result == 0 ? "down" : "wrong no hello");
		return;
	}
	request.id = ++user->id;
	memcpy(request.session, user->session, sizeof(request.session));
	if (writes)
		sign_random(request.blind, sizeof(request.blind));
	message_request_write(&body, &request);
	if (user_send(user, &body))
		user_answer(user, &body);
	else
		tell("gone");
	buffer_free(&body);
}

static void user_line(char *line)
{
	char *name = strsep(&line, " "), *verb = strsep(&line, " ");
	struct user *user = user_find(name);
	json_t *params;
	char *method;

	if (verb == NULL)
		abort();
	if (strcmp(verb, "key") == 0) {
		user_key(user, line);
	} else if (strcmp(verb, "use") == 0) {
		user_use(user);
	} else if (strcmp(verb, "close") == 0) {
		hang_up(user);
		tell("ok 0 null");
	} else {
		method = strsep(&line, " ");
		params = line != NULL ? json_loads(line, 0, NULL) : NULL;
		user_ask(user, verb[0] == 'W', method, params);
		json_decref(params);
	}
}

int main(int argc, char **argv)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t length;

	if (argc != 2)
		return 2;
	path = argv[1];
	sign_init();
	while ((length = getline(&line, &size, stdin)) > 0) {
		line[length - 1] = '\0';
		user_line(line);
	}
	free(line);
	return 0;
}
