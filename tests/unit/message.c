/* SPDX-License-Identifier: ISC */
/* Requests; tests/unit/message_daemon.c has what the daemon says. */
#include "protocol/message.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define A8         "aaaaaaaa"
#define HEX32      A8 A8 A8 A8
#define HEX64      HEX32 HEX32
#define HEX128     HEX64 HEX64
#define PRINT      "SHA256:lBoNGhSqxFfsThjlAEBnBRRhbblI83rWam6vLAybIxc"
#define V          "{\"jsonrpc\":\"2.0\","
#define D          "\"daemon\":\"" PRINT "\""
#define RECEIPT    "{\"seq\":12,\"hash\":\"" HEX64 "\"}"
#define LEAST      V "\"id\":1,\"method\":\"ping\"," D "}"
#define WITH(more) V "\"id\":1,\"method\":\"ping\"," D "," more "}"

/* Refused whole, leaving nothing to release. */
static void check_refused(const char *body, size_t length, const char *words)
{
	struct request request;
	struct err err = { 0 };

	assert_int_equal(
	    message_request_read(&request, body, length, &err), -1);
	assert_int_equal(err.code, ERR_MALFORMED);
	assert_null(request.root);
	if (strstr(err.text, words) == NULL)
		fail_msg("\"%s\" in: %s", words, err.text);
}

static void the_least_request_is_read(void **state)
{
	struct request request;
	struct err err;

	(void)state;
	assert_int_equal(
	    message_request_read(&request, LEAST, strlen(LEAST), &err), 0);
	assert_int_equal(request.id, 1);
	assert_string_equal(request.method, "ping");
	assert_string_equal(request.daemon, PRINT);
	assert_true(json_is_object(request.params));
	assert_int_equal(json_object_size(request.params), 0);
	assert_false(request.has_session);
	assert_false(request.has_seen);
	assert_false(request.has_blind);
	message_request_release(&request);
	assert_null(request.root);
	message_request_release(&request);
}

/* The request of docs/wire.md. */
static void the_whole_request_is_written_and_read(void **state)
{
	const struct request request = { .id = 1,
		.method = "activity.update",
		.params = json_pack("{s:i,s:s}", "id", 3, "status", "gjord å"),
		.daemon = PRINT,
		.session = { [0 ... 31] = 0xaa },
		.has_session = true,
		.has_seen = true,
		.has_blind = true,
		.tells = true,
		.seen = { 12, { [0 ... 31] = 0xaa } },
		.blind = { [0 ... 31] = 0xaa } };
	struct buffer body = { 0 };
	struct request back;
	struct err err;

	(void)state;
	message_request_write(&body, &request);
	assert_string_equal(body.bytes,
	    V "\"id\":1,\"method\":\"activity.update\",\"params\":{\"id\":3,"
	      "\"status\":\"gjord å\"}," D ",\"session\":\"" HEX64
	      "\",\"seen\":" RECEIPT ",\"blind\":\"" HEX64 "\",\"tell\":true}");
	assert_int_equal(
	    message_request_read(&back, body.bytes, body.length, &err), 0);
	assert_int_equal(back.id, 1);
	assert_string_equal(back.method, "activity.update");
	assert_true(json_equal(back.params, request.params));
	assert_true(back.has_session && back.has_seen && back.has_blind);
	assert_true(back.tells);
	assert_memory_equal(back.session, request.session, MESSAGE_SESSION);
	assert_int_equal(back.seen.seq, 12);
	assert_memory_equal(back.seen.hash, request.seen.hash, SIGN_SHA256);
	assert_memory_equal(back.blind, request.blind, MESSAGE_BLIND);
	message_request_release(&back);
	json_decref(request.params);
	buffer_free(&body);
}

static void what_is_left_out_is_not_written(void **state)
{
	const struct request request = {
		.id = 999999999, .method = "ping", .daemon = PRINT
	};
	struct buffer body = { 0 };

	(void)state;
	message_request_write(&body, &request);
	assert_string_equal(body.bytes,
	    V "\"id\":999999999,\"method\":\"ping\",\"params\":{}," D "}");
	buffer_free(&body);
}

