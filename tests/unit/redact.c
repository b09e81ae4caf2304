/* SPDX-License-Identifier: ISC */
// links: tests/unit/door/door.c tests/unit/door/timeframe.c
/* Words that a coordinator takes out are nowhere any more, everything else is as
 * it was, and the log still verifies. */
#include "daemon/erasure.h"
#include "daemon/redaction.h"

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

#include "daemon/commands/command.h"
#include "daemon/replay.h"
#include "tests/unit/door/door.h"

/* --- what a database holds --- */

static bool file_has(const char *path, const char *words)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat status;
	char *bytes;
	bool has;

	if (fd < 0)
		return false;
	assert_int_equal(fstat(fd, &status), 0);
	bytes = test_malloc((size_t)status.st_size + 1);
	assert_int_equal(
	    read(fd, bytes, (size_t)status.st_size), status.st_size);
	close(fd);
	has =
	    memmem(bytes, (size_t)status.st_size, words, strlen(words)) != NULL;
	test_free(bytes);
	return has;
}

/* Whether any cell of any table, or the log, has these bytes. */
static bool somewhere(struct door *door, const char *words)
{
	char directory[] = "/tmp/planvakt-XXXXXX", path[64], sql[96];
	struct err err;
	bool has;

	assert_non_null(mkdtemp(directory));
	snprintf(path, sizeof(path), "%s/db", directory);
	snprintf(sql, sizeof(sql), "VACUUM INTO '%s'", path);
	if (store_execute(door->store, sql, &err) != 0)
		fail_msg("%s", err.text);
	has = file_has(path, words);
	unlink(path);
	assert_int_equal(rmdir(directory), 0);
	return has;
}

static int64_t redact(struct door *door, int64_t seq, const char *field)
{
	json_t *result = door_must(door, "log.redact",
	    "{'seq':%" PRId64 ",'field':'%s','reason':'Personuppgift'}", seq,
	    field);

	assert_false(json_is_true(json_object_get(result, "unchanged")));
	door_is_replayed(door);
	return door_head(door);
}

static void refused(struct door *door, enum err_code code, const char *words,
    int64_t seq, const char *field)
{
	door_refused(door, code, words, "log.redact",
	    "{'seq':%" PRId64 ",'field':'%s','reason':'Personuppgift'}", seq,
	    field);
	door_is_replayed(door);
}

/* Asks for an activity, whose JSON is the door's. */
static json_t *show(struct door *door, int id)
{
	return door_must(door, "activity.show", "{'id':%d}", id);
}

/* The entry's request as it is kept; the caller's. */
static json_t *kept(struct door *door, int64_t seq)
{
	struct log log = { .store = door->store };
	struct entry entry;
	struct rows rows;
	json_t *json;
	struct err err;

	assert_int_equal(log_query(&rows, &log, seq, &err), 0);
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
	struct door *door = *state;
	int64_t seq, id;
	json_t *request;

	door_fill(door);
	id = door_activity(door, "A", "Vt 2022");
	door_must(door, "activity.update", "{'id':%" PRId64 ",'note':'%s'}", id,
	    words);
	seq = door_head(door);
	assert_true(somewhere(door, words));
	redact(door, seq, "note");
	assert_false(somewhere(door, words));
	assert_false(somewhere(door, "Åsa"));
	door_is(show(door, 1), "notes.0.note", "'[redacted 7]'");
	assert_int_equal(seq, 7);
	request = kept(door, seq);
	assert_null(json_object_get(request, "blind"));
	assert_non_null(json_object_get(request, "seen"));
	door_is(request, "params", "{'id':1,'note':'[redacted 7]'}");
	json_decref(request);
	request = kept(door, seq - 1);
	assert_non_null(json_object_get(request, "blind"));
	json_decref(request);
}

