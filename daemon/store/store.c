/* SPDX-License-Identifier: ISC */
#include "daemon/store/store.h"

#include <assert.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "daemon/store/alphabet.h"
#include "daemon/store/store_error.h"
#include "daemon/store/store_file.h"
#include "daemon/store/store_library.h"
#include "daemon/store/statements.h"
#include "daemon/store/store_private.h"
#include "protocol/buffer.h"
#include "protocol/copy.h"

/* The application id "plvk", by which file(1) and we know the database. */
#define APPLICATION_ID 0x706c766b

/* How long another process may hold the database, in milliseconds: at a start,
 * and once somebody waits for an answer. */
#define BUSY_MAX   5000
#define BUSY_SERVE 10

/* Bytes of pages that stay: a write of every day reads forty of them. */
#define REST_MAX (256 << 10)

struct store {
	sqlite3 *db;
	char *path; /* owned */
	int busy;   /* milliseconds, as above */
	bool left;  /* with changes in a write-ahead log that nobody uses */
	bool displaced;
	struct store_files files; /* as we last left them */
	struct statements statements;
};

sqlite3 *store_db(struct store *store)
{
	return store->db;
}

const char *store_path(struct store *store)
{
	return store->path;
}

/* Whether the last one to close the database leaves it and its write-ahead log
 * as they are. */
static void keep_files(struct store *store, bool keep)
{
	sqlite3_db_config(
	    store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, NULL);
}

void store_files_note(struct store *store)
{
	store->files = store_files_now(store->path);
}

bool store_is_displaced(struct store *store)
{
	struct store_files now = store_files_now(store->path);

	store->displaced |= !store_files_same(&store->files, &now);
	if (store->displaced)
		keep_files(store, true);
	return store->displaced;
}

bool store_was_displaced(const struct store *store)
{
	return store->displaced;
}

const char *store_hindrance(struct store *store)
{
	return store_error_hindrance(sqlite3_errcode(store->db));
}

int store_fail(struct store *store, const char *what, struct err *err)
{
	return store_error_tell(store->db, store->path, what, err);
}

int store_execute(struct store *store, const char *sql, struct err *err)
{
	errno = 0;
	if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return store_fail(store, "cannot execute", err);
	return 0;
}

/* An integer that a PRAGMA answers. */
static int pragma_integer(
    struct store *store, const char *sql, int64_t *integer, struct err *err)
{
	sqlite3_stmt *statement;
	int result;

	if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) !=
	    SQLITE_OK)
		return store_fail(store, sql, err);
	result = sqlite3_step(statement);
	if (result == SQLITE_ROW)
		*integer = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return result == SQLITE_ROW ? 0 : store_fail(store, sql, err);
}

int store_version(struct store *store, int64_t *version, struct err *err)
{
	return pragma_integer(store, "PRAGMA user_version", version, err);
}

static int check_application(
    struct store *store, const char *path, struct err *err)
{
	int64_t id = 0;

	if (pragma_integer(store, "PRAGMA application_id", &id, err) != 0 &&
	    sqlite3_errcode(store->db) != SQLITE_NOTADB)
		return -1;
	if (id != APPLICATION_ID)
		return err_set(
		    err, ERR_INVALID, "%s is not a planvakt database", path);
	return 0;
}

/* WAL with synchronous=FULL makes a commit that was answered survive power
 * loss. The cache is small, for the daemon idles most of its life. */
static const char settings[] = "PRAGMA journal_mode = WAL;"
			       "PRAGMA synchronous = FULL;"
			       "PRAGMA foreign_keys = ON;"
			       "PRAGMA secure_delete = ON;"
			       "PRAGMA temp_store = MEMORY;"
			       "PRAGMA trusted_schema = OFF;" STORE_NARROW;

static const char reading[] = "PRAGMA foreign_keys = ON;"
			      "PRAGMA query_only = ON;" STORE_ONCE;

/* What SQLite cannot open for writing it opens to read, be it for a moment
 * without descriptors, and does not try again: each write would be refused
 * until the next start. */
