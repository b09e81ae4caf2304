/* SPDX-License-Identifier: ISC */
/* Answers and what they hold; what came, what moved, what was taken over. By
 * hand from design 9 and the calendars of 2022 and 2023. */
#include "daemon/reminders/reminder_run.h"

#include "tests/unit/rig/stages.h"

/* All stages; of the week's letter nothing. */
static int setup_whole(void **state)
{
	(void)state;
	open_state("2022-03-14T09:00", COORDINATOR);
	prepare_stages();
	no_digest();
	town_department("ks", "Kommunstaben", "ks@kommun.example", "sv");
	command("department.add",
	    json_pack("{s:s, s:s, s:s, s:s}", "code", "sf", "name",
		"Socialförvaltningen", "mail", "sf@kommun.example",
		"escalation", "sf-chef@kommun.example"));
	command("plan.add",
	    json_pack("{s:s, s:s, s:s, s:s}", "code", "vbe", "title",
		"Plan mot våldsbejakande extremism", "adopted", "2022-03-14",
		"steering", "grupp@kommun.example"));
	return 0;
}

static void update(
    const char *local, int id, const char *note, const char *expected)
{
	town_at(local);
	command("activity.update",
	    json_pack("{s:i, s:s, s:s*}", "id", id, "note", note, "expected",
		expected));
}

/* Due on Saturday 20 August: overdue on Monday 22, 29 August, 5, 12, 19
 * September, 3 October; the rungs after 22 August are 5 and 19 September. On 4
 * October, a Tuesday, it says 1 November: nothing until Wednesday 2 November.
 * All rungs were climbed before: the first goes out again, the second ten
 * workdays later, on the 16th. */
static void what_is_promised_is_waited_for(void **state)
{
	(void)state;
	add_activity("Skriv om rutinen", "senast 2022-08-20", "sf", NULL);
	run_until("2022-10-04");
	update("2022-10-04T10:00", 1, "80 %", "2022-11-01");
	run_until("2022-11-16");
	assert_notices("2022-03-15 sf@kommun.example 1 assigned 1\n"
		       "2022-06-01 sf@kommun.example 1 midway 1\n"
		       "2022-07-21 sf@kommun.example 1 upcoming 1\n"
		       "2022-08-12 sf@kommun.example 1 upcoming 2\n"
		       "2022-08-19 sf@kommun.example 1 due 1\n"
		       "2022-08-22 sf@kommun.example 1 overdue 1\n"
		       "2022-08-29 sf@kommun.example 1 overdue 2\n"
		       "2022-09-05 sf-chef@kommun.example 1 escalated 1\n"
		       "2022-09-05 sf@kommun.example 1 overdue 3\n"
		       "2022-09-12 sf@kommun.example 1 overdue 4\n"
		       "2022-09-19 grupp@kommun.example 1 escalated 1\n"
		       "2022-09-19 " COORDINATOR " 1 escalated 1\n"
		       "2022-09-19 sf@kommun.example 1 overdue 5\n"
		       "2022-10-03 sf@kommun.example 1 overdue 6\n"
		       "2022-11-02 sf-chef@kommun.example 1 escalated 2\n"
		       "2022-11-02 sf@kommun.example 1 overdue 7\n"
		       "2022-11-16 grupp@kommun.example 1 escalated 2\n"
		       "2022-11-16 " COORDINATOR " 1 escalated 2\n");
}

static bool says_all(
    const char *day, const char *address, const char *const *words)
{
	for (; *words != NULL; words++)
		if (!told(day, address, *words)) {
			print_error("%s: not \"%s\"\n", address, *words);
			return false;
		}
	return true;
}

/* Due on Friday 30 September: overdue on Monday 3 October; the rungs after it,
 * 17 and 31 October, fall within what is promised on the 4th. Monday's letter
 * to the coordinator tells the answer. On Wednesday 2 November lead and
 * director have both what was promised and that it was late before; the second
 * rung comes ten workdays later. */
