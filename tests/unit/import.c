/* SPDX-License-Identifier: ISC */
/* Imports: which activity a row is, what an equal cell leaves alone, what a
 * decision is needed for, what is listed. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "daemon/commands/import_tell.h"
#include "daemon/request/execute.h"
#include "tests/unit/rig/rig.h"
#include "tests/unit/sanitized.h"

#define ROW(line, rest) "{'line':" #line "," rest "}"

static json_t *import(struct rig *rig, const char *rows)
{
	return rig_must(rig, "plan.import", "{'plan':'vbe','rows':[%s]}", rows);
}

static json_t *import_decided(struct rig *rig, const char *rows)
{
	return rig_must(rig, "plan.import",
	    "{'plan':'vbe','decision':'KS § 7','rows':[%s]}", rows);
}

static void counts_are(json_t *result, const char *added, const char *changed,
    const char *unchanged)
{
	rig_is(result, "added", added);
	rig_is(result, "changed", changed);
	rig_is(result, "unchanged_rows", unchanged);
}

static json_t *show(struct rig *rig, int id)
{
	return rig_must(rig, "activity.show", "{'id':%d}", id);
}

static int open_plan(void **state)
{
	rig_open(state);
	rig_fill(*state);
	return 0;
}

/* --- what is told --- */

static void a_misspelt_owner_is_asked_after(void **state)
{
	static const char *const begin = "names no department: did you mean"
					 " Socialnämnden? Then `planvakt"
					 " department edit sn --alias NAME`";
	struct rig *rig = *state;
	json_t *result = import(rig,
	    ROW(2, "'activity':'A','timeframe':'2022','owner':'Socialnämden'"));
	const char *reason = json_string_value(json_object_get(
	    json_array_get(json_object_get(result, "unread"), 0), "reason"));

	assert_non_null(reason);
	assert_memory_equal(reason, begin, strlen(begin));
	rig_is(show(rig, 1), "lead", "null");
}

/* --- who asked --- */

