/* SPDX-License-Identifier: ISC */
/* The tables are a function of the log: every write replays, a changed view
 * is built anew, and whatever was done to an entry is found. */
#include "daemon/request/door.h"
#include "daemon/request/execute.h"
#include "daemon/request/rebuild.h"
#include "daemon/request/replay.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "daemon/store/compare.h"
#include "daemon/store/put_off.h"
#include "protocol/message_pack.h"
#include "protocol/sign_key.h"
#include "tests/unit/rig/redaction.h"
#include "tests/unit/rig/rig.h"
#include "tests/unit/sanitized.h"

/* --- every write --- */

/* Each write at least once, and what each changes looked at by another. */
static void write_rules(struct rig *rig)
{
	rig_must(rig, "setting.set", "{'name':'hour','value':'07'}");
	rig_must(rig, "setting.set", "{'name':'zone','value':'UTC'}");
	rig_must(rig, "setting.set", "{'name':'coordinator_mail','value':''}");
	rig_must(rig, "ladder.set", "{'stage':'begin','at':[3,9]}");
	rig_must(
	    rig, "ladder.set", "{'stage':'begin','plan':'vbe','off':true}");
	rig_must(rig, "ladder.set", "{'stage':'due','told':['coordinator']}");
	rig_must(rig, "ladder.reset", "{'stage':'begin'}");
	rig_must(rig, "quiet.add",
	    "{'from':'2022-07-11','to':'2022-07-24','reason':'Semester'}");
	rig_must(rig, "quiet.add", "{'from':'2022-12-23','to':'2023-01-05'}");
	rig_must(rig, "quiet.remove", "{'from':'2022-07-11'}");
	rig_must(rig, "notice.pause", "{'until':'2022-08-01','reason':'Byte'}");
	rig_must(rig, "notice.test", "{'address':'prov@kommun.example'}");
	rig_must(rig, "notice.resume", "{}");
	rig_must(rig, "notice.test", "{'address':'prov@kommun.example'}");
	rig_must(rig, "clock.confirm", "{}");
	rig_must(rig, "setting.set", "{'name':'digest','value':'friday'}");
	rig_must(rig, "plan.follow_up",
	    "{'code':'vbe','on':'2022-06-01','decision':'KF § 1'}");
	rig_must(rig, "report.note", "{'plan':'vbe','as_of':'2022-06-30'}");
	rig_must(rig, "plan.add", "{'code':'gammal','title':'Förra'}");
	rig_must(rig, "plan.close", "{'code':'gammal','reason':'Ersatt'}");
	rig_must(rig, "plan.add", "{'code':'ny','title':'Nästa'}");
	rig_must(rig, "plan.add", "{'code':'tom','title':'Tom'}");
	rig_must(rig, "plan.carry", "{'old':'tom','new':'ny'}");
}

static void write_notices(struct rig *rig)
{
	rig_own(rig, "notice.issue",
	    "{'run':'2022-07-01','token':'%064d','address':"
	    "'ks@kommun.example','department':'ks','language':'sv',"
	    "'subject':'S','text':'T','notices':[{'activity':1,"
	    "'due_version':3,'stage':'overdue','regular':'2022-07-01','role':"
	    "'lead','department':'ks','n':1,'skipped':false}]}",
	    1);
	rig_own(rig, "notice.settle",
	    "{'dispatch':1,'state':'failed','answer':'full'}");
	rig_own(rig, "notice.issue",
	    "{'run':'2022-07-01','token':'%064d','address':"
	    "'samordnare@kommun.example','language':'sv','subject':'S',"
	    "'text':'T','failures':[1],'missed':['2022-06-30'],'notices':["
	    "{'plan':'vbe','due_version':1,'stage':'follow-up','regular':"
	    "'2022-07-01','role':'coordinator','department':'','n':1,"
	    "'skipped':false},"
	    "{'activity':4,'due_version':2,'stage':'assigned','regular':"
	    "'2022-07-01','role':'former','department':'ks','n':1,"
	    "'skipped':false},"
	    "{'activity':4,'due_version':2,'stage':'upcoming','regular':"
	    "'2022-07-01','role':'lead','department':'sn','n':0,"
	    "'skipped':true}]}",
	    2);
	rig_must(rig, "notice.resend", "{'id':1}");
	rig_own(rig, "notice.revise",
	    "{'dispatch':1,'subject':'S2','text':'T2','dropped':[]}");
	rig_own(rig, "notice.revise", "{'dispatch':2,'dropped':[2,3]}");
	rig_own(rig, "notice.settle",
	    "{'dispatch':1,'state':'accepted','address':"
	    "'tidigare@kommun.example'}");
	rig_must(rig, "activity.acknowledge", "{'id':1,'note':'Sett'}");
	rig_must(rig, "activity.snooze", "{'id':1,'until':'2022-07-12'}");
	rig_must(rig, "activity.snooze", "{'id':1,'until':'2022-07-13'}");
	rig_own(rig, "reminder.ran", "{'day':'2022-07-01','messages':1}");
}

