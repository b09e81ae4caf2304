/* SPDX-License-Identifier: ISC */
/* Whole letters to those who lead an activity, and who cooperate in it. */
#include "daemon/letter/letter.h"

#include "tests/unit/letter_kinds.h"

static void assigned(void **state)
{
	static const struct letter_party parties[] = {
		{ SKOLA, "skola@tallvik.example" },
		{ "Tallviks bostadsbolag", "" }
	};
	struct letter_item items[] = { routine(STAGE_ASSIGNED, "2022-06-30"),
		talks(STAGE_ASSIGNED, "2022-12-31"),
		field_work(STAGE_ASSIGNED) };
	struct letter letter = letter_on("2022-03-01", NAMES(KULTUR), items, 3);

	(void)state;
	items[0].role = TOLD_COOPERATING;
	items[0].timeframe = "Vt 2022";
	items[0].start = on("2022-01-01");
	comes_again(
	    &items[0], "2022-06-30", "2022-06-29", STAGE_OVERDUE, TOLD_LEAD);
	items[1].timeframe = "Under 2022";
	items[1].start = on("2022-01-01");
	items[1].parties = parties;
	items[1].party_count = 2;
	comes_again(
	    &items[1], "2022-07-04", "2022-07-01", STAGE_MIDWAY, TOLD_LEAD);
	items[1].reminder = on("2022-07-04");
	items[1].reminder_stage = STAGE_MIDWAY;
	items[2].timeframe = "Löpande";
	assert_kind("01-assigned", &letter);
}

static void taken_over_late(void **state)
{
	struct letter_item item = routine(STAGE_ASSIGNED, "2022-06-30");
	struct letter letter = letter_on("2022-10-03", NAMES(OMSORG), &item, 1);

	(void)state;
	answered(&item, "2022-08-26", "started", 40, NULL, "");
	item.lead = OMSORG;
	item.former = SKOLA;
	item.parties = &kultur;
	item.party_count = 1;
	item.late = 67;
	comes_again(&item, "2022-10-17", "2022-10-14", STAGE_ESCALATED,
	    TOLD_ESCALATION);
	assert_kind("02-taken-over-late", &letter);
}

static void former_lead(void **state)
{
	struct letter_item item = routine(STAGE_ASSIGNED, "2022-06-30");
	struct letter letter = letter_on("2022-10-03", NAMES(SKOLA), &item, 1);

	(void)state;
	item.role = TOLD_FORMER;
	item.lead = OMSORG;
	item.lead_mail = "omsorg@tallvik.example";
	item.former = SKOLA;
	item.late = 67;
	assert_kind("03-former-lead", &letter);
}

static void moved(void **state)
{
	struct letter_item item = talks(STAGE_MOVED, "2023-03-31");
	struct letter letter = letter_on("2022-12-16", NAMES(KULTUR), &item, 1);

	(void)state;
	item.previous_due = on("2022-12-31");
	item.move_decision = "KUN 2022-12-15 § 88";
	assert_kind("04-moved", &letter);
}

static void upcoming_where_it_cooperates(void **state)
{
	struct letter_item items[] = { routine(STAGE_UPCOMING, "2022-06-30"),
		reception(STAGE_UPCOMING, "2022-06-30") };
	struct letter letter = letter_on("2022-05-31", NAMES(KULTUR), items, 2);

	(void)state;
	items[0].role = items[1].role = TOLD_COOPERATING;
	items[1].lead = NULL;
	assert_kind("05-upcoming-cooperating", &letter);
}

static void begin(void **state)
{
	struct letter_item item = network(STAGE_BEGIN, "2022-12-31");
	struct letter letter = letter_on("2022-07-08", NAMES(BYGG), &item, 1);

	(void)state;
	item.start = on("2022-07-01");
	comes_again(&item, "2022-09-02", "2022-09-01", STAGE_STALE, TOLD_LEAD);
	assert_kind("06-begin", &letter);
}

static void midway(void **state)
{
	struct letter_item item = talks(STAGE_MIDWAY, "2022-12-31");
	struct letter letter = letter_on("2022-07-04", NAMES(KULTUR), &item, 1);

	(void)state;
	item.start = on("2022-01-01");
	comes_again(&item, "2022-12-30", "2022-12-29", STAGE_STALE, TOLD_LEAD);
	assert_kind("07-midway", &letter);
}

