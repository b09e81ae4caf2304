/* SPDX-License-Identifier: ISC */
/* The strings of SSH (RFC 4251, section 5), written a second time so that the
 * fuzzers' checks do not lean on what they check. */
#ifndef TESTS_FUZZ_SSH_H
#define TESTS_FUZZ_SSH_H

#include <stddef.h>
#include <stdint.h>

#include "protocol/buffer.h"

/* `length` is under 65,536. */
static inline void ssh_string(
    struct buffer *to, const void *bytes, size_t length)
{
	const uint8_t head[] = { 0, 0, (uint8_t)(length >> 8),
		(uint8_t)length };

	buffer_add(to, head, sizeof(head));
	buffer_add(to, bytes, length);
}

/* The string of what is in `inner`, which is empty after it. */
static inline void ssh_nested(struct buffer *to, struct buffer *inner)
{
	ssh_string(to, inner->bytes, inner->length);
	buffer_cut(inner, 0);
}

#endif
