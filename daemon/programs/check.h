/* SPDX-License-Identifier: ISC */
/* `planvaktd check`: whether a state is as its log says. */
#ifndef DAEMON_PROGRAMS_CHECK_H
#define DAEMON_PROGRAMS_CHECK_H

#include "protocol/error.h"

/* Verifies everything and says so on standard output: first "ok: ", then the
 * daemon's fingerprint, then what is exempt and why. `daemon`, a fingerprint or
 * NULL, is what it must be. Leaves the outcome in the folder, where that can be
 * written (machine/checked.h). */
int state_check(const char *directory, const char *daemon, struct err *err);

#endif
