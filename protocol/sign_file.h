/* SPDX-License-Identifier: ISC */
/* A pair of keys in a file, as OpenSSH's ssh-keygen has it. */
#ifndef PROTOCOL_SIGN_FILE_H
#define PROTOCOL_SIGN_FILE_H

#include <stdint.h>

#include "protocol/error.h"
#include "protocol/sign.h"

/* Reads an unencrypted OpenSSH Ed25519 private key file ("openssh-key-v1",
 * OpenSSH PROTOCOL.key). The caller owns *key. Errors: ERR_NOT_FOUND no such
 * file, ERR_DENIED not readable or readable by others, ERR_INVALID another
 * kind of key, a passphrase, or not a key. */
int sign_key_read(struct sign_key **key, const char *path, struct err *err);

/* The public half that such a file holds in the clear, also where the private
 * one has a passphrase. Errors as above. */
int sign_key_read_public(
    const char *path, uint8_t public[SIGN_PUBLIC], struct err *err);

/* Writes the pair as a new file (O_EXCL, 0600, fsynced) that ssh-keygen
 * reads; ERR_CONFLICT where one is there already. */
int sign_key_write(const struct sign_key *key, const char *path,
    const char *comment, struct err *err);

#endif
