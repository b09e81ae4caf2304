/* SPDX-License-Identifier: ISC */
/* RFC 3629, sections 3 and 4, worked by hand. */
#include "protocol/utf8.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* The bytes, in a block of just that size: who reads further is caught. */
static size_t character(const char *bytes)
{
	size_t size = strlen(bytes), length;
	char *block = malloc(size);

	assert_non_null(block);
	memcpy(block, bytes, size);
	length = utf8_character(block, size);
	free(block);
	return length;
}

static void first_and_last_of_each_length(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
	} rows[] = {
		{ "\x01", 1 }, { "\x7f", 1 },                 /* U+007F */
		{ "\xc2\x80", 2 }, { "\xdf\xbf", 2 },         /* U+07FF */
		{ "\xe0\xa0\x80", 3 }, { "\xed\x9f\xbf", 3 }, /* U+D7FF */
		{ "\xee\x80\x80", 3 }, { "\xef\xbf\xbf", 3 }, /* U+FFFF */
		{ "\xf0\x90\x80\x80", 4 },
		{ "\xf4\x8f\xbf\xbf", 4 }, /* U+10FFFF */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(character(rows[i].bytes), rows[i].length);
	assert_int_equal(utf8_character("", 1), 1); /* U+0000 */
	assert_int_equal(utf8_character("", 0), 0);
}

static void what_is_no_character(void **state)
{
	static const char *const rows[] = {
		"\x80",
		"\xbf", /* only continue */
		"\xc0\x80",
		"\xc1\xbf",         /* U+0000 and U+007F in two bytes */
		"\xe0\x9f\xbf",     /* U+07FF in three */
		"\xf0\x8f\xbf\xbf", /* U+FFFF in four */
		"\xed\xa0\x80",     /* a surrogate, U+D800 */
		"\xed\xbf\xbf",     /* U+DFFF */
		"\xf4\x90\x80\x80", /* U+110000 */
		"\xf5\x80\x80\x80",
		"\xff",
		"\xfe",
		"\xc3",
		"\xe2\x82",
		"\xf0\x9f\x98", /* cut */
		"\xc3(",
		"\xe2\x82(",
		"\xe2(\xac", /* broken off */
		"\xf0\x9f(\x80",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (character(rows[i]) != 0)
			fail_msg("row %zu is a character", i);
}

static void controls_are_not_printable(void **state)
{
	static const char *const not [] = { "\x01", "\x1b", "\x1f", "\n", "\t",
		"\x7f", "\xc2\x80", "\xc2\x9f", "\xff" };
	static const char *const are[] = { " ", "~", "\xc2\xa0", "\xc3\x9f",
		"\xe2\x82\x80", "\xe2\x82\xac", "\xf0\x9f\x98\x80" };

	(void)state;
	for (size_t i = 0; i < sizeof(not ) / sizeof(not [0]); i++)
		assert_int_equal(utf8_printable(not [i], strlen(not [i])), 0);
	for (size_t i = 0; i < sizeof(are) / sizeof(are[0]); i++)
		assert_int_equal(
		    utf8_printable(are[i], strlen(are[i])), strlen(are[i]));
}

static void valid_ends_where_it_breaks(void **state)
{
	(void)state;
	assert_int_equal(utf8_valid("", 0), 0);
	assert_int_equal(utf8_valid("a\xc3\xa5z", 4), 4);
	assert_int_equal(utf8_valid("a\xc3\xa5\xff", 4), 3);
	assert_int_equal(utf8_valid("a\xc3", 2), 1);
	assert_int_equal(utf8_valid("a\0b", 3), 3);
}

static void cut_leaves_whole_characters(void **state)
{
	static const char text[] = "a\xc3\xa5\xe2\x82\xac\xf0\x9f\x98\x80";
	static const size_t whole[] = { 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10 };

	(void)state;
	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++)
		assert_int_equal(utf8_cut(text, i), whole[i]);
	/* What was no character is not one that a cut has left. */
	assert_int_equal(utf8_cut("\x80\x80\x80\x80\x80", 5), 5);
	assert_int_equal(utf8_cut("a\xff", 2), 2);
}

/* Of "aåä–", whose characters have 1, 2, 2 and 3 bytes. */
static void head_counts_characters(void **state)
{
	static const char text[] = "a\xc3\xa5\xc3\xa4\xe2\x80\x93";
	static const size_t bytes[] = { 0, 1, 3, 5, 8, 8 };

	(void)state;
	for (size_t i = 0; i < sizeof(bytes) / sizeof(bytes[0]); i++)
		assert_int_equal(utf8_head(text, i), bytes[i]);
	assert_int_equal(utf8_head("", 3), 0);
}

static void a_cut_leaves_whole_words(void **state)
{
	(void)state;
	assert_int_equal(utf8_cut_word("en halv dag", 5), 2);
	assert_int_equal(utf8_cut_word("en halv dag", 7), 7);
	assert_int_equal(utf8_cut_word("en  halv", 4), 2);
	assert_int_equal(utf8_cut_word("en ", 3), 2);
	assert_int_equal(utf8_cut_word("halvdag", 4), 4);
	assert_int_equal(utf8_cut_word("\xc3\xa5\xc3\xa5\xc3\xa5", 3), 2);
	assert_int_equal(utf8_cut_word("", 0), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_and_last_of_each_length),
		cmocka_unit_test(what_is_no_character),
		cmocka_unit_test(controls_are_not_printable),
		cmocka_unit_test(valid_ends_where_it_breaks),
		cmocka_unit_test(cut_leaves_whole_characters),
		cmocka_unit_test(head_counts_characters),
		cmocka_unit_test(a_cut_leaves_whole_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
