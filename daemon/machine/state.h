/* SPDX-License-Identifier: ISC */
/* The state directory: what lies where, who holds it. */
#ifndef DAEMON_MACHINE_STATE_H
#define DAEMON_MACHINE_STATE_H

#include <limits.h>

#include "protocol/error.h"

struct state {
	char directory[PATH_MAX];
	char database[PATH_MAX + 16];
	char key[PATH_MAX + 16];
	char public[PATH_MAX + 16]; /* the key's public half */
	char socket[PATH_MAX + 16];
	char mail[PATH_MAX + 16];    /* the Maildirs */
	char config[PATH_MAX + 16];  /* where init was told of a mail server */
	char checked[PATH_MAX + 16]; /* what check found last (checked.h) */
};

void state_paths(struct state *state, const char *directory);

/* Writes the file of the public half from that of the key. Everybody who may
 * enter the folder may read it: `check` needs it. */
int state_public_write(const struct state *state, struct err *err);

/* Whether nobody but its owner may change the folder and the database, and no
 * stranger may read the latter; ERR_DENIED names the file and the command that
 * mends it. Who may read is not asked on a medium that is read only: there it
 * is a copy. */
int state_check_modes(const struct state *state, struct err *err);

/* Whether the folder and what planvaktd made in it is of the user that this
 * process is: ERR_DENIED names a file that is not, and the command that mends
 * it. */
int state_check_owner(const struct state *state, struct err *err);

/* Locks the directory for this process until it ends; children do not
 * inherit it. ERR_CONFLICT where another process has it. */
int state_lock(const struct state *state, struct err *err);

#endif
