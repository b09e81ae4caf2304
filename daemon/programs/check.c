/* SPDX-License-Identifier: ISC */
#include "daemon/programs/check.h"

#include <inttypes.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "daemon/calendar/zone.h"
#include "daemon/log/log.h"
#include "daemon/machine/state.h"
#include "daemon/request/execute.h"
#include "daemon/request/rebuild.h"
#include "daemon/request/replay.h"
#include "daemon/store/compare.h"
#include "protocol/sign.h"
#include "protocol/sign_file.h"
#include "protocol/sign_key.h"

/* Tables that are not compared: only the live database has a log and what
 * belongs to it; the replay has none of its own. */
static const struct store_but not_replayed[] = { { "log" }, { "next_due" },
	{ "erasure" }, { 0 } };

enum { REDACTED };

static const char *const check_sql[] = {
	[REDACTED] = "SELECT count(DISTINCT entry) FROM redaction",
	NULL,
};

/* Compares the live tables with those that the replay has made. */
static int check_compare(
    struct store *live, struct store *fresh, struct err *err)
{
	char difference[256];
	int result = store_compare(
	    live, fresh, not_replayed, difference, sizeof(difference), err);

	if (result > 0)
		return err_set(err, ERR_INVALID,
		    "the tables are not what the log says: %s", difference);
	return result;
}

static int check_replay_and_compare(struct store *live,
    const uint8_t public[SIGN_PUBLIC], int64_t *entries, struct err *err)
{
	struct store *fresh = NULL;
	int result = -1;

	if (store_open(&fresh, ":memory:", STORE_CREATE, err) == 0 &&
	    rebuild_create(fresh, err) == 0 && door_prepare(fresh, err) == 0 &&
	    replay_log_of(live, fresh, public, entries, err) == 0)
		result = check_compare(live, fresh, err);
	store_close(fresh);
	return result;
}

static void say_ok(const struct log *log, int64_t entries, int64_t redacted)
{
	struct buffer line = { 0 };

	buffer_printf(&line, "ok: %" PRId64 " entries, ", entries);
	if (redacted > 0)
		buffer_printf(&line, "%" PRId64 " redacted, ", redacted);
	buffer_printf(&line,
	    "all signatures hold, the tables are what they say; head %" PRId64
	    " ",
	    log->head.seq);
	buffer_hex(&line, log->head.hash, SIGN_SHA256);
	puts(line.bytes);
	buffer_free(&line);
}

/* All is read in one transaction, so that a daemon that runs meanwhile does not
 * disturb. */
static int check_store(struct store *store, const char *path,
    const uint8_t public[SIGN_PUBLIC], struct err *err)
{
	int64_t entries = 0, redacted = 0;
	struct log log;

	if (replay_check_version(store, path, err) != 0 ||
	    replay_check_view(store, path, err) != 0 ||
	    store_execute(store, "BEGIN", err) != 0 ||
	    store_integrity(store, err) != 0 ||
	    store_prepare(store, log_sql, err) != 0 ||
	    store_prepare(store, check_sql, err) != 0 ||
	    log_open(&log, store, err) != 0 ||
	    check_replay_and_compare(store, public, &entries, err) != 0 ||
	    store_integer(
		store, check_sql, REDACTED, BIND_NONE, &redacted, 0, err) != 0)
		return -1;
	say_ok(&log, entries, redacted);
	return 0;
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
		    state->public, strerror(errno));
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

int state_check(const char *directory, struct err *err)
{
	uint8_t public[SIGN_PUBLIC];
	struct store *store = NULL;
	struct state state;
	int result = -1;

	state_paths(&state, directory);
	if (zone_set(ZONE_DEFAULT, err) == 0 &&
	    store_open(&store, state.database, STORE_READ, err) == 0 &&
	    check_read_public(&state, public, err) == 0)
		result = check_store(store, state.database, public, err);
	store_close(store);
	return result;
}
