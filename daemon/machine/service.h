/* SPDX-License-Identifier: ISC */
/* What a service manager hands over and hears, without its library:
 * sd_listen_fds(3), sd_notify(3), sd_watchdog_enabled(3). All of it is for the
 * first process, and where there is no service manager nothing happens. */
#ifndef DAEMON_MACHINE_SERVICE_H
#define DAEMON_MACHINE_SERVICE_H

#include <stdint.h>

#include "protocol/error.h"

struct service {
	int socket;          /* it listens, and is closed by exec; -1: none */
	const char *path;    /* where; static */
	int64_t alive_every; /* milliseconds between signs of life; 0: none */
};

/* Takes what the environment says and takes it out of there, so that no
 * program that is started has it. ERR_INVALID where what was handed over is
 * not one Unix stream socket with a path that listens. */
int service_take(struct service *service, struct err *err);

/* "READY=1", "WATCHDOG=1", "STOPPING=1". */
void service_say(const char *state);

#endif
