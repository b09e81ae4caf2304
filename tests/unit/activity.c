/* SPDX-License-Identifier: ISC */
/* Activities: added, edited, moved by decision, assigned, listed, shown. */
#include "daemon/commands/activity.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "daemon/store/store_private.h"
#include "tests/unit/rig/rig.h"

static int open_plan(void **state)
{
	rig_open(state);
	rig_fill(*state);
	return 0;
}

static json_t *show(struct rig *rig, int64_t id)
{
	return rig_must(rig, "activity.show", "{'id':%lld}", (long long)id);
}

/* --- add --- */

/* docs/wire.md's activity, and what activity.show adds. */
static void added_activity_has_its_members(void **state)
{
	struct rig *rig = *state;
	json_t *result = rig_must(rig, "activity.add",
	    "{'plan':'vbe','activity':'A','purpose':'P','timeframe':'Vt 2022',"
	    "'lead':'ks','cooperating':['bun','sn'],'areas':['vbe'],"
	    "'strategies':['förebygga']}");

	rig_is(result, "",
	    "{'id':1,'plan':'vbe','activity':'A','purpose':'P','timeframe':"
	    "{'text':'Vt 2022','kind':'fixed','start':'2022-01-01','end':"
	    "'2022-06-30'},'due':'2022-06-30','lead':'ks','cooperating':"
	    "['bun','sn'],'owner_text':'','status':'planned','progress':0,"
	    "'overdue':true,'areas':['vbe'],'strategies':['förebygga'],"
	    "'unclear':[]}");
	result = show(rig, 1);
	rig_is(result, "key", "null");
	rig_is(result, "reason", "''");
	rig_is(result, "dropped_reason", "null");
	rig_is(result, "done_on", "null");
	rig_is(result, "original_due", "'2022-06-30'");
	rig_is(result, "slippage", "0");
	rig_is(result, "notes", "[]");
	rig_is(result, "history",
	    "[{'version':1,'timeframe':'Vt 2022','start':'2022-01-01','end':"
	    "'2022-06-30','due':'2022-06-30','decision':null,'at':"
	    "'2022-07-01T06:00:00Z','by':'Samordnaren'}]");
	rig_is_replayed(rig);
}

static void numbers_go_on(void **state)
{
	struct rig *rig = *state;

	assert_int_equal(rig_activity(rig, "A", "Vt 2022"), 1);
	rig_refused(rig, ERR_NOT_FOUND, "", "activity.add",
	    "{'plan':'no','activity':'A','purpose':'','timeframe':'Vt 2022',"
	    "'lead':'ks'}");
	assert_int_equal(rig_activity(rig, "A", "Vt 2022"), 2);
}

static void add_names_what_there_is_not(void **state)
{
	static const char words[] =
	    "{'plan':'%s','activity':'A','purpose':'','timeframe':'Vt 2022',"
	    "'lead':'%s','cooperating':['%s']}";
	struct rig *rig = *state;

	rig_must(rig, "department.replace", "{'old':'sn','new':'bun'}");
	rig_refused(rig, ERR_NOT_FOUND, "no plan \"no\"", "activity.add", words,
	    "no", "ks", "bun");
	rig_refused(rig, ERR_NOT_FOUND, "no department \"no\"", "activity.add",
	    words, "vbe", "no", "bun");
	rig_refused(rig, ERR_NOT_FOUND, "no department \"no\"", "activity.add",
	    words, "vbe", "ks", "no");
	rig_refused(rig, ERR_CONFLICT, "replaced by \"bun\"", "activity.add",
	    words, "vbe", "sn", "bun");
	rig_refused(rig, ERR_CONFLICT, "replaced by \"bun\"", "activity.add",
	    words, "vbe", "ks", "sn");
	rig_refused(rig, ERR_INVALID, "named twice", "activity.add", words,
	    "vbe", "ks", "ks");
	rig_refused(rig, ERR_INVALID, "named twice", "activity.add",
	    "{'plan':'vbe','activity':'A','purpose':'','timeframe':'Vt 2022',"
	    "'lead':'ks','cooperating':['bun','bun']}");
	rig_is_replayed(rig);
}

/* Only an end that a plan sets is a due date: docs/timeframes.md. */
static void due_is_of_fixed_and_deadline_only(void **state)
{
	static const struct {
		const char *text, *kind, *due, *unclear;
	} kinds[] = {
		{ "Vt 2022", "'fixed'", "'2022-06-30'", "[]" },
		{ "senast 2022-07-01", "'deadline'", "'2022-07-01'", "[]" },
		{ "från 2022", "'open'", "null", "[]" },
		{ "löpande", "'ongoing'", "null", "[]" },
		{ "löpande under 2022", "'ongoing'", "null", "[]" },
		{ "årligen", "'recurring'", "null", "[]" },
		{ "vid behov", "'event'", "null", "[]" },
		{ "snart", "'undated'", "null", "['undated']" },
		{ "början av 2022", "'fixed'", "'2022-04-30'", "['vague']" },
	};
	struct rig *rig = *state;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		json_t *result =
		    show(rig, rig_activity(rig, "A", kinds[i].text));

		rig_is(result, "timeframe.kind", kinds[i].kind);
		rig_is(result, "due", kinds[i].due);
		rig_is(result, "original_due", kinds[i].due);
		rig_is(result, "unclear", kinds[i].unclear);
	}
	rig_is_replayed(rig);
}

