/* SPDX-License-Identifier: ISC */
/* A signature holds over what was signed and over nothing else; its armor is
 * what PROTOCOL.sshsig says. */
#ifndef TESTS_FUZZ_SEAL_CHECK_H
#define TESTS_FUZZ_SEAL_CHECK_H

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/seal.h"
#include "tests/fuzz/ssh.h"

/* An input: the namespace, what is changed, where, how; then the message. */
#define SEAL_INPUT_HEAD 4

/* A message as it arrives with its seal. */
struct seal_letter {
	const char *namespace;
	uint8_t public[SEAL_PUBLIC], signature[SEAL_SIGNATURE];
	uint8_t *message; /* owned */
	size_t length;
};

/* PROTOCOL.sshsig, section 1. */
static inline void seal_blob(
    struct buffer *to, const struct seal_letter *letter)
{
	struct buffer inner = { 0 };

	buffer_add(to, "SSHSIG\0\0\0\1", 10);
	ssh_string(&inner, "ssh-ed25519", 11);
	ssh_string(&inner, letter->public, SEAL_PUBLIC);
	ssh_nested(to, &inner);
	ssh_string(to, letter->namespace, strlen(letter->namespace));
	ssh_string(to, "", 0);
	ssh_string(to, "sha512", 6);
	ssh_string(&inner, "ssh-ed25519", 11);
	ssh_string(&inner, letter->signature, SEAL_SIGNATURE);
	ssh_nested(to, &inner);
	buffer_free(&inner);
}

static inline const char *seal_check_armor(const struct seal_letter *letter)
{
	static const char begin[] = "-----BEGIN SSH SIGNATURE-----\n",
			  end[] = "-----END SSH SIGNATURE-----\n";
	struct buffer armor = { 0 }, blob = { 0 };
	const char *breach = NULL;
	uint8_t decoded[512];
	size_t size = 0;
	char *last;

	seal_armor(
	    &armor, letter->public, letter->namespace, letter->signature);
	seal_blob(&blob, letter);
	last = strstr(armor.bytes, end);
	if (strncmp(armor.bytes, begin, strlen(begin)) != 0 || last == NULL ||
	    strcmp(last, end) != 0)
		breach = "the armor does not begin and end as it must";
	else if (sodium_base642bin(decoded, sizeof(decoded),
		     armor.bytes + strlen(begin),
		     (size_t)(last - armor.bytes) - strlen(begin), "\n", &size,
		     NULL, sodium_base64_VARIANT_ORIGINAL) != 0 ||
	    size != blob.length || memcmp(decoded, blob.bytes, size) != 0)
		breach = "the armor holds another signature";
	buffer_free(&armor);
	buffer_free(&blob);
	return breach;
}

static inline bool seal_holds(
    const struct seal_letter *letter, const char *namespace)
{
	return seal_verify(letter->public, namespace, letter->message,
	    letter->length, letter->signature);
}

static inline const char *seal_check_letter(
    const struct seal_letter *letter, bool signed_so)
{
	bool asked = strcmp(letter->namespace, SEAL_REQUEST) == 0;
	uint8_t hash[SEAL_SHA512];

	seal_sha512(letter->message, letter->length, hash);
	if (seal_holds(letter, letter->namespace) != signed_so)
		return signed_so ? "what was signed does not hold"
				 : "what nobody signed holds";
	if (seal_holds(letter, asked ? SEAL_DAEMON : SEAL_REQUEST))
		return "a signature holds in another namespace";
	if (seal_verify_hash(letter->public, letter->namespace, hash,
		letter->signature) != signed_so)
		return "the hash is verified otherwise than the message";
	return seal_check_armor(letter);
}

/* Changes one byte as the input says; false where nothing changes. */
static inline bool seal_change(struct seal_letter *letter, const uint8_t *head)
{
	uint8_t *parts[] = { letter->public, letter->signature,
		letter->message };
	size_t sizes[] = { SEAL_PUBLIC, SEAL_SIGNATURE, letter->length };
	int which = head[1] % 3;

	if (sizes[which] == 0)
		return false;
	parts[which][head[2] % sizes[which]] ^= head[3];
	return head[3] != 0;
}

/* The message begins with what claims to be a key and a signature. */
static inline const char *seal_check_forged(struct seal_letter letter)
{
	if (letter.length < SEAL_PUBLIC + SEAL_SIGNATURE)
		return NULL;
	memcpy(letter.public, letter.message, SEAL_PUBLIC);
	memcpy(letter.signature, letter.message + SEAL_PUBLIC, SEAL_SIGNATURE);
	return seal_check_letter(&letter, false);
}

static inline const char *seal_check(const uint8_t *bytes, size_t size)
{
	static struct seal_key *key;
	struct seal_letter letter = { 0 };
	const char *breach;

	if (size < SEAL_INPUT_HEAD)
		return NULL;
	if (key == NULL) {
		seal_init();
		key = seal_key_generate();
	}
	letter.namespace = bytes[0] % 2 != 0 ? SEAL_DAEMON : SEAL_REQUEST;
	letter.length = size - SEAL_INPUT_HEAD;
	letter.message = malloc(letter.length + 1);
	if (letter.message == NULL)
		abort();
	memcpy(letter.message, bytes + SEAL_INPUT_HEAD, letter.length);
	memcpy(letter.public, seal_key_public(key), SEAL_PUBLIC);
	seal_sign(key, letter.namespace, letter.message, letter.length,
	    letter.signature);
	breach = seal_check_letter(&letter, !seal_change(&letter, bytes));
	if (breach == NULL)
		breach = seal_check_forged(letter);
	free(letter.message);
	return breach;
}

#endif
