/* SPDX-License-Identifier: ISC */
/* The index on the next dates: whatever changes, it says when a run must look
 * at an activity again, and a run looks at no other. */
#include "daemon/reminders/next_due.h"

#include "daemon/reminders/due_item.h"
#include "daemon/reminders/notices_due.h"
#include "daemon/reminders/reminder.h"
#include "daemon/request/execute.h"
#include "tests/unit/rig/stages.h"

#include <event2/event.h>

#define NEVER "9999-12-31"

enum { DAY, OPEN, NOT_DUE, FORGET };

static const char *const next_due_test_sql[] = {
	[DAY] = "SELECT day FROM next_due WHERE activity = ?1",
	[OPEN] = "SELECT id, due_version FROM activity"
		 " WHERE open",
	[NOT_DUE] = "UPDATE next_due SET day = ?2 WHERE activity > ?1",
	[FORGET] = "UPDATE next_due SET day = ''",
	NULL,
};

static int setup_next_due(void **state)
{
	setup_stages(state);
	rig_prepare(&town, next_due_test_sql);
	return 0;
}

static void assert_stored(
    const char *after, int64_t activity, const char *expected)
{
	struct rows rows;
	struct err err;

	rows = store_query(
	    town.store, next_due_test_sql, DAY, BIND(INTEGER(activity)));
	assert_int_equal(rows_next(&rows, &err), 1);
	if (strcmp(rows_text(&rows, 0), expected) != 0)
		fail_msg("after %s activity %" PRId64 " is due on '%s', not %s",
		    after, activity, rows_text(&rows, 0), expected);
	rows_end(&rows);
}

static void load_open(struct due_items *due_items)
{
	struct rows rows;
	struct err err;

	must(due_items_open(due_items, town.store, &err), &err);
	rows = store_query(town.store, next_due_test_sql, OPEN, BIND_NONE);
	while (rows_next(&rows, &err) == 1)
		must(due_items_add_one(due_items, town.store,
			 rows_integer(&rows, 0), rows_integer(&rows, 1), &err),
		    &err);
	assert_true(due_items->count > 0);
}

/* Each open activity has its date, and it is the one worked out anew. */
static void assert_worked_out(const char *after)
{
	struct due_items due_items;

	load_open(&due_items);
	for (size_t i = 0; i < due_items.count; i++) {
		const struct due_item *item = &due_items.items[i];
		struct day day = notices_due_next(&due_items, item);
		char text[DAY_TEXT] = NEVER;

		if (day_is_some(day))
			day_write(day, text);
		assert_stored(after, item->words.id, text);
	}
	due_items_release(&due_items);
}

static void changed(const char *method, json_t *params)
{
	command(method, params);
	assert_worked_out(method);
}

/* --- what it says --- */

/* Vt 2023 begins on a Sunday with the 6th off: 2, 3, 4, 5, 9 January. */
static void it_is_the_next_date_of_the_ladder(void **state)
{
	(void)state;
	add_activity("Våren", "Vt 2023", "sf", "bg");
	add_activity("Löper", "löpande", "bg", NULL);
	add_activity("Klar", "senast 2022-12-30", "bg", NULL);
	report_done(3);
	town_orphan("Ingens", "2022-12-30");
	end_of_turn();
	assert_stored("this", 1, "2023-01-09");
	assert_stored("this", 2, "2022-10-13");
	assert_stored("this", 4, "2022-06-14");
	begin(1, "Redan");
	assert_stored("this", 1, "2022-08-12");
	assert_worked_out("at the start");
}

static void right_after_a_change_it_is_open(void **state)
{
	bool behind;
	struct err err;

	(void)state;
	add_activity("Hösten", "Ht 2022", "sf", NULL);
	must(next_due_is_behind(town.store, &behind, &err), &err);
	assert_false(behind);
	rig_give(&town, "activity.move",
	    json_pack("{s:i, s:s, s:s}", "id", 1, "timeframe", "Vt 2023",
		"decision", "KS § 5"));
	assert_stored("this", 1, "");
	must(next_due_is_behind(town.store, &behind, &err), &err);
	assert_true(behind);
	/* A run looks at it in any case. */
	town_at("2022-06-28T10:00");
	move(1, "senast 2022-06-30");
	must(store_run(town.store, next_due_test_sql, FORGET, BIND_NONE, &err),
	    &err);
	assert_int_equal(run("2022-06-30T08:00"), 1);
	assert_int_equal(told_on("2022-06-30", "due"), 1);
}

