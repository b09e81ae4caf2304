/* SPDX-License-Identifier: ISC */
/* What holds of every letter there can be. */
#include "daemon/letter/letter.h"

#include "daemon/calendar/timeframe_problem.h"
#include "tests/unit/letter_text.h"

static const char *const languages[] = { "sv", "en" };

/* --- every notice to every reader --- */

static void assert_is_told(struct letter *letter)
{
	const struct letter_item *item = letter->items;
	bool is_other =
	    item->role == TOLD_ESCALATION || item->role >= TOLD_COORDINATOR;
	bool takes_part =
	    item->role == TOLD_COOPERATING || item->role == TOLD_LEAD;
	bool is_known = item->lead != NULL && item->stage != STAGE_ESCALATED &&
	    item->stage != STAGE_UNCLEAR && is_other;
	/* Of a date that moved nothing is asked. */
	bool is_moved = item->stage == STAGE_MOVED && takes_part &&
	    (item->lead != NULL || item->role == TOLD_COOPERATING);

	for (int i = 0; i < 2; i++) {
		letter->language = languages[i];
		write_letter(letter);
		assert_said();
		assert_int_equal(count_of("   1.  Den ena\n"), 1);
		assert_int_equal(count_of("\n\n1 "), 1);
		assert_int_equal(count_of("\nDET HÄR ") +
			count_of("\nWHAT WE ASK") + count_of("\nWHAT IS "),
		    is_known || is_moved ? 0 : 1);
	}
}

static void every_stage_is_told_to_every_role(void **state)
{
	static const char *const names[] = { NULL, "Socialförvaltningen" };

	(void)state;
	/* The digest, and what is of a plan as a whole, is of no activity. */
	for (int stage = STAGE_ASSIGNED; stage < STAGES; stage++)
		for (int role = 0; role < TOLD_ROLES; role++)
			for (int i = 0; i < 8; i++) {
				struct letter_item item =
				    overdue(1, "Den ena", 1);
				struct letter letter = letter_of(&item, 1);

				if (stage == STAGE_ENDING ||
				    stage == STAGE_FOLLOW_UP)
					continue;
				item.stage = (enum stage)stage;
				item.role = (enum role_told)role;
				item.lead = names[i & 1];
				letter.name = names[i >> 1 & 1];
				if (i >> 2 & 1)
					item.due = DAY_NONE;
				item.late = i >> 2 & 1 ? 0 : 1;
				assert_is_told(&letter);
			}
}

