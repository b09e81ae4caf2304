/* SPDX-License-Identifier: ISC */
/* Settings, how a state begins, and how it stands: state.begin and status. */
#include "daemon/commands/setting.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "daemon/commands/lost.h"
#include "tests/unit/rig/rig.h"

static struct settings load(struct rig *rig)
{
	struct settings settings;
	struct err err;

	if (setting_load(&settings, rig->store, &err) != 0)
		fail_msg("%s", err.text);
	return settings;
}

static void put(struct rig *rig, const char *name, const char *value)
{
	struct err err;

	assert_int_equal(setting_put(rig->store, name, value, &err), 0);
}

static void settings_are_those_it_began_with(void **state)
{
	struct settings settings = load(*state);

	assert_string_equal(settings.zone, "Europe/Stockholm");
	assert_int_equal(settings.hour, 8);
	assert_int_equal(settings.language, LANGUAGE_SWEDISH);
	assert_string_equal(settings.coordinator, "samordnare@kommun.example");
	assert_true(settings.begun.seconds == RIG_NOW);
	assert_false(settings.rehearsal);
	assert_false(day_is_some(settings.paused_until));
	assert_string_equal(settings.pause_reason, "");
	assert_true(settings.clock_ahead.seconds == 0);
}

static void setting_replaces_the_former(void **state)
{
	struct rig *rig = *state;

	put(rig, "hour", "0");
	put(rig, "hour", "23");
	put(rig, "language", "en");
	put(rig, "unknown", "a later planvaktd's");
	assert_int_equal(load(rig).hour, 23);
	assert_int_equal(load(rig).language, LANGUAGE_ENGLISH);
}

static void rehearsal_is_known(void **state)
{
	struct rig *rig = *state;
	bool rehearsal = true;
	struct err err;

	assert_int_equal(setting_is_rehearsal(rig->store, &rehearsal, &err), 0);
	assert_false(rehearsal);
	put(rig, "rehearsal", "2022-07-01T08:00");
	assert_int_equal(setting_is_rehearsal(rig->store, &rehearsal, &err), 0);
	assert_true(rehearsal);
	assert_true(load(rig).rehearsal);
}

static void nothing_set_is_the_default(void **state)
{
	struct rig *rig = *state;
	struct err err;

	assert_int_equal(
	    store_execute(rig->store, "DELETE FROM setting", &err), 0);
	assert_string_equal(load(rig).zone, "Europe/Stockholm");
	assert_int_equal(load(rig).hour, 8);
	assert_int_equal(load(rig).language, LANGUAGE_SWEDISH);
	assert_string_equal(load(rig).coordinator, "");
	assert_false(load(rig).rehearsal);
}

/* --- set and list --- */

static void settings_are_listed_and_set(void **state)
{
	struct rig *rig = *state;

	rig_is(rig_must(rig, "setting.list", "{}"), "rows",
	    "[{'name':'zone','value':'Europe/Stockholm'},"
	    "{'name':'hour','value':'8'},{'name':'language','value':'sv'},"
	    "{'name':'coordinator_mail','value':'samordnare@kommun.example'},"
	    "{'name':'digest','value':'monday'},"
	    "{'name':'answer_holds','value':'20'},"
	    "{'name':'expected_most','value':'60'},"
	    "{'name':'signature','value':''},"
	    "{'name':'calendar','value':'off'}]");
	rig_is(rig_must(rig, "setting.set", "{'name':'hour','value':'07'}"), "",
	    "{'name':'hour','value':'7'}");
	rig_must(
	    rig, "setting.set", "{'name':'zone','value':'Europe/Helsinki'}");
	rig_must(rig, "setting.set", "{'name':'language','value':'en'}");
	rig_must(rig, "setting.set",
	    "{'name':'coordinator_mail','value':'b@kommun.example'}");
	assert_string_equal(load(rig).zone, "Europe/Helsinki");
	assert_int_equal(load(rig).hour, 7);
	assert_int_equal(load(rig).language, LANGUAGE_ENGLISH);
	assert_string_equal(load(rig).coordinator, "b@kommun.example");
	rig_is(rig_must(rig, "setting.list", "{}"), "rows.1.value", "'7'");
	rig_is_replayed(rig);
}

