/* SPDX-License-Identifier: ISC */
/* Meetings and the days of their papers, worked by hand from the calendar:
 * 1 January 2026 is a Thursday, 6 January (Epiphany) a Tuesday, 31 December
 * 2025 an eve on which nobody works. */
#include "daemon/commands/meeting.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "protocol/clock_time.h"
#include "tests/unit/rig/rig.h"

static void add(struct rig *rig, const char *body, const char *day)
{
	rig_must(rig, "meeting.add", "{'body':'%s','date':'%s'}", body, day);
}

/* The papers' day of the first meeting of a body. */
static const char *papers(struct rig *rig, const char *body)
{
	json_t *result = rig_must(rig, "meeting.list", "{'body':'%s'}", body);

	return json_string_value(rig_at(result, "rows.0.papers"));
}

/* 14, 13, 12, 9, 8, 7, 5, 2 January, 30, 29 December. */
static void papers_are_ready_ten_workdays_before(void **state)
{
	struct rig *rig = *state;

	rig_is(rig_must(rig, "meeting.add",
		   "{'body':'SNAU','date':'2026-01-15','time':'8.15'}"),
	    "",
	    "{'body':'SNAU','date':'2026-01-15','time':'08:15',"
	    "'papers':'2025-12-29'}");
	rig_must(rig, "meeting.body", "{'body':'snau','papers':3}");
	assert_string_equal(papers(rig, "SNAU"), "2026-01-12");
	rig_must(rig, "holidays.add",
	    "{'date':'2026-01-14','name':'Planeringsdag'}");
	assert_string_equal(papers(rig, "SNAU"), "2026-01-09");
	rig_must(rig, "meeting.body", "{'body':'SNAU','papers':0}");
	assert_string_equal(papers(rig, "SNAU"), "2026-01-15");
	add(rig, "KS", "2026-01-15");
	rig_must(rig, "meeting.add",
	    "{'body':'KS','date':'2026-01-15','papers':'2026-01-02'}");
	assert_string_equal(papers(rig, "KS"), "2026-01-02");
	rig_is_replayed(rig);
}

/* What a board decides its committee has prepared: the papers of 29 January
 * are those of 15 January. The other committee met on 14 and meets on 28
 * January; the first of those that prepare is meant. */
static void a_boards_papers_are_its_committees(void **state)
{
	struct rig *rig = *state;

	add(rig, "SN", "2025-12-18");
	add(rig, "SNAU", "2025-12-04");
	add(rig, "SN", "2026-01-29");
	add(rig, "SNAU", "2026-01-15");
	add(rig, "SNEU", "2026-01-14");
	add(rig, "SNEU", "2026-01-28");
	rig_must(rig, "meeting.body", "{'body':'SNAU','committee_of':'SN'}");
	rig_must(rig, "meeting.body", "{'body':'SNEU','committee_of':'sn'}");
	rig_is(rig_must(rig, "meeting.list", "{'from':'2026-01-29'}"), "rows",
	    "[{'body':'SN','date':'2026-01-29','time':null,"
	    "'papers':'2025-12-29'}]");
	/* 14, 13, 12, 9, 8 January. */
	rig_must(rig, "meeting.body", "{'body':'SN','papers':5}");
	rig_is(rig_must(rig, "meeting.list", "{'from':'2026-01-29'}"),
	    "rows.0.papers", "'2026-01-08'");
	rig_must(rig, "meeting.body", "{'body':'SNAU','committee_of':''}");
	/* Before 28 January: 27, 26, 23, 22, 21. */
	rig_is(rig_must(rig, "meeting.list", "{'from':'2026-01-29'}"),
	    "rows.0.papers", "'2026-01-21'");
	rig_is_replayed(rig);
}

/* In the summer no committee has met for more than 60 days. */
static void a_committee_long_ago_prepared_something_else(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "meeting.body", "{'body':'SNAU','committee_of':'SN'}");
	add(rig, "SNAU", "2026-06-04");
	add(rig, "SN", "2026-08-27");
	/* 26, 25, 24, 21, 20, 19, 18, 17, 14, 13 August. */
	assert_string_equal(papers(rig, "SN"), "2026-08-13");
}

