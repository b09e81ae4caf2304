/* SPDX-License-Identifier: ISC */
/* `planvakt status --check`: one line for a program that watches the daemon,
 * and its exit status: 0 all is well, 1 a warning, 2 critical, 3 where the
 * caller's own words or key are wrong, so that nothing is known. */
#ifndef CLIENT_STATUS_CHECK_H
#define CLIENT_STATUS_CHECK_H

#include "client/call.h"

#define STATUS_CHECK_UNKNOWN 3

/* `status --check`. */
int status_check_run(struct call *call, struct err *err);

/* Whether the words asked for it, also where they could not all be read. */
bool status_check_is_asked(int argc, char **argv);

/* Prints the line of what went wrong; returns the exit status. */
int status_check_fail(const struct err *err);

#endif
