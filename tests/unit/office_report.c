/* SPDX-License-Identifier: ISC */
/* What planvakt-office makes of a report's JSON: who stands where, what is
 * escaped, what is said of few observations. */
#include "client/office/write_report.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/rig/rig.h"

/* The report as this kind, with these members more, which may begin with the
 * plan; the caller's. */
static char *made(const char *kind, const char *more)
{
	const char *plan = strncmp(more, "'plan'", 6) == 0
	    ? ""
	    : "'plan':{'code':'p','title':'Plan & <b>'},";
	json_t *whole = rig_json("{%s'as_of':'2022-08-31',"
				 "'since':'2022-04-30',"
				 "'head':{'seq':7,'hash':'aa'},%s}",
	    plan, more);
	char *text = json_dumps(whole, 0), *out = NULL;
	size_t length;
	FILE *from = fmemopen(text, strlen(text), "r");
	FILE *to = open_memstream(&out, &length);
	struct err err = { 0 };

	must(write_report(kind, from, to, &err), &err);
	fclose(from);
	fclose(to);
	free(text);
	json_decref(whole);
	return out;
}

static void has(const char *kind, const char *more, const char *words)
{
	char *text = made(kind, more);

	if (strstr(text, words) == NULL)
		fail_msg("no \"%s\" in:\n%s", words, text);
	free(text);
}

static void has_not(const char *kind, const char *more, const char *words)
{
	char *text = made(kind, more);

	if (strstr(text, words) != NULL)
		fail_msg("\"%s\" in:\n%s", words, text);
	free(text);
}

#define ACTIVITY(more)                                                                           \
	"'activities':[{'id':3,'activity':'A','due':'2022-12-31','timeframe':{'text':'Ht 2022'," \
	"'start':'2022-07-01','end':'2022-12-31'}," more "}]"

static void words_are_escaped(void **state)
{
	(void)state;
	has("html", "'activities':[]",
	    "<title>Follow-up: Plan &amp; &lt;b&gt;</title>");
	has_not("html", "'activities':[]", "<b>");
	has("txt", "'activities':[]", "Follow-up: Plan & <b>\n");
}

static void empty_plan_is_a_report_too(void **state)
{
	(void)state;
	has("txt", "'activities':[]", "Of 0 activities: done 0");
	has_not("html", "'activities':[]", "Timeline");
}

static void timeline_names_its_years(void **state)
{
	(void)state;
	has("html", ACTIVITY("'status':'started'"), ">Period, 2022<svg");
	has("html",
	    "'activities':[{'id':1,'activity':'A','due':'2023-01-31',"
	    "'timeframe':{'start':'2022-07-01','end':'2023-01-31'}}]",
	    ">Period, 2022–2023<svg");
	has("html", ACTIVITY("'status':'started'"), "the dashed line is ");
	has("txt", ACTIVITY("'status':'started'"), "Each activity's period.\n");
}

/* A comma in its query, and weasyprint leaves a rule out. */
static void columns_are_as_wide_on_paper(void **state)
{
	(void)state;
	has("html", "'activities':[]",
	    "@media print{.list{table-layout:fixed}}");
}

/* What was done on the day of the last report stands in that one. */
static void done_since_is_after_that_day(void **state)
{
	(void)state;
	has("txt", ACTIVITY("'status':'done','closed':'2022-05-01'"),
	    "What was done since 30 April 2022");
	has("txt", ACTIVITY("'status':'done','closed':'2022-05-01'"),
	    "Since 30 April 2022 1 was done.");
	has("txt", ACTIVITY("'status':'done','closed':'2022-04-30'"),
	    "Nothing was done.");
	has("txt", ACTIVITY("'status':'done','closed':'2022-04-30'"),
	    "Since 30 April 2022 0 were done.");
}

/* Of what a table said without a day, the day it was read is no answer. */
static void day_that_nobody_named_is_not_claimed(void **state)
{
	(void)state;
	has("txt",
	    ACTIVITY("'status':'done','closed':'2022-05-01','imported':"
		     "{'reason':false}"),
	    "Done on: day not stated");
	has("txt",
	    ACTIVITY("'status':'dropped','closed':'2022-05-01','imported':"
		     "{'reason':false},'comment':'Utgår'"),
	    "Reason: reason not stated");
	has("txt", ACTIVITY("'status':'done','closed':'2022-05-01'"),
	    "Done on: 2022-05-01");
}

