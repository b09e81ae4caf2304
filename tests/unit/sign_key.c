/* SPDX-License-Identifier: ISC */
#include "protocol/sign.h"
#include "protocol/sign_key.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define DATA "tests/data/sshsig/"
/* ssh-keygen -l -f tests/data/sshsig/key.pub */
#define GOLDEN_PRINT "SHA256:lBoNGhSqxFfsThjlAEBnBRRhbblI83rWam6vLAybIxc"

#define BEGIN "-----BEGIN OPENSSH PRIVATE KEY-----\n"
#define END   "\n-----END OPENSSH PRIVATE KEY-----\n"

static void load(struct buffer *to, const char *path)
{
	char bytes[1024];
	FILE *file = fopen(path, "rb");

	assert_non_null(file);
	buffer_add(to, bytes, fread(bytes, 1, sizeof(bytes), file));
	fclose(file);
}

/* RFC 8032, section 7.1, test 1. */
static const uint8_t known[SIGN_PUBLIC] = { 0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1,
	0x0a, 0xb7, 0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64, 0x07, 0x3a, 0x0e, 0xe1,
	0x72, 0xf3, 0xda, 0xa6, 0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07,
	0x51, 0x1a };

#define KNOWN                                                                  \
	"AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"

static void public_keys_are_written(void **state)
{
	struct buffer line = { 0 };
	char text[SIGN_SSH_PUBLIC];
	uint8_t public[SIGN_PUBLIC];
	struct err err;

	(void)state;
	sign_public_write(known, text);
	assert_string_equal(text, "ssh-ed25519 " KNOWN);
	load(&line, DATA "key.pub");
	assert_int_equal(sign_public_read(line.bytes, public, &err), 0);
	sign_public_write(public, text);
	assert_memory_equal(line.bytes, text, sizeof(text) - 1);
	buffer_free(&line);
}

static void public_keys_are_read(void **state)
{
	static const char *const lines[] = { "ssh-ed25519 " KNOWN,
		"ssh-ed25519 " KNOWN "\n", "ssh-ed25519 " KNOWN "\r\n",
		" \tssh-ed25519  \t" KNOWN " \t\r\n\n",
		"\r\nssh-ed25519 " KNOWN "\tann@ks, två ord\r\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		uint8_t public[SIGN_PUBLIC] = { 0 };
		struct err err;

		assert_int_equal(sign_public_read(lines[i], public, &err), 0);
		assert_memory_equal(public, known, SIGN_PUBLIC);
	}
}

static const struct {
	const char *line, *words;
} no_public[] = {
	{ "", "not a public key" },
	{ "ssh-ed25519", "not a public key" },
	{ "ssh-ed25519" KNOWN, "not a public key" },
	{ "ssh-ed25519\n" KNOWN, "not a public key" },
	{ KNOWN, "not a public key" },
	{ "SSH-ED25519 " KNOWN, "not a public key" },
	{ "x ssh-ed25519 " KNOWN, "not a public key" },
	{ "ssh-ed25519 ", "not whole" },
	{ "ssh-ed25519 " KNOWN "A", "not whole" },
	{ "ssh-ed25519 " KNOWN "AAAA", "not whole" },
	{ "ssh-ed25519 " KNOWN "=", "not whole" },
	{ "ssh-ed25519 A" KNOWN, "not whole" },
	{ "ssh-ed25519 " KNOWN ",", "not whole" },
	/* url-safe, and a blank within */
	{ "ssh-ed25519 "
	  "AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv-08lkBzoO4XLz2qYjJa8CGmj3B1Ea",
	    "not whole" },
	{ "ssh-ed25519 "
	  "AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv +08lkBzoO4XLz2qYjJa8CGmj3B1Ea",
	    "not whole" },
	/* a byte that is not ASCII, which libsodium may read as a slash */
	{ "ssh-ed25519 "
	  "AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv\xe5"
	  "08lkBzoO4XLz2qYjJa8CGmj3B1Ea",
	    "not whole" },
	/* ssh-ed25518 within, then a length of 31 */
	{ "ssh-ed25519 "
	  "AAAAC3NzaC1lZDI1NTE4AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea",
	    "two different types" },
	{ "ssh-ed25519 "
	  "AAAAC3NzaC1lZDI1NTE5AAAAH9damAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea",
	    "two different types" },
	{ "ssh-ed25519 " KNOWN "\nssh-ed25519 " KNOWN, "more than one line" },
	{ "ssh-ed25519 " KNOWN " a\n\n b", "more than one line" },
	{ "ssh-rsa AAAAB3NzaC1yc2E=", "an RSA key, an Ed25519" },
	{ "ecdsa-sha2-nistp256 AAAA", "an ECDSA key" },
	{ "ssh-dss AAAA", "a DSA key" },
	{ "sk-ssh-ed25519@openssh.com AAAA", "a security token" },
	{ "ssh-ed25519-cert-v01@openssh.com AAAA", "a certificate" },
	{ BEGIN "b3BlbnNzaC1rZXktdjE=" END, "is a private key" },
};

