/* SPDX-License-Identifier: ISC */
/* The daemon's loop: one turn after the other, each with at most one commit,
 * after which everything that waited for it is said. */
#ifndef DAEMON_SOCKET_SERVER_H
#define DAEMON_SOCKET_SERVER_H

#include <stdint.h>

#include "daemon/request/door.h"

struct config;
struct confinement;

/* All of it borrowed. */
struct serving {
	const char *path;        /* of the Unix socket */
	struct config *config;   /* in force; SIGHUP reads it anew ... */
	const char *config_path; /* ... from here; NULL: there is no file */
	const struct confinement *confinement; /* NULL: there is to be none */
	int worker; /* the socket to the worker; taken over */
	int alive;  /* a byte is written here when it listens; -1: none ... */
	int64_t alive_every; /* ... and again each so many ms; 0: never */
	int listening;       /* a socket that listens at `path`; -1: none */
};

/* Serves until SIGTERM or SIGINT. -1: it could not begin, or had to stop. */
int server_run(
    struct door *door, const struct serving *serving, struct err *err);

#endif
