/* SPDX-License-Identifier: ISC */
/* Progress: reported, done, dropped with a reason, taken up again. Nothing
 * changes status by itself. */
#include "daemon/commands/activity.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "tests/unit/rig/rig.h"

/* One activity, number 1, due 2022-06-30. */
static int open_activity(void **state)
{
	rig_open(state);
	rig_fill(*state);
	rig_activity(*state, "A", "Vt 2022");
	return 0;
}

static json_t *show(struct rig *rig)
{
	return rig_must(rig, "activity.show", "{'id':1}");
}

static size_t notes(struct rig *rig)
{
	return json_array_size(rig_at(show(rig), "notes"));
}

/* --- update --- */

static void update_leaves_a_note(void **state)
{
	struct rig *rig = *state;
	json_t *result = rig_must(rig, "activity.update",
	    "{'id':1,'status':'started','progress':40,'note':'Igång',"
	    "'reported_by':'sn'}");

	rig_is(result, "status", "'started'");
	rig_is(result, "progress", "40");
	rig_is(show(rig), "notes",
	    "[{'at':'2022-07-01T06:00:00Z','by':'Samordnaren','reported_by':"
	    "'sn','status':'started','progress':40,'note':'Igång',"
	    "'answered':null,'expected':null,'holds':null}]");
	rig_is_replayed(rig);
}

/* Its row stands in four indexes. What is under way has no reason why it was
 * dropped, also where an import has begun it again and left one. */
static void what_stays_as_it_was_is_not_written(void **state)
{
	static const char *const sql[] = { "SELECT count(*) FROM written",
		NULL };
	struct rig *rig = *state;
	struct err err;

	must(store_execute(rig->store,
		 "CREATE TEMP TABLE written (id INTEGER);"
		 "CREATE TEMP TRIGGER writes AFTER UPDATE ON activity BEGIN"
		 " INSERT INTO written VALUES (new.id); END;",
		 &err),
	    &err);
	rig_prepare(rig, sql);
	rig_must(rig, "activity.update", "{'id':1,'note':'Pågår'}");
	assert_int_equal(rig_number(rig, sql, 0, BIND_NONE), 0);
	rig_must(rig, "activity.update",
	    "{'id':1,'note':'Pågår',"
	    "'progress':40}");
	assert_int_equal(rig_number(rig, sql, 0, BIND_NONE), 1);
	must(store_execute(rig->store,
		 "UPDATE activity SET dropped_reason = 'Utgår'", &err),
	    &err);
	rig_must(rig, "activity.update", "{'id':1,'note':'Pågår igen'}");
	rig_is(show(rig), "dropped_reason", "null");
}

/* ks leads: by its own key, by the coordinator on its word, and of his own. */
static void status_says_who_answered(void **state)
{
	struct rig *rig = *state;
	struct sign_key *ks = rig_key(rig, "Kansliet", "department", "ks");
	json_t *result;

	assert_int_equal(
	    rig_ask(rig, ks, "activity.update", "{'id':1,'note':'Egen'}"),
	    ERR_NONE);
	rig_must(rig, "activity.update",
	    "{'id':1,'note':'Hört','reported_by':'ks'}");
	rig_must(rig, "activity.update", "{'id':1,'note':'Antas'}");
	result = rig_must(rig, "status", "{}");
	rig_is(result, "answered_count", "3");
	rig_is(result, "answered.0.note", "'Antas'");
	rig_is(result, "answered.0.noted", "true");
	rig_is(result, "answered.0.by", "'Samordnaren'");
	rig_is(result, "answered.1.noted", "false");
	rig_is(result, "answered.1.by", "'Samordnaren'");
	rig_is(result, "answered.2.noted", "false");
	rig_is(result, "answered.2.by", "'Kansliet'");
}

static void words_alone_are_an_update(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "activity.update", "{'id':1,'note':'Väntar'}");
	rig_must(rig, "activity.update", "{'id':1,'note':'Väntar än'}");
	assert_true(rig->reply.has_receipt);
	assert_int_equal(notes(rig), 2);
	rig_is(rig->result, "notes.1.status", "'planned'");
	rig_is(rig->result, "notes.1.reported_by", "null");
	rig_is_replayed(rig);
}

