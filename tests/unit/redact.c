/* SPDX-License-Identifier: ISC */
/* Words that a coordinator takes out are nowhere any more, everything else is as
 * it was, and the log still verifies. */
#include "daemon/request/door.h"
#include "daemon/request/erasure.h"
#include "daemon/request/execute.h"
#include "daemon/request/redaction.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "daemon/contract/command.h"
#include "daemon/request/rebuild.h"
#include "daemon/request/replay.h"
#include "daemon/store/store_whole.h"
#include "protocol/sign_key.h"
#include "tests/unit/rig/redaction.h"
#include "tests/unit/rig/rig.h"
#include "tests/unit/sanitized.h"

static int64_t redact(struct rig *rig, int64_t seq, const char *field)
{
	json_t *result = rig_redact(rig, seq, field, "Personuppgift");

	assert_false(json_is_true(json_object_get(result, "unchanged")));
	rig_is_replayed(rig);
	return rig_head(rig);
}

static void refused(struct rig *rig, enum err_code code, const char *words,
    int64_t seq, const char *field)
{
	rig_refused(rig, code, words, "log.redact",
	    "{'seq':%" PRId64 ",'field':'%s','reason':'Personuppgift'}", seq,
	    field);
	rig_is_replayed(rig);
}

/* Asks for an activity, whose JSON is the door's. */
static json_t *show(struct rig *rig, int id)
{
	return rig_must(rig, "activity.show", "{'id':%d}", id);
}

/* The entry's request as it is kept; the caller's. */
static json_t *kept(struct rig *rig, int64_t seq)
{
	struct entry entry;
	struct rows rows;
	json_t *json;
	struct err err;

	rows = log_query(rig->store, seq);
	assert_int_equal(log_next(&rows, &entry, &err), 1);
	json = json_loadb(entry.request, entry.request_length, 0, NULL);
	rows_end(&rows);
	assert_non_null(json);
	return json;
}

/* --- the words --- */

static const char words[] = "Eleven Åsa Öberg är orolig för sin bror";

static void note_is_taken_out(void **state)
{
	struct rig *rig = *state;
	int64_t seq, id;
	json_t *request;

	rig_fill(rig);
	id = rig_activity(rig, "A", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':%" PRId64 ",'note':'%s'}", id,
	    words);
	seq = rig_head(rig);
	assert_true(rig_holds(rig, words));
	redact(rig, seq, "note");
	assert_false(rig_holds(rig, words));
	assert_false(rig_holds(rig, "Åsa"));
	rig_is(show(rig, 1), "notes.0.note", "'[redacted 7]'");
	assert_int_equal(seq, 7);
	request = kept(rig, seq);
	assert_null(json_object_get(request, "blind"));
	assert_non_null(json_object_get(request, "seen"));
	rig_is(request, "params", "{'id':1,'note':'[redacted 7]'}");
	json_decref(request);
	request = kept(rig, seq - 1);
	assert_non_null(json_object_get(request, "blind"));
	json_decref(request);
}

static void answer_names_the_entries(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':1,'note':'%s'}", words);
	rig->clock.at.seconds += 86400;
	rig_must(rig, "activity.update", "{'id':1,'note':'%s'}", words);
	rig_must(rig, "activity.update", "{'id':1,'note':'Om %s.'}", words);
	rig_must(rig, "log.redact",
	    "{'seq':7,'field':'note','reason':'Personuppgift'}");
	rig_is(rig->result, "",
	    "{'seq':7,'field':'note','entries':[7,8],'remains':[9]}");
	assert_true(rig->reply.has_receipt);
}

static void again_changes_nothing(void **state)
{
	struct rig *rig = *state;
	int64_t head;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':1,'note':'%s'}", words);
	head = redact(rig, 7, "note");
	rig_must(rig, "log.redact",
	    "{'seq':7,'field':'note','reason':'En gång till'}");
	rig_is(rig->result, "unchanged", "true");
	assert_int_equal(rig_head(rig), head);
	rig_is_replayed(rig);
}

/* What comes after it is as if it had always been so. */
static void rig_goes_on(void **state)
{
	struct rig *rig = *state;
	struct err err;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':1,'note':'%s'}", words);
	redact(rig, 7, "note");
	rig_activity(rig, "B", "Ht 2022");
	rig_is_replayed(rig);
	door_close(rig->door);
	if (door_open(&rig->door, rig->store, rig->daemon, &rig->clock, &err) !=
	    0)
		fail_msg("%s", err.text);
	assert_int_equal(rig_activity(rig, "C", "Ht 2022"), 3);
	rig_is_replayed(rig);
}