static void answer_names_the_entries(void **state)
{
	struct door *door = *state;

	door_fill(door);
	door_activity(door, "A", "Vt 2022");
	door_must(door, "activity.update", "{'id':1,'note':'%s'}", words);
	door_must(door, "activity.update", "{'id':1,'note':'%s'}", words);
	door_must(door, "activity.update", "{'id':1,'note':'Om %s.'}", words);
	door_must(door, "log.redact",
	    "{'seq':7,'field':'note','reason':'Personuppgift'}");
	door_is(door->result, "",
	    "{'seq':7,'field':'note','entries':[7,8],'remains':[9]}");
	assert_true(door->reply.has_receipt);
}

static void again_changes_nothing(void **state)
{
	struct door *door = *state;
	int64_t head;

	door_fill(door);
	door_activity(door, "A", "Vt 2022");
	door_must(door, "activity.update", "{'id':1,'note':'%s'}", words);
	head = redact(door, 7, "note");
	door_must(door, "log.redact",
	    "{'seq':7,'field':'note','reason':'En gång till'}");
	door_is(door->result, "unchanged", "true");
	assert_int_equal(door_head(door), head);
	door_is_replayed(door);
}

/* What comes after it is as if it had always been so. */
static void door_goes_on(void **state)
{
	struct door *door = *state;
	struct err err;

	door_fill(door);
	door_activity(door, "A", "Vt 2022");
	door_must(door, "activity.update", "{'id':1,'note':'%s'}", words);
	redact(door, 7, "note");
	door_activity(door, "B", "Ht 2022");
	door_is_replayed(door);
	requests_close(door->requests);
	if (requests_open(&door->requests, door->store, door->daemon,
		&door->clock, &err) != 0)
		fail_msg("%s", err.text);
	assert_int_equal(door_activity(door, "C", "Ht 2022"), 3);
	door_is_replayed(door);
}

static void reason_of_a_redaction_is_taken_out(void **state)
{
	struct door *door = *state;

	door_fill(door);
	door_activity(door, "A", "Vt 2022");
	door_must(door, "activity.update", "{'id':1,'note':'%s'}", words);
	door_must(door, "log.redact",
	    "{'seq':7,'field':'note','reason':'Enligt Åsas egen begäran'}");
	redact(door, 8, "reason");
	assert_false(somewhere(door, "Åsas egen"));
	assert_false(somewhere(door, words));
}

/* --- an import --- */

