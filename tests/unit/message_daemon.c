/* SPDX-License-Identifier: ISC */
/* What the daemon says: hello and answers. */
#include "protocol/message.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define A8      "aaaaaaaa"
#define HEX64   A8 A8 A8 A8 A8 A8 A8 A8
#define HEX128  HEX64 HEX64
#define ZERO8   "00000000"
#define ZERO64  ZERO8 ZERO8 ZERO8 ZERO8 ZERO8 ZERO8 ZERO8 ZERO8
#define PRINT   "SHA256:lBoNGhSqxFfsThjlAEBnBRRhbblI83rWam6vLAybIxc"
#define V       "{\"jsonrpc\":\"2.0\","
#define D       "\"daemon\":\"" PRINT "\""
#define RECEIPT "{\"seq\":12,\"hash\":\"" HEX64 "\"}"
#define LEAST   V "\"id\":1,\"method\":\"ping\"," D "}"

/* --- hello --- */

/* docs/wire.md's, with whole values. */
#define HELLO(protocol, more, limits)                                          \
	V "\"method\":\"hello\",\"params\":{\"protocol\":" protocol            \
	  ",\"version\":\"0.1.0\"," D ",\"session\":\"" HEX64                  \
	  "\",\"head\":" RECEIPT ",\"rehearsal\":" more                        \
	  ",\"zone\":\"Europe/Stockholm\",\"limits\":" limits "}}"
#define LIMITS "{\"first\":65536,\"frame\":1048576,\"coordinator\":33554432}"

static const struct hello whole_hello = {
	"0.1.0",
	PRINT,
	{ [0 ... 31] = 0xaa },
	{ 12, { [0 ... 31] = 0xaa } },
	false,
	"Europe/Stockholm",
};

static void hello_is_written_and_read(void **state)
{
	struct hello hello = whole_hello, back;
	struct buffer body = { 0 };
	struct err err;

	(void)state;
	message_hello_write(&body, &hello);
	assert_string_equal(body.bytes, HELLO("1", "false", LIMITS));
	assert_int_equal(
	    message_hello_read(&back, body.bytes, body.length, &err), 0);
	assert_string_equal(back.version, "0.1.0");
	assert_string_equal(back.daemon, PRINT);
	assert_memory_equal(back.session, hello.session, MESSAGE_SESSION);
	assert_int_equal(back.head.seq, 12);
	assert_memory_equal(back.head.hash, hello.head.hash, SIGN_SHA256);
	assert_false(back.rehearsal);
	assert_string_equal(back.zone, "Europe/Stockholm");
	hello = (struct hello){ .version = "1",
		.daemon = PRINT,
		.rehearsal = true,
		.zone = "UTC" };
	buffer_cut(&body, 0);
	message_hello_write(&body, &hello);
	assert_non_null(strstr(
	    body.bytes, "\"head\":{\"seq\":0,\"hash\":\"" ZERO64 "\"},"));
	assert_int_equal(
	    message_hello_read(&back, body.bytes, body.length, &err), 0);
	assert_int_equal(back.head.seq, 0);
	assert_true(back.rehearsal);
	buffer_free(&body);
}

static const struct {
	const char *body, *words;
} no_hello[] = {
	{ "", "the daemon's hello breaks the protocol: not valid UTF-8" },
	{ LEAST, "unknown member \"id\"" },
	{ V "\"method\":\"hallo\"}", "\"method\" must be \"hello\"" },
	{ V "\"method\":\"hello\"}", "\"protocol\" must be a whole" },
	{ V "\"method\":\"hello\",\"params\":[]}", "\"protocol\" must be" },
	{ V "\"method\":\"hello\",\"params\":{\"protocol\":2,\"new\":1}}",
	    "it speaks version 2, this program version 1" },
	{ HELLO("1", "0", LIMITS), "\"rehearsal\" must be true or false" },
	{ HELLO("1", "true,\"more\":1", LIMITS), "unknown member \"more\"" },
	{ HELLO("1", "true", "{}"), "\"first\" must be a whole" },
	{ HELLO("1", "true", "[]"), "\"first\" must be a whole" },
	{ HELLO("1", "true",
	      "{\"first\":1,\"frame\":1,\"coordinator\":1,\"x\":1}"),
	    "unknown member \"x\"" },
	{ V "\"method\":\"hello\",\"params\":{\"protocol\":1,\"version\":"
	    "\"0123456789012345678901234567890x\"," D "}}",
	    "\"version\" must be a text of 1 to 31 bytes" },
	{ V "\"method\":\"hello\",\"params\":{\"protocol\":1,\"version\":"
	    "\"1\",\"daemon\":\"" PRINT "x\"}}",
	    "\"daemon\" must be a text of 1 to 50 bytes" },
};

