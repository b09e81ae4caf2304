/* SPDX-License-Identifier: ISC */
/* Every stage of the default ladder as it is lived: who is told, on which
 * day, and what stops it. Worked out by hand from the calendar of 2022. */
#include "daemon/reminders/reminder_run.h"

#include "tests/unit/rig/stages.h"

/* --- before and after a due date --- */

static int count_of(const char *text, const char *words)
{
	int count = 0;

	for (; (text = strstr(text, words)) != NULL; text++)
		count++;
	return count;
}

/* 24 August is a week before Wednesday 31 August, 1 August 30 days; the five
 * workdays after 1 June had passed. 1 September is a Thursday: Monday the 5th
 * is two workdays on. Ten and twenty workdays after it are the 15th and the
 * 29th, which are Thursdays too. */
static void each_is_told_what_concerns_it(void **state)
{
	char *text;

	(void)state;
	add_activity("Sommarens arbete", "juni-augusti 2022", "sf", "bg");
	run_until("2022-10-03");
	assert_notices("2022-08-01 bg@kommun.example 1 upcoming 1\n"
		       "2022-08-01 sf@kommun.example 1 upcoming 1\n"
		       "2022-08-24 bg@kommun.example 1 upcoming 2\n"
		       "2022-08-24 sf@kommun.example 1 upcoming 2\n"
		       "2022-08-31 bg@kommun.example 1 upcoming 3\n"
		       "2022-08-31 sf@kommun.example 1 due 1\n"
		       "2022-09-01 sf@kommun.example 1 overdue 1\n"
		       "2022-09-12 sf@kommun.example 1 overdue 2\n"
		       "2022-09-15 sf-chef@kommun.example 1 escalated 1\n"
		       "2022-09-19 sf@kommun.example 1 overdue 3\n"
		       "2022-09-26 sf@kommun.example 1 overdue 4\n"
		       "2022-09-29 " COORDINATOR " 1 escalated 1\n"
		       "2022-10-03 sf@kommun.example 1 overdue 5\n");
	/* On the last workday there is one line of it, and it is due. */
	text = text_of(
	    TEXT_TO, BIND(TEXT("2022-08-31"), TEXT("sf@kommun.example")));
	assert_int_equal(count_of(text, "Sommarens arbete"), 1);
	free(text);
}

/* 1 July is a Friday: 4-8 July. */
static void what_has_not_begun_is_asked_for_once(void **state)
{
	(void)state;
	add_activity("Höstens arbete", "Ht 2022", "sf", "bg");
	add_activity("Det påbörjade", "Ht 2022", "bg", NULL);
	run_until("2022-07-07");
	begin(2, "Vi är i gång");
	run_until("2022-07-29");
	assert_notices("2022-07-08 sf@kommun.example 1 begin 1\n");
}

/* On Friday 8 July one asks whether it has begun; the other, late without a
 * reminder today, has its next on Monday, which an answer today spares. */
static void what_is_late_too_says_by_when_to_answer(void **state)
{
	(void)state;
	add_activity("Vårens arbete", "senast 2022-06-30", "sf", NULL);
	add_activity("Höstens arbete", "Ht 2022", "sf", NULL);
	run_until("2022-07-08");
	assert_true(told("2022-07-08", "sf@kommun.example",
	    "SVARA PÅ DET HÄR MEJLET I DAG med aktivitetens nummer"));
	assert_true(told(
	    "2022-07-08", "sf@kommun.example", "- klar, och vilket datum"));
	assert_true(told(
	    "2022-07-08", "sf@kommun.example", "- inte börjat, och vilken"));
}

/* Where nothing else is asked, what is late asks nothing either. 24 August is a
 * week before the end of August. */
static void what_is_late_too_asks_nothing_alone(void **state)
{
	(void)state;
	add_activity("Vårens arbete", "senast 2022-07-14", "sf", NULL);
	add_activity("Sommarens arbete", "juni-augusti 2022", "sf", NULL);
	run_until("2022-08-24");
	assert_false(told("2022-08-24", "sf@kommun.example", "SVARA"));
	assert_true(told("2022-08-24", "sf@kommun.example", "Vårens arbete"));
}

