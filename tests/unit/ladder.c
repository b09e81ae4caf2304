/* SPDX-License-Identifier: ISC */
/* The due date and what follows it. The dates are worked out by hand from the
 * Swedish calendar and the rule of the default ladder, not from the code's
 * output. */
#include "daemon/ladder/ladder.h"

#include "tests/unit/rig/ladder.h"

static void assert_closed_ladder(const struct workdays *workdays,
    const char *due, const char *joins, const char *expected)
{
	struct ladder_item item = item_of(NULL, due, joins);
	struct ladder ladder = only_due();

	assert_chain(&item, &ladder, workdays, CHAIN_DUE, expected);
}

static void assert_ladder(
    const char *due, const char *joins, const char *expected)
{
	assert_closed_ladder(&plain, due, joins, expected);
}

/* --- by hand --- */

/* 30 June 2022 is a Thursday; Monday 4 July is one workday after the first
 * notice. 1 October is a Saturday, 1 January 2023 a Sunday. */
static void a_workday_is_its_own_due_stage(void **state)
{
	(void)state;
	assert_ladder("2022-06-30", "2022-01-10",
	    "due 2022-06-30 overdue 2022-07-01"
	    " overdue 2022-07-11 overdue 2022-07-18 overdue 2022-07-25"
	    " overdue 2022-08-01 overdue 2022-09-01 overdue 2022-10-03"
	    " overdue 2022-11-01 overdue 2022-12-01 overdue 2023-01-02"
	    " overdue 2023-02-01 overdue 2023-03-01 overdue 2023-04-03"
	    " overdue 2023-05-02");
}

/* The fourth week ends on 25 September; September's first workday is past. */
static void a_saturday_is_due_on_friday(void **state)
{
	(void)state;
	assert_ladder("2022-08-20", "2022-01-10",
	    "due 2022-08-19 overdue 2022-08-22"
	    " overdue 2022-08-29 overdue 2022-09-05 overdue 2022-09-12"
	    " overdue 2022-09-19 overdue 2022-10-03 overdue 2022-11-01");
	assert_ladder("2022-08-21", "2022-01-10",
	    "due 2022-08-19 overdue 2022-08-22 overdue 2022-08-29");
}

/* Friday 24 June 2022, and the Saturday after it. */
static void midsummer_eve_is_due_on_thursday(void **state)
{
	static const char expected[] =
	    "due 2022-06-23 overdue 2022-06-27"
	    " overdue 2022-07-04 overdue 2022-07-11 overdue 2022-07-18"
	    " overdue 2022-07-25 overdue 2022-08-01 overdue 2022-09-01";

	(void)state;
	assert_ladder("2022-06-24", "2022-01-10", expected);
	assert_ladder("2022-06-25", "2022-01-10", expected);
	assert_ladder("2022-06-26", "2022-01-10", expected);
}

/* New Year's Eve and Day are off. Friday 2 January 2026 is in the ISO week of
 * 29 December; Monday the 5th is one workday later, Monday the 12th the
 * fifth: 5, 7, 8, 9, 12, as the 6th is off. */
static void the_turn_of_the_year_is_crossed(void **state)
{
	(void)state;
	assert_ladder("2025-12-31", "2025-06-02",
	    "due 2025-12-30 overdue 2026-01-02"
	    " overdue 2026-01-12 overdue 2026-01-19 overdue 2026-01-26"
	    " overdue 2026-02-02 overdue 2026-03-02 overdue 2026-04-01"
	    " overdue 2026-05-04 overdue 2026-06-01");
}

/* Christmas takes Saturday to Monday, then 6 January a Friday. */
static void christmas_is_crossed(void **state)
{
	(void)state;
	assert_ladder("2022-12-23", "2022-06-01",
	    "due 2022-12-23 overdue 2022-12-27"
	    " overdue 2023-01-09 overdue 2023-01-16 overdue 2023-01-23"
	    " overdue 2023-02-01 overdue 2023-03-01");
	assert_ladder("2022-12-31", "2022-06-01",
	    "due 2022-12-30 overdue 2023-01-02"
	    " overdue 2023-01-16 overdue 2023-01-23 overdue 2023-01-30"
	    " overdue 2023-03-01 overdue 2023-04-03 overdue 2023-05-02");
}

