/* SPDX-License-Identifier: ISC */
/* The rehearsal and the live run are the same: what was forecast for a year is
 * what each of its runs then sends, to everyone, and nothing else. */
#include "daemon/reminders/forecast.h"

#include "daemon/reminders/lived.h"
#include "daemon/reminders/next_due.h"
#include "daemon/reminders/rehearsal.h"
#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "tests/unit/rig/forecast.h"
#include "tests/unit/sanitized.h"

#include <time.h>

static int open_forecast(void **state)
{
	setup(state);
	prepare_forecast();
	return 0;
}

static void assert_rehearsed(
    const char *first, const char *last, const char *expected)
{
	static struct lines lines;
	struct buffer text = { 0 };

	rehearse(&lines, on(first), on(last));
	buffer_text(&text, "");
	for (size_t i = 0; i < lines.count; i++)
		buffer_printf(&text, "%s\n", lines.list[i]);
	assert_string_equal(text.bytes, expected);
	buffer_free(&text);
}

/* --- a municipality --- */

static void close_day(const char *day)
{
	command("holidays.add",
	    json_pack("{s:s, s:s}", "date", day, "name", "Stängt"));
}

/* A Monday of a repeat, a first workday of a month, a whole week that is the
 * first of a month, the workdays before New Year's Eve and the day after. */
static void close_days(void)
{
	static const char *const days[] = { "2022-07-11", "2022-10-03",
		"2022-10-31", "2022-11-01", "2022-11-02", "2022-11-03",
		"2022-11-04", "2022-12-27", "2022-12-28", "2022-12-29",
		"2022-12-30", "2023-01-02" };

	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++)
		close_day(days[i]);
}

/* sf shares the address of ks, kff the coordinator's. */
static void add_departments(void)
{
	town_department("sf", "Socialförvaltningen", "KS@kommun.example", "sv");
	town_department("kff", "Kulturförvaltningen", COORDINATOR, "sv");
	town_department("af", "Arbetsmarknad", "af@kommun.example", "en");
}

static void add_one(int i, const char *due)
{
	static const char *const leads[] = { "ks", "bg", "sf", "kff", "af" };
	char name[32];

	snprintf(name, sizeof(name), "Aktivitet %d", i);
	if (i % 6 == 5)
		town_orphan(name, due);
	else
		town_activity(name, due, leads[i % 6]);
}

/* Thirty, eleven days apart and so on every weekday; then those of days that
 * are off or stand at an end: 31 December, Easter Day, Ascension, Midsummer,
 * and the days about 7 July 2023, which is a Friday. */
static void add_plan(void)
{
	static const char *const days[] = { "2022-12-31", "2022-11-05",
		"2023-04-09", "2023-05-18", "2023-06-24", "2023-07-07",
		"2023-07-08", "2023-07-09", "2023-07-10" };
	char due[DAY_TEXT];

	for (int i = 0; i < 30; i++)
		add_one(
		    i, day_write(day_plus(day_of(2022, 6, 20), 11 * i), due));
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++)
		add_one(30 + (int)i, days[i]);
}

/* After the run of a Friday, and so joining the next; all but the last are
 * overdue when they come. */
static void add_late(void)
{
	static const char *const days[] = { "2021-12-31", "2022-03-31",
		"2022-06-30", "2022-07-07", "2022-07-08", "2022-07-11" };

	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++)
		add_one(40 + (int)i, days[i]);
}

/* What began, what runs on, what is silent for a while, two quiet weeks. */
static void add_more(void)
{
	command("activity.update",
	    json_pack("{s:i, s:s}", "id", 8, "status", "started"));
	command("activity.add",
	    json_pack("{s:s, s:s, s:s, s:s, s:s, s:[s]}", "plan", "vbe",
		"activity", "Håll kontakt", "purpose", "", "timeframe",
		"löpande", "lead", "bg", "cooperating", "af"));
	command("activity.snooze",
	    json_pack("{s:i, s:s}", "id", (int)last_overdue(), "until",
		"2022-07-20"));
	command("quiet.add",
	    json_pack("{s:s, s:s}", "from", "2023-04-03", "to", "2023-04-16"));
}