/* Other words move no date, and a lead that stays does: somebody may have
 * joined with it, who is told that he has a part in it. */
static void only_what_moves_a_date_opens_it(void **state)
{
	(void)state;
	add_activity("Hösten", "Ht 2022", "sf", NULL);
	end_of_turn();
	rig_give(&town, "activity.edit",
	    json_pack("{s:i, s:s}", "id", 1, "goal", "Färre väntar"));
	assert_worked_out("other words");
	rig_give(&town, "activity.assign",
	    json_pack("{s:i, s:s, s:[s]}", "id", 1, "lead", "sf", "cooperating",
		"bg"));
	assert_stored("who joins", 1, "");
	end_of_turn();
	assert_worked_out("who joins");
}

static void what_never_comes_by_itself_sleeps(void **state)
{
	(void)state;
	add_activity("Löper", "löpande", "bg", NULL);
	changed(
	    "ladder.set", json_pack("{s:s, s:b}", "stage", "review", "off", 1));
	assert_stored("this", 1, NEVER);
}

/* --- whatever changes --- */

static void add_all_kinds(void)
{
	static const char *const timeframes[] = { "Vt 2022", "Ht 2022",
		"senast 2022-06-30", "2022", "löpande", "från 1 september 2022",
		"hösten", "slutet av december 2022", "årligen" };

	for (size_t i = 0; i < sizeof(timeframes) / sizeof(*timeframes); i++)
		add_activity(timeframes[i], timeframes[i],
		    i % 2 == 0 ? "sf" : "ks", i % 3 == 0 ? "bg" : NULL);
	town_orphan("Ingens", "2022-12-30");
	end_of_turn();
	assert_worked_out("all kinds");
}

static void a_change_of_an_activity_moves_its_date(void **state)
{
	(void)state;
	add_all_kinds();
	changed("activity.move",
	    json_pack("{s:i, s:s, s:s}", "id", 2, "timeframe", "Vt 2023",
		"decision", "§ 1"));
	changed("activity.move",
	    json_pack("{s:i, s:s, s:s}", "id", 7, "timeframe", "Ht 2022",
		"decision", "§ 2"));
	changed("activity.confirm", json_pack("{s:i}", "id", 8));
	changed(
	    "activity.edit", json_pack("{s:i, s:s}", "id", 5, "review", "6w"));
	changed(
	    "activity.assign", json_pack("{s:i, s:s}", "id", 1, "lead", "bg"));
	changed(
	    "activity.assign", json_pack("{s:i, s:s}", "id", 10, "lead", "bg"));
	changed("activity.update",
	    json_pack("{s:i, s:s}", "id", 4, "status", "started"));
	town_at("2022-06-20T12:00");
	changed("activity.update",
	    json_pack("{s:i, s:s}", "id", 4, "note", "Ett ord till"));
	changed("activity.update",
	    json_pack("{s:i, s:s}", "id", 3, "status", "done"));
	changed("activity.drop",
	    json_pack("{s:i, s:s}", "id", 6, "reason", "Behövs inte"));
	changed("activity.reopen",
	    json_pack("{s:i, s:s}", "id", 3, "reason", "Var inte klar"));
	changed("activity.reopen",
	    json_pack("{s:i, s:s}", "id", 6, "reason", "Behövs ändå"));
}

static json_t *rows_with(const char *timeframe)
{
	return json_pack("{s:s, s:s, s:[{s:i, s:s, s:s, s:s}]}", "plan", "vbe",
	    "decision", "§ 3", "rows", "line", 2, "activity", "Ingens",
	    "timeframe", timeframe, "owner", "Kommunstaben");
}

