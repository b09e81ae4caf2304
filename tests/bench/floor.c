/* SPDX-License-Identifier: ISC */
/* The least that a daemon can do, by libsodium and SQLite alone.
 *
 *   floor serve SOCKET DATABASE    verifies each request, commits it, fsyncs,
 *                                  signs the reply; one connection at a time
 *   floor commit DATABASE N        commits N rows, a transaction each
 *   floor crypto N                 verifies one request and signs one reply, N
 *                                  times, on one core
 *   floor signatures DATABASE      verifies all signatures of planvakt's log
 *
 * `commit`, `crypto` and `signatures` print how many, in how many seconds, and how
 * many of the processor. */
#include "tests/bench/wire.h"

#include <sqlite3.h>
#include <time.h>

static double seconds_of(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds(void)
{
	return seconds_of(CLOCK_MONOTONIC);
}

static void tell(long count, double since)
{
	printf("%ld %.6f %.6f\n", count, seconds() - since,
	    seconds_of(CLOCK_PROCESS_CPUTIME_ID));
}

static sqlite3 *database;
static sqlite3_stmt *begin, *insert, *commit;

static void execute(const char *sql)
{
	must(sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK,
	    sqlite3_errmsg(database));
}

static sqlite3_stmt *prepare(const char *sql)
{
	sqlite3_stmt *statement = NULL;

	must(sqlite3_prepare_v2(database, sql, -1, &statement, NULL) ==
		SQLITE_OK,
	    sqlite3_errmsg(database));
	return statement;
}

static void open_database(const char *path, int flags)
{
	must(sqlite3_open_v2(path, &database, flags, NULL) == SQLITE_OK, path);
}

/* As planvaktd has it. */
static void open_log(const char *path)
{
	open_database(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
	execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
		"PRAGMA locking_mode = EXCLUSIVE;"
		"CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY,"
		" key BLOB, signature BLOB, request BLOB)");
	begin = prepare("BEGIN");
	insert = prepare("INSERT INTO log (key, signature, request)"
			 " VALUES (?1, ?2, ?3)");
	commit = prepare("COMMIT");
}

static void step(sqlite3_stmt *statement)
{
	must(sqlite3_step(statement) == SQLITE_DONE, sqlite3_errmsg(database));
	sqlite3_reset(statement);
}

static void commit_one(const struct wire *wire)
{
	step(begin);
	sqlite3_bind_blob(insert, 1, wire->public, sizeof(wire->public), NULL);
	sqlite3_bind_blob(
	    insert, 2, wire->signature, sizeof(wire->signature), NULL);
	sqlite3_bind_blob(insert, 3, wire->body, BODY, NULL);
	step(insert);
	step(commit);
}

static void serve_one(int fd, const struct pair *pair)
{
	struct wire wire;

	while (wire_receive(fd, &wire)) {
		must(wire_holds(&wire), "a signature does not hold");
		commit_one(&wire);
		wire_sign(&wire, pair);
		if (!wire_send(fd, &wire))
			break;
	}
	close(fd);
}

static int serve(const char *path, const char *log)
{
	struct sockaddr_un address;
	struct pair pair;
	int fd = wire_socket(path, &address), client;

	pair_make(&pair, 2);
	open_log(log);
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) < 0 ||
	    listen(fd, 64) < 0)
		die(path);
	puts("listening");
	fflush(stdout);
	while ((client = accept(fd, NULL, NULL)) >= 0)
		serve_one(client, &pair);
	return 1;
}

static int commit_many(const char *path, long count)
{
	struct wire wire = { 0 };
	double since;

	open_log(path);
	since = seconds();
	for (long i = 0; i < count; i++)
		commit_one(&wire);
	tell(count, since);
	return 0;
}

static int crypto(long count)
{
	struct wire wire = { 0 };
	struct pair client, server;
	double since;

	pair_make(&client, 1);
	pair_make(&server, 2);
	wire_sign(&wire, &client);
	since = seconds();
	for (long i = 0; i < count; i++) {
		struct wire reply;

		must(wire_holds(&wire), "a signature does not hold");
		memcpy(&reply, &wire, sizeof(reply));
		wire_sign(&reply, &server);
	}
	tell(count, since);
	return 0;
}

/* What an SSHSIG signs (OpenSSH, PROTOCOL.sshsig), of a hash. */
static size_t sshsig(uint8_t *to, const char *namespace, const uint8_t hash[64])
{
	const char *texts[] = { namespace, "", "sha512" };
	uint8_t *at = mempcpy(to, "SSHSIG", 6);

	for (size_t i = 0; i < 3; i++) {
		uint8_t length[4] = { 0, 0, 0, (uint8_t)strlen(texts[i]) };

		at = mempcpy(at, length, 4);
		at = mempcpy(at, texts[i], strlen(texts[i]));
	}
	at = mempcpy(at, (uint8_t[4]){ 0, 0, 0, 64 }, 4);
	at = mempcpy(at, hash, 64);
	return (size_t)(at - to);
}

static bool entry_holds(sqlite3_stmt *entry)
{
	uint8_t hash[crypto_hash_sha512_BYTES], data[160];
	size_t length;

	crypto_hash_sha512(hash, sqlite3_column_blob(entry, 0),
	    (unsigned long long)sqlite3_column_bytes(entry, 0));
	length = sshsig(data, "planvakt", hash);
	return crypto_sign_verify_detached(sqlite3_column_blob(entry, 1), data,
		   length, sqlite3_column_blob(entry, 2)) == 0;
}

static int signatures(const char *path)
{
	double since;
	long count = 0;
	sqlite3_stmt *entry;

	must(sodium_init() >= 0, "libsodium does not start");
	open_database(path, SQLITE_OPEN_READONLY);
	since = seconds();
	entry = prepare("SELECT request, signature, key FROM log ORDER BY seq");
	for (; sqlite3_step(entry) == SQLITE_ROW; count++)
		must(entry_holds(entry), "a signature does not hold");
	tell(count, since);
	return 0;
}

int main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[1] : "";

	if (strcmp(what, "serve") == 0 && argc == 4)
		return serve(argv[2], argv[3]);
	if (strcmp(what, "commit") == 0 && argc == 4)
		return commit_many(argv[2], atol(argv[3]));
	if (strcmp(what, "crypto") == 0)
		return crypto(atol(argv[2]));
	if (strcmp(what, "signatures") == 0)
		return signatures(argv[2]);
	return 2;
}
