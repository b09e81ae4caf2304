/* SPDX-License-Identifier: ISC */
/* Every stage of the default ladder, by hand from the Swedish calendar. */
#include "daemon/ladder/ladder.h"

#include "daemon/ladder/ladder_late.h"
#include "tests/unit/rig/ladder.h"

/* --- the whole ladder --- */

static void assert_default(
    const struct ladder_item *item, enum chain chain, const char *expected)
{
	assert_chain(item, &ladder_default, &plain, chain, expected);
}

/* The spring of 2022 begins on a Saturday and has Twelfth Day, a Thursday, in
 * its first week: 3, 4, 5, 7, 10. Its 181 days have their middle 90 days on,
 * on Friday 1 April. 23 June is a Thursday. */
static void a_half_year_has_every_stage_of_its_time(void **state)
{
	struct ladder_item item =
	    item_of("2022-01-01", "2022-06-30", "2021-12-01");

	(void)state;
	assert_default(&item, CHAIN_DUE,
	    "begin 2022-01-10 midway 2022-04-01 upcoming 2022-05-31"
	    " upcoming 2022-06-23"
	    " due 2022-06-30 overdue 2022-07-01 overdue 2022-07-11");
	item.planned = false;
	item.heard = on("2022-01-01");
	assert_default(&item, CHAIN_DUE, "upcoming 2022-05-31");
	item.joins = on("2022-06-24");
	assert_default(&item, CHAIN_DUE, "due 2022-06-30 overdue 2022-07-01");
	reader_is(TOLD_COOPERATING);
	item.joins = on("2022-01-03");
	assert_default(&item, CHAIN_DUE,
	    "upcoming 2022-05-31 upcoming 2022-06-23 upcoming 2022-06-30 -");
}

/* 30 days before Sunday 24 July 2022 is Midsummer Eve, 7 before a Sunday. */
static void a_warning_on_a_day_off_comes_on_the_workday_before(void **state)
{
	struct ladder_item item =
	    item_of("2022-05-01", "2022-07-24", "2022-06-13");

	(void)state;
	assert_default(&item, CHAIN_DUE,
	    "upcoming 2022-06-23 upcoming 2022-07-15 due 2022-07-22"
	    " overdue 2022-07-25");
}

/* Four and three days before Easter Monday 2022 are Maundy Thursday and Good
 * Friday. Closed from Thursday 22 December on, all of Saturday the 31st's last
 * warnings mean Wednesday the 21st. */
static void warnings_of_one_day_are_one(void **state)
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
	    "due 2022-04-14 overdue 2022-04-19");
	for (int i = 0; i < 9; i++)
		christmas[i] = day_plus(on("2022-12-22"), i);
	item = item_of("2022-07-01", "2022-12-31", "2022-11-01");
	assert_chain(&item, &ladder_default, &closed, CHAIN_DUE,
	    "upcoming 2022-12-01 due 2022-12-21 overdue 2023-01-02");
	reader_is(TOLD_COOPERATING);
	assert_chain(&item, &ladder_default, &closed, CHAIN_DUE,
	    "upcoming 2022-12-01 upcoming 2022-12-21 -");
}

/* A period of 121 days has a middle that is asked about, one of 120 has not:
 * 1 January and 120 days are 1 May 2023; half of 120 is Thursday 2 March. From
 * 2 January 2023 on, Sunday 14 May is 132 days on and Thursday 9 March, 66, in
 * the middle. */
static void the_middle_of_a_long_period_is_asked_about(void **state)
{
	struct ladder_item item =
	    item_of("2023-01-01", "2023-05-01", "2022-12-01");
	struct ladder ladder = only_due();

	(void)state;
	ladder.rungs[STAGE_MIDWAY] = ladder_default.rungs[STAGE_MIDWAY];
	assert_chain(&item, &ladder, &plain, CHAIN_DUE,
	    "midway 2023-03-02 due 2023-04-28");
	item.due = on("2023-04-30");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE, "due 2023-04-28");
	item = item_of(NULL, "2023-05-14", "2022-12-01");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE, "due 2023-05-12");
	item.period = on("2023-01-02");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE,
	    "midway 2023-03-09 due 2023-05-12");
	/* 1 to 30 June: Saturday 1 April, and so Friday. */
	item = item_of("2023-01-01", "2023-06-30", "2022-12-01");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE,
	    "midway 2023-03-31 due 2023-06-30");
	item.heard = on("2022-12-31");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE, "midway 2023-03-31");
	item.heard = on("2023-01-01");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE, "due 2023-06-30");
	reader_is(TOLD_COOPERATING);
	assert_chain(&item, &ladder, &plain, CHAIN_DUE, "-");
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
	    "upcoming 2022-01-28 upcoming 2022-03-02 due 2022-03-31");
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

