/* SPDX-License-Identifier: ISC */
#include "client/archive_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OPEN_MOST 16 /* folders at a time */

static volatile sig_atomic_t stopped;

static void archive_stop(int signal)
{
	stopped = signal;
}

/* Without SA_RESTART, so that nothing goes on waiting. */
static void catch_signals(void)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	const struct sigaction action = { .sa_handler = archive_stop };

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		sigaction(signals[i], &action, NULL);
}

static int archive_cannot(const char *path, struct err *err)
{
	return err_set(err, ERR_INVALID, "cannot write %s: %s", path,
	    strerrordesc_np(errno));
}

static bool archive_is_empty(const char *path)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;
	bool empty = folder != NULL;

	while (folder != NULL && (entry = readdir(folder)) != NULL)
		empty &= strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0;
	if (folder != NULL)
		closedir(folder);
	return empty;
}

static int archive_is_there(const char *path, struct err *err)
{
	return err_set(err, ERR_CONFLICT,
	    "%s is there already: an archive is never written over; name a new "
	    "folder",
	    path);
}

int archive_folder_begin(struct buffer *part, const char *path, struct err *err)
{
	struct stat status;
	mode_t mask = umask(0);

	umask(mask);
	if (lstat(path, &status) == 0 &&
	    (!S_ISDIR(status.st_mode) || !archive_is_empty(path)))
		return archive_is_there(path, err);
	catch_signals();
	buffer_printf(part, "%s.part-XXXXXX", path);
	if (mkdtemp(part->bytes) == NULL)
		return archive_cannot(path, err);
	if (chmod(part->bytes, 0777 & ~mask) != 0)
		return archive_cannot(path, err);
	return 0;
}

int archive_folder_goes_on(struct err *err)
{
	if (stopped == 0)
		return 0;
	return err_set(err, ERR_INVALID,
	    "the archive was interrupted: nothing is left of it");
}

int archive_folder_make(const char *path, struct err *err)
{
	return mkdir(path, 0777) == 0 ? 0 : archive_cannot(path, err);
}

int archive_folder_end(const char *part, const char *path, struct err *err)
{
	int folder = open(part, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = folder >= 0 ? syncfs(folder) : -1;

	if (folder >= 0)
		close(folder);
	if (result != 0)
		return archive_cannot(path, err);
	if (rename(part, path) == 0)
		return 0;
	return errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR
	    ? archive_is_there(path, err)
	    : archive_cannot(path, err);
}

static int drop(
    const char *path, const struct stat *status, int kind, struct FTW *at)
{
	(void)status;
	(void)kind;
	(void)at;
	return remove(path);
}

void archive_folder_drop(const char *part)
{
	nftw(part, drop, OPEN_MOST, FTW_DEPTH | FTW_PHYS);
}
