/* SPDX-License-Identifier: ISC */
/* What an import makes of the columns beside activity, timeframe and owner:
 * status, comment, goal, start and end, those that are kept, and of the number
 * in a list that planvakt wrote (design.md, section 14). */
#include "daemon/commands/import_read.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/rig/rig.h"

#define ROW(line, rest) "{'line':" #line ",'activity':'A" #line "'," rest "}"

static int open_plan(void **state)
{
	rig_open(state);
	rig_fill(*state);
	return 0;
}

static json_t *import(struct rig *rig, const char *rows)
{
	return rig_must(rig, "plan.import", "{'plan':'vbe','rows':[%s]}", rows);
}

static json_t *show(struct rig *rig, int id)
{
	return rig_must(rig, "activity.show", "{'id':%d}", id);
}

/* The clock stands at 2022-07-01. */
static void what_the_file_says_is_done_is_done(void **state)
{
	struct rig *rig = *state;
	json_t *result = import(rig,
	    ROW(2, "'status':'Klar','date':'2022-05-02'") "," ROW(3,
		"'status':'Genomförd 2022-04-01','comment':'Beslutad'") "," ROW(4,
		"'status':'Utgår','comment':'Ersatt av ny rutin'") "," ROW(5,
		"'status':'Pågår','progress':'40 %'") "," ROW(6,
		"'timeframe':'2022-03-01 ✅'"));

	rig_is(result, "unread", "[]");
	result = show(rig, 1);
	rig_is(result, "status", "'done'");
	rig_is(result, "progress", "100");
	rig_is(result, "done_on", "'2022-05-02'");
	result = show(rig, 2);
	rig_is(result, "status", "'done'");
	rig_is(result, "done_on", "'2022-04-01'");
	rig_is(result, "notes.0.note", "'Beslutad'");
	result = show(rig, 3);
	rig_is(result, "status", "'dropped'");
	rig_is(result, "dropped_reason", "'Ersatt av ny rutin'");
	result = show(rig, 4);
	rig_is(result, "status", "'started'");
	rig_is(result, "progress", "40");
	result = show(rig, 5);
	rig_is(result, "status", "'done'");
	rig_is(result, "done_on", "'2022-03-01'");
	rig_is_replayed(rig);
}

/* A day to come beside "klar" is a promise. */
static void what_is_not_surely_done_is_told(void **state)
{
	static const struct {
		const char *row;
	} rows[] = {
		{ ROW(2, "'status':'Klar 2022-12-31'") },
		{ ROW(2, "'status':'Klar','date':'2022-12-31'") },
		{ ROW(2, "'status':'Delvis klar'") },
		{ ROW(2, "'status':'(a) ✅ (b) ⬜'") },
		{ ROW(2, "'status':'Klar enligt rektor'") },
	};
	struct rig *rig = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		json_t *result = rig_must(rig, "plan.import",
		    "{'plan':'vbe','dry_run':true,'rows':[%s]}", rows[i].row);

		rig_is(result, "unread.0.column", "'status'");
	}
	import(rig, ROW(2, "'status':'Delvis klar','comment':'Se protokoll'"));
	rig_is(show(rig, 1), "status", "'planned'");
	rig_is(show(rig, 1), "notes.0.note", "'Delvis klar\\nSe protokoll'");
	rig_is_replayed(rig);
}

/* What is done is so, whatever its date says; but that it says nothing that is
 * a day is told, for no column keeps it. */