/* The escalation address has the first, coordinator and steering address the
 * second. */
static void assert_escalated(
    const struct ladder_item *item, const char *first, const char *second)
{
	reader_is(TOLD_ESCALATION);
	assert_default(item, CHAIN_ESCALATED, first);
	reader_is(TOLD_COORDINATOR);
	assert_default(item, CHAIN_ESCALATED, second);
	reader_is(TOLD_STEERING);
	assert_default(item, CHAIN_ESCALATED, second);
	reader_is(TOLD_LEAD);
	assert_default(item, CHAIN_ESCALATED, "-");
}

/* Ten and twenty workdays after Friday 1 July 2022, and after a message that
 * arrived on the Saturday; over Christmas: 27-30 December, 2-5, 9, 10
 * January. */
static void escalation_counts_from_what_arrived(void **state)
{
	struct ladder_item item = item_of(NULL, "2022-06-30", "2022-01-10");

	(void)state;
	assert_escalated(&item, "-", "-");
	item.climb.from = on("2022-07-01");
	assert_escalated(
	    &item, "escalated 2022-07-15 -", "escalated 2022-07-29 -");
	item.climb.from = on("2022-07-02");
	assert_escalated(
	    &item, "escalated 2022-07-15 -", "escalated 2022-07-29 -");
	item.climb.from = on("2022-12-23");
	assert_escalated(
	    &item, "escalated 2023-01-10 -", "escalated 2023-01-24 -");
	/* The first was climbed, whenever that was. */
	item.climb.last = 0;
	item.climb.on = on("2023-01-11");
	assert_escalated(&item, "-", "escalated 2023-01-24 -");
}

/* Of three rungs the coordinator has the second and the third, as one who
 * stands in for the escalation address all three. */
