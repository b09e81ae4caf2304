/* SPDX-License-Identifier: ISC */
/* The coordinator's letter of the week: on which days, with what. Worked by
 * hand from the calendar of 2022; 13 June is a Monday. */
#include "daemon/commands/lost.h"
#include "daemon/reminders/digest.h"

#include "daemon/machine/checked.h"
#include "daemon/request/door.h"
#include "tests/unit/rig/stages.h"

#include <stdio.h>
#include <unistd.h>

enum { DIGESTS };

static const char *const digest_test_sql[] = {
	[DIGESTS] = "SELECT group_concat(d.run || iif(n.regular = d.run, '',"
		    " ' of ' || n.regular), ', ') FROM (SELECT * FROM notice"
		    "  WHERE stage = 'digest' ORDER BY id) n"
		    " JOIN dispatch d ON d.id = n.dispatch",
	NULL,
};

/* Of the ladder only the week's letter. */
static int setup_digest(void **state)
{
	setup(state);
	tell_only_due();
	turn_off("due");
	turn_off("overdue");
	command("setting.set",
	    json_pack("{s:s, s:s}", "name", "digest", "value", "monday"));
	rig_prepare(&town, digest_test_sql);
	return 0;
}

static void assert_digests(const char *expected)
{
	struct rows rows;
	struct err err;

	rows = store_query(town.store, digest_test_sql, DIGESTS, BIND_NONE);
	assert_int_equal(rows_next(&rows, &err), 1);
	assert_string_equal(
	    rows_null(&rows, 0) ? "" : rows_text(&rows, 0), expected);
	rows_end(&rows);
}

/* Nothing at all: on the first Mondays of months it says so. 6 June had
 * passed; 4 July, 1 August, 5 September. */
static void an_empty_one_comes_once_a_month(void **state)
{
	(void)state;
	run_until("2022-09-30");
	assert_digests("2022-07-04, 2022-08-01, 2022-09-05");
	assert_true(told("2022-07-04", COORDINATOR, "Inget är försenat"));
}

/* The papers for 7 July are to be ready on 22 June: 6, 5, 4, 1 July, 30, 29,
 * 28, 27, 23 (24 is Midsummer's eve), 22 June. The week after that nobody can
 * do anything about them. */
static void papers_for_a_meeting_make_one(void **state)
{
	(void)state;
	command("meeting.add",
	    json_pack("{s:s, s:s, s:s}", "body", "SN", "date", "2022-07-07",
		"time", "08:15"));
	run_until("2022-07-01");
	assert_digests("2022-06-20");
	assert_true(told("2022-06-20", COORDINATOR,
	    "SN den 7 juli klockan 08.15. Handlingar klara den 22 juni."));
	run_until("2022-07-04");
	assert_true(told("2022-07-04", COORDINATOR,
	    "08.15. Handlingarna skulle vara klara den 22 juni."));
}

/* No rehearsal: a Maildir is no way to anybody there. */
static int setup_in_earnest(void **state)
{
	(void)state;
	rig_begin(&town, "2022-06-13T09:00", COORDINATOR, false);
	reminder_run_prepare(town.store);
	town_prepare();
	town_department("bg", "Beredningsgruppen", "bg@kommun.example", "sv");
	town_plan();
	return 0;
}

static void it_says_that_letters_are_kept_here(void **state)
{
	static const char words[] = "Mejlen ligger kvar";

	(void)state;
	town_activity("Skriv om rutinen", "2022-06-30", "bg");
	run_until("2022-06-20");
	assert_false(told("2022-06-20", COORDINATOR, words));
	lost_by("maildir");
	run_until("2022-06-27");
	lost_by(NULL);
	assert_true(told("2022-06-27", COORDINATOR, words));
}

/* Twenty-five of a list are read; of the rest is told where it stands. */
static void a_long_list_is_cut(void **state)
{
	char name[32];

	(void)state;
	for (int i = 1; i <= 27; i++) {
		snprintf(name, sizeof(name), "Sen %d", i);
		town_activity(name, "2022-06-01", "bg");
		snprintf(name, sizeof(name), "Oklar %d", i);
		town_activity(name, "snart", "bg");
	}
	run_until("2022-06-20");
	assert_true(told("2022-06-20", COORDINATOR, "Sen 25: "));
	assert_false(told("2022-06-20", COORDINATOR, "Sen 26"));
	assert_true(told("2022-06-20", COORDINATOR,
	    "Och 2 till: planvakt activity list --overdue"));
	assert_true(told("2022-06-20", COORDINATOR, "Oklar 25"));
	assert_false(told("2022-06-20", COORDINATOR, "Oklar 26"));
	assert_true(told("2022-06-20", COORDINATOR,
	    "Och 2 till: planvakt activity list --unclear"));
}

