/* SPDX-License-Identifier: ISC */
/* What the parts of signing share: the pair itself, its memory, and the
 * encodings of SSH. Nobody else includes this. */
#ifndef PROTOCOL_SIGN_PRIVATE_H
#define PROTOCOL_SIGN_PRIVATE_H

#include "protocol/sign.h"

#define SIGN_KEY_TYPE "ssh-ed25519"
#define SIGN_SEED     32
#define SIGN_SECRET   64
/* The key type and the point, each an SSH string (RFC 8709, section 4). */
#define SIGN_BLOB (4 + sizeof(SIGN_KEY_TYPE) - 1 + 4 + SIGN_PUBLIC)

/* What every refusal of a key ends in: what makes one. */
extern const char sign_keygen[];

/* Always in sodium memory. */
struct sign_key {
	uint8_t public[SIGN_PUBLIC];
	uint8_t secret[SIGN_SECRET]; /* the seed, then the public half */
};

/* uint32 and string of SSH (RFC 4251, section 5), written at `at`, which has
 * room; each returns the place after. */
uint8_t *sign_put_number(uint8_t *at, uint32_t number);
uint8_t *sign_put_string(uint8_t *at, const void *bytes, size_t length);
/* SIGN_BLOB bytes, not themselves as a string. */
uint8_t *sign_put_public(uint8_t *at, const uint8_t public[SIGN_PUBLIC]);

/* Base64 with its padding (RFC 4648, section 4), among bytes of `ignored`,
 * which may be NULL, into at most `most` bytes; false for anything else. */
bool sign_base64(const char *text, size_t length, const char *ignored,
    uint8_t *bytes, size_t most, size_t *size);

/* Memory for a secret: locked, guarded, zeroed by sodium_free(). Without it
 * the process ends, as it does without other memory. */
void *sign_secret_alloc(size_t size);

#endif