static void a_promise_that_was_not_kept_is_told_upwards(void **state)
{
	static const char *const answer[] = { "Lokalerna", "4 oktober", "80 %",
		"väntas klar den 1", NULL };
	static const char *const above[] = { "Lokalerna",
		"påmindes den 3 oktober", "Senaste svar, den 4", "80 %",
		"väntas klar den 1", NULL };

	(void)state;
	turn_off("assigned");
	turn_off("midway");
	turn_off("upcoming");
	add_activity("Lokalerna", "senast 2022-09-30", "sf", NULL);
	run_until("2022-10-04");
	town_at("2022-10-04T10:00");
	command("activity.update",
	    json_pack("{s:i, s:s, s:i, s:s, s:s}", "id", 1, "status", "started",
		"progress", 80, "expected", "2022-11-01", "reported_by", "sf"));
	command("setting.set",
	    json_pack("{s:s, s:s}", "name", "digest", "value", "monday"));
	run_until("2022-11-16");
	assert_true(says_all("2022-10-10", COORDINATOR, answer));
	assert_true(says_all("2022-11-02", "sf@kommun.example", answer));
	assert_true(says_all("2022-11-02", "sf-chef@kommun.example", above));
	assert_notices("2022-09-30 sf@kommun.example 1 due 1\n"
		       "2022-10-03 sf@kommun.example 1 overdue 1\n"
		       "2022-10-10 " COORDINATOR " - digest 1\n"
		       "2022-10-17 " COORDINATOR " - digest 2\n"
		       "2022-10-24 " COORDINATOR " - digest 3\n"
		       "2022-10-31 " COORDINATOR " - digest 4\n"
		       "2022-11-02 sf-chef@kommun.example 1 escalated 1\n"
		       "2022-11-02 sf@kommun.example 1 overdue 2\n"
		       "2022-11-07 " COORDINATOR " - digest 5\n"
		       "2022-11-14 " COORDINATOR " - digest 6\n"
		       "2022-11-16 grupp@kommun.example 1 escalated 1\n"
		       "2022-11-16 " COORDINATOR " 1 escalated 1\n");
}

/* What came on Monday the 14th after that day's run. */
static void the_first_letter_names_what_a_department_leads(void **state)
{
	static const char *const leads[] = { "Skriv om rutinen",
		"Alla vet vad de gör", "30 juni 2022", NULL };

	(void)state;
	command("activity.add",
	    json_pack("{s:s, s:s, s:s, s:s, s:s}", "plan", "vbe", "activity",
		"Skriv om rutinen", "purpose", "Alla vet vad de gör",
		"timeframe", "Vt 2022", "lead", "sf"));
	run_until("2022-03-15");
	assert_true(says_all("2022-03-15", "sf@kommun.example", leads));
	assert_notices("2022-03-15 sf@kommun.example 1 assigned 1\n");
}

/* Whether the letter has the words, wherever its lines are broken. */
static bool says(const char *day, const char *address, const char *words)
{
	char *text = text_of(TEXT_TO, BIND(TEXT(day), TEXT(address)));
	struct buffer line = { 0 };
	bool found;

	for (const char *at = text; *at != '\0'; at++)
		if (strchr(" \n", *at) == NULL)
			buffer_add(&line, at, 1);
		else if (line.length > 0 && line.bytes[line.length - 1] != ' ')
			buffer_text(&line, " ");
	found = strstr(line.bytes, words) != NULL;
	buffer_free(&line);
	free(text);
	return found;
}

/* What came on 14 March. A week before Friday 8 April is the 1st; the middle of
 * 2022 is Saturday 2 July; five workdays after 1 April are the 8th; four months
 * from the 14th are 14 July. */