/* No escalation address: the coordinator hears both. */
static void without_an_escalation_address_the_coordinator_is_told(void **state)
{
	(void)state;
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "bg", NULL);
	run_until("2022-07-29");
	assert_notices("2022-06-23 bg@kommun.example 1 upcoming 1\n"
		       "2022-06-30 bg@kommun.example 1 due 1\n"
		       "2022-07-01 bg@kommun.example 1 overdue 1\n"
		       "2022-07-11 bg@kommun.example 1 overdue 2\n"
		       "2022-07-15 " COORDINATOR " 1 escalated 1\n"
		       "2022-07-18 bg@kommun.example 1 overdue 3\n"
		       "2022-07-25 bg@kommun.example 1 overdue 4\n"
		       "2022-07-29 " COORDINATOR " 1 escalated 2\n");
}

/* The deputy's address is sf's and its director's: nobody gets two letters, and
 * nobody's hides another's. 4 July is a
 * Monday; what is late stands in its letter, too. */
static void a_deputy_hears_what_the_coordinator_hears(void **state)
{
#define BOTH "samordnare@kommun.example, SF@kommun.example"
	(void)state;
	rig_must(&town, "setting.set",
	    "{'name':'coordinator_mail','value':'" BOTH "'}");
	turn_off("upcoming");
	turn_off("unclear");
	rig_must(&town, "department.edit",
	    "{'code':'sf','escalation':'sf@kommun.example'}");
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "sf", NULL);
	add_activity("Bjud in", "senast 2022-07-01", "bg", NULL);
	add_activity("Ordna en kurs", "senast 2022-07-01", "sf", "bg");
	town_orphan("Finn någon", "2022-07-01");
	run_until("2022-07-04");
	assert_notices("2022-06-30 " BOTH " 1 due 1\n"
		       "2022-07-01 bg@kommun.example 2 due 1\n"
		       "2022-07-01 " BOTH " 1 overdue 1\n"
		       "2022-07-01 " BOTH " 3 due 1\n"
		       "2022-07-01 " BOTH " 4 due 1\n"
		       "2022-07-04 bg@kommun.example 2 overdue 1\n"
		       "2022-07-04 " BOTH " 3 overdue 1\n"
		       "2022-07-04 " BOTH " 4 overdue 1\n");
	assert_true(told("2022-07-04", BOTH, "Beskriv uppdraget"));
	rig_must(&town, "setting.set",
	    "{'name':'coordinator_mail','value':'samordnare@kommun.example'}");
	end_of_turn();
	run_until("2022-07-11");
	assert_true(told("2022-07-11", "sf@kommun.example", "Beskriv"));
#undef BOTH
}

/* The lead had it, so nothing came to it; what had passed is not told again, n
 * and the last answer go on. 1 August is a month's first
 * workday. */
static void what_is_carried_goes_on_under_its_new_number(void **state)
{
	(void)state;
	turn_on("assigned");
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "sf", "bg");
	town_at("2022-06-14T09:00");
	run_until("2022-07-11");
	town_at("2022-07-11T09:00");
	begin(1, "Snart klart");
	rig_must(&town, "plan.add", "{'code':'ny','title':'Nästa'}");
	rig_must(&town, "plan.carry", "{'old':'vbe','new':'ny'}");
	end_of_turn();
	run_until("2022-09-01");
	assert_notices("2022-06-14 bg@kommun.example 1 assigned 1\n"
		       "2022-06-14 sf@kommun.example 1 assigned 1\n"
		       "2022-06-23 bg@kommun.example 1 upcoming 1\n"
		       "2022-06-23 sf@kommun.example 1 upcoming 1\n"
		       "2022-06-30 bg@kommun.example 1 upcoming 2\n"
		       "2022-06-30 sf@kommun.example 1 due 1\n"
		       "2022-07-01 sf@kommun.example 1 overdue 1\n"
		       "2022-07-11 sf@kommun.example 1 overdue 2\n"
		       "2022-08-09 sf@kommun.example 2 overdue 3\n"
		       "2022-08-23 sf-chef@kommun.example 2 escalated 1\n"
		       "2022-09-01 sf@kommun.example 2 overdue 4\n");
	assert_true(told("2022-08-09", "sf@kommun.example",
	    "Hade nummer 1 i Plan mot våldsbejakande extremism."));
	assert_true(told("2022-08-09", "sf@kommun.example", "Snart klart"));
	town_is_replayed();
}

/* Sixty days from the word of Monday 13 June are Friday 12 August, though it
 * came to the new plan on 11 July. */