static void the_same_again_is_unchanged(void **state)
{
	struct rig *rig = *state;
	int64_t head = rig_head(rig);

	rig_is(rig_must(rig, "setting.set", "{'name':'hour','value':'08'}"),
	    "unchanged", "true");
	rig_is(rig_must(rig, "setting.set", "{'name':'language','value':'sv'}"),
	    "unchanged", "true");
	assert_int_equal(rig_head(rig), head);
}

static void a_mail_address_may_be_taken_away(void **state)
{
	struct rig *rig = *state;

	rig_is(rig_must(rig, "setting.set",
		   "{'name':'coordinator_mail','value':''}"),
	    "", "{'name':'coordinator_mail','value':''}");
	assert_string_equal(load(rig).coordinator, "");
	rig_is(rig_must(rig, "setting.set",
		   "{'name':'coordinator_mail','value':''}"),
	    "unchanged", "true");
	rig_is_replayed(rig);
}

/* However they are parted, they are kept in one way. */
static void the_coordinator_may_have_several_addresses(void **state)
{
	struct rig *rig = *state;

	rig_is(rig_must(rig, "setting.set",
		   "{'name':'coordinator_mail','value':"
		   "'a@kommun.example;b@kommun.example  c@kommun.example,'}"),
	    "value", "'a@kommun.example, b@kommun.example, c@kommun.example'");
	rig_is(rig_must(rig, "setting.set",
		   "{'name':'coordinator_mail','value':"
		   "'a@kommun.example, b@kommun.example, c@kommun.example'}"),
	    "unchanged", "true");
	rig_refused(rig, ERR_INVALID, "twice", "setting.set",
	    "{'name':'coordinator_mail','value':"
	    "'a@kommun.example, A@kommun.example'}");
	rig_is_replayed(rig);
}

static void values_keep_their_rule(void **state)
{
	static const char *const wrong[][2] = {
		{ "zone", "Europe/Stokholm" },
		{ "zone", "../etc/passwd" },
		{ "zone", "" },
		{ "hour", "24" },
		{ "hour", "-1" },
		{ "hour", "åtta" },
		{ "hour", "" },
		{ "language", "fi" },
		{ "language", "" },
		{ "coordinator_mail", "samordnaren" },
		{ "coordinator_mail", " " },
		{ "digest", "sunday" },
		{ "digest", "" },
		{ "answer_holds", "0" },
		{ "expected_most", "251" },
	};
	struct rig *rig = *state;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (rig_ask(rig, rig->coordinator, "setting.set",
			"{'name':'%s','value':'%s'}", wrong[i][0],
			wrong[i][1]) != ERR_INVALID)
			fail_msg("%s '%s'", wrong[i][0], wrong[i][1]);
	rig_refused(rig, ERR_INVALID, "hour: is not a whole number from 0",
	    "setting.set", "{'name':'hour','value':'24'}");
	rig_refused(rig, ERR_INVALID, "name", "setting.set",
	    "{'name':'paused_until','value':'2022-07-08'}");
	rig_must(rig, "setting.set", "{'name':'hour','value':'23'}");
	rig_must(rig, "setting.set", "{'name':'hour','value':'0'}");
}

static void the_coordinator_decides(void **state)
{
	static const char *const writes[][2] = {
		{ "setting.set", "{'name':'hour','value':'7'}" },
		{ "notice.pause", "{'until':'2022-07-08','reason':'R'}" },
		{ "notice.resume", "{}" },
		{ "clock.confirm", "{}" },
	};
	struct rig *rig = *state;
	struct sign_key *ks;

	rig_fill(rig);
	ks = rig_key(rig, "Staben", "department", "ks");
	for (size_t i = 0; i < sizeof(writes) / sizeof(writes[0]); i++)
		assert_int_equal(
		    rig_ask(rig, ks, writes[i][0], "%s", writes[i][1]),
		    ERR_DENIED);
	assert_int_equal(rig_ask(rig, ks, "setting.list", "{}"), ERR_NONE);
}

/* --- pause --- */

