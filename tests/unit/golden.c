/* SPDX-License-Identifier: ISC */
/* Signatures of ssh-keygen (OpenSSH 9.2) in tests/data/sshsig, as whole files:
 * an Ed25519 signature is a function of key and message (RFC 8032), so that
 * ours must be the same to the byte. What is signed stands here as a rule. */
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

/* --- the messages --- */

static void write_nothing(struct buffer *to)
{
	buffer_text(to, "");
}

static void write_swedish(struct buffer *to)
{
	load(to, DATA "message");
}

/* Characters of one to four bytes, forty lines of them. */
static void write_wide(struct buffer *to)
{
	for (int i = 0; i < 40; i++)
		buffer_text(to,
		    "Å, ä och ö – 10 € till Østergård, 東京, 🙂\n");
}

/* 100,000 bytes of every value, NUL among them. */
static void write_long(struct buffer *to)
{
	for (uint64_t i = 0; i < 100000; i++)
		buffer_add(to, &(uint8_t){ (uint8_t)(i * i + i / 256) }, 1);
}

static const struct {
	const char *file, *namespace;
	void (*write)(struct buffer *to);
} golden[] = {
	{ DATA "empty.sig", SIGN_REQUEST, write_nothing },
	{ DATA "request.sig", SIGN_REQUEST, write_swedish },
	{ DATA "daemon.sig", SIGN_DAEMON, write_swedish },
	{ DATA "wide.sig", SIGN_REQUEST, write_wide },
	{ DATA "long.sig", SIGN_REQUEST, write_long },
};

/* Only its owner may read a key, and git does not keep that. */
static struct sign_key *read_key(void)
{
	char path[] = "/tmp/planvakt-golden-XXXXXX";
	struct buffer text = { 0 };
	struct sign_key *key = NULL;
	int file = mkstemp(path);
	struct err err;

	load(&text, DATA "key");
	assert_int_equal(
	    write(file, text.bytes, text.length), (ssize_t)text.length);
	assert_int_equal(fchmod(file, 0600), 0);
	close(file);
	assert_int_equal(sign_key_read(&key, path, &err), 0);
	unlink(path);
	buffer_free(&text);
	return key;
}

static void our_files_are_those_of_ssh_keygen(void **state)
{
	struct sign_key *key = read_key();

	(void)state;
	for (size_t i = 0; i < sizeof(golden) / sizeof(*golden); i++) {
		struct buffer message = { 0 }, theirs = { 0 }, ours = { 0 };
		uint8_t signature[SIGN_SIGNATURE];

		golden[i].write(&message);
		load(&theirs, golden[i].file);
		sign_message(key, golden[i].namespace, message.bytes,
		    message.length, signature);
		sign_armor(&ours, sign_key_public(key), golden[i].namespace,
		    signature);
		assert_string_equal(ours.bytes, theirs.bytes);
		assert_true(
		    sign_verify(sign_key_public(key), golden[i].namespace,
			message.bytes, message.length, signature));
		buffer_free(&ours);
		buffer_free(&theirs);
		buffer_free(&message);
	}
	sign_key_free(key);
}

/* Every byte of a long message counts, in its first, its last and between. */
static void every_byte_is_signed(void **state)
{
	struct sign_key *key = read_key();
	struct buffer message = { 0 };
	uint8_t signature[SIGN_SIGNATURE];

	(void)state;
	write_long(&message);
	sign_message(
	    key, SIGN_REQUEST, message.bytes, message.length, signature);
	for (size_t at = 0; at < message.length; at += 9999) {
		message.bytes[at] ^= 1;
		assert_false(sign_verify(sign_key_public(key), SIGN_REQUEST,
		    message.bytes, message.length, signature));
		message.bytes[at] ^= 1;
	}
	assert_false(sign_verify(sign_key_public(key), SIGN_REQUEST,
	    message.bytes, message.length - 1, signature));
	assert_true(sign_verify(sign_key_public(key), SIGN_REQUEST,
	    message.bytes, message.length, signature));
	buffer_free(&message);
	sign_key_free(key);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_files_are_those_of_ssh_keygen),
		cmocka_unit_test(every_byte_is_signed),
	};

	sign_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
