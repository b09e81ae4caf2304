/* SPDX-License-Identifier: ISC */
/* What the seal's parts share: the pair itself, its memory, and the
 * encodings of SSH. Nobody else includes this. */
#ifndef PROTOCOL_SEAL_PRIVATE_H
#define PROTOCOL_SEAL_PRIVATE_H

#include "protocol/seal.h"

#define SEAL_KEY_TYPE "ssh-ed25519"
/* What every refusal of a key ends in. */
#define SEAL_KEYGEN "ssh-keygen -t ed25519 -N '' -f FILE"
#define SEAL_SEED   32
#define SEAL_SECRET 64
/* The key type and the point, each an SSH string (RFC 8709, section 4). */
#define SEAL_BLOB (4 + sizeof(SEAL_KEY_TYPE) - 1 + 4 + SEAL_PUBLIC)

/* Always in sodium memory. */
struct seal_key {
	uint8_t public[SEAL_PUBLIC];
	uint8_t secret[SEAL_SECRET]; /* the seed, then the public half */
};

/* uint32 and string of SSH (RFC 4251, section 5), written at `at`, which has
 * room; each returns the place after. */
uint8_t *seal_put_number(uint8_t *at, uint32_t number);
uint8_t *seal_put_string(uint8_t *at, const void *bytes, size_t length);
/* SEAL_BLOB bytes, not themselves as a string. */
uint8_t *seal_put_public(uint8_t *at, const uint8_t public[SEAL_PUBLIC]);

/* Base64 with its padding (RFC 4648, section 4), among bytes of `ignored`,
 * which may be NULL, into at most `most` bytes; false for anything else. */
bool seal_base64(const char *text, size_t length, const char *ignored,
    uint8_t *bytes, size_t most, size_t *size);

/* Memory for a secret: locked, guarded, zeroed by sodium_free(). Without it
 * the process ends, as it does without other memory. */
void *seal_secret_alloc(size_t size);

/* What a key that is not Ed25519 is ("an RSA key"), by how its text or its
 * type begins; NULL where it is none that we know. */
const char *seal_other_key(const char *text, size_t length);

#endif
