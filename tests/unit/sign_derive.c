/* SPDX-License-Identifier: ISC */
/* Numbers that follow from a key. */
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

static uint64_t derive(
    const struct sign_key *key, const char *purpose, const char *bytes)
{
	return sign_derive(key, purpose, bytes, strlen(bytes));
}

static void it_differs_by_all_that_it_is_of(void **state)
{
	struct sign_key *key = sign_key_generate();
	struct sign_key *other = sign_key_generate();
	uint64_t number = derive(key, "purpose", "bytes");

	(void)state;
	assert_true(number == derive(key, "purpose", "bytes"));
	assert_true(number != derive(other, "purpose", "bytes"));
	assert_true(number != derive(key, "purposes", "bytes"));
	assert_true(number != derive(key, "purpose", "byte"));
	assert_true(number != derive(key, "purpose", ""));
	/* What ends the one does not begin the other. */
	assert_true(
	    derive(key, "purpose", "bytes") != derive(key, "purposeb", "ytes"));
	sign_key_free(key);
	sign_key_free(other);
}

/* A restart reads the same key, and derives the same. */
static void it_outlives_the_process(void **state)
{
	char folder[] = "/tmp/derive.XXXXXX", path[64];
	struct sign_key *key = sign_key_generate(), *again = NULL;
	struct err err;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/key", folder);
	assert_int_equal(sign_key_write(key, path, "test", &err), 0);
	assert_int_equal(sign_key_read(&again, path, &err), 0);
	assert_true(derive(key, "a", "b") == derive(again, "a", "b"));
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
	sign_key_free(key);
	sign_key_free(again);
}

/* Of 1024 numbers, each bit is set in half: 512, and six standard
 * deviations of 16 are allowed, with each of 64 bits, to either side. */
static void every_bit_is_as_often_set_as_not(void **state)
{
	struct sign_key *key = sign_key_generate();
	int set[64] = { 0 };

	(void)state;
	for (int i = 0; i < 1024; i++) {
		uint64_t number = sign_derive(key, "bits", &i, sizeof(i));

		for (int bit = 0; bit < 64; bit++)
			set[bit] += (int)(number >> bit & 1);
	}
	for (int bit = 0; bit < 64; bit++)
		assert_in_range(set[bit], 512 - 96, 512 + 96);
	sign_key_free(key);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_differs_by_all_that_it_is_of),
		cmocka_unit_test(it_outlives_the_process),
		cmocka_unit_test(every_bit_is_as_often_set_as_not),
	};

	sign_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