static void import_rows(struct door *door, const char *purpose)
{
	door_must(door, "plan.import",
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
	struct door *door = *state;

	door_fill(door);
	import_rows(door, "P");
	import_rows(door, "Q");
	redact(door, 6, "rows[0].activity");
	redact(door, 6, "rows[1].activity");
	assert_false(somewhere(door, "Stöd till familjen"));
	door_is(show(door, 1), "activity", "'[redacted 6]'");
	door_is(show(door, 2), "activity", "'[redacted 6.2]'");
	door_is(show(door, 2), "purpose", "'Q'");
	door_must(door, "plan.import",
	    "{'plan':'vbe','rows':[{'line':2,'activity':'[redacted 6]',"
	    "'purpose':'R'}]}");
	door_is(door->result, "added", "0");
	door_is(door->result, "changed", "1");
}

/* An owner of eight characters: the cell of the second import goes too, for it
 * would be another than the first's. */
static void short_cell_is_taken_out_of_every_import(void **state)
{
	struct door *door = *state;

	door_fill(door);
	import_rows(door, "P");
	import_rows(door, "Q");
	redact(door, 6, "rows[1].owner");
	assert_false(somewhere(door, "Stina"));
	door_is(show(door, 2), "owner_text", "'[redacted 6]'");
	door_is(show(door, 1), "owner_text", "'Kommunstyrelsen'");
}

/* "Klart" is everybody's word. */
static void short_words_stay_elsewhere(void **state)
{
	struct door *door = *state;

	door_fill(door);
	door_activity(door, "A", "Vt 2022");
	door_must(door, "activity.update", "{'id':1,'note':'Stina Ek'}");
	door_must(door, "activity.update",
	    "{'id':1,'note':'Stina Ek','progress':50}");
	redact(door, 7, "note");
	door_is(show(door, 1), "notes.0.note", "'[redacted 7]'");
	door_is(show(door, 1), "notes.1.note", "'Stina Ek'");
}

/* --- names --- */

/* Whether the entry's reading has its blind. */
static bool is_blind(struct door *door, int64_t seq)
{
	struct log log = { .store = door->store };
	struct entry entry;
	struct rows rows;
	struct err err;
	bool is;

	assert_int_equal(log_query(&rows, &log, seq, &err), 0);
	assert_int_equal(log_next(&rows, &entry, &err), 1);
	is = strstr(entry.reading, "\"blind\":\"") != NULL;
	rows_end(&rows);
	return is;
}

/* The reading of an alias is its folded form. */
static void alias_is_taken_out_folded(void **state)
{
	struct door *door = *state;

	door_fill(door);
	door_must(door, "department.edit",
	    "{'code':'ks','aliases':['Stab','Stina Ek']}");
	door_must(
	    door, "department.edit", "{'code':'ks','remove_aliases':['stab']}");
	assert_true(is_blind(door, 6));
	redact(door, 6, "aliases[1]");
	assert_false(is_blind(door, 6));
	assert_true(is_blind(door, 7));
	assert_false(somewhere(door, "Stina Ek"));
	assert_false(somewhere(door, "stina ek"));
	door_must(door, "department.list", "{}");
	door_is(door->result, "rows.1.aliases", "['[redacted 6]']");
	door_is(door->result, "rows.1.name", "'Kommunstyrelsen'");
}

static void name_of_a_key_is_taken_out(void **state)
{
	struct door *door = *state;

	door_fill(door);
	door_key(door, "Stina Ek", "department", "ks");
	door_must(
	    door, "key.revoke", "{'name':'Stina Ek','reason':'Har slutat'}");
	redact(door, 6, "name");
	assert_false(somewhere(door, "Stina"));
}

/* --- letters --- */

/* The words as a letter wraps them, and as it cuts them. */
static void letters_are_taken_out(void **state)
{
	char activity[341], wrapped[700] = "", told[1200];
	struct door *door = *state;

	for (int i = 0; i < 34; i++)
		memcpy(activity + (size_t)(10 * i), "Ordet fins ", 11);
	activity[339] = 'x';
	activity[340] = '\0';
	for (int i = 0; i < 28; i++)
		strcat(
		    wrapped, i % 7 == 6 ? "Ordet\\n      fins " : "Ordet fins");
	snprintf(told, sizeof(told), "1. %s…", wrapped);
	door_fill(door);
	door_activity(door, activity, "Vt 2022");
	door_own(door, "notice.issue",
	    "{'run':'2022-07-01','token':'%064d','address':"
	    "'ks@kommun.example','department':'ks','language':'sv',"
	    "'subject':'En aktivitet','text':'%s','notices':[{'activity':1,"
	    "'due_version':1,'stage':'overdue','regular':'2022-07-01','role':"
	    "'lead','department':'ks','n':1,'skipped':false}]}",
	    1, told);
	redact(door, 6, "activity");
	door_must(door, "notice.show", "{'id':1}");
	door_is(door->result, "text", "'[redacted 6]'");
	door_is(door->result, "subject", "'En aktivitet'");
	assert_false(somewhere(door, "Ordet"));
}

static void other_letters_stay(void **state)
{
	struct door *door = *state;

	door_fill(door);
	door_activity(door, "Stina Ek", "Vt 2022");
	door_own(door, "notice.issue",
	    "{'run':'2022-07-01','token':'%064d','address':"
	    "'ks@kommun.example','department':'ks','language':'sv',"
	    "'subject':'Stina Ek','text':'Om Stina Eks plats.','notices':"
	    "[{'activity':1,'due_version':1,'stage':'overdue','regular':"
	    "'2022-07-01','role':'lead','department':'ks','n':1,'skipped':"
	    "false}]}",
	    1);
	door_own(door, "notice.settle",
	    "{'dispatch':1,'state':'failed','answer':'no mailbox'}");
	redact(door, 6, "activity");
	door_must(door, "notice.show", "{'id':1}");
	door_is(door->result, "text", "'Om Stina Eks plats.'");
	door_is(door->result, "subject", "'[redacted 6]'");
	door_is(door->result, "answer", "'no mailbox'");
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
		{ 6, "rows[0].number", "has no field" },
		{ 6, "rows[0].line", "no free text" },
		{ 6, "rows[0].key", "was given no key" },
		{ 6, "rows[0].activity.x", "goes on behind" },
		{ 6, "rows[0].activity[0]", "goes on behind" },
		{ 6, "rows[0]activity", "name a field of it" },
		{ 6, "plan", "no free text" },
		{ 6, "params.plan", "has no field" },
		{ 6, "blind", "has no field" },
		{ 2, "aliases[0]", "was given no aliases" },
		{ 1, "coordinator", "planvaktd's own" },
	};
	struct door *door = *state;

	door_fill(door);
	import_rows(door, "P");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		refused(door, ERR_INVALID, wrong[i].told, wrong[i].seq,
		    wrong[i].path);
	refused(door, ERR_NOT_FOUND, "no entry 7", 7, "note");
}