static void but_not_in_a_rehearsal(void **state)
{
	(void)state;
	town_activity("Skriv om rutinen", "2022-06-01", "bg");
	lost_by("maildir");
	run_until("2022-06-20");
	lost_by(NULL);
	assert_false(told("2022-06-20", COORDINATOR, "ligger kvar"));
}

/* Due on Friday 19 August: within thirty days on Monday 25 July, not on the
 * 18th; late until it is done on the 30th. An answer makes one more. */
static void what_is_late_or_soon_makes_one_each_week(void **state)
{
	(void)state;
	town_activity("Skriv om rutinen", "2022-08-19", "bg");
	run_until("2022-08-29");
	assert_digests("2022-07-04, 2022-07-25, 2022-08-01, 2022-08-08,"
		       " 2022-08-15, 2022-08-22, 2022-08-29");
	assert_true(told("2022-08-29", COORDINATOR, "Skriv om rutinen"));
	assert_true(
	    told("2022-08-29", COORDINATOR, "En aktivitet är försenad."));
	assert_true(told("2022-08-15", COORDINATOR, "SLUTDATUM INOM 30 DAGAR"));
	town_at("2022-08-30T10:00");
	report_done(1);
	run_until("2022-09-30");
	assert_digests("2022-07-04, 2022-07-25, 2022-08-01, 2022-08-08,"
		       " 2022-08-15, 2022-08-22, 2022-08-29, 2022-09-05");
	assert_true(told("2022-09-05", COORDINATOR,
	    "REGISTRERAT AV ER SEDAN FÖRRA VECKOBREVET"));
}

static void say_of(int id, const char *note, const char *reported_by)
{
	command("activity.update",
	    json_pack("{s:i, s:s, s:s*}", "id", id, "note", note, "reported_by",
		reported_by));
}

/* Of the first the lead answered, and the coordinator said something after it;
 * of the second the coordinator alone. */
static void what_the_coordinator_records_is_no_answer(void **state)
{
	(void)state;
	town_activity("Skriv om rutinen", "2022-12-30", "bg");
	town_activity("Tryck foldern", "2022-12-30", "bg");
	run_until("2022-07-04");
	town_at("2022-07-05T10:00");
	say_of(1, "Igångsatt", "bg");
	say_of(1, "Ringt om budgeten", NULL);
	say_of(2, "Talat med tryckeriet", NULL);
	run_until("2022-07-11");
	assert_true(told("2022-07-11", COORDINATOR, "Ett svar har kommit."));
	assert_true(told("2022-07-11", COORDINATOR, "Igångsatt"));
	assert_false(told("2022-07-11", COORDINATOR, "Ringt om budgeten"));
	assert_true(told("2022-07-11", COORDINATOR, "För en aktivitet har ni"));
	assert_true(told("2022-07-11", COORDINATOR,
	    "   2.  Tryck foldern: den 5 juli: ej påbörjad."));
}

/* What is asked for is told as it came, as long as it is late, with how to
 * decide it; and the department reads that it was heard. */
static void a_new_date_that_is_asked_for_is_told(void **state)
{
	static const char *const weeks[] = { "2022-07-11", "2022-07-18" };

	(void)state;
	turn_on("overdue");
	town_activity("Skriv om rutinen", "2022-06-30", "bg");
	town_activity("Tryck foldern", "2022-06-30", "bg");
	run_until("2022-07-04");
	town_at("2022-07-05T10:00");
	say_of(1, "behöver nytt datum: okt", "bg");
	say_of(2, "Vi behöver inget", "bg");
	run_until("2022-08-15");
	for (int i = 0; i < 2; i++) {
		assert_true(told(weeks[i], COORDINATOR, "okt”"));
		assert_true(told(weeks[i], COORDINATOR,
		    "planvakt activity move 1 TIDPLAN --decision BESLUT"));
		assert_false(told(weeks[i], COORDINATOR, "move 2 "));
	}
	assert_true(told("2022-08-03", "bg@kommun.example", "Vi har tagit"));
}

/* What ks takes part in it answers, too, in its words where it has any. A
 * demand stands though the coordinator says something after it, until bg
 * answers anew. */
