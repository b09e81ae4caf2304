/* SPDX-License-Identifier: ISC */
/* A pair of keys, and a public key as OpenSSH writes it. */
#ifndef PROTOCOL_SIGN_KEY_H
#define PROTOCOL_SIGN_KEY_H

#include <stddef.h>
#include <stdint.h>

#include "protocol/error.h"
#include "protocol/sign.h"

struct sign_key *sign_key_generate(void);
void sign_key_free(struct sign_key *key); /* takes NULL */
const uint8_t *sign_key_public(const struct sign_key *key);

/* One line "ssh-ed25519 BASE64 [comment]" (a .pub file) to a public key;
 * ERR_INVALID for anything else, also for points of small order. */
int sign_public_read(
    const char *line, uint8_t public[SIGN_PUBLIC], struct err *err);

/* "ssh-ed25519 BASE64", and "SHA256:..." of it. */
void sign_public_write(
    const uint8_t public[SIGN_PUBLIC], char text[SIGN_SSH_PUBLIC]);
void sign_fingerprint(
    const uint8_t public[SIGN_PUBLIC], char text[SIGN_FINGERPRINT]);

/* What a key that is not Ed25519 is ("an RSA key"), by how its text or its
 * type begins; NULL where it is none that we know. */
const char *sign_other_key(const char *text, size_t length);

#endif
