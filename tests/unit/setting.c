/* SPDX-License-Identifier: ISC */
// links: tests/unit/door/door.c tests/unit/door/timeframe.c
/* Settings, how a state begins, and how it stands: state.begin and status. */
#include "daemon/commands/setting.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

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
	assert_false(day_is_some(settings.paused_until));
	assert_string_equal(settings.pause_reason, "");
	assert_true(settings.clock_confirmed.seconds == 0);
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

/* --- set and list --- */

static void settings_are_listed_and_set(void **state)
{
	struct door *door = *state;

	door_is(door_must(door, "setting.list", "{}"), "rows",
	    "[{'name':'zone','value':'Europe/Stockholm'},"
	    "{'name':'hour','value':'8'},{'name':'language','value':'sv'},"
	    "{'name':'coordinator_mail','value':'samordnare@kommun.example'}]");
	door_is(door_must(door, "setting.set", "{'name':'hour','value':'07'}"),
	    "", "{'name':'hour','value':'7'}");
	door_must(
	    door, "setting.set", "{'name':'zone','value':'Europe/Helsinki'}");
	door_must(door, "setting.set", "{'name':'language','value':'en'}");
	door_must(door, "setting.set",
	    "{'name':'coordinator_mail','value':'b@kommun.example'}");
	assert_string_equal(load(door).zone, "Europe/Helsinki");
	assert_int_equal(load(door).hour, 7);
	assert_string_equal(load(door).language, "en");
	assert_string_equal(load(door).coordinator, "b@kommun.example");
	door_is(door_must(door, "setting.list", "{}"), "rows.1.value", "'7'");
	door_is_replayed(door);
}

static void the_same_again_is_unchanged(void **state)
{
	struct door *door = *state;
	int64_t head = door_head(door);

	door_is(door_must(door, "setting.set", "{'name':'hour','value':'08'}"),
	    "unchanged", "true");
	door_is(
	    door_must(door, "setting.set", "{'name':'language','value':'sv'}"),
	    "unchanged", "true");
	assert_int_equal(door_head(door), head);
}

static void a_mail_address_may_be_taken_away(void **state)
{
	struct door *door = *state;

	door_is(door_must(door, "setting.set",
		    "{'name':'coordinator_mail','value':''}"),
	    "", "{'name':'coordinator_mail','value':''}");
	assert_string_equal(load(door).coordinator, "");
	door_is(door_must(door, "setting.set",
		    "{'name':'coordinator_mail','value':''}"),
	    "unchanged", "true");
	door_is_replayed(door);
}

static void values_keep_their_rule(void **state)
{
	static const char *const wrong[][2] = {
		{ "zone", "Europe/Stokholm" },
		{ "zone", "../etc/passwd" },
		{ "zone", "" },
		{ "hour", "24" },
		{ "hour", "-1" },
		{ "hour", "008" },
		{ "hour", "åtta" },
		{ "hour", "" },
		{ "language", "fi" },
		{ "language", "" },
		{ "coordinator_mail", "samordnaren" },
		{ "coordinator_mail", " " },
	};
	struct door *door = *state;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (door_ask(door, door->coordinator, "setting.set",
			"{'name':'%s','value':'%s'}", wrong[i][0],
			wrong[i][1]) != ERR_INVALID)
			fail_msg("%s '%s'", wrong[i][0], wrong[i][1]);
	door_refused(door, ERR_INVALID, "hour: is not a whole number from 0",
	    "setting.set", "{'name':'hour','value':'24'}");
	door_refused(door, ERR_INVALID, "name", "setting.set",
	    "{'name':'paused_until','value':'2022-07-08'}");
	door_must(door, "setting.set", "{'name':'hour','value':'23'}");
	door_must(door, "setting.set", "{'name':'hour','value':'0'}");
}