static void reason_of_a_redaction_is_taken_out(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':1,'note':'%s'}", words);
	rig_must(rig, "log.redact",
	    "{'seq':7,'field':'note','reason':'Enligt Åsas egen begäran'}");
	redact(rig, 8, "reason");
	assert_false(rig_holds(rig, "Åsas egen"));
	assert_false(rig_holds(rig, words));
}

/* --- an import --- */

static void import_rows(struct rig *rig, const char *purpose)
{
	rig_must(rig, "plan.import",
	    "{'plan':'vbe','decision':'KS § 1','rows':["
	    "{'line':2,'activity':'Stöd till familjen Ek','purpose':'%s',"
	    "'timeframe':'2022','owner':'Kommunstyrelsen'},"
	    "{'line':3,'activity':'Stöd till familjen Lund','purpose':'%s',"
	    "'timeframe':'2022','owner':'Stina Ek'}]}",
	    purpose, purpose);
}

/* By its text the second import finds what the first one made. */
static void import_still_matches(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	import_rows(rig, "P");
	import_rows(rig, "Q");
	redact(rig, 6, "rows[0].activity");
	redact(rig, 6, "rows[1].activity");
	assert_false(rig_holds(rig, "Stöd till familjen"));
	rig_is(show(rig, 1), "activity", "'[redacted 6]'");
	rig_is(show(rig, 2), "activity", "'[redacted 6.2]'");
	rig_is(show(rig, 2), "purpose", "'Q'");
	rig_must(rig, "plan.import",
	    "{'plan':'vbe','rows':[{'line':2,'activity':'[redacted 6]',"
	    "'purpose':'R'}]}");
	rig_is(rig->result, "added", "0");
	rig_is(rig->result, "changed", "1");
}

/* An owner of eight characters: the cell of the second import goes too, for it
 * would be another than the first's. */
static void short_cell_is_taken_out_of_every_import(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	import_rows(rig, "P");
	import_rows(rig, "Q");
	redact(rig, 6, "rows[1].owner");
	assert_false(rig_holds(rig, "Stina"));
	rig_is(show(rig, 2), "owner_text", "'[redacted 6]'");
	rig_is(show(rig, 1), "owner_text", "'Kommunstyrelsen'");
}

/* "Klart" is everybody's word. */
static void short_words_stay_elsewhere(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':1,'note':'Stina Ek'}");
	rig_must(
	    rig, "activity.update", "{'id':1,'note':'Stina Ek','progress':50}");
	redact(rig, 7, "note");
	rig_is(show(rig, 1), "notes.0.note", "'[redacted 7]'");
	rig_is(show(rig, 1), "notes.1.note", "'Stina Ek'");
}

/* --- names --- */

/* Whether the entry's reading has its blind. */
static bool is_blind(struct rig *rig, int64_t seq)
{
	struct entry entry;
	struct rows rows;
	struct err err;
	bool is;

	rows = log_query(rig->store, seq);
	assert_int_equal(log_next(&rows, &entry, &err), 1);
	is = strstr(entry.reading, "\"blind\":\"") != NULL;
	rows_end(&rows);
	return is;
}

/* The reading of an alias is its folded form. */
static void alias_is_taken_out_folded(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_must(rig, "department.edit",
	    "{'code':'ks','aliases':['Stab','Stina Ek']}");
	rig_must(
	    rig, "department.edit", "{'code':'ks','remove_aliases':['stab']}");
	assert_true(is_blind(rig, 6));
	redact(rig, 6, "aliases[1]");
	assert_false(is_blind(rig, 6));
	assert_true(is_blind(rig, 7));
	assert_false(rig_holds(rig, "Stina Ek"));
	assert_false(rig_holds(rig, "stina ek"));
	rig_must(rig, "department.list", "{}");
	rig_is(rig->result, "rows.1.aliases", "['[redacted 6]']");
	rig_is(rig->result, "rows.1.name", "'Kommunstyrelsen'");
}

static void name_of_a_key_is_taken_out(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_key(rig, "Stina Ek", "department", "ks");
	rig_must(
	    rig, "key.revoke", "{'name':'Stina Ek','reason':'Har slutat'}");
	redact(rig, 6, "name");
	assert_false(rig_holds(rig, "Stina"));
}

/* --- letters --- */

