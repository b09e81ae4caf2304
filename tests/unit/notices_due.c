/* SPDX-License-Identifier: ISC */
/* From a step of the ladder to those who are told of it, without a store. */
#include "daemon/reminders/notices_due.h"

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

static const struct due_recipient *with[] = { &bg, &af };
static struct due_items due_items;
static struct due_item item;
static struct due_notices notices;

/* Due on Thursday 30 June 2022, led by sf, with bg and af; not begun. */
static int setup_item(void **state)
{
	(void)state;
	due_items = (struct due_items){ .coordinator = {
					    "", NULL, "samordnare@x", "sv" } };
	item = (struct due_item){
		.words = { .id = 1, .due = on("2022-06-30") },
		.due_version = 1,
		.ladder = { .start = DAY_NONE,
		    .due = on("2022-06-30"),
		    .period = on("2022-01-03"),
		    .joins = on("2022-06-01"),
		    .planned = true,
		    .noted = DAY_NONE,
		    .accepted = DAY_NONE,
		    .reviewed = DAY_NONE,
		    .ends = DAY_NONE,
		    .transferred = DAY_NONE },
		.rungs = &ladder_default,
		.lead = &sf,
		.escalation = &chief,
		.cooperating = with,
		.cooperating_count = 2,
	};
	for (int chain = 0; chain < CHAINS; chain++)
		item.ladder.noticed[chain] = DAY_NONE;
	return 0;
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

static void the_last_day_is_both(void **state)
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
	    "sf@x lead due 1\n"
	    "sf@x lead upcoming 2\n");
}

static void escalations_go_higher_one_by_one(void **state)
{
	(void)state;
	item.ladder.noticed[CHAIN_DUE] = on("2022-07-29");
	item.ladder.accepted = on("2022-07-01");
	assert_says("2022-07-15", "chef@x escalation escalated 1\n");
	note("2022-07-15");
	assert_says("2022-07-29", "samordnare@x coordinator escalated 2\n");
	/* Both at once: the second stands. */
	item.ladder.noticed[CHAIN_ESCALATED] = DAY_NONE;
	item.sent[STAGE_ESCALATED] = 0;
	assert_says("2022-07-29",
	    "chef@x escalation escalated skipped by samordnare@x\n"
	    "samordnare@x coordinator escalated 1\n");
}

/* Nobody leads: the coordinator has it, and hears of it once. */
static void what_nobody_leads_is_the_coordinators(void **state)
{
	struct ladder ladder = ladder_default;

	(void)state;
	item.lead = item.escalation = &due_items.coordinator;
	item.cooperating_count = 0;
	assert_says("2022-06-23", "samordnare@x coordinator upcoming 1\n");
	ladder.rungs[STAGE_UPCOMING].told[1] = TOLD_COORDINATOR;
	item.rungs = &ladder;
	assert_says("2022-06-23", "samordnare@x coordinator upcoming 1\n");
}

static void without_an_address_nobody_is_told_and_it_waits(void **state)
{
	(void)state;
	due_items.coordinator.mail = "";
	item.lead = item.escalation = &due_items.coordinator;
	item.cooperating_count = 0;
	assert_says("2022-06-23", "");
	due_items.coordinator.mail = "samordnare@x";
	assert_says("2022-06-27", "samordnare@x coordinator upcoming 1\n");
}

static void a_transfer_is_told_to_former_and_new(void **state)
{
	(void)state;
	item.former = &bg;
	item.ladder.noticed[CHAIN_DUE] = on("2022-06-30");
	item.ladder.transferred = on("2022-06-15");
	assert_says("2022-06-15",
	    "bg@x former transferred 1\n"
	    "sf@x lead transferred 1\n");
	note("2022-06-15");
	assert_says("2022-06-16", "");
	/* Nobody had led it. */
	item.former = NULL;
	item.ladder.transferred = on("2022-06-20");
	assert_says("2022-06-20", "sf@x lead transferred 2\n");
}

/* --- what is overtaken --- */

/* Each chain by itself. */
static void the_last_step_of_each_chain_stands(void **state)
{
	(void)state;
	item.cooperating_count = 0;
	item.ladder.unclear = true;
	item.ladder.joins = on("2022-06-24");
	/* 27 June, 4 and 11 July. */
	item.ladder.noticed[CHAIN_UNCLEAR] = on("2022-06-20");
	assert_says("2022-07-12",
	    "samordnare@x coordinator unclear skipped by samordnare@x\n"
	    "samordnare@x coordinator unclear skipped by samordnare@x\n"
	    "samordnare@x coordinator unclear 1\n"
	    "sf@x lead overdue skipped by sf@x\n"
	    "sf@x lead overdue 1\n"
	    "sf@x lead due skipped by sf@x\n"
	    "sf@x lead upcoming skipped by sf@x\n");
}

static void what_was_sent_counts_not_what_has_passed(void **state)
{
	(void)state;
	item.cooperating_count = 0;
	assert_says("2022-07-12",
	    "sf@x lead overdue skipped by sf@x\n"
	    "sf@x lead overdue 1\n"
	    "sf@x lead due skipped by sf@x\n"
	    "sf@x lead upcoming skipped by sf@x\n"
	    "sf@x lead upcoming skipped by sf@x\n");
	note("2022-07-12");
	assert_int_equal(item.sent[STAGE_OVERDUE], 1);
	assert_int_equal(item.sent[STAGE_UPCOMING], 0);
	assert_int_equal(item.ladder.accepted.number, on("2022-07-12").number);
	assert_says("2022-07-18", "sf@x lead overdue 2\n");
}

