/* SPDX-License-Identifier: ISC */
/* SQLite behind one face: every statement is named by its family's table and
 * its place there, and prepared when it is first used, for of 750 a start, a
 * rehearsal or a quiet day uses a few. The one doorkeeper of sqlite3.h. */
#ifndef DAEMON_STORE_STORE_H
#define DAEMON_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "daemon/store/row.h"
#include "protocol/error.h"

struct store;

enum store_access { STORE_CREATE, STORE_WRITE, STORE_READ };

/* Opens the database file (":memory:" too) without preparing anything.
 * STORE_CREATE refuses a file that is there (ERR_CONFLICT), the others one
 * that is not (ERR_NOT_FOUND) or is no planvakt database (ERR_INVALID).
 * STORE_READ changes no byte of a folder that nobody else uses; it also reads
 * where the folder cannot be written, unless changes stand in a write-ahead
 * log that then cannot be read (ERR_DENIED). */
int store_open(struct store **store, const char *path, enum store_access access,
    struct err *err);
void store_close(struct store *store); /* takes NULL */

/* From now on somebody waits for what is done, so that another process which
 * holds the database is waited for no longer than that allows. */
void store_serve(struct store *store);

/* Gives back what was kept of the database's pages for whoever comes next,
 * where it is much. */
void store_rest(struct store *store);

/* Notes how the files are after what we wrote. store_is_displaced() says
 * whether somebody has put others in their place or written to them since; what
 * was opened is no longer the state then, and closing changes no file. */
void store_files_note(struct store *store);
bool store_is_displaced(struct store *store);
bool store_was_displaced(const struct store *store);

/* What hinders the database's use by now, where the operator can do something
 * about it, in words without a path: "another program holds its database". */
const char *store_hindrance(struct store *store);

/* Whether there was a write-ahead log with changes, and nobody who uses it: of
 * a process that was killed, or of another database. Until store_trust()
 * neither file is changed by closing. */
bool store_was_left(const struct store *store);

/* Writes those changes into the database. ERR_INTERNAL where the disk is
 * full. */
int store_trust(struct store *store, struct err *err);

/* Runs SQL text that has no parameters and no rows: schemas, BEGIN. */
int store_execute(struct store *store, const char *sql, struct err *err);

/* Makes the statements of a table known, beside those that are: each is
 * prepared when it is first used. NULL ends the table, which outlives the
 * store. */
void store_prepare(struct store *store, const char *const *sql);
/* Prepares now what is known and is not yet: a test and `planvaktd check` so
 * find a typo before a night does. ERR_INTERNAL names the statement. */
int store_prepare_all(struct store *store, struct err *err);

/* The number in the header that says which log.sql the file has. */
int store_version(struct store *store, int64_t *version, struct err *err);

/* --- statements --- */

/* Runs a statement that gives no rows. A constraint that fails is our bug:
 * ERR_INTERNAL. */
int store_run(struct store *store, const char *const *family, int statement,
    const struct value *values, struct err *err);

/* Whether a transaction is open: SQLite may have rolled it back by itself. */
bool store_in_transaction(struct store *store);

/* How many rows the last store_run() changed. */
int64_t store_changed(struct store *store);
/* Rows that were changed since it was opened, those of a transaction that was
 * taken back, too. */
int64_t store_written(const struct store *store);

/* The number of the row that the last store_run() inserted, those of its
 * triggers apart. */
int64_t store_inserted(struct store *store);

/* Rows of a query. rows_next() is 1 with a row, 0 after the last, -1 on an
 * error; both of the latter end the query. What is wrong with the values it
 * tells too. Text and blobs live until the next call. One query of one
 * statement at a time. */
struct rows store_query(struct store *store, const char *const *family,
    int statement, const struct value *values);
int rows_next(struct rows *rows, struct err *err);
void rows_end(struct rows *rows); /* any time, also twice */

/* One integer of the first row; `otherwise` where there is no row. */
int store_integer(struct store *store, const char *const *family, int statement,
    const struct value *values, int64_t *integer, int64_t otherwise,
    struct err *err);

#endif