/* The words as a letter wraps them, and as it cuts them. */
static void letters_are_taken_out(void **state)
{
	char activity[341], wrapped[700] = "", told[1200];
	struct rig *rig = *state;

	for (int i = 0; i < 34; i++)
		memcpy(activity + (size_t)(10 * i), "Ordet fins ", 11);
	activity[339] = 'x';
	activity[340] = '\0';
	for (int i = 0; i < 28; i++)
		strcat(
		    wrapped, i % 7 == 6 ? "Ordet\\n      fins " : "Ordet fins");
	snprintf(told, sizeof(told), "1. %s…", wrapped);
	rig_fill(rig);
	rig_activity(rig, activity, "Vt 2022");
	rig_own(rig, "notice.issue",
	    "{'run':'2022-07-01','token':'%064d','address':"
	    "'ks@kommun.example','department':'ks','language':'sv',"
	    "'subject':'En aktivitet','text':'%s','notices':[{'activity':1,"
	    "'due_version':1,'stage':'overdue','regular':'2022-07-01','role':"
	    "'lead','department':'ks','n':1,'skipped':false}]}",
	    1, told);
	redact(rig, 6, "activity");
	rig_must(rig, "notice.show", "{'id':1}");
	rig_is(rig->result, "text", "'1. [redacted 6] …'");
	rig_is(rig->result, "subject", "'En aktivitet'");
	assert_false(rig_holds(rig, "Ordet"));
}

static void issue_text(
    struct rig *rig, int n, const char *subject, const char *text)
{
	rig_own(rig, "notice.issue",
	    "{'run':'2022-07-0%d','token':'%064d','address':"
	    "'ks@kommun.example','department':'ks','language':'sv',"
	    "'subject':'%s','text':'%s','notices':[{'activity':1,"
	    "'due_version':1,'stage':'overdue','regular':'2022-07-0%d','role':"
	    "'lead','department':'ks','n':%d,'skipped':false}]}",
	    n, n, subject, text, n, n);
}

/* A list in a letter cuts after 80 characters, a subject after 40 or less. What
 * begins alike and is not cut is another's. */
static void what_a_list_has_cut_is_taken_out(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_activity(rig,
	    "Låt Stina Ek på Storgatan hålla samtal med de unga som har sökt"
	    " stöd under året och deras vårdnadshavare",
	    "Vt 2022");
	issue_text(rig, 1, "Låt Stina Ek på Storgatan hålla samtal m…: svara",
	    "12.  Låt Stina Ek på Storgatan hålla samtal med de\\n     unga som"
	    " har sökt stöd und…: sedan den 1 juli.");
	issue_text(rig, 2, "Annat",
	    "Låt Stina Ek på Storgatan hålla samtal med andra. Mer …");
	issue_text(rig, 3, "Låt Stina Ek på Storgatan hå",
	    "Låt Stina Ek på Storgatan …");
	issue_text(rig, 4, "Låt Stina Ek på …", "Låt …");
	redact(rig, 6, "activity");
	rig_must(rig, "notice.show", "{'id':4}");
	rig_is(rig->result, "subject", "'[redacted 6] …'");
	rig_is(rig->result, "text", "'Låt …'");
	rig_must(rig, "notice.show", "{'id':1}");
	rig_is(rig->result, "subject", "'[redacted 6]…: svara'");
	rig_is(rig->result, "text", "'12.  [redacted 6]…: sedan den 1 juli.'");
	rig_must(rig, "notice.show", "{'id':2}");
	rig_is(rig->result, "text",
	    "'Låt Stina Ek på Storgatan hålla samtal med andra. Mer …'");
}

/* As a letter breaks it: between the words, and with its indent. */
static void what_a_letter_quotes_over_a_line_is_taken_out(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_activity(rig, "Skriv om rutinen", "Vt 2022");
	rig_must(rig, "activity.update",
	    "{'id':1,'note':'Stina Ek är sjukskriven till augusti'}");
	issue_text(rig, 1, "En aktivitet",
	    "Ni skrev: ”Stina Ek\\n       är sjukskriven till\\n       augusti”"
	    " i går.");
	redact(rig, 7, "note");
	rig_must(rig, "notice.show", "{'id':1}");
	rig_is(rig->result, "text", "'Ni skrev: ”[redacted 7]” i går.'");
	assert_false(rig_holds(rig, "Stina"));
}