static void who_takes_part_answers_and_a_demand_stands(void **state)
{
	(void)state;
	add_activity("Skriv om rutinen", "2022-06-30", "bg", "ks");
	town_activity("Tryck foldern", "2022-07-29", "bg");
	add_activity("Ring runt", "2022-06-30", "bg", "ks");
	run_until("2022-07-04");
	town_at("2022-07-05T10:00");
	say_of(1, "pågår hos oss", "ks");
	command("activity.update",
	    json_pack("{s:i, s:s, s:s}", "id", 3, "status", "started",
		"reported_by", "ks"));
	say_of(2, "behöver nytt datum: okt", "bg");
	say_of(2, "Ringt om budgeten", NULL);
	run_until("2022-07-18");
	assert_true(told("2022-07-11", COORDINATOR, "Tre svar har kommit."));
	assert_true(told("2022-07-11", COORDINATOR,
	    "Skriv om rutinen: Kommunstaben den 5 juli: ”pågår hos oss”"));
	assert_true(told("2022-07-11", COORDINATOR,
	    "Ring runt: Kommunstaben den 5 juli: pågår."));
	assert_true(told("2022-07-18", COORDINATOR,
	    "den 5 juli från Kommunstaben: ”pågår hos oss”"));
	assert_true(told("2022-07-18", COORDINATOR, "nytt datum: okt”"));
	assert_true(told("2022-07-18", COORDINATOR, "activity move 2"));
	town_at("2022-07-19T10:00");
	say_of(2, "Vi hinner", "bg");
	run_until("2022-07-25");
	assert_false(told("2022-07-25", COORDINATOR, "nytt datum"));
}

/* Of the run of a letter, too: on Monday 4 July one to ad, whose address sorts
 * before the coordinator's; on Friday the 8th, for what was due on the 7th, one
 * to ad and one to ks. The letter itself is told on no Monday. */
static void every_message_is_counted_once(void **state)
{
	(void)state;
	turn_on("overdue");
	town_department("ad", "Administrationen", "ad@kommun.example", "sv");
	town_activity("Skriv om rutinen", "2022-07-01", "ad");
	town_activity("Tryck foldern", "2022-07-07", "ad");
	town_activity("Ring runt", "2022-07-07", "ks");
	run_until("2022-07-11");
	assert_false(told("2022-07-04", COORDINATOR, "SKICKAT"));
	assert_true(told("2022-07-04", "ad@kommun.example", "Skriv om"));
	assert_true(told("2022-07-11", COORDINATOR, "skickades tre mejl."));
}

/* Easter Monday, and the national day, a Monday in 2022. A quiet period from
 * 27 June to 8 July: Monday the 11th is the first run, and tells the week. */
static void on_a_day_off_it_comes_on_the_next(void **state)
{
	(void)state;
	town_orphan("Ingens", "2022-12-30");
	end_of_turn();
	quiet("2022-06-27", "2022-07-06");
	run_until("2022-07-18");
	assert_digests("2022-06-20, 2022-07-07, 2022-07-11, 2022-07-18");
	run_until("2023-01-09");
	/* 26 December is off. */
	assert_true(told("2022-12-27", COORDINATOR, "En aktivitet är oklar."));
}

/* What was missed comes with the next run, once. */
static void after_a_time_without_runs_there_is_one(void **state)
{
	(void)state;
	town_orphan("Ingens", "2022-12-30");
	end_of_turn();
	run_until("2022-06-17");
	all_arrive();
	assert_int_equal(run("2022-07-06T09:00"), 1);
	assert_digests("2022-07-06 of 2022-07-04");
	assert_int_equal(run_next("2022-07-07T08:00"), 0);
}

/* On another weekday, from then on; and not at all. */
static void the_weekday_is_a_setting(void **state)
{
	(void)state;
	town_orphan("Ingens", "2022-12-30");
	end_of_turn();
	command("setting.set",
	    json_pack("{s:s, s:s}", "name", "digest", "value", "thursday"));
	run_until("2022-06-24");
	assert_digests("2022-06-16, 2022-06-23");
	command("setting.set",
	    json_pack("{s:s, s:s}", "name", "digest", "value", "off"));
	run_until("2022-07-29");
	assert_digests("2022-06-16, 2022-06-23");
}

/* A plan's duty: 90 days before 15 September 2022 is Friday 17 June. */
static void a_duty_makes_one_from_ninety_days_before(void **state)
{
	(void)state;
	command("plan.add",
	    json_pack("{s:s, s:s, s:s}", "code", "hrv", "title", "Plan",
		"adopted", "2020-09-15"));
	run_until("2022-06-27");
	assert_digests("2022-06-20, 2022-06-27");
	assert_true(told("2022-06-20", COORDINATOR, "den 15 september"));
}

/* SN meets on 8 September, its committee on 25 August: 24, 23, 22, 19, 18, 17,
 * 16, 15, 12, 11 August. */
static void a_duty_is_told_with_its_boards_papers(void **state)
{
	(void)state;
	command("plan.add",
	    json_pack("{s:s, s:s, s:s, s:s}", "code", "hrv", "title", "Plan",
		"adopted", "2020-09-15", "board", "sn"));
	command("meeting.add",
	    json_pack("{s:s, s:s}", "body", "SN", "date", "2022-09-08"));
	command("meeting.add",
	    json_pack("{s:s, s:s}", "body", "SN", "date", "2022-10-06"));
	command("meeting.add",
	    json_pack("{s:s, s:s}", "body", "SNAU", "date", "2022-08-25"));
	command("meeting.body",
	    json_pack("{s:s, s:s}", "body", "SNAU", "committee_of", "SN"));
	run_until("2022-06-20");
	assert_true(told("2022-06-20", COORDINATOR, "SN kan ta upp"));
	assert_true(told("2022-06-20", COORDINATOR, "11 augusti."));
}