static void so_does_an_import(void **state)
{
	(void)state;
	add_all_kinds();
	changed("plan.import", rows_with("Ht 2022"));
	town_at("2022-07-20T12:00");
	changed("plan.import", rows_with("senast 2022-09-30"));
}

static void so_does_a_change_of_the_plan(void **state)
{
	(void)state;
	add_all_kinds();
	changed("plan.edit",
	    json_pack("{s:s, s:s}", "code", "vbe", "adopted", "2022-01-10"));
	changed("plan.edit",
	    json_pack("{s:s, s:s}", "code", "vbe", "review", "2m"));
	changed("department.replace",
	    json_pack("{s:s, s:s}", "old", "ks", "new", "bg"));
}

static void set_rung(const char *plan, const char *stage, int at)
{
	changed("ladder.set",
	    json_pack(
		"{s:s*, s:s, s:[i]}", "plan", plan, "stage", stage, "at", at));
}

static void so_does_another_ladder(void **state)
{
	(void)state;
	add_all_kinds();
	begin(4, "I gång");
	set_rung(NULL, "upcoming", 14);
	set_rung(NULL, "upcoming", 21);
	set_rung(NULL, "begin", 10);
	set_rung(NULL, "stale", 30);
	set_rung(NULL, "stale", 20);
	changed("ladder.set",
	    json_pack("{s:s, s:[ii]}", "stage", "unclear", "at", 2, 2));
	set_rung(NULL, "midway", 60);
	set_rung("vbe", "upcoming", 3);
	set_rung("vbe", "upcoming", 5);
	changed("ladder.set",
	    json_pack("{s:s, s:b}", "stage", "unclear", "off", 1));
	changed("ladder.reset", json_pack("{s:s}", "plan", "vbe"));
	changed("ladder.reset", json_object());
}

static void so_do_days_that_are_off(void **state)
{
	(void)state;
	add_all_kinds();
	changed("holidays.add",
	    json_pack("{s:s, s:s}", "date", "2022-06-20", "name", "Stängt"));
	changed("quiet.add",
	    json_pack("{s:s, s:s}", "from", "2022-06-23", "to", "2022-07-31"));
	changed("holidays.remove", json_pack("{s:s}", "date", "2022-06-20"));
	changed("quiet.remove", json_pack("{s:s}", "from", "2022-06-23"));
}

/* It came at nine on 13 June: where the run is at ten it could join that
 * Monday's. */
static void so_does_the_hour_of_the_runs(void **state)
{
	(void)state;
	add_all_kinds();
	changed("setting.set",
	    json_pack("{s:s, s:s}", "name", "hour", "value", "10"));
	assert_stored("this", 10, "2022-06-13");
	changed("setting.set",
	    json_pack("{s:s, s:s}", "name", "hour", "value", "8"));
	assert_stored("this", 10, "2022-06-14");
}

/* What runs and messages leave behind. */
static void so_do_runs_and_what_arrives(void **state)
{
	(void)state;
	add_all_kinds();
	begin(4, "I gång");
	while (day_compare(next_run(), on("2022-08-19")) <= 0) {
		town.clock.at = zone_instant(next_run(), 8, 0, 0);
		run_today();
		assert_worked_out("run");
		all_arrive();
		assert_worked_out("arrival");
	}
	snooze(1, NULL, "2022-09-12");
	assert_worked_out("snooze");
	changed("activity.acknowledge", json_pack("{s:i}", "id", 1));
	town_at("2022-09-01T08:00");
	run_today();
	settle(count(WAITING, NULL), "failed");
	assert_worked_out("failure");
	changed("notice.pause",
	    json_pack("{s:s, s:s}", "until", "2022-09-12", "reason", "Val"));
	changed("notice.resume", json_object());
	town_is_replayed();
}

/* --- what a run looks at --- */

static void import_many(int count)
{
	json_t *rows = json_array();

	for (int i = 0; i < count; i++)
		json_array_append_new(rows,
		    json_pack("{s:i, s:o, s:s, s:s}", "line", i + 2, "activity",
			json_sprintf("Aktivitet %d", i), "timeframe",
			"senast 2022-06-30", "owner", "Kommunstaben"));
	command("plan.import",
	    json_pack("{s:s, s:o}", "plan", "vbe", "rows", rows));
}

