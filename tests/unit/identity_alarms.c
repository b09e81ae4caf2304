/* SPDX-License-Identifier: ISC */
/* The false alarms of the identity guard, measured: ten thousand of each kind
 * of number that plans do hold, made at random by the rule of their form. None
 * of these may be refused. Run in the root of the tree. */
#include "daemon/text/identity.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EACH      10000
#define TEXT_SIZE 160

/* Knuth's MMIX generator, the same numbers each time; `from` to `to`. */
static int any(int from, int to)
{
	static uint64_t state = 2022;

	state = state * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return from + (int)((state >> 33) % (uint64_t)(to - from + 1));
}

static const char *any_of(const char *const *words, int count)
{
	return words[any(0, count - 1)];
}

/* A form's digits: '#' any, and by letter what must be so: Y a year from 1990
 * to 2049, y its last two, M a month, D a day to 28. */
static void fill(const char *form, char text[TEXT_SIZE])
{
	size_t at = 0;

	for (; *form != '\0'; form++) {
		size_t left = TEXT_SIZE - at;

		if (*form == '#')
			at +=
			    (size_t)snprintf(text + at, left, "%d", any(0, 9));
		else if (*form == 'Y')
			at += (size_t)snprintf(
			    text + at, left, "%d", any(1990, 2049));
		else if (*form == 'y')
			at += (size_t)snprintf(
			    text + at, left, "%02d", any(0, 99));
		else if (*form == 'M')
			at += (size_t)snprintf(
			    text + at, left, "%02d", any(1, 12));
		else if (*form == 'D')
			at += (size_t)snprintf(
			    text + at, left, "%02d", any(1, 28));
		else
			at += (size_t)snprintf(text + at, left, "%c", *form);
		assert_true(at < TEXT_SIZE);
	}
}

static int refused(const char *text)
{
	enum identity_kind kind;

	if (!identity_found(text, &kind))
		return 0;
	print_error("refused: %s\n", text);
	return 1;
}

/* Each form alone and two of them in each of the ways that lists have. */
static void measure(const char *what, const char *const *forms, int count)
{
	static const char *const between[] = { " ", "\n", ", ", "; ", " / ",
		" och ", " - ", "\t" };
	char one[TEXT_SIZE], other[TEXT_SIZE], both[3 * TEXT_SIZE];
	int alarms = 0;

	for (int i = 0; i < EACH; i++) {
		fill(any_of(forms, count), one);
		fill(any_of(forms, count), other);
		snprintf(both, sizeof(both), "%s%s%s", one,
		    any_of(between, sizeof(between) / sizeof(between[0])),
		    other);
		alarms += refused(one) + refused(both);
	}
	print_message("%s: %d of %d refused\n", what, alarms, 2 * EACH);
	assert_int_equal(alarms, 0);
}
#define MEASURE(what, forms)                                                   \
	measure(what, forms, sizeof(forms) / sizeof((forms)[0]))

static void case_numbers_pass(void **state)
{
	static const char *const forms[] = { "KS Y/#####", "KS Y/###",
		"KS-Y-###", "Y-######", "Dnr Y:####-#", "SN Y.###", "KSY/####",
		"Dnr KS Y-#####-#", "BUN/Y:###", "KS/Y:##### § ##",
		"Dnr: KS y/####", "KS Y-######", "KSDnr Y/####-###", "§ ###/Y",
		"KS § ##/y", "#.#.#-#####/Y", "VON-Y-#####", "Ju Y:####",
		"A###.###/Y", "####-K######-##", "KF Y-M-D § ###" };

	(void)state;
	MEASURE("case numbers", forms);
}

/* Digits and a check digit, the third at least 2 (lag 1974:174). */
static void any_organisation(char digits[11])
{
	static const int doubled[] = { 0, 2, 4, 6, 8, 1, 3, 5, 7, 9 };
	int sum = 0;

	for (int i = 0; i < 9; i++) {
		int digit = any(i == 2 ? 2 : 0, 9);

		digits[i] = (char)('0' + digit);
		sum += i % 2 == 0 ? doubled[digit] : digit;
	}
	digits[9] = (char)('0' + (100 - sum) % 10);
	digits[10] = '\0';
}

static void organisation_numbers_pass(void **state)
{
	char digits[11], text[64];
	int alarms = 0;

	(void)state;
	for (int i = 0; i < EACH; i++) {
		any_organisation(digits);
		alarms += refused(digits);
		snprintf(text, sizeof(text), "%.6s-%s, %.6s %s", digits,
		    digits + 6, digits, digits + 6);
		alarms += refused(text);
		snprintf(text, sizeof(text), "16%s, 16%.6s-%s", digits, digits,
		    digits + 6);
		alarms += refused(text);
	}
	print_message(
	    "organisation numbers: %d of %d refused\n", alarms, 3 * EACH);
	assert_int_equal(alarms, 0);
}