/* Checked on Saturday 18 June 2022, and again, mended, on Tuesday the 21st. */
static void a_fault_that_check_found_makes_one(void **state)
{
	struct checked checked = { 1655546400, false, "entry 7 was changed" };
	char path[] = "/tmp/planvakt-digest.XXXXXX";
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	door_checked(town.door, path);
	assert_true(checked_write(path, &checked));
	run_until("2022-06-20");
	assert_digests("2022-06-20");
	assert_true(told("2022-06-20", COORDINATOR, "den 18 juni hittade"));
	/* Its words are English, the reader's are Swedish. */
	assert_true(told("2022-06-20", COORDINATOR, "planvaktd check visar"));
	assert_false(told("2022-06-20", COORDINATOR, "was changed"));
	checked.ok = true;
	assert_true(checked_write(path, &checked));
	run_until("2022-06-27");
	assert_digests("2022-06-20");
	unlink(path);
}

/* The state began on Monday 13 June 2022 at 09:00. Fifteen days later it is
 * Tuesday the 28th: of the Mondays 4 July is the first that may say so, and
 * after a check on Saturday the 2nd the 18th. That one has found a fault, which
 * is told on the 4th and after it. */
static void a_check_that_does_not_come_makes_one(void **state)
{
	struct checked checked = { 1656756000, true, "" };
	char path[] = "/tmp/planvakt-digest.XXXXXX";
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	door_checked(town.door, path);
	town_activity("Skriv om rutinen", "2022-07-04", "bg");
	run_until("2022-06-27");
	assert_false(told("2022-06-27", COORDINATOR, "varje vecka:"));
	run_until("2022-07-04");
	assert_true(told("2022-07-04", COORDINATOR,
	    "Ingen har kontrollerat planvakts logg"));
	town_at("2022-07-04T10:00");
	report_done(1);
	assert_true(checked_write(path, &checked));
	run_until("2022-07-11");
	assert_false(told("2022-07-11", COORDINATOR, "varje vecka:"));
	run_until("2022-07-18");
	assert_true(
	    told("2022-07-18", COORDINATOR, "planvakts logg var den 2 juli."));
	assert_false(told("2022-07-18", COORDINATOR, "Inget är försenat"));
	checked.ok = false;
	snprintf(checked.words, sizeof(checked.words), "entry 7 was changed");
	assert_true(checked_write(path, &checked));
	run_until("2022-07-25");
	assert_true(told("2022-07-25", COORDINATOR, "den 2 juli hittade"));
	assert_true(told("2022-07-25", COORDINATOR, "logg var den 2 juli."));
	checked.ok = true;
	checked.at = 1658656800; /* 24 July, a Sunday */
	assert_true(checked_write(path, &checked));
	run_until("2022-08-01");
	assert_true(told("2022-08-01", COORDINATOR, "Inget är försenat"));
	assert_false(told("2022-08-01", COORDINATOR, "varje vecka:"));
	unlink(path);
}

static void but_a_rehearsal_is_not_checked(void **state)
{
	(void)state;
	door_checked(town.door, "/nonexistent/checked");
	run_until("2022-08-01");
	assert_digests("2022-07-04, 2022-08-01");
	assert_true(told("2022-08-01", COORDINATOR, "Inget är försenat"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup_digest, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_empty_one_comes_once_a_month),
		cmocka_unit_test_setup_teardown(
		    it_says_that_letters_are_kept_here, setup_in_earnest,
		    teardown),
		TEST(a_long_list_is_cut),
		TEST(but_not_in_a_rehearsal),
		TEST(every_message_is_counted_once),
		TEST(who_takes_part_answers_and_a_demand_stands),
		TEST(a_new_date_that_is_asked_for_is_told),
		TEST(what_the_coordinator_records_is_no_answer),
		TEST(what_is_late_or_soon_makes_one_each_week),
		TEST(on_a_day_off_it_comes_on_the_next),
		TEST(after_a_time_without_runs_there_is_one),
		TEST(the_weekday_is_a_setting),
		TEST(papers_for_a_meeting_make_one),
		TEST(a_duty_makes_one_from_ninety_days_before),
		TEST(a_duty_is_told_with_its_boards_papers),
		TEST(a_fault_that_check_found_makes_one),
		cmocka_unit_test_setup_teardown(
		    a_check_that_does_not_come_makes_one, setup_in_earnest,
		    teardown),
		TEST(but_a_rehearsal_is_not_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