static void due_today(void **state)
{
	struct letter_item items[] = { routine(STAGE_DUE, "2022-06-30"),
		reception(STAGE_DUE, "2022-06-30") };
	struct letter letter = letter_on("2022-06-30", NAMES(SKOLA), items, 2);

	(void)state;
	items[0].parties = &kultur;
	items[0].party_count = 1;
	answered(&items[1], "2022-05-02", "started", 60, NULL,
	    "Två av tre kurser är hållna.");
	for (int i = 0; i < 2; i++)
		comes_again(&items[i], "2022-07-01", "2022-06-30",
		    STAGE_OVERDUE, TOLD_LEAD);
	assert_kind("08-due", &letter);
}

static void due_in_a_quiet_period(void **state)
{
	struct letter_item item = lights(STAGE_DUE, "2022-07-20");
	struct letter letter = letter_on("2022-06-30", NAMES(BYGG), &item, 1);

	(void)state;
	item.due_is_quiet = true;
	comes_again(
	    &item, "2022-08-01", "2022-07-20", STAGE_OVERDUE, TOLD_LEAD);
	assert_kind("09-due-in-quiet-period", &letter);
}

static struct letter_item first_overdue(void)
{
	struct letter_item item = routine(STAGE_OVERDUE, "2022-06-30");

	item.late = 1;
	comes_again(
	    &item, "2022-07-11", "2022-07-08", STAGE_OVERDUE, TOLD_LEAD);
	return item;
}

static struct letter_item second_overdue(void)
{
	struct letter_item item = routine(STAGE_OVERDUE, "2022-06-30");

	item.late = 7;
	item.n = 2;
	comes_again(&item, "2022-07-15", "2022-07-14", STAGE_ESCALATED,
	    TOLD_ESCALATION);
	return item;
}

static void overdue_the_first_time(void **state)
{
	struct letter_item item = first_overdue();
	struct letter letter = letter_on("2022-07-01", NAMES(SKOLA), &item, 1);

	(void)state;
	item.parties = &kultur;
	item.party_count = 1;
	assert_kind("10-overdue-first", &letter);
}

static void overdue_the_second_time(void **state)
{
	struct letter_item item = second_overdue();
	struct letter letter = letter_on("2022-07-11", NAMES(SKOLA), &item, 1);

	(void)state;
	item.parties = &kultur;
	item.party_count = 1;
	item.acknowledged = on("2022-07-01");
	assert_kind("11-overdue-second", &letter);
}

static void overdue_after_a_promise(void **state)
{
	struct letter_item item = routine(STAGE_OVERDUE, "2022-06-30");
	struct letter letter = letter_on("2022-11-02", NAMES(SKOLA), &item, 1);

	(void)state;
	item.late = 88;
	item.n = 5;
	item.held = true;
	answered(&item, "2022-10-04", "started", 80, "2022-11-01",
	    "Nästan färdig, ska stämmas av med rektorerna.");
	comes_again(
	    &item, "2022-12-01", "2022-11-30", STAGE_OVERDUE, TOLD_LEAD);
	assert_kind("12-overdue-promise-broken", &letter);
}

static void overdue_beside_what_is_held(void **state)
{
	struct letter_item items[] = { routine(STAGE_OVERDUE, "2021-06-30"),
		reception(STAGE_DIGEST, "2022-06-30"),
		network(STAGE_DIGEST, "2022-10-31") };
	struct letter letter = letter_on("2022-12-01", NAMES(SKOLA), items, 3);

	(void)state;
	items[0].late = 360;
	items[0].n = 13;
	answered(&items[0], "2021-04-12", "planned", 0, NULL, "");
	comes_again(
	    &items[0], "2023-01-02", "2022-12-30", STAGE_OVERDUE, TOLD_LEAD);
	items[1].counted = items[2].counted = false;
	items[1].late = 109;
	items[2].late = 23;
	items[2].lead = SKOLA;
	answered(&items[2], "2022-11-14", "started", 90, "2022-12-20",
	    "Återstår att bjuda in två.");
	assert_kind("13-overdue-and-held", &letter);
}

static void stale(void **state)
{
	struct letter_item items[] = { network(STAGE_STALE, "2022-12-31"),
		lights(STAGE_STALE, "2022-12-31") };
	struct letter letter = letter_on("2022-08-11", NAMES(BYGG), items, 2);

	(void)state;
	answered(
	    &items[0], "2022-05-19", "started", 20, NULL, "Listan är klar.");
	for (int i = 0; i < 2; i++)
		comes_again(&items[i], "2022-09-12", "2022-09-09", STAGE_STALE,
		    TOLD_LEAD);
	assert_kind("17-stale", &letter);
}