/* --- edit --- */

static void edit_changes_what_is_given(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_activity(rig, "A", "Vt 2022");
	result = rig_must(
	    rig, "activity.edit", "{'id':1,'purpose':'','areas':['hrv']}");
	rig_is(result, "activity", "'A'");
	rig_is(result, "purpose", "''");
	rig_is(result, "areas", "['hrv']");
	result = rig_must(rig, "activity.edit",
	    "{'id':1,'activity':'B','areas':[],'strategies':['hantera']}");
	rig_is(result, "activity", "'B'");
	rig_is(result, "areas", "[]");
	rig_is(result, "strategies", "['hantera']");
	rig_is_replayed(rig);
}

static void edit_of_nothing_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "Vt 2022");
	rig_refused(
	    rig, ERR_INVALID, "nothing to edit", "activity.edit", "{'id':1}");
	rig_refused(rig, ERR_NOT_FOUND, "no activity 2", "activity.edit",
	    "{'id':2,'activity':'B'}");
	rig_refused(rig, ERR_INVALID, "activity: is empty", "activity.edit",
	    "{'id':1,'activity':' '}");
}

/* An area twice says nothing more: it would be counted twice. */
static void doubled_words_are_refused(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "Vt 2022");
	rig_refused(rig, ERR_INVALID, "areas", "activity.edit",
	    "{'id':1,'areas':['vbe','vbe']}");
}

/* --- move --- */

static void move_is_by_decision(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_activity(rig, "A", "Vt 2022");
	rig_refused(rig, ERR_INVALID, "decision: is missing", "activity.move",
	    "{'id':1,'timeframe':'Ht 2022'}");
	rig->clock.at.seconds += 60;
	result = rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'Ht 2022','decision':'KS § 7'}");
	rig_is(result, "due", "'2022-12-31'");
	rig_is(result, "overdue", "false");
	result = show(rig, 1);
	rig_is(result, "original_due", "'2022-06-30'");
	/* 30 June to 31 December: 31 + 31 + 30 + 31 + 30 + 31 days. */
	rig_is(result, "slippage", "184");
	assert_int_equal(json_array_size(rig_at(result, "history")), 2);
	rig_is(result, "history.1.version", "2");
	rig_is(result, "history.1.decision", "'KS § 7'");
	rig_is(result, "history.1.at", "'2022-07-01T06:01:00Z'");
	rig_is_replayed(rig);
}

static void moved_clears_what_was_unclear(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_activity(rig, "A", "hösten");
	result = rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'Vt 2023','decision':'D'}");
	rig_is(result, "unclear", "[]");
	result = rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'hösten','decision':'D'}");
	rig_is(result, "unclear", "['undated']");
	rig_is(result, "due", "null");
	result = show(rig, 1);
	rig_is(result, "original_due", "null");
	rig_is(result, "slippage", "null");
	rig_is(result, "reason", "'No year is written; add it.'");
}

/* Today is 1 July 2022: what is due today is not past. */
static void a_due_date_that_is_past_is_said(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_activity(rig, "A", "Vt 2023");
	result = rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'2022-07-01','decision':'D'}");
	assert_null(rig_at(result, "note"));
	result = rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'2022-06-30','decision':'D'}");
	rig_is(result, "note",
	    "'the new due date is past already: it is overdue'");
}

/* Due on Thursday 30 June 2022, late on 1 July. */
static void a_due_date_does_not_go_silently(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_activity(rig, "A", "Vt 2022");
	result = rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'när lokalen är klar','decision':'D'}");
	rig_is(result, "overdue", "false");
	assert_non_null(strstr(
	    json_string_value(rig_at(result, "note")), "no due date any more"));
	result = rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'löpande','decision':'D'}");
	assert_null(rig_at(result, "note"));
	result = rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'Ht 2022','decision':'D'}");
	assert_null(rig_at(result, "note"));
	result = rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'hösten','decision':'D'}");
	rig_is(result, "unclear", "['undated']");
	assert_non_null(strstr(json_string_value(rig_at(result, "note")),
	    "among what is unclear"));
	rig_is_replayed(rig);
}

static void impossible_move_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "Vt 2022");
	rig_refused(rig, ERR_INVALID, "The year has no such week",
	    "activity.move",
	    "{'id':1,'timeframe':'v. 54 2022','decision':'D'}");
	rig_refused(rig, ERR_NOT_FOUND, "no activity 2", "activity.move",
	    "{'id':2,'timeframe':'Ht 2022','decision':'D'}");
	rig_is(show(rig, 1), "due", "'2022-06-30'");
}

static void closed_is_not_moved(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	rig_refused(rig, ERR_CONFLICT, "activity 1 is done: reopen it first",
	    "activity.move", "{'id':1,'timeframe':'Ht 2022','decision':'D'}");
	rig_activity(rig, "B", "Vt 2022");
	rig_must(rig, "activity.drop", "{'id':2,'reason':'R'}");
	rig_refused(rig, ERR_CONFLICT, "activity 2 is dropped", "activity.move",
	    "{'id':2,'timeframe':'Ht 2022','decision':'D'}");
}

/* --- the year of words that name none --- */

static json_t *add_in_year(struct rig *rig, const char *timeframe, int year)
{
	return rig_must(rig, "activity.add",
	    "{'plan':'vbe','activity':'A','purpose':'','timeframe':'%s',"
	    "'lead':'ks','year':%d}",
	    timeframe, year);
}

