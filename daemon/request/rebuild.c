/* SPDX-License-Identifier: ISC */
#include "daemon/request/rebuild.h"

#include <stdio.h>
#include <string.h>

#include "daemon/log/log.h"
#include "daemon/store/compare.h"
#include "daemon/store/store_whole.h"

/* Generated from schema/. */
extern const char schema_log[], schema_view[];

enum { REMEMBER, BUILT };

static const char *const rebuild_sql[] = {
	[REMEMBER] = "INSERT OR REPLACE INTO built VALUES (1, ?1)",
	[BUILT] = "SELECT view_sha256 = ?1 FROM built WHERE only = 1",
	NULL,
};

/* What log.sql makes. */
static const struct store_but not_view[] = { { "log" }, { "erasure" },
	{ "built" }, { 0 } };

int rebuild_create(struct store *store, struct err *err)
{
	char version[64];

	snprintf(
	    version, sizeof(version), "PRAGMA user_version = %d", LOG_VERSION);
	if (store_execute(store, schema_log, err) != 0 ||
	    store_execute(store, version, err) != 0)
		return -1;
	return rebuild_tables(store, err);
}

int rebuild_tables(struct store *store, struct err *err)
{
	uint8_t hash[SIGN_SHA256];

	sign_sha256(schema_view, strlen(schema_view), hash);
	store_prepare(store, rebuild_sql);
	if (store_drop(store, not_view, err) != 0 ||
	    store_execute(store, schema_view, err) != 0)
		return -1;
	return store_run(
	    store, rebuild_sql, REMEMBER, BIND(BLOB(hash, sizeof(hash))), err);
}

int rebuild_is_current(struct store *store, bool *current, struct err *err)
{
	uint8_t hash[SIGN_SHA256];
	int64_t same;

	sign_sha256(schema_view, strlen(schema_view), hash);
	store_prepare(store, rebuild_sql);
	if (store_integer(store, rebuild_sql, BUILT,
		BIND(BLOB(hash, sizeof(hash))), &same, 0, err) != 0)
		return -1;
	*current = same == 1;
	return 0;
}

int rebuild_check_schema(struct store *store, struct err *err)
{
	struct store *built_in = NULL;
	char difference[256] = "";
	int result = -1;

	if (store_scratch(&built_in, err) == 0 &&
	    rebuild_create(built_in, err) == 0)
		result = store_compare_schema(
		    store, built_in, difference, sizeof(difference), err);
	store_close(built_in);
	if (result > 0)
		return err_set(err, ERR_INVALID,
		    "somebody changed the database: %s; put a backup back, or"
		    " find out who did",
		    difference);
	return result;
}