static const struct {
	enum stage stage;
	enum role_told role;
	const char *lead;
	const char *subjects[2]; /* of one, of two */
	const char *summaries[2];
} told[] = {
	{ STAGE_OVERDUE, TOLD_LEAD, "KS",
	    { "1 aktivitet är försenad i aktivitetsplanen",
		"2 aktiviteter är försenade i aktivitetsplanen" },
	    { "1 aktivitet som ni ansvarar för är försenad.",
		"2 aktiviteter som ni ansvarar för är försenade." } },
	{ STAGE_UPCOMING, TOLD_LEAD, "KS",
	    { "1 aktivitet närmar sig sitt slutdatum i aktivitetsplanen",
		"2 aktiviteter närmar sig sitt slutdatum i aktivitetsplanen" },
	    { "1 aktivitet som ni ansvarar för närmar sig sitt slutdatum.",
		"2 aktiviteter som ni ansvarar för närmar sig sitt"
		" slutdatum." } },
	{ STAGE_STALE, TOLD_LEAD, "KS",
	    { "1 aktivitet har inte uppdaterats på länge i aktivitetsplanen",
		"2 aktiviteter har inte uppdaterats på länge i"
		" aktivitetsplanen" },
	    { "1 aktivitet som ni ansvarar för har inte uppdaterats på länge.",
		"2 aktiviteter som ni ansvarar för har inte uppdaterats på"
		" länge." } },
	{ STAGE_ASSIGNED, TOLD_LEAD, "KS",
	    { "1 aktivitet är ny hos er i aktivitetsplanen",
		"2 aktiviteter är nya hos er i aktivitetsplanen" },
	    { "1 aktivitet är ny hos er.", "2 aktiviteter är nya hos er." } },
	{ STAGE_ASSIGNED, TOLD_FORMER, "KS",
	    { "1 aktivitet är inte längre er i aktivitetsplanen",
		"2 aktiviteter är inte längre era i aktivitetsplanen" },
	    { "1 aktivitet är inte längre er.",
		"2 aktiviteter är inte längre era." } },
	{ STAGE_OVERDUE, TOLD_LEAD, NULL,
	    { "1 aktivitet är försenad och saknar ansvarig i aktivitetsplanen",
		"2 aktiviteter är försenade och saknar ansvarig i"
		" aktivitetsplanen" },
	    { "1 aktivitet utan ansvarig förvaltning är försenad.",
		"2 aktiviteter utan ansvarig förvaltning är försenade." } },
	{ STAGE_DUE, TOLD_LEAD, NULL,
	    { "1 aktivitet saknar ansvarig förvaltning i aktivitetsplanen",
		"2 aktiviteter saknar ansvarig förvaltning i"
		" aktivitetsplanen" },
	    { "1 aktivitet saknar ansvarig förvaltning.",
		"2 aktiviteter saknar ansvarig förvaltning." } },
	{ STAGE_ESCALATED, TOLD_COORDINATOR, "KS",
	    { "1 aktivitet är försenad trots påminnelse i aktivitetsplanen",
		"2 aktiviteter är försenade trots påminnelse i"
		" aktivitetsplanen" },
	    { "1 aktivitet är försenad trots påminnelse.",
		"2 aktiviteter är försenade trots påminnelse." } },
	{ STAGE_OVERDUE, TOLD_COORDINATOR, "KS",
	    { "1 aktivitet är försenad i aktivitetsplanen",
		"2 aktiviteter är försenade i aktivitetsplanen" },
	    { "1 aktivitet som en annan leder är försenad.",
		"2 aktiviteter som andra leder är försenade." } },
	{ STAGE_UNCLEAR, TOLD_COORDINATOR, "KS",
	    { "1 aktivitet är oklar i aktivitetsplanen",
		"2 aktiviteter är oklara i aktivitetsplanen" },
	    { "1 aktivitet är oklar.", "2 aktiviteter är oklara." } },
	{ STAGE_DUE, TOLD_COOPERATING, "KS",
	    { "1 aktivitet där ni samverkar har snart slutdatum i"
	      " aktivitetsplanen",
		"2 aktiviteter där ni samverkar har snart slutdatum i"
		" aktivitetsplanen" },
	    { "1 aktivitet där ni samverkar har snart slutdatum.",
		"2 aktiviteter där ni samverkar har snart slutdatum." } },
};

static void one_is_not_two(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		for (int k = 0; k < 2; k++) {
			struct letter_item items[] = { overdue(1, "Den", 1),
				overdue(2, "Den", 1) };
			struct letter letter = letter_of(items, (size_t)k + 1);

			for (int j = 0; j < 2; j++) {
				items[j].stage = told[i].stage;
				items[j].role = told[i].role;
				items[j].lead = told[i].lead;
			}
			write_letter(&letter);
			assert_string_equal(subject.bytes, told[i].subjects[k]);
			assert_has(told[i].summaries[k]);
		}
}

/* To a department's head; to the coordinator, who types. */
static void what_is_asked_fits_the_reader(void **state)
{
	struct letter_item item = overdue(1, "Den", 1);
	struct letter letter = letter_of(&item, 1);

	(void)state;
	item.stage = STAGE_ESCALATED;
	item.role = TOLD_ESCALATION;
	write_letter(&letter);
	assert_has("se till att den blir klar, eller att ett nytt datum");
	assert_has("Svara på det här mejlet");
	assert_int_equal(count_of("planvakt activity"), 0);
	letter.name = NULL;
	write_letter(&letter);
	assert_int_equal(times("Svara på det här mejlet"), 0);
	assert_has("planvakt activity move NUMMER TIDPLAN --decision REF");
	item.stage = STAGE_UNCLEAR;
	item.undated = true;
	write_letter(&letter);
	assert_has("planvakt activity move 1 TIDPLAN --decision REF");
	letter.name = "Kommunstaben";
	item.role = TOLD_LEAD;
	write_letter(&letter);
	assert_int_equal(count_of("planvakt activity"), 0);
	assert_has("Svara på det här mejlet");
}