static void each_escalation_knows_its_place(void **state)
{
	struct ladder_item item = item_of(NULL, "2022-06-30", "2022-01-10");
	struct ladder ladder = ladder_default;
	struct day after = on("2022-07-01");
	struct ladder_step step;

	(void)state;
	item.climb.from = on("2022-07-01");
	reader_is(TOLD_COORDINATOR);
	reader.roles |= 1u << TOLD_ESCALATION;
	for (int place = 0; place < 2; place++) {
		assert_true(ladder_next(&item, &reader, &ladder, &plain,
		    CHAIN_ESCALATED, after, &step));
		assert_int_equal(step.place, place);
		after = step.regular;
	}
	ladder.rungs[STAGE_ESCALATED] = (struct rung){ { 5, 10, 15 }, 3,
		{ TOLD_ESCALATION, TOLD_COORDINATOR }, 2 };
	reader_is(TOLD_COORDINATOR);
	assert_chain(&item, &ladder, &plain, CHAIN_ESCALATED,
	    "escalated 2022-07-15 escalated 2022-07-22 -");
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
	item.climb.from = on("2022-07-01");
	reader_is(TOLD_ESCALATION);
	assert_chain(&item, &ladder_default, &quiet, CHAIN_ESCALATED,
	    "escalated 2022-08-12 -");
	reader_is(TOLD_STEERING);
	assert_chain(&item, &ladder_default, &quiet, CHAIN_ESCALATED,
	    "escalated 2022-08-26 -");
	reader_is(TOLD_LEAD);
	reader.noticed[CHAIN_DUE] = on("2022-07-01");
	/* 1 August is in the fifth week after; it is the month's first. */
	assert_chain(&item, &ladder_default, &quiet, CHAIN_DUE,
	    "overdue 2022-08-01 overdue 2022-09-01");
	item.planned = false;
	item.due = on("2022-12-31");
	item.silence = on("2022-05-15");
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
	item.silence = on("2022-01-10");
	assert_default(&item, CHAIN_STALE, "-");
	item.planned = false;
	assert_default(&item, CHAIN_STALE, "stale 2022-03-11 -");
	item.silence = on("2022-01-12");
	assert_default(&item, CHAIN_STALE, "stale 2022-03-14 -");
	item.joins = on("2022-03-15");
	assert_default(&item, CHAIN_STALE, "-");
	item.joins = on("2022-03-14");
	ladder.rungs[STAGE_STALE] =
	    (struct rung){ { 60, 90 }, 2, { TOLD_LEAD }, 1 };
	assert_chain(&item, &ladder, &plain, CHAIN_STALE,
	    "stale 2022-03-14 stale 2022-04-12 -");
	/* What is overdue, or has reviews, is asked about anyway. */
	item.due = on("2022-03-14");
	assert_default(&item, CHAIN_STALE, "stale 2022-03-14 -");
	item.due = on("2022-03-13");
	assert_default(&item, CHAIN_STALE, "-");
	item.due = DAY_NONE;
	assert_default(&item, CHAIN_STALE, "stale 2022-03-14 -");
	item.reviewed = on("2022-01-03");
	item.review = (struct interval){ .months = 4 };
	assert_default(&item, CHAIN_STALE, "-");
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
	item.joins = on("2022-10-14");
	assert_default(
	    &item, CHAIN_REVIEW, "review 2023-02-13 review 2023-06-13");
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

/* "I maj" is the first workday of June: 1 June 2022 is a Wednesday, 2023 a
 * Thursday, 2024 a Saturday. November's is December's: 1 December 2022 is a
 * Thursday. December's is January's: 1 January 2023 is a Sunday. */
static void a_named_month_is_reviewed_when_it_is_over(void **state)
{
	struct ladder_item item = reviewed_since("2022-03-14", "12m");

	(void)state;
	item.review_month = 5;
	assert_default(&item, CHAIN_REVIEW,
	    "review 2022-06-01 review 2023-06-01 review 2024-06-03");
	item.review = (struct interval){ 0 };
	assert_default(
	    &item, CHAIN_REVIEW, "review 2022-06-01 review 2023-06-01");
	item.review.months = 1;
	assert_default(
	    &item, CHAIN_REVIEW, "review 2022-06-01 review 2022-07-01");
	item.review.months = 0;
	item.reviewed = on("2022-06-01");
	assert_default(&item, CHAIN_REVIEW, "review 2023-06-01");
	item.review.months = 24;
	assert_default(
	    &item, CHAIN_REVIEW, "review 2023-06-01 review 2025-06-02");
	item.reviewed = on("2022-03-14");
	item.review.months = 6;
	assert_default(&item, CHAIN_REVIEW,
	    "review 2022-06-01 review 2022-12-01 review 2023-06-01");
	item.review_month = 12;
	item.review.months = 12;
	assert_default(
	    &item, CHAIN_REVIEW, "review 2023-01-02 review 2024-01-02");
}

/* --- what is unclear, what came, what moved --- */

/* It came on a Wednesday after that day's run; three more weeks, of which one
 * is closed, then each month. Easter Monday is 18 April, 1 May 2022 a Sunday. */
static void what_is_unclear_is_asked_weekly_and_then_monthly(void **state)
{
	struct ladder_item item = item_of(NULL, NULL, "2022-01-03");
	struct day closed[5];
	struct workdays workdays = { closed, 5 };
	struct ladder ladder = ladder_default;

	(void)state;
	reader_is(TOLD_COORDINATOR);
	assert_default(&item, CHAIN_UNCLEAR, "-");
	item.unclear = on("2022-04-07");
	for (int i = 0; i < 5; i++)
		closed[i] = day_plus(on("2022-04-25"), i);
	assert_chain(&item, &ladder_default, &workdays, CHAIN_UNCLEAR,
	    "unclear 2022-04-07 unclear 2022-04-11 unclear 2022-04-19"
	    " unclear 2022-05-02 unclear 2022-06-01 unclear 2022-07-01");
	assert_default(&item, CHAIN_UNCLEAR,
	    "unclear 2022-04-07 unclear 2022-04-11 unclear 2022-04-19"
	    " unclear 2022-04-25 unclear 2022-05-02 unclear 2022-06-01");
	ladder.rungs[STAGE_UNCLEAR] =
	    (struct rung){ { 1, 3 }, 2, { TOLD_COORDINATOR }, 1 };
	assert_chain(&item, &ladder, &plain, CHAIN_UNCLEAR,
	    "unclear 2022-04-07 unclear 2022-07-01 unclear 2022-10-03");
	reader_is(TOLD_LEAD);
	assert_default(&item, CHAIN_UNCLEAR, "-");
}

static void what_came_is_told_in_the_next_run(void **state)
{
	struct ladder_item item = item_of(NULL, "2022-12-31", "2022-01-03");

	(void)state;
	assert_default(&item, CHAIN_ASSIGNED, "-");
	reader.assigned = on("2022-06-15");
	assert_default(&item, CHAIN_ASSIGNED, "assigned 2022-06-15 -");
	reader.assigned = on("2022-06-18");
	assert_default(&item, CHAIN_ASSIGNED, "assigned 2022-06-20 -");
	reader.noticed[CHAIN_ASSIGNED] = on("2022-06-20");
	assert_default(&item, CHAIN_ASSIGNED, "-");
}

/* Not to whom it comes in the same run, nor to one who was told since. */
static void what_moved_is_told_to_those_who_know_of_it(void **state)
{
	struct ladder_item item = item_of(NULL, "2022-12-31", "2022-06-15");

	(void)state;
	assert_default(&item, CHAIN_MOVED, "-");
	item.moved = on("2022-06-18");
	assert_default(&item, CHAIN_MOVED, "moved 2022-06-20 -");
	reader.assigned = on("2022-06-18");
	assert_default(&item, CHAIN_MOVED, "-");
	reader.assigned = DAY_NONE;
	reader.noticed[CHAIN_ASSIGNED] = on("2022-06-20");
	assert_default(&item, CHAIN_MOVED, "-");
	reader.noticed[CHAIN_ASSIGNED] = on("2022-06-17");
	assert_default(&item, CHAIN_MOVED, "moved 2022-06-20 -");
	reader.noticed[CHAIN_MOVED] = on("2022-06-20");
	assert_default(&item, CHAIN_MOVED, "-");
	/* In a late run of Tuesday the 14th, the day before its ladder
	 * begins; and not again when the run is over. */
	reader.noticed[CHAIN_ASSIGNED] = on("2022-06-10");
	reader.noticed[CHAIN_MOVED] = DAY_NONE;
	item.moved = on("2022-06-14");
	assert_default(&item, CHAIN_MOVED, "moved 2022-06-14 -");
	reader.noticed[CHAIN_MOVED] = on("2022-06-14");
	item.moved = on("2022-06-15");
	assert_default(&item, CHAIN_MOVED, "-");
}

/* --- what was promised --- */

/* Due on Saturday 20 August 2022: told on Monday the 22nd, then on 29 August,
 * 5, 12 and 19 September, 3 October. */
static void what_was_promised_holds_the_overdue_notices(void **state)
{
	struct ladder_item item = item_of(NULL, "2022-08-20", "2022-01-10");
	struct ladder ladder = only_due();

	(void)state;
	item.held_until = on("2022-09-14");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE,
	    "due 2022-08-19 overdue 2022-09-15 overdue 2022-09-19"
	    " overdue 2022-10-03");
	reader.noticed[CHAIN_DUE] = on("2022-09-15");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE,
	    "overdue 2022-09-19 overdue 2022-10-03");
	/* A Friday's is over on Monday, a date of its own. */
	reader.noticed[CHAIN_DUE] = on("2022-08-22");
	item.held_until = on("2022-09-02");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE,
	    "overdue 2022-09-05 overdue 2022-09-12");
	/* The whole of it: a day in the middle of a month. */
	item.held_until = on("2022-11-16");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE,
	    "overdue 2022-11-17 overdue 2022-12-01");
	/* To the due date, a day off: the first of all is that after it. */
	reader.noticed[CHAIN_DUE] = DAY_NONE;
	item.held_until = on("2022-08-20");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE,
	    "due 2022-08-19 overdue 2022-08-22 overdue 2022-08-29");
}

