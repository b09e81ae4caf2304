/* SPDX-License-Identifier: ISC */
/* Whole letters to those above a lead, and to the coordinator. */
#include "daemon/letter/letter.h"

#include "tests/unit/letter_kinds.h"

static struct day july_1, july[4], seven[7];

static void set_days(void)
{
	static const char *const days[] = { "2022-07-01", "2022-07-11",
		"2022-07-18", "2022-08-01" };

	july_1 = on("2022-07-01");
	for (int i = 0; i < 4; i++)
		july[i] = on(days[i]);
	for (int i = 0; i < 7; i++)
		seven[i] = day_plus(on("2022-11-02"), i - 6);
}

static void to_the_director(void **state)
{
	struct letter_item item = routine(STAGE_ESCALATED, "2022-06-30");
	struct letter letter = letter_on("2022-07-15", NAMES(SKOLA), &item, 1);

	(void)state;
	set_days();
	item.role = TOLD_ESCALATION;
	item.late = 11;
	item.parties = &kultur;
	item.party_count = 1;
	item.reminded = july;
	item.reminded_count = 2;
	comes_again(
	    &item, "2022-07-29", "2022-07-28", STAGE_ESCALATED, TOLD_STEERING);
	assert_kind("14-escalated-director", &letter);
}

static struct letter_item promised(void)
{
	struct letter_item item = routine(STAGE_ESCALATED, "2022-06-30");

	set_days();
	item.late = 88;
	item.rung = 1;
	item.reminded = july;
	item.reminded_count = 4;
	answered(&item, "2022-10-04", "started", 80, "2022-11-01", "");
	return item;
}

static void to_the_coordinator(void **state)
{
	struct letter_item items[] = { promised(),
		lights(STAGE_ESCALATED, "2022-06-30") };
	struct letter letter = letter_on("2022-11-02", NOBODY, items, 2);

	(void)state;
	items[0].role = items[1].role = TOLD_COORDINATOR;
	items[1].late = 88;
	items[1].reminded = &july_1;
	items[1].reminded_count = 1;
	assert_kind("15-escalated-coordinator", &letter);
}

static void to_the_steering_group(void **state)
{
	struct letter_item item = promised();
	struct letter letter = letter_on("2022-11-02", NOBODY, &item, 1);

	(void)state;
	item.role = TOLD_STEERING;
	item.reminded = seven;
	item.reminded_count = 7;
	comes_again(
	    &item, "2022-12-01", "2022-11-30", STAGE_OVERDUE, TOLD_LEAD);
	assert_kind("16-escalated-steering", &letter);
}

/* --- a plan --- */

static struct letter_plan duty(enum stage stage, const char *until, int64_t n)
{
	struct letter_plan plan = vbe;

	plan.stage = stage;
	plan.role = TOLD_COORDINATOR;
	plan.until = on(until);
	plan.n = n;
	return plan;
}

static void assert_plan(
    const char *kind, const char *day, const struct letter_plan *plan)
{
	struct letter letter = letter_on(day, NOBODY, NULL, 0);

	letter.plans = plan;
	letter.plan_count = 1;
	assert_kind(kind, &letter);
}

static void to_follow_up(void **state)
{
	struct letter_plan plan = duty(STAGE_FOLLOW_UP, "2024-02-28", 2);

	(void)state;
	assert_plan("19-follow-up", "2024-01-29", &plan);
}

static void to_follow_up_by_law(void **state)
{
	struct letter_plan plan = duty(STAGE_FOLLOW_UP, "2026-08-28", 3);

	(void)state;
	plan.statutory = true;
	plan.followed = on("2024-08-28");
	plan.followed_decision = "KF 2024-08-28 § 71";
	assert_plan("20-follow-up-statutory", "2026-09-14", &plan);
}

/* Plans are under the law since 1 July 2024, and it gives them two years. */
static void the_law_is_not_named_too_early(void **state)
{
	struct letter_plan plan = duty(STAGE_FOLLOW_UP, "2026-06-30", 1);
	struct letter letter = letter_on("2026-07-20", NOBODY, NULL, 0);

	(void)state;
	plan.statutory = true;
	letter.plans = &plan;
	letter.plan_count = 1;
	letter.language = "sv";
	write_letter(&letter);
	assert_int_equal(times("lagen"), 0);
	plan.until = on("2026-07-01");
	write_letter(&letter);
	assert_int_equal(times("6 § lagen (2023:196)"), 1);
	plan.statutory = false;
	write_letter(&letter);
	assert_int_equal(times("lagen"), 0);
}

