/* SPDX-License-Identifier: ISC */
/* What is a personal identity number, in every spelling, and what is none.
 * The numbers are made for this: check digits by Skatteverket's rule (SKV 704,
 * weights 2 1 2 1 2 1 2 1 2, products' digits added), worked in the comments.
 *
 *   121212-121_: 2+2+2+2+2+2+2+2+2 = 18, so 2
 *   121272-121_: 2+2+2+2+(1+4)+2+2+2+2 = 21, so 9; 12 December as day 72
 *   890101-001_: (1+6)+9+0+1+0+1+0+0+2 = 20, so 0
 *   000229-001_: 0+0+0+2+4+9+0+0+2 = 17, so 3; 2000 had a 29 February
 *   120230-001_: 2+2+0+2+6+0+0+0+2 = 14, so 6; no year has a 30 February
 *   220101-202_: 4+2+0+1+0+1+4+0+4 = 16, so 4; a period, not a number
 *   121212-000_: 2+2+2+2+2+2+0+0+0 = 12, so 8; 000 is no birth number
 * 701063-2391 is the example of SKV 707. */
#include "daemon/text/identity.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

static enum identity_kind kind_of(const char *text)
{
	enum identity_kind kind;
	bool found = identity_found(text, &kind);

	assert_int_equal(found, kind != IDENTITY_NONE);
	return kind;
}

static void is(const char *text, enum identity_kind kind)
{
	if (kind_of(text) != kind)
		fail_msg(
		    "\"%s\" is of kind %d, not %d", text, kind_of(text), kind);
}

static void is_each(const char *const *texts, enum identity_kind kind)
{
	for (; *texts != NULL; texts++)
		is(*texts, kind);
}

/* "121212" and "1212" with `c` between them. */
static void is_around(ucs4_t c, enum identity_kind kind)
{
	char text[32] = "121212";
	int length = u8_uctomb((uint8_t *)text + 6, c, 6);

	strcpy(text + 6 + length, "1212");
	if (kind_of(text) != kind)
		fail_msg(
		    "U+%04X: kind %d, not %d", c, kind_of(text), (int)kind);
}

/* --- the number itself --- */

static void number_is_found(void **state)
{
	static const char *const written[] = {
		"121212-1212",
		"19121212-1212",
		"20121212-1212",
		"18121212-1212",
		"121212+1212",
		"890101+0010",
		"18890101-0010",
		"701063-2391",
		"121272-1219",
		"19121272-1219",
		"000229-0013",
		"20000229-0013",
		NULL,
	};
	static const char *const bare[] = { "1212121212", "191212121212",
		"7010632391", "201212721219", NULL };

	(void)state;
	is_each(written, IDENTITY_WRITTEN);
	is_each(bare, IDENTITY_BARE);
}

static void what_cannot_be_one_passes(void **state)
{
	static const char *const none[] = {
		"",
		"-",
		"121212",
		"121212-121",
		"121212-12121",
		"1121212-1212",
		"120230-0016",    /* 30 February */
		"19000229-0013",  /* no leap year */
		"18000229-0013",  /* nor this */
		"121212-0008",    /* birth number 000 */
		"17890101-0010",  /* before and after the centuries */
		"21121212-1212",  /* that numbers are given for */
		"171212121212",   /* bare as well */
		"12121212121212", /* fourteen digits */
		"112121212121",   /* twelve, of no century */
		"1912121212120",  /* digits border on digits */
		"121212121200000",
		NULL,
	};
	char text[32];

	(void)state;
	is_each(none, IDENTITY_NONE);
	for (int digit = 0; digit < 10; digit++) {
		snprintf(text, sizeof(text), "121212-121%d", digit);
		is(text, digit == 2 ? IDENTITY_WRITTEN : IDENTITY_NONE);
	}
}

/* Of a million six-digit beginnings those are dates that one of the years 2000
 * to 2099 has, 100 * 365 + 25 leap days, and as many with 60 added. The month
 * and day of a year that is not 00 are the same in 1900 and 1800. */