static void other_lines_are_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(no_public) / sizeof(*no_public); i++) {
		uint8_t public[SIGN_PUBLIC];
		struct err err;

		assert_int_equal(
		    sign_public_read(no_public[i].line, public, &err), -1);
		assert_int_equal(err.code, ERR_INVALID);
		if (strstr(err.text, no_public[i].words) == NULL)
			fail_msg("%s: %s", no_public[i].line, err.text);
	}
}

static void check_point(const uint8_t point[SIGN_PUBLIC])
{
	char text[SIGN_SSH_PUBLIC];
	uint8_t public[SIGN_PUBLIC];
	struct err err;

	sign_public_write(point, text);
	assert_int_equal(sign_public_read(text, public, &err), -1);
	assert_int_equal(err.code, ERR_INVALID);
	assert_non_null(strstr(err.text, "no safe Ed25519 point"));
}

/* The curve's eight points of small order (RFC 7748, section 7, as Edwards
 * points: y = 1, -1, 0 twice, and four of order 8), ways to write them beyond
 * p = 2^255 - 19, and a y that is on no point. */
static void unsafe_points_are_refused(void **state)
{
	static const uint8_t low[][SIGN_PUBLIC] = { { 1 }, { 0 },
		{ [31] = 0x80 }, { 1, [31] = 0x80 }, { 2 } };
	static const uint8_t high[] = { 0xec, 0xed, 0xee };
	uint8_t order8[SIGN_PUBLIC] = { 0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2,
		0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
		0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38,
		0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05 };
	uint8_t point[SIGN_PUBLIC];

	(void)state;
	for (size_t i = 0; i < sizeof(low) / sizeof(*low); i++)
		check_point(low[i]);
	for (size_t i = 0; i < sizeof(high); i++) {
		memset(point, 0xff, sizeof(point));
		point[0] = high[i];
		check_point(point);
		point[31] = 0x7f;
		check_point(point);
	}
	check_point(order8);
	order8[31] |= 0x80;
	check_point(order8);
}

static void fingerprints(void **state)
{
	struct buffer line = { 0 };
	char print[SIGN_FINGERPRINT];
	uint8_t public[SIGN_PUBLIC];
	struct err err;

	(void)state;
	load(&line, DATA "key.pub");
	assert_int_equal(sign_public_read(line.bytes, public, &err), 0);
	sign_fingerprint(public, print);
	assert_string_equal(print, GOLDEN_PRINT);
	assert_int_equal(strlen(print), SIGN_FINGERPRINT - 1);
	buffer_free(&line);
}

static void generated_keys_are_good_and_new(void **state)
{
	struct sign_key *one = sign_key_generate(),
			*other = sign_key_generate();
	char text[SIGN_SSH_PUBLIC];
	uint8_t public[SIGN_PUBLIC], signature[SIGN_SIGNATURE];
	struct err err;

	(void)state;
	assert_memory_not_equal(
	    sign_key_public(one), sign_key_public(other), SIGN_PUBLIC);
	sign_public_write(sign_key_public(one), text);
	assert_int_equal(sign_public_read(text, public, &err), 0);
	sign_message(one, SIGN_DAEMON, "x", 1, signature);
	assert_true(sign_verify(public, SIGN_DAEMON, "x", 1, signature));
	assert_false(sign_verify(
	    sign_key_public(other), SIGN_DAEMON, "x", 1, signature));
	sign_key_free(one);
	sign_key_free(other);
	sign_key_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(public_keys_are_written),
		cmocka_unit_test(public_keys_are_read),
		cmocka_unit_test(other_lines_are_refused),
		cmocka_unit_test(unsafe_points_are_refused),
		cmocka_unit_test(fingerprints),
		cmocka_unit_test(generated_keys_are_good_and_new),
	};

	sign_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
