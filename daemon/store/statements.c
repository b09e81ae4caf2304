/* SPDX-License-Identifier: ISC */
#include "daemon/store/statements.h"

#include <assert.h>
#include <stdlib.h>

static struct statement_table *find_table(
    struct statements *statements, const char *const *sql)
{
	for (size_t i = 0; i < statements->count; i++)
		if (statements->tables[i].sql == sql)
			return &statements->tables[i];
	return NULL;
}

void statements_add(struct statements *statements, const char *const *sql)
{
	struct statement_table table = { .sql = sql };

	if (find_table(statements, sql) != NULL)
		return;
	assert(statements->count < STATEMENT_TABLES_MAX);
	while (sql[table.count] != NULL)
		table.count++;
	table.list = calloc(table.count + 1, sizeof(*table.list));
	if (table.list == NULL)
		abort();
	statements->tables[statements->count++] = table;
}

static sqlite3_stmt *prepared(
    struct statement_table *table, sqlite3 *db, size_t number)
{
	if (table->list[number] == NULL)
		sqlite3_prepare_v3(db, table->sql[number], -1,
		    SQLITE_PREPARE_PERSISTENT, &table->list[number], NULL);
	return table->list[number];
}

sqlite3_stmt *statements_find(struct statements *statements, sqlite3 *db,
    const char *const *sql, size_t number)
{
	struct statement_table *table = find_table(statements, sql);

	assert(table != NULL && number < table->count);
	return prepared(table, db, number);
}

const char *statements_prepare(struct statements *statements, sqlite3 *db)
{
	for (size_t i = 0; i < statements->count; i++) {
		struct statement_table *table = &statements->tables[i];

		for (size_t n = 0; n < table->count; n++)
			if (prepared(table, db, n) == NULL)
				return table->sql[n];
	}
	return NULL;
}

void statements_release(struct statements *statements)
{
	for (size_t i = 0; i < statements->count; i++) {
		struct statement_table *table = &statements->tables[i];

		for (size_t n = 0; n < table->count; n++)
			sqlite3_finalize(table->list[n]);
		free(table->list);
	}
	statements->count = 0;
}
