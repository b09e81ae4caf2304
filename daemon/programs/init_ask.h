/* SPDX-License-Identifier: ISC */
/* What `planvaktd init` asks a person at a terminal: how letters leave this
 * machine, and when nobody is reminded. */
#ifndef DAEMON_PROGRAMS_INIT_ASK_H
#define DAEMON_PROGRAMS_INIT_ASK_H

#include <limits.h>
#include <stdbool.h>

#include "protocol/error.h"

struct init_answers {
	char way[PATH_MAX]; /* a mail server, or an absolute path of a program
	                     * that takes -t -i; "": letters stay here */
	bool quiet;         /* in July and at Christmas */
};

/* Asks on standard output, until each answer is right; what is not answered is
 * as if nobody had been asked. */
void init_ask(struct init_answers *answers);

/* Writes how letters leave into a new file for `run --config`, for its owner
 * and group only. */
int init_config_write(const struct init_answers *answers, const char *directory,
    const char *path, struct err *err);

#endif