static void replace_key(struct rig *rig, const struct sign_key *old)
{
	struct sign_key *new = sign_key_generate();
	char line[SIGN_SSH_PUBLIC];

	sign_public_write(sign_key_public(new), line);
	sign_key_free(new);
	assert_int_equal(rig_ask(rig, old, "key.replace",
			     "{'name':'Staben','key':'%s'}", line),
	    ERR_NONE);
}

static void write_everything(struct rig *rig)
{
	struct sign_key *ks;

	rig_fill(rig);
	ks = rig_key(rig, "Staben", "department", "ks");
	rig_must(rig, "department.edit",
	    "{'code':'ks','name':'Kommunstaben','escalation':"
	    "'chef@kommun.example','aliases':['Staben','KLK']}");
	rig_must(
	    rig, "department.edit", "{'code':'ks','remove_aliases':['klk']}");
	rig_must(rig, "plan.import",
	    "{'plan':'vbe','rows':["
	    "{'line':2,'key':'1','activity':'A','purpose':'P','timeframe':"
	    "'Vt 2022','owner':'Staben och Socialnämnden','areas':['vbe']},"
	    "{'line':3,'activity':'B','timeframe':'snart','owner':'Ingen'}]}");
	rig_must(rig, "plan.import",
	    "{'plan':'vbe','decision':'KS § 1','rows':["
	    "{'line':2,'key':'1','activity':'A2','purpose':'P','timeframe':"
	    "'Ht 2022','owner':'Staben'},"
	    "{'line':3,'activity':'C','timeframe':'löpande'}]}");
	rig_must(rig, "department.import",
	    "{'rows':[{'line':2,'code':'ny','name':'Ny nämnd','mail':"
	    "'ny@kommun.example'},{'line':3,'code':'ks','name':'Staben'}]}");
	rig_activity(rig, "D", "början av 2022");
	rig_must(rig, "activity.confirm", "{'id':4}");
	rig_must(rig, "activity.edit",
	    "{'id':4,'purpose':'Q','strategies':['förebygga']}");
	rig->clock.at.seconds += 86400;
	rig_must(rig, "activity.move",
	    "{'id':4,'timeframe':'Vt 2023','decision':'KS § 2'}");
	rig_must(rig, "activity.assign",
	    "{'id':4,'lead':'sn','cooperating':['ks','bun']}");
	assert_int_equal(rig_ask(rig, ks, "activity.update",
			     "{'id':1,'status':'done','note':'Klart',"
			     "'done_on':'2022-07-01','reported_by':'ks'}"),
	    ERR_NONE);
	rig_must(rig, "activity.drop", "{'id':2,'reason':'Inte aktuell'}");
	rig_must(rig, "activity.reopen", "{'id':1,'reason':'Tas om'}");
	write_notices(rig);
	write_rules(rig);
	rig_must(rig, "holidays.add", "{'date':'2026-05-15','name':'Klämdag'}");
	rig_must(rig, "holidays.add", "{'date':'2026-01-05','name':'Klämdag'}");
	rig_must(rig, "holidays.remove", "{'date':'2026-05-15'}");
	rig_must(rig, "plan.edit", "{'code':'vbe','review':'6m'}");
	rig_own(rig, "state.restored", "{'from':'Nattens kopia'}");
	rig_must(rig, "log.confirm", "{'seq':%" PRId64 "}", rig_head(rig));
	rig_must(
	    rig, "department.edit", "{'code':'ks','remove_escalation':true}");
	rig_must(rig, "department.replace", "{'old':'sn','new':'bun'}");
	replace_key(rig, ks);
	rig_must(rig, "key.revoke", "{'name':'Staben','reason':'bytt'}");
	rig_redact(rig, rig_head(rig), "reason", "Namn");
}

static bool log_has_method(struct rig *rig, const char *method)
{
	struct request request;
	struct entry entry;
	struct rows rows;
	struct err err;
	bool found = false;

	rows = log_query(rig->store, 1);
	while (!found && log_next(&rows, &entry, &err) == 1) {
		assert_int_equal(message_request_read(&request, entry.request,
				     entry.request_length, &err),
		    0);
		found = strcmp(request.method, method) == 0;
		message_request_release(&request);
	}
	rows_end(&rows);
	return found;
}

/* What is not in the script above is replayed by its family's own test, which
 * is named by the method's first word. */
static bool family_replays(const char *method)
{
	char path[96], quoted[64];
	char *text = NULL;
	size_t size = 0;
	bool replays;
	FILE *file;

	snprintf(path, sizeof(path), "tests/unit/%.*s.c",
	    (int)strcspn(method, "."), method);
	snprintf(quoted, sizeof(quoted), "\"%s\"", method);
	file = fopen(path, "re");
	if (file == NULL)
		return false;
	replays = getdelim(&text, &size, '\0', file) > 0 &&
	    strstr(text, quoted) != NULL &&
	    strstr(text, "rig_is_replayed(") != NULL;
	fclose(file);
	free(text);
	return replays;
}