static void other_hellos_are_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(no_hello) / sizeof(*no_hello); i++) {
		const char *body = no_hello[i].body;
		struct hello hello;
		struct err err;

		assert_int_equal(
		    message_hello_read(&hello, body, strlen(body), &err), -1);
		assert_int_equal(err.code, ERR_PROTOCOL);
		if (strstr(err.text, no_hello[i].words) == NULL)
			fail_msg("%s: %s", no_hello[i].words, err.text);
	}
}

/* --- answers --- */

static const uint8_t hash[SIGN_SHA512] = { [0 ... 63] = 0xaa };

static void results_pass_as_they_are(void **state)
{
	const struct receipt receipt = { 12, { [0 ... 31] = 0xaa } };
	struct buffer body = { 0 };
	struct answer answer;
	struct err err;

	(void)state;
	message_result_write(
	    &body, 3, hash, "{ \"id\" : 1.50 }", &receipt, "{\"seq\":12}");
	assert_string_equal(body.bytes,
	    V "\"id\":3,\"request\":\"" HEX128
	      "\",\"result\":{ \"id\" : 1.50 },\"receipt\":" RECEIPT
	      ",\"told\":{\"seq\":12}}");
	assert_int_equal(
	    message_answer_read(&answer, body.bytes, body.length, &err), 0);
	assert_int_equal(answer.id, 3);
	assert_true(answer.has_request);
	assert_memory_equal(answer.request, hash, SIGN_SHA512);
	assert_true(json_is_object(answer.result));
	assert_true(answer.has_receipt);
	assert_int_equal(answer.receipt.seq, 12);
	assert_int_equal(
	    json_integer_value(json_object_get(answer.told, "seq")), 12);
	assert_memory_equal(answer.receipt.hash, receipt.hash, SIGN_SHA256);
	assert_int_equal(answer.error.code, ERR_NONE);
	message_answer_release(&answer);
	message_answer_release(&answer);
	buffer_cut(&body, 0);
	message_result_write(&body, 3, hash, "{}", NULL, NULL);
	assert_string_equal(
	    body.bytes, V "\"id\":3,\"request\":\"" HEX128 "\",\"result\":{}}");
	assert_int_equal(
	    message_answer_read(&answer, body.bytes, body.length, &err), 0);
	assert_false(answer.has_receipt);
	message_answer_release(&answer);
	buffer_free(&body);
}

static void errors_are_written_and_read(void **state)
{
	struct buffer body = { 0 };
	struct err error = { ERR_INVALID, "raden \"x\" är tom" }, err;
	struct answer answer;

	(void)state;
	message_error_write(&body, 3, hash, &error);
	assert_string_equal(body.bytes,
	    V "\"id\":3,\"request\":\"" HEX128
	      "\",\"error\":{\"code\":-32602,\"message\":\"raden \\\"x\\\" är "
	      "tom\",\"data\":{\"word\":\"invalid\"}}}");
	assert_int_equal(
	    message_answer_read(&answer, body.bytes, body.length, &err), 0);
	assert_null(answer.result);
	assert_int_equal(answer.error.code, ERR_INVALID);
	assert_string_equal(answer.error.text, error.text);
	message_answer_release(&answer);
	buffer_cut(&body, 0);
	message_error_write(&body, 0, NULL, &error);
	assert_memory_equal(body.bytes, V "\"id\":0,\"request\":null,", 37);
	assert_int_equal(
	    message_answer_read(&answer, body.bytes, body.length, &err), 0);
	assert_int_equal(answer.id, 0);
	assert_false(answer.has_request);
	message_answer_release(&answer);
	buffer_free(&body);
}

