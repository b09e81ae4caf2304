/* SPDX-License-Identifier: ISC */
#include "client/value_interval.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "protocol/interval_words.h"

static void check_value(
    const char *name, const char *text, const char *expected)
{
	char room[VALUE_INTERVAL];

	assert_string_equal(value_interval(name, text, room), expected);
}

static void intervals_are_taken_as_people_write_them(void **state)
{
	(void)state;
	check_value("review", "4 månader", "4m");
	check_value("review", "1 månad", "1m");
	check_value("review", "90 dagar", "90d");
	check_value("review", "2 veckor", "2w");
	check_value("follow-up", "2 år", "2y");
	check_value("follow-up", "vartannat år", "2y");
	check_value("follow-up", "Var fjärde månad", "4m");
	check_value("follow-up", "varje år", "1y");
	check_value("review", "6 months", "6m");
	/* as the wire has it, and what is none */
	check_value("review", "4m", "4m");
	check_value("review", "", "");
	check_value("review", "ibland", "ibland");
	check_value("review", "0 månader", "0 månader");
	check_value("review", "4 gånger", "4 gånger");
	check_value("review", "4 månader till", "4 månader till");
	check_value("note", "4 månader", "4 månader");
}

static void in_english_they_are_as_written(void **state)
{
	struct buffer text = { 0 };

	(void)state;
	interval_words(&text, "4m");
	buffer_text(&text, " ");
	interval_words(&text, "5m");
	assert_string_equal(text.bytes, "4m 5m");
	buffer_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(intervals_are_taken_as_people_write_them),
		cmocka_unit_test(in_english_they_are_as_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