static void every_write_replays(void **state)
{
	struct rig *rig = *state;
	const struct command *command = NULL;

	write_everything(rig);
	while ((command = rig_command(command)) != NULL)
		if (command->effect == WRITES &&
		    !log_has_method(rig, command->method) &&
		    !family_replays(command->method))
			fail_msg("%s is neither in this script nor replayed in"
				 " its family's test",
			    command->method);
	rig_is_replayed(rig);
}

/* The reading is in the log: a reader that changed, or a zone, changes
 * nothing of what was. */
static void replay_asks_no_calendar(void **state)
{
	struct rig *rig = *state;

	write_everything(rig);
	rig_calendar_closed = true;
	rig_is_replayed(rig);
}

/* Two entries that the same second has, a clock that stepped back; and one that
 * a coordinator confirmed to be an hour behind. */
static void held_time_replays(void **state)
{
	struct rig *rig = *state;

	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	rig->clock.at.seconds -= 60;
	rig_must(rig, "activity.update", "{'id':1,'status':'started'}");
	rig->clock.at.seconds -= 3600;
	rig_must(rig, "clock.confirm", "{}");
	rig_must(rig, "activity.update", "{'id':1,'status':'done'}");
	rig_is_replayed(rig);
}

/* --- what was done to an entry is found --- */

/* With a log of five entries. */
static void tampering_is_found(void **state)
{
	static const struct {
		const char *sql, *words;
	} tamperings[] = {
		{ "DELETE FROM log WHERE seq = 1", "entry 2" },
		{ "DELETE FROM log WHERE seq = 3", "entry 4" },
		{ "UPDATE log SET seq = seq + 1 WHERE seq = 5", "entry 6" },
		{ "UPDATE log SET seq = seq + 100;"
		  "UPDATE log SET seq = 106 - seq",
		    "entry 1" },
		{ "UPDATE log SET seq = 9 WHERE seq = 3;"
		  "UPDATE log SET seq = 3 WHERE seq = 4;"
		  "UPDATE log SET seq = 4 WHERE seq = 9",
		    "entry 3" },
		{ "UPDATE log SET at = at + 1 WHERE seq = 3", "entry 3" },
		{ "UPDATE log SET at = at - 1 WHERE seq = 3", "entry 3" },
		{ "UPDATE log SET uid = 0 WHERE seq = 3", "entry 3" },
		{ "UPDATE log SET key = (SELECT key FROM log WHERE seq = 1)"
		  " WHERE seq = 3",
		    "entry 3" },
		{ "UPDATE log SET request = CAST(replace(CAST(request AS"
		  " TEXT), 'bun', 'bum') AS BLOB) WHERE seq = 3",
		    "entry 3" },
		{ "UPDATE log SET request = CAST(CAST(request AS TEXT) || ' '"
		  " AS BLOB) WHERE seq = 3",
		    "entry 3" },
		{ "UPDATE log SET request_sha512 = zeroblob(64)"
		  " WHERE seq = 3",
		    "entry 3" },
		{ "UPDATE log SET signature = zeroblob(64) WHERE seq = 3",
		    "entry 3" },
		{ "UPDATE log SET reading = '{}' WHERE seq = 3", "entry 3" },
		{ "UPDATE log SET reading = reading || ' ' WHERE seq = 3",
		    "entry 3" },
		{ "UPDATE log SET reading = reading || char(0) || 'x'"
		  " WHERE seq = 3",
		    "entry 3" },
		{ "UPDATE log SET previous = zeroblob(32) WHERE seq = 3",
		    "entry 3" },
		{ "UPDATE log SET hash = zeroblob(32) WHERE seq = 3",
		    "entry 3" },
		{ "INSERT INTO log SELECT 6, at, uid, key, request,"
		  " request_sha512, signature, reading, reading_sha256,"
		  " previous, hash"
		  " FROM log WHERE seq = 5",
		    "entry 6" },
		{ "PRAGMA ignore_check_constraints = ON;"
		  "UPDATE log SET hash = x'00' WHERE seq = 3",
		    "entry 3" },
		{ "DELETE FROM log", "empty" },
	};
	struct rig *rig = *state;
	struct err err;
	int missed = 0;

	rig_fill(rig);
	assert_int_equal(rig_head(rig), 5);
	assert_int_equal(rig_replay(rig, &err), 0);
	for (size_t i = 0; i < sizeof(tamperings) / sizeof(tamperings[0]);
	     i++) {
		rig_execute(rig, "BEGIN");
		rig_execute(rig, tamperings[i].sql);
		if (rig_replay(rig, &err) == 0 ||
		    strstr(err.text, tamperings[i].words) == NULL) {
			print_error("not found: %s\n", tamperings[i].sql);
			missed++;
		} else {
			assert_int_equal(err.code, ERR_INVALID);
		}
		rig_execute(rig, "ROLLBACK");
	}
	assert_int_equal(missed, 0);
	assert_int_equal(rig_replay(rig, &err), 0);
}

