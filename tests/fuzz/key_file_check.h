/* SPDX-License-Identifier: ISC */
/* A file is refused with words, or it is a key that can be used: a private
 * one signs, a public one is the same when written. */
#ifndef TESTS_FUZZ_KEY_FILE_CHECK_H
#define TESTS_FUZZ_KEY_FILE_CHECK_H

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "protocol/sign.h"
#include "protocol/public_file.h"
#include "protocol/sign_file.h"
#include "protocol/sign_key.h"
#include "tests/fuzz/memory_file.h"

static inline bool key_file_signs(const struct sign_key *key)
{
	uint8_t signature[SIGN_SIGNATURE];

	sign_message(key, SIGN_REQUEST, "message", 7, signature);
	return sign_verify(
	    sign_key_public(key), SIGN_REQUEST, "message", 7, signature);
}

static inline const char *key_file_check_private(
    const void *bytes, size_t size, mode_t mode)
{
	struct memory_file file = memory_file_new(bytes, size, mode);
	struct sign_key *key = NULL;
	const char *breach = NULL;
	struct err err = { 0 };

	if (sign_key_read(&key, file.path, &err) != 0) {
		if (key != NULL || err.text[0] == '\0' ||
		    (err.code != ERR_INVALID && err.code != ERR_DENIED))
			breach = "a private key is not refused as it should be";
	} else if (mode != 0600)
		breach = "a private key that others can read is taken";
	else if (!key_file_signs(key))
		breach = "the private key that was read does not sign";
	sign_key_free(key);
	close(file.fd);
	return breach;
}

/* The bytes that the armor of a key file holds. */
static inline const char *key_file_check_armored(
    const void *bytes, size_t size, mode_t mode)
{
	static const char begin[] = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
	size_t most =
	    sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_ORIGINAL);
	char *text = malloc(sizeof(begin) + most + 40), *at;
	const char *breach;

	if (text == NULL)
		abort();
	at = stpcpy(text, begin);
	sodium_bin2base64(
	    at, most, bytes, size, sodium_base64_VARIANT_ORIGINAL);
	at = stpcpy(at + strlen(at), "\n-----END OPENSSH PRIVATE KEY-----\n");
	breach = key_file_check_private(text, (size_t)(at - text), mode);
	free(text);
	return breach;
}

/* A line that is taken holds the key as we write it. */
static inline const char *key_file_check_line(const char *line)
{
	uint8_t public[SIGN_PUBLIC], again[SIGN_PUBLIC];
	char text[SIGN_SSH_PUBLIC];
	struct err err = { 0 };

	if (sign_public_read(line, public, &err) != 0)
		return err.code == ERR_INVALID && err.text[0] != '\0'
		    ? NULL
		    : "a public key is not refused as it should be";
	sign_public_write(public, text);
	if (strlen(text) != SIGN_SSH_PUBLIC - 1 ||
	    strstr(line, text + strlen("ssh-ed25519 ")) == NULL)
		return "the public key is written as another";
	if (sign_public_read(text, again, &err) != 0 ||
	    memcmp(public, again, SIGN_PUBLIC) != 0)
		return "the public key is another when it is read again";
	return NULL;
}

static inline const char *key_file_check_public(const void *bytes, size_t size)
{
	struct memory_file file = memory_file_new(bytes, size, 0644);
	uint8_t public[SIGN_PUBLIC], again[SIGN_PUBLIC];
	char line[SIGN_SSH_PUBLIC];
	const char *breach = NULL;
	struct err err = { 0 };

	if (public_file_read(public, file.path, &err) != 0) {
		if (err.code != ERR_INVALID || err.text[0] == '\0')
			breach = "a .pub file is not refused as it should be";
	} else {
		sign_public_write(public, line);
		if (sign_public_read(line, again, &err) != 0)
			breach = "what was taken from a .pub file is no key";
	}
	close(file.fd);
	return breach;
}

/* An input: its first byte says where the rest stands, and whether others
 * may read it. */
static inline const char *key_file_check(const uint8_t *bytes, size_t size)
{
	mode_t mode = size > 0 && (bytes[0] & 128) != 0 ? 0640 : 0600;
	const char *breach;
	char *text;

	if (size == 0)
		return NULL;
	sign_init();
	if (bytes[0] % 3 == 0)
		return key_file_check_private(bytes + 1, size - 1, mode);
	if (bytes[0] % 3 == 1)
		return key_file_check_armored(bytes + 1, size - 1, mode);
	text = strndup((const char *)bytes + 1, size - 1);
	if (text == NULL)
		abort();
	breach = key_file_check_line(text);
	free(text);
	return breach != NULL ? breach
			      : key_file_check_public(bytes + 1, size - 1);
}

#endif
