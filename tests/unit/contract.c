/* SPDX-License-Identifier: ISC */
/* The field contract: every type, what it takes and what it refuses, where
 * the error says it stands, and that it never repeats the value. */
#include "daemon/contract/contract.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[] = { "vbe", "hrv", NULL };

static const struct field row_fields[] = {
	{ "line", FIELD_NUMBER, REQUIRED, .min = 1, .max = INT32_MAX },
	{ "text", FIELD_LINE, REQUIRED, .min = 1, .max = 10 },
	{ "parts", FIELD_CODE, OPTIONAL, .many = 2 },
	{ 0 },
};

static const struct field fields[] = {
	{ "text", FIELD_TEXT, OPTIONAL, .min = 1, .max = 10 },
	{ "empty", FIELD_TEXT, OPTIONAL, .max = 10 },
	{ "line", FIELD_LINE, OPTIONAL, .min = 1, .max = 10 },
	{ "exact", FIELD_LINE, OPTIONAL, .min = 4, .max = 4 },
	{ "code", FIELD_CODE, OPTIONAL },
	{ "word", FIELD_WORD, OPTIONAL, .words = words },
	{ "id", FIELD_ID, OPTIONAL },
	{ "number", FIELD_NUMBER, OPTIONAL, .min = 0, .max = 100 },
	{ "flag", FIELD_FLAG, OPTIONAL },
	{ "date", FIELD_DATE, OPTIONAL },
	{ "mail", FIELD_MAIL, OPTIONAL },
	{ "mails", FIELD_MAILS, OPTIONAL },
	{ "key", FIELD_KEY, OPTIONAL },
	{ "hash", FIELD_HASH, OPTIONAL },
	{ "person", FIELD_NAME, OPTIONAL, .min = 1, .max = 40 },
	{ "name", FIELD_LINE, OPTIONAL, .min = 1, .max = 100 },
	{ "object", FIELD_OBJECT, OPTIONAL, .row = row_fields },
	{ "rows", FIELD_OBJECT, OPTIONAL, .row = row_fields, .many = 3 },
	{ "first_word", FIELD_WORD, OPTIONAL, .words = words, .max = 1 },
	{ "last_word", FIELD_WORD, OPTIONAL, .words = words, .min = 1 },
	{ "words", FIELD_WORD, OPTIONAL, .words = words, .many = 2 },
	{ 0 },
};

/* `value` is JSON. */
static int check_json(const char *name, const char *value, struct err *err)
{
	json_t *params = json_object(), *json;
	int result;

	json = json_loads(value, JSON_DECODE_ANY, NULL);
	assert_non_null(json);
	json_object_set_new(params, name, json);
	*err = (struct err){ 0 };
	result = contract_check(fields, params, err);
	json_decref(params);
	return result;
}

static void takes(const char *name, const char *value)
{
	struct err err;

	if (check_json(name, value, &err) != 0)
		fail_msg("%s %s: %s", name, value, err.text);
}

/* The error names the field and the rule. */
static void refuses(const char *name, const char *value, const char *rule)
{
	char begin[64];
	struct err err;

	if (check_json(name, value, &err) == 0)
		fail_msg("%s takes %s", name, value);
	snprintf(begin, sizeof(begin), "%s: ", name);
	if (err.code != ERR_INVALID ||
	    strncmp(err.text, begin, strlen(begin)) != 0 ||
	    strstr(err.text, rule) == NULL)
		fail_msg("%s %s: not \"%s\": %s", name, value, rule, err.text);
}

/* --- text and line --- */

static void text_is_taken(void **state)
{
	(void)state;
	takes("text", "\"a\"");
	takes("text", "\"0123456789\"");
	takes("text", "\"a\\nb\\r\\n\\tc\"");
	takes("text", "\"förråd 1+1\"");
	takes("text", "\"<b>&'\\\"\\\\\"");
	takes("empty", "\"\"");
	takes("empty", "\" \"");
	takes("line", "\"KS § 31/22\"");
}

