/* SPDX-License-Identifier: ISC */
#include "protocol/shape.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

static void a_text_has_the_whole_shape(void **state)
{
	(void)state;
	assert_true(shape_is("2026-06-30", "dddd-dd-dd"));
	assert_true(shape_is("2026-H1", "dddd-H1"));
	assert_true(shape_is("", ""));
	assert_false(shape_is("2026-06-3", "dddd-dd-dd"));
	assert_false(shape_is("2026-06-301", "dddd-dd-dd"));
	assert_false(shape_is("2026/06-30", "dddd-dd-dd"));
	assert_false(shape_is("202d-06-30", "dddd-dd-dd"));
	assert_false(shape_is("", "d"));
	assert_false(shape_is("2026-H2", "dddd-H1"));
}

static void a_text_begins_so(void **state)
{
	(void)state;
	assert_true(shape_begins("2026-06-30 09:00", "dddd-dd-dd"));
	assert_true(shape_begins("å", ""));
	assert_false(shape_begins("2026-06", "dddd-dd-dd"));
	assert_false(shape_begins("\xc3\xa5", "d"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_has_the_whole_shape),
		cmocka_unit_test(a_text_begins_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