static void other_letters_stay(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_activity(rig, "Stina Ek", "Vt 2022");
	rig_own(rig, "notice.issue",
	    "{'run':'2022-07-01','token':'%064d','address':"
	    "'ks@kommun.example','department':'ks','language':'sv',"
	    "'subject':'Stina Ek','text':'Om Stina Eks plats.','notices':"
	    "[{'activity':1,'due_version':1,'stage':'overdue','regular':"
	    "'2022-07-01','role':'lead','department':'ks','n':1,'skipped':"
	    "false}]}",
	    1);
	rig_own(rig, "notice.settle",
	    "{'dispatch':1,'state':'failed','answer':'no mailbox'}");
	redact(rig, 6, "activity");
	rig_must(rig, "notice.show", "{'id':1}");
	rig_is(rig->result, "text", "'Om Stina Eks plats.'");
	rig_is(rig->result, "subject", "'[redacted 6]'");
	rig_is(rig->result, "answer", "'no mailbox'");
}

/* --- what is refused --- */

static void wrong_paths_are_refused(void **state)
{
	static const struct {
		int64_t seq;
		const char *path, *told;
	} wrong[] = {
		{ 6, "rows", "a list of 2" },
		{ 6, "rows[2].activity", "rows[0] to rows[1]" },
		{ 6, "rows[-1].activity", "a list of 2" },
		{ 6, "rows[0", "a list of 2" },
		{ 6, "rows[].activity", "a list of 2" },
		{ 6, "rows[0]", "name a field of it" },
		{ 6, "rows[0].", "has no field" },
		{ 6, "rows[0].numeral", "has no field" },
		{ 6, "rows[0].line", "no free text" },
		{ 6, "rows[0].key", "was given no key" },
		{ 6, "rows[0].activity.x", "goes on behind" },
		{ 6, "rows[0].activity[0]", "goes on behind" },
		{ 6, "rows[0]activity", "name a field of it" },
		{ 6, "plan", "no free text" },
		{ 6, "params.plan", "has no field" },
		{ 6, "blind", "has no field" },
		{ 2, "aliases[0]", "was given no aliases" },
		{ 1, "key", "no free text" },
		{ 1, "hour", "no free text" },
	};
	struct rig *rig = *state;

	rig_fill(rig);
	import_rows(rig, "P");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		refused(rig, ERR_INVALID, wrong[i].told, wrong[i].seq,
		    wrong[i].path);
	refused(rig, ERR_NOT_FOUND, "no entry 7", 7, "note");
}

static void only_coordinators_redact(void **state)
{
	struct rig *rig = *state;
	struct sign_key *ks;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	ks = rig_key(rig, "Staben", "department", "ks");
	assert_int_equal(
	    rig_ask(rig, ks, "activity.update", "{'id':1,'note':'%s'}", words),
	    ERR_NONE);
	assert_int_equal(rig_ask(rig, ks, "log.redact",
			     "{'seq':8,'field':'note','reason':'Fel'}"),
	    ERR_DENIED);
	assert_true(rig_holds(rig, words));
	redact(rig, 8, "note");
}

static void reason_holds_nothing_of_it(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':1,'note':'Stina Ek'}");
	rig_refused(rig, ERR_INVALID, "reason: repeats", "log.redact",
	    "{'seq':7,'field':'note','reason':'Namnet Stina Ek'}");
	rig_refused(rig, ERR_INVALID, "identity number", "log.redact",
	    "{'seq':7,'field':'note','reason':'Nr 121212-1212'}");
}

/* Refused as a whole: head, tables and requests are as they were. */
static void what_later_entries_need_stays(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	import_rows(rig, "P");
	rig_must(rig, "plan.import",
	    "{'plan':'vbe','rows':[{'line':2,'activity':"
	    "'Stöd till familjen Ek','purpose':'Q','timeframe':'2022'}]}");
	rig_must(rig, "setting.set",
	    "{'name':'coordinator_mail','value':'stina.ek@kommun.example'}");
	/* The import after it read the same days, in words of its own. */
	redact(rig, 6, "rows[0].timeframe");
	refused(rig, ERR_CONFLICT, "(setting coordinator_mail", 8, "value");
	assert_true(rig_holds(rig, "stina.ek@"));
	rig_must(rig, "setting.set",
	    "{'name':'coordinator_mail','value':'vbe@kommun.example'}");
	redact(rig, 8, "value");
	assert_false(rig_holds(rig, "stina.ek@"));
}

static void replay_again(struct rig *rig)
{
	int64_t entries;
	struct err err;

	rig_execute(rig, "BEGIN");
	if (rebuild_tables(rig->store, &err) != 0 ||
	    replay_log(rig->store, rig->store, rig->daemon, &entries, &err) !=
		0)
		fail_msg("%s", err.text);
	rig_execute(rig, "COMMIT");
}

/* What no list names is held: a row too many in any table, whoever adds a
 * table, makes the redaction fail and not pass unseen. */
