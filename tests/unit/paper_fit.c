/* SPDX-License-Identifier: ISC */
/* How wide the columns of a table on A4 are. A letter is 64 hundredths of an em,
 * a hyphen 42, a column's edge 60, the paper 4750, of which each column keeps
 * two thirds of its share. */
#include "client/office/paper_fit.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static unsigned sum_of(const struct paper *paper)
{
	unsigned sum = 0;

	for (size_t i = 0; i < paper->columns; i++)
		sum += paper->widths[i];
	return sum;
}

static void widest_word_is_kept(void **state)
{
	struct paper_fit fit = { 0 };

	(void)state;
	paper_fit_text(&fit, 0, "a bb ooo");
	assert_int_equal(fit.words[0], 3 * 64);
	paper_fit_text(&fit, 0, "");
	paper_fit_text(&fit, 0, "åäö");
	assert_int_equal(fit.words[0], 3 * 64);
	paper_fit_text(&fit, 1, "ne-nedan");
	assert_int_equal(fit.words[1], 5 * 64);
}

static void date_is_one_word(void **state)
{
	struct paper_fit fit = { 0 };

	(void)state;
	paper_fit_text(&fit, 0, "moved 2022-06-30");
	assert_int_equal(fit.words[0], 8 * 64 + 2 * 42);
}

static void room_that_is_left_is_shared(void **state)
{
	struct paper_fit fit = { 0 };
	struct paper paper = {
		.columns = 2, .heads = { "o", "o" }, .widths = { 3, 1 }
	};

	(void)state;
	/* Two thirds of 4750, in three parts and one: 2374 and 791, and the
	 * same of the 1585 that are left: 1188 and 396. */
	paper_fit_widths(&fit, &paper);
	assert_int_equal(paper.widths[0], 2374 + 1188);
	assert_int_equal(paper.widths[1], 791 + 396);
}

static void head_is_a_word_too(void **state)
{
	struct paper_fit fit = { 0 };
	struct paper paper = { .columns = 2,
		.heads = { "oooooooooooooooooooo", "o" },
		.widths = { 0, 1 } };

	(void)state;
	paper_fit_widths(&fit, &paper);
	assert_int_equal(paper.widths[0], 20 * 64 + 60);
}

/* A column of dates is whole beside three whose words have no end. */
static void widest_give_way(void **state)
{
	struct paper_fit fit = { 0 };
	struct paper paper = { .columns = 4,
		.heads = { "", "", "", "" },
		.widths = { 10, 10, 10, 1 } };
	char word[500];

	(void)state;
	memset(word, 'o', sizeof(word) - 1);
	word[sizeof(word) - 1] = '\0';
	for (size_t i = 0; i < 3; i++)
		paper_fit_text(&fit, i, word);
	paper_fit_text(&fit, 3, "2022-06-30");
	paper_fit_widths(&fit, &paper);
	assert_in_range(paper.widths[3], 8 * 64 + 2 * 42 + 60, 670);
	assert_in_range(paper.widths[0], 1355, 1370);
	assert_in_range(sum_of(&paper), 4740, 4750);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(widest_word_is_kept),
		cmocka_unit_test(date_is_one_word),
		cmocka_unit_test(room_that_is_left_is_shared),
		cmocka_unit_test(head_is_a_word_too),
		cmocka_unit_test(widest_give_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