/* Four weeks of it have run, to Friday 8 July 2022. */
static void begin_municipality(void)
{
	add_departments();
	add_plan();
	close_days();
	run_until("2022-07-08");
	assert_true(count(COUNT_DISPATCHES, NULL) > 0);
	town_at("2022-07-08T09:00");
	add_late();
	move(2, "senast 2022-09-30");
	move(3, "senast 2022-07-06");
	report_done(4);
	command("activity.drop",
	    json_pack("{s:i, s:s}", "id", 12, "reason", "Nämnden beslöt så"));
	command(
	    "activity.assign", json_pack("{s:i, s:s}", "id", 6, "lead", "af"));
	add_more();
}

/* --- live and rehearsed --- */

static void a_year_comes_as_it_was_rehearsed(void **state)
{
	(void)state;
	begin_municipality();
	assert_year_as_rehearsed(on("2023-07-07"), 300);
	assert_int_equal(count(RUN, "2022-07-11"), -1);
	assert_int_equal(count(RUN, "2022-11-04"), -1);
	assert_true(count(RUN, "2022-11-07") > 0);
}

/* On Monday 15 August, five weeks without a run: each item's stage that
 * stands is sent at once, and counts as one. */
static void so_does_one_after_a_time_without_runs(void **state)
{
	(void)state;
	begin_municipality();
	town_at("2022-08-15T10:00");
	assert_int_equal(next_run().number, on("2022-08-15").number);
	assert_year_as_rehearsed(on("2023-07-07"), 300);
}

/* Whatever day the period ends on, its end cuts nothing off. */
static void so_does_one_of_any_length(void **state)
{
	(void)state;
	begin_municipality();
	for (struct day last = on("2022-12-12");
	     day_compare(last, on("2023-01-20")) <= 0;
	     last = day_plus(last, SANITIZED ? 3 : 1))
		assert_year_as_rehearsed(last, 0);
}

static void what_was_rehearsed_is_not_stored(void **state)
{
	static struct lines lines, again;
	struct receipt head;

	(void)state;
	begin_municipality();
	head = *door_head(town.door);
	rehearse(&lines, next_run(), on("2023-07-07"));
	rehearse(&again, next_run(), on("2023-07-07"));
	assert_same(&lines, &again);
	assert_memory_equal(&head, door_head(town.door), sizeof(head));
	town_is_replayed();
}

/* Asks for the next part or page, as a client does: appends its rows; whether
 * there is more. */
static bool ask_on(struct rehearse_period *period, struct buffer *told)
{
	struct buffer reply = { 0 };
	struct err err;
	const char *next, *end;
	bool more;

	must(rehearsal_rows(town.store, period, &reply, &err), &err);
	next = strstr(reply.bytes, "],\"next\":\"");
	more = next != NULL;
	end = more ? next : reply.bytes + reply.length - strlen("]}");
	if (end > reply.bytes + strlen("{\"rows\":[")) {
		buffer_text(told, told->length > 0 ? "," : "");
		buffer_add(told, reply.bytes + strlen("{\"rows\":["),
		    (size_t)(end - reply.bytes) - strlen("{\"rows\":["));
	}
	if (more)
		period->from = day_plus(
		    day_of(atoi(next + 10), atoi(next + 15), atoi(next + 18)),
		    1);
	buffer_free(&reply);
	return more;
}