static void every_table_comes_out_as_it_was(void **state)
{
	static const char *const rows[] = {
		"acknowledgement VALUES (1, 1, 'ks', '2030-01-02')",
		"body VALUES ('x', 'X', NULL, NULL, NULL, 0)",
		"closed_day VALUES ('2030-01-02', 'x')",
		"cooperating VALUES (1, 9, 'ks', 1, 0)",
		"department VALUES ('x', 'X', 'x@x.example', NULL, 'sv', NULL,"
		" 0, NULL)",
		"department_name VALUES ('x', 'ks', NULL)",
		"dispatch VALUES (9, 't', NULL, 'x@x.example', NULL, 'sv', 's',"
		" 't', 1, 1, 1, 'planned', NULL, NULL, 0, NULL, 0, NULL, 0)",
		"former_address VALUES (1, 'x@x.example')",
		"due_history VALUES (1, 9, 'x', NULL, NULL, NULL, NULL, 1, 'x', 1)",
		"entry_activity VALUES (1, 2)",
		"entry_method VALUES (99, 'ping')",
		"imported (activity, plan) VALUES (1, 'vbe')",
		"key VALUES (x'00', 'x', 'f', 'auditor', NULL, 1, NULL, NULL)",
		"meeting VALUES ('2030-01-02', 'sn', NULL, NULL, NULL, 1)",
		"notice (activity, due_version, lead_version, stage, regular,"
		" role, department, rung, held, n, skipped) VALUES (1, 1, 1,"
		" 'due', '2022-06-30', 'lead', 'ks', 0, 0, 1, 0)",
		"plan VALUES ('x', 'X', NULL, NULL, NULL, NULL, '4m', NULL, '24m',"
		" 0, NULL, NULL, NULL, 0, 0, 0, 0, NULL, NULL, NULL, NULL,"
		" '[]')",
		"progress_note VALUES (99, 1, 1, 'x', NULL, 'done', 1, 'x',"
		" 1, 1, NULL, NULL, NULL, 0, NULL, NULL)",
		"quiet_period VALUES ('2030-01-02', '2030-01-03', 'x')",
		"rating VALUES (1, '2030', 'x', '', '[]', 1, 'x')",
		"redaction VALUES (1, 1, x'00', x'00')",
		"restoration VALUES (2, 'x', NULL)",
		"run VALUES ('2030-01-02', 1, 0, 0)",
		"rung VALUES ('', 'stale', '[]', '[]', 1)",
		"setting VALUES ('x', 'x')",
		"snooze VALUES (1, 1, 'ks', '2030-01-02', 1)",
		"transfer VALUES (1, 1, NULL, 0, 1, 0)",
		"unsent_notice VALUES (2, 9, 1, NULL, 1, 0, 'due',"
		" '2030-01-02', 'lead', 'ks', NULL)",
	};
	struct rig *rig = *state;
	char sql[512], table[32];
	int64_t seq;

	rig_fill(rig);
	rig_must(rig, "notice.test", "{'address':'x@x.example'}");
	rig_must(rig, "meeting.body", "{'body':'SN','papers':8}");
	rig_must(rig, "activity.update", "{'id':%" PRId64 ",'note':'%s'}",
	    rig_activity(rig, "A", "Vt 2022"), words);
	seq = rig_head(rig);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		snprintf(sql, sizeof(sql), "INSERT INTO %s", rows[i]);
		rig_execute(rig, sql);
		snprintf(table, sizeof(table), "%.*s",
		    (int)strcspn(rows[i], " "), rows[i]);
		rig_refused(rig, ERR_CONFLICT, table, "log.redact",
		    "{'seq':%" PRId64 ",'field':'note','reason':'X'}", seq);
		replay_again(rig);
	}
	redact(rig, seq, "note");
}

/* A column that nobody named as words is held, in a table where others may
 * change. */
static void other_columns_come_out_as_they_were(void **state)
{
	static const struct {
		const char *change, *told;
	} rows[] = {
		{ "UPDATE activity SET unclear = '[\"x\"]'",
		    "activity 1, column unclear" },
		{ "UPDATE department SET language = 'en' WHERE code = 'ks'",
		    "department ks, column language" },
		{ "UPDATE setting SET value = 'x' WHERE name = 'zone'",
		    "setting zone, column value" },
		{ "UPDATE due_history SET at = 1", "due_history 1, column at" },
	};
	struct rig *rig = *state;
	int64_t seq;

	rig_fill(rig);
	rig_must(rig, "activity.update", "{'id':%" PRId64 ",'note':'%s'}",
	    rig_activity(rig, "A", "Vt 2022"), words);
	seq = rig_head(rig);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		rig_execute(rig, rows[i].change);
		rig_refused(rig, ERR_CONFLICT, rows[i].told, "log.redact",
		    "{'seq':%" PRId64 ",'field':'note','reason':'X'}", seq);
		replay_again(rig);
	}
}

