/* SPDX-License-Identifier: ISC */
/* Every stage of the default ladder, by hand from the Swedish calendar. */
#include "daemon/ladder/ladder.h"

#include "tests/unit/rig/ladder.h"

/* --- the whole ladder --- */

static void assert_default(
    const struct ladder_item *item, enum chain chain, const char *expected)
{
	assert_chain(item, &ladder_default, &plain, chain, expected);
}

/* The spring of 2022 begins on a Saturday and has Twelfth Day, a Thursday, in
 * its first week: 3, 4, 5, 7, 10. 23 June is a Thursday. */
static void a_half_year_has_every_stage_of_its_time(void **state)
{
	struct ladder_item item =
	    item_of("2022-01-01", "2022-06-30", "2021-12-01");

	(void)state;
	assert_default(&item, CHAIN_DUE,
	    "begin 2022-01-10 upcoming 2022-05-31 upcoming 2022-06-23"
	    " upcoming 2022-06-30 due 2022-06-30 overdue 2022-07-01"
	    " overdue 2022-07-11");
	item.planned = false;
	assert_default(&item, CHAIN_DUE, "upcoming 2022-05-31");
	item.joins = on("2022-06-24");
	assert_default(&item, CHAIN_DUE,
	    "upcoming 2022-06-30 due 2022-06-30 overdue 2022-07-01");
}

/* Midsummer Eve, a Sunday, a Sunday's last workday. */
static void a_warning_on_a_day_off_comes_on_the_next_workday(void **state)
{
	struct ladder_item item =
	    item_of("2022-05-01", "2022-07-24", "2022-06-13");

	(void)state;
	assert_default(&item, CHAIN_DUE,
	    "upcoming 2022-06-27 upcoming 2022-07-18 upcoming 2022-07-22"
	    " due 2022-07-22 overdue 2022-07-25");
}

/* Easter Monday 2022 is 18 April, Good Friday the 15th. Closed from Thursday
 * 22 December, a week before a Saturday's due date has no workday left. */
static void no_warning_comes_after_the_last_workday(void **state)
{
	struct ladder ladder = only_due();
	struct day christmas[9];
	struct workdays closed = { christmas, 9 };
	struct ladder_item item =
	    item_of("2022-01-01", "2022-04-18", "2022-03-01");

	(void)state;
	ladder.rungs[STAGE_UPCOMING] =
	    (struct rung){ { 4, 3 }, 2, { TOLD_LEAD }, 1 };
	assert_chain(&item, &ladder, &plain, CHAIN_DUE,
	    "upcoming 2022-04-14 due 2022-04-14 overdue 2022-04-19");
	for (int i = 0; i < 9; i++)
		christmas[i] = day_plus(on("2022-12-22"), i);
	item = item_of("2022-07-01", "2022-12-31", "2022-08-01");
	assert_chain(&item, &ladder_default, &closed, CHAIN_DUE,
	    "upcoming 2022-12-01 upcoming 2022-12-21 due 2022-12-21"
	    " overdue 2023-01-02");
}

/* 1 to 31 March is 31 days. 1 March 2022 is a Tuesday, 24 March a Thursday. */
static void a_month_is_not_warned_of_a_month_ahead(void **state)
{
	struct ladder_item item =
	    item_of("2022-03-01", "2022-03-31", "2022-02-01");

	(void)state;
	item.planned = false;
	assert_default(&item, CHAIN_DUE, "upcoming 2022-03-24");
	item.start = on("2022-02-28");
	assert_default(
	    &item, CHAIN_DUE, "upcoming 2022-03-01 upcoming 2022-03-24");
	item.start = DAY_NONE;
	item.period = on("2022-03-01");
	assert_default(&item, CHAIN_DUE, "upcoming 2022-03-24");
	item.period = on("2022-02-28");
	assert_default(&item, CHAIN_DUE, "upcoming 2022-03-01");
	/* Where both are there the start is the period's. */
	item.start = on("2022-03-01");
	assert_default(&item, CHAIN_DUE, "upcoming 2022-03-24");
}