static void only_coordinators_redact(void **state)
{
	struct door *door = *state;
	struct seal_key *ks;

	door_fill(door);
	door_activity(door, "A", "Vt 2022");
	ks = door_key(door, "Staben", "department", "ks");
	assert_int_equal(door_ask(door, ks, "activity.update",
			     "{'id':1,'note':'%s'}", words),
	    ERR_NONE);
	assert_int_equal(door_ask(door, ks, "log.redact",
			     "{'seq':8,'field':'note','reason':'Fel'}"),
	    ERR_DENIED);
	assert_true(somewhere(door, words));
	redact(door, 8, "note");
}

static void reason_holds_nothing_of_it(void **state)
{
	struct door *door = *state;

	door_fill(door);
	door_activity(door, "A", "Vt 2022");
	door_must(door, "activity.update", "{'id':1,'note':'Stina Ek'}");
	door_refused(door, ERR_INVALID, "reason: repeats", "log.redact",
	    "{'seq':7,'field':'note','reason':'Namnet Stina Ek'}");
	door_refused(door, ERR_INVALID, "identity number", "log.redact",
	    "{'seq':7,'field':'note','reason':'Nr 121212-1212'}");
}

/* Refused as a whole: head, tables and requests are as they were. */
static void what_later_entries_need_stays(void **state)
{
	struct door *door = *state;
	json_t *before, *after;

	door_fill(door);
	import_rows(door, "P");
	door_must(door, "plan.import",
	    "{'plan':'vbe','rows':[{'line':2,'activity':"
	    "'Stöd till familjen Ek','purpose':'Q','timeframe':'2022'}]}");
	door_must(door, "setting.set",
	    "{'name':'coordinator_mail','value':'stina.ek@kommun.example'}");
	before = kept(door, 6);
	refused(door, ERR_CONFLICT, "depend on them (entry 7", 6,
	    "rows[0].timeframe");
	after = kept(door, 6);
	assert_true(json_equal(before, after));
	json_decref(before);
	json_decref(after);
	refused(door, ERR_CONFLICT, "(setting coordinator_mail", 8, "value");
	assert_true(somewhere(door, "stina.ek@"));
	door_must(door, "setting.set",
	    "{'name':'coordinator_mail','value':'vbe@kommun.example'}");
	redact(door, 8, "value");
	assert_false(somewhere(door, "stina.ek@"));
}

/* --- what is done to a redacted log is found --- */

