/* SPDX-License-Identifier: ISC */
/* From a step of the ladder to those who are told of it, without a store. */
#include "daemon/reminders/notices_due.h"

#include "daemon/reminders/notices_plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "protocol/buffer.h"
#include "tests/unit/rig/on.h"

static const struct due_recipient sf = { "sf", "Socialförvaltningen", "sf@x",
	"sv" };
static const struct due_recipient chief = { "sf", "Socialförvaltningen",
	"chef@x", "sv" };
static const struct due_recipient bg = { "bg", "Beredningsgruppen", "bg@x",
	"sv" };
static const struct due_recipient af = { "af", "Arbetsmarknad", "af@x", "sv" };

static struct due_items due_items;
static struct due_item item;
static struct due_reader readers[8];
static struct due_notices notices;

static struct due_reader *add_reader(
    enum role_told role, const struct due_recipient *to)
{
	struct due_reader *reader = &readers[item.reader_count++];

	*reader = (struct due_reader){
		.ladder = { .roles = 1u << role,
		    .joins = on("2022-06-01"),
		    .assigned = DAY_NONE },
		.to = to,
		.role = role,
		.silent_until = DAY_NONE,
		.acknowledged_until = DAY_NONE,
	};
	for (int chain = 0; chain < CHAINS; chain++)
		reader->ladder.noticed[chain] = DAY_NONE;
	return reader;
}

/* The item's readers, where they stand. */
enum { LEAD, CHIEF, COORDINATOR, BG, AF };

/* Due on Thursday 30 June 2022, led by sf, with bg and af; not begun. */
static int setup_item(void **state)
{
	(void)state;
	due_items = (struct due_items){ .coordinator = {
					    "", NULL, "samordnare@x", "sv" } };
	item = (struct due_item){
		.words = { .id = 1, .due = on("2022-06-30") },
		.due_version = 1,
		.lead_version = 1,
		.ladder = { .start = DAY_NONE,
		    .due = on("2022-06-30"),
		    .period = on("2022-06-01"),
		    .joins = on("2022-06-01"),
		    .planned = true,
		    .unclear = DAY_NONE,
		    .heard = DAY_NONE,
		    .silence = DAY_NONE,
		    .reviewed = DAY_NONE,
		    .moved = DAY_NONE,
		    .taken = DAY_NONE,
		    .climb = { DAY_NONE, 0, -1, DAY_NONE },
		    .held_until = DAY_NONE },
		.rungs = &ladder_default,
		.lead = &sf,
		.readers = readers,
	};
	add_reader(TOLD_LEAD, &sf);
	add_reader(TOLD_ESCALATION, &chief);
	add_reader(TOLD_COORDINATOR, &due_items.coordinator);
	add_reader(TOLD_COOPERATING, &bg);
	add_reader(TOLD_COOPERATING, &af);
	return 0;
}

/* Nobody cooperates. */
static void alone(void)
{
	item.reader_count = COORDINATOR + 1;
}

/* Nobody leads either, and there is nobody above. */
static void led_by_nobody(void)
{
	item.reader_count = 0;
	item.lead = &due_items.coordinator;
	add_reader(TOLD_COORDINATOR, &due_items.coordinator)->ladder.roles =
	    1u << TOLD_COORDINATOR | 1u << TOLD_LEAD | 1u << TOLD_ESCALATION;
}

static int teardown(void **state)
{
	(void)state;
	notices_due_release(&notices);
	return 0;
}

/* What the run of a day says, by letter: "sf@x lead due 1", or "sf@x lead due
 * skipped" with who carries it. */
static void assert_says(const char *day, const char *expected)
{
	struct buffer lines = { 0 };

	notices_due_release(&notices);
	notices_due_item(&due_items, &item, on(day), &notices);
	if (notices.count > 0)
		qsort(notices.list, notices.count, sizeof(*notices.list),
		    notices_due_compare);
	for (size_t i = 0; i < notices.count; i++) {
		const struct due_notice *notice = &notices.list[i];

		assert_int_equal(notice->skipped, notice->n == 0);
		buffer_printf(&lines, "%s %s %s ", notice->reader->mail,
		    told_word(notice->role), stage_word(notice->stage));
		if (notice->skipped)
			buffer_printf(
			    &lines, "skipped by %s\n", notice->carrier->mail);
		else
			buffer_printf(&lines, "%d\n", (int)notice->n);
	}
	assert_string_equal(lines.bytes != NULL ? lines.bytes : "", expected);
	buffer_free(&lines);
}

/* It goes on record. */
static void note(const char *day)
{
	notices_due_note(
	    &due_items, &item, on(day), notices.list, notices.count);
}

