/* SPDX-License-Identifier: ISC */
/* A backup that is put back: its members are written as they stand in it, or
 * it is refused in words and with nothing else made. */
#ifndef TESTS_FUZZ_ARCHIVE_CHECK_H
#define TESTS_FUZZ_ARCHIVE_CHECK_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/machine/archive.h"
#include "tests/fuzz/memory_file.h"

#define ARCHIVE_BLOCK 512

/* Reads a member into a file; its size, -1 where it is refused. */
static inline long archive_member(
    int fd, const char *name, const uint8_t *from, const char **breach)
{
	char path[64];
	struct stat status = { 0 };
	struct err err = { 0 };
	uint8_t *there;
	FILE *file;
	int result;

	snprintf(path, sizeof(path), "/dev/shm/planvakt-fuzz-%d", getpid());
	unlink(path);
	result = archive_take(fd, "backup", name, path, &err);
	if (result != 0 && (err.code != ERR_INVALID || err.text[0] == '\0'))
		*breach = "a backup is not refused as it should be";
	file = result == 0 ? fopen(path, "rb") : NULL;
	if (result == 0 && (file == NULL || fstat(fileno(file), &status) != 0))
		abort();
	there = malloc((size_t)status.st_size + 1);
	if (file != NULL &&
	    (fread(there, 1, (size_t)status.st_size, file) !=
		    (size_t)status.st_size ||
		memcmp(there, from, (size_t)status.st_size) != 0))
		*breach = "a member is another than in the backup";
	free(there);
	if (file != NULL)
		fclose(file);
	unlink(path);
	return result == 0 ? (long)status.st_size : -1;
}

static inline long archive_blocks(long size)
{
	return ARCHIVE_BLOCK +
	    (size + ARCHIVE_BLOCK - 1) / ARCHIVE_BLOCK * ARCHIVE_BLOCK;
}

static inline const char *archive_check(const uint8_t *bytes, size_t size)
{
	struct memory_file file = memory_file_new(bytes, size, 0600);
	const char *breach = NULL;
	struct err err = { 0 };
	long key, database = -1;

	lseek(file.fd, 0, SEEK_SET);
	key = archive_member(
	    file.fd, ARCHIVE_KEY, bytes + ARCHIVE_BLOCK, &breach);
	if (key >= 0)
		database = archive_member(file.fd, ARCHIVE_DATABASE,
		    bytes + archive_blocks(key) + ARCHIVE_BLOCK, &breach);
	if (database >= 0 && archive_finish(file.fd, "backup", &err) == 0 &&
	    (size_t)(archive_blocks(key) + archive_blocks(database)) +
		    2 * ARCHIVE_BLOCK >
		size)
		breach = "a backup that was cut is whole";
	close(file.fd);
	return breach;
}

#endif
