/* SPDX-License-Identifier: ISC */
#include "daemon/programs/check.h"

#include <inttypes.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/setting.h"
#include "daemon/log/log.h"
#include "daemon/machine/checked.h"
#include "daemon/machine/clock.h"
#include "daemon/machine/confine.h"
#include "daemon/machine/state.h"
#include "daemon/reminders/next_due.h"
#include "daemon/reminders/reminder_run.h"
#include "daemon/request/execute.h"
#include "daemon/request/rebuild.h"
#include "daemon/request/replay.h"
#include "daemon/store/compare.h"
#include "daemon/store/put_off.h"
#include "daemon/store/store_whole.h"
#include "protocol/sign.h"
#include "protocol/sign_file.h"
#include "protocol/sign_key.h"
#include "protocol/translate.h"
#include "protocol/width.h"

/* What is not compared with the replay, which has no log of its own, and why
 * that is no hole. */
static const struct store_but exempt[] = { { "log" }, { "erasure" },
	{ "closed" }, { 0 } };
static const char *const reasons[] = {
	N_("table log: it is what the tables were compared with; each entry was"
	   " verified"),
	N_("table erasure: it says only what waits to be wiped from the file"),
	N_("table closed: it says only that the file was closed in good order"),
	N_("column next_due.day where it is empty: the daemon works it out"
	   " again by itself"),
	NULL,
};

enum { REDACTED, ASTRAY, ASTRAY_ADDRESS, NO_ERASURE, BLANK, FORGET };

static const char *const check_sql[] = {
	[REDACTED] = "SELECT count(DISTINCT entry) FROM redaction",
	[ASTRAY] = "SELECT min(id) FROM dispatch WHERE astray <> 0",
	[ASTRAY_ADDRESS] = "SELECT address FROM dispatch WHERE id = ?1",
	[NO_ERASURE] = "SELECT min(seq) FROM erasure"
		       " WHERE seq NOT IN (SELECT by FROM redaction)",
	[BLANK] = "SELECT activity FROM next_due WHERE day = ''",
	[FORGET] = "UPDATE next_due SET day = '' WHERE activity = ?1",
	NULL,
};

/* --- what follows from the tables --- */

/* Works out the next due dates of the replayed tables, and forgets those that
 * the live ones have not worked out either. */
static int check_work_out(
    struct store *live, struct store *fresh, struct err *err)
{
	struct settings settings;
	struct rows rows;
	int result;

	if (setting_load(&settings, fresh, err) != 0 ||
	    zone_set(settings.zone, err) != 0 ||
	    next_due_settle_all(fresh, err) != 0)
		return -1;
	rows = store_query(live, check_sql, BLANK, BIND_NONE);
	while ((result = rows_next(&rows, err)) == 1) {
		result = store_run(fresh, check_sql, FORGET,
		    BIND(INTEGER(rows_integer(&rows, 0))), err);
		if (result != 0)
			break;
	}
	rows_end(&rows);
	return result;
}

/* A message that went to an address which the log never gave it, said by the
 * entry that settled it. */
static int check_addresses(struct store *fresh, struct err *err)
{
	struct rows rows;
	int64_t id = 0;

	if (store_integer(fresh, check_sql, ASTRAY, BIND_NONE, &id, 0, err) !=
	    0)
		return -1;
	if (id == 0)
		return 0;
	rows = store_query(fresh, check_sql, ASTRAY_ADDRESS, BIND(INTEGER(id)));
	if (rows_next(&rows, err) != 1)
		return -1;
	err_set(err, ERR_INVALID,
	    "message %" PRId64 " went to %.254s, which the log never gave as"
	    " its address: the database was changed while it waited",
	    id, rows_text(&rows, 0));
	rows_end(&rows);
	return -1;
}

static int check_erasure(struct store *live, struct err *err)
{
	int64_t seq = 0;

	if (store_integer(
		live, check_sql, NO_ERASURE, BIND_NONE, &seq, 0, err) != 0)
		return -1;
	if (seq == 0)
		return 0;
	return err_set(err, ERR_INVALID,
	    "the table erasure names entry %" PRId64 ", which redacted nothing",
	    seq);
}

/* --- the replay --- */

/* Compares the live tables with those that the replay has made. Of these some
 * indexes are put off; that the live schema is ours was seen before. */
static int check_compare(
    struct store *live, struct store *fresh, struct err *err)
{
	char difference[256];
	int result = store_compare_rows(
	    live, fresh, exempt, difference, sizeof(difference), err);

	if (result > 0)
		return err_set(err, ERR_INVALID,
		    "the tables are not what the log says: %s", difference);
	return result;
}

/* All, so that a statement that this SQLite does not take is told here, and not
 * by the request that comes to it first. */
static int prepare_fresh(struct store *fresh, struct err *err)
{
	if (door_prepare(fresh, err) != 0)
		return -1;
	reminder_run_prepare(fresh);
	store_prepare(fresh, check_sql);
	return store_prepare_all(fresh, err);
}

int check_replay(struct store *live, const uint8_t public[SIGN_PUBLIC],
    int64_t *entries, struct err *err)
{
	struct store *fresh = NULL;
	char *later = NULL;
	int result = -1;

	store_prepare(live, check_sql);
	if (store_scratch(&fresh, err) == 0 &&
	    rebuild_create(fresh, err) == 0 &&
	    store_put_off(fresh, &later, err) == 0 &&
	    prepare_fresh(fresh, err) == 0 &&
	    replay_log_of(live, fresh, public, entries, err) == 0 &&
	    check_addresses(fresh, err) == 0 &&
	    check_work_out(live, fresh, err) == 0)
		result = check_compare(live, fresh, err);
	store_close(fresh);
	free(later);
	return result;
}