static void times_are_as_people_write_them(void **state)
{
	static const char *const rows[][2] = { { "08:15", "08:15" },
		{ "8.15", "08:15" }, { "kl. 8", "08:00" },
		{ "Klockan 13.30", "13:30" }, { "08:15-12:00", "08:15" },
		{ "9 – 12", "09:00" }, { "24:00", NULL }, { "8:60", NULL },
		{ "08:15:00", "08:15" }, { "08:15:00 AM", "08:15" },
		{ "01:30:00 PM", "13:30" }, { "12:05 am", "00:05" },
		{ "12:05 PM", "12:05" }, { "13:30 PM", NULL },
		{ "08:15:0", NULL }, { "morgon", NULL }, { "8:15 sharp", NULL },
		{ "", NULL } };
	char time[CLOCK_TIME];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		bool read = clock_time_read(rows[i][0], time);

		assert_int_equal(read, rows[i][1] != NULL);
		if (read)
			assert_string_equal(time, rows[i][1]);
	}
}

static void what_cannot_be_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "time", "meeting.add",
	    "{'body':'SN','date':'2026-01-29','time':'snart'}");
	rig_refused(rig, ERR_INVALID, "papers", "meeting.add",
	    "{'body':'SN','date':'2026-01-29','papers':'2026-01-30'}");
	rig_refused(rig, ERR_INVALID, "letter or digit", "meeting.add",
	    "{'body':'.','date':'2026-01-29'}");
	rig_refused(rig, ERR_INVALID, "nothing to set", "meeting.body",
	    "{'body':'SN'}");
	rig_refused(rig, ERR_INVALID, "itself", "meeting.body",
	    "{'body':'SN','committee_of':'sn'}");
	rig_must(rig, "meeting.body", "{'body':'SNAU','committee_of':'SN'}");
	rig_refused(rig, ERR_INVALID, "committee", "meeting.body",
	    "{'body':'SN','committee_of':'KS'}");
	rig_refused(rig, ERR_INVALID, "committee", "meeting.body",
	    "{'body':'X','committee_of':'SNAU'}");
	rig_refused(rig, ERR_NOT_FOUND, "does not meet", "meeting.drop",
	    "{'body':'SN','date':'2026-01-29','reason':'x'}");
	rig_is(rig_must(rig, "meeting.bodies", "{}"), "rows",
	    "[{'body':'SN','committee_of':null,'papers':null,'time':null,"
	    "'meetings':0},{'body':'SNAU','committee_of':'SN','papers':null,"
	    "'time':null,'meetings':0}]");
	rig_is_replayed(rig);
}

static void the_same_again_changes_nothing(void **state)
{
	struct rig *rig = *state;
	int64_t head;

	rig_must(rig, "meeting.add",
	    "{'body':'SN','date':'2026-01-29','time':'08:15'}");
	rig_must(rig, "meeting.body", "{'body':'SN','time':'08:15'}");
	head = rig_head(rig);
	rig_must(rig, "meeting.add",
	    "{'body':'sn','date':'2026-01-29','time':'kl 8.15'}");
	rig_must(rig, "meeting.body", "{'body':'SN','time':'8.15'}");
	assert_int_equal(rig_head(rig), head);
	rig_must(rig, "meeting.drop",
	    "{'body':'SN','date':'2026-01-29','reason':'Inställt'}");
	rig_is(rig_must(rig, "meeting.list", "{}"), "rows", "[]");
	rig_is(rig_must(rig, "meeting.drop",
		   "{'body':'SN','date':'2026-01-29','reason':'Inställt'}"),
	    "unchanged", "true");
	add(rig, "SN", "2026-01-29");
	rig_is(rig_must(rig, "meeting.list", "{}"), "rows.0.time", "'08:15'");
	rig_is_replayed(rig);
}