/* Ten characters, of one to four bytes: U+00E5, U+20AC, U+1F600. */
static void length_is_in_characters(void **state)
{
	(void)state;
	takes("text", "\"åååååååååå\"");
	takes("line", "\"€€€€€€€€€€\"");
	takes("text",
	    "\"\\ud83d\\ude00\\ud83d\\ude00\\ud83d\\ude00"
	    "\\ud83d\\ude00\\ud83d\\ude00\\ud83d\\ude00"
	    "\\ud83d\\ude00\\ud83d\\ude00\\ud83d\\ude00"
	    "\\ud83d\\ude00\"");
	refuses("text", "\"01234567890\"", "has 11 characters: at most 10");
	refuses("line", "\"ååååååååååå\"", "has 11 characters: at most 10");
	refuses("empty", "\"€€€€€€€€€€€€\"", "has 12 characters");
}

/* daemon/contract/contract.h: min and max characters. */
static void short_text_is_refused(void **state)
{
	(void)state;
	refuses("text", "\"\"", "is empty");
	refuses("line", "\"\"", "is empty");
	refuses("text", "\" \\t\\n \"", "is empty");
	takes("exact", "\"åäöé\"");
	refuses("exact", "\"åäö\"", "");
}

/* A no-break space is no word either. */
static void text_of_blanks_is_empty(void **state)
{
	(void)state;
	refuses("text", "\"\\u00a0\"", "is empty");
	refuses("line", "\"\\u2003\\u3000\"", "is empty");
}

/* C0, DEL, C1 (ECMA-48). */
static void control_characters_are_refused(void **state)
{
	char value[32];

	(void)state;
	for (unsigned c = 1; c < 0xa0; c++) {
		bool control = c < 0x20 || c >= 0x7f;
		bool breaks = c == '\n' || c == '\r' || c == '\t';

		snprintf(value, sizeof(value), "\"a\\u%04xb\"", c);
		if (control && !breaks)
			refuses("text", value, "control character");
		else
			takes("text", value);
		if (control)
			refuses("line", value, "one line");
		else
			takes("line", value);
	}
	takes("text", "\"a\\u00a0b\"");
	takes("line", "\"a\\u00adb\"");
}

/* Unicode UAX #9: embeddings, overrides, isolates and their ends. */
static void reordering_is_refused(void **state)
{
	static const unsigned marks[] = { 0x202a, 0x202b, 0x202c, 0x202d,
		0x202e, 0x2066, 0x2067, 0x2068, 0x2069 };
	char value[32];

	(void)state;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		snprintf(value, sizeof(value), "\"a\\u%04xb\"", marks[i]);
		refuses("text", value, "control character");
		refuses("line", value, "control character");
	}
	takes("text", "\"a\\u2029\"");
	takes("text", "\"\\u2065\"");
	takes("text", "\"\\u206a\"");
}

/* Unicode's own line and paragraph separators break a line as well. */
static void line_has_no_separators(void **state)
{
	(void)state;
	refuses("line", "\"a\\u2028b\"", "one line");
	refuses("line", "\"a\\u2029b\"", "one line");
}

static void other_types_are_no_text(void **state)
{
	static const char *const values[] = { "1", "1.5", "true", "null", "[]",
		"{}", "[\"a\"]" };
	static const char *const names[] = { "text", "line", "code", "word",
		"date", "mail" };

	(void)state;
	for (size_t n = 0; n < sizeof(names) / sizeof(names[0]); n++)
		for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
			refuses(names[n], values[i], "is not a text");
}

/* --- code, word --- */

/* docs/wire.md: 1-32 of a-z å ä ö é ü 0-9 - _ . beginning with a letter or a
 * digit. */
static void code_is_taken(void **state)
{
	(void)state;
	takes("code", "\"a\"");
	takes("code", "\"0\"");
	takes("code", "\"vbe-2022_a.b\"");
	takes("code", "\"åäöéü\"");
	takes("code", "\"abcdefghijklmnopqrstuvwxyz012345\"");
	takes("code", "\"åååååååååååååååååååååååååååååååå\"");
}