/* It is a guess until a person has said so. */
static void year_that_was_given_is_flagged(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_is(show(rig, rig_activity(rig, "A", "våren")), "due", "null");
	result = add_in_year(rig, "våren", 2023);
	rig_is(result, "timeframe",
	    "{'text':'våren','kind':'fixed','start':'2023-01-01','end':"
	    "'2023-06-30'}");
	rig_is(result, "due", "'2023-06-30'");
	rig_is(result, "unclear", "['vague']");
	assert_string_equal(json_string_value(rig_at(show(rig, 2), "reason")),
	    "No year is written and the plan's year is taken; confirm the"
	    " dates.");
	result = add_in_year(rig, "Vt 2022", 2023);
	rig_is(result, "due", "'2022-06-30'");
	rig_is(result, "unclear", "[]");
	rig_is(add_in_year(rig, "snart", 2023), "unclear", "['undated']");
	rig_calendar_closed = true;
	rig_is_replayed(rig);
}

static void year_that_was_given_is_settled_by_a_move(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	add_in_year(rig, "våren", 2022);
	result = rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'Vt 2022','decision':'D'}");
	rig_is(result, "due", "'2022-06-30'");
	rig_is(result, "unclear", "[]");
	rig_is(show(rig, 1), "slippage", "0");
	rig_is_replayed(rig);
}

/* The same words in another year are another time. */
static void move_may_be_to_a_year(void **state)
{
	struct rig *rig = *state;
	int64_t head;

	rig_activity(rig, "A", "våren");
	rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'våren','decision':'D','year':2023}");
	rig_is(rig->result, "due", "'2023-06-30'");
	rig_is(rig->result, "unclear", "['vague']");
	rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'våren','decision':'E','year':2024}");
	rig_is(rig->result, "due", "'2024-06-30'");
	head = rig_head(rig);
	rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'våren','decision':'F','year':2024}");
	assert_int_equal(rig_head(rig), head);
	assert_int_equal(json_array_size(rig_at(show(rig, 1), "history")), 3);
	rig_is_replayed(rig);
}

static void year_has_bounds(void **state)
{
	struct rig *rig = *state;

	for (int i = 0; i < 2; i++)
		rig_refused(rig, ERR_INVALID, "year", "activity.add",
		    "{'plan':'vbe','activity':'A','purpose':'','timeframe':"
		    "'våren','lead':'ks','year':%d}",
		    i == 0 ? 1989 : 2100);
	rig_is(add_in_year(rig, "våren", 1990), "due", "'1990-06-30'");
	rig_is(add_in_year(rig, "våren", 2099), "due", "'2099-06-30'");
}

/* --- review --- */

static void at(struct rig *rig, int year, int month, int day)
{
	struct day that = day_of(year, month, day);

	/* Noon of UTC is that day in Stockholm. */
	rig->clock.at.seconds = that.number * INT64_C(86400) + 12 * 3600;
}

static void reviewed(struct rig *rig, int64_t id, const char *next)
{
	rig_is(show(rig, id), "next_review", next);
}

/* Only what has no end is looked at by interval, while it is open. */
static void review_is_of_what_has_no_due_date(void **state)
{
	static const struct {
		const char *text, *next;
	} kinds[] = {
		{ "Vt 2022", "null" },
		{ "senast 2022-07-01", "null" },
		{ "snart", "null" },
		{ "början av 2022", "null" },
		{ "löpande", "'2022-11-01'" },
		{ "löpande under 2022", "'2022-09-01'" },
		{ "från 2022", "'2022-09-01'" },
		{ "årligen", "'2023-07-01'" },
		{ "vid behov", "'2022-11-01'" },
	};
	struct rig *rig = *state;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		reviewed(
		    rig, rig_activity(rig, "A", kinds[i].text), kinds[i].next);
		rig_is(rig->result, "review", "'4m'");
	}
	rig_must(rig, "activity.update", "{'id':5,'status':'started'}");
	reviewed(rig, 5, "'2022-11-01'");
	rig_must(rig, "activity.update", "{'id':5,'status':'done'}");
	reviewed(rig, 5, "null");
	rig_must(rig, "activity.drop", "{'id':6,'reason':'R'}");
	reviewed(rig, 6, "null");
	rig_must(rig, "activity.reopen", "{'id':6,'reason':'R'}");
	reviewed(rig, 6, "'2022-09-01'");
}

/* From the later of the start and the day it came into the plan. */
static void review_is_counted_from_the_start(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "från 2022");
	rig_activity(rig, "B", "från 2023");
	rig_activity(rig, "C", "kvartalsvis");
	rig_activity(rig, "D", "årligen i maj");
	reviewed(rig, 1, "'2022-09-01'");
	reviewed(rig, 2, "'2023-05-01'");
	/* From 1 July, when it came; after May. */
	reviewed(rig, 3, "'2022-10-01'");
	reviewed(rig, 4, "'2023-06-01'");
	at(rig, 2022, 8, 31);
	reviewed(rig, 1, "'2022-09-01'");
	at(rig, 2022, 9, 1);
	reviewed(rig, 1, "'2023-01-01'");
	at(rig, 2023, 4, 30);
	reviewed(rig, 2, "'2023-05-01'");
	at(rig, 2023, 5, 1);
	reviewed(rig, 2, "'2023-09-01'");
	at(rig, 2026, 1, 1);
	reviewed(rig, 2, "'2026-05-01'");
}