/* --- imports --- */

#define YEAR                                                                   \
	"'rows':[{'line':2,'body':'SN','date':'2026-01-29'},"                  \
	"{'line':3,'body':'SN','date':'26 februari 2026','time':'%s'},"        \
	"{'line':4,'body':'SNAU','date':'12 februari'}]"

static void an_import_adds_and_changes_and_tells(void **state)
{
	struct rig *rig = *state;
	int64_t head;

	rig_is(
	    rig_must(rig, "meeting.import", "{'year':2026," YEAR "}", "8.15"),
	    "",
	    "{'dry_run':false,'added':3,'changed':0,'unchanged_rows':0,"
	    "'changes':[],'dropped':[],'missing':[]}");
	head = rig_head(rig);
	rig_is(
	    rig_must(rig, "meeting.import", "{'year':2026," YEAR "}", "08:15"),
	    "unchanged_rows", "3");
	assert_int_equal(rig_head(rig), head);
	add(rig, "SN", "2026-02-19");
	add(rig, "KS", "2026-02-10");
	rig_must(rig, "meeting.drop",
	    "{'body':'SNAU','date':'2026-02-12','reason':'Flyttat'}");
	rig_is(
	    rig_must(rig, "meeting.import", "{'year':2026," YEAR "}", "13.00"),
	    "",
	    "{'dry_run':false,'added':0,'changed':1,'unchanged_rows':2,"
	    "'changes':[{'body':'SN','date':'2026-02-26','field':'time',"
	    "'old':'08:15','new':'13:00'}],"
	    "'dropped':[{'body':'SNAU','date':'2026-02-12'}],"
	    "'missing':[{'body':'SN','date':'2026-02-19'}]}");
	rig_is_replayed(rig);
}

static void an_import_is_all_or_nothing(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "line 3: date", "meeting.import",
	    "{'rows':[{'line':2,'body':'SN','date':'2026-01-29'},"
	    "{'line':3,'body':'SN','date':'31 april 2026'}]}");
	rig_refused(rig, ERR_INVALID, "line 2: date", "meeting.import",
	    "{'rows':[{'line':2,'body':'SN','date':'vt 2026'}]}");
	rig_refused(rig, ERR_INVALID, "another time in line 2",
	    "meeting.import",
	    "{'rows':[{'line':2,'body':'SN','date':'2026-01-29','time':'9'},"
	    "{'line':3,'body':'sn','date':'29 januari 2026','time':'10'}]}");
	rig_is(rig_must(rig, "meeting.import",
		   "{'dry_run':true,'year':2026," YEAR "}", "9"),
	    "added", "3");
	rig_is(rig_must(rig, "meeting.list", "{}"), "rows", "[]");
}

static void papers_may_stand_in_the_rows(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "meeting.import",
	    "{'year':2026,'rows':[{'line':2,'body':'SN','date':'29 januari',"
	    "'papers':'14 januari'}]}");
	assert_string_equal(papers(rig, "SN"), "2026-01-14");
	rig_is_replayed(rig);
}

/* --- what others see of it --- */

/* The rig's day is 1 July 2022. */
static void status_tells_what_is_to_come(void **state)
{
	struct rig *rig = *state;

	add(rig, "SN", "2022-06-30");
	add(rig, "SN", "2022-07-01");
	rig_must(rig, "meeting.add",
	    "{'body':'SN','date':'2022-08-25','time':'08:15'}");
	rig_is(rig_must(rig, "status", "{}"), "meetings_count", "2");
	/* 24, 23, 22, 19, 18, 17, 16, 15, 12, 11 August. */
	rig_is(rig_must(rig, "status", "{}"), "meetings.1",
	    "{'body':'SN','date':'2022-08-25','time':'08:15',"
	    "'papers':'2022-08-11'}");
}