/* 60 and 29 days before 31 March: 30 January, a Sunday, and 2 March. */
static void only_warnings_of_a_month_ask_how_long_it_is(void **state)
{
	struct ladder_item item =
	    item_of("2022-01-30", "2022-03-31", "2022-01-03");
	struct ladder ladder = only_due();

	(void)state;
	ladder.rungs[STAGE_UPCOMING] =
	    (struct rung){ { 60, 29 }, 2, { TOLD_LEAD }, 1 };
	/* 2 + 28 + 31 days. */
	assert_chain(&item, &ladder, &plain, CHAIN_DUE, "upcoming 2022-03-02");
	item.start = on("2022-01-29");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE,
	    "upcoming 2022-01-31 upcoming 2022-03-02 due 2022-03-31");
	item.start = on("2022-03-31");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE, "upcoming 2022-03-02");
}

/* Five workdays after a Monday is the next; Easter takes two. */
static void what_should_have_begun_is_asked_for_after_a_week(void **state)
{
	struct ladder_item item = item_of("2022-08-01", NULL, "2022-03-01");

	(void)state;
	assert_default(&item, CHAIN_DUE, "begin 2022-08-08 -");
	item.start = on("2022-04-11");
	assert_default(&item, CHAIN_DUE, "begin 2022-04-20 -");
	item.joins = on("2022-04-21");
	assert_default(&item, CHAIN_DUE, "-");
	item.joins = on("2022-04-20");
	assert_default(&item, CHAIN_DUE, "begin 2022-04-20 -");
	item.planned = false;
	assert_default(&item, CHAIN_DUE, "-");
}

/* Ten and twenty workdays after Friday 1 July 2022, and after a message that
 * arrived on the Saturday; over Christmas: 27-30 December, 2-5, 9, 10
 * January. */
static void escalation_counts_from_what_arrived(void **state)
{
	struct ladder_item item = item_of(NULL, "2022-06-30", "2022-01-10");

	(void)state;
	assert_default(&item, CHAIN_ESCALATED, "-");
	item.accepted = on("2022-07-01");
	assert_default(&item, CHAIN_ESCALATED,
	    "escalated 2022-07-15 escalated 2022-07-29 -");
	item.accepted = on("2022-07-02");
	assert_default(&item, CHAIN_ESCALATED,
	    "escalated 2022-07-15 escalated 2022-07-29 -");
	item.accepted = on("2022-12-23");
	assert_default(&item, CHAIN_ESCALATED,
	    "escalated 2023-01-10 escalated 2023-01-24 -");
}

static void each_escalation_knows_its_place(void **state)
{
	struct ladder_item item = item_of(NULL, "2022-06-30", "2022-01-10");
	struct ladder_step step;

	(void)state;
	item.accepted = on("2022-07-01");
	for (int place = 0; place < 2; place++) {
		assert_true(
		    ladder_next(&item, &ladder_default, &plain, CHAIN_ESCALATED,
			day_plus(on("2022-07-01"), 14 * place), &step));
		assert_int_equal(step.place, place);
	}
}

/* In quiet weeks no workday passes: July is, from the 4th. */
static void quiet_days_do_not_count(void **state)
{
	struct day july[28];
	struct workdays quiet = { july, 28 };
	struct ladder_item item = item_of(NULL, "2022-06-30", "2022-01-10");

	(void)state;
	for (int i = 0; i < 28; i++)
		july[i] = day_plus(on("2022-07-04"), i);
	item.accepted = on("2022-07-01");
	assert_chain(&item, &ladder_default, &quiet, CHAIN_ESCALATED,
	    "escalated 2022-08-12 escalated 2022-08-26 -");
	item.noticed[CHAIN_DUE] = on("2022-07-01");
	/* 1 August is in the fifth week after; it is the month's first. */
	assert_chain(&item, &ladder_default, &quiet, CHAIN_DUE,
	    "overdue 2022-08-01 overdue 2022-09-01");
	item.planned = false;
	item.noted = on("2022-05-15");
	assert_chain(
	    &item, &ladder_default, &quiet, CHAIN_STALE, "stale 2022-08-01 -");
}

