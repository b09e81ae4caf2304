/* SPDX-License-Identifier: ISC */
/* What a report is made of: each activity's facts, the reports that were handed
 * over, and any list as it was at the end of a day that is past. */
#include "daemon/request/past.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "tests/unit/rig/redaction.h"
#include "tests/unit/rig/rig.h"

/* --- facts --- */

static json_t *facts(struct rig *rig)
{
	return rig_must(rig, "activity.facts", "{'plan':'vbe'}");
}

static void fresh_activity_has_its_first_date(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2023");
	rig_is(facts(rig), "rows",
	    "[{'id':1,'added':'2022-07-01','original_due':'2023-06-30',"
	    "'closed':null}]");
}

/* A move is by decision; what the reopening sets again is none. */
static void moved_activity_says_by_what(void **state)
{
	struct rig *rig = *state;
	int id;

	rig_fill(rig);
	id = (int)rig_activity(rig, "A", "Vt 2023");
	rig_clock(rig, "2022-07-05T10:00");
	rig_must(rig, "activity.move",
	    "{'id':%d,'timeframe':'Ht 2023','decision':'SN § 4'}", id);
	rig_clock(rig, "2022-07-20T23:30");
	rig_must(rig, "activity.move",
	    "{'id':%d,'timeframe':'Vt 2024','decision':'SN § 9'}", id);
	rig_is(facts(rig), "rows.0.original_due", "'2023-06-30'");
	rig_is(facts(rig), "rows.0.moved",
	    "{'on':'2022-07-20','decision':'SN § 9'}");
	rig_is_replayed(rig);
}

static void last_words_are_told_and_who_said_them(void **state)
{
	struct rig *rig = *state;
	int id;

	rig_fill(rig);
	id = (int)rig_activity(rig, "A", "Vt 2023");
	rig_clock(rig, "2022-07-05T10:00");
	rig_must(rig, "activity.update",
	    "{'id':%d,'note':'Påbörjad','status':'started',"
	    "'reported_by':'ks'}",
	    id);
	rig_clock(rig, "2022-07-06T10:00");
	rig_must(rig, "activity.update", "{'id':%d,'progress':40}", id);
	rig_is(facts(rig), "rows.0.noted",
	    "{'on':'2022-07-05','by':'ks','coordinator':false,'reopened':"
	    "false,'done':false,'text':'Påbörjad'}");
	/* The lead is ks; nobody there said this. */
	rig_must(rig, "activity.update", "{'id':%d,'note':'På remiss'}", id);
	rig_is(facts(rig), "rows.0.noted",
	    "{'on':'2022-07-06','by':null,'coordinator':true,'reopened':"
	    "false,'done':false,'text':'På remiss'}");
	/* Done without a word: what was said before stays of before. */
	rig_must(rig, "activity.update", "{'id':%d,'status':'done'}", id);
	rig_is(facts(rig), "rows.0.noted.done", "false");
	rig_must(rig, "activity.update", "{'id':%d,'note':'Antagen'}", id);
	rig_is(facts(rig), "rows.0.noted.done", "true");
	rig_must(rig, "activity.reopen", "{'id':%d,'reason':'Fel rad'}", id);
	rig_is(facts(rig), "rows.0.noted",
	    "{'on':'2022-07-06','by':null,'coordinator':false,'reopened':"
	    "true,'done':false,'text':'Fel rad'}");
}

/* The day on which it became so, not that of a later word about it. */
static void closed_since_the_day_it_was_closed(void **state)
{
	struct rig *rig = *state;
	int id;

	rig_fill(rig);
	id = (int)rig_activity(rig, "A", "Vt 2023");
	rig_clock(rig, "2022-07-05T10:00");
	rig_must(rig, "activity.update", "{'id':%d,'status':'done'}", id);
	rig_clock(rig, "2022-07-18T10:00");
	rig_must(rig, "activity.update", "{'id':%d,'note':'Gott'}", id);
	rig_is(facts(rig), "rows.0.closed", "'2022-07-05'");
	rig_must(rig, "activity.reopen", "{'id':%d,'reason':'Åter'}", id);
	rig_is(facts(rig), "rows.0.closed", "null");
	rig_clock(rig, "2022-08-05T10:00");
	rig_must(rig, "activity.drop", "{'id':%d,'reason':'Nej'}", id);
	rig_is(facts(rig), "rows.0.closed", "'2022-08-05'");
}

