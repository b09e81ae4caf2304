/* SPDX-License-Identifier: ISC */
/* What holds of every letter there can be. */
#include "daemon/letter/letter.h"

#include "daemon/calendar/timeframe_problem.h"
#include "tests/unit/letter_text.h"

static const char *const languages[] = { "sv", "en" };

/* --- every notice to every reader --- */

static void assert_is_told(struct letter *letter)
{
	for (int i = 0; i < 2; i++) {
		letter->language = languages[i];
		write_letter(letter);
		assert_said();
		assert_int_equal(count_of("   1.  Den ena\n"), 1);
		/* The one thing that it tells needs no heading. */
		assert_int_equal(count_of("\nSVARA") + count_of("\nREPLY") +
			    count_of("\nDET HÄR GÖR") +
			    count_of("\nWHAT YOU") <=
			1,
		    1);
		assert_int_equal(count_of(i == 0 ? "En " : "One ") +
			    count_of(i == 0 ? " en " : " one ") >
			0,
		    1);
	}
}

static void every_stage_is_told_to_every_role(void **state)
{
	static const char *const leads[] = { NULL, "Socialförvaltningen" };

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
				item.lead = leads[i & 1];
				letter.name_count = (size_t)(i >> 1 & 1);
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
	    { "1 aktivitet är försenad", "2 aktiviteter är försenade" },
	    { "En aktivitet som ni ansvarar för är försenad.",
		"Två aktiviteter som ni ansvarar för är försenade." } },
	{ STAGE_UPCOMING, TOLD_LEAD, "KS",
	    { "1 aktivitet har snart slutdatum",
		"2 aktiviteter har snart slutdatum" },
	    { "En aktivitet som ni ansvarar för har snart slutdatum.",
		"Två aktiviteter som ni ansvarar för har snart slutdatum." } },
	{ STAGE_BEGIN, TOLD_LEAD, "KS",
	    { "aktivitet 1 – har arbetet börjat?",
		"2 aktiviteter – har arbetet börjat?" },
	    { "om arbetet har börjat med en aktivitet som ni ansvarar för.",
		"om arbetet har börjat med två aktiviteter som ni ansvarar"
		" för." } },
	{ STAGE_MIDWAY, TOLD_LEAD, "KS",
	    { "aktivitet 1 är halvvägs – hur går det?",
		"2 aktiviteter är halvvägs – hur går det?" },
	    { "En aktivitet som ni ansvarar för är halvvägs.",
		"Två aktiviteter som ni ansvarar för är halvvägs." } },
	{ STAGE_STALE, TOLD_LEAD, "KS",
	    { "aktivitet 1 – inget nytt på länge",
		"2 aktiviteter – inget nytt på länge" },
	    { "Vi har inte hört något på länge om en aktivitet som ni"
	      " ansvarar för.",
		"Vi har inte hört något på länge om två aktiviteter som ni"
		" ansvarar för." } },
	{ STAGE_REVIEW, TOLD_LEAD, "KS",
	    { "aktivitet 1 ska följas upp", "2 aktiviteter ska följas upp" },
	    { "Det är dags att följa upp en aktivitet som ni ansvarar för.",
		"Det är dags att följa upp två aktiviteter som ni ansvarar"
		" för." } },
	{ STAGE_MOVED, TOLD_LEAD, "KS",
	    { "slutdatum för aktivitet 1 är flyttat till den 30 juni 2022",
		"2 aktiviteter har fått nytt slutdatum" },
	    { "En aktivitet som ni ansvarar för har fått nytt slutdatum.",
		"Två aktiviteter som ni ansvarar för har fått nytt"
		" slutdatum." } },
	{ STAGE_ASSIGNED, TOLD_LEAD, "KS",
	    { "1 försenad aktivitet är ny hos er",
		"2 försenade aktiviteter är nya hos er" },
	    { "En aktivitet som är ny hos er är försenad.",
		"Två aktiviteter som är nya hos er är försenade." } },
	{ STAGE_ASSIGNED, TOLD_COOPERATING, "KS",
	    { "en aktivitet där ni samverkar",
		"två aktiviteter där ni samverkar" },
	    { "Ni samverkar i en aktivitet som är ny för er.",
		"Ni samverkar i två aktiviteter som är nya för er." } },
	{ STAGE_ASSIGNED, TOLD_FORMER, "KS",
	    { "ni ansvarar inte längre för aktivitet 1",
		"ni ansvarar inte längre för 2 aktiviteter" },
	    { "Ni ansvarar inte längre för en aktivitet.",
		"Ni ansvarar inte längre för två aktiviteter." } },
	{ STAGE_OVERDUE, TOLD_COORDINATOR, NULL,
	    { "1 aktivitet är försenad och saknar ansvarig",
		"2 aktiviteter är försenade och saknar ansvarig" },
	    { "En aktivitet utan ansvarig är försenad: ange vem som ska leda"
	      " arbetet.",
		"Två aktiviteter utan ansvarig är försenade: ange vem som ska"
		" leda arbetet." } },
	{ STAGE_ESCALATED, TOLD_COORDINATOR, "KS",
	    { "aktivitet 1 är försenad trots påminnelser",
		"2 aktiviteter är försenade trots påminnelser" },
	    { "En aktivitet är försenad trots påminnelser.",
		"Två aktiviteter är försenade trots påminnelser." } },
	{ STAGE_OVERDUE, TOLD_COORDINATOR, "KS",
	    { "1 aktivitet som en annan ansvarar för är försenad",
		"2 aktiviteter som andra ansvarar för är försenade" },
	    { "En aktivitet som en annan ansvarar för är försenad.",
		"Två aktiviteter som andra ansvarar för är försenade." } },
	{ STAGE_UNCLEAR, TOLD_COORDINATOR, "KS",
	    { "1 aktivitet är oklar", "2 aktiviteter är oklara" },
	    { "En aktivitet är oklar.", "Två aktiviteter är oklara." } },
	{ STAGE_DUE, TOLD_COOPERATING, "KS",
	    { "1 aktivitet där ni samverkar har slutdatum i dag",
		"2 aktiviteter där ni samverkar har slutdatum i dag" },
	    { "En aktivitet där ni samverkar har slutdatum i dag.",
		"Två aktiviteter där ni samverkar har slutdatum i dag." } },
};

