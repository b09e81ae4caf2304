/* SPDX-License-Identifier: ISC */
#include "client/value_day.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

static void check_value(
    const char *name, const char *text, const char *expected)
{
	char room[VALUE_DAY];

	assert_string_equal(value_day(name, text, room), expected);
}

static void days_are_taken_as_they_are_written(void **state)
{
	(void)state;
	check_value("expected", "14 mars 2022", "2022-03-14");
	check_value("expected", "den 1 Sept. 2022", "2022-09-01");
	check_value("done-on", "14/3-2022", "2022-03-14");
	check_value("until", "14/3 2022", "2022-03-14");
	check_value("on", "2022-03-14", "2022-03-14");
	check_value("as-of", "14/3/2022", "2022-03-14");
	check_value("as-of", "14.3.2022", "2022-03-14");
	check_value("date", "den 14:e mars 2022", "2022-03-14");
	check_value("date", "1:a juni 2022", "2022-06-01");
	check_value("from", "2022-3-14", "2022-03-14");
	check_value("from", "20220314", "2022-03-14");
	check_value("from", "14-03-2022", "2022-03-14");
	check_value("from", "måndag den 14 mars 2022", "2022-03-14");
	check_value("from", "Mån 14/3 2022", "2022-03-14");
	check_value("from", "tors. 17 mars 2022", "2022-03-17");
	/* days of every year */
	check_value("from", "1 juli", "07-01");
	check_value("to", "31/7", "07-31");
	check_value("from", "07-01", "07-01");
	check_value("to", "31/7-", "31/7-");
	check_value("to", "31/13", "31/13");
	check_value("from", "måndag", "måndag");
	check_value("from", "1 gång", "1 gång");
	check_value("from", "måndag ", "måndag ");
	check_value("from", "20220314 ", "20220314 ");
	check_value("from", "2022-3", "2022-3");
	check_value("from", "202203141", "202203141");
	/* a year that nobody wrote is none */
	check_value("expected", "14 mars", "03-14");
	check_value("expected", "14/3", "03-14");
	check_value("expected", "mars 2022", "mars 2022");
	check_value("expected", "14/13-2022", "14/13-2022");
	check_value("expected", "40 mars 2022", "40 mars 2022");
	check_value("expected", "14 ma 2022", "14 ma 2022");
	check_value("expected", "14.3", "14.3");
	check_value("expected", "14 mars 22", "14 mars 22");
	check_value("expected", "14 mars 2022 kl 8", "14 mars 2022 kl 8");
	check_value("note", "14 mars 2022", "14 mars 2022");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_are_taken_as_they_are_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