/* 1 July is a Friday, so is the 8th; the 11th is a Monday. */
static void a_pause_is_told_until_its_day(void **state)
{
	struct rig *rig = *state;
	int64_t head;

	rig_own(rig, "reminder.ran", "{'day':'2022-07-01','messages':0}");
	rig_is(rig_must(rig, "notice.pause",
		   "{'until':'2022-07-08','reason':'Byte å'}"),
	    "until", "'2022-07-08'");
	assert_non_null(strstr(json_string_value(rig_at(rig->result, "note")),
	    "all that comes due is kept"));
	head = rig_head(rig);
	rig_is(rig_must(rig, "notice.pause",
		   "{'until':'2022-07-08','reason':'Byte å'}"),
	    "unchanged", "true");
	assert_int_equal(rig_head(rig), head);
	rig_is(rig_must(rig, "status", "{}"), "paused",
	    "{'until':'2022-07-08','reason':'Byte å'}");
	rig_is(rig->result, "runs.next", "'2022-07-08T08:00+02:00'");
	rig_must(rig, "notice.pause", "{'until':'2022-07-09','reason':'Mer'}");
	rig_is(rig_must(rig, "status", "{}"), "paused.reason", "'Mer'");
	rig_is(rig->result, "runs.next", "'2022-07-11T08:00+02:00'");
	assert_int_equal(
	    load(rig).paused_until.number, day_of(2022, 7, 9).number);
	rig->clock.at.seconds += 8 * 86400;
	rig_is(rig_must(rig, "status", "{}"), "paused", "null");
	rig_is_replayed(rig);
}

static void a_pause_can_end_before(void **state)
{
	struct rig *rig = *state;

	rig_own(rig, "reminder.ran", "{'day':'2022-07-01','messages':0}");
	rig_is(rig_must(rig, "notice.resume", "{}"), "unchanged", "true");
	rig_must(rig, "notice.pause", "{'until':'2022-07-08','reason':'R'}");
	rig_is(rig_must(rig, "notice.resume", "{}"), "", "{'paused':null}");
	rig_is(rig_must(rig, "status", "{}"), "paused", "null");
	rig_is(rig->result, "runs.next", "'2022-07-04T08:00+02:00'");
	/* Which days it was stays known: the first, and the one it ended. */
	assert_int_equal(
	    load(rig).paused_from.number, day_of(2022, 7, 1).number);
	assert_int_equal(
	    load(rig).paused_until.number, day_of(2022, 7, 1).number);
	rig_is(rig_must(rig, "notice.resume", "{}"), "unchanged", "true");
	rig_is_replayed(rig);
}

/* 3 July, then the 5th while it goes on, then the 9th after its end. */
static void a_pause_that_goes_on_keeps_its_first_day(void **state)
{
	struct rig *rig = *state;

	rig->clock.at.seconds += 2 * 86400;
	rig_must(rig, "notice.pause", "{'until':'2022-07-08','reason':'R'}");
	rig->clock.at.seconds += 2 * 86400;
	rig_must(rig, "notice.pause", "{'until':'2022-07-09','reason':'R'}");
	assert_int_equal(
	    load(rig).paused_from.number, day_of(2022, 7, 3).number);
	rig->clock.at.seconds += 4 * 86400;
	rig_must(rig, "notice.pause", "{'until':'2022-07-19','reason':'R'}");
	assert_int_equal(
	    load(rig).paused_from.number, day_of(2022, 7, 9).number);
	rig_is_replayed(rig);
}

/* 366 days after 1 July 2022 is 2 July 2023. */
static void a_pause_has_an_end_in_reach(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "not after today", "notice.pause",
	    "{'until':'2022-07-01','reason':'R'}");
	rig_refused(rig, ERR_INVALID, "366", "notice.pause",
	    "{'until':'2023-07-03','reason':'R'}");
	rig_refused(rig, ERR_INVALID, "reason", "notice.pause",
	    "{'until':'2023-07-02','reason':' '}");
	rig_must(rig, "notice.pause", "{'until':'2023-07-02','reason':'R'}");
}

static void the_longest_reason_is_kept_whole(void **state)
{
	struct rig *rig = *state;
	char reason[4 * PAUSE_REASON_MAX + 1] = "";

	for (int i = 0; i < PAUSE_REASON_MAX; i++)
		strcat(reason, "\U0001F600");
	rig_must(rig, "notice.pause", "{'until':'2022-07-08','reason':'%s'}",
	    reason);
	assert_string_equal(load(rig).pause_reason, reason);
}

