/* SPDX-License-Identifier: ISC */
/* What a letter says of what waited, of what changed hands, of what was seen:
 * nothing is told twice, nothing is passed over. Of the calendar of 2022. */
#include "daemon/reminders/reminder_run.h"

#include "tests/unit/rig/stages.h"

#define BG   "bg@kommun.example"
#define LATE "Påminnelsen skulle ha skickats den "

/* As told(), wherever the lines break. */
static bool says(const char *day, const char *address, const char *words)
{
	char *text = text_of(TEXT_TO, BIND(TEXT(day), TEXT(address)));
	char *to = text;
	bool found;

	for (const char *from = text; *from != '\0'; from++)
		if (*from != '\n' && *from != ' ')
			*to++ = *from;
		else if (to > text && to[-1] != ' ')
			*to++ = ' ';
	*to = '\0';
	found = strstr(text, words) != NULL;
	free(text);
	return found;
}

static void acknowledge(const char *department)
{
	command("activity.acknowledge",
	    json_pack("{s:i, s:s}", "id", 1, "department", department));
}

/* --- two notices of one activity --- */

/* Passed on the day before it is due. */
static void who_takes_over_is_told_so_whatever_is_due(void **state)
{
	(void)state;
	turn_on("assigned");
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "ks", NULL);
	run_until("2022-06-29");
	town_at("2022-06-29T10:00");
	assign(1, "bg");
	run("2022-06-30T08:00");
	assert_true(says("2022-06-30", BG, "har slutdatum i dag"));
	assert_true(says("2022-06-30", BG, "Ni har tagit över ledningen"));
	all_arrive();
	run("2022-07-01T08:00");
	assert_false(says("2022-07-01", BG, "Ni har tagit över"));
}

/* Who cooperates from now on led it before. */
static void who_hands_over_and_helps_is_told_both(void **state)
{
	(void)state;
	turn_on("assigned");
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "ks", NULL);
	run_until("2022-06-29");
	town_at("2022-06-29T10:00");
	command("activity.assign",
	    json_pack("{s:i, s:s, s:[s]}", "id", 1, "lead", "bg", "cooperating",
		"ks"));
	run("2022-06-30T08:00");
	assert_true(says("2022-06-30", "ks@kommun.example", "ni samverkar"));
	assert_true(says("2022-06-30", "ks@kommun.example",
	    "Ledningen av arbetet har gått över till"));
}

/* It was late on Monday 13 June, and came that day: Monday 4 July is the third
 * week of both. */
static void what_is_unclear_is_explained_whatever_is_due(void **state)
{
	(void)state;
	command("plan.import",
	    json_pack("{s:s, s:[{s:i, s:s, s:s, s:s}]}", "plan", "vbe", "rows",
		"line", 2, "activity", "Den vaga", "timeframe",
		"början av juni 2022", "owner", "Föreningen Ingen"));
	run_until("2022-07-01");
	run("2022-07-04T08:00");
	assert_int_equal(told_on("2022-07-04", "unclear"), 1);
	assert_true(
	    says("2022-07-04", COORDINATOR, "Tidplanen är ungefärlig."));
	assert_true(
	    says("2022-07-04", COORDINATOR, "planvakt activity confirm 1"));
	assert_true(
	    says("2022-07-04", COORDINATOR, "planvakt activity assign 1 KOD"));
}

/* --- what waited --- */

/* Friday's message waits; the daemon is up again on Tuesday the 12th. Of the
 * first Monday's step stands, of the second nothing is newer. */
static void what_waited_joins_the_next_letter(void **state)
{
	(void)state;
	add_activity("Den första", "senast 2022-06-30", "bg", NULL);
	add_activity("Den andra", "senast 2022-07-31", "bg", NULL);
	run_until("2022-06-30");
	assert_int_equal(run("2022-07-01T08:00"), 1);
	assert_int_equal(run("2022-07-12T08:00"), 2);
	assert_notices("2022-06-23 bg@kommun.example 1 upcoming 1\n"
		       "2022-06-30 bg@kommun.example 1 due 1\n"
		       "skipped 1 overdue 0\n"
		       "2022-07-12 bg@kommun.example 2 upcoming 1"
		       " of 2022-07-01\n"
		       "2022-07-12 bg@kommun.example 1 overdue 1"
		       " of 2022-07-11\n");
	assert_standing("2022-07-01", BG, "withdrawn");
	assert_standing("2022-07-12", BG, "planned");
	assert_true(says("2022-07-12", BG, LATE "1 juli"));
	assert_true(says("2022-07-12", BG, LATE "11 juli"));
	assert_true(says("2022-07-12", BG, "Första påminnelsen"));
}

/* The coordinator's own message waits too: what it says besides is said. */
static void so_do_failures_and_missed_runs(void **state)
{
	(void)state;
	add_activity("Den första", "senast 2022-06-30", "bg", NULL);
	town_orphan("Den föräldralösa", "2022-12-30");
	run_until("2022-06-22");
	assert_int_equal(run("2022-06-23T08:00"), 1);
	settle(count(WAITING, NULL), "failed");
	/* Thursday the 30th was missed, and Friday. */
	run("2022-07-04T08:00");
	assert_true(says("2022-07-04", COORDINATOR, "30 juni"));
	town_at("2022-07-08T10:00");
	town_orphan("Ännu en", "2022-12-30");
	end_of_turn();
	run("2022-07-11T08:00");
	assert_standing("2022-07-04", COORDINATOR, "withdrawn");
	assert_true(says("2022-07-11", COORDINATOR, BG));
	assert_true(says("2022-07-11", COORDINATOR, "Påminnelserna uteblev"));
	assert_true(says("2022-07-11", COORDINATOR, "juni 2022"));
}