enum { KEPT_MAX = 16 };

/* The log written anew by someone without any key: every hash and every link
 * holds, but for what `change` did to it. */
static void rewrite(struct rig *rig, bool (*change)(struct entry *entry))
{
	struct log log = { .store = rig->store };
	struct entry entries[KEPT_MAX], *entry = entries;
	struct rows rows;
	struct err err;

	rows = log_query(rig->store, 1);
	while (log_next(&rows, entry, &err) == 1) {
		assert_true(entry < entries + KEPT_MAX - 1);
		entry->request = memcpy(test_malloc(entry->request_length),
		    entry->request, entry->request_length);
		entry->reading = strdup(entry->reading);
		entry++;
	}
	rig_execute(rig, "DELETE FROM log");
	for (const struct entry *end = entry, *old = entries; old < end;
	     old++) {
		struct entry new = *old;

		if (change(&new))
			assert_int_equal(log_append(&log, &new, &err), 0);
		test_free((void *)(uintptr_t)old->request);
		free((void *)(uintptr_t)old->reading);
	}
}

static bool without_the_third(struct entry *entry)
{
	return entry->seq != 3;
}

static bool third_by_another(struct entry *entry)
{
	entry->uid += entry->seq == 3;
	return true;
}

static bool third_read_otherwise(struct entry *entry)
{
	if (entry->seq == 3)
		entry->reading = "{}";
	return true;
}

static bool as_it_was(struct entry *entry)
{
	(void)entry;
	return true;
}

/* History cannot be rewritten without the keys of all
 * who wrote later, for they have signed what they had seen. */
static void rewritten_history_is_found(void **state)
{
	static bool (*const changes[])(struct entry * entry) = {
		without_the_third, third_by_another, third_read_otherwise
	};
	struct rig *rig = *state;
	struct err err;

	rig_fill(rig);
	rig_execute(rig, "BEGIN");
	rewrite(rig, as_it_was);
	assert_int_equal(rig_replay(rig, &err), 0);
	rig_execute(rig, "ROLLBACK");
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		rig_execute(rig, "BEGIN");
		rewrite(rig, changes[i]);
		assert_int_equal(rig_replay(rig, &err), -1);
		assert_non_null(strstr(err.text, "seen"));
		rig_execute(rig, "ROLLBACK");
	}
	assert_int_equal(rig_replay(rig, &err), 0);
}

static void log_of_another_daemon_is_found(void **state)
{
	struct rig *rig = *state;
	struct sign_key *own = rig->daemon;
	struct err err;

	rig->daemon = sign_key_generate();
	assert_int_equal(rig_replay(rig, &err), -1);
	assert_non_null(strstr(err.text, "entry 1"));
	sign_key_free(rig->daemon);
	rig->daemon = own;
}

/* The place that a forged entry claims to follow; NULL for the true one. */
static void (*displace)(struct log *log);
/* What is done to a forged request's bytes before it is signed; NULL. */
static void (*garble)(char *body);

/* Appends an entry past the door, as who holds the database and a key, but
 * not the daemon, could; hash and chain are right. */
static void forge(struct rig *rig, const struct sign_key *key,
    const char *method, const char *params, const char *reading)
{
	json_t *json = rig_json("%s", params);
	struct request request = rig_request(rig, method, json);
	struct entry entry = { .at = { RIG_NOW }, .reading = reading };
	struct buffer body = { 0 };
	struct log log;
	struct err err;

	message_request_write(&body, &request);
	if (garble != NULL)
		garble(body.bytes);
	entry.request = body.bytes;
	entry.request_length = body.length;
	memcpy(entry.key, sign_key_public(key), SIGN_PUBLIC);
	sign_sha512(body.bytes, body.length, entry.request_sha512);
	sign_message(
	    key, SIGN_REQUEST, body.bytes, body.length, entry.signature);
	assert_int_equal(log_open(&log, rig->store, &err), 0);
	if (displace != NULL)
		displace(&log);
	assert_int_equal(log_append(&log, &entry, &err), 0);
	buffer_free(&body);
	json_decref(json);
}

static void forgery_is_found(struct rig *rig, const struct sign_key *key,
    const char *method, const char *params, const char *words)
{
	struct err err;

	rig_execute(rig, "BEGIN");
	forge(rig, key, method, params, "{}");
	assert_int_equal(rig_replay(rig, &err), -1);
	if (strstr(err.text, words) == NULL)
		fail_msg("no \"%s\" in: %s", words, err.text);
	rig_execute(rig, "ROLLBACK");
}