/* Accepted on Monday 22 August 2022: rungs on 5 and 19 September. */
static void what_was_promised_holds_the_escalation(void **state)
{
	struct ladder_item item = item_of(NULL, "2022-08-20", "2022-01-10");

	(void)state;
	item.climb.from = on("2022-08-22");
	/* Neither fell within. */
	item.held_until = on("2022-09-02");
	assert_escalated(
	    &item, "escalated 2022-09-05 -", "escalated 2022-09-19 -");
	/* The first did: the second is ten workdays after it. */
	item.held_until = on("2022-09-05");
	assert_escalated(
	    &item, "escalated 2022-09-06 -", "escalated 2022-09-20 -");
	/* Both did. */
	item.held_until = on("2022-09-30");
	assert_escalated(
	    &item, "escalated 2022-10-03 -", "escalated 2022-10-17 -");
	/* The first was climbed before: the second fell within. */
	item.climb.last = 0;
	item.climb.on = on("2022-09-05");
	assert_escalated(&item, "-", "escalated 2022-10-03 -");
	/* Both were climbed before: it begins again. */
	item.climb.last = 1;
	item.climb.on = on("2022-09-19");
	assert_escalated(
	    &item, "escalated 2022-10-03 -", "escalated 2022-10-17 -");
	/* And has begun. */
	climb_note(&item.climb, &ladder_default.rungs[STAGE_ESCALATED], 0,
	    on("2022-10-03"), true);
	assert_escalated(&item, "-", "escalated 2022-10-17 -");
}