static void the_clock_is_confirmed(void **state)
{
	struct rig *rig = *state;

	rig->clock.at.seconds += 60;
	rig_is(rig_must(rig, "clock.confirm", "{}"), "",
	    "{'confirmed':'2022-07-01T06:01:00Z'}");
	assert_int_equal(load(rig).clock_ahead.seconds, 0);
	rig->clock.at.seconds -= 86400;
	rig_is(rig_must(rig, "clock.confirm", "{}"), "",
	    "{'confirmed':'2022-06-30T06:01:00Z','day':'2022-06-30'}");
	assert_int_equal(load(rig).clock_ahead.seconds, RIG_NOW + 60);
	rig_is_replayed(rig);
}

/* --- status --- */

/* docs/wire.md. RIG_NOW is a Friday 08:00: its run is due, none has been. */
static void status_of_a_new_state(void **state)
{
	struct rig *rig = *state;
	json_t *result = rig_must(rig, "status", "{}");

	rig_is(result, "time", "'2022-07-01T06:00:00Z'");
	rig_is(result, "local", "'2022-07-01T08:00+02:00'");
	rig_is(result, "rehearsal", "false");
	rig_is(result, "head.seq", "1");
	rig_is(result, "plans", "0");
	rig_is(result, "departments", "0");
	rig_is(result, "activities",
	    "{'planned':0,'started':0,'done':0,'dropped':0,'carried':0,'overdue':0,"
	    "'unclear':0}");
	rig_is(result, "runs.last", "null");
	rig_is(result, "paused", "null");
	rig_is(result, "dispatches",
	    "{'waiting':0,'accepted':0,'failed':0,'withdrawn':0}");
	rig_is(result, "unclear", "[]");
	rig_is(result, "unaddressed", "0");
	rig_is(result, "answered", "[]");
	rig_is(result, "duties", "[]");
}

/* Of 1 July: an answer of that day; one plan's follow-up was due on 28 June,
 * another's is on 29 September, ninety days ahead, a third's the day after. */
static void status_tells_answers_and_duties(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_fill(rig);
	rig_activity(rig, "Skriv om rutinen", "Vt 2022");
	rig_must(rig, "activity.update",
	    "{'id':1,'progress':40,'note':'Strax','expected':'2022-07-29',"
	    "'reported_by':'ks'}");
	rig_must(
	    rig, "plan.add", "{'code':'a','title':'A','adopted':'2020-06-28'}");
	rig_must(rig, "plan.add",
	    "{'code':'b','title':'B','adopted':'2020-09-29','valid_until':"
	    "'2022-07-31'}");
	rig_must(rig, "plan.add",
	    "{'code':'c','title':'C','adopted':'2020-09-30','valid_until':"
	    "'2022-08-01'}");
	result = rig_must(rig, "status", "{}");
	rig_is(result, "answered",
	    "[{'activity':1,'at':'2022-07-01T06:00:00Z','department':'ks',"
	    "'by':'Samordnaren','noted':false,'status':'planned',"
	    "'progress':40,'expected':'2022-07-29','note':'Strax'}]");
	rig_is(result, "answered_count", "1");
	rig_is(result, "duties",
	    "[{'plan':'a','title':'A','stage':'follow-up','until':"
	    "'2022-06-28','overdue':true},"
	    "{'plan':'b','title':'B','stage':'ending','until':'2022-07-31',"
	    "'overdue':false},"
	    "{'plan':'b','title':'B','stage':'follow-up','until':"
	    "'2022-09-29','overdue':false}]");
	rig_is(result, "duties_count", "3");
}

/* Lost is what the coordinator would be told, and what only lies here. */
static void status_says_what_is_lost(void **state)
{
	struct rig *rig = *state;

	lost_by("maildir");
	rig_must(rig, "setting.set", "{'name':'coordinator_mail','value':''}");
	rig_must(rig, "status", "{}");
	assert_int_equal(json_array_size(rig_at(rig->result, "warnings")), 2);
	rig_must(rig, "setting.set",
	    "{'name':'coordinator_mail','value':'a@kommun.example'}");
	rig_must(rig, "status", "{}");
	assert_non_null(strstr(json_string_value(json_array_get(
				   rig_at(rig->result, "warnings"), 0)),
	    "kept here, sent to nobody"));
	assert_int_equal(json_array_size(rig_at(rig->result, "warnings")), 1);
	lost_by(NULL);
	rig_is(rig_must(rig, "status", "{}"), "warnings", "[]");
}