/* Heard once on a day; on another, or from another, it is said again. */
static void what_was_said_is_not_said_again(void **state)
{
	static const char params[] =
	    "{'id':1,'status':'started','progress':40,'note':'Väntar',"
	    "'expected':'2022-07-15','reported_by':'ks'}";
	struct rig *rig = *state;

	rig_must(rig, "activity.update", "%s", params);
	rig->clock.at.seconds += 60;
	rig_must(rig, "activity.update", "%s", params);
	rig_is(rig->result, "unchanged", "true");
	assert_false(rig->reply.has_receipt);
	assert_int_equal(notes(rig), 1);
	rig_must(rig, "activity.update",
	    "{'id':1,'status':'started','progress':40,'note':'Väntar',"
	    "'expected':'2022-07-15'}");
	assert_int_equal(notes(rig), 2);
	rig_must(rig, "activity.update", "%s", params);
	assert_int_equal(notes(rig), 3);
	rig->clock.at.seconds += 86400;
	rig_must(rig, "activity.update", "%s", params);
	assert_int_equal(notes(rig), 4);
	rig_must(rig, "activity.update", "{'id':1,'progress':50}");
	rig_must(rig, "activity.update", "%s", params);
	assert_int_equal(notes(rig), 6);
	rig_is_replayed(rig);
}

/* The lead's key says what the coordinator had noted; another due date is in
 * force; on Tuesday 5 July twenty workdays are a day more than on the 4th. Each
 * is news. */
static void the_same_words_may_be_news(void **state)
{
	static const char words[] = "{'id':1,'note':'Väntar'}";
	struct rig *rig = *state;
	struct sign_key *ks = rig_key(rig, "Staben", "department", "ks");

	rig_clock(rig, "2022-07-04T08:00");
	rig_must(rig, "activity.update", "%s", words);
	assert_int_equal(
	    rig_ask(rig, ks, "activity.update", "%s", words), ERR_NONE);
	assert_int_equal(notes(rig), 2);
	rig_clock(rig, "2022-07-04T21:00");
	assert_int_equal(
	    rig_ask(rig, ks, "activity.update", "%s", words), ERR_NONE);
	assert_int_equal(notes(rig), 2);
	rig_must(rig, "activity.move",
	    "{'id':1,'timeframe':'Ht 2022','decision':'KS § 1'}");
	assert_int_equal(
	    rig_ask(rig, ks, "activity.update", "%s", words), ERR_NONE);
	assert_int_equal(notes(rig), 3);
	rig_clock(rig, "2022-07-05T07:00");
	assert_int_equal(
	    rig_ask(rig, ks, "activity.update", "%s", words), ERR_NONE);
	assert_int_equal(notes(rig), 4);
	rig_is(show(rig), "notes.3.holds", "'2022-08-02'");
	rig_is_replayed(rig);
}

/* Without words it is the same for ever; a day that differs is not. */
static void a_bare_state_is_said_once(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "activity.update", "{'id':1,'status':'started'}");
	rig->clock.at.seconds += 3 * 86400;
	rig_must(rig, "activity.update", "{'id':1,'status':'started'}");
	rig_is(rig->result, "unchanged", "true");
	rig_must(rig, "activity.update",
	    "{'id':1,'status':'done','done_on':'2022-06-29'}");
	rig_must(rig, "activity.update", "{'id':1,'done_on':'2022-06-28'}");
	rig_is(show(rig), "done_on", "'2022-06-28'");
	assert_int_equal(notes(rig), 3);
}

static void update_of_nothing_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "nothing to update", "activity.update",
	    "{'id':1}");
	rig_refused(rig, ERR_INVALID, "nothing to update", "activity.update",
	    "{'id':1,'reported_by':'ks'}");
	rig_refused(rig, ERR_NOT_FOUND, "no activity 2", "activity.update",
	    "{'id':2,'note':'X'}");
}

static void progress_never_changes_status(void **state)
{
	struct rig *rig = *state;
	json_t *result =
	    rig_must(rig, "activity.update", "{'id':1,'progress':100}");

	rig_is(result, "status", "'planned'");
	rig_is(result, "progress", "100");
	result = rig_must(
	    rig, "activity.update", "{'id':1,'status':'started','progress':0}");
	rig_is(result, "status", "'started'");
	result = rig_must(rig, "activity.update", "{'id':1,'progress':100}");
	rig_is(result, "status", "'started'");
	rig_is(result, "overdue", "true");
	rig_is_replayed(rig);
}