/* What is late is counted as late alone. */
static void state_is_one(void **state)
{
	(void)state;
	has("txt", ACTIVITY("'status':'started','overdue':true"),
	    "Of 1 activity: done 0, under way 0, not begun 0, late 1, given up 0.");
	has("txt", ACTIVITY("'status':'started'"),
	    "done 0, under way 1, not begun 0, late 0");
	has("html",
	    ACTIVITY("'status':'dropped','carried_plan':'b','carried_to':9"),
	    "given up 1. Of what was given up 1 goes on in another plan.");
	has_not("html", ACTIVITY("'status':'dropped'"), "another plan");
}

/* 2022 has 12 months, of which the second half begins in the middle. */
static void bar_stands_where_its_days_are(void **state)
{
	(void)state;
	has("html", ACTIVITY("'lead':null"),
	    "<rect x=\"50.0%\" y=\"4\" width=\"50.0%\"");
}

static void moved_date_says_by_what(void **state)
{
	(void)state;
	has("txt",
	    ACTIVITY("'original_due':'2022-06-30','moved':{'on':"
		     "'2022-03-01','decision':'SN § 4'}"),
	    "2022-06-30, moved 2022-03-01 by SN § 4");
	has_not("txt", ACTIVITY("'original_due':'2022-12-31'"), "Originally");
	/* Its first date is where it was not moved from. */
	has("txt",
	    ACTIVITY("'original_due':'2022-12-31','moved':{'on':'2022-03-01',"
		     "'decision':'SN § 4'}"),
	    "set 2022-03-01 by SN § 4");
}

/* Whoever is named in the plan and not known is together with nobody. */
static void one_that_is_not_known_is_responsible(void **state)
{
	static const char unknown[] =
	    ACTIVITY("'lead':null,'owner_text':'Staben','unclear':['lead',"
		     "'cooperating','equal']");

	(void)state;
	has("txt", unknown, "Responsible by the plan: Staben\n");
	has_not("txt", unknown, "Together with");
	has("html", unknown,
	    ">somebody who answers for it; which department a party is; who"
	    " leads it, of several alike</td>");
	has("html", unknown, ">timeframe Ht 2022, responsible Staben</td>");
	has("txt",
	    ACTIVITY("'lead':'ks','cooperating':['sf'],'owner_text':'Ks, sf'"),
	    "Together with: sf\n");
	has_not("txt", ACTIVITY("'lead':'ks','owner_text':'Ks'"),
	    "Responsible by the plan");
	has("html", ACTIVITY("'lead':'ks','unclear':['vague']"),
	    ">timeframe Ht 2022, responsible ks</td>");
	has("html", ACTIVITY("'lead':'ks','unclear':['vague']"),
	    ">a sure date (it is approximate)</td>");
}

/* Not the lead's, where the coordinator says it, and no progress, where it is
 * why the activity was taken up again. */
static void last_words_are_whose_they_are(void **state)
{
#define NOTED(by, coordinator, reopened)                                       \
	ACTIVITY("'status':'started','lead':'ks','noted':{'on':'2022-08-30',"  \
		 "'by':" by ",'coordinator':" coordinator                      \
		 ",'reopened':" reopened ",'text':'Fel rad'}")
	(void)state;
	has("txt", NOTED("'ks'", "false", "false"),
	    "2022-08-30 (ks): Fel rad\n");
	has("txt", NOTED("null", "true", "false"),
	    "2022-08-30 (the coordinator): Fel rad\n");
	has("txt", NOTED("null", "false", "true"),
	    "2022-08-30: Taken up again: Fel rad\n");
	has("csv", NOTED("null", "false", "true"), "Taken up again: Fel rad");
	has("csv", NOTED("null", "true", "false"), ",2022-08-30,Fel rad");
#undef NOTED
}

