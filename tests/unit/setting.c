/* SPDX-License-Identifier: ISC */
// links: protocol/arena.c protocol/buffer.c protocol/error.c
// links: protocol/frame.c protocol/message.c protocol/seal.c
// links: protocol/seal_file.c protocol/seal_key.c
// links: daemon/clock.c daemon/execute.c daemon/log.c daemon/replay.c
// links: daemon/request.c daemon/store/compare.c daemon/store/store.c
// links: daemon/commands/activity.c daemon/commands/command.c
// links: daemon/commands/context.c daemon/commands/contract.c daemon/calendar/interval.c
// links: daemon/commands/department.c daemon/commands/due.c
// links: daemon/commands/fold.c daemon/commands/import.c
// links: daemon/commands/import_read.c daemon/commands/import_tell.c daemon/commands/key.c
// links: daemon/commands/notice.c daemon/commands/owner.c
// links: daemon/commands/plan.c daemon/commands/progress.c
// links: daemon/commands/register.c daemon/commands/setting.c daemon/commands/holiday.c
// links: daemon/commands/state.c daemon/commands/timeframe.c
// links: daemon/calendar/day.c daemon/calendar/schedule.c
// links: daemon/calendar/workday.c daemon/calendar/zone.c
// links: schema/schema.c tests/unit/door/door.c
// links: tests/unit/door/timeframe.c
// libs: sqlite3 libsodium jansson libunistring
/* Settings, how a state begins, and how it stands: state.begin and status. */
#include "daemon/commands/setting.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/unit/door/door.h"

static struct settings load(struct door *door)
{
	struct settings settings;
	struct err err;

	if (setting_load(&settings, door->store, &err) != 0)
		fail_msg("%s", err.text);
	return settings;
}

static void put(struct door *door, const char *name, const char *value)
{
	struct err err;

	assert_int_equal(setting_put(door->store, name, value, &err), 0);
}

static void settings_are_those_it_began_with(void **state)
{
	struct settings settings = load(*state);

	assert_string_equal(settings.zone, "Europe/Stockholm");
	assert_int_equal(settings.hour, 8);
	assert_string_equal(settings.language, "sv");
	assert_string_equal(settings.coordinator, "samordnare@kommun.example");
	assert_true(settings.begun.seconds == DOOR_NOW);
	assert_false(settings.rehearsal);
}

static void setting_replaces_the_former(void **state)
{
	struct door *door = *state;

	put(door, "hour", "0");
	put(door, "hour", "23");
	put(door, "language", "en");
	put(door, "unknown", "a later planvaktd's");
	assert_int_equal(load(door).hour, 23);
	assert_string_equal(load(door).language, "en");
}

static void rehearsal_is_known(void **state)
{
	struct door *door = *state;
	bool rehearsal = true;
	struct err err;

	assert_int_equal(
	    setting_is_rehearsal(door->store, &rehearsal, &err), 0);
	assert_false(rehearsal);
	put(door, "rehearsal", "2022-07-01T08:00");
	assert_int_equal(
	    setting_is_rehearsal(door->store, &rehearsal, &err), 0);
	assert_true(rehearsal);
	assert_true(load(door).rehearsal);
}

static void nothing_set_is_the_default(void **state)
{
	struct door *door = *state;
	struct err err;

	assert_int_equal(
	    store_execute(door->store, "DELETE FROM setting", &err), 0);
	assert_string_equal(load(door).zone, "Europe/Stockholm");
	assert_int_equal(load(door).hour, 8);
	assert_string_equal(load(door).language, "sv");
	assert_string_equal(load(door).coordinator, "");
	assert_false(load(door).rehearsal);
}

/* --- status --- */

/* docs/wire.md. DOOR_NOW is a Friday 08:00: its run is due, none has been. */
static void status_of_a_new_state(void **state)
{
	struct door *door = *state;
	json_t *result = door_must(door, "status", "{}");

	door_is(result, "time", "'2022-07-01T06:00:00Z'");
	door_is(result, "local", "'2022-07-01T08:00'");
	door_is(result, "rehearsal", "false");
	door_is(result, "head.seq", "1");
	door_is(result, "plans", "0");
	door_is(result, "departments", "0");
	door_is(result, "activities",
	    "{'planned':0,'started':0,'done':0,'dropped':0,'overdue':0,"
	    "'unclear':0}");
	door_is(result, "runs.last", "null");
	door_is(result, "dispatches", "{'waiting':0,'accepted':0,'failed':0}");
	door_is(result, "unclear", "[]");
	door_is(result, "unaddressed", "0");
}

