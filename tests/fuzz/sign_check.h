/* SPDX-License-Identifier: ISC */
/* A signature holds over what was signed and over nothing else; its armor is
 * what PROTOCOL.sshsig says. */
#ifndef TESTS_FUZZ_SIGN_CHECK_H
#define TESTS_FUZZ_SIGN_CHECK_H

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/sign.h"
#include "protocol/sign_key.h"
#include "tests/fuzz/ssh.h"

/* An input: the namespace, what is changed, where, how; then the message. */
#define SIGN_INPUT_HEAD 4

/* A message as it arrives with its signature. */
struct sign_letter {
	const char *namespace;
	uint8_t public[SIGN_PUBLIC], signature[SIGN_SIGNATURE];
	uint8_t *message; /* owned */
	size_t length;
};

/* PROTOCOL.sshsig, section 1. */
static inline void sign_blob(
    struct buffer *to, const struct sign_letter *letter)
{
	struct buffer inner = { 0 };

	buffer_add(to, "SSHSIG\0\0\0\1", 10);
	ssh_string(&inner, "ssh-ed25519", 11);
	ssh_string(&inner, letter->public, SIGN_PUBLIC);
	ssh_nested(to, &inner);
	ssh_string(to, letter->namespace, strlen(letter->namespace));
	ssh_string(to, "", 0);
	ssh_string(to, "sha512", 6);
	ssh_string(&inner, "ssh-ed25519", 11);
	ssh_string(&inner, letter->signature, SIGN_SIGNATURE);
	ssh_nested(to, &inner);
	buffer_free(&inner);
}

static inline const char *sign_check_armor(const struct sign_letter *letter)
{
	static const char begin[] = "-----BEGIN SSH SIGNATURE-----\n",
			  end[] = "-----END SSH SIGNATURE-----\n";
	struct buffer armor = { 0 }, blob = { 0 };
	const char *breach = NULL;
	uint8_t decoded[512];
	size_t size = 0;
	char *last;

	sign_armor(
	    &armor, letter->public, letter->namespace, letter->signature);
	sign_blob(&blob, letter);
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

static inline bool sign_holds(
    const struct sign_letter *letter, const char *namespace)
{
	return sign_verify(letter->public, namespace, letter->message,
	    letter->length, letter->signature);
}

static inline const char *sign_check_letter(
    const struct sign_letter *letter, bool signed_so)
{
	bool asked = strcmp(letter->namespace, SIGN_REQUEST) == 0;
	uint8_t hash[SIGN_SHA512];

	sign_sha512(letter->message, letter->length, hash);
	if (sign_holds(letter, letter->namespace) != signed_so)
		return signed_so ? "what was signed does not hold"
				 : "what nobody signed holds";
	if (sign_holds(letter, asked ? SIGN_DAEMON : SIGN_REQUEST))
		return "a signature holds in another namespace";
	if (sign_verify_hash(letter->public, letter->namespace, hash,
		letter->signature) != signed_so)
		return "the hash is verified otherwise than the message";
	return sign_check_armor(letter);
}

/* Changes one byte as the input says; false where nothing changes. */
static inline bool sign_change(struct sign_letter *letter, const uint8_t *head)
{
	uint8_t *parts[] = { letter->public, letter->signature,
		letter->message };
	size_t sizes[] = { SIGN_PUBLIC, SIGN_SIGNATURE, letter->length };
	int which = head[1] % 3;

	if (sizes[which] == 0)
		return false;
	parts[which][head[2] % sizes[which]] ^= head[3];
	return head[3] != 0;
}

/* The message begins with what claims to be a key and a signature. */
static inline const char *sign_check_forged(struct sign_letter letter)
{
	if (letter.length < SIGN_PUBLIC + SIGN_SIGNATURE)
		return NULL;
	memcpy(letter.public, letter.message, SIGN_PUBLIC);
	memcpy(letter.signature, letter.message + SIGN_PUBLIC, SIGN_SIGNATURE);
	return sign_check_letter(&letter, false);
}

static inline const char *sign_check(const uint8_t *bytes, size_t size)
{
	static struct sign_key *key;
	struct sign_letter letter = { 0 };
	const char *breach;

	if (size < SIGN_INPUT_HEAD)
		return NULL;
	if (key == NULL) {
		sign_init();
		key = sign_key_generate();
	}
	letter.namespace = bytes[0] % 2 != 0 ? SIGN_DAEMON : SIGN_REQUEST;
	letter.length = size - SIGN_INPUT_HEAD;
	letter.message = malloc(letter.length + 1);
	if (letter.message == NULL)
		abort();
	memcpy(letter.message, bytes + SIGN_INPUT_HEAD, letter.length);
	memcpy(letter.public, sign_key_public(key), SIGN_PUBLIC);
	sign_message(key, letter.namespace, letter.message, letter.length,
	    letter.signature);
	breach = sign_check_letter(&letter, !sign_change(&letter, bytes));
	if (breach == NULL)
		breach = sign_check_forged(letter);
	free(letter.message);
	return breach;
}

#endif