/* Taken over on Monday 17 October 2022, two months late: that letter is the
 * first, the next comes a week later. */
static void who_takes_over_what_is_late_is_told_anew(void **state)
{
	struct ladder_item item = item_of(NULL, "2022-08-20", "2022-01-10");

	(void)state;
	reader.joins = on("2022-10-17");
	item.taken = on("2022-10-17");
	assert_default(&item, CHAIN_DUE,
	    "overdue 2022-10-24 overdue 2022-10-31 overdue 2022-11-07"
	    " overdue 2022-11-14 overdue 2022-12-01");
}

/* The letter that told it came the day after a hold is the first all the
 * same. */
static void the_letter_of_who_takes_over_is_the_first(void **state)
{
	struct ladder_item item = item_of(NULL, "2022-08-20", "2022-01-10");

	(void)state;
	reader.joins = on("2022-10-17");
	item.taken = on("2022-10-17");
	item.held_until = on("2022-10-14");
	assert_default(&item, CHAIN_DUE, "overdue 2022-10-24");
}

/* A hold that is over long before the due date is no late answer; nor does one
 * begin an escalation. */
static void what_was_promised_in_time_changes_nothing(void **state)
{
	struct ladder_item item = item_of(NULL, "2022-08-20", "2022-01-10");
	struct ladder ladder = only_due();

	(void)state;
	item.held_until = on("2022-08-10");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE,
	    "due 2022-08-19 overdue 2022-08-22 overdue 2022-08-29");
	assert_escalated(&item, "-", "-");
	/* All rungs were climbed when it was over. */
	item.climb = (struct climb){ on("2022-08-22"), 0, 1, on("2022-10-03") };
	item.held_until = on("2022-09-30");
	assert_escalated(&item, "-", "-");
}

static void one_rung_is_an_escalation(void **state)
{
	struct ladder_item item = item_of(NULL, "2022-06-30", "2022-01-10");
	struct ladder ladder = { .rungs[STAGE_ESCALATED] = {
				     { 10 }, 1, { TOLD_ESCALATION }, 1 } };

	(void)state;
	item.climb.from = on("2022-07-01");
	reader_is(TOLD_ESCALATION);
	assert_chain(
	    &item, &ladder, &plain, CHAIN_ESCALATED, "escalated 2022-07-15 -");
}