static void two_readers_of_one_stage_count_as_one(void **state)
{
	(void)state;
	assert_says("2022-06-23",
	    "af@x cooperating upcoming 1\n"
	    "bg@x cooperating upcoming 1\n"
	    "sf@x lead upcoming 1\n");
	note("2022-06-23");
	assert_int_equal(item.sent[STAGE_UPCOMING], 1);
}

/* --- snooze --- */

static void who_snoozes_is_not_told(void **state)
{
	struct due_snooze snooze = { "lead", "sf", on("2022-06-24") };

	(void)state;
	item.snoozes = &snooze;
	item.snooze_count = 1;
	assert_says("2022-06-23",
	    "af@x cooperating upcoming 1\n"
	    "sf@x lead upcoming skipped by bg@x\n"
	    "bg@x cooperating upcoming 1\n");
	/* The day itself is the first that is not silent. */
	snooze.until = on("2022-06-23");
	assert_says("2022-06-23",
	    "af@x cooperating upcoming 1\n"
	    "bg@x cooperating upcoming 1\n"
	    "sf@x lead upcoming 1\n");
	/* Another's silence, in another role. */
	snooze = (struct due_snooze){ "cooperating", "sf", on("2022-06-24") };
	assert_says("2022-06-23",
	    "af@x cooperating upcoming 1\n"
	    "bg@x cooperating upcoming 1\n"
	    "sf@x lead upcoming 1\n");
}

/* Alone with it, nobody is written to; and not later either. */
static void a_silence_of_all_says_nothing(void **state)
{
	struct due_snooze snooze = { "lead", "sf", on("2022-06-28") };

	(void)state;
	item.cooperating_count = 0;
	item.snoozes = &snooze;
	item.snooze_count = 1;
	assert_says("2022-06-23", "");
	assert_says("2022-06-29", "");
	assert_says("2022-06-30",
	    "sf@x lead due 1\n"
	    "sf@x lead upcoming skipped by sf@x\n"
	    "sf@x lead upcoming 1\n");
}

static void an_escalation_is_never_silent(void **state)
{
	struct due_snooze snoozes[] = {
		{ "escalation", "sf", on("2022-12-31") },
		{ "lead", "sf", on("2022-12-31") },
		{ "coordinator", "", on("2022-12-31") },
	};

	(void)state;
	item.snoozes = snoozes;
	item.snooze_count = 3;
	item.ladder.noticed[CHAIN_DUE] = on("2022-07-11");
	item.ladder.accepted = on("2022-07-01");
	assert_says("2022-07-15", "chef@x escalation escalated 1\n");
}

/* --- plans --- */

static const struct due_plan two_years = {
	.words = { .code = "hrv" },
	.rung = &ladder_default.rungs[STAGE_REVIEW],
};

/* Two years old on Wednesday 10 January 2024: 12 October and 11 December
 * 2023 come before. */
static void a_plan_has_its_own_three_steps(void **state)
{
	struct due_plan plan = two_years;

	(void)state;
	plan.words.until = on("2024-01-10");
	plan.joins = on("2022-01-11");
	plan.noticed = DAY_NONE;
	for (int n = 1; n <= 3; n++) {
		static const char *const days[] = { "2023-10-12", "2023-12-11",
			"2024-01-10" };

		assert_int_equal(
		    notices_due_plan_next(&due_items, &plan).number,
		    on(days[n - 1]).number);
		notices_due_release(&notices);
		notices_due_plan(&due_items, &plan, on(days[n - 1]), &notices);
		assert_int_equal(notices.count, 1);
		assert_int_equal(notices.list[0].n, n);
		assert_ptr_equal(
		    notices.list[0].reader, &due_items.coordinator);
		notices_due_note_plan(&due_items, &plan, on(days[n - 1]));
	}
	assert_false(day_is_some(notices_due_plan_next(&due_items, &plan)));
}

static void a_plans_last_step_overtakes_the_others(void **state)
{
	struct due_plan plan = two_years;

	(void)state;
	plan.words.until = on("2024-01-10");
	plan.joins = on("2022-01-11");
	plan.noticed = DAY_NONE;
	notices_due_plan(&due_items, &plan, on("2024-02-01"), &notices);
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
		TEST(the_last_day_is_both),
		TEST(escalations_go_higher_one_by_one),
		TEST(what_nobody_leads_is_the_coordinators),
		TEST(without_an_address_nobody_is_told_and_it_waits),
		TEST(a_transfer_is_told_to_former_and_new),
		TEST(the_last_step_of_each_chain_stands),
		TEST(what_was_sent_counts_not_what_has_passed),
		TEST(two_readers_of_one_stage_count_as_one),
		TEST(who_snoozes_is_not_told),
		TEST(a_silence_of_all_says_nothing),
		TEST(an_escalation_is_never_silent),
		TEST(a_plan_has_its_own_three_steps),
		TEST(a_plans_last_step_overtakes_the_others),
		TEST(notices_stand_in_the_order_of_the_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