static void status_counts(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_fill(rig);
	rig_activity(rig, "Late", "Vt 2022");
	rig_activity(rig, "Vague", "början av 2022");
	rig_must(rig, "activity.update", "{'id':2,'status':'started'}");
	rig_activity(rig, "Done", "snart");
	rig_must(rig, "activity.update", "{'id':3,'status':'done'}");
	rig_activity(rig, "Dropped", "Vt 2022");
	rig_must(rig, "activity.drop", "{'id':4,'reason':'R'}");
	result = rig_must(rig, "status", "{}");
	rig_is(result, "plans", "1");
	rig_is(result, "open_plans", "1");
	rig_is(result, "departments", "3");
	rig_is(result, "external", "0");
	rig_is(result, "replaced", "0");
	rig_is(result, "activities",
	    "{'planned':1,'started':1,'done':1,'dropped':1,'carried':0,'overdue':2,"
	    "'unclear':1}");
	rig_is(result, "unclear",
	    "[{'id':2,'activity':'Vague','timeframe':{'text':"
	    "'början av 2022','kind':'fixed','start':'2022-01-01',"
	    "'end':'2022-04-30'},'owner_text':'','unclear':['vague']}]");
}

static void status_lists_the_first_hundred(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_fill(rig);
	for (int i = 0; i < 101; i++)
		rig_activity(rig, "A", "snart");
	result = rig_must(rig, "status", "{}");
	rig_is(result, "activities.unclear", "101");
	assert_int_equal(json_array_size(rig_at(result, "unclear")), 100);
	rig_is(result, "unclear.99.id", "100");
}

/* Today is 1 July: late is what was due before, soon what is due within 30
 * days, 31 July among them. A department's key is told of its own. */
static void status_lists_what_is_late_and_comes(void **state)
{
	struct rig *rig = *state;
	struct sign_key *key;
	json_t *result;

	rig_fill(rig);
	key = rig_key(rig, "Skolan", "department", "sn");
	rig_activity(rig, "A", "Vt 2022");
	rig_activity(rig, "B", "senast 2022-07-31");
	rig_activity(rig, "C", "senast 2022-08-01");
	rig_activity(rig, "D", "senast 2022-03-31");
	rig_activity(rig, "E", "senast 2022-03-30");
	rig_activity(rig, "F", "senast 2022-07-01");
	rig_must(rig, "activity.update",
	    "{'id':4,'status':'started','reported_by':'ks'}");
	rig_must(rig, "activity.update", "{'id':5,'status':'done'}");
	result = rig_must(rig, "status", "{}");
	rig_is(result, "late_count", "2");
	rig_is(result, "late.0.id", "4");
	rig_is(result, "late.0.answered", "'2022-07-01T06:00:00Z'");
	rig_is(result, "late.1.id", "1");
	rig_is(result, "late.1.answered", "null");
	rig_is(result, "soon_count", "2");
	rig_is(result, "soon.0.id", "6");
	rig_is(result, "soon.1.id", "2");
	rig_is(result, "mail",
	    "{'transport':null,'leaves':false,'coordinator':"
	    "'samordnare@kommun.example'}");
	assert_int_equal(rig_ask(rig, key, "status", "{}"), ERR_NONE);
	rig_is(rig->result, "late_count", "0");
	rig_is(rig->result, "late", "[]");
}

/* Friday's run was: the next is Monday's. */
static void status_tells_the_runs(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_own(rig, "reminder.ran", "{'day':'2022-07-01','messages':0}");
	result = rig_must(rig, "status", "{}");
	rig_is(result, "runs",
	    "{'last':'2022-07-01','next':'2022-07-04T08:00+02:00','held':false}");
	rig_is_replayed(rig);
}

