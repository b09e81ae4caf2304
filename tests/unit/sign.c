/* SPDX-License-Identifier: ISC */
/* tests/data/sshsig was made by ssh-keygen (OpenSSH 9.2) with a key that was
 * thrown away: request.sig is `message` signed with -n planvakt, daemon.sig
 * with -n planvakt-daemon, and empty.sig no bytes at all. */
#include "protocol/sign.h"
#include "protocol/sign_file.h"
#include "protocol/sign_key.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DATA "tests/data/sshsig/"

static void load(struct buffer *to, const char *path)
{
	char bytes[4096];
	FILE *file = fopen(path, "rb");

	assert_non_null(file);
	buffer_add(to, bytes, fread(bytes, 1, sizeof(bytes), file));
	fclose(file);
}

static void save(const char *path, const void *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static void golden_public(uint8_t public[SIGN_PUBLIC])
{
	struct buffer line = { 0 };
	struct err err;

	load(&line, DATA "key.pub");
	assert_int_equal(sign_public_read(line.bytes, public, &err), 0);
	buffer_free(&line);
}

/* A .sig ends in the 64 bytes of the Ed25519 signature; RFC 4648, read here
 * by itself. */
static void golden_signature(
    const char *path, uint8_t signature[SIGN_SIGNATURE])
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz0123456789+/";
	struct buffer text = { 0 }, blob = { 0 };
	unsigned bits = 0;
	int held = 0;

	load(&text, path);
	for (char *at = strchr(text.bytes, '\n'); *at != '-'; at++) {
		const char *letter = strchr(letters, *at);

		if (letter == NULL)
			continue;
		bits = bits << 6 | (unsigned)(letter - letters);
		held += 6;
		if (held >= 8) {
			held -= 8;
			buffer_add(
			    &blob, &(uint8_t){ (uint8_t)(bits >> held) }, 1);
		}
	}
	assert_true(blob.length > SIGN_SIGNATURE);
	assert_memory_equal(blob.bytes, "SSHSIG\0\0\0\1", 10);
	memcpy(signature, blob.bytes + blob.length - SIGN_SIGNATURE,
	    SIGN_SIGNATURE);
	buffer_free(&text);
	buffer_free(&blob);
}

static const struct {
	const char *signature, *namespace, *message;
} golden[] = {
	{ DATA "request.sig", SIGN_REQUEST, DATA "message" },
	{ DATA "daemon.sig", SIGN_DAEMON, DATA "message" },
	{ DATA "empty.sig", SIGN_REQUEST, "/dev/null" },
};

static void what_ssh_keygen_signed_verifies(void **state)
{
	uint8_t public[SIGN_PUBLIC], signature[SIGN_SIGNATURE];
	uint8_t hash[SIGN_SHA512];

	(void)state;
	golden_public(public);
	for (size_t i = 0; i < sizeof(golden) / sizeof(*golden); i++) {
		struct buffer message = { 0 };

		load(&message, golden[i].message);
		golden_signature(golden[i].signature, signature);
		assert_true(sign_verify(public, golden[i].namespace,
		    message.bytes, message.length, signature));
		sign_sha512(message.bytes, message.length, hash);
		assert_true(sign_verify_hash(
		    public, golden[i].namespace, hash, signature));
		buffer_free(&message);
	}
}

static void nothing_else_verifies(void **state)
{
	uint8_t public[SIGN_PUBLIC], signature[SIGN_SIGNATURE];
	struct buffer message = { 0 };

	(void)state;
	golden_public(public);
	load(&message, DATA "message");
	golden_signature(DATA "request.sig", signature);
	assert_false(sign_verify(
	    public, SIGN_DAEMON, message.bytes, message.length, signature));
	assert_false(
	    sign_verify(public, "", message.bytes, message.length, signature));
	assert_false(sign_verify(public, SIGN_REQUEST, message.bytes,
	    message.length - 1, signature));
	for (size_t i = 0; i < 8 * SIGN_SIGNATURE; i++) {
		signature[i / 8] ^= (uint8_t)(1 << i % 8);
		assert_false(sign_verify(public, SIGN_REQUEST, message.bytes,
		    message.length, signature));
		signature[i / 8] ^= (uint8_t)(1 << i % 8);
	}
	for (size_t i = 0; i < 8 * SIGN_PUBLIC; i++) {
		public[i / 8] ^= (uint8_t)(1 << i % 8);
		assert_false(sign_verify(public, SIGN_REQUEST, message.bytes,
		    message.length, signature));
		public[i / 8] ^= (uint8_t)(1 << i % 8);
	}
	assert_true(sign_verify(
	    public, SIGN_REQUEST, message.bytes, message.length, signature));
	buffer_free(&message);
}

/* RFC 8032, section 5.1.7: S must be below the group's order L, else S + L
 * would be a second signature of the same message. */
static void second_signatures_are_refused(void **state)
{
	static const uint8_t order[32] = { 0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63,
		0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
		0x14, [31] = 0x10 };
	struct sign_key *key = sign_key_generate();
	const uint8_t *public = sign_key_public(key);
	uint8_t signature[SIGN_SIGNATURE];
	unsigned carry = 0;

	(void)state;
	sign_message(key, SIGN_REQUEST, "x", 1, signature);
	assert_true(sign_verify(public, SIGN_REQUEST, "x", 1, signature));
	for (int i = 0; i < 32; i++) {
		carry += (unsigned)signature[32 + i] + order[i];
		signature[32 + i] = (uint8_t)carry;
		carry >>= 8;
	}
	assert_int_equal(carry, 0);
	assert_false(sign_verify(public, SIGN_REQUEST, "x", 1, signature));
	sign_key_free(key);
}