static void every_date_counts(void **state)
{
	static const int doubled[] = { 0, 2, 4, 6, 8, 1, 3, 5, 7, 9 };
	char text[16];
	int found = 0;

	(void)state;
	for (int date = 0; date < 1000000; date++) {
		int sum = doubled[1];

		snprintf(text, sizeof(text), "%06d001", date);
		for (int i = 0; i < 6; i++)
			sum +=
			    i % 2 == 0 ? doubled[text[i] - '0'] : text[i] - '0';
		text[9] = (char)('0' + (100 - sum) % 10);
		text[10] = '\0';
		found += kind_of(text) == IDENTITY_BARE;
	}
	assert_int_equal(found, 2 * 36525);
}

/* Of the ten thousand that may follow a date one in ten fits, but that with
 * 000. So of ten bare digits at random 73,050 * 999 in 10^10 are refused. */
static void one_end_in_ten_fits(void **state)
{
	static const char *const forms[] = { "121212", "121212-", "20220630-" };
	char text[32];

	(void)state;
	for (size_t f = 0; f < sizeof(forms) / sizeof(forms[0]); f++) {
		int found = 0;

		for (int end = 0; end < 10000; end++) {
			snprintf(text, sizeof(text), "%s%04d", forms[f], end);
			found += kind_of(text) != IDENTITY_NONE;
		}
		assert_int_equal(found, 999);
	}
	print_message("ten bare digits at random: %.2f %% refused\n",
	    73050.0 * 999 / 1e8);
}

/* --- spellings --- */

static void every_dash_joins(void **state)
{
	static const ucs4_t more[] = { '+', 0xff0b, 0x2212, 0x2010, 0x2011,
		0x2013, 0x2014, 0xff0d, 0xfe63, 0x207b };
	int count = 0;

	(void)state;
	for (ucs4_t c = 1; c < 0x30000; c++)
		if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Pd)) {
			is_around(c, IDENTITY_WRITTEN);
			count++;
		}
	assert_true(count > 20);
	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++)
		is_around(more[i], IDENTITY_WRITTEN);
}

static void every_space_joins(void **state)
{
	static const ucs4_t spaces[] = { ' ', '\t', 0xa0, 0x2002, 0x2003,
		0x2007, 0x2009, 0x200a, 0x202f, 0x3000 };
	static const char *const spaced[] = { "121212   1212", "121212 - 1212",
		"121212- 1212", "121212 -1212", "121212\u00a0\u2013\u00a01212",
		"121212--1212", "19 121212 1212", "19 121212-1212",
		"19-121212-1212", "121212-\n1212", "121212\n-1212",
		"19121212\r\n- 1212", "12 12 12-1212", "1912 12 12-1212",
		"19 12 12 12-1212", "12\u00a012\u00a012\u22121212", NULL };

	(void)state;
	for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++)
		is_around(spaces[i], IDENTITY_WRITTEN);
	is_each(spaced, IDENTITY_WRITTEN);
	is("121212\n1212", IDENTITY_NONE);
	is("121212\u20281212", IDENTITY_NONE);
}

static void dashes_join_throughout(void **state)
{
	static const char *const dashed[] = { "12-12-12-1212",
		"pnr 12-12-12-1212.", "12\u201312\u201312\u20131212", NULL };

	(void)state;
	is_each(dashed, IDENTITY_WRITTEN);
}

/* U+00B9, U+00B2: raised 1 and 2; U+2081, U+2082: lowered; U+2460, U+2461: in
 * circles. They are digits, but a note's beside a number is none of it. */
static void raised_digits_are_digits(void **state)
{
	static const char *const written[] = {
		"\u00b9\u00b2\u00b9\u00b2\u00b9\u00b2-\u00b9\u00b2\u00b9\u00b2",
		"\u2081\u2082\u2081\u2082\u2081\u2082-\u2081\u2082\u2081\u2082",
		"\u2460\u2461\u2460\u2461\u2460\u2461-\u2460\u2461\u2460\u2461",
		"121212-\u00b9\u00b2\u00b9\u00b2", "121212-1212\u00b9",
		"\u00b9121212-1212", NULL
	};

	(void)state;
	is_each(written, IDENTITY_WRITTEN);
	is("121212-121\u00b2", IDENTITY_NONE);
}

