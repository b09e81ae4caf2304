/* SPDX-License-Identifier: ISC */
#include "client/connection/agent.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "protocol/sign_key.h"
#include "protocol/translate.h"
#include "protocol/width.h"

#define KEY_TYPE            "ssh-ed25519"
#define LIST_REQUEST        11
#define LIST_RESPONSE       12
#define AGENT_SIGN_REQUEST  13
#define AGENT_SIGN_RESPONSE 14
#define SECONDS             5    /* that a silent agent is waited for ... */
#define SECONDS_TO_CONFIRM  60   /* ... where a person may have to agree */
#define SILENT_MS           2000 /* before we say what we wait for */
/* What OpenSSH's agent says at most. */
#define LIST_MAX (256u << 10)
/* A response: its type, and a signature of type and bytes as a string. */
#define TYPE_LENGTH     (sizeof(KEY_TYPE) - 1)
#define BLOB_LENGTH     (4 + TYPE_LENGTH + 4 + SIGN_SIGNATURE)
#define RESPONSE_LENGTH (1 + 4 + BLOB_LENGTH)
/* The least response: a length and a type. */
#define REFUSAL_LENGTH 5

/* uint32 and string of RFC 4251, section 5. */
static void add_number(struct buffer *to, size_t number)
{
	const uint8_t bytes[] = { (uint8_t)(number >> 24),
		(uint8_t)(number >> 16), (uint8_t)(number >> 8),
		(uint8_t)number };

	buffer_add(to, bytes, sizeof(bytes));
}

static void add_string(struct buffer *to, const void *bytes, size_t length)
{
	add_number(to, length);
	buffer_add(to, bytes, length);
}

static void agent_add_text(struct buffer *to, const char *text)
{
	add_string(to, text, strlen(text));
}

/* What is signed of a message (OpenSSH, PROTOCOL.sshsig). */
static void add_signed(
    struct buffer *to, const char *namespace, const struct buffer *message)
{
	uint8_t hash[SIGN_SHA512];

	sign_sha512(message->bytes, message->length, hash);
	buffer_text(to, "SSHSIG");
	agent_add_text(to, namespace);
	agent_add_text(to, "");
	agent_add_text(to, "sha512");
	add_string(to, hash, sizeof(hash));
}

static void write_request(struct buffer *to, const uint8_t public[SIGN_PUBLIC],
    const char *namespace, const struct buffer *message)
{
	struct buffer blob = { 0 }, data = { 0 }, body = { 0 };
	const uint8_t type = AGENT_SIGN_REQUEST;

	agent_add_text(&blob, KEY_TYPE);
	add_string(&blob, public, SIGN_PUBLIC);
	add_signed(&data, namespace, message);
	buffer_add(&body, &type, 1);
	add_string(&body, blob.bytes, blob.length);
	add_string(&body, data.bytes, data.length);
	add_number(&body, 0); /* no flags */
	add_string(to, body.bytes, body.length);
	buffer_free(&blob);
	buffer_free(&data);
	buffer_free(&body);
}

