/* SPDX-License-Identifier: ISC */
/* Whole tables: whether a database is whole, and the same as another or as it
 * was; all of them kept, or dropped. */
#ifndef DAEMON_STORE_COMPARE_H
#define DAEMON_STORE_COMPARE_H

#include "daemon/store/store.h"

/* SQLite's own integrity_check and foreign_key_check. */
int store_integrity(struct store *store, struct err *err);

/* What is not compared: a table, where `column` is NULL; a column, or of it
 * only the SQL expression `instead`. {0} ends a list. */
struct store_but {
	const char *table, *column, *instead;
};

/* Whether `store` has the tables, indexes, triggers and views of `built_in`,
 * to the letter, and no others: 0 it has, 1 not, -1. *difference says what is
 * wrong: "the trigger x is not planvakt's own". */
int store_compare_schema(struct store *store, struct store *built_in,
    char *difference, size_t size, struct err *err);

/* Whether both hold the same schema and, but for what is named in `but`, the
 * same rows: 0 they do, 1 not, -1. *difference names the first that differs:
 * "plan vbe, column title". Where `b` is NULL, `a` is compared
 * with what store_keep() kept of it. */
int store_compare(struct store *a, struct store *b, const struct store_but *but,
    char *difference, size_t size, struct err *err);

/* The same of rows alone, of two stores whose schema has been looked at. */
int store_compare_rows(struct store *a, struct store *b,
    const struct store_but *but, char *difference, size_t size,
    struct err *err);

/* Keeps a copy of each table but those of `but`, in memory, for
 * store_compare(); forgets them. In one transaction, in which the tables may
 * be dropped and made anew meanwhile. */
int store_keep(
    struct store *store, const struct store_but *but, struct err *err);
int store_forget(
    struct store *store, const struct store_but *but, struct err *err);

/* Drops each table but those of `but`, those that refer to others first. */
int store_drop(
    struct store *store, const struct store_but *but, struct err *err);

#endif