static const struct {
	const char *body, *words;
} refused[] = {
	{ "", "not valid UTF-8 JSON" },
	{ "x", "not valid UTF-8 JSON" },
	{ "{", "not valid UTF-8 JSON" },
	{ LEAST "x", "not valid UTF-8 JSON" },
	{ LEAST LEAST, "not valid UTF-8 JSON" },
	{ WITH("\"params\":{\"a\":1e999}"), "not valid UTF-8 JSON" },
	{ WITH("\"params\":{\"a\":9223372036854775808}"), "not valid" },
	{ WITH("\"params\":{\"a\":\"\xff\"}"), "not valid UTF-8 JSON" },
	{ WITH("\"params\":{\"a\":\"\xed\xa0\x80\"}"), "not valid UTF-8" },
	{ WITH("\"params\":{\"a\":\"\xc0\x80\"}"), "not valid UTF-8 JSON" },
	{ WITH("\"params\":{\"a\":\"\\ud800\"}"), "not valid UTF-8 JSON" },
	{ WITH("\"params\":{\"a\":\"\\u0000\"}"), "not valid UTF-8 JSON" },
	{ WITH("\"params\":{\"a\":\"\n\"}"), "not valid UTF-8 JSON" },
	{ "\xef\xbb\xbf" LEAST, "not valid UTF-8 JSON" },
	{ "[]", "not a JSON object" },
	{ "[" LEAST "]", "not a JSON object" },
	{ "\"text\"", "not valid UTF-8 JSON" },
	{ "{}", "\"id\" must be" },
	{ WITH("\"id\":1"), "a member stands twice" },
	{ WITH("\"\\u0069d\":2"), "a member stands twice" },
	{ WITH("\"params\":{\"a\":[{\"b\":1,\"b\":1}]}"), "stands twice" },
	{ WITH("\"extra\":1"), "unknown member \"extra\"" },
	{ WITH("\"ID\":1"), "unknown member" },
	{ WITH("\"\":1"), "unknown member" },
	{ V "\"method\":\"ping\"," D "}",
	    "the member \"id\" must be a whole number from 1 to "
	    "999999999" },
	{ V "\"id\":0,\"method\":\"ping\"," D "}", "\"id\" must be a whole" },
	{ V "\"id\":-1,\"method\":\"ping\"," D "}", "\"id\" must be a whole" },
	{ V "\"id\":1.0,\"method\":\"ping\"," D "}", "\"id\" must be a who" },
	{ V "\"id\":1e0,\"method\":\"ping\"," D "}", "\"id\" must be a who" },
	{ V "\"id\":\"1\",\"method\":\"ping\"," D "}", "\"id\" must be a" },
	{ V "\"id\":null,\"method\":\"ping\"," D "}", "\"id\" must be a " },
	{ V "\"id\":true,\"method\":\"ping\"," D "}", "\"id\" must be a " },
	{ V "\"id\":9007199254740993,\"method\":\"ping\"," D "}", "\"id\"" },
	{ V "\"id\":1000000000,\"method\":\"ping\"," D "}", "to 999999999" },
	{ V "\"id\":1212121212,\"method\":\"ping\"," D "}", "to 999999999" },
	{ "{\"id\":1,\"method\":\"ping\"," D "}", "\"jsonrpc\" must be \"2.0" },
	{ "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"ping\"," D "}",
	    "\"jsonrpc\" must be \"2.0\"" },
	{ "{\"jsonrpc\":\"2\",\"id\":1,\"method\":\"ping\"," D "}",
	    "\"jsonrpc\" must be \"2.0\"" },
	{ V "\"id\":1," D "}", "\"method\" must be a text of 1 to 64 bytes" },
	{ V "\"id\":1,\"method\":\"\"," D "}", "\"method\" must be a text" },
	{ V "\"id\":1,\"method\":1," D "}", "\"method\" must be a text" },
	{ V "\"id\":1,\"method\":\"" HEX64 "a\"," D "}", "\"method\" must" },
	{ WITH("\"params\":[]"), "\"params\" must be an object" },
	{ WITH("\"params\":null"), "\"params\" must be an object" },
	{ WITH("\"params\":\"\""), "\"params\" must be an object" },
	{ V "\"id\":1,\"method\":\"ping\"}", "\"daemon\" must be a text" },
	{ V "\"id\":1,\"method\":\"ping\",\"daemon\":\"\"}", "\"daemon\"" },
	{ V "\"id\":1,\"method\":\"ping\",\"daemon\":7}", "\"daemon\" must" },
	{ V "\"id\":1,\"method\":\"ping\",\"daemon\":\"" PRINT "x\"}",
	    "\"daemon\" must be a text of 1 to 50 bytes" },
	{ WITH("\"session\":null"), "\"session\" must be 64 lower-case hex" },
	{ WITH("\"session\":\"\""), "\"session\" must be 64 lower-case hex" },
	{ WITH("\"session\":\"" HEX64 "aa\""), "\"session\" must be 64" },
	{ WITH("\"session\":\"A" HEX64 "\""), "\"session\" must be 64" },
	{ WITH("\"blind\":\"" HEX128 "\""), "\"blind\" must be 64 lower" },
	{ WITH("\"blind\":1"), "\"blind\" must be 64 lower-case hex" },
	{ WITH("\"tell\":false"), "\"tell\" must be true" },
	{ WITH("\"tell\":1"), "\"tell\" must be true" },
	{ WITH("\"seen\":null"), "\"seen\" must be {\"seq\":N,\"hash\":" },
	{ WITH("\"seen\":[]"), "\"seen\" must be" },
	{ WITH("\"seen\":{}"), "\"seen\" must be" },
	{ WITH("\"seen\":{\"seq\":1}"), "\"seen\" must be" },
	{ WITH("\"seen\":{\"hash\":\"" HEX64 "\"}"), "\"seen\" must be" },
	{ WITH("\"seen\":{\"seq\":-1,\"hash\":\"" HEX64 "\"}"), "\"seen\"" },
	{ WITH("\"seen\":{\"seq\":1,\"hash\":\"" HEX128 "\"}"), "\"seen\"" },
	{ WITH("\"seen\":{\"seq\":1,\"hash\":\"" HEX64 "\",\"at\":1}"),
	    "\"seen\" must be" },
};

