/* SPDX-License-Identifier: ISC */
/* The store: which files it opens, what it prepares, what it binds and
 * gives back, and every difference that two stores can have. */
#include "daemon/store/compare.h"
#include "daemon/store/store_private.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- files --- */

static char directory[32], path[64];

static int make_directory(void **state)
{
	(void)state;
	strcpy(directory, "/tmp/planvakt-XXXXXX");
	snprintf(path, sizeof(path), "%s/db",
	    mkdtemp(directory) != NULL ? directory : "");
	return 0;
}

static int remove_directory(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(directory);
}

static void opens(enum store_access access, struct store **store)
{
	struct err err;

	if (store_open(store, path, access, &err) != 0)
		fail_msg("%s", err.text);
}

static void refuses(enum store_access access, enum err_code code)
{
	struct store *store = (struct store *)path;
	struct err err;

	assert_int_equal(store_open(&store, path, access, &err), -1);
	assert_null(store);
	assert_int_equal(err.code, code);
	assert_non_null(strstr(err.text, path));
}

static void run(struct store *store, const char *sql)
{
	struct err err;

	if (store_execute(store, sql, &err) != 0)
		fail_msg("%s", err.text);
}

static void make_database(void)
{
	struct store *store;

	opens(STORE_CREATE, &store);
	run(store, "CREATE TABLE t (a INTEGER) STRICT");
	store_close(store);
}

static void write_file(const char *words, size_t times)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	for (size_t i = 0; i < times; i++)
		fputs(words, file);
	assert_int_equal(fclose(file), 0);
}

static void created_file_is_private(void **state)
{
	struct stat status;
	mode_t mask = umask(0);

	(void)state;
	make_database();
	assert_int_equal(umask(mask), 0);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
}

static void there_already_is_a_conflict(void **state)
{
	(void)state;
	make_database();
	refuses(STORE_CREATE, ERR_CONFLICT);
	write_file("", 1);
	refuses(STORE_CREATE, ERR_CONFLICT);
}

static void missing_is_not_found(void **state)
{
	(void)state;
	refuses(STORE_WRITE, ERR_NOT_FOUND);
	refuses(STORE_READ, ERR_NOT_FOUND);
	assert_int_equal(access(path, F_OK), -1);
}

static void created_is_opened_again(void **state)
{
	struct store *store;

	(void)state;
	make_database();
	opens(STORE_WRITE, &store);
	run(store, "INSERT INTO t VALUES (1)");
	store_close(store);
	opens(STORE_READ, &store);
	run(store, "SELECT a FROM t");
	store_close(store);
}

static void reader_cannot_write(void **state)
{
	struct store *store;
	struct err err;

	(void)state;
	make_database();
	opens(STORE_READ, &store);
	assert_int_equal(
	    store_execute(store, "INSERT INTO t VALUES (1)", &err), -1);
	assert_int_equal(err.code, ERR_INTERNAL);
	assert_int_equal(store_execute(store, "DROP TABLE t", &err), -1);
	store_close(store);
}

/* daemon/store/store.h: ERR_INVALID where it is no planvakt database. */
static void foreign_database_is_invalid(void **state)
{
	struct store *store;

	(void)state;
	make_database();
	opens(STORE_WRITE, &store);
	run(store, "PRAGMA application_id = 1");
	store_close(store);
	refuses(STORE_WRITE, ERR_INVALID);
	refuses(STORE_READ, ERR_INVALID);
}

static void foreign_file_is_invalid(void **state)
{
	(void)state;
	write_file("", 1);
	refuses(STORE_WRITE, ERR_INVALID);
	write_file("This is a letter and no database at all.\n", 200);
	refuses(STORE_WRITE, ERR_INVALID);
	refuses(STORE_READ, ERR_INVALID);
}

/* --- a folder that cannot be written --- */

static void beside(const char *end, char name[96])
{
	snprintf(name, 96, "%s%s", path, end);
}

static bool reads_a_row(void)
{
	static const char *const sql[] = { "SELECT a FROM t", NULL };
	struct store *store;
	int64_t a = 0;
	struct err err;

	if (store_open(&store, path, STORE_READ, &err) != 0)
		return false;
	store_prepare(store, sql);
	if (store_execute(store, "BEGIN", &err) != 0 ||
	    store_integer(store, sql, 0, BIND_NONE, &a, 0, &err) != 0)
		return false;
	store_close(store);
	return a == 7;
}

