/* SPDX-License-Identifier: ISC */
/* A file's bytes as UTF-8, whichever of the usual encodings they came in. */
#ifndef CLIENT_ENCODING_H
#define CLIENT_ENCODING_H

#include "protocol/buffer.h"
#include "protocol/error.h"

/* Turns `bytes` into UTF-8 without a byte-order mark: from UTF-16 where they
 * begin with its mark, else they are UTF-8, else by guess UTF-16 or
 * Windows-1252; *guess is then its name, else NULL. ERR_INVALID for bytes that
 * are no text, and for UTF-8 of which some bytes are none, with the line.
 * `path` is for the error. */
int encoding_to_utf8(struct buffer *bytes, const char *path, const char **guess,
    struct err *err);

/* Letters made small as far as Swedish needs it, composed ("a" and a ring to
 * "å"), without space at the ends and with one space for several. */
void encoding_fold(struct buffer *to, const char *text, size_t length);

#endif
