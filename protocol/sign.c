/* SPDX-License-Identifier: ISC */
#include "protocol/sign.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/sign_private.h"

#define MAGIC         "SSHSIG"
#define MAGIC_SIZE    (sizeof(MAGIC) - 1)
#define HASH_NAME     "sha512"
#define NAMESPACE_MAX 32
#define ARMOR_VERSION 1
#define ARMOR_WIDTH   70 /* ssh-keygen's */

/* The magic and four strings. */
#define SIGNED_MAX                                                             \
	(MAGIC_SIZE + 4 * 4 + NAMESPACE_MAX + sizeof(HASH_NAME) + SIGN_SHA512)
/* The magic, the version, and five strings, of which the last holds two. */
#define ARMORED_MAX                                                            \
	(MAGIC_SIZE + 4 + 5 * 4 + SIGN_BLOB + NAMESPACE_MAX +                  \
	    sizeof(HASH_NAME) + 2 * 4 + sizeof(SIGN_KEY_TYPE) +                \
	    SIGN_SIGNATURE)

static_assert(SIGN_PUBLIC == crypto_sign_PUBLICKEYBYTES &&
	SIGN_SECRET == crypto_sign_SECRETKEYBYTES &&
	SIGN_SEED == crypto_sign_SEEDBYTES &&
	SIGN_SIGNATURE == crypto_sign_BYTES &&
	SIGN_SHA256 == crypto_hash_sha256_BYTES &&
	SIGN_SHA512 == crypto_hash_sha512_BYTES,
    "libsodium's sizes are those of RFC 8032 and FIPS 180-4");

void sign_init(void)
{
	if (sodium_init() < 0)
		abort();
}

uint8_t *sign_put_number(uint8_t *at, uint32_t number)
{
	at[0] = (uint8_t)(number >> 24);
	at[1] = (uint8_t)(number >> 16);
	at[2] = (uint8_t)(number >> 8);
	at[3] = (uint8_t)number;
	return at + 4;
}

uint8_t *sign_put_string(uint8_t *at, const void *bytes, size_t length)
{
	at = sign_put_number(at, (uint32_t)length);
	return mempcpy(at, bytes, length);
}

uint8_t *sign_put_public(uint8_t *at, const uint8_t public[SIGN_PUBLIC])
{
	at = sign_put_string(at, SIGN_KEY_TYPE, strlen(SIGN_KEY_TYPE));
	return sign_put_string(at, public, SIGN_PUBLIC);
}

/* The signed data of PROTOCOL.sshsig, section 2; returns its length. */
static size_t signed_data(uint8_t data[SIGNED_MAX], const char *namespace,
    const uint8_t hash[SIGN_SHA512])
{
	uint8_t *at = mempcpy(data, MAGIC, MAGIC_SIZE);

	assert(strlen(namespace) <= NAMESPACE_MAX);
	at = sign_put_string(at, namespace, strlen(namespace));
	at = sign_put_string(at, "", 0); /* reserved */
	at = sign_put_string(at, HASH_NAME, strlen(HASH_NAME));
	at = sign_put_string(at, hash, SIGN_SHA512);
	return (size_t)(at - data);
}

void sign_message(const struct sign_key *key, const char *namespace,
    const void *message, size_t length, uint8_t signature[SIGN_SIGNATURE])
{
	uint8_t hash[SIGN_SHA512], data[SIGNED_MAX];
	size_t size;

	sign_sha512(message, length, hash);
	size = signed_data(data, namespace, hash);
	crypto_sign_detached(signature, NULL, data, size, key->secret);
}

bool sign_verify(const uint8_t public[SIGN_PUBLIC], const char *namespace,
    const void *message, size_t length, const uint8_t signature[SIGN_SIGNATURE])
{
	uint8_t hash[SIGN_SHA512];

	sign_sha512(message, length, hash);
	return sign_verify_hash(public, namespace, hash, signature);
}

/* libsodium refuses an S that is not reduced, and an R or a public key of small
 * order. So nobody can make a second signature out of a first, nor one that
 * holds for two messages. */
bool sign_verify_hash(const uint8_t public[SIGN_PUBLIC], const char *namespace,
    const uint8_t hash[SIGN_SHA512], const uint8_t signature[SIGN_SIGNATURE])
{
	uint8_t data[SIGNED_MAX];
	size_t size = signed_data(data, namespace, hash);

	return crypto_sign_verify_detached(signature, data, size, public) == 0;
}

