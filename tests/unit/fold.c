/* SPDX-License-Identifier: ISC */
#include "daemon/text/fold.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <setjmp.h>
#include <string.h>
#include <cmocka.h>

#include "protocol/arena.h"

static struct arena *arena;

static int arena_up(void **state)
{
	(void)state;
	arena = arena_new(1 << 20);
	return 0;
}

static int arena_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void assert_folds(const char *text, const char *expected)
{
	const char *folded = fold_name(arena, text);

	assert_string_equal(folded, expected);
	assert_string_equal(fold_name(arena, folded), expected);
}

static void assert_equal(const char *a, const char *b)
{
	assert_string_equal(fold_name(arena, a), fold_name(arena, b));
}

static void assert_distinct(const char *a, const char *b)
{
	assert_string_not_equal(fold_name(arena, a), fold_name(arena, b));
}

static void case_does_not_count(void **state)
{
	(void)state;
	assert_folds("Kommunstaben", "kommunstaben");
	assert_folds("MILJÖ OCH BYGGNAD", "miljö och byggnad");
	assert_folds("ÅÄÖÉÜ", "åäöéü");
	/* CaseFolding.txt: full foldings. */
	assert_folds("Straße", "strasse");
	assert_folds("STRASSE", "strasse");
	assert_folds("ΟΔΟΣ", "οδοσ");
}

/* Short ways for plain letters lead where Unicode's tables do, which a text
 * with an invisible character takes. */
static void plain_letters_are_folded_as_all_others(void **state)
{
	(void)state;
	for (unsigned int point = 1; point < 0x180; point++) {
		char plain[16], other[16];
		char letter[3] = { (char)point, '\0', '\0' };

		if (point >= 0x80) {
			letter[0] = (char)(0xc0 | point >> 6);
			letter[1] = (char)(0x80 | (point & 0x3f));
		}
		snprintf(plain, sizeof(plain), "a%sB", letter);
		snprintf(other, sizeof(other), "a%s\u200BB", letter);
		assert_equal(plain, other);
	}
	assert_distinct("a\xc3"
			"b",
	    "aãb"); /* no UTF-8 */
}

static void letters_do(void **state)
{
	(void)state;
	assert_distinct("Malå", "Mala");
	assert_distinct("Höör", "Hoor");
	assert_distinct("Arkivet", "Arkiven");
}

/* UAX #15: composed, decomposed and compatibility forms. */
static void the_forms_of_a_letter_are_one(void **state)
{
	(void)state;
	assert_folds("fo\u0308rvaltning", "förvaltning");
	assert_folds("a\u030Angstro\u0308m", "ångström");
	assert_folds("\u212Bngström", "ångström"); /* the Angstrom sign */
	assert_folds("\uFB01nans", "finans");      /* ligature fi */
	assert_folds("Ｍiljö", "miljö");           /* fullwidth M */
	assert_folds("Avdelning \u2162", "avdelning iii");
}

static void white_space_is_one_space(void **state)
{
	(void)state;
	assert_folds("  Teknik\toch \r\n fritid ", "teknik och fritid");
	assert_folds("Teknik\u00A0och\u2009fritid", "teknik och fritid");
	assert_folds("\u3000Teknik\u2028och\u202Ffritid", "teknik och fritid");
	assert_distinct("Teknik fritid", "Teknikfritid");
}

static void invisible_characters_are_nothing(void **state)
{
	(void)state;
	assert_folds("Utbild\u00ADnings\u200Bkontoret", "utbildningskontoret");
	assert_folds("\uFEFFArkivet\u2060\u200D", "arkivet");
	/* ... and do not come between a letter and its accent. */
	assert_folds("fo\u00AD\u0308rvaltning", "förvaltning");
}

static void a_dash_is_a_hyphen(void **state)
{
	static const char *const dashes[] = { "-", "\u2010", "\u2011", "\u2012",
		"\u2013", "\u2014", "\u2015", "\u2212", "\uFF0D", "\uFE58",
		"\uFE63", "--" };
	char text[32];

	(void)state;
	for (size_t i = 0; i < sizeof(dashes) / sizeof(*dashes); i++) {
		strcpy(text, "IT");
		strcat(strcat(text, dashes[i]), "enheten");
		assert_folds(text, "it-enheten");
	}
	assert_distinct("IT-enheten", "ITenheten");
}

static void a_hanging_hyphen_does_not_count(void **state)
{
	(void)state;
	assert_folds("Vård- och omsorgsnämnden", "vård och omsorgsnämnden");
	assert_equal("Vård- och omsorgsnämnden",
	    "VÅRD\u2013 OCH\u00A0"
	    "OMSORGSNÄMNDEN");
	assert_equal("Vård- och omsorgsnämnden", "Vård och omsorgsnämnden");
	assert_equal("Vård- och omsorgsnämnden", "Vård -och omsorgsnämnden");
	assert_equal("Vård- och omsorgsnämnden", "Vård - och omsorgsnämnden");
	assert_equal("Vård- och omsorgsnämnden",
	    "Vård-\u00AD och "
	    "omsorgsnämnden");
	assert_equal(
	    "Park-, gatu- och hamnkontoret", "Park, gatu och hamnkontoret");
	assert_folds("- Arkivet -", "arkivet");
}

static void commas_have_a_space_after_them(void **state)
{
	(void)state;
	assert_folds("Park , gatu,hamn", "park, gatu, hamn");
	assert_folds("Park-,gatu", "park, gatu");
}

static void a_full_stop_at_the_end_does_not_count(void **state)
{
	(void)state;
	assert_folds("Räddningstj.", "räddningstj");
	assert_folds("Räddningstj. . ", "räddningstj");
	assert_folds("Barn-. - .", "barn");
	assert_folds("Räddningstj. Väst.", "räddningstj. väst");
}

static void nothing_is_nothing(void **state)
{
	(void)state;
	assert_folds("", "");
	assert_folds(" \u00A0\t", "");
	assert_folds("\u00AD\u200B", "");
	assert_folds(" - . ", "");
}

static void text_that_is_not_utf8_equals_itself(void **state)
{
	(void)state;
	assert_folds("Milj\xF6", "Milj\xF6");
	assert_folds("\xC3", "\xC3");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_does_not_count),
		cmocka_unit_test(plain_letters_are_folded_as_all_others),
		cmocka_unit_test(letters_do),
		cmocka_unit_test(the_forms_of_a_letter_are_one),
		cmocka_unit_test(white_space_is_one_space),
		cmocka_unit_test(invisible_characters_are_nothing),
		cmocka_unit_test(a_dash_is_a_hyphen),
		cmocka_unit_test(a_hanging_hyphen_does_not_count),
		cmocka_unit_test(commas_have_a_space_after_them),
		cmocka_unit_test(a_full_stop_at_the_end_does_not_count),
		cmocka_unit_test(nothing_is_nothing),
		cmocka_unit_test(text_that_is_not_utf8_equals_itself),
	};

	return cmocka_run_group_tests(tests, arena_up, arena_down);
}