/* All thousand are due, and all but seven are said not to be: nobody asks. */
static void a_run_looks_only_at_what_is_due(void **state)
{
	struct due_items due_items;
	struct err err;

	(void)state;
	import_many(1000);
	must(store_run(town.store, next_due_test_sql, NOT_DUE,
		 BIND(INTEGER(7), TEXT("2022-07-01")), &err),
	    &err);
	town_at("2022-06-30T08:00");
	must(due_items_open(&due_items, town.store, &err), &err);
	must(due_items_add_due(&due_items, town.store, on("2022-06-30"), &err),
	    &err);
	assert_int_equal(due_items.count, 7);
	due_items_release(&due_items);
	/* The lead's, and that the run of the 23rd was missed. */
	assert_int_equal(run_today(), 2);
	assert_int_equal(told_on("2022-06-30", "due"), 7);
	/* Each is told the step that stands, once it is due. */
	assert_int_equal(run("2022-07-01T08:00"), 1);
	/* A letter has room for so many; the rest is in the next. */
	assert_int_equal(told_on("2022-07-01", "overdue"), LETTER_ITEMS);
	all_arrive();
	assert_int_equal(run("2022-07-04T08:00"), 1);
	assert_int_equal(told_on("2022-07-04", "overdue"), 1000 - LETTER_ITEMS);
}

/* More than are worked out at once. */
static void a_great_change_is_worked_out_in_parts(void **state)
{
	bool behind;
	struct err err;

	(void)state;
	import_many(NEXT_DUE_BATCH + 1);
	must(store_run(town.store, next_due_test_sql, FORGET, BIND_NONE, &err),
	    &err);
	must(next_due_settle(town.store, NEXT_DUE_BATCH, &err), &err);
	must(next_due_is_behind(town.store, &behind, &err), &err);
	assert_true(behind);
	must(next_due_settle(town.store, NEXT_DUE_BATCH, &err), &err);
	must(next_due_is_behind(town.store, &behind, &err), &err);
	assert_false(behind);
	assert_stored("this", NEXT_DUE_BATCH + 1, "2022-06-23");
}

/* Nothing of it can be kept: the daemon does not try without a pause. */
static void what_cannot_be_kept_waits(void **state)
{
	struct event_base *base = event_base_new();
	struct reminder *reminder;
	struct err err;

	(void)state;
	import_many(NEXT_DUE_BATCH + 1);
	must(store_run(town.store, next_due_test_sql, FORGET, BIND_NONE, &err),
	    &err);
	must(reminder_new(&reminder, base, town.door, &err), &err);
	assert_true(reminder_settle(reminder));
	must(door_commit(town.door, &err), &err);
	reminder_turn(reminder, true);
	must(store_run(town.store, next_due_test_sql, FORGET, BIND_NONE, &err),
	    &err);
	assert_true(reminder_settle(reminder));
	must(store_execute(town.store, "ROLLBACK", &err), &err);
	assert_int_equal(door_commit(town.door, &err), -1);
	reminder_turn(reminder, false);
	assert_false(reminder_settle(reminder));
	reminder_free(reminder);
	event_base_free(base);
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, setup_next_due, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_is_the_next_date_of_the_ladder),
		TEST(right_after_a_change_it_is_open),
		TEST(only_what_moves_a_date_opens_it),
		TEST(what_never_comes_by_itself_sleeps),
		TEST(a_change_of_an_activity_moves_its_date),
		TEST(so_does_an_import),
		TEST(so_does_a_change_of_the_plan),
		TEST(so_does_another_ladder),
		TEST(so_do_days_that_are_off),
		TEST(so_does_the_hour_of_the_runs),
		TEST(so_do_runs_and_what_arrives),
		TEST(a_run_looks_only_at_what_is_due),
		TEST(a_great_change_is_worked_out_in_parts),
		TEST(what_cannot_be_kept_waits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
