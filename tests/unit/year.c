/* SPDX-License-Identifier: ISC */
/* 2022, day by day: a plan as a municipality has it, rehearsed and lived. The
 * rehearsal of each stretch is what was sent in it, and three activities are
 * spelt out by hand from the calendar. */
#include "daemon/reminders/forecast.h"

#include "tests/unit/rig/forecast.h"

/* --- a municipality --- */

static void add_department(
    const char *code, const char *name, bool escalates, const char *alias)
{
	json_t *params = json_pack("{s:s, s:s, s:o}", "code", code, "name",
	    name, "mail", json_sprintf("%s@kommun.example", code));

	if (escalates)
		json_object_set_new(params, "escalation",
		    json_sprintf("%s-chef@kommun.example", code));
	if (alias != NULL)
		json_object_set_new(params, "aliases", json_pack("[s]", alias));
	command("department.add", params);
}

/* Timeframe and owner of what is in the plan against extremism, by number. */
static const struct {
	const char *activity, *timeframe, *owner;
} plan[] = {
	{ "Beskriv samordnarens uppdrag", "Vt 2022", "Kommunstaben" },
	{ "För in frågan i trygghetsarbetet", "Vt 2022",
	    "Kommunstaben, i samverkan genom Beredningsgruppen" },
	{ "Bestäm hur lägesbilden hålls aktuell", "Vt 2022",
	    "Kommunstaben, i samverkan genom Beredningsgruppen och med Amf" },
	{ "Kartlägg vilka som saknar utbildning", "Vt 2022",
	    "Kommunstaben, i samverkan genom Beredningsgruppen och med Amf" },
	{ "Håll en grundkurs", "Ht 2022 – Vt 2023",
	    "Kommunstaben, i samverkan med de förvaltningar som saknar den" },
	{ "Gör ett uppslag över symboler", "Ht 2022",
	    "Kultur- och fritidsförvaltningen, i samverkan genom"
	    " Beredningsgruppen" },
	{ "Skriv om rutinen för den som är orolig", "2022",
	    "Socialförvaltningen" },
	{ "Gå igenom riktlinjerna", "2022",
	    "Socialförvaltningen, Barn- och utbildningsförvaltningen,"
	    " Kultur- och fritidsförvaltningen, Arbetsmarknadsförvaltningen" },
	{ "Pröva om riktlinjer behövs", "2022", "Kommunstaben" },
	{ "Håll kontakt med skolorna", "löpande",
	    "Barn- och utbildningsförvaltningen" },
	{ "Följ upp efter valet", "hösten", "Föreningen Ingen" },
};

static void add_departments(void)
{
	add_department("ks", "Kommunstaben", true, NULL);
	add_department("bg", "Beredningsgruppen", false, NULL);
	add_department("sf", "Socialförvaltningen", true, NULL);
	add_department("buf", "Barn- och utbildningsförvaltningen", true, NULL);
	add_department("kff", "Kultur- och fritidsförvaltningen", false, NULL);
	add_department("af", "Arbetsmarknadsförvaltningen", true, "Amf");
}

static void add_plans(void)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < sizeof(plan) / sizeof(*plan); i++)
		json_array_append_new(rows,
		    json_pack("{s:i, s:s, s:s, s:s}", "line", (int)i + 2,
			"activity", plan[i].activity, "timeframe",
			plan[i].timeframe, "owner", plan[i].owner));
	command("plan.add",
	    json_pack("{s:s, s:s, s:s}", "code", "vbe-2022", "title",
		"Plan mot våldsbejakande extremism", "adopted", "2021-12-13"));
	command("plan.add",
	    json_pack("{s:s, s:s, s:s}", "code", "hrv", "title",
		"Plan mot hedersrelaterat våld", "adopted", "2020-06-15"));
	command("plan.import",
	    json_pack("{s:s, s:o}", "plan", "vbe-2022", "rows", rows));
}

/* All is there before the first run of the year, on Monday 3 January. */
static int setup_year(void **state)
{
	(void)state;
	open_state("2022-01-03T07:00", COORDINATOR);
	prepare_forecast();
	town_at("2022-01-03T07:30");
	add_departments();
	add_plans();
	return 0;
}

/* --- what happens in it --- */

static void tell_progress(int id, const char *status)
{
	command("activity.update",
	    json_pack("{s:i, s:s, s:s}", "id", id, "status", status, "note",
		"Enligt samtal"));
}

static void started(int id)
{
	tell_progress(id, "started");
}

