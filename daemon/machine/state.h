/* SPDX-License-Identifier: ISC */
/* The state directory: what lies where, who holds it. */
#ifndef DAEMON_MACHINE_STATE_H
#define DAEMON_MACHINE_STATE_H

#include <limits.h>
#include <stdbool.h>

#include "daemon/calendar/day.h"
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

/* --- what planvaktd can do with it, a file each --- */

struct init {
	const char *directory, *coordinator, *key_file;
	const char *mail;      /* or NULL */
	const char *rehearsal; /* "YYYY-MM-DDTHH:MM", or NULL */
};

/* Makes a new state: key, database, first entry. An init that was
 * interrupted may be repeated. */
int state_init(const struct init *init, struct err *err);

/* Says in the log that the state was put back from a backup (`from`: which, in
 * words); the daemon must not run. */
int state_restore(const char *directory, const char *from, struct err *err);

/* What the command line says, which wins over the configuration. */
struct run {
	const char *directory; /* or NULL: as configured */
	const char *socket;    /* or NULL: as configured, or in the directory */
	const char *config;    /* the configuration's file, or NULL */
	const char *at;        /* "YYYY-MM-DDTHH:MM[:SS]", or NULL */
};

/* Serves until it is told to stop. */
int state_run(const struct run *run, struct err *err);

struct rehearse {
	const char *directory;
	struct day from, to;
	enum { REHEARSE_TABLE, REHEARSE_JSON, REHEARSE_CSV } format;
};

/* Says on standard output what the runs of a period would send; sends and
 * changes nothing. */
int state_rehearse(const struct rehearse *rehearse, struct err *err);

/* Verifies everything and says so on standard output. */
int state_check(const char *directory, struct err *err);

#endif
