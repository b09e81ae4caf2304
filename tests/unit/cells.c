/* SPDX-License-Identifier: ISC */
/* Cells are found again by their keys, however many there are. */
#include "daemon/picture/cells.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

static struct cell_key key_of(int64_t i)
{
	return (struct cell_key){ (int)(i % 4) - 1, i / 4 % 50, i / 200 };
}

static void each_key_has_one_cell(void **state)
{
	struct picture_cells cells = { 0 };

	(void)state;
	for (int64_t i = 0; i < 10000; i++)
		cells_at(&cells, key_of(i))->observed += i;
	for (int64_t i = 0; i < 10000; i++)
		cells_at(&cells, key_of(i))->history += i;
	assert_int_equal(cells.count, 10000);
	for (int64_t i = 0; i < 10000; i++) {
		assert_int_equal(cells_at(&cells, key_of(i))->observed, i);
		assert_int_equal(cells_at(&cells, key_of(i))->history, i);
	}
	cells_release(&cells);
}

static void what_was_counted_is_forgotten_and_the_history_stays(void **state)
{
	struct picture_cells cells = { 0 };
	struct cell *cell = cells_at(&cells, key_of(7));

	(void)state;
	*cell = (struct cell){ cell->key, 1, 2, 3, 4, 5, 6, { 7 } };
	cells_clear(&cells);
	cell = cells_at(&cells, key_of(7));
	assert_int_equal(cell->count + cell->before + cell->year_before +
		cell->observed + cell->earlier,
	    0);
	assert_int_equal(cell->history, 5);
	assert_int_equal(cells.count, 1);
	cells_release(&cells);
	cells_release(&cells);
}

/* A count in month 23, none in the year after but in 30. */
static void months_remember_a_year(void **state)
{
	struct picture_cells cells = { 0 };

	(void)state;
	for (int month = 23; month <= 36; month++) {
		cells_begin_month(&cells, month);
		if (month == 23 || month == 30)
			cells_at(&cells, key_of(7))->count = month;
		cells_end_month(&cells, month);
		assert_int_equal(cells.list[0].before,
		    month == 24       ? 23
			: month == 31 ? 30
				      : 0);
		assert_int_equal(
		    cells.list[0].year_before, month == 35 ? 23 : 0);
	}
	assert_int_equal(cells.count, 1);
	cells_release(&cells);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_key_has_one_cell),
		cmocka_unit_test(
		    what_was_counted_is_forgotten_and_the_history_stays),
		cmocka_unit_test(months_remember_a_year),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