static void assert_climbed(
    struct climb climb, int place, bool held, const struct climb *expected)
{
	climb_note(&climb, &ladder_default.rungs[STAGE_ESCALATED], place,
	    on("2022-10-03"), held);
	assert_int_equal(day_compare(climb.from, expected->from), 0);
	assert_int_equal(climb.offset, expected->offset);
	assert_int_equal(climb.last, expected->last);
	assert_int_equal(day_compare(climb.on, expected->on), 0);
}

/* Of ten and twenty workdays from 22 August, noted on 3 October. After a hold
 * the rungs count from that day, on which the climbed one's are over. */
static void what_was_climbed_is_noted(void **state)
{
	struct day from = on("2022-08-22"), date = on("2022-10-03");
	struct day before = on("2022-09-05");

	(void)state;
	assert_climbed((struct climb){ from, 0, -1, DAY_NONE }, 0, false,
	    &(struct climb){ from, 0, 0, date });
	assert_climbed((struct climb){ from, 0, 0, before }, 1, false,
	    &(struct climb){ from, 0, 1, date });
	/* One who is told late of the first has not climbed down. */
	assert_climbed((struct climb){ from, 0, 1, before }, 0, false,
	    &(struct climb){ from, 0, 1, date });
	assert_climbed((struct climb){ from, 0, -1, DAY_NONE }, 0, true,
	    &(struct climb){ date, 10, 0, date });
	assert_climbed((struct climb){ from, 0, 0, before }, 1, true,
	    &(struct climb){ date, 20, 1, date });
	/* From the first again; but where the second is of the same day. */
	assert_climbed((struct climb){ from, 0, 1, before }, 0, true,
	    &(struct climb){ date, 10, 0, date });
	assert_climbed((struct climb){ from, 0, 1, date }, 0, true,
	    &(struct climb){ date, 10, 1, date });
	assert_climbed((struct climb){ from, 0, 0, date }, 1, true,
	    &(struct climb){ date, 20, 1, date });
	/* A rung that the ladder no longer has. */
	assert_climbed((struct climb){ from, 0, 1, before }, 2, true,
	    &(struct climb){ from, 0, 2, date });
}

/* --- where a chain begins --- */

static void each_stage_is_of_a_chain(void **state)
{
	static const struct {
		enum stage stage;
		enum chain chain;
	} rows[] = { { STAGE_ASSIGNED, CHAIN_ASSIGNED },
		{ STAGE_MOVED, CHAIN_MOVED }, { STAGE_BEGIN, CHAIN_DUE },
		{ STAGE_MIDWAY, CHAIN_DUE }, { STAGE_UPCOMING, CHAIN_DUE },
		{ STAGE_DUE, CHAIN_DUE }, { STAGE_OVERDUE, CHAIN_DUE },
		{ STAGE_ESCALATED, CHAIN_ESCALATED },
		{ STAGE_STALE, CHAIN_STALE }, { STAGE_REVIEW, CHAIN_REVIEW },
		{ STAGE_UNCLEAR, CHAIN_UNCLEAR } };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(ladder_chain(rows[i].stage), rows[i].chain);
}

static void each_of_those_told_has_a_word(void **state)
{
	(void)state;
	assert_string_equal(told_word(TOLD_LEAD), "lead");
	assert_string_equal(told_word(TOLD_STEERING), "steering");
}

static void assert_noticed(
    const struct ladder_item *item, enum chain chain, const char *expected)
{
	assert_int_equal(
	    day_compare(ladder_noticed(item, &reader, chain), on(expected)), 0);
}