/* --- who --- */

static void a_warning_is_told_to_all_who_take_part(void **state)
{
	(void)state;
	assert_says("2022-06-22", "");
	assert_says("2022-06-23",
	    "af@x cooperating upcoming 1\n"
	    "bg@x cooperating upcoming 1\n"
	    "sf@x lead upcoming 1\n");
}

/* The lead has `due` instead. */
static void the_last_day_is_the_leads(void **state)
{
	(void)state;
	assert_says("2022-06-23",
	    "af@x cooperating upcoming 1\n"
	    "bg@x cooperating upcoming 1\n"
	    "sf@x lead upcoming 1\n");
	note("2022-06-23");
	assert_says("2022-06-29", "");
	assert_says("2022-06-30",
	    "af@x cooperating upcoming 2\n"
	    "bg@x cooperating upcoming 2\n"
	    "sf@x lead due 1\n");
}

/* A rung overtakes only one to the same reader. */
static void escalations_go_higher_one_by_one(void **state)
{
	static const struct due_recipient group = { "", NULL, "grupp@x", "sv" };

	(void)state;
	readers[LEAD].ladder.noticed[CHAIN_DUE] = on("2022-07-29");
	item.ladder.climb.from = on("2022-07-01");
	alone();
	add_reader(TOLD_STEERING, &group);
	assert_says("2022-07-15", "chef@x escalation escalated 1\n");
	note("2022-07-15");
	assert_int_equal(item.ladder.climb.last, 0);
	assert_says("2022-07-29",
	    "grupp@x steering escalated 1\n"
	    "samordnare@x coordinator escalated 1\n");
	/* Both at once. */
	item.ladder.climb.last = -1;
	readers[CHIEF].ladder.noticed[CHAIN_ESCALATED] = DAY_NONE;
	readers[CHIEF].sent[STAGE_ESCALATED] = 0;
	assert_says("2022-07-29",
	    "chef@x escalation escalated 1\n"
	    "grupp@x steering escalated 1\n"
	    "samordnare@x coordinator escalated 1\n");
	/* Both to one. */
	led_by_nobody();
	readers[0].ladder.noticed[CHAIN_DUE] = on("2022-07-29");
	assert_says("2022-07-29",
	    "samordnare@x coordinator escalated skipped by samordnare@x\n"
	    "samordnare@x coordinator escalated 1\n");
}

/* Nobody leads: the coordinator has it, and hears of it once. */
static void what_nobody_leads_is_the_coordinators(void **state)
{
	struct ladder ladder = ladder_default;

	(void)state;
	led_by_nobody();
	assert_says("2022-06-23", "samordnare@x coordinator upcoming 1\n");
	ladder.rungs[STAGE_UPCOMING].told[1] = TOLD_COORDINATOR;
	item.rungs = &ladder;
	assert_says("2022-06-23", "samordnare@x coordinator upcoming 1\n");
}

static void without_an_address_nobody_is_told_and_it_waits(void **state)
{
	(void)state;
	led_by_nobody();
	due_items.coordinator.mail = "";
	assert_says("2022-06-23", "");
	due_items.coordinator.mail = "samordnare@x";
	assert_says("2022-06-27", "samordnare@x coordinator upcoming 1\n");
}

static void what_came_is_told_to_former_and_new(void **state)
{
	(void)state;
	alone();
	readers[LEAD].ladder.assigned = on("2022-06-15");
	add_reader(TOLD_FORMER, &bg)->ladder.assigned = on("2022-06-15");
	assert_says("2022-06-14", "");
	assert_says("2022-06-15",
	    "bg@x former assigned 1\n"
	    "sf@x lead assigned 1\n");
	note("2022-06-15");
	assert_says("2022-06-16", "");
}

/* Equals are told that it is theirs to agree on, and nothing else. */
static void equals_are_told_that_it_came(void **state)
{
	(void)state;
	alone();
	add_reader(TOLD_COOPERATING, &bg)->equal = true;
	readers[BG].ladder.assigned = on("2022-06-15");
	assert_says("2022-06-15", "bg@x cooperating assigned 1\n");
	note("2022-06-15");
	assert_says("2022-06-23", "sf@x lead upcoming 1\n");
}

/* --- what is overtaken --- */

/* Each chain by itself. From 24 June three more weeks: 27 June, 4 and 11
 * July. */
