/* SPDX-License-Identifier: ISC */
/* `planvaktd backup`: a state in one file, also while it is served. */
#ifndef DAEMON_PROGRAMS_BACKUP_H
#define DAEMON_PROGRAMS_BACKUP_H

#include "protocol/error.h"

/* Copies the database as it is at one moment, verifies the copy as `check`
 * does, and puts it and the key into `file`, whole or not at all; an older
 * backup of that name is replaced. `to`: a file with a recipient's public key,
 * to which age(1) encrypts; or NULL. The daemon that serves is not held up: it
 * is read as any reader of the database reads it. */
int state_backup(
    const char *directory, const char *file, const char *to, struct err *err);

#endif
