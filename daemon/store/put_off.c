/* SPDX-License-Identifier: ISC */
#include "daemon/store/put_off.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "daemon/store/store_private.h"
#include "protocol/copy.h"

#define MARKED                                                                 \
	" FROM sqlite_schema WHERE type = 'index'"                             \
	" AND sql LIKE '%/* after a replay */'"

static const char drop_sql[] =
    "SELECT coalesce(group_concat('DROP INDEX ' || name, ';'), '')" MARKED;
static const char make_sql[] =
    "SELECT coalesce(group_concat(sql, ';'), '')" MARKED;

/* The text that a SELECT answers, '' for none: the caller's. */
static char *put_off_text(struct store *store, const char *sql, struct err *err)
{
	sqlite3_stmt *statement;
	const char *text = NULL;
	char *copy = NULL;

	if (sqlite3_prepare_v2(store_db(store), sql, -1, &statement, NULL) ==
		SQLITE_OK &&
	    sqlite3_step(statement) == SQLITE_ROW)
		text = (const char *)sqlite3_column_text(statement, 0);
	if (text != NULL)
		copy = copy_text(text);
	else
		store_fail(store, sql, err);
	sqlite3_finalize(statement);
	return copy;
}

int store_put_off(struct store *store, char **later, struct err *err)
{
	char *drop = put_off_text(store, drop_sql, err);
	int result = -1;

	*later = drop != NULL ? put_off_text(store, make_sql, err) : NULL;
	if (*later != NULL)
		result = store_execute(store, drop, err);
	free(drop);
	return result;
}