/* A table that says "Klar", "Utgår" and no day: the import's day is not the
 * one. What is said since in so many words has a day. */
static void imported_as_closed_on_a_day_that_is_not_known(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_must(rig, "plan.import",
	    "{'plan':'vbe','rows':["
	    "{'line':2,'activity':'A','owner':'ks','status':'Klar'},"
	    "{'line':3,'activity':'B','owner':'ks','status':'Utgår'},"
	    "{'line':4,'activity':'C','owner':'ks','status':'Utgår','comment':"
	    "'Ersatt av E'},"
	    "{'line':5,'activity':'D','owner':'ks','status':'Klar 2022-03-01'},"
	    "{'line':6,'activity':'E','owner':'ks','status':'Pågår'}]}");
	rig_is(facts(rig), "rows.0.imported", "{'reason':false}");
	rig_is(facts(rig), "rows.1.imported", "{'reason':false}");
	rig_is(facts(rig), "rows.2.imported", "{'reason':true}");
	assert_null(rig_at(facts(rig), "rows.3.imported"));
	assert_null(rig_at(facts(rig), "rows.4.imported"));
	rig_must(rig, "activity.reopen", "{'id':1,'reason':'Åter'}");
	rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	assert_null(rig_at(facts(rig), "rows.0.imported"));
}

static void unknown_plan_has_no_facts(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_NOT_FOUND, "no plan \"x\"", "activity.facts",
	    "{'plan':'x'}");
}

/* --- reports that were handed over --- */

static void handed_over_report_is_listed(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_must(rig, "report.note", "{'plan':'vbe','as_of':'2022-06-30'}");
	rig_must(rig, "report.note",
	    "{'plan':'vbe','as_of':'2022-07-01','since':'2022-06-30'}");
	rig_is(rig_must(rig, "report.list", "{'plan':'vbe'}"), "rows",
	    "[{'plan':'vbe','as_of':'2022-06-30','since':null,'at':"
	    "'2022-07-01T06:00:00Z'},{'plan':'vbe','as_of':'2022-07-01',"
	    "'since':'2022-06-30','at':'2022-07-01T06:00:00Z'}]");
	rig_is_replayed(rig);
}

static void same_report_is_noted_once(void **state)
{
	struct rig *rig = *state;
	int64_t head;

	rig_fill(rig);
	rig_must(rig, "report.note", "{'plan':'vbe','as_of':'2022-06-30'}");
	head = rig_head(rig);
	rig_is(
	    rig_must(rig, "report.note", "{'plan':'vbe','as_of':'2022-06-30'}"),
	    "unchanged", "true");
	assert_int_equal(rig_head(rig), head);
	rig_must(rig, "report.note",
	    "{'plan':'vbe','as_of':'2022-06-30','since':'2022-01-31'}");
	rig_is(rig_must(rig, "report.list", "{'plan':'vbe'}"), "rows.0.since",
	    "'2022-01-31'");
	rig_is_replayed(rig);
}

static void report_is_of_a_day_that_has_come(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_refused(rig, ERR_INVALID, "as_of: is in the future", "report.note",
	    "{'plan':'vbe','as_of':'2022-07-02'}");
	rig_refused(rig, ERR_INVALID, "since: is not before", "report.note",
	    "{'plan':'vbe','as_of':'2022-06-30','since':'2022-06-30'}");
	rig_refused(rig, ERR_NOT_FOUND, "no plan \"x\"", "report.note",
	    "{'plan':'x','as_of':'2022-06-30'}");
	assert_int_equal(
	    rig_ask(rig, rig_key(rig, "Revisor", "auditor", NULL),
		"report.note", "{'plan':'vbe','as_of':'2022-06-30'}"),
	    ERR_DENIED);
}

