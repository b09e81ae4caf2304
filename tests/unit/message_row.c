/* SPDX-License-Identifier: ISC */
/* Rows that are kept as texts: what reads most of them faster reads them as
 * jansson does, and refuses what that refuses. */
#include "protocol/message_pack.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyz_"

static json_t *row_of(const char *text, size_t length)
{
	json_t *rows = json_array(), *row;

	json_array_append_new(rows, json_stringn_nocheck(text, length));
	row = message_row(rows, 0);
	json_decref(rows);
	return row;
}

static void same_as_jansson(const char *text, size_t length)
{
	json_t *row = row_of(text, length);
	json_t *wanted = json_loadb(
	    text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);

	if ((row == NULL) != (wanted == NULL) ||
	    (row != NULL && !json_equal(row, wanted)))
		fail_msg("%.*s", (int)length, text);
	json_decref(row);
	json_decref(wanted);
}

static void rows_are_read(void **state)
{
	static const char *const rows[] = {
		"{\"line\":2,\"activity\":\"Gör å, ä & ö 😀\",\"owner\":\"\"}",
		"{\"line\":0}",
		"{\"line\":999999999,\"x\":1234567890,\"y\":-3}",
		"{\"a\":9223372036854775807}",
		"{\"a\":1.5,\"b\":1e3}",
		"{\"a\":\"\\u00e5\\n\\\"\",\"b\":true,\"c\":null}",
		"{\"other\":[{\"name\":\"a\",\"text\":\"b\"}],\"areas\":[]}",
		"{ \"line\" : 2 , \"a\":\"b\" }\n",
		"{}",
		"null",
		"[1]",
		"{\"\":1,\"Å\":\"å\",\"A\":1}",
		"{\"" LETTERS "abcd\":1}",
		"{\"" LETTERS "abcde\":1}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		json_t *row = row_of(rows[i], strlen(rows[i]));

		assert_non_null(row);
		json_decref(row);
		for (size_t cut = 0; cut <= strlen(rows[i]); cut++)
			same_as_jansson(rows[i], cut);
	}
}

static void what_is_no_json_is_none(void **state)
{
	static const char *const rows[] = {
		"{\"a\":01}",
		"{\"a\":1,\"a\":2}",
		"{\"a\":\"b\",\"c\":1,\"a\":\"b\"}",
		"{\"a\":1,}",
		"{\"a\":1;\"b\":2}",
		"{\"a\":1}}",
		"{\"a\":1} x",
		"{\"a\":\"b\"\"c\":1}",
		"{\"a\":\"\x01\"}",
		"{\"a\":\"tab\t\"}",
		"{\"a\":\"\xff\"}",
		"{\"a\":\"\xc0\xaf\"}",
		"{\"a\":\"\xed\xa0\x80\"}",
		"{\"a\xff\":1}",
		"{\"a\":12345678901234567890}",
		"{\"a\"\"b\":1}",
		"{a:1}",
		"",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (row_of(rows[i], strlen(rows[i])) != NULL)
			fail_msg("%s", rows[i]);
		same_as_jansson(rows[i], strlen(rows[i]));
	}
	same_as_jansson("{\"a\":\"b\0c\"}", 11);
	same_as_jansson("{\"a\0\":1}", 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_read),
		cmocka_unit_test(what_is_no_json_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
