/* SPDX-License-Identifier: ISC */
/* What outlives a power cut: a file's bytes by its own fsync(2), its name by
 * that of the folder (fsync(2), NOTES). */
#ifndef PROTOCOL_DURABLE_H
#define PROTOCOL_DURABLE_H

#include <stddef.h>

/* Writes all of it at the file's place. -1: errno. */
int durable_write_unsynced(int fd, const void *bytes, size_t length);

/* Writes all of it, and syncs the file. -1: errno. */
int durable_write(int fd, const void *bytes, size_t length);

/* Syncs the folder that the path lies in. -1: errno. */
int durable_name(const char *path);

#endif
