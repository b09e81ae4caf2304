/* SPDX-License-Identifier: ISC */
/* A folder that is there whole or not at all: it grows beside its place and is
 * renamed. */
#ifndef CLIENT_ARCHIVE_FOLDER_H
#define CLIENT_ARCHIVE_FOLDER_H

#include "protocol/buffer.h"
#include "protocol/error.h"

/* Makes the folder in which it grows. ERR_CONFLICT where `path` is something
 * else than an empty folder or nothing. From here on a signal to end does not
 * end the process: archive_folder_goes_on() tells of it. */
int archive_folder_begin(
    struct buffer *part, const char *path, struct err *err);

/* ERR_INVALID where the user has interrupted us. */
int archive_folder_goes_on(struct err *err);

/* A folder within it. */
int archive_folder_make(const char *path, struct err *err);

/* Has it reach the disk, and puts it into its place. */
int archive_folder_end(const char *part, const char *path, struct err *err);

/* Takes away what has grown. */
void archive_folder_drop(const char *part);

#endif
