/* SPDX-License-Identifier: ISC */
/* `planvaktd run`: the daemon. */
#ifndef DAEMON_PROGRAMS_RUN_H
#define DAEMON_PROGRAMS_RUN_H

#include <stdint.h>

#include "protocol/error.h"

/* What the command line says, which wins over the configuration. */
struct run {
	const char *directory; /* or NULL: as configured */
	const char *socket;    /* or NULL: as configured, or in the directory */
	const char *config;    /* the configuration's file, or NULL */
	const char *at;        /* "YYYY-MM-DDTHH:MM[:SS]", or NULL */
	int64_t since;         /* seconds since then, when started again */
};

/* Serves until it is told to stop. */
int state_run(const struct run *run, struct err *err);

#endif