/* So many rows that they are texts (protocol/message_pack.h). */
static json_t *many_rows(void)
{
	json_t *rows = json_array();
	char text[1025];

	memset(text, 'o', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	for (int i = 0; i < 600; i++)
		json_array_append_new(rows,
		    json_pack("{s:i, s:s, s:s}", "line", i + 2, "purpose", text,
			"activity", text + 1023 - i));
	return json_pack("{s:s, s:o}", "plan", "vbe", "rows", rows);
}

static void sends_many(struct rig *rig)
{
	json_t *params = many_rows();
	struct request request = rig_request(rig, "plan.import", params);

	rig_send(rig, rig->coordinator, &request);
	rig_commit(rig);
	json_decref(params);
}

/* A client that was closed, or killed while something was on its way to it, is
 * gone; one that says nothing is not. */
static void nothing_comes_of_who_is_gone(void **state)
{
	struct rig *rig = *state;
	int64_t head = rig_head(rig);
	int ends[2];

	for (int unread = 0; unread < 2; unread++) {
		assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
		if (unread == 1)
			assert_int_equal(write(ends[0], "!", 1), 1);
		close(ends[1]);
		rig->caller.socket = ends[0];
		sends_many(rig);
		assert_int_equal(rig->reply.error.code, ERR_INVALID);
		assert_non_null(strstr(rig->reply.error.text, "went away"));
		assert_int_equal(rig_head(rig), head);
		close(ends[0]);
	}
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	rig->caller.socket = ends[0];
	sends_many(rig);
	assert_int_equal(rig->reply.error.code, ERR_NONE);
	assert_int_equal(rig_head(rig), head + 1);
	close(ends[0]);
	close(ends[1]);
	rig->caller.socket = 0;
}

/* --- what a row becomes --- */

static void row_becomes_an_activity(void **state)
{
	struct rig *rig = *state;
	json_t *result = import(rig,
	    ROW(2,
		"'key':'1.1','activity':'A','purpose':'P','timeframe':"
		"'Vt 2022','owner':'Kommunstyrelsen och Socialnämnden',"
		"'areas':['hrv'],'strategies':['skydda','hantera']"));

	counts_are(result, "1", "0", "0");
	rig_is(result, "plan", "'vbe'");
	rig_is(result, "dry_run", "false");
	rig_is(result, "activities", "[{'line':2,'id':1,'outcome':'added'}]");
	rig_is(result, "unread", "[]");
	rig_is(result, "missing", "[]");
	assert_null(rig_at(result, "unchanged"));
	assert_true(rig->reply.has_receipt);
	result = show(rig, 1);
	rig_is(result, "plan", "'vbe'");
	rig_is(result, "key", "'1.1'");
	rig_is(result, "activity", "'A'");
	rig_is(result, "purpose", "'P'");
	rig_is(result, "timeframe",
	    "{'text':'Vt 2022','kind':'fixed','start':'2022-01-01',"
	    "'end':'2022-06-30'}");
	rig_is(result, "due", "'2022-06-30'");
	rig_is(result, "overdue", "true");
	rig_is(result, "lead", "'ks'");
	rig_is(result, "cooperating", "['sn']");
	rig_is(result, "owner_text", "'Kommunstyrelsen och Socialnämnden'");
	rig_is(result, "areas", "['hrv']");
	rig_is(result, "strategies", "['skydda','hantera']");
	rig_is(result, "status", "'planned'");
	rig_is(result, "unclear", "['equal']");
	rig_is_replayed(rig);
}

static void activity_alone_is_enough(void **state)
{
	struct rig *rig = *state;
	json_t *result = import(rig, ROW(2, "'activity':'A'"));

	counts_are(result, "1", "0", "0");
	result = show(rig, 1);
	rig_is(result, "key", "null");
	rig_is(result, "purpose", "''");
	rig_is(result, "due", "null");
	rig_is(result, "lead", "null");
	rig_is(result, "unclear", "['undated','lead']");
	rig_is_replayed(rig);
}

/* What cannot be read is imported all the same, and told by line and column
 * with a reason. */
/* A list of planvakt's has a date that somebody read into words: that it is
 * unclear is said with why the words say none. */
static void what_a_list_has_as_unclear_is_told_with_why(void **state)
{
	struct rig *rig = *state;
	json_t *result = import(rig,
	    ROW(2,
		"'activity':'A','timeframe':'under hösten','owner':'sn',"
		"'kind':'fixed','listed_start':'2026-07-01',"
		"'listed_end':'2026-12-31','unclear':'vague'"));

	rig_is(result, "unread.0.text", "'under hösten'");
	rig_is(result, "unread.0.reason", "'No year is written; add it.'");
	rig_is(show(rig, 1), "due", "'2026-12-31'");
}

static void what_is_unread_is_told(void **state)
{
	struct rig *rig = *state;
	json_t *result = import(rig,
	    ROW(2,
		"'activity':'A','timeframe':'hösten','owner':'Ingen'") "," ROW(3,
		"'activity':'B','timeframe':'löpande','owner':"
		"'Kommunstyrelsen och Ingen'") "," ROW(4,
		"'activity':'C','timeframe':'början av 2022','owner':"
		"'Socialnämnden'"));

	counts_are(result, "3", "0", "0");
	rig_is(result, "unread.0.line", "2");
	rig_is(result, "unread.0.column", "'timeframe'");
	rig_is(result, "unread.0.text", "'hösten'");
	rig_is(result, "unread.0.reason", "'No year is written; add it.'");
	rig_is(result, "unread.1.line", "2");
	rig_is(result, "unread.1.column", "'owner'");
	rig_is(result, "unread.1.text", "'Ingen'");
	rig_is(result, "unread.2.line", "3");
	rig_is(result, "unread.2.column", "'owner'");
	rig_is(result, "unread.2.text", "'Ingen'");
	rig_is(result, "unread.3.line", "4");
	rig_is(result, "unread.3.column", "'timeframe'");
	rig_is(result, "unread.3.reason",
	    "'The beginning, middle or end of a time is taken as a part of"
	    " it; confirm the dates.'");
	assert_int_equal(json_array_size(rig_at(result, "unread")), 4);
	rig_is(show(rig, 1), "unclear", "['undated','lead']");
	rig_is(show(rig, 2), "unclear", "['cooperating']");
	rig_is(show(rig, 2), "lead", "'ks'");
	rig_is(show(rig, 3), "unclear", "['vague']");
	rig_is(rig_must(rig, "status", "{}"), "activities.unclear", "3");
	rig_is_replayed(rig);
}

/* A cell that is not there cannot be unread: the activity keeps what it has.
 */
static void column_that_was_left_out_is_not_unread(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_activity(rig, "A", "Vt 2022");
	result = import(rig, ROW(2, "'activity':'A','purpose':'Q'"));
	counts_are(result, "0", "1", "0");
	rig_is(result, "unread", "[]");
}

static void impossible_timeframe_refuses_all(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID,
	    "line 3, timeframe: The year has no such week", "plan.import",
	    "{'plan':'vbe','rows':[%s]}",
	    ROW(2, "'activity':'A'") "," ROW(
		3, "'activity':'B','timeframe':'v. 54 2022'"));
	rig_is(rig_must(rig, "activity.list", "{}"), "rows", "[]");
	rig_is_replayed(rig);
}

static void nothing_to_import_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "rows: is empty", "plan.import",
	    "{'plan':'vbe','rows':[]}");
	rig_refused(rig, ERR_NOT_FOUND, "no plan \"hrv\"", "plan.import",
	    "{'plan':'hrv','rows':[%s]}", ROW(2, "'activity':'A'"));
	rig_refused(rig, ERR_INVALID, "line 2, activity: is empty",
	    "plan.import", "{'plan':'vbe','rows':[%s]}",
	    ROW(2, "'activity':' '"));
}

/* --- which activity a row is --- */

static void equal_import_is_unchanged(void **state)
{
	static const char rows[] = ROW(2,
	    "'key':'1','activity':'A','purpose':'P','timeframe':'Vt 2022',"
	    "'owner':'Kommunstyrelsen','areas':['vbe']") "," ROW(3,
	    "'activity':'B','timeframe':'snart','owner':'Ingen'");
	struct rig *rig = *state;
	json_t *result;
	int64_t head;

	import(rig, rows);
	head = rig_head(rig);
	result = import(rig, rows);
	counts_are(result, "0", "0", "2");
	rig_is(result, "unchanged", "true");
	rig_is(result, "activities", "[]");
	assert_false(rig->reply.has_receipt);
	assert_int_equal(rig_head(rig), head);
	rig_is_replayed(rig);
}