/* 60 days after 10 January 2022 is Friday 11 March, after the 12th a Sunday;
 * 90 after the 12th is Tuesday 12 April. */
static void two_months_without_a_word_are_stale_once(void **state)
{
	struct ladder_item item = item_of(NULL, "2022-12-31", "2022-01-03");
	struct ladder ladder = ladder_default;

	(void)state;
	item.noted = on("2022-01-10");
	assert_default(&item, CHAIN_STALE, "-");
	item.planned = false;
	assert_default(&item, CHAIN_STALE, "stale 2022-03-11 -");
	item.noted = on("2022-01-12");
	assert_default(&item, CHAIN_STALE, "stale 2022-03-14 -");
	item.joins = on("2022-03-15");
	assert_default(&item, CHAIN_STALE, "-");
	item.joins = on("2022-03-14");
	ladder.rungs[STAGE_STALE] =
	    (struct rung){ { 60, 90 }, 2, { TOLD_LEAD }, 1 };
	assert_chain(&item, &ladder, &plain, CHAIN_STALE,
	    "stale 2022-03-14 stale 2022-04-12 -");
}

/* --- reviews --- */

static struct ladder_item reviewed_since(const char *since, const char *every)
{
	struct ladder_item item = item_of(NULL, NULL, "2022-01-03");

	item.reviewed = on(since);
	assert_true(interval_read(every, &item.review));
	return item;
}

/* 13 October 2022 is a Thursday, 13 February 2023 a Monday, 13 June 2023 a
 * Tuesday; 25 December 2022 is a Sunday before the second day of Christmas. */
static void what_has_no_end_is_reviewed_each_interval(void **state)
{
	struct ladder_item item = reviewed_since("2022-06-13", "4m");

	(void)state;
	assert_default(&item, CHAIN_REVIEW,
	    "review 2022-10-13 review 2023-02-13 review 2023-06-13"
	    " review 2023-10-13 review 2024-02-13");
	item.ends = on("2023-06-13");
	assert_default(&item, CHAIN_REVIEW,
	    "review 2022-10-13 review 2023-02-13 review 2023-06-13 -");
	item.ends = on("2023-06-12");
	assert_default(
	    &item, CHAIN_REVIEW, "review 2022-10-13 review 2023-02-13 -");
	item.joins = on("2022-10-14");
	assert_default(&item, CHAIN_REVIEW, "review 2023-02-13 -");
	item = reviewed_since("2022-08-25", "4m");
	assert_default(&item, CHAIN_REVIEW, "review 2022-12-27");
}

/* February ends on Monday the 28th, 30 April is a Saturday before the first
 * of May, a Sunday. */
static void a_month_that_is_too_short_ends_the_interval(void **state)
{
	struct ladder_item item = reviewed_since("2022-01-31", "1m");

	(void)state;
	assert_default(&item, CHAIN_REVIEW,
	    "review 2022-02-28 review 2022-03-31 review 2022-05-02"
	    " review 2022-05-31");
}

/* Three Mondays of which two are closed. */
static void reviews_that_fall_on_one_day_are_one(void **state)
{
	struct ladder_item item = reviewed_since("2022-06-27", "1w");
	struct day closed[14];
	struct workdays workdays = { closed, 14 };

	(void)state;
	for (int i = 0; i < 14; i++)
		closed[i] = day_plus(on("2022-07-04"), i);
	assert_chain(&item, &ladder_default, &workdays, CHAIN_REVIEW,
	    "review 2022-07-18 review 2022-07-25 review 2022-08-01");
}

/* --- the week, the transfer --- */

/* It came on a Wednesday after a Monday's run. Easter Monday and the national
 * day are off; the second week is closed. */