/* Maundy Thursday is a workday; Friday to Monday are off. */
static void easter_is_crossed(void **state)
{
	(void)state;
	assert_ladder("2022-04-14", "2022-01-10",
	    "due 2022-04-14 overdue 2022-04-19"
	    " overdue 2022-05-02 overdue 2022-05-09 overdue 2022-05-16"
	    " overdue 2022-06-01 overdue 2022-07-01");
	assert_ladder("2022-04-17", "2022-01-10",
	    "due 2022-04-14 overdue 2022-04-19 overdue 2022-05-02");
}

/* Within five workdays is fewer than five after. */
static void a_monday_five_workdays_later_counts(void **state)
{
	(void)state;
	assert_ladder("2026-09-04", "2026-01-12",
	    "due 2026-09-04 overdue 2026-09-07"
	    " overdue 2026-09-14 overdue 2026-09-21 overdue 2026-09-28"
	    " overdue 2026-10-05 overdue 2026-11-02 overdue 2026-12-01");
}

static void a_monday_four_workdays_later_does_not(void **state)
{
	(void)state;
	/* The first on a Tuesday. */
	assert_ladder("2022-09-12", "2022-01-10",
	    "due 2022-09-12 overdue 2022-09-13"
	    " overdue 2022-09-26 overdue 2022-10-03 overdue 2022-10-10"
	    " overdue 2022-11-01");
	/* Or on a Monday with Ascension Day on the Thursday; Monday 6 June
	 * is the national day. */
	assert_ladder("2022-05-20", "2022-01-10",
	    "due 2022-05-20 overdue 2022-05-23"
	    " overdue 2022-06-07 overdue 2022-06-13 overdue 2022-06-20"
	    " overdue 2022-07-01");
}

static void closed_days_move_and_leave_out(void **state)
{
	struct day monday[] = { on("2022-07-11") };
	struct day week[] = { on("2022-07-18"), on("2022-07-19"),
		on("2022-07-20"), on("2022-07-21"), on("2022-07-22") };
	struct day near[] = { on("2022-07-04"), on("2022-07-05"),
		on("2022-07-06"), on("2022-07-07"), on("2022-07-08") };
	struct workdays one = { monday, 1 }, five = { week, 5 },
			early = { near, 5 };

	(void)state;
	assert_closed_ladder(&one, "2022-06-30", "2022-01-10",
	    "due 2022-06-30 overdue 2022-07-01"
	    " overdue 2022-07-12 overdue 2022-07-18");
	assert_closed_ladder(&five, "2022-06-30", "2022-01-10",
	    "due 2022-06-30 overdue 2022-07-01"
	    " overdue 2022-07-11 overdue 2022-07-25 overdue 2022-08-01");
	/* Days that are closed are no workdays in between. */
	assert_closed_ladder(&early, "2022-06-30", "2022-01-10",
	    "due 2022-06-30 overdue 2022-07-01"
	    " overdue 2022-07-18 overdue 2022-07-25 overdue 2022-08-01");
}

/* The week that is left out is the last: nothing takes its place. */
static void a_closed_fourth_week_has_no_repeat(void **state)
{
	struct day week[] = { on("2022-09-19"), on("2022-09-20"),
		on("2022-09-21"), on("2022-09-22"), on("2022-09-23") };
	struct workdays workdays = { week, 5 };

	(void)state;
	assert_closed_ladder(&workdays, "2022-08-20", "2022-01-10",
	    "due 2022-08-19 overdue 2022-08-22 overdue 2022-08-29"
	    " overdue 2022-09-05 overdue 2022-09-12 overdue 2022-10-03");
}

/* Closed from 1 July to 31 August: no week and no August, but September. */
static void a_closed_summer_is_silent(void **state)
{
	struct day summer[62];
	struct workdays workdays = { summer, 62 };

	(void)state;
	for (int i = 0; i < 62; i++)
		summer[i] = day_plus(on("2022-07-01"), i);
	assert_closed_ladder(&workdays, "2022-05-31", "2022-01-10",
	    "due 2022-05-31 overdue 2022-06-01"
	    " overdue 2022-06-13 overdue 2022-06-20 overdue 2022-06-27"
	    " overdue 2022-09-01 overdue 2022-10-03");
	assert_closed_ladder(&workdays, "2022-07-15", "2022-01-10",
	    "due 2022-06-30 overdue 2022-09-01 overdue 2022-09-12");
}