/* What waited and was done meanwhile is not told again. */
static void what_waited_and_is_gone_is_not_told(void **state)
{
	(void)state;
	add_activity("Den första", "senast 2022-06-30", "bg", NULL);
	add_activity("Den andra", "senast 2022-07-31", "bg", NULL);
	run_until("2022-06-30");
	run("2022-07-01T08:00");
	report_done(2);
	run("2022-07-11T08:00");
	assert_false(says("2022-07-11", BG, "Den andra"));
	assert_int_equal(told_on("2022-07-11", "upcoming"), 0);
}

/* --- what counts --- */

static void what_failed_is_not_counted(void **state)
{
	(void)state;
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "bg", NULL);
	run_until("2022-06-30");
	run("2022-07-01T08:00");
	settle(count(WAITING, NULL), "failed");
	run_until("2022-07-08");
	run("2022-07-11T08:00");
	assert_true(says("2022-07-11", BG, "Första påminnelsen"));
	all_arrive();
	run("2022-07-18T08:00");
	assert_true(says("2022-07-18", BG, "Andra påminnelsen"));
}

/* Snoozed on the day before it is late: the first is told all the same, and
 * again as the first where it did not arrive; repeats are silent then. */
static void what_failed_is_no_repeat_to_a_snooze(void **state)
{
	(void)state;
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "bg", NULL);
	run_until("2022-06-30");
	town_at("2022-06-30T10:00");
	command("activity.snooze",
	    json_pack("{s:i, s:s, s:s}", "id", 1, "until", "2022-07-25",
		"department", "bg"));
	run("2022-07-01T08:00");
	settle(count(WAITING, NULL), "failed");
	run_until("2022-07-11");
	assert_true(says("2022-07-11", BG, "Första påminnelsen"));
	run_until("2022-07-18");
	assert_int_equal(told_on("2022-07-18", "overdue"), 0);
}

/* Who helps has seen it; then the one that leads; then another leads. */
static void only_the_leads_word_is_an_acknowledgement(void **state)
{
	(void)state;
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "bg", "ks");
	run_until("2022-06-30");
	acknowledge("ks");
	run("2022-07-01T08:00");
	assert_false(says("2022-07-01", BG, "kvitterade"));
	all_arrive();
	/* It holds the overdue notices to Friday 15 July. */
	acknowledge("bg");
	assert_int_equal(run("2022-07-11T08:00"), 0);
	run("2022-07-18T08:00");
	assert_true(
	    says("2022-07-18", BG, "Vårt mejl kvitterades den 1 juli."));
	all_arrive();
	assign(1, "sf");
	run("2022-07-25T08:00");
	assert_true(says("2022-07-25", "sf@kommun.example", "försenad"));
	assert_false(says("2022-07-25", "sf@kommun.example", "kvitterade"));
}

/* The runs of the quiet days happened: what they kept back is not delayed. */
static void only_what_is_late_is_called_delayed(void **state)
{
	(void)state;
	quiet("2022-06-27", "2022-07-29");
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "bg", NULL);
	run_until("2022-07-05");
	town_at("2022-07-05T10:00");
	command("quiet.remove", json_pack("{s:s}", "from", "2022-06-27"));
	assert_int_equal(run("2022-07-06T08:00"), 1);
	assert_int_equal(told_on("2022-07-06", "overdue"), 1);
	assert_false(says("2022-07-06", BG, "fördröjd"));
}

/* Who is no department has no director: late on 1 July, told of on the 11th,
 * and above it ten workdays after the first. */
static void an_external_party_has_a_chief(void **state)
{
	(void)state;
	rig_must(&town, "department.add",
	    "{'code':'pol','name':'Polisen','mail':'pol@polis.example',"
	    "'external':true,'escalation':'chef@polis.example'}");
	add_activity("Beskriv uppdraget", "senast 2022-06-30", "pol", NULL);
	add_activity("Skriv om rutinen", "senast 2022-06-30", "sf", NULL);
	run_until("2022-07-15");
	assert_true(told("2022-07-11", "pol@polis.example",
	    "Får vi inget svar skriver vi till er chef den 15 juli."));
	assert_true(told(
	    "2022-07-15", "chef@polis.example", "Till chefen för Polisen"));
	assert_true(told("2022-07-11", "sf@kommun.example",
	    "skriver vi till er förvaltningschef den 15 juli."));
	assert_true(told("2022-07-15", "sf-chef@kommun.example",
	    "Till förvaltningschefen för Socialförvaltningen"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup_stages, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_external_party_has_a_chief),
		TEST(who_takes_over_is_told_so_whatever_is_due),
		TEST(who_hands_over_and_helps_is_told_both),
		TEST(what_is_unclear_is_explained_whatever_is_due),
		TEST(what_waited_joins_the_next_letter),
		TEST(so_do_failures_and_missed_runs),
		TEST(what_waited_and_is_gone_is_not_told),
		TEST(what_failed_is_not_counted),
		TEST(what_failed_is_no_repeat_to_a_snooze),
		TEST(only_the_leads_word_is_an_acknowledgement),
		TEST(only_what_is_late_is_called_delayed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
