/* SPDX-License-Identifier: ISC */
/* A .pub file as it comes by mail, from Windows, out of authorized_keys: read
 * right, or refused in words that say what to do. */
#include "protocol/public_file.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "protocol/sign_key.h"

/* RFC 8032, 7.1, TEST 1 and TEST 2, in OpenSSH's words. */
#define ONE                                                                    \
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYj" \
	"Ja8CGmj3B1Ea"
#define TWO                                                                    \
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID1AF8PoQ4lakrcKp00bfrycmCzPLsSW" \
	"jMDNVfEq9GYM"

static int read_bytes(
    const char *bytes, size_t length, char *line, struct err *err)
{
	char path[] = "/tmp/planvakt-XXXXXX";
	uint8_t public[SIGN_PUBLIC];
	int fd = mkstemp(path), result;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, length), (ssize_t)length);
	close(fd);
	result = public_file_read(public, path, err);
	unlink(path);
	if (result == 0)
		sign_public_write(public, line);
	return result;
}

static void one_key_is_read_whatever_stands_about_it(void **state)
{
	static const char *const good[] = {
		ONE "\n",
		ONE,
		ONE " anna@dator\n",
		ONE "\r\n",
		ONE " anna\r\n\r\n",
		"\xef\xbb\xbf" ONE "\n",
		"ssh-ed25519\t"
		"AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkB"
		"zoO4XLz2qYjJa8CGmj3B1Ea\tanna\n",
		"  " ONE "\n",
		"\n\n" ONE "\n",
		"# " TWO "\n" ONE "\n",
		"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAA me\n" ONE "\n",
		ONE " anna\n" ONE " samma igen\n",
	};
	char line[SIGN_SSH_PUBLIC];
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		if (read_bytes(good[i], strlen(good[i]), line, &err) != 0)
			fail_msg("%zu: %s", i, err.text);
		assert_string_equal(line, ONE);
	}
}

static void what_is_not_one_key_is_told(void **state)
{
	static const struct {
		const char *bytes, *told;
	} bad[] = {
		{ "", "holds no ssh-ed25519 public key" },
		{ "\n", "holds no ssh-ed25519 public key" },
		{ "# " ONE "\n", "holds no ssh-ed25519 public key" },
		{ ONE "\n" TWO "\n", "more than one" },
		{ TWO " a\r\n" ONE " b\r\n", "more than one" },
		{ "no-pty " ONE "\n", "options before the key" },
		{ "command=\"a b\",no-pty\t" ONE " anna\n",
		    "options before the key" },
		{ "-----BEGIN OPENSSH PRIVATE KEY-----\n", "private key" },
		{ "\xff\xfes\0s\0h\0", "UTF-16" },
		{ "\xfe\xff\0s\0s\0h", "UTF-16" },
		{ "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAA me\n",
		    "holds no ssh-ed25519" },
		{ "x" ONE "\n", "holds no ssh-ed25519" },
	};
	char line[SIGN_SSH_PUBLIC];
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		err.text[0] = '\0';
		if (read_bytes(
			bad[i].bytes, strlen(bad[i].bytes), line, &err) == 0 ||
		    strstr(err.text, bad[i].told) == NULL)
			fail_msg("%zu: \"%s\", not \"%s\"", i, err.text,
			    bad[i].told);
		assert_int_equal(err.code, ERR_INVALID);
	}
}

static void what_is_no_file_is_told(void **state)
{
	uint8_t public[SIGN_PUBLIC];
	struct err err;

	(void)state;
	assert_int_equal(public_file_read(public, "/nowhere/x.pub", &err), -1);
	assert_non_null(strstr(err.text, "cannot read /nowhere/x.pub"));
	assert_int_equal(public_file_read(public, "/tmp", &err), -1);
	assert_non_null(strstr(err.text, "cannot read /tmp"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_key_is_read_whatever_stands_about_it),
		cmocka_unit_test(what_is_not_one_key_is_told),
		cmocka_unit_test(what_is_no_file_is_told),
	};

	sign_init();
	return cmocka_run_group_tests_name("public_file", tests, NULL, NULL);
}
