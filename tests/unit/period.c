/* SPDX-License-Identifier: ISC */
/* Periods of a picture, and those they are held against, by the calendar. */
#include "daemon/picture/period.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>

static struct picture_period days(const char *first, const char *last)
{
	struct picture_period period;

	assert_true(day_read(first, &period.first));
	assert_true(day_read(last, &period.last));
	return period;
}

static void assert_days(
    struct picture_period period, const char *first, const char *last)
{
	char text[DAY_TEXT];

	assert_string_equal(day_write(period.first, text), first);
	assert_string_equal(day_write(period.last, text), last);
}

static void whole_months_go_back_by_months(void **state)
{
	struct picture_period spring = days("2026-03-01", "2026-05-31");
	struct picture_period february = days("2024-02-01", "2024-02-29");

	(void)state;
	assert_true(period_is_whole(spring));
	assert_days(period_before(spring), "2025-12-01", "2026-02-28");
	assert_days(period_year_before(spring), "2025-03-01", "2025-05-31");
	assert_days(period_before(february), "2024-01-01", "2024-01-31");
	assert_days(period_year_before(february), "2023-02-01", "2023-02-28");
	assert_days(period_year_before(days("2025-02-01", "2025-02-28")),
	    "2024-02-01", "2024-02-29");
	assert_days(period_before(days("2025-01-01", "2025-12-31")),
	    "2024-01-01", "2024-12-31");
}

static void other_periods_go_back_by_days(void **state)
{
	struct picture_period week = days("2026-03-02", "2026-03-08");
	struct picture_period leap = days("2024-02-29", "2024-03-01");

	(void)state;
	assert_false(period_is_whole(week));
	assert_days(period_before(week), "2026-02-23", "2026-03-01");
	assert_days(period_year_before(week), "2025-03-02", "2025-03-08");
	assert_days(period_before(leap), "2024-02-27", "2024-02-28");
	assert_days(period_year_before(leap), "2023-02-28", "2023-03-01");
	assert_false(period_is_whole(days("2026-03-01", "2026-03-30")));
	assert_false(period_is_whole(days("2026-03-02", "2026-03-31")));
}

static void a_length_is_in_months(void **state)
{
	static const struct {
		const char *first, *last;
		double length;
	} rows[] = {
		{ "2026-03-01", "2026-03-31", 1 },
		{ "2026-01-01", "2026-12-31", 12 },
		{ "2026-02-01", "2026-02-14", 0.5 },
		{ "2026-02-15", "2026-03-31", 1.5 },
		{ "2025-12-31", "2026-01-01", 2.0 / 31 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_true(
		    fabs(period_length(days(rows[i].first, rows[i].last)) -
			rows[i].length) < 1e-12);
}

static void a_month_has_its_part(void **state)
{
	struct picture_period period = days("2025-12-10", "2026-02-03");
	int december = period_month(period.first);

	(void)state;
	assert_int_equal(december, 2025 * 12 + 11);
	assert_days(
	    period_in_month(period, december), "2025-12-10", "2025-12-31");
	assert_days(
	    period_in_month(period, december + 1), "2026-01-01", "2026-01-31");
	assert_days(
	    period_in_month(period, december + 2), "2026-02-01", "2026-02-03");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_months_go_back_by_months),
		cmocka_unit_test(other_periods_go_back_by_days),
		cmocka_unit_test(a_length_is_in_months),
		cmocka_unit_test(a_month_has_its_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