static bool says_to_copy(void)
{
	struct store *store;
	struct err err;

	return store_open(&store, path, STORE_READ, &err) != 0 &&
	    err.code == ERR_DENIED && strstr(err.text, path) != NULL &&
	    strstr(err.text, "copy the folder") != NULL;
}

/* As who may read the folder and its files and write none of them. */
static bool in_read_only_folder(bool (*holds)(void))
{
	int status = -1;
	pid_t child;

	assert_int_equal(chmod(directory, 0555), 0);
	assert_int_equal(chmod(path, 0444), 0);
	child = fork();
	if (child == 0)
		_exit((geteuid() == 0 && setresuid(65534, 65534, 65534) != 0) ||
		    !holds());
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(chmod(directory, 0700), 0);
	assert_int_equal(chmod(path, 0600), 0);
	return status == 0;
}

static void make_a_row(void)
{
	struct store *store;

	make_database();
	opens(STORE_WRITE, &store);
	run(store, "INSERT INTO t VALUES (7)");
	store_close(store);
}

static void read_only_folder_is_read(void **state)
{
	char wal[96];

	(void)state;
	make_a_row();
	beside("-wal", wal);
	assert_int_equal(access(wal, F_OK), -1);
	assert_true(in_read_only_folder(reads_a_row));
}

/* https://sqlite.org/uri.html: what a URI means by %, ? and # is a name here. */
static void read_only_file_may_have_any_name(void **state)
{
	(void)state;
	snprintf(path, sizeof(path), "%s/%s", directory, "å b?c=%41#d");
	make_a_row();
	assert_true(in_read_only_folder(reads_a_row));
}

/* The last changes of a process that died are in the log beside the file. */
static void read_only_folder_with_changes_is_to_be_copied(void **state)
{
	char wal[96], shm[96];
	pid_t child;

	(void)state;
	make_database();
	beside("-wal", wal);
	beside("-shm", shm);
	child = fork();
	if (child == 0) {
		struct store *store;

		opens(STORE_WRITE, &store);
		run(store, "INSERT INTO t VALUES (7)");
		_exit(0);
	}
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_int_equal(unlink(shm), 0);
	assert_int_equal(chmod(wal, 0444), 0);
	assert_true(in_read_only_folder(says_to_copy));
	assert_int_equal(chmod(wal, 0600), 0);
	assert_true(reads_a_row());
	/* Who reads leaves it as it was. */
	assert_int_equal(unlink(wal), 0);
}

/* --- what goes wrong, in words --- */

static void says(struct store *store, const char *words, const char *wanted)
{
	struct err err;

	assert_int_equal(store_execute(store, words, &err), -1);
	assert_int_equal(err.code, ERR_INTERNAL);
	if (strstr(err.text, wanted) == NULL)
		fail_msg("'%s' is not in: %s", wanted, err.text);
	if (strstr(err.text, "INSERT") != NULL)
		fail_msg("SQL in: %s", err.text);
}

static const char grow[] = "INSERT INTO t SELECT value FROM"
			   " (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL"
			   " SELECT value + 1 FROM n WHERE value < 100000)"
			   " SELECT value FROM n)";

static void no_room_is_said_in_words(void **state)
{
	struct store *store;
	char wanted[96];

	(void)state;
	make_database();
	opens(STORE_WRITE, &store);
	run(store, "PRAGMA max_page_count = 4");
	snprintf(
	    wanted, sizeof(wanted), "no room left in %s: make room", directory);
	says(store, grow, wanted);
	store_close(store);
}

/* As where a quota is used up. */
static void disk_that_refuses_is_said_in_words(void **state)
{
	struct rlimit before, small = { 65536, 0 };
	char wanted[160];
	struct store *store;

	(void)state;
	make_database();
	opens(STORE_WRITE, &store);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small.rlim_max = before.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	snprintf(wanted, sizeof(wanted), "cannot read or write %s: ", path);
	says(store, grow, wanted);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	store_close(store);
}

