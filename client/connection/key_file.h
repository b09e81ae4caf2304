/* SPDX-License-Identifier: ISC */
/* The public key in a .pub file that somebody hands over. */
#ifndef CLIENT_CONNECTION_KEY_FILE_H
#define CLIENT_CONNECTION_KEY_FILE_H

#include "protocol/buffer.h"
#include "protocol/error.h"

/* Appends the first line that is an ssh-ed25519 public key. ERR_INVALID where
 * the file cannot be read, holds none, or is the private half. */
int key_file_read(struct buffer *line, const char *path, struct err *err);

#endif