static void what_is_unclear_is_told_on_the_first_workday_of_a_week(void **state)
{
	struct ladder_item item = item_of(NULL, NULL, "2022-04-06");
	struct day closed[5];
	struct workdays workdays = { closed, 5 };
	struct ladder ladder = ladder_default;

	(void)state;
	assert_default(&item, CHAIN_UNCLEAR, "-");
	item.unclear = true;
	for (int i = 0; i < 5; i++)
		closed[i] = day_plus(on("2022-04-25"), i);
	assert_chain(&item, &ladder_default, &workdays, CHAIN_UNCLEAR,
	    "unclear 2022-04-11 unclear 2022-04-19 unclear 2022-05-02"
	    " unclear 2022-05-09");
	item.joins = on("2022-06-01");
	assert_default(
	    &item, CHAIN_UNCLEAR, "unclear 2022-06-07 unclear 2022-06-13");
	item.joins = on("2022-06-13");
	assert_default(
	    &item, CHAIN_UNCLEAR, "unclear 2022-06-13 unclear 2022-06-20");
	ladder.rungs[STAGE_UNCLEAR].at[0] = 3;
	assert_chain(&item, &ladder, &plain, CHAIN_UNCLEAR,
	    "unclear 2022-06-13 unclear 2022-07-04 unclear 2022-07-25");
}

static void a_transfer_is_told_in_the_next_run(void **state)
{
	struct ladder_item item = item_of(NULL, "2022-12-31", "2022-01-03");

	(void)state;
	assert_default(&item, CHAIN_TRANSFERRED, "-");
	item.transferred = on("2022-06-15");
	assert_default(&item, CHAIN_TRANSFERRED, "transferred 2022-06-15 -");
	item.transferred = on("2022-06-18");
	assert_default(&item, CHAIN_TRANSFERRED, "transferred 2022-06-20 -");
	item.noticed[CHAIN_TRANSFERRED] = on("2022-06-20");
	assert_default(&item, CHAIN_TRANSFERRED, "-");
}

/* --- a stage that is off, the next date --- */

static void a_stage_that_is_off_never_comes(void **state)
{
	struct ladder_item item =
	    item_of("2022-01-01", "2022-06-30", "2021-12-01");
	struct ladder none = { 0 };

	(void)state;
	item.unclear = true;
	item.noted = item.accepted = item.reviewed = item.transferred =
	    on("2022-02-01");
	item.review = (struct interval){ .months = 4 };
	for (enum chain chain = 0; chain < CHAINS; chain++)
		assert_chain(&item, &none, &plain, chain, "-");
	item.planned = false;
	assert_chain(&item, &none, &plain, CHAIN_STALE, "-");
	assert_false(day_is_some(ladder_next_due(&item, &none, &plain)));
}

static void assert_next(const struct ladder_item *item, const char *expected)
{
	char day[DAY_TEXT] = "";
	struct day next = ladder_next_due(item, &ladder_default, &plain);

	if (day_is_some(next))
		day_write(next, day);
	assert_string_equal(day, expected);
}

static void it_is_due_at_the_first_step_of_any_chain(void **state)
{
	struct ladder_item item = item_of(NULL, NULL, "2022-01-03");

	(void)state;
	assert_next(&item, "");
	item.due = on("2022-06-30");
	item.period = on("2022-01-03");
	assert_next(&item, "2022-05-31");
	item.unclear = true;
	assert_next(&item, "2022-01-03");
	item.noticed[CHAIN_UNCLEAR] = on("2022-05-30");
	assert_next(&item, "2022-05-31");
	item.noticed[CHAIN_DUE] = on("2022-05-31");
	assert_next(&item, "2022-06-07");
	item.unclear = false;
	item.noticed[CHAIN_DUE] = on("2022-07-11");
	assert_next(&item, "2022-07-18");
	item.accepted = on("2022-07-01");
	assert_next(&item, "2022-07-15");
	item.noticed[CHAIN_ESCALATED] = on("2022-07-15");
	item.transferred = on("2022-07-13");
	assert_next(&item, "2022-07-13");
}

/* Monday 13 June 2022 and five workdays are Monday the 20th. */
static void it_is_too_late_to_begin_after_the_due_date(void **state)
{
	struct ladder_item item =
	    item_of("2022-06-13", "2022-06-17", "2022-05-02");

	(void)state;
	assert_default(&item, CHAIN_DUE,
	    "upcoming 2022-06-10 upcoming 2022-06-17 due 2022-06-17"
	    " overdue 2022-06-20");
	item.due = on("2022-06-20");
	assert_default(&item, CHAIN_DUE,
	    "upcoming 2022-06-13 begin 2022-06-20 upcoming 2022-06-20"
	    " due 2022-06-20 overdue 2022-06-21");
}

