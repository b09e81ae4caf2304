/* SPDX-License-Identifier: ISC */
#include "daemon/state.h"

#include <inttypes.h>
#include <stdio.h>

#include "daemon/calendar/zone.h"
#include "daemon/log.h"
#include "daemon/replay.h"
#include "protocol/seal.h"

/* Held by the live tables only: replay has no log of its own. */
static const char *const not_replayed[] = { "log", NULL };

/* The log executed again, beside what the live tables hold. */
static int compare(struct store *live, struct store *fresh, struct err *err)
{
	char difference[256];
	int result = store_compare(
	    live, fresh, not_replayed, difference, sizeof(difference), err);

	if (result > 0)
		return err_set(err, ERR_INVALID,
		    "the tables are not what the log says: %s", difference);
	return result;
}

static int replay_and_compare(struct store *live, const struct seal_key *key,
    int64_t *entries, struct err *err)
{
	struct store *fresh = NULL;
	int result = -1;

	if (store_open(&fresh, ":memory:", STORE_CREATE, err) == 0 &&
	    replay_create(fresh, err) == 0 &&
	    store_prepare(fresh, request_families, err) == 0 &&
	    replay_log(live, fresh, key, entries, err) == 0)
		result = compare(live, fresh, err);
	store_close(fresh);
	return result;
}

/* One read transaction: a daemon that runs meanwhile does not disturb. */
static int check_store(struct store *store, const char *path,
    const struct seal_key *key, struct err *err)
{
	static const char *const *const families[] = { log_sql, NULL };
	char hash[2 * SEAL_SHA256 + 1];
	struct buffer hex = { 0 };
	int64_t entries = 0;
	struct log log;

	if (replay_check_version(store, path, err) != 0 ||
	    replay_check_view(store, path, err) != 0 ||
	    store_execute(store, "BEGIN", err) != 0 ||
	    store_integrity(store, err) != 0 ||
	    store_prepare(store, families, err) != 0 ||
	    log_open(&log, store, err) != 0 ||
	    replay_and_compare(store, key, &entries, err) != 0)
		return -1;
	buffer_hex(&hex, log.head.hash, SEAL_SHA256);
	snprintf(hash, sizeof(hash), "%s", hex.bytes);
	buffer_free(&hex);
	printf("ok: %" PRId64 " entries, all signatures hold, the tables are"
	       " what they say; head %" PRId64 " %s\n",
	    entries, log.head.seq, hash);
	return 0;
}

int state_check(const char *directory, struct err *err)
{
	struct seal_key *key = NULL;
	struct store *store = NULL;
	struct state state;
	int result = -1;

	state_paths(&state, directory);
	if (zone_set(ZONE_DEFAULT, err) == 0 &&
	    store_open(&store, state.database, STORE_READ, err) == 0 &&
	    seal_key_read(&key, state.key, err) == 0)
		result = check_store(store, state.database, key, err);
	store_close(store);
	seal_key_free(key);
	return result;
}