static void forged_entries_are_found(void **state)
{
	static const char plan[] = "{\"code\":\"p1\",\"title\":\"T\"}";
	struct rig *rig = *state;
	struct sign_key *unverified = sign_key_generate(), *revoked;
	struct err err;

	rig_fill(rig);
	revoked = rig_key(rig, "Vera", "coordinator", NULL);
	rig_must(rig, "key.revoke", "{'name':'Vera','reason':'slutat'}");
	rig_execute(rig, "BEGIN");
	forge(rig, rig->coordinator, "plan.add", plan, "{}");
	assert_int_equal(rig_replay(rig, &err), 0);
	rig_execute(rig, "ROLLBACK");
	forgery_is_found(rig, unverified, "plan.add", plan, "not known");
	forgery_is_found(rig, revoked, "plan.add", plan, "revoked");
	forgery_is_found(rig, rig->coordinator, "plan.bad", plan, "plan.bad");
	forgery_is_found(rig, rig->coordinator, "plan.add",
	    "{\"code\":\"vbe\",\"title\":\"T\"}", "there is a plan");
	forgery_is_found(rig, rig->coordinator, "plan.edit",
	    "{\"code\":\"vbe\",\"review\":\"4m\"}", "changes nothing");
	sign_key_free(unverified);
}

/* Whoever holds the database can give the last entry another reading, for no
 * later signature has seen it. Whatever it is, it is found in words. */
static void damaged_readings_are_found(void **state)
{
	static const char *const readings[] = { "", "null", "[]", "7", "{}",
		"no JSON",
		"{\"timeframe\":null,\"rows\":null,\"value\":null,"
		"\"today\":null,\"at\":null,\"code\":null,\"token\":null,"
		"\"entries\":null}",
		"{\"timeframe\":7,\"rows\":7,\"value\":7,\"today\":7,\"at\":7,"
		"\"code\":7,\"token\":7,\"entries\":7}",
		"{\"timeframe\":{\"kind\":\"x\",\"vague\":true,\"reason\":"
		"\"\"},\"rows\":[],\"value\":[],\"today\":\"x\",\"at\":[-1],"
		"\"told\":[null],\"same\":false,\"code\":\"ks\",\"aliases\":"
		"[null],\"entries\":[null]}",
		"{\"timeframe\":{\"kind\":\"fixed\"},\"rows\":[{}],\"entries\":"
		"[{\"seq\":1}]}",
		"{\"rows\":[{\"timeframe\":{\"kind\":null},\"unresolved\":0}]}",
		"{\"rows\":[{\"id\":99,\"timeframe\":{\"kind\":\"fixed\","
		"\"vague\":false,\"reason\":\"\"},\"unresolved\":0}]}" };
	static const struct {
		const char *method, *params;
	} entries[] = {
		{ "activity.add",
		    "{'plan':'vbe','activity':'A','purpose':'','timeframe':"
		    "'2022','lead':'ks'}" },
		{ "activity.move",
		    "{'id':1,'timeframe':'2022','decision':'KS § 1'}" },
		{ "activity.reopen", "{'id':1,'reason':'Åter'}" },
		{ "activity.update", "{'id':1,'status':'started'}" },
		{ "department.add",
		    "{'code':'ny','name':'Ny','mail':'a@kommun.example'}" },
		{ "department.edit", "{'code':'ks','name':'Ny'}" },
		{ "department.import",
		    "{'rows':[{'line':2,'code':'ks','name':'Nyare'}]}" },
		{ "plan.import",
		    "{'plan':'vbe','rows':[{'line':2,'activity':'B'}]}" },
		{ "setting.set", "{'name':'hour','value':'7'}" },
		{ "ladder.set", "{'stage':'due','off':true}" },
		{ "notice.test", "{'address':'a@kommun.example'}" },
		{ "activity.acknowledge", "{'id':1}" },
		{ "kind.add", "{'name':'Eldning','area':'other'}" },
		{ "kind.retire", "{'name':'poster'}" },
		{ "observation.add",
		    "{'date':'2022-06-02','area':'vbe','kind':'poster',"
		    "'text':'T'}" },
		{ "observation.import",
		    "{'rows':[{'line':2,'date':'2022-06-02',"
		    "'kind':'poster'}]}" },
		{ "problem.add", "{'name':'Klotter'}" },
		{ "problem.close", "{'name':'Klotter','reason':'Sanerat'}" },
		{ "log.redact",
		    "{'seq':2,'field':'name','reason':'Fel namn'}" },
		{ "rating.set", "{'id':1,'period':'2022','band':'reached'}" },
		{ "meeting.add", "{'body':'SN','date':'2022-09-01'}" },
		{ "meeting.drop",
		    "{'body':'SN','date':'2022-09-01','reason':'Inställt'}" },
		{ "meeting.body", "{'body':'SN','time':'9'}" },
		{ "meeting.import",
		    "{'rows':[{'line':2,'body':'SN','date':'2022-09-01'}]}" },
	};
	size_t rows = sizeof(entries) / sizeof(entries[0]);
	const struct command *command = NULL;
	struct rig *rig = *state;
	struct err err;

	while ((command = rig_command(command)) != NULL)
		rows -= command->reading != NULL;
	assert_int_equal(rows, 0);
	rig_fill(rig);
	rig_activity(rig, "A", "Vt 2022");
	for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++)
		for (size_t j = SANITIZED ? i % 3 : 0;
		     j < sizeof(readings) / sizeof(readings[0]);
		     j += SANITIZED ? 3 : 1) {
			json_t *json = rig_json("%s", entries[i].params);
			char *params = json_dumps(json, 0);

			rig_execute(rig, "BEGIN");
			forge(rig, rig->coordinator, entries[i].method, params,
			    readings[j]);
			if (rig_replay(rig, &err) == 0 ||
			    strstr(err.text, "reading") == NULL)
				fail_msg("%s with %s: %s", entries[i].method,
				    readings[j], err.text);
			rig_execute(rig, "ROLLBACK");
			free(params);
			json_decref(json);
		}
}