static void started_may_go_back_to_planned(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "activity.update", "{'id':1,'status':'started'}");
	rig_must(rig, "activity.update", "{'id':1,'status':'planned'}");
	rig_is(rig->result, "status", "'planned'");
}

static void dropped_is_no_update(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID,
	    "status: is none of: planned started"
	    " done",
	    "activity.update", "{'id':1,'status':'dropped'}");
}

/* --- replies --- */

#define HASH  "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define THIRD "33112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define OTHER "ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static void a_reply_is_heard_once(void **state)
{
	struct rig *rig = *state;
	int64_t head;

	/* An hour before, 07:00 in Stockholm. */
	rig_must(rig, "activity.update",
	    "{'id':1,'status':'started','progress':40,'reported_by':'ks',"
	    "'reply':'" HASH "','written':%lld}",
	    (long long)(RIG_NOW - 3600));
	rig_is(show(rig), "notes",
	    "[{'at':'2022-07-01T06:00:00Z','by':'Samordnaren','reported_by':"
	    "'ks','status':'started','progress':40,'note':'',"
	    "'answered':'ks','expected':null,'holds':'2022-07-29',"
	    "'reply':'" HASH "','written':'2022-07-01T05:00:00Z'}]");
	rig_must(rig, "activity.update", "{'id':1,'progress':60}");
	head = rig_head(rig);
	rig_must(rig, "activity.update",
	    "{'id':1,'status':'started','progress':40,'reported_by':'ks',"
	    "'reply':'" HASH "','written':%lld}",
	    (long long)(RIG_NOW - 3600));
	assert_false(rig->reply.has_receipt);
	assert_int_equal(rig_head(rig), head);
	rig_is(rig->result, "progress", "60");
	rig_must(rig, "activity.update",
	    "{'id':1,'progress':40,'reply':'" HASH "','again':true}");
	rig_is(rig->result, "progress", "40");
	rig_is_replayed(rig);
}

/* A mail is an answer of its own, also where it repeats what was noted. */
static void a_reply_with_the_same_words_is_another(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "activity.update",
	    "{'id':1,'note':'Väntar','reported_by':'ks'}");
	rig_must(rig, "activity.update",
	    "{'id':1,'note':'Väntar','reported_by':'ks','reply':'" HASH
	    "','written':%lld}",
	    (long long)(RIG_NOW + 1));
	assert_int_equal(notes(rig), 2);
}

/* By when they were written, not when they were read; a clock that is ahead
 * is not believed beyond the day on which its mail was read. */
static void an_old_reply_does_not_win(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "activity.update",
	    "{'id':1,'status':'started','progress':80,'reported_by':'ks',"
	    "'reply':'" HASH "','written':%lld}",
	    (long long)(RIG_NOW - 3600));
	rig_refused(rig, ERR_CONFLICT, "answered after this reply was written",
	    "activity.update",
	    "{'id':1,'progress':20,'reported_by':'ks','reply':'" OTHER
	    "','written':%lld}",
	    (long long)(RIG_NOW - 3601));
	rig_refused(rig, ERR_CONFLICT, "--again", "activity.update",
	    "{'id':1,'progress':20,'reported_by':'ks','reply':'" OTHER "'}");
	rig_must(rig, "activity.update",
	    "{'id':1,'progress':90,'reported_by':'ks','reply':'" OTHER
	    "','written':%lld}",
	    (long long)(RIG_NOW + 86400));
	rig->clock.at.seconds = RIG_NOW + 60;
	rig_must(rig, "activity.update",
	    "{'id':1,'progress':95,'reported_by':'ks','reply':'" THIRD
	    "','written':%lld}",
	    (long long)(RIG_NOW + 30));
	rig_is_replayed(rig);
}

/* What only another department says undoes nothing, and is not undone. */
static void a_tale_is_no_answer(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "activity.update",
	    "{'id':1,'note':'Vi är med','reported_by':"
	    "'sn'}");
	rig_must(rig, "activity.update",
	    "{'id':1,'progress':20,'reported_by':'ks','reply':'" OTHER
	    "','written':%lld}",
	    (long long)(RIG_NOW - 86400));
	rig_is(rig->result, "progress", "20");
}