static void row_is_found_by_its_key(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	import(rig,
	    ROW(2, "'key':'1','activity':'A'") "," ROW(
		3, "'key':'2','activity':'B'"));
	result = import(rig,
	    ROW(2, "'key':'2','activity':'A'") "," ROW(
		3, "'key':'1','activity':'B'"));
	counts_are(result, "0", "2", "0");
	rig_is(show(rig, 1), "activity", "'B'");
	rig_is(show(rig, 2), "activity", "'A'");
	rig_is_replayed(rig);
}

/* Without case, white space, hyphens of a line's end; not without words. */
static void row_without_key_is_found_by_its_words(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	import(rig, ROW(2, "'activity':'A','purpose':'P'"));
	result = import(rig, ROW(2, "'activity':'A','purpose':'Q'"));
	counts_are(result, "0", "1", "0");
	rig_is(result, "activities", "[{'line':2,'id':1,'outcome':'changed'}]");
	result = import(rig, ROW(2, "'activity':' A\\n','purpose':'Q'"));
	counts_are(result, "0", "0", "1");
	result = import(rig, ROW(2, "'activity':'A B','purpose':'Q'"));
	counts_are(result, "1", "0", "0");
	rig_is_replayed(rig);
}

/* An activity whose words were edited is the row it came from. */
static void edited_activity_is_found_by_the_imported_text(void **state)
{
	static const char rows[] = ROW(2, "'activity':'A'");
	struct rig *rig = *state;
	json_t *result;

	import(rig, rows);
	rig_must(rig, "activity.edit", "{'id':1,'activity':'A, bättre'}");
	result = import(rig, rows);
	counts_are(result, "0", "0", "1");
	rig_is(show(rig, 1), "activity", "'A, bättre'");
}

static void activity_added_by_hand_is_found_by_its_text(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_activity(rig, "A", "Vt 2022");
	result = import(rig,
	    ROW(2, "'activity':'A','purpose':'Syftet','timeframe':'Vt 2022'"));
	counts_are(result, "0", "0", "1");
	result = import(rig, ROW(2, "'activity':'A','purpose':'Q'"));
	counts_are(result, "0", "1", "0");
	rig_is(show(rig, 1), "purpose", "'Q'");
	rig_is(show(rig, 1), "lead", "'ks'");
	rig_is_replayed(rig);
}

static void other_plans_are_left_alone(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	import(rig, ROW(2, "'key':'1','activity':'A'"));
	rig_must(rig, "plan.add", "{'code':'hrv','title':'T'}");
	result = rig_must(rig, "plan.import", "{'plan':'hrv','rows':[%s,%s]}",
	    ROW(2, "'key':'1','activity':'A'"), ROW(3, "'activity':'B'"));
	counts_are(result, "2", "0", "0");
	rig_is(result, "missing", "[]");
	rig_is(show(rig, 2), "plan", "'hrv'");
}

static void doubled_rows_are_refused(void **state)
{
	struct rig *rig = *state;
	static const char *const files[] = {
		ROW(2, "'activity':'A'") "," ROW(5, "'activity':'A'"),
		ROW(2, "'key':'1','activity':'A'") "," ROW(
		    5, "'key':'1','activity':'B'"),
		ROW(2, "'key':'1','activity':'A'") "," ROW(5, "'activity':'A'"),
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		rig_refused(rig, ERR_INVALID,
		    "lines 2 and 5 are the same activity", "plan.import",
		    "{'plan':'vbe','rows':[%s]}", files[i]);
	rig_is(rig_must(rig, "activity.list", "{}"), "rows", "[]");
	import(rig, ROW(2, "'activity':'A'"));
	rig_refused(rig, ERR_INVALID, "lines 2 and 5", "plan.import",
	    "{'plan':'vbe','rows':[%s]}", files[0]);
	rig_is_replayed(rig);
}

/* A list that planvakt wrote, of another daemon or another plan, names each by
 * its number: what stood there twice comes twice, and again nothing changes. */
static void same_text_with_numbers_of_another_list_is_two(void **state)
{
	static const char rows[] =
	    ROW(2, "'number':14,'activity':'A','purpose':'P'") "," ROW(
		3, "'number':15,'activity':'A','purpose':'Q'") "," ROW(4,
		"'number':16,'activity':'A','purpose':'P','goal':'M'");
	struct rig *rig = *state;

	for (int i = 0; i < 2; i++)
		rig_must(rig, "plan.import",
		    "{'plan':'vbe','daemon':'SHA256:x','rows':[%s]}", rows);
	rig_is(show(rig, 1), "purpose", "'P'");
	rig_is(show(rig, 2), "purpose", "'Q'");
	rig_is(show(rig, 3), "goal", "'M'");
	rig_refused(
	    rig, ERR_NOT_FOUND, "no activity 4", "activity.show", "{'id':4}");
	rig_is_replayed(rig);
}

static void same_text_with_keys_of_their_own_is_two(void **state)
{
	struct rig *rig = *state;

	counts_are(import(rig,
		       ROW(2, "'key':'1','activity':'A'") "," ROW(
			   3, "'key':'2','activity':'A'")),
	    "2", "0", "0");
}

/* The column Nr came later: the rows are the same activities still. */
static void row_that_got_a_key_is_found_by_its_text(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	import(rig, ROW(2, "'activity':'A'"));
	result = import(rig, ROW(2, "'key':'1','activity':'A'"));
	rig_is(result, "added", "0");
	rig_is(result, "missing", "[]");
}

/* --- cells --- */

static void later_edits_are_not_undone(void **state)
{
	static const char rows[] = ROW(2,
	    "'key':'1','activity':'A','purpose':'P','timeframe':'Vt 2022',"
	    "'owner':'Kommunstyrelsen','areas':['vbe']");
	struct rig *rig = *state;
	json_t *result;

	import(rig, rows);
	rig_must(rig, "activity.edit",
	    "{'id':1,'activity':'A2','purpose':'P2','areas':['hrv']}");
	rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'Ht 2022','decision':'D'}");
	rig_must(rig, "activity.assign", "{'id':1,'lead':'sn'}");
	result = import(rig, rows);
	counts_are(result, "0", "0", "1");
	result = show(rig, 1);
	rig_is(result, "activity", "'A2'");
	rig_is(result, "purpose", "'P2'");
	rig_is(result, "areas", "['hrv']");
	rig_is(result, "timeframe.text", "'Ht 2022'");
	rig_is(result, "lead", "'sn'");
	rig_is_replayed(rig);
}