static void say_ok(
    const struct checked_log *checked, const uint8_t public[SIGN_PUBLIC])
{
	char fingerprint[SIGN_FINGERPRINT];
	struct buffer line = { 0 }, all = { 0 };

	if (checked->redacted > 0)
		buffer_printf(&line,
		    _("ok: %" PRId64 " entries, %" PRId64 " redacted, all "
		      "signatures hold, the tables are what they say; head "
		      "%" PRId64 " "),
		    checked->entries, checked->redacted, checked->head.seq);
	else
		buffer_printf(&line,
		    _("ok: %" PRId64 " entries, all signatures hold, the "
		      "tables are what they say; head %" PRId64 " "),
		    checked->entries, checked->head.seq);
	buffer_hex(&line, checked->head.hash, SIGN_SHA256);
	width_say(stdout, "%s\n", line.bytes);
	buffer_free(&line);
	sign_fingerprint(public, fingerprint);
	width_say(stdout, _("daemon %s\n"), fingerprint);
	for (const char *const *reason = reasons; *reason != NULL; reason++)
		buffer_printf(&all, "%s%s", all.length > 0 ? "; " : "",
		    translate(*reason));
	width_say(
	    stdout, _("exempt, for who runs the machine: %s\n"), all.bytes);
	buffer_free(&all);
}

/* All is read in one transaction, so that a daemon that runs meanwhile does not
 * disturb. */
int check_all(struct store *store, const char *path,
    const uint8_t public[SIGN_PUBLIC], struct checked_log *checked,
    struct err *err)
{
	struct log log;

	*checked = (struct checked_log){ 0 };
	store_prepare(store, log_sql);
	store_prepare(store, check_sql);
	if (replay_check_version(store, path, err) != 0 ||
	    replay_check_view(store, path, err) != 0 ||
	    store_execute(store, "BEGIN", err) != 0 ||
	    rebuild_check_schema(store, err) != 0 ||
	    store_integrity(store, err) != 0 ||
	    log_open(&log, store, err) != 0 || check_erasure(store, err) != 0 ||
	    check_replay(store, public, &checked->entries, err) != 0)
		return -1;
	checked->head = log.head;
	return store_integer(
	    store, check_sql, REDACTED, BIND_NONE, &checked->redacted, 0, err);
}

/* Reads the daemon's public key from the file beside the private one, which
 * only the daemon's user may read; where there is none, from the private
 * one. */
static int check_read_public(
    const struct state *state, uint8_t public[SIGN_PUBLIC], struct err *err)
{
	char line[256] = "";
	FILE *file = fopen(state->public, "re");

	if (file == NULL && errno == ENOENT)
		return sign_key_read_public(state->key, public, err);
	if (file == NULL)
		return err_set(err, ERR_DENIED, "cannot read %s: %s",
		    state->public, strerrordesc_np(errno));
	if (fgets(line, sizeof(line), file) == NULL)
		line[0] = '\0';
	fclose(file);
	if (sign_public_read(line, public, err) == 0)
		return 0;
	return err_set(err, ERR_INVALID,
	    "%s is not the daemon's public key: make it anew with ssh-keygen"
	    " -y -f %s",
	    state->public, state->key);
}

/* A state that somebody made anew has another key; only whoever knows the
 * right one can tell. */
static int check_fingerprint(
    const char *daemon, const uint8_t public[SIGN_PUBLIC], struct err *err)
{
	char fingerprint[SIGN_FINGERPRINT];

	sign_fingerprint(public, fingerprint);
	if (daemon == NULL || strcmp(daemon, fingerprint) == 0)
		return 0;
	if (strncmp(daemon, "SHA256:", 7) != 0 ||
	    strlen(daemon) != SIGN_FINGERPRINT - 1)
		return err_set(err, ERR_INVALID,
		    "--daemon %.60s is no fingerprint: it is SHA256: and 43 "
		    "characters",
		    daemon);
	return err_set(err, ERR_INVALID,
	    "the daemon's key is %s, and not %.60s: this is another state",
	    fingerprint, daemon);
}

/* Of a folder that is no state nothing is left; nor where the caller expected
 * another daemon, which is no fault of this one. */
static void leave_outcome(
    const struct state *state, int result, const struct err *err)
{
	static const struct clock machine = { 0 };
	struct checked checked = {
		.at = clock_now(&machine).seconds,
		.ok = result == 0,
	};

	if (result != 0) {
		snprintf(checked.words, sizeof(checked.words), "%s", err->text);
		snprintf(checked.said, sizeof(checked.said), "%s", err->said);
	}
	checked_write(state->checked, &checked);
}

int state_check(const char *directory, const char *daemon, struct err *err)
{
	uint8_t public[SIGN_PUBLIC];
	struct store *store = NULL;
	struct checked_log log;
	struct state state;
	bool expected = true;
	int result = -1;

	state_paths(&state, directory);
	if (zone_set(ZONE_DEFAULT, err) == 0 &&
	    confine_owner(directory, err) == 0 &&
	    store_open(&store, state.database, STORE_READ, err) == 0 &&
	    check_read_public(&state, public, err) == 0) {
		expected = check_fingerprint(daemon, public, err) == 0;
		if (expected && state_check_modes(&state, err) == 0)
			result =
			    check_all(store, state.database, public, &log, err);
	}
	if (result == 0)
		say_ok(&log, public);
	if (store != NULL && expected)
		leave_outcome(&state, result, err);
	store_close(store);
	return result;
}