static void the_last_step_of_each_chain_stands(void **state)
{
	(void)state;
	alone();
	item.ladder.unclear = on("2022-06-20");
	item.ladder.joins = on("2022-06-24");
	readers[COORDINATOR].ladder.noticed[CHAIN_UNCLEAR] = on("2022-06-20");
	assert_says("2022-07-12",
	    "samordnare@x coordinator unclear skipped by samordnare@x\n"
	    "samordnare@x coordinator unclear skipped by samordnare@x\n"
	    "samordnare@x coordinator unclear 1\n"
	    "sf@x lead overdue skipped by sf@x\n"
	    "sf@x lead overdue 1\n"
	    "sf@x lead due skipped by sf@x\n");
}

static void what_was_sent_counts_not_what_has_passed(void **state)
{
	(void)state;
	alone();
	assert_says("2022-07-12",
	    "sf@x lead overdue skipped by sf@x\n"
	    "sf@x lead overdue 1\n"
	    "sf@x lead due skipped by sf@x\n"
	    "sf@x lead upcoming skipped by sf@x\n");
	note("2022-07-12");
	assert_int_equal(readers[LEAD].sent[STAGE_OVERDUE], 1);
	assert_int_equal(readers[LEAD].sent[STAGE_UPCOMING], 0);
	assert_int_equal(
	    item.ladder.climb.from.number, on("2022-07-12").number);
	assert_says("2022-07-18", "sf@x lead overdue 2\n");
}

/* What is said before a due date is untrue after it. */
static void after_the_due_date_nobody_is_told_that_it_comes(void **state)
{
	(void)state;
	item.reader_count = BG + 1;
	assert_says("2022-07-01",
	    "sf@x lead overdue 1\n"
	    "sf@x lead due skipped by sf@x\n"
	    "sf@x lead upcoming skipped by sf@x\n"
	    "bg@x cooperating upcoming skipped by sf@x\n"
	    "bg@x cooperating upcoming skipped by sf@x\n");
}

static void each_reader_counts_for_itself(void **state)
{
	(void)state;
	assert_says("2022-06-23",
	    "af@x cooperating upcoming 1\n"
	    "bg@x cooperating upcoming 1\n"
	    "sf@x lead upcoming 1\n");
	readers[BG].sent[STAGE_UPCOMING] = 4;
	note("2022-06-23");
	assert_int_equal(readers[LEAD].sent[STAGE_UPCOMING], 1);
	assert_int_equal(readers[BG].sent[STAGE_UPCOMING], 5);
	assert_says("2022-06-30",
	    "af@x cooperating upcoming 2\n"
	    "bg@x cooperating upcoming 6\n"
	    "sf@x lead due 1\n");
}

/* --- silence --- */

static void assert_next(const char *expected)
{
	assert_int_equal(
	    notices_due_next(&due_items, &item).number, on(expected).number);
}

/* A snooze silences what comes again, from its second time on, and what fell
 * within is told when it is over. 1 July, a Friday, 11 and 18 July. */
static void who_snoozes_is_told_afterwards(void **state)
{
	(void)state;
	alone();
	readers[LEAD].ladder.noticed[CHAIN_DUE] = on("2022-06-30");
	readers[LEAD].silent_until = on("2022-07-20");
	assert_next("2022-07-01");
	assert_says("2022-07-01", "sf@x lead overdue 1\n");
	note("2022-07-01");
	assert_next("2022-07-15");
	item.ladder.climb.from = DAY_NONE;
	assert_says("2022-07-11", "");
	assert_next("2022-07-20");
	assert_says("2022-07-19", "");
	assert_says("2022-07-20",
	    "sf@x lead overdue skipped by sf@x\n"
	    "sf@x lead overdue 2\n");
}

/* The day itself is the first that is not silent; others are told. */
static void a_silence_is_of_one_reader(void **state)
{
	(void)state;
	readers[LEAD].sent[STAGE_UPCOMING] = 1;
	readers[LEAD].silent_until = on("2022-06-24");
	assert_says("2022-06-23",
	    "af@x cooperating upcoming 1\n"
	    "bg@x cooperating upcoming 1\n");
	readers[LEAD].silent_until = on("2022-06-23");
	assert_says("2022-06-23",
	    "af@x cooperating upcoming 1\n"
	    "bg@x cooperating upcoming 1\n"
	    "sf@x lead upcoming 2\n");
}

/* An acknowledgement holds the overdue notices to a day, whichever they are,
 * and nothing else. */
static void an_acknowledgement_holds_what_is_overdue(void **state)
{
	(void)state;
	alone();
	readers[LEAD].acknowledged_until = on("2022-07-11");
	item.ladder.climb.from = on("2022-06-27");
	readers[LEAD].ladder.noticed[CHAIN_DUE] = on("2022-06-30");
	assert_says("2022-07-11", "chef@x escalation escalated 1\n");
	note("2022-07-11");
	assert_says("2022-07-12",
	    "sf@x lead overdue skipped by sf@x\n"
	    "sf@x lead overdue 1\n");
}