/* Asked through the door it is the same, from its first day on. */
static void what_is_asked_for_is_what_is_forecast(void **state)
{
	static struct lines lines;
	struct buffer reply = { 0 }, told = { 0 };
	struct rehearse_period period;
	size_t count = 0;
	json_t *answer, *row;
	size_t i;

	(void)state;
	begin_municipality();
	period = (struct rehearse_period){ town.clock.at, next_run(),
		on("2022-12-31"), false };
	rehearse(&lines, next_run(), on("2022-12-31"));
	while (ask_on(&period, &told))
		;
	buffer_printf(&reply, "{\"rows\":[%s]}", told.bytes);
	answer = json_loadb(reply.bytes, reply.length, 0, NULL);
	assert_non_null(answer);
	json_array_foreach (json_object_get(answer, "rows"), i, row)
		count += json_array_size(json_object_get(row, "notices"));
	assert_int_equal(count, lines.count);
	json_decref(answer);
	buffer_free(&reply);
	buffer_free(&told);
}

/* --- with their words --- */

static bool add_lived(void *context, const struct rehearsed *message)
{
	struct lines *lines = context;
	char day[DAY_TEXT];

	for (size_t i = 0; i < message->count; i++) {
		const struct rehearsed_notice *notice = &message->notices[i];
		char number[24];

		snprintf(
		    number, sizeof(number), "%03" PRId64, notice->activity);
		add_line(lines, day_write(message->day, day), message->address,
		    notice->activity != 0      ? number
			: notice->plan != NULL ? notice->plan
					       : "-",
		    notice->stage, notice->n);
	}
	return true;
}

static void live(struct lines *lines, const char *last)
{
	struct err err;

	lines->count = 0;
	must(lived_runs(town.store, town.clock.at, on(last),
		 &(struct hearer){ add_lived, lines }, &err),
	    &err);
	sort(lines);
}

/* The head of the log is another: its entries have other blinds. */
static void add_text(struct buffer *to, const char *text)
{
	while (*text != '\0') {
		size_t hex = strspn(text, "0123456789abcdef");

		if (hex < 64)
			buffer_add(to, text++, 1);
		else
			text += hex;
	}
	buffer_text(to, "\n");
}

static bool add_letter(void *context, const struct rehearsed *message)
{
	char day[DAY_TEXT];

	buffer_printf(
	    context, "%s %s\n", day_write(message->day, day), message->address);
	add_text(context, message->subject);
	add_text(context, message->text);
	return true;
}

enum { LETTERS };

static const char *const letters_sql[] = {
	[LETTERS] = "SELECT run, address, subject, text FROM dispatch"
		    " WHERE run >= ?1 ORDER BY id",
	NULL,
};

static void add_sent_letters(struct buffer *to, struct day first)
{
	char day[DAY_TEXT];
	struct rows rows;
	struct err err;

	rig_prepare(&town, letters_sql);
	rows = store_query(town.store, letters_sql, LETTERS,
	    BIND(TEXT(day_write(first, day))));
	while (rows_next(&rows, &err) == 1) {
		buffer_printf(
		    to, "%s %s\n", rows_text(&rows, 0), rows_text(&rows, 1));
		add_text(to, rows_text(&rows, 2));
		add_text(to, rows_text(&rows, 3));
	}
}

static int count_of_day(const struct lines *lines, const char *day)
{
	int count = 0;

	for (size_t i = 0; i < lines->count; i++)
		count += strncmp(lines->list[i], day, strlen(day)) == 0;
	return count;
}

/* Lived in a copy it is what the ladder says. */
static void half_a_year_is_lived_as_it_is_forecast(void **state)
{
	static struct lines forecast, lived;

	(void)state;
	begin_municipality();
	rehearse(&forecast, next_run(), on("2022-12-31"));
	live(&lived, "2022-12-31");
	assert_same(&forecast, &lived);
	assert_true(forecast.count > 100);
}

/* The letters of a quarter, subject and text, are those that are sent, to the
 * byte, but for the head of the log. */
