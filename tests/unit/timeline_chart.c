/* SPDX-License-Identifier: ISC */
/* A year of 24 columns: two a month, and a day has some fifteenth of one. */
#include "client/timeline_chart.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static struct chart year(size_t width)
{
	struct chart chart = {
		.width = width,
		.first = CHART_NONE,
		.last = CHART_NONE,
		.today = chart_day("2022-09-16"),
		.plain = true,
		.months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
	};

	chart_hold(&chart, chart_day("2022-12-05"));
	chart_hold(&chart, chart_day("2022-01-31"));
	chart_settle(&chart);
	return chart;
}

static void is_drawn(
    const struct chart *chart, struct chart_bar bar, const char *expected)
{
	struct buffer line = { 0 };

	chart_draw(&line, chart, &bar, "<", ">");
	assert_string_equal(line.bytes, expected);
	buffer_free(&line);
}

static void a_chart_has_whole_months(void **state)
{
	struct chart chart = year(24);

	(void)state;
	assert_int_equal(chart.first, chart_day("2022-01-01"));
	assert_int_equal(chart.last, chart_day("2022-12-31"));
	assert_int_equal(chart_day("1970-01-02"), 1);
	assert_int_equal(chart_day(NULL), CHART_NONE);
	assert_int_equal(chart_day("snarast"), CHART_NONE);
}

/* 16 September is the 259th day: column 258 * 24 / 365 = 16. */
static void a_bar_is_where_its_days_are(void **state)
{
	struct chart chart = year(24);

	(void)state;
	is_drawn(&chart,
	    (struct chart_bar){ .start = chart_day("2022-07-01"),
		.end = chart_day("2022-12-31") },
	    "           .....|.......");
	is_drawn(&chart,
	    (struct chart_bar){ .start = chart_day("2022-01-01"),
		.end = chart_day("2022-12-31"),
		.progress = 50 },
	    "############....|.......");
	is_drawn(&chart,
	    (struct chart_bar){
		.start = CHART_NONE, .end = chart_day("2022-12-31") },
	    "                |      *");
	is_drawn(&chart,
	    (struct chart_bar){ .start = CHART_NONE, .end = CHART_NONE },
	    "                |       ");
}

static void what_is_late_is_told_by_letters(void **state)
{
	struct chart chart = year(24);
	struct chart_bar late = { .start = chart_day("2022-01-01"),
		.end = chart_day("2022-06-30"),
		.late = true },
			 done = late;

	(void)state;
	is_drawn(&chart, late, "............<!!!!>|       ");
	assert_string_equal(chart_sign(&chart, &late), "!");
	done.late = false;
	done.done = true;
	is_drawn(&chart, done, "############    |       ");
	assert_string_equal(chart_sign(&chart, &done), "v");
	done.done = false;
	done.dropped = true;
	is_drawn(&chart, done, "                |       ");
	assert_string_equal(chart_sign(&chart, &done), "x");
}

/* 1 November is the 305th day: column 304 * 24 / 365 = 19. */
static void what_goes_on_reaches_the_edge(void **state)
{
	struct chart chart = year(24);

	(void)state;
	is_drawn(&chart,
	    (struct chart_bar){ .start = chart_day("2022-11-01"),
		.end = CHART_NONE,
		.goes_on = true },
	    "                |  ....>");
	is_drawn(&chart,
	    (struct chart_bar){
		.start = CHART_NONE, .end = CHART_NONE, .goes_on = true },
	    "                |      >");
}

static void scale_is(size_t width, const char *expected)
{
	struct chart chart = year(width);
	struct buffer lines = { 0 };

	chart_scale(&lines, &chart, 2);
	assert_string_equal(lines.bytes, expected);
	buffer_free(&lines);
}

/* 48 columns have room for names, 24 for letters, 12 for every third one: April
 * begins in column 90 * 12 / 365 = 2, July in 5, October in 8. */
static void the_scale_has_what_there_is_room_for(void **state)
{
	(void)state;
	scale_is(48,
	    "  2022\n"
	    "  Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec\n");
	scale_is(24,
	    "  2022\n"
	    "  J F M A M J J A S O N D\n");
	scale_is(12,
	    "  2022\n"
	    "  J A  J  O\n");
}

/* Plans of a century, and of one day. */
static void any_days_can_be_drawn(void **state)
{
	struct chart chart = year(24);
	struct buffer lines = { 0 };

	(void)state;
	chart_hold(&chart, chart_day("1990-01-01"));
	chart_hold(&chart, chart_day("2099-12-31"));
	chart_settle(&chart);
	chart_scale(&lines, &chart, 0);
	assert_int_equal(strcspn(lines.bytes, "\n") <= 24, 1);
	buffer_free(&lines);
	is_drawn(&chart,
	    (struct chart_bar){ .start = chart_day("1980-01-01"),
		.end = chart_day("2150-12-31"),
		.progress = 100,
		.done = true },
	    "#######|################");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_chart_has_whole_months),
		cmocka_unit_test(a_bar_is_where_its_days_are),
		cmocka_unit_test(what_is_late_is_told_by_letters),
		cmocka_unit_test(what_goes_on_reaches_the_edge),
		cmocka_unit_test(the_scale_has_what_there_is_room_for),
		cmocka_unit_test(any_days_can_be_drawn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