static int replay(struct door *door, struct err *err)
{
	struct store *fresh;
	int64_t entries;
	int result = -1;

	if (store_open(&fresh, ":memory:", STORE_CREATE, err) != 0 ||
	    replay_create(fresh, err) != 0 ||
	    store_prepare(fresh, request_families, err) != 0)
		fail_msg("%s", err->text);
	result = replay_log(door->store, fresh, door->daemon, &entries, err);
	store_close(fresh);
	return result;
}

static void execute(struct door *door, const char *sql)
{
	struct err err;

	if (store_execute(door->store, sql, &err) != 0)
		fail_msg("%s", err.text);
}

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
	struct door *door = *state;
	struct err err;

	door_fill(door);
	door_activity(door, "A", "Vt 2022");
	door_must(door, "activity.update", "{'id':1,'note':'%s'}", words);
	execute(door,
	    "CREATE TEMP TABLE before AS SELECT request FROM log"
	    " WHERE seq = 7");
	redact(door, 7, "note");
	for (size_t i = 0; i < sizeof(tamperings) / sizeof(tamperings[0]);
	     i++) {
		execute(door, "BEGIN");
		execute(door, tamperings[i].sql);
		if (replay(door, &err) == 0 ||
		    strstr(err.text, tamperings[i].words) == NULL)
			fail_msg("not found: %s", tamperings[i].sql);
		execute(door, "ROLLBACK");
	}
	assert_int_equal(replay(door, &err), 0);
}

/* Appends a decision past the door, with whatever reading. */
static void forge(
    struct door *door, const struct seal_key *key, const char *reading)
{
	json_t *json = door_json("{'seq':6,'field':'purpose','reason':'x'}");
	struct request request = door_request(door, "log.redact", json);
	struct entry entry = { .at = { DOOR_NOW }, .reading = reading };
	struct buffer body = { 0 };
	struct log log;
	struct err err;

	message_request_write(&body, &request);
	entry.request = body.bytes;
	entry.request_length = body.length;
	memcpy(entry.key, seal_key_public(key), SEAL_PUBLIC);
	seal_sha512(body.bytes, body.length, entry.request_sha512);
	seal_sign(key, SEAL_REQUEST, body.bytes, body.length, entry.signature);
	assert_int_equal(log_open(&log, door->store, &err), 0);
	assert_int_equal(log_append(&log, &entry, &err), 0);
	buffer_free(&body);
	json_decref(json);
}

/* The reading that excuses what entry 6 now says. */
static char *excuse(struct door *door, int64_t seq)
{
	struct buffer reading = { 0 };
	uint8_t hash[SEAL_SHA512];
	struct log log = { .store = door->store };
	struct entry entry;
	struct rows rows;
	struct err err;

	assert_int_equal(log_query(&rows, &log, seq, &err), 0);
	assert_int_equal(log_next(&rows, &entry, &err), 1);
	seal_sha512(entry.request, entry.request_length, hash);
	buffer_printf(&reading,
	    "{\"entries\":[{\"seq\":%" PRId64 ",\"request_sha512\":\"", seq);
	buffer_hex(&reading, hash, SEAL_SHA512);
	buffer_text(&reading, "\",\"reading_sha256\":\"");
	buffer_hex(&reading, entry.reading_sha256, SEAL_SHA256);
	buffer_text(&reading, "\"}]}");
	rows_end(&rows);
	return reading.bytes;
}

static void only_a_coordinator_excuses(void **state)
{
	struct door *door = *state;
	struct seal_key *auditor;
	struct err err;
	char *reading;

	door_fill(door);
	door_activity(door, "A", "Vt 2022");
	auditor = door_key(door, "Revisor", "auditor", NULL);
	execute(door,
	    "UPDATE log SET request = CAST(replace(CAST(request AS TEXT),"
	    " 'Syftet', 'Syftat') AS BLOB) WHERE seq = 6");
	reading = excuse(door, 6);
	forge(door, auditor, reading);
	assert_int_equal(replay(door, &err), -1);
	assert_non_null(strstr(err.text, "only a coordinator"));
	execute(door, "DELETE FROM log WHERE seq = 8");
	forge(door, door->coordinator, reading);
	assert_int_equal(replay(door, &err), 0);
	free(reading);
}