static void status_counts(void **state)
{
	struct door *door = *state;
	json_t *result;

	door_fill(door);
	door_activity(door, "Late", "Vt 2022");
	door_activity(door, "Vague", "början av 2022");
	door_must(door, "activity.update", "{'id':2,'status':'started'}");
	door_activity(door, "Done", "snart");
	door_must(door, "activity.update", "{'id':3,'status':'done'}");
	door_activity(door, "Dropped", "Vt 2022");
	door_must(door, "activity.drop", "{'id':4,'reason':'R'}");
	result = door_must(door, "status", "{}");
	door_is(result, "plans", "1");
	door_is(result, "departments", "3");
	door_is(result, "activities",
	    "{'planned':1,'started':1,'done':1,'dropped':1,'overdue':2,"
	    "'unclear':1}");
	door_is(result, "unclear",
	    "[{'id':2,'activity':'Vague','unclear':['vague']}]");
}

static void status_lists_the_first_hundred(void **state)
{
	struct door *door = *state;
	json_t *result;

	door_fill(door);
	for (int i = 0; i < 101; i++)
		door_activity(door, "A", "snart");
	result = door_must(door, "status", "{}");
	door_is(result, "activities.unclear", "101");
	assert_int_equal(json_array_size(door_at(result, "unclear")), 100);
	door_is(result, "unclear.99.id", "100");
}

/* Friday's run was: the next is Monday's. */
static void status_tells_the_runs(void **state)
{
	struct door *door = *state;
	json_t *result;

	door_own(door, "reminder.ran", "{'day':'2022-07-01','messages':0}");
	result = door_must(door, "status", "{}");
	door_is(
	    result, "runs", "{'last':'2022-07-01','next':'2022-07-04T08:00'}");
	door_is_replayed(door);
}

static void status_tells_the_dispatches(void **state)
{
	static const char words[] =
	    "{'run':'2022-07-01','token':'%064d','address':'a%d@x.example',"
	    "'language':'sv','subject':'S','text':'T','notices':[]}";
	struct door *door = *state;

	for (int i = 1; i <= 3; i++)
		door_own(door, "notice.issue", words, i, i);
	door_own(door, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	door_own(door, "notice.settle",
	    "{'dispatch':2,'state':'failed','answer':'no such user'}");
	door_must(door, "status", "{}");
	door_is(door->result, "dispatches",
	    "{'waiting':1,'accepted':1,'failed':1}");
	door_is_replayed(door);
}

/* Due, without a lead, and no coordinator's mail: nobody is told. */
static void unaddressed_are_counted(void **state)
{
	static const char rows[] =
	    "{'plan':'vbe','rows':["
	    "{'line':2,'activity':'A','timeframe':'Vt 2022','owner':'Ingen'},"
	    "{'line':3,'activity':'B','timeframe':'senast 2022-07-01',"
	    "'owner':'Ingen'},"
	    "{'line':4,'activity':'C','timeframe':'Ht 2022','owner':'Ingen'},"
	    "{'line':5,'activity':'D','timeframe':'Vt 2022','owner':'ks'}]}";
	struct door *door = *state;
	struct err err;

	door_fill(door);
	door_must(door, "plan.import", "%s", rows);
	door_is(door_must(door, "status", "{}"), "unaddressed", "0");
	assert_int_equal(
	    store_execute(door->store,
		"DELETE FROM setting WHERE name = 'coordinator_mail'", &err),
	    0);
	door_is(door_must(door, "status", "{}"), "unaddressed", "2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOOR_TEST(settings_are_those_it_began_with),
		DOOR_TEST(setting_replaces_the_former),
		DOOR_TEST(rehearsal_is_known),
		DOOR_TEST(nothing_set_is_the_default),
		DOOR_TEST(status_of_a_new_state),
		DOOR_TEST(status_counts),
		DOOR_TEST(status_lists_the_first_hundred),
		DOOR_TEST(status_tells_the_runs),
		DOOR_TEST(status_tells_the_dispatches),
		DOOR_TEST(unaddressed_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
