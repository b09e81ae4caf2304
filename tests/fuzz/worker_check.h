/* SPDX-License-Identifier: ISC */
/* A packet between daemon and worker is what was sent, or the end of the other
 * side; what a program said becomes one line that can be shown. */
#ifndef TESTS_FUZZ_WORKER_CHECK_H
#define TESTS_FUZZ_WORKER_CHECK_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "daemon/delivery/worker_message.h"
#include "protocol/utf8.h"

static inline const char *worker_check_text(const char *text)
{
	size_t length = strnlen(text, WORKER_TEXT_MAX + 1);

	if (length > WORKER_TEXT_MAX)
		return "the words have no end";
	for (size_t at = 0, size; at < length; at += size) {
		size = utf8_printable(text + at, length - at);
		if (size == 0)
			return "the words cannot be shown";
	}
	return NULL;
}

static inline const char *worker_check_order(
    int socket, const uint8_t *bytes, size_t size)
{
	struct worker_order order;
	int file = -1, got = worker_order_receive(socket, &order, &file);
	bool whole = size == sizeof(order);

	if (file >= 0)
		return "a file came from nowhere";
	if (got != (whole ? 1 : 0))
		return "an order is not taken as it should be";
	return !whole || memcmp(&order, bytes, size) == 0
	    ? NULL
	    : "an order is another";
}

static inline const char *worker_check_answer(
    int socket, const uint8_t *bytes, size_t size)
{
	struct worker_answer answer;
	int got = worker_answer_receive(socket, &answer);
	bool whole = size == sizeof(answer);

	if (got != (whole ? 1 : 0))
		return "an answer is not taken as it should be";
	if (!whole)
		return NULL;
	return memcmp(&answer, bytes, offsetof(struct worker_answer, text)) ==
		    0 &&
		answer.text[WORKER_TEXT_MAX] == '\0'
	    ? NULL
	    : "an answer is another";
}

/* An input: what the rest is. */
static inline const char *worker_check(const uint8_t *bytes, size_t size)
{
	char text[WORKER_TEXT_MAX + 1];
	int pair[2];
	const char *breach;

	if (size < 2)
		return NULL;
	if (bytes[0] % 3 == 2) {
		size = size - 1 < WORKER_TEXT_MAX ? size - 1 : WORKER_TEXT_MAX;
		worker_text_read(text, bytes + 1, size);
		return worker_check_text(text);
	}
	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) != 0 ||
	    send(pair[1], bytes + 1, size - 1, 0) != (ssize_t)size - 1)
		abort();
	breach = (bytes[0] % 3 == 0 ? worker_check_order : worker_check_answer)(
	    pair[0], bytes + 1, size - 1);
	close(pair[0]);
	close(pair[1]);
	return breach;
}

#endif
