/* SPDX-License-Identifier: ISC */
#include "daemon/programs/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "daemon/calendar/zone.h"
#include "daemon/machine/archive.h"
#include "daemon/machine/confine.h"
#include "daemon/machine/state.h"
#include "daemon/programs/backup_room.h"
#include "daemon/programs/check.h"
#include "daemon/store/store_whole.h"
#include "protocol/buffer.h"
#include "protocol/durable.h"
#include "protocol/sign_file.h"
#include "protocol/signals.h"
#include "protocol/translate.h"
#include "protocol/width.h"

struct backup {
	const char *to;          /* borrowed; NULL: it is not encrypted */
	bool replaces;           /* an older one */
	const char *file;        /* borrowed: what is made ... */
	struct backup_room room; /* ... in here first */
};

static int backup_cannot_write(const char *path, struct err *err)
{
	return err_set(err, ERR_DENIED,
	    "cannot write %s as user %u, whose the state is: %s", path,
	    (unsigned)geteuid(), strerrordesc_np(errno));
}

/* --- the copy --- */

/* VACUUM leaves behind what a redaction has not wiped yet; without its mark the
 * copy is verified again by who opens it. */
static int make_copy(const struct backup *backup, struct store *store,
    const uint8_t public[SIGN_PUBLIC], struct checked_log *log, struct err *err)
{
	struct store *copy = NULL;
	int result = -1;

	if (store_copy(&copy, store, backup->room.database, err) != 0)
		return -1;
	if (store_execute(copy, "DELETE FROM closed; VACUUM", err) == 0 &&
	    store_trust(copy, err) == 0 &&
	    check_all(copy, backup->room.database, public, log, err) == 0)
		result = 0;
	store_close(copy);
	return result;
}

/* --- the file --- */

/* In the child. */
static _Noreturn void run_age(const struct backup *backup, int in)
{
	const char *const words[] = { "age", "-R", backup->to, "-o",
		backup->room.file, NULL };

	signals_default();
	if (dup2(in, STDIN_FILENO) >= 0)
		execv("/usr/bin/age", (char *const *)words);
	_exit(127);
}

static int age_failed(int status, struct err *err)
{
	if (status == 0)
		return 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return err_set(err, ERR_NOT_FOUND,
		    "there is no /usr/bin/age to encrypt with: apt-get install"
		    " age");
	return err_set(
	    err, ERR_INVALID, "age did not encrypt; what it says stands above");
}

