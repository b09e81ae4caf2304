/* SPDX-License-Identifier: ISC */
/* Notices and dispatches: what is recorded, and how they are read. */
#include "daemon/contract/command.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/request/execute.h"
#include "tests/unit/rig/rig.h"

#define NOTICE(id, stage, day, n)                                              \
	"{'activity':" #id ",'due_version':1,'stage':'" stage                  \
	"','regular':'" day "','role':'lead','department':'ks','n':" #n        \
	",'skipped':false}"
#define SKIPPED(id, stage, day)                                                \
	"{'activity':" #id ",'due_version':1,'stage':'" stage                  \
	"','regular':'" day "','role':'lead','department':'ks','n':0,"         \
	"'skipped':true}"

static void issue(struct rig *rig, int number, const char *notices)
{
	rig_own(rig, "notice.issue",
	    "{'run':'2022-07-01','token':'%064d','address':"
	    "'ks%d@kommun.example','department':'ks','language':'sv',"
	    "'subject':'Ämne','text':'Brödtext\\n','notices':[%s]}",
	    number, number, notices);
}

/* Activities 1 and 2, due 30 June; one letter with both and one skipped. */
static int open_issued(void **state)
{
	rig_open(state);
	rig_fill(*state);
	rig_activity(*state, "A", "Vt 2022");
	rig_activity(*state, "B", "Vt 2022");
	issue(*state, 1,
	    SKIPPED(1, "due", "2022-06-30") "," NOTICE(1, "overdue",
		"2022-07-01", 1) "," NOTICE(2, "overdue", "2022-07-01", 1));
	return 0;
}

static void issued_notices_are_listed(void **state)
{
	struct rig *rig = *state;
	json_t *result = rig_must(rig, "notice.list", "{}");

	rig_is(result, "rows",
	    "[{'id':1,'activity':1,'plan':null,'stage':'due','n':0,'recipient':"
	    "'Kommunstyrelsen',"
	    "'planned_for':'2022-06-30','state':'skipped','dispatch':null,'department':'ks'},"
	    "{'id':2,'activity':1,'plan':null,'stage':'overdue','n':1,'recipient':"
	    "'ks1@kommun.example','planned_for':'2022-07-01','state':"
	    "'planned','dispatch':1,'department':'ks'},"
	    "{'id':3,'activity':2,'plan':null,'stage':'overdue','n':1,'recipient':"
	    "'ks1@kommun.example','planned_for':'2022-07-01','state':"
	    "'planned','dispatch':1,'department':'ks'}]");
	rig_is(rig_must(rig, "notice.list", "{'dispatch':1,'after':2}"), "rows",
	    "[{'id':3,'activity':2,'plan':null,'stage':'overdue',"
	    "'n':1,'recipient':'ks1@kommun.example','planned_for':"
	    "'2022-07-01','state':'planned','dispatch':1,"
	    "'department':'ks'}]");
	rig_refused(rig, ERR_NOT_FOUND, "no message 2", "notice.list",
	    "{'dispatch':2}");
	rig_is_replayed(rig);
}

static void notice_shows_the_letter_as_sent(void **state)
{
	struct rig *rig = *state;
	json_t *result = rig_must(rig, "notice.show", "{'id':2}");

	rig_is(result, "subject", "'Ämne'");
	rig_is(result, "text", "'Brödtext\\n'");
	rig_is(result, "address", "'ks1@kommun.example'");
	/* The Message-ID has as much of the token. */
	rig_is(
	    result, "message", "'dispatch-1.00000000000000000000000000000000'");
	rig_is(result, "sent_at", "'2022-07-01T06:00:00Z'");
	rig_is(result, "state", "'planned'");
	rig_is(result, "acknowledged", "null");
	rig_is(result, "snoozed_until", "null");
	result = rig_must(rig, "notice.show", "{'id':1}");
	rig_is(result, "text", "null");
	rig_is(result, "state", "'skipped'");
	rig_refused(
	    rig, ERR_NOT_FOUND, "no notice 4", "notice.show", "{'id':4}");
}

static void lists_are_filtered(void **state)
{
	struct rig *rig = *state;

	rig_own(rig, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	rig_is(rig_must(rig, "notice.list", "{'state':'skipped'}"), "rows.0.id",
	    "1");
	rig_is(rig_must(rig, "notice.list", "{'state':'accepted'}"),
	    "rows.0.id", "2");
	rig_is(
	    rig_must(rig, "notice.list", "{'state':'planned'}"), "rows", "[]");
	rig_is(rig_must(rig, "notice.list", "{'since':'2022-07-01'}"),
	    "rows.0.id", "2");
	rig_refused(rig, ERR_INVALID, "since: is in the future", "notice.list",
	    "{'since':'2022-07-02'}");
	rig_is(
	    rig_must(rig, "notice.list", "{'department':'sn'}"), "rows", "[]");
	rig_is(rig_must(rig, "notice.list", "{'after':2}"), "rows.0.id", "3");
	rig_refused(rig, ERR_NOT_FOUND, "no department \"zz\"", "notice.list",
	    "{'department':'zz'}");
	rig_is(rig_must(rig, "notice.list", "{'activity':2}"), "rows",
	    "[{'id':3,'activity':2,'plan':null,'stage':'overdue','n':1,"
	    "'recipient':'ks1@kommun.example','planned_for':'2022-07-01',"
	    "'state':'accepted','dispatch':1,'department':'ks'}]");
	rig_is(
	    rig_must(rig, "notice.list", "{'activity':1,'state':'accepted'}"),
	    "rows.0.id", "2");
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 1);
	rig_refused(rig, ERR_NOT_FOUND, "no activity 9", "notice.list",
	    "{'activity':9}");
}