static void after_a_gap(struct log *log)
{
	log->head.seq++;
}

static void after_another(struct log *log)
{
	log->head.hash[0] ^= 1;
}

static void after_nothing(struct log *log)
{
	memset(log->head.hash, 0, sizeof(log->head.hash));
}

/* Signed and hashed as it should be, but in another place. */
static void displaced_entries_are_found(void **state)
{
	static const char plan[] = "{\"code\":\"p1\",\"title\":\"T\"}";
	struct rig *rig = *state;

	rig_fill(rig);
	displace = after_a_gap;
	forgery_is_found(rig, rig->coordinator, "plan.add", plan, "entry 7");
	displace = after_another;
	forgery_is_found(rig, rig->coordinator, "plan.add", plan, "entry 6");
	displace = after_nothing;
	forgery_is_found(rig, rig->coordinator, "plan.add", plan, "entry 6");
	displace = NULL;
}

static void without_a_colon(char *body)
{
	*(strstr(body, "\"line\":") + strlen("\"line\"")) = ' ';
}

/* The rows of a request so long stay texts, and each is looked at. */
static void long_request_that_is_no_json_is_found(void **state)
{
	static const char begin[] = "{\"plan\":\"vbe\",\"rows\":[{"
				    "\"line\":2,\"activity\":\"";
	static char params[sizeof(begin) + MESSAGE_PACK_FROM + 4];
	struct rig *rig = *state;

	memset(params, 'o', sizeof(params) - 1);
	memcpy(params, begin, sizeof(begin) - 1);
	memcpy(params + sizeof(params) - 5, "\"}]}", 5);
	rig_fill(rig);
	garble = without_a_colon;
	forgery_is_found(rig, rig->coordinator, "plan.import", params, "row 1");
	garble = NULL;
	forgery_is_found(
	    rig, rig->coordinator, "plan.import", params, "reading");
}

/* Whether all signatures hold is told before whether what they sign can be
 * done: here entry 6 cannot, and entry 7 was changed. */
static void what_was_changed_later_is_told_first(void **state)
{
	static const char plan[] = "{\"code\":\"p1\",\"title\":\"T\"}";
	struct rig *rig = *state;
	struct err err;

	rig_fill(rig);
	rig_execute(rig, "BEGIN");
	forge(rig, rig->coordinator, "plan.bad", plan, "{}");
	forge(rig, rig->coordinator, "plan.add", plan, "{}");
	assert_int_equal(rig_replay(rig, &err), -1);
	assert_non_null(strstr(err.text, "entry 6"));
	rig_execute(rig, "UPDATE log SET uid = uid + 1 WHERE seq = 7");
	assert_int_equal(rig_replay(rig, &err), -1);
	assert_non_null(strstr(err.text, "entry 7"));
	rig_execute(rig, "ROLLBACK");
}

static void at_no_time(struct log *log)
{
	log->at.seconds = 0;
}

/* Design, section 4: an entry's time is never before its predecessor's. */
static void entry_before_its_predecessor_is_found(void **state)
{
	static const char plan[] = "{\"code\":\"p1\",\"title\":\"T\"}";
	struct rig *rig = *state;

	rig->clock.at.seconds = RIG_NOW + 1;
	rig_fill(rig);
	displace = at_no_time;
	forgery_is_found(rig, rig->coordinator, "plan.add", plan, "older");
	displace = NULL;
}

static bool has_index(struct rig *rig, const char *name)
{
	static const char *const sql[] = {
		"SELECT count(*) FROM sqlite_schema WHERE name = ?1", NULL
	};

	rig_prepare(rig, sql);
	return rig_number(rig, sql, 0, BIND(TEXT(name))) == 1;
}

