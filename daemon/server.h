/* SPDX-License-Identifier: ISC */
/* The daemon's loop: one turn after the other, each with at most one commit,
 * after which everything that waited for it is said. */
#ifndef DAEMON_SERVER_H
#define DAEMON_SERVER_H

#include "daemon/request.h"

/* Serves on a Unix socket at `path` until SIGTERM or SIGINT. `sibling` is
 * the daemon's end of sibling_start(), taken over. -1: it could not begin,
 * or had to stop. */
int server_run(
    struct requests *requests, const char *path, int sibling, struct err *err);

#endif