/* A pipe into age, or the file itself. *age: its process, 0 for none. */
static int backup_open(const struct backup *backup, pid_t *age)
{
	int ends[2];

	*age = 0;
	if (backup->to == NULL)
		return open(backup->room.file,
		    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (pipe2(ends, O_CLOEXEC) != 0)
		return -1;
	*age = fork();
	if (*age == 0)
		run_age(backup, ends[0]);
	close(ends[0]);
	if (*age > 0)
		return ends[1];
	close(ends[1]);
	return -1;
}

static int backup_sync(const struct backup *backup)
{
	int fd = open(backup->room.file, O_RDONLY | O_CLOEXEC), result;

	if (fd < 0)
		return -1;
	result = fsync(fd);
	close(fd);
	return result;
}

static int backup_fill(
    const struct backup *backup, const struct state *state, struct err *err)
{
	int fd, status = 0, result;
	pid_t age;

	umask(077);
	fd = backup_open(backup, &age);
	if (fd < 0)
		return backup_cannot_write(backup->room.file, err);
	result = archive_add(fd, state->key, ARCHIVE_KEY, err) != 0 ||
		archive_add(fd, backup->room.database, ARCHIVE_DATABASE, err) !=
		    0 ||
		archive_end(fd, err) != 0
	    ? -1
	    : 0;
	close(fd);
	if (age > 0)
		while (waitpid(age, &status, 0) < 0 && errno == EINTR)
			continue;
	return age_failed(status, err) != 0 ? -1 : result;
}

/* An archive of ours begins with the key's name, one by age with its word. */
static bool is_backup(const char *file, off_t size)
{
	static const char encrypted[] = "age-encryption.org/";
	char head[sizeof(encrypted)] = "";
	int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	ssize_t got = fd < 0 ? -1 : read(fd, head, sizeof(head) - 1);

	if (fd >= 0)
		close(fd);
	return size == 0 ||
	    (got > (ssize_t)sizeof(ARCHIVE_KEY) &&
		(memcmp(head, ARCHIVE_KEY, sizeof(ARCHIVE_KEY)) == 0 ||
		    strcmp(head, encrypted) == 0));
}

/* Only an older backup is replaced; *there: whether there is one. */
static int check_replaced(const char *file, bool *there, struct err *err)
{
	struct stat status;

	*there = lstat(file, &status) == 0;
	if (!*there)
		return 0;
	if (!S_ISREG(status.st_mode))
		return err_set(err, ERR_CONFLICT,
		    "%s is there and is no file: give another name", file);
	if (!is_backup(file, status.st_size))
		return err_set(err, ERR_CONFLICT,
		    "%s is there and is no backup: give another name", file);
	*there = status.st_size > 0; /* what mktemp(1) has made is none */
	return 0;
}

/* What got the name in the meantime is asked after, too. */
static int backup_keep(struct backup *backup, struct err *err)
{
	if (check_replaced(backup->file, &backup->replaces, err) != 0)
		return -1;
	if (backup_sync(backup) == 0 &&
	    rename(backup->room.file, backup->file) == 0 &&
	    durable_name(backup->file) == 0)
		return 0;
	return backup_cannot_write(backup->file, err);
}

/* --- all of it --- */

static void backup_say(
    const struct backup *backup, const struct checked_log *log)
{
	struct buffer line = { 0 };

	buffer_printf(&line,
	    _("ok: %s has %" PRId64 " entries, verified; head %" PRId64 " "),
	    backup->file, log->entries, log->head.seq);
	buffer_hex(&line, log->head.hash, SIGN_SHA256);
	width_say(stdout, "%s\n", line.bytes);
	if (backup->replaces)
		width_say(stdout, "%s\n", _("it replaces an older backup"));
	buffer_free(&line);
}

static int backup_make(
    struct backup *backup, const struct state *state, struct err *err)
{
	uint8_t public[SIGN_PUBLIC];
	struct store *store = NULL;
	struct checked_log log;
	int result = -1;

	if (sign_key_read_public(state->key, public, err) == 0 &&
	    store_open(&store, state->database, STORE_READ, err) == 0 &&
	    make_copy(backup, store, public, &log, err) == 0 &&
	    backup_fill(backup, state, err) == 0 &&
	    backup_keep(backup, err) == 0) {
		backup_say(backup, &log);
		result = 0;
	}
	store_close(store);
	return result;
}

static int backup_check_folder(const char *file, struct err *err)
{
	const char *slash = strrchr(file, '/');
	char folder[PATH_MAX];
	struct stat status;

	if (slash == NULL || slash == file)
		return 0;
	snprintf(folder, sizeof(folder), "%.*s", (int)(slash - file), file);
	if (stat(folder, &status) == 0 ? S_ISDIR(status.st_mode)
				       : errno != ENOENT && errno != ENOTDIR)
		return 0;
	return err_set(err, ERR_NOT_FOUND,
	    "there is no folder %s: make it, or give another", folder);
}

/* A copy that lies with what it is a copy of is lost with it. */
static bool is_in_state(const char *file, const char *directory)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(file, '/');
	struct stat of_file, of_state;

	if (slash == NULL)
		snprintf(folder, sizeof(folder), ".");
	else
		snprintf(
		    folder, sizeof(folder), "%.*s/", (int)(slash - file), file);
	return stat(folder, &of_file) == 0 && stat(directory, &of_state) == 0 &&
	    of_file.st_dev == of_state.st_dev &&
	    of_file.st_ino == of_state.st_ino;
}

static int check_place(
    const char *file, const char *directory, bool *there, struct err *err)
{
	if (strlen(file) >= PATH_MAX)
		return err_set(err, ERR_USAGE, "FILE is too long a path");
	if (backup_check_folder(file, err) != 0)
		return -1;
	if (is_in_state(file, directory))
		return err_set(err, ERR_CONFLICT,
		    "%s is in the folder of the state: give a place outside",
		    file);
	return check_replaced(file, there, err);
}

int state_backup(
    const char *directory, const char *file, const char *to, struct err *err)
{
	struct backup backup = { .to = to, .file = file };
	struct state state;
	int result;

	state_paths(&state, directory);
	if (check_place(file, directory, &backup.replaces, err) != 0 ||
	    zone_set(ZONE_DEFAULT, err) != 0 ||
	    confine_owner(directory, err) != 0)
		return -1;
	if (to != NULL && access(to, R_OK) != 0)
		return err_set(err, ERR_NOT_FOUND, "cannot read %s: %s", to,
		    strerrordesc_np(errno));
	if (backup_room_open(&backup.room, file, err) != 0)
		return -1;
	result = backup_make(&backup, &state, err);
	backup_room_close(&backup.room);
	return result;
}
