/* SPDX-License-Identifier: ISC */
/* Ratings: bands, periods and figures, and boards. */
#include "daemon/commands/rating.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/unit/rig/redaction.h"
#include "tests/unit/rig/rig.h"

static void begin(struct rig *rig)
{
	rig_fill(rig);
	rig_activity(rig, "Kontroll av delegering", "2022");
}

static void has_one_row(json_t *result)
{
	assert_int_equal(json_array_size(rig_at(result, "rows")), 1);
}

static void rate(struct rig *rig, const char *period, const char *band)
{
	rig_must(rig, "rating.set", "{'id':1,'period':'%s','band':'%s'}",
	    period, band);
}

static void a_rating_is_kept_in_one_form(void **state)
{
	struct rig *rig = *state;

	begin(rig);
	rig_must(rig, "rating.set",
	    "{'id':1,'period':'delår 2 2022','band':'NÄRA','comment':'Åtta av"
	    " tio','figures':[{'name':'stickprov','value':'10'},"
	    "{'name':'andel','value':'12,50','unit':'%%'},"
	    "{'name':'avvikelse','value':'-0.5','unit':'kr'}]}");
	rig_is(rig_must(rig, "rating.list", "{'plan':'vbe'}"), "rows",
	    "[{'activity':1,'plan':'vbe','words':'Kontroll av delegering',"
	    "'period':'2022-01..08','band':'uppnått nära målvärde',"
	    "'comment':'Åtta av tio','figures':[{'name':'stickprov','value':"
	    "'10','unit':null},{'name':'andel','value':'12.50','unit':'%'},"
	    "{'name':'avvikelse','value':'-0.5','unit':'kr'}],"
	    "'at':'2022-07-01T06:00:00Z','by':'Samordnaren'}]");
	rig_is_replayed(rig);
}

static void bands_are_found_by_their_words(void **state)
{
	static const char *const rows[][2] = {
		{ "uppnått målvärde", "'uppnått målvärde'" },
		{ "Uppnått målvärde", "'uppnått målvärde'" },
		{ "reached", "'uppnått målvärde'" },
		{ "nearly", "'uppnått nära målvärde'" },
		{ "ej uppnått", "'ej uppnått accepterat värde'" },
		{ "accepterat", "'ej uppnått accepterat värde'" },
		{ "not reached", "'ej uppnått accepterat värde'" },
		{ "ej bedömt", "'ej bedömt'" }, { "not rated", "'ej bedömt'" }
	};
	struct rig *rig = *state;

	begin(rig);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		rate(rig, "2022", rows[i][0]);
		rig_is(rig_must(rig, "rating.list", "{}"), "rows.0.band",
		    rows[i][1]);
	}
	/* Two begin so. */
	rig_refused(rig, ERR_INVALID, "uppnått nära målvärde", "rating.set",
	    "{'id':1,'period':'2022','band':'uppnått'}");
	rig_refused(rig, ERR_INVALID, "none of the plan's", "rating.set",
	    "{'id':1,'period':'2022','band':'bra'}");
	rig_is_replayed(rig);
}

static void a_plan_has_bands_of_its_own(void **state)
{
	struct rig *rig = *state;

	begin(rig);
	rate(rig, "2021", "reached");
	rig_is(rig_must(rig, "plan.show", "{'code':'vbe'}"), "bands",
	    "['uppnått målvärde','uppnått nära målvärde',"
	    "'ej uppnått accepterat värde','ej bedömt']");
	rig_must(rig, "plan.edit", "{'code':'vbe','bands':['grön','röd']}");
	rig_is(rig_must(rig, "plan.show", "{'code':'vbe'}"), "bands",
	    "['grön','röd']");
	rate(rig, "2022", "Grön");
	rate(rig, "T1 2022", "ej bedömt");
	rig_refused(rig, ERR_INVALID, "grön, röd", "rating.set",
	    "{'id':1,'period':'2022','band':'reached'}");
	/* What was rated before stays, and all stand as their periods end. */
	rig_is(rig_must(rig, "activity.show", "{'id':1}"), "ratings.0.band",
	    "'uppnått målvärde'");
	rig_is(rig_must(rig, "activity.show", "{'id':1}"), "ratings.1.period",
	    "'2022-T1'");
	rig_is(rig_must(rig, "activity.show", "{'id':1}"), "ratings.2.band",
	    "'grön'");
	rig_is_replayed(rig);
}

