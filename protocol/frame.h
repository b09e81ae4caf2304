/* SPDX-License-Identifier: ISC */
/* A frame, the unit of the wire: length, signer, signature, body. */
#ifndef PROTOCOL_FRAME_H
#define PROTOCOL_FRAME_H

#include <stddef.h>
#include <stdint.h>

#include "protocol/buffer.h"
#include "protocol/error.h"
#include "protocol/sign.h"

#define FRAME_LENGTH_SIZE 4
#define FRAME_SEAL_SIZE   (SIGN_PUBLIC + SIGN_SIGNATURE)
#define FRAME_OVERHEAD    (FRAME_LENGTH_SIZE + FRAME_SEAL_SIZE)

/* Limits of the whole frame's length, as hello says them. */
#define FRAME_FIRST_MAX       (64u << 10) /* until one has verified */
#define FRAME_MAX             (1u << 20)  /* then; and from the daemon */
#define FRAME_COORDINATOR_MAX (32u << 20) /* a whole plan */

/* A view into received bytes; lives as long as they do. */
struct frame {
	const uint8_t *public;    /* SIGN_PUBLIC */
	const uint8_t *signature; /* SIGN_SIGNATURE */
	const char *body;         /* not terminated */
	size_t body_length;
};

/* Appends the frame of `body` signed by `key` in `namespace`. */
void frame_write(struct buffer *to, const struct sign_key *key,
    const char *namespace, const void *body, size_t length);

/* The size of the whole frame that begins with these FRAME_LENGTH_SIZE bytes,
 * as its sender says. */
size_t frame_size(const void *bytes);

/* Looks for one whole frame at the start of `bytes`. 1: *frame and *used are
 * set; 0: more bytes are needed; -1: ERR_MALFORMED (too short to be a frame)
 * or ERR_TOO_LARGE (longer than `limit`), known from the length alone. */
int frame_read(const void *bytes, size_t length, size_t limit,
    struct frame *frame, size_t *used, struct err *err);

#endif