/* Design, section 4: only what came before. */
static void nothing_excuses_what_comes_later(void **state)
{
	struct door *door = *state;
	struct err err;
	char *reading;

	door_fill(door);
	door_activity(door, "A", "Vt 2022");
	reading = excuse(door, 6);
	execute(door, "BEGIN");
	reading[strlen("{\"entries\":[{\"seq\":")] = '7';
	forge(door, door->coordinator, reading);
	assert_int_equal(replay(door, &err), -1);
	assert_non_null(strstr(err.text, "damaged"));
	execute(door, "ROLLBACK");
	free(reading);
}

/* --- the file --- */

struct file {
	char directory[32], path[64], log[80];
};

/* The door goes on in a file. */
static void move_to_file(struct door *door, struct file *file)
{
	struct err err;
	char sql[128];

	strcpy(file->directory, "/tmp/planvakt-XXXXXX");
	assert_non_null(mkdtemp(file->directory));
	snprintf(file->path, sizeof(file->path), "%s/db", file->directory);
	snprintf(file->log, sizeof(file->log), "%s-wal", file->path);
	snprintf(sql, sizeof(sql), "VACUUM INTO '%s'", file->path);
	execute(door, sql);
	requests_close(door->requests);
	store_close(door->store);
	if (store_open(&door->store, file->path, STORE_WRITE, &err) != 0 ||
	    store_prepare(door->store, request_families, &err) != 0 ||
	    requests_open(&door->requests, door->store, door->daemon,
		&door->clock, &err) != 0)
		fail_msg("%s", err.text);
}

static void remove_file(struct door *door, const struct file *file)
{
	struct err err;

	requests_close(door->requests);
	store_close(door->store);
	unlink(file->path);
	assert_int_equal(rmdir(file->directory), 0);
	assert_int_equal(
	    store_open(&door->store, ":memory:", STORE_CREATE, &err), 0);
	assert_int_equal(replay_create(door->store, &err), 0);
	assert_int_equal(store_prepare(door->store, request_families, &err), 0);
	assert_int_equal(requests_open(&door->requests, door->store,
			     door->daemon, &door->clock, &err),
	    0);
}

static bool file_holds(const struct file *file, const char *text)
{
	return file_has(file->path, text) || file_has(file->log, text);
}

/* Pages that were filled, split and emptied leave nothing. */
static void file_forgets(void **state)
{
	struct door *door = *state;
	struct file file;

	door_fill(door);
	move_to_file(door, &file);
	for (int i = 1; i <= 60; i++) {
		door_activity(door, words, "Vt 2022");
		door_must(door, "activity.update",
		    "{'id':%d,'note':'%s nr %d'}", i, words, i);
	}
	assert_true(file_holds(&file, words));
	door_must(door, "log.redact",
	    "{'seq':6,'field':'activity','reason':'Personuppgift'}");
	for (int i = 1; i <= 60; i++)
		door_must(door, "log.redact",
		    "{'seq':%d,'field':'note','reason':'Personuppgift'}",
		    5 + 2 * i);
	assert_false(file_holds(&file, words));
	assert_false(file_holds(&file, "Åsa"));
	door_is_replayed(door);
	remove_file(door, &file);
}

/* A fixed sequence that looks random: SQLite's pages are filled, split and
 * merged in many ways. */
