/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/job.h"

#include <endian.h>
#include <stdbool.h>
#include <string.h>

#define STATUS_SIZE 1
#define ANSWER_MIN  (JOB_TYPE_SIZE + JOB_ID_SIZE + STATUS_SIZE)
#define ANSWER_MAX  (ANSWER_MIN + JOB_TEXT_MAX)

static void head_write(struct buffer *to, size_t rest, enum job_type type)
{
	uint32_t length = htobe32((uint32_t)(JOB_TYPE_SIZE + rest));
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

int64_t job_id_read(const void *bytes)
{
	uint64_t big;

	memcpy(&big, bytes, sizeof(big));
	return (int64_t)be64toh(big);
}

int job_write(struct buffer *to, int64_t id, const void *json, size_t length,
    struct err *err)
{
	if (length > JOB_MAX)
		return err_set(err, ERR_TOO_LARGE,
		    "a dispatch of %zu bytes is over the limit of %u", length,
		    JOB_MAX);
	head_write(to, JOB_ID_SIZE + length, JOB_DELIVER);
	id_write(to, id);
	buffer_add(to, json, length);
	return 0;
}

void job_write_order(struct buffer *to, enum job_type type)
{
	head_write(to, 0, type);
}

int job_head_read(const void *bytes, enum job_type *type, size_t *rest)
{
	uint32_t length = length_read(bytes);
	uint8_t byte = ((const uint8_t *)bytes)[JOB_LENGTH_SIZE];

	*type = (enum job_type)byte;
	*rest = length - JOB_TYPE_SIZE;
	if (byte == JOB_DELIVER)
		return length >= JOB_TYPE_SIZE + JOB_ID_SIZE &&
			length <= JOB_TYPE_SIZE + JOB_ID_SIZE + JOB_MAX
		    ? 0
		    : -1;
	return (byte == JOB_SPAWN || byte == JOB_RELOAD) &&
		length == JOB_TYPE_SIZE
	    ? 0
	    : -1;
}

void job_answer_write(struct buffer *to, enum job_type type, int64_t id,
    uint8_t status, const void *text, size_t length)
{
	head_write(to, JOB_ID_SIZE + STATUS_SIZE + length, type);
	id_write(to, id);
	buffer_add(to, &status, sizeof(status));
	buffer_add(to, text, length);
}

/* The length of the UTF-8 character at `at`, or 0 where there is none
 * (RFC 3629, section 4). */
static size_t character(const unsigned char *at, size_t left)
{
	unsigned char c = at[0];
	unsigned char low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
	unsigned char high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
	size_t length = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

	if (c < 0x80)
		return 1;
	if (c < 0xc2 || c > 0xf4 || left < length || at[1] < low ||
	    at[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if ((at[i] & 0xc0) != 0x80)
			return 0;
	return length;
}

static bool is_control(const unsigned char *at)
{
	return at[0] < 0x20 || at[0] == 0x7f || (at[0] == 0xc2 && at[1] < 0xa0);
}

/* Whatever the program wrote, it can be shown on one line. A text that fills
 * its place may have been cut within its last character. */
static void text_read(char *text, const unsigned char *from, size_t length)
{
	size_t to = 0;

	for (size_t at = 0, size; at < length; at += size) {
		size = character(from + at, length - at);
		if (size == 0 && length == JOB_TEXT_MAX && length - at < 4 &&
		    from[at] >= 0xc2) {
			break;
		}
		if (size == 0) {
			text[to++] = '?';
			size = 1;
		} else if (is_control(from + at)) {
			text[to++] = ' ';
		} else {
			memcpy(text + to, from + at, size);
			to += size;
		}
	}
	text[to] = '\0';
}

int job_answer_read(const void *bytes, size_t length, struct job_answer *answer,
    size_t *used, struct err *err)
{
	const unsigned char *at = bytes;
	uint32_t rest;

	if (length < JOB_LENGTH_SIZE)
		return 0;
	rest = length_read(at);
	if (rest < ANSWER_MIN || rest > ANSWER_MAX)
		return err_set(err, ERR_MALFORMED,
		    "a delivery process answered %u bytes that are no answer",
		    rest);
	if (length < JOB_LENGTH_SIZE + rest)
		return 0;
	at += JOB_LENGTH_SIZE;
	answer->type = (enum job_type)at[0];
	answer->id = job_id_read(at + JOB_TYPE_SIZE);
	answer->status = at[JOB_TYPE_SIZE + JOB_ID_SIZE];
	text_read(answer->text, at + ANSWER_MIN, rest - ANSWER_MIN);
	*used = JOB_LENGTH_SIZE + rest;
	return 1;
}