static int open_agent(int seconds)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct timeval patience = { .tv_sec = seconds };
	const char *path = getenv("SSH_AUTH_SOCK");
	int agent;

	if (path == NULL || strlen(path) >= sizeof(address.sun_path))
		return -1;
	memcpy(address.sun_path, path, strlen(path) + 1);
	agent = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (agent < 0)
		return -1;
	setsockopt(agent, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(agent, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	if (connect(agent, (struct sockaddr *)&address, sizeof(address)) == 0)
		return agent;
	close(agent);
	return -1;
}

/* The agent may be waiting for a confirmation in a window that nobody has
 * noticed, so the user is told that we wait. */
static void await(int agent)
{
	struct pollfd answer = { .fd = agent, .events = POLLIN };

	if (isatty(STDERR_FILENO) && poll(&answer, 1, SILENT_MS) == 0)
		width_say(stderr, "%s",
		    _("planvakt: waiting for the ssh-agent...\n"));
}

/* What reading gives where the agent said nothing in its time. */
#define SILENT (-2)

static int told_silent(int seconds, struct err *err)
{
	return err_set(err, ERR_DENIED,
	    "the ssh-agent at SSH_AUTH_SOCK is there and does not answer (%d"
	    " s): start another, or unset SSH_AUTH_SOCK and give a key's file"
	    " that can be read",
	    seconds);
}

/* Exactly the response that holds an Ed25519 signature, else -1 or SILENT. */
static int read_response(int agent, uint8_t signature[SIGN_SIGNATURE])
{
	uint8_t got[4 + RESPONSE_LENGTH];
	struct buffer wanted = { 0 };
	const uint8_t type = AGENT_SIGN_RESPONSE;
	ssize_t begun;
	int result = -1;

	add_number(&wanted, RESPONSE_LENGTH);
	buffer_add(&wanted, &type, 1);
	add_number(&wanted, BLOB_LENGTH);
	agent_add_text(&wanted, KEY_TYPE);
	add_number(&wanted, SIGN_SIGNATURE);
	await(agent);
	/* A refusal is shorter than a signature; its length tells, so that we
	 * do not wait for more. */
	begun = recv(agent, got, REFUSAL_LENGTH, MSG_WAITALL);
	if (begun < 0 && errno == EAGAIN)
		result = SILENT;
	else if (begun == REFUSAL_LENGTH &&
	    memcmp(got, wanted.bytes, REFUSAL_LENGTH) == 0 &&
	    recv(agent, got + REFUSAL_LENGTH, sizeof(got) - REFUSAL_LENGTH,
		MSG_WAITALL) == (ssize_t)(sizeof(got) - REFUSAL_LENGTH) &&
	    memcmp(got, wanted.bytes, wanted.length) == 0) {
		memcpy(signature, got + wanted.length, SIGN_SIGNATURE);
		result = 0;
	}
	buffer_free(&wanted);
	return result;
}

int agent_sign(const uint8_t public[SIGN_PUBLIC], const char *namespace,
    const struct buffer *message, uint8_t signature[SIGN_SIGNATURE],
    struct err *err)
{
	char fingerprint[SIGN_FINGERPRINT];
	struct buffer request = { 0 };
	int seconds = isatty(STDERR_FILENO) ? SECONDS_TO_CONFIRM : SECONDS;
	int agent = open_agent(seconds), result = -1;

	if (agent < 0)
		return err_set(err, ERR_DENIED,
		    "your key cannot be read and no ssh-agent answers at "
		    "SSH_AUTH_SOCK: start one and `ssh-add` the key");
	write_request(&request, public, namespace, message);
	if (send(agent, request.bytes, request.length, MSG_NOSIGNAL) ==
	    (ssize_t)request.length)
		result = read_response(agent, signature);
	buffer_free(&request);
	close(agent);
	if (result == SILENT)
		return told_silent(seconds, err);
	if (result == 0 &&
	    sign_verify(
		public, namespace, message->bytes, message->length, signature))
		return 0;
	sign_fingerprint(public, fingerprint);
	return err_set(err, ERR_DENIED,
	    "your key cannot be read and the ssh-agent does not sign with it "
	    "(%s): `ssh-add` it",
	    fingerprint);
}

/* --- its keys --- */

/* What is left to read of a response. */
struct agent_span {
	const uint8_t *at;
	size_t left;
};

static bool agent_take_number(struct agent_span *from, size_t *number)
{
	if (from->left < 4)
		return false;
	*number = (size_t)from->at[0] << 24 | (size_t)from->at[1] << 16 |
	    (size_t)from->at[2] << 8 | from->at[3];
	from->at += 4;
	from->left -= 4;
	return true;
}

static bool agent_take_string(
    struct agent_span *from, struct agent_span *string)
{
	size_t length;

	if (!agent_take_number(from, &length) || from->left < length)
		return false;
	*string = (struct agent_span){ from->at, length };
	from->at += length;
	from->left -= length;
	return true;
}

/* Reads a response, without the length before it. */
static int read_list(int agent, struct buffer *list)
{
	uint8_t head[4], bytes[4096];
	struct agent_span length = { head, sizeof(head) };
	size_t left;
	ssize_t begun;

	await(agent);
	begun = recv(agent, head, sizeof(head), MSG_WAITALL);
	if (begun < 0 && errno == EAGAIN)
		return SILENT;
	if (begun != sizeof(head) || !agent_take_number(&length, &left) ||
	    left > LIST_MAX)
		return -1;
	while (left > 0) {
		size_t some = left < sizeof(bytes) ? left : sizeof(bytes);
		ssize_t got = recv(agent, bytes, some, 0);

		if (got <= 0)
			return -1;
		buffer_add(list, bytes, (size_t)got);
		left -= (size_t)got;
	}
	return 0;
}

/* Whether a key blob (RFC 8709, section 4) is an Ed25519 key. */
static bool is_ed25519(struct agent_span blob, struct agent_span *public)
{
	struct agent_span type;

	return agent_take_string(&blob, &type) && type.left == TYPE_LENGTH &&
	    memcmp(type.at, KEY_TYPE, TYPE_LENGTH) == 0 &&
	    agent_take_string(&blob, public) && public->left == SIGN_PUBLIC &&
	    blob.left == 0;
}

/* SSH_AGENT_IDENTITIES_ANSWER; -1 where it is none. */
static int count_keys(struct agent_span list, uint8_t first[SIGN_PUBLIC])
{
	struct agent_span blob, comment, public;
	size_t keys;
	int count = 0;

	if (list.left == 0 || list.at[0] != LIST_RESPONSE)
		return -1;
	list.at++;
	list.left--;
	if (!agent_take_number(&list, &keys))
		return -1;
	for (; keys > 0; keys--) {
		if (!agent_take_string(&list, &blob) ||
		    !agent_take_string(&list, &comment))
			return -1;
		if (is_ed25519(blob, &public) && count++ == 0)
			memcpy(first, public.at, SIGN_PUBLIC);
	}
	return count;
}

int agent_keys(uint8_t first[SIGN_PUBLIC], struct err *err)
{
	static const uint8_t request[] = { 0, 0, 0, 1, LIST_REQUEST };
	int agent = open_agent(SECONDS), count = -1, result = -1;
	struct buffer list = { 0 };

	if (agent < 0)
		return -1;
	if (send(agent, request, sizeof(request), MSG_NOSIGNAL) ==
	    sizeof(request))
		result = read_list(agent, &list);
	if (result == 0)
		count =
		    count_keys((struct agent_span){ (const uint8_t *)list.bytes,
				   list.length },
			first);
	else if (result == SILENT)
		told_silent(SECONDS, err);
	buffer_free(&list);
	close(agent);
	return count;
}