static void what_letters_say_is_what_they_will_say(void **state)
{
	struct buffer rehearsed = { 0 }, sent = { 0 };
	struct day first;
	struct err err;
	struct rehearse_period period;

	(void)state;
	begin_municipality();
	first = next_run();
	period = (struct rehearse_period){ town.clock.at, first,
		on("2022-09-30"), true };
	must(rehearsal_tell(town.store, &period,
		 &(struct hearer){ add_letter, &rehearsed }, &err),
	    &err);
	run_until("2022-09-30");
	add_sent_letters(&sent, first);
	assert_true(sent.length > 50000);
	assert_string_equal(rehearsed.bytes, sent.bytes);
	buffer_free(&rehearsed);
	buffer_free(&sent);
}

/* 600 are due on one day: a letter names 500, the next day's the rest. */
static void what_a_letter_has_no_room_for_is_rehearsed_so(void **state)
{
	static struct lines rehearsed, sent;
	json_t *rows = json_array();
	struct err err;

	(void)state;
	prepare_forecast();
	for (int i = 0; i < 600; i++)
		json_array_append_new(rows,
		    json_pack("{s:i, s:o, s:s, s:s}", "line", i + 2, "activity",
			json_sprintf("Aktivitet %d", i), "timeframe",
			"senast 2022-06-30", "owner", "Kommunstaben"));
	command("plan.import",
	    json_pack("{s:s, s:o}", "plan", "vbe", "rows", rows));
	must(rehearsal_tell(town.store,
		 &(struct rehearse_period){
		     town.clock.at, next_run(), on("2022-07-05"), false },
		 &(struct hearer){ add_lived, &rehearsed }, &err),
	    &err);
	sort(&rehearsed);
	run_until("2022-07-05");
	read_sent(&sent, on("2022-06-14"));
	assert_same(&rehearsed, &sent);
	assert_int_equal(count_of_day(&sent, "2022-06-30"), 500);
	assert_int_equal(count_of_day(&sent, "2022-07-01"), 500);
	assert_int_equal(count_of_day(&sent, "2022-07-04"), 100);
	assert_int_equal(count_of_day(&sent, "2022-07-05"), 0);
}

/* --- by hand --- */

/* Due on a Thursday, a Saturday and New Year's Eve, a Saturday; from the
 * calendar of 2022. 1 August, 1 September, 3 October, 1 November and
 * 1 December are the first workdays of their months; 4 July is within five
 * workdays of 1 July. */
static void half_a_year_by_hand(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	town_activity("Skriv om rutinen", "2022-08-20", "bg");
	town_orphan("Utvärdera arbetet", "2022-12-31");
	assert_rehearsed("2022-06-14", "2022-12-30",
	    "2022-06-30 ks@kommun.example 001 due 1\n"
	    "2022-07-01 ks@kommun.example 001 overdue 1\n"
	    "2022-07-11 ks@kommun.example 001 overdue 2\n"
	    "2022-07-18 ks@kommun.example 001 overdue 3\n"
	    "2022-07-25 ks@kommun.example 001 overdue 4\n"
	    "2022-08-01 ks@kommun.example 001 overdue 5\n"
	    "2022-08-19 bg@kommun.example 002 due 1\n"
	    "2022-08-22 bg@kommun.example 002 overdue 1\n"
	    "2022-08-29 bg@kommun.example 002 overdue 2\n"
	    "2022-09-01 ks@kommun.example 001 overdue 6\n"
	    "2022-09-05 bg@kommun.example 002 overdue 3\n"
	    "2022-09-12 bg@kommun.example 002 overdue 4\n"
	    "2022-09-19 bg@kommun.example 002 overdue 5\n"
	    "2022-10-03 bg@kommun.example 002 overdue 6\n"
	    "2022-10-03 ks@kommun.example 001 overdue 7\n"
	    "2022-11-01 bg@kommun.example 002 overdue 7\n"
	    "2022-11-01 ks@kommun.example 001 overdue 8\n"
	    "2022-12-01 bg@kommun.example 002 overdue 8\n"
	    "2022-12-01 ks@kommun.example 001 overdue 9\n"
	    "2022-12-30 " COORDINATOR " 003 due 1\n");
}

/* A first run late in the period sends what stands, and counts what is sent,
 * not what has passed. */
