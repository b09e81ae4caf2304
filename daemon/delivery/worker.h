/* SPDX-License-Identifier: ISC */
/* The process that starts planvakt-deliver, so that the one with the key
 * starts nothing: as many at once as it is asked for, one for each dispatch. */
#ifndef DAEMON_DELIVERY_WORKER_H
#define DAEMON_DELIVERY_WORKER_H

#include <stddef.h>

#include "daemon/machine/config.h"
#include "protocol/error.h"

/* What a worker goes by. It has its own from the fork on, so that the
 * process with the key cannot tell it what to run. */
struct worker_orders {
	const char *deliver;     /* the path of planvakt-deliver */
	const char *mail;        /* the folder of the Maildirs */
	const char *config_path; /* what a reload reads, or NULL */
	struct config config;
};

/* Is the worker, in a process of its own, which had nothing secret in memory:
 * it says WORKER_READY on `socket` and does what it is asked there
 * (worker_message.h). It keeps no other file but the working directory and
 * ignores the terminal's signals. When the other end is closed it ends, and
 * with it all deliveries in hand. */
_Noreturn void worker_run(int socket, const struct worker_orders *orders);

/* Finds planvakt-deliver beside the running program, else where `make
 * install` puts it (../libexec/planvakt). ERR_INTERNAL names both places. */
int worker_deliver_path(char *path, size_t size, struct err *err);

#endif
