/* SPDX-License-Identifier: ISC */
#include "daemon/letter/letter.h"

#include "tests/unit/letter_text.h"
#include "tests/unit/sanitized.h"

/* --- what it says --- */

static void an_overdue_activity_is_told(void **state)
{
	struct letter_item item = overdue(7, "Beskriv uppdraget", 1);

	(void)state;
	write_one(&item);
	assert_subject_has("1 aktivitet är försenad");
	assert_has("Till Kommunstaben");
	assert_has("En aktivitet som ni ansvarar för är försenad.");
	assert_has("   7.  Beskriv uppdraget\n");
	assert_has("den 30 juni 2022, för en arbetsdag sedan.");
	assert_has("Plan: Plan mot våldsbejakande extremism, ärende KS"
		   " 2022/123.");
	assert_fits();
}

static void several_are_in_the_plural(void **state)
{
	struct letter_item items[] = { overdue(1, "Den ena", 1),
		overdue(2, "Den andra", 1), due(3, "Den tredje"),
		due(4, "Den fjärde") };
	struct letter letter = letter_of(items, 4);

	(void)state;
	items[0].late = 2;
	write_letter(&letter);
	assert_subject_has("2 försenade, 2 har snart slutdatum");
	assert_has("Två aktiviteter som ni ansvarar för är försenade.");
	assert_has("Två aktiviteter som ni ansvarar för har snart slutdatum.");
	assert_has("för två arbetsdagar sedan");
	assert_fits();
}

static void one_that_is_due_is_told(void **state)
{
	struct letter_item item = due(12, "Beskriv uppdraget");

	(void)state;
	write_one(&item);
	assert_subject_has("1 aktivitet har snart slutdatum");
	assert_int_equal(times("försenad"), 0);
	assert_int_equal(times("i dag"), 0);
	assert_has("Ska vara klar i morgon, den 2 juli 2022.");
	assert_int_equal(times("åminnelsen"), 0);
	item.due = on("2022-07-01");
	write_one(&item);
	assert_subject_has("1 aktivitet har slutdatum i dag");
	assert_has("Ska vara klar i dag, den 1 juli 2022.");
	assert_fits();
}