/* One cell is new: the others, equal to the last import's, stay edited. */
static void new_cell_leaves_the_others(void **state)
{
	struct rig *rig = *state;

	import(rig, ROW(2, "'key':'1','activity':'A','purpose':'P'"));
	rig_must(rig, "activity.edit", "{'id':1,'activity':'A2'}");
	import(rig, ROW(2, "'key':'1','activity':'A','purpose':'Q'"));
	rig_is(show(rig, 1), "activity", "'A2'");
	rig_is(show(rig, 1), "purpose", "'Q'");
	import(rig, ROW(2, "'key':'1','activity':'B','purpose':'Q'"));
	rig_is(show(rig, 1), "activity", "'B'");
	rig_is_replayed(rig);
}

/* The last import's cell is the last that there was: a file without the
 * column says nothing about it. */
static void column_that_was_left_out_is_remembered(void **state)
{
	struct rig *rig = *state;

	import(rig,
	    ROW(2, "'key':'1','activity':'A','purpose':'P','areas':['vbe']"));
	rig_must(rig, "activity.edit", "{'id':1,'purpose':'P2'}");
	import(rig, ROW(2, "'key':'1','activity':'B','areas':['vbe']"));
	rig_is(show(rig, 1), "purpose", "'P2'");
	import(rig,
	    ROW(2, "'key':'1','activity':'B','purpose':'P','areas':['vbe']"));
	rig_is(show(rig, 1), "purpose", "'P2'");
}

/* A file that caught up with an edit is the last import from then on. */
static void cell_that_caught_up_is_remembered(void **state)
{
	static const char old[] = ROW(2, "'key':'1','activity':'A'");
	static const char new[] = ROW(2, "'key':'1','activity':'B'");
	struct rig *rig = *state;

	import(rig, old);
	rig_must(rig, "activity.edit", "{'id':1,'activity':'B'}");
	import(rig, new);
	rig_must(rig, "activity.edit", "{'id':1,'activity':'C'}");
	import(rig, new);
	rig_is(show(rig, 1), "activity", "'C'");
}

/* --- due dates --- */

static void changed_timeframe_needs_a_decision(void **state)
{
	static const char rows[] =
	    ROW(2, "'activity':'A','purpose':'P','timeframe':'Ht 2022'");
	struct rig *rig = *state;
	json_t *result;

	import(
	    rig, ROW(2, "'activity':'A','purpose':'P','timeframe':'Vt 2022'"));
	rig_refused(rig, ERR_INVALID, "line 2, timeframe", "plan.import",
	    "{'plan':'vbe','rows':[%s]}", rows);
	assert_non_null(strstr(rig->reply.error.text, "--decision"));
	result = import_decided(rig, rows);
	counts_are(result, "0", "1", "0");
	result = show(rig, 1);
	rig_is(result, "due", "'2022-12-31'");
	rig_is(result, "original_due", "'2022-06-30'");
	rig_is(result, "history.1.version", "2");
	rig_is(result, "history.1.decision", "'KS § 7'");
	rig_is(result, "history.1.by", "'Samordnaren'");
	rig_is(result, "history.0.decision", "null");
	rig_is_replayed(rig);
}

static void timeframe_that_was_moved_there_needs_none(void **state)
{
	struct rig *rig = *state;

	import(rig, ROW(2, "'activity':'A','timeframe':'Vt 2022'"));
	rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'Ht 2022','decision':'D'}");
	import(rig, ROW(2, "'activity':'A','timeframe':'Ht 2022'"));
	rig_is(show(rig, 1), "timeframe.text", "'Ht 2022'");
	assert_int_equal(json_array_size(rig_at(rig->result, "history")), 2);
}

/* The first import of a row that was added by hand is no last import's cell:
 * other words are a changed timeframe too. */
