/* SPDX-License-Identifier: ISC */
/* How the lists of the morning's screen share its lines: each has a blank line,
 * a title, its rows, and a line that says how many more there are. */
#include "client/status_fit.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

static void all_stays_where_there_is_room(void **state)
{
	struct status_rows lists[] = { { 12, 5, 9 }, { 2, 1, 6 }, { 0, 1, 3 } };

	(void)state;
	/* 2 + 9 + 1 and 2 + 2. */
	status_fit(lists, 3, 16);
	assert_int_equal(lists[0].rows, 9);
	assert_int_equal(lists[1].rows, 2);
}

/* Who has the most above its least gives first, of equal ones the last. */
static void rows_give_way(void **state)
{
	struct status_rows lists[] = { { 12, 5, 9 }, { 8, 3, 6 }, { 3, 2, 3 } };

	(void)state;
	/* 12 + 9 + 5 are 26; four from the first (9 to 8, and with the second
	 * by turns), none from the third, which has one above its least. */
	status_fit(lists, 3, 22);
	assert_int_equal(lists[0].rows, 7);
	assert_int_equal(lists[1].rows, 4);
	assert_int_equal(lists[2].rows, 3);
}

static void at_last_titles_stay(void **state)
{
	struct status_rows lists[] = { { 12, 5, 9 }, { 8, 3, 6 } };

	(void)state;
	status_fit(lists, 2, 0);
	assert_int_equal(lists[0].rows, 0);
	assert_int_equal(lists[1].rows, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_stays_where_there_is_room),
		cmocka_unit_test(rows_give_way),
		cmocka_unit_test(at_last_titles_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