static void what_cannot_be_opened_is_said_in_words(void **state)
{
	struct store *store;
	char wanted[96];
	struct err err;

	(void)state;
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(store_open(&store, path, STORE_WRITE, &err), -1);
	assert_int_equal(rmdir(path), 0);
	assert_int_equal(err.code, ERR_INTERNAL);
	snprintf(wanted, sizeof(wanted), "cannot open %s", path);
	assert_non_null(strstr(err.text, wanted));
	assert_non_null(strstr(err.text, "see to the rights"));
	assert_null(strstr(err.text, "PRAGMA"));
}

static void what_is_read_only_is_said_in_words(void **state)
{
	struct store *store;

	(void)state;
	make_database();
	opens(STORE_READ, &store);
	says(store, "INSERT INTO t VALUES (1)", "cannot be written");
	store_close(store);
}

/* SQLite opens it all the same, and would refuse each write. */
static void what_opens_only_to_be_read_is_not_opened_to_write(void **state)
{
	struct store *store;
	struct err err;
	int result;

	(void)state;
	make_database();
	assert_int_equal(chmod(directory, 0755) + chmod(path, 0444), 0);
	if (geteuid() == 0)
		assert_int_equal(seteuid(65534), 0);
	result = store_open(&store, path, STORE_WRITE, &err);
	assert_int_equal(seteuid(getuid()), 0);
	assert_int_equal(result, -1);
	assert_int_equal(err.code, ERR_INTERNAL);
	assert_non_null(strstr(err.text, "cannot be opened for writing"));
}

static void what_another_holds_is_said_in_words(void **state)
{
	struct store *store, *other;

	(void)state;
	make_database();
	opens(STORE_WRITE, &store);
	opens(STORE_WRITE, &other);
	run(other, "BEGIN IMMEDIATE");
	run(store, "PRAGMA busy_timeout = 0");
	says(store, "INSERT INTO t VALUES (1)", "another program holds");
	store_close(other);
	store_close(store);
}

/* The second page is the table's. */
static void damage_is_said_in_words(void **state)
{
	struct store *store;
	FILE *file;

	(void)state;
	make_database();
	file = fopen(path, "r+e");
	assert_non_null(file);
	assert_int_equal(fseek(file, 4096, SEEK_SET), 0);
	assert_int_equal(fwrite("damaged!", 1, 8, file), 8);
	assert_int_equal(fclose(file), 0);
	opens(STORE_WRITE, &store);
	says(store, "INSERT INTO t VALUES (1)",
	    "is damaged: stop planvaktd and put a backup back");
	store_close(store);
}

static void version_is_kept(void **state)
{
	struct store *store;
	int64_t version = -1;
	struct err err;

	(void)state;
	make_database();
	opens(STORE_WRITE, &store);
	assert_int_equal(store_version(store, &version, &err), 0);
	assert_int_equal(version, 0);
	run(store, "PRAGMA user_version = 7");
	store_close(store);
	opens(STORE_READ, &store);
	assert_int_equal(store_version(store, &version, &err), 0);
	assert_int_equal(version, 7);
	store_close(store);
}

/* --- statements --- */

static const char schema[] =
    "CREATE TABLE parent (code TEXT PRIMARY KEY) STRICT;"
    "CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT, bytes BLOB,"
    " parent TEXT REFERENCES parent (code)) STRICT;";

enum { PUT, GET, ALL, COUNT, NONE, DROP, RETURNING };

static const char *const sql[] = {
	[PUT] = "INSERT INTO t VALUES (?1, ?2, ?3, ?4)",
	[GET] = "SELECT id, text, bytes, parent FROM t WHERE id = ?1",
	[ALL] = "SELECT id FROM t ORDER BY id",
	[COUNT] = "SELECT count(*) FROM t",
	[NONE] = "SELECT id FROM t WHERE id < 0",
	[DROP] = "DELETE FROM t WHERE id >= ?1",
	[RETURNING] = "INSERT INTO t (text) VALUES (?1) RETURNING id",
	NULL,
};

static struct store *memory(const char *words)
{
	struct store *store;
	struct err err;

	if (store_open(&store, ":memory:", STORE_CREATE, &err) != 0)
		fail_msg("%s", err.text);
	run(store, words);
	return store;
}