static void timeframe_of_one_added_by_hand_needs_a_decision(void **state)
{
	struct rig *rig = *state;

	rig_activity(rig, "A", "Vt 2022");
	rig_refused(rig, ERR_INVALID, "--decision", "plan.import",
	    "{'plan':'vbe','rows':[%s]}",
	    ROW(2, "'activity':'A','timeframe':'Ht 2022'"));
}

/* activity.move refuses what is done or dropped; so does an import. */
static void closed_activity_is_not_moved(void **state)
{
	struct rig *rig = *state;

	import(rig, ROW(2, "'activity':'A','timeframe':'Vt 2022'"));
	rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	rig_refused(rig, ERR_CONFLICT, "reopen", "plan.import",
	    "{'plan':'vbe','decision':'D','rows':[%s]}",
	    ROW(2, "'activity':'A','timeframe':'Ht 2022'"));
}

/* --- owners --- */

static void unresolved_owner_resolves_when_it_is_known(void **state)
{
	static const char rows[] =
	    ROW(2, "'activity':'A','timeframe':'Vt 2022','owner':'Amf'");
	struct rig *rig = *state;
	json_t *result;

	import(rig, rows);
	rig_is(show(rig, 1), "lead", "null");
	rig_must(rig, "department.add",
	    "{'code':'amf','name':'Arbetsmarknadsförvaltningen','mail':"
	    "'amf@kommun.example','aliases':['Amf']}");
	result = import(rig, rows);
	counts_are(result, "0", "1", "0");
	rig_is(show(rig, 1), "lead", "'amf'");
	rig_is(rig->result, "unclear", "[]");
	counts_are(import(rig, rows), "0", "0", "1");
	rig_is_replayed(rig);
}

/* The same of a part that cooperates. */
static void unresolved_part_resolves_when_it_is_known(void **state)
{
	static const char rows[] = ROW(2,
	    "'activity':'A','timeframe':'Vt 2022','owner':"
	    "'Kommunstyrelsen och Amf'");
	struct rig *rig = *state;

	import(rig, rows);
	rig_is(show(rig, 1), "unclear", "['cooperating']");
	rig_must(rig, "department.add",
	    "{'code':'amf','name':'Arbetsmarknadsförvaltningen','mail':"
	    "'amf@kommun.example','aliases':['Amf']}");
	import(rig, rows);
	rig_is(show(rig, 1), "cooperating", "['amf']");
	rig_is(rig->result, "unclear", "['equal']");
}

/* Until a person says who leads, and no import asks again. */
static void equals_are_unclear_until_one_is_assigned(void **state)
{
	static const char rows[] = ROW(2,
	    "'activity':'A','timeframe':'Vt 2022','owner':"
	    "'Kommunstyrelsen, Socialnämnden'");
	struct rig *rig = *state;

	import(rig, rows);
	rig_is(show(rig, 1), "lead", "'ks'");
	rig_is(rig->result, "cooperating", "['sn']");
	rig_is(rig->result, "unclear", "['equal']");
	counts_are(import(rig, rows), "0", "0", "1");
	rig_must(rig, "activity.assign",
	    "{'id':1,'lead':'sn','cooperating':['ks']}");
	rig_is(show(rig, 1), "unclear", "[]");
	counts_are(import(rig, rows), "0", "0", "1");
	rig_is(show(rig, 1), "lead", "'sn'");
	rig_is_replayed(rig);
}

/* Who cooperates is no equal. */
static void helpers_are_no_equals(void **state)
{
	struct rig *rig = *state;

	import(rig,
	    ROW(2,
		"'activity':'A','timeframe':'Vt 2022','owner':"
		"'Kommunstyrelsen i samverkan med Socialnämnden'"));
	rig_is(show(rig, 1), "cooperating", "['sn']");
	rig_is(rig->result, "unclear", "[]");
	rig_is_replayed(rig);
}

/* A group has a reason of its own. */
static void group_of_departments_is_told_as_one(void **state)
{
	struct rig *rig = *state;
	json_t *result = import(rig,
	    ROW(2,
		"'activity':'A','timeframe':'Vt 2022','owner':"
		"'Samtliga nämnder'"));

	rig_is(result, "unread.0.reason",
	    "'means several departments and names none: assign the"
	    " activity'");
	rig_is(show(rig, 1), "unclear", "['lead']");
}

static void assigned_owner_is_resolved(void **state)
{
	static const char rows[] =
	    ROW(2, "'activity':'A','timeframe':'Vt 2022','owner':'Amf'");
	struct rig *rig = *state;
	json_t *result;

	import(rig, rows);
	result = rig_must(rig, "activity.assign", "{'id':1,'lead':'sn'}");
	rig_is(result, "lead", "'sn'");
	rig_is(result, "unclear", "[]");
	rig_is(result, "owner_text", "'Amf'");
	counts_are(import(rig, rows), "0", "0", "1");
	rig_is(show(rig, 1), "lead", "'sn'");
}

static void changed_owner_is_read(void **state)
{
	struct rig *rig = *state;

	import(rig, ROW(2, "'activity':'A','owner':'Kommunstyrelsen'"));
	import(rig, ROW(2, "'activity':'A','owner':'Socialnämnden och Ingen'"));
	rig_is(show(rig, 1), "lead", "'sn'");
	rig_is(rig->result, "owner_text", "'Socialnämnden och Ingen'");
	rig_is(rig->result, "unclear", "['undated','cooperating']");
	rig_is_replayed(rig);
}

