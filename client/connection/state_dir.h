/* SPDX-License-Identifier: ISC */
/* Small files in the folder where this program keeps its state. */
#ifndef CLIENT_CONNECTION_STATE_DIR_H
#define CLIENT_CONNECTION_STATE_DIR_H

#include <limits.h>
#include <stdbool.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

/* Opens the folder, made (0700) where it is not there. Returns the descriptor
 * or -1; ERR_TRUST where others than its owner may write to it. For root it is
 * never in another's home, whatever the environment says, but in root's own. */
int state_dir_open(struct err *err);

/* The same, alone: until the descriptor is closed nobody else has it so. To
 * read something, change it and write it back. */
int state_dir_open_alone(struct err *err);

/* The path of a file in the folder, as a person is told it; in `path`. */
const char *state_dir_name(char path[PATH_MAX], const char *name);

/* Appends a whole file's text; nothing where there is no such file. */
int state_dir_read(
    int dir, const char *name, struct buffer *text, struct err *err);

/* Replaces a file (0600) as a whole; `name` may be below one folder, which is
 * made. A `durable` one is not below any, and outlives a power cut. */
int state_dir_write(int dir, const char *name, const struct buffer *text,
    bool durable, struct err *err);

#endif