/* Moved is not come: the day it came stands. */
static void review_is_counted_on_when_it_moves(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "Vt 2022");
	at(rig, 2022, 8, 10);
	rig_must(rig, "clock.confirm", "{}");
	rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'löpande','decision':'D'}");
	reviewed(rig, 1, "'2022-11-01'");
	rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'från 2023','decision':'D'}");
	reviewed(rig, 1, "'2023-05-01'");
	rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'Vt 2023','decision':'D'}");
	reviewed(rig, 1, "null");
}

/* 2022-07-01T22:30:00Z is half past midnight in Stockholm. */
static void review_is_counted_in_local_days(void **state)
{
	struct rig *rig = *state;

	rig->clock.at.seconds = RIG_NOW + 16 * 3600 + 1800;
	rig_activity(rig, "A", "löpande");
	reviewed(rig, 1, "'2022-11-02'");
}

/* 90 days after 1 July is 29 September, six weeks 12 August. A month has its
 * last day where it has no 31st, and the next has it again. */
static void review_has_its_own_interval(void **state)
{
	static const struct {
		const char *review, *next;
	} intervals[] = {
		{ "90d", "'2022-09-29'" },
		{ "6w", "'2022-08-12'" },
		{ "1m", "'2022-08-01'" },
		{ "2y", "'2024-07-01'" },
	};
	struct rig *rig = *state;

	for (int i = 0; i < 4; i++) {
		rig_must(rig, "activity.add",
		    "{'plan':'vbe','activity':'A','purpose':'','timeframe':"
		    "'löpande','lead':'ks','review':'%s'}",
		    intervals[i].review);
		reviewed(rig, i + 1, intervals[i].next);
	}
	rig_is(show(rig, 1), "review", "'90d'");
	at(rig, 2022, 8, 31);
	rig_must(rig, "clock.confirm", "{}");
	rig_must(rig, "activity.add",
	    "{'plan':'vbe','activity':'A','purpose':'','timeframe':"
	    "'löpande','lead':'ks','review':'1m'}");
	reviewed(rig, 5, "'2022-09-30'");
	at(rig, 2022, 9, 30);
	reviewed(rig, 5, "'2022-10-31'");
	rig_is_replayed(rig);
}

/* Its own stands; without one it is the plan's, as that is now. */
static void review_is_its_own_or_the_plans(void **state)
{
	struct rig *rig = *state;
	int64_t head;

	rig_activity(rig, "A", "löpande");
	rig_activity(rig, "B", "löpande");
	rig_must(rig, "activity.edit", "{'id':1,'review':'6m'}");
	reviewed(rig, 1, "'2023-01-01'");
	head = rig_head(rig);
	rig_must(rig, "activity.edit", "{'id':1,'review':'6m'}");
	assert_int_equal(rig_head(rig), head);
	rig_must(rig, "plan.edit", "{'code':'vbe','review':'1y'}");
	reviewed(rig, 1, "'2023-01-01'");
	rig_is(rig->result, "review", "'6m'");
	reviewed(rig, 2, "'2023-07-01'");
	rig_is(rig->result, "review", "'1y'");
	rig_refused(rig, ERR_INVALID, "review", "activity.edit",
	    "{'id':1,'review':'4'}");
	rig_is_replayed(rig);
}

/* --- assign --- */

static void assign_sets_the_owners(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_activity(rig, "A", "Vt 2022");
	result = rig_must(rig, "activity.assign",
	    "{'id':1,'lead':'sn','cooperating':['ks','bun']}");
	rig_is(result, "lead", "'sn'");
	rig_is(result, "cooperating", "['ks','bun']");
	result = rig_must(rig, "activity.assign",
	    "{'id':1,'lead':'sn','cooperating':['bun','ks']}");
	rig_is(result, "cooperating", "['bun','ks']");
	result = rig_must(rig, "activity.assign", "{'id':1,'lead':'bun'}");
	rig_is(result, "lead", "'bun'");
	rig_is(result, "cooperating", "[]");
	rig_is_replayed(rig);
}

/* What such a party would be told goes to the coordinator (design 9). */
static void lead_without_an_address_is_noted(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_must(rig, "department.add",
	    "{'code':'bb','name':'Bolaget','external':true}");
	rig_activity(rig, "A", "Vt 2023");
	result = rig_must(rig, "activity.assign", "{'id':1,'lead':'bb'}");
	rig_is(result, "note",
	    "'who leads it has no mail address: the reminders go to the"
	    " coordinator'");
	result = rig_must(rig, "activity.assign", "{'id':1,'lead':'ks'}");
	assert_null(json_object_get(result, "note"));
	rig_must(rig, "setting.set", "{'name':'coordinator_mail','value':''}");
	result = rig_must(rig, "activity.add",
	    "{'plan':'vbe','activity':'B','purpose':'','timeframe':'2023',"
	    "'lead':'bb'}");
	rig_is(result, "note",
	    "'who leads it has no mail address: nobody is reminded, for the"
	    " coordinator has none either'");
	rig_is_replayed(rig);
}