static void one_is_not_two(void **state)
{
	struct buffer wanted = { 0 };

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
			letter.name_count = told[i].role != TOLD_COORDINATOR;
			write_letter(&letter);
			buffer_cut(&wanted, 0);
			buffer_printf(&wanted, "%s: %s (ärende %s)",
			    "Plan mot våldsbejakande extremism",
			    told[i].subjects[k], "KS 2022/123");
			assert_string_equal(subject.bytes, wanted.bytes);
			assert_has(told[i].summaries[k]);
		}
	buffer_free(&wanted);
}

/* One reminder is no "reminders"; of two activities there were two. */
static void one_reminder_is_one(void **state)
{
	struct day reminded[] = { on("2022-07-01"), on("2022-07-11") };
	struct letter_item items[] = { overdue(1, "Den", 1),
		overdue(2, "Den", 1) };
	struct letter letter = letter_of(items, 1);

	(void)state;
	for (int i = 0; i < 2; i++) {
		items[i].stage = STAGE_ESCALATED;
		items[i].role = TOLD_COORDINATOR;
		items[i].reminded = reminded;
		items[i].reminded_count = 1;
	}
	letter.name_count = 0;
	write_letter(&letter);
	assert_has("En aktivitet är försenad trots en påminnelse. Tala");
	letter.count = 2;
	write_letter(&letter);
	assert_has("Två aktiviteter är försenade trots påminnelser.");
	letter.count = 1;
	items[0].reminded_count = 2;
	write_letter(&letter);
	assert_has("En aktivitet är försenad trots påminnelser.");
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
	assert_has("Till förvaltningschefen för Kommunstaben");
	assert_has("SVARA PÅ DET HÄR MEJLET med numret (1) och ett av");
	assert_has("när beslut om nytt datum fattas");
	assert_int_equal(count_of("planvakt activity"), 0);
	letter.name_count = 0;
	item.role = TOLD_COORDINATOR;
	write_letter(&letter);
	assert_int_equal(times("SVARA"), 0);
	assert_has("planvakt activity move NUMMER TIDPLAN --decision BESLUT");
	item.stage = STAGE_UNCLEAR;
	item.undated = true;
	write_letter(&letter);
	assert_has("planvakt activity move 1 TIDPLAN --decision BESLUT");
}