static void a_second_rating_takes_the_place_of_the_first(void **state)
{
	struct rig *rig = *state;
	int64_t head;

	begin(rig);
	rate(rig, "tertial 1 2022", "nearly");
	rate(rig, "delår 1 2022", "reached");
	head = rig_head(rig);
	rate(rig, "januari-april 2022", "uppnått målvärde");
	assert_int_equal(rig_head(rig), head);
	has_one_row(rig_must(rig, "rating.list", "{}"));
	rig_is(rig_must(rig, "rating.list", "{}"), "rows.0.band",
	    "'uppnått målvärde'");
	rig_is(rig_must(rig, "log.list", "{'activity':1}"), "rows.1.command",
	    "'rating.set'");
	assert_string_equal(
	    json_string_value(rig_at(
		rig_must(rig, "log.list", "{'activity':1}"), "rows.1.what")),
	    "rated 1 'Kontroll av delegering' 'nearly' for tertial 1 2022");
	rig_is_replayed(rig);
}

static void what_is_no_figure_is_refused(void **state)
{
	static const char *const values[] = { "tolv", "1e5", "12,", ",5", "-",
		"1 000", "1234567890123456", "0.1234567", "0x10", "1.2.3" };
	struct rig *rig = *state;

	begin(rig);
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		rig_refused(rig, ERR_INVALID, "is not a number", "rating.set",
		    "{'id':1,'period':'2022','band':'reached',"
		    "'figures':[{'name':'x','value':'%s'}]}",
		    values[i]);
	rig_refused(rig, ERR_INVALID, "twice", "rating.set",
	    "{'id':1,'period':'2022','band':'reached','figures':[{'name':'x',"
	    "'value':'1'},{'name':'x','value':'2'}]}");
	rig_refused(rig, ERR_INVALID, "whole months", "rating.set",
	    "{'id':1,'period':'delår 2022','band':'reached'}");
	rig_refused(rig, ERR_NOT_FOUND, "no activity 2", "rating.set",
	    "{'id':2,'period':'2022','band':'reached'}");
	/* As many digits as a number may have are kept as they are. */
	rig_must(rig, "rating.set",
	    "{'id':1,'period':'2022','band':'reached','figures':[{'name':'x',"
	    "'value':'123456789012345.123456'}]}");
	rig_is(rig_must(rig, "rating.list", "{}"), "rows.0.figures.0.value",
	    "'123456789012345.123456'");
}

static void a_list_is_by_plan_period_and_page(void **state)
{
	struct rig *rig = *state;

	begin(rig);
	rig_must(rig, "plan.add", "{'code':'ik','title':'Internkontroll'}");
	rig_must(rig, "activity.add",
	    "{'plan':'ik','activity':'B','purpose':'P','timeframe':'2022',"
	    "'lead':'ks'}");
	rate(rig, "2022", "reached");
	rate(rig, "delår 2 2022", "nearly");
	rig_must(rig, "rating.set", "{'id':2,'period':'2022','band':'nearly'}");
	rig_is(rig_must(rig, "rating.list", "{'plan':'ik'}"), "rows.0.activity",
	    "2");
	has_one_row(rig_must(rig, "rating.list", "{'plan':'ik'}"));
	rig_is(rig_must(rig, "rating.list", "{'period':'år 2022'}"),
	    "rows.1.activity", "2");
	rig_is(rig_must(rig, "rating.list", "{'activity':1}"), "rows.0.period",
	    "'2022-01..08'");
	rig_is(rig_must(rig, "rating.list", "{'after':'1 202208 2022-01..08'}"),
	    "rows.0.period", "'2022'");
	rig_is(rig_must(rig, "rating.list", "{'after':'1 202212 2022'}"),
	    "rows.0.activity", "2");
	rig_refused(
	    rig, ERR_NOT_FOUND, "no plan", "rating.list", "{'plan':'nej'}");
}

/* A rating is of its plan's bands and of its time: it stays with the number
 * that was rated, and the one that goes on shows it. */
static void a_carried_activity_shows_what_it_was_rated(void **state)
{
	struct rig *rig = *state;

	begin(rig);
	rate(rig, "2021", "nearly");
	rig_must(rig, "plan.add", "{'code':'ny','title':'Nästa'}");
	rig_must(rig, "plan.carry", "{'old':'vbe','new':'ny'}");
	rig_must(
	    rig, "rating.set", "{'id':2,'period':'2022','band':'reached'}");
	rig_is(rig_must(rig, "rating.list", "{'plan':'ny'}"), "rows.0.activity",
	    "2");
	rig_is(rig_must(rig, "rating.list", "{'plan':'vbe'}"),
	    "rows.0.activity", "1");
	rig_is(rig_must(rig, "activity.show", "{'id':2}"), "ratings.0.activity",
	    "1");
	rig_is(rig_must(rig, "activity.show", "{'id':2}"), "ratings.1.activity",
	    "2");
	rig_is_replayed(rig);
}

