/* SPDX-License-Identifier: ISC */
#include "daemon/store/compare.h"

#include <stdio.h>
#include <string.h>

#include "daemon/store/store_private.h"

/* Two statements of the same columns, stepped side by side. */
struct pair {
	struct store *stores[2];
	sqlite3_stmt *statements[2];
};

static void pair_close(struct pair *pair)
{
	sqlite3_finalize(pair->statements[0]);
	sqlite3_finalize(pair->statements[1]);
}

static int pair_open(struct pair *pair, struct store *a, const char *a_sql,
    struct store *b, const char *b_sql, struct err *err)
{
	const char *sql[] = { a_sql, b_sql };

	*pair = (struct pair){ { a, b }, { NULL, NULL } };
	for (int side = 0; side < 2; side++)
		if (sqlite3_prepare_v2(store_db(pair->stores[side]), sql[side],
			-1, &pair->statements[side], NULL) != SQLITE_OK)
			return store_fail(pair->stores[side], sql[side], err);
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

/* Names a row by its first column, which is of its key, or by its place. */
static void tell_column(const struct pair *pair, const char *table, int row,
    int column, char *difference, size_t size)
{
	sqlite3_stmt *a = pair->statements[0];
	const char *name = sqlite3_column_name(a, column);

	if (sqlite3_column_type(a, 0) == SQLITE_BLOB)
		snprintf(difference, size, "%s, row %d, column %s", table, row,
		    name);
	else
		snprintf(difference, size, "%s %s, column %s", table,
		    sqlite3_column_text(a, 0), name);
}

/* Compares the rows of a query of each: 0 the same, 1 not, -1 an error. */
static int compare_queries(struct pair *pair, const char *table,
    char *difference, size_t size, struct err *err)
{
	int result, column = -1, row = 0;

	while ((result = pair_step(pair, err)) == 1) {
		row++;
		column = row_difference(pair);
		if (column >= 0)
			break;
	}
	if (result == 2)
		snprintf(
		    difference, size, "the number of rows of table %s", table);
	else if (result == 1)
		tell_column(pair, table, row, column, difference, size);
	return result > 0 ? 1 : result;
}

static const struct store_but *but_of(
    const struct store_but *but, const char *table, const char *column)
{
	for (; but->table != NULL; but++)
		if (strcmp(but->table, table) == 0 &&
		    (but->column == NULL ||
			(column != NULL && strcmp(but->column, column) == 0)))
			return but;
	return NULL;
}

static bool has_rowid(struct store *store, const char *table)
{
	char *sql = sqlite3_mprintf("SELECT rowid FROM main.\"%w\"", table);
	sqlite3_stmt *statement = NULL;
	int result =
	    sqlite3_prepare_v2(store_db(store), sql, -1, &statement, NULL);

	sqlite3_finalize(statement);
	sqlite3_free(sql);
	return result == SQLITE_OK;
}

/* Rows that have a rowid have an order of their own, by which they are told;
 * the rowids themselves SQLite may change. */
static void add_order(sqlite3_str *sql, struct store *store, const char *table,
    bool by_columns, int count)
{
	if (!by_columns && has_rowid(store, table)) {
		sqlite3_str_appendall(sql, " ORDER BY rowid");
		return;
	}
	for (int i = 1; i <= count; i++)
		sqlite3_str_appendf(
		    sql, "%s %d", i == 1 ? " ORDER BY" : ",", i);
}

/* A table, or what was kept of it, which has lost its order; and a table that
 * is compared with that. */
enum select_what { LIVE, KEPT, LIKE_KEPT };

/* Makes "SELECT a, b FROM t ORDER BY 1, 2" of the columns that are compared.
 * The caller frees it. */
static char *ordered_select(struct store *store, const char *table,
    enum select_what what, const struct store_but *but)
{
	sqlite3_str *sql = sqlite3_str_new(NULL);
	sqlite3_stmt *all = NULL;
	char *star = sqlite3_mprintf("SELECT * FROM \"%w\"", table);
	int count = 0;

