/* SPDX-License-Identifier: ISC */
#include "protocol/error.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static void sets_and_fails(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(err_set(&err, ERR_NOT_FOUND, "no activity %d", 7), -1);
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_string_equal(err.text, "no activity 7");
}

static void may_quote_itself(void **state)
{
	struct err err = { 0 };

	(void)state;
	err_set(&err, ERR_INVALID, "no such day");
	err_set(&err, ERR_INVALID, "line %d: %s", 3, err.text);
	assert_string_equal(err.text, "line 3: no such day");
}

static void keeps_what_it_said(void **state)
{
	struct err err = { 0 }, why = { 0 };

	(void)state;
	err_set(
	    &why, ERR_INVALID, "%s has %zu of %-s", "f\"", (size_t)3, "rows");
	assert_string_equal(why.text, "f\" has 3 of rows");
	assert_string_equal(why.said,
	    "{\"id\":\"%s has %zu of %-s\",\"values\":[\"f\\\"\",3,"
	    "{\"id\":\"rows\",\"values\":[]}]}");
	err_set(&err, ERR_INVALID, "%.*s: %p", 2, "åå", (void *)&why);
	assert_string_equal(err.text, "å: f\" has 3 of rows");
	assert_string_equal(err.said,
	    "{\"id\":\"%.*s: %p\",\"values\":[\"å\","
	    "{\"id\":\"%s has %zu of %-s\",\"values\":[\"f\\\"\",3,"
	    "{\"id\":\"rows\",\"values\":[]}]}]}");
	err_set_plural(&err, ERR_INVALID, 1, "%d is late", "%d are late", 1);
	assert_string_equal(err.text, "1 is late");
	assert_string_equal(err.said,
	    "{\"id\":\"%d is late\",\"plural\":\"%d are late\",\"n\":1,"
	    "\"values\":[1]}");
}

/* What does not fit is said in English. */
static void forgets_what_does_not_fit(void **state)
{
	char long_text[ERR_SAID_MAX];
	struct err err = { 0 };

	(void)state;
	memset(long_text, 'a', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	err_set(&err, ERR_INVALID, "it is %s", long_text);
	assert_string_equal(err.said, "");
	assert_memory_equal(err.text, "it is aaa", 9);
}

/* The text has room for ERR_TEXT_MAX - 1 bytes. After `before` bytes comes
 * one character; it is there whole or not at all. */
static void check_cut(size_t before, const char *character, bool there)
{
	char text[2 * ERR_TEXT_MAX];
	struct err err = { 0 };
	size_t width = strlen(character);

	memset(text, 'a', before);
	snprintf(text + before, sizeof(text) - before, "%sbcdefgh", character);
	err_set(&err, ERR_INVALID, "%s", text);
	if (there)
		assert_memory_equal(err.text + before, character, width);
	else
		assert_int_equal(strlen(err.text), before);
}

static void cuts_at_whole_characters(void **state)
{
	static const char *const characters[] = { "e", "å", "€", "𝄞" };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		const size_t width = strlen(characters[i]);

		assert_int_equal(width, i + 1);
		for (size_t room = 1; room <= 5; room++)
			check_cut(ERR_TEXT_MAX - 1 - room, characters[i],
			    room >= width);
	}
}

static void check_clean(const char *text, const char *expected)
{
	struct err err = { 0 };

	err_set(&err, ERR_INVALID, "%s", text);
	assert_string_equal(err.text, expected);
}

static void is_one_printable_line(void **state)
{
	(void)state;
	check_clean("en dag i maj – åäö 𝄞", "en dag i maj – åäö 𝄞");
	check_clean("a\nb\rc\td\x1b[31me\x7f", "a?b?c?d?[31me?");
	/* a continuation alone, overlong, surrogate, beyond U+10FFFF, C1 */
	check_clean("\x80", "?");
	check_clean("\xc0\xaf", "??");
	check_clean("\xe0\x80\xaf", "???");
	check_clean("\xed\xa0\x80", "???");
	check_clean("\xf4\x90\x80\x80", "????");
	check_clean("\xf0\x8f\xbf\xbf", "????");
	check_clean("\xc2\x9b"
		    "1m",
	    "??1m");
	/* the first and the last of each length */
	check_clean("\xc2\xa0\xdf\xbf", "\xc2\xa0\xdf\xbf");
	check_clean("\xe0\xa0\x80\xef\xbf\xbf", "\xe0\xa0\x80\xef\xbf\xbf");
	check_clean("\xed\x9f\xbf\xee\x80\x80", "\xed\x9f\xbf\xee\x80\x80");
	check_clean("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf",
	    "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf");
	/* broken off */
	check_clean("a\xe2\x82", "a??");
}

/* docs/wire.md, the table of replies. */
static const struct {
	enum err_code code;
	const char *word;
	int number, exit_status;
} on_the_wire[] = {
	{ ERR_MALFORMED, "malformed", -32600, 1 },
	{ ERR_UNKNOWN_COMMAND, "unknown command", -32601, 1 },
	{ ERR_INVALID, "invalid", -32602, 1 },
	{ ERR_DENIED, "denied", -32001, 1 },
	{ ERR_NOT_FOUND, "not found", -32002, 1 },
	{ ERR_CONFLICT, "conflict", -32003, 1 },
	{ ERR_TOO_LARGE, "too large", -32004, 1 },
	{ ERR_RECEIPT, "receipt", -32005, 4 },
	{ ERR_INTERNAL, "internal", -32603, 1 },
};

static void words_numbers_and_statuses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(on_the_wire) / sizeof(*on_the_wire);
	     i++) {
		enum err_code code = on_the_wire[i].code;

		assert_string_equal(err_word(code), on_the_wire[i].word);
		assert_int_equal(err_number(code), on_the_wire[i].number);
		assert_int_equal(
		    err_exit_status(code), on_the_wire[i].exit_status);
		assert_int_equal(err_from_word(on_the_wire[i].word), code);
	}
}

static void the_clients_own(void **state)
{
	(void)state;
	assert_int_equal(err_exit_status(ERR_NONE), 0);
	assert_int_equal(err_exit_status(ERR_USAGE), 2);
	assert_int_equal(err_exit_status(ERR_UNREACHABLE), 3);
	assert_int_equal(err_exit_status(ERR_PROTOCOL), 4);
	assert_int_equal(err_exit_status(ERR_TRUST), 4);
	/* these never come from the wire */
	assert_int_equal(err_from_word("usage"), ERR_PROTOCOL);
	assert_int_equal(err_from_word("none"), ERR_PROTOCOL);
	assert_int_equal(err_from_word(""), ERR_PROTOCOL);
	assert_int_equal(err_from_word("Denied"), ERR_PROTOCOL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sets_and_fails),
		cmocka_unit_test(may_quote_itself),
		cmocka_unit_test(keeps_what_it_said),
		cmocka_unit_test(forgets_what_does_not_fit),
		cmocka_unit_test(cuts_at_whole_characters),
		cmocka_unit_test(is_one_printable_line),
		cmocka_unit_test(words_numbers_and_statuses),
		cmocka_unit_test(the_clients_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