/* Those that no entry asks, which view.sql marks, and no others. */
static void indexes_that_are_put_off_come_back(void **state)
{
	struct rig *rig = *state;
	char *later = NULL;
	struct err err;

	rig_fill(rig);
	rig_execute(rig, "BEGIN");
	assert_int_equal(store_put_off(rig->store, &later, &err), 0);
	assert_false(has_index(rig, "activity_place"));
	assert_false(has_index(rig, "progress_note_answered"));
	assert_true(has_index(rig, "next_due_day"));
	assert_true(has_index(rig, "key_holder"));
	assert_int_equal(rebuild_check_schema(rig->store, &err), -1);
	assert_int_equal(store_execute(rig->store, later, &err), 0);
	assert_int_equal(rebuild_check_schema(rig->store, &err), 0);
	rig_execute(rig, "ROLLBACK");
	free(later);
}

/* A log that was cut at its end is whole; the tables tell. */
static void cut_log_is_found_by_the_tables(void **state)
{
	static const struct store_but except[] = { { "log" }, { "next_due" },
		{ 0 } };
	struct rig *rig = *state;
	struct store *fresh;
	char difference[256];
	int64_t entries;
	struct err err;

	rig_fill(rig);
	rig_execute(rig, "DELETE FROM log WHERE seq = 5");
	assert_int_equal(store_open(&fresh, ":memory:", STORE_CREATE, &err), 0);
	assert_int_equal(rebuild_create(fresh, &err), 0);
	assert_int_equal(door_prepare(fresh, &err), 0);
	assert_int_equal(
	    replay_log(rig->store, fresh, rig->daemon, &entries, &err), 0);
	assert_int_equal(entries, 4);
	assert_int_equal(store_compare(rig->store, fresh, except, difference,
			     sizeof(difference), &err),
	    1);
	assert_non_null(strstr(difference, "table entry_method"));
	store_close(fresh);
}

/* --- replay_open --- */

struct file {
	char directory[32], path[64];
};

/* The door's database as a file. */
static void make_file(struct rig *rig, struct file *file)
{
	char sql[128];

	strcpy(file->directory, "/tmp/planvakt-XXXXXX");
	assert_non_null(mkdtemp(file->directory));
	snprintf(file->path, sizeof(file->path), "%s/db", file->directory);
	snprintf(sql, sizeof(sql), "VACUUM INTO '%s'", file->path);
	rig_execute(rig, sql);
}

static void change_file(const struct file *file, const char *sql)
{
	struct store *store;
	struct err err;

	assert_int_equal(store_open(&store, file->path, STORE_WRITE, &err), 0);
	if (store_execute(store, sql, &err) != 0)
		fail_msg("%s", err.text);
	store_close(store);
}

static void remove_file(const struct file *file)
{
	unlink(file->path);
	assert_int_equal(rmdir(file->directory), 0);
}

static void is_the_door(struct rig *rig, struct store *store)
{
	char difference[256] = "";
	struct err err;

	if (store_compare(rig->store, store,
		(const struct store_but[]){ { 0 } }, difference,
		sizeof(difference), &err) != 0)
		fail_msg("%s", difference);
}

static void current_view_is_opened_as_it_is(void **state)
{
	struct rig *rig = *state;
	struct store *store;
	struct file file;
	bool rebuilt = true;
	struct err err;

	write_everything(rig);
	make_file(rig, &file);
	assert_int_equal(
	    replay_open(&store, file.path, rig->daemon, &rebuilt, &err), 0);
	assert_false(rebuilt);
	is_the_door(rig, store);
	store_close(store);
	remove_file(&file);
}

/* Another view.sql: other tables, other columns, other indexes. */
static void changed_view_is_built_anew(void **state)
{
	struct rig *rig = *state;
	struct store *store;
	struct file file;
	bool rebuilt = false;
	struct err err;

	write_everything(rig);
	make_file(rig, &file);
	change_file(&file,
	    "UPDATE built SET view_sha256 = zeroblob(32);"
	    "UPDATE plan SET title = 'X';"
	    "CREATE TABLE former (a TEXT REFERENCES plan (code)) STRICT;"
	    "INSERT INTO former SELECT code FROM plan;"
	    "DROP INDEX activity_text; DROP TABLE run;"
	    "ALTER TABLE dispatch ADD COLUMN former TEXT");
	rig_calendar_closed = true;
	if (replay_open(&store, file.path, rig->daemon, &rebuilt, &err) != 0)
		fail_msg("%s", err.text);
	assert_true(rebuilt);
	is_the_door(rig, store);
	assert_int_equal(
	    store_execute(
		store, "INSERT INTO cooperating VALUES (99, 0, 'x')", &err),
	    -1);
	store_close(store);
	assert_int_equal(
	    replay_open(&store, file.path, rig->daemon, &rebuilt, &err), 0);
	assert_false(rebuilt);
	is_the_door(rig, store);
	store_close(store);
	remove_file(&file);
}

