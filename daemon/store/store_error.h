/* SPDX-License-Identifier: ISC */
/* What is wrong with the database, in words for the operator. */
#ifndef DAEMON_STORE_STORE_ERROR_H
#define DAEMON_STORE_STORE_ERROR_H

#include <sqlite3.h>
#include <stddef.h>

#include "protocol/error.h"

/* The length of the folder's part of a path; all of it where it has none. */
size_t path_folder(const char *path);

/* ERR_INTERNAL with what is wrong with the disk, else SQLite's last words and
 * how `what`, a statement or words, begins; -1. */
int store_error_tell(
    sqlite3 *db, const char *path, const char *what, struct err *err);

/* What an error says of the machine, in words for whoever asked; NULL where it
 * says nothing of it. */
const char *store_error_hindrance(int code);

#endif