/* The day before the first that it may say something of. */
static void each_chain_has_its_beginning(void **state)
{
	struct ladder_item item = item_of(NULL, "2022-12-31", "2022-06-15");

	(void)state;
	for (enum chain chain = 0; chain < CHAINS; chain++)
		assert_noticed(&item, chain, "2022-06-14");
	reader.assigned = on("2022-06-20");
	item.unclear = on("2022-07-04");
	item.moved = on("2022-06-13");
	assert_noticed(&item, CHAIN_ASSIGNED, "2022-06-19");
	assert_noticed(&item, CHAIN_UNCLEAR, "2022-07-03");
	assert_noticed(&item, CHAIN_MOVED, "2022-06-12");
	assert_noticed(&item, CHAIN_DUE, "2022-06-14");
	assert_noticed(&item, CHAIN_REVIEW, "2022-06-14");
	reader.noticed[CHAIN_DUE] = on("2022-08-01");
	assert_noticed(&item, CHAIN_DUE, "2022-08-01");
}

/* --- a stage that is off, the next date --- */

/* Who would be told stays on record. */
static void a_stage_that_is_off_keeps_its_readers(void **state)
{
	struct ladder_item item =
	    item_of("2022-01-01", "2022-06-30", "2021-12-01");
	struct ladder off = ladder_default;

	(void)state;
	for (enum stage stage = 0; stage < STAGES; stage++) {
		off.rungs[stage].count = 0;
		memset(off.rungs[stage].at, 0, sizeof(off.rungs[stage].at));
	}
	reader.roles = (1u << TOLD_ROLES) - 1;
	reader.assigned = item.unclear = on("2022-02-01");
	item.held_until = item.climb.from = on("2022-07-15");
	for (enum chain chain = 0; chain < CHAINS; chain++)
		assert_chain(&item, &off, &plain, chain, "-");
	reader.assigned = DAY_NONE;
	item.moved = item.reviewed = on("2022-02-01");
	item.review = (struct interval){ .months = 4 };
	assert_chain(&item, &off, &plain, CHAIN_MOVED, "-");
	assert_chain(&item, &off, &plain, CHAIN_REVIEW, "-");
}

/* The numbers are as many as there are. */
static void a_warning_that_is_not_set_does_not_come(void **state)
{
	struct ladder_item item =
	    item_of("2022-01-01", "2022-06-30", "2021-12-01");
	struct ladder ladder = { .rungs[STAGE_UPCOMING] = {
				     { 7 }, 1, { TOLD_COOPERATING }, 1 } };

	(void)state;
	reader_is(TOLD_COOPERATING);
	assert_chain(
	    &item, &ladder, &plain, CHAIN_DUE, "upcoming 2022-06-23 -");
}

/* Its own dates are the chain's; when the activity came is another's. */
static void a_move_and_a_question_do_not_wait_for_the_rest(void **state)
{
	struct ladder_item item =
	    item_of("2022-01-01", "2022-06-30", "2022-06-24");

	(void)state;
	item.moved = on("2022-06-20");
	assert_default(&item, CHAIN_DUE, "due 2022-06-30 overdue 2022-07-01");
	reader.joins = on("2022-06-24");
	assert_default(&item, CHAIN_MOVED, "moved 2022-06-20 -");
	reader.assigned = on("2022-06-15");
	assert_default(&item, CHAIN_ASSIGNED, "assigned 2022-06-15 -");
	reader_is(TOLD_COORDINATOR);
	item.unclear = on("2022-05-18");
	/* Monday 6 June is the national day. */
	assert_default(&item, CHAIN_UNCLEAR,
	    "unclear 2022-05-18 unclear 2022-05-23 unclear 2022-05-30"
	    " unclear 2022-06-07 unclear 2022-07-01");
}

/* The calendar's last year has none. */
static void reviews_end_with_the_calendar(void **state)
{
	struct ladder_item item = reviewed_since("2022-06-13", "12m");
	struct ladder_step step;

	(void)state;
	for (int month = 0; month <= 5; month += 5) {
		item.review_month = month;
		assert_true(ladder_next(&item, &reader, &ladder_default, &plain,
		    CHAIN_REVIEW, on("2198-01-15"), &step));
		assert_int_equal(day_date(step.regular).year, 2198);
		assert_false(ladder_next(&item, &reader, &ladder_default,
		    &plain, CHAIN_REVIEW, step.regular, &step));
	}
}