/* Unicode's decimal digits, by their zeros. */
static void every_script_has_digits(void **state)
{
	static const char digits[] = "1212121212";
	int scripts = 0;

	(void)state;
	for (ucs4_t zero = 1; zero < 0x20000; zero++) {
		uint8_t text[64];
		int at = 0;

		if (uc_decimal_value(zero) != 0)
			continue;
		for (size_t i = 0; digits[i] != '\0'; i++)
			at += u8_uctomb(
			    text + at, zero + (ucs4_t)(digits[i] - '0'), 6);
		text[at] = '\0';
		is((const char *)text, IDENTITY_BARE);
		scripts++;
	}
	assert_true(scripts > 40);
	/* fullwidth, Arabic-Indic, Devanagari and ASCII in one */
	is("\uff11\uff12\uff11\uff12\uff11\uff12\uff0d\uff11\uff12\uff11\uff12",
	    IDENTITY_WRITTEN);
	is("\u0661\u0662\u0967\u096812-1212", IDENTITY_WRITTEN);
}

/* Soft hyphen, zero-width space, non-joiner, joiner, word joiner, byte order
 * mark, grapheme joiner, variation selector, invisible times, Hangul's filler, a
 * mark below, a key around. */
static void the_invisible_hides_nothing(void **state)
{
	static const ucs4_t invisible[] = { 0xad, 0x200b, 0x200c, 0x200d,
		0x2060, 0xfeff, 0x34f, 0xfe0f, 0x2062, 0x3164, 0x332, 0x20e3 };

	(void)state;
	for (size_t i = 0; i < sizeof(invisible) / sizeof(invisible[0]); i++) {
		uint8_t text[128];
		int at = 0;

		is_around(invisible[i], IDENTITY_BARE);
		for (const char *c = "121212-1212"; *c != '\0'; c++) {
			text[at++] = (uint8_t)*c;
			at += u8_uctomb(text + at, invisible[i], 6);
		}
		text[at] = '\0';
		is((const char *)text, IDENTITY_WRITTEN);
	}
}

static void what_stands_around_does_not_matter(void **state)
{
	static const char *const written[] = {
		"abc121212-1212",
		"121212-1212abc",
		"(121212-1212)",
		"Hej\n121212-1212\nhej",
		"1 121212-1212",
		"1. 121212-1212.",
		"nr 5, 121212-1212, 5",
		"12121 121212-1212",
		"KS 2022/123 121212-1212",
		"2022-06-30 121212-1212",
		"121212-1212 2022-06-30",
		"121212 1212 070-123 45 67",
		"121212-1212@example.se",
		"1: 121212-1213, 2: 121212-1212",
		NULL,
	};

	(void)state;
	is_each(written, IDENTITY_WRITTEN);
	is("pnr:1212121212!", IDENTITY_BARE);
	is("x1212121212x", IDENTITY_BARE);
	is("19 1212121212", IDENTITY_BARE);
}

/* A mark that cases, times and amounts have joins nothing. */
static void other_characters_part(void **state)
{
	static const char parting[] = "/:.,_;()[]*#&=%xyZ";

	(void)state;
	for (const char *c = parting; *c != '\0'; c++)
		is_around((ucs4_t)*c, IDENTITY_NONE);
	is("121212 och 1212", IDENTITY_NONE);
	is("121212 -x- 1212", IDENTITY_NONE);
	is("121212./1212", IDENTITY_NONE);
	is("121212, 1212", IDENTITY_NONE);
}

/* What a narrow gap holds together, a wide one does not part: each has a date
 * and four digits that fit. */