/* Words from when it was under way do not say what came of it. */
static void its_note_is_what_came_with_the_report_of_done(void **state)
{
#define DONE(done)                                                             \
	ACTIVITY("'status':'done','closed':'2022-05-01','noted':{'on':"        \
		 "'2022-03-02','done':" done ",'text':'På remiss'}")
	(void)state;
	has("txt", DONE("true"), "Note when it was done: På remiss\n");
	has_not("txt", DONE("true"), "Latest note");
	has("txt", DONE("false"), "Latest note: 2022-03-02: På remiss\n");
	has_not("txt", DONE("false"), "Note when");
#undef DONE
}

/* Ongoing work has no due date to stand under that name. */
static void what_has_no_due_date_has_a_timeframe(void **state)
{
	static const char ongoing[] =
	    "'activities':[{'id':1,'activity':'A','timeframe':{'text':"
	    "'löpande'}},{'id':2,'activity':'B','due':'2022-12-31'}]";

	(void)state;
	has("html", ongoing, "\">Due, or timeframe</th>");
	has("html", ongoing, " data-head=\"Timeframe\">löpande</td>");
	has("txt", ongoing, "Timeframe: löpande\n");
	has("txt", ongoing, "Due date: 2022-12-31\n");
	has("txt",
	    "'activities':[{'id':1,'activity':'A','timeframe':{'text':"
	    "'löpande'}}]",
	    "Timeframe: löpande\n");
	has("txt", ACTIVITY("'lead':null"), "Due date: 2022-12-31\n");
}

static void a_rating_is_of_a_period_in_words(void **state)
{
	(void)state;
	has("html",
	    ACTIVITY("'lead':null") ",'ratings':[{'activity':3,'period':"
				    "'2022-T2','band':'reached'}]",
	    ">tertial 2 2022</td>");
}

/* As in that of a department, whose activities are not all. */
static void a_rating_of_no_activity_of_the_report_is_left_out(void **state)
{
	static const char both[] = ACTIVITY(
	    "'lead':null") ",'ratings':["
			   "{'activity':7,'period':'2022-T1','band':'reached'},"
			   "{'activity':3,'period':'2022-T2','band':'reached'}]";
	static const char none[] = ACTIVITY(
	    "'lead':null") ",'ratings':["
			   "{'activity':7,'period':'2022-T1','band':'reached'}]";

	(void)state;
	has("html", both, ">tertial 2 2022</td>");
	has_not("html", both, "tertial 1 2022");
	has_not("html", none, "Ratings");
}

/* A, Å, Ä, and what nobody answers for. */
static void groups_are_in_the_order_of_their_letters(void **state)
{
	char *text = made("txt",
	    "'departments':{'a':'Ä','b':'Å','c':'AZ'},'activities':["
	    "{'id':1,'activity':'A'},{'id':2,'activity':'B','lead':'a'},"
	    "{'id':3,'activity':'C','lead':'b'},"
	    "{'id':4,'activity':'D','lead':'c'}]");
	const char *in_order[] = {
		"\nAZ:", "\nÅ:", "\nÄ:", "\nWithout a department:"
	};
	const char *at = text;

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		at = strstr(at, in_order[i]);
		assert_non_null(at);
	}
	free(text);
}

/* Who decides is said where the plan says it. */
static void decision_is_its_boards(void **state)
{
	(void)state;
	has("html", "'plan':{'title':'T','board':'KS'},'activities':[]",
	    "KS approves the follow-up of T as of 31 August 2022 and puts it"
	    " with the documents of the case.");
	has("html", "'activities':[]", "as of 31 August 2022 is noted and put");
}

static void completed_are_named_in_the_decision(void **state)
{
	(void)state;
	has("txt",
	    ACTIVITY("'status':'done','closed':'2022-05-01','origin':"
		     "'KF § 1'"),
	    "declared completed: number 3.");
}

#define PICTURE(count)                                                          \
	"'activities':[],'picture':{'month':[{'month':'2022-05','count':" count \
	"}],'kind':[{'kind':'klotter','count':" count "}]}"