static void the_first_letter_names_the_next(void **state)
{
	static const struct {
		const char *timeframe, *next;
	} first[] = {
		{ "senast 2022-04-08", "Nästa påminnelse: den 1 april." },
		{ "Under 2022",
		    "Nästa påminnelse: den 1 juli, när halva tiden har gått." },
		{ "april-juni 2022",
		    "Nästa påminnelse: den 8 april, om arbetet inte har"
		    " börjat." },
		{ "löpande", "Nästa påminnelse: den 14 juli." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(first) / sizeof(first[0]); i++)
		add_activity(
		    first[i].timeframe, first[i].timeframe, "sf", NULL);
	run_until("2022-03-15");
	for (size_t i = 0; i < sizeof(first) / sizeof(first[0]); i++)
		if (!says("2022-03-15", "sf@kommun.example", first[i].next))
			fail_msg("%s", first[i].next);
	run_until("2022-04-01");
	assert_notices("2022-03-15 sf@kommun.example 1 assigned 1\n"
		       "2022-03-15 sf@kommun.example 3 assigned 1\n"
		       "2022-03-15 sf@kommun.example 2 assigned 1\n"
		       "2022-03-15 sf@kommun.example 4 assigned 1\n"
		       "2022-04-01 sf@kommun.example 1 upcoming 1\n");
}

/* Late since 30 June, told seven times from 1 July to 3 October. On 4 October sf
 * answers; the digest of Monday the 10th tells that, nobody else is written
 * to before 2 November, when the lead and its director read what was
 * promised. */
static void an_answer_is_heard_by_all(void **state)
{
#define PROMISED                                                                  \
	"enaste svar, den 4 oktober: pågår, 80 %, väntas klar den 1 november." \
	" Den dagen har passerat."
	char text[DAY_TEXT];

	(void)state;
	rig_must(&town, "setting.set", "{'name':'digest','value':'monday'}");
	add_activity("Skriv om rutinen", "senast 2022-06-30", "sf", NULL);
	run_until("2022-10-04");
	town_at("2022-10-04T10:00");
	command("activity.update",
	    json_pack("{s:i, s:s, s:i, s:s, s:s}", "id", 1, "status", "started",
		"progress", 80, "expected", "2022-11-01", "reported_by", "sf"));
	run_until("2022-11-02");
	assert_true(says("2022-10-10", COORDINATOR,
	    "SVAR SEDAN FÖRRA VECKOBREVET 1. Skriv om rutinen:"
	    " Socialförvaltningen den 4 oktober: pågår, 80 %, väntas klar den"
	    " 1 november."));
	assert_true(says("2022-11-02", "sf@kommun.example", "Ert s" PROMISED));
	assert_true(says("2022-11-02", "sf-chef@kommun.example",
	    "Skulle ha varit klar den 30 juni 2022, för fyra månader sedan."
	    " Socialförvaltningen har påmints sju gånger, senast den 3"
	    " oktober. S" PROMISED));
	for (struct day day = on("2022-10-05");
	     day_compare(day, on("2022-11-01")) <= 0; day = day_plus(day, 1))
		assert_int_equal(told_on(day_write(day, text), "overdue") +
			told_on(text, "escalated"),
		    0);
#undef PROMISED
}

/* Due on Thursday 30 June, told on Friday 1 July. What sf said by telephone on
 * that day is its own where the coordinator says so; what the coordinator
 * notes on the 8th is not, though it holds as well (20 workdays from Friday 8
 * July: through Friday 5 August). */
static void what_the_coordinator_notes_is_not_what_they_wrote(void **state)
{
	(void)state;
	add_activity("Skriv om rutinen", "senast 2022-06-30", "sf", NULL);
	run_until("2022-07-01");
	town_at("2022-07-01T10:00");
	rig_must(&town, "activity.update",
	    "{'id':1,'note':'Nästan färdig','expected':'2022-07-04',"
	    "'reported_by':'sf'}");
	run_until("2022-07-08");
	town_at("2022-07-08T10:00");
	rig_must(
	    &town, "activity.update", "{'id':1,'note':'Ringt två gånger'}");
	run_until("2022-08-08");
	assert_true(says("2022-07-05", "sf@kommun.example",
	    "Ert senaste svar, den 1 juli: ej påbörjad, väntas klar den 4 juli."
	    " Den dagen har passerat. Ni skrev: ”Nästan färdig”."));
	assert_true(says("2022-08-08", "sf@kommun.example",
	    "Senast registrerat av samordnaren, den 8 juli: ej påbörjad."
	    " ”Ringt två gånger”."));
	assert_false(says("2022-08-08", "sf@kommun.example", "Ni skrev"));
	assert_int_equal(told_on("2022-08-05", "overdue"), 0);
}

/* Late on Friday 1 July. What loses its date on the 5th is told to nobody as
 * moved; what gets another on the 12th is, on the 13th, from the one that was
 * told. */
static void a_date_that_is_none_is_no_new_date(void **state)
{
	(void)state;
	turn_off("assigned");
	turn_off("midway");
	turn_off("upcoming");
	turn_off("unclear");
	add_activity("Skriv om rutinen", "senast 2022-06-30", "sf", NULL);
	run_until("2022-07-05");
	town_at("2022-07-05T10:00");
	rig_must(&town, "activity.move",
	    "{'id':1,'timeframe':'hösten','decision':'KS § 1'}");
	run_until("2022-07-08");
	town_at("2022-07-08T10:00");
	rig_must(&town, "activity.move",
	    "{'id':1,'timeframe':'senast 2022-10-31','decision':'KS § 2'}");
	rig_must(&town, "activity.move",
	    "{'id':1,'timeframe':'snarast','decision':'KS § 3'}");
	run_until("2022-07-12");
	town_at("2022-07-12T10:00");
	rig_must(&town, "activity.move",
	    "{'id':1,'timeframe':'senast 2022-11-30','decision':'KS § 4'}");
	run_until("2022-07-13");
	assert_notices("2022-06-30 sf@kommun.example 1 due 1\n"
		       "2022-07-01 sf@kommun.example 1 overdue 1\n"
		       "2022-07-13 sf@kommun.example 1 moved 1\n");
	assert_true(says("2022-07-13", "sf@kommun.example",
	    "Nytt slutdatum: den 30 november 2022. Tidigare: den 30 juni"
	    " 2022."));
}

/* Due on Thursday 30 June. An answer of the 28th holds from the due letter on,
 * to Friday 15 July: overdue first on Monday the 18th, rungs on 1 and 15
 * August. The second, of the 20th to Friday 12 August: told on Monday the
 * 15th, with the first rung that fell within; the second ten workdays later,
 * on the 29th. A third, on the 17th, is heard and holds nothing: September's
 * first is told. */
static void two_promises_hold_and_no_third(void **state)
{
	(void)state;
	turn_off("assigned");
	turn_off("midway");
	turn_off("upcoming");
	add_activity("Gå igenom lokalerna", "senast 2022-06-30", "sf", NULL);
	run_until("2022-06-28");
	update("2022-06-28T10:00", 1, "60 %", "2022-07-15");
	run_until("2022-07-20");
	update("2022-07-20T10:00", 1, "70 %", "2022-08-12");
	run_until("2022-08-17");
	update("2022-08-17T10:00", 1, "90 %", "2022-09-16");
	run_until("2022-09-01");
	assert_notices("2022-06-30 sf@kommun.example 1 due 1\n"
		       "2022-07-18 sf@kommun.example 1 overdue 1\n"
		       "2022-08-15 sf-chef@kommun.example 1 escalated 1\n"
		       "2022-08-15 sf@kommun.example 1 overdue 2\n"
		       "2022-08-29 grupp@kommun.example 1 escalated 1\n"
		       "2022-08-29 " COORDINATOR " 1 escalated 1\n"
		       "2022-09-01 sf@kommun.example 1 overdue 3\n");
}

/* Both due on Thursday 30 June. Their lead answers on the 28th, before the due
 * letters, that they will be done on 15 July: of the first that holds from 30
 * June on, for it goes to ks on 4 July; of the second nothing begins, for it
 * goes to ks on 29 June. On 11 July sf has both back, late: its letter of
 * Tuesday the 12th is the first overdue one. An answer of the 13th holds to
 * Friday the 29th. That of 2 August, to the 31st, is a third of the first,
 * which is told on Monday the 8th, the fourth week; of the second it holds. */
static void a_promise_before_a_takeover_counts(void **state)
{
	(void)state;
	turn_off("midway");
	turn_off("upcoming");
	turn_off("escalated");
	add_activity("Gå igenom lokalerna", "senast 2022-06-30", "sf", NULL);
	add_activity("Skriv om rutinen", "senast 2022-06-30", "sf", NULL);
	run_until("2022-06-28");
	update("2022-06-28T10:00", 1, "60 %", "2022-07-15");
	update("2022-06-28T10:00", 2, "60 %", "2022-07-15");
	run_until("2022-06-29");
	town_at("2022-06-29T10:00");
	assign(2, "ks");
	run_until("2022-07-04");
	town_at("2022-07-04T10:00");
	assign(1, "ks");
	run_until("2022-07-11");
	town_at("2022-07-11T10:00");
	assign(1, "sf");
	assign(2, "sf");
	run_until("2022-07-13");
	update("2022-07-13T10:00", 1, "70 %", "2022-07-29");
	update("2022-07-13T10:00", 2, "70 %", "2022-07-29");
	run_until("2022-08-02");
	update("2022-08-02T10:00", 1, "90 %", "2022-08-31");
	update("2022-08-02T10:00", 2, "90 %", "2022-08-31");
	run_until("2022-08-31");
	assert_notices("2022-03-15 sf@kommun.example 1 assigned 1\n"
		       "2022-03-15 sf@kommun.example 2 assigned 1\n"
		       "2022-06-30 ks@kommun.example 2 due 1\n"
		       "2022-06-30 ks@kommun.example 2 assigned 1\n"
		       "2022-06-30 sf@kommun.example 1 due 1\n"
		       "2022-06-30 sf@kommun.example 2 assigned 1\n"
		       "2022-07-01 ks@kommun.example 2 overdue 1\n"
		       "2022-07-05 ks@kommun.example 1 assigned 1\n"
		       "2022-07-05 sf@kommun.example 1 assigned 1\n"
		       "2022-07-11 ks@kommun.example 2 overdue 2\n"
		       "2022-07-12 ks@kommun.example 1 assigned 1\n"
		       "2022-07-12 ks@kommun.example 2 assigned 1\n"
		       "2022-07-12 sf@kommun.example 1 assigned 1\n"
		       "2022-07-12 sf@kommun.example 2 assigned 1\n"
		       "2022-08-01 sf@kommun.example 1 overdue 2\n"
		       "2022-08-01 sf@kommun.example 2 overdue 2\n"
		       "2022-08-08 sf@kommun.example 1 overdue 3\n");
	town_is_replayed();
}

/* Due on Thursday 30 June. What sf promises on 14 June for 15 July begins
 * nothing: on the 15th ks takes over, before the due letter. sf has it back on
 * the 20th, and on the 27th its plan is carried; then two promises hold: of 4
 * July to Friday the 15th, of the 20th to Friday 5 August. Without them it
 * would have been told on 11 and 25 July. */
static void one_before_a_takeover_and_a_carry_does_not(void **state)
{
	(void)state;
	turn_off("midway");
	turn_off("upcoming");
	turn_off("escalated");
	add_activity("Gå igenom lokalerna", "senast 2022-06-30", "sf", NULL);
	run_until("2022-06-14");
	update("2022-06-14T10:00", 1, "60 %", "2022-07-15");
	run_until("2022-06-15");
	town_at("2022-06-15T10:00");
	assign(1, "ks");
	run_until("2022-06-20");
	town_at("2022-06-20T10:00");
	assign(1, "sf");
	run_until("2022-06-27");
	town_at("2022-06-27T10:00");
	command(
	    "plan.add", json_pack("{s:s, s:s}", "code", "ny", "title", "Ny"));
	command(
	    "plan.carry", json_pack("{s:s, s:s}", "old", "vbe", "new", "ny"));
	run_until("2022-07-04");
	update("2022-07-04T10:00", 2, "70 %", "2022-07-15");
	run_until("2022-07-20");
	update("2022-07-20T10:00", 2, "90 %", "2022-08-05");
	run_until("2022-08-09");
	assert_notices("2022-03-15 sf@kommun.example 1 assigned 1\n"
		       "2022-06-16 ks@kommun.example 1 assigned 1\n"
		       "2022-06-16 sf@kommun.example 1 assigned 1\n"
		       "2022-06-21 ks@kommun.example 1 assigned 1\n"
		       "2022-06-21 sf@kommun.example 1 assigned 1\n"
		       "2022-06-30 sf@kommun.example 2 due 1\n"
		       "2022-07-01 sf@kommun.example 2 overdue 1\n"
		       "2022-07-18 sf@kommun.example 2 overdue 2\n"
		       "2022-08-08 sf@kommun.example 2 overdue 3\n");
	town_is_replayed();
}

/* Twenty workdays where no day is named: Monday 4 July to Monday 1 August;
 * told on the 2nd, though August's first workday was the 1st. */
static void an_answer_without_a_day_holds_four_weeks(void **state)
{
	(void)state;
	turn_off("assigned");
	turn_off("midway");
	turn_off("upcoming");
	turn_off("escalated");
	add_activity("Gå igenom lokalerna", "senast 2022-06-30", "sf", NULL);
	run_until("2022-07-04");
	update("2022-07-04T10:00", 1, "Vi är i gång", NULL);
	run_until("2022-08-31");
	assert_notices("2022-06-30 sf@kommun.example 1 due 1\n"
		       "2022-07-01 sf@kommun.example 1 overdue 1\n"
		       "2022-08-02 sf@kommun.example 1 overdue 2\n");
}

/* One who cooperates tells, and answers for nobody. */
static void only_the_leads_answer_holds(void **state)
{
	(void)state;
	turn_off("assigned");
	turn_off("midway");
	turn_off("upcoming");
	turn_off("escalated");
	add_activity("Gå igenom lokalerna", "senast 2022-06-30", "sf", "ks");
	run_until("2022-07-04");
	town_at("2022-07-04T10:00");
	command("activity.update",
	    json_pack("{s:i, s:s, s:s}", "id", 1, "note", "Vi hjälper till",
		"reported_by", "ks"));
	run_until("2022-07-11");
	assert_notices("2022-06-30 sf@kommun.example 1 due 1\n"
		       "2022-07-01 sf@kommun.example 1 overdue 1\n"
		       "2022-07-11 sf@kommun.example 1 overdue 2\n");
}

/* A comment of a table is nobody's answer. */
static void what_an_import_says_holds_nothing(void **state)
{
	(void)state;
	turn_off("assigned");
	turn_off("midway");
	turn_off("upcoming");
	turn_off("escalated");
	add_activity("Gå igenom lokalerna", "senast 2022-06-30", "sf", NULL);
	run_until("2022-07-04");
	town_at("2022-07-04T10:00");
	command("plan.import",
	    json_pack("{s:s, s:[{s:i, s:s, s:s, s:s}]}", "plan", "vbe", "rows",
		"line", 2, "activity", "Gå igenom lokalerna", "status", "Pågår",
		"comment", "Det går framåt"));
	run_until("2022-07-11");
	assert_notices("2022-06-30 sf@kommun.example 1 due 1\n"
		       "2022-07-01 sf@kommun.example 1 overdue 1\n"
		       "2022-07-11 sf@kommun.example 1 overdue 2\n");
}

/* 1 to 24 July quiet: on Monday the 25th it is late for 1 July, three weeks of
 * five, and that Monday. */
static void days_late_are_those_of_the_calendar(void **state)
{
	(void)state;
	quiet("2022-07-01", "2022-07-24");
	add_activity("Gå igenom lokalerna", "senast 2022-06-30", "sf", NULL);
	run_until("2022-07-25");
	assert_int_equal(told_on("2022-07-25", "overdue"), 1);
	assert_true(
	    told("2022-07-25", "sf@kommun.example", "för 17 arbetsdagar"));
}

/* Inside a quiet period it is told before, on Thursday 30 June. */
static void a_due_date_in_a_quiet_period_is_told_before(void **state)
{
	(void)state;
	turn_off("assigned");
	turn_off("midway");
	quiet("2022-07-01", "2022-07-31");
	add_activity("Gå igenom lokalerna", "senast 2022-07-31", "sf", NULL);
	run_until("2022-08-01");
	assert_notices("2022-06-30 sf@kommun.example 1 due 1\n"
		       "2022-08-01 sf@kommun.example 1 overdue 1\n");
}

/* July of every year, and the days from 23 December to 6 January. 31 July 2022
 * is a Sunday, 1 August a Monday; Thursday 22 December is the last workday
 * before the second, Monday 9 January 2023 the first after it. */
static void a_quiet_period_can_come_every_year(void **state)
{
	(void)state;
	turn_off("assigned");
	turn_off("midway");
	turn_off("escalated");
	command("quiet.add",
	    json_pack("{s:s, s:s, s:b}", "from", "07-01", "to", "07-31",
		"yearly", 1));
	command("quiet.add",
	    json_pack("{s:s, s:s, s:b}", "from", "12-23", "to", "01-06",
		"yearly", 1));
	add_activity("Sommaren", "senast 2022-07-15", "sf", NULL);
	add_activity("Julen", "senast 2022-12-31", "ks", NULL);
	run_until("2022-08-01");
	report_done(1);
	run_until("2023-01-09");
	report_done(2);
	town_at("2023-05-02T10:00");
	add_activity("Sommaren därpå", "senast 2023-07-15", "sf", NULL);
	run_until("2023-08-01");
	assert_notices("2022-06-15 sf@kommun.example 1 upcoming 1\n"
		       "2022-06-30 sf@kommun.example 1 due 1\n"
		       "2022-08-01 sf@kommun.example 1 overdue 1\n"
		       "2022-12-01 ks@kommun.example 2 upcoming 1\n"
		       "2022-12-22 ks@kommun.example 2 due 1\n"
		       "2023-01-09 ks@kommun.example 2 overdue 1\n"
		       "2023-06-15 sf@kommun.example 3 upcoming 1\n"
		       "2023-06-30 sf@kommun.example 3 due 1\n"
		       "2023-08-01 sf@kommun.example 3 overdue 1\n");
}

/* It came on Monday 14 March. In June the date moves twice before a run, on
 * to December; then back and forth. */
static void what_moved_is_told_to_those_who_know(void **state)
{
	(void)state;
	turn_off("midway");
	turn_off("upcoming");
	add_activity("Gå igenom lokalerna", "senast 2022-09-30", "sf", "ks");
	run_until("2022-06-01");
	town_at("2022-06-01T10:00");
	move(1, "senast 2022-10-31");
	move(1, "senast 2022-12-30");
	run_until("2022-06-02");
	town_at("2022-06-02T10:00");
	move(1, "senast 2023-01-31");
	move(1, "senast 2022-12-30");
	run_until("2022-06-30");
	assert_notices("2022-03-15 ks@kommun.example 1 assigned 1\n"
		       "2022-03-15 sf@kommun.example 1 assigned 1\n"
		       "2022-06-02 ks@kommun.example 1 moved 1\n"
		       "2022-06-02 sf@kommun.example 1 moved 1\n");
}

/* The run of Thursday 2 June comes at ten. What moved, came and went to another
 * that morning, its hour being over, is told in it, and once; what came with a
 * date that moved before it was told, by its letter alone. */
static void a_late_run_tells_what_came_that_morning(void **state)
{
	(void)state;
	turn_off("midway");
	turn_off("upcoming");
	add_activity("Gå igenom lokalerna", "senast 2022-09-30", "sf", "ks");
	add_activity("Skriv om rutinen", "senast 2022-09-30", "sf", NULL);
	run_until("2022-06-01");
	town_at("2022-06-02T08:30");
	move(1, "senast 2022-12-30");
	assign(2, "ks");
	add_activity("Beskriv uppdraget", "senast 2022-09-30", "ks", "sf");
	move(3, "senast 2022-12-30");
	run_next("2022-06-02T10:00");
	assert_notices("2022-03-15 ks@kommun.example 1 assigned 1\n"
		       "2022-03-15 sf@kommun.example 1 assigned 1\n"
		       "2022-03-15 sf@kommun.example 2 assigned 1\n"
		       "2022-06-02 ks@kommun.example 2 assigned 1\n"
		       "2022-06-02 ks@kommun.example 1 moved 1\n"
		       "2022-06-02 ks@kommun.example 3 assigned 1\n"
		       "2022-06-02 sf@kommun.example 2 assigned 1\n"
		       "2022-06-02 sf@kommun.example 1 moved 1\n"
		       "2022-06-02 sf@kommun.example 3 assigned 1\n");
	run_until("2022-06-30");
	assert_int_equal(told_on("2022-06-03", "moved"), 0);
	assert_int_equal(told_on("2022-06-03", "assigned"), 0);
	town_is_replayed();
}

/* Late since 1 July, taken over by ks on Thursday the 14th: its letter of the
 * 15th is the first of ks's own, the next comes on the Monday of the next
 * week but one, five workdays later on the 25th; the rung, to the coordinator
 * as ks has nobody above, ten workdays after, on the 29th. */
static void who_takes_over_what_is_late_begins_anew(void **state)
{
	(void)state;
	turn_off("midway");
	turn_off("upcoming");
	add_activity("Gå igenom lokalerna", "senast 2022-06-30", "sf", NULL);
	run_until("2022-07-14");
	town_at("2022-07-14T10:00");
	command(
	    "activity.assign", json_pack("{s:i, s:s}", "id", 1, "lead", "ks"));
	run_until("2022-07-29");
	assert_notices("2022-03-15 sf@kommun.example 1 assigned 1\n"
		       "2022-06-30 sf@kommun.example 1 due 1\n"
		       "2022-07-01 sf@kommun.example 1 overdue 1\n"
		       "2022-07-11 sf@kommun.example 1 overdue 2\n"
		       "2022-07-15 ks@kommun.example 1 assigned 1\n"
		       "2022-07-15 sf@kommun.example 1 assigned 1\n"
		       "2022-07-25 ks@kommun.example 1 overdue 2\n"
		       "2022-07-29 " COORDINATOR " 1 escalated 1\n");
}

/* Adopted on 14 March 2022: told before, on and after 14 March 2024, a
 * Thursday; 90 days before is Friday 15 December, 30 days Tuesday 13 February.
 * Easter Monday is 1 April. Then it was followed up. */
static void a_plan_is_told_of_until_it_is_followed_up(void **state)
{
	(void)state;
	command("plan.edit",
	    json_pack("{s:s, s:s}", "code", "vbe", "steering",
		"gruppen@kommun.example"));
	run_until("2024-05-02");
	town_at("2024-05-02T10:00");
	command("plan.follow_up",
	    json_pack("{s:s, s:s, s:s}", "code", "vbe", "on", "2024-04-29",
		"decision", "KF § 40"));
	run_until("2024-07-01");
	assert_notices("2023-12-15 " COORDINATOR " vbe follow-up 1\n"
		       "2024-02-13 " COORDINATOR " vbe follow-up 2\n"
		       "2024-03-14 gruppen@kommun.example vbe follow-up 1\n"
		       "2024-03-14 " COORDINATOR " vbe follow-up 3\n"
		       "2024-03-18 " COORDINATOR " vbe follow-up 4\n"
		       "2024-03-25 " COORDINATOR " vbe follow-up 5\n"
		       "2024-04-02 gruppen@kommun.example vbe follow-up 2\n"
		       "2024-04-02 " COORDINATOR " vbe follow-up 6\n"
		       "2024-04-08 " COORDINATOR " vbe follow-up 7\n"
		       "2024-05-02 gruppen@kommun.example vbe follow-up 3\n"
		       "2024-05-02 " COORDINATOR " vbe follow-up 8\n");
}

/* Adopted on 2 May 2018, it was to be followed up in 2020; it comes on Wednesday
 * 16 March 2022: told the day after, on four Mondays and in each month, May's
 * first being a Sunday. Then it is followed up, and the next is in 2024: 90 days
 * before 8 June is Sunday 10 March, and so Friday the 8th. */
static void a_duty_that_is_past_is_told_at_once(void **state)
{
	(void)state;
	town_at("2022-03-16T10:00");
	command("plan.add",
	    json_pack("{s:s, s:s, s:s, s:s}", "code", "hrv", "title",
		"Plan mot hedersrelaterat våld", "adopted", "2018-05-02",
		"steering", "hrv-grupp@kommun.example"));
	run_until("2022-06-08");
	town_at("2022-06-08T10:00");
	command("plan.follow_up",
	    json_pack("{s:s, s:s, s:s}", "code", "hrv", "on", "2022-06-08",
		"decision", "KF § 41"));
	command("plan.close",
	    json_pack("{s:s, s:s}", "code", "vbe", "reason", "Ny plan"));
	run_until("2024-03-11");
	assert_notices("2022-03-17 hrv-grupp@kommun.example hrv follow-up 1\n"
		       "2022-03-17 " COORDINATOR " hrv follow-up 1\n"
		       "2022-03-21 " COORDINATOR " hrv follow-up 2\n"
		       "2022-03-28 " COORDINATOR " hrv follow-up 3\n"
		       "2022-04-01 hrv-grupp@kommun.example hrv follow-up 2\n"
		       "2022-04-04 " COORDINATOR " hrv follow-up 4\n"
		       "2022-04-11 " COORDINATOR " hrv follow-up 5\n"
		       "2022-05-02 hrv-grupp@kommun.example hrv follow-up 3\n"
		       "2022-05-02 " COORDINATOR " hrv follow-up 6\n"
		       "2022-06-01 hrv-grupp@kommun.example hrv follow-up 4\n"
		       "2022-06-01 " COORDINATOR " hrv follow-up 7\n"
		       "2024-03-08 " COORDINATOR " hrv follow-up 1\n");
}

/* Nobody is reminded of what is in a plan that was closed, nor of the plan. */
static void a_closed_plan_is_silent(void **state)
{
	(void)state;
	add_activity("Gå igenom lokalerna", "senast 2022-06-30", "sf", NULL);
	command("plan.edit",
	    json_pack(
		"{s:s, s:s}", "code", "vbe", "valid_until", "2022-06-30"));
	run_until("2022-06-22");
	town_at("2022-06-22T10:00");
	command("plan.close",
	    json_pack("{s:s, s:s}", "code", "vbe", "reason", "Ny plan"));
	run_until("2022-08-31");
	assert_notices("2022-03-15 sf@kommun.example 1 assigned 1\n"
		       "2022-05-31 grupp@kommun.example vbe ending 1\n"
		       "2022-05-31 " COORDINATOR " vbe ending 1\n"
		       "2022-05-31 sf@kommun.example 1 upcoming 1\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup_whole, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_promised_is_waited_for),
		TEST(a_promise_that_was_not_kept_is_told_upwards),
		TEST(the_first_letter_names_what_a_department_leads),
		TEST(the_first_letter_names_the_next),
		TEST(an_answer_is_heard_by_all),
		TEST(a_date_that_is_none_is_no_new_date),
		TEST(what_the_coordinator_notes_is_not_what_they_wrote),
		TEST(two_promises_hold_and_no_third),
		TEST(a_promise_before_a_takeover_counts),
		TEST(one_before_a_takeover_and_a_carry_does_not),
		TEST(an_answer_without_a_day_holds_four_weeks),
		TEST(only_the_leads_answer_holds),
		TEST(what_an_import_says_holds_nothing),
		TEST(days_late_are_those_of_the_calendar),
		TEST(a_due_date_in_a_quiet_period_is_told_before),
		TEST(a_quiet_period_can_come_every_year),
		TEST(what_moved_is_told_to_those_who_know),
		TEST(a_late_run_tells_what_came_that_morning),
		TEST(who_takes_over_what_is_late_begins_anew),
		TEST(a_plan_is_told_of_until_it_is_followed_up),
		TEST(a_duty_that_is_past_is_told_at_once),
		TEST(a_closed_plan_is_silent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
