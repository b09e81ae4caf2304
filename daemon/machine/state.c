/* SPDX-License-Identifier: ISC */
#include "daemon/machine/state.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "protocol/durable.h"
#include "protocol/sign_file.h"
#include "protocol/sign_key.h"

void state_paths(struct state *state, const char *directory)
{
	snprintf(state->directory, sizeof(state->directory), "%s", directory);
	snprintf(state->database, sizeof(state->database), "%s/planvakt.db",
	    state->directory);
	snprintf(state->key, sizeof(state->key), "%s/key", state->directory);
	snprintf(state->public, sizeof(state->public), "%s/key.pub",
	    state->directory);
	snprintf(state->socket, sizeof(state->socket), "%s/planvaktd.sock",
	    state->directory);
	snprintf(state->mail, sizeof(state->mail), "%s/mail", state->directory);
	snprintf(state->config, sizeof(state->config), "%s/planvaktd.conf",
	    state->directory);
	snprintf(state->checked, sizeof(state->checked), "%s/checked",
	    state->directory);
}

int state_public_write(const struct state *state, struct err *err)
{
	char line[SIGN_SSH_PUBLIC + 16], text[SIGN_SSH_PUBLIC];
	uint8_t public[SIGN_PUBLIC];
	int fd, length, result = -1;

	if (sign_key_read_public(state->key, public, err) != 0)
		return -1;
	sign_public_write(public, text);
	length = snprintf(line, sizeof(line), "%s planvaktd\n", text);
	fd = open(state->public,
	    O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (fd >= 0 && fchmod(fd, 0644) == 0 &&
	    durable_write(fd, line, (size_t)length) == 0)
		result = durable_name(state->public);
	if (result != 0)
		err_set(err, ERR_INTERNAL, "cannot write %s: %s", state->public,
		    strerrordesc_np(errno));
	if (fd >= 0)
		close(fd);
	return result;
}

static int check_mode(
    const char *path, mode_t bad, const char *mend, struct err *err)
{
	struct stat status;

	if (stat(path, &status) != 0 || (status.st_mode & bad) == 0)
		return 0; /* what is not there, others say */
	if ((status.st_mode & bad & (S_IWGRP | S_IWOTH)) != 0)
		return err_set(err, ERR_DENIED,
		    "others than its owner may change %s (mode %03o): chmod %s"
		    " %s",
		    path, (unsigned)status.st_mode & 0777, mend, path);
	return err_set(err, ERR_DENIED,
	    "others than its owner may read %s (mode %03o): chmod %s %s", path,
	    (unsigned)status.st_mode & 0777, mend, path);
}

int state_check_modes(const struct state *state, struct err *err)
{
	bool copy =
	    faccessat(AT_FDCWD, state->directory, W_OK, AT_EACCESS) != 0 &&
	    errno == EROFS;
	mode_t strangers = copy ? 0 : S_IRWXO;

	if (check_mode(state->directory, S_IWGRP | S_IWOTH, "go-w", err) != 0)
		return -1;
	return check_mode(
	    state->database, S_IWGRP | S_IWOTH | strangers, "g-w,o=", err);
}

static int check_owner(
    const struct state *state, const char *path, struct err *err)
{
	struct passwd entry, *found = NULL;
	struct stat status;
	char room[BUFSIZ], user[64];

	if (lstat(path, &status) != 0 || status.st_uid == geteuid())
		return 0; /* what is not there, others say */
	snprintf(user, sizeof(user), "%u", (unsigned)geteuid());
	if (getpwuid_r(geteuid(), &entry, room, sizeof(room), &found) == 0 &&
	    found != NULL)
		snprintf(user, sizeof(user), "%s", entry.pw_name);
	return err_set(err, ERR_DENIED,
	    "%s does not belong to %s, the user that planvaktd runs as: it was"
	    " once run as another; give it back with chown -R %s: %s",
	    path, user, user, state->directory);
}

int state_check_owner(const struct state *state, struct err *err)
{
	static const char *const beside[] = { "", "-wal", "-shm" };
	const char *const own[] = { state->key, state->mail };
	char path[PATH_MAX + 32];

	if (geteuid() == 0)
		return 0;
	for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++) {
		snprintf(
		    path, sizeof(path), "%s%s", state->database, beside[i]);
		if (check_owner(state, path, err) != 0)
			return -1;
	}
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (check_owner(state, own[i], err) != 0)
			return -1;
	return 0;
}

/* A daemon whose first process was killed lives on for a moment. */
#define LOCK_PATIENCE 1000000 /* microseconds */
#define LOCK_EVERY    20000

/* The folder itself is locked, for nobody can take that away by mistake. */
int state_lock(const struct state *state, struct err *err)
{
	const struct timespec every = { .tv_nsec = 1000L * LOCK_EVERY };
	int fd = open(state->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return err_set(err, ERR_NOT_FOUND, "cannot use %s: %s",
		    state->directory, strerrordesc_np(errno));
	for (int left = LOCK_PATIENCE; left >= 0; left -= LOCK_EVERY) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0)
			return 0; /* stays open, and so locked */
		nanosleep(&every, NULL);
	}
	close(fd);
	return err_set(err, ERR_CONFLICT,
	    "another planvaktd runs on %s: stop it first", state->directory);
}
