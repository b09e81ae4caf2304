/* SPDX-License-Identifier: ISC */
#include "daemon/programs/opening.h"

#include <inttypes.h>
#include <malloc.h>

#include "daemon/machine/diag.h"
#include "daemon/programs/check.h"
#include "daemon/request/past.h"
#include "daemon/request/replay.h"
#include "daemon/store/compare.h"
#include "protocol/sign_key.h"

enum { CLOSED, SERVE, CLOSE };

static const char *const opening_sql[] = {
	[CLOSED] = "SELECT 1 FROM closed",
	[SERVE] = "DELETE FROM closed",
	[CLOSE] = "INSERT OR REPLACE INTO closed VALUES (1)",
	NULL,
};

/* What was not closed may be put together of two databases: a backup beside the
 * write-ahead log of what it replaced, a copy of a state that was served. That
 * can look whole, so all of it is held against the log. */
static int opening_verify(
    struct store *store, const struct sign_key *key, struct err *err)
{
	int64_t entries = 0;
	struct err why;
	bool whole;

	diag("the state was not closed in good order: verifying all of it");
	whole = store_integrity(store, &why) == 0 &&
	    check_replay(store, sign_key_public(key), &entries, &why) == 0;
	/* The replay's tables were in memory, which malloc(3) would keep for as
	 * long as we serve. */
	malloc_trim(0);
	if (whole)
		return 0;
	return err_set(err, why.code,
	    "what stands in the state's files does not belong together, so it"
	    " is not served: %p. Put a backup back, without any"
	    " planvakt.db-wal and planvakt.db-shm that lay there before",
	    (void *)&why);
}

/* On a full disk it is served all the same, unmarked. */
static void opening_mark(struct store *store)
{
	struct err ignored;

	if (store_run(store, opening_sql, SERVE, BIND_NONE, &ignored) == 0)
		store_trust(store, &ignored);
}

int opening_open(struct store **store, const char *path,
    const struct sign_key *key, bool *rebuilt, struct err *err)
{
	int64_t closed = 0;

	if (replay_open(store, path, key, rebuilt, err) != 0)
		return -1;
	store_prepare(*store, opening_sql);
	past_serve(*store);
	if (store_integer(
		*store, opening_sql, CLOSED, BIND_NONE, &closed, 0, err) == 0 &&
	    (*rebuilt || (closed == 1 && !store_was_left(*store)) ||
		opening_verify(*store, key, err) == 0)) {
		opening_mark(*store);
		return 0;
	}
	store_close(*store);
	*store = NULL;
	return -1;
}

int opening_open_copy(struct store **store, const char *path,
    const struct sign_key *key, struct err *err)
{
	bool rebuilt = false;
	int64_t entries = 0;

	if (replay_open(store, path, key, &rebuilt, err) != 0)
		return -1;
	store_prepare(*store, opening_sql);
	if (rebuilt ||
	    (store_integrity(*store, err) == 0 &&
		check_replay(*store, sign_key_public(key), &entries, err) == 0))
		return 0;
	store_close(*store);
	*store = NULL;
	return -1;
}

void opening_close(struct store *store)
{
	struct err ignored;

	if (store != NULL && !store_was_displaced(store))
		store_run(store, opening_sql, CLOSE, BIND_NONE, &ignored);
	store_close(store);
}