static void replaced_department_means_its_successor(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "department.replace", "{'old':'sn','new':'bun'}");
	import(rig, ROW(2, "'activity':'A','owner':'Socialnämnden'"));
	rig_is(show(rig, 1), "lead", "'bun'");
}

/* --- what is missing --- */

static void missing_is_listed_never_dropped(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	import(rig,
	    ROW(2, "'activity':'A'") "," ROW(3, "'activity':'B'") "," ROW(
		4, "'activity':'C'"));
	rig_activity(rig, "By hand", "Vt 2022");
	rig_must(rig, "activity.drop", "{'id':3,'reason':'R'}");
	result = import(rig, ROW(2, "'activity':'A'"));
	rig_is(result, "missing", "[{'id':2,'activity':'B'}]");
	rig_is(result, "unchanged", "true");
	rig_is(show(rig, 2), "status", "'planned'");
	rig_is_replayed(rig);
}

/* --- impossible timeframes left out --- */

static json_t *import_skipping(struct rig *rig, const char *rows)
{
	return rig_must(rig, "plan.import",
	    "{'plan':'vbe','skip_invalid':true,'rows':[%s]}", rows);
}

/* The rest is in; what is left out is told by line and column, with why. */
static void impossible_rows_are_left_out(void **state)
{
	static const char rows[] = ROW(2,
	    "'activity':'A','timeframe':'Vt 2022','owner':'Socialnämnden'") "," ROW(3,
	    "'activity':'B','timeframe':'v. 54 2022','owner':'Ingen'") "," ROW(4,
	    "'activity':'C','timeframe':'snart','owner':'Ingen'") "," ROW(5,
	    "'activity':'D','timeframe':'v. 54 2022'");
	struct rig *rig = *state;
	json_t *result = import_skipping(rig, rows);
	int64_t head;

	counts_are(result, "2", "0", "0");
	rig_is(result, "skipped", "2");
	rig_is(result, "activities",
	    "[{'line':2,'id':1,'outcome':'added'},"
	    "{'line':4,'id':2,'outcome':'added'}]");
	rig_is(result, "unread.0",
	    "{'line':3,'column':'timeframe','text':'v. 54 2022','reason':"
	    "'The year has no such week; ISO weeks are 1 to 52, in some years "
	    "53.'}");
	rig_is(result, "unread.1.line", "4");
	rig_is(result, "unread.2.line", "4");
	rig_is(result, "unread.3.line", "5");
	assert_int_equal(json_array_size(rig_at(result, "unread")), 4);
	rig_is(show(rig, 1), "lead", "'sn'");
	rig_is(show(rig, 2), "activity", "'C'");
	rig_refused(
	    rig, ERR_NOT_FOUND, "no activity 3", "activity.show", "{'id':3}");
	head = rig_head(rig);
	result = import_skipping(rig, rows);
	counts_are(result, "0", "0", "2");
	rig_is(result, "skipped", "2");
	rig_is(result, "unchanged", "true");
	rig_is(result, "unread.0.line", "3");
	assert_int_equal(rig_head(rig), head);
	rig_calendar_closed = true;
	rig_is_replayed(rig);
}

/* Nothing that is said of a row changes it, nor is it missing: it is in the
 * file. */
static void impossible_row_of_an_activity_leaves_it(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	import(rig,
	    ROW(2,
		"'activity':'A','purpose':'P','timeframe':'Vt 2022'") "," ROW(3,
		"'key':'7','activity':'B'") "," ROW(4, "'activity':'C'"));
	result = import_skipping(rig,
	    ROW(2,
		"'activity':'A','purpose':'Q','timeframe':'v. 54 2022'") "," ROW(3,
		"'key':'7','activity':'B2','timeframe':'v. 54 2022'"));
	counts_are(result, "0", "0", "0");
	rig_is(result, "skipped", "2");
	rig_is(result, "missing", "[{'id':3,'activity':'C'}]");
	rig_is(show(rig, 1), "purpose", "'P'");
	rig_is(show(rig, 1), "due", "'2022-06-30'");
	rig_is(show(rig, 2), "activity", "'B'");
	rig_is_replayed(rig);
}

/* Only that: everything else that is wrong refuses all, as ever. */
static void nothing_else_is_left_out(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "lines 2 and 4", "plan.import",
	    "{'plan':'vbe','skip_invalid':true,'rows':[%s]}",
	    ROW(2, "'activity':'A'") "," ROW(
		3, "'activity':'B','timeframe':'v. 54 2022'") "," ROW(4,
		"'activity':'A'"));
	rig_refused(rig, ERR_INVALID, "The year has no such week",
	    "plan.import", "{'plan':'vbe','skip_invalid':false,'rows':[%s]}",
	    ROW(2, "'activity':'B','timeframe':'v. 54 2022'"));
	rig_is(rig_must(rig, "activity.list", "{}"), "rows", "[]");
	rig_is(rig_must(rig, "plan.import",
		   "{'plan':'vbe','skip_invalid':true,'dry_run':true,"
		   "'rows':[%s]}",
		   ROW(2, "'activity':'A'") "," ROW(
		       3, "'activity':'B','timeframe':'v. 54 2022'")),
	    "skipped", "1");
	rig_is(rig_must(rig, "activity.list", "{}"), "rows", "[]");
	counts_are(
	    import_skipping(rig, ROW(2, "'activity':'A'")), "1", "0", "0");
	rig_is(rig->result, "skipped", "0");
}

