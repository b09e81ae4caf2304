/* SPDX-License-Identifier: ISC */
#include "daemon/store/compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/store/store_private.h"

/* Two statements of the same words, stepped side by side. */
struct pair {
	struct store *stores[2];
	sqlite3_stmt *statements[2];
};

static void pair_close(struct pair *pair)
{
	sqlite3_finalize(pair->statements[0]);
	sqlite3_finalize(pair->statements[1]);
}

static int pair_open(struct pair *pair, struct store *a, struct store *b,
    const char *sql, struct err *err)
{
	*pair = (struct pair){ { a, b }, { NULL, NULL } };
	for (int side = 0; side < 2; side++)
		if (sqlite3_prepare_v2(store_db(pair->stores[side]), sql, -1,
			&pair->statements[side], NULL) != SQLITE_OK)
			return store_fail(pair->stores[side], sql, err);
	return 0;
}

/* 1 both have a row, 0 both ended, 2 only one has; -1. */
static int pair_step(struct pair *pair, struct err *err)
{
	int results[2];

	for (int side = 0; side < 2; side++) {
		results[side] = sqlite3_step(pair->statements[side]);
		if (results[side] != SQLITE_ROW && results[side] != SQLITE_DONE)
			return store_fail(pair->stores[side],
			    sqlite3_sql(pair->statements[side]), err);
	}
	if (results[0] != results[1])
		return 2;
	return results[0] == SQLITE_ROW;
}

static bool same_value(struct pair *pair, int column)
{
	sqlite3_stmt *a = pair->statements[0], *b = pair->statements[1];
	int type = sqlite3_column_type(a, column), length;

	if (type != sqlite3_column_type(b, column))
		return false;
	if (type == SQLITE_INTEGER)
		return sqlite3_column_int64(a, column) ==
		    sqlite3_column_int64(b, column);
	length = sqlite3_column_bytes(a, column);
	return length == sqlite3_column_bytes(b, column) &&
	    (length == 0 ||
		memcmp(sqlite3_column_blob(a, column),
		    sqlite3_column_blob(b, column), (size_t)length) == 0);
}

/* The number of the first column that differs, or -1. */
static int row_difference(struct pair *pair)
{
	for (int i = 0; i < sqlite3_column_count(pair->statements[0]); i++)
		if (!same_value(pair, i))
			return i;
	return -1;
}

/* Compares the rows of one query in both: 0 the same, 1 not, -1 an error. */
static int compare_query(struct store *a, struct store *b, const char *name,
    const char *sql, char *difference, size_t size, struct err *err)
{
	struct pair pair;
	int result = pair_open(&pair, a, b, sql, err), column = -1, row = 0;

	while (result == 0 && (result = pair_step(&pair, err)) == 1) {
		row++;
		column = row_difference(&pair);
		result = column >= 0 ? 2 : 0;
	}
	if (result == 2 && column >= 0)
		snprintf(difference, size,
		    "table %s, row %d: column %s differs from the log", name,
		    row, sqlite3_column_name(pair.statements[0], column));
	else if (result == 2)
		snprintf(difference, size,
		    "table %s has not as many rows as the log makes", name);
	pair_close(&pair);
	return result == 2 ? 1 : result;
}

/* "SELECT * FROM t ORDER BY 1, 2, ..." of all its columns; caller frees. */
static char *ordered_select(struct store *store, const char *table)
{
	char *sql = sqlite3_mprintf("SELECT * FROM \"%w\"", table);
	sqlite3_stmt *statement = NULL;
	int columns = 0;

	if (sqlite3_prepare_v2(store_db(store), sql, -1, &statement, NULL) ==
	    SQLITE_OK)
		columns = sqlite3_column_count(statement);
	sqlite3_finalize(statement);
	for (int i = 1; i <= columns; i++) {
		char *longer = sqlite3_mprintf(
		    "%s%s%d", sql, i == 1 ? " ORDER BY " : ", ", i);

		sqlite3_free(sql);
		sql = longer;
	}
	return sql;
}

static bool compare_is_among(const char *name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

static int compare_tables(struct store *a, struct store *b,
    sqlite3_stmt *tables, const char *const *except, char *difference,
    size_t size, struct err *err)
{
	int result = 0, step = SQLITE_DONE;

	while (result == 0 && (step = sqlite3_step(tables)) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(tables, 0);
		char *sql;

		if (compare_is_among(name, except))
			continue;
		sql = ordered_select(a, name);
		result = compare_query(a, b, name, sql, difference, size, err);
		sqlite3_free(sql);
	}
	if (result == 0 && step != SQLITE_DONE)
		return store_fail(a, "cannot list the tables", err);
	return result;
}

int store_compare(struct store *a, struct store *b, const char *const *except,
    char *difference, size_t size, struct err *err)
{
	sqlite3_stmt *tables;
	int result;

	result = compare_query(a, b, "sqlite_schema",
	    "SELECT type, name, tbl_name, sql FROM sqlite_schema"
	    " ORDER BY type, name",
	    difference, size, err);
	if (result != 0)
		return result;
	if (sqlite3_prepare_v2(store_db(a),
		"SELECT name FROM sqlite_schema WHERE type = 'table'"
		" ORDER BY name",
		-1, &tables, NULL) != SQLITE_OK)
		return store_fail(a, "cannot list the tables", err);
	result = compare_tables(a, b, tables, except, difference, size, err);
	sqlite3_finalize(tables);
	return result;
}

/* Runs a PRAGMA whose rows are complaints, except for a first one that says
 * "ok". */
static int no_complaint(struct store *store, const char *sql, struct err *err)
{
	sqlite3_stmt *statement;
	const char *first;
	int result = 0;

	if (sqlite3_prepare_v2(store_db(store), sql, -1, &statement, NULL) !=
	    SQLITE_OK)
		return store_fail(store, sql, err);
	if (sqlite3_step(statement) == SQLITE_ROW) {
		first = (const char *)sqlite3_column_text(statement, 0);
		if (first == NULL || strcmp(first, "ok") != 0)
			result = err_set(err, ERR_INVALID,
			    "the database is damaged: %s",
			    first != NULL ? first : "(no words)");
	}
	sqlite3_finalize(statement);
	return result;
}

int store_integrity(struct store *store, struct err *err)
{
	if (no_complaint(store, "PRAGMA integrity_check(1)", err) != 0)
		return -1;
	return no_complaint(store, "PRAGMA foreign_key_check", err);
}
