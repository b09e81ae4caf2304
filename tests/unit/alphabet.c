/* SPDX-License-Identifier: ISC */
/* Names in the order of the Swedish alphabet, which ends with x y z å ä ö. */
#include "daemon/store/alphabet.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static int order(const char *a, const char *b)
{
	return alphabet_compare((int)strlen(a), a, (int)strlen(b), b);
}

/* Each comes before all that follow it, and after none. */
static void names_stand_as_a_swede_looks_for_them(void **state)
{
	static const char *const names[] = { "", "2026", "anna", "Anna-Lena",
		"Bo", "Elin", "idéer", "idrott", "Müller", "mynta", "Zorn", "å",
		"Åsa", "ÄLG", "ärla", "öl", "Örjan" };
	const size_t count = sizeof(names) / sizeof(names[0]);

	(void)state;
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++) {
			int got = order(names[i], names[j]);

			if ((i < j) != (got < 0) || (i > j) != (got > 0))
				fail_msg("%s, %s: %d", names[i], names[j], got);
		}
}

/* Else a page of a list would leave one of them out. */
static void texts_that_differ_are_never_equal(void **state)
{
	(void)state;
	assert_true(order("anna", "Anna") != 0);
	assert_true((order("anna", "Anna") > 0) == (order("Anna", "anna") < 0));
	assert_true(order("ide", "idé") != 0);
	assert_true(order("a\xc3", "a") > 0);
	assert_true(order("a\xff", "a\xc3") != 0);
	assert_int_equal(order("\xc3", "\xc3"), 0);
	assert_int_equal(order("", ""), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_stand_as_a_swede_looks_for_them),
		cmocka_unit_test(texts_that_differ_are_never_equal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