/* The picture is under the law since 1 July 2023, and has two years too. */
static void the_picture_is_to_be_updated(void **state)
{
	struct letter_plan plan = duty(STAGE_FOLLOW_UP, "2025-06-30", 2);
	struct letter letter = letter_on("2025-07-07", NOBODY, NULL, 0);

	(void)state;
	plan.code = plan.title = "";
	plan.statutory = true;
	plan.followed = on("2023-06-30");
	plan.followed_decision = "KS § 7";
	letter.plans = &plan;
	letter.plan_count = 1;
	letter.language = "sv";
	write_letter(&letter);
	assert_int_equal(times("lagen"), 0);
	assert_non_null(strstr(
	    subject.bytes, "lägesbilden skulle ha uppdaterats senast 30 juni"));
	assert_int_equal(times("Skulle ha uppdaterats senast den 30 juni"), 1);
	assert_int_equal(times("Senast antagen den 30 juni 2023 (KS § 7)."), 1);
	assert_int_equal(
	    times("planvakt picture adopt --on DATUM --decision BESLUT"), 1);
	assert_int_equal(times("Planen"), 0);
	plan.until = on("2025-07-01");
	write_letter(&letter);
	assert_int_equal(times("6 § lagen (2023:196)"), 1);
	letter.language = "en";
	write_letter(&letter);
	assert_int_equal(times("It was to be updated by 1 July"), 1);
	assert_int_equal(times("planvakt picture adopt"), 1);
	plan.role = TOLD_STEERING;
	write_letter(&letter);
	assert_int_equal(times("To the steering group\n"), 1);
	letter.language = "sv";
	write_letter(&letter);
	assert_int_equal(times("Till beredningsgruppen\n"), 1);
}

static void to_follow_up_with_the_steering_group(void **state)
{
	struct letter_plan plan = duty(STAGE_FOLLOW_UP, "2024-02-28", 2);

	(void)state;
	plan.role = TOLD_STEERING;
	assert_plan("21-follow-up-steering", "2024-05-02", &plan);
}

static void ending(void **state)
{
	struct letter_plan plan = duty(STAGE_ENDING, "2024-12-31", 1);

	(void)state;
	assert_plan("22-ending", "2024-12-02", &plan);
}

/* --- what is unclear --- */

static struct letter_item unclear_of(
    int64_t id, const char *activity, const char *timeframe)
{
	struct letter_item item =
	    kind_of(id, activity, "Något.", STAGE_UNCLEAR, NULL);

	item.role = TOLD_COORDINATOR;
	item.timeframe = timeframe;
	item.lead = BYGG;
	return item;
}

static struct letter_item vague_drill(void)
{
	struct letter_item item =
	    unclear_of(5, "Träna på larmrutinen", "Hösten 2022, slutet");

	item.vague = true;
	item.reason = "The beginning, middle or end of a time is taken as a"
		      " part of it; confirm the dates.";
	item.start = on("2022-11-01");
	item.due = on("2022-12-31");
	return item;
}

static void unclear(void **state)
{
	struct letter_item items[] = { unclear_of(2, "Revidera larmplanen",
					   "Efter utvärderingen 2022"),
		unclear_of(3, "Ordna en utställning om källkritik",
		    "När lokalen är klar"),
		vague_drill(),
		unclear_of(6, "Håll lägesmöten med vaktbolaget", "2022"),
		unclear_of(8, "Gå en gemensam kvällsvandring", "2022") };
	struct letter letter = letter_on("2022-04-04", NOBODY, items, 5);

	(void)state;
	items[0].vague = true;
	items[0].reason = "Only what it comes after is written; confirm when it"
			  " begins.";
	items[0].start = on("2022-01-01");
	items[1].undated = true;
	items[1].reason = "Some of it is not understood as a time; write it"
			  " like \"ht 2030\" or \"senast 31 mars 2030\".";
	items[3].lead = NULL;
	items[4].equal = true;
	assert_kind("23-unclear", &letter);
}

/* --- the letter of the week --- */

static void digest(void **state)
{
	static const char themes[] = "Ordna en temadag för tränare";
	struct letter_item late[] = { routine(STAGE_DIGEST, "2022-06-30"),
		lights(STAGE_DIGEST, "2022-06-30"),
		kind_of(20, themes, "", STAGE_DIGEST, "2022-09-30") };
	struct letter_item said = routine(STAGE_DIGEST, "2022-06-30");
	struct letter_item noted = lights(STAGE_DIGEST, "2022-06-30");
	struct letter_item soon = network(STAGE_DIGEST, "2022-10-31");
	struct letter_item doubt[] = { vague_drill(),
		unclear_of(20, themes, "September 2022") };
	struct letter_plan duties[] = { hrv, vbe, vbe };
	struct letter_meeting meetings[] = { { "SN", on("2022-10-20"), "08:15",
						 on("2022-10-12") },
		{ "KS", on("2022-10-25"), "", DAY_NONE } };
	struct letter_digest week = { .since = on("2022-10-03"),
		.late = late,
		.late_count = 3,
		.late_all = 3,
		.answered = &said,
		.answered_count = 1,
		.answered_all = 1,
		.noted = &noted,
		.noted_count = 1,
		.noted_all = 1,
		.soon = &soon,
		.soon_count = 1,
		.soon_all = 1,
		.unclear = doubt,
		.unclear_count = 2,
		.unclear_all = 2,
		.sent = 12,
		.failed = 1,
		.duties = duties,
		.duty_count = 3,
		.meetings = meetings,
		.meeting_count = 2 };
	struct letter letter = letter_on("2022-10-10", NOBODY, NULL, 0);

	(void)state;
	answered(&late[0], "2022-10-04", "started", 80, "2022-11-01",
	    "Nästan färdig.");
	said.answer = late[0].answer;
	answered(&noted, "2022-10-06", "started", 20, NULL, "");
	noted.answer.noted = true;
	late[1].answer = noted.answer;
	for (int i = 0; i < 3; i++) {
		late[i].late = 7;
		duties[i].stage = STAGE_FOLLOW_UP;
	}
	doubt[1].lead = NULL;
	duties[0].until = on("2022-09-17");
	duties[1].until = on("2024-02-28");
	duties[2].code = NULL;
	duties[2].until = on("2024-01-31");
	letter.digest = &week;
	assert_kind("24-digest", &letter);
}