/* --- a day that is past --- */

static void serve_past(struct rig *rig)
{
	past_serve(rig->store);
}

/* The first and the last second of a day are its own. */
static void day_ends_at_midnight_where_the_municipality_is(void **state)
{
	struct rig *rig = *state;
	json_t *past;
	int id;

	serve_past(rig);
	rig_fill(rig);
	id = (int)rig_activity(rig, "A", "Vt 2023");
	rig_clock(rig, "2022-07-05T23:59:59");
	rig_must(rig, "activity.update", "{'id':%d,'progress':20}", id);
	rig_clock(rig, "2022-07-06T00:00");
	rig_must(rig, "activity.update", "{'id':%d,'progress':30}", id);
	rig_clock(rig, "2022-07-20T10:00");
	past = rig_must(rig, "past.read",
	    "{'day':'2022-07-05','method':'activity.list','params':'{}'}");
	rig_is(past, "result.rows.0.progress", "20");
	rig_must(rig, "past.read", "{'day':'2022-07-05'}");
	past = rig_must(
	    rig, "past.read", "{'day':'2022-07-06','method':'activity.list'}");
	rig_is(past, "result.rows.0.progress", "30");
}

/* What was late then, in the plan as it was then. */
static void lateness_is_of_that_day(void **state)
{
	struct rig *rig = *state;
	int id;

	serve_past(rig);
	rig_fill(rig);
	id = (int)rig_activity(rig, "A", "2022-07-15");
	rig_clock(rig, "2022-08-01T10:00");
	rig_must(rig, "activity.move",
	    "{'id':%d,'timeframe':'Ht 2022','decision':'SN § 4'}", id);
	rig_is(rig_must(rig, "past.read",
		   "{'day':'2022-07-15','method':'activity.list'}"),
	    "result.rows.0.overdue", "false");
	rig_must(rig, "past.read", "{'day':'2022-07-15'}");
	rig_is(rig_must(rig, "past.read",
		   "{'day':'2022-07-16','method':'activity.list'}"),
	    "result.rows.0.overdue", "true");
	rig_is(rig_must(rig, "activity.list", "{}"), "rows.0.overdue", "false");
}

/* A request executes so many entries; the next goes on. */
static void long_log_is_executed_in_pieces(void **state)
{
	struct rig *rig = *state;
	json_t *past;
	int id;

	serve_past(rig);
	rig_fill(rig);
	id = (int)rig_activity(rig, "A", "Vt 2023");
	for (int i = 0; i < PAST_SLICE; i++)
		rig_must(
		    rig, "activity.update", "{'id':%d,'note':'%d'}", id, i);
	rig_clock(rig, "2022-07-20T10:00");
	past = rig_must(rig, "past.read",
	    "{'day':'2022-07-01','method':'activity.facts',"
	    "'params':'{\\\"plan\\\":\\\"vbe\\\"}'}");
	rig_is(past, "entries", "100");
	past = rig_must(rig, "past.read",
	    "{'day':'2022-07-01','method':'activity.facts',"
	    "'params':'{\\\"plan\\\":\\\"vbe\\\"}'}");
	rig_is(past, "result.rows.0.noted.text", "'99'");
}

static void only_past_days_and_lists_are_asked(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "day: is not past", "past.read",
	    "{'day':'2022-07-01','method':'plan.list'}");
	rig_clock(rig, "2022-07-20T10:00");
	serve_past(rig);
	rig_refused(rig, ERR_NOT_FOUND, "before the log begins", "past.read",
	    "{'day':'2022-06-30','method':'plan.list'}");
	rig_refused(rig, ERR_UNKNOWN_COMMAND, "method:", "past.read",
	    "{'day':'2022-07-01','method':'plan.add'}");
	rig_refused(rig, ERR_UNKNOWN_COMMAND, "method:", "past.read",
	    "{'day':'2022-07-01','method':'log.list'}");
	rig_refused(rig, ERR_INVALID, "params: is no object", "past.read",
	    "{'day':'2022-07-01','method':'plan.list','params':'['}");
	rig_refused(rig, ERR_INVALID, "code: is missing", "past.read",
	    "{'day':'2022-07-01','method':'plan.show'}");
}