static int open_store(void **state)
{
	struct store *store = memory(schema);

	*state = store;
	store_prepare(store, sql);
	return 0;
}

static int close_store(void **state)
{
	store_close(*state);
	return 0;
}

static int put(struct store *store, int64_t id, const char *text,
    const char *parent, struct err *err)
{
	return store_run(store, sql, PUT,
	    BIND(INTEGER(id), TEXT(text), BLOB("\0\1", 2), TEXT(parent)), err);
}

static int64_t count(struct store *store)
{
	int64_t rows = -1;
	struct err err;

	assert_int_equal(
	    store_integer(store, sql, COUNT, BIND_NONE, &rows, 0, &err), 0);
	return rows;
}

/* A statement with a typo is told in its own words, by whoever prepares all and
 * by whoever runs it; the others are not hindered. */
static void typo_is_told(void **state)
{
	static const char *const typo[] = { "SELECT idd FROM t",
		"SELECT count(*) FROM t", NULL };
	struct store *store = *state;
	int64_t rows = -1;
	struct err err;

	store_prepare(store, typo);
	assert_int_equal(store_prepare_all(store, &err), -1);
	assert_int_equal(err.code, ERR_INTERNAL);
	assert_non_null(strstr(err.text, "SELECT idd FROM t"));
	assert_non_null(strstr(err.text, "no such column: idd"));
	err = (struct err){ 0 };
	assert_int_equal(
	    store_integer(store, typo, 0, BIND_NONE, &rows, 0, &err), -1);
	assert_int_equal(err.code, ERR_INTERNAL);
	assert_non_null(strstr(err.text, "no such column: idd"));
	assert_int_equal(
	    store_integer(store, typo, 1, BIND_NONE, &rows, -1, &err), 0);
	assert_int_equal(rows, 0);
}

/* The reason is told however long the statement is. */
static void reason_is_told_of_a_long_statement(void **state)
{
	static char words[1200];
	static const char *const typo[] = { words, NULL };
	struct store *store = *state;
	struct err err;

	snprintf(words, sizeof(words), "SELECT idd %1000s FROM t", "");
	store_prepare(store, typo);
	assert_int_equal(store_prepare_all(store, &err), -1);
	assert_non_null(strstr(err.text, "no such column: idd"));
	/* Of the statement, 60 characters in brackets are all at its end. */
	assert_int_equal(strlen(strchr(err.text, '(')), 62);
}

static int count_statements(struct store *store)
{
	sqlite3_stmt *statement = NULL;
	int statements = 0;

	while (
	    (statement = sqlite3_next_stmt(store_db(store), statement)) != NULL)
		statements++;
	return statements;
}

/* What nobody runs takes no memory, and what is run again is not prepared
 * again. */
static void statement_is_prepared_when_it_is_run(void **state)
{
	struct store *store = *state;
	struct err err;

	assert_int_equal(count_statements(store), 0);
	count(store);
	count(store);
	assert_int_equal(count_statements(store), 1);
	assert_int_equal(store_prepare_all(store, &err), 0);
	assert_true(count_statements(store) > 1);
}

static void values_come_back_as_bound(void **state)
{
	struct store *store = *state;
	size_t length = 0;
	struct rows rows;
	struct err err;

	assert_int_equal(put(store, INT64_MIN, "Å\nb", NULL, &err), 0);
	assert_int_equal(store_changed(store), 1);
	rows = store_query(store, sql, GET, BIND(INTEGER(INT64_MIN)));
	assert_int_equal(rows_next(&rows, &err), 1);
	assert_true(rows_integer(&rows, 0) == INT64_MIN);
	assert_string_equal(rows_text(&rows, 1), "Å\nb");
	assert_memory_equal(rows_blob(&rows, 2, &length), "\0\1", 2);
	assert_int_equal(length, 2);
	assert_true(rows_null(&rows, 3));
	assert_false(rows_null(&rows, 1));
	assert_null(rows_text(&rows, 3));
	assert_int_equal(rows_next(&rows, &err), 0);
}

