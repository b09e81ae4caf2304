/* SPDX-License-Identifier: ISC */
#include "client/connection/page.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HASH                                                                   \
	"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"     \
	"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define START   "{\"jsonrpc\":\"2.0\","
#define REQUEST "\"request\":\"" HASH "\","
#define RESULT  "\"result\":"
#define BEFORE  START "\"id\":7," REQUEST RESULT

static struct page page;

/* In memory that ends where the body ends. */
static int read_body(const char *body)
{
	size_t length = strlen(body);
	char *exact = malloc(length > 0 ? length : 1);
	int result;

	assert_non_null(exact);
	memcpy(exact, body, length);
	result = page_read(&page, exact, length);
	if (result == 0)
		page.rows = body + (page.rows - exact);
	free(exact);
	return result;
}

static void rows_are(const char *body, const char *wanted)
{
	assert_int_equal(read_body(body), 0);
	assert_int_equal(page.id, 7);
	assert_int_equal(page.request[1], 0x11);
	assert_int_equal(page.length, strlen(wanted));
	assert_memory_equal(page.rows, wanted, page.length);
}

static void reads_pages(void **state)
{
	(void)state;
	rows_are(BEFORE "{\"rows\":[]}}", "");
	assert_null(page.next);
	rows_are(
	    BEFORE "{\"rows\":[{\"a\":[1,[2]]},{}]}}", "{\"a\":[1,[2]]},{}");
	/* Brackets and quotes in texts are text. */
	rows_are(BEFORE "{\"rows\":[\"]}}\",\"\\\"]\",\"\\\\\"]}}",
	    "\"]}}\",\"\\\"]\",\"\\\\\"");
	rows_are(BEFORE "{\"rows\":[1],\"next\":12}}", "1");
	assert_int_equal(json_integer_value(page.next), 12);
	json_decref(page.next);
	rows_are(BEFORE "{\"rows\":[1],\"next\":\"}}\"}}", "1");
	assert_string_equal(json_string_value(page.next), "}}");
	json_decref(page.next);
}

static void leaves_all_else_to_the_parser(void **state)
{
	static const char *const others[] = {
		"",
		"{",
		BEFORE "{\"id\":1}}",
		BEFORE "{\"rows\":{}}}",
		BEFORE "{\"rows\":[]}",
		BEFORE "{\"rows\":[]}}}",
		BEFORE "{\"rows\":[]}} ",
		BEFORE "{\"rows\":[],\"more\":1}}",
		BEFORE "{\"rows\":[],\"next\":1},\"receipt\":1}",
		BEFORE "{\"rows\":[],\"next\":}}",
		BEFORE "{\"rows\":[\"]}}",
		BEFORE "{\"rows\":[\"\\",
		BEFORE "{\"rows\":[}]}}",
		BEFORE "{\"rows\":[1",
		" " BEFORE "{\"rows\":[]}}",
		(START "\"id\":," REQUEST RESULT "{\"rows\":[]}}"),
		(START "\"id\":1234567890123456789," REQUEST RESULT
		       "{\"rows\":[]}}"),
		(START "\"id\":7,\"request\":null," RESULT "{\"rows\":[]}}"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(char *); i++)
		if (read_body(others[i]) != -1)
			fail_msg("taken for a page: %s", others[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_pages),
		cmocka_unit_test(leaves_all_else_to_the_parser),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
