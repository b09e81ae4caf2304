/* SPDX-License-Identifier: ISC */
/* A Unix stream socket that carries frames, with a deadline on each. */
#ifndef CLIENT_CONNECTION_STREAM_H
#define CLIENT_CONNECTION_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "client/connection/progress_bar.h"
#include "protocol/buffer.h"
#include "protocol/error.h"
#include "protocol/frame.h"

struct stream {
	int socket;
	struct buffer in; /* what came, from the frame read last */
	size_t used;      /* of it, by that frame */
	struct progress_bar bar;
};

/* ERR_INVALID for a path that is too long for a socket, ERR_UNREACHABLE
 * where nobody answers there. */
int stream_open(struct stream *stream, const char *path, struct err *err);
void stream_close(struct stream *stream);

/* The user that the other end runs as, by the kernel's word; (uid_t)-1 where
 * it has none. */
uid_t stream_peer(const struct stream *stream);

#define STREAM_FOREVER (INT32_MAX)

/* Both must be done within so many seconds, else ERR_UNREACHABLE. A received
 * frame lives until the next call; one over the limit is ERR_PROTOCOL. Where
 * sending fails because the other end has closed, an answer that it sent before
 * can still be read. */
/* A receiver that waits STREAM_FOREVER says nothing of it. */
int stream_send(struct stream *stream, const struct buffer *bytes, int seconds,
    struct err *err);
int stream_receive(struct stream *stream, size_t limit, struct frame *frame,
    int seconds, struct err *err);

#endif
