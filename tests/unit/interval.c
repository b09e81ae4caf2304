/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/interval.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

static void what_is_no_interval_is_refused(void **state)
{
	static const char *const texts[] = { "", "m", "4", "0m", "-1m", "4 m",
		"4mm", "4M", "m4", "121m", "11y", "3661d", "531w", "99999d",
		"4m ", " 4m", ":d", "1:d", "/d", "2/d", "4294967297d" };
	struct interval interval;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_false(interval_read(texts[i], &interval));
}

static void units_are_days_or_months(void **state)
{
	static const struct {
		const char *text;
		int months, days;
	} rows[] = { { "1d", 0, 1 }, { "6w", 0, 42 }, { "4m", 4, 0 },
		{ "2y", 24, 0 }, { "120m", 120, 0 }, { "3660d", 0, 3660 },
		{ "10y", 120, 0 }, { "530w", 0, 3710 }, { "9d", 0, 9 } };
	struct interval interval;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_true(interval_read(rows[i].text, &interval));
		assert_int_equal(interval.months, rows[i].months);
		assert_int_equal(interval.days, rows[i].days);
	}
}

static void is(struct day day, int year, int month, int date)
{
	assert_int_equal(day.number, day_of(year, month, date).number);
}

/* By hand: a day the month does not have is its last, and the next month has
 * the day of the base again. */
static void months_end_where_they_end(void **state)
{
	struct interval month = { 1, 0 }, year = { 12, 0 };
	struct day base = day_of(2024, 1, 31);

	(void)state;
	is(interval_plus(base, month, 1), 2024, 2, 29);
	is(interval_plus(base, month, 2), 2024, 3, 31);
	is(interval_plus(base, month, 3), 2024, 4, 30);
	is(interval_plus(base, month, 12), 2025, 1, 31);
	is(interval_plus(base, month, 13), 2025, 2, 28);
	is(interval_plus(day_of(2024, 2, 29), year, 1), 2025, 2, 28);
	is(interval_plus(day_of(2024, 2, 29), year, 4), 2028, 2, 29);
	is(interval_plus(day_of(2024, 2, 28), (struct interval){ 0, 10 }, 3),
	    2024, 3, 29);
}

static void days_and_weeks_are_counted(void **state)
{
	struct interval weeks = { 0, 42 };

	(void)state;
	/* 2026-01-01 and six weeks is 2026-02-12. */
	is(interval_plus(day_of(2026, 1, 1), weeks, 1), 2026, 2, 12);
}

static void the_next_is_after_the_day_asked_about(void **state)
{
	struct interval tertial = { 4, 0 };
	struct day base = day_of(2026, 1, 15);

	(void)state;
	is(interval_next(base, tertial, day_of(2025, 6, 1)), 2026, 5, 15);
	is(interval_next(base, tertial, day_of(2026, 5, 14)), 2026, 5, 15);
	is(interval_next(base, tertial, day_of(2026, 5, 15)), 2026, 9, 15);
	is(interval_next(base, tertial, day_of(2030, 1, 1)), 2030, 1, 15);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_no_interval_is_refused),
		cmocka_unit_test(units_are_days_or_months),
		cmocka_unit_test(months_end_where_they_end),
		cmocka_unit_test(days_and_weeks_are_counted),
		cmocka_unit_test(the_next_is_after_the_day_asked_about),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