/* --- what is done to a redacted log is found --- */

static void tampering_is_found(void **state)
{
	static const struct {
		const char *sql, *words;
	} tamperings[] = {
		/* Other words, and the old ones back. */
		{ "UPDATE log SET request = CAST(replace(CAST(request AS TEXT),"
		  " 'redacted', 'redaktad') AS BLOB) WHERE seq = 7",
		    "entry 7" },
		{ "UPDATE log SET request = (SELECT request FROM before)"
		  " WHERE seq = 7",
		    "entry 7" },
		{ "UPDATE log SET reading = reading || ' ' WHERE seq = 7",
		    "entry 7" },
		{ "UPDATE log SET reading_sha256 = zeroblob(32) WHERE seq = 7",
		    "entry 7" },
		/* An entry that nobody redacted. */
		{ "UPDATE log SET request = CAST(replace(CAST(request AS TEXT),"
		  " 'Vt', 'Ht') AS BLOB) WHERE seq = 6",
		    "entry 6" },
		/* The decision, with other hashes, or gone. */
		{ "UPDATE log SET reading = replace(reading, '\"seq\":7',"
		  " '\"seq\":6') WHERE seq = 8",
		    "entry 6" },
		{ "UPDATE log SET reading = '{\"entries\":[]}' WHERE seq = 8",
		    "entry 7" },
		{ "DELETE FROM log WHERE seq = 8", "entry 7" },
	};
	struct rig *rig = *state;
	struct err err;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	rig_must(rig, "activity.update", "{'id':1,'note':'%s'}", words);
	rig_execute(rig,
	    "CREATE TEMP TABLE before AS SELECT request FROM log"
	    " WHERE seq = 7");
	redact(rig, 7, "note");
	for (size_t i = 0; i < sizeof(tamperings) / sizeof(tamperings[0]);
	     i++) {
		rig_execute(rig, "BEGIN");
		rig_execute(rig, tamperings[i].sql);
		if (rig_replay(rig, &err) == 0 ||
		    strstr(err.text, tamperings[i].words) == NULL)
			fail_msg("not found: %s", tamperings[i].sql);
		rig_execute(rig, "ROLLBACK");
	}
	assert_int_equal(rig_replay(rig, &err), 0);
}

/* Appends a decision past the door, with whatever reading. */
static void forge(
    struct rig *rig, const struct sign_key *key, const char *reading)
{
	json_t *json = rig_json("{'seq':6,'field':'purpose','reason':'x'}");
	struct request request = rig_request(rig, "log.redact", json);
	struct entry entry = { .at = { RIG_NOW }, .reading = reading };
	struct buffer body = { 0 };
	struct log log;
	struct err err;

	message_request_write(&body, &request);
	entry.request = body.bytes;
	entry.request_length = body.length;
	memcpy(entry.key, sign_key_public(key), SIGN_PUBLIC);
	sign_sha512(body.bytes, body.length, entry.request_sha512);
	sign_message(
	    key, SIGN_REQUEST, body.bytes, body.length, entry.signature);
	assert_int_equal(log_open(&log, rig->store, &err), 0);
	assert_int_equal(log_append(&log, &entry, &err), 0);
	buffer_free(&body);
	json_decref(json);
}

/* The reading that excuses what entry 6 now says. */
static char *excuse(struct rig *rig, int64_t seq)
{
	struct buffer reading = { 0 };
	uint8_t hash[SIGN_SHA512];
	struct entry entry;
	struct rows rows;
	struct err err;

	rows = log_query(rig->store, seq);
	assert_int_equal(log_next(&rows, &entry, &err), 1);
	sign_sha512(entry.request, entry.request_length, hash);
	buffer_printf(&reading,
	    "{\"entries\":[{\"seq\":%" PRId64 ",\"request_sha512\":\"", seq);
	buffer_hex(&reading, hash, SIGN_SHA512);
	buffer_text(&reading, "\",\"reading_sha256\":\"");
	buffer_hex(&reading, entry.reading_sha256, SIGN_SHA256);
	buffer_text(&reading, "\"}]}");
	rows_end(&rows);
	return reading.bytes;
}