static void empty_digest(void **state)
{
	struct letter_digest week = { .since = on("2022-10-31") };
	struct letter letter = letter_on("2022-11-07", NOBODY, NULL, 0);

	(void)state;
	letter.digest = &week;
	assert_kind("25-digest-empty", &letter);
}

/* Of a municipality where there is nothing else to tell. */
static void digest_of_a_fault(void **state)
{
	struct letter_digest week = { .since = on("2022-10-31"),
		.fault = "entry 7: its hash does not hold",
		.fault_at = on("2022-11-06") };
	struct letter letter = letter_on("2022-11-07", NOBODY, NULL, 0);

	(void)state;
	letter.digest = &week;
	assert_kind("34-digest-fault", &letter);
}

/* A timer that is off says nothing by itself. */
static void digest_of_no_check(void **state)
{
	struct letter_digest week = { .since = on("2022-10-31"),
		.unchecked = true,
		.ever_checked = true,
		.unchecked_since = on("2022-10-22") };
	struct letter letter = letter_on("2022-11-07", NOBODY, NULL, 0);

	(void)state;
	letter.digest = &week;
	assert_kind("35-digest-unchecked", &letter);
}

/* --- what went wrong --- */

static void failures(void **state)
{
	struct letter_failure list[] = { { "skola@tallvik.example", SKOLA,
					     on("2022-07-01"), 9, 31,
					     "550 5.1.1 user unknown" },
		{ "omsorg@tallvik.example", OMSORG, DAY_NONE, 10, 0, "" } };
	struct letter letter = letter_on("2022-07-04", NOBODY, NULL, 0);

	(void)state;
	letter.failures = list;
	letter.failure_count = 2;
	assert_kind("26-failure", &letter);
}

static void missed(void **state)
{
	struct day days[] = { on("2022-07-11"), on("2022-07-12"),
		on("2022-07-13") };
	struct letter letter = letter_on("2022-07-14", NOBODY, NULL, 0);

	(void)state;
	letter.missed = days;
	letter.missed_count = 3;
	assert_kind("27-missed", &letter);
}

static void for_one_without_an_address(void **state)
{
	struct letter_item items[] = {
		kind_of(13, "Byt lås i källarlokalerna",
		    "Lokalerna ska inte kunna användas av obehöriga.",
		    STAGE_OVERDUE, "2022-06-30"),
		kind_of(20, "Ordna en temadag för tränare",
		    "Tränare ska veta vad de kan göra.", STAGE_OVERDUE,
		    "2022-06-30")
	};
	struct letter letter = letter_on("2022-07-01", NOBODY, items, 2);

	(void)state;
	items[0].late = items[1].late = 1;
	items[0].lead = "Tallviks bostadsbolag";
	items[0].lead_mail = "";
	items[0].relayed = items[0].lead;
	items[1].role = TOLD_COORDINATOR;
	assert_kind("33-external-without-mail", &letter);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(to_the_director),
		cmocka_unit_test(to_the_coordinator),
		cmocka_unit_test(to_the_steering_group),
		cmocka_unit_test(to_follow_up),
		cmocka_unit_test(to_follow_up_by_law),
		cmocka_unit_test(the_law_is_not_named_too_early),
		cmocka_unit_test(the_picture_is_to_be_updated),
		cmocka_unit_test(to_follow_up_with_the_steering_group),
		cmocka_unit_test(ending),
		cmocka_unit_test(unclear),
		cmocka_unit_test(digest),
		cmocka_unit_test(empty_digest),
		cmocka_unit_test(digest_of_a_fault),
		cmocka_unit_test(digest_of_no_check),
		cmocka_unit_test(failures),
		cmocka_unit_test(missed),
		cmocka_unit_test(for_one_without_an_address),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
