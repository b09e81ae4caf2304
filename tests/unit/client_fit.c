/* SPDX-License-Identifier: ISC */
/* Tables on a terminal: which columns stand, how wide, and how text is cut and
 * broken. The numbers are counted by hand. */
#include "client/output/fit.h"
#include "protocol/width.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <locale.h>

static void fits(
    struct fit *columns, size_t count, size_t width, const size_t *wanted)
{
	fit_columns(columns, count, width);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(columns[i].width, wanted[i]);
}

/* Number, plan, words, due date, status. */
static const struct fit five[] = {
	{ .natural = 2, .least = 2, .whole = true },
	{ .natural = 8, .least = 8, .whole = true, .rank = 2 },
	{ .natural = 50, .least = 30 },
	{ .natural = 18, .least = 18, .whole = true },
	{ .natural = 7, .least = 7, .whole = true, .rank = 1 },
};

static void five_fit(size_t width, const size_t wanted[5])
{
	struct fit columns[5];

	for (size_t i = 0; i < 5; i++)
		columns[i] = five[i];
	fits(columns, 5, width, wanted);
}

static void words_give_way_first(void **state)
{
	(void)state;
	/* 2 + 8 + 50 + 18 + 7 and four gaps of 2 are 93. */
	five_fit(93, (size_t[]){ 2, 8, 50, 18, 7 });
	five_fit(92, (size_t[]){ 2, 8, 49, 18, 7 });
	five_fit(73, (size_t[]){ 2, 8, 30, 18, 7 });
}

static void then_the_last_in_rank(void **state)
{
	(void)state;
	/* Without the plan, 10 with its gap, the words have 9 more. */
	five_fit(72, (size_t[]){ 2, 0, 39, 18, 7 });
	five_fit(63, (size_t[]){ 2, 0, 30, 18, 7 });
	five_fit(62, (size_t[]){ 2, 0, 38, 18, 0 });
}

static void what_stays_is_cut_at_last(void **state)
{
	(void)state;
	/* 2 + 18 and two gaps are 24. */
	five_fit(54, (size_t[]){ 2, 0, 30, 18, 0 });
	five_fit(40, (size_t[]){ 2, 0, 16, 18, 0 });
	/* A date is never cut, and something is left of the words. */
	five_fit(10, (size_t[]){ 2, 0, 1, 18, 0 });
}

/* Words that are short are cut as well where there is no other way. */
static void short_words_are_cut_at_last(void **state)
{
	struct fit columns[] = {
		{ .natural = 6, .least = 6 },
		{ .natural = 10, .least = 10, .whole = true },
	};

	(void)state;
	fits(columns, 2, 17, (size_t[]){ 5, 10 });
}

static void nothing_is_cut_without_a_terminal(void **state)
{
	(void)state;
	five_fit(0, (size_t[]){ 2, 8, 50, 18, 7 });
}

static void of_one_rank_the_right_one_goes(void **state)
{
	struct fit columns[] = {
		{ .natural = 5, .least = 5, .rank = 1 },
		{ .natural = 5, .least = 5, .rank = 1 },
	};

	(void)state;
	fits(columns, 2, 11, (size_t[]){ 5, 0 });
	fits(columns, 2, 12, (size_t[]){ 5, 5 });
	fits(columns, 0, 12, NULL);
}

static void cuts(const char *text, size_t width, const char *wanted)
{
	struct buffer buffer = { 0 };

	buffer_text(&buffer, text);
	width_cut(&buffer, width);
	assert_string_equal(buffer.bytes, wanted);
	assert_true(width_of(buffer.bytes) <= width);
	buffer_free(&buffer);
}

static void what_is_cut_says_so(void **state)
{
	(void)state;
	cuts("Håll kurs", 9, "Håll kurs");
	cuts("Håll kurs", 8, "Håll ku…");
	cuts("Håll kurs", 6, "Håll…");
	cuts("Håll kurs", 1, "…");
	cuts("", 3, "");
	/* A letter and the ring above it, U+030A, are one place. */
	cuts("a\xcc\x8a"
	     "bc",
	    3,
	    "a\xcc\x8a"
	    "bc");
	/* A character of two places is not halved. */
	cuts("日本語", 4, "日…");
}