static void done(int id)
{
	tell_progress(id, "done");
}

static void dropped(int id)
{
	command("activity.drop",
	    json_pack("{s:i, s:s}", "id", id, "reason", "Nämnden beslöt så"));
}

static void moved(int id)
{
	move(id, "senast 2022-09-30");
}

static void handed_over(int id)
{
	command(
	    "activity.assign", json_pack("{s:i, s:s}", "id", id, "lead", "af"));
}

static void closed(int day)
{
	command("holidays.add",
	    json_pack("{s:o, s:s}", "date", json_sprintf("2022-11-%02d", day),
		"name", "Planeringsdag"));
}

/* Each at ten, when the day's run has been. */
static const struct {
	const char *day;
	void (*happens)(int id);
	int id;
} events[] = {
	{ "2022-01-31", started, 7 },
	{ "2022-03-14", dropped, 9 },
	{ "2022-04-04", started, 7 },
	{ "2022-04-11", handed_over, 4 },
	{ "2022-05-02", done, 2 },
	{ "2022-06-13", moved, 7 },
	{ "2022-06-20", started, 7 },
	{ "2022-08-05", done, 1 },
	{ "2022-08-22", started, 6 },
	{ "2022-09-05", started, 5 },
	{ "2022-10-10", closed, 14 },
	{ "2022-10-14", handed_over, 11 },
	{ "2022-12-05", done, 7 },
};

/* --- by hand --- */

/* All came on the morning of 3 January, before that day's run.
 *
 * Number 1, Vt 2022, 1 January to Thursday 30 June. Five workdays after New
 * Year's Day, 3, 4, 5, 7 and 10 January; the middle of 181 days is 90 on, on
 * Friday 1 April; 30 and 7 days before. Not begun, and done on Friday 5
 * August. Ten and twenty workdays after Friday 1 July.
 *
 * Number 6, Ht 2022, to Saturday 31 December, with bg. Begun on 22 August,
 * then 60 days of silence to Friday 21 October. Seven days before the end is
 * Christmas Eve; the workday before is Friday the 23rd.
 *
 * Number 7, all of 2022. Begun on 31 January; 60 days later is Friday 1
 * April. The word of 4 April lasts to Friday 3 June. Moved on 13 June to
 * Friday 30 September, and so counted anew; the word of 20 June lasts to
 * Friday 19 August; the middle, from the adoption on, was in May. Late from Monday 3 October on; November's first workday
 * is in the fourth week after that one, so December's is next. Done on the
 * 5th. */
static const char *const by_hand[] = {
	"2022-01-03 ks@kommun.example 001 assigned 1",
	"2022-01-10 ks@kommun.example 001 begin 1",
	"2022-04-01 ks@kommun.example 001 midway 1",
	"2022-05-31 ks@kommun.example 001 upcoming 1",
	"2022-06-23 ks@kommun.example 001 upcoming 2",
	"2022-06-30 ks@kommun.example 001 due 1",
	"2022-07-01 ks@kommun.example 001 overdue 1",
	"2022-07-11 ks@kommun.example 001 overdue 2",
	"2022-07-15 ks-chef@kommun.example 001 escalated 1",
	"2022-07-18 ks@kommun.example 001 overdue 3",
	"2022-07-25 ks@kommun.example 001 overdue 4",
	"2022-07-29 " COORDINATOR " 001 escalated 1",
	"2022-08-01 ks@kommun.example 001 overdue 5",

	"2022-01-03 kff@kommun.example 006 assigned 1",
	"2022-01-03 bg@kommun.example 006 assigned 1",
	"2022-07-08 kff@kommun.example 006 begin 1",
	"2022-10-21 kff@kommun.example 006 stale 1",
	"2022-12-01 bg@kommun.example 006 upcoming 1",
	"2022-12-01 kff@kommun.example 006 upcoming 1",
	"2022-12-23 bg@kommun.example 006 upcoming 2",
	"2022-12-23 kff@kommun.example 006 upcoming 2",
	"2022-12-30 bg@kommun.example 006 upcoming 3",
	"2022-12-30 kff@kommun.example 006 due 1",

	"2022-01-03 sf@kommun.example 007 assigned 1",
	"2022-01-10 sf@kommun.example 007 begin 1",
	"2022-04-01 sf@kommun.example 007 stale 1",
	"2022-06-03 sf@kommun.example 007 stale 2",
	"2022-06-14 sf@kommun.example 007 moved 1",
	"2022-08-19 sf@kommun.example 007 stale 1",
	"2022-08-31 sf@kommun.example 007 upcoming 1",
	"2022-09-23 sf@kommun.example 007 upcoming 2",
	"2022-09-30 sf@kommun.example 007 due 1",
	"2022-10-03 sf@kommun.example 007 overdue 1",
	"2022-10-10 sf@kommun.example 007 overdue 2",
	"2022-10-17 sf@kommun.example 007 overdue 3",
	"2022-10-17 sf-chef@kommun.example 007 escalated 1",
	"2022-10-24 sf@kommun.example 007 overdue 4",
	"2022-10-31 sf@kommun.example 007 overdue 5",
	"2022-10-31 " COORDINATOR " 007 escalated 1",
	"2022-12-01 sf@kommun.example 007 overdue 6",
};