/* --- the plan's year --- */

/* For the words that name none; each is told, for a person to look at. */
static void year_is_of_words_that_name_none(void **state)
{
	static const char rows[] = ROW(2,
	    "'activity':'A','timeframe':'våren','owner':'Socialnämnden'") "," ROW(3,
	    "'activity':'B','timeframe':'Ht 2022','owner':'Socialnämnden'");
	static const char words[] = "{'plan':'vbe','year':2024,'rows':[%s]}";
	struct rig *rig = *state;
	json_t *result = rig_must(rig, "plan.import", words, rows);
	int64_t head;

	counts_are(result, "2", "0", "0");
	rig_is(result, "unread.0.line", "2");
	rig_is(result, "unread.0.column", "'timeframe'");
	rig_is(result, "unread.0.text", "'våren'");
	assert_int_equal(json_array_size(rig_at(result, "unread")), 1);
	rig_is(show(rig, 1), "due", "'2024-06-30'");
	rig_is(rig->result, "unclear", "['vague']");
	rig_is(show(rig, 2), "due", "'2022-12-31'");
	rig_is(rig->result, "unclear", "[]");
	head = rig_head(rig);
	counts_are(rig_must(rig, "plan.import", words, rows), "0", "0", "2");
	assert_int_equal(rig_head(rig), head);
	rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'Vt 2024','decision':'D'}");
	rig_is(rig->result, "unclear", "[]");
	rig_refused(rig, ERR_INVALID, "year", "plan.import",
	    "{'plan':'vbe','year':1989,'rows':[%s]}", rows);
	rig_calendar_closed = true;
	rig_is_replayed(rig);
}

/* --- trying --- */

static void dry_run_tells_what_would_be(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	import(rig, ROW(2, "'activity':'A'"));
	result = rig_must(rig, "plan.import",
	    "{'plan':'vbe','dry_run':true,'rows':[%s,%s]}",
	    ROW(2, "'activity':'B','owner':'Ingen'"),
	    ROW(3, "'activity':'A','purpose':'P'"));
	counts_are(result, "1", "1", "0");
	rig_is(result, "dry_run", "true");
	rig_is(result, "unread.0.line", "2");
	rig_is(result, "unread.0.text", "'Ingen'");
	rig_is(show(rig, 1), "purpose", "''");
	rig_refused(rig, ERR_INVALID, "lines 2 and 3", "plan.import",
	    "{'plan':'vbe','dry_run':true,'rows':[%s,%s]}",
	    ROW(2, "'activity':'B'"), ROW(3, "'activity':'B'"));
	rig_is_replayed(rig);
}

static void closed_plan_is_told(void **state)
{
	struct rig *rig = *state;
	json_t *result = import(rig, ROW(2, "'activity':'A'"));

	assert_null(json_object_get(result, "note"));
	rig_must(rig, "plan.close", "{'code':'vbe','reason':'Klar'}");
	result = import(rig, ROW(2, "'activity':'B'"));
	counts_are(result, "1", "0", "0");
	rig_is(result, "note",
	    "'the plan is closed: nobody is reminded of what is imported into"
	    " it'");
	rig_is_replayed(rig);
}

/* What was read once is moved by decision alone. */
static void year_of_what_was_imported_is_told(void **state)
{
	struct rig *rig = *state;
	static const char row[] =
	    ROW(2, "'activity':'A','timeframe':'Ht 2022'");
	json_t *result = import(rig, row);

	counts_are(result, "1", "0", "0");
	assert_null(json_object_get(import(rig, row), "note"));
	result = rig_must(
	    rig, "plan.import", "{'plan':'vbe','year':2023,'rows':[%s]}", row);
	counts_are(result, "0", "0", "1");
	assert_non_null(
	    strstr(json_string_value(json_object_get(result, "note")),
		"keeps its dates"));
	result = rig_must(rig, "plan.import",
	    "{'plan':'vbe','year':2023,'rows':[%s]}",
	    ROW(2, "'activity':'B','timeframe':'hösten'"));
	assert_null(json_object_get(result, "note"));
}

/* From no reading to a reading needs no decision; once it has one, another
 * year does not move it, and what is done stays. */
static void year_that_was_left_out_reads_what_was_undated(void **state)
{
	struct rig *rig = *state;
	static const char rows[] =
	    ROW(2, "'activity':'A','timeframe':'hösten'") "," ROW(
		3, "'activity':'B','timeframe':'hösten'");
	json_t *result = import(rig, rows);

	counts_are(result, "2", "0", "0");
	rig_must(rig, "activity.update", "{'id':2,'status':'done'}");
	result = rig_must(
	    rig, "plan.import", "{'plan':'vbe','year':2023,'rows':[%s]}", rows);
	counts_are(result, "0", "1", "1");
	result = rig_must(rig, "activity.show", "{'id':1}");
	rig_is(result, "due", "'2023-12-31'");
	rig_is(result, "unclear", "['vague','lead']");
	rig_is(result, "history.1.decision", "null");
	result = rig_must(
	    rig, "plan.import", "{'plan':'vbe','year':2024,'rows':[%s]}", rows);
	counts_are(result, "0", "0", "2");
	rig_is(
	    rig_must(rig, "activity.show", "{'id':1}"), "due", "'2023-12-31'");
	rig_is(rig_must(rig, "activity.show", "{'id':2}"), "due", "null");
	rig_is_replayed(rig);
}