/* An answer is asked for where something must be told; not where it is
 * enough that the reader knows. */
static void who_must_answer_is_told_so(void **state)
{
	static const bool must[STAGES] = {
		[STAGE_UNCLEAR] = true,
		[STAGE_REVIEW] = true,
		[STAGE_STALE] = true,
		[STAGE_BEGIN] = true,
		[STAGE_MIDWAY] = true,
		[STAGE_DUE] = true,
		[STAGE_OVERDUE] = true,
		[STAGE_ESCALATED] = true,
	};

	(void)state;
	for (int stage = 0; stage < STAGES; stage++) {
		struct letter_item item = overdue(1, "Den", 1);

		item.stage = (enum stage)stage;
		write_one(&item);
		assert_int_equal(
		    times("Svara på det här mejlet och"), must[stage]);
		/* What came to one that cooperates is new, as the lead's. */
		if (stage == STAGE_ASSIGNED || stage == STAGE_MOVED)
			continue;
		item.role = TOLD_COOPERATING;
		write_one(&item);
		assert_int_equal(times("Svara på"), 0);
		assert_has("Ni behöver inte svara.");
		item.role = TOLD_FORMER;
		write_one(&item);
		assert_int_equal(times("Svara på"), 0);
		assert_has("Ni behöver inte svara.");
	}
}

/* The third kind has no room in the subject: the fourth would have, but it
 * matters less. */
static void the_subject_tells_what_matters_most(void **state)
{
	struct letter_item items[] = { overdue(1, "Den", 1),
		overdue(2, "Den", 1), overdue(3, "Den", 1),
		overdue(4, "Den", 1) };
	struct letter letter = letter_of(items, 4);

	(void)state;
	items[0].stage = STAGE_REVIEW;
	items[1].stage = STAGE_STALE;
	items[2].stage = STAGE_DUE;
	write_letter(&letter);
	assert_string_equal(subject.bytes,
	    "1 aktivitet är försenad, 1 når sitt slutdatum m.m. i"
	    " aktivitetsplanen");
}

/* --- nothing new --- */

static void an_empty_run_says_nothing(void **state)
{
	struct letter_item item = other(1, "Den kända");
	struct letter letter = letter_of(&item, 1);
	struct day missed = on("2022-06-29");

	(void)state;
	write_letter(&letter);
	assert_int_equal(subject.length + text.length, 0);
	letter.count = 0;
	write_letter(&letter);
	assert_int_equal(subject.length + text.length, 0);
	letter.missed = &missed;
	letter.missed_count = 1;
	write_letter(&letter);
	assert_string_equal(
	    subject.bytes, "1 dags påminnelser om aktivitetsplanen uteblev");
	assert_said();
}

/* --- reasons --- */

static void assert_reason(const char *reason)
{
	struct letter_item item = overdue(1, "Den", 1);
	struct letter letter = letter_of(&item, 1);

	letter.name = NULL;
	item.stage = STAGE_UNCLEAR;
	item.role = TOLD_COORDINATOR;
	item.undated = true;
	item.reason = "";
	write_letter(&letter);
	assert_has("något datum. Kommunstaben");
	item.reason = reason;
	write_letter(&letter);
	assert_int_equal(times(reason), 0);
	assert_int_equal(times("något datum. Kommunstaben"), 0);
	letter.language = "en";
	write_letter(&letter);
	assert_has(reason);
}

/* What the reader of timeframes finds wrong is said in Swedish too. */
static void every_reason_is_in_both_languages(void **state)
{
	(void)state;
	for (int i = PROBLEM_NONE + 1; i <= PROBLEM_ORDER; i++)
		assert_reason(problem_reason((enum problem)i));
	for (int i = DOUBT_NONE + 1; i <= DOUBT_PLAN_YEAR; i++)
		assert_reason(doubt_reason((enum doubt)i));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_stage_is_told_to_every_role),
		cmocka_unit_test(one_is_not_two),
		cmocka_unit_test(what_is_asked_fits_the_reader),
		cmocka_unit_test(who_must_answer_is_told_so),
		cmocka_unit_test(the_subject_tells_what_matters_most),
		cmocka_unit_test(an_empty_run_says_nothing),
		cmocka_unit_test(every_reason_is_in_both_languages),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