static void no_number_is_halved(void **state)
{
	(void)state;
	cuts("kvartal 1 2022 eller", 13, "kvartal 1…");
	cuts("kvartal 1 2022 eller", 15, "kvartal 1 2022…");
	cuts("Kurs (13)", 8, "Kurs (…");
	cuts("till 2022-04-30 eller", 10, "till…");
	cuts("till 2022-04-30 eller", 11, "till…");
	cuts("till 2022-04-30 eller", 16, "till 2022-04-30…");
	cuts("kl. 08:15", 7, "kl.…");
	cuts("12345", 3, "…");
	/* What is no number is cut where it was. */
	cuts("Kurs 1. Till", 8, "Kurs 1.…");
	cuts("Sf-möte", 4, "Sf-…");
}

static void wraps(
    const char *text, size_t indent, size_t width, const char *wanted)
{
	struct buffer buffer = { 0 };

	width_wrap(&buffer, text, indent, width);
	assert_string_equal(buffer.bytes, wanted);
	buffer_free(&buffer);
}

static void lines_break_at_blanks(void **state)
{
	(void)state;
	wraps("Utkastet är på remiss", 0, 11, "Utkastet är\npå remiss");
	wraps("Utkastet är på remiss", 2, 13, "Utkastet är\n  på remiss");
	wraps("Utkastet är på remiss", 2, 12, "Utkastet\n  är på\n  remiss");
	wraps("Utkastet är på remiss", 4, 0, "Utkastet är på remiss");
}

/* Further lines stand two columns further in than theirs, or behind the name
 * of the program. */
static void a_message_breaks_at_blanks(void **state)
{
	struct buffer buffer = { 0 };

	(void)state;
	width_message(&buffer,
	    "planvaktd: inget tillstånd finns i mappen\n"
	    "  planvakt log list visar det\nklart\n",
	    26);
	assert_string_equal(buffer.bytes,
	    "planvaktd: inget tillstånd\n           finns i mappen\n"
	    "  planvakt log list\n    visar det\nklart\n");
	buffer_free(&buffer);
	width_message(&buffer, "Ska det göras? [j/n] ", 26);
	assert_string_equal(buffer.bytes, "Ska det göras? [j/n] ");
	buffer_free(&buffer);
}

static void a_wide_word_goes_on(void **state)
{
	(void)state;
	wraps("se https://kommun.example/plan/2026 nu", 2, 22,
	    "se\n  https://kommun.examp\n  le/plan/2026 nu");
	wraps("åäöåäöåäöåäöåäöåäöåäö", 0, 20, "åäöåäöåäöåäöåäöåäöåä\nö");
}

/* A date would be. */
static void in_narrow_lines_no_word_is_divided(void **state)
{
	(void)state;
	wraps("se https://kommun.example/plan nu", 0, 12,
	    "se\nhttps://kommun.example/plan\nnu");
	wraps("åäö", 5, 3, "åäö");
}

static void lines_of_the_text_stay(void **state)
{
	(void)state;
	wraps("En\nTvå tre", 2, 9, "En\n  Två tre");
	wraps("En\n\nTvå", 0, 0, "En\n\nTvå");
	wraps("En\n", 0, 0, "En");
	wraps("", 0, 10, "");
}

static int speak_utf8(void **state)
{
	(void)state;
	return setlocale(LC_CTYPE, "C.UTF-8") == NULL;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_give_way_first),
		cmocka_unit_test(then_the_last_in_rank),
		cmocka_unit_test(what_stays_is_cut_at_last),
		cmocka_unit_test(short_words_are_cut_at_last),
		cmocka_unit_test(nothing_is_cut_without_a_terminal),
		cmocka_unit_test(of_one_rank_the_right_one_goes),
		cmocka_unit_test(what_is_cut_says_so),
		cmocka_unit_test(no_number_is_halved),
		cmocka_unit_test(lines_break_at_blanks),
		cmocka_unit_test(a_message_breaks_at_blanks),
		cmocka_unit_test(a_wide_word_goes_on),
		cmocka_unit_test(in_narrow_lines_no_word_is_divided),
		cmocka_unit_test(lines_of_the_text_stay),
	};

	return cmocka_run_group_tests(tests, speak_utf8, NULL);
}
