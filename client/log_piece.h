/* SPDX-License-Identifier: ISC */
/* A text of the log that is too long for a page, piece by piece. */
#ifndef CLIENT_LOG_PIECE_H
#define CLIENT_LOG_PIECE_H

#include <stdint.h>

#include "client/call.h"
#include "protocol/buffer.h"

/* Appends all of it; `of` is "request" or "reading". */
int log_piece_fetch(struct call *call, int64_t seq, const char *of,
    struct buffer *text, struct err *err);

#endif