static void the_silence_of_what_is_carried_goes_on(void **state)
{
	(void)state;
	add_activity("Beskriv uppdraget", "senast 2022-12-31", "sf", NULL);
	town_at("2022-06-13T10:00");
	begin(1, "Vi är i gång");
	run_until("2022-07-11");
	town_at("2022-07-11T09:00");
	rig_must(&town, "plan.add", "{'code':'ny','title':'Nästa'}");
	rig_must(&town, "plan.carry", "{'old':'vbe','new':'ny'}");
	end_of_turn();
	run_until("2022-09-12");
	assert_notices("2022-08-12 sf@kommun.example 2 stale 1\n");
}

/* Carried twice, the third plan's first is the fourth; a date that moves after
 * that has its own count. Overdue on 1, 11 and 18 July; carried on the 11th
 * and, after its run, on the 18th. */
static void what_is_carried_twice_counts_both(void **state)
{
	(void)state;
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "sf", NULL);
	town_at("2022-06-27T09:00");
	run_until("2022-07-11");
	town_at("2022-07-11T09:00");
	rig_must(&town, "plan.add", "{'code':'ny','title':'Nästa'}");
	rig_must(&town, "plan.carry", "{'old':'vbe','new':'ny'}");
	run_until("2022-07-18");
	town_at("2022-07-18T09:00");
	rig_must(&town, "plan.add", "{'code':'tredje','title':'Tredje'}");
	rig_must(&town, "plan.carry", "{'old':'ny','new':'tredje'}");
	run_until("2022-07-25");
	town_at("2022-07-25T09:00");
	rig_must(&town, "activity.move",
	    "{'id':3,'timeframe':'senast 2022-07-31','decision':'D'}");
	run_until("2022-08-01");
	assert_notices("2022-06-27 sf@kommun.example 1 upcoming 1 of"
		       " 2022-06-23\n"
		       "2022-06-30 sf@kommun.example 1 due 1\n"
		       "2022-07-01 sf@kommun.example 1 overdue 1\n"
		       "2022-07-11 sf@kommun.example 1 overdue 2\n"
		       "2022-07-18 sf@kommun.example 2 overdue 3\n"
		       "2022-07-25 sf@kommun.example 3 overdue 4\n"
		       "2022-07-29 sf@kommun.example 3 due 1\n"
		       "2022-08-01 sf@kommun.example 3 overdue 1\n");
	town_is_replayed();
}

/* Late when sf took it over: its `assigned` of Tuesday 5 July is the first of
 * the overdue, so Monday's, in the new plan, is the second. */
static void what_was_taken_over_late_counts_after_a_carry(void **state)
{
	(void)state;
	turn_on("assigned");
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "ks", NULL);
	town_at("2022-07-01T09:00");
	run_until("2022-07-04");
	town_at("2022-07-04T10:00");
	rig_must(&town, "activity.assign", "{'id':1,'lead':'sf'}");
	run_until("2022-07-05");
	town_at("2022-07-05T10:00");
	rig_must(&town, "plan.add", "{'code':'ny','title':'Nästa'}");
	rig_must(&town, "plan.carry", "{'old':'vbe','new':'ny'}");
	run_until("2022-07-12");
	assert_notices("2022-07-01 ks@kommun.example 1 overdue 1\n"
		       "skipped 1 due 0 of 2022-06-30\n"
		       "skipped 1 upcoming 0 of 2022-06-23\n"
		       "2022-07-01 ks@kommun.example 1 assigned 1 of"
		       " 2022-06-14\n"
		       "2022-07-05 ks@kommun.example 1 assigned 1\n"
		       "2022-07-05 sf@kommun.example 1 assigned 1\n"
		       "2022-07-11 sf@kommun.example 2 overdue 2\n");
	town_is_replayed();
}

/* What never arrived is not held against anyone: the ten workdays run from
 * Tuesday 5 July, when a second try did. */
static void escalation_waits_for_what_arrives(void **state)
{
	(void)state;
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "sf", NULL);
	run_until("2022-06-30");
	run("2022-07-01T08:00");
	run("2022-07-04T08:00");
	run("2022-07-05T08:00");
	town_at("2022-07-05T12:00");
	all_arrive();
	run_until("2022-07-18");
	assert_int_equal(told_on("2022-07-15", "escalated"), 0);
	run_until("2022-07-19");
	assert_int_equal(told_on("2022-07-19", "escalated"), 1);
}