static void rows_come_one_by_one(void **state)
{
	struct store *store = *state;
	struct rows rows;
	struct err err;

	for (int i = 3; i > 0; i--)
		assert_int_equal(put(store, i, "a", NULL, &err), 0);
	rows = store_query(store, sql, ALL, BIND_NONE);
	for (int i = 1; i <= 3; i++) {
		assert_int_equal(rows_next(&rows, &err), 1);
		assert_int_equal(rows_integer(&rows, 0), i);
	}
	assert_int_equal(rows_next(&rows, &err), 0);
	rows_end(&rows);
	rows_end(&rows);
}

/* Ended early, the same statement serves again; its values are forgotten. */
static void query_may_end_early(void **state)
{
	struct store *store = *state;
	struct rows rows;
	struct err err;

	assert_int_equal(put(store, 1, "a", NULL, &err), 0);
	assert_int_equal(put(store, 2, "b", NULL, &err), 0);
	for (int i = 0; i < 3; i++) {
		rows = store_query(store, sql, ALL, BIND_NONE);
		assert_int_equal(rows_next(&rows, &err), 1);
		rows_end(&rows);
	}
}

static void integer_or_otherwise(void **state)
{
	struct store *store = *state;
	int64_t integer = 0;
	struct err err;

	assert_int_equal(count(store), 0);
	assert_int_equal(
	    store_integer(store, sql, NONE, BIND_NONE, &integer, 42, &err), 0);
	assert_int_equal(integer, 42);
	assert_int_equal(put(store, 7, "a", NULL, &err), 0);
	assert_int_equal(
	    store_integer(store, sql, ALL, BIND_NONE, &integer, 42, &err), 0);
	assert_int_equal(integer, 7);
}

/* An INSERT that gives its row's number is done though only that is read. */
static void returning_inserts(void **state)
{
	struct store *store = *state;
	int64_t first = 0, second = 0;
	struct err err;

	assert_int_equal(store_integer(store, sql, RETURNING, BIND(TEXT("a")),
			     &first, 0, &err),
	    0);
	assert_int_equal(store_integer(store, sql, RETURNING, BIND(TEXT("b")),
			     &second, 0, &err),
	    0);
	assert_int_equal(first, 1);
	assert_int_equal(second, 2);
	assert_int_equal(count(store), 2);
}

/* A constraint that fails is our bug, and the statement serves again. */
static void constraint_is_internal(void **state)
{
	struct store *store = *state;
	struct err err;

	assert_int_equal(put(store, 1, "a", NULL, &err), 0);
	assert_int_equal(put(store, 1, "b", NULL, &err), -1);
	assert_int_equal(err.code, ERR_INTERNAL);
	assert_non_null(strstr(err.text, "UNIQUE"));
	assert_int_equal(put(store, 2, "b", "nobody", &err), -1);
	assert_non_null(strstr(err.text, "FOREIGN KEY"));
	assert_int_equal(put(store, 2, "b", NULL, &err), 0);
	assert_int_equal(count(store), 2);
}

static void changes_are_counted(void **state)
{
	struct store *store = *state;
	struct err err;

	for (int i = 1; i <= 3; i++)
		assert_int_equal(put(store, i, "a", NULL, &err), 0);
	assert_int_equal(
	    store_run(store, sql, DROP, BIND(INTEGER(2)), &err), 0);
	assert_int_equal(store_changed(store), 2);
	assert_int_equal(
	    store_run(store, sql, DROP, BIND(INTEGER(2)), &err), 0);
	assert_int_equal(store_changed(store), 0);
}

static void transaction_is_known(void **state)
{
	struct store *store = *state;

	assert_false(store_in_transaction(store));
	run(store, "BEGIN");
	assert_true(store_in_transaction(store));
	run(store, "ROLLBACK");
	assert_false(store_in_transaction(store));
}

static void nothing_is_closed(void **state)
{
	(void)state;
	store_close(NULL);
}

/* --- differences --- */

static const char table[] =
    "CREATE TABLE t (a INTEGER, b TEXT, c BLOB) STRICT;";
static const char rows_of_a[] =
    "INSERT INTO t VALUES (1, 'x', x'00'), (2, NULL, x'0001'), (3, '', NULL);";