static unsigned number(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

__attribute__((format(printf, 2, 3))) static void execute_words(
    struct door *door, const char *format, ...)
{
	char sql[2048];
	va_list args;

	va_start(args, format);
	vsnprintf(sql, sizeof(sql), format, args);
	va_end(args);
	execute(door, sql);
}

enum { WORDS = 300 };

/* Words in an index whose pages are filled in any order; some of them go. */
static void fill_and_empty(struct door *door, unsigned seed, bool gone[WORDS])
{
	execute(door,
	    "DROP TABLE IF EXISTS t; CREATE TABLE t (n INTEGER PRIMARY KEY,"
	    " a TEXT); CREATE INDEX i ON t (a); BEGIN");
	for (int i = 0; i < WORDS; i++) {
		gone[i] = false;
		execute_words(door,
		    "INSERT INTO t VALUES (%d, '%06u%0*uordet%03d')", i,
		    number(&seed, 999999), (int)number(&seed, 30) + 1, 0u, i);
	}
	execute(door, "COMMIT");
	for (int i = 0; i < WORDS; i++) {
		unsigned victim = number(&seed, WORDS);

		execute_words(door, "UPDATE t SET a = 'q%u' WHERE n = %u",
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
	struct door *door = *state;
	struct file file;
	bool gone[WORDS];
	struct err err;
	int moved = 0;

	move_to_file(door, &file);
	execute(door, "PRAGMA synchronous = OFF");
	for (unsigned seed = 0; seed < 40; seed++) {
		fill_and_empty(door, seed, gone);
		execute(door, "PRAGMA wal_checkpoint(TRUNCATE)");
		moved += count_left(&file, gone);
		if (store_erase(door->store, &err) != 0)
			fail_msg("%s", err.text);
		assert_int_equal(count_left(&file, gone), 0);
	}
	print_message("%d words were left before\n", moved);
	remove_file(door, &file);
}

/* A reader holds the log of the file; whoever opens it next erases it. */
static void interrupted_erasure_is_done_at_start(void **state)
{
	static const char *const *const none[] = { NULL };
	struct door *door = *state;
	struct store *reader;
	struct file file;
	struct err err;

	door_fill(door);
	door_activity(door, "A", "Vt 2022");
	move_to_file(door, &file);
	door_must(door, "activity.update", "{'id':1,'note':'%s'}", words);
	assert_int_equal(store_open(&reader, file.path, STORE_READ, &err), 0);
	assert_int_equal(store_prepare(reader, none, &err), 0);
	assert_int_equal(
	    store_execute(reader, "BEGIN; SELECT count(*) FROM log", &err), 0);
	door_must(door, "log.redact",
	    "{'seq':7,'field':'note','reason':'Personuppgift'}");
	assert_non_null(strstr(door_diag, "still in the database's file"));
	assert_true(file_holds(&file, words));
	store_close(reader);
	requests_close(door->requests);
	if (requests_open(&door->requests, door->store, door->daemon,
		&door->clock, &err) != 0 ||
	    requests_commit(door->requests, &err) != 0)
		fail_msg("%s", err.text);
	assert_false(file_holds(&file, words));
	door_is_replayed(door);
	assert_int_equal(erasure_waits(door->store, &err), 0);
	remove_file(door, &file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOOR_TEST(note_is_taken_out),
		DOOR_TEST(answer_names_the_entries),
		DOOR_TEST(again_changes_nothing),
		DOOR_TEST(door_goes_on),
		DOOR_TEST(reason_of_a_redaction_is_taken_out),
		DOOR_TEST(import_still_matches),
		DOOR_TEST(short_cell_is_taken_out_of_every_import),
		DOOR_TEST(short_words_stay_elsewhere),
		DOOR_TEST(alias_is_taken_out_folded),
		DOOR_TEST(name_of_a_key_is_taken_out),
		DOOR_TEST(letters_are_taken_out),
		DOOR_TEST(other_letters_stay),
		DOOR_TEST(wrong_paths_are_refused),
		DOOR_TEST(only_coordinators_redact),
		DOOR_TEST(reason_holds_nothing_of_it),
		DOOR_TEST(what_later_entries_need_stays),
		DOOR_TEST(tampering_is_found),
		DOOR_TEST(only_a_coordinator_excuses),
		DOOR_TEST(nothing_excuses_what_comes_later),
		DOOR_TEST(file_forgets),
		DOOR_TEST(file_forgets_what_was_moved),
		DOOR_TEST(interrupted_erasure_is_done_at_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