/* --- done --- */

static void done_is_done_today_and_wholly(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	/* 2022-07-01T22:30Z is 2 July in Stockholm. */
	rig->clock.at.seconds = RIG_NOW + 16 * 3600 + 1800;
	result = rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	rig_is(result, "status", "'done'");
	rig_is(result, "progress", "100");
	rig_is(result, "overdue", "false");
	rig_is(show(rig), "done_on", "'2022-07-02'");
	rig_is_replayed(rig);
}

static void done_takes_what_is_given(void **state)
{
	struct rig *rig = *state;
	json_t *result = rig_must(rig, "activity.update",
	    "{'id':1,'status':'done','progress':100,'done_on':'2022-06-29'}");

	rig_is(result, "progress", "100");
	rig_is(show(rig), "done_on", "'2022-06-29'");
}

static void done_is_not_a_part(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "at 100 %", "activity.update",
	    "{'id':1,'status':'done','progress':50}");
	rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	rig_refused(rig, ERR_INVALID, "at 100 %", "activity.update",
	    "{'id':1,'progress':99,'note':'Nästan'}");
	rig_refused(rig, ERR_CONFLICT, "is done", "activity.update",
	    "{'id':1,'status':'started','progress':50}");
}

static void done_keeps_no_promise(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "activity.update", "{'id':1,'expected':'2022-07-15'}");
	rig_is(show(rig), "expected", "'2022-07-15'");
	rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	assert_null(rig_at(show(rig), "expected"));
}

static void day_of_done_may_be_corrected(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	rig_must(rig, "activity.update",
	    "{'id':1,'done_on':'2022-06-01','note':'Rättat'}");
	rig_is(show(rig), "done_on", "'2022-06-01'");
	rig_is(show(rig), "progress", "100");
	rig_is_replayed(rig);
}

static void done_in_the_future_is_refused(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "done_on: is in the future",
	    "activity.update",
	    "{'id':1,'status':'done','done_on':'2022-07-02'}");
	rig_must(rig, "activity.update",
	    "{'id':1,'status':'done','done_on':'2022-07-01'}");
	rig_is_replayed(rig);
}

static void day_of_done_needs_done(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_INVALID, "goes with --status done",
	    "activity.update", "{'id':1,'done_on':'2022-06-01'}");
	rig_refused(rig, ERR_INVALID, "goes with --status done",
	    "activity.update",
	    "{'id':1,'status':'started','done_on':'2022-06-01'}");
}

static void done_goes_back_only_by_reopen(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	rig_refused(rig, ERR_CONFLICT, "activity 1 is done: reopen it first",
	    "activity.update", "{'id':1,'status':'started'}");
	rig_refused(rig, ERR_CONFLICT, "reopen", "activity.update",
	    "{'id':1,'status':'planned'}");
	rig_must(rig, "activity.update", "{'id':1,'note':'Rapporten bifogad'}");
	rig_is(show(rig), "done_on", "'2022-07-01'");
	rig_is(show(rig), "status", "'done'");
	rig_is_replayed(rig);
}

/* --- who reports --- */

static void word_of_a_department_that_is(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_NOT_FOUND, "no department \"no\"",
	    "activity.update", "{'id':1,'note':'X','reported_by':'no'}");
	rig_must(rig, "department.replace", "{'old':'sn','new':'bun'}");
	rig_refused(rig, ERR_CONFLICT, "replaced by \"bun\"", "activity.update",
	    "{'id':1,'note':'X','reported_by':'sn'}");
}

static void department_reports_on_its_own_word(void **state)
{
	struct rig *rig = *state;
	struct sign_key *ks = rig_key(rig, "Staben", "department", "ks");

	assert_int_equal(rig_ask(rig, ks, "activity.update",
			     "{'id':1,'note':'X','reported_by':'sn'}"),
	    ERR_DENIED);
	assert_int_equal(rig_ask(rig, ks, "activity.update",
			     "{'id':1,'note':'X','reported_by':'ks'}"),
	    ERR_NONE);
	rig_is(show(rig), "notes.0.by", "'Staben'");
	rig_is(show(rig), "notes.0.reported_by", "'ks'");
	rig_is_replayed(rig);
}