static void difference_is(const char *b_words, const char *expected)
{
	struct store *a = memory(table), *b = memory(table);
	char difference[256] = "";
	struct err err;
	int result;

	run(a, rows_of_a);
	run(b, rows_of_a);
	run(b, b_words);
	for (int swap = 0; swap < 2; swap++) {
		result = store_compare(swap ? b : a, swap ? a : b,
		    (const struct store_but[]){ { 0 } }, difference,
		    sizeof(difference), &err);
		if (result != (expected[0] != '\0') ||
		    strstr(difference, expected) == NULL)
			fail_msg("after %s: %s", b_words, difference);
	}
	store_close(a);
	store_close(b);
}

static void equal_stores_have_no_difference(void **state)
{
	(void)state;
	difference_is("", "");
	difference_is("UPDATE t SET rowid = rowid + 10", "");
	difference_is("DELETE FROM t; INSERT INTO t VALUES (1, 'x', x'00'),"
		      " (2, NULL, x'0001'), (3, '', NULL)",
	    "");
}

static void every_difference_is_found(void **state)
{
	(void)state;
	difference_is("UPDATE t SET a = 9 WHERE a = 3", "column a");
	difference_is("UPDATE t SET b = 'y' WHERE a = 1", "column b");
	difference_is("UPDATE t SET b = 'X' WHERE a = 1", "column b");
	difference_is("UPDATE t SET b = 'x ' WHERE a = 1", "column b");
	difference_is("UPDATE t SET b = '' WHERE a = 2", "column b");
	difference_is("UPDATE t SET b = NULL WHERE a = 3", "column b");
	difference_is("UPDATE t SET c = x'01' WHERE a = 1", "column c");
	difference_is("UPDATE t SET c = x'00' WHERE a = 2", "column c");
	difference_is("UPDATE t SET c = x'' WHERE a = 3", "column c");
	difference_is(
	    "UPDATE t SET b = 'x' || char(0) WHERE a = 1", "column b");
	difference_is("DELETE FROM t WHERE a = 3", "table t");
	difference_is("INSERT INTO t VALUES (4, 'z', NULL)", "table t");
	difference_is("INSERT INTO t VALUES (1, 'x', x'00')", "table t");
	difference_is("UPDATE t SET rowid = 10 WHERE a = 1", "column a");
	difference_is("DELETE FROM t", "table t");
}

static void every_difference_of_schema_is_found(void **state)
{
	(void)state;
	difference_is("CREATE TABLE u (a INTEGER)", "the table u is");
	difference_is("CREATE INDEX t_a ON t (a)", "the index t_a is");
	difference_is("CREATE TRIGGER g AFTER INSERT ON t BEGIN"
		      " SELECT 1; END",
	    "the trigger g is");
	difference_is("CREATE VIEW v AS SELECT a FROM t", "the view v is");
	difference_is("ALTER TABLE t ADD COLUMN d TEXT", "the table t is");
	difference_is("ALTER TABLE t RENAME TO u", "the table ");
}

/* As doubles they would be the same. */
static void large_integers_differ(void **state)
{
	struct store *a = memory(table), *b = memory(table);
	char difference[256] = "";
	struct err err;

	(void)state;
	run(a, "INSERT INTO t (a) VALUES (9007199254740992)");
	run(b, "INSERT INTO t (a) VALUES (9007199254740993)");
	assert_int_equal(
	    store_compare(a, b, (const struct store_but[]){ { 0 } }, difference,
		sizeof(difference), &err),
	    1);
	assert_non_null(strstr(difference, "column a"));
	store_close(a);
	store_close(b);
}

static void excepted_tables_may_differ(void **state)
{
	static const struct store_but except[] = { { "u" }, { "t" }, { 0 } };
	struct store *a = memory(table), *b = memory(table);
	char difference[256] = "";
	struct err err;

	(void)state;
	run(a, rows_of_a);
	assert_int_equal(
	    store_compare(a, b, except, difference, sizeof(difference), &err),
	    0);
	assert_int_equal(
	    store_compare(a, b, (const struct store_but[]){ { 0 } }, difference,
		sizeof(difference), &err),
	    1);
	store_close(a);
	store_close(b);
}

/* The numbers of rows and columns that a person looks for. */
static void difference_names_row_and_column(void **state)
{
	(void)state;
	difference_is("UPDATE t SET b = 'y' WHERE a = 2", "t 2, column b");
}

/* --- integrity --- */