static void status_tells_the_dispatches(void **state)
{
	static const char words[] =
	    "{'run':'2022-07-01','token':'%064d','address':'a%d@x.example',"
	    "'language':'sv','subject':'S','text':'T',"
	    "'missed':['2022-06-30']}";
	struct rig *rig = *state;

	for (int i = 1; i <= 3; i++)
		rig_own(rig, "notice.issue", words, i, i);
	rig_own(rig, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	rig_own(rig, "notice.settle",
	    "{'dispatch':2,'state':'failed','answer':'no such user'}");
	rig_must(rig, "status", "{}");
	rig_is(rig->result, "dispatches",
	    "{'waiting':1,'accepted':1,'failed':1,'withdrawn':0}");
	rig_is(rig->result, "sent_today", "1");
	rig->clock.at.seconds += 24 * 3600;
	rig_is(rig_must(rig, "status", "{}"), "sent_today", "0");
	rig_is_replayed(rig);
}

/* Nothing is told on the days of a quiet period. */
static void status_passes_over_quiet_periods(void **state)
{
	struct rig *rig = *state;

	rig_own(rig, "reminder.ran", "{'day':'2022-07-01','messages':0}");
	rig_must(rig, "quiet.add", "{'from':'2022-07-02','to':'2022-07-10'}");
	rig_is(rig_must(rig, "status", "{}"), "runs.next",
	    "'2022-07-11T08:00+02:00'");
	rig_must(rig, "quiet.add", "{'from':'2022-07-11','to':'2022-07-12'}");
	rig_must(rig, "notice.pause", "{'until':'2022-07-12','reason':'R'}");
	rig_is(rig_must(rig, "status", "{}"), "runs.next",
	    "'2022-07-13T08:00+02:00'");
}

/* Due, without a lead or with one that has no address, and no coordinator's
 * mail: nobody is told. */
static void unaddressed_are_counted(void **state)
{
	static const char rows[] =
	    "{'plan':'vbe','rows':["
	    "{'line':2,'activity':'A','timeframe':'Vt 2022','owner':'Ingen'},"
	    "{'line':3,'activity':'B','timeframe':'senast 2022-07-01',"
	    "'owner':'Ingen'},"
	    "{'line':4,'activity':'C','timeframe':'Ht 2022','owner':'Ingen'},"
	    "{'line':5,'activity':'D','timeframe':'Vt 2022','owner':'ks'},"
	    "{'line':6,'activity':'E','timeframe':'Vt 2022','owner':'bb'}]}";
	struct rig *rig = *state;
	struct err err;

	rig_fill(rig);
	rig_must(rig, "department.add",
	    "{'code':'bb','name':'Bolaget','external':true}");
	rig_must(rig, "plan.import", "%s", rows);
	rig_is(rig_must(rig, "status", "{}"), "unaddressed", "0");
	assert_int_equal(
	    store_execute(rig->store,
		"DELETE FROM setting WHERE name = 'coordinator_mail'", &err),
	    0);
	rig_is(rig_must(rig, "status", "{}"), "unaddressed", "3");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(settings_are_those_it_began_with),
		RIG_TEST(setting_replaces_the_former),
		RIG_TEST(rehearsal_is_known),
		RIG_TEST(nothing_set_is_the_default),
		RIG_TEST(settings_are_listed_and_set),
		RIG_TEST(the_same_again_is_unchanged),
		RIG_TEST(a_mail_address_may_be_taken_away),
		RIG_TEST(the_coordinator_may_have_several_addresses),
		RIG_TEST(values_keep_their_rule),
		RIG_TEST(the_coordinator_decides),
		RIG_TEST(a_pause_is_told_until_its_day),
		RIG_TEST(a_pause_can_end_before),
		RIG_TEST(a_pause_that_goes_on_keeps_its_first_day),
		RIG_TEST(a_pause_has_an_end_in_reach),
		RIG_TEST(the_longest_reason_is_kept_whole),
		RIG_TEST(the_clock_is_confirmed),
		RIG_TEST(status_of_a_new_state),
		RIG_TEST(status_tells_answers_and_duties),
		RIG_TEST(status_says_what_is_lost),
		RIG_TEST(status_counts),
		RIG_TEST(status_lists_the_first_hundred),
		RIG_TEST(status_lists_what_is_late_and_comes),
		RIG_TEST(status_tells_the_runs),
		RIG_TEST(status_tells_the_dispatches),
		RIG_TEST(status_passes_over_quiet_periods),
		RIG_TEST(unaddressed_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