static void a_date_that_is_none_is_told(void **state)
{
	static const struct {
		const char *date, *unread;
	} dates[] = {
		{ "2022-02-30", "['2022-02-30']" },
		{ "i mars", "['i mars']" },
		{ "2021", "['2021']" },
		{ "2022-05-02", "[]" },
		{ "–", "[]" },
		{ "-", "[]" },
	};
	struct rig *rig = *state;

	for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		json_t *result = rig_must(rig, "plan.import",
		    "{'plan':'vbe','dry_run':true,'rows':[{'line':2,"
		    "'activity':'A','status':'Klar','date':'%s'}]}",
		    dates[i].date);
		json_t *unread = json_object_get(result, "unread"), *one;
		json_t *texts = json_array();
		size_t at;

		json_array_foreach (unread, at, one)
			json_array_append(texts, json_object_get(one, "text"));
		json_object_set_new(result, "texts", texts);
		rig_is(result, "texts", dates[i].unread);
	}
	import(rig, ROW(2, "'status':'Klar','date':'i mars'"));
	rig_is(show(rig, 1), "status", "'done'");
	rig_is(show(rig, 1), "done_on", "null");
	rig_is_replayed(rig);
}

static void later_updates_are_not_undone(void **state)
{
	static const char rows[] = ROW(2, "'status':'Pågår','comment':'Start'");
	struct rig *rig = *state;
	json_t *result;

	import(rig, rows);
	rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	result = import(rig, rows);
	rig_is(result, "unchanged", "true");
	rig_is(show(rig, 1), "status", "'done'");
	/* A new cell cannot open it again either, and is told. */
	result = import(rig, ROW(2, "'status':'Försenad','comment':'Start'"));
	rig_is(result, "unread.0.column", "'status'");
	rig_is(show(rig, 1), "status", "'done'");
	assert_int_equal(json_array_size(rig_at(show(rig, 1), "notes")), 2);
	rig_is_replayed(rig);
}

static void new_status_and_comment_are_a_note(void **state)
{
	struct rig *rig = *state;

	import(rig, ROW(2, "'status':'Ej påbörjad'"));
	import(rig, ROW(2, "'status':'Klar','comment':'Antagen'"));
	rig_is(show(rig, 1), "status", "'done'");
	rig_is(show(rig, 1), "notes.0.note", "'Antagen'");
	rig_is(show(rig, 1), "notes.0.status", "'done'");
	rig_is_replayed(rig);
}

static void start_and_end_are_one_timeframe(void **state)
{
	struct rig *rig = *state;

	import(rig,
	    ROW(2, "'start':'2022-01-10','end':'2022-09-30'") "," ROW(
		3, "'end':'2022-09-30'") "," ROW(4,
		"'start':'Ht 2022'") "," ROW(5, "'end':'löpande'") "," ROW(6,
		"'start':'Vt 2022','end':'Ht 2022'"));
	rig_is(show(rig, 1), "timeframe",
	    "{'text':'2022-01-10 – 2022-09-30','kind':'fixed','start':"
	    "'2022-01-10','end':'2022-09-30'}");
	rig_is(show(rig, 2), "timeframe",
	    "{'text':'senast 2022-09-30','kind':'deadline','start':null,"
	    "'end':'2022-09-30'}");
	rig_is(show(rig, 3), "timeframe",
	    "{'text':'från Ht 2022','kind':'open','start':'2022-07-01',"
	    "'end':null}");
	rig_is(show(rig, 4), "timeframe.text", "'löpande'");
	rig_is(show(rig, 4), "timeframe.kind", "'ongoing'");
	rig_is(show(rig, 5), "due", "'2022-12-31'");
	rig_is_replayed(rig);
}

static void cooperating_has_a_column_of_its_own(void **state)
{
	struct rig *rig = *state;
	json_t *result = import(rig,
	    ROW(2,
		"'owner':'Kommunstyrelsen','cooperating':"
		"'Socialnämnden, Ingen'") "," ROW(3,
		"'cooperating':'Socialnämnden'"));

	rig_is(result, "unread.0.column", "'cooperating'");
	rig_is(show(rig, 1), "lead", "'ks'");
	rig_is(show(rig, 1), "cooperating", "['sn']");
	rig_is(show(rig, 1), "unclear", "['undated','cooperating']");
	rig_is(show(rig, 2), "lead", "null");
	rig_is(show(rig, 2), "cooperating", "['sn']");
	rig_is_replayed(rig);
}

