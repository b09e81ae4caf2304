/* SPDX-License-Identifier: ISC */
#include "daemon/delivery/worker_message.h"

#include <endian.h>
#include <stdbool.h>
#include <string.h>

#include "protocol/utf8.h"

#define STATUS_SIZE 1
#define ANSWER_MIN                                                             \
	(WORKER_MESSAGE_TYPE_SIZE + WORKER_MESSAGE_ID_SIZE + STATUS_SIZE)
#define ANSWER_MAX (ANSWER_MIN + WORKER_MESSAGE_TEXT_MAX)

static void head_write(
    struct buffer *to, size_t rest, enum worker_message_type type)
{
	uint32_t length = htobe32((uint32_t)(WORKER_MESSAGE_TYPE_SIZE + rest));
	uint8_t byte = (uint8_t)type;

	buffer_add(to, &length, sizeof(length));
	buffer_add(to, &byte, sizeof(byte));
}

static void id_write(struct buffer *to, int64_t id)
{
	uint64_t big = htobe64((uint64_t)id);

	buffer_add(to, &big, sizeof(big));
}

static uint32_t length_read(const void *bytes)
{
	uint32_t big;

	memcpy(&big, bytes, sizeof(big));
	return be32toh(big);
}

int64_t worker_message_id_read(const void *bytes)
{
	uint64_t big;

	memcpy(&big, bytes, sizeof(big));
	return (int64_t)be64toh(big);
}

int worker_message_write(struct buffer *to, int64_t id, const void *json,
    size_t length, struct err *err)
{
	if (length > WORKER_MESSAGE_MAX)
		return err_set(err, ERR_TOO_LARGE,
		    "a dispatch of %zu bytes is over the limit of %u", length,
		    WORKER_MESSAGE_MAX);
	head_write(to, WORKER_MESSAGE_ID_SIZE + length, WORKER_MESSAGE_DELIVER);
	id_write(to, id);
	buffer_add(to, json, length);
	return 0;
}

void worker_message_write_order(
    struct buffer *to, enum worker_message_type type)
{
	head_write(to, 0, type);
}

int worker_message_head_read(
    const void *bytes, enum worker_message_type *type, size_t *rest)
{
	uint32_t length = length_read(bytes);
	uint8_t byte = ((const uint8_t *)bytes)[WORKER_MESSAGE_LENGTH_SIZE];

	*type = (enum worker_message_type)byte;
	*rest = length - WORKER_MESSAGE_TYPE_SIZE;
	if (byte == WORKER_MESSAGE_DELIVER)
		return length >=
			    WORKER_MESSAGE_TYPE_SIZE + WORKER_MESSAGE_ID_SIZE &&
			length <= WORKER_MESSAGE_TYPE_SIZE +
				WORKER_MESSAGE_ID_SIZE + WORKER_MESSAGE_MAX
		    ? 0
		    : -1;
	return (byte == WORKER_MESSAGE_SPAWN ||
		   byte == WORKER_MESSAGE_RELOAD) &&
		length == WORKER_MESSAGE_TYPE_SIZE
	    ? 0
	    : -1;
}

void worker_answer_write(struct buffer *to, enum worker_message_type type,
    int64_t id, uint8_t status, const void *text, size_t length)
{
	head_write(to, WORKER_MESSAGE_ID_SIZE + STATUS_SIZE + length, type);
	id_write(to, id);
	buffer_add(to, &status, sizeof(status));
	buffer_add(to, text, length);
}

/* Whatever the program wrote, it can be shown on one line. A text that fills
 * its place may have been cut within its last character. */
static void worker_message_text_read(
    char *text, const unsigned char *from, size_t length)
{
	size_t to = 0;

	if (length == WORKER_MESSAGE_TEXT_MAX)
		length = utf8_cut((const char *)from, length);
	for (size_t at = 0, size; at < length; at += size) {
		size = utf8_character((const char *)from + at, length - at);
		if (size == 0) {
			text[to++] = '?';
			size = 1;
		} else if (utf8_printable((const char *)from + at, size) == 0) {
			text[to++] = ' ';
		} else {
			memcpy(text + to, from + at, size);
			to += size;
		}
	}
	text[to] = '\0';
}

int worker_answer_read(const void *bytes, size_t length,
    struct worker_answer *answer, size_t *used, struct err *err)
{
	const unsigned char *at = bytes;
	uint32_t rest;

	if (length < WORKER_MESSAGE_LENGTH_SIZE)
		return 0;
	rest = length_read(at);
	if (rest < ANSWER_MIN || rest > ANSWER_MAX)
		return err_set(err, ERR_MALFORMED,
		    "a delivery process answered %u bytes that are no answer",
		    rest);
	if (length < WORKER_MESSAGE_LENGTH_SIZE + rest)
		return 0;
	at += WORKER_MESSAGE_LENGTH_SIZE;
	answer->type = (enum worker_message_type)at[0];
	answer->id = worker_message_id_read(at + WORKER_MESSAGE_TYPE_SIZE);
	answer->status = at[WORKER_MESSAGE_TYPE_SIZE + WORKER_MESSAGE_ID_SIZE];
	worker_message_text_read(
	    answer->text, at + ANSWER_MIN, rest - ANSWER_MIN);
	*used = WORKER_MESSAGE_LENGTH_SIZE + rest;
	return 1;
}