static void a_late_first_run_sends_what_stands(void **state)
{
	(void)state;
	town_activity("Beskriv uppdraget", "2022-06-30", "ks");
	assert_rehearsed("2022-07-20", "2022-08-31",
	    "2022-07-20 ks@kommun.example 001 overdue 1\n"
	    "2022-07-25 ks@kommun.example 001 overdue 2\n"
	    "2022-08-01 ks@kommun.example 001 overdue 3\n");
}

/* The days off before the end are longer than a weekend. */
static void a_due_date_after_the_end_counts_where_its_workday_does(void **state)
{
	(void)state;
	town_activity("Utvärdera arbetet", "2023-01-01", "ks");
	for (int day = 27; day <= 30; day++) {
		char text[DAY_TEXT];

		close_day(day_write(day_of(2022, 12, day), text));
	}
	/* The 24th to the 26th are a Saturday to a Monday. */
	assert_rehearsed("2022-12-01", "2022-12-23",
	    "2022-12-23 ks@kommun.example 001 due 1\n");
	assert_rehearsed("2022-12-01", "2022-12-22", "");
}

/* By day, by address, then by due date and number. */
static void they_come_in_the_order_of_the_letters(void **state)
{
	static const int64_t expected[] = { 3, 4, 2, 1, 3, 4 };
	struct forecast forecast = { 0 };
	struct due_items due_items;
	struct digest digest;

	(void)state;
	town_activity("D", "2022-07-03", "ks");
	town_activity("C", "2022-07-02", "ks");
	town_activity("A", "2022-07-01", "bg");
	town_activity("B", "2022-07-01", "bg");
	load(&due_items, on("2022-07-04"));
	/* 1 July, a Friday, is the last workday before all of them. */
	load_digest(&digest, &due_items, on("2022-06-14"));
	make_forecast(
	    &forecast, &due_items, &digest, on("2022-06-14"), on("2022-07-04"));
	assert_int_equal(forecast.count, 8);
	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++)
		assert_int_equal(
		    forecast.list[i].notice.item->words.id, expected[i]);
	assert_int_equal(forecast.list[3].day.number, on("2022-07-01").number);
	assert_int_equal(forecast.list[4].day.number, on("2022-07-04").number);
	forecast_release(&forecast);
	due_items_release(&due_items);
}

static void what_is_closed_or_has_no_date_is_not_in_it(void **state)
{
	(void)state;
	town_activity("Gjord", "2022-06-30", "ks");
	town_activity("Struken", "2022-06-30", "ks");
	command("activity.add",
	    json_pack("{s:s, s:s, s:s, s:s, s:s}", "plan", "vbe", "activity",
		"Löper", "purpose", "", "timeframe", "löpande", "lead", "ks"));
	report_done(1);
	command("activity.drop",
	    json_pack("{s:i, s:s}", "id", 2, "reason", "Nämnden beslöt så"));
	assert_rehearsed("2022-06-14", "2023-06-14", "");
}

static void whom_nobody_can_reach_is_left_out(void **state)
{
	(void)state;
	town_orphan("Den föräldralösa", "2022-06-30");
	town_activity("Den andra", "2022-06-30", "ks");
	assert_rehearsed("2022-06-14", "2022-06-30",
	    "2022-06-30 ks@kommun.example 002 due 1\n");
}

/* --- time --- */

/* Of over a thousand some have the same due date. */
static void import_rows(int count)
{
	json_t *rows = json_array();
	char due[DAY_TEXT];

	for (int i = 0; i < count; i++)
		json_array_append_new(rows,
		    json_pack("{s:i, s:o, s:o, s:s}", "line", i + 2, "activity",
			json_sprintf("Aktivitet %d", i), "timeframe",
			json_sprintf("senast %s",
			    day_write(
				day_plus(day_of(2022, 6, 20), i % 1000), due)),
			"owner", i % 3 == 0 ? "Ingen" : "Kommunstaben"));
	command("plan.import",
	    json_pack("{s:s, s:o}", "plan", "vbe", "rows", rows));
}