static void assign_refuses_what_add_does(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "Vt 2022");
	rig_refused(rig, ERR_NOT_FOUND, "no department \"no\"",
	    "activity.assign", "{'id':1,'lead':'no'}");
	rig_refused(rig, ERR_INVALID, "named twice", "activity.assign",
	    "{'id':1,'lead':'ks','cooperating':['ks']}");
	rig_refused(rig, ERR_NOT_FOUND, "no activity 2", "activity.assign",
	    "{'id':2,'lead':'ks'}");
	rig_is(show(rig, 1), "lead", "'ks'");
}

/* --- overdue --- */

/* Late from the day after the due date, local time, while it is open. */
static void overdue_begins_the_day_after(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "senast 2022-07-01");
	rig_is(show(rig, 1), "overdue", "false");
	/* 2022-07-01T21:59:59Z is 23:59:59 in Stockholm. */
	rig->clock.at.seconds = RIG_NOW + 15 * 3600 + 3600 - 1;
	rig_is(show(rig, 1), "overdue", "false");
	rig->clock.at.seconds++;
	rig_is(show(rig, 1), "overdue", "true");
	rig_must(rig, "activity.update", "{'id':1,'status':'started'}");
	rig_is(show(rig, 1), "overdue", "true");
	rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	rig_is(show(rig, 1), "overdue", "false");
	rig_must(rig, "activity.reopen", "{'id':1,'reason':'R'}");
	rig_is(show(rig, 1), "overdue", "true");
	rig_must(rig, "activity.drop", "{'id':1,'reason':'R'}");
	rig_is(show(rig, 1), "overdue", "false");
}

/* --- list --- */

static void listed_as(json_t *result, const char *numbers)
{
	json_t *rows = rig_at(result, "rows");
	json_t *row, *ids = json_array();
	size_t i;

	json_array_foreach (rows, i, row) {
		json_array_append(ids, json_object_get(row, "id"));
	}
	rig_is(ids, "", numbers);
	json_decref(ids);
}

static void listed_are(struct rig *rig, const char *params, const char *numbers)
{
	listed_as(rig_must(rig, "activity.list", "%s", params), numbers);
}

/* The lead's own answer counts, another department's does not. */
static void what_is_late_says_when_it_was_answered(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "Vt 2022");
	rig_activity(rig, "B", "senast 2022-06-29");
	rig_must(rig, "activity.update",
	    "{'id':1,'progress':10,'reported_by':'ks'}");
	rig_must(rig, "activity.update",
	    "{'id':2,'progress':10,'reported_by':'sn'}");
	rig_is(rig_must(rig, "activity.list", "{'overdue':true}"),
	    "rows.0.answered", "null");
	rig_is(rig_must(rig, "activity.list", "{'overdue':true}"),
	    "rows.1.answered", "'2022-07-01T06:00:00Z'");
}

static void lists_are_filtered(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "plan.add", "{'code':'hrv','title':'T'}");
	rig_activity(rig, "A", "Vt 2022");
	rig_activity(rig, "B", "Ht 2022");
	rig_activity(rig, "C", "snart");
	rig_must(rig, "activity.add",
	    "{'plan':'hrv','activity':'D','purpose':'','timeframe':'Vt 2022',"
	    "'lead':'sn','cooperating':['ks'],'areas':['vbe','hrv']}");
	rig_activity(rig, "E", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':5,'status':'done'}");
	rig_activity(rig, "F", "senast 2022-07-01");
	/* The open ones by their due dates: 30 June twice, 1 July, 31 December
	 * and none; then what is done. */
	listed_are(rig, "{}", "[1,4,6,2,3,5]");
	listed_are(rig, "{'plan':'hrv'}", "[4]");
	listed_are(rig, "{'department':'ks'}", "[1,4,6,2,3,5]");
	listed_are(rig, "{'department':'sn'}", "[4]");
	listed_are(rig, "{'overdue':true}", "[1,4]");
	listed_are(rig, "{'overdue':true,'department':'sn'}", "[4]");
	listed_are(rig, "{'status':'done'}", "[5]");
	listed_are(rig, "{'status':'planned'}", "[1,4,6,2,3]");
	listed_are(rig, "{'area':'hrv'}", "[4]");
	listed_are(rig, "{'unclear':true}", "[3]");
	listed_are(rig, "{'due_within':0}", "[6]");
	/* 1 July to 31 December is 183 days. */
	listed_are(rig, "{'due_within':182}", "[6]");
	listed_are(rig, "{'due_within':183}", "[6,2]");
}

/* In any case, å ä ö too, and in all its words; a text is no pattern. */
static void a_search_finds_words(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "Öva krisledning", "Vt 2022");
	rig_activity(rig, "Utbilda 100 % av cheferna", "Ht 2022");
	rig_must(
	    rig, "activity.update", "{'id':2,'note':'Hälften är ÅTERSTÅENDE'}");
	listed_are(rig, "{'search':'öva KRIS'}", "[1]");
	listed_are(rig, "{'search':'ÖVA'}", "[1]");
	listed_are(rig, "{'search':'återst'}", "[2]");
	listed_are(rig, "{'search':'0 %'}", "[2]");
	listed_are(rig, "{'search':'%a'}", "[]");
	rig_refused(
	    rig, ERR_INVALID, "search", "activity.list", "{'search':''}");
}