/* The first message never arrives, the second does, on Monday 11 July: ten
 * workdays from there is the 25th. */
static void escalation_does_not_count_what_failed(void **state)
{
	(void)state;
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "sf", NULL);
	run_until("2022-06-30");
	run("2022-07-01T08:00");
	settle(count(WAITING, NULL), "failed");
	run_until("2022-07-22");
	assert_int_equal(told_on("2022-07-15", "escalated"), 0);
	run_until("2022-07-25");
	assert_int_equal(told_on("2022-07-25", "escalated"), 1);
}

/* 30 days before 14 July is 14 June; from that day's import it is 31 days,
 * from the plan's adoption more. */
static void a_period_without_a_start_runs_from_the_plans_adoption(void **state)
{
	(void)state;
	town_at("2022-06-14T07:00");
	add_activity("Beskriv uppdraget", "senast 2022-07-14", "sf", NULL);
	assert_int_equal(run("2022-06-14T08:00"), 0);
	report_done(1);
	town_at("2022-06-15T07:00");
	command("plan.edit",
	    json_pack("{s:s, s:s}", "code", "vbe", "adopted", "2022-01-10"));
	add_activity("Skriv om rutinen", "senast 2022-07-15", "bg", NULL);
	assert_int_equal(run("2022-06-15T08:00"), 1);
	assert_int_equal(told_on("2022-06-15", "upcoming"), 1);
}

/* --- who leads --- */

static void a_transfer_is_told_to_both(void **state)
{
	(void)state;
	turn_on("assigned");
	add_activity("Beskriv uppdraget", "senast 2022-12-30", "ks", NULL);
	run("2022-06-14T08:00");
	town_at("2022-06-14T10:00");
	assign(1, "bg");
	assert_int_equal(run_next("2022-06-15T08:00"), 2);
	assert_int_equal(run_next("2022-06-16T08:00"), 0);
	assert_notices("2022-06-14 ks@kommun.example 1 assigned 1\n"
		       "2022-06-15 bg@kommun.example 1 assigned 1\n"
		       "2022-06-15 ks@kommun.example 1 assigned 1\n");
	assert_recipient(1, "ks sv former ks");
}

/* What a table calls done or dropped is asked of nobody. */
static void what_an_import_adds_is_told_to_its_lead(void **state)
{
	(void)state;
	turn_on("assigned");
	command("plan.import",
	    json_pack("{s:s, s:[{s:i, s:s, s:s, s:s, s:s}, {s:i, s:s, s:s, s:s,"
		      " s:s}, {s:i, s:s, s:s, s:s, s:s}]}",
		"plan", "vbe", "rows", "line", 2, "activity", "Öppet", "owner",
		"ks", "timeframe", "senast 2022-12-30", "comment", "Se bilaga",
		"line", 3, "activity", "Gjort", "owner", "bg", "timeframe",
		"senast 2022-12-30", "status", "Klar", "line", 4, "activity",
		"Utgått", "owner", "bg", "timeframe", "senast 2022-12-30",
		"status", "Utgår"));
	run("2022-06-14T08:00");
	assert_notices("2022-06-14 ks@kommun.example 1 assigned 1\n");
}

static void what_is_handed_back_before_the_run_is_no_transfer(void **state)
{
	(void)state;
	turn_on("assigned");
	add_activity("Beskriv uppdraget", "senast 2022-12-30", "ks", NULL);
	run("2022-06-14T08:00");
	town_at("2022-06-14T10:00");
	assign(1, "bg");
	assign(1, "ks");
	assert_int_equal(run_next("2022-06-15T08:00"), 0);
	/* The next one is told, past whom it was with for an hour. */
	town_at("2022-06-15T10:00");
	assign(1, "sf");
	assign(1, "bg");
	assert_int_equal(run("2022-06-16T08:00"), 2);
	assert_notices("2022-06-14 ks@kommun.example 1 assigned 1\n"
		       "2022-06-16 bg@kommun.example 1 assigned 1\n"
		       "2022-06-16 ks@kommun.example 1 assigned 1\n");
}

static int told_of_replaced(const char *day)
{
	char *text =
	    text_of(TEXT_TO, BIND(TEXT(day), TEXT("kl@kommun.example")));
	int count = count_of(text, "Ni har ersatt");

	free(text);
	return count;
}