/* What was changed on 15 June says nothing of the 10th, twenty days before;
 * what was in September, nothing of the summer. */
static void a_changed_stage_does_not_come_on_days_that_had_passed(void **state)
{
	struct ladder ladder = only_due();
	struct ladder_item item =
	    item_of("2022-01-01", "2022-06-30", "2022-05-02");

	(void)state;
	ladder.rungs[STAGE_UPCOMING] = (struct rung){ { 20, 7 }, 2,
		{ TOLD_LEAD }, 1, .since = on("2022-06-15") };
	assert_chain(&item, &ladder, &plain, CHAIN_DUE,
	    "upcoming 2022-06-23 due 2022-06-30 overdue 2022-07-01");
	ladder.rungs[STAGE_UPCOMING].since = on("2022-06-10");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE, "upcoming 2022-06-10");
	ladder = only_due();
	ladder.rungs[STAGE_OVERDUE].since = on("2022-09-15");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE,
	    "due 2022-06-30 overdue 2022-10-03 overdue 2022-11-01");
}

/* Monday 11 July was told before it and the 12th were closed. */
static void a_week_has_one_notice(void **state)
{
	struct day closed[] = { on("2022-07-11"), on("2022-07-12") };
	struct workdays workdays = { closed, 2 };
	struct ladder ladder = only_due();
	struct ladder_item item =
	    item_of("2022-01-01", "2022-06-30", "2022-05-02");

	(void)state;
	item.noticed[CHAIN_DUE] = on("2022-07-01");
	assert_chain(&item, &ladder, &workdays, CHAIN_DUE,
	    "overdue 2022-07-13 overdue 2022-07-18");
	item.noticed[CHAIN_DUE] = on("2022-07-11");
	assert_chain(&item, &ladder, &workdays, CHAIN_DUE,
	    "overdue 2022-07-18 overdue 2022-07-25");
	item = item_of(NULL, NULL, "2022-07-01");
	item.unclear = true;
	item.noticed[CHAIN_UNCLEAR] = on("2022-07-11");
	assert_chain(&item, &ladder_default, &workdays, CHAIN_UNCLEAR,
	    "unclear 2022-07-18 unclear 2022-07-25");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_too_late_to_begin_after_the_due_date),
		cmocka_unit_test(
		    a_changed_stage_does_not_come_on_days_that_had_passed),
		cmocka_unit_test(a_week_has_one_notice),
		cmocka_unit_test(a_half_year_has_every_stage_of_its_time),
		cmocka_unit_test(
		    a_warning_on_a_day_off_comes_on_the_next_workday),
		cmocka_unit_test(no_warning_comes_after_the_last_workday),
		cmocka_unit_test(a_month_is_not_warned_of_a_month_ahead),
		cmocka_unit_test(only_warnings_of_a_month_ask_how_long_it_is),
		cmocka_unit_test(
		    what_should_have_begun_is_asked_for_after_a_week),
		cmocka_unit_test(escalation_counts_from_what_arrived),
		cmocka_unit_test(each_escalation_knows_its_place),
		cmocka_unit_test(quiet_days_do_not_count),
		cmocka_unit_test(two_months_without_a_word_are_stale_once),
		cmocka_unit_test(what_has_no_end_is_reviewed_each_interval),
		cmocka_unit_test(a_month_that_is_too_short_ends_the_interval),
		cmocka_unit_test(reviews_that_fall_on_one_day_are_one),
		cmocka_unit_test(
		    what_is_unclear_is_told_on_the_first_workday_of_a_week),
		cmocka_unit_test(a_transfer_is_told_in_the_next_run),
		cmocka_unit_test(a_stage_that_is_off_never_comes),
		cmocka_unit_test(it_is_due_at_the_first_step_of_any_chain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
