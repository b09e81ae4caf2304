/* SPDX-License-Identifier: ISC */
#include "client/connection/state_dir.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "protocol/durable.h"

#define FILE_LIMIT (1u << 20)

/* Who owns the folder, or the nearest above it that is there. */
static uid_t nearest_owner(const char *path)
{
	char folder[PATH_MAX];
	struct stat status;
	char *slash;

	snprintf(folder, sizeof(folder), "%s", path);
	while (stat(folder, &status) != 0) {
		slash = strrchr(folder, '/');
		if (slash == NULL || slash == folder)
			return 0;
		*slash = '\0';
	}
	return status.st_uid;
}

/* `sudo planvakt` may come with the caller's HOME; what root made there the
 * caller could not use afterwards. */
static int leave_anothers_home(char path[PATH_MAX], struct err *err)
{
	const struct passwd *root = NULL;

	if (geteuid() != 0 || nearest_owner(path) == 0)
		return 0;
	root = getpwuid(0);
	if (root != NULL && root->pw_dir[0] == '/' &&
	    snprintf(path, PATH_MAX, "%s/.local/state/planvakt", root->pw_dir) <
		PATH_MAX &&
	    nearest_owner(path) == 0)
		return 0;
	return err_set(err, ERR_INVALID,
	    "you are root and HOME is another's: set HOME to root's own, or"
	    " run this as yourself");
}

static int find_path(char path[PATH_MAX], struct err *err)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");
	int length;

	/* XDG Base Directory: a path that is not absolute is ignored. */
	if (state != NULL && state[0] == '/')
		length = snprintf(path, PATH_MAX, "%s/planvakt", state);
	else if (home != NULL && home[0] == '/')
		length =
		    snprintf(path, PATH_MAX, "%s/.local/state/planvakt", home);
	else
		return err_set(err, ERR_INVALID,
		    "neither XDG_STATE_HOME nor HOME is set: there is no "
		    "place to remember the daemon's key in");
	if (length >= PATH_MAX)
		return err_set(err, ERR_INVALID,
		    "the path of the folder for state is too long");
	return leave_anothers_home(path, err);
}

const char *state_dir_name(char path[PATH_MAX], const char *name)
{
	struct err ignored;
	size_t length;

	if (find_path(path, &ignored) != 0)
		return name;
	length = strlen(path);
	snprintf(path + length, PATH_MAX - length, "/%s", name);
	return path;
}

static int make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash != NULL;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
	return mkdir(path, 0700) == 0 || errno == EEXIST ? 0 : -1;
}

static int open_folder(char *path)
{
	int dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (dir >= 0 || errno != ENOENT)
		return dir;
	if (make_folders(path) != 0)
		return -1;
	return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* Others than the owner must not write here: they could make us trust another
 * daemon. */
static int check_folder(int dir, const char *path, struct err *err)
{
	struct stat status;

	if (fstat(dir, &status) != 0)
		return err_set(err, ERR_INVALID, "cannot look at %s: %s", path,
		    strerrordesc_np(errno));
	if (status.st_mode & (S_IWGRP | S_IWOTH) ||
	    (status.st_uid != geteuid() && geteuid() != 0))
		return err_set(err, ERR_TRUST,
		    "others may write to %s, where the daemon's key is "
		    "remembered: make it yours alone (chmod 700)",
		    path);
	return 0;
}

static int open_state(bool alone, struct err *err)
{
	char path[PATH_MAX];
	int dir;

	if (find_path(path, err) != 0)
		return -1;
	dir = open_folder(path);
	if (dir < 0 || (alone && flock(dir, LOCK_EX) != 0))
		err_set(err, ERR_INVALID,
		    "cannot use %s, where the daemon's key is remembered: %s",
		    path, strerrordesc_np(errno));
	else if (check_folder(dir, path, err) == 0)
		return dir;
	if (dir >= 0)
		close(dir);
	return -1;
}

int state_dir_open(struct err *err)
{
	return open_state(false, err);
}

int state_dir_open_alone(struct err *err)
{
	return open_state(true, err);
}

static int state_dir_read_all(int file, struct buffer *text)
{
	char bytes[4096];
	ssize_t length;

	while ((length = read(file, bytes, sizeof(bytes))) > 0) {
		if (text->length + (size_t)length > FILE_LIMIT) {
			errno = EFBIG;
			return -1;
		}
		buffer_add(text, bytes, (size_t)length);
	}
	return length == 0 ? 0 : -1;
}

int state_dir_read(
    int dir, const char *name, struct buffer *text, struct err *err)
{
	char path[PATH_MAX];
	int file = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	int result = 0;

	buffer_text(text, "");
	if (file < 0 && errno == ENOENT)
		return 0;
	if (file < 0 || state_dir_read_all(file, text) != 0)
		result = err_set(err, ERR_INVALID, "cannot read %s: %s",
		    state_dir_name(path, name), strerrordesc_np(errno));
	if (file >= 0)
		close(file);
	return result;
}

static int state_dir_replace(
    int dir, const char *name, const struct buffer *text, bool durable)
{
	char fresh[NAME_MAX + 1];
	int file, result;

	if (snprintf(fresh, sizeof(fresh), "%s.new", name) > NAME_MAX) {
		errno = ENAMETOOLONG;
		return -1;
	}
	file = openat(dir, fresh,
	    O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (file < 0)
		return -1;
	result = durable
	    ? durable_write(file, text->bytes, text->length)
	    : durable_write_unsynced(file, text->bytes, text->length);
	if (close(file) != 0)
		result = -1;
	if (result == 0)
		result = renameat(dir, fresh, dir, name);
	if (result == 0 && durable)
		return fsync(dir);
	if (result != 0)
		unlinkat(dir, fresh, 0);
	return result;
}

int state_dir_write(int dir, const char *name, const struct buffer *text,
    bool durable, struct err *err)
{
	char path[PATH_MAX];
	char folder[NAME_MAX + 1] = "";
	const char *slash = strchr(name, '/');

	if (slash != NULL) {
		snprintf(
		    folder, sizeof(folder), "%.*s", (int)(slash - name), name);
		mkdirat(dir, folder, 0700);
	}
	if (state_dir_replace(dir, name, text, durable) == 0)
		return 0;
	return err_set(err, ERR_INVALID, "cannot write %s: %s",
	    state_dir_name(path, name), strerrordesc_np(errno));
}