/* What it leads and what it joins; all where it says so. */
static void a_department_asks_for_its_own(void **state)
{
	struct rig *rig = *state;
	struct sign_key *key = rig_key(rig, "Skolan", "department", "sn");

	rig_activity(rig, "A", "Vt 2022");
	rig_must(rig, "activity.add",
	    "{'plan':'vbe','activity':'B','purpose':'','timeframe':'Vt 2022',"
	    "'lead':'sn'}");
	rig_must(rig, "activity.add",
	    "{'plan':'vbe','activity':'C','purpose':'','timeframe':'Vt 2022',"
	    "'lead':'ks','cooperating':['sn']}");
	assert_int_equal(rig_ask(rig, key, "activity.list", "{}"), ERR_NONE);
	listed_as(rig->result, "[2,3]");
	rig_ask(rig, key, "activity.list", "{'mine':true}");
	listed_as(rig->result, "[2,3]");
	rig_ask(rig, key, "activity.list", "{'all':true}");
	listed_as(rig->result, "[1,2,3]");
	rig_ask(rig, key, "activity.list", "{'department':'ks'}");
	listed_as(rig->result, "[1,3]");
	listed_are(rig, "{}", "[1,2,3]");
	rig_refused(rig, ERR_INVALID, "name one by --department",
	    "activity.list", "{'mine':true}");
}

static void mistyped_filter_is_told(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_NOT_FOUND, "no plan \"no\"", "activity.list",
	    "{'plan':'no'}");
	rig_refused(rig, ERR_NOT_FOUND, "no department \"no\"", "activity.list",
	    "{'department':'no'}");
	rig_refused(
	    rig, ERR_INVALID, "status", "activity.list", "{'status':'late'}");
}

/* What a replaced department did is still listed under its code. */
static void replaced_department_is_a_filter_still(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "Vt 2022");
	rig_activity(rig, "B", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	rig_must(rig, "department.replace", "{'old':'ks','new':'sn'}");
	listed_are(rig, "{'department':'ks'}", "[1]");
	listed_are(rig, "{'department':'sn'}", "[2]");
}

/* "overdue":false is no filter, as if left out. */
static void false_flags_are_no_filter(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "Vt 2022");
	listed_are(rig, "{'overdue':false,'unclear':false}", "[1]");
}

/* No reply is over a frame; the pages make the whole, none twice. */
static void list_comes_in_pages(void **state)
{
	enum { COUNT = 300 };
	struct rig *rig = *state;
	char purpose[4001];
	char after[41] = "";
	int64_t seen = 0;
	int pages = 0;

	memset(purpose, 'p', 4000);
	purpose[4000] = '\0';
	for (int i = 0; i < COUNT; i++)
		rig_must(rig, "activity.add",
		    "{'plan':'vbe','activity':'A','purpose':'%s','timeframe':"
		    "'Vt 2022','lead':'ks'}",
		    purpose);
	do {
		json_t *result = pages == 0
		    ? rig_must(rig, "activity.list", "{}")
		    : rig_must(rig, "activity.list", "{'after':'%s'}", after);
		json_t *next = json_object_get(result, "next"), *row;
		size_t i;

		json_array_foreach (json_object_get(result, "rows"), i, row) {
			seen++;
			assert_int_equal(
			    json_integer_value(json_object_get(row, "id")),
			    seen);
		}
		after[0] = '\0';
		if (next != NULL)
			snprintf(after, sizeof(after), "%s",
			    json_string_value(next));
		pages++;
	} while (after[0] != '\0');
	assert_int_equal(seen, COUNT);
	assert_true(pages > 1);
}

/* docs/wire.md: no frame from the daemon is over 1 MiB. */
static void long_history_is_shown_in_one_frame(void **state)
{
	struct rig *rig = *state;
	char note[4001];

	memset(note, 'n', 4000);
	note[4000] = '\0';
	rig_activity(rig, "A", "Vt 2022");
	for (int i = 0; i < 300; i++)
		rig_must(rig, "activity.update", "{'id':1,'note':'%s'}", note);
	show(rig, 1);
}

/* The reading is right: it stays, and needs nobody any more. */
static void confirmed_is_vague_no_more(void **state)
{
	struct rig *rig = *state;
	int64_t head;
	json_t *before;

	rig_activity(rig, "A", "början av 2022");
	before = json_deep_copy(
	    rig_at(rig_must(rig, "activity.show", "{'id':1}"), "history"));
	rig_is(rig->result, "unclear", "['vague']");
	rig_is(rig_must(rig, "activity.confirm", "{'id':1}"), "unclear", "[]");
	rig_is(rig->result, "timeframe.kind", "'fixed'");
	rig_is(rig->result, "due", "'2022-04-30'");
	rig_must(rig, "activity.show", "{'id':1}");
	assert_true(json_equal(rig_at(rig->result, "history"), before));
	json_decref(before);
	rig_is(
	    rig_must(rig, "activity.list", "{'unclear':true}"), "rows", "[]");
	head = rig_head(rig);
	rig_is(
	    rig_must(rig, "activity.confirm", "{'id':1}"), "unchanged", "true");
	rig_activity(rig, "B", "snart");
	rig_is(rig_must(rig, "activity.confirm", "{'id':2}"), "unclear",
	    "['undated']");
	rig_is(rig->result, "unchanged", "true");
	assert_int_equal(rig_head(rig), head + 1);
	/* Dropped and reopened, its words are the same. */
	rig_must(rig, "activity.drop", "{'id':1,'reason':'R'}");
	rig_is(rig_must(rig, "activity.reopen", "{'id':1,'reason':'R'}"),
	    "unclear", "[]");
	rig_refused(rig, ERR_NOT_FOUND, "no activity 9", "activity.confirm",
	    "{'id':9}");
	rig_is_replayed(rig);
}