/* --- drop --- */

static void dropped_with_a_reason(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_refused(rig, ERR_INVALID, "reason: is missing", "activity.drop",
	    "{'id':1}");
	rig_refused(rig, ERR_INVALID, "reason: is empty", "activity.drop",
	    "{'id':1,'reason':' '}");
	result =
	    rig_must(rig, "activity.drop", "{'id':1,'reason':'Inte aktuell'}");
	rig_is(result, "status", "'dropped'");
	rig_is(result, "overdue", "false");
	result = show(rig);
	rig_is(result, "dropped_reason", "'Inte aktuell'");
	rig_is(result, "notes.0.status", "'dropped'");
	rig_is(result, "notes.0.note", "'Inte aktuell'");
	rig_is(result, "done_on", "null");
	rig_is_replayed(rig);
}

static void closed_is_not_dropped(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	rig_refused(rig, ERR_CONFLICT, "activity 1 is done already",
	    "activity.drop", "{'id':1,'reason':'R'}");
	rig_must(rig, "activity.reopen", "{'id':1,'reason':'R'}");
	rig_must(rig, "activity.drop", "{'id':1,'reason':'R'}");
	rig_refused(rig, ERR_CONFLICT, "activity 1 is dropped already",
	    "activity.drop", "{'id':1,'reason':'R'}");
	rig_refused(rig, ERR_CONFLICT, "activity 1 is dropped",
	    "activity.update", "{'id':1,'note':'X'}");
	rig_refused(rig, ERR_CONFLICT, "activity 1 is dropped",
	    "activity.update", "{'id':1,'status':'done'}");
	rig_refused(rig, ERR_NOT_FOUND, "no activity 2", "activity.drop",
	    "{'id':2,'reason':'R'}");
}

/* --- reopen --- */

static void reopened_begins_again(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	rig->clock.at.seconds += 60;
	result = rig_must(rig, "activity.reopen", "{'id':1,'reason':'Tas om'}");
	rig_is(result, "status", "'planned'");
	rig_is(result, "progress", "0");
	rig_is(result, "due", "'2022-06-30'");
	result = show(rig);
	rig_is(result, "done_on", "null");
	rig_is(result, "notes.1.note", "'Tas om'");
	rig_is(result, "notes.1.status", "'planned'");
	/* A version of its own: its notices begin again. */
	assert_int_equal(json_array_size(rig_at(result, "history")), 2);
	rig_is(result, "history.1.version", "2");
	rig_is(result, "history.1.timeframe", "'Vt 2022'");
	rig_is(result, "history.1.reopened", "true");
	assert_null(rig_at(result, "history.0.reopened"));
	rig_is(result, "history.1.at", "'2022-07-01T06:01:00Z'");
	rig_is(result, "slippage", "0");
	rig_is_replayed(rig);
}

static void reopened_goes_on_where_it_was(void **state)
{
	struct rig *rig = *state;
	json_t *result;

	rig_must(rig, "activity.update",
	    "{'id':1,'status':'started','progress':40}");
	rig_must(rig, "activity.drop", "{'id':1,'reason':'R'}");
	result = rig_must(rig, "activity.reopen", "{'id':1,'reason':'Ändå'}");
	rig_is(result, "status", "'started'");
	rig_is(result, "progress", "40");
	rig_is(show(rig), "dropped_reason", "null");
	rig_is_replayed(rig);
}

/* What was done is begun anew, however it stood before. */
static void reopened_from_done_is_planned(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "activity.update",
	    "{'id':1,'status':'started','progress':40}");
	rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	rig_must(rig, "activity.reopen", "{'id':1,'reason':'Tas om'}");
	rig_is(rig->result, "status", "'planned'");
	rig_is(rig->result, "progress", "0");
}

