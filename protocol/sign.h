/* SPDX-License-Identifier: ISC */
/* Signatures and hashes: what is signed, by whom, and whether it holds. The
 * one doorkeeper of libsodium. A signature is the Ed25519 signature of an
 * SSHSIG (OpenSSH, PROTOCOL.sshsig) with hash sha512, so that
 * `ssh-keygen -Y verify` verifies what we sign and we what it signs. */
#ifndef PROTOCOL_SIGN_H
#define PROTOCOL_SIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

#define SIGN_PUBLIC    32
#define SIGN_SIGNATURE 64
#define SIGN_SHA256    32
#define SIGN_SHA512    64
/* "SHA256:" and 43 characters, as ssh-keygen -l shows it, terminated. */
#define SIGN_FINGERPRINT 51
/* "ssh-ed25519 " and 68 characters, terminated. */
#define SIGN_SSH_PUBLIC 81

/* Who speaks: a request, or the daemon. */
#define SIGN_REQUEST "planvakt"
#define SIGN_DAEMON  "planvakt-daemon"

/* A key pair; the private half lies in locked, guarded memory. */
struct sign_key;

/* Once, before anything else. Ends the process when libsodium cannot start. */
void sign_init(void);

/* --- signatures and hashes --- */

void sign_message(const struct sign_key *key, const char *namespace,
    const void *message, size_t length, uint8_t signature[SIGN_SIGNATURE]);
bool sign_verify(const uint8_t public[SIGN_PUBLIC], const char *namespace,
    const void *message, size_t length,
    const uint8_t signature[SIGN_SIGNATURE]);
/* The same from the message's SHA-512, which is all that SSHSIG signs: an
 * entry whose words were redacted still verifies. */
bool sign_verify_hash(const uint8_t public[SIGN_PUBLIC], const char *namespace,
    const uint8_t hash[SIGN_SHA512], const uint8_t signature[SIGN_SIGNATURE]);

/* The armored SSHSIG file of a signature, as ssh-keygen -Y sign writes it. */
void sign_armor(struct buffer *to, const uint8_t public[SIGN_PUBLIC],
    const char *namespace, const uint8_t signature[SIGN_SIGNATURE]);

void sign_sha256(const void *bytes, size_t length, uint8_t hash[SIGN_SHA256]);
void sign_sha512(const void *bytes, size_t length, uint8_t hash[SIGN_SHA512]);
/* BLAKE2b of 16 bytes, for texts that are compared in great numbers and whose
 * hash nobody keeps. */
#define SIGN_SHORT 16
void sign_short(const void *bytes, size_t length, uint8_t hash[SIGN_SHORT]);
/* The SHA-256 of what comes piece by piece: {0}, any number of pieces, the end,
 * once. */
struct sign_sha256_state {
	uint64_t state[16];
	bool begun;
};
void sign_sha256_add(
    struct sign_sha256_state *state, const void *bytes, size_t length);
void sign_sha256_end(
    struct sign_sha256_state *state, uint8_t hash[SIGN_SHA256]);
void sign_random(void *bytes, size_t length);

/* Equal, in a time that does not tell where they differ. */
bool sign_equal(const void *a, const void *b, size_t length);

#endif