	sqlite3_prepare_v2(store_db(store), star, -1, &all, NULL);
	for (int i = 0; i < sqlite3_column_count(all); i++) {
		const char *name = sqlite3_column_name(all, i);
		const struct store_but *other = but_of(but, table, name);

		if (other != NULL && other->instead == NULL)
			continue;
		sqlite3_str_appendf(sql,
		    other == NULL ? "%s \"%w\"" : "%s %s AS \"%w\"",
		    count++ == 0 ? "SELECT" : ",",
		    other == NULL ? name : other->instead, name);
	}
	sqlite3_str_appendf(sql,
	    what == KEPT ? " FROM temp.\"kept %w\"" : " FROM main.\"%w\"",
	    table);
	add_order(sql, store, table, what != LIVE, count);
	sqlite3_finalize(all);
	sqlite3_free(star);
	return sqlite3_str_finish(sql);
}

static int compare_table(struct store *a, struct store *b, const char *table,
    const struct store_but *but, char *difference, size_t size, struct err *err)
{
	char *live =
	    ordered_select(a, table, b != NULL ? LIVE : LIKE_KEPT, but);
	char *other = b != NULL ? ordered_select(b, table, LIVE, but)
				: ordered_select(a, table, KEPT, but);
	struct pair pair;
	int result = pair_open(&pair, a, live, b != NULL ? b : a, other, err);

	if (result == 0)
		result = compare_queries(&pair, table, difference, size, err);
	pair_close(&pair);
	sqlite3_free(live);
	sqlite3_free(other);
	return result;
}

/* --- all tables --- */

/* The newest first: those that refer to others come after them in view.sql. */
static const char tables_sql[] = "SELECT name FROM sqlite_schema"
				 " WHERE type = 'table' ORDER BY rowid DESC";

int store_compare_rows(struct store *a, struct store *b,
    const struct store_but *but, char *difference, size_t size, struct err *err)
{
	sqlite3_stmt *tables;
	int result = 0, step = SQLITE_DONE;

	if (sqlite3_prepare_v2(store_db(a), tables_sql, -1, &tables, NULL) !=
	    SQLITE_OK)
		return store_fail(a, tables_sql, err);
	while (result == 0 && (step = sqlite3_step(tables)) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(tables, 0);

		if (but_of(but, name, NULL) == NULL)
			result = compare_table(
			    a, b, name, but, difference, size, err);
	}
	sqlite3_finalize(tables);
	if (result == 0 && step != SQLITE_DONE)
		return store_fail(a, tables_sql, err);
	return result;
}

/* Everything that SQLite has a name for, but what it makes by itself. */
#define SCHEMA                                                                 \
	"SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"

/* Whether the object at `a`'s row stands in the other schema, letter by
 * letter. */
static int has_object(sqlite3_stmt *row, struct store *other, struct err *err)
{
	static const char sql[] =
	    SCHEMA " WHERE type = ?1 AND name = ?2 AND tbl_name = ?3"
		   " AND coalesce(sql, '') = ?4";
	sqlite3_stmt *statement;
	int step;

	if (sqlite3_prepare_v2(store_db(other), sql, -1, &statement, NULL) !=
	    SQLITE_OK)
		return store_fail(other, sql, err);
	for (int i = 0; i < 4; i++)
		sqlite3_bind_value(
		    statement, i + 1, sqlite3_column_value(row, i));
	step = sqlite3_step(statement);
	sqlite3_finalize(statement);
	if (step != SQLITE_ROW && step != SQLITE_DONE)
		return store_fail(other, sql, err);
	return step == SQLITE_ROW;
}

/* Names the first object of `a` that `b` does not have so: 1; 0, -1. */
static int only_in(struct store *a, struct store *b, const char *why,
    char *difference, size_t size, struct err *err)
{
	static const char sql[] = SCHEMA " ORDER BY type, name";
	sqlite3_stmt *rows;
	int result = 0, step = SQLITE_DONE;

	if (sqlite3_prepare_v2(store_db(a), sql, -1, &rows, NULL) != SQLITE_OK)
		return store_fail(a, sql, err);
	while (result == 0 && (step = sqlite3_step(rows)) == SQLITE_ROW) {
		int has = has_object(rows, b, err);

		if (has == 0)
			snprintf(difference, size, "the %s %s is %s",
			    sqlite3_column_text(rows, 0),
			    sqlite3_column_text(rows, 1), why);
		result = has == 0 ? 1 : has > 0 ? 0 : -1;
	}
	sqlite3_finalize(rows);
	if (result == 0 && step != SQLITE_DONE)
		return store_fail(a, sql, err);
	return result;
}

int store_compare_schema(struct store *store, struct store *built_in,
    char *difference, size_t size, struct err *err)
{
	int result = only_in(
	    store, built_in, "not planvakt's own", difference, size, err);

	return result != 0
	    ? result
	    : only_in(built_in, store, "missing, or not as planvakt made it",
		  difference, size, err);
}

int store_compare(struct store *a, struct store *b, const struct store_but *but,
    char *difference, size_t size, struct err *err)
{
	int result =
	    b != NULL ? store_compare_schema(a, b, difference, size, err) : 0;

	return result != 0
	    ? result
	    : store_compare_rows(a, b, but, difference, size, err);
}

/* Runs a statement, twice with its name, for each table. */
static int for_tables(struct store *store, const char *format,
    const struct store_but *but, struct err *err)
{
	sqlite3_str *sql = sqlite3_str_new(NULL);
	sqlite3_stmt *tables = NULL;
	char *text;
	int result;

	sqlite3_prepare_v2(store_db(store), tables_sql, -1, &tables, NULL);
	while (sqlite3_step(tables) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(tables, 0);

		if (but_of(but, name, NULL) == NULL)
			sqlite3_str_appendf(sql, format, name, name);
	}
	result = sqlite3_finalize(tables);
	text = sqlite3_str_finish(sql);
	if (result != SQLITE_OK)
		result = store_fail(store, tables_sql, err);
	else if (text != NULL)
		result = store_execute(store, text, err);
	sqlite3_free(text);
	return result;
}

int store_drop(
    struct store *store, const struct store_but *but, struct err *err)
{
	return for_tables(store, "DROP TABLE \"%w\";", but, err);
}

int store_keep(
    struct store *store, const struct store_but *but, struct err *err)
{
	return for_tables(store,
	    "CREATE TEMP TABLE \"kept %w\" AS SELECT * FROM main.\"%w\";", but,
	    err);
}

int store_forget(
    struct store *store, const struct store_but *but, struct err *err)
{
	return for_tables(store, "DROP TABLE temp.\"kept %w\";", but, err);
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
