/* SPDX-License-Identifier: ISC */
/* What a recipient answers: seen, and not now. */
#include "daemon/commands/activity.h"
#include "daemon/commands/families.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/unit/rig/rig.h"

#define NOTICE(what, stage, role, code, skipped)                               \
	"{" what ",'stage':'" stage "','regular':'2022-07-01','role':'" role   \
	"','department':'" code "','n':1,'skipped':" #skipped "}"

static void issue(struct rig *rig, int number, const char *notices)
{
	rig_own(rig, "notice.issue",
	    "{'run':'2022-07-01','token':'%064d','address':"
	    "'a%d@kommun.example','language':'sv','subject':'S','text':'T',"
	    "'notices':[%s]}",
	    number, number, notices);
}

/* Notices of activity 1: 1 overdue to ks, 2 escalated for ks, 3 skipped;
 * of activity 2: 4 stale to sn; of the plan: 5; of activity 1 again: 6
 * upcoming to sn, which cooperates. */
static int open_issued(void **state)
{
	struct rig *rig;

	rig_open(state);
	rig = *state;
	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	rig_activity(rig, "B", "2022");
	issue(rig, 1,
	    NOTICE("'activity':1,'due_version':1", "overdue", "lead", "ks",
		false) "," NOTICE("'activity':1,'due_version':1", "escalated",
		"escalation", "ks", false) "," NOTICE("'activity':1,"
						      "'due_version':1",
		"due", "lead", "ks", true));
	issue(rig, 2,
	    NOTICE("'activity':2,'due_version':1", "stale", "lead", "sn",
		false) "," NOTICE("'plan':'vbe','due_version':0", "review",
		"coordinator", "",
		false) "," NOTICE("'activity':1,'due_version':1", "upcoming",
		"cooperating", "sn", false));
	return 0;
}

/* The same, and both messages have arrived. */
static int open_accepted(void **state)
{
	open_issued(state);
	rig_own(*state, "notice.settle", "{'dispatch':1,'state':'accepted'}");
	rig_own(*state, "notice.settle", "{'dispatch':2,'state':'accepted'}");
	return 0;
}

/* --- acknowledge --- */

/* RIG_NOW is Friday 1 July 2022: ten workdays later is Friday 15 July. */
static void seen_is_written_down_with_who_and_when(void **state)
{
	struct rig *rig = *state;
	struct sign_key *ks = rig_key(rig, "Staben", "department", "ks");
	int64_t head;

	rig->clock.at.seconds += 90;
	assert_int_equal(rig_ask(rig, ks, "activity.acknowledge",
			     "{'id':1,'note':'Vi ser över det'}"),
	    ERR_NONE);
	rig_is(rig->result, "",
	    "{'activity':1,'department':'ks','until':'2022-07-15',"
	    "'notices':1}");
	rig_is(rig_must(rig, "notice.show", "{'id':1}"), "acknowledged",
	    "{'at':'2022-07-01T06:01:30Z','by':'Staben','note':"
	    "'Vi ser över det'}");
	rig_is(rig_must(rig, "notice.list", "{'state':'acknowledged'}"),
	    "rows.0.id", "1");
	assert_int_equal(json_array_size(rig_at(rig->result, "rows")), 1);
	head = rig_head(rig);
	rig_is(rig_must(rig, "activity.acknowledge", "{'id':1}"), "unchanged",
	    "true");
	assert_int_equal(rig_head(rig), head);
	/* Words that come later are kept, once. */
	assert_int_equal(rig_ask(rig, ks, "activity.acknowledge",
			     "{'id':1,'note':'Åter på måndag'}"),
	    ERR_NONE);
	assert_null(rig_at(rig->result, "unchanged"));
	assert_int_equal(rig_head(rig), head + 1);
	rig_is(rig_must(rig, "notice.show", "{'id':1}"), "acknowledged",
	    "{'at':'2022-07-01T06:01:30Z','by':'Staben','note':"
	    "'Åter på måndag'}");
	rig_is(rig_must(rig, "activity.acknowledge",
		   "{'id':1,'note':'Åter på måndag'}"),
	    "unchanged", "true");
	/* The next day it holds a day longer, Monday 18 July. */
	rig->clock.at.seconds += 86400 * 3;
	rig_is(rig_must(rig, "activity.acknowledge", "{'id':1}"), "until",
	    "'2022-07-18'");
	assert_null(rig_at(rig->result, "unchanged"));
	/* Seen is not done. */
	rig_is(
	    rig_must(rig, "activity.show", "{'id':1}"), "status", "'planned'");
	rig_is_replayed(rig);
}

/* Neither the escalation's notices nor another department's. */
static void each_department_sees_its_own(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "activity.acknowledge", "{'id':1,'department':'sn'}");
	rig_is(rig_must(rig, "notice.show", "{'id':6}"), "state",
	    "'acknowledged'");
	rig_is(rig_must(rig, "notice.show", "{'id':1}"), "state", "'accepted'");
	rig_is(rig_must(rig, "notice.show", "{'id':2}"), "state", "'accepted'");
	rig_is_replayed(rig);
}

static void what_nobody_got_is_not_seen(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_CONFLICT, "has reached ks yet",
	    "activity.acknowledge", "{'id':1}");
	rig_refused(rig, ERR_NOT_FOUND, "no activity 9", "activity.acknowledge",
	    "{'id':9}");
	rig_own(rig, "notice.settle", "{'dispatch':1,'state':'failed'}");
	rig_refused(rig, ERR_CONFLICT, "has reached ks yet",
	    "activity.acknowledge", "{'id':1}");
}

/* --- who --- */