/* --- what the tables keep for the reminders and the log --- */

static int64_t ask(struct rig *rig, const char *sql)
{
	sqlite3_stmt *statement;
	int64_t integer;

	assert_int_equal(
	    sqlite3_prepare_v2(store_db(rig->store), sql, -1, &statement, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	integer = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return integer;
}

static void added_is_when_it_came(void **state)
{
	struct rig *rig = *state;

	rig->clock.at.seconds += 60;
	rig_activity(rig, "A", "Vt 2022");
	rig->clock.at.seconds += 60;
	rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'Ht 2022','decision':'KS § 1'}");
	assert_int_equal(
	    ask(rig, "SELECT added_at FROM activity"), RIG_NOW + 60);
}

#define TRANSFERS "SELECT count(*) FROM transfer"

/* The lead is told that the activity is its own. */
static void is_told(struct rig *rig, int id, const char *lead)
{
	static int number;

	number++;
	rig_own(rig, "notice.issue",
	    "{'run':'2022-07-01','token':'%064d','address':"
	    "'a%d@kommun.example','language':'sv','subject':'S','text':'T',"
	    "'notices':[{'activity':%d,'due_version':1,'lead_version':1,"
	    "'stage':'assigned','regular':'2022-07-01','role':'lead',"
	    "'department':'%s','n':1,'skipped':false}]}",
	    number, number, id, lead);
}

static void a_new_lead_is_a_transfer(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "Vt 2022");
	assert_int_equal(ask(rig, TRANSFERS), 0);
	rig_must(rig, "activity.assign",
	    "{'id':1,'lead':'ks','cooperating':['sn']}");
	assert_int_equal(ask(rig, TRANSFERS), 0);
	/* Who never knew that it led hands nothing over. */
	rig_must(rig, "activity.assign", "{'id':1,'lead':'bun'}");
	rig_must(rig, "activity.assign", "{'id':1,'lead':'ks'}");
	assert_int_equal(ask(rig, TRANSFERS), 0);
	assert_int_equal(ask(rig, "SELECT lead_version FROM activity"), 1);
	is_told(rig, 1, "ks");
	rig->clock.at.seconds += 60;
	rig_must(rig, "activity.assign", "{'id':1,'lead':'sn'}");
	assert_int_equal(ask(rig, "SELECT lead_version FROM activity"), 2);
	assert_int_equal(ask(rig,
			     TRANSFERS " WHERE activity = 1 AND"
				       " former = 'ks' AND told = 0"),
	    1);
	assert_int_equal(ask(rig, "SELECT at FROM transfer"), RIG_NOW + 60);
	assert_int_equal(ask(rig, "SELECT seq FROM transfer"), rig_head(rig));
	/* And back before anybody else knew: nothing has passed. */
	rig_must(rig, "activity.assign", "{'id':1,'lead':'bun'}");
	assert_int_equal(ask(rig, TRANSFERS), 1);
	rig_must(rig, "activity.assign", "{'id':1,'lead':'ks'}");
	assert_int_equal(ask(rig, TRANSFERS), 0);
	assert_int_equal(
	    ask(rig, "SELECT lead_version * 10 + lead_told FROM activity"), 11);
	assert_int_equal(ask(rig, "SELECT lead_set_at FROM activity"), RIG_NOW);
	rig_is_replayed(rig);
}

/* Nobody led it: a department that came later does. */
static void an_import_transfers_too(void **state)
{
	static const char rows[] =
	    "{'plan':'vbe','rows':[{'line':2,'activity':'A','timeframe':"
	    "'Vt 2022','owner':'Kulturen'},{'line':3,'activity':'B',"
	    "'timeframe':'Vt 2022','owner':'%s'}]}";
	struct rig *rig = *state;

	rig_must(rig, "plan.import", rows, "ks");
	assert_int_equal(ask(rig, TRANSFERS), 0);
	rig_must(rig, "department.add",
	    "{'code':'kff','name':'Kulturen','mail':'kff@kommun.example'}");
	is_told(rig, 2, "ks");
	rig_must(rig, "plan.import", rows, "sn");
	assert_int_equal(ask(rig, TRANSFERS), 2);
	assert_int_equal(
	    ask(rig, TRANSFERS " WHERE activity = 1 AND former IS NULL"), 1);
	assert_int_equal(
	    ask(rig, TRANSFERS " WHERE activity = 2 AND former = 'ks'"), 1);
	rig_is_replayed(rig);
}

static void a_renamed_department_transfers_nothing(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "Vt 2022");
	rig_activity(rig, "B", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':2,'status':'done'}");
	rig_activity(rig, "C", "Vt 2022");
	is_told(rig, 1, "ks");
	is_told(rig, 3, "ks");
	rig_must(rig, "activity.assign",
	    "{'id':3,'lead':'sn','cooperating':['ks']}");
	rig_must(rig, "department.replace", "{'old':'ks','new':'bun'}");
	assert_int_equal(ask(rig, TRANSFERS), 1);
	assert_int_equal(
	    ask(rig, TRANSFERS " WHERE activity = 3 AND former = 'ks'"), 1);
	assert_int_equal(
	    ask(rig,
		"SELECT group_concat(activity, '') FROM (SELECT"
		" activity FROM entry_activity WHERE seq = (SELECT max(seq)"
		" FROM entry_activity) ORDER BY activity)"),
	    13);
	rig_is_replayed(rig);
}