static void an_escalation_is_never_silent(void **state)
{
	(void)state;
	alone();
	for (int i = 0; i < (int)item.reader_count; i++)
		readers[i].silent_until = readers[i].acknowledged_until =
		    on("2022-12-31");
	readers[CHIEF].sent[STAGE_ESCALATED] = 1;
	readers[LEAD].ladder.noticed[CHAIN_DUE] = on("2022-07-11");
	item.ladder.climb.from = on("2022-07-01");
	assert_says("2022-07-15", "chef@x escalation escalated 2\n");
}

/* Reminded on 4 and 11 July: both the third and the letter to the chief come
 * on the 18th, and the chief's is what the lead must know of. */
static void of_two_on_one_day_the_escalation_is_next(void **state)
{
	struct letter_item words = { .next = DAY_NONE, .reminder = DAY_NONE };

	(void)state;
	alone();
	item.ladder.climb.from = on("2022-07-04");
	readers[LEAD].ladder.noticed[CHAIN_DUE] = on("2022-07-11");
	notices_due_after(&due_items, &item, on("2022-07-11"), &words);
	assert_int_equal(words.next.number, on("2022-07-18").number);
	assert_int_equal(words.reminder.number, on("2022-07-18").number);
	assert_int_equal(words.next_stage, STAGE_ESCALATED);
	assert_int_equal(words.next_role, TOLD_ESCALATION);
}

/* --- plans --- */

/* Adopted two years before `day`; it came in in the run of `joins`. */
static struct due_plan plan_of(const char *day, const char *joins)
{
	struct due_plan plan = {
		.words = { .code = "hrv" },
		.rungs = &ladder_default,
		.steering = { "", NULL, "", "sv" },
		.duties = { { .duty = { STAGE_FOLLOW_UP, on(day), on(joins) },
				.version = 1 },
		    { .duty = { STAGE_ENDING, DAY_NONE, on(joins) } } },
	};

	for (int i = 0; i < 2; i++)
		for (int j = 0; j < 2; j++)
			plan.duties[i].told[j].noticed = DAY_NONE;
	return plan;
}

/* The runs' notices of a plan until `last`, "2023-10-12 c 1" to the
 * coordinator and "s" to the steering address. */
static void assert_plan(
    struct due_plan *plan, const char *last, const char *expected)
{
	struct buffer lines = { 0 };
	char text[DAY_TEXT];
	struct day day;

	while (day_is_some(day = notices_due_plan_next(&due_items, plan)) &&
	    day_compare(day, on(last)) <= 0) {
		notices_due_release(&notices);
		notices_due_plan(&due_items, plan, day, &notices);
		for (size_t i = 0; i < notices.count; i++)
			buffer_printf(&lines, "%s%s %c %d",
			    lines.length > 0 ? ", " : "", day_write(day, text),
			    told_word(notices.list[i].role)[0],
			    (int)notices.list[i].n);
		notices_due_note_plan(plan, notices.list, notices.count);
	}
	assert_string_equal(lines.bytes != NULL ? lines.bytes : "", expected);
	buffer_free(&lines);
}

/* Wednesday 10 January 2024: 12 October and 11 December 2023 come before;
 * Mondays after; the fourth week's is 5 February. Until it is done. */
static void a_plan_is_told_of_until_it_is_followed_up(void **state)
{
	struct due_plan plan = plan_of("2024-01-10", "2022-01-11");

	(void)state;
	assert_plan(&plan, "2024-04-02",
	    "2023-10-12 c 1, 2023-12-11 c 2, 2024-01-10 c 3, 2024-01-15 c 4,"
	    " 2024-01-22 c 5, 2024-01-29 c 6, 2024-02-05 c 7, 2024-03-01 c 8,"
	    " 2024-04-02 c 9");
	plan = plan_of("2024-01-10", "2022-01-11");
	plan.steering.mail = "grupp@x";
	assert_plan(&plan, "2024-02-05",
	    "2023-10-12 c 1, 2023-12-11 c 2, 2024-01-10 c 3, 2024-01-10 s 1,"
	    " 2024-01-15 c 4, 2024-01-22 c 5, 2024-01-29 c 6, 2024-02-01 s 2,"
	    " 2024-02-05 c 7");
}

/* Adopted on 2 May 2018 and added on 14 March 2022, a Monday: past since 2
 * May 2020. 15 March is the next run; Easter takes none of the weeks. */