static void who_takes_part_answers_or_the_coordinator(void **state)
{
	static const char *const methods[][2] = {
		{ "activity.acknowledge", "" },
		{ "activity.snooze", ",'until':'2022-07-02'" },
	};
	struct rig *rig = *state;
	struct sign_key *sn = rig_key(rig, "Soc", "department", "sn");
	struct sign_key *bun = rig_key(rig, "Buf", "department", "bun");
	struct sign_key *auditor = rig_key(rig, "R", "auditor", NULL);

	rig_must(rig, "activity.assign",
	    "{'id':1,'lead':'ks','cooperating':['sn']}");
	for (size_t i = 0; i < 2; i++) {
		const char *rest = methods[i][1];

		assert_int_equal(
		    rig_ask(rig, bun, methods[i][0], "{'id':1%s}", rest),
		    ERR_DENIED);
		assert_int_equal(
		    rig_ask(rig, auditor, methods[i][0], "{'id':1%s}", rest),
		    ERR_DENIED);
		assert_int_equal(rig_ask(rig, sn, methods[i][0],
				     "{'id':1,'department':'ks'%s}", rest),
		    ERR_DENIED);
		assert_int_equal(
		    rig_ask(rig, sn, methods[i][0], "{'id':9%s}", rest),
		    ERR_NOT_FOUND);
		assert_int_equal(
		    rig_ask(rig, sn, methods[i][0], "{'id':1%s}", rest),
		    ERR_NONE);
		rig_is(rig->result, "department", "'sn'");
	}
	rig_is_replayed(rig);
}

/* --- snooze --- */

/* RIG_NOW is 1 July: 31 July is 30 days ahead. */
static void a_snooze_ends_within_thirty_days(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "not after today", "activity.snooze",
	    "{'id':1,'until':'2022-07-01'}");
	rig_refused(rig, ERR_INVALID, "30 days", "activity.snooze",
	    "{'id':1,'until':'2022-08-01'}");
	rig_is(
	    rig_must(rig, "activity.snooze", "{'id':1,'until':'2022-07-31'}"),
	    "",
	    "{'activity':1,'department':'ks','until':'2022-07-31','times':1}");
	rig_is(rig_must(rig, "notice.show", "{'id':1}"), "snoozed_until",
	    "'2022-07-31'");
	/* Another department is another matter. */
	rig_is(
	    rig_must(rig, "notice.show", "{'id':6}"), "snoozed_until", "null");
	rig_is_replayed(rig);
}

/* 23:30 UTC is the next day in Stockholm. */
static void today_is_the_municipality_s(void **state)
{
	struct rig *rig = *state;

	rig->clock.at.seconds = RIG_NOW + 17 * 3600 + 1800;
	rig_refused(rig, ERR_INVALID, "not after today", "activity.snooze",
	    "{'id':1,'until':'2022-07-02'}");
	rig_must(rig, "activity.snooze", "{'id':1,'until':'2022-07-03'}");
}

static void three_times_are_enough(void **state)
{
	struct rig *rig = *state;
	int64_t head;

	rig_must(rig, "activity.snooze", "{'id':1,'until':'2022-07-05'}");
	head = rig_head(rig);
	rig_is(
	    rig_must(rig, "activity.snooze", "{'id':1,'until':'2022-07-05'}"),
	    "unchanged", "true");
	rig_is(rig->result, "times", "1");
	assert_int_equal(rig_head(rig), head);
	rig_is(
	    rig_must(rig, "activity.snooze", "{'id':1,'until':'2022-07-04'}"),
	    "times", "2");
	rig_is(
	    rig_must(rig, "activity.snooze", "{'id':1,'until':'2022-07-20'}"),
	    "times", "3");
	rig_refused(rig, ERR_CONFLICT, "3 times", "activity.snooze",
	    "{'id':1,'until':'2022-07-21'}");
	/* Another department is another matter, where it has a part. */
	rig_refused(rig, ERR_CONFLICT, "sn has no part in activity 1",
	    "activity.snooze",
	    "{'id':1,'until':'2022-07-21','department':'sn'}");
	rig_must(rig, "activity.assign",
	    "{'id':1,'lead':'ks','cooperating':['sn']}");
	rig_is(rig_must(rig, "activity.snooze",
		   "{'id':1,'until':'2022-07-21','department':'sn'}"),
	    "times", "1");
	/* Another due date is another matter. */
	rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'Ht 2022','decision':'KS § 1'}");
	rig_is(
	    rig_must(rig, "activity.snooze", "{'id':1,'until':'2022-07-21'}"),
	    "times", "1");
	rig_is_replayed(rig);
}

static void what_is_over_is_not_answered(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "activity.update", "{'id':2,'status':'done'}");
	rig_refused(rig, ERR_CONFLICT, "activity 2 is done", "activity.snooze",
	    "{'id':2,'until':'2022-07-05'}");
	rig_refused(rig, ERR_CONFLICT, "activity 2 is done",
	    "activity.acknowledge", "{'id':2}");
}

#define ISSUED_TEST(test)                                                      \
	cmocka_unit_test_setup_teardown(test, open_issued, rig_close)

#define ACCEPTED_TEST(test)                                                    \
	cmocka_unit_test_setup_teardown(test, open_accepted, rig_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ACCEPTED_TEST(seen_is_written_down_with_who_and_when),
		ACCEPTED_TEST(each_department_sees_its_own),
		ISSUED_TEST(what_nobody_got_is_not_seen),
		ACCEPTED_TEST(who_takes_part_answers_or_the_coordinator),
		ISSUED_TEST(a_snooze_ends_within_thirty_days),
		ISSUED_TEST(today_is_the_municipality_s),
		ISSUED_TEST(three_times_are_enough),
		ISSUED_TEST(what_is_over_is_not_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