/* 60 workdays after Friday 1 July are Friday 23 September. */
static void what_is_done_by_the_due_date_may_be_far_ahead(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "senast 2022-12-30");
	rig_activity(rig, "B", "löpande");
	rig_must(rig, "activity.update", "{'id':1,'expected':'2022-12-30'}");
	rig_refused(rig, ERR_INVALID, "more than 60 workdays ahead",
	    "activity.update", "{'id':1,'expected':'2023-01-02'}");
	rig_must(rig, "activity.update", "{'id':2,'expected':'2022-09-23'}");
	rig_refused(rig, ERR_INVALID, "activity move", "activity.update",
	    "{'id':2,'expected':'2022-09-24'}");
}

static void entries_name_their_activity(void **state)
{
	static const char *const writes[][2] = {
		{ "activity.edit", "{'id':1,'purpose':'P'}" },
		{ "activity.move",
		    "{'id':1,'timeframe':'början av 2022','decision':'D'}" },
		{ "activity.confirm", "{'id':1}" },
		{ "activity.assign", "{'id':1,'lead':'sn'}" },
		{ "activity.update", "{'id':1,'note':'N'}" },
		{ "activity.drop", "{'id':1,'reason':'R'}" },
		{ "activity.reopen", "{'id':1,'reason':'R'}" },
		{ "plan.import",
		    "{'plan':'vbe','rows':[{'line':2,'activity':'A',"
		    "'timeframe':'början av 2022','purpose':'Q'}]}" },
	};
	struct rig *rig = *state;
	char sql[96];

	rig_activity(rig, "A", "Vt 2022");
	for (size_t i = 0; i < sizeof(writes) / sizeof(writes[0]); i++) {
		snprintf(sql, sizeof(sql),
		    "SELECT count(*) FROM entry_activity WHERE activity = 1 AND"
		    " seq = %d",
		    (int)rig_head(rig));
		assert_int_equal(ask(rig, sql), 1);
		rig_must(rig, writes[i][0], "%s", writes[i][1]);
	}
	rig_activity(rig, "B", "Vt 2022");
	assert_int_equal(ask(rig, "SELECT count(*) FROM entry_activity"), 10);
	rig_is_replayed(rig);
}

static void show_of_none_is_not_found(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_NOT_FOUND, "no activity 7: planvakt activity list",
	    "activity.show", "{'id':7}");
}

#define PLAN_TEST(test)                                                        \
	cmocka_unit_test_setup_teardown(test, open_plan, rig_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAN_TEST(added_activity_has_its_members),
		PLAN_TEST(numbers_go_on),
		PLAN_TEST(add_names_what_there_is_not),
		PLAN_TEST(due_is_of_fixed_and_deadline_only),
		PLAN_TEST(edit_changes_what_is_given),
		PLAN_TEST(edit_of_nothing_is_refused),
		PLAN_TEST(doubled_words_are_refused),
		PLAN_TEST(move_is_by_decision),
		PLAN_TEST(moved_clears_what_was_unclear),
		PLAN_TEST(a_due_date_that_is_past_is_said),
		PLAN_TEST(a_due_date_does_not_go_silently),
		PLAN_TEST(impossible_move_is_refused),
		PLAN_TEST(closed_is_not_moved),
		PLAN_TEST(year_that_was_given_is_flagged),
		PLAN_TEST(year_that_was_given_is_settled_by_a_move),
		PLAN_TEST(move_may_be_to_a_year),
		PLAN_TEST(year_has_bounds),
		PLAN_TEST(review_is_of_what_has_no_due_date),
		PLAN_TEST(review_is_counted_from_the_start),
		PLAN_TEST(review_is_counted_on_when_it_moves),
		PLAN_TEST(review_is_counted_in_local_days),
		PLAN_TEST(review_has_its_own_interval),
		PLAN_TEST(review_is_its_own_or_the_plans),
		PLAN_TEST(assign_sets_the_owners),
		PLAN_TEST(lead_without_an_address_is_noted),
		PLAN_TEST(assign_refuses_what_add_does),
		PLAN_TEST(overdue_begins_the_day_after),
		PLAN_TEST(what_is_late_says_when_it_was_answered),
		PLAN_TEST(lists_are_filtered),
		PLAN_TEST(a_search_finds_words),
		PLAN_TEST(a_department_asks_for_its_own),
		PLAN_TEST(mistyped_filter_is_told),
		PLAN_TEST(replaced_department_is_a_filter_still),
		PLAN_TEST(false_flags_are_no_filter),
		PLAN_TEST(list_comes_in_pages),
		PLAN_TEST(long_history_is_shown_in_one_frame),
		PLAN_TEST(confirmed_is_vague_no_more),
		PLAN_TEST(added_is_when_it_came),
		PLAN_TEST(a_new_lead_is_a_transfer),
		PLAN_TEST(an_import_transfers_too),
		PLAN_TEST(a_renamed_department_transfers_nothing),
		PLAN_TEST(what_is_done_by_the_due_date_may_be_far_ahead),
		PLAN_TEST(entries_name_their_activity),
		PLAN_TEST(show_of_none_is_not_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
