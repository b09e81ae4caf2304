/* SPDX-License-Identifier: ISC */
/* The public key in a .pub file that somebody hands over. */
#ifndef PROTOCOL_PUBLIC_FILE_H
#define PROTOCOL_PUBLIC_FILE_H

#include <stdint.h>

#include "protocol/error.h"
#include "protocol/sign.h"

/* Reads the one ssh-ed25519 public key that the file, or standard input where
 * `path` is "-", holds among whatever lines; without its comment, with any line
 * ends, also behind a byte order mark. ERR_INVALID, saying what to do, where
 * the file cannot be read, holds none or another one too, has options before it
 * as in authorized_keys, or is the private half. */
int public_file_read(
    uint8_t public[SIGN_PUBLIC], const char *path, struct err *err);

#endif
