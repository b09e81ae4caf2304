/* SPDX-License-Identifier: ISC */
/* The process that starts planvakt-deliver, so that the one with the key
 * starts nothing, and that starts others of its kind. It takes one job at a
 * time, in order, and answers each. */
#ifndef DAEMON_DELIVERY_WORKER_H
#define DAEMON_DELIVERY_WORKER_H

#include <stddef.h>
#include <sys/types.h>

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

/* Forks the process; call it before anything secret is in memory, before any
 * thread, and before files are locked. It runs planvakt-deliver once per
 * job, the job's JSON on standard input. It keeps none of the caller's files
 * but the working directory and ignores the terminal's signals. When the
 * caller's end is closed it ends, and with it the job in hand.
 *
 * *fd is the caller's end (worker_message.h): a stream, non-blocking, closed
 * on exec; end of file on it means that the process is gone. *pid is for
 * waitpid(2).
 * ERR_INTERNAL where there is no process to be had. */
int worker_start(
    int *fd, pid_t *pid, const struct worker_orders *orders, struct err *err);

/* planvaktd's ends of those that it starts with, all of them owned. */
#define WORKERS_MAX 17
struct workers {
	int fds[WORKERS_MAX];
	size_t count;
};

/* One more than deliveries may be made at once, so that there is always one
 * that can start another. All of them or, with -1, none. */
int workers_start(struct workers *workers, const struct worker_orders *orders,
    struct err *err);
void workers_close(struct workers *workers);

/* Finds planvakt-deliver beside the running program, else where `make
 * install` puts it (../libexec/planvakt). ERR_INTERNAL names both places. */
int worker_deliver_path(char *path, size_t size, struct err *err);

#endif
