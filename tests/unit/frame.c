/* SPDX-License-Identifier: ISC */
#include "protocol/frame.h"
#include "protocol/sign_key.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static const char body[] = "{\"jsonrpc\":\"2.0\"}";

#define BODY_LENGTH (sizeof(body) - 1)
#define WHOLE       (4 + 32 + 64 + BODY_LENGTH)

static void writes_what_the_wire_says(void **state)
{
	struct buffer to = { 0 };
	struct sign_key *key = sign_key_generate();
	const uint8_t *at;

	(void)state;
	buffer_text(&to, "before");
	frame_write(&to, key, SIGN_REQUEST, body, BODY_LENGTH);
	assert_int_equal(to.length, 6 + WHOLE);
	at = (const uint8_t *)to.bytes + 6;
	assert_memory_equal(at, "\0\0\0", 3);
	assert_int_equal(at[3], 32 + 64 + BODY_LENGTH);
	assert_memory_equal(at + 4, sign_key_public(key), 32);
	assert_memory_equal(at + 100, body, BODY_LENGTH);
	assert_true(
	    sign_verify(at + 4, SIGN_REQUEST, body, BODY_LENGTH, at + 36));
	sign_key_free(key);
	buffer_free(&to);
}

static void length_is_big_endian(void **state)
{
	const size_t length = 0x012345 - 96;
	struct buffer to = { 0 };
	struct sign_key *key = sign_key_generate();
	char *long_body = calloc(1, length);

	(void)state;
	frame_write(&to, key, SIGN_DAEMON, long_body, length);
	assert_memory_equal(to.bytes, "\x00\x01\x23\x45", 4);
	free(long_body);
	sign_key_free(key);
	buffer_free(&to);
}

/* Byte for byte as it may come from a socket, each time in memory that ends
 * where the bytes end, with another frame behind it at last. */
static void reads_only_what_is_whole(void **state)
{
	struct buffer to = { 0 };
	struct sign_key *key = sign_key_generate();
	struct frame frame;
	struct err err;
	size_t used = 0;

	(void)state;
	frame_write(&to, key, SIGN_REQUEST, body, BODY_LENGTH);
	frame_write(&to, key, SIGN_REQUEST, "", 0);
	for (size_t length = 0; length < WHOLE; length++) {
		char *part = malloc(length + 1);

		memcpy(part + 1, to.bytes, length);
		assert_int_equal(frame_read(part + 1, length, FRAME_FIRST_MAX,
				     &frame, &used, &err),
		    0);
		free(part);
	}
	assert_int_equal(frame_read(to.bytes, to.length, FRAME_FIRST_MAX,
			     &frame, &used, &err),
	    1);
	assert_int_equal(used, WHOLE);
	assert_ptr_equal(frame.public, to.bytes + 4);
	assert_ptr_equal(frame.signature, to.bytes + 36);
	assert_ptr_equal(frame.body, to.bytes + 100);
	assert_int_equal(frame.body_length, BODY_LENGTH);
	assert_int_equal(frame_read(to.bytes + used, to.length - used,
			     FRAME_FIRST_MAX, &frame, &used, &err),
	    1);
	assert_int_equal(used, 100);
	assert_int_equal(frame.body_length, 0);
	sign_key_free(key);
	buffer_free(&to);
}

static int read_head(const char head[4], size_t limit, struct err *err)
{
	struct frame frame;
	size_t used;

	return frame_read(head, 4, limit, &frame, &used, err);
}

static void too_short_is_malformed(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(read_head("\0\0\0\x5f", FRAME_MAX, &err), -1);
	assert_int_equal(err.code, ERR_MALFORMED);
	assert_string_equal(
	    err.text, "a frame of 99 bytes is too short: the least is 100");
	assert_int_equal(read_head("\0\0\0\0", FRAME_MAX, &err), -1);
	assert_int_equal(err.code, ERR_MALFORMED);
	assert_int_equal(read_head("\0\0\0\x60", FRAME_MAX, &err), 0);
}

static void too_large_names_both_figures(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(read_head("\0\0\xff\xfc", FRAME_FIRST_MAX, &err), 0);
	assert_int_equal(read_head("\0\0\xff\xfd", FRAME_FIRST_MAX, &err), -1);
	assert_int_equal(err.code, ERR_TOO_LARGE);
	assert_string_equal(err.text,
	    "a frame of 65537 bytes is too large: the limit is 65536");
	assert_int_equal(
	    read_head("\xff\xff\xff\xff", FRAME_COORDINATOR_MAX, &err), -1);
	assert_int_equal(err.code, ERR_TOO_LARGE);
	assert_string_equal(err.text,
	    "a frame of 4294967299 bytes is too large: the limit is 33554432");
	assert_int_equal(
	    read_head("\x01\xff\xff\xfc", FRAME_COORDINATOR_MAX, &err), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_what_the_wire_says),
		cmocka_unit_test(length_is_big_endian),
		cmocka_unit_test(reads_only_what_is_whole),
		cmocka_unit_test(too_short_is_malformed),
		cmocka_unit_test(too_large_names_both_figures),
	};

	sign_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