static void goal_and_other_columns_are_kept(void **state)
{
	static const char rows[] = ROW(2,
	    "'goal':'Trygghet','area':'Skola','strategy':'Skydda','other':["
	    "{'name':'Prioritet','text':'Hög'},{'name':'Budget','text':"
	    "'10 tkr'}]");
	struct rig *rig = *state;
	json_t *result;

	import(rig, rows);
	result = show(rig, 1);
	rig_is(result, "goal", "'Trygghet'");
	rig_is(result, "other",
	    "{'Budget':'10 tkr','Område':'Skola','Prioritet':'Hög'}");
	rig_is(result, "areas", "[]");
	rig_is(result, "strategies", "['skydda']");
	rig_is(import(rig, rows), "unchanged", "true");
	import(rig, ROW(2, "'other':[{'name':'Prioritet','text':'Låg'}]"));
	rig_is(show(rig, 1), "other",
	    "{'Budget':'10 tkr','Område':'Skola','Prioritet':'Låg'}");
	import(rig, ROW(3, "'area':'VBE / hedersrelaterat våld'"));
	rig_is(show(rig, 2), "areas", "['vbe','hrv']");
	assert_null(rig_at(show(rig, 2), "goal"));
	rig_refused(rig, ERR_INVALID, "personnummer", "plan.import",
	    "{'plan':'vbe','rows':[%s]}",
	    ROW(2, "'other':[{'name':'Kontakt','text':'19811218-9876'}]"));
	rig_is_replayed(rig);
}

/* The same words under two goals are two activities. */
static void goal_tells_equal_words_apart(void **state)
{
	static const char rows[] =
	    "{'line':2,'activity':'Utbilda','goal':'Skolan'},"
	    "{'line':3,'activity':'Utbilda','goal':'Vården'}";
	struct rig *rig = *state;

	rig_is(import(rig, rows), "added", "2");
	rig_is(import(rig, rows), "unchanged", "true");
	/* A goal that got new words is no reason for a new activity. */
	import(rig, ROW(4, "'goal':'Gammalt'"));
	rig_is(import(rig, ROW(4, "'goal':'Nytt'")), "changed", "1");
	rig_is_replayed(rig);
}

static json_t *import_own(struct rig *rig, const char *rows)
{
	json_t *none = json_object();
	struct request request = rig_request(rig, "ping", none);
	json_t *result = rig_must(rig, "plan.import",
	    "{'plan':'vbe','daemon':'%s','rows':[%s]}", request.daemon, rows);

	json_decref(none);
	return result;
}

static void number_counts_in_a_list_of_ours(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	import(rig, ROW(2, "'key':'1'") "," ROW(3, "'key':'2'"));
	result = import_own(rig,
	    "{'line':2,'number':2,'activity':'A3',"
	    "'unclear':'undated, lead','status':'started'}");
	rig_is(result, "activities", "[{'line':2,'id':2,'outcome':'changed'}]");
	rig_is(show(rig, 2), "status", "'started'");
	/* Other words: told, not applied. */
	result = import_own(rig,
	    "{'line':2,'number':2,'activity':'A2',"
	    "'unclear':'','status':'done'}");
	rig_is(result, "unread.0.column", "'number'");
	rig_is(result, "unchanged", "true");
	rig_is(show(rig, 1), "status", "'planned'");
	/* Of another daemon's list it means nothing. */
	result = rig_must(rig, "plan.import",
	    "{'plan':'vbe','daemon':'SHA256:x','rows':[{'line':2,'number':2,"
	    "'activity':'A2','status':'Pågår'}]}");
	rig_is(result, "activities", "[{'line':2,'id':1,'outcome':'changed'}]");
	rig_is_replayed(rig);
}