static void other_requests_are_refused_by_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		check_refused(
		    refused[i].body, strlen(refused[i].body), refused[i].words);
}

/* Each says what a good one says, but not in its bytes. */
static void an_escaped_envelope_is_refused(void **state)
{
	static const char *const bodies[] = {
		WITH("\"see\\u006e\":" RECEIPT),
		WITH("\"seen\":{\"s\\u0065q\":12,\"hash\":\"" HEX64 "\"}"),
		WITH("\"p\\u0061rams\":{}"),
		WITH("\"params\":{\"a\":[{}]},\"see\\u006e\":" RECEIPT),
		WITH("\"params\":{\"a\":\"{\\\"\"},\"see\\u006e\":" RECEIPT),
		WITH("\"session\":\"\\u0061" HEX32 A8 A8 A8 "aaaaaaa\""),
		V "\"id\":1,\"method\":\"p\\u0069ng\"," D "}",
		V "\"id\":1,\"method\":\"params\",\"d\\u0061emon\":\"" PRINT
		  "\"}",
		V "\"id\":1,\"method\":\"ping\",\"daemon\":\"a\\/b\"}",
		"{\"\\u006asonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"," D
		"}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++)
		check_refused(bodies[i], strlen(bodies[i]),
		    "a backslash stands outside of \"params\"");
}

static void params_may_have_escapes(void **state)
{
	static const char *const bodies[] = {
		WITH("\"params\":{\"a\":\"\\\"}\\\\\"},\"seen\":" RECEIPT),
		WITH("\"params\" : {\"\\u0061\":[{\"b\":{\"c\":\"\\n\"}}]}"),
		WITH("\"seen\":" RECEIPT ",\"params\":{\"a\":\"\\/\"}"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++) {
		struct request request;
		struct err err = { 0 };

		if (message_request_read(
			&request, bodies[i], strlen(bodies[i]), &err) != 0)
			fail_msg("%s: %s", bodies[i], err.text);
		message_request_release(&request);
	}
}

static void nul_bytes_are_refused(void **state)
{
	static const char after[] = LEAST "\0";
	static const char within[] = WITH("\"params\":{\"a\":\"b\0c\"}");
	static const char between[] = V "\0\"id\":1,\"method\":\"ping\"," D "}";

	(void)state;
	check_refused(after, sizeof(after) - 1, "not valid UTF-8 JSON");
	check_refused(within, sizeof(within) - 1, "not valid UTF-8 JSON");
	check_refused(between, sizeof(between) - 1, "not valid UTF-8 JSON");
	check_refused("\0", 1, "not valid UTF-8 JSON");
}

/* Cut anywhere it is refused, in memory that ends where the bytes end. */
static void every_byte_is_needed(void **state)
{
	static const char whole[] = WITH("\"seen\":" RECEIPT);

	(void)state;
	for (size_t length = 0; length < sizeof(whole) - 1; length++) {
		char *part = malloc(length + 1);

		memcpy(part + 1, whole, length);
		check_refused(part + 1, length, "not valid UTF-8 JSON");
		free(part);
	}
}

static void check_nested(
    const char *open, const char *close, size_t depth, const char *words)
{
	struct buffer body = { 0 };

	buffer_text(&body, V "\"id\":1,\"params\":{\"a\":");
	for (size_t i = 0; i < depth; i++)
		buffer_text(&body, open);
	buffer_text(&body, "1");
	for (size_t i = 0; i < depth; i++)
		buffer_text(&body, close);
	buffer_text(&body, "}}");
	check_refused(body.bytes, body.length, words);
	buffer_free(&body);
}

static void nesting_is_no_danger(void **state)
{
	(void)state;
	check_nested("[", "]", 1000, "\"method\" must be");
	check_nested("{\"a\":", "}", 1000, "\"method\" must be");
	check_nested("[", "]", 1000000, "nested too deep");
	check_nested("{\"a\":", "}", 1000000, "nested too deep");
	check_nested("[{\"a\":", "}]", 1000000, "nested too deep");
}

/* What stands in a message may be a person's number: no error repeats it. */
static void errors_do_not_repeat_values(void **state)
{
	static const char *const bodies[] = {
		WITH("\"params\":{\"a\":\"19121212-1212\",}"),
		WITH("\"params\":{\"a\":\"19121212-1212\"}}"),
		WITH("\"params\":{\"19121212-1212\":1,\"19121212-1212\":1}"),
		WITH("\"19121212-1212\":1"),
		WITH("\"params\":\"19121212-1212\""),
		WITH("\"blind\":\"19121212-1212\""),
		V "\"id\":\"19121212-1212\"}",
		WITH("\"params\":{\"a\":\"19121212-1212\xff\"}")
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++) {
		struct request request;
		struct err err;

		assert_int_equal(message_request_read(&request, bodies[i],
				     strlen(bodies[i]), &err),
		    -1);
		assert_null(strstr(err.text, "1212"));
	}
}

/* A refusal can be sent to whom it concerns. */
static void a_refused_request_keeps_its_id(void **state)
{
	static const char known[] = V "\"id\":7,\"method\":\"\"," D "}";
	static const char unknown[] = V "\"id\":-7,\"method\":\"\"," D "}";
	struct request request;
	struct err err;

	(void)state;
	message_request_read(&request, known, strlen(known), &err);
	assert_int_equal(request.id, 7);
	message_request_read(&request, unknown, strlen(unknown), &err);
	assert_int_equal(request.id, 0);
	message_request_read(&request, "{\"id\":7", 7, &err);
	assert_int_equal(request.id, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_least_request_is_read),
		cmocka_unit_test(the_whole_request_is_written_and_read),
		cmocka_unit_test(what_is_left_out_is_not_written),
		cmocka_unit_test(other_requests_are_refused_by_name),
		cmocka_unit_test(an_escaped_envelope_is_refused),
		cmocka_unit_test(params_may_have_escapes),
		cmocka_unit_test(nul_bytes_are_refused),
		cmocka_unit_test(every_byte_is_needed),
		cmocka_unit_test(nesting_is_no_danger),
		cmocka_unit_test(errors_do_not_repeat_values),
		cmocka_unit_test(a_refused_request_keeps_its_id),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
