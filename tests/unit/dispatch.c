/* SPDX-License-Identifier: ISC */
// links: tests/unit/door/door.c tests/unit/door/timeframe.c
/* Dispatches: what is issued, what becomes of it, and the message that only
 * tests the mail. */
#include "daemon/commands/dispatch.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/store/store_private.h"
#include "tests/unit/door/door.h"

/* The first value that a query of the test's own gives, as text. */
static const char *ask_text(struct door *door, const char *sql, char text[4096])
{
	sqlite3_stmt *statement;

	assert_int_equal(sqlite3_prepare_v2(
			     store_db(door->store), sql, -1, &statement, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	snprintf(
	    text, 4096, "%s", (const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
	return text;
}

static int64_t ask(struct door *door, const char *sql)
{
	char text[4096];

	return strtoll(ask_text(door, sql, text), NULL, 10);
}

static int own(struct door *door, const char *method, const char *words)
{
	json_t *params = door_json("%s", words);
	struct err err;
	int result = request_own(door->requests, method, params, NULL, &err);

	json_decref(params);
	assert_int_equal(requests_commit(door->requests, &err), 0);
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
	struct door *door;

	door_open(state);
	door = *state;
	door_fill(door);
	door_activity(door, "A", "Vt 2022");
	door_activity(door, "B", "Vt 2022");
	door_must(door, "activity.assign", "{'id':2,'lead':'sn'}");
	door_own(door, "notice.issue", "%s",
	    ISSUE(1,
		"'notices':[" NOTICE("'activity':1", 1, "overdue", "lead", "ks",
		    1, false) "," NOTICE("'activity':2", 1, "transferred",
		    "former", "ks", 1, false) "]"));
	door_own(door, "notice.issue", "%s",
	    ISSUE(2,
		"'notices':[" NOTICE("'plan':'vbe'", 0, "review", "coordinator",
		    "", 1, false) "]"));
	return 0;
}

static json_t *shown(struct door *door, int id)
{
	return door_must(door, "notice.show", "{'id':%d}", id);
}

/* --- issue --- */

static void a_plan_s_notice_names_the_plan(void **state)
{
	struct door *door = *state;

	door_is(shown(door, 3), "activity", "null");
	door_is(door->result, "plan", "'vbe'");
	door_is(door->result, "stage", "'review'");
	door_is(door->result, "recipient", "'a2@kommun.example'");
	assert_int_equal(
	    own(door, "notice.issue",
		ISSUE(3,
		    "'notices':[" NOTICE("'plan':'vbe'", 0, "review",
			"coordinator", "", 2, false) "]")),
	    -1);
	door_is_replayed(door);
}

/* Neither of both, both, none: our bug. */
static void a_notice_is_of_one_thing(void **state)
{
	static const char *const wrong[] = {
		ISSUE(3,
		    "'notices':[" NOTICE("'plan':'vbe','activity':1", 1, "due",
			"lead", "ks", 1, false) "]"),
		ISSUE(3,
		    "'notices':[" NOTICE("'plan':'x'", 0, "review",
			"coordinator", "", 1, false) "]"),
		ISSUE(3,
		    "'notices':[" NOTICE(
			"'activity':9", 1, "due", "lead", "ks", 1, false) "]"),
		ISSUE(3, "'notices':[]"),
		ISSUE(3, "'failures':[],'missed':[]"),
	};
	struct door *door = *state;
	int64_t head = door_head(door);

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(own(door, "notice.issue", wrong[i]), -1);
	assert_int_equal(door_head(door), head);
}

static void a_transfer_is_told_once(void **state)
{
	struct door *door = *state;

	assert_int_equal(ask(door, "SELECT count(*) FROM transfer"), 1);
	assert_int_equal(ask(door, "SELECT told FROM transfer"), 1);
	door_must(door, "activity.assign", "{'id':2,'lead':'bun'}");
	assert_int_equal(
	    ask(door, "SELECT count(*) FROM transfer WHERE told = 0"), 1);
	door_own(door, "notice.issue", "%s",
	    ISSUE(3,
		"'notices':[" NOTICE("'activity':2", 1, "transferred", "lead",
		    "sn", 0, true) "," NOTICE("'activity':2", 1, "overdue",
		    "lead", "sn", 1, false) "]"));
	assert_int_equal(
	    ask(door, "SELECT count(*) FROM transfer WHERE told = 0"), 1);
	door_is_replayed(door);
}

static void failures_are_told_once(void **state)
{
	struct door *door = *state;

	door_own(door, "notice.settle", "{'dispatch':1,'state':'failed'}");
	door_own(door, "notice.settle", "{'dispatch':2,'state':'failed'}");
	door_own(door, "notice.issue", "%s",
	    ISSUE(3, "'failures':[1],'missed':['2022-06-30']"));
	assert_int_equal(
	    ask(door, "SELECT told FROM dispatch WHERE id = 1"), 3);
	assert_int_equal(
	    ask(door, "SELECT told FROM dispatch WHERE id = 2"), 0);
	door_own(
	    door, "notice.issue", "%s", ISSUE(4, "'missed':['2022-06-29']"));
	assert_int_equal(ask(door,
			     "SELECT missed = '[\"2022-06-29\"]' FROM dispatch"
			     " WHERE id = 4"),
	    1);
	door_is_replayed(door);
}

static void what_is_issued_is_queued_at_its_entry(void **state)
{
	struct door *door = *state;

	assert_int_equal(ask(door, "SELECT queued FROM dispatch WHERE id = 2"),
	    door_head(door));
	assert_int_equal(
	    ask(door, "SELECT queued_at FROM dispatch WHERE id = 2"), DOOR_NOW);
}

/* --- revise --- */

static void what_was_done_meanwhile_is_left_out(void **state)
{
	struct door *door = *state;

	door->clock.at.seconds += 60;
	door_own(door, "notice.revise",
	    "{'dispatch':1,'subject':'Ny','text':'Nytt','dropped':[1,3]}");
	door_is(shown(door, 1), "state", "'skipped'");
	door_is(door->result, "n", "0");
	door_is(shown(door, 2), "state", "'planned'");
	door_is(door->result, "n", "1");
	door_is(door->result, "subject", "'Ny'");
	door_is(door->result, "text", "'Nytt'");
	door_is(door->result, "sent_at", "'2022-07-01T06:01:00Z'");
	/* Of another message, so that it stays. */
	door_is(shown(door, 3), "state", "'planned'");
	door_is_replayed(door);
}

static void an_empty_message_is_withdrawn(void **state)
{
	struct door *door = *state;
	int64_t head;

	door_own(door, "notice.revise", "{'dispatch':2,'dropped':[]}");
	door_is(shown(door, 3), "state", "'withdrawn'");
	door_is(door->result, "text", "'T'");
	door_is(door_must(door, "notice.list", "{'state':'withdrawn'}"),
	    "rows.0.id", "3");
	door_is(door_must(door, "status", "{}"), "dispatches",
	    "{'waiting':1,'accepted':0,'failed':0,'withdrawn':1}");
	head = door_head(door);
	door_own(door, "notice.revise", "{'dispatch':2,'dropped':[3]}");
	door_own(door, "notice.settle", "{'dispatch':2,'state':'accepted'}");
	assert_int_equal(door_head(door), head);
	door_is(shown(door, 3), "state", "'withdrawn'");
	door_refused(
	    door, ERR_CONFLICT, "withdrawn", "notice.resend", "{'id':3}");
	door_is_replayed(door);
}

/* --- resend --- */

static void what_failed_is_sent_again(void **state)
{
	struct door *door = *state;

	door_refused(door, ERR_CONFLICT, "waits", "notice.resend", "{'id':2}");
	door_own(door, "notice.settle",
	    "{'dispatch':1,'state':'failed','answer':'full'}");
	door_own(door, "notice.issue", "%s", ISSUE(3, "'failures':[1]"));
	door->clock.at.seconds += 60;
	door_is(door_must(door, "notice.resend", "{'id':2}"), "",
	    "{'dispatch':1,'address':'ks@kommun.example'}");
	door_is(shown(door, 2), "state", "'planned'");
	door_is(door->result, "answer", "null");
	assert_int_equal(
	    ask(door,
		"SELECT told + coalesce(settled_at, 0) FROM dispatch"
		" WHERE id = 1"),
	    0);
	assert_int_equal(
	    ask(door, "SELECT queued_at FROM dispatch WHERE id = 1"),
	    DOOR_NOW + 60);
	assert_int_equal(ask(door, "SELECT queued FROM dispatch WHERE id = 1"),
	    door_head(door));
	assert_int_equal(ask(door,
			     "SELECT CAST(token AS INTEGER) FROM dispatch"
			     " WHERE id = 1"),
	    1);
	door_refused(door, ERR_CONFLICT, "waits", "notice.resend", "{'id':1}");
	door_own(door, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	door_refused(
	    door, ERR_CONFLICT, "accepted", "notice.resend", "{'id':1}");
	door_refused(
	    door, ERR_NOT_FOUND, "no notice 9", "notice.resend", "{'id':9}");
	door_is_replayed(door);
}

/* The address was wrong, and is put right: that is where it goes. One that
 * had its message of that run is not written to twice. */
static void it_is_sent_to_where_the_department_is_now(void **state)
{
	struct door *door = *state;

	door_own(door, "notice.settle",
	    "{'dispatch':1,'state':'failed','answer':'no such user'}");
	door_must(door, "department.edit",
	    "{'code':'ks','mail':'stab@kommun.example'}");
	door_is(door_must(door, "notice.resend", "{'id':2}"), "",
	    "{'dispatch':1,'address':'stab@kommun.example'}");
	door_own(door, "notice.settle", "{'dispatch':1,'state':'failed'}");
	door_must(door, "department.edit",
	    "{'code':'ks','mail':'a2@kommun.example'}");
	door_is(door_must(door, "notice.resend", "{'id':2}"), "",
	    "{'dispatch':1,'address':'stab@kommun.example'}");
	door_is_replayed(door);
}

/* A letter of failures only, and a test, carry no notice. */
static void what_carries_no_notice_is_sent_again_by_its_number(void **state)
{
	struct door *door = *state;

	door_must(door, "setting.set",
	    "{'name':'coordinator_mail','value':'c@kommun.example'}");
	door_own(
	    door, "notice.issue", "%s", ISSUE(3, "'missed':['2022-06-30']"));
	door_must(door, "notice.test", "{'address':'x@kommun.example'}");
	door_refused(
	    door, ERR_CONFLICT, "waits", "notice.resend", "{'dispatch':4}");
	for (int id = 1; id <= 4; id++)
		door_own(door, "notice.settle",
		    "{'dispatch':%d,'state':'failed'}", id);
	door_must(door, "setting.set",
	    "{'name':'coordinator_mail','value':'ny@kommun.example'}");
	door_is(door_must(door, "notice.resend", "{'dispatch':3}"), "",
	    "{'dispatch':3,'address':'ny@kommun.example'}");
	/* A test goes where it was to go. */
	door_is(door_must(door, "notice.resend", "{'dispatch':4}"), "",
	    "{'dispatch':4,'address':'x@kommun.example'}");
	door_is(door_must(door, "notice.resend", "{'dispatch':1}"), "",
	    "{'dispatch':1,'address':'ks@kommun.example'}");
	assert_int_equal(
	    ask(door, "SELECT count(*) FROM dispatch WHERE state = 'planned'"),
	    3);
	door_own(door, "notice.settle", "{'dispatch':4,'state':'accepted'}");
	door_refused(
	    door, ERR_CONFLICT, "accepted", "notice.resend", "{'dispatch':4}");
	door_own(door, "notice.revise", "{'dispatch':3,'dropped':[]}");
	door_refused(
	    door, ERR_CONFLICT, "withdrawn", "notice.resend", "{'dispatch':3}");
	door_refused(door, ERR_NOT_FOUND, "no dispatch 9", "notice.resend",
	    "{'dispatch':9}");
	door_is_replayed(door);
}

static void one_thing_is_sent_again(void **state)
{
	struct door *door = *state;

	door_own(door, "notice.settle", "{'dispatch':1,'state':'failed'}");
	door_refused(door, ERR_INVALID, "one of them", "notice.resend", "{}");
	door_refused(door, ERR_INVALID, "one of them", "notice.resend",
	    "{'id':1,'dispatch':1}");
}

/* --- where it goes --- */

static void address_is(struct door *door, int id, const char *expected)
{
	char sql[64], text[4096];

	snprintf(
	    sql, sizeof(sql), "SELECT address FROM dispatch WHERE id = %d", id);
	assert_string_equal(ask_text(door, sql, text), expected);
}

static void what_waits_goes_where_its_reader_is_now(void **state)
{
	struct door *door = *state;

	door_must(door, "department.edit",
	    "{'code':'ks','mail':'stab@kommun.example'}");
	address_is(door, 1, "stab@kommun.example");
	address_is(door, 2, "a2@kommun.example");
	door_must(door, "setting.set",
	    "{'name':'coordinator_mail','value':'c@kommun.example'}");
	address_is(door, 1, "stab@kommun.example");
	address_is(door, 2, "c@kommun.example");
	/* None is no address to go to. */
	door_must(
	    door, "setting.set", "{'name':'coordinator_mail','value':''}");
	address_is(door, 2, "c@kommun.example");
	/* What has gone stays where it went, and so does a test. */
	door_own(door, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	door_own(door, "notice.settle", "{'dispatch':2,'state':'failed'}");
	door_must(door, "notice.test", "{'address':'x@kommun.example'}");
	door_must(door, "department.edit",
	    "{'code':'ks','mail':'ny@kommun.example'}");
	door_must(door, "setting.set",
	    "{'name':'coordinator_mail','value':'ny@kommun.example'}");
	address_is(door, 1, "stab@kommun.example");
	address_is(door, 2, "c@kommun.example");
	address_is(door, 3, "x@kommun.example");
	door_is_replayed(door);
}

/* The run's message to that address is another one. */
static void one_address_has_one_message_of_a_run(void **state)
{
	struct door *door = *state;

	door_must(door, "department.edit",
	    "{'code':'ks','mail':'A2@kommun.example'}");
	address_is(door, 1, "a1@kommun.example");
	door_is_replayed(door);
}

/* Where one of them is still there, it must arrive there. */
static void a_shared_letter_moves_with_all_its_readers(void **state)
{
	struct door *door = *state;

	door_own(door, "notice.issue", "%s",
	    ISSUE(3,
		"'notices':[" NOTICE("'activity':1", 1, "due", "lead", "ks", 1,
		    false) "," NOTICE("'activity':2", 1, "due", "lead", "sn", 1,
		    false) "," NOTICE("'activity':2", 1, "begin", "lead", "bun",
		    0, true) "," NOTICE("'activity':2", 1, "escalated",
		    "escalation", "ks", 1, false) "]"));
	door_must(door, "department.edit",
	    "{'code':'ks','mail':'stab@kommun.example','escalation':"
	    "'stab@kommun.example'}");
	address_is(door, 3, "a3@kommun.example");
	door_must(door, "department.edit",
	    "{'code':'sn','mail':'stab@kommun.example'}");
	/* Dispatch 1, of the same run, was there first. */
	address_is(door, 1, "stab@kommun.example");
	address_is(door, 3, "a3@kommun.example");
	door_own(door, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	for (int i = 0; i < 2; i++)
		door_must(door, "department.edit",
		    "{'code':'%s','mail':'b@kommun.example','escalation':"
		    "'b@kommun.example'}",
		    i == 0 ? "sn" : "ks");
	address_is(door, 3, "b@kommun.example");
	door_is_replayed(door);
}

/* A reader without an address of its own has only that letter's. */
static void a_shared_letter_stays_for_who_has_no_address(void **state)
{
	struct door *door = *state;

	door_own(door, "notice.issue", "%s",
	    ISSUE(3,
		"'notices':[" NOTICE("'activity':1", 1, "due", "lead", "ks", 1,
		    false) "," NOTICE("'activity':1", 1, "escalated",
		    "escalation", "ks", 1, false) "]"));
	door_own(door, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	door_must(door, "department.edit",
	    "{'code':'ks','mail':'stab@kommun.example'}");
	address_is(door, 3, "a3@kommun.example");
	door_must(door, "department.edit",
	    "{'code':'ks','escalation':'stab@kommun.example'}");
	address_is(door, 3, "stab@kommun.example");
	door_is_replayed(door);
}

static void it_is_known_where_it_went(void **state)
{
	struct door *door = *state;

	door_own(door, "notice.settle",
	    "{'dispatch':1,'state':'accepted','address':"
	    "'b@kommun.example'}");
	address_is(door, 1, "b@kommun.example");
	door_own(door, "notice.settle",
	    "{'dispatch':2,'state':'accepted','address':"
	    "'b@kommun.example'}");
	address_is(door, 2, "a2@kommun.example");
	assert_int_equal(
	    ask(door, "SELECT count(*) FROM dispatch WHERE state = 'accepted'"),
	    2);
	door_is_replayed(door);
}

static void what_was_skipped_is_not_sent_again(void **state)
{
	struct door *door = *state;

	door_own(door, "notice.issue", "%s",
	    ISSUE(3,
		"'notices':[" NOTICE(
		    "'activity':1", 1, "due", "lead", "ks", 0, true) "]"));
	door_refused(
	    door, ERR_CONFLICT, "skipped", "notice.resend", "{'id':4}");
}

/* --- what failed --- */

static void the_status_lists_what_failed_the_newest_first(void **state)
{
	struct door *door = *state;

	door_is(door_must(door, "status", "{}"), "failed", "[]");
	door_must(door, "notice.test", "{'address':'x@kommun.example'}");
	door_own(door, "notice.settle",
	    "{'dispatch':3,'state':'failed','answer':'no such user'}");
	door->clock.at.seconds += 60;
	door_own(door, "notice.settle", "{'dispatch':1,'state':'failed'}");
	door_is(door_must(door, "status", "{}"), "failed",
	    "[{'dispatch':1,'address':'a1@kommun.example','run':'2022-07-01',"
	    "'answer':null,'notice':1},"
	    "{'dispatch':3,'address':'x@kommun.example','run':null,'answer':"
	    "'no such user','notice':null}]");
	door_must(door, "notice.resend", "{'dispatch':1}");
	door_is(door_must(door, "status", "{}"), "failed.0.dispatch", "3");
}

/* Also those that a letter has told of. */
static void the_first_twenty_that_failed_are_listed(void **state)
{
	struct door *door = *state;

	for (int id = 3; id <= 23; id++) {
		door_must(
		    door, "notice.test", "{'address':'x@kommun.example'}");
		door_own(door, "notice.settle",
		    "{'dispatch':%d,'state':'failed'}", id);
	}
	door_own(door, "notice.issue", "%s", ISSUE(3, "'failures':[23]"));
	door_is(door_must(door, "status", "{}"), "failed.0.dispatch", "23");
	door_is(door->result, "failed.19.dispatch", "4");
	assert_int_equal(json_array_size(door_at(door->result, "failed")), 20);
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
	struct door *door = *state;
	char text[4096];
	int64_t head = door_head(door);
	char line[64];

	door_is(
	    door_must(door, "notice.test", "{'address':'x@kommun.example'}"),
	    "", "{'dispatch':3,'address':'x@kommun.example','note':'queued'}");
	assert_int_equal(
	    ask(door,
		"SELECT count(*) FROM dispatch WHERE id = 3 AND run IS"
		" NULL AND state = 'planned' AND department IS NULL"
		" AND address = 'x@kommun.example' AND language = 'sv'"),
	    1);
	ask_text(door, "SELECT text FROM dispatch WHERE id = 3", text);
	assert_non_null(strstr(text, "provmejl"));
	assert_non_null(strstr(text, "test message"));
	assert_null(strstr(text, "övning"));
	snprintf(line, sizeof(line), "Kontrollvärde, post %d i planvakts logg",
	    (int)head);
	assert_non_null(strstr(text, line));
	widths_fit(text);
	assert_string_equal(
	    ask_text(door, "SELECT subject FROM dispatch WHERE id = 3", text),
	    "Provmejl från planvakt");
	/* Again is another message, of another name. */
	door_is(
	    door_must(door, "notice.test", "{'address':'x@kommun.example'}"),
	    "dispatch", "4");
	assert_int_equal(
	    ask(door,
		"SELECT count(DISTINCT token) FROM dispatch WHERE run"
		" IS NULL AND length(token) = 64"),
	    2);
	door_refused(door, ERR_INVALID, "address", "notice.test",
	    "{'address':'kommun.example'}");
	door_is_replayed(door);
}

static void a_test_speaks_the_coordinator_s_language_and_waits_in_a_pause(
    void **state)
{
	struct door *door = *state;
	char text[4096];

	door_must(door, "setting.set", "{'name':'language','value':'en'}");
	door_must(
	    door, "notice.pause", "{'until':'2022-07-08','reason':'Byte'}");
	door_must(door, "notice.test", "{'address':'x@kommun.example'}");
	assert_non_null(strstr(json_string_value(door_at(door->result, "note")),
	    "until 2022-07-08"));
	assert_string_equal(
	    ask_text(door, "SELECT subject FROM dispatch WHERE id = 3", text),
	    "Test message from planvakt");
	assert_non_null(strstr(
	    ask_text(door, "SELECT text FROM dispatch WHERE id = 3", text),
	    "Check value, entry "));
	/* The pause ends before the day that it names. */
	door->clock.at.seconds = DOOR_NOW + 7 * 86400;
	door_is(
	    door_must(door, "notice.test", "{'address':'x@kommun.example'}"),
	    "note", "'queued'");
	door_is_replayed(door);
}

/* --- which entries concern which activity --- */

static void entries_touch_what_they_concern(void **state)
{
	struct door *door = *state;
	char sql[128];

	snprintf(sql, sizeof(sql),
	    "SELECT count(*) FROM touched WHERE seq = %d",
	    (int)door_head(door) - 1);
	assert_int_equal(ask(door, sql), 2);
	door_own(door, "notice.settle", "{'dispatch':1,'state':'failed'}");
	door_must(door, "notice.resend", "{'id':1}");
	door_own(door, "notice.revise",
	    "{'dispatch':1,'subject':'Ny','text':'Nytt','dropped':[1]}");
	snprintf(sql, sizeof(sql),
	    "SELECT count(*) FROM touched WHERE seq > %d",
	    (int)door_head(door) - 3);
	assert_int_equal(ask(door, sql), 6);
	door_own(door, "notice.settle", "{'dispatch':2,'state':'accepted'}");
	assert_int_equal(ask(door, sql), 6);
	door_is_replayed(door);
}

static void the_coordinator_sends(void **state)
{
	struct door *door = *state;
	struct seal_key *ks = door_key(door, "Staben", "department", "ks");

	assert_int_equal(
	    door_ask(door, ks, "notice.resend", "{'id':1}"), ERR_DENIED);
	assert_int_equal(
	    door_ask(door, ks, "notice.test", "{'address':'x@kommun.example'}"),
	    ERR_DENIED);
	assert_int_equal(door_ask(door, door->coordinator, "notice.revise",
			     "{'dispatch':1,'dropped':[]}"),
	    ERR_DENIED);
}

#define ISSUED_TEST(test)                                                      \
	cmocka_unit_test_setup_teardown(test, open_issued, door_close)

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
		ISSUED_TEST(entries_touch_what_they_concern),
		ISSUED_TEST(the_coordinator_sends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