/* Statements are prepared and the log goes on. */
static void rebuilt_state_serves(void **state)
{
	struct rig *rig = *state;
	struct door *door;
	struct store *store;
	struct file file;
	bool rebuilt;
	json_t *params = rig_json("{'day':'2022-07-02','messages':0}");
	struct err err;

	write_everything(rig);
	make_file(rig, &file);
	change_file(&file, "UPDATE built SET view_sha256 = zeroblob(32)");
	assert_int_equal(
	    replay_open(&store, file.path, rig->daemon, &rebuilt, &err), 0);
	assert_int_equal(
	    door_open(&door, store, rig->daemon, &rig->clock, &err), 0);
	assert_int_equal(
	    request_own(door, "reminder.ran", params, NULL, &err), 0);
	assert_int_equal(door_commit(door, &err), 0);
	assert_int_equal(door_head(door)->seq, rig_head(rig) + 1);
	door_close(door);
	store_close(store);
	remove_file(&file);
	json_decref(params);
}

/* A log that does not hold is not made into tables: the old ones stay. */
static void damaged_log_is_not_rebuilt(void **state)
{
	static const struct store_but except[] = { { "log" }, { "built" },
		{ "next_due" }, { 0 } };
	char difference[256] = "";
	struct rig *rig = *state;
	struct store *store = NULL;
	struct file file;
	bool rebuilt;
	struct err err;

	rig_fill(rig);
	make_file(rig, &file);
	change_file(&file,
	    "UPDATE built SET view_sha256 = zeroblob(32);"
	    "UPDATE log SET at = at + 1 WHERE seq = 3");
	assert_int_equal(
	    replay_open(&store, file.path, rig->daemon, &rebuilt, &err), -1);
	assert_null(store);
	assert_int_equal(err.code, ERR_INVALID);
	assert_non_null(strstr(err.text, "entry 3"));
	assert_int_equal(store_open(&store, file.path, STORE_READ, &err), 0);
	if (store_compare(rig->store, store, except, difference,
		sizeof(difference), &err) != 0)
		fail_msg("%s", difference);
	store_close(store);
	remove_file(&file);
}

/* Only log.sql has versions, and a newer one is for a newer planvaktd. */
static void check_version_refused(
    struct rig *rig, const char *change, const char *words)
{
	struct store *store = NULL;
	struct file file;
	bool rebuilt;
	struct err err;

	make_file(rig, &file);
	change_file(&file, change);
	assert_int_equal(
	    replay_open(&store, file.path, rig->daemon, &rebuilt, &err), -1);
	assert_null(store);
	assert_int_equal(err.code, ERR_VERSION);
	assert_non_null(strstr(err.text, file.path));
	if (strstr(err.text, words) == NULL)
		fail_msg("\"%s\" in: %s", words, err.text);
	remove_file(&file);
}

static void newer_log_is_refused(void **state)
{
	check_version_refused(*state,
	    "PRAGMA user_version = 3;"
	    "UPDATE built SET view_sha256 = zeroblob(32)",
	    "has log version 3");
}

/* Before anything of it is read: its tables may be others. */
static void older_log_is_refused(void **state)
{
	check_version_refused(*state,
	    "PRAGMA user_version = 1; DROP TABLE built",
	    "before the first release: make a new state");
}

static void fresh_store_has_this_version(void **state)
{
	struct rig *rig = *state;
	int64_t version;
	struct err err;

	assert_int_equal(store_version(rig->store, &version, &err), 0);
	assert_int_equal(version, LOG_VERSION);
	assert_int_equal(replay_check_version(rig->store, "x", &err), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(every_write_replays),
		RIG_TEST(replay_asks_no_calendar),
		RIG_TEST(held_time_replays),
		RIG_TEST(tampering_is_found),
		RIG_TEST(rewritten_history_is_found),
		RIG_TEST(log_of_another_daemon_is_found),
		RIG_TEST(forged_entries_are_found),
		RIG_TEST(damaged_readings_are_found),
		RIG_TEST(displaced_entries_are_found),
		RIG_TEST(long_request_that_is_no_json_is_found),
		RIG_TEST(what_was_changed_later_is_told_first),
		RIG_TEST(entry_before_its_predecessor_is_found),
		RIG_TEST(indexes_that_are_put_off_come_back),
		RIG_TEST(cut_log_is_found_by_the_tables),
		RIG_TEST(current_view_is_opened_as_it_is),
		RIG_TEST(changed_view_is_built_anew),
		RIG_TEST(rebuilt_state_serves),
		RIG_TEST(damaged_log_is_not_rebuilt),
		RIG_TEST(newer_log_is_refused),
		RIG_TEST(older_log_is_refused),
		RIG_TEST(fresh_store_has_this_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