static void only_a_coordinator_excuses(void **state)
{
	struct rig *rig = *state;
	struct sign_key *auditor;
	struct err err;
	char *reading;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	auditor = rig_key(rig, "Revisor", "auditor", NULL);
	rig_execute(rig,
	    "UPDATE log SET request = CAST(replace(CAST(request AS TEXT),"
	    " 'Syftet', 'Syftat') AS BLOB) WHERE seq = 6");
	reading = excuse(rig, 6);
	forge(rig, auditor, reading);
	assert_int_equal(rig_replay(rig, &err), -1);
	assert_non_null(strstr(err.text, "needs a coordinator's key"));
	rig_execute(rig, "DELETE FROM log WHERE seq = 8");
	forge(rig, rig->coordinator, reading);
	assert_int_equal(rig_replay(rig, &err), 0);
	free(reading);
}

/* Design, section 4: only what came before. */
static void nothing_excuses_what_comes_later(void **state)
{
	struct rig *rig = *state;
	struct err err;
	char *reading;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	reading = excuse(rig, 6);
	rig_execute(rig, "BEGIN");
	reading[strlen("{\"entries\":[{\"seq\":")] = '7';
	forge(rig, rig->coordinator, reading);
	assert_int_equal(rig_replay(rig, &err), -1);
	assert_non_null(strstr(err.text, "damaged"));
	rig_execute(rig, "ROLLBACK");
	free(reading);
}

/* --- the file --- */

struct file {
	char directory[32], path[64], log[80];
};

/* The door goes on in a file. */
static void move_to_file(struct rig *rig, struct file *file)
{
	struct err err;
	char sql[128];

	strcpy(file->directory, "/tmp/planvakt-XXXXXX");
	assert_non_null(mkdtemp(file->directory));
	snprintf(file->path, sizeof(file->path), "%s/db", file->directory);
	snprintf(file->log, sizeof(file->log), "%s-wal", file->path);
	snprintf(sql, sizeof(sql), "VACUUM INTO '%s'", file->path);
	rig_execute(rig, sql);
	door_close(rig->door);
	store_close(rig->store);
	if (store_open(&rig->store, file->path, STORE_WRITE, &err) != 0 ||
	    door_prepare(rig->store, &err) != 0 ||
	    door_open(&rig->door, rig->store, rig->daemon, &rig->clock, &err) !=
		0)
		fail_msg("%s", err.text);
}

static void remove_file(struct rig *rig, const struct file *file)
{
	struct err err;

	door_close(rig->door);
	store_close(rig->store);
	unlink(file->path);
	assert_int_equal(rmdir(file->directory), 0);
	assert_int_equal(
	    store_open(&rig->store, ":memory:", STORE_CREATE, &err), 0);
	assert_int_equal(rebuild_create(rig->store, &err), 0);
	assert_int_equal(door_prepare(rig->store, &err), 0);
	assert_int_equal(
	    door_open(&rig->door, rig->store, rig->daemon, &rig->clock, &err),
	    0);
}

static bool file_holds(const struct file *file, const char *text)
{
	return file_has(file->path, text) || file_has(file->log, text);
}

/* Pages that were filled, split and emptied leave nothing. */
static void file_forgets(void **state)
{
	struct rig *rig = *state;
	struct file file;

	rig_fill(rig);
	move_to_file(rig, &file);
	for (int i = 1; i <= 60; i++) {
		rig_activity(rig, words, "Vt 2022");
		rig_must(rig, "activity.update", "{'id':%d,'note':'%s nr %d'}",
		    i, words, i);
	}
	assert_true(file_holds(&file, words));
	rig_must(rig, "log.redact",
	    "{'seq':6,'field':'activity','reason':'Personuppgift'}");
	for (int i = 1; i <= 60; i++)
		rig_must(rig, "log.redact",
		    "{'seq':%d,'field':'note','reason':'Personuppgift'}",
		    5 + 2 * i);
	assert_false(file_holds(&file, words));
	assert_false(file_holds(&file, "Åsa"));
	rig_is_replayed(rig);
	remove_file(rig, &file);
}

/* A fixed sequence that looks random: SQLite's pages are filled, split and
 * merged in many ways. */