/* Seconds of CPU; sanitizers take their time. */
#define PATIENCE (SANITIZED ? 10 : 1)

/* Every month of its lateness each of the thousand has at least one notice:
 * a sum of at least seven years of months. A second is some ten times of what
 * it takes. */
static void ten_years_of_a_thousand_take_no_time(void **state)
{
	struct forecast forecast = { 0 };
	struct due_items due_items;
	struct digest digest;
	clock_t began;

	(void)state;
	import_rows(1000);
	began = clock();
	load(&due_items, on("2032-06-13"));
	load_digest(&digest, &due_items, on("2022-06-14"));
	make_forecast(
	    &forecast, &due_items, &digest, on("2022-06-14"), on("2032-06-13"));
	assert_true(clock() - began < PATIENCE * CLOCKS_PER_SEC);
	assert_int_equal(due_items.count, 1000);
	assert_true(forecast.count > 1000 * 7 * 12);
	forecast_release(&forecast);
	due_items_release(&due_items);
}

/* --- in parts --- */

static bool add_told(void *context, const struct rehearsed *message)
{
	struct buffer *told = context;

	buffer_text(told, told->length > 0 ? "," : "");
	rehearsal_json(told, message);
	return true;
}

static struct rehearse_period half_a_year(void)
{
	return (struct rehearse_period){ town.clock.at, on("2022-06-14"),
		on("2022-12-31"), false };
}

/* What is told at one go; the caller frees. */
static char *told_at_once(void)
{
	struct rehearse_period period = half_a_year();
	struct buffer told = { 0 };
	struct err err;

	must(rehearsal_tell(town.store, &period,
		 &(struct hearer){ add_told, &told }, &err),
	    &err);
	return told.bytes;
}

/* 1,000 activities are read some at a time, and walked. */
static void parts_are_the_whole(void **state)
{
	struct rehearse_period period = half_a_year();
	struct buffer told = { 0 };
	char *whole;
	int parts = 0;

	(void)state;
	import_rows(1000);
	whole = told_at_once();
	while (ask_on(&period, &told))
		parts += told.length == 0;
	assert_true(parts >= 3);
	assert_true(strlen(whole) > 10000);
	assert_string_equal(told.bytes, whole);
	buffer_free(&told);
	free(whole);
}

/* Of one state: that of the end. */
static void what_is_written_between_parts_is_in_it(void **state)
{
	struct rehearse_period period = half_a_year();
	struct buffer told = { 0 };
	char *before, *whole;

	(void)state;
	import_rows(1000);
	before = told_at_once();
	assert_true(ask_on(&period, &told));
	assert_true(ask_on(&period, &told));
	assert_int_equal(told.length, 0);
	town_activity("Den nya", "2022-06-30", "ks");
	whole = told_at_once();
	assert_string_not_equal(whole, before);
	while (ask_on(&period, &told))
		;
	assert_string_equal(told.bytes, whole);
	buffer_free(&told);
	free(before);
	free(whole);
}

/* With words, some runs at a time; a head of the log is in each letter, and not
 * the same in two copies. */
static void runs_in_parts_are_the_whole(void **state)
{
	struct rehearse_period period = { town.clock.at, on("2022-06-14"),
		on("2022-08-31"), true };
	struct buffer told = { 0 }, whole = { 0 }, once = { 0 }, parts = { 0 };
	struct err err;
	int asked = 1;

	(void)state;
	import_rows(1000);
	must(rehearsal_tell(town.store, &period,
		 &(struct hearer){ add_told, &whole }, &err),
	    &err);
	while (ask_on(&period, &told))
		asked++;
	assert_true(asked >= 4);
	add_text(&once, whole.bytes);
	add_text(&parts, told.bytes);
	assert_string_equal(parts.bytes, once.bytes);
	buffer_free(&told);
	buffer_free(&whole);
	buffer_free(&once);
	buffer_free(&parts);
}

