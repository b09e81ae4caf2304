/* SPDX-License-Identifier: ISC */
/* The statements of a store: each is prepared when it is first asked for. */
#ifndef DAEMON_STORE_STATEMENTS_H
#define DAEMON_STORE_STATEMENTS_H

#include <sqlite3.h>
#include <stddef.h>

#define STATEMENT_TABLES_MAX 96

struct statements {
	struct statement_table {
		const char *const *sql; /* borrowed */
		sqlite3_stmt **list;    /* NULL where it was not asked for */
		size_t count;
	} tables[STATEMENT_TABLES_MAX];
	size_t count;
};

/* NULL ends the table; one that is known is not added again. */
void statements_add(struct statements *statements, const char *const *sql);

/* Number `number` of a table that is known; NULL where it cannot be prepared,
 * and `db` says why. */
sqlite3_stmt *statements_find(struct statements *statements, sqlite3 *db,
    const char *const *sql, size_t number);

/* Prepares all: NULL, or the text of one that cannot be. */
const char *statements_prepare(struct statements *statements, sqlite3 *db);

void statements_release(struct statements *statements);

#endif