static void a_duty_that_is_past_is_told_at_once(void **state)
{
	struct due_plan plan = plan_of("2020-05-02", "2022-03-15");

	(void)state;
	plan.steering.mail = "grupp@x";
	assert_plan(&plan, "2022-06-01",
	    "2022-03-15 c 1, 2022-03-15 s 1, 2022-03-21 c 2, 2022-03-28 c 3,"
	    " 2022-04-01 s 2, 2022-04-04 c 4, 2022-04-11 c 5, 2022-05-02 c 6,"
	    " 2022-05-02 s 3, 2022-06-01 c 7, 2022-06-01 s 4");
}

/* Valid until Sunday 31 December 2023: 30 days before is Friday 1 December;
 * 2 January 2024 is the first workday after, then each month. */
static void a_plan_that_ends_is_told_of_until_it_is_closed(void **state)
{
	struct due_plan plan = plan_of("2030-01-10", "2022-03-15");

	(void)state;
	plan.steering.mail = "grupp@x";
	plan.duties[1].duty.day = on("2023-12-31");
	assert_plan(&plan, "2024-03-01",
	    "2023-12-01 c 1, 2023-12-01 s 1, 2024-01-02 c 2, 2024-01-02 s 2,"
	    " 2024-02-01 c 3, 2024-02-01 s 3, 2024-03-01 c 4,"
	    " 2024-03-01 s 4");
}

static void a_plans_last_step_overtakes_the_others(void **state)
{
	struct due_plan plan = plan_of("2024-01-10", "2022-01-11");

	(void)state;
	notices_due_plan(&due_items, &plan, on("2024-01-12"), &notices);
	assert_int_equal(notices.count, 3);
	assert_true(notices.list[0].skipped && notices.list[1].skipped);
	assert_false(notices.list[2].skipped);
	assert_int_equal(notices.list[2].n, 1);
	assert_int_equal(
	    notices.list[2].regular.number, on("2024-01-10").number);
}

/* --- order --- */

/* By address, whatever its case, then by date, what has none last, then by
 * number, the most urgent first. */
static void notices_stand_in_the_order_of_the_letters(void **state)
{
	struct due_recipient upper = sf;
	struct due_item items[3] = { item, item, item };
	struct due_notice list[] = {
		{ .item = &items[2], .stage = STAGE_DUE, .carrier = &sf },
		{ .item = &items[1], .stage = STAGE_DUE, .carrier = &upper },
		{ .item = &items[0], .stage = STAGE_UPCOMING, .carrier = &sf },
		{ .item = &items[0], .stage = STAGE_DUE, .carrier = &upper },
		{ .item = &items[2], .stage = STAGE_DUE, .carrier = &bg },
	};

	(void)state;
	upper.mail = "SF@X";
	items[0].words.id = 3;
	items[1].words.id = 5;
	items[2].words = (struct letter_item){ .id = 1, .due = DAY_NONE };
	for (size_t i = 0; i < 5; i++) {
		list[i].reader = list[i].carrier;
		list[i].regular = on("2022-06-30");
	}
	qsort(list, 5, sizeof(*list), notices_due_compare);
	assert_ptr_equal(list[0].carrier, &bg);
	assert_ptr_equal(list[1].item, &items[0]);
	assert_int_equal(list[1].stage, STAGE_DUE);
	assert_ptr_equal(list[2].item, &items[0]);
	assert_ptr_equal(list[3].item, &items[1]);
	assert_ptr_equal(list[4].item, &items[2]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup_item, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_warning_is_told_to_all_who_take_part),
		TEST(the_last_day_is_the_leads),
		TEST(escalations_go_higher_one_by_one),
		TEST(what_nobody_leads_is_the_coordinators),
		TEST(without_an_address_nobody_is_told_and_it_waits),
		TEST(what_came_is_told_to_former_and_new),
		TEST(equals_are_told_that_it_came),
		TEST(the_last_step_of_each_chain_stands),
		TEST(what_was_sent_counts_not_what_has_passed),
		TEST(after_the_due_date_nobody_is_told_that_it_comes),
		TEST(each_reader_counts_for_itself),
		TEST(who_snoozes_is_told_afterwards),
		TEST(a_silence_is_of_one_reader),
		TEST(an_acknowledgement_holds_what_is_overdue),
		TEST(an_escalation_is_never_silent),
		TEST(of_two_on_one_day_the_escalation_is_next),
		TEST(a_plan_is_told_of_until_it_is_followed_up),
		TEST(a_duty_that_is_past_is_told_at_once),
		TEST(a_plan_that_ends_is_told_of_until_it_is_closed),
		TEST(a_plans_last_step_overtakes_the_others),
		TEST(notices_stand_in_the_order_of_the_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