/* An answer is asked for where something must be told; not where it is
 * enough that the reader knows. */
static void who_must_answer_is_told_so(void **state)
{
	static const bool must[STAGES] = {
		[STAGE_ASSIGNED] = true, /* as it is late */
		[STAGE_REVIEW] = true,
		[STAGE_STALE] = true,
		[STAGE_BEGIN] = true,
		[STAGE_MIDWAY] = true,
		[STAGE_DUE] = true,
		[STAGE_OVERDUE] = true,
		[STAGE_ESCALATED] = true,
	};

	(void)state;
	for (int stage = STAGE_ASSIGNED; stage < STAGES; stage++) {
		struct letter_item item = overdue(1, "Den", 1);

		item.stage = (enum stage)stage;
		write_one(&item);
		assert_int_equal(times("SVARA PÅ DET HÄR MEJLET"), must[stage]);
		assert_int_equal(times("Ni behöver inte svara."), !must[stage]);
		if (stage == STAGE_ASSIGNED)
			continue; /* 32-equal-owners */
		item.role = TOLD_COOPERATING;
		write_one(&item);
		assert_int_equal(times("SVARA PÅ"), 0);
		assert_has("Ni behöver inte svara.");
		item.role = TOLD_FORMER;
		write_one(&item);
		assert_int_equal(times("SVARA PÅ"), 0);
		assert_has("Ni behöver inte svara.");
	}
}

/* The workday before the first letter that an answer would spare, of any
 * activity that is asked about. */
static void the_first_day_to_answer_by_is_told(void **state)
{
	struct letter_item items[] = { overdue(1, "Den", 1),
		overdue(2, "Den", 1), overdue(3, "Den", 1) };
	struct letter letter = letter_of(items, 3);

	(void)state;
	for (int i = 0; i < 3; i++) {
		items[i].next = day_plus(on("2022-07-15"), -i);
		items[i].answer_by = day_plus(items[i].next, -1);
		items[i].next_stage = STAGE_OVERDUE;
	}
	items[2].role = TOLD_COOPERATING; /* nothing is asked */
	write_letter(&letter);
	assert_subject_has(" – svara senast 13 juli (ärende");
	assert_has("Svara på det här mejlet senast den 13 juli.");
	assert_has("SVARA PÅ DET HÄR MEJLET SENAST DEN 13 JULI med aktivitetens"
		   " nummer och ett av");
	assert_has("Får vi inget svar påminner vi igen den 14 juli.");
	items[0].next = items[1].next;
	items[1].next_stage = STAGE_ESCALATED;
	items[1].next_role = TOLD_ESCALATION;
	write_letter(&letter);
	assert_has("svar skriver vi till er förvaltningschef den 14 juli.");
	letter.coordinator = "";
	write_letter(&letter);
	assert_int_equal(times("Svara") + times("SVARA") + times("svar "), 0);
	assert_has("LÄMNA BESKED SENAST DEN 13 JULI");
}

