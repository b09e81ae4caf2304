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
	char mail[PATH_MAX + 16]; /* the Maildirs */
	char lock[PATH_MAX + 16];
};

void state_paths(struct state *state, const char *directory);

/* Locks the directory for this process until it ends; children do not
 * inherit it. ERR_CONFLICT where another process has it. */
int state_lock(const struct state *state, struct err *err);

#endif
