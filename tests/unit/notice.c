/* SPDX-License-Identifier: ISC */
// links: tests/unit/door/door.c tests/unit/door/timeframe.c
/* Notices and dispatches: what is recorded, and how they are read. */
#include "daemon/commands/command.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/door/door.h"

#define NOTICE(id, stage, day, n)                                              \
	"{'activity':" #id ",'due_version':1,'stage':'" stage                  \
	"','regular':'" day "','role':'lead','department':'ks','n':" #n        \
	",'skipped':false}"
#define SKIPPED(id, stage, day)                                                \
	"{'activity':" #id ",'due_version':1,'stage':'" stage                  \
	"','regular':'" day "','role':'lead','department':'ks','n':0,"         \
	"'skipped':true}"

static void issue(struct door *door, int number, const char *notices)
{
	door_own(door, "notice.issue",
	    "{'run':'2022-07-01','token':'%064d','address':"
	    "'ks%d@kommun.example','department':'ks','language':'sv',"
	    "'subject':'Ämne','text':'Brödtext\\n','notices':[%s]}",
	    number, number, notices);
}

/* Activities 1 and 2, due 30 June; one letter with both and one skipped. */
static int open_issued(void **state)
{
	door_open(state);
	door_fill(*state);
	door_activity(*state, "A", "Vt 2022");
	door_activity(*state, "B", "Vt 2022");
	issue(*state, 1,
	    SKIPPED(1, "due", "2022-06-30") "," NOTICE(1, "overdue",
		"2022-07-01", 1) "," NOTICE(2, "overdue", "2022-07-01", 1));
	return 0;
}

static void issued_notices_are_listed(void **state)
{
	struct door *door = *state;
	json_t *result = door_must(door, "notice.list", "{}");

	door_is(result, "rows",
	    "[{'id':1,'activity':1,'plan':null,'stage':'due','n':0,'recipient':'ks',"
	    "'planned_for':'2022-06-30','state':'skipped','dispatch':null},"
	    "{'id':2,'activity':1,'plan':null,'stage':'overdue','n':1,'recipient':"
	    "'ks1@kommun.example','planned_for':'2022-07-01','state':"
	    "'planned','dispatch':1},"
	    "{'id':3,'activity':2,'plan':null,'stage':'overdue','n':1,'recipient':"
	    "'ks1@kommun.example','planned_for':'2022-07-01','state':"
	    "'planned','dispatch':1}]");
	door_is_replayed(door);
}

static void notice_shows_the_letter_as_sent(void **state)
{
	struct door *door = *state;
	json_t *result = door_must(door, "notice.show", "{'id':2}");

	door_is(result, "subject", "'Ämne'");
	door_is(result, "text", "'Brödtext\\n'");
	door_is(result, "address", "'ks1@kommun.example'");
	door_is(result, "sent_at", "'2022-07-01T06:00:00Z'");
	door_is(result, "state", "'planned'");
	door_is(result, "acknowledged", "null");
	door_is(result, "snoozed_until", "null");
	result = door_must(door, "notice.show", "{'id':1}");
	door_is(result, "text", "null");
	door_is(result, "state", "'skipped'");
	door_refused(
	    door, ERR_NOT_FOUND, "no notice 4", "notice.show", "{'id':4}");
}