/* --- what came late --- */

static void stages_before_it_came_are_not_given(void **state)
{
	static const struct {
		const char *joins, *first;
	} rows[] = {
		{ "2022-06-30", "due 2022-06-30 overdue 2022-07-01" },
		{ "2022-07-01", "overdue 2022-07-01 overdue 2022-07-11" },
		{ "2022-07-02", "overdue 2022-07-11 overdue 2022-07-18" },
		{ "2022-07-11", "overdue 2022-07-11 overdue 2022-07-18" },
		{ "2022-07-12", "overdue 2022-07-18 overdue 2022-07-25" },
		{ "2022-07-26", "overdue 2022-08-01 overdue 2022-09-01" },
		{ "2022-08-02", "overdue 2022-09-01 overdue 2022-10-03" },
		{ "2024-05-02", "overdue 2024-05-02 overdue 2024-06-03" },
		{ "2024-05-03", "overdue 2024-06-03 overdue 2024-07-01" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_ladder("2022-06-30", rows[i].joins, rows[i].first);
}

static void a_day_long_before_it_came_asks_for_nothing_more(void **state)
{
	struct ladder_item item = item_of(NULL, "2022-06-30", "2022-07-12");
	struct ladder ladder = only_due();
	struct ladder_step step;

	(void)state;
	assert_true(ladder_next(&item, &reader, &ladder, &plain, CHAIN_DUE,
	    on("1990-01-01"), &step));
	assert_int_equal(stage_of(&step), STAGE_OVERDUE);
	assert_int_equal(day_compare(step.regular, on("2022-07-18")), 0);
}

/* 31 December 2199 is a Tuesday, as 1799's was, and New Year's Eve. */
static void the_ladder_ends_with_the_calendar(void **state)
{
	struct ladder_item item = item_of(NULL, "2199-12-31", "2022-01-10");
	struct ladder ladder = only_due();
	struct ladder_step step;

	(void)state;
	assert_chain(&item, &ladder, &plain, CHAIN_DUE, "due 2199-12-30 -");
	item.due = on("2022-06-30");
	for (struct day day = item.joins; ladder_next(
		 &item, &reader, &ladder, &plain, CHAIN_DUE, day, &step);
	     day = step.regular)
		assert_true(day_compare(step.regular, day) > 0);
}

/* --- for every due date of ten years, told day by day --- */

/* What a reader of the rule counts along: first a due date's last workday,
 * then each day that passes. */
struct rule_reader {
	struct day first; /* DAY_NONE until the first overdue notice */
	int workdays;     /* since the first */
	int mondays;      /* since the first: 0 is its own week */
	int month;        /* of the last workday that passed, once all four
	                   * weeks have */
	bool told;        /* in this ISO week */
};

static void reader_begin(struct rule_reader *along, struct day day)
{
	*along = (struct rule_reader){ .first = day, .told = true };
}

/* Whether the rule gives an overdue notice on this workday. */
static bool reader_gives(struct rule_reader *along, struct day day)
{
	bool new_month = day_date(day).month != along->month;
	bool gives;

	if (along->mondays <= 4)
		gives =
		    !along->told && along->mondays > 0 && along->workdays >= 5;
	else
		gives = new_month;
	if (along->mondays > 0)
		along->told = true;
	along->month = day_date(day).month;
	return gives;
}

/* One more day; whether it is an overdue notice's. */
static bool reader_passes(
    struct rule_reader *along, struct day due, struct day day)
{
	bool works = workday_is(&plain, day);

	if (!day_is_some(along->first)) {
		if (!works || day_compare(day, due) <= 0)
			return false;
		reader_begin(along, day);
		along->month = day_date(day).month;
		return true;
	}
	if (day_weekday(day) == 1) {
		along->mondays++;
		along->told = false;
	}
	if (!works)
		return false;
	along->workdays++;
	return reader_gives(along, day);
}

static struct ladder_step next_of_due(const struct ladder_item *item,
    const struct ladder *ladder, struct day after)
{
	struct ladder_step step;

	assert_true(ladder_next(
	    item, &reader, ladder, &plain, CHAIN_DUE, after, &step));
	return step;
}

static void check_due_date(struct day due)
{
	struct ladder_item item = item_of(NULL, "2022-06-30", "2022-01-10");
	struct rule_reader along = { .first = DAY_NONE };
	struct ladder ladder = only_due();
	struct ladder_step step;
	struct day after;

	item.due = due;
	item.joins = day_plus(due, -100);
	step = next_of_due(&item, &ladder, item.joins);
	assert_int_equal(stage_of(&step), STAGE_DUE);
	assert_true(workday_is(&plain, step.regular));
	assert_true(day_compare(step.regular, due) <= 0);
	for (after = day_plus(step.regular, 1); day_compare(after, due) <= 0;
	     after = day_plus(after, 1))
		assert_false(workday_is(&plain, after));
	after = step.regular;
	step = next_of_due(&item, &ladder, after);
	for (int i = 0; i < 250; i++) {
		after = day_plus(after, 1);
		assert_int_equal(stage_of(&step), STAGE_OVERDUE);
		assert_int_equal(reader_passes(&along, due, after),
		    day_compare(step.regular, after) == 0);
		if (day_compare(step.regular, after) == 0)
			step = next_of_due(&item, &ladder, after);
		assert_true(day_compare(step.regular, after) > 0);
	}
}

static void ten_years_of_due_dates_keep_the_rule(void **state)
{
	(void)state;
	for (struct day due = on("2020-01-01");
	     day_compare(due, on("2029-12-31")) <= 0; due = day_plus(due, 1))
		check_due_date(due);
}

/* Mondays between the weeks of two days. */
static int weeks_between(struct day a, struct day b)
{
	return (b.number - day_weekday(b) - a.number + day_weekday(a)) / 7;
}

/* What no ladder may do, said without the rule: two notices in one of the
 * first weeks, or two in a month after them. */
static void check_distances(struct day due)
{
	struct ladder_item item = item_of(NULL, "2022-06-30", "2022-01-10");
	struct ladder ladder = only_due();
	struct ladder_step first, last, step;

	item.due = due;
	item.joins = day_plus(due, -100);
	first = last = next_of_due(&item, &ladder, due);
	for (int i = 0; i < 12; i++, last = step) {
		step = next_of_due(&item, &ladder, last.regular);
		assert_true(workday_is(&plain, step.regular));
		assert_true(step.regular.number - last.regular.number >= 5);
		if (weeks_between(first.regular, step.regular) <= 4)
			assert_true(
			    weeks_between(last.regular, step.regular) > 0);
		else if (i > 4)
			assert_int_not_equal(day_date(step.regular).month,
			    day_date(last.regular).month);
	}
}

static void nobody_is_told_too_often(void **state)
{
	(void)state;
	for (struct day due = on("2020-01-01");
	     day_compare(due, on("2029-12-31")) <= 0; due = day_plus(due, 1))
		check_distances(due);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_workday_is_its_own_due_stage),
		cmocka_unit_test(a_saturday_is_due_on_friday),
		cmocka_unit_test(midsummer_eve_is_due_on_thursday),
		cmocka_unit_test(the_turn_of_the_year_is_crossed),
		cmocka_unit_test(christmas_is_crossed),
		cmocka_unit_test(easter_is_crossed),
		cmocka_unit_test(a_monday_five_workdays_later_counts),
		cmocka_unit_test(a_monday_four_workdays_later_does_not),
		cmocka_unit_test(closed_days_move_and_leave_out),
		cmocka_unit_test(a_closed_fourth_week_has_no_repeat),
		cmocka_unit_test(a_closed_summer_is_silent),
		cmocka_unit_test(stages_before_it_came_are_not_given),
		cmocka_unit_test(
		    a_day_long_before_it_came_asks_for_nothing_more),
		cmocka_unit_test(the_ladder_ends_with_the_calendar),
		cmocka_unit_test(ten_years_of_due_dates_keep_the_rule),
		cmocka_unit_test(nobody_is_told_too_often),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
