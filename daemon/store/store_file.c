/* SPDX-License-Identifier: ISC */
#include "daemon/store/store_file.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "daemon/store/store_error.h"

bool store_file_is_sealed(const char *path, enum store_access access)
{
	char folder[PATH_MAX + 16];

	snprintf(folder, sizeof(folder), "%.*s", (int)path_folder(path), path);
	return access == STORE_READ && strcmp(path, ":memory:") != 0 &&
	    faccessat(AT_FDCWD, folder, W_OK, AT_EACCESS) != 0;
}

bool store_file_has_beside(const char *path, const char *suffix)
{
	char name[PATH_MAX + 32];
	struct stat status;

	snprintf(name, sizeof(name), "%s%s", path, suffix);
	return stat(name, &status) == 0 && status.st_size > 0;
}

bool store_file_is_in_use(const char *path)
{
	struct flock lock = {
		.l_type = F_WRLCK,
		.l_whence = SEEK_SET,
		.l_start = 0x40000000,
		.l_len = 512,
	};
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool used =
	    fd >= 0 && fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;

	if (fd >= 0)
		close(fd);
	return used;
}

struct store_files store_files_now(const char *path)
{
	struct store_files files = { 0 };
	char name[PATH_MAX + 32];

	snprintf(name, sizeof(name), "%s-wal", path);
	if (statx(AT_FDCWD, path, 0, STATX_BASIC_STATS, &files.database) != 0)
		files.database = (struct statx){ 0 };
	if (statx(AT_FDCWD, name, 0, STATX_BASIC_STATS, &files.log) != 0)
		files.log = (struct statx){ 0 };
	return files;
}

static bool same_file(const struct statx *a, const struct statx *b)
{
	return a->stx_dev_major == b->stx_dev_major &&
	    a->stx_dev_minor == b->stx_dev_minor && a->stx_ino == b->stx_ino;
}

bool store_files_same(
    const struct store_files *before, const struct store_files *now)
{
	const struct statx *a = &before->database, *b = &now->database;

	return same_file(a, b) && same_file(&before->log, &now->log) &&
	    a->stx_size == b->stx_size &&
	    a->stx_mtime.tv_sec == b->stx_mtime.tv_sec &&
	    a->stx_mtime.tv_nsec == b->stx_mtime.tv_nsec;
}

int store_file_check(
    const char *path, enum store_access access, struct err *err)
{
	bool there = faccessat(AT_FDCWD, path, F_OK, 0) == 0;

	if (strcmp(path, ":memory:") == 0)
		return 0;
	if (access == STORE_CREATE && there)
		return err_set(err, ERR_CONFLICT, "%s is there already", path);
	if (access != STORE_CREATE && !there)
		return err_set(err, ERR_NOT_FOUND,
		    "there is no database %s: make one with planvaktd init",
		    path);
	/* SQLite would write it into the database. */
	if (store_file_has_beside(path, "-journal"))
		return err_set(err, ERR_INVALID,
		    "%s-journal is not planvakt's: take it away, and put a"
		    " backup back if another program has used %s",
		    path, path);
	return 0;
}