/* An organisation's VAT number is its ten digits and 01. Where they begin with
 * 19 the twelve have a check digit that fits: 19 adds 2+9 = 11 to the sum,
 * 01 adds 1. 1 in 100 do here, 2 * 365 in 10,000 of these have a
 * month and a day: 7 in 10,000. Those in use that begin with 1 are of estates,
 * which seldom have a VAT number. */
static void few_vat_numbers_are_refused(void **state)
{
	enum identity_kind kind;
	char digits[11], text[32];
	int alarms = 0;

	(void)state;
	for (int i = 0; i < EACH; i++) {
		any_organisation(digits);
		snprintf(text, sizeof(text), "SE%s01", digits);
		alarms += identity_found(text, &kind);
	}
	print_message("VAT numbers: %d of %d refused\n", alarms, EACH);
	assert_in_range(alarms, 0, EACH / 500);
}

/* Area codes have two to four digits, the rest five to eight, in groups of
 * two and three or in one (Swedish numbering plan, PTS). */
static void telephone_numbers_in_groups_pass(void **state)
{
	static const char *const forms[] = { "08-### ## ##", "08-## ## ##",
		"08-### ### ##", "08-#######", "0##-## ## ##", "0##-### ## ##",
		"0##-######", "0###-### ##", "0###-## ## ##", "0###-######",
		"0###-#####", "07#-### ## ##", "07# ### ## ##", "07#-#######",
		"07#-## ## ###", "+46 7# ### ## ##", "+46 (0)7#-### ## ##",
		"0046 7# ### ## ##", "+46 ### ## ## ##", "+46 8 ### ### ##",
		"+46-8-### ## ##", "+467########", "0771-## ## ##",
		"0771-### ###", "020-## ## ##", "0###/## ## ##",
		"+45 ## ## ## ##", "+47 ### ## ###", "+358 ## ### ####",
		"+49 ## #### ####", "112", "114 14", "1177" };

	(void)state;
	MEASURE("telephone numbers in groups", forms);
}

static void dates_with_numbers_pass(void **state)
{
	static const char *const forms[] = { "Y-M-D ####", "Y-M-D ######",
		"Y-M-D kl. 12:34", "Y-M-DT12:34", "#### Y-M-D", "yMD Y-M-D",
		"YMD Y-M-D", "Y-M-D-####", "Y-M-D/####", "Y-M-D:####",
		"YMDT1230", "YMD kl 1230", "D.M.Y", "D/M Y ##", "D/M-y",
		"yMD/####", "yMD.####", "YMD_####", "Y-M-D -- Y-M-D" };

	(void)state;
	MEASURE("dates with numbers", forms);
}

static void numbers_in_groups_pass(void **state)
{
	static const char *const forms[] = { "#### #### ####", "#### #####",
		"###-####", "####-####", "## ## ##-#", "# ### ###,50 kr",
		"### ### kr", "SE## #### #### #### #### ####",
		"####-#,### ### ###-#", "### ##", "#####-#######",
		"978-91-####-###-#", "###.##.###.##", "##.#####, ##.#####",
		"### ### ### ###", "###############", "################",
		"## ### ####", "##### #####", "######:####", "#/## ####-####" };

	(void)state;
	MEASURE("other numbers in groups", forms);
}

static void made_timeframes_pass(void **state)
{
	static const char *const forms[] = { "Y-Y", "Y–Y", "Y-M-D - Y-M-D",
		"Y-M-D–Y-M-D", "YMD-YMD", "YMD - YMD", "yMD-yMD", "yMD–yMD",
		"Y-M - Y-M", "v. ##-## Y", "ht Y - vt Y", "hty-vty", "kv # Y",
		"Y/Y", "D/M Y - D/M Y", "D.M.Y–D.M.Y", "D-D januari Y",
		"senast Y-M-D", "läsåret Y/y", "Q#-Q# Y", "YMD–YMD ##",
		"1 januari Y – 30 juni Y" };

	(void)state;
	MEASURE("timeframes", forms);
}

static void known_timeframes_pass(void **state)
{
	static const char *const files[] = { "tests/data/timeframes.tsv",
		"tests/data/timeframes-second.tsv",
		"tests/data/timeframes-third.tsv" };
	char line[1024];
	int lines = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		FILE *file = fopen(files[i], "re");

		if (file == NULL)
			fail_msg("%s: run this in the root", files[i]);
		for (; fgets(line, sizeof(line), file) != NULL; lines++) {
			line[strcspn(line, "\t")] = '\0';
			assert_int_equal(refused(line), 0);
		}
		fclose(file);
	}
	assert_true(lines > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_numbers_pass),
		cmocka_unit_test(organisation_numbers_pass),
		cmocka_unit_test(few_vat_numbers_are_refused),
		cmocka_unit_test(telephone_numbers_in_groups_pass),
		cmocka_unit_test(dates_with_numbers_pass),
		cmocka_unit_test(numbers_in_groups_pass),
		cmocka_unit_test(made_timeframes_pass),
		cmocka_unit_test(known_timeframes_pass),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
