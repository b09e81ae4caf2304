/* SPDX-License-Identifier: ISC */
#include "daemon/programs/backup_room.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define BACKUP_FILE     "backup"
#define BACKUP_DATABASE "planvakt.db"

/* All that is ever made in it. */
static const char *const names[] = { BACKUP_FILE, BACKUP_DATABASE,
	BACKUP_DATABASE "-wal", BACKUP_DATABASE "-shm",
	BACKUP_DATABASE "-journal" };

#define NAMES (sizeof(names) / sizeof(names[0]))

static int room_cannot(const struct backup_room *room, struct err *err)
{
	return err_set(err, ERR_DENIED, "cannot write %s as user %u: %s",
	    room->path, (unsigned)geteuid(), strerrordesc_np(errno));
}

static int room_taken(const struct backup_room *room, struct err *err)
{
	return err_set(err, ERR_CONFLICT,
	    "%s is there, where the backup is to be made: give another name,"
	    " or take it away",
	    room->path);
}

static bool room_is_ours(const char *name)
{
	for (size_t i = 0; i < NAMES; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static int room_check_content(const struct backup_room *room, struct err *err)
{
	DIR *folder = opendir(room->path);
	const struct dirent *entry;
	bool ours = true;

	if (folder == NULL)
		return room_cannot(room, err);
	while ((entry = readdir(folder)) != NULL)
		ours &= room_is_ours(entry->d_name);
	closedir(folder);
	return ours ? 0 : room_taken(room, err);
}

/* One that was there is ours, and nobody else writes to it. */
static int room_check_owner(const struct backup_room *room, struct err *err)
{
	struct stat status;

	if (fstat(room->fd, &status) != 0)
		return room_cannot(room, err);
	if (status.st_uid != geteuid() || (status.st_mode & 022) != 0)
		return room_taken(room, err);
	return room_check_content(room, err);
}

/* Whether it still has its name: who ends takes it away. */
static bool room_has_name(const struct backup_room *room)
{
	struct stat own, named;

	return fstat(room->fd, &own) == 0 && lstat(room->path, &named) == 0 &&
	    own.st_dev == named.st_dev && own.st_ino == named.st_ino;
}

/* Where a mount knows no locks it goes without. */
static int room_lock(const struct backup_room *room, struct err *err)
{
	if ((flock(room->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) ||
	    !room_has_name(room))
		return err_set(err, ERR_CONFLICT,
		    "another backup is being made in %s: wait for it",
		    room->path);
	return 0;
}

static int room_paths(
    struct backup_room *room, const char *file, struct err *err)
{
	*room = (struct backup_room){ .fd = -1 };
	if (snprintf(room->path, sizeof(room->path), "%s" BACKUP_ROOM, file) >=
		(int)sizeof(room->path) ||
	    snprintf(room->file, sizeof(room->file), "%s/" BACKUP_FILE,
		room->path) >= (int)sizeof(room->file) ||
	    snprintf(room->database, sizeof(room->database),
		"%s/" BACKUP_DATABASE,
		room->path) >= (int)sizeof(room->database))
		return err_set(err, ERR_USAGE, "FILE is too long a path");
	return 0;
}

static void room_empty(const struct backup_room *room)
{
	for (size_t i = 0; i < NAMES; i++)
		unlinkat(room->fd, names[i], 0);
}

int backup_room_open(
    struct backup_room *room, const char *file, struct err *err)
{
	bool there;

	if (room_paths(room, file, err) != 0)
		return -1;
	there = mkdir(room->path, 0700) != 0;
	if (there && errno != EEXIST)
		return room_cannot(room, err);
	room->fd =
	    open(room->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (room->fd < 0)
		return errno == ENOTDIR || errno == ELOOP || errno == EACCES
		    ? room_taken(room, err)
		    : room_cannot(room, err);
	if ((!there || room_check_owner(room, err) == 0) &&
	    room_lock(room, err) == 0) {
		room_empty(room);
		return 0;
	}
	close(room->fd);
	return -1;
}

void backup_room_close(struct backup_room *room)
{
	room_empty(room);
	if (room_has_name(room))
		unlinkat(AT_FDCWD, room->path, AT_REMOVEDIR);
	close(room->fd);
}
