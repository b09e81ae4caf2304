/* SPDX-License-Identifier: ISC */
/* What two tables of the same observations say together: of one or two nobody
 * can work out which. Each case is worked out by hand. */
#include "client/office/few_counts.h"

#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define MOST 8

/* "4 0 1" as a table. */
static struct few_table table_of(
    struct few_count counts[MOST], const char *text)
{
	struct few_table table = { counts, 0 };
	int number, length;

	memset(counts, 0, MOST * sizeof(*counts));
	while (sscanf(text, "%d%n", &number, &length) == 1) {
		few_count_add(&counts[table.count++], (size_t)number);
		text += length;
	}
	return table;
}

static void assert_said(struct few_table table, const char *said)
{
	char text[200] = "", number[24];

	for (size_t i = 0; i < table.count; i++) {
		strcat(text, i > 0 ? " " : "");
		strcat(text, few_count_mark(&table.counts[i], number));
	}
	assert_string_equal(text, said);
}

static void together(const char *one, const char *other, const char *said_one,
    const char *said_other)
{
	struct few_count counts[2][MOST];
	struct few_table first = table_of(counts[0], one);
	struct few_table second = table_of(counts[1], other);

	few_counts_hide(first, second);
	assert_said(first, said_one);
	assert_said(second, said_other);
}

/* 4 in March, of which 3 graffiti: 4 - 3 is 1. */
static void sum_does_not_tell_the_one_that_is_masked(void **state)
{
	(void)state;
	together("4", "3 1", "≥3", "3 <3");
	together("3 1", "4", "3 <3", "≥3");
	/* 9 and three or more are 12 at least; 10 and one or two are 11 or
	 * 12. So it would be 2: nothing but a wider word helps. */
	together("0 9 3", "10 2", "0 ≥3 ≥3", "10 <3");
	/* 9 + 5 are 10 + 3 + 1; with the 5 untold the least is 12, and what
	 * is masked may be 1 or 2. */
	together("9 5", "10 3 1", "9 ≥3", "10 3 <3");
}

/* 3 + 1 is 2 + 2; or 1 + 3, but three has a number. 1 + 2 can be 2 + 1. */
static void several_are_told_where_all_are_one_or_all_two(void **state)
{
	(void)state;
	together("3", "1 2", "3", "<3 <3");
	together("7", "5 1 1", "≥3", "5 <3 <3");
	together("9", "5 2 2", "≥3", "5 <3 <3");
	together("9 4", "8 2 2 1", "9 4", "8 <3 <3 <3");
}

/* 3 + a = 4 + b, both one or two: a is 2 and b is 1. */
static void masked_ones_tell_each_other(void **state)
{
	(void)state;
	together("4 1", "3 2", "4 <3", "≥3 <3");
	together("3 2", "3 2", "3 <3", "3 <3");
}

/* Two kinds in a month, each fewer than three as the month is: both are one.
 * And of two months with some, the kind that is fewer than three is two, also
 * where they are said to have some. */
static void where_all_is_few_not_even_that_is_said(void **state)
{
	(void)state;
	together("1 1", "2", "<3 <3", "≥1");
	together("2", "1 1", "≥1", "≥1 ≥1");
	together("1", "1", "<3", "<3");
	together("2", "2", "<3", "<3");
}

static void nothing_is_hidden_without_need(void **state)
{
	(void)state;
	together("3 0 9", "5 7", "3 0 9", "5 7");
	together("0", "", "0", "");
	/* These do not add up: they are of different observations. */
	together("9 1", "100", "9 <3", "100");
}

static void words_say_what_is_known(void **state)
{
	char number[24];
	struct few_count count = { 0 };

	(void)state;
	assert_string_equal(few_count_words(&count, number), "0");
	few_count_add_few(&count);
	assert_string_equal(
	    few_count_words(&count, number), "fewer than three");
	few_count_add_few(&count);
	few_counts_hide_small((struct few_table){ &count, 1 });
	assert_string_equal(few_count_words(&count, number), "a few");
	few_count_add(&count, 2);
	few_counts_hide_small((struct few_table){ &count, 1 });
	assert_string_equal(few_count_words(&count, number), "three or more");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sum_does_not_tell_the_one_that_is_masked),
		cmocka_unit_test(several_are_told_where_all_are_one_or_all_two),
		cmocka_unit_test(masked_ones_tell_each_other),
		cmocka_unit_test(where_all_is_few_not_even_that_is_said),
		cmocka_unit_test(nothing_is_hidden_without_need),
		cmocka_unit_test(words_say_what_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