/* A department that goes on under another name neither takes over nor hands
 * over: its reminders are counted on, and the first of its own says who had
 * those before. The fifth workday after 1 July is the 8th, so the 4th is too
 * near. */
static void a_department_that_is_renamed_goes_on(void **state)
{
	(void)state;
	turn_on("assigned");
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "ks", NULL);
	run_until("2022-07-01");
	town_at("2022-07-01T10:00");
	town_department("kl", "Kommunledningen", "kl@kommun.example", "sv");
	command("department.replace",
	    json_pack("{s:s, s:s}", "old", "ks", "new", "kl"));
	run_until("2022-07-18");
	assert_notices("2022-06-14 ks@kommun.example 1 assigned 1\n"
		       "2022-06-23 ks@kommun.example 1 upcoming 1\n"
		       "2022-06-30 ks@kommun.example 1 due 1\n"
		       "2022-07-01 ks@kommun.example 1 overdue 1\n"
		       "2022-07-11 kl@kommun.example 1 overdue 2\n"
		       "2022-07-15 " COORDINATOR " 1 escalated 1\n"
		       "2022-07-18 kl@kommun.example 1 overdue 3\n");
	assert_int_equal(told_of_replaced("2022-07-11"), 1);
	assert_int_equal(told_of_replaced("2022-07-18"), 0);
}

/* In the next run, Tuesday 14 June, then on Mondays: 20 and 27 June. */
static void what_nobody_leads_is_told_each_week_until_somebody_does(
    void **state)
{
	(void)state;
	turn_on("assigned");
	town_orphan("Den föräldralösa", "2022-12-30");
	run_until("2022-06-28");
	town_at("2022-06-28T10:00");
	assign(1, "bg");
	run_until("2022-07-11");
	assert_notices("2022-06-14 " COORDINATOR " 1 unclear 1\n"
		       "2022-06-20 " COORDINATOR " 1 unclear 2\n"
		       "2022-06-27 " COORDINATOR " 1 unclear 3\n"
		       "2022-06-29 bg@kommun.example 1 assigned 1\n");
}

/* Of what has a due date the third of December is asked about all the same. */
static void what_is_unclear_is_told_until_it_is_clear(void **state)
{
	(void)state;
	add_activity("Utan datum", "hösten", "bg", NULL);
	add_activity("Mot slutet", "slutet av december 2022", "bg", NULL);
	run_until("2022-06-20");
	command("activity.confirm", json_pack("{s:i}", "id", 2));
	run_until("2022-06-27");
	town_at("2022-06-27T10:00");
	move(1, "senast 2022-12-16");
	run_until("2022-07-11");
	assert_notices("2022-06-14 " COORDINATOR " 2 unclear 1\n"
		       "2022-06-14 " COORDINATOR " 1 unclear 1\n"
		       "2022-06-20 " COORDINATOR " 2 unclear 2\n"
		       "2022-06-20 " COORDINATOR " 1 unclear 2\n"
		       "2022-06-27 " COORDINATOR " 1 unclear 3\n");
}

/* --- what is silent, what has no end --- */

/* 60 days after 14 June is Saturday 13 August, after 16 August Saturday
 * 15 October. */
static void two_months_of_silence_are_asked_about_once(void **state)
{
	(void)state;
	add_activity("Det långa arbetet", "senast 2022-12-30", "bg", NULL);
	town_at("2022-06-14T10:00");
	begin(1, "Vi är i gång");
	run_until("2022-08-15");
	town_at("2022-08-16T10:00");
	begin(1, "Halvvägs");
	run_until("2022-11-29");
	assert_notices("2022-08-15 bg@kommun.example 1 stale 1\n"
		       "2022-10-17 bg@kommun.example 1 stale 2\n");
}

/* Four months from its import, a Monday: 13 October, 13 February. */
static void what_runs_on_is_reviewed(void **state)
{
	(void)state;
	add_activity("Håll kontakt", "löpande", "bg", "sf");
	run_until("2023-02-13");
	assert_notices("2022-10-13 bg@kommun.example 1 review 1\n"
		       "2023-02-13 bg@kommun.example 1 review 2\n");
}

/* Six weeks from 13 June: 25 July, 5 September. What begins later is counted
 * from there: 1 September and six weeks is 13 October; what is reviewed is
 * never asked why it is silent. */