/* Where a due date changes, and nowhere else. */
static void decision_is_for_a_due_date(void **state)
{
	struct rig *rig = *state;

	import(rig, ROW(2, "'timeframe':'snart'"));
	import(rig, ROW(2, "'timeframe':'Vt 2022'"));
	rig_is(show(rig, 1), "due", "'2022-06-30'");
	import(rig, ROW(2, "'timeframe':'Vårterminen 2022'"));
	rig_is(show(rig, 1), "timeframe.text", "'Vårterminen 2022'");
	assert_int_equal(json_array_size(rig_at(show(rig, 1), "history")), 2);
	rig_refused(rig, ERR_INVALID, "--decision", "plan.import",
	    "{'plan':'vbe','rows':[%s]}", ROW(2, "'timeframe':'Ht 2022'"));
	rig_refused(rig, ERR_INVALID, "--decision", "plan.import",
	    "{'plan':'vbe','rows':[%s]}", ROW(2, "'timeframe':'löpande'"));
	rig_is_replayed(rig);
}

/* --- a large request, whose rows are texts --- */

#define MANY 4000

/* So many rows, and one more. */
static char *many_rows(const char *last)
{
	struct buffer rows = { 0 };

	for (int i = 0; i < MANY; i++)
		buffer_printf(&rows,
		    "{'line':%d, 'activity':'Aktivitet %d, som har många ord och"
		    " en\\n\\u00e5tg\\u00e4rd, och \\\\ så vidare',"
		    "'timeframe':'%s','status':'%s',\n'owner':'Ingen alls'},",
		    i + 2, i, i % 2 == 0 ? "Vt 2022" : "snart",
		    i % 4 == 0 ? "Klar" : "Delvis klar");
	buffer_text(&rows, last);
	return rows.bytes;
}

static void large_import_is_as_a_small_one(void **state)
{
	struct rig *rig = *state;
	char *rows = many_rows("{'line':9000,'activity':'Sist','goal':'G'}");
	json_t *result = import(rig, rows);

	rig_is(result, "added", "4001");
	assert_true(json_integer_value(rig_at(result, "unlisted")) > 4000);
	assert_true(json_array_size(rig_at(result, "unread")) > 100);
	rig_is(import(rig, rows), "unchanged", "true");
	result = show(rig, 1);
	rig_is(result, "activity",
	    "'Aktivitet 0, som har många ord och en\\nåtgärd, och \\\\ så"
	    " vidare'");
	rig_is(result, "status", "'done'");
	rig_is(result, "due", "'2022-06-30'");
	rig_is(show(rig, 2), "status", "'planned'");
	rig_is(show(rig, 4001), "goal", "'G'");
	rig_is_replayed(rig);
	free(rows);
}

static void large_import_is_judged_as_a_small_one(void **state)
{
	static const struct {
		const char *row, *words;
	} last[] = {
		{ "{'line':9000,'activity':''}", "line 9000, activity" },
		{ "{'line':9000,'activity':'A','colour':'B'}",
		    "rows[4000].colour" },
		{ "{'line':9000,'activity':'A','goal':'19811218-9876'}",
		    "personnummer" },
		{ "{'line':7,'activity':'A'}", "line 7 comes after" },
		{ "'{}'", "is not an object" },
		{ "null", "is not an object" },
	};
	struct rig *rig = *state;

	for (size_t i = 0; i < sizeof(last) / sizeof(last[0]); i++) {
		char *rows = many_rows(last[i].row);

		rig_refused(rig, ERR_INVALID, last[i].words, "plan.import",
		    "{'plan':'vbe','rows':[%s]}", rows);
		free(rows);
	}
	rig_is(rig_must(rig, "activity.list", "{}"), "rows", "[]");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_plan, rig_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_the_file_says_is_done_is_done),
		TEST(what_is_not_surely_done_is_told),
		TEST(a_date_that_is_none_is_told),
		TEST(later_updates_are_not_undone),
		TEST(new_status_and_comment_are_a_note),
		TEST(start_and_end_are_one_timeframe),
		TEST(cooperating_has_a_column_of_its_own),
		TEST(goal_and_other_columns_are_kept),
		TEST(goal_tells_equal_words_apart),
		TEST(number_counts_in_a_list_of_ours),
		TEST(decision_is_for_a_due_date),
		TEST(large_import_is_as_a_small_one),
		TEST(large_import_is_judged_as_a_small_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