/* Somebody writes after each part: at last it is answered at one go. */
static void who_is_always_disturbed_is_answered(void **state)
{
	struct rehearse_period period = half_a_year();
	struct buffer told = { 0 };
	char *whole = NULL;
	bool more = true;
	int asked = 0;

	(void)state;
	import_rows(1000);
	while (told.length == 0) {
		assert_true(asked++ <= REHEARSAL_AGAIN);
		free(whole);
		town_activity("Den nya", "2022-06-30", "ks");
		whole = told_at_once();
		more = ask_on(&period, &told);
	}
	assert_int_equal(asked, REHEARSAL_AGAIN + 1);
	while (more)
		more = ask_on(&period, &told);
	assert_string_equal(told.bytes, whole);
	buffer_free(&told);
	free(whole);
}

/* As a day off does that is added. */
static void forget_dates(void)
{
	struct err err;

	must(store_execute(town.store, "UPDATE next_due SET day = ''", &err),
	    &err);
}

/* As the daemon does between requests. */
static void work_out_some(void)
{
	struct err err;

	must(door_begin(town.door, &err), &err);
	must(next_due_settle(town.store, NEXT_DUE_BATCH, &err), &err);
	must(door_commit(town.door, &err), &err);
}

/* Once a part of them is left, that disturbs it but once. */
static void a_rehearsal_waits_for_dates(void **state)
{
	struct rehearse_period period = half_a_year();
	struct buffer told = { 0 };
	char *whole;
	int asked = 0;

	(void)state;
	import_rows(5 * NEXT_DUE_BATCH);
	forget_dates();
	whole = told_at_once();
	for (int i = 0; i < 4; i++) {
		assert_true(ask_on(&period, &told));
		assert_int_equal(told.length, 0);
		work_out_some();
	}
	while (ask_on(&period, &told)) {
		work_out_some();
		asked++;
	}
	assert_string_equal(told.bytes, whole);
	assert_true(asked > REHEARSAL_AGAIN);
	buffer_free(&told);
	free(whole);
}

/* Else it would wait for ever. */
static void but_not_where_nobody_works_at_them(void **state)
{
	struct rehearse_period period = half_a_year();
	struct buffer told = { 0 };
	char *whole;

	(void)state;
	import_rows(NEXT_DUE_BATCH + 1);
	forget_dates();
	whole = told_at_once();
	while (ask_on(&period, &told))
		;
	assert_string_equal(told.bytes, whole);
	buffer_free(&told);
	free(whole);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, open_forecast, teardown)
#define PLAIN(name) cmocka_unit_test_setup_teardown(name, setup_plain, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_year_comes_as_it_was_rehearsed),
		TEST(so_does_one_after_a_time_without_runs),
		TEST(so_does_one_of_any_length),
		TEST(what_is_asked_for_is_what_is_forecast),
		TEST(what_was_rehearsed_is_not_stored),
		TEST(half_a_year_is_lived_as_it_is_forecast),
		TEST(what_letters_say_is_what_they_will_say),
		PLAIN(what_a_letter_has_no_room_for_is_rehearsed_so),
		PLAIN(half_a_year_by_hand),
		PLAIN(a_late_first_run_sends_what_stands),
		PLAIN(a_due_date_after_the_end_counts_where_its_workday_does),
		PLAIN(they_come_in_the_order_of_the_letters),
		PLAIN(what_is_closed_or_has_no_date_is_not_in_it),
		cmocka_unit_test_setup_teardown(
		    whom_nobody_can_reach_is_left_out, setup_without_mail,
		    teardown),
		PLAIN(ten_years_of_a_thousand_take_no_time),
		PLAIN(parts_are_the_whole),
		PLAIN(what_is_written_between_parts_is_in_it),
		PLAIN(runs_in_parts_are_the_whole),
		PLAIN(who_is_always_disturbed_is_answered),
		PLAIN(a_rehearsal_waits_for_dates),
		PLAIN(but_not_where_nobody_works_at_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