static void an_activity_has_its_own_interval(void **state)
{
	(void)state;
	add_activity("Håll kontakt", "löpande", "bg", NULL);
	add_activity("Från hösten", "från 1 september 2022", "sf", NULL);
	for (int id = 1; id <= 2; id++)
		command("activity.edit",
		    json_pack("{s:i, s:s}", "id", id, "review", "6w"));
	begin(2, "Förberett");
	run_until("2022-09-05");
	assert_notices("2022-07-25 bg@kommun.example 1 review 1\n"
		       "2022-09-05 bg@kommun.example 1 review 2\n");
	run_until("2022-10-13");
	assert_int_equal(told_on("2022-10-13", "review"), 1);
}

/* 24 months after 15 September 2020, a Thursday; 90 days before it is Friday
 * 17 June, 30 days Tuesday 16 August. Then on four Mondays, and on the first
 * workdays of months, until it is done. */
static void a_plan_is_followed_up_after_two_years(void **state)
{
	(void)state;
	command("plan.add",
	    json_pack("{s:s, s:s, s:s}", "code", "hrv", "title",
		"Plan mot hedersrelaterat våld", "adopted", "2020-09-15"));
	run_until("2023-01-31");
	town_at("2023-01-31T10:00");
	command("plan.follow_up",
	    json_pack("{s:s, s:s, s:s}", "code", "hrv", "on", "2023-01-30",
		"decision", "KF § 3"));
	run_until("2023-04-03");
	assert_notices("2022-06-17 " COORDINATOR " hrv follow-up 1\n"
		       "2022-08-16 " COORDINATOR " hrv follow-up 2\n"
		       "2022-09-15 " COORDINATOR " hrv follow-up 3\n"
		       "2022-09-19 " COORDINATOR " hrv follow-up 4\n"
		       "2022-09-26 " COORDINATOR " hrv follow-up 5\n"
		       "2022-10-03 " COORDINATOR " hrv follow-up 6\n"
		       "2022-10-10 " COORDINATOR " hrv follow-up 7\n"
		       "2022-11-01 " COORDINATOR " hrv follow-up 8\n"
		       "2022-12-01 " COORDINATOR " hrv follow-up 9\n"
		       "2023-01-02 " COORDINATOR " hrv follow-up 10\n");
	assert_true(told("2022-06-17", COORDINATOR, "hedersrelaterat"));
}

/* Adopted so long ago that the first warning had passed when it came. */
static void warnings_before_a_plan_came_are_not_given(void **state)
{
	(void)state;
	command("plan.add",
	    json_pack("{s:s, s:s, s:s}", "code", "hrv", "title", "Plan",
		"adopted", "2020-07-01"));
	run_until("2022-07-11");
	assert_notices("2022-07-01 " COORDINATOR " hrv follow-up 1\n"
		       "2022-07-04 " COORDINATOR " hrv follow-up 2\n"
		       "2022-07-11 " COORDINATOR " hrv follow-up 3\n");
}

/* The same days of the situation picture, which is neither an activity nor a
 * plan; a picture of a later day ends them. */
static void a_picture_is_updated_after_two_years(void **state)
{
	(void)state;
	command("picture.adopt",
	    json_pack("{s:s, s:s}", "on", "2020-09-15", "decision", "KS § 7"));
	run_until("2022-10-03");
	town_at("2022-10-03T10:00");
	command("picture.adopt",
	    json_pack("{s:s, s:s}", "on", "2022-10-03", "decision", "KS § 8"));
	run_until("2022-12-05");
	assert_notices("2022-06-17 " COORDINATOR " - follow-up 1\n"
		       "2022-08-16 " COORDINATOR " - follow-up 2\n"
		       "2022-09-15 " COORDINATOR " - follow-up 3\n"
		       "2022-09-19 " COORDINATOR " - follow-up 4\n"
		       "2022-09-26 " COORDINATOR " - follow-up 5\n"
		       "2022-10-03 " COORDINATOR " - follow-up 6\n");
	assert_true(told("2022-06-17", COORDINATOR, "Lägesbilden"));
}

/* --- a ladder that was changed --- */