static int check_writable(const struct store *store, struct err *err)
{
	if (sqlite3_db_readonly(store->db, "main") != 1)
		return 0;
	return err_set(err, ERR_INTERNAL,
	    "%s cannot be opened for writing: see to its owner and rights, its"
	    " disk, and the limit of open files",
	    store->path);
}

/* The same of the write-ahead log, of which a transaction tells. */
static int check_log_writable(struct store *store, struct err *err)
{
	if ((sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) &
		0xff) == SQLITE_READONLY)
		return store_fail(store, "cannot write", err);
	sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	return 0;
}

static int store_configure(struct store *store, const char *path,
    enum store_access access, struct err *err)
{
	store->busy = BUSY_MAX;
	alphabet_add(store->db);
	sqlite3_busy_timeout(store->db, store->busy);
	sqlite3_extended_result_codes(store->db, 1);
	if (store->left || access == STORE_READ)
		keep_files(store, true);
	/* Then its index is kept in memory. */
	if (store->left && access == STORE_READ &&
	    store_execute(store, "PRAGMA locking_mode = EXCLUSIVE", err) != 0)
		return -1;
	if (access == STORE_READ)
		return check_application(store, path, err) != 0
		    ? -1
		    : store_execute(store, reading, err);
	if (access == STORE_CREATE) {
		char *sql = sqlite3_mprintf(
		    "PRAGMA application_id = %d", APPLICATION_ID);
		int result = store_execute(store, sql, err);

		sqlite3_free(sql);
		if (result != 0)
			return -1;
	} else if (check_writable(store, err) != 0 ||
	    check_application(store, path, err) != 0)
		return -1;
	return store_execute(store, settings, err) == 0
	    ? check_log_writable(store, err)
	    : -1;
}

/* --- open --- */

/* https://sqlite.org/uri.html: nothing beside the file is looked for or
 * made. */
static char *immutable_name(const char *path)
{
	static const char safe[] = "/-_.~0123456789"
				   "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	struct buffer name = { 0 };

	buffer_text(&name, "file:");
	for (; *path != '\0'; path++)
		if (strchr(safe, *path) != NULL)
			buffer_add(&name, path, 1);
		else
			buffer_printf(&name, "%%%02x", (unsigned char)*path);
	buffer_text(&name, "?immutable=1");
	return name.bytes;
}

static int open_file(
    struct store *store, enum store_access access, bool immutable)
{
	char *name = immutable ? immutable_name(store->path) : NULL;
	int flags = (immutable ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
			       : SQLITE_OPEN_READWRITE) |
	    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
	    (access == STORE_CREATE ? SQLITE_OPEN_CREATE : 0);
	mode_t mask = umask(077);
	int result = sqlite3_open_v2(
	    immutable ? name : store->path, &store->db, flags, NULL);

	umask(mask);
	free(name);
	return result;
}

static struct store *store_new(const char *path)
{
	struct store *store = calloc(1, sizeof(*store));

	if (store == NULL)
		abort();
	store->path = copy_text(path);
	return store;
}

int store_open(struct store **opened, const char *path,
    enum store_access access, struct err *err)
{
	bool sealed = store_file_is_sealed(path, access);
	struct store *store;
	bool used, wal;

	*opened = NULL;
	store_library_begin();
	if (store_file_check(path, access, err) != 0)
		return -1;
	store = store_new(path);
	used = store_file_is_in_use(path);
	wal = store_file_has_beside(path, "-wal");
	store->left = wal && !used && access != STORE_CREATE;
	if (open_file(store, access,
		access == STORE_READ && !wal && (sealed || !used) &&
		    strcmp(path, ":memory:") != 0) != SQLITE_OK)
		store_fail(store, "cannot open", err);
	else if (store_configure(store, path, access, err) == 0) {
		*opened = store;
		return 0;
	}
	if (sealed && wal && err->code == ERR_INTERNAL)
		err_set(err, ERR_DENIED,
		    "%s has changes in %s-wal that cannot be read where nothing"
		    " can be written: copy the folder to where it can, and use"
		    " the copy",
		    path, path);
	store_close(store);
	return -1;
}

int store_patience(struct store *store)
{
	return store->busy;
}

void store_serve(struct store *store)
{
	store->busy = BUSY_SERVE;
	sqlite3_busy_timeout(store->db, store->busy);
}