static void the_lead_may_rate_and_others_read(void **state)
{
	struct rig *rig = *state;
	struct sign_key *ks, *sn, *auditor;

	begin(rig);
	ks = rig_key(rig, "ks", "department", "ks");
	sn = rig_key(rig, "sn", "department", "sn");
	auditor = rig_key(rig, "revisor", "auditor", NULL);
	assert_int_equal(rig_ask(rig, ks, "rating.set",
			     "{'id':1,'period':'2022','band':'reached'}"),
	    ERR_NONE);
	assert_int_equal(rig_ask(rig, sn, "rating.set",
			     "{'id':1,'period':'2022','band':'reached'}"),
	    ERR_DENIED);
	assert_int_equal(rig_ask(rig, auditor, "rating.set",
			     "{'id':1,'period':'2022','band':'reached'}"),
	    ERR_DENIED);
	assert_int_equal(rig_ask(rig, auditor, "rating.list", "{}"), ERR_NONE);
	rig_is_replayed(rig);
}

static void words_can_be_redacted(void **state)
{
	struct rig *rig = *state;

	begin(rig);
	rig_must(rig, "rating.set",
	    "{'id':1,'period':'2022','band':'reached','comment':'Stina Ek i"
	    " Ekeby','figures':[{'name':'Stina Eks ärenden','value':'4'}]}");
	rig_must(rig, "log.redact",
	    "{'seq':7,'field':'comment','reason':'Ett namn'}");
	rig_must(rig, "log.redact",
	    "{'seq':7,'field':'figures[0].name','reason':'Ett namn'}");
	rig_is(rig_must(rig, "rating.list", "{}"), "rows.0.comment",
	    "'[redacted 7]'");
	rig_is(rig_must(rig, "rating.list", "{}"), "rows.0.figures.0.name",
	    "'[redacted 7.2]'");
	assert_false(rig_holds(rig, "Stina"));
	rig_is_replayed(rig);
}

/* --- boards --- */

static void an_auditor_asks_by_board(void **state)
{
	struct rig *rig = *state;

	begin(rig);
	rig_must(
	    rig, "department.edit", "{'code':'ks','board':'Kommunstyrelsen'}");
	rig_must(rig, "department.edit",
	    "{'code':'bun','board':'Barn- och utbildningsnämnden'}");
	rig_must(rig, "activity.assign", "{'id':%d,'lead':'bun'}",
	    (int)rig_activity(rig, "B", "2022"));
	rig_is(rig_must(rig, "activity.list", "{'board':'kommunstyrelsen'}"),
	    "rows.0.id", "1");
	rig_is(rig_must(rig, "activity.list",
		   "{'board':'Barn och utbildningsnämnden'}"),
	    "rows.0.id", "2");
	has_one_row(
	    rig_must(rig, "activity.list", "{'board':'kommunstyrelsen'}"));
	rig_refused(rig, ERR_NOT_FOUND, "no department answers",
	    "activity.list", "{'board':'Revisionen'}");
	rig_is_replayed(rig);
}

/* The rig's day is 1 July 2022; the plan is to be followed up by 14 September.
 * Its board meets on 25 August and 22 September, its committee on 11 August:
 * 10, 9, 8, 5, 4, 3, 2, 1 August, 29, 28 July. */
static void a_duty_tells_its_boards_papers(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "plan.add",
	    "{'code':'p','title':'P','adopted':'2020-09-14','board':'SN'}");
	rig_is(rig_must(rig, "status", "{}"), "duties.0",
	    "{'plan':'p','title':'P','stage':'follow-up','until':'2022-09-14',"
	    "'overdue':false,'board':'SN','meeting':null,'papers':null}");
	rig_must(rig, "meeting.body", "{'body':'SNAU','committee_of':'SN'}");
	rig_must(rig, "meeting.add", "{'body':'SN','date':'2022-09-22'}");
	rig_must(rig, "meeting.add", "{'body':'sn','date':'2022-08-25'}");
	rig_must(rig, "meeting.add", "{'body':'SNAU','date':'2022-08-11'}");
	rig_is(
	    rig_must(rig, "status", "{}"), "duties.0.meeting", "'2022-08-25'");
	rig_is(
	    rig_must(rig, "status", "{}"), "duties.0.papers", "'2022-07-28'");
	/* When that day is past only the next meeting is left. */
	rig_clock(rig, "2022-08-01T09:00");
	rig_is(
	    rig_must(rig, "status", "{}"), "duties.0.meeting", "'2022-09-22'");
	rig_is_replayed(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(a_rating_is_kept_in_one_form),
		RIG_TEST(bands_are_found_by_their_words),
		RIG_TEST(a_plan_has_bands_of_its_own),
		RIG_TEST(a_second_rating_takes_the_place_of_the_first),
		RIG_TEST(what_is_no_figure_is_refused),
		RIG_TEST(a_list_is_by_plan_period_and_page),
		RIG_TEST(a_carried_activity_shows_what_it_was_rated),
		RIG_TEST(the_lead_may_rate_and_others_read),
		RIG_TEST(words_can_be_redacted),
		RIG_TEST(an_auditor_asks_by_board),
		RIG_TEST(a_duty_tells_its_boards_papers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