/* Three is the first number that is said. */
static void few_observations_have_no_number(void **state)
{
	(void)state;
	has("txt", PICTURE("0"), "2022-05: 0\n");
	has("txt", PICTURE("1"), "2022-05: fewer than three\n");
	has("html", PICTURE("2"), ">fewer than three</td>");
	has("html", PICTURE("2"), ">&lt;3</text>");
	has_not("html", PICTURE("2"), ">2</");
	has("txt", PICTURE("'fewer than three'"), "fewer than three\n");
	has("txt", PICTURE("3"), "2022-05: 3\n");
}

#define MARCH                                                                  \
	"'activities':[],'picture':{'from':'2026-03-01','to':'2026-03-31',"    \
	"'month':[{'month':'2026-02','count':8},{'month':'2026-03','count':"   \
	"4}],'kind':[{'kind':'klotter','count':3},"                            \
	"{'kind':'hedersnorm','count':1}]}"

/* 4 less 3 would tell the 1; February is of other observations. */
static void sum_of_few_observations_has_no_number(void **state)
{
	(void)state;
	has("txt", MARCH, "2026-02: 8\n2026-03: three or more\n");
	has("html", MARCH, ">three or more</td>");
	has("html", MARCH, ">≥3</text>");
	has("html", MARCH, ">fewer than three</td>");
	has_not("html", MARCH, ">4<");
}

/* Nobody is reminded of what stands in a closed plan; its last report says what
 * was not done in time, but for what goes on in another plan. */
static void report_of_a_closed_plan_says_what_was_late(void **state)
{
	static const char *const late = "late 1,", *const none = "late 0,";

	(void)state;
	has("txt",
	    "'plan':{'title':'T','closed_at':'2022-08-01T07:00:00Z'},"
	    "'activities':[{'id':3,'activity':'A','status':'started','due':"
	    "'2022-06-30','overdue':false}]",
	    late);
	has("txt",
	    "'plan':{'title':'T','closed_at':'2022-08-01T07:00:00Z'},"
	    "'activities':[{'id':3,'activity':'A','status':'started','due':"
	    "'2022-06-30','overdue':false,'carried_to':9}]",
	    none);
}

static void table_has_dates_and_names(void **state)
{
	(void)state;
	has("csv",
	    ACTIVITY("'lead':'ks','cooperating':['sf']") ",'departments':"
							 "{'ks':'Staben'}",
	    ",2022-12-31,,,Staben,sf,Not begun,");
}

static void what_is_no_report_is_refused(void **state)
{
	char text[] = "[]", *out = NULL;
	size_t length;
	FILE *from = fmemopen(text, 2, "r");
	FILE *to = open_memstream(&out, &length);
	struct err err = { 0 };

	(void)state;
	assert_int_equal(write_report("html", from, to, &err), -1);
	assert_string_equal(err.text, "is no report");
	fclose(from);
	fclose(to);
	free(out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_escaped),
		cmocka_unit_test(empty_plan_is_a_report_too),
		cmocka_unit_test(timeline_names_its_years),
		cmocka_unit_test(columns_are_as_wide_on_paper),
		cmocka_unit_test(done_since_is_after_that_day),
		cmocka_unit_test(day_that_nobody_named_is_not_claimed),
		cmocka_unit_test(state_is_one),
		cmocka_unit_test(bar_stands_where_its_days_are),
		cmocka_unit_test(moved_date_says_by_what),
		cmocka_unit_test(one_that_is_not_known_is_responsible),
		cmocka_unit_test(last_words_are_whose_they_are),
		cmocka_unit_test(its_note_is_what_came_with_the_report_of_done),
		cmocka_unit_test(what_has_no_due_date_has_a_timeframe),
		cmocka_unit_test(a_rating_is_of_a_period_in_words),
		cmocka_unit_test(
		    a_rating_of_no_activity_of_the_report_is_left_out),
		cmocka_unit_test(groups_are_in_the_order_of_their_letters),
		cmocka_unit_test(decision_is_its_boards),
		cmocka_unit_test(completed_are_named_in_the_decision),
		cmocka_unit_test(few_observations_have_no_number),
		cmocka_unit_test(sum_of_few_observations_has_no_number),
		cmocka_unit_test(report_of_a_closed_plan_says_what_was_late),
		cmocka_unit_test(table_has_dates_and_names),
		cmocka_unit_test(what_is_no_report_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