static void a_changed_ladder_is_the_one_that_counts(void **state)
{
	(void)state;
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "bg", NULL);
	command("ladder.set",
	    json_pack("{s:s, s:[i], s:[s]}", "stage", "upcoming", "at", 14,
		"told", "coordinator"));
	command("ladder.set",
	    json_pack("{s:s, s:[i,i]}", "stage", "overdue", "at", 1, 2));
	command("ladder.set",
	    json_pack("{s:s, s:b}", "stage", "escalated", "off", 1));
	run_until("2022-10-31");
	/* 14 days before is 16 June; every second month from that of the
	 * first notice. */
	assert_notices("2022-06-16 " COORDINATOR " 1 upcoming 1\n"
		       "2022-06-30 bg@kommun.example 1 due 1\n"
		       "2022-07-01 bg@kommun.example 1 overdue 1\n"
		       "2022-09-01 bg@kommun.example 1 overdue 2\n");
}

/* 1 August is 30 days before Wednesday 31 August: bg is of equal rank then, and
 * has nothing to hear of it on the day after that on which it cooperates. */
static void an_equal_is_told_of_no_day_before_it_cooperates(void **state)
{
	(void)state;
	turn_off("unclear");
	rig_must(&town, "plan.import",
	    "{'plan':'vbe','rows':[{'line':2,'activity':'Se över lokalerna',"
	    "'timeframe':'senast 2022-08-31',"
	    "'owner':'Kommunstaben, Beredningsgruppen'}]}");
	run_until("2022-08-02");
	command(
	    "activity.confirm", json_pack("{s:i, s:s}", "id", 1, "lead", "ks"));
	run_until("2022-08-24");
	assert_notices("2022-08-01 ks@kommun.example 1 upcoming 1\n"
		       "2022-08-24 bg@kommun.example 1 upcoming 1\n"
		       "2022-08-24 ks@kommun.example 1 upcoming 2\n");
}

/* Before anybody is told, bg is named of two: ks cooperates, and hears so. */
static void who_was_first_of_equals_hears_that_it_cooperates(void **state)
{
	(void)state;
	turn_on("assigned");
	turn_off("unclear");
	rig_must(&town, "plan.import",
	    "{'plan':'vbe','rows':[{'line':2,'activity':'Se över lokalerna',"
	    "'timeframe':'senast 2022-12-31',"
	    "'owner':'Kommunstaben, Beredningsgruppen'}]}");
	command(
	    "activity.confirm", json_pack("{s:i, s:s}", "id", 1, "lead", "bg"));
	run_until("2022-06-20");
	assert_notices("2022-06-14 bg@kommun.example 1 assigned 1\n"
		       "2022-06-14 ks@kommun.example 1 assigned 1\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup_stages, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_is_told_what_concerns_it),
		TEST(what_has_not_begun_is_asked_for_once),
		TEST(what_is_late_too_says_by_when_to_answer),
		TEST(what_is_late_too_asks_nothing_alone),
		TEST(without_an_escalation_address_the_coordinator_is_told),
		TEST(a_deputy_hears_what_the_coordinator_hears),
		TEST(what_is_carried_goes_on_under_its_new_number),
		TEST(the_silence_of_what_is_carried_goes_on),
		TEST(what_is_carried_twice_counts_both),
		TEST(what_was_taken_over_late_counts_after_a_carry),
		TEST(escalation_waits_for_what_arrives),
		TEST(escalation_does_not_count_what_failed),
		TEST(a_period_without_a_start_runs_from_the_plans_adoption),
		TEST(a_transfer_is_told_to_both),
		TEST(what_an_import_adds_is_told_to_its_lead),
		TEST(what_is_handed_back_before_the_run_is_no_transfer),
		TEST(a_department_that_is_renamed_goes_on),
		TEST(an_equal_is_told_of_no_day_before_it_cooperates),
		TEST(who_was_first_of_equals_hears_that_it_cooperates),
		TEST(what_nobody_leads_is_told_each_week_until_somebody_does),
		TEST(what_is_unclear_is_told_until_it_is_clear),
		TEST(two_months_of_silence_are_asked_about_once),
		TEST(what_runs_on_is_reviewed),
		TEST(an_activity_has_its_own_interval),
		TEST(a_plan_is_followed_up_after_two_years),
		TEST(a_picture_is_updated_after_two_years),
		TEST(warnings_before_a_plan_came_are_not_given),
		TEST(a_changed_ladder_is_the_one_that_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
