/* SPDX-License-Identifier: ISC */
#include "protocol/json_write.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* RFC 8259, with nothing between the tokens; members stay in their order. */
static void a_value_is_written_as_it_was_read(void **state)
{
	static const char *const texts[] = {
		"{}",
		"[]",
		"null",
		"-17",
		"1.5",
		"\"\"",
		"{\"b\":1,\"a\":[true,false,null,{\"\":[[]]},9007199254740993]}",
		"[\"\\\"\\\\/\\n\\r\\t\\u0001\\u001f å\\u2028\"]",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		json_t *value = json_loads(texts[i], JSON_DECODE_ANY, NULL),
		       *again;
		char *dump = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
		struct buffer text = { 0 };

		assert_non_null(value);
		json_write(&text, value);
		again =
		    json_loadb(text.bytes, text.length, JSON_DECODE_ANY, NULL);
		assert_true(json_equal(value, again));
		assert_null(strchr(text.bytes, '\n'));
		assert_int_equal(text.length, strlen(dump));
		if (i < 7)
			assert_string_equal(text.bytes, texts[i]);
		json_decref(value);
		json_decref(again);
		buffer_free(&text);
		free(dump);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_is_written_as_it_was_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