static void the_coordinator_decides(void **state)
{
	static const char *const writes[][2] = {
		{ "setting.set", "{'name':'hour','value':'7'}" },
		{ "notice.pause", "{'until':'2022-07-08','reason':'R'}" },
		{ "notice.resume", "{}" },
		{ "clock.confirm", "{}" },
	};
	struct door *door = *state;
	struct seal_key *ks;

	door_fill(door);
	ks = door_key(door, "Staben", "department", "ks");
	for (size_t i = 0; i < sizeof(writes) / sizeof(writes[0]); i++)
		assert_int_equal(
		    door_ask(door, ks, writes[i][0], "%s", writes[i][1]),
		    ERR_DENIED);
	assert_int_equal(door_ask(door, ks, "setting.list", "{}"), ERR_NONE);
}

/* --- pause --- */

/* 1 July is a Friday, so is the 8th; the 11th is a Monday. */
static void a_pause_is_told_until_its_day(void **state)
{
	struct door *door = *state;
	int64_t head;

	door_own(door, "reminder.ran", "{'day':'2022-07-01','messages':0}");
	door_is(door_must(door, "notice.pause",
		    "{'until':'2022-07-08','reason':'Byte å'}"),
	    "until", "'2022-07-08'");
	assert_non_null(strstr(json_string_value(door_at(door->result, "note")),
	    "all that comes due is kept"));
	head = door_head(door);
	door_is(door_must(door, "notice.pause",
		    "{'until':'2022-07-08','reason':'Byte å'}"),
	    "unchanged", "true");
	assert_int_equal(door_head(door), head);
	door_is(door_must(door, "status", "{}"), "paused",
	    "{'until':'2022-07-08','reason':'Byte å'}");
	door_is(door->result, "runs.next", "'2022-07-08T08:00'");
	door_must(
	    door, "notice.pause", "{'until':'2022-07-09','reason':'Mer'}");
	door_is(door_must(door, "status", "{}"), "paused.reason", "'Mer'");
	door_is(door->result, "runs.next", "'2022-07-11T08:00'");
	assert_int_equal(
	    load(door).paused_until.number, day_of(2022, 7, 9).number);
	door->clock.at.seconds += 8 * 86400;
	door_is(door_must(door, "status", "{}"), "paused", "null");
	door_is_replayed(door);
}

static void a_pause_can_end_before(void **state)
{
	struct door *door = *state;

	door_own(door, "reminder.ran", "{'day':'2022-07-01','messages':0}");
	door_is(door_must(door, "notice.resume", "{}"), "unchanged", "true");
	door_must(door, "notice.pause", "{'until':'2022-07-08','reason':'R'}");
	door_is(door_must(door, "notice.resume", "{}"), "", "{'paused':null}");
	door_is(door_must(door, "status", "{}"), "paused", "null");
	door_is(door->result, "runs.next", "'2022-07-04T08:00'");
	/* Which days it was stays known: the first, and the one it ended. */
	assert_int_equal(
	    load(door).paused_from.number, day_of(2022, 7, 1).number);
	assert_int_equal(
	    load(door).paused_until.number, day_of(2022, 7, 1).number);
	door_is(door_must(door, "notice.resume", "{}"), "unchanged", "true");
	door_is_replayed(door);
}

/* 3 July, then the 5th while it goes on, then the 9th after its end. */
static void a_pause_that_goes_on_keeps_its_first_day(void **state)
{
	struct door *door = *state;

	door->clock.at.seconds += 2 * 86400;
	door_must(door, "notice.pause", "{'until':'2022-07-08','reason':'R'}");
	door->clock.at.seconds += 2 * 86400;
	door_must(door, "notice.pause", "{'until':'2022-07-09','reason':'R'}");
	assert_int_equal(
	    load(door).paused_from.number, day_of(2022, 7, 3).number);
	door->clock.at.seconds += 4 * 86400;
	door_must(door, "notice.pause", "{'until':'2022-07-19','reason':'R'}");
	assert_int_equal(
	    load(door).paused_from.number, day_of(2022, 7, 9).number);
	door_is_replayed(door);
}

/* 366 days after 1 July 2022 is 2 July 2023. */
static void a_pause_has_an_end_in_reach(void **state)
{
	struct door *door = *state;

	door_refused(door, ERR_INVALID, "not after today", "notice.pause",
	    "{'until':'2022-07-01','reason':'R'}");
	door_refused(door, ERR_INVALID, "366", "notice.pause",
	    "{'until':'2023-07-03','reason':'R'}");
	door_refused(door, ERR_INVALID, "reason", "notice.pause",
	    "{'until':'2023-07-02','reason':' '}");
	door_must(door, "notice.pause", "{'until':'2023-07-02','reason':'R'}");
}

