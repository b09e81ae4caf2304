/* SPDX-License-Identifier: ISC */
/* What departs: tails worked out with 60 digits from the formula of
 * docs/picture.md (in Python, by its fractions and decimals), and how often
 * something is called that has not changed. */
#include "daemon/picture/departure.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>

static struct departure_count count_of(
    int64_t history, int64_t months, double length, int64_t observed)
{
	return (struct departure_count){ .history = history,
		.months = months,
		.length = length,
		.observed = observed };
}

static void tails_are_exact(void **state)
{
	static const struct {
		int64_t history, months;
		double length;
		int64_t observed;
		double low, high;
	} rows[] = {
		{ 0, 12, 1, 1, 0.99772157370862, 0.0392310771694772 },
		{ 0, 12, 1, 3, 0.999990116624953, 0.00014654258687457 },
		{ 24, 12, 1, 2, 0.665984030161924, 0.5941025601451 },
		{ 24, 12, 1, 7, 0.997841965142615, 0.00735256106769994 },
		{ 24, 12, 1, 8, 0.999415307215932, 0.00215803485738476 },
		{ 120, 12, 1, 2, 0.00346904481544877, 0.999335179949236 },
		{ 120, 12, 1, 20, 0.997418732282624, 0.00519031473796212 },
		{ 60, 24, 3, 0, 0.000804030256354877, 1 },
		{ 60, 24, 3, 16, 0.996106333156983, 0.00807083941660586 },
		{ 1000, 100, 1, 25, 0.999979855476158, 5.26821546745842e-05 },
		{ 84, 12, 1, 0, 0.00115505328899598, 1 },
		{ 60, 36, 1.5, 9, 0.999564987628926, 0.00160744453806658 },
		{ 12000, 12, 1, 1105, 0.999188283386025, 0.000897042809676349 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct departure_count count = count_of(rows[i].history,
		    rows[i].months, rows[i].length, rows[i].observed);
		struct departure_tails tails = departure_tails(&count);

		if (fabs(tails.low - rows[i].low) > 1e-12 ||
		    fabs(tails.high - rows[i].high) > 1e-12)
			fail_msg("row %zu: %.15g and %.15g", i, tails.low,
			    tails.high);
	}
}

/* Of twelve months: the last count that is low, -1 for none, and the first
 * that is high. */
static void the_bounds_are_those_of_one_in_two_hundred(void **state)
{
	static const struct {
		int64_t history, low, high;
	} rows[] = { { 0, -1, 3 }, { 1, -1, 3 }, { 2, -1, 4 }, { 6, -1, 5 },
		{ 12, -1, 6 }, { 24, -1, 8 }, { 60, -1, 14 }, { 120, 1, 22 },
		{ 240, 7, 35 } };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (int64_t k = 0; k < 60; k++) {
			struct departure_count count =
			    count_of(rows[i].history, 12, 1, k);

			assert_int_equal(departure_of(&count),
			    k <= rows[i].low        ? DEPARTURE_LOW
				: k >= rows[i].high ? DEPARTURE_HIGH
						    : DEPARTURE_NONE);
		}
}

static void without_a_year_of_history_nothing_is_told(void **state)
{
	struct departure_count count = count_of(0, 11, 1, 1000);

	(void)state;
	assert_int_equal(departure_of(&count), DEPARTURE_SHORT);
	count.months = 0;
	assert_int_equal(departure_of(&count), DEPARTURE_SHORT);
	count.months = 12;
	assert_int_equal(departure_of(&count), DEPARTURE_HIGH);
}

static void one_or_two_are_never_high(void **state)
{
	(void)state;
	for (int64_t k = 0; k < 3; k++) {
		struct departure_count count = count_of(0, 1200, 1, k);

		assert_int_equal(departure_of(&count), DEPARTURE_NONE);
	}
}

/* Large counts end, and are told as small ones are. */
static void a_large_count_is_told(void **state)
{
	struct departure_count count = count_of(12000000, 120, 1, 100000);

	(void)state;
	assert_int_equal(departure_of(&count), DEPARTURE_NONE);
	count.observed = 102000;
	assert_int_equal(departure_of(&count), DEPARTURE_HIGH);
	count.observed = 98000;
	assert_int_equal(departure_of(&count), DEPARTURE_LOW);
	count.observed = INT64_MAX / 2;
	assert_int_equal(departure_of(&count), DEPARTURE_HIGH);
}

/* --- how often what has not changed is called --- */

/* SplitMix64: the same numbers on every machine. */
static uint64_t seed;

static double chance(void)
{
	uint64_t z = seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return ((double)((z ^ z >> 31) >> 11) + 0.5) / 9007199254740992.0;
}

/* A count of a Poisson distribution, by Knuth's product of chances. */
static int64_t draw(double rate)
{
	double limit = exp(-rate), product = chance();
	int64_t count = 0;

	for (; product > limit; count++)
		product *= chance();
	return count;
}

/* Ten thousand months of one cell, each held against all before it. */
static int called(double rate, int64_t most)
{
	int64_t history = 0, months = 0;
	int calls = 0;

	for (int i = 0; i < 10000; i++) {
		int64_t observed = draw(rate);
		struct departure_count count;

		if (months == most)
			history = months = 0;
		count = count_of(history, months, 1, observed);
		calls += departure_of(&count) == DEPARTURE_HIGH ||
		    departure_of(&count) == DEPARTURE_LOW;
		history += observed;
		months++;
	}
	return calls;
}

static void what_has_not_changed_is_seldom_called(void **state)
{
	static const double rates[] = { 0.05, 0.3, 1, 2, 4, 7, 12, 30 };

	(void)state;
	seed = 20260504;
	for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
		assert_true(called(rates[i], 10000) <= 50);
		assert_true(called(rates[i], 24) <= 50);
	}
}

/* ... and what has is: three times as many from the 13th month on. */
static void what_has_changed_is_called(void **state)
{
	int found = 0;

	(void)state;
	seed = 1;
	for (int i = 0; i < 1000; i++) {
		int64_t history = 0;
		struct departure_count count;

		for (int month = 0; month < 12; month++)
			history += draw(4);
		count = count_of(history, 12, 1, draw(12));
		found += departure_of(&count) == DEPARTURE_HIGH;
	}
	/* P(X >= 12) of a rate of 12 is 0.54, of 11 is 0.65. */
	assert_true(found > 450 && found < 750);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tails_are_exact),
		cmocka_unit_test(the_bounds_are_those_of_one_in_two_hundred),
		cmocka_unit_test(without_a_year_of_history_nothing_is_told),
		cmocka_unit_test(one_or_two_are_never_high),
		cmocka_unit_test(a_large_count_is_told),
		cmocka_unit_test(what_has_not_changed_is_seldom_called),
		cmocka_unit_test(what_has_changed_is_called),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