static void whole_database_has_integrity(void **state)
{
	struct store *store = *state;
	struct err err;

	assert_int_equal(put(store, 1, "a", NULL, &err), 0);
	assert_int_equal(store_integrity(store, &err), 0);
}

static void dangling_key_is_found(void **state)
{
	struct store *store = *state;
	struct err err;

	run(store, "PRAGMA foreign_keys = OFF");
	assert_int_equal(put(store, 1, "a", "nobody", &err), 0);
	assert_int_equal(store_integrity(store, &err), -1);
	assert_int_equal(err.code, ERR_INVALID);
}

static void broken_check_is_found(void **state)
{
	struct store *store =
	    memory("CREATE TABLE c (a INTEGER CHECK (a > 0)) STRICT;"
		   "PRAGMA ignore_check_constraints = ON;"
		   "INSERT INTO c VALUES (0);"
		   "PRAGMA ignore_check_constraints = OFF;");
	struct err err;

	(void)state;
	assert_int_equal(store_integrity(store, &err), -1);
	assert_int_equal(err.code, ERR_INVALID);
	store_close(store);
}

static void overwritten_page_is_found(void **state)
{
	struct store *store;
	struct err err;
	FILE *file;

	(void)state;
	opens(STORE_CREATE, &store);
	run(store,
	    "CREATE TABLE t (a TEXT) STRICT; CREATE INDEX i ON t (a);"
	    "INSERT INTO t VALUES ('aaaaaaaaaaaaaaaa')");
	store_close(store);
	file = fopen(path, "r+e");
	assert_non_null(file);
	assert_int_equal(fseek(file, 2 * 4096 - 8, SEEK_SET), 0);
	assert_int_equal(fwrite("bbbb", 1, 4, file), 4);
	assert_int_equal(fclose(file), 0);
	opens(STORE_READ, &store);
	assert_int_equal(store_integrity(store, &err), -1);
	store_close(store);
}

#define FILE_TEST(test)                                                        \
	cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)
#define STORE_TEST(test)                                                       \
	cmocka_unit_test_setup_teardown(test, open_store, close_store)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FILE_TEST(created_file_is_private),
		FILE_TEST(there_already_is_a_conflict),
		FILE_TEST(missing_is_not_found),
		FILE_TEST(created_is_opened_again),
		FILE_TEST(reader_cannot_write),
		FILE_TEST(foreign_database_is_invalid),
		FILE_TEST(foreign_file_is_invalid),
		FILE_TEST(version_is_kept),
		FILE_TEST(read_only_folder_is_read),
		FILE_TEST(read_only_file_may_have_any_name),
		FILE_TEST(read_only_folder_with_changes_is_to_be_copied),
		FILE_TEST(no_room_is_said_in_words),
		FILE_TEST(disk_that_refuses_is_said_in_words),
		FILE_TEST(what_cannot_be_opened_is_said_in_words),
		FILE_TEST(what_is_read_only_is_said_in_words),
		FILE_TEST(what_opens_only_to_be_read_is_not_opened_to_write),
		FILE_TEST(what_another_holds_is_said_in_words),
		FILE_TEST(damage_is_said_in_words),
		STORE_TEST(typo_is_told),
		STORE_TEST(statement_is_prepared_when_it_is_run),
		STORE_TEST(reason_is_told_of_a_long_statement),
		STORE_TEST(values_come_back_as_bound),
		STORE_TEST(rows_come_one_by_one),
		STORE_TEST(query_may_end_early),
		STORE_TEST(integer_or_otherwise),
		STORE_TEST(returning_inserts),
		STORE_TEST(constraint_is_internal),
		STORE_TEST(changes_are_counted),
		STORE_TEST(transaction_is_known),
		cmocka_unit_test(nothing_is_closed),
		cmocka_unit_test(equal_stores_have_no_difference),
		cmocka_unit_test(every_difference_is_found),
		cmocka_unit_test(every_difference_of_schema_is_found),
		cmocka_unit_test(large_integers_differ),
		cmocka_unit_test(excepted_tables_may_differ),
		cmocka_unit_test(difference_names_row_and_column),
		STORE_TEST(whole_database_has_integrity),
		STORE_TEST(dangling_key_is_found),
		cmocka_unit_test(broken_check_is_found),
		FILE_TEST(overwritten_page_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