/* With the neutral element as key and as R, and S = 0, the equation of RFC
 * 8032 holds for every message. */
static void signature_of_everything_is_refused(void **state)
{
	const uint8_t public[SIGN_PUBLIC] = { 1 };
	const uint8_t signature[SIGN_SIGNATURE] = { 1 };

	(void)state;
	assert_false(sign_verify(public, SIGN_REQUEST, "x", 1, signature));
}

/* A private key in the tree is open to others, so it is copied. */
static struct sign_key *golden_key(const char *folder)
{
	char path[256];
	struct buffer text = { 0 };
	struct sign_key *key = NULL;
	struct err err = { 0 };

	snprintf(path, sizeof(path), "%s/golden", folder);
	load(&text, DATA "key");
	save(path, text.bytes, text.length);
	chmod(path, 0600);
	if (sign_key_read(&key, path, &err) != 0)
		fail_msg("%s", err.text);
	buffer_free(&text);
	return key;
}

/* Ed25519 leaves no choice: the same key and message give the same bytes. */
static void signs_and_armors_as_ssh_keygen_does(void **state)
{
	struct sign_key *key = golden_key(*state);
	uint8_t signature[SIGN_SIGNATURE];

	for (size_t i = 0; i < sizeof(golden) / sizeof(*golden); i++) {
		struct buffer message = { 0 }, ours = { 0 }, theirs = { 0 };

		load(&message, golden[i].message);
		load(&theirs, golden[i].signature);
		sign_message(key, golden[i].namespace, message.bytes,
		    message.length, signature);
		sign_armor(&ours, sign_key_public(key), golden[i].namespace,
		    signature);
		assert_string_equal(ours.bytes, theirs.bytes);
		buffer_free(&message);
		buffer_free(&ours);
		buffer_free(&theirs);
	}
	sign_key_free(key);
}

static int ssh_keygen_verify(const char *folder, const char *namespace)
{
	char command[1024];

	snprintf(command, sizeof(command),
	    "cd '%s' && ssh-keygen -q -Y verify -f allowed -I ks -n %s"
	    " -s signed.sig < signed >/dev/null 2>&1",
	    folder, namespace);
	return system(command);
}

static void save_signature(const char *folder, const char *namespace,
    const void *message, size_t length)
{
	char path[256], line[SIGN_SSH_PUBLIC], allowed[256];
	struct sign_key *key = sign_key_generate();
	struct buffer armor = { 0 };
	uint8_t signature[SIGN_SIGNATURE];

	sign_message(key, namespace, message, length, signature);
	sign_armor(&armor, sign_key_public(key), namespace, signature);
	sign_public_write(sign_key_public(key), line);
	snprintf(path, sizeof(path), "%s/signed", folder);
	save(path, message, length);
	snprintf(path, sizeof(path), "%s/signed.sig", folder);
	save(path, armor.bytes, armor.length);
	snprintf(path, sizeof(path), "%s/allowed", folder);
	snprintf(allowed, sizeof(allowed), "ks %s\n", line);
	save(path, allowed, strlen(allowed));
	buffer_free(&armor);
	sign_key_free(key);
}

static void ssh_keygen_verifies_what_we_sign(void **state)
{
	static const char message[] = "{\"id\":1,\"note\":\"å\"}\0\xff\n";

	save_signature(*state, SIGN_REQUEST, message, sizeof(message));
	assert_int_equal(ssh_keygen_verify(*state, SIGN_REQUEST), 0);
	assert_int_not_equal(ssh_keygen_verify(*state, SIGN_DAEMON), 0);
	save_signature(*state, SIGN_DAEMON, "", 0);
	assert_int_equal(ssh_keygen_verify(*state, SIGN_DAEMON), 0);
	assert_int_not_equal(ssh_keygen_verify(*state, SIGN_REQUEST), 0);
}

static void check_hash(const uint8_t *hash, size_t length, const char *expected)
{
	struct buffer hex = { 0 };

	buffer_hex(&hex, hash, length);
	assert_string_equal(hex.bytes, expected);
	buffer_free(&hex);
}

/* FIPS 180-2, appendices B.1 and C.1. */
static void hashes(void **state)
{
	uint8_t hash[SIGN_SHA512];

	(void)state;
	sign_sha256("abc", 3, hash);
	check_hash(hash, SIGN_SHA256,
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	sign_sha512("abc", 3, hash);
	check_hash(hash, SIGN_SHA512,
	    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
	    "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

static void equal_and_random(void **state)
{
	uint8_t a[32] = { 0 }, b[32] = { 0 };

	(void)state;
	assert_true(sign_equal(a, b, 32));
	b[31] = 1;
	assert_false(sign_equal(a, b, 32));
	assert_true(sign_equal(a, b, 31));
	sign_random(a, 32);
	sign_random(b, 32);
	assert_false(sign_equal(a, b, 32));
}

static int folder_make(void **state)
{
	char *folder = strdup("/tmp/planvakt-sign-XXXXXX");

	*state = folder;
	return mkdtemp(folder) != NULL ? 0 : -1;
}

static int folder_remove(void **state)
{
	char command[256];
	int result;

	snprintf(command, sizeof(command), "rm -r '%s'", (char *)*state);
	result = system(command);
	free(*state);
	return result;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_ssh_keygen_signed_verifies),
		cmocka_unit_test(nothing_else_verifies),
		cmocka_unit_test(second_signatures_are_refused),
		cmocka_unit_test(signature_of_everything_is_refused),
		cmocka_unit_test(signs_and_armors_as_ssh_keygen_does),
		cmocka_unit_test(ssh_keygen_verifies_what_we_sign),
		cmocka_unit_test(hashes),
		cmocka_unit_test(equal_and_random),
	};

	sign_init();
	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
