/* SPDX-License-Identifier: ISC */
/* Signatures and hashes: what is signed, by whom, and whether it holds. The
 * one doorkeeper of libsodium. A signature is the Ed25519 signature of an
 * SSHSIG (OpenSSH, PROTOCOL.sshsig) with hash sha512, so that
 * `ssh-keygen -Y verify` verifies what we sign and we what it signs. */
#ifndef PROTOCOL_SEAL_H
#define PROTOCOL_SEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

#define SEAL_PUBLIC    32
#define SEAL_SIGNATURE 64
#define SEAL_SHA256    32
#define SEAL_SHA512    64
/* "SHA256:" and 43 characters, as ssh-keygen -l shows it, terminated. */
#define SEAL_FINGERPRINT 51
/* "ssh-ed25519 " and 68 characters, terminated. */
#define SEAL_SSH_PUBLIC 81

/* Who speaks: a request, or the daemon. */
#define SEAL_REQUEST "planvakt"
#define SEAL_DAEMON  "planvakt-daemon"

/* A key pair; the private half lies in locked, guarded memory. */
struct seal_key;

/* Once, before anything else. Ends the process when libsodium cannot start. */
void seal_init(void);

/* --- keys (protocol/seal_key.c; their files protocol/seal_file.c) --- */

struct seal_key *seal_key_generate(void);
void seal_key_free(struct seal_key *key); /* takes NULL */
const uint8_t *seal_key_public(const struct seal_key *key);

/* Reads an unencrypted OpenSSH Ed25519 private key file ("openssh-key-v1",
 * OpenSSH PROTOCOL.key). The caller owns *key. Errors: ERR_NOT_FOUND no such
 * file, ERR_DENIED not readable or readable by others, ERR_INVALID another
 * kind of key, a passphrase, or not a key. */
int seal_key_read(struct seal_key **key, const char *path, struct err *err);

/* The public half that such a file holds in the clear, also where the private
 * one has a passphrase. Errors as above. */
int seal_key_read_public(
    const char *path, uint8_t public[SEAL_PUBLIC], struct err *err);

/* Writes the pair as a new file (O_EXCL, 0600, fsynced) that ssh-keygen
 * reads; ERR_CONFLICT where one is there already. */
int seal_key_write(const struct seal_key *key, const char *path,
    const char *comment, struct err *err);

/* One line "ssh-ed25519 BASE64 [comment]" (a .pub file) to a public key;
 * ERR_INVALID for anything else, also for points of small order. */
int seal_public_read(
    const char *line, uint8_t public[SEAL_PUBLIC], struct err *err);

/* "ssh-ed25519 BASE64", and "SHA256:..." of it. */
void seal_public_write(
    const uint8_t public[SEAL_PUBLIC], char text[SEAL_SSH_PUBLIC]);
void seal_fingerprint(
    const uint8_t public[SEAL_PUBLIC], char text[SEAL_FINGERPRINT]);

/* --- signatures and hashes (protocol/seal.c) --- */

void seal_sign(const struct seal_key *key, const char *namespace,
    const void *message, size_t length, uint8_t signature[SEAL_SIGNATURE]);
bool seal_verify(const uint8_t public[SEAL_PUBLIC], const char *namespace,
    const void *message, size_t length,
    const uint8_t signature[SEAL_SIGNATURE]);
/* The same from the message's SHA-512, which is all that SSHSIG signs: an
 * entry whose words were redacted still verifies. */
bool seal_verify_hash(const uint8_t public[SEAL_PUBLIC], const char *namespace,
    const uint8_t hash[SEAL_SHA512], const uint8_t signature[SEAL_SIGNATURE]);

/* The armored SSHSIG file of a signature, as ssh-keygen -Y sign writes it. */
void seal_armor(struct buffer *to, const uint8_t public[SEAL_PUBLIC],
    const char *namespace, const uint8_t signature[SEAL_SIGNATURE]);

void seal_sha256(const void *bytes, size_t length, uint8_t hash[SEAL_SHA256]);
void seal_sha512(const void *bytes, size_t length, uint8_t hash[SEAL_SHA512]);
void seal_random(void *bytes, size_t length);

/* A number that looks random to everyone without the key, and is the same
 * whenever it is asked for: of the key's private half, of `purpose` (its
 * number is of no use for another) and of the bytes. A keyed hash (BLAKE2b,
 * RFC 7693) under a key that is derived from the private half. */
uint64_t seal_derive(const struct seal_key *key, const char *purpose,
    const void *bytes, size_t length);
/* Equal, in a time that does not tell where they differ. */
bool seal_equal(const void *a, const void *b, size_t length);

#endif