static unsigned number(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

__attribute__((format(printf, 2, 3))) static void execute_words(
    struct rig *rig, const char *format, ...)
{
	char sql[2048];
	va_list args;

	va_start(args, format);
	vsnprintf(sql, sizeof(sql), format, args);
	va_end(args);
	rig_execute(rig, sql);
}

enum { WORDS = 300 };

/* Words in an index whose pages are filled in any order; some of them go. */
static void fill_and_empty(struct rig *rig, unsigned seed, bool gone[WORDS])
{
	rig_execute(rig,
	    "DROP TABLE IF EXISTS t; CREATE TABLE t (n INTEGER PRIMARY KEY,"
	    " a TEXT); CREATE INDEX i ON t (a); BEGIN");
	for (int i = 0; i < WORDS; i++) {
		gone[i] = false;
		execute_words(rig,
		    "INSERT INTO t VALUES (%d, '%06u%0*uordet%03d')", i,
		    number(&seed, 999999), (int)number(&seed, 30) + 1, 0u, i);
	}
	rig_execute(rig, "COMMIT");
	for (int i = 0; i < WORDS; i++) {
		unsigned victim = number(&seed, WORDS);

		execute_words(rig, "UPDATE t SET a = 'q%u' WHERE n = %u",
		    number(&seed, 999999), victim);
		gone[victim] = true;
	}
}

static int count_left(const struct file *file, const bool gone[WORDS])
{
	int left = 0;

	for (int i = 0; i < WORDS; i++) {
		char word[24];

		snprintf(word, sizeof(word), "ordet%03d", i);
		left += gone[i] && file_holds(file, word);
	}
	return left;
}

/* SQLite's secure_delete overwrites what is deleted, but not what was moved
 * within a page before. */
static void file_forgets_what_was_moved(void **state)
{
	struct rig *rig = *state;
	struct file file;
	bool gone[WORDS];
	struct err err;
	int moved = 0;

	move_to_file(rig, &file);
	rig_execute(rig, "PRAGMA synchronous = OFF");
	for (unsigned seed = 0; seed < (SANITIZED ? 8 : 40); seed++) {
		fill_and_empty(rig, seed, gone);
		rig_execute(rig, "PRAGMA wal_checkpoint(TRUNCATE)");
		moved += count_left(&file, gone);
		if (store_erase(rig->store, &err) != 0)
			fail_msg("%s", err.text);
		assert_int_equal(count_left(&file, gone), 0);
	}
	print_message("%d words were left before\n", moved);
	remove_file(rig, &file);
}

/* A reader holds the log of the file; whoever opens it next erases it. */
static void interrupted_erasure_is_done_at_start(void **state)
{
	struct rig *rig = *state;
	struct store *reader;
	struct file file;
	struct err err;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	move_to_file(rig, &file);
	rig_must(rig, "activity.update", "{'id':1,'note':'%s'}", words);
	assert_int_equal(store_open(&reader, file.path, STORE_WRITE, &err), 0);
	assert_int_equal(
	    store_execute(reader, "BEGIN; SELECT count(*) FROM log", &err), 0);
	rig_must(rig, "log.redact",
	    "{'seq':7,'field':'note','reason':'Personuppgift'}");
	assert_non_null(
	    strstr(operator_line(), "still in the database's file"));
	assert_true(file_holds(&file, words));
	store_close(reader);
	door_close(rig->door);
	if (door_open(&rig->door, rig->store, rig->daemon, &rig->clock, &err) !=
		0 ||
	    door_commit(rig->door, &err) != 0)
		fail_msg("%s", err.text);
	assert_false(file_holds(&file, words));
	rig_is_replayed(rig);
	assert_int_equal(erasure_waits(rig->store, &err), 0);
	remove_file(rig, &file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(note_is_taken_out),
		RIG_TEST(answer_names_the_entries),
		RIG_TEST(again_changes_nothing),
		RIG_TEST(rig_goes_on),
		RIG_TEST(reason_of_a_redaction_is_taken_out),
		RIG_TEST(import_still_matches),
		RIG_TEST(short_cell_is_taken_out_of_every_import),
		RIG_TEST(short_words_stay_elsewhere),
		RIG_TEST(alias_is_taken_out_folded),
		RIG_TEST(name_of_a_key_is_taken_out),
		RIG_TEST(letters_are_taken_out),
		RIG_TEST(what_a_list_has_cut_is_taken_out),
		RIG_TEST(what_a_letter_quotes_over_a_line_is_taken_out),
		RIG_TEST(other_letters_stay),
		RIG_TEST(wrong_paths_are_refused),
		RIG_TEST(only_coordinators_redact),
		RIG_TEST(reason_holds_nothing_of_it),
		RIG_TEST(what_later_entries_need_stays),
		RIG_TEST(every_table_comes_out_as_it_was),
		RIG_TEST(other_columns_come_out_as_they_were),
		RIG_TEST(tampering_is_found),
		RIG_TEST(only_a_coordinator_excuses),
		RIG_TEST(nothing_excuses_what_comes_later),
		RIG_TEST(file_forgets),
		RIG_TEST(file_forgets_what_was_moved),
		RIG_TEST(interrupted_erasure_is_done_at_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