static void lists_are_filtered(void **state)
{
	struct door *door = *state;

	door_own(door, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	door_is(door_must(door, "notice.list", "{'state':'skipped'}"),
	    "rows.0.id", "1");
	door_is(door_must(door, "notice.list", "{'state':'accepted'}"),
	    "rows.0.id", "2");
	door_is(door_must(door, "notice.list", "{'state':'planned'}"), "rows",
	    "[]");
	door_is(door_must(door, "notice.list", "{'since':'2022-07-01'}"),
	    "rows.0.id", "2");
	door_is(door_must(door, "notice.list", "{'since':'2022-07-02'}"),
	    "rows", "[]");
	door_is(door_must(door, "notice.list", "{'department':'sn'}"), "rows",
	    "[]");
	door_is(
	    door_must(door, "notice.list", "{'after':2}"), "rows.0.id", "3");
	door_refused(door, ERR_NOT_FOUND, "no department \"zz\"", "notice.list",
	    "{'department':'zz'}");
}

static void outcome_is_settled_once(void **state)
{
	struct door *door = *state;
	int64_t head = door_head(door);

	door->clock.at.seconds += 60;
	door_own(door, "notice.settle",
	    "{'dispatch':1,'state':'failed','answer':'full'}");
	assert_int_equal(door_head(door), head + 1);
	door_is(
	    door_must(door, "notice.show", "{'id':2}"), "state", "'failed'");
	/* A repeated answer, and one to nothing, change nothing. */
	door_own(door, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	door_own(door, "notice.settle", "{'dispatch':9,'state':'accepted'}");
	assert_int_equal(door_head(door), head + 1);
	door_is(
	    door_must(door, "notice.show", "{'id':2}"), "state", "'failed'");
	door_is_replayed(door);
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

/* design.md, section 6: a notice is unique by activity, due-date version,
 * stage, regular date and recipient; an address gets one letter a run. */
static void nothing_is_issued_twice(void **state)
{
	static const char again[] =
	    "{'run':'2022-07-01','token':'0000000000000000000000000000000000"
	    "000000000000000000000000000002','address':'sn@kommun.example','language':'sv',"
	    "'subject':'S','text':'T','notices':[" NOTICE(
		1, "overdue", "2022-07-01", 2) "]}";
	struct door *door = *state;
	int64_t head = door_head(door);

	assert_int_equal(own(door, "notice.issue", again), -1);
	issue(door, 3, NOTICE(2, "due", "2022-06-30", 1));
	assert_int_equal(door_head(door), head + 1);
	assert_int_equal(
	    own(door, "notice.issue",
		"{'run':'2022-07-01','token':'000000000000000000000000000000"
		"0000000000000000000000000000000004','address':"
		"'ks1@kommun.example','language':'sv','subject':'S','text':"
		"'T','notices':[]}"),
	    -1);
	assert_int_equal(door_head(door), head + 1);
	door_is_replayed(door);
}

static void run_is_recorded_once(void **state)
{
	struct door *door = *state;
	int64_t head = door_head(door);

	door_own(door, "reminder.ran", "{'day':'2022-07-01','messages':1}");
	assert_int_equal(
	    own(door, "reminder.ran", "{'day':'2022-07-01','messages':0}"), -1);
	assert_int_equal(door_head(door), head + 1);
	door_is_replayed(door);
}

/* docs/wire.md: no frame from the daemon is over 1 MiB. A letter is at most
 * as long as its contract says. */
static void longest_letter_is_shown_in_one_frame(void **state)
{
	enum { CHARACTERS = 500000 };
	struct door *door = *state;
	char *text = malloc(3 * CHARACTERS + 1);
	json_t *params;
	struct err err;

	for (int i = 0; i < CHARACTERS; i++)
		memcpy(text + 3 * i, "€", 3);
	text[3 * CHARACTERS] = '\0';
	params = json_pack("{s:s, s:o, s:s, s:s, s:s, s:s, s:[o]}", "run",
	    "2022-07-04", "token", json_sprintf("%064d", 9), "address",
	    "ks@kommun.example", "language", "sv", "subject", "S", "text", text,
	    "notices", door_json("%s", NOTICE(2, "due", "2022-06-30", 1)));
	if (request_own(door->requests, "notice.issue", params, NULL, &err) ==
	    0) {
		assert_int_equal(requests_commit(door->requests, &err), 0);
		door_must(door, "notice.show", "{'id':4}");
	}
	json_decref(params);
	free(text);
}

#define NOTICE_TEST(test)                                                      \
	cmocka_unit_test_setup_teardown(test, open_issued, door_close)

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