/* The blob of PROTOCOL.sshsig, section 1; returns its length. */
static size_t armored_data(uint8_t data[ARMORED_MAX],
    const uint8_t public[SIGN_PUBLIC], const char *namespace,
    const uint8_t signature[SIGN_SIGNATURE])
{
	const size_t type = strlen(SIGN_KEY_TYPE);
	uint8_t *at = mempcpy(data, MAGIC, MAGIC_SIZE);

	assert(strlen(namespace) <= NAMESPACE_MAX);
	at = sign_put_number(at, ARMOR_VERSION);
	at = sign_put_number(at, SIGN_BLOB);
	at = sign_put_public(at, public);
	at = sign_put_string(at, namespace, strlen(namespace));
	at = sign_put_string(at, "", 0); /* reserved */
	at = sign_put_string(at, HASH_NAME, strlen(HASH_NAME));
	at = sign_put_number(at, (uint32_t)(4 + type + 4 + SIGN_SIGNATURE));
	at = sign_put_string(at, SIGN_KEY_TYPE, type);
	at = sign_put_string(at, signature, SIGN_SIGNATURE);
	return (size_t)(at - data);
}

void sign_armor(struct buffer *to, const uint8_t public[SIGN_PUBLIC],
    const char *namespace, const uint8_t signature[SIGN_SIGNATURE])
{
	char text[sodium_base64_ENCODED_LEN(
	    ARMORED_MAX, sodium_base64_VARIANT_ORIGINAL)];
	uint8_t data[ARMORED_MAX];
	size_t size = armored_data(data, public, namespace, signature);

	sodium_bin2base64(
	    text, sizeof(text), data, size, sodium_base64_VARIANT_ORIGINAL);
	buffer_text(to, "-----BEGIN SSH SIGNATURE-----\n");
	for (const char *line = text; *line != '\0';) {
		size_t width = strnlen(line, ARMOR_WIDTH);

		buffer_add(to, line, width);
		buffer_text(to, "\n");
		line += width;
	}
	buffer_text(to, "-----END SSH SIGNATURE-----\n");
}

void sign_sha256(const void *bytes, size_t length, uint8_t hash[SIGN_SHA256])
{
	crypto_hash_sha256(hash, bytes, length);
}

static crypto_hash_sha256_state *sha256_state(struct sign_sha256_state *state)
{
	static_assert(sizeof(state->state) >= sizeof(crypto_hash_sha256_state),
	    "libsodium's state has room");
	crypto_hash_sha256_state *sodium = (void *)state->state;

	if (!state->begun)
		crypto_hash_sha256_init(sodium);
	state->begun = true;
	return sodium;
}

void sign_sha256_add(
    struct sign_sha256_state *state, const void *bytes, size_t length)
{
	crypto_hash_sha256_update(sha256_state(state), bytes, length);
}

void sign_sha256_end(struct sign_sha256_state *state, uint8_t hash[SIGN_SHA256])
{
	crypto_hash_sha256_final(sha256_state(state), hash);
}

void sign_sha512(const void *bytes, size_t length, uint8_t hash[SIGN_SHA512])
{
	crypto_hash_sha512(hash, bytes, length);
}

void sign_short(const void *bytes, size_t length, uint8_t hash[SIGN_SHORT])
{
	crypto_generichash(hash, SIGN_SHORT, bytes, length, NULL, 0);
}

void sign_random(void *bytes, size_t length)
{
	randombytes_buf(bytes, length);
}

bool sign_equal(const void *a, const void *b, size_t length)
{
	return sodium_memcmp(a, b, length) == 0;
}

/* libsodium 1.0.18 takes every byte that is not ASCII for a slash. */
bool sign_base64(const char *text, size_t length, const char *ignored,
    uint8_t *bytes, size_t most, size_t *size)
{
	for (size_t i = 0; i < length; i++)
		if (((unsigned char)text[i] & 0x80) != 0)
			return false;
	return sodium_base642bin(bytes, most, text, length, ignored, size, NULL,
		   sodium_base64_VARIANT_ORIGINAL) == 0;
}

void *sign_secret_alloc(size_t size)
{
	void *secret = sodium_malloc(size);

	if (secret == NULL)
		abort();
	return secret;
}