static void groups_of_other_numbers_pass(void **state)
{
	static const char *const none[] = {
		"0512-121212 1212-34 56 78", /* telephone numbers */
		"0512-121212 - 1212-343434",
		"121212 1212-34 56 78",
		"0512 12 12 12 1212 34 56 78",
		"0512-12 12 12-1212",
		"12 12 12 1212",
		"12 12 12 - 1212",
		"2012-12-12 1212", /* ISO dates */
		"2012-12-12-1212", /* an ISO date and a number */
		"12-12-12-1213",   /* a check digit that does not fit */
		"2012-12-12-1212-3",
		"1-12-12-12-1212",
		"12-12 12-1212",
		"121212 1212-12-12",
		"20121212 1212/12", /* case numbers */
		"1212-121212 1212",
		"121212 1212:30",
		"121212 1212,50", /* amounts */
		"2022 01 01-2024 12 31",
		NULL,
	};

	(void)state;
	is_each(none, IDENTITY_NONE);
}

/* --- interim numbers --- */

/* IVO tells municipalities to write YYYYMMDD-T and any three digits, or -TF
 * and any two; 000101-R220 is of a region's. */
static void interim_number_is_found(void **state)
{
	static const char *const interim[] = { "20121212-T123", "121212-T123",
		"121212T123", "121212+T123", "121212 T123", "121212 - T123",
		"121212-t123", "121272-T123", "000101-R220", "20121212-TF10",
		"121212-TF05", "121212TF05", "121212 tf05", "19121212-Tf00",
		"121212-\uff34\uff11\uff12\uff13", "121212-T\u00ad123", NULL };
	char text[16];

	(void)state;
	is_each(interim, IDENTITY_INTERIM);
	for (const char *c = "TRSUWXJKLMN"; *c != '\0'; c++) {
		snprintf(text, sizeof(text), "121212-%c123", *c);
		is(text, IDENTITY_INTERIM);
	}
}

static void what_is_no_interim_number_passes(void **state)
{
	static const char *const none[] = { "121312-T123", "120230-TF10",
		"121212-T12", "121212-T1234", "121212-F123", "121212-FT12",
		"121212-TF1", "121212-TF123", "121212-TT12", "121212-TRS123",
		"121212T-123", "121212-T 123", "121212/T123", "12121-T123",
		"20220630T1200", "20220630T120000", "2022-06-30 T123",
		"121212 kr 123", "121212 TF 10", "121212-TF-10", "121212\nT123",
		"5000-K123-22", "0512-121212 T123", NULL };
	char text[16];

	(void)state;
	is_each(none, IDENTITY_NONE);
	for (char c = 'A'; c <= 'Z'; c++) {
		snprintf(text, sizeof(text), "121212-%c123", c);
		if (strchr("TRSUWXJKLMN", c) == NULL)
			is(text, IDENTITY_NONE);
	}
}

/* --- a name in an error --- */

static void a_word_is_hidden_where_it_must(void **state)
{
	(void)state;
	assert_string_equal(identity_hidden("more"), "more");
	assert_string_equal(identity_hidden("KS 2022/123"), "KS 2022/123");
	assert_string_equal(identity_hidden("121212-1212"), "...");
	assert_string_equal(identity_hidden("pnr 1212121212"), "...");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(number_is_found),
		cmocka_unit_test(what_cannot_be_one_passes),
		cmocka_unit_test(every_date_counts),
		cmocka_unit_test(one_end_in_ten_fits),
		cmocka_unit_test(every_dash_joins),
		cmocka_unit_test(every_space_joins),
		cmocka_unit_test(dashes_join_throughout),
		cmocka_unit_test(raised_digits_are_digits),
		cmocka_unit_test(every_script_has_digits),
		cmocka_unit_test(the_invisible_hides_nothing),
		cmocka_unit_test(what_stands_around_does_not_matter),
		cmocka_unit_test(other_characters_part),
		cmocka_unit_test(groups_of_other_numbers_pass),
		cmocka_unit_test(interim_number_is_found),
		cmocka_unit_test(what_is_no_interim_number_passes),
		cmocka_unit_test(a_word_is_hidden_where_it_must),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
