/* SPDX-License-Identifier: ISC */
#include "protocol/frame.h"

#include <assert.h>
#include <string.h>

#include "protocol/sign_key.h"

void frame_write(struct buffer *to, const struct sign_key *key,
    const char *namespace, const void *body, size_t length)
{
	uint8_t head[FRAME_OVERHEAD], *at = head;
	uint32_t rest = (uint32_t)(FRAME_SEAL_SIZE + length);

	assert(length <= UINT32_MAX - FRAME_SEAL_SIZE);
	*at++ = (uint8_t)(rest >> 24);
	*at++ = (uint8_t)(rest >> 16);
	*at++ = (uint8_t)(rest >> 8);
	*at++ = (uint8_t)rest;
	at = mempcpy(at, sign_key_public(key), SIGN_PUBLIC);
	sign_message(key, namespace, body, length, at);
	buffer_add(to, head, sizeof(head));
	buffer_add(to, body, length);
}

size_t frame_size(const void *bytes)
{
	const uint8_t *at = bytes;
	uint32_t rest = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	    (uint32_t)at[2] << 8 | at[3];

	return (size_t)FRAME_LENGTH_SIZE + rest;
}

int frame_read(const void *bytes, size_t length, size_t limit,
    struct frame *frame, size_t *used, struct err *err)
{
	const uint8_t *at = bytes;
	size_t whole;

	if (length < FRAME_LENGTH_SIZE)
		return 0;
	whole = frame_size(at);
	if (whole < FRAME_OVERHEAD)
		return err_set(err, ERR_MALFORMED,
		    "a frame of %zu bytes is too short: the least is %d", whole,
		    FRAME_OVERHEAD);
	if (whole > limit)
		return err_set(err, ERR_TOO_LARGE,
		    "a frame of %zu bytes is too large: the limit is %zu",
		    whole, limit);
	if (length < whole)
		return 0;
	frame->public = at + FRAME_LENGTH_SIZE;
	frame->signature = frame->public + SIGN_PUBLIC;
	frame->body = (const char *)frame->signature + SIGN_SIGNATURE;
	frame->body_length = whole - FRAME_OVERHEAD;
	*used = whole;
	return 1;
}