static void outcome_is_settled_once(void **state)
{
	struct rig *rig = *state;
	int64_t head = rig_head(rig);

	rig->clock.at.seconds += 60;
	rig_own(rig, "notice.settle",
	    "{'dispatch':1,'state':'failed','answer':'full'}");
	assert_int_equal(rig_head(rig), head + 1);
	rig_is(rig_must(rig, "notice.show", "{'id':2}"), "state", "'failed'");
	/* A repeated answer, and one to nothing, change nothing. */
	rig_own(rig, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	rig_own(rig, "notice.settle", "{'dispatch':9,'state':'accepted'}");
	assert_int_equal(rig_head(rig), head + 1);
	rig_is(rig_must(rig, "notice.show", "{'id':2}"), "state", "'failed'");
	rig_is_replayed(rig);
}

static int own(struct rig *rig, const char *method, const char *words)
{
	json_t *params = rig_json("%s", words);
	struct err err;
	int result = request_own(rig->door, method, params, NULL, &err);

	json_decref(params);
	assert_int_equal(door_commit(rig->door, &err), 0);
	return result;
}

/* A notice is unique by activity, due-date version,
 * stage, regular date and recipient; an address gets one letter a run. */
static void nothing_is_issued_twice(void **state)
{
	static const char again[] =
	    "{'run':'2022-07-01','token':'0000000000000000000000000000000000"
	    "000000000000000000000000000002','address':'sn@kommun.example','language':'sv',"
	    "'subject':'S','text':'T','notices':[" NOTICE(
		1, "overdue", "2022-07-01", 2) "]}";
	struct rig *rig = *state;
	int64_t head = rig_head(rig);

	assert_int_equal(own(rig, "notice.issue", again), -1);
	issue(rig, 3, NOTICE(2, "due", "2022-06-30", 1));
	assert_int_equal(rig_head(rig), head + 1);
	assert_int_equal(
	    own(rig, "notice.issue",
		"{'run':'2022-07-01','token':'000000000000000000000000000000"
		"0000000000000000000000000000000004','address':"
		"'ks1@kommun.example','language':'sv','subject':'S','text':"
		"'T','notices':[]}"),
	    -1);
	assert_int_equal(rig_head(rig), head + 1);
	rig_is_replayed(rig);
}

static void run_is_recorded_once(void **state)
{
	struct rig *rig = *state;
	int64_t head = rig_head(rig);

	rig_own(rig, "reminder.ran", "{'day':'2022-07-01','messages':1}");
	assert_int_equal(
	    own(rig, "reminder.ran", "{'day':'2022-07-01','messages':0}"), -1);
	assert_int_equal(rig_head(rig), head + 1);
	rig_is_replayed(rig);
}

/* docs/wire.md: no frame from the daemon is over 1 MiB. A letter is at most
 * as long as its contract says. */
static void longest_letter_is_shown_in_one_frame(void **state)
{
	enum { CHARACTERS = 500000 };
	struct rig *rig = *state;
	char *text = malloc(3 * CHARACTERS + 1);
	json_t *params;
	struct err err;

	for (int i = 0; i < CHARACTERS; i++)
		memcpy(text + 3 * i, "€", 3);
	text[3 * CHARACTERS] = '\0';
	params = json_pack("{s:s, s:o, s:s, s:s, s:s, s:s, s:[o]}", "run",
	    "2022-07-04", "token", json_sprintf("%064d", 9), "address",
	    "ks@kommun.example", "language", "sv", "subject", "S", "text", text,
	    "notices", rig_json("%s", NOTICE(2, "due", "2022-06-30", 1)));
	if (request_own(rig->door, "notice.issue", params, NULL, &err) == 0) {
		assert_int_equal(door_commit(rig->door, &err), 0);
		rig_must(rig, "notice.show", "{'id':4}");
	}
	json_decref(params);
	free(text);
}

#define NOTICE_TEST(test)                                                      \
	cmocka_unit_test_setup_teardown(test, open_issued, rig_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		NOTICE_TEST(issued_notices_are_listed),
		NOTICE_TEST(notice_shows_the_letter_as_sent),
		NOTICE_TEST(lists_are_filtered),
		NOTICE_TEST(outcome_is_settled_once),
		NOTICE_TEST(nothing_is_issued_twice),
		NOTICE_TEST(run_is_recorded_once),
		NOTICE_TEST(longest_letter_is_shown_in_one_frame),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
