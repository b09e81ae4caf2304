/* SPDX-License-Identifier: ISC */
#include "protocol/sign_key.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/sign_private.h"
#include "protocol/translate.h"

#define BLANKS " \t\r\n"

const char sign_keygen[] = N_("ssh-keygen -t ed25519 -N '' -f FILE");

/* How a key that is not ours begins: as a file, or in its type. */
static const struct {
	const char *start, *is;
} other_keys[] = {
	{ "ssh-rsa", N_("an RSA key") },
	{ "ssh-dss", N_("a DSA key") },
	{ "ecdsa-", N_("an ECDSA key") },
	{ "sk-", N_("a key on a security token") },
	{ "ssh-ed25519-", N_("a certificate") },
	{ "ssh-ed448", N_("an Ed448 key") },
	{ "-----BEGIN RSA ", N_("an RSA key") },
	{ "-----BEGIN DSA ", N_("a DSA key") },
	{ "-----BEGIN EC ", N_("an ECDSA key") },
	{ "-----BEGIN PRIVATE KEY", N_("a key in PKCS #8") },
	{ "-----BEGIN ENCRYPTED PRIVATE KEY", N_("a key in PKCS #8") },
	{ "PuTTY-User-Key-File", N_("a key of PuTTY's") },
};

const char *sign_other_key(const char *text, size_t length)
{
	for (size_t i = 0; i < sizeof(other_keys) / sizeof(*other_keys); i++) {
		size_t start = strlen(other_keys[i].start);

		if (length >= start &&
		    memcmp(text, other_keys[i].start, start) == 0)
			return other_keys[i].is;
	}
	return NULL;
}

struct sign_key *sign_key_generate(void)
{
	struct sign_key *key = sign_secret_alloc(sizeof(*key));

	crypto_sign_keypair(key->public, key->secret);
	sodium_mprotect_readonly(key);
	return key;
}

void sign_key_free(struct sign_key *key)
{
	sodium_free(key);
}

const uint8_t *sign_key_public(const struct sign_key *key)
{
	return key->public;
}

/* A whole .pub file holds one line and its end. */
static int public_blob(
    const char *line, uint8_t blob[SIGN_BLOB], struct err *err)
{
	size_t size = 0, length = strcspn(line, BLANKS);
	const char *end = line + length;

	if (!sign_base64(line, length, NULL, blob, SIGN_BLOB, &size) ||
	    size != SIGN_BLOB)
		return err_set(err, ERR_INVALID,
		    "the public key is not whole: copy all of the .pub file");
	end += strcspn(end, "\n");
	if (end[strspn(end, BLANKS)] != '\0')
		return err_set(err, ERR_INVALID,
		    "more than one line where a public key was expected: give "
		    "one key at a time");
	return 0;
}

/* `line` is not of the type ssh-ed25519: says what it seems to be. */
static int not_public(const char *line, struct err *err)
{
	const char *is = sign_other_key(line, strlen(line));

	if (strncmp(line, "-----BEGIN", 10) == 0 &&
	    strstr(line, "PRIVATE KEY-----") != NULL)
		return err_set(err, ERR_INVALID,
		    "this is a private key: keep it to yourself and give the "
		    "public one, the .pub file");
	if (is != NULL)
		return err_set(err, ERR_INVALID,
		    "this is %-s, an Ed25519 key is needed: %-s", is,
		    sign_keygen);
	return err_set(err, ERR_INVALID,
	    "not a public key: expected a line %s AAAA..., as in a .pub file",
	    SIGN_KEY_TYPE);
}

int sign_public_read(
    const char *line, uint8_t public[SIGN_PUBLIC], struct err *err)
{
	const size_t type = strlen(SIGN_KEY_TYPE);
	uint8_t blob[SIGN_BLOB], expected[SIGN_BLOB];
	const uint8_t *point = blob + SIGN_BLOB - SIGN_PUBLIC;

	line += strspn(line, BLANKS);
	if (strncmp(line, SIGN_KEY_TYPE, type) != 0 ||
	    strspn(line + type, " \t") == 0)
		return not_public(line, err);
	line += type;
	line += strspn(line, " \t");
	if (public_blob(line, blob, err) != 0)
		return -1;
	sign_put_public(expected, point);
	if (memcmp(blob, expected, SIGN_BLOB) != 0)
		return err_set(err, ERR_INVALID,
		    "the public key says two different types: copy it again");
	if (crypto_core_ed25519_is_valid_point(point) != 1)
		return err_set(err, ERR_INVALID,
		    "the public key is no safe Ed25519 point: make another, "
		    "with %-s",
		    sign_keygen);
	memcpy(public, point, SIGN_PUBLIC);
	return 0;
}

void sign_public_write(
    const uint8_t public[SIGN_PUBLIC], char text[SIGN_SSH_PUBLIC])
{
	uint8_t blob[SIGN_BLOB];
	char *at = stpcpy(text, SIGN_KEY_TYPE " ");

	sign_put_public(blob, public);
	sodium_bin2base64(at, (size_t)(text + SIGN_SSH_PUBLIC - at), blob,
	    SIGN_BLOB, sodium_base64_VARIANT_ORIGINAL);
}

void sign_fingerprint(
    const uint8_t public[SIGN_PUBLIC], char text[SIGN_FINGERPRINT])
{
	uint8_t blob[SIGN_BLOB], hash[SIGN_SHA256];
	char *at = stpcpy(text, "SHA256:");

	sign_put_public(blob, public);
	sign_sha256(blob, SIGN_BLOB, hash);
	sodium_bin2base64(at, (size_t)(text + SIGN_FINGERPRINT - at), hash,
	    sizeof(hash), sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}
