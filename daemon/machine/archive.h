/* SPDX-License-Identifier: ISC */
/* A backup's file: a tar archive (POSIX ustar) with the daemon's key and the
 * database, which tar(1) opens where there is no planvaktd. */
#ifndef DAEMON_MACHINE_ARCHIVE_H
#define DAEMON_MACHINE_ARCHIVE_H

#include "protocol/error.h"

#define ARCHIVE_KEY      "key"
#define ARCHIVE_DATABASE "planvakt.db"

/* Appends the file at `path` as `name`. */
int archive_add(int fd, const char *path, const char *name, struct err *err);

/* Writes what ends an archive. */
int archive_end(int fd, struct err *err);

/* Writes the next member to the file `path`, which it makes (0600, synced).
 * ERR_INVALID where that is not `name`, or the archive is damaged, cut or none;
 * `from` is what the error calls it. */
int archive_take(int fd, const char *from, const char *name, const char *path,
    struct err *err);

/* Whether nothing but what ends an archive follows. */
int archive_finish(int fd, const char *from, struct err *err);

#endif