#define ANSWER(more) V "\"id\":1,\"request\":\"" HEX128 "\"," more "}"
#define ERROR(code, word)                                                      \
	"\"error\":{\"code\":" code                                            \
	",\"message\":\"m\\u001bn\",\"data\":{\"word\":\"" word "\"}}"

/* A later daemon may know more kinds of error; its text is shown, in one
 * line that a terminal can take. */
static void errors_of_a_later_daemon_are_shown(void **state)
{
	static const char body[] = ANSWER(ERROR("-32050", "asleep"));
	struct answer answer;
	struct err err;

	(void)state;
	assert_int_equal(
	    message_answer_read(&answer, body, strlen(body), &err), 0);
	assert_int_equal(answer.error.code, ERR_PROTOCOL);
	assert_string_equal(answer.error.text, "m?n");
	message_answer_release(&answer);
}

static const struct {
	const char *body, *words;
} no_answer[] = {
	{ "", "the daemon's answer breaks the protocol: not valid UTF-8" },
	{ "[]", "not a JSON object" },
	{ ANSWER("\"more\":1"), "unknown member \"more\"" },
	{ ANSWER("\"result\":{},\"result\":{}"), "a member stands twice" },
	{ V "\"id\":1,\"request\":\"" HEX128 "\"}", "one of \"result\" and" },
	{ ANSWER("\"result\":{}," ERROR("-32602", "invalid")), "one of" },
	{ ANSWER("\"result\":null"), "\"result\" must be an object" },
	{ ANSWER("\"result\":[]"), "\"result\" must be an object" },
	{ ANSWER("\"error\":null"), "\"message\" must be a text" },
	{ ANSWER("\"error\":{\"code\":-32602,\"message\":\"m\"}"), "\"word\"" },
	{ ANSWER(ERROR("-32601", "invalid")), "\"code\" must be the number" },
	{ ANSWER(ERROR("\\\"-32602\\\"", "invalid")), "not valid" },
	{ ANSWER(ERROR("-32602.0", "invalid")), "\"code\" must be the num" },
	{ ANSWER(ERROR("-32602", "invalid") ",\"receipt\":" RECEIPT),
	    "must not have a receipt" },
	{ ANSWER("\"result\":{},\"receipt\":null"), "\"receipt\" must be" },
	{ V "\"id\":1,\"result\":{}}", "\"request\" must be 128 lower" },
	{ V "\"id\":1,\"request\":\"" HEX64 "\",\"result\":{}}", "be 128 l" },
	{ V "\"id\":-1,\"request\":null,\"result\":{}}", "\"id\" must be" },
	{ V "\"request\":null,\"result\":{}}", "\"id\" must be a whole" },
};

static void other_answers_are_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(no_answer) / sizeof(*no_answer); i++) {
		const char *body = no_answer[i].body;
		struct answer answer;
		struct err err;

		assert_int_equal(
		    message_answer_read(&answer, body, strlen(body), &err), -1);
		assert_int_equal(err.code, ERR_PROTOCOL);
		assert_null(answer.root);
		if (strstr(err.text, no_answer[i].words) == NULL)
			fail_msg("%s: %s", no_answer[i].words, err.text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hello_is_written_and_read),
		cmocka_unit_test(other_hellos_are_refused),
		cmocka_unit_test(results_pass_as_they_are),
		cmocka_unit_test(errors_are_written_and_read),
		cmocka_unit_test(errors_of_a_later_daemon_are_shown),
		cmocka_unit_test(other_answers_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
