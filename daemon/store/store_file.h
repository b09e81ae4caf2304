/* SPDX-License-Identifier: ISC */
/* The database as a file: what lies beside it, and who uses it. */
#ifndef DAEMON_STORE_STORE_FILE_H
#define DAEMON_STORE_STORE_FILE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "daemon/store/store.h"

/* Whether it is to be read in a folder where we cannot write. */
bool store_file_is_sealed(const char *path, enum store_access access);

/* Whether a file of its name and this suffix has any content. */
bool store_file_has_beside(const char *path, const char *suffix);

/* Whether another process has the database open: it holds a lock on the bytes
 * that SQLite keeps for that (https://sqlite.org/fileformat.html, 1.4). */
bool store_file_is_in_use(const char *path);

/* A database's files as they are: what was opened, and last written. */
struct store_files {
	struct statx database, log; /* zero where there is none */
};

struct store_files store_files_now(const char *path);
/* Whether they are the same, and nobody has written to the database. (To its
 * write-ahead log SQLite lets another process write.) */
bool store_files_same(
    const struct store_files *before, const struct store_files *now);

/* Whether it is there as the access wants it: ERR_CONFLICT, ERR_NOT_FOUND;
 * ERR_INVALID where another program's journal lies beside it. */
int store_file_check(
    const char *path, enum store_access access, struct err *err);

#endif