static void a_stage_that_is_off_never_comes(void **state)
{
	struct ladder_item item =
	    item_of("2022-01-01", "2022-06-30", "2021-12-01");
	struct ladder none = { 0 };

	(void)state;
	reader.roles = (1u << TOLD_ROLES) - 1;
	reader.assigned = item.unclear = item.silence = item.climb.from =
	    item.moved = on("2022-02-01");
	for (enum chain chain = 0; chain < CHAINS; chain++)
		assert_chain(&item, &none, &plain, chain, "-");
	item.planned = false;
	assert_chain(&item, &none, &plain, CHAIN_STALE, "-");
	item.reviewed = on("2022-02-01");
	item.review = (struct interval){ .months = 4 };
	assert_chain(&item, &none, &plain, CHAIN_REVIEW, "-");
}

/* Monday 13 June 2022 and five workdays are Monday the 20th. */
static void it_is_too_late_to_begin_after_the_due_date(void **state)
{
	struct ladder_item item =
	    item_of("2022-06-13", "2022-06-17", "2022-05-02");

	(void)state;
	assert_default(&item, CHAIN_DUE,
	    "upcoming 2022-06-10 due 2022-06-17 overdue 2022-06-20");
	item.due = on("2022-06-20");
	assert_default(&item, CHAIN_DUE,
	    "upcoming 2022-06-13 begin 2022-06-20 due 2022-06-20"
	    " overdue 2022-06-21");
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
	ladder.rungs[STAGE_OVERDUE].since = on("2022-07-01");
	assert_chain(&item, &ladder, &plain, CHAIN_DUE,
	    "due 2022-06-30 overdue 2022-07-01 overdue 2022-07-11");
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
	reader.noticed[CHAIN_DUE] = on("2022-07-01");
	assert_chain(&item, &ladder, &workdays, CHAIN_DUE,
	    "overdue 2022-07-13 overdue 2022-07-18");
	reader.noticed[CHAIN_DUE] = on("2022-07-11");
	assert_chain(&item, &ladder, &workdays, CHAIN_DUE,
	    "overdue 2022-07-18 overdue 2022-07-25");
	item = item_of(NULL, NULL, "2022-07-01");
	reader_is(TOLD_COORDINATOR);
	item.unclear = on("2022-07-01");
	reader.noticed[CHAIN_UNCLEAR] = on("2022-07-11");
	assert_chain(&item, &ladder_default, &workdays, CHAIN_UNCLEAR,
	    "unclear 2022-07-18 unclear 2022-08-01");
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
		    a_warning_on_a_day_off_comes_on_the_workday_before),
		cmocka_unit_test(warnings_of_one_day_are_one),
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
		    what_is_unclear_is_asked_weekly_and_then_monthly),
		cmocka_unit_test(what_came_is_told_in_the_next_run),
		cmocka_unit_test(what_moved_is_told_to_those_who_know_of_it),
		cmocka_unit_test(a_named_month_is_reviewed_when_it_is_over),
		cmocka_unit_test(the_middle_of_a_long_period_is_asked_about),
		cmocka_unit_test(what_was_promised_holds_the_overdue_notices),
		cmocka_unit_test(what_was_promised_holds_the_escalation),
		cmocka_unit_test(who_takes_over_what_is_late_is_told_anew),
		cmocka_unit_test(a_stage_that_is_off_never_comes),
		cmocka_unit_test(the_letter_of_who_takes_over_is_the_first),
		cmocka_unit_test(what_was_promised_in_time_changes_nothing),
		cmocka_unit_test(one_rung_is_an_escalation),
		cmocka_unit_test(what_was_climbed_is_noted),
		cmocka_unit_test(each_stage_is_of_a_chain),
		cmocka_unit_test(each_of_those_told_has_a_word),
		cmocka_unit_test(each_chain_has_its_beginning),
		cmocka_unit_test(a_stage_that_is_off_keeps_its_readers),
		cmocka_unit_test(a_warning_that_is_not_set_does_not_come),
		cmocka_unit_test(
		    a_move_and_a_question_do_not_wait_for_the_rest),
		cmocka_unit_test(reviews_end_with_the_calendar),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