/* Neither a share nor its absence says whether it was begun. */
static void reopened_stands_as_it_stood(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "activity.update", "{'id':1,'progress':40}");
	rig_must(rig, "activity.drop", "{'id':1,'reason':'Nej'}");
	rig_must(rig, "activity.reopen", "{'id':1,'reason':'Jo'}");
	rig_is(rig->result, "status", "'planned'");
	rig_is(rig->result, "progress", "40");
	rig_must(
	    rig, "activity.update", "{'id':1,'status':'started','progress':0}");
	rig_must(rig, "activity.drop", "{'id':1,'reason':'Nej'}");
	rig_must(rig, "activity.reopen", "{'id':1,'reason':'Jo'}");
	rig_is(rig->result, "status", "'started'");
	rig_is(rig->result, "progress", "0");
	rig_is_replayed(rig);
}

/* A reason is no decision: what moved a due date was decided. */
static void reason_is_not_told_as_a_decision(void **state)
{
	struct rig *rig = *state;

	rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	rig_must(rig, "activity.reopen", "{'id':1,'reason':'Tas om'}");
	rig_is(show(rig), "history.1.decision", "null");
}

static void open_is_not_reopened(void **state)
{
	struct rig *rig = *state;

	rig_refused(rig, ERR_CONFLICT, "nothing to reopen", "activity.reopen",
	    "{'id':1,'reason':'R'}");
	rig_must(rig, "activity.update", "{'id':1,'status':'started'}");
	rig_refused(rig, ERR_CONFLICT, "nothing to reopen", "activity.reopen",
	    "{'id':1,'reason':'R'}");
	rig_refused(rig, ERR_NOT_FOUND, "no activity 2", "activity.reopen",
	    "{'id':2,'reason':'R'}");
}

#define ACTIVITY_TEST(test)                                                    \
	cmocka_unit_test_setup_teardown(test, open_activity, rig_close)

/* What was not given and what was are not the same, whatever it is. */
static void no_text_is_only_like_no_text(void **state)
{
	(void)state;
	assert_true(same_text(NULL, NULL));
	assert_true(same_text("", ""));
	assert_true(same_text("2022-07-01", "2022-07-01"));
	assert_false(same_text("2022-07-01", "2022-07-02"));
	assert_false(same_text(NULL, "2022-07-01"));
	assert_false(same_text("2022-07-01", NULL));
	assert_false(same_text("", NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_text_is_only_like_no_text),
		ACTIVITY_TEST(update_leaves_a_note),
		ACTIVITY_TEST(what_stays_as_it_was_is_not_written),
		ACTIVITY_TEST(status_says_who_answered),
		ACTIVITY_TEST(words_alone_are_an_update),
		ACTIVITY_TEST(what_was_said_is_not_said_again),
		ACTIVITY_TEST(the_same_words_may_be_news),
		ACTIVITY_TEST(a_bare_state_is_said_once),
		ACTIVITY_TEST(a_reply_with_the_same_words_is_another),
		ACTIVITY_TEST(done_keeps_no_promise),
		ACTIVITY_TEST(reopened_from_done_is_planned),
		ACTIVITY_TEST(update_of_nothing_is_refused),
		ACTIVITY_TEST(a_reply_is_heard_once),
		ACTIVITY_TEST(an_old_reply_does_not_win),
		ACTIVITY_TEST(a_tale_is_no_answer),
		ACTIVITY_TEST(progress_never_changes_status),
		ACTIVITY_TEST(started_may_go_back_to_planned),
		ACTIVITY_TEST(dropped_is_no_update),
		ACTIVITY_TEST(done_is_done_today_and_wholly),
		ACTIVITY_TEST(done_takes_what_is_given),
		ACTIVITY_TEST(done_is_not_a_part),
		ACTIVITY_TEST(day_of_done_may_be_corrected),
		ACTIVITY_TEST(done_in_the_future_is_refused),
		ACTIVITY_TEST(day_of_done_needs_done),
		ACTIVITY_TEST(done_goes_back_only_by_reopen),
		ACTIVITY_TEST(word_of_a_department_that_is),
		ACTIVITY_TEST(department_reports_on_its_own_word),
		ACTIVITY_TEST(dropped_with_a_reason),
		ACTIVITY_TEST(closed_is_not_dropped),
		ACTIVITY_TEST(reopened_begins_again),
		ACTIVITY_TEST(reopened_goes_on_where_it_was),
		ACTIVITY_TEST(reopened_stands_as_it_stood),
		ACTIVITY_TEST(reason_is_not_told_as_a_decision),
		ACTIVITY_TEST(open_is_not_reopened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