void store_rest(struct store *store)
{
	int used = 0, most;

	sqlite3_db_status(
	    store->db, SQLITE_DBSTATUS_CACHE_USED, &used, &most, 0);
	if (used > REST_MAX)
		sqlite3_db_release_memory(store->db);
}

bool store_was_left(const struct store *store)
{
	return store->left;
}

int store_trust(struct store *store, struct err *err)
{
	int result = sqlite3_wal_checkpoint_v2(
	    store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

	keep_files(store, false);
	if (result != SQLITE_OK)
		return store_fail(store, "cannot empty its log", err);
	return 0;
}

void store_close(struct store *store)
{
	if (store == NULL)
		return;
	statements_release(&store->statements);
	sqlite3_close(store->db);
	free(store->path);
	free(store);
}

void store_prepare(struct store *store, const char *const *sql)
{
	statements_add(&store->statements, sql);
}

int store_prepare_all(struct store *store, struct err *err)
{
	const char *failed = statements_prepare(&store->statements, store->db);

	return failed == NULL ? 0 : store_fail(store, failed, err);
}

static int bind_one(sqlite3_stmt *statement, int at, const struct value *value)
{
	switch (value->type) {
	case VALUE_INTEGER:
		return sqlite3_bind_int64(statement, at, value->integer);
	case VALUE_TEXT:
		return sqlite3_bind_text64(statement, at, value->bytes,
		    value->length, SQLITE_STATIC, SQLITE_UTF8);
	case VALUE_BLOB:
		return sqlite3_bind_blob64(
		    statement, at, value->bytes, value->length, SQLITE_STATIC);
	default:
		return sqlite3_bind_null(statement, at);
	}
}

struct rows store_query(struct store *store, const char *const *family,
    int number, const struct value *values)
{
	struct rows rows = {
		.store = store,
		.sql = family[number],
		.statement = statements_find(
		    &store->statements, store->db, family, (size_t)number),
	};
	int at = 0;

	rows.failed = rows.statement == NULL;
	if (rows.failed)
		return rows;
	assert(!sqlite3_stmt_busy(rows.statement));
	for (; values[at].type != VALUE_END; at++)
		rows.failed |=
		    bind_one(rows.statement, at + 1, &values[at]) != SQLITE_OK;
	assert(at == sqlite3_bind_parameter_count(rows.statement));
	return rows;
}

void rows_end(struct rows *rows)
{
	if (rows->statement == NULL)
		return;
	sqlite3_reset(rows->statement);
	sqlite3_clear_bindings(rows->statement);
	rows->statement = NULL;
}

int rows_next(struct rows *rows, struct err *err)
{
	int result;

	assert(rows->statement != NULL || rows->failed);
	errno = 0; /* what fails now says so itself (store_error.c) */
	result = rows->failed ? SQLITE_ERROR : sqlite3_step(rows->statement);

	if (result == SQLITE_ROW)
		return 1;
	if (result != SQLITE_DONE)
		store_fail(rows->store, rows->sql, err);
	rows_end(rows);
	return result == SQLITE_DONE ? 0 : -1;
}

int store_run(struct store *store, const char *const *family, int statement,
    const struct value *values, struct err *err)
{
	struct rows rows = store_query(store, family, statement, values);
	int result = rows_next(&rows, err);

	rows_end(&rows);
	assert(result != 1);
	return result;
}

bool store_in_transaction(struct store *store)
{
	return sqlite3_get_autocommit(store->db) == 0;
}

int64_t store_changed(struct store *store)
{
	return sqlite3_changes64(store->db);
}

int64_t store_written(const struct store *store)
{
	return sqlite3_total_changes64(store->db);
}

int64_t store_inserted(struct store *store)
{
	return sqlite3_last_insert_rowid(store->db);
}

int store_integer(struct store *store, const char *const *family, int statement,
    const struct value *values, int64_t *integer, int64_t otherwise,
    struct err *err)
{
	struct rows rows = store_query(store, family, statement, values);
	int result = rows_next(&rows, err);

	*integer = result == 1 ? rows_integer(&rows, 0) : otherwise;
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}