/* --- a whole plan --- */

/* docs/wire.md: up to 50,000 rows are one request, no frame from the daemon
 * is over 1 MiB. */
static void large_import_is_answered_in_one_frame(void **state)
{
	struct rig *rig = *state;
	const int most = SANITIZED ? 10000 : 50000;
	json_t *rows = json_array(), *params;
	struct request request;
	struct err err;

	for (int i = 0; i < most; i++)
		json_array_append_new(rows,
		    json_pack("{s:i, s:o, s:s}", "line", i + 2, "activity",
			json_sprintf("Aktivitet %d", i), "timeframe", "snart"));
	params = json_pack("{s:s, s:o}", "plan", "vbe", "rows", rows);
	request = rig_request(rig, "plan.import", params);
	rig_send(rig, rig->coordinator, &request);
	assert_int_equal(rig->reply.error.code, ERR_NONE);
	assert_int_equal(door_commit(rig->door, &err), 0);
	assert_int_equal(
	    json_integer_value(rig_at(rig->result, "added")), most);
	json_decref(params);
}

/* A line's number is too short for a personal number, which has ten digits. */
static void line_has_seven_digits(void **state)
{
	static const struct {
		int64_t line;
		enum err_code code;
	} lines[] = { { 9999999, ERR_NONE }, { 10000000, ERR_INVALID },
		{ 1212121212, ERR_INVALID } };
	struct rig *rig = *state;

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		json_t *params = json_pack("{s:s, s:[{s:I, s:s}]}", "plan",
		    "vbe", "rows", "line", (json_int_t)lines[i].line,
		    "activity", "Skriv rutinen");
		struct request request =
		    rig_request(rig, "plan.import", params);

		rig_send(rig, rig->coordinator, &request);
		assert_int_equal(rig->reply.error.code, lines[i].code);
		json_decref(params);
	}
}

#define PLAN_TEST(test)                                                        \
	cmocka_unit_test_setup_teardown(test, open_plan, rig_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAN_TEST(a_misspelt_owner_is_asked_after),
		PLAN_TEST(nothing_comes_of_who_is_gone),
		PLAN_TEST(row_becomes_an_activity),
		PLAN_TEST(activity_alone_is_enough),
		PLAN_TEST(what_a_list_has_as_unclear_is_told_with_why),
		PLAN_TEST(what_is_unread_is_told),
		PLAN_TEST(column_that_was_left_out_is_not_unread),
		PLAN_TEST(impossible_timeframe_refuses_all),
		PLAN_TEST(nothing_to_import_is_refused),
		PLAN_TEST(equal_import_is_unchanged),
		PLAN_TEST(row_is_found_by_its_key),
		PLAN_TEST(row_without_key_is_found_by_its_words),
		PLAN_TEST(edited_activity_is_found_by_the_imported_text),
		PLAN_TEST(activity_added_by_hand_is_found_by_its_text),
		PLAN_TEST(other_plans_are_left_alone),
		PLAN_TEST(doubled_rows_are_refused),
		PLAN_TEST(same_text_with_numbers_of_another_list_is_two),
		PLAN_TEST(same_text_with_keys_of_their_own_is_two),
		PLAN_TEST(row_that_got_a_key_is_found_by_its_text),
		PLAN_TEST(later_edits_are_not_undone),
		PLAN_TEST(new_cell_leaves_the_others),
		PLAN_TEST(column_that_was_left_out_is_remembered),
		PLAN_TEST(cell_that_caught_up_is_remembered),
		PLAN_TEST(changed_timeframe_needs_a_decision),
		PLAN_TEST(timeframe_that_was_moved_there_needs_none),
		PLAN_TEST(timeframe_of_one_added_by_hand_needs_a_decision),
		PLAN_TEST(closed_activity_is_not_moved),
		PLAN_TEST(unresolved_owner_resolves_when_it_is_known),
		PLAN_TEST(group_of_departments_is_told_as_one),
		PLAN_TEST(helpers_are_no_equals),
		PLAN_TEST(equals_are_unclear_until_one_is_assigned),
		PLAN_TEST(unresolved_part_resolves_when_it_is_known),
		PLAN_TEST(assigned_owner_is_resolved),
		PLAN_TEST(changed_owner_is_read),
		PLAN_TEST(replaced_department_means_its_successor),
		PLAN_TEST(missing_is_listed_never_dropped),
		PLAN_TEST(impossible_rows_are_left_out),
		PLAN_TEST(impossible_row_of_an_activity_leaves_it),
		PLAN_TEST(nothing_else_is_left_out),
		PLAN_TEST(year_is_of_words_that_name_none),
		PLAN_TEST(dry_run_tells_what_would_be),
		PLAN_TEST(closed_plan_is_told),
		PLAN_TEST(year_of_what_was_imported_is_told),
		PLAN_TEST(year_that_was_left_out_reads_what_was_undated),
		PLAN_TEST(large_import_is_answered_in_one_frame),
		PLAN_TEST(line_has_seven_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
