/* SPDX-License-Identifier: ISC */
/* Dispatches: what is issued, what becomes of it, and the message that only
 * tests the mail. */
#include "daemon/commands/notice_dispatch.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/request/execute.h"
#include "daemon/store/store_private.h"
#include "tests/unit/rig/rig.h"

/* The first value that a query of the test's own gives, as text. */
static const char *ask_text(struct rig *rig, const char *sql, char text[4096])
{
	sqlite3_stmt *statement;

	assert_int_equal(
	    sqlite3_prepare_v2(store_db(rig->store), sql, -1, &statement, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	snprintf(
	    text, 4096, "%s", (const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
	return text;
}

static int64_t ask(struct rig *rig, const char *sql)
{
	char text[4096];

	return strtoll(ask_text(rig, sql, text), NULL, 10);
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

#define ISSUE(number, rest)                                                    \
	"{'run':'2022-07-01','token':'000000000000000000000000000000000000000" \
	"000000000000000000000000" #number "','address':'a" #number            \
	"@kommun.example','language':'sv','subject':"                          \
	"'S','text':'T'," rest "}"
#define NOTICE(what, version, stage, role, code, n, skipped)                   \
	"{" what ",'due_version':" #version ",'stage':'" stage "','regular':"  \
	"'2022-07-01','role':'" role "','department':'" code "','n':" #n       \
	",'skipped':" #skipped "}"

/* Activities 1 and 2 of ks; the second passed to sn. Dispatch 1 carries a
 * notice of each, dispatch 2 one of the plan. */
static int open_issued(void **state)
{
	struct rig *rig;

	rig_open(state);
	rig = *state;
	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	rig_activity(rig, "B", "Vt 2022");
	rig_must(rig, "activity.assign", "{'id':2,'lead':'sn'}");
	rig_own(rig, "notice.issue", "%s",
	    ISSUE(1,
		"'notices':[" NOTICE("'activity':1", 1, "overdue", "lead", "ks",
		    1, false) "," NOTICE("'activity':2", 1, "assigned",
		    "former", "ks", 1, false) "]"));
	rig_own(rig, "notice.issue", "%s",
	    ISSUE(2,
		"'notices':[" NOTICE("'plan':'vbe'", 0, "follow-up",
		    "coordinator", "", 1, false) "]"));
	return 0;
}

static json_t *shown(struct rig *rig, int id)
{
	return rig_must(rig, "notice.show", "{'id':%d}", id);
}

/* --- issue --- */

static void a_plan_s_notice_names_the_plan(void **state)
{
	struct rig *rig = *state;

	rig_is(shown(rig, 3), "activity", "null");
	rig_is(rig->result, "plan", "'vbe'");
	rig_is(rig->result, "stage", "'follow-up'");
	rig_is(rig->result, "recipient", "'a2@kommun.example'");
	assert_int_equal(
	    own(rig, "notice.issue",
		ISSUE(3,
		    "'notices':[" NOTICE("'plan':'vbe'", 0, "follow-up",
			"coordinator", "", 2, false) "]")),
	    -1);
	rig_is_replayed(rig);
}

/* Neither of both, both, none: our bug. */
static void a_notice_is_of_one_thing(void **state)
{
	static const char *const wrong[] = {
		ISSUE(3,
		    "'notices':[" NOTICE("'plan':'vbe','activity':1", 1, "due",
			"lead", "ks", 1, false) "]"),
		ISSUE(3,
		    "'notices':[" NOTICE("'plan':'x'", 0, "follow-up",
			"coordinator", "", 1, false) "]"),
		ISSUE(3,
		    "'notices':[" NOTICE(
			"'activity':9", 1, "due", "lead", "ks", 1, false) "]"),
		ISSUE(3, "'notices':[]"),
		ISSUE(3, "'failures':[],'missed':[]"),
	};
	struct rig *rig = *state;
	int64_t head = rig_head(rig);

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(own(rig, "notice.issue", wrong[i]), -1);
	assert_int_equal(rig_head(rig), head);
}

static void a_transfer_is_told_once(void **state)
{
	struct rig *rig = *state;

	/* ks never knew that it led, so that nothing passed. */
	assert_int_equal(ask(rig, "SELECT count(*) FROM transfer"), 0);
	rig_own(rig, "notice.issue", "%s",
	    ISSUE(3,
		"'notices':[" NOTICE("'activity':2", 1, "assigned", "lead",
		    "sn", 1, false) "]"));
	assert_int_equal(
	    ask(rig, "SELECT lead_told FROM activity WHERE id = 2"), 1);
	rig_must(rig, "activity.assign", "{'id':2,'lead':'bun'}");
	assert_int_equal(
	    ask(rig, "SELECT count(*) FROM transfer WHERE told = 0"), 1);
	rig_own(rig, "notice.issue", "%s",
	    ISSUE(4,
		"'notices':[" NOTICE("'activity':2", 1, "assigned", "lead",
		    "bun", 0, true) "," NOTICE("'activity':2", 1, "overdue",
		    "lead", "bun", 1, false) "]"));
	assert_int_equal(
	    ask(rig, "SELECT count(*) FROM transfer WHERE told = 0"), 1);
	rig_own(rig, "notice.issue", "%s",
	    ISSUE(5,
		"'notices':[" NOTICE("'activity':2", 1, "assigned", "former",
		    "sn", 1, false) "]"));
	assert_int_equal(ask(rig, "SELECT told FROM transfer"), 1);
	rig_is_replayed(rig);
}

static void failures_are_told_once(void **state)
{
	struct rig *rig = *state;

	rig_own(rig, "notice.settle", "{'dispatch':1,'state':'failed'}");
	rig_own(rig, "notice.settle", "{'dispatch':2,'state':'failed'}");
	rig_own(rig, "notice.issue", "%s",
	    ISSUE(3, "'failures':[1],'missed':['2022-06-30']"));
	assert_int_equal(ask(rig, "SELECT told FROM dispatch WHERE id = 1"), 3);
	assert_int_equal(ask(rig, "SELECT told FROM dispatch WHERE id = 2"), 0);
	rig_own(rig, "notice.issue", "%s", ISSUE(4, "'missed':['2022-06-29']"));
	assert_int_equal(ask(rig,
			     "SELECT missed = '[\"2022-06-29\"]' FROM dispatch"
			     " WHERE id = 4"),
	    1);
	rig_is_replayed(rig);
}

static void what_is_issued_is_queued_at_its_entry(void **state)
{
	struct rig *rig = *state;

	assert_int_equal(ask(rig, "SELECT queued FROM dispatch WHERE id = 2"),
	    rig_head(rig));
	assert_int_equal(
	    ask(rig, "SELECT queued_at FROM dispatch WHERE id = 2"), RIG_NOW);
}

/* --- revise --- */

static void what_was_done_meanwhile_is_left_out(void **state)
{
	struct rig *rig = *state;

	rig->clock.at.seconds += 60;
	rig_own(rig, "notice.revise",
	    "{'dispatch':1,'subject':'Ny','text':'Nytt','dropped':[1,3]}");
	rig_is(shown(rig, 1), "state", "'skipped'");
	rig_is(rig->result, "n", "0");
	rig_is(shown(rig, 2), "state", "'planned'");
	rig_is(rig->result, "n", "1");
	rig_is(rig->result, "subject", "'Ny'");
	rig_is(rig->result, "text", "'Nytt'");
	rig_is(rig->result, "sent_at", "'2022-07-01T06:01:00Z'");
	/* Of another message, so that it stays. */
	rig_is(shown(rig, 3), "state", "'planned'");
	rig_is_replayed(rig);
}

static void an_empty_message_is_withdrawn(void **state)
{
	struct rig *rig = *state;
	int64_t head;

	rig_own(rig, "notice.revise", "{'dispatch':2,'dropped':[]}");
	rig_is(shown(rig, 3), "state", "'withdrawn'");
	rig_is(rig->result, "text", "'T'");
	rig_is(rig_must(rig, "notice.list", "{'state':'withdrawn'}"),
	    "rows.0.id", "3");
	rig_is(rig_must(rig, "status", "{}"), "dispatches",
	    "{'waiting':1,'accepted':0,'failed':0,'withdrawn':1}");
	head = rig_head(rig);
	rig_own(rig, "notice.revise", "{'dispatch':2,'dropped':[3]}");
	rig_own(rig, "notice.settle", "{'dispatch':2,'state':'accepted'}");
	assert_int_equal(rig_head(rig), head);
	rig_is(shown(rig, 3), "state", "'withdrawn'");
	rig_refused(
	    rig, ERR_CONFLICT, "withdrawn", "notice.resend", "{'id':3}");
	rig_is_replayed(rig);
}

/* --- resend --- */

static void what_failed_is_sent_again(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_CONFLICT, "waits", "notice.resend", "{'id':2}");
	rig_own(rig, "notice.settle",
	    "{'dispatch':1,'state':'failed','answer':'full'}");
	rig_own(rig, "notice.issue", "%s", ISSUE(3, "'failures':[1]"));
	rig->clock.at.seconds += 60;
	rig_is(rig_must(rig, "notice.resend", "{'id':2}"), "",
	    "{'dispatch':1,'address':'ks@kommun.example'}");
	rig_is(shown(rig, 2), "state", "'planned'");
	rig_is(rig->result, "answer", "null");
	assert_int_equal(
	    ask(rig,
		"SELECT told + coalesce(settled_at, 0) FROM dispatch"
		" WHERE id = 1"),
	    0);
	assert_int_equal(
	    ask(rig, "SELECT queued_at FROM dispatch WHERE id = 1"),
	    RIG_NOW + 60);
	assert_int_equal(ask(rig, "SELECT queued FROM dispatch WHERE id = 1"),
	    rig_head(rig));
	assert_int_equal(ask(rig,
			     "SELECT CAST(token AS INTEGER) FROM dispatch"
			     " WHERE id = 1"),
	    1);
	rig_refused(rig, ERR_CONFLICT, "waits", "notice.resend", "{'id':1}");
	rig_own(rig, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	rig_refused(rig, ERR_CONFLICT, "accepted", "notice.resend", "{'id':1}");
	rig_refused(
	    rig, ERR_NOT_FOUND, "no notice 9", "notice.resend", "{'id':9}");
	rig_is_replayed(rig);
}

/* The address was wrong, and is put right: that is where it goes. One that
 * had its message of that run is not written to twice. */
static void it_is_sent_to_where_the_department_is_now(void **state)
{
	struct rig *rig = *state;

	rig_own(rig, "notice.settle",
	    "{'dispatch':1,'state':'failed','answer':'no such user'}");
	rig_must(rig, "department.edit",
	    "{'code':'ks','mail':'stab@kommun.example'}");
	rig_is(rig_must(rig, "notice.resend", "{'id':2}"), "",
	    "{'dispatch':1,'address':'stab@kommun.example'}");
	rig_own(rig, "notice.settle", "{'dispatch':1,'state':'failed'}");
	rig_must(
	    rig, "department.edit", "{'code':'ks','mail':'a2@kommun.example'}");
	rig_is(rig_must(rig, "notice.resend", "{'id':2}"), "",
	    "{'dispatch':1,'address':'stab@kommun.example'}");
	rig_is_replayed(rig);
}

/* A letter of failures only, and a test, carry no notice. */
static void what_carries_no_notice_is_sent_again_by_its_number(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "setting.set",
	    "{'name':'coordinator_mail','value':'c@kommun.example'}");
	rig_own(rig, "notice.issue", "%s", ISSUE(3, "'missed':['2022-06-30']"));
	rig_must(rig, "notice.test", "{'address':'x@kommun.example'}");
	rig_refused(
	    rig, ERR_CONFLICT, "waits", "notice.resend", "{'dispatch':4}");
	for (int id = 1; id <= 4; id++)
		rig_own(rig, "notice.settle",
		    "{'dispatch':%d,'state':'failed'}", id);
	rig_must(rig, "setting.set",
	    "{'name':'coordinator_mail','value':'ny@kommun.example'}");
	rig_is(rig_must(rig, "notice.resend", "{'dispatch':3}"), "",
	    "{'dispatch':3,'address':'ny@kommun.example'}");
	/* A test goes where it was to go. */
	rig_is(rig_must(rig, "notice.resend", "{'dispatch':4}"), "",
	    "{'dispatch':4,'address':'x@kommun.example'}");
	rig_is(rig_must(rig, "notice.resend", "{'dispatch':1}"), "",
	    "{'dispatch':1,'address':'ks@kommun.example'}");
	assert_int_equal(
	    ask(rig, "SELECT count(*) FROM dispatch WHERE state = 'planned'"),
	    3);
	rig_own(rig, "notice.settle", "{'dispatch':4,'state':'accepted'}");
	rig_refused(
	    rig, ERR_CONFLICT, "accepted", "notice.resend", "{'dispatch':4}");
	rig_own(rig, "notice.revise", "{'dispatch':3,'dropped':[]}");
	rig_refused(
	    rig, ERR_CONFLICT, "withdrawn", "notice.resend", "{'dispatch':3}");
	rig_refused(rig, ERR_NOT_FOUND, "no dispatch 9", "notice.resend",
	    "{'dispatch':9}");
	rig_is_replayed(rig);
}

static void one_thing_is_sent_again(void **state)
{
	struct rig *rig = *state;

	rig_own(rig, "notice.settle", "{'dispatch':1,'state':'failed'}");
	rig_refused(rig, ERR_INVALID, "one of them", "notice.resend", "{}");
	rig_refused(rig, ERR_INVALID, "one of them", "notice.resend",
	    "{'id':1,'dispatch':1}");
}

/* --- where it goes --- */

static void address_is(struct rig *rig, int id, const char *expected)
{
	char sql[64], text[4096];

	snprintf(
	    sql, sizeof(sql), "SELECT address FROM dispatch WHERE id = %d", id);
	assert_string_equal(ask_text(rig, sql, text), expected);
}

static void what_waits_goes_where_its_reader_is_now(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "department.edit",
	    "{'code':'ks','mail':'stab@kommun.example'}");
	address_is(rig, 1, "stab@kommun.example");
	address_is(rig, 2, "a2@kommun.example");
	rig_must(rig, "setting.set",
	    "{'name':'coordinator_mail','value':'c@kommun.example'}");
	address_is(rig, 1, "stab@kommun.example");
	address_is(rig, 2, "c@kommun.example");
	/* None is no address to go to. */
	rig_must(rig, "setting.set", "{'name':'coordinator_mail','value':''}");
	address_is(rig, 2, "c@kommun.example");
	/* What has gone stays where it went, and so does a test. */
	rig_own(rig, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	rig_own(rig, "notice.settle", "{'dispatch':2,'state':'failed'}");
	rig_must(rig, "notice.test", "{'address':'x@kommun.example'}");
	rig_must(
	    rig, "department.edit", "{'code':'ks','mail':'ny@kommun.example'}");
	rig_must(rig, "setting.set",
	    "{'name':'coordinator_mail','value':'ny@kommun.example'}");
	address_is(rig, 1, "stab@kommun.example");
	address_is(rig, 2, "c@kommun.example");
	address_is(rig, 3, "x@kommun.example");
	rig_is_replayed(rig);
}

/* The run's message to that address is another one. */
static void one_address_has_one_message_of_a_run(void **state)
{
	struct rig *rig = *state;

	rig_must(
	    rig, "department.edit", "{'code':'ks','mail':'A2@kommun.example'}");
	address_is(rig, 1, "a1@kommun.example");
	rig_is_replayed(rig);
}

/* Where one of them is still there, it must arrive there. */
static void a_shared_letter_moves_with_all_its_readers(void **state)
{
	struct rig *rig = *state;

	rig_own(rig, "notice.issue", "%s",
	    ISSUE(3,
		"'notices':[" NOTICE("'activity':1", 1, "due", "lead", "ks", 1,
		    false) "," NOTICE("'activity':2", 1, "due", "lead", "sn", 1,
		    false) "," NOTICE("'activity':2", 1, "begin", "lead", "bun",
		    0, true) "," NOTICE("'activity':2", 1, "escalated",
		    "escalation", "ks", 1, false) "]"));
	rig_must(rig, "department.edit",
	    "{'code':'ks','mail':'stab@kommun.example','escalation':"
	    "'stab@kommun.example'}");
	address_is(rig, 3, "a3@kommun.example");
	rig_must(rig, "department.edit",
	    "{'code':'sn','mail':'stab@kommun.example'}");
	/* Dispatch 1, of the same run, was there first. */
	address_is(rig, 1, "stab@kommun.example");
	address_is(rig, 3, "a3@kommun.example");
	rig_own(rig, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	for (int i = 0; i < 2; i++)
		rig_must(rig, "department.edit",
		    "{'code':'%s','mail':'b@kommun.example','escalation':"
		    "'b@kommun.example'}",
		    i == 0 ? "sn" : "ks");
	address_is(rig, 3, "b@kommun.example");
	rig_is_replayed(rig);
}

/* A reader without an address of its own has only that letter's. */
static void a_shared_letter_stays_for_who_has_no_address(void **state)
{
	struct rig *rig = *state;

	rig_own(rig, "notice.issue", "%s",
	    ISSUE(3,
		"'notices':[" NOTICE("'activity':1", 1, "due", "lead", "ks", 1,
		    false) "," NOTICE("'activity':1", 1, "escalated",
		    "escalation", "ks", 1, false) "]"));
	rig_own(rig, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	rig_must(rig, "department.edit",
	    "{'code':'ks','mail':'stab@kommun.example'}");
	address_is(rig, 3, "a3@kommun.example");
	rig_must(rig, "department.edit",
	    "{'code':'ks','escalation':'stab@kommun.example'}");
	address_is(rig, 3, "stab@kommun.example");
	rig_is_replayed(rig);
}

static void it_is_known_where_it_went(void **state)
{
	struct rig *rig = *state;

	rig_own(rig, "notice.settle",
	    "{'dispatch':1,'state':'accepted','address':"
	    "'b@kommun.example'}");
	address_is(rig, 1, "b@kommun.example");
	rig_own(rig, "notice.settle",
	    "{'dispatch':2,'state':'accepted','address':"
	    "'b@kommun.example'}");
	address_is(rig, 2, "a2@kommun.example");
	assert_int_equal(
	    ask(rig, "SELECT count(*) FROM dispatch WHERE state = 'accepted'"),
	    2);
	rig_is_replayed(rig);
}

static void what_was_skipped_is_not_sent_again(void **state)
{
	struct rig *rig = *state;

	rig_own(rig, "notice.issue", "%s",
	    ISSUE(3,
		"'notices':[" NOTICE(
		    "'activity':1", 1, "due", "lead", "ks", 0, true) "]"));
	rig_refused(rig, ERR_CONFLICT, "skipped", "notice.resend", "{'id':4}");
}

/* --- what failed --- */

static void the_status_lists_what_failed_the_newest_first(void **state)
{
	struct rig *rig = *state;

	rig_is(rig_must(rig, "status", "{}"), "failed", "[]");
	rig_must(rig, "notice.test", "{'address':'x@kommun.example'}");
	rig_own(rig, "notice.settle",
	    "{'dispatch':3,'state':'failed','answer':'no such user'}");
	rig->clock.at.seconds += 60;
	rig_own(rig, "notice.settle", "{'dispatch':1,'state':'failed'}");
	rig_is(rig_must(rig, "status", "{}"), "failed",
	    "[{'dispatch':1,'address':'a1@kommun.example','run':'2022-07-01',"
	    "'answer':null,'notice':1},"
	    "{'dispatch':3,'address':'x@kommun.example','run':null,'answer':"
	    "'no such user','notice':null}]");
	rig_must(rig, "notice.resend", "{'dispatch':1}");
	rig_is(rig_must(rig, "status", "{}"), "failed.0.dispatch", "3");
}

/* Also those that a letter has told of. */
static void the_first_twenty_that_failed_are_listed(void **state)
{
	struct rig *rig = *state;

	for (int id = 3; id <= 23; id++) {
		rig_must(rig, "notice.test", "{'address':'x@kommun.example'}");
		rig_own(rig, "notice.settle",
		    "{'dispatch':%d,'state':'failed'}", id);
	}
	rig_own(rig, "notice.issue", "%s", ISSUE(3, "'failures':[23]"));
	rig_is(rig_must(rig, "status", "{}"), "failed.0.dispatch", "23");
	rig_is(rig->result, "failed.19.dispatch", "4");
	assert_int_equal(json_array_size(rig_at(rig->result, "failed")), 20);
}

/* --- test --- */

static void widths_fit(const char *text)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");

		assert_true(length <= 76 + 10); /* å, ä, ö are two bytes */
		text += length + (text[length] == '\n');
	}
}

static void a_test_asks_nothing_and_waits_to_be_sent(void **state)
{
	struct rig *rig = *state;
	char text[4096];
	int64_t head = rig_head(rig);
	char line[64];

	rig_is(rig_must(rig, "notice.test", "{'address':'x@kommun.example'}"),
	    "", "{'dispatch':3,'address':'x@kommun.example','note':'queued'}");
	assert_int_equal(
	    ask(rig,
		"SELECT count(*) FROM dispatch WHERE id = 3 AND run IS"
		" NULL AND state = 'planned' AND department IS NULL"
		" AND address = 'x@kommun.example' AND language = 'sv'"),
	    1);
	ask_text(rig, "SELECT text FROM dispatch WHERE id = 3", text);
	assert_non_null(strstr(text, "provmejl"));
	assert_non_null(strstr(text, "test message"));
	assert_null(strstr(text, "övning"));
	snprintf(line, sizeof(line),
	    "kontrollvärde, loggpost %d i planvakts logg", (int)head);
	assert_non_null(strstr(text, line));
	widths_fit(text);
	assert_string_equal(
	    ask_text(rig, "SELECT subject FROM dispatch WHERE id = 3", text),
	    "Provmejl från planvakt");
	/* Again is another message, of another name. */
	rig_is(rig_must(rig, "notice.test", "{'address':'x@kommun.example'}"),
	    "dispatch", "4");
	assert_int_equal(
	    ask(rig,
		"SELECT count(DISTINCT token) FROM dispatch WHERE run"
		" IS NULL AND length(token) = 64"),
	    2);
	rig_refused(rig, ERR_INVALID, "address", "notice.test",
	    "{'address':'kommun.example'}");
	rig_is_replayed(rig);
}

static void a_test_speaks_the_coordinator_s_language_and_waits_in_a_pause(
    void **state)
{
	struct rig *rig = *state;
	char text[4096];

	rig_must(rig, "setting.set", "{'name':'language','value':'en'}");
	rig_must(rig, "notice.pause", "{'until':'2022-07-08','reason':'Byte'}");
	rig_must(rig, "notice.test", "{'address':'x@kommun.example'}");
	assert_non_null(strstr(json_string_value(rig_at(rig->result, "note")),
	    "until 2022-07-08"));
	assert_string_equal(
	    ask_text(rig, "SELECT subject FROM dispatch WHERE id = 3", text),
	    "Test message from planvakt");
	assert_non_null(strstr(
	    ask_text(rig, "SELECT text FROM dispatch WHERE id = 3", text),
	    "Check value, entry "));
	/* The pause ends before the day that it names. */
	rig->clock.at.seconds = RIG_NOW + 7 * 86400;
	rig_is(rig_must(rig, "notice.test", "{'address':'x@kommun.example'}"),
	    "note", "'queued'");
	rig_is_replayed(rig);
}

/* --- which entries concern which activity --- */

static void entries_name_what_they_concern(void **state)
{
	struct rig *rig = *state;
	char sql[128];

	snprintf(sql, sizeof(sql),
	    "SELECT count(*) FROM entry_activity WHERE seq = %d",
	    (int)rig_head(rig) - 1);
	assert_int_equal(ask(rig, sql), 2);
	rig_own(rig, "notice.settle", "{'dispatch':1,'state':'failed'}");
	rig_must(rig, "notice.resend", "{'id':1}");
	rig_own(rig, "notice.revise",
	    "{'dispatch':1,'subject':'Ny','text':'Nytt','dropped':[1]}");
	snprintf(sql, sizeof(sql),
	    "SELECT count(*) FROM entry_activity WHERE seq > %d",
	    (int)rig_head(rig) - 3);
	assert_int_equal(ask(rig, sql), 6);
	rig_own(rig, "notice.settle", "{'dispatch':2,'state':'accepted'}");
	assert_int_equal(ask(rig, sql), 6);
	rig_is_replayed(rig);
}

static void the_coordinator_sends(void **state)
{
	struct rig *rig = *state;
	struct sign_key *ks = rig_key(rig, "Staben", "department", "ks");

	assert_int_equal(
	    rig_ask(rig, ks, "notice.resend", "{'id':1}"), ERR_DENIED);
	assert_int_equal(
	    rig_ask(rig, ks, "notice.test", "{'address':'x@kommun.example'}"),
	    ERR_DENIED);
	assert_int_equal(rig_ask(rig, rig->coordinator, "notice.revise",
			     "{'dispatch':1,'dropped':[]}"),
	    ERR_DENIED);
}

#define ISSUED_TEST(test)                                                      \
	cmocka_unit_test_setup_teardown(test, open_issued, rig_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ISSUED_TEST(a_plan_s_notice_names_the_plan),
		ISSUED_TEST(a_notice_is_of_one_thing),
		ISSUED_TEST(a_transfer_is_told_once),
		ISSUED_TEST(failures_are_told_once),
		ISSUED_TEST(what_is_issued_is_queued_at_its_entry),
		ISSUED_TEST(what_was_done_meanwhile_is_left_out),
		ISSUED_TEST(an_empty_message_is_withdrawn),
		ISSUED_TEST(what_failed_is_sent_again),
		ISSUED_TEST(it_is_sent_to_where_the_department_is_now),
		ISSUED_TEST(what_carries_no_notice_is_sent_again_by_its_number),
		ISSUED_TEST(one_thing_is_sent_again),
		ISSUED_TEST(what_waits_goes_where_its_reader_is_now),
		ISSUED_TEST(one_address_has_one_message_of_a_run),
		ISSUED_TEST(a_shared_letter_moves_with_all_its_readers),
		ISSUED_TEST(a_shared_letter_stays_for_who_has_no_address),
		ISSUED_TEST(it_is_known_where_it_went),
		ISSUED_TEST(what_was_skipped_is_not_sent_again),
		ISSUED_TEST(the_status_lists_what_failed_the_newest_first),
		ISSUED_TEST(the_first_twenty_that_failed_are_listed),
		ISSUED_TEST(a_test_asks_nothing_and_waits_to_be_sent),
		ISSUED_TEST(
		    a_test_speaks_the_coordinator_s_language_and_waits_in_a_pause),
		ISSUED_TEST(entries_name_what_they_concern),
		ISSUED_TEST(the_coordinator_sends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