/* What is redacted is so in what was before, too, also in tables that are
 * held. */
static void redacted_words_are_gone_from_the_past(void **state)
{
	static const char asked[] =
	    "{'day':'2022-07-01','method':'activity.facts',"
	    "'params':'{\\\"plan\\\":\\\"vbe\\\"}'}";
	struct rig *rig = *state;
	json_t *past;
	int id, entry;

	serve_past(rig);
	rig_fill(rig);
	id = (int)rig_activity(rig, "A", "Vt 2023");
	rig_must(rig, "activity.update",
	    "{'id':%d,'note':'Kalle Karlsson vet mer'}", id);
	entry = (int)rig_head(rig);
	rig_clock(rig, "2022-07-20T10:00");
	past = rig_must(rig, "past.read", "%s", asked);
	rig_is(past, "result.rows.0.noted.text", "'Kalle Karlsson vet mer'");
	rig_must(rig, "log.redact",
	    "{'seq':%d,'field':'note','reason':'Ett namn'}", entry);
	past = rig_must(rig, "past.read", "%s", asked);
	assert_null(
	    strstr(json_string_value(rig_at(past, "result.rows.0.noted.text")),
		"Karlsson"));
}

/* Between a key's entry and the redaction of its holder's name lie days on
 * which it wrote. */
static void holder_whose_name_is_redacted_has_written(void **state)
{
	struct rig *rig = *state;
	struct sign_key *key;
	json_t *past;
	int id, entry;

	serve_past(rig);
	rig_fill(rig);
	id = (int)rig_activity(rig, "A", "Vt 2023");
	key = rig_key(rig, "Kalle Karlsson", "department", "ks");
	entry = (int)rig_head(rig);
	assert_int_equal(
	    rig_ask(rig, key, "activity.update", "{'id':%d,'progress':30}", id),
	    ERR_NONE);
	rig_clock(rig, "2022-07-20T10:00");
	rig_redact(rig, entry, "name", "Ett namn");
	past = rig_must(
	    rig, "past.read", "{'day':'2022-07-01','method':'activity.list'}");
	rig_is(past, "result.rows.0.progress", "30");
}

/* Who waits for one day is not sent back to the beginning by another. */
static void another_day_waits_its_turn(void **state)
{
	struct rig *rig = *state;

	serve_past(rig);
	rig_fill(rig);
	rig_clock(rig, "2022-07-20T10:00");
	rig_must(rig, "past.read", "{'day':'2022-07-01','method':'plan.list'}");
	rig_refused(rig, ERR_CONFLICT, "another day", "past.read",
	    "{'day':'2022-07-02','method':'plan.list'}");
	rig_must(rig, "past.read", "{'day':'2022-07-01'}");
	rig_must(rig, "past.read", "{'day':'2022-07-02','method':'plan.list'}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(fresh_activity_has_its_first_date),
		RIG_TEST(moved_activity_says_by_what),
		RIG_TEST(last_words_are_told_and_who_said_them),
		RIG_TEST(closed_since_the_day_it_was_closed),
		RIG_TEST(imported_as_closed_on_a_day_that_is_not_known),
		RIG_TEST(unknown_plan_has_no_facts),
		RIG_TEST(handed_over_report_is_listed),
		RIG_TEST(same_report_is_noted_once),
		RIG_TEST(report_is_of_a_day_that_has_come),
		RIG_TEST(day_ends_at_midnight_where_the_municipality_is),
		RIG_TEST(lateness_is_of_that_day),
		RIG_TEST(long_log_is_executed_in_pieces),
		RIG_TEST(only_past_days_and_lists_are_asked),
		RIG_TEST(redacted_words_are_gone_from_the_past),
		RIG_TEST(holder_whose_name_is_redacted_has_written),
		RIG_TEST(another_day_waits_its_turn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