/* What has no room in the subject stands in the letter. */
static void the_subject_tells_what_matters_most(void **state)
{
	struct letter_item items[7] = { 0 };
	struct letter letter = letter_of(items, 7);
	static const enum stage stages[] = { STAGE_REVIEW, STAGE_STALE,
		STAGE_DUE, STAGE_OVERDUE, STAGE_MIDWAY, STAGE_BEGIN,
		STAGE_MOVED };

	(void)state;
	for (int i = 0; i < 7; i++) {
		items[i] = overdue(i + 1, "Den", 1);
		items[i].stage = stages[i];
	}
	write_letter(&letter);
	assert_string_equal(subject.bytes,
	    "Plan mot våldsbejakande extremism: 1 försenad, 1 har slutdatum i"
	    " dag, 1 skulle ha börjat (ärende KS 2022/123)"); /* of 120 */
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
	assert_string_equal(subject.bytes, "Påminnelser: de uteblev en dag");
	assert_said();
}

/* --- reasons --- */

static void assert_reason(const char *reason)
{
	struct letter_item item = overdue(1, "Den", 1);
	struct letter letter = letter_of(&item, 1);

	letter.name_count = 0;
	item.stage = STAGE_UNCLEAR;
	item.role = TOLD_COORDINATOR;
	item.undated = true;
	item.reason = "";
	write_letter(&letter);
	assert_has("något datum. planvakt activity move");
	item.reason = reason;
	write_letter(&letter);
	assert_int_equal(times(reason), 0);
	assert_int_equal(times("något datum. planvakt activity move"), 0);
	letter.language = "en";
	write_letter(&letter);
	if (strstr(reason, "beginning, middle or end") != NULL)
		assert_has("The timeframe is vague.");
	else if (strstr(reason, "the plan's year") != NULL)
		assert_has("the one that was given is taken.");
	else
		assert_has(reason);
}

/* A department can mend no plan: what to do about it is not told there, nor
 * more than that there is no date, where there is none at all. */
static void assert_reason_alone(const char *reason)
{
	struct letter_item item = overdue(1, "Den", 1);
	struct letter letter = letter_of(&item, 1);

	item.stage = STAGE_ASSIGNED;
	item.role = TOLD_LEAD;
	item.lead = "Socialförvaltningen";
	item.late = 0;
	item.undated = true;
	item.reason = reason;
	for (int i = 0; i < 2; i++) {
		letter.language = languages[i];
		write_letter(&letter);
		assert_int_equal(times(";"), 0);
		if (strcmp(reason, problem_reason(PROBLEM_EMPTY)) == 0 ||
		    strcmp(reason, problem_reason(PROBLEM_WORDS)) == 0)
			assert_has(i == 0
				? "”. Planen anger inget datum. Slutdatum"
				: ". The plan gives no date. Due");
		else
			assert_has(i == 0 ? "något datum. " : "No date can be");
		if (strstr(reason, "No year is written;") != NULL)
			assert_has(i == 0 ? "datum. Årtalet saknas. Slutdatum"
					  : "No year is written. Due");
	}
}

/* What the reader of timeframes finds wrong is said in Swedish too. */
static void every_reason_is_in_both_languages(void **state)
{
	(void)state;
	for (int i = PROBLEM_NONE + 1; i <= PROBLEM_ORDER; i++)
		assert_reason(problem_reason((enum problem)i));
	for (int i = DOUBT_NONE + 1; i <= DOUBT_PLAN_YEAR; i++)
		assert_reason(doubt_reason((enum doubt)i));
	for (int i = PROBLEM_NONE + 1; i <= PROBLEM_ORDER; i++)
		assert_reason_alone(problem_reason((enum problem)i));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_stage_is_told_to_every_role),
		cmocka_unit_test(one_is_not_two),
		cmocka_unit_test(one_reminder_is_one),
		cmocka_unit_test(what_is_asked_fits_the_reader),
		cmocka_unit_test(who_must_answer_is_told_so),
		cmocka_unit_test(the_first_day_to_answer_by_is_told),
		cmocka_unit_test(the_subject_tells_what_matters_most),
		cmocka_unit_test(an_empty_run_says_nothing),
		cmocka_unit_test(every_reason_is_in_both_languages),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
