/* SPDX-License-Identifier: ISC */
#include "daemon/store/store_whole.h"

#include <sqlite3.h>

#include "daemon/store/store_private.h"

int store_copy(
    struct store **copy, struct store *store, const char *path, struct err *err)
{
	sqlite3_backup *backup;
	int result = SQLITE_ERROR;

	if (store_open(copy, path, STORE_CREATE, err) != 0)
		return -1;
	backup = sqlite3_backup_init(
	    store_db(*copy), "main", store_db(store), "main");
	if (backup != NULL) {
		sqlite3_backup_step(backup, -1);
		result = sqlite3_backup_finish(backup);
	}
	if (result == SQLITE_OK)
		return 0;
	store_fail(*copy, "cannot copy the database", err);
	store_close(*copy);
	*copy = NULL;
	return -1;
}

int store_scratch(struct store **scratch, struct err *err)
{
	if (store_open(scratch, ":memory:", STORE_CREATE, err) != 0)
		return -1;
	if (store_execute(*scratch,
		"PRAGMA journal_mode = OFF;"
		"PRAGMA secure_delete = OFF;"
		"PRAGMA foreign_keys = OFF;"
		"BEGIN;",
		err) == 0)
		return 0;
	store_close(*scratch);
	*scratch = NULL;
	return -1;
}

/* secure_delete misses what was moved within a page before it was deleted;
 * VACUUM copies only what is there. We do not wait for readers. */
int store_erase(struct store *store, struct err *err)
{
	int result;

	if (store_execute(store, "VACUUM", err) != 0)
		return -1;
	sqlite3_busy_timeout(store_db(store), 0);
	result = sqlite3_wal_checkpoint_v2(
	    store_db(store), NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	sqlite3_busy_timeout(store_db(store), store_patience(store));
	if (result != SQLITE_OK)
		return store_fail(store, "cannot empty its log", err);
	return 0;
}

int store_widen(struct store *store, bool wide, struct err *err)
{
	return store_execute(store, wide ? STORE_WIDE : STORE_NARROW, err);
}