static void code_is_refused(void **state)
{
	static const char *const values[] = { "\"\"", "\"-a\"", "\"_a\"",
		"\".a\"", "\"A\"", "\"aB\"", "\"a b\"", "\" a\"", "\"a\\n\"",
		"\"a/b\"", "\"è\"", "\"Å\"", "\"ø\"", "\"a\\u0308\"",
		"\"abcdefghijklmnopqrstuvwxyz0123456\"",
		"\"ååååååååååååååååååååååååååååååååå\"" };

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		refuses("code", values[i], "a code is 1 to 32 of");
}

static void word_is_one_of_its_words(void **state)
{
	(void)state;
	takes("word", "\"vbe\"");
	takes("word", "\"hrv\"");
	refuses("word", "\"VBE\"", "is none of: vbe hrv");
	refuses("word", "\"\"", "is none of: vbe hrv");
	refuses("word", "\"vb\"", "is none of: vbe hrv");
	takes("first_word", "\"vbe\"");
	refuses("first_word", "\"hrv\"", "is none of: vbe");
	takes("last_word", "\"hrv\"");
	refuses("last_word", "\"vbe\"", "is none of: hrv");
}

/* --- numbers, flags --- */

static void id_is_a_whole_number_from_one(void **state)
{
	(void)state;
	takes("id", "1");
	takes("id", "999999999");
	refuses("id", "0", "whole number from 1");
	refuses("id", "-1", "whole number from 1");
	refuses("id", "1000000000", "whole number from 1");
	refuses("id", "9223372036854775807", "whole number from 1");
	refuses("id", "1.0", "whole number from 1");
	refuses("id", "\"1\"", "whole number from 1");
	refuses("id", "null", "whole number from 1");
	refuses("id", "true", "whole number from 1");
}

static void number_keeps_its_bounds(void **state)
{
	(void)state;
	takes("number", "0");
	takes("number", "100");
	refuses("number", "-1", "whole number from 0 to 100");
	refuses("number", "101", "whole number from 0 to 100");
	refuses("number", "0.5", "whole number from 0 to 100");
	refuses("number", "[]", "whole number from 0 to 100");
}

static void flag_is_true_or_false(void **state)
{
	(void)state;
	takes("flag", "true");
	takes("flag", "false");
	refuses("flag", "0", "neither true nor false");
	refuses("flag", "\"true\"", "neither true nor false");
	refuses("flag", "null", "neither true nor false");
}

/* --- date, mail --- */

static void date_is_a_day_that_there_is(void **state)
{
	static const char *const wrong[] = { "\"\"", "\"2022-6-30\"",
		"\"20220630\"", "\"2022-06-30 \"", "\"30/6 2022\"",
		"\"2022-06-30T00:00\"" };
	static const char *const missing[] = { "\"2022-06-31\"",
		"\"2023-02-29\"", "\"2022-13-01\"", "\"2022-00-01\"" };

	(void)state;
	takes("date", "\"2022-06-30\"");
	takes("date", "\"2024-02-29\"");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		refuses("date", wrong[i], "YYYY-MM-DD");
	for (size_t i = 0; i < sizeof(missing) / sizeof(missing[0]); i++)
		refuses("date", missing[i], "that exists");
}

static void mail_is_taken(void **state)
{
	(void)state;
	takes("mail", "\"ks@kommun.example\"");
	takes("mail", "\"a.b+c_d-e@sub.kommun.example\"");
	takes("mail", "\"x@localhost\"");
	takes("mail", "\"o'hara@kommun.example\"");
}

/* RFC 5321: the local part is at most 64 long, the whole 254. No quoting, no
 * lists, no comments, nothing that a header or a path takes for its own. */