/* Months and days: 2 + 30, 2 + 16, 2 + 14, 1 + 2, 1 + 1, 11 + 30. */
static void months_are_the_nearest(void **state)
{
	static const char *const cases[][3] = {
		{ "2022-03-02", "2022-06-01", "för tre månader sedan." },
		{ "2022-03-02", "2022-05-18", "för tre månader sedan." },
		{ "2022-03-02", "2022-05-16", "för två månader sedan." },
		{ "2022-06-30", "2022-08-01", "för en månad sedan." },
		{ "2022-01-31", "2022-03-01", "för en månad sedan." },
		{ "2021-01-02", "2022-01-01", "för tolv månader sedan." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct letter_item item = overdue(1, "Den", 1);
		struct letter letter = letter_of(&item, 1);

		item.late = 21;
		item.due = on(cases[i][0]);
		letter.day = on(cases[i][1]);
		write_letter(&letter);
		assert_has(cases[i][2]);
	}
}

static void the_groups_stand_in_order_of_need(void **state)
{
	struct letter_item items[] = { other(1, "Den kända"), due(2, "Den nya"),
		overdue(3, "Den sena", 1) };
	struct letter letter = letter_of(items, 3);

	(void)state;
	write_letter(&letter);
	assert_before("FÖRSENAD\n\n", "Den sena");
	assert_before("\nÄVEN DEN HÄR ÄR FÖRSENAD (", "Den kända");
	assert_before("Den sena", "Den nya");
	assert_before("Den nya", "Den kända");
	assert_before("Den kända", "\n-- \n");
	assert_subject_has("2 försenade, 1 har snart slutdatum");
	assert_fits();
}

/* What was told before is late all the same: it counts, as late, but not as
 * a reminder. */
static void others_are_late_too(void **state)
{
	struct letter_item items[] = { due(2, "Den nya"),
		other(1, "Den kända") };
	struct letter letter = letter_of(items, 2);

	(void)state;
	write_letter(&letter);
	assert_subject_has("1 försenad, 1 har snart slutdatum");
	assert_has(
	    "Den kända: skulle ha varit klar den 30 juni 2022. Ert senaste svar:"
	    " inget.");
	assert_int_equal(times("åminnelsen"), 0);
}

/* Nothing is asked of what is new; what is late waits for its answer. */
static void what_is_new_excuses_nothing_late(void **state)
{
	struct letter_item items[] = { due(2, "Den nya"), other(1, "Den kända"),
		other(3, "Den andra kända") };
	struct letter letter = letter_of(items, 1);

	(void)state;
	items[0].stage = STAGE_ASSIGNED;
	write_letter(&letter);
	assert_has("Ni behöver inte svara nu.");
	letter.count = 3;
	write_letter(&letter);
	assert_subject_has("2 försenade, 1 ny hos er");
	assert_has("Ni behöver inte svara på det nya.");
	assert_int_equal(times("inte svara nu"), 0);
	assert_has("\nÄVEN DE HÄR ÄR FÖRSENADE (");
	assert_has("\nNY HOS ER\n");
	assert_fits();
}

/* Soon is not today, for who takes part either. */
static void what_others_lead_is_due_today(void **state)
{
	struct letter_item items[] = { due(2, "Den ena"), due(3, "Den andra"),
		due(4, "Den tredje") };
	struct letter letter = letter_of(items, 2);

	(void)state;
	for (int i = 0; i < 3; i++)
		items[i].role = TOLD_COOPERATING;
	items[0].due = items[1].due = on("2022-07-01");
	write_letter(&letter);
	assert_subject_has("2 aktiviteter där ni samverkar har slutdatum i"
			   " dag");
	assert_has("Två aktiviteter där ni samverkar har slutdatum i dag.");
	assert_int_equal(times("snart"), 0);
	letter.count = 3;
	write_letter(&letter);
	assert_before("\nSLUTDATUM I DAG, DÄR NI SAMVERKAR\n", "Den andra");
	assert_before("Den andra", "\nSNART SLUTDATUM, DÄR NI SAMVERKAR\n");
	assert_before("\nSNART SLUTDATUM", "Den tredje");
	assert_fits();
}

/* What failed here stands by itself, and what is late is counted once. */
static void a_week_tells_what_is_late_once(void **state)
{
	struct letter_item item = overdue(1, "Den", 1);
	struct letter letter = letter_of(&item, 1);
	struct letter_digest digest = {
		.late_all = 1, .fault_at = DAY_NONE, .unchecked_since = DAY_NONE
	};
	struct day missed = on("2022-06-29");
	struct letter_item listed[] = { overdue(1, "Den", 1),
		overdue(2, "Den andra", 1) };

	(void)state;
	letter.name_count = 0;
	item.stage = STAGE_ESCALATED;
	item.role = TOLD_COORDINATOR;
	letter.digest = &digest;
	letter.missed = &missed;
	letter.missed_count = 1;
	write_letter(&letter);
	assert_has("En aktivitet är försenad trots påminnelser. Tala med den"
		   " som ansvarar");
	assert_int_equal(times("är försenad"), 1);
	assert_has("\n\nPåminnelserna uteblev en dag, den 29 juni 2022.");
	digest.late_all = 3;
	write_letter(&letter);
	assert_has("trots påminnelser. Sammanlagt är tre aktiviteter"
		   " försenade. Tala");
	digest.late = listed;
	digest.late_count = 2;
	write_letter(&letter);
	assert_int_equal(times("1. Den"), 1);
	assert_before("FÖRSENAD TROTS PÅMINNELSER", "1.  Den\n");
	assert_before("1.  Den\n", "ÖVRIGA FÖRSENADE");
	assert_before("ÖVRIGA FÖRSENADE", "2.  Den andra");
	assert_has("Och 1 till: planvakt activity list --overdue");
	item.stage = STAGE_UNCLEAR;
	write_letter(&letter);
	assert_has("Tre aktiviteter är försenade.");
	assert_int_equal(times("Sammanlagt"), 0);
}

static void the_nth_says_so(void **state)
{
	static const struct {
		int64_t n;
		const char *words;
	} rows[] = {
		{ 1, "Första påminnelsen" },
		{ 2, "Andra påminnelsen" },
		{ 3, "Tredje påminnelsen" },
		{ 4, "Fjärde påminnelsen" },
		{ 12, "Tolfte påminnelsen" },
		{ 13, "Påminnelse nummer 13" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct letter_item item = overdue(1, "Den", rows[i].n);

		write_one(&item);
		assert_has(rows[i].words);
		assert_int_equal(times("åminnelse"), 1);
	}
}

static void a_delay_is_owned_up_to(void **state)
{
	struct letter_item items[] = { overdue(1, "Den", 2),
		overdue(2, "Den andra", 2) };
	struct letter letter = letter_of(items, 1);

	(void)state;
	write_letter(&letter);
	assert_int_equal(times("skulle ha skickats"), 0);
	letter.day = on("2022-07-20");
	items[0].regular = on("2022-07-18");
	items[0].delayed = true;
	write_letter(&letter);
	assert_has("skulle ha skickats den 18 juli men blev fördröjd.");
	items[0].counted = false;
	items[1].regular = letter.day;
	letter.count = 2;
	write_letter(&letter);
	assert_int_equal(times("skulle ha skickats"), 0);
}

static void the_coordinator_is_asked_who_is_responsible(void **state)
{
	struct letter_item item = overdue(5, "Den föräldralösa", 1);
	struct letter letter = letter_of(&item, 1);

	(void)state;
	letter.name_count = 0;
	item.lead = NULL;
	write_letter(&letter);
	assert_subject_has("1 aktivitet är försenad och saknar ansvarig");
	assert_has("En aktivitet utan ansvarig är försenad: ange vem som ska"
		   " leda arbetet.");
	assert_has("planvakt activity assign NUMMER KOD");
	assert_int_equal(times("ni ansvarar"), 0);
	assert_fits();
}

static void what_is_asked_can_be_answered(void **state)
{
	struct letter_item item = overdue(5, "Beskriv uppdraget", 1);

	(void)state;
	write_one(&item);
	assert_before("Svara på", "Beskriv uppdraget");
	assert_before("Beskriv uppdraget", "SVARA PÅ");
	assert_before("SVARA PÅ", "klar, ");
	assert_before("klar, ", "pågår, ");
	assert_before("pågår, ", "nytt datum");
	assert_before("nytt datum", "\n-- \n");
	assert_int_equal(times("planvakt activity assign"), 0);
}

static void english_is_spoken(void **state)
{
	struct letter_item items[] = { overdue(1, "Describe", 2),
		due(2, "Write"), other(3, "Evaluate") };
	struct letter letter = letter_of(items, 3);

	(void)state;
	letter.language = "en";
	letter.rehearsal = true;
	letter.day = on("2022-07-04");
	items[0].late = 2;
	write_letter(&letter);
	assert_subject_has("[Rehearsal] ");
	assert_subject_has("2 late, 1 due today");
	assert_has("Two activities that you lead are late.");
	assert_has("two workdays ago");
	assert_has("Second reminder");
	assert_int_equal(times("Aktivitet") + times("aktivitet"), 0);
	assert_int_equal(times("å") + times("ä") + times("ö"), 1);
	assert_int_equal(times(", case KS 2022/123"), 1);
	assert_fits();
}

static void a_rehearsal_says_so_twice(void **state)
{
	struct letter_item item = overdue(1, "Den", 1);
	struct letter letter = letter_of(&item, 1);

	(void)state;
	write_letter(&letter);
	assert_null(strstr(subject.bytes, "vning"));
	assert_int_equal(times("övning"), 0);
	letter.rehearsal = true;
	write_letter(&letter);
	assert_memory_equal(subject.bytes, "[Övning] ", strlen("[Övning] "));
	assert_before("\n-- \n", "övning");
	assert_fits();
}

static void the_footer_has_the_logs_head(void **state)
{
	struct letter_item item = overdue(1, "Den", 1);

	(void)state;
	write_one(&item);
	assert_before("\n-- \n", "42");
	assert_before("42",
	    "\nabababababababababababababababababababababababab"
	    "abababababababab\n");
}

static void a_plan_without_case_number_has_none(void **state)
{
	struct letter_item item = overdue(1, "Den", 1);
	struct letter_plan plan = plan_2022;

	(void)state;
	plan.case_number = NULL;
	item.of = &plan;
	write_one(&item);
	assert_has("Plan: Plan mot våldsbejakande extremism.\n");
	assert_int_equal(times("ärende"), 0);
}

static void a_digest_says_whom_the_plan_names(void **state)
{
	struct letter_item doubt[] = { overdue(2, "Den andra", 1),
		overdue(3, "Den tredje", 1) };
	struct letter_digest week = {
		.unclear = doubt, .unclear_count = 2, .unclear_all = 2
	};
	struct letter letter = letter_of(NULL, 0);

	(void)state;
	letter.digest = &week;
	letter.name_count = 0;
	doubt[0].lead = doubt[1].lead = NULL;
	doubt[0].named = "Parkförvaltningen";
	doubt[1].named = "";
	write_letter(&letter);
	assert_has("Planen anger ”Parkförvaltningen”, som inte är någon känd"
		   " förvaltning: ange vem som ska leda arbetet.");
	assert_int_equal(times("Ingen ansvarar för den: ange"), 1);
}

/* A plan to follow up, the picture to update, or both. */
static void a_digest_heading_names_what_stands_below(void **state)
{
	struct letter_plan plan = { .code = "vbe",
		.title = "Plan VBE",
		.stage = STAGE_FOLLOW_UP,
		.until = on("2022-12-01") };
	struct letter_plan duties[] = { plan, plan };
	struct letter_digest week = { .duties = duties, .duty_count = 1 };
	struct letter letter = letter_of(NULL, 0);

	(void)state;
	letter.digest = &week;
	letter.name_count = 0;
	write_letter(&letter);
	assert_has("PLANERNAS UPPFÖLJNING Plan VBE:");
	duties[0].code = NULL;
	write_letter(&letter);
	assert_int_equal(times("UPPFÖLJNING"), 0);
	assert_has("LÄGESBILDEN Lägesbilden:");
	week.duty_count = 2;
	write_letter(&letter);
	assert_has("PLANERNAS UPPFÖLJNING OCH LÄGESBILDEN");
}

/* Of three that are late and nobody leads one is reminded of today, and one
 * more that is not late. */
static void a_digest_counts_and_names_each_once(void **state)
{
	struct letter_item items[] = { overdue(1, "Den sena", 1),
		due(4, "Den nya") };
	struct letter_item late[] = { overdue(1, "Den sena", 1),
		overdue(2, "Den andra", 1), overdue(3, "Den tredje", 1) };
	struct letter_item doubt[] = { overdue(2, "Den andra", 1) };
	struct letter_digest week = { .late = &late[1],
		.late_count = 2,
		.late_all = 3,
		.unclear = doubt,
		.unclear_count = 1,
		.unclear_all = 4 };
	struct letter letter = letter_of(items, 2);

	(void)state;
	letter.digest = &week;
	letter.name_count = 0;
	for (size_t i = 0; i < 2; i++) {
		items[i].lead = NULL;
		items[i].role = TOLD_COORDINATOR;
	}
	for (size_t i = 0; i < 3; i++)
		late[i].lead = NULL;
	doubt[0].lead = NULL;
	write_letter(&letter);
	assert_subject_has("tre försenade, fyra oklara");
	assert_has("Tre aktiviteter är försenade. Fyra aktiviteter är"
		   " oklara.");
	assert_int_equal(times("utan ansvarig"), 0);
	assert_int_equal(times("UTAN ANSVARIG"), 0);
	assert_int_equal(times(": ingen ansvarig, skulle ha varit klar"), 3);
	assert_int_equal(times("Den sena"), 1);
	assert_int_equal(times("Den nya"), 1);
	assert_before("OKLARA", "Den nya");
	assert_has("Och 2 till");
}

static void the_same_letter_is_the_same_words(void **state)
{
	struct letter_item items[] = { overdue(1, "Den ena", 1),
		due(2, "Den andra") };
	struct letter letter = letter_of(items, 2);
	struct buffer first_subject = { 0 }, first = { 0 };

	(void)state;
	letter_write(&letter, &first_subject, &first);
	write_letter(&letter);
	assert_string_equal(first.bytes, text.bytes);
	assert_string_equal(first_subject.bytes, subject.bytes);
	buffer_free(&first_subject);
	buffer_free(&first);
}

static void the_subject_keeps_to_its_limit(void **state)
{
	enum { MANY = 20000 };
	char each[24];
	struct letter_item *items = calloc(MANY, sizeof(*items));
	struct letter letter = letter_of(items, MANY);

	(void)state;
	for (int i = 0; i < MANY; i++)
		items[i] =
		    i % 2 == 0 ? overdue(i + 1, "Den", 1) : due(i + 1, "Den");
	letter.rehearsal = true;
	snprintf(each, sizeof(each), "%d ", MANY / 2);
	for (int i = 0; i < 2; i++) {
		letter.language = i == 0 ? "sv" : "en";
		write_letter(&letter);
		assert_subject_has(each);
		assert_true(
		    width_of(subject.bytes, subject.length) <= SUBJECT_MAX);
		assert_null(strchr(subject.bytes, '\n'));
	}
	free(items);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_overdue_activity_is_told),
		cmocka_unit_test(several_are_in_the_plural),
		cmocka_unit_test(one_that_is_due_is_told),
		cmocka_unit_test(months_are_the_nearest),
		cmocka_unit_test(the_groups_stand_in_order_of_need),
		cmocka_unit_test(others_are_late_too),
		cmocka_unit_test(what_is_new_excuses_nothing_late),
		cmocka_unit_test(what_others_lead_is_due_today),
		cmocka_unit_test(a_week_tells_what_is_late_once),
		cmocka_unit_test(the_nth_says_so),
		cmocka_unit_test(a_delay_is_owned_up_to),
		cmocka_unit_test(the_coordinator_is_asked_who_is_responsible),
		cmocka_unit_test(what_is_asked_can_be_answered),
		cmocka_unit_test(english_is_spoken),
		cmocka_unit_test(a_rehearsal_says_so_twice),
		cmocka_unit_test(the_footer_has_the_logs_head),
		cmocka_unit_test(a_plan_without_case_number_has_none),
		cmocka_unit_test(a_digest_says_whom_the_plan_names),
		cmocka_unit_test(a_digest_heading_names_what_stands_below),
		cmocka_unit_test(a_digest_counts_and_names_each_once),
		cmocka_unit_test(the_same_letter_is_the_same_words),
		cmocka_unit_test(the_subject_keeps_to_its_limit),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
