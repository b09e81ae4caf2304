/* SPDX-License-Identifier: ISC */
/* A line of the chain is read as it was written or not at all. */
#include "client/connection/chain.h"
#include "protocol/sign_key.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static struct sign_key *key;

static int open_key(void **state)
{
	(void)state;
	sign_init();
	key = sign_key_generate();
	return 0;
}

static int close_key(void **state)
{
	(void)state;
	sign_key_free(key);
	return 0;
}

/* By the rule in docs/verify.md. */
static void write_line(struct buffer *to, int64_t seq, int64_t at,
    const uint8_t previous[SIGN_SHA256])
{
	uint8_t signature[SIGN_SIGNATURE];
	struct texts texts = texts_of("{\"å\":1}", "{}");

	sign_message(
	    key, SIGN_REQUEST, "{\"å\":1}", strlen("{\"å\":1}"), signature);
	buffer_printf(
	    to, "planvakt-log-1 %" PRId64 " %" PRId64 " 1000 ", seq, at);
	buffer_hex(to, sign_key_public(key), SIGN_PUBLIC);
	buffer_text(to, " ");
	buffer_hex(to, texts.request, SIGN_SHA512);
	buffer_text(to, " ");
	buffer_hex(to, signature, SIGN_SIGNATURE);
	buffer_text(to, " ");
	buffer_hex(to, texts.reading, SIGN_SHA256);
	buffer_text(to, " ");
	buffer_hex(to, previous, SIGN_SHA256);
}

static struct link make(
    int64_t seq, int64_t at, const uint8_t previous[SIGN_SHA256])
{
	struct buffer line = { 0 };
	struct link link;
	struct err err;

	write_line(&line, seq, at, previous);
	assert_int_equal(link_read(&link, line.bytes, &err), 0);
	buffer_free(&line);
	return link;
}

static const struct link nothing;

static void line_is_read(void **state)
{
	struct texts texts = texts_of("{\"å\":1}", "{}");
	struct buffer line = { 0 };
	uint8_t hash[SIGN_SHA256];
	struct link link;
	struct err err;

	(void)state;
	write_line(&line, 12, 1656655200, nothing.previous);
	assert_int_equal(link_read(&link, line.bytes, &err), 0);
	assert_int_equal(link.place.seq, 12);
	assert_int_equal(link.at, 1656655200);
	assert_memory_equal(link.key, sign_key_public(key), SIGN_PUBLIC);
	assert_true(texts_are(&link.texts, &texts));
	buffer_text(&line, "\n");
	sign_sha256(line.bytes, line.length, hash);
	assert_memory_equal(link.place.hash, hash, SIGN_SHA256);
	assert_int_equal(link_signed(&link, &err), 0);
	buffer_free(&line);
}

static void refuse(const char *line)
{
	struct link link;
	struct err err = { 0 };

	if (link_read(&link, line, &err) == 0)
		fail_msg("taken: %s", line);
	assert_int_equal(err.code, ERR_TRUST);
}

static void nothing_else_is(void **state)
{
	struct buffer line = { 0 };
	char *copy, *at;

	(void)state;
	write_line(&line, 12, 1656655200, nothing.previous);
	refuse("");
	refuse("planvakt-log-1");
	/* Any shorter, and with anything after it. */
	for (size_t length = line.length - 1; length > 0; length--) {
		copy = strndup(line.bytes, length);
		refuse(copy);
		free(copy);
	}
	buffer_text(&line, " ");
	refuse(line.bytes);
	line.bytes[line.length - 1] = '0';
	refuse(line.bytes);
	buffer_cut(&line, line.length - 1);
	/* Other spellings of the same. */
	at = strstr(line.bytes, " 12 ");
	memcpy(at, " 012 ", 4);
	refuse(line.bytes);
	memcpy(at, " +2 ", 4);
	refuse(line.bytes);
	memcpy(at, " -2 ", 4);
	refuse(line.bytes);
	memcpy(at, " 1\t ", 4);
	refuse(line.bytes);
	memcpy(at, " 12 ", 4);
	line.bytes[8] = '_';
	refuse(line.bytes);
	line.bytes[8] = '-';
	line.bytes[line.length - 1] = 'A';
	refuse(line.bytes);
	buffer_free(&line);
}

static void links_follow_on_each_other(void **state)
{
	struct link first = make(1, 100, nothing.previous);
	struct link next = make(2, 100, first.place.hash);
	struct link early = make(2, 99, first.place.hash);
	struct link other = make(2, 100, nothing.previous);
	struct link gap = make(3, 100, first.place.hash);
	struct err err = { 0 };

	(void)state;
	assert_int_equal(link_follows(&first, &nothing, &err), 0);
	assert_int_equal(link_follows(&next, &first, &err), 0);
	assert_int_equal(link_follows(&next, &nothing, &err), -1);
	assert_int_equal(err.code, ERR_TRUST);
	assert_int_equal(link_follows(&early, &first, &err), -1);
	assert_non_null(strstr(err.text, "older"));
	assert_int_equal(link_follows(&other, &first, &err), -1);
	assert_non_null(strstr(err.text, "follow"));
	assert_int_equal(link_follows(&gap, &first, &err), -1);
	assert_non_null(strstr(err.text, "entry 3"));
}

static void signature_is_over_the_request(void **state)
{
	struct link link = make(1, 100, nothing.previous);
	struct err err = { 0 };

	(void)state;
	link.texts.reading[0] ^= 1; /* which nobody signs */
	assert_int_equal(link_signed(&link, &err), 0);
	link.texts.request[0] ^= 1;
	assert_int_equal(link_signed(&link, &err), -1);
	assert_int_equal(err.code, ERR_TRUST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line_is_read),
		cmocka_unit_test(nothing_else_is),
		cmocka_unit_test(links_follow_on_each_other),
		cmocka_unit_test(signature_is_over_the_request),
	};

	return cmocka_run_group_tests(tests, open_key, close_key);
}