static void mail_is_refused(void **state)
{
	static const char *const wrong[] = { "\"\"", "\"ks\"", "\"@b.se\"",
		"\"ks@\"", "\"a@b@c.se\"", "\"a b@c.se\"", "\"a@c.se \"",
		"\"a@c.se,b@c.se\"", "\"a@c.se\\nBcc: b@c.se\"", "\"<a@c.se>\"",
		"\"A <a@c.se>\"", "\"\\\"a\\\"@c.se\"", "\"a@[127.0.0.1]\"",
		"\"a@c..se\"", "\"a..b@c.se\"", "\".a@c.se\"", "\"a.@c.se\"",
		"\"a@.c.se\"", "\"a@c.se.\"", "\"å@kommun.example\"",
		"\"a@kommün.example\"", "\"../a@c.se\"", "\"-t@c.se\"",
		"\"a@-c.se\"", "\"a;b@c.se\"" };
	char local[160], whole[400];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		refuses("mail", wrong[i], "is not a mail address");
	snprintf(local, sizeof(local), "\"%.64s@c.se\"",
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	takes("mail", local);
	snprintf(local, sizeof(local), "\"%.65s@c.se\"",
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	refuses("mail", local, "is not a mail address");
	snprintf(
	    whole, sizeof(whole), "\"a@%063d.%063d.%063d.%060d\"", 1, 2, 3, 4);
	takes("mail", whole);
	snprintf(
	    whole, sizeof(whole), "\"a@%063d.%063d.%063d.%061d\"", 1, 2, 3, 4);
	refuses("mail", whole, "over 254");
	/* RFC 1035: a label is at most 63 long and has no hyphen at an end. */
	snprintf(whole, sizeof(whole), "\"a@%064d.se\"", 1);
	refuses("mail", whole, "is not a mail address");
	refuses("mail", "\"a@b-.se\"", "is not a mail address");
	refuses("mail", "\"a@b_c.se\"", "is not a mail address");
	/* RFC 5891: how a domain with other letters is written. */
	refuses("mail", "\"a@\u00f6rebro.se\"", "xn--");
	takes("mail", "\"a@xn--rebro-iua.se\"");
}

/* One way to write a list, so that the same addresses are the same text. */
static void several_addresses_are_a_list(void **state)
{
	char list[1200] = "\"a0@kommun.example";
	size_t length = strlen(list);

	(void)state;
	takes("mails", "\"a@c.se\"");
	takes("mails", "\"a@c.se, b@c.se, c@c.se\"");
	refuses("mails", "\"\"", "is not a mail address");
	refuses("mails", "\"a@c.se, ks\"", "is not a mail address");
	refuses("mails", "\"a@c.se,b@c.se\"", "comma and a blank");
	refuses("mails", "\"a@c.se, \"", "comma and a blank");
	refuses("mails", "\", a@c.se\"", "comma and a blank");
	refuses("mails", "\"a@c.se, b@c.se, A@C.SE\"", "twice");
	refuses("mails", "\"a@c.se\\nBcc: b@c.se\"", "comma and a blank");
	for (int i = 1; length < 1000; i++)
		length += (size_t)snprintf(list + length, sizeof(list) - length,
		    ", a%d@kommun.example", i);
	snprintf(list + length, sizeof(list) - length, "\"");
	refuses("mails", list, "comma and a blank");
}

/* --- lists and objects --- */

static void list_is_taken(void **state)
{
	(void)state;
	takes("words", "[]");
	takes("words", "[\"vbe\"]");
	takes("words", "[\"hrv\",\"vbe\"]");
	takes("rows", "[{\"line\":1,\"text\":\"a\"}]");
	takes("object", "{\"line\":1,\"text\":\"a\",\"parts\":[\"b\"]}");
}

static void list_is_refused(void **state)
{
	(void)state;
	refuses("words", "\"vbe\"", "is not a list");
	refuses("words", "{}", "is not a list");
	refuses("words", "null", "is not a list");
	refuses("words", "[\"vbe\",\"hrv\",\"vbe\"]", "has 3 parts: at most 2");
	refuses("object", "[]", "is not an object");
	refuses("object", "\"a\"", "is not an object");
}

static void error_is(const char *name, const char *value, const char *text)
{
	struct err err;

	assert_int_equal(check_json(name, value, &err), -1);
	assert_string_equal(err.text, text);
}

/* A path as a redaction names a cell, and the line of the file. */
static void error_says_where(void **state)
{
	(void)state;
	error_is("words", "[\"vbe\",\"x\"]", "words[1]: is none of: vbe hrv");
	error_is("rows", "[{\"line\":1,\"text\":\"a\"},\"x\"]",
	    "rows[1]: is not an object");
	error_is("rows", "[{\"line\":7,\"text\":\"\"}]",
	    "line 7, text: is empty: it needs some words");
	error_is("rows", "[{\"text\":\"\",\"line\":7}]",
	    "line 7, text: is empty: it needs some words");
	error_is("rows", "[{\"line\":7}]", "line 7, text: is missing");
	error_is("rows", "[{\"text\":\"a\"}]", "rows[0].line: is missing");
	error_is("rows", "[{\"line\":0,\"text\":\"a\"}]",
	    "rows[0].line: is not a whole number from 1 to 2147483647");
	error_is("object", "{\"line\":2,\"text\":\"a\",\"parts\":[\"b\",1]}",
	    "line 2, object.parts[1]: is not a text");
}

static void line_of_one_row_is_not_the_nexts(void **state)
{
	(void)state;
	error_is("rows", "[{\"line\":7,\"text\":\"a\"},{\"text\":\"a\"}]",
	    "rows[1].line: is missing");
}

static void unknown_field_is_named(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(check_json("more", "1", &err), -1);
	assert_int_equal(err.code, ERR_INVALID);
	assert_non_null(strstr(err.text, "unknown field \"more\""));
	assert_int_equal(check_json("rows",
			     "[{\"line\":1,\"text\":\"a\",\"more\":1}]", &err),
	    -1);
	assert_non_null(strstr(err.text, "\"rows[0].more\""));
	assert_int_equal(check_json("", "1", &err), -1);
	assert_int_equal(check_json("Text", "\"a\"", &err), -1);
}

/* Neither a crash nor half a character. */
static void long_unknown_name_is_cut(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(
	    check_json(
		"ååååååååååååååååååååååååååååååååååååååååååååååå", "1", &err),
	    -1);
	assert_true(strlen(err.text) < 200);
}

static void missing_is_refused(void **state)
{
	static const struct field required[] = {
		{ "id", FIELD_ID, REQUIRED },
		{ "flag", FIELD_FLAG, REQUIRED },
		{ 0 },
	};
	json_t *params = json_object();
	struct err err;

	(void)state;
	assert_int_equal(contract_check(fields, params, &err), 0);
	assert_int_equal(contract_check(required, params, &err), -1);
	assert_string_equal(err.text, "id: is missing");
	json_object_set_new(params, "id", json_integer(1));
	assert_int_equal(contract_check(required, params, &err), -1);
	assert_string_equal(err.text, "flag: is missing");
	json_object_set_new(params, "flag", json_false());
	assert_int_equal(contract_check(required, params, &err), 0);
	json_decref(params);
}

static void nothing_is_wanted_of_no_fields(void **state)
{
	static const struct field none[] = { { 0 } };
	json_t *params = json_object();
	struct err err;

	(void)state;
	assert_int_equal(contract_check(none, params, &err), 0);
	json_object_set_new(params, "a", json_integer(1));
	assert_int_equal(contract_check(none, params, &err), -1);
	json_decref(params);
}

/* --- privacy: design section 11 --- */

/* Whatever is wrong with it, what was written stays out of the error. */
static void value_is_never_repeated(void **state)
{
	static const char *const names[] = { "text", "empty", "line", "code",
		"word", "id", "number", "flag", "date", "mail", "object",
		"rows", "words" };
	static const char *const values[] = {
		"\"HEMLIGT HEMLIGT\"",
		"\"HEMLIGT\\u0001\"",
		"\"19811218-9876 HEMLIGT\"",
		"[\"HEMLIGT HEMLIGT\"]",
		"[{\"line\":1,\"text\":\"HEMLIGT HEMLIGT\"}]",
		"{\"line\":1,\"text\":\"HEMLIGT HEMLIGT\"}",
		"8112189876",
		"198112189876",
	};
	struct err err;

	(void)state;
	for (size_t n = 0; n < sizeof(names) / sizeof(names[0]); n++)
		for (size_t i = 0; i < sizeof(values) / sizeof(values[0]);
		     i++) {
			if (check_json(names[n], values[i], &err) == 0)
				fail_msg("%s takes %s", names[n], values[i]);
			assert_null(strstr(err.text, "HEMLIGT"));
			assert_null(strstr(err.text, "9876"));
		}
}

#define GUARDED "looks like a personal identity number "
#define REMOVE  ": the plan holds nothing about individuals; remove it"

/* 121212-1212: tests/unit/identity.c has the rule. */
static void identity_number_is_refused(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(check_json("name", "\"nr 121212-1212\"", &err), -1);
	assert_int_equal(err.code, ERR_INVALID);
	assert_string_equal(err.text, "name: " GUARDED "(personnummer)" REMOVE);
	assert_int_equal(check_json("name", "\"121212-T123\"", &err), -1);
	assert_string_equal(
	    err.text, "name: " GUARDED "(interimsnummer)" REMOVE);
	assert_int_equal(check_json("name", "\"1212121212\"", &err), -1);
	assert_string_equal(err.text,
	    "name: " GUARDED "(personnummer)" REMOVE
	    "; a telephone number is written in groups: 070-123 45 67");
	takes("name", "\"070-123 45 67\"");
	takes("name", "\"556677-8899, KS 2022/00123\"");
}

/* A row's and a list's part are named as ever. */
static void identity_number_is_refused_everywhere(void **state)
{
	struct err err;

	(void)state;
	refuses("text", "\"1212121212\"", GUARDED);
	refuses("empty", "\"1212121212\"", GUARDED);
	refuses("code", "\"ks-121212-1212\"", GUARDED);
	refuses("mail", "\"121212-1212@kommun.example\"", GUARDED);
	assert_int_equal(
	    check_json("rows", "[{\"line\":7,\"text\":\"1212121212\"}]", &err),
	    -1);
	assert_non_null(strstr(err.text, "line 7, text: " GUARDED));
	assert_int_equal(check_json("rows",
			     "[{\"line\":7,\"text\":\"a\",\"parts\":"
			     "[\"a\",\"121212-1212\"]}]",
			     &err),
	    -1);
	assert_non_null(strstr(err.text, "line 7, parts[1]: " GUARDED));
}

/* RFC 8032, 7.1, TEST 1, in OpenSSH's words. */
#define KEY_WORDS                                                              \
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYj" \
	"Ja8CGmj3B1Ea"

/* Digits may come as they will: 811218-9876 is a personal identity number. */
static void a_hash_is_64_hexadecimal_digits(void **state)
{
#define ZEROS "000000000000000000000000000000000000000000000000000000"
	(void)state;
	takes("hash", "\"" ZEROS "8112189876\"");
	takes("hash",
	    "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "8112189876\"");
	refuses("hash", "\"" ZEROS "811218987\"", "no SHA-256");
	refuses("hash", "\"" ZEROS "81121898765\"", "no SHA-256");
	refuses("hash", "\"" ZEROS "81121898AB\"", "no SHA-256");
	refuses("hash", "\"" ZEROS "8112189876g\"", "no SHA-256");
	refuses("hash", "\"\"", "no SHA-256");
#undef ZEROS
}

/* One spelling, and no comment: it may be a person's name. */
static void key_is_its_two_words(void **state)
{
	static const char *const others[] = { " " KEY_WORDS, KEY_WORDS " ",
		KEY_WORDS " anna@kommun", KEY_WORDS " 121212-1212",
		KEY_WORDS "\\n", KEY_WORDS "\\r\\n" };
	char text[256];

	(void)state;
	takes("key", "\"" KEY_WORDS "\"");
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		snprintf(text, sizeof(text), "\"%s\"", others[i]);
		refuses("key", text, "not the key alone");
	}
	refuses("key", "\"\"", "not a public key");
	refuses("key", "\"ssh-ed25519 AAAA\"", "not whole");
	refuses("key", "\"ssh-rsa AAAA\"", "RSA");
}

/* What a terminal, a shell, allowed_signers and a letter read the same. */
static void name_is_of_a_narrow_alphabet(void **state)
{
	static const char *const good[] = { "Anna", "Åsa Öberg", "sf-2",
		"Bo Ek (vikarie)", "anna@kommun.example", "O'Hara", "7",
		"Ŋŋ Čč", "a/b & c, d: e_f+g" };
	static const char *const bad[] = { " Anna", "Anna ", "Anna  Ek", "-a",
		"(a)", "A\\tB", "A\\u00a0B", "A\\u200bB", "A\\u00adB",
		"\\ufeffA", "A\\u202eB", "[redacted 7]", "a[1]", "A*", "a=b",
		"a\\\"b", "a\\\\b", "a#b", "a!", "a;b", "$a", "a|b", "a<b",
		"Анна", "\\u0041\\u030a", "a\\u00d7b", "😀", "." };
	char text[64];

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		snprintf(text, sizeof(text), "\"%s\"", good[i]);
		takes("person", text);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(text, sizeof(text), "\"%s\"", bad[i]);
		refuses("person", text, "");
	}
	refuses("person", "\"\"", "is empty");
	refuses("person", "\"121212-1212\"", GUARDED);
}