/* The plan adopted on 15 June 2020 is two years old on a Wednesday: 90 days
 * before is 17 March, 30 days before Monday 16 May; then four Mondays, and the
 * first workdays of months. */
static const char *const of_the_plan[] = {
	"2022-03-17 " COORDINATOR " hrv follow-up 1",
	"2022-05-16 " COORDINATOR " hrv follow-up 2",
	"2022-06-15 " COORDINATOR " hrv follow-up 3",
	"2022-06-20 " COORDINATOR " hrv follow-up 4",
	"2022-06-27 " COORDINATOR " hrv follow-up 5",
	"2022-07-04 " COORDINATOR " hrv follow-up 6",
	"2022-07-11 " COORDINATOR " hrv follow-up 7",
	"2022-08-01 " COORDINATOR " hrv follow-up 8",
	"2022-09-01 " COORDINATOR " hrv follow-up 9",
	"2022-10-03 " COORDINATOR " hrv follow-up 10",
	"2022-11-01 " COORDINATOR " hrv follow-up 11",
	"2022-12-01 " COORDINATOR " hrv follow-up 12",
};

/* What was sent about one thing is these lines. */
static void assert_sent(
    const char *what, const char *const *expected, size_t count)
{
	static struct lines sent, slot;
	size_t kept = 0;

	read_sent(&sent, on("2022-01-03"));
	for (size_t i = 0; i < sent.count; i++)
		if (strstr(sent.list[i], what) != NULL)
			memmove(sent.list[kept++], sent.list[i], LINE_MAX);
	sent.count = kept;
	slot.count = 0;
	for (size_t i = 0; i < count; i++)
		if (strstr(expected[i], what) != NULL)
			snprintf(slot.list[slot.count++], LINE_MAX, "%s",
			    expected[i]);
	sort(&slot);
	assert_same(&slot, &sent);
	assert_true(slot.count > 0);
}

static void assert_by_hand(void)
{
	static const char *const numbers[] = { " 001 ", " 006 ", " 007 " };

	for (size_t i = 0; i < 3; i++)
		assert_sent(
		    numbers[i], by_hand, sizeof(by_hand) / sizeof(*by_hand));
	assert_sent(
	    " hrv ", of_the_plan, sizeof(of_the_plan) / sizeof(*of_the_plan));
}

/* --- the year --- */

/* What is rehearsed from here to `last` is then lived. */
static void stretch(const char *last)
{
	if (day_compare(next_run(), on(last)) <= 0)
		assert_year_as_rehearsed(on(last), 0);
}

static void a_year_in_which_things_happen(void **state)
{
	char local[32];

	(void)state;
	for (size_t i = 0; i < sizeof(events) / sizeof(*events); i++) {
		stretch(events[i].day);
		snprintf(local, sizeof(local), "%sT10:00", events[i].day);
		town_at(local);
		events[i].happens(events[i].id);
	}
	stretch("2022-12-31");
	assert_by_hand();
	/* 260 weekdays, of which 6 January, 15 and 18 April, 26 May, 6 and
	 * 24 June, 26 December and the closed Monday are off. */
	assert_int_equal(count(COUNT_RUNS, NULL), 260 - 8);
	town_is_replayed();
}

/* Nobody does anything: all of it can be known on the first day. */
static void a_year_in_which_nothing_happens(void **state)
{
	(void)state;
	assert_year_as_rehearsed(on("2022-12-31"), 120);
	assert_int_equal(count(COUNT_RUNS, NULL), 260 - 7);
	assert_sent(
	    " hrv ", of_the_plan, sizeof(of_the_plan) / sizeof(*of_the_plan));
	town_is_replayed();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup_year, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_year_in_which_things_happen),
		TEST(a_year_in_which_nothing_happens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
