/* SPDX-License-Identifier: ISC */
/* A file's bytes as UTF-8, whichever of the usual encodings they came in. */
#ifndef CLIENT_ENCODING_H
#define CLIENT_ENCODING_H

#include "protocol/buffer.h"
#include "protocol/error.h"

/* Turns `bytes` into UTF-8 without a byte-order mark: from UTF-16 where they
 * begin with its mark, else they are UTF-8, else Windows-1252. ERR_INVALID
 * for an office file, for bytes that are no text, with the line. `path` is
 * for the error. */
int encoding_to_utf8(struct buffer *bytes, const char *path, struct err *err);

/* Letters made small as far as Swedish needs it, composed ("a" and a ring to
 * "å"), without space at the ends and with one space for several. */
void encoding_fold(struct buffer *to, const char *text, size_t length);

#endif