/* Nor is a name, or the line that a row says it comes from. */
static void identity_number_is_no_name(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(check_json("121212-1212", "1", &err), -1);
	assert_string_equal(
	    err.text, "unknown field \"...\": this command does not have it");
	assert_int_equal(
	    check_json("rows",
		"[{\"line\":1,\"text\":\"a\",\"x1212121212\":1}]", &err),
	    -1);
	assert_null(strstr(err.text, "1212"));
	assert_int_equal(
	    check_json("rows", "[{\"line\":201212121212,\"text\":\"\"}]", &err),
	    -1);
	assert_null(strstr(err.text, "1212"));
}

/* What the daemon sends has come in once already. */
static void own_words_are_not_judged(void **state)
{
	json_t *params = json_pack("{s:s}", "name", "121212-1212");
	struct err err;

	(void)state;
	assert_int_equal(contract_check(fields, params, &err), -1);
	assert_int_equal(contract_check_own(fields, params, &err), 0);
	json_object_set_new(params, "name", json_string(""));
	assert_int_equal(contract_check_own(fields, params, &err), -1);
	json_decref(params);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_taken),
		cmocka_unit_test(length_is_in_characters),
		cmocka_unit_test(short_text_is_refused),
		cmocka_unit_test(text_of_blanks_is_empty),
		cmocka_unit_test(control_characters_are_refused),
		cmocka_unit_test(reordering_is_refused),
		cmocka_unit_test(line_has_no_separators),
		cmocka_unit_test(other_types_are_no_text),
		cmocka_unit_test(code_is_taken),
		cmocka_unit_test(code_is_refused),
		cmocka_unit_test(word_is_one_of_its_words),
		cmocka_unit_test(id_is_a_whole_number_from_one),
		cmocka_unit_test(number_keeps_its_bounds),
		cmocka_unit_test(flag_is_true_or_false),
		cmocka_unit_test(date_is_a_day_that_there_is),
		cmocka_unit_test(mail_is_taken),
		cmocka_unit_test(mail_is_refused),
		cmocka_unit_test(several_addresses_are_a_list),
		cmocka_unit_test(list_is_taken),
		cmocka_unit_test(list_is_refused),
		cmocka_unit_test(error_says_where),
		cmocka_unit_test(line_of_one_row_is_not_the_nexts),
		cmocka_unit_test(unknown_field_is_named),
		cmocka_unit_test(long_unknown_name_is_cut),
		cmocka_unit_test(missing_is_refused),
		cmocka_unit_test(nothing_is_wanted_of_no_fields),
		cmocka_unit_test(value_is_never_repeated),
		cmocka_unit_test(identity_number_is_refused),
		cmocka_unit_test(identity_number_is_refused_everywhere),
		cmocka_unit_test(a_hash_is_64_hexadecimal_digits),
		cmocka_unit_test(key_is_its_two_words),
		cmocka_unit_test(name_is_of_a_narrow_alphabet),
		cmocka_unit_test(identity_number_is_no_name),
		cmocka_unit_test(own_words_are_not_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
