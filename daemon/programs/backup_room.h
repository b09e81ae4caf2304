/* SPDX-License-Identifier: ISC */
/* A folder beside a backup's file, in which that is made: `FILE.part`. Nothing
 * that somebody else has made there is taken away, and of two backups to one
 * file at the same moment the second is refused. What a backup that was
 * interrupted left is used again. */
#ifndef DAEMON_PROGRAMS_BACKUP_ROOM_H
#define DAEMON_PROGRAMS_BACKUP_ROOM_H

#include <limits.h>

#include "protocol/error.h"

#define BACKUP_ROOM ".part"

struct backup_room {
	char path[PATH_MAX];
	char file[PATH_MAX];     /* what is made ... */
	char database[PATH_MAX]; /* ... and the copy that goes into it */
	int fd;                  /* holds the lock */
};

/* ERR_CONFLICT where something else has the name. */
int backup_room_open(
    struct backup_room *room, const char *file, struct err *err);

/* Takes the folder away, with what is left in it. */
void backup_room_close(struct backup_room *room);

#endif
