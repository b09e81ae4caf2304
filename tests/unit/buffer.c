/* SPDX-License-Identifier: ISC */
#include "protocol/buffer.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <jansson.h>
#include <string.h>

static void starts_empty(void **state)
{
	struct buffer buffer = { 0 };

	(void)state;
	buffer_cut(&buffer, 0);
	buffer_free(&buffer);
	buffer_add(&buffer, NULL, 0);
	assert_string_equal(buffer.bytes, "");
	assert_int_equal(buffer.length, 0);
	buffer_free(&buffer);
	assert_null(buffer.bytes);
	assert_int_equal(buffer.length + buffer.capacity, 0);
	buffer_free(&buffer);
}

static void grows(void **state)
{
	struct buffer buffer = { 0 };

	(void)state;
	for (int i = 0; i < 100000; i++) {
		buffer_add(&buffer, "åb", 3);
		assert_true(buffer.capacity > buffer.length);
	}
	assert_int_equal(buffer.length, 300000);
	assert_int_equal(strlen(buffer.bytes), 300000);
	assert_string_equal(buffer.bytes + 299997, "åb");
	buffer_free(&buffer);
}

static void cut_keeps_the_beginning(void **state)
{
	struct buffer buffer = { 0 };

	(void)state;
	buffer_text(&buffer, "vt 2022");
	buffer_cut(&buffer, 100);
	assert_string_equal(buffer.bytes, "vt 2022");
	buffer_cut(&buffer, 2);
	assert_string_equal(buffer.bytes, "vt");
	assert_int_equal(buffer.length, 2);
	buffer_text(&buffer, "-ht");
	assert_string_equal(buffer.bytes, "vt-ht");
	buffer_free(&buffer);
}

/* Every length around those where the room just is, or is not, enough. */
static void printf_of_every_length(void **state)
{
	(void)state;
	for (int before = 0; before < 300; before += 37)
		for (int width = 1; width < 700; width++) {
			struct buffer buffer = { 0 };

			buffer_printf(&buffer, "%0*d", before, 0);
			buffer_cut(&buffer, (size_t)before);
			buffer_printf(&buffer, "%*d", width, 7);
			assert_int_equal(buffer.length, before + width);
			assert_int_equal(strlen(buffer.bytes), before + width);
			assert_int_equal(buffer.bytes[buffer.length - 1], '7');
			buffer_free(&buffer);
		}
}

/* RFC 4648, section 10, in lower case. */
static void hex(void **state)
{
	struct buffer buffer = { 0 };
	uint8_t bytes[6], all[256], back[256];

	(void)state;
	buffer_hex(&buffer, "foobar", 6);
	assert_string_equal(buffer.bytes, "666f6f626172");
	assert_int_equal(hex_read(buffer.bytes, bytes, 6), 0);
	assert_memory_equal(bytes, "foobar", 6);
	buffer_cut(&buffer, 0);
	for (int i = 0; i < 256; i++)
		all[i] = (uint8_t)i;
	buffer_hex(&buffer, all, 256);
	assert_int_equal(buffer.length, 512);
	assert_memory_equal(buffer.bytes, "000102", 6);
	assert_string_equal(buffer.bytes + 506, "fdfeff");
	assert_int_equal(hex_read(buffer.bytes, back, 256), 0);
	assert_memory_equal(back, all, 256);
	buffer_free(&buffer);
}

static void hex_is_read_strictly(void **state)
{
	static const char *const wrong[] = { "", "6", "66", "666", "66666",
		"666f6", "666F", "66 6", " 666f", "666f ", "66-6", "0x66",
		"666g", "g666", "66/f", "66:f", "66`f", "\xff\xff\xff\xff" };
	uint8_t bytes[2];

	(void)state;
	assert_int_equal(hex_read("666f", bytes, 2), 0);
	assert_int_equal(hex_read("", bytes, 0), 0);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_int_equal(hex_read(wrong[i], bytes, 2), -1);
}

static void check_json(const char *text, const char *expected)
{
	struct buffer buffer = { 0 };

	buffer_json(&buffer, text);
	assert_string_equal(buffer.bytes, expected);
	buffer_free(&buffer);
}

/* RFC 8259, section 7: quotation mark, reverse solidus and U+0000-001F must
 * be escaped; all else may stand. */
static void json_strings(void **state)
{
	(void)state;
	check_json(NULL, "null");
	check_json("", "\"\"");
	check_json(
	    "Förebygga – 100 % / 𝄞\x7f", "\"Förebygga – 100 % / 𝄞\x7f\"");
	check_json("a\"b\\c", "\"a\\\"b\\\\c\"");
	check_json("\"", "\"\\\"\"");
	check_json("\n\r\t", "\"\\n\\r\\t\"");
	check_json("\x01\x1f", "\"\\u0001\\u001f\"");
}

/* A reader that is not ours gets back what was written. */
static void json_is_read_back(void **state)
{
	struct buffer buffer = { 0 };
	char text[0x80];
	json_t *back;

	(void)state;
	for (int i = 1; i < 0x80; i++)
		text[i - 1] = (char)i;
	text[0x7f] = '\0';
	buffer_json(&buffer, text);
	back = json_loads(buffer.bytes, JSON_DECODE_ANY, NULL);
	assert_non_null(back);
	assert_string_equal(json_string_value(back), text);
	json_decref(back);
	buffer_free(&buffer);
}

/* RFC 4180, section 2; what OWASP's page on CSV injection says begins a
 * formula, which a number with its sign is not. */
static void csv_cells(void **state)
{
	static const char *const cells[][2] = {
		{ "", "" },
		{ "Håll kurs", "Håll kurs" },
		{ "a,b", "\"a,b\"" },
		{ "a;b", "\"a;b\"" },
		{ "rad\nrad", "\"rad\nrad\"" },
		{ "\"a\"", "\"\"\"a\"\"\"" },
		{ "2022-06-30", "2022-06-30" },
		{ "-5", "-5" },
		{ "+46 8 123", "+46 8 123" },
		{ "-1.5", "-1.5" },
		{ "-", "-" },
		{ "=1", "'=1" },
		{ "@a", "'@a" },
		{ "-1+2", "'-1+2" },
		{ "+a", "'+a" },
		{ "- en punkt", "'- en punkt" },
		{ "=A(\"b\")", "\"'=A(\"\"b\"\")\"" },
		{ "\t=1", "\"'\t=1\"" },
		{ "\r=1", "\"'\r=1\"" },
		{ "'=1", "''=1" },
		{ "''@a", "'''@a" },
		{ "'a'", "'a'" },
		{ "a=1", "a=1" },
	};
	struct buffer buffer = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		buffer_cut(&buffer, 0);
		buffer_text(&buffer, "");
		buffer_csv(&buffer, cells[i][0]);
		assert_string_equal(buffer.bytes, cells[i][1]);
	}
	buffer_free(&buffer);
	assert_true(csv_apostrophe("'=1"));
	assert_true(csv_apostrophe("''- a"));
	assert_false(csv_apostrophe("=1"));
	assert_false(csv_apostrophe("'a'"));
	assert_false(csv_apostrophe("'-5"));
	assert_false(csv_apostrophe("'"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(starts_empty),
		cmocka_unit_test(grows),
		cmocka_unit_test(cut_keeps_the_beginning),
		cmocka_unit_test(printf_of_every_length),
		cmocka_unit_test(hex),
		cmocka_unit_test(hex_is_read_strictly),
		cmocka_unit_test(json_strings),
		cmocka_unit_test(json_is_read_back),
		cmocka_unit_test(csv_cells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