static void review(void **state)
{
	struct letter_item item = field_work(STAGE_REVIEW);
	struct letter letter = letter_on("2022-05-30", NAMES(KULTUR), &item, 1);

	(void)state;
	item.timeframe = "Löpande, kvartalsvis";
	answered(&item, "2022-03-01", "started", 0, NULL, "");
	assert_kind("18-review", &letter);
}

static void delayed(void **state)
{
	struct letter_item item = second_overdue();
	struct letter letter = letter_on("2022-07-13", NAMES(SKOLA), &item, 1);

	(void)state;
	item.late = 9;
	item.delayed = true;
	item.regular = on("2022-07-11");
	assert_kind("28-delayed", &letter);
}

static void of_several_plans(void **state)
{
	struct letter_item items[] = { first_overdue(),
		kind_of(31, "Tryck upp foldern om stödlinjer", "", STAGE_DUE,
		    "2022-07-01"),
		kind_of(33, "Utbilda elevhälsan", NULL, STAGE_UPCOMING,
		    "2022-07-08"),
		talks(STAGE_MIDWAY, "2022-12-31") };
	struct letter letter =
	    letter_on("2022-07-01", NAMES(SKOLA, KULTUR), items, 4);

	(void)state;
	items[1].of = items[2].of = &hrv;
	items[1].lead = SKOLA;
	comes_again(
	    &items[1], "2022-07-12", "2022-07-11", STAGE_OVERDUE, TOLD_LEAD);
	items[2].lead = OMSORG;
	items[2].lead_mail = "omsorg@tallvik.example";
	items[2].role = TOLD_COOPERATING;
	items[3].start = on("2022-01-01");
	items[3].party_count = 0;
	assert_kind("29-mixed-plans", &letter);
}

static void without_a_coordinators_address(void **state)
{
	struct letter_item item = second_overdue();
	struct letter letter = letter_on("2022-07-11", NAMES(SKOLA), &item, 1);

	(void)state;
	letter.coordinator = letter.signature = "";
	assert_kind("30-no-coordinator", &letter);
}

static void of_a_rehearsal(void **state)
{
	struct letter_item item = first_overdue();
	struct letter letter = letter_on("2022-07-01", NAMES(SKOLA), &item, 1);

	(void)state;
	letter.rehearsal = true;
	assert_kind("31-rehearsal", &letter);
}

static void of_owners_of_equal_rank(void **state)
{
	struct letter_item items[] = {
		kind_of(8, "Gå en gemensam kvällsvandring",
		    "Vuxna ska synas ute.", STAGE_ASSIGNED, "2022-06-30"),
		kind_of(10, "Möt nya föräldragrupper",
		    "Fler ska känna till stödet.", STAGE_ASSIGNED, "2022-12-31")
	};
	struct letter letter = letter_on("2022-03-01", NAMES(OMSORG), items, 2);

	(void)state;
	items[0].equal = items[1].equal = true;
	items[0].lead = OMSORG;
	items[0].timeframe = "Vt 2022";
	items[0].parties = &skola;
	items[0].party_count = 1;
	items[1].lead = SKOLA;
	items[1].lead_mail = skola.mail;
	items[1].role = TOLD_COOPERATING;
	items[1].timeframe = "Ht 2022";
	assert_kind("32-equal-owners", &letter);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(assigned),
		cmocka_unit_test(taken_over_late),
		cmocka_unit_test(former_lead),
		cmocka_unit_test(moved),
		cmocka_unit_test(upcoming_where_it_cooperates),
		cmocka_unit_test(begin),
		cmocka_unit_test(midway),
		cmocka_unit_test(due_today),
		cmocka_unit_test(due_in_a_quiet_period),
		cmocka_unit_test(overdue_the_first_time),
		cmocka_unit_test(overdue_the_second_time),
		cmocka_unit_test(overdue_after_a_promise),
		cmocka_unit_test(overdue_beside_what_is_held),
		cmocka_unit_test(stale),
		cmocka_unit_test(review),
		cmocka_unit_test(delayed),
		cmocka_unit_test(of_several_plans),
		cmocka_unit_test(without_a_coordinators_address),
		cmocka_unit_test(of_a_rehearsal),
		cmocka_unit_test(of_owners_of_equal_rank),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
