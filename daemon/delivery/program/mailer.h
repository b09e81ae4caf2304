/* SPDX-License-Identifier: ISC */
/* One run of the program that mail leaves through, and what its end means. */
#ifndef DAEMON_DELIVERY_PROGRAM_MAILER_H
#define DAEMON_DELIVERY_PROGRAM_MAILER_H

#include <stddef.h>

#include "protocol/error.h"

/* Runs argv[0], an absolute path, with the bytes on its standard input and
 * our environment; what it prints is thrown away. It is ended when we are.
 * Returns as sysexits(3): EX_OK where it ended with 0, EX_TEMPFAIL where it
 * could not be run, a signal ended it, or its status or its words are of a
 * failure that may pass (docs/delivery.md has the table), else its status.
 * *err then has the first line of its standard error. */
int mailer_run(
    char *const *argv, const void *bytes, size_t length, struct err *err);

#endif