static void who_may(void **state)
{
	struct rig *rig = *state;
	struct sign_key *auditor, *ks;

	rig_fill(rig);
	auditor = rig_key(rig, "revisor", "auditor", NULL);
	ks = rig_key(rig, "ks", "department", "ks");
	assert_int_equal(rig_ask(rig, auditor, "meeting.list", "{}"), ERR_NONE);
	assert_int_equal(rig_ask(rig, ks, "meeting.bodies", "{}"), ERR_NONE);
	assert_int_equal(rig_ask(rig, ks, "meeting.add",
			     "{'body':'SN','date':'2026-01-29'}"),
	    ERR_DENIED);
}

/* The name of a body is somebody's words, wherever it compares. */
static void a_body_can_be_redacted(void **state)
{
	struct rig *rig = *state;

	add(rig, "Gruppen kring Stina Ek", "2026-01-29");
	rig_must(rig, "meeting.body",
	    "{'body':'Gruppen kring Stina Ek','time':'9'}");
	rig_must(
	    rig, "log.redact", "{'seq':2,'field':'body','reason':'Ett namn'}");
	rig_is(rig_must(rig, "meeting.list", "{}"), "rows.0.body",
	    "'[redacted 2]'");
	rig_is(rig_must(rig, "meeting.list", "{}"), "rows.0.time", "'09:00'");
	rig_is_replayed(rig);
}

static void a_list_goes_on_after_a_meeting(void **state)
{
	struct rig *rig = *state;

	add(rig, "SN", "2026-01-29");
	add(rig, "KS", "2026-01-29");
	add(rig, "SN", "2026-02-26");
	rig_is(rig_must(rig, "meeting.list", "{'after':'2026-01-29 ks'}"),
	    "rows.0.body", "'SN'");
	rig_is(rig_must(rig, "meeting.list", "{'after':'2026-01-29 sn'}"),
	    "rows.0.date", "'2026-02-26'");
	rig_is(rig_must(rig, "meeting.list", "{'after':'2026-02-26 sn'}"),
	    "rows", "[]");
}

/* 26 December 2022 is a Monday and a public holiday, 21 January 2023 a
 * Saturday. */
static void a_day_off_and_a_change_are_said(void **state)
{
	struct rig *rig = *state;
	const char *off =
	    "'the day is no workday: is it right? planvakt meeting"
	    " drop takes the meeting out'";

	rig_is(rig_must(rig, "meeting.add",
		   "{'body':'KS','date':'2022-12-26','time':'13'}"),
	    "note", off);
	rig_is(
	    rig_must(rig, "meeting.add", "{'body':'KS','date':'2023-01-21'}"),
	    "note", off);
	assert_null(json_object_get(
	    rig_must(rig, "meeting.add", "{'body':'KS','date':'2022-12-27'}"),
	    "note"));
	rig_is(rig_must(rig, "meeting.add",
		   "{'body':'KS','date':'2022-12-27','time':'14.30'}"),
	    "note", "'the meeting was there already: it is changed'");
	rig_is(rig_must(rig, "holidays.add",
		   "{'date':'2022-12-28','name':'Stängt'}"),
	    "name", "'Stängt'");
	rig_is(
	    rig_must(rig, "meeting.add", "{'body':'KS','date':'2022-12-28'}"),
	    "note", off);
	rig_is_replayed(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(a_day_off_and_a_change_are_said),
		RIG_TEST(papers_are_ready_ten_workdays_before),
		RIG_TEST(a_boards_papers_are_its_committees),
		RIG_TEST(a_committee_long_ago_prepared_something_else),
		cmocka_unit_test(times_are_as_people_write_them),
		RIG_TEST(what_cannot_be_is_refused),
		RIG_TEST(the_same_again_changes_nothing),
		RIG_TEST(an_import_adds_and_changes_and_tells),
		RIG_TEST(an_import_is_all_or_nothing),
		RIG_TEST(papers_may_stand_in_the_rows),
		RIG_TEST(status_tells_what_is_to_come),
		RIG_TEST(who_may),
		RIG_TEST(a_body_can_be_redacted),
		RIG_TEST(a_list_goes_on_after_a_meeting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
