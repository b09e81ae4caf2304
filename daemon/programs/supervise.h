/* SPDX-License-Identifier: ISC */
/* The first process of `planvaktd run`: it opens nothing and holds no key,
 * starts the daemon and the worker, joined by a socket, and starts either
 * again when it ends. */
#ifndef DAEMON_PROGRAMS_SUPERVISE_H
#define DAEMON_PROGRAMS_SUPERVISE_H

#include <stdbool.h>

#include "daemon/delivery/worker.h"
#include "protocol/error.h"

/* What a daemon is given. */
struct supervised {
	int worker; /* the socket to the worker */
	int alive;  /* a byte written here says that it serves, each later one
		     * that it lives */
	bool again; /* it is not the first */
};

/* What the daemon does; it returns when it was told to stop, or -1. */
struct served {
	int (*serve)(void *argument, const struct supervised *supervised,
	    struct err *err);
	void *argument;
};

/* Forks both. In the daemon's process it returns what serve() returns. The
 * first process never returns: it exits as the daemon does when that was told
 * to stop (SIGTERM and SIGINT are passed on, and SIGHUP), when it ended before
 * it served, or with a status that another start would not change (2, usage;
 * 5, a log of another version). A service manager hears of all that
 * (daemon/machine/service.h). Else the daemon is started again after 1 s,
 * doubling to 60 s, and so is the worker. Both die with the first process.
 * ERR_INTERNAL where there are no processes to be had. */
int supervise(const struct worker_orders *orders, const struct served *served,
    struct err *err);

#endif