static void the_longest_reason_is_kept_whole(void **state)
{
	struct door *door = *state;
	char reason[4 * PAUSE_REASON_MAX + 1] = "";

	for (int i = 0; i < PAUSE_REASON_MAX; i++)
		strcat(reason, "\U0001F600");
	door_must(door, "notice.pause", "{'until':'2022-07-08','reason':'%s'}",
	    reason);
	assert_string_equal(load(door).pause_reason, reason);
}

static void the_clock_is_confirmed(void **state)
{
	struct door *door = *state;

	door->clock.at.seconds += 60;
	door_is(door_must(door, "clock.confirm", "{}"), "",
	    "{'confirmed':'2022-07-01T06:01:00Z'}");
	assert_int_equal(load(door).clock_confirmed.seconds, DOOR_NOW + 60);
	door->clock.at.seconds += 60;
	door_must(door, "clock.confirm", "{}");
	assert_int_equal(load(door).clock_confirmed.seconds, DOOR_NOW + 120);
	door_is_replayed(door);
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
	door_is(result, "paused", "null");
	door_is(result, "dispatches",
	    "{'waiting':0,'accepted':0,'failed':0,'withdrawn':0}");
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
	door_is(result, "runs",
	    "{'last':'2022-07-01','next':'2022-07-04T08:00','held':false}");
	door_is_replayed(door);
}

static void status_tells_the_dispatches(void **state)
{
	static const char words[] =
	    "{'run':'2022-07-01','token':'%064d','address':'a%d@x.example',"
	    "'language':'sv','subject':'S','text':'T',"
	    "'missed':['2022-06-30']}";
	struct door *door = *state;

	for (int i = 1; i <= 3; i++)
		door_own(door, "notice.issue", words, i, i);
	door_own(door, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	door_own(door, "notice.settle",
	    "{'dispatch':2,'state':'failed','answer':'no such user'}");
	door_must(door, "status", "{}");
	door_is(door->result, "dispatches",
	    "{'waiting':1,'accepted':1,'failed':1,'withdrawn':0}");
	door_is_replayed(door);
}

/* Nothing is told on the days of a quiet period. */
static void status_passes_over_quiet_periods(void **state)
{
	struct door *door = *state;

	door_own(door, "reminder.ran", "{'day':'2022-07-01','messages':0}");
	door_must(door, "quiet.add", "{'from':'2022-07-02','to':'2022-07-10'}");
	door_is(
	    door_must(door, "status", "{}"), "runs.next", "'2022-07-11T08:00'");
	door_must(door, "quiet.add", "{'from':'2022-07-11','to':'2022-07-12'}");
	door_must(door, "notice.pause", "{'until':'2022-07-12','reason':'R'}");
	door_is(
	    door_must(door, "status", "{}"), "runs.next", "'2022-07-13T08:00'");
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
		DOOR_TEST(settings_are_listed_and_set),
		DOOR_TEST(the_same_again_is_unchanged),
		DOOR_TEST(a_mail_address_may_be_taken_away),
		DOOR_TEST(values_keep_their_rule),
		DOOR_TEST(the_coordinator_decides),
		DOOR_TEST(a_pause_is_told_until_its_day),
		DOOR_TEST(a_pause_can_end_before),
		DOOR_TEST(a_pause_that_goes_on_keeps_its_first_day),
		DOOR_TEST(a_pause_has_an_end_in_reach),
		DOOR_TEST(the_longest_reason_is_kept_whole),
		DOOR_TEST(the_clock_is_confirmed),
		DOOR_TEST(status_of_a_new_state),
		DOOR_TEST(status_counts),
		DOOR_TEST(status_lists_the_first_hundred),
		DOOR_TEST(status_tells_the_runs),
		DOOR_TEST(status_tells_the_dispatches),
		DOOR_TEST(status_passes_over_quiet_periods),
		DOOR_TEST(unaddressed_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
